// What can be done with a document in its state: files, signing, number and day, withdrawal.
import { Suspense, lazy, memo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ConsistencySummary } from '../desk/ConsistencyPanel.tsx';
import { homeOfDocument } from './document-home.ts';

interface DocumentActionsProps {
  readonly detail: DocumentDetail;
  readonly place: 'primary' | 'secondary';
  readonly pdf: boolean;
}

export const DocumentActions = memo(function DocumentActions({ detail, place, pdf }: DocumentActionsProps) {
  const { status } = detail.document;
  if (place === 'secondary') {
    return (
      <>
        <Print detail={detail} />
        <Download detail={detail} pdf={pdf} />
        <MoreMenu detail={detail} pdf={pdf} />
      </>
    );
  }
  if (status === 'draft') return <Freeze detail={detail} />;
  if (status === 'for_signature') return <Issue detail={detail} />;
  return null;
});

/** The row as it is after everything typed is on disk. */
async function savedRev(id: string): Promise<number> {
  await flushAll();
  return (await call('documents.get', { id })).document.rev;
}

function Download({ detail, pdf }: { readonly detail: DocumentDetail; readonly pdf: boolean }) {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  async function download(format: 'pdf' | 'docx' | 'html') {
    setAnchor(null);
    setBusy(true);
    try {
      await flushAll();
      const file = await call('documents.render', { id: detail.document.id, format });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        disabled={busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {busy ? t.documents.preparing : `${t.documents.download('')}▾`}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {(['pdf', 'docx', 'html'] as const).map((format) => (
          <MenuItem key={format} disabled={format === 'pdf' && !pdf} onClick={() => void download(format)}>
            {t.documents.download(t.labels.documentFormat[format])}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

const PrintDialog = lazy(async () => ({ default: (await import('../prints/PrintDialog.tsx')).PrintDialog }));

const FormatCheckDialog = lazy(async () => ({
  default: (await import('../format-checks/FormatCheckDialog.tsx')).FormatCheckDialog,
}));

function Print({ detail }: { readonly detail: DocumentDetail }) {
  const t = useText();
  const { id, planId } = detail.document;
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="outlined"
        onClick={() => {
          void flushAll().then(() => setOpen(true));
        }}
      >
        {t.documents.print}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <PrintDialog
            planId={planId}
            choice={{ what: 'documents', documentIds: [id] }}
            open
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Freeze({ detail }: { readonly detail: DocumentDetail }) {
  const t = useText();
  const words = t.documents;
  const [open, setOpen] = useState(false);
  const freeze = useCommand('documents.freeze', { quiet: true });
  async function run() {
    const done = await freeze.run({ id: detail.document.id, rev: await savedRev(detail.document.id) });
    if (done !== undefined) setOpen(false);
  }
  return (
    <>
      <MayButton method="documents.freeze" variant="contained" onClick={() => setOpen(true)}>
        {words.freeze}
      </MayButton>
      <ConfirmDialog
        open={open}
        title={words.freezeTitle}
        confirmLabel={words.freeze}
        pending={freeze.pending}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      >
        <Typography variant="body1">{words.freezeText}</Typography>
        {detail.warnings.length > 0 && (
          <Typography variant="body2" sx={{ mt: 1.5, color: 'warning.main' }}>
            {words.freezeWarnings(formatCount(detail.warnings.length))}
          </Typography>
        )}
        {detail.document.kind === 'minutes' || detail.document.planId === null ? null : (
          <ConsistencySummary
            planId={detail.document.planId}
            {...(detail.document.visitId === null ? {} : { visitId: detail.document.visitId })}
          >
            {(summary) => (
              <Typography variant="body2" sx={{ mt: 1.5 }}>
                {t.desk.consistency.title}: {summary}
              </Typography>
            )}
          </ConsistencySummary>
        )}
        {freeze.error !== null && <ErrorState error={freeze.error} compact />}
      </ConfirmDialog>
    </>
  );
}

function Issue({ detail }: { readonly detail: DocumentDetail }) {
  const t = useText();
  const words = t.documents;
  const { document } = detail;
  const status = useQueryOf('system.status', {});
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const [day, setDay] = useState<string | null>(null);
  const issue = useCommand('documents.issue', { quiet: true });
  const numbered = kindTraits[document.kind].numbered === 'always';
  const fieldError = useFieldError(issue.error?.value);
  async function run() {
    if (day === null) return;
    const done = await issue.run({
      id: document.id,
      rev: document.rev,
      number: number.trim(),
      issuedOn: day,
    });
    if (done !== undefined) setOpen(false);
  }
  return (
    <>
      <MayButton
        method="documents.issue"
        variant="contained"
        onClick={() => {
          setDay(status.data?.today ?? null);
          setOpen(true);
        }}
      >
        {words.issue}
      </MayButton>
      <ConfirmDialog
        open={open}
        title={words.issueTitle}
        confirmLabel={words.issueConfirm}
        pending={issue.pending}
        disabled={(numbered && number.trim() === '') || day === null}
        onConfirm={() => void run()}
        onClose={() => setOpen(false)}
      >
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {words.issueText} {numbered ? '' : words.noNumber}
        </Typography>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: '1fr 1fr' }}>
          <TextField
            label={words.number}
            value={number}
            autoFocus
            onChange={(event) => setNumber(event.target.value)}
            error={fieldError('number') !== undefined}
            helperText={fieldError('number') ?? `/${document.symbol ?? ''}`}
            slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
          />
          <DayField label={words.issuedOn} value={day} onChange={setDay} error={fieldError('issuedOn')} />
        </Box>
        {issue.error !== null && <ErrorState error={issue.error} compact />}
      </ConfirmDialog>
    </>
  );
}

function MoreMenu({ detail, pdf }: { readonly detail: DocumentDetail; readonly pdf: boolean }) {
  const t = useText();
  const words = t.documents;
  const { document } = detail;
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [withdrawing, setWithdrawing] = useState(false);
  const [replacing, setReplacing] = useState(false);
  const [reason, setReason] = useState('');
  const [checking, setChecking] = useState(false);
  const replace = useCommand('documents.replace', { quiet: true });
  const unfreeze = useCommand('documents.unfreeze');
  const remove = useCommand('documents.delete');
  const withdraw = useCommand('documents.withdraw', { quiet: true });
  const mayDraft = useMay('documents.delete');
  const maySign = useMay('documents.withdraw');

  async function checkFormat() {
    setAnchor(null);
    await flushAll();
    setChecking(true);
  }
  async function deleteDraft() {
    setAnchor(null);
    const done = await remove.run({ id: document.id, rev: await savedRev(document.id) });
    if (done === undefined) return;
    showUndo(words.deleted);
    void navigate(homeOfDocument(document));
  }
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="menu"
        aria-label={t.frame.more}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        ⋯
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void checkFormat()}>{t.formatChecks.title}</MenuItem>
        {document.status === 'draft' && (
          <MenuItem disabled={!mayDraft} onClick={() => void deleteDraft()}>
            {words.delete}
          </MenuItem>
        )}
        {document.status === 'for_signature' && (
          <MenuItem
            disabled={!maySign}
            onClick={() => {
              setAnchor(null);
              void unfreeze.run({ id: document.id, rev: document.rev });
            }}
          >
            {words.unfreeze}
          </MenuItem>
        )}
        {(document.status === 'for_signature' || document.status === 'issued') && (
          <MenuItem
            disabled={!maySign}
            onClick={() => {
              setAnchor(null);
              setWithdrawing(true);
            }}
          >
            {words.withdraw}
          </MenuItem>
        )}
        {document.status === 'issued' && (
          <MenuItem
            disabled={!mayDraft}
            onClick={() => {
              setAnchor(null);
              setReplacing(true);
            }}
          >
            {words.replace}
          </MenuItem>
        )}
      </Menu>
      {checking && (
        <Suspense fallback={null}>
          <FormatCheckDialog
            open
            onClose={() => setChecking(false)}
            document={{ id: document.id, format: pdf ? 'pdf' : 'docx' }}
          />
        </Suspense>
      )}
      <ConfirmDialog
        open={replacing}
        title={words.replaceTitle}
        confirmLabel={words.replace}
        danger
        pending={replace.pending}
        disabled={reason.trim() === ''}
        onConfirm={() => {
          void replace.run({ id: document.id, rev: document.rev, reason: reason.trim() }).then((done) => {
            if (done === undefined) return;
            setReplacing(false);
            showNotice(words.replaced);
            void navigate(`/documents/${done.id}`);
          });
        }}
        onClose={() => setReplacing(false)}
      >
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {words.replaceText}
        </Typography>
        <TextField
          label={words.withdrawReason}
          value={reason}
          autoFocus
          multiline
          minRows={2}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
        {replace.error !== null && <ErrorState error={replace.error} compact />}
      </ConfirmDialog>
      <ConfirmDialog
        open={withdrawing}
        title={words.withdrawTitle}
        confirmLabel={words.withdraw}
        danger
        pending={withdraw.pending}
        disabled={reason.trim() === ''}
        onConfirm={() => {
          void withdraw.run({ id: document.id, rev: document.rev, reason: reason.trim() }).then((done) => {
            if (done !== undefined) setWithdrawing(false);
          });
        }}
        onClose={() => setWithdrawing(false)}
      >
        <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
          {words.withdrawText}
        </Typography>
        <TextField
          label={words.withdrawReason}
          value={reason}
          autoFocus
          multiline
          minRows={2}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000 } }}
        />
        {withdraw.error !== null && <ErrorState error={withdraw.error} compact />}
      </ConfirmDialog>
    </>
  );
}

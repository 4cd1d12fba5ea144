// Who became whom: predecessors and successors of an agency, each with its day and legal document.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import EditIcon from '@mui/icons-material/EditOutlined';
import UnlinkIcon from '@mui/icons-material/LinkOffOutlined';
import type { Succession } from '../../../core/contract/agencies.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState } from '../../components/States.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { AgencyTabProps } from './agency-tab.ts';
import { Arrange } from './Arrange.tsx';
import { LegalField } from './LegalField.tsx';
import type { LegalChoice } from './LegalField.tsx';

export function SuccessionTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const [arranging, setArranging] = useState<'predecessor' | 'successor' | null>(null);
  const [editing, setEditing] = useState<Succession | null>(null);
  const self = { id: agency.id, name: agency.version.name };
  return (
    <Box sx={{ display: 'grid', gap: 3, maxWidth: '76rem' }}>
      <Box component="section">
        <Head
          title={a.successors}
          action={
            <OursOnly>
              <Button variant="contained" onClick={() => setArranging('predecessor')}>
                {a.arrange}
              </Button>
            </OursOnly>
          }
        />
        <Links side="successor" links={agency.successions} empty={a.noSuccessors} onEdit={setEditing} />
      </Box>
      <Box component="section">
        <Head
          title={a.predecessors}
          action={
            <OursOnly>
              <Button variant="outlined" onClick={() => setArranging('successor')}>
                {a.arrangeAsSuccessor}
              </Button>
            </OursOnly>
          }
        />
        <Links side="predecessor" links={agency.predecessors} empty={a.noPredecessors} onEdit={setEditing} />
      </Box>
      {arranging === null ? null : (
        <Arrange
          predecessors={arranging === 'predecessor' ? [self] : []}
          successors={arranging === 'successor' ? [self] : []}
          onClose={() => setArranging(null)}
        />
      )}
      {editing === null ? null : (
        <EditLink key={editing.id} link={editing} onClose={() => setEditing(null)} />
      )}
    </Box>
  );
}

function Head({ title, action }: { readonly title: string; readonly action: React.ReactNode }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
      <Typography variant="h2" sx={{ flex: 1 }}>
        {title}
      </Typography>
      {action}
    </Box>
  );
}

interface LinksProps {
  /** Which end of the link is the other agency. */
  readonly side: 'predecessor' | 'successor';
  readonly links: readonly Succession[];
  readonly empty: string;
  readonly onEdit: (link: Succession) => void;
}
function Links({ side, links, empty, onEdit }: LinksProps) {
  const t = useText();
  const a = t.agencies;
  const remove = useCommand('successions.delete');
  const library = useQueryOf(
    'legalDocuments.list',
    {},
    { enabled: links.some((one) => one.legalDocumentId !== null) },
  );
  if (links.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {empty}
      </Typography>
    );
  }
  const other = (link: Succession) =>
    side === 'successor'
      ? { id: link.successorId, name: link.successorName ?? a.noSuccessor }
      : { id: link.predecessorId, name: link.predecessorName };
  const legalOf = (link: Succession) =>
    link.legalText ?? library.data?.find(({ id }) => id === link.legalDocumentId)?.firstCitation ?? '';
  const columns: readonly Column<Succession>[] = [
    {
      key: 'day',
      label: a.effectiveOn,
      width: '9rem',
      sortBy: (link) => link.effectiveOn,
      render: (link) => shortDay(link.effectiveOn),
    },
    { key: 'relation', label: a.relation, width: '11rem', render: (link) => a.relations[link.relation] },
    {
      key: 'agency',
      label: side === 'successor' ? a.successors : a.predecessors,
      render: (link) => {
        const { id, name } = other(link);
        return id === null ? name : <RowLink to={`/agencies/${id}`}>{name}</RowLink>;
      },
    },
    { key: 'legal', label: a.legalDocument, wideOnly: true, width: '26%', render: legalOf },
    { key: 'note', label: a.note, wideOnly: true, width: '14%', render: (link) => link.note ?? '' },
    {
      key: 'act',
      label: t.frame.more,
      hiddenLabel: true,
      width: '5.5rem',
      align: 'right',
      render: (link) => (
        <OursOnly>
          <Box sx={{ display: 'inline-flex', my: -0.5 }}>
            <Tooltip title={a.editLink}>
              <IconButton aria-label={`${a.editLink}: ${other(link).name}`} onClick={() => onEdit(link)}>
                <EditIcon sx={{ fontSize: 17 }} />
              </IconButton>
            </Tooltip>
            <Tooltip title={a.unlink}>
              <IconButton
                aria-label={`${a.unlink}: ${other(link).name}`}
                disabled={remove.pending}
                onClick={() => {
                  void remove.run({ id: link.id, rev: link.rev }).then((gone) => {
                    if (gone !== undefined) showUndo(a.unlinked(other(link).name));
                  });
                }}
              >
                <UnlinkIcon sx={{ fontSize: 17 }} />
              </IconButton>
            </Tooltip>
          </Box>
        </OursOnly>
      ),
    },
  ];
  return (
    <ResponsiveTable
      label={side === 'successor' ? a.successors : a.predecessors}
      columns={columns}
      rows={links}
      rowKey={({ id }) => id}
      sortParam={side}
    />
  );
}

function EditLink({ link, onClose }: { readonly link: Succession; readonly onClose: () => void }) {
  const a = useText().agencies;
  const update = useCommand('successions.update', { quiet: true });
  const faultOf = useFieldError(update.error?.value);
  const [day, setDay] = useState<string | null>(link.effectiveOn);
  const [legal, setLegal] = useState<LegalChoice>(link);
  const [note, setNote] = useState(link.note ?? '');
  async function submit() {
    if (day === null) return;
    const done = await update.run({
      id: link.id,
      rev: link.rev,
      patch: {
        effectiveOn: day,
        legalDocumentId: legal.legalDocumentId,
        legalText: legal.legalText,
        note: note.trim() === '' ? null : note.trim(),
      },
    });
    if (done !== undefined) onClose();
  }
  return (
    <ConfirmDialog
      open
      title={a.editLink}
      confirmLabel={a.done}
      pending={update.pending}
      disabled={day === null}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 1 }}>
        <Typography variant="body2">
          {link.predecessorName} → {link.successorName ?? a.noSuccessor}
        </Typography>
        <DayField
          required
          label={a.effectiveOn}
          value={day}
          onChange={setDay}
          error={faultOf('effectiveOn')}
        />
        <LegalField label={a.legalDocument} value={legal} onChange={setLegal} />
        <TextField
          multiline
          minRows={2}
          label={a.note}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 4000 } }}
        />
        {update.error === null || update.error.value.fields !== undefined ? null : (
          <ErrorState error={update.error} compact />
        )}
      </Box>
    </ConfirmDialog>
  );
}

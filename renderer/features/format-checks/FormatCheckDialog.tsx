// Checks the format of a finished paper: a file is chosen or dropped, its breaches are shown page by page.
import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import { reportLines } from '../../../core/checking/report-lines.ts';
import type { FormatReport } from '../../../core/contract/format-checks.ts';
import { call, upload } from '../../api/client.ts';
import { showNotice } from '../../api/toasts.ts';
import { ErrorState } from '../../components/States.tsx';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { copyText } from './copy-text.ts';
import { FormatReportView } from './FormatReportView.tsx';

interface FormatCheckDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** One of our own documents, checked as it is printed. */
  readonly document?: { readonly id: string; readonly format: 'pdf' | 'docx' };
}

export function FormatCheckDialog({ open, onClose, document }: FormatCheckDialogProps) {
  const t = useText();
  return (
    <Dialog open={open} onClose={onClose} maxWidth="md" fullWidth aria-labelledby="format-check-title">
      <DialogTitle id="format-check-title">{t.formatChecks.title}</DialogTitle>
      {open ? <CheckBody onClose={onClose} {...(document === undefined ? {} : { document })} /> : null}
    </Dialog>
  );
}

function CheckBody({ onClose, document }: Omit<FormatCheckDialogProps, 'open'>) {
  const t = useText();
  const w = t.formatChecks;
  const { language } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const working = useRef<AbortController | null>(null);
  const [busy, setBusy] = useState<string | null>(document?.format.toUpperCase() ?? null);
  const [fault, setFault] = useState<unknown>(null);
  const [report, setReport] = useState<FormatReport | null>(null);
  const [over, setOver] = useState(false);

  async function run(name: string, work: (signal: AbortSignal) => Promise<FormatReport>) {
    const controller = new AbortController();
    working.current?.abort();
    working.current = controller;
    setFault(null);
    setBusy(name);
    try {
      const made = await work(controller.signal);
      if (!controller.signal.aborted) setReport(made);
    } catch (failure) {
      if (!controller.signal.aborted) setFault(failure);
    } finally {
      if (working.current === controller) setBusy(null);
    }
  }
  const [own] = useState(document);
  // Whoever came from a document has asked already.
  useEffect(() => {
    if (own === undefined) return undefined;
    const controller = new AbortController();
    working.current = controller;
    const { signal } = controller;
    call('formatChecks.document', own).then(
      (made) => {
        if (signal.aborted) return;
        setReport(made);
        setBusy(null);
      },
      (failure: unknown) => {
        if (signal.aborted) return;
        setFault(failure);
        setBusy(null);
      },
    );
    return () => controller.abort();
  }, [own]);
  function take(files: readonly File[]) {
    const [file] = files;
    if (file === undefined) return;
    void run(file.name, async (signal) => {
      const { id } = await upload('check', file, signal);
      return call('formatChecks.file', { file: id, fileName: file.name });
    });
  }
  async function copy(shown: FormatReport) {
    if (await copyText(reportLines(shown, language).join('\n'))) showNotice(w.copied);
  }
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <>
      <DialogContent
        sx={{ display: 'grid', gap: 2 }}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          take([...event.dataTransfer.files]);
        }}
      >
        <Typography variant="body2" color="text.secondary">
          {w.intro}
        </Typography>
        {fault === null || busy !== null ? null : <ErrorState error={fault} />}
        {busy === null ? null : (
          <Box sx={{ display: 'grid', gap: 1 }}>
            <Typography component="output" sx={{ overflowWrap: 'anywhere' }}>
              {w.reading(busy)}
            </Typography>
            <LinearProgress aria-label={w.reading(busy)} />
          </Box>
        )}
        {report === null || busy !== null || fault !== null ? null : <FormatReportView report={report} />}
        <Box
          sx={{
            border: '2px dashed',
            borderColor: over ? 'primary.main' : 'divider',
            borderRadius: 1,
            px: 2,
            py: report === null ? 4 : 1.5,
            display: 'flex',
            alignItems: 'center',
            justifyContent: 'center',
            flexWrap: 'wrap',
            gap: 1.5,
          }}
        >
          <UploadIcon aria-hidden sx={{ color: 'text.secondary' }} />
          <Typography variant="body2">{over ? w.dropNow : w.drop}</Typography>
          <Button variant="outlined" disabled={busy !== null} onClick={() => input.current?.click()}>
            {report === null ? w.choose : w.chooseOther}
          </Button>
          {document === undefined ? null : (
            <Button
              variant="outlined"
              disabled={busy !== null}
              onClick={() =>
                void run(document.format.toUpperCase(), () => call('formatChecks.document', document))
              }
            >
              {w.title} {document.format.toUpperCase()}
            </Button>
          )}
          <Typography variant="caption" color="text.secondary">
            {w.limit}
          </Typography>
          {/* Opened by the button beside it, which has the name and the focus. */}
          <input
            type="file"
            ref={input}
            hidden
            accept=".pdf,.docx,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              event.target.value = '';
              take(chosen);
            }}
          />
        </Box>
      </DialogContent>
      <DialogActions>
        {report === null || report.breaches.length === 0 ? null : (
          <Button onClick={() => void copy(report)}>{w.copy}</Button>
        )}
        <Button onClick={onClose}>{w.close}</Button>
      </DialogActions>
    </>
  );
}

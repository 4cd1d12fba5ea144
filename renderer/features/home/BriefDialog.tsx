// The one page for the leadership, as it is printed: shown, printed, taken away as PDF or Word.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import GlobalStyles from '@mui/material/GlobalStyles';
import type { PictureFilter } from '../../../core/contract/pictures.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useOffices } from '../../components/OfficeChip.tsx';
import { PaperSheet } from '../../components/PaperSheet.tsx';
import { saveFile } from '../../components/save-file.ts';
import { ErrorState, FormSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface BriefDialogProps {
  readonly filter: PictureFilter;
  readonly onClose: () => void;
}

interface Sheet {
  readonly html: string;
  readonly css: string;
}

/**
 * The page out of the file: its sheet of styles, and what it shows. The styles are cut out as text: a parsed document would
 * apply them, against the policy of this window.
 */
function sheetOf(text: string): Sheet {
  const styles = /<style[^>]*>([\s\S]*?)<\/style>/gu;
  const css = [...text.matchAll(styles)].map(([, rules = '']) => rules).join('\n');
  const html = /<body[^>]*>([\s\S]*)<\/body>/u.exec(text.replace(styles, ''))?.[1] ?? '';
  return { html, css };
}

/** Paper takes the page alone. */
const onPaper = {
  '@media print': {
    '#root': { display: 'none' },
    '.brief-dialog, .brief-dialog *': { position: 'static !important', overflow: 'visible !important' },
    '.brief-dialog .MuiBackdrop-root, .brief-dialog .brief-tools': { display: 'none !important' },
    '.brief-dialog .MuiPaper-root': { boxShadow: 'none', border: 0, maxHeight: 'none', margin: 0 },
  },
} as const;

export function BriefDialog({ filter: asked, onClose }: BriefDialogProps) {
  const t = useText();
  const offices = useOffices();
  const [whose, setWhose] = useState<'ours' | 'all'>('ours');
  // The page of the head of this office: ours, unless the desk or a person asks for more.
  const isOpen = asked.officeId === undefined && offices.several && offices.own !== undefined;
  const filter: PictureFilter = isOpen && whose === 'ours' ? { ...asked, officeId: offices.own } : asked;
  const h = t.home;
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const pdf = useQueryOf('system.status', {}).data?.pdf ?? true;
  const key = JSON.stringify(filter);
  useEffect(() => {
    const leaving = new AbortController();
    async function read() {
      const file = await call('pictures.renderBrief', {
        ...(JSON.parse(key) as PictureFilter),
        format: 'html',
      });
      const answer = await fetch(file.url, { credentials: 'same-origin', signal: leaving.signal });
      const text = await answer.text();
      if (!leaving.signal.aborted) setSheet(sheetOf(text));
    }
    read().catch((fault: unknown) => {
      if (!leaving.signal.aborted) setError(fault);
    });
    return () => leaving.abort();
  }, [key, attempt]);

  async function take(format: 'pdf' | 'docx') {
    setBusy(true);
    try {
      const file = await call('pictures.renderBrief', { ...filter, format });
      saveFile(file);
      showNotice(h.briefMade(file.fileName));
    } catch (fault) {
      showError(fault);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="md"
      fullWidth
      className="brief-dialog"
      aria-labelledby="brief-title"
    >
      <GlobalStyles styles={onPaper} />
      <DialogTitle id="brief-title" className="brief-tools">
        {h.briefTitle}
      </DialogTitle>
      {isOpen ? (
        <Box className="brief-tools" sx={{ px: 3, pb: 1.5, display: 'flex', gap: 1.5, alignItems: 'center' }}>
          <ChoiceToggle
            label={t.offices.filter}
            value={whose}
            choices={[
              { value: 'ours', label: t.offices.briefOurs },
              { value: 'all', label: t.offices.briefAll },
            ]}
            onChange={setWhose}
          />
          {whose === 'all' ? (
            <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{t.offices.briefHint}</Box>
          ) : null}
        </Box>
      ) : null}
      <DialogContent sx={{ backgroundColor: 'background.sunken', pt: '16px !important' }}>
        {error !== null ? (
          <ErrorState
            error={error}
            onRetry={() => {
              setError(null);
              setAttempt((count) => count + 1);
            }}
          />
        ) : sheet === null ? (
          <FormSkeleton rows={8} />
        ) : (
          <Box role="document" aria-label={h.briefSheet} tabIndex={0}>
            <PaperSheet html={sheet.html} css={sheet.css} />
          </Box>
        )}
      </DialogContent>
      <DialogActions className="brief-tools" sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose} sx={{ mr: 'auto' }}>
          {t.frame.close}
        </Button>
        <Button variant="outlined" disabled={busy} onClick={() => void take('docx')}>
          {h.briefDocx}
        </Button>
        <Button variant="outlined" disabled={sheet === null} onClick={() => window.print()}>
          {h.briefPrint}
        </Button>
        <Button
          variant="contained"
          disabled={busy || !pdf}
          title={pdf ? undefined : t.lists.noPdf}
          onClick={() => void take('pdf')}
        >
          {h.briefPdf}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

// The working sheets of a round and of a visit: a look at it, PDF, Word.
import { type ReactNode, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Input } from '../../core/contract/index.ts';
import { call } from '../api/client.ts';
import { useQueryOf } from '../api/query.ts';
import { flushAll } from '../api/save-states.ts';
import { showError } from '../api/toasts.ts';
import { useText } from '../i18n/text.tsx';
import { PaperSheet } from './PaperSheet.tsx';
import { Loaded } from './States.tsx';

type SheetInput = Input<'sheets.preview'>;
type Format = Input<'sheets.render'>['format'];

interface SheetActionsProps {
  readonly planId: string;
  readonly kind: SheetInput['kind'];
  readonly teamId?: string;
  readonly visitId?: string;
  /** Of this member's domains … */
  readonly memberId?: string;
  /** … or of these. */
  readonly domainIds?: readonly string[];
  readonly sampleId?: string;
  readonly reportId?: string;
  /** What the sheet belongs to ("Đoàn số 01"), where several such buttons stand on one screen. */
  readonly of?: string;
  readonly disabled?: boolean;
  /** Ways to take it along that only this sheet has. */
  readonly more?: readonly { readonly label: string; readonly run: () => Promise<void> }[];
}

export function SheetActions({ of, disabled = false, more = [], ...asked }: SheetActionsProps) {
  const t = useText();
  const w = t.plans.sheets;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [looking, setLooking] = useState(false);
  const input = inputOf(asked);
  const { formats, busy, download } = useSheetFormats(input);
  const name = w.kinds[asked.kind];
  async function look() {
    setAnchor(null);
    await flushAll();
    setLooking(true);
  }
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        aria-label={of === undefined ? undefined : `${name}: ${of}`}
        disabled={disabled || busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {busy ? t.documents.preparing : name}
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void look()}>{w.look}</MenuItem>
        {formats.map((one) => (
          <MenuItem
            key={one.format}
            disabled={one.disabled}
            onClick={() => {
              setAnchor(null);
              void download(one.format);
            }}
          >
            {one.label}
          </MenuItem>
        ))}
        {more.map((one) => (
          <MenuItem
            key={one.label}
            onClick={() => {
              setAnchor(null);
              void one.run();
            }}
          >
            {one.label}
          </MenuItem>
        ))}
      </Menu>
      {looking ? (
        <SheetDialog
          title={of === undefined ? name : `${name}: ${of}`}
          input={input}
          onClose={() => setLooking(false)}
        />
      ) : null}
    </>
  );
}

function inputOf({ domainIds, ...asked }: Omit<SheetActionsProps, 'of' | 'disabled' | 'more'>): SheetInput {
  // The contract's optional keys are absent, not undefined.
  const known = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  return {
    ...(known as Pick<SheetInput, 'planId' | 'kind'>),
    ...(domainIds === undefined || domainIds.length === 0 ? {} : { domainIds: [...domainIds] }),
  };
}

/** The formats that can be had here, and fetching one. */
function useSheetFormats(input: SheetInput) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const pdf = useQueryOf('system.status', {}).data?.pdf ?? true;
  const formats = (['pdf', 'docx'] as const).map((format) => ({
    format,
    disabled: format === 'pdf' && !pdf,
    label: t.documents.download(t.labels.documentFormat[format]),
  }));
  async function download(format: Format) {
    setBusy(true);
    try {
      await flushAll();
      const file = await call('sheets.render', { ...input, format });
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
  return { formats, busy, download };
}

interface SheetDialogProps {
  readonly title: string;
  readonly input: SheetInput;
  /** What chooses the sheet, above the look at it. */
  readonly controls?: ReactNode;
  readonly onClose: () => void;
}
/** A look at one sheet, and taking it away as PDF or Word. */
export function SheetDialog({ title, input, controls, onClose }: SheetDialogProps) {
  const t = useText();
  const { formats, busy, download } = useSheetFormats(input);
  return (
    <Dialog open onClose={onClose} maxWidth="lg" aria-labelledby="sheet-title">
      <DialogTitle id="sheet-title">{title}</DialogTitle>
      {controls === undefined ? null : <Box sx={{ px: 3, pb: 1.5 }}>{controls}</Box>}
      <DialogContent dividers tabIndex={0} sx={{ backgroundColor: 'background.sunken' }}>
        <SheetPreview input={input} />
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{t.frame.close}</Button>
        {formats.map((one) => (
          <Button
            key={one.format}
            variant={one.format === 'pdf' ? 'contained' : 'outlined'}
            disabled={one.disabled || busy}
            onClick={() => void download(one.format)}
          >
            {one.label}
          </Button>
        ))}
      </DialogActions>
    </Dialog>
  );
}

function SheetPreview({ input }: { readonly input: SheetInput }) {
  const preview = useQueryOf('sheets.preview', input);
  return <Loaded query={preview}>{({ html, css }) => <PaperSheet html={html} css={css} />}</Loaded>;
}

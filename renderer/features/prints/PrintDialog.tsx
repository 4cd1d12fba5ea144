// Printing and exporting many papers as one job: what, in which order, as what; how far it is; and what became of each.
import { useId, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Input, Output } from '../../../core/contract/index.ts';
import type { PrintChoice, PrintManifest } from '../../../core/contract/prints.ts';
import { isPageRanges } from '../../../core/rules/page-ranges.ts';
import { ApiError, call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { useWork } from '../../api/work.ts';
import { SelectField } from '../../components/Fields.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { saveFile } from '../../components/save-file.ts';
import { EmptyState, ErrorState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { PaperList } from './PaperList.tsx';
import { type Arrangement, asGiven, restOf, wantedKeys } from './print-list.ts';
import { PrintResult } from './PrintResult.tsx';

interface PrintDialogProps {
  /** Null: single documents, of any round or of none. */
  readonly planId: string | null;
  /** Where it begins; the person may choose something else. */
  readonly choice: PrintChoice;
  readonly open: boolean;
  readonly onClose: () => void;
}

export function PrintDialog({ open, ...props }: PrintDialogProps) {
  // Nothing is remembered from one time to the next.
  return open ? <OpenDialog {...props} /> : null;
}

type What = PrintChoice['what'];
type Part = Extract<PrintChoice, { what: 'packs' }>['parts'][number];
type Outcome = 'zip' | 'pdf' | 'paper';
type Duplex = NonNullable<Input<'prints.print'>['duplex']>;
type Format = 'pdf' | 'docx';

const PARTS: readonly Part[] = ['notice', 'minutes', 'working_sheet', 'sample'];
const FORMATS: readonly Format[] = ['pdf', 'docx'];

/** A value for the system's own printer, which has no name. */
const SYSTEM = '*';

interface Settings {
  readonly outcome: Outcome;
  readonly formats: readonly Format[];
  readonly copies: string;
  readonly duplex: Duplex;
  readonly ranges: string;
  readonly printer: string | null;
}

type Stage =
  | { readonly is: 'choosing' }
  | { readonly is: 'working'; readonly onPaper: boolean }
  | { readonly is: 'exported'; readonly answer: Output<'prints.export'> }
  | { readonly is: 'printed'; readonly manifest: PrintManifest }
  | { readonly is: 'cancelled' }
  | { readonly is: 'failed'; readonly error: unknown };

function OpenDialog({ planId, choice: first, onClose }: Omit<PrintDialogProps, 'open'>) {
  const t = useText();
  const w = t.prints;
  const titleId = useId();
  const [choice, setChoice] = useState<PrintChoice>(first);
  const [arrangement, setArrangement] = useState<Arrangement>(asGiven);
  const [stage, setStage] = useState<Stage>({ is: 'choosing' });
  const contents = useQueryOf('prints.contents', { planId, choice }, { keepPrevious: true });
  const pdf = useQueryOf('system.status', {}).data?.pdf ?? true;
  const desktop = window.bridge !== undefined;
  const printers = useQueryOf('prints.printers', {}, { enabled: desktop });
  const [settings, setSettings] = useState<Settings>({
    outcome: 'zip',
    formats: ['pdf'],
    copies: '1',
    duplex: 'none',
    ranges: '',
    printer: null,
  });
  // A PC that makes no PDF still makes Word files.
  const formats = settings.formats.filter((format) => pdf || format !== 'pdf');
  const chosenFormats = formats.length === 0 && !pdf ? (['docx'] as const) : formats;
  const printer =
    settings.printer ??
    printers.data?.find(({ isDefault }) => isDefault)?.name ??
    printers.data?.[0]?.name ??
    null;
  const { outcome } = settings;
  const copies = /^\d{1,2}$/.test(settings.copies.trim()) ? Number(settings.copies) : 0;
  const items = contents.data ?? [];
  const keys = wantedKeys(items, arrangement);
  const faulty =
    outcome === 'zip'
      ? chosenFormats.length === 0
      : copies < 1 || !isPageRanges(settings.ranges) || (outcome === 'paper' && printer === null);
  const ready = contents.isSuccess && !contents.isPlaceholderData && keys.length > 0 && !faulty;

  function choose(next: PrintChoice) {
    setChoice(next);
    setArrangement(asGiven);
  }

  async function start() {
    const onPaper = outcome === 'paper';
    setStage({ is: 'working', onPaper });
    const job = { planId, choice, order: keys };
    const paper = { copies, duplex: settings.duplex, ranges: settings.ranges.trim() };
    try {
      await flushAll();
      if (onPaper) {
        const manifest = await call('prints.print', { ...job, ...paper, printer: printer ?? '' });
        setStage({ is: 'printed', manifest });
        return;
      }
      const answer = await call(
        'prints.export',
        outcome === 'zip'
          ? { ...job, bundle: 'zip', formats: [...chosenFormats] }
          : { ...job, ...paper, bundle: 'pdf' },
      );
      setStage({ is: 'exported', answer });
      // With nothing in it there is nothing to keep but the reasons, which stand on the screen.
      if (answer.manifest.items.some(({ state }) => state === 'done')) saveFile(answer.file);
    } catch (error) {
      const cancelled = error instanceof ApiError && error.code === 'CANCELLED';
      setStage(cancelled ? { is: 'cancelled' } : { is: 'failed', error });
    }
  }

  const working = stage.is === 'working';
  return (
    <Dialog
      open
      onClose={() => {
        if (!working) onClose();
      }}
      maxWidth="lg"
      fullWidth
      aria-labelledby={titleId}
    >
      <DialogTitle id={titleId}>{w.title}</DialogTitle>
      <DialogContent dividers sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
        {stage.is === 'choosing' ? (
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 20rem' },
              gap: 2.5,
              minHeight: 0,
              height: { md: 'min(60vh, 34rem)' },
            }}
          >
            <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: 0, pt: 0.75 }}>
              <ChoiceFields choice={choice} documents={first} onChange={choose} />
              <Loaded query={contents}>
                {(found) =>
                  found.length === 0 ? (
                    <EmptyState title={w.none} text={w.noneText} />
                  ) : (
                    <PaperList items={found} arrangement={arrangement} onArrange={setArrangement} />
                  )
                }
              </Loaded>
            </Box>
            <OutcomeFields
              settings={{ ...settings, formats: chosenFormats, printer }}
              onChange={(patch) => setSettings((before) => ({ ...before, ...patch }))}
              pdf={pdf}
              printers={desktop ? (printers.data ?? []) : null}
              copiesFault={copies < 1}
            />
          </Box>
        ) : null}
        {working ? <Working onPaper={stage.onPaper} total={keys.length} /> : null}
        {stage.is === 'exported' ? <PrintResult manifest={stage.answer.manifest} onPaper={false} /> : null}
        {stage.is === 'printed' ? <PrintResult manifest={stage.manifest} onPaper /> : null}
        {stage.is === 'cancelled' ? (
          <Alert severity="info" role="status">
            {w.cancelled}
          </Alert>
        ) : null}
        {stage.is === 'failed' ? <ErrorState error={stage.error} compact /> : null}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose} disabled={working}>
          {t.frame.close}
        </Button>
        {stage.is === 'choosing' ? (
          <Button variant="contained" disabled={!ready} onClick={() => void start()}>
            {outcome === 'paper' ? w.print(formatCount(keys.length)) : w.export(formatCount(keys.length))}
          </Button>
        ) : working ? null : (
          <Button variant="outlined" onClick={() => setStage({ is: 'choosing' })}>
            {w.back}
          </Button>
        )}
        {stage.is === 'exported' ? (
          <Button variant="contained" onClick={() => saveFile(stage.answer.file)}>
            {w.saveAgain}
          </Button>
        ) : null}
        {stage.is === 'printed' && stage.manifest.items.some(({ state }) => state !== 'done') ? (
          <Button
            variant="contained"
            onClick={() => {
              setArrangement(restOf(items, stage.manifest));
              setStage({ is: 'choosing' });
            }}
          >
            {w.rest(formatCount(stage.manifest.items.filter(({ state }) => state !== 'done').length))}
          </Button>
        ) : null}
      </DialogActions>
    </Dialog>
  );
}

interface ChoiceFieldsProps {
  readonly choice: PrintChoice;
  /** What the dialog was opened with: documents that somebody has chosen are offered again. */
  readonly documents: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
}
function ChoiceFields({ choice, documents, onChange }: ChoiceFieldsProps) {
  const w = useText().prints;
  const whats: readonly What[] =
    documents.what === 'documents' ? ['documents', 'notices', 'packs', 'set'] : ['notices', 'packs', 'set'];
  const chosenOf = (what: What): PrintChoice => {
    switch (what) {
      case 'notices':
        return { what };
      case 'packs':
        return documents.what === 'packs'
          ? documents
          : { what, parts: ['notice', 'minutes', 'working_sheet'] };
      case 'set':
        return documents.what === 'set' ? documents : { what };
      case 'documents':
        return documents;
    }
  };
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <SelectField
        label={w.what}
        value={choice.what}
        choices={whats.map((value) => ({ value, label: w.whats[value] }))}
        onChange={(what) => {
          if (what !== null && what !== choice.what) onChange(chosenOf(what));
        }}
      />
      {choice.what === 'packs' ? (
        <Ticks
          label={w.parts}
          values={PARTS}
          chosen={choice.parts}
          nameOf={(part) => w.partNames[part]}
          // A pack of nothing is none.
          onChange={(parts) => {
            if (parts.length > 0) onChange({ ...choice, parts: [...parts] });
          }}
        />
      ) : null}
    </Box>
  );
}

interface OutcomeFieldsProps {
  readonly settings: Settings;
  readonly onChange: (patch: Partial<Settings>) => void;
  readonly pdf: boolean;
  /** Null where this page is no desktop program. */
  readonly printers: Output<'prints.printers'> | null;
  readonly copiesFault: boolean;
}
function OutcomeFields({ settings, onChange, pdf, printers, copiesFault }: OutcomeFieldsProps) {
  const t = useText();
  const w = t.prints;
  const { outcome, formats, copies, duplex, ranges, printer } = settings;
  const outcomes: readonly Outcome[] = [
    'zip',
    ...(pdf ? (['pdf'] as const) : []),
    ...(printers === null ? [] : (['paper'] as const)),
  ];
  const rangesFault = !isPageRanges(ranges);
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, overflow: 'auto', pt: 0.75 }}>
      <SelectField
        label={w.as}
        value={outcome}
        choices={outcomes.map((value) => ({ value, label: w.outputs[value] }))}
        onChange={(next) => {
          if (next !== null) onChange({ outcome: next });
        }}
        helperText={w.outputHints[outcome]}
      />
      {outcome === 'zip' ? (
        <>
          <Ticks
            label={w.formats}
            values={FORMATS.filter((format) => pdf || format !== 'pdf')}
            chosen={formats}
            nameOf={(format) => t.labels.documentFormat[format]}
            onChange={(next) => onChange({ formats: next })}
          />
          {pdf ? null : (
            <Typography variant="body2" color="text.secondary">
              {t.documents.noPdf}
            </Typography>
          )}
        </>
      ) : (
        <>
          {outcome === 'paper' ? (
            printers?.length === 0 ? (
              <Alert severity="info">{w.noPrinters}</Alert>
            ) : (
              <SelectField
                label={w.printer}
                value={printer === '' ? SYSTEM : printer}
                choices={(printers ?? []).map((one) => ({
                  value: one.isDefault ? SYSTEM : one.name,
                  label: one.isDefault ? w.defaultPrinter : one.label,
                }))}
                onChange={(next) => onChange({ printer: next === SYSTEM ? '' : next })}
              />
            )
          ) : null}
          <TextField
            label={w.copies}
            value={copies}
            error={copiesFault}
            helperText={copiesFault ? w.copiesFault : undefined}
            onChange={(event) => onChange({ copies: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric', autoComplete: 'off', maxLength: 2 } }}
          />
          <SelectField
            label={w.duplex}
            value={duplex}
            choices={(['none', 'long', 'short'] as const).map((value) => ({
              value,
              label: w.duplexes[value],
            }))}
            onChange={(next) => {
              if (next !== null) onChange({ duplex: next });
            }}
            helperText={w.duplexHint}
          />
          <TextField
            label={w.ranges}
            value={ranges}
            error={rangesFault}
            helperText={rangesFault ? w.rangesFault : w.rangesHint}
            onChange={(event) => onChange({ ranges: event.target.value })}
            slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 100 } }}
          />
        </>
      )}
    </Box>
  );
}

interface TicksProps<V extends string> {
  readonly label: string;
  readonly values: readonly V[];
  readonly chosen: readonly V[];
  readonly nameOf: (value: V) => string;
  readonly onChange: (chosen: readonly V[]) => void;
}
function Ticks<V extends string>({ label, values, chosen, nameOf, onChange }: TicksProps<V>) {
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, fontSize: '0.8125rem' }}>
      <Box component="legend" sx={{ p: 0, mb: 0.25, color: 'text.secondary' }}>
        {label}
      </Box>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, rowGap: 0.25 }}>
        {values.map((value) => (
          <Box
            key={value}
            component="label"
            sx={{ display: 'flex', alignItems: 'center', gap: 0.75, minHeight: 26 }}
          >
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) => {
                const on = event.target.checked;
                onChange(values.filter((one) => (one === value ? on : chosen.includes(one))));
              }}
            />
            {nameOf(value)}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Working({ onPaper, total }: { readonly onPaper: boolean; readonly total: number }) {
  const w = useText().prints;
  const cancel = useCommand('work.cancel');
  const [stopping, setStopping] = useState(false);
  const method = onPaper ? 'prints.print' : 'prints.export';
  const work = useWork().findLast((one) => one.method === method);
  const name = onPaper ? w.printing : w.exporting;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, py: 2 }}>
      <Typography component="output">{stopping ? w.stopping : name}</Typography>
      <ProgressBar value={work?.done ?? 0} max={work?.total ?? total} label={name} />
      <Box>
        <Button
          variant="outlined"
          disabled={work === undefined || stopping}
          onClick={() => {
            if (work === undefined) return;
            setStopping(true);
            void cancel.run({ id: work.id });
          }}
        >
          {w.stop}
        </Button>
      </Box>
    </Box>
  );
}

// Enters a paper of an agency by keyboard: its number and days, then what it answers to each recommendation that is not
// settled. Nothing typed is lost where it is refused: the row at fault says so.
import { useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { errorText } from '../../../core/contract/error-text.ts';
import { entryResult, remediationPaperKind } from '../../../core/contract/remediation.ts';
import type { RemediationRow } from '../../../core/contract/remediation.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { DueLabel } from '../../components/DueLabel.tsx';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { emptyEntry, entriesOf, faultsByEntry } from './paper-draft.ts';
import type { EntryDraft, PaperKind } from './paper-draft.ts';

const LIMIT = 200;

interface PaperDialogProps {
  readonly planId: string | null;
  readonly agencyId: string | null;
  /** This recommendation stands first: the dialog was opened from its record. */
  readonly first?: string;
  readonly today: string;
  readonly onClose: () => void;
}

export function PaperDialog(props: PaperDialogProps) {
  const { today, onClose, first } = props;
  const t = useText();
  const { language } = useLanguage();
  const w = t.remediation.papers;
  const titleId = useId();
  const [chosenPlan, setPlanId] = useState(props.planId);
  const [agencyId, setAgencyId] = useState(props.agencyId);
  const [kind, setKind] = useState<PaperKind>('report');
  const [number, setNumber] = useState('');
  const [symbol, setSymbol] = useState('');
  const [documentDate, setDocumentDate] = useState<string | null>(null);
  const [arrivedOn, setArrivedOn] = useState<string | null>(today);
  const [note, setNote] = useState('');
  const [drafts, setDrafts] = useState<ReadonlyMap<string, EntryDraft>>(new Map());
  const [sent, setSent] = useState<readonly string[]>([]);
  const content = useRef<HTMLDivElement>(null);
  const create = useCommand('remediationPapers.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const plans = useQueryOf('plans.list', {});
  // Where there is one round only, it is meant.
  const onlyPlan = plans.data?.length === 1 ? plans.data[0] : undefined;
  const planId = chosenPlan ?? onlyPlan?.id ?? null;
  const agencies = useQueryOf(
    'remediation.agencies',
    { ...(planId === null ? {} : { planId }), today },
    { enabled: planId !== null },
  );
  const open = useQueryOf(
    'remediation.list',
    { planId: planId ?? '', agencyId: agencyId ?? '', settled: false, today, limit: LIMIT },
    { enabled: planId !== null && agencyId !== null },
  );
  const rows = useMemo(() => {
    const all = open.data?.rows ?? [];
    const at = all.findIndex(({ id }) => id === first);
    const lead = all[at];
    return lead === undefined ? all : [lead, ...all.filter(({ id }) => id !== lead.id)];
  }, [open.data, first]);
  const entries = entriesOf(
    rows.map(({ id }) => id),
    drafts,
    kind,
  );
  const rowFaults = faultsByEntry(create.error?.value, sent);
  const incomplete = planId === null || agencyId === null || create.pending;
  const put = (id: string, patch: Partial<EntryDraft>) =>
    setDrafts((before) => new Map(before).set(id, { ...(before.get(id) ?? emptyEntry), ...patch }));

  async function submit() {
    if (planId === null || agencyId === null || create.pending) return;
    setSent(entries.map(({ recommendationId }) => recommendationId));
    const said = (text: string) => (text.trim() === '' ? null : text.trim());
    const made = await create.run({
      planId,
      agencyId,
      kind,
      number: said(number),
      symbol: said(symbol),
      documentDate,
      arrivedOn,
      note: said(note),
      entries: [...entries],
      today,
    });
    if (made === undefined) return;
    showUndo(w.saved(w.kinds[kind], formatCount(made.entries.length)));
    onClose();
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // A day is read when its field is left; the state follows before the timer does.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      window.setTimeout(() => submitButton.current?.click());
      return;
    }
    if (!event.altKey || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset['cell'];
    if (cell === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const [row = 0, column = 0] = cell.split(',').map(Number);
    const goal = `${String(row + (event.key === 'ArrowDown' ? 1 : -1))},${String(column)}`;
    content.current
      ?.querySelector<HTMLElement>(
        `[data-cell="${goal}"] :is(input:not([aria-hidden]), select, textarea:not([aria-hidden]))`,
      )
      ?.focus();
  };
  const submitButton = useRef<HTMLButtonElement>(null);
  const agencyChoices = agencies.data ?? [];
  const others = create.error?.value.fields?.every(({ path }) => path !== '') === true;
  return (
    <Dialog open onClose={onClose} maxWidth="xl" fullWidth aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <DialogTitle id={titleId}>{w.title}</DialogTitle>
      <DialogContent ref={content} sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        <Box sx={{ pt: 0.5 }}>
          <ChoiceToggle
            label={w.kind}
            value={kind}
            choices={remediationPaperKind.options.map((value) => ({ value, label: w.kinds[value] }))}
            onChange={setKind}
          />
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
            gap: 1.25,
          }}
        >
          <SelectField
            label={w.plan}
            value={planId}
            choices={(plans.data ?? []).map(({ id, title }) => ({ value: id, label: title }))}
            onChange={(next) => {
              setPlanId(next);
              setAgencyId(null);
            }}
            error={faultOf('planId')}
          />
          <Autocomplete
            size="small"
            options={agencyChoices}
            value={agencyChoices.find((one) => one.agencyId === agencyId) ?? null}
            onChange={(_event, next) => setAgencyId(next?.agencyId ?? null)}
            getOptionLabel={(one) => one.agencyName}
            getOptionKey={(one) => one.agencyId}
            isOptionEqualToValue={(a, b) => a.agencyId === b.agencyId}
            noOptionsText={w.noAgency}
            disabled={planId === null}
            renderInput={(params) => (
              <TextField
                {...params}
                required
                label={w.agency}
                error={faultOf('agencyId') !== undefined}
                helperText={faultOf('agencyId')}
              />
            )}
          />
        </Box>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr 1fr', md: '6rem 10rem 10rem 10rem minmax(0, 1fr)' },
            gap: 1.25,
            alignItems: 'start',
          }}
        >
          <TextField
            label={w.number}
            value={number}
            autoFocus={props.agencyId !== null}
            onChange={(event) => setNumber(event.target.value)}
            error={faultOf('number') !== undefined}
            helperText={faultOf('number')}
            slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
          />
          <TextField
            label={w.symbol}
            value={symbol}
            onChange={(event) => setSymbol(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
          />
          <DayField
            label={w.documentDate}
            value={documentDate}
            onChange={setDocumentDate}
            error={faultOf('documentDate')}
          />
          <DayField
            label={w.arrivedOn}
            value={arrivedOn}
            onChange={setArrivedOn}
            error={faultOf('arrivedOn')}
          />
          <TextField
            label={w.note}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
          />
        </Box>
        {planId === null || agencyId === null ? null : (
          <Box component="section" aria-label={w.rows}>
            <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap' }}>
              <Typography variant="subtitle2" component="h3">
                {w.rows}
              </Typography>
              {rows.length === 0 ? null : kind === 'report' ? (
                <Button
                  onClick={() => {
                    for (const { id } of rows) {
                      put(id, { result: 'done', ...(documentDate === null ? {} : { doneOn: documentDate }) });
                    }
                  }}
                >
                  {w.allDone}
                </Button>
              ) : (
                <Button
                  onClick={() => {
                    for (const { id, dueOn } of rows) put(id, { promisedOn: dueOn });
                  }}
                >
                  {w.promiseDue}
                </Button>
              )}
            </Box>
            <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.75 }}>
              {w.rowsHint}
            </Typography>
            {open.data === undefined ? (
              open.isError ? (
                <ErrorState error={open.error} onRetry={() => void open.refetch()} />
              ) : (
                <TableSkeleton rows={3} />
              )
            ) : rows.length === 0 ? (
              <Typography variant="body2" color="text.secondary">
                {w.noOpen}
              </Typography>
            ) : (
              <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                {rows.map((row, index) => (
                  <EntryLine
                    key={row.id}
                    row={row}
                    index={index}
                    kind={kind}
                    today={today}
                    draft={drafts.get(row.id) ?? emptyEntry}
                    onChange={(patch) => put(row.id, patch)}
                    faults={(rowFaults.get(row.id) ?? []).map((fault) =>
                      fault.path.endsWith('.recommendationId')
                        ? w.settled
                        : errorText({ code: fault.code, fields: [{ ...fault, path: '' }] }, language).cause,
                    )}
                  />
                ))}
              </Box>
            )}
            {open.data?.next === undefined ? null : (
              <Typography variant="body2" color="text.secondary">
                {w.moreOpen(formatCount(rows.length))}
              </Typography>
            )}
          </Box>
        )}
        {create.error === null || (others && rowFaults.size > 0) ? null : (
          <ErrorState error={create.error} compact />
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button ref={submitButton} variant="contained" disabled={incomplete} onClick={() => void submit()}>
          {w.save[kind]}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface EntryLineProps {
  readonly row: RemediationRow;
  readonly index: number;
  readonly kind: PaperKind;
  readonly today: string;
  readonly draft: EntryDraft;
  readonly onChange: (patch: Partial<EntryDraft>) => void;
  readonly faults: readonly string[];
}
function EntryLine({ row, index, kind, today, draft, onChange, faults }: EntryLineProps) {
  const w = useText().remediation.papers;
  const ordinal = String(index + 1);
  const cell = (column: number) => ({ 'data-cell': `${String(index)},${String(column)}` });
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: {
          xs: '1fr',
          md:
            kind === 'report'
              ? 'minmax(0, 5fr) 11rem minmax(0, 5fr) 9.25rem minmax(0, 4fr)'
              : 'minmax(0, 5fr) minmax(0, 7fr) 9.25rem',
        },
        columnGap: 1,
        rowGap: 0.75,
        alignItems: 'start',
        py: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
      }}
    >
      <Box sx={{ fontSize: '0.8125rem', lineHeight: 1.5, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {ordinal}.
        </Box>{' '}
        {row.text}
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          <DueLabel dueOn={row.dueOn} dueNote={row.dueNote} status={row.status} today={today} />
        </Box>
        {faults.map((fault) => (
          <Box key={fault} role="alert" sx={{ color: 'error.main', fontWeight: 600 }}>
            {fault}
          </Box>
        ))}
      </Box>
      {kind === 'report' ? (
        <Box {...cell(1)}>
          <TextField
            select
            fullWidth
            label={w.result}
            value={draft.result ?? ''}
            onChange={(event) => {
              const chosen = entryResult.safeParse(event.target.value);
              onChange({ result: chosen.success ? chosen.data : null });
            }}
            slotProps={{
              select: { native: true },
              inputLabel: { shrink: true },
              htmlInput: { 'aria-label': w.resultOf(ordinal) },
            }}
          >
            <option value="">{w.noResult}</option>
            {entryResult.options.map((value) => (
              <option key={value} value={value}>
                {w.results[value]}
              </option>
            ))}
          </TextField>
        </Box>
      ) : null}
      <Box {...cell(2)}>
        <TextField
          multiline
          maxRows={6}
          fullWidth
          label={w.text[kind]}
          value={draft.text}
          onChange={(event) => onChange({ text: event.target.value })}
          slotProps={{ htmlInput: { maxLength: 8000, 'aria-label': w.textOf(ordinal) } }}
        />
      </Box>
      <Box {...cell(3)}>
        {kind === 'report' ? (
          <DayField label={w.doneOn} value={draft.doneOn} onChange={(doneOn) => onChange({ doneOn })} />
        ) : (
          <DayField
            label={w.promisedOn}
            value={draft.promisedOn}
            onChange={(promisedOn) => onChange({ promisedOn })}
          />
        )}
      </Box>
      {kind === 'report' ? (
        <Box {...cell(4)}>
          <TextField
            multiline
            maxRows={6}
            fullWidth
            label={w.evidence}
            value={draft.evidence}
            onChange={(event) => onChange({ evidence: event.target.value })}
            slotProps={{ htmlInput: { maxLength: 4000, 'aria-label': w.evidenceOf(ordinal) } }}
          />
        </Box>
      ) : null}
    </Box>
  );
}

// The registry clerk's desk: documents frozen for signature, where number and day are entered one after the other by
// keyboard alone. Another document with the same number shows while it is typed; the number stays the clerk's.
import { useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { Issuer } from '../../../core/contract/issuers.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { EmptyState, ErrorState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { documentName, numberAndSymbol } from '../plans/plan-words.ts';
import { highestNumber, twinsOf } from './number-series.ts';

interface NumberDeskProps {
  /** What awaits a number, as the filters leave it. */
  readonly waiting: readonly DocumentRow[];
  readonly all: readonly DocumentRow[];
  readonly planTitles: ReadonlyMap<string, string>;
  readonly onShowAll: () => void;
}

export function NumberDesk({ waiting, all, planTitles, onShowAll }: NumberDeskProps) {
  const t = useText();
  const w = t.registers.awaiting;
  const today = useQueryOf('system.status', {}).data?.today ?? null;
  const issuers = useQueryOf('issuers.list', {}).data ?? [];
  // What was numbered here stays in its place, so that the eye finds the next line.
  const [done, setDone] = useState<readonly string[]>([]);
  const [lastDay, setLastDay] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const numbered = all.filter(({ id, status }) => done.includes(id) && status === 'issued');
  const rows = [...waiting, ...numbered].sort(byPlace);
  if (rows.length === 0) {
    return (
      <EmptyState
        title={w.empty}
        text={w.emptyText}
        action={
          <Button variant="contained" onClick={onShowAll}>
            {w.showAll}
          </Button>
        }
      />
    );
  }
  const step = (from: HTMLElement, by: 1 | -1) => {
    const inputs = [...(list.current?.querySelectorAll<HTMLInputElement>('input[name="number"]') ?? [])];
    const own = from.closest('li')?.querySelector<HTMLInputElement>('input[name="number"]');
    const next = own == null ? undefined : inputs[inputs.indexOf(own) + by];
    next?.focus();
    next?.select();
  };
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {w.hint}
      </Typography>
      <Box
        component="ul"
        ref={list}
        aria-label={t.registers.views.awaiting}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
          '& > li + li': { borderTop: '1px solid', borderColor: 'divider' },
        }}
      >
        {rows.map((document) => (
          <NumberLine
            key={document.id}
            document={document}
            all={all}
            issuers={issuers}
            planTitle={planTitles.get(document.planId ?? '') ?? ''}
            day={lastDay ?? today}
            onStep={step}
            onDone={(issuedOn, from) => {
              setLastDay(issuedOn);
              setDone((before) => [...before, document.id]);
              step(from, 1);
            }}
          />
        ))}
      </Box>
    </>
  );
}

/** In the order in which they were frozen, which issuing does not change. */
function byPlace(left: DocumentRow, right: DocumentRow): number {
  return (left.frozenAt ?? 0) - (right.frozenAt ?? 0) || left.id.localeCompare(right.id);
}

interface NumberLineProps {
  readonly document: DocumentRow;
  readonly all: readonly DocumentRow[];
  readonly issuers: readonly Issuer[];
  readonly planTitle: string;
  /** The day that was entered last, or today. */
  readonly day: string | null;
  readonly onStep: (from: HTMLElement, by: 1 | -1) => void;
  readonly onDone: (issuedOn: string, from: HTMLElement) => void;
}

function NumberLine({ document, all, issuers, planTitle, day, onStep, onDone }: NumberLineProps) {
  const t = useText();
  const w = t.registers.awaiting;
  const issue = useCommand('documents.issue', { quiet: true });
  const fieldError = useFieldError(issue.error?.value);
  const [number, setNumber] = useState('');
  // Undefined: nobody has touched it; null: emptied.
  const [ownDay, setOwnDay] = useState<string | null | undefined>(undefined);
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLLIElement>(null);
  const name = documentName(document, t.labels.documentKind);
  const isDone = document.status === 'issued';
  const issuedOn = ownDay === undefined ? day : ownDay;
  const typed = number.trim();
  const twins = twinsOf(isDone ? document : { ...document, number: typed, issuedOn }, all, issuers);
  const last = isDone ? null : highestNumber(document, issuedOn, all, issuers);

  async function record() {
    setAsked(true);
    const from = box.current;
    // A text that is no day stays in its field, with the reason under it.
    const isBad = from?.querySelector('[data-day] [aria-invalid="true"]') != null;
    if (typed === '' || issuedOn === null || isBad || issue.pending || from === null) return;
    const made = await issue.run({ id: document.id, rev: document.rev, number: typed, issuedOn });
    if (made !== undefined) onDone(issuedOn, from);
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onStep(event.target as HTMLElement, event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') {
      setNumber('');
      setOwnDay(undefined);
      setAsked(false);
      issue.reset();
    }
  }
  const numberFault = fieldError('number') ?? (asked && typed === '' ? w.needNumber : undefined);
  const dayFault = fieldError('issuedOn') ?? (asked && issuedOn === null ? w.needDay : undefined);
  return (
    <Box component="li" ref={box} sx={{ px: 1.5, py: 1 }}>
      <Box
        component="form"
        noValidate
        onSubmit={(event: { preventDefault(): void }) => {
          event.preventDefault();
          void record();
        }}
        onKeyDown={onKeyDown}
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 13rem 10rem 8.5rem' },
          gap: 1.25,
          alignItems: 'start',
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          <MuiLink
            component={Link}
            to={`/documents/${document.id}`}
            color="text.primary"
            sx={{ fontWeight: 500 }}
          >
            {name}
          </MuiLink>
          <Typography variant="caption" color="text.secondary" component="p">
            {planTitle}
            {last === null ? '' : ` · ${w.last(String(last).padStart(2, '0'))}`}
          </Typography>
        </Box>
        {isDone ? (
          <>
            <Box sx={{ fontWeight: 600, py: 0.75 }}>{numberAndSymbol(document)}</Box>
            <Box sx={{ py: 0.75 }}>{dayOrBlank(document.issuedOn)}</Box>
            <Box sx={{ py: 0.75 }}>
              <StatusChip tone="verified" label={t.labels.documentStatus.issued} />
            </Box>
          </>
        ) : (
          <>
            <TextField
              name="number"
              label={t.documents.number}
              value={number}
              onChange={(event) => {
                setNumber(event.target.value);
                if (issue.error !== null) issue.reset();
              }}
              error={numberFault !== undefined}
              helperText={numberFault}
              slotProps={{
                htmlInput: { 'aria-label': w.numberOf(name), maxLength: 60, autoComplete: 'off' },
                input: {
                  endAdornment: (
                    <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap', pl: 0.5 }}>
                      /{(document.symbol ?? '').replace(/^\//, '')}
                    </Box>
                  ),
                },
              }}
            />
            <Box data-day>
              <DayField label={t.documents.issuedOn} value={issuedOn} onChange={setOwnDay} error={dayFault} />
            </Box>
            <MayButton
              method="documents.issue"
              type="submit"
              variant="outlined"
              disabled={issue.pending}
              aria-label={w.recordOf(name)}
            >
              {w.record}
            </MayButton>
          </>
        )}
      </Box>
      {twins.length === 0 ? null : (
        <Box
          component="output"
          sx={{ display: 'block', color: 'warning.main', fontSize: '0.8125rem', pt: 0.5 }}
        >
          {w.duplicate}{' '}
          {twins.map((twin, index) => (
            <span key={twin.id}>
              {index === 0 ? '' : '; '}
              <MuiLink component={Link} to={`/documents/${twin.id}`} color="inherit" underline="always">
                {documentName(twin, t.labels.documentKind)} ({dayOrBlank(twin.issuedOn)})
              </MuiLink>
            </span>
          ))}
        </Box>
      )}
      {issue.error === null || numberFault !== undefined || dayFault !== undefined ? null : (
        <ErrorState error={issue.error} compact />
      )}
    </Box>
  );
}

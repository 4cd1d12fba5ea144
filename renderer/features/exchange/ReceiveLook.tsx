// The second step of receiving: who it is from, what speaks against it, what would change. Writes nothing.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { ReceivePreview, tableChange } from '../../../core/contract/exchange.ts';
import type { z } from 'zod';
import { Disclosure, Facts } from '../../components/Disclosure.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CheckWords } from '../seal/CheckWords.tsx';
import { ProblemList } from './CountsTable.tsx';
import {
  fieldName,
  inTableOrder,
  lackingWords,
  moves,
  periodWords,
  problemsOf,
  sizeOf,
  tableName,
  totalsOf,
  valueWords,
} from './exchange-words.ts';

export type TableChange = z.infer<typeof tableChange>;

interface ReceiveLookProps {
  readonly preview: ReceivePreview;
  /** The data or the file moved on after the last look; this one was read again. */
  readonly moved: boolean;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
  /** Takes the card of an unknown sender in. */
  readonly onTrust: () => void;
}

const outcomeTones: Readonly<Record<ReceivePreview['outcome'], 'success' | 'info' | 'warning' | 'error'>> = {
  merge: 'success',
  hold: 'warning',
  nothing: 'info',
  refuse: 'error',
};

export function ReceiveLook({ preview, moved, confirmed, onConfirm, onTrust }: ReceiveLookProps) {
  const t = useText();
  const w = t.exchange.receiving;
  const errors = problemsOf(preview.problems, 'error');
  // What the outcome says already is not said twice.
  const warnings = problemsOf(preview.problems, 'warning').filter(
    ({ code }) => code !== 'WAITS_FOR_EARLIER' && code !== 'ALREADY_MERGED',
  );
  const unknown = preview.problems.some(({ code }) => code === 'UNKNOWN_SENDER');
  const period = periodWords(preview);
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: '74rem' }}>
      {moved ? <Alert severity="info">{w.movedOn}</Alert> : null}
      <Box
        component="section"
        sx={{
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
          px: 2,
          py: 1.5,
        }}
      >
        <Typography variant="h2">
          {w.from(preview.sender.name)}
          {preview.sender.relation === null ? null : (
            <Box component="span" sx={{ ml: 1.5 }}>
              <StatusChip tone="plain" label={t.exchange.relation[preview.sender.relation]} />
            </Box>
          )}
        </Typography>
        <Typography variant="body1">{preview.title}</Typography>
        <Typography variant="body2" color="text.secondary">
          {[
            t.exchange.kinds[preview.kind],
            ...(period === null ? [] : [w.covers(period)]),
            w.madeAt(momentOf(preview.madeAt)),
            ...(preview.files === 0
              ? []
              : [w.files(formatCount(preview.files), sizeOf(t, preview.fileBytes))]),
          ].join(' · ')}
        </Typography>
      </Box>
      <Alert severity={outcomeTones[preview.outcome]} variant="outlined" role="status">
        <strong>{w.outcome[preview.outcome]}</strong>
        {preview.outcome === 'hold' ? ` ${lackingWords(preview, t)}` : null}
        {preview.problems.length === 0 && preview.outcome === 'merge' ? ` ${w.noProblems}` : null}
      </Alert>
      <ProblemList label={w.errors(formatCount(errors.length))} problems={errors} />
      {unknown ? <UnknownSender preview={preview} onTrust={onTrust} /> : null}
      <ProblemList label={w.warnings(formatCount(warnings.length))} problems={warnings} />
      {preview.matches > 0 ? (
        <Alert severity="info" variant="outlined">
          {w.matches(formatCount(preview.matches))}
        </Alert>
      ) : null}
      {preview.outcome === 'merge' ? (
        <>
          <ChangesTable title={w.changes} changes={preview.changes} />
          <Samples samples={preview.samples} />
        </>
      ) : null}
      {preview.largeChange && preview.outcome === 'merge' ? (
        <Alert severity="warning" variant="outlined">
          <FormControlLabel
            label={w.largeChange('5 %')}
            sx={{ my: -0.75 }}
            slotProps={{ typography: { variant: 'body2' } }}
            control={<Checkbox size="small" checked={confirmed} onChange={(_event, on) => onConfirm(on)} />}
          />
        </Alert>
      ) : null}
      <Disclosure label={t.exchange.details}>
        <Facts
          facts={[
            [t.exchange.panel.file, preview.fileName],
            [t.exchange.history.size, sizeOf(t, preview.bytes)],
            [t.exchange.panel.sequence, formatCount(preview.seq)],
            ...(unknown ? [] : [[w.words, preview.fingerprint.join(' · ')] as const]),
          ]}
        />
      </Disclosure>
    </Box>
  );
}

interface UnknownSenderProps {
  readonly preview: ReceivePreview;
  readonly onTrust: () => void;
}
function UnknownSender({ preview, onTrust }: UnknownSenderProps) {
  const t = useText();
  const w = t.exchange.receiving;
  return (
    <Box
      component="section"
      aria-label={w.words}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        px: 2,
        py: 1.5,
        display: 'grid',
        gap: 1.25,
      }}
    >
      <Typography variant="h3" component="h3">
        {w.words}
      </Typography>
      <CheckWords words={preview.fingerprint} label={w.words} />
      <Typography variant="body2" sx={{ maxWidth: '62rem' }}>
        {w.wordsHow(preview.sender.name)}
      </Typography>
      <Box>
        <Button variant="outlined" onClick={onTrust}>
          {w.takeCard}
        </Button>
      </Box>
    </Box>
  );
}

interface ChangesTableProps {
  readonly title: string;
  readonly changes: readonly TableChange[];
}
const columns = ['added', 'changed', 'deleted', 'same', 'held'] as const;

/** What becomes of the rows of each kind. Kinds without a change stand behind a button. */
export function ChangesTable({ title, changes }: ChangesTableProps) {
  const t = useText();
  const w = t.exchange.receiving;
  const [all, setAll] = useState(false);
  const moving = inTableOrder(t, changes.filter(moves));
  const still = inTableOrder(
    t,
    changes.filter((one) => !moves(one) && one.same > 0),
  );
  const shown = all ? [...moving, ...still] : moving;
  const totals = totalsOf(changes);
  const strong = { added: 'success.main', changed: 'primary.main', deleted: 'error.main' } as const;
  const cell = (key: (typeof columns)[number], value: number) => (
    <Box
      component="td"
      key={key}
      sx={{
        color:
          value > 0 && key in strong
            ? strong[key as keyof typeof strong]
            : value === 0
              ? 'text.secondary'
              : undefined,
        fontWeight: value > 0 && key in strong ? 600 : 400,
      }}
    >
      {value === 0 ? '–' : formatCount(value)}
    </Box>
  );
  return (
    <Box component="section">
      <Typography variant="h2" sx={{ mb: 1 }}>
        {title}
      </Typography>
      {moving.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.noChanges}
        </Typography>
      ) : null}
      {shown.length === 0 ? null : (
        <Box
          sx={{
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            backgroundColor: 'background.paper',
            overflow: 'auto',
            maxWidth: '56rem',
          }}
        >
          <Box
            component="table"
            aria-label={title}
            sx={{
              width: '100%',
              borderCollapse: 'collapse',
              fontSize: '0.8125rem',
              lineHeight: 1.55,
              '& th, & td': { px: 1.25, py: 0.5, borderBottom: '1px solid', borderColor: 'divider' },
              '& thead th': {
                backgroundColor: 'background.sunken',
                color: 'text.secondary',
                fontWeight: 600,
                textAlign: 'right',
              },
              '& th:first-of-type': { textAlign: 'left' },
              '& tbody th': { fontWeight: 400 },
              '& td': { textAlign: 'right', width: '6.5rem' },
              '& tfoot th, & tfoot td': { borderBottom: 0, fontWeight: 600 },
            }}
          >
            <thead>
              <tr>
                <th scope="col">{w.kindOfRow}</th>
                {columns.map((key) => (
                  <th scope="col" key={key}>
                    {w[key]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((change) => (
                <tr key={change.table}>
                  <th scope="row">{tableName(t, change.table)}</th>
                  {columns.map((key) => cell(key, change[key]))}
                </tr>
              ))}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">{w.total}</th>
                {columns.map((key) => (
                  <td key={key}>{formatCount(totals[key])}</td>
                ))}
              </tr>
            </tfoot>
          </Box>
        </Box>
      )}
      {still.length === 0 ? null : (
        <Button onClick={() => setAll(!all)} aria-expanded={all} sx={{ mt: 0.5 }}>
          {all ? w.hideSame : w.showSame(formatCount(still.length))}
        </Button>
      )}
    </Box>
  );
}

const actionTones: Readonly<Record<ReceivePreview['samples'][number]['action'], Tone>> = {
  add: 'verified',
  change: 'accent',
  delete: 'overdue',
};

function Samples({ samples }: { readonly samples: ReceivePreview['samples'] }) {
  const t = useText();
  const w = t.exchange.receiving;
  if (samples.length === 0) return null;
  return (
    <Disclosure label={`${w.samples} (${formatCount(samples.length)})`}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {w.samplesOf(formatCount(samples.length))}
      </Typography>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={w.samples}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          maxHeight: '28rem',
          overflow: 'auto',
          border: '1px solid',
          borderColor: 'divider',
          borderRadius: 1,
          backgroundColor: 'background.paper',
        }}
      >
        {samples.map((sample) => (
          <Box
            component="li"
            key={`${sample.table}:${sample.rowId}`}
            sx={{ px: 1.5, py: 1, borderBottom: '1px solid', borderColor: 'divider', fontSize: '0.8125rem' }}
          >
            <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', flexWrap: 'wrap' }}>
              <StatusChip tone={actionTones[sample.action]} label={w.actions[sample.action]} />
              <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
                {sample.label === '' ? tableName(t, sample.table) : sample.label}
              </Box>
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {tableName(t, sample.table)}
              </Box>
            </Box>
            {sample.action !== 'change' || sample.fields.length === 0 ? null : (
              <Box
                component="table"
                sx={{
                  mt: 0.5,
                  width: '100%',
                  tableLayout: 'fixed',
                  borderCollapse: 'collapse',
                  '& th, & td': { textAlign: 'left', verticalAlign: 'top', pr: 2, py: 0.25, fontWeight: 400 },
                  '& thead th': { color: 'text.secondary', fontSize: '0.75rem' },
                  '& td': { overflowWrap: 'anywhere' },
                }}
              >
                <thead>
                  <tr>
                    <th scope="col">{w.field}</th>
                    <th scope="col">{w.before}</th>
                    <th scope="col">{w.after}</th>
                  </tr>
                </thead>
                <tbody>
                  {sample.fields.map(({ field, before, after }) => (
                    <tr key={field}>
                      <th scope="row">{fieldName(t, field)}</th>
                      <td>
                        <Box component="del" sx={{ color: 'text.secondary' }}>
                          {valueWords(t, sample.table, field, before)}
                        </Box>
                      </td>
                      <td>
                        <Box component="ins" sx={{ textDecoration: 'none', fontWeight: 600 }}>
                          {valueWords(t, sample.table, field, after)}
                        </Box>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Box>
            )}
          </Box>
        ))}
      </Box>
    </Disclosure>
  );
}

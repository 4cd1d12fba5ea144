// Indicators of a form against the limits of a round, each limit with where it comes from; the round's own are edited
// in place.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import ClearIcon from '@mui/icons-material/ClearOutlined';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Output } from '../../../core/contract/index.ts';
import type { Indicator, StatisticsDetail, Threshold } from '../../../core/contract/statistics.ts';
import { formatHundredths, parseCount, parseHundredths } from '../../../core/rules/format.ts';
import {
  criterionFor,
  defaultComparison,
  formulaOf,
  indicatorFigures,
  indicatorLabel,
  indicatorText,
  isBeyond,
  isKnown,
  isShare,
  limitText,
} from '../../../core/rules/one-stop-indicators.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { formulaWords } from './IndicatorTable.tsx';
import { plainTable } from '../../components/plain-table.ts';

type Limits = Output<'thresholds.list'>;
type Effective = Limits[number];
const comparisons: readonly Threshold['comparison'][] = ['<', '<=', '>', '>='];
const signs: Readonly<Record<Threshold['comparison'], string>> = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' };

interface ThresholdTableProps {
  readonly detail: StatisticsDetail;
  readonly planId: string;
  readonly criteria: readonly Criterion[];
  readonly readOnly: boolean;
}
export function ThresholdTable(props: ThresholdTableProps) {
  const limits = useQueryOf('thresholds.list', { planId: props.planId });
  return <Loaded query={limits}>{(rows) => <Table {...props} limits={rows} />}</Loaded>;
}

function Table({
  detail,
  planId,
  criteria,
  readOnly,
  limits,
}: ThresholdTableProps & { readonly limits: Limits }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const [editing, setEditing] = useState(false);
  const era = detail.report.serviceEra;
  const words = formulaWords(t);
  return (
    <Box component="section" aria-label={w.visit.thresholds}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {w.visit.thresholds}
        </Typography>
        {readOnly ? null : (
          <Button onClick={() => setEditing(!editing)} aria-pressed={editing}>
            {editing ? w.visit.endEdit : w.visit.edit}
          </Button>
        )}
      </Box>
      <Box component="table" aria-label={w.visit.thresholds} sx={plainTable}>
        <thead>
          <tr>
            <th scope="col">{w.indicator}</th>
            <th scope="col" className="number">
              {w.figures}
            </th>
            <th scope="col">{w.visit.threshold}</th>
            <th scope="col">{w.visit.state}</th>
            <th scope="col">{w.criterion}</th>
          </tr>
        </thead>
        <tbody>
          {detail.indicators.map((indicator) => {
            const effective = limits.find((one) => one.indicator === indicator.key);
            const label = indicatorLabel(indicator.key, era, language);
            return (
              <tr key={indicator.key}>
                <th scope="row">
                  {label}
                  <Box
                    component="span"
                    sx={{ display: 'block', color: 'text.secondary', fontSize: '0.75rem' }}
                  >
                    {formulaOf(indicator.key, era, words)}
                  </Box>
                </th>
                <td className="number">
                  {isKnown(indicator) ? indicatorFigures(indicator) : indicatorText(indicator)}
                </td>
                <td>
                  {editing && effective !== undefined ? (
                    <LimitEditor
                      key={`${effective.from}${effective.threshold?.comparison ?? ''}${effective.threshold?.limitValue ?? ''}`}
                      effective={effective}
                      planId={planId}
                      label={label}
                    />
                  ) : (
                    <Limit effective={effective} />
                  )}
                </td>
                <td>
                  <Result indicator={indicator} effective={effective} />
                </td>
                <td className="nowrap">{criterionFor(criteria, indicator.key)?.code ?? ''}</td>
              </tr>
            );
          })}
        </tbody>
      </Box>
    </Box>
  );
}

function Limit({ effective }: { readonly effective: Effective | undefined }) {
  const w = useText().statistics.visit;
  if (effective?.threshold == null) return <span>{w.from.none}</span>;
  return (
    <>
      {limitText(effective.indicator, effective.threshold)}
      <Box component="span" sx={{ color: 'text.secondary', ml: 0.75, fontSize: '0.75rem' }}>
        {w.from[effective.from]}
      </Box>
    </>
  );
}

function Result({
  indicator,
  effective,
}: {
  readonly indicator: Indicator;
  readonly effective: Effective | undefined;
}) {
  const w = useText().statistics.visit;
  if (effective?.threshold == null || !isKnown(indicator))
    return <StatusChip tone="muted" label={w.unknown} />;
  return isBeyond(indicator, effective.threshold) ? (
    <StatusChip tone="overdue" label={w.missed} />
  ) : (
    <StatusChip tone="verified" label={w.met} />
  );
}

interface LimitEditorProps {
  readonly effective: Effective;
  /** Null: the office's own limits. */
  readonly planId: string | null;
  readonly label: string;
}
export function LimitEditor({ effective, planId, label }: LimitEditorProps) {
  const t = useText();
  const w = t.statistics.visit;
  const { indicator, threshold } = effective;
  const share = isShare(indicator);
  const save = useCommand('thresholds.save');
  const shown = (value: number | undefined) =>
    value === undefined ? '' : share ? formatHundredths(value) : formatCount(value);
  const [comparison, setComparison] = useState(threshold?.comparison ?? defaultComparison(indicator));
  const [typed, setTyped] = useState(shown(threshold?.limitValue));
  const value = typed.trim() === '' ? null : share ? parseHundredths(typed) : parseCount(typed);
  const bad = typed.trim() !== '' && (value === null || (share && value > 10_000));
  const text = threshold?.text ?? null;
  const put = (limitValue: number | null, sign = comparison) => {
    const isSame = threshold?.limitValue === limitValue && threshold.comparison === sign;
    if (!isSame) void save.run({ planId, indicator, comparison: sign, limitValue, text });
  };
  return (
    <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
      <TextField
        select
        value={comparison}
        onChange={(event) => {
          const next = comparisons.find((one) => one === event.target.value) ?? comparison;
          setComparison(next);
          if (value !== null && !bad) put(value, next);
        }}
        sx={{ width: '4.25rem' }}
        slotProps={{ htmlInput: { 'aria-label': w.comparison(label) } }}
      >
        {comparisons.map((one) => (
          <MenuItem key={one} value={one}>
            {signs[one]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => {
          if (!bad && value !== null) put(value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !bad && value !== null) put(value);
        }}
        error={bad}
        helperText={bad ? w.badLimit : undefined}
        sx={{ width: '7.5rem' }}
        slotProps={{ htmlInput: { 'aria-label': w.limit(label), inputMode: 'decimal', autoComplete: 'off' } }}
      />
      {effective.row !== null ? (
        <IconButton aria-label={w.clear(label)} onClick={() => put(null)}>
          <ClearIcon sx={{ fontSize: 16 }} />
        </IconButton>
      ) : null}
    </Box>
  );
}

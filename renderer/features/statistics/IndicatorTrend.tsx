// One indicator over the periods of an agency, or over agencies in one period: chosen, drawn, and as a table.
import { lazy, Suspense, useState } from 'react';
import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import type { Output } from '../../../core/contract/index.ts';
import { type IndicatorKey, indicatorKeys } from '../../../core/contract/statistics.ts';
import {
  indicatorFigures,
  indicatorLabel,
  isBeyond,
  isKnown,
  isShare,
  limitText,
} from '../../../core/rules/one-stop-indicators.ts';
import { periodTitle } from '../../../core/rules/one-stop-periods.ts';
import { useQueryOf } from '../../api/query.ts';
import { SelectField } from '../../components/Fields.tsx';
import { useLanguage, useText } from '../../i18n/text.tsx';
import type { ChartPoint } from './chart-point.ts';

// The library of charts is large and seldom needed.
const IndicatorChart = lazy(async () => ({ default: (await import('./IndicatorChart.tsx')).IndicatorChart }));

type ListedReport = Output<'statistics.list'>[number];
interface IndicatorTrendProps {
  readonly reports: readonly ListedReport[];
  readonly by: 'period' | 'agency';
  readonly initial?: IndicatorKey;
}

/** Room is scarce under a bar. */
const shortBody = (name: string) => name.replace(/^(?:Ủy|Uỷ) ban nhân dân /u, 'UBND ');
const collator = new Intl.Collator('vi');

export function IndicatorTrend({ reports, by, initial = 'on_time' }: IndicatorTrendProps) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const [key, setKey] = useState<IndicatorKey>(initial);
  const thresholds = useQueryOf('thresholds.list', { planId: null });
  const limit = thresholds.data?.find(({ indicator }) => indicator === key)?.threshold ?? null;
  const era = reports.at(-1)?.serviceEra ?? 'full_partial';
  const name = indicatorLabel(key, era, language);
  const ordered = reports.toSorted((a, b) =>
    by === 'period' ? a.periodTo.localeCompare(b.periodTo) : collator.compare(a.agencyName, b.agencyName),
  );
  const points = ordered.flatMap((report): ChartPoint[] => {
    const indicator = report.indicators.find((one) => one.key === key);
    if (indicator === undefined || !isKnown(indicator) || indicator.numerator === null) return [];
    const { numerator, denominator } = indicator;
    return [
      {
        id: report.id,
        label:
          by === 'period'
            ? periodTitle({ from: report.periodFrom, to: report.periodTo }, language)
            : shortBody(report.agencyName),
        value: denominator === null ? numerator : (numerator / denominator) * 100,
        text: indicatorFigures(indicator),
        beyond: limit === null ? null : isBeyond(indicator, limit),
      },
    ];
  });
  const title = by === 'period' ? w.trend : w.compare;
  return (
    <Box component="section" aria-label={title} sx={{ mt: 2.5, breakInside: 'avoid' }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2" sx={{ flex: '1 1 14rem' }}>
          {title}
        </Typography>
        <Box sx={{ width: '24rem', maxWidth: '100%' }}>
          <SelectField
            label={w.indicator}
            value={key}
            choices={indicatorKeys.map((value) => ({ value, label: indicatorLabel(value, era, language) }))}
            onChange={(next) => setKey(next ?? 'on_time')}
          />
        </Box>
      </Box>
      {points.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.noChart}
        </Typography>
      ) : (
        <>
          <Suspense fallback={<Skeleton variant="rounded" height={260} />}>
            <IndicatorChart
              title={w.chartOf(name)}
              points={points}
              percent={isShare(key)}
              limit={limit === null ? null : isShare(key) ? limit.limitValue / 100 : limit.limitValue}
              limitLabel={limit === null ? '' : w.limitLine(limitText(key, limit))}
            />
          </Suspense>
          <Box
            component="details"
            sx={{ fontSize: '0.8125rem', '& summary': { minHeight: 24, cursor: 'pointer' } }}
          >
            <summary>{w.chartTable}</summary>
            <Box
              component="table"
              aria-label={w.chartTable}
              sx={{
                borderCollapse: 'collapse',
                '& td, & th': { textAlign: 'left', px: 1, py: 0.25, fontWeight: 400 },
              }}
            >
              <tbody>
                {points.map((point) => (
                  <tr key={point.id}>
                    <th scope="row">{point.label}</th>
                    <td>{point.text}</td>
                    <td>{point.beyond === null ? '' : point.beyond ? w.beyond : w.within}</td>
                  </tr>
                ))}
              </tbody>
            </Box>
          </Box>
        </>
      )}
    </Box>
  );
}

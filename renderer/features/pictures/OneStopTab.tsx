// One indicator of the one-stop shops over periods: agencies as lines, the table of all below them.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQueries } from '@tanstack/react-query';
import { Link, useSearchParams } from 'react-router';
import type { OneStopPeriod } from '../../../core/contract/pictures.ts';
import { isDay } from '../../../core/contract/day.ts';
import { indicatorKeys } from '../../../core/contract/statistics.ts';
import type { IndicatorKey } from '../../../core/contract/statistics.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { indicatorLabel, isShare } from '../../../core/rules/one-stop-indicators.ts';
import { periodTitle } from '../../../core/rules/one-stop-periods.ts';
import { call } from '../../api/client.ts';
import { queryKeyOf, useQueryOf } from '../../api/query.ts';
import { AgenciesPicker } from '../../components/AgencyPicker.tsx';
import { DayField, SelectField } from '../../components/Fields.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, formatPercent, shortDay } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { Bar } from './Figures.tsx';
import { LineChart } from './LineChart.tsx';
import { agenciesOf, idOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters } from './ScopeFilters.tsx';

const MOST = 50;
const DRAWN = 8;
const collator = new Intl.Collator('vi');

interface Line {
  readonly agencyId: string;
  readonly agencyName: string;
  readonly byPeriod: ReadonlyMap<string, OneStopPeriod>;
}
const periodKey = ({ periodFrom, periodTo }: OneStopPeriod) => `${periodFrom} ${periodTo}`;

function pairOf(period: OneStopPeriod | undefined, key: IndicatorKey) {
  return period?.values.find((one) => one.key === key);
}
function valueOf(period: OneStopPeriod | undefined, key: IndicatorKey): number | null {
  const pair = pairOf(period, key);
  if (pair === undefined || pair.numerator === null) return null;
  if (pair.denominator === null) return pair.numerator;
  return pair.denominator === 0 ? null : (pair.numerator / pair.denominator) * 100;
}
function textOf(period: OneStopPeriod | undefined, key: IndicatorKey): string {
  const pair = pairOf(period, key);
  if (pair === undefined || pair.numerator === null) return '–';
  if (pair.denominator === null) return formatCount(pair.numerator);
  return formatPercent(pair.numerator, pair.denominator) ?? '–';
}

export function OneStopTab({ scope, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const o = w.oneStop;
  const { language } = useLanguage();
  const [params] = useSearchParams();
  const filter = useFilter();
  const ids = agenciesOf(params, MOST);
  const key = indicatorKeys.find((one) => one === filter.get('indicator')) ?? 'on_time';
  const [from, to] = [filter.get('from'), filter.get('to')].map((day) => (isDay(day) ? day : undefined));
  const officeId = idOf(filter.get('office'));
  const query = useQueryOf(
    'pictures.oneStop',
    {
      ...(ids.length === 0 ? {} : { agencyIds: [...ids] }),
      ...(officeId === undefined ? {} : { officeId }),
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      limit: 2_000,
    },
    { keepPrevious: true },
  );
  const named = useQueries({
    queries: ids.map((id) => ({
      queryKey: queryKeyOf('agencies.get', { id }),
      queryFn: () => call('agencies.get', { id }),
    })),
  });
  const chosen = ids.map((id, index) => ({ id, name: named[index]?.data?.version.name ?? t.frame.loading }));
  const all = query.data?.periods ?? [];
  const kinds = [...new Set(all.map(({ periodKind }) => periodKind))];
  // Periods of different lengths are not compared with each other.
  const kind = kinds.find((one) => one === filter.get('kind')) ?? kinds[0];
  const kindWords = (one: string): string =>
    Object.hasOwn(o.kinds, one) ? o.kinds[one as keyof typeof o.kinds] : o.otherKind;
  const shown = all.filter(({ periodKind }) => periodKind === kind);
  const periods = [...new Map(shown.map((one) => [periodKey(one), one])).values()];
  const lines: readonly Line[] = [...Map.groupBy(shown, ({ agencyId }) => agencyId)]
    .map(([agencyId, list]) => ({
      agencyId,
      agencyName: list.at(-1)?.agencyName ?? '',
      byPeriod: new Map(list.map((one) => [periodKey(one), one])),
    }))
    .sort((a, b) => collator.compare(a.agencyName, b.agencyName));
  const name = indicatorLabel(key, 'full_partial', language);
  const titleOf = (one: OneStopPeriod) => periodTitle({ from: one.periodFrom, to: one.periodTo }, language);
  const columns: readonly Column<Line>[] = [
    {
      key: 'agency',
      label: w.agency,
      width: '26%',
      sortBy: ({ agencyName }) => agencyName,
      cell: ({ agencyName }) => agencyName,
      render: ({ agencyId, agencyName }) => (
        <MuiLink component={Link} to={`/agencies/${agencyId}/figures`} color="text.primary">
          {agencyName}
        </MuiLink>
      ),
    },
    ...(periods.length === 1 && isShare(key)
      ? [
          {
            key: 'bar',
            label: w.chart.label,
            hiddenLabel: true,
            width: '30%',
            render: ({ byPeriod }: Line) => (
              <Box sx={{ pt: 0.75 }}>
                <Bar value={valueOf([...byPeriod.values()][0], key) ?? 0} max={100} />
              </Box>
            ),
          },
        ]
      : []),
    ...periods.map((period): Column<Line> => ({
      key: periodKey(period),
      label: titleOf(period),
      align: 'right',
      sortBy: ({ byPeriod }) => valueOf(byPeriod.get(periodKey(period)), key),
      cell: ({ byPeriod }) => textOf(byPeriod.get(periodKey(period)), key),
      render: ({ byPeriod, agencyName }) => {
        const one = byPeriod.get(periodKey(period));
        const text = textOf(one, key);
        return one === undefined ? (
          text
        ) : (
          <MuiLink component={Link} to={one.to} aria-label={`${agencyName}, ${titleOf(period)}: ${text}`}>
            {text}
          </MuiLink>
        );
      },
    })),
  ];
  return (
    <>
      <ScopeFilters
        scope={scope}
        fields={['office']}
        more={['agencies', 'indicator', 'kind', 'from', 'to']}
        tools={
          <ListTools
            list="pictures.one-stop"
            title={`${o.title}: ${name}`}
            columns={columns}
            rows={lines}
            filters={[
              [w.office, scope.offices.find(({ id }) => id === officeId)?.name],
              [o.kind, kind === undefined ? '' : kindWords(kind)],
              [o.from, from === undefined ? '' : shortDay(from)],
              [o.to, to === undefined ? '' : shortDay(to)],
            ]}
            illustrative={illustrative}
          />
        }
      >
        <Box sx={{ width: '20rem' }}>
          <SelectField
            label={o.indicator}
            value={key}
            choices={indicatorKeys.map((value) => ({
              value,
              label: indicatorLabel(value, 'full_partial', language),
            }))}
            onChange={(value) => filter.set('indicator', value === 'on_time' ? '' : (value ?? ''))}
          />
        </Box>
        {kinds.length > 1 ? (
          <Box sx={{ width: '9rem' }}>
            <SelectField
              label={o.kind}
              value={kind ?? null}
              choices={kinds.map((value) => ({ value, label: kindWords(value) }))}
              onChange={(value) => filter.set('kind', value ?? '')}
            />
          </Box>
        ) : null}
        <Box sx={{ width: '9rem' }}>
          <DayField label={o.from} value={from ?? null} onChange={(day) => filter.set('from', day ?? '')} />
        </Box>
        <Box sx={{ width: '9rem' }}>
          <DayField label={o.to} value={to ?? null} onChange={(day) => filter.set('to', day ?? '')} />
        </Box>
      </ScopeFilters>
      <Box sx={{ maxWidth: '52rem', mb: 1.5 }}>
        <AgenciesPicker
          label={o.agencies}
          helperText={o.agenciesHint}
          on={null}
          withEnded
          value={chosen}
          onChange={(next) =>
            filter.set(
              'agencies',
              next
                .slice(0, MOST)
                .map(({ id }) => id)
                .join(','),
            )
          }
        />
      </Box>
      <Loaded query={query}>
        {({ omitted }) =>
          shown.length === 0 ? (
            <EmptyState
              title={o.none}
              text={o.noneText}
              action={
                <Button component={Link} to="/statistics" variant="outlined">
                  {o.openStatistics}
                </Button>
              }
            />
          ) : (
            <>
              <LineChart
                title={`${o.title}: ${name}`}
                columns={periods.map(titleOf)}
                lines={lines.slice(0, DRAWN).map((line) => ({
                  id: line.agencyId,
                  label: line.agencyName,
                  values: periods.map((period) => valueOf(line.byPeriod.get(periodKey(period)), key)),
                }))}
                atLeast={isShare(key) ? 100 : 0}
                whole={!isShare(key)}
                format={(value) =>
                  isShare(key) ? `${formatHundredths(Math.round(value * 100))}\u00a0%` : formatCount(value)
                }
              />
              <Typography variant="caption" color="text.secondary" component="p" sx={{ my: 0.5 }}>
                {[
                  pairOf(shown[0], key)?.lowerIsBetter === true ? o.lower : null,
                  lines.length > DRAWN && periods.length > 1 ? o.chartAtMost(formatCount(DRAWN)) : null,
                  omitted > 0 ? o.omitted(formatCount(omitted)) : null,
                ]
                  .filter((one) => one !== null)
                  .join(' ')}
              </Typography>
              <ResponsiveTable
                label={`${o.title}: ${name}`}
                columns={columns}
                rows={lines}
                rowKey={({ agencyId }) => agencyId}
              />
            </>
          )
        }
      </Loaded>
    </>
  );
}

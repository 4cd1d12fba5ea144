// The desk, and the head of the office's first screen: the year at a glance, the two figures that the office is scored on,
// what waits today for whoever sits here, the weakest agencies, what was opened last. Every number opens its list.
import { lazy, Suspense, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Skeleton from '@mui/material/Skeleton';
import TextField from '@mui/material/TextField';
import { Link, useSearchParams } from 'react-router';
import { useQueryOf } from '../../api/query.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Block, DashboardSkeleton, Opened } from './Blocks.tsx';
import { Attention } from './Attention.tsx';
import { Glance } from './Glance.tsx';
import { ALL_YEARS, homeFilter, homeScope } from './home-scope.ts';
import type { HomeScope } from './home-scope.ts';
import { Kpis } from './Kpis.tsx';
import { PlanLines } from './PlanLines.tsx';
import { Trend } from './Trend.tsx';
import { WaitingList } from './WaitingList.tsx';

const BriefDialog = lazy(async () => ({ default: (await import('./BriefDialog.tsx')).BriefDialog }));

export function HomePage() {
  const t = useText();
  const h = t.home;
  const [params] = useSearchParams();
  const [briefing, setBriefing] = useState(false);
  const today = useQueryOf('system.status', {}).data?.today ?? '';
  const scope = useQueryOf('pictures.scope', {});
  const years = scope.data?.years ?? [];
  const shown = homeScope(params, years, today);
  const filter = homeFilter(shown, today);
  // A year in the address needs no list of years first.
  const isReady = today !== '' && (scope.data !== undefined || params.has('year'));
  const dashboard = useQueryOf('pictures.dashboard', filter, { enabled: isReady, keepPrevious: true });
  const heatScope = new URLSearchParams({
    ...(shown.year === null ? {} : { year: String(shown.year) }),
    ...(shown.officeId === undefined ? {} : { office: shown.officeId }),
  }).toString();
  const heatTo = heatScope === '' ? '/pictures' : `/pictures?${heatScope}`;
  const isEmpty =
    scope.data !== undefined && dashboard.data !== undefined && dashboard.data.plans.length === 0;
  return (
    <>
      <PageHeader
        title={t.frame.places.home}
        meta={
          <>
            <span>{today === '' ? '\u00a0' : h.greeting(shortDay(today))}</span>
            <IllustrativeBanner show={dashboard.data?.illustrative === true} inline />
          </>
        }
        secondary={<ScopeChoice shown={shown} years={years} offices={scope.data?.offices ?? []} />}
        action={
          <Button
            variant="contained"
            disabled={dashboard.data === undefined || isEmpty}
            onClick={() => setBriefing(true)}
          >
            {h.brief}
          </Button>
        }
      />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1.75fr) minmax(17rem, 1fr)' },
          columnGap: 4,
          rowGap: 2.5,
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
          <Loaded query={dashboard} skeleton={<DashboardSkeleton />}>
            {(data) =>
              data.plans.length === 0 ? (
                <Block title={shown.year === null ? h.atGlanceAll : h.atGlance(String(shown.year))}>
                  <EmptyState
                    title={h.noRounds}
                    text={h.noRoundsText}
                    action={
                      <Button component={Link} to="/plans?new=1" variant="contained">
                        {t.plans.create}
                      </Button>
                    }
                  />
                </Block>
              ) : (
                <>
                  <Kpis coverage={data.coverage} remediation={data.remediation} />
                  <Glance
                    title={shown.year === null ? h.atGlanceAll : h.atGlance(String(shown.year))}
                    heatTo={heatTo}
                    round={data.round}
                    figures={data.recommendations}
                  />
                  <PlanLines plans={data.plans} />
                  <Trend today={today} officeId={shown.officeId} />
                </>
              )
            }
          </Loaded>
        </Box>
        <Box sx={{ display: 'grid', gap: 2.5, minWidth: 0 }}>
          <WaitingList today={today} />
          {isEmpty || !isReady ? null : <Attention filter={filter} />}
          <Opened />
        </Box>
      </Box>
      {briefing ? (
        <Suspense fallback={<Skeleton variant="rounded" height={1} />}>
          <BriefDialog filter={filter} onClose={() => setBriefing(false)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface ScopeChoiceProps {
  readonly shown: HomeScope;
  readonly years: readonly number[];
  readonly offices: readonly { readonly id: string; readonly name: string }[];
}
function ScopeChoice({ shown, years, offices }: ScopeChoiceProps) {
  const t = useText();
  const h = t.home;
  const [, setParams] = useSearchParams();
  const put = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const year = shown.year === null ? ALL_YEARS : String(shown.year);
  const known = years.map(String);
  const choices = year === ALL_YEARS || known.includes(year) ? known : [year, ...known];
  return (
    <Box role="group" aria-label={h.scopeLabel} sx={{ display: 'flex', gap: 1 }}>
      <TextField
        select
        label={h.year}
        value={year}
        onChange={(event) => put('year', event.target.value)}
        sx={{ width: '9.5rem' }}
      >
        {choices.map((one) => (
          <MenuItem key={one} value={one}>
            {one}
          </MenuItem>
        ))}
        <MenuItem value={ALL_YEARS}>{h.allYears}</MenuItem>
      </TextField>
      {offices.length > 1 ? (
        <TextField
          select
          label={h.office}
          value={shown.officeId ?? ''}
          onChange={(event) => put('office', event.target.value)}
          slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          sx={{ width: '14rem' }}
        >
          <MenuItem value="">{t.frame.all}</MenuItem>
          {offices.map(({ id, name }) => (
            <MenuItem key={id} value={id}>
              {name}
            </MenuItem>
          ))}
        </TextField>
      ) : null}
    </Box>
  );
}

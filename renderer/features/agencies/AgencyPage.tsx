// One agency: its head, and the tabs that stand in the URL. Whose visits and recommendations are shown (its own, or
// with those of its predecessors) stands in the URL as well.
import { Suspense, lazy, useEffect } from 'react';
import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useNavigate, useParams } from 'react-router';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { useFilter } from '../../components/Filters.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { FormSkeleton, Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { isOpen } from './agency-figures.ts';
import type { AgencyTabProps } from './agency-tab.ts';
import { EndedMark } from './EndedMark.tsx';

const scripts = {
  info: async () => ({ default: (await import('./InfoTab.tsx')).InfoTab }),
  names: async () => ({ default: (await import('./NamesTab.tsx')).NamesTab }),
  succession: async () => ({ default: (await import('./SuccessionTab.tsx')).SuccessionTab }),
  history: async () => ({ default: (await import('./HistoryTab.tsx')).HistoryTab }),
  recommendations: async () => ({ default: (await import('./RecommendationsTab.tsx')).RecommendationsTab }),
  figures: async () => ({ default: (await import('./FiguresTab.tsx')).FiguresTab }),
} as const;
const tabs = {
  info: lazy(scripts.info),
  names: lazy(scripts.names),
  succession: lazy(scripts.succession),
  history: lazy(scripts.history),
  recommendations: lazy(scripts.recommendations),
  figures: lazy(scripts.figures),
} as const;
type TabName = keyof typeof tabs;
const tabNames = Object.keys(tabs) as TabName[];
/** The tabs that show what rounds found at the agency. */
const tabsOfRounds: readonly TabName[] = ['history', 'recommendations', 'figures'];

export function AgencyPage() {
  const { agencyId = '', tab } = useParams();
  const bySuccessor = useFilter().get('view') === 'by_successor';
  const query = useQueryOf(
    'agencies.get',
    bySuccessor ? { id: agencyId, view: 'by_successor' } : { id: agencyId },
    { keepPrevious: true },
  );
  const name = tab === undefined ? 'info' : tabNames.find((one) => one === tab);
  // The tab's script comes beside the agency's data, not after it; a failure shows when the tab is drawn.
  useEffect(() => {
    if (name !== undefined) scripts[name]().catch(() => {});
  }, [name]);
  const gone = query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION';
  if (name === undefined || (gone && (query.data === undefined || query.isPlaceholderData)))
    return <NotFound />;
  // What is kept while the next answer comes may be another agency's: then there is nothing to show yet.
  if (query.data !== undefined && query.data.id !== agencyId) return <PageSkeleton />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(agency) => (
        <OwnedBy officeId={agency.originOfficeId}>
          <AgencyScreen key={agency.id} agency={agency} tab={name} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function AgencyScreen({ agency, tab }: AgencyTabProps & { readonly tab: TabName }) {
  const t = useText();
  const a = t.agencies;
  const navigate = useNavigate();
  const remove = useCommand('agencies.delete');
  const plans = useQueryOf('plans.list', {});
  const { version } = agency;
  const shown = new Set(
    [...agency.history, ...agency.findings, ...agency.recommendations].map(({ planId }) => planId),
  );
  const illustrative =
    tabsOfRounds.includes(tab) && (plans.data ?? []).some((plan) => plan.illustrative && shown.has(plan.id));
  const Screen = tabs[tab];
  useEffect(() => rememberOpened(`/agencies/${agency.id}`, version.name), [agency.id, version.name]);
  const counts: Partial<Record<TabName, number>> = {
    recommendations: agency.recommendations.filter(isOpen).length,
    history: agency.history.length,
  };
  const search = agency.view === 'by_successor' ? '?view=by_successor' : '';
  async function drop() {
    await flushAll();
    if ((await remove.run({ id: agency.id, rev: agency.rev })) === undefined) return;
    showUndo(a.deleted(version.name));
    void navigate('/agencies');
  }
  return (
    <>
      <PageHeader
        title={version.name}
        back={{ to: '/agencies', label: t.frame.places.agencies }}
        meta={
          <>
            <span>
              {t.labels.agencyKind[agency.kind]}
              {agency.parentName === null ? '' : ` · ${agency.parentName}`}
            </span>
            <EndedMark agency={agency} />
            <ProvenanceMark provenance={agency.provenance} />
            <IllustrativeBanner show={illustrative} inline />
          </>
        }
        secondary={
          <MayButton
            method="agencies.delete"
            color="secondary"
            disabled={remove.pending}
            onClick={() => void drop()}
          >
            {a.delete}
          </MayButton>
        }
      />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 2 }}>
        <Tabs value={tab} aria-label={a.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((name) => (
            <Tab
              key={name}
              value={name}
              label={
                (counts[name] ?? 0) > 0 ? `${a.tabs[name]} (${formatCount(counts[name] ?? 0)})` : a.tabs[name]
              }
              component={Link}
              to={`/agencies/${agency.id}${name === 'info' ? '' : `/${name}`}${search}`}
              aria-current={name === tab ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <Suspense fallback={tab === 'info' ? <FormSkeleton /> : <TableSkeleton />}>
        <Screen agency={agency} />
      </Suspense>
    </>
  );
}

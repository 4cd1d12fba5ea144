// One visit: its head, and the tabs that stand in the URL. A tab fills what is left of the window and scrolls inside.
import { Suspense, lazy, useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useNavigate, useParams } from 'react-router';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { VisitStatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { DeskSheets } from '../self-reports/DeskSheets.tsx';
import { VisitFacts } from './VisitFacts.tsx';
import { VisitStatusMenu } from './VisitStatusMenu.tsx';
import { visitDays } from './visit-days.ts';

const scripts = {
  checklist: async () => ({ default: (await import('./ChecklistTab.tsx')).ChecklistTab }),
  findings: async () => ({ default: (await import('../findings/FindingsTab.tsx')).FindingsTab }),
  self: async () => ({ default: (await import('../self-reports/SelfTab.tsx')).SelfTab }),
  evidence: async () => ({ default: (await import('../evidence/EvidenceTab.tsx')).EvidenceTab }),
  procedures: async () => ({ default: (await import('../procedures/ProceduresTab.tsx')).ProceduresTab }),
  samples: async () => ({ default: (await import('../samples/SamplesTab.tsx')).SamplesTab }),
  statistics: async () => ({
    default: (await import('../statistics/VisitStatisticsTab.tsx')).VisitStatisticsTab,
  }),
  explanation: async () => ({ default: (await import('../remarks/ExplanationTab.tsx')).ExplanationTab }),
  handouts: async () => ({ default: (await import('../handouts/HandoutsTab.tsx')).HandoutsTab }),
} as const;
const tabs = {
  checklist: lazy(scripts.checklist),
  findings: lazy(scripts.findings),
  self: lazy(scripts.self),
  evidence: lazy(scripts.evidence),
  procedures: lazy(scripts.procedures),
  samples: lazy(scripts.samples),
  statistics: lazy(scripts.statistics),
  explanation: lazy(scripts.explanation),
  handouts: lazy(scripts.handouts),
} as const;
type TabName = keyof typeof tabs;
const tabNames = Object.keys(tabs) as TabName[];

export function VisitPage() {
  const { visitId = '', tab } = useParams();
  const query = useQueryOf('visits.get', { id: visitId });
  const name = tab === undefined ? 'checklist' : tabNames.find((one) => one === tab);
  // The tab's script comes beside the visit's data, not after it; a failure shows when the tab is drawn.
  useEffect(() => {
    if (name !== undefined) scripts[name]().catch(() => {});
  }, [name]);
  if (name === undefined) return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(workspace) => (
        <OwnedBy officeId={workspace.visit.originOfficeId} fills>
          <Workspace key={workspace.visit.id} workspace={workspace} tab={name} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function Workspace({ workspace, tab }: { readonly workspace: VisitWorkspace; readonly tab: TabName }) {
  const t = useText();
  const words = t.visits.workspace;
  const { visit, plan } = workspace;
  const [factsOpen, setFactsOpen] = useState(false);
  const isForeign = useIsForeign();
  const readOnly =
    isForeign ||
    ['closed', 'cancelled'].includes(visit.status) ||
    ['closed', 'cancelled'].includes(plan.status);
  const Screen = tabs[tab];
  return (
    <Box
      sx={{
        display: 'flex',
        flexDirection: 'column',
        height: { md: '100%' },
        minHeight: 0,
      }}
    >
      <Box sx={{ px: 2.5, pt: 1, '& > header': { mb: 0.25 } }}>
        <PageHeader
          title={visit.agencyName}
          back={{ to: `/plans/${plan.id}/agencies`, label: plan.title }}
          meta={
            <>
              <IllustrativeBanner inline show={plan.illustrative} />
              <VisitStatusChip status={visit.status} />
              <Button
                aria-expanded={factsOpen}
                onClick={() => setFactsOpen((open) => !open)}
                sx={{ minHeight: 24, py: 0, px: 0.5, color: 'text.secondary' }}
              >
                {visitDays(visit, t)} · {visit.teamName ?? words.noTeam} {factsOpen ? '▴' : '▾'}
              </Button>
            </>
          }
          secondary={
            <>
              <VisitStatusMenu
                visit={visit}
                button={(open) => (
                  <Button variant="outlined" aria-haspopup="menu" disabled={isForeign} onClick={open}>
                    {words.status} ▾
                  </Button>
                )}
              />
              <DeskSheets workspace={workspace} />
            </>
          }
          action={<DocumentButtons workspace={workspace} />}
        />
      </Box>
      {factsOpen && <VisitFacts visit={visit} readOnly={readOnly} />}
      <Box sx={{ px: 2.5, borderBottom: '1px solid', borderColor: 'divider' }}>
        <Tabs
          value={tab}
          aria-label={t.desk.tabsLabel}
          variant="scrollable"
          component="nav"
          sx={{ minHeight: 36 }}
        >
          {tabNames.map((name) => (
            <Tab
              key={name}
              value={name}
              label={t.desk.tabs[name]}
              component={Link}
              to={name === 'checklist' ? `/visits/${visit.id}` : `/visits/${visit.id}/${name}`}
              aria-current={name === tab ? 'page' : undefined}
              sx={{ minHeight: 36, py: 0.5 }}
            />
          ))}
        </Tabs>
      </Box>
      <Box sx={{ flex: 1, minHeight: 0, overflow: { md: 'auto' }, display: 'flex', flexDirection: 'column' }}>
        <Suspense fallback={<TableSkeleton />}>
          <Screen workspace={workspace} readOnly={readOnly} />
        </Suspense>
      </Box>
    </Box>
  );
}

/** Opens the visit's notice or minutes; drafts it where there is none yet. */
function DocumentButtons({ workspace: { visit, plan } }: { readonly workspace: VisitWorkspace }) {
  const t = useText();
  const navigate = useNavigate();
  const documents = useQueryOf('documents.list', { visitId: visit.id });
  const create = useCommand('documents.create');
  const known = (kind: 'minutes' | 'agency_notice') =>
    documents.data?.find((one) => one.kind === kind && one.status !== 'withdrawn');
  async function open(kind: 'minutes' | 'agency_notice') {
    const document = known(kind) ?? (await create.run({ planId: plan.id, kind, visitId: visit.id }));
    if (document !== undefined) void navigate(`/documents/${document.id}`);
  }
  const waiting = documents.data === undefined || create.pending;
  const button = (kind: 'minutes' | 'agency_notice', variant: 'outlined' | 'contained', label: string) => {
    const drawn = (
      <Button variant={variant} disabled={waiting} onClick={() => void open(kind)}>
        {label}
      </Button>
    );
    // What is there is opened by anybody; drafting it is of whoever made the visit.
    return known(kind) === undefined ? <OursOnly>{drawn}</OursOnly> : drawn;
  };
  return (
    <>
      {button('minutes', 'outlined', t.visits.workspace.minutes)}
      {button('agency_notice', 'contained', t.visits.workspace.notice)}
    </>
  );
}

// One plan: its head, and the tabs that stand in the URL. Each tab is loaded when it is first opened.
import { Suspense, lazy, useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useNavigate, useParams } from 'react-router';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { FormSkeleton, Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { PlanStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CopyPlanDialog, useNextYear } from './CopyPlanDialog.tsx';
import { numberAndSymbol } from './plan-words.ts';

interface TabProps {
  readonly detail: PlanDetail;
}
const scripts = {
  info: async () => ({ default: (await import('./InfoTab.tsx')).InfoTab }),
  team: async () => ({ default: (await import('./TeamTab.tsx')).TeamTab }),
  agencies: async () => ({ default: (await import('./AgenciesTab.tsx')).AgenciesTab }),
  schedule: async () => {
    const { ScheduleTab } = await import('../schedule/ScheduleTab.tsx');
    return { default: ({ detail }: TabProps) => <ScheduleTab planId={detail.plan.id} /> };
  },
  review: async () => ({ default: (await import('./ReviewTab.tsx')).ReviewTab }),
  progress: async () => ({ default: (await import('./ProgressTab.tsx')).ProgressTab }),
  documents: async () => ({ default: (await import('./DocumentsTab.tsx')).DocumentsTab }),
  summary: async () => ({ default: (await import('./SummaryTab.tsx')).SummaryTab }),
} as const;
const tabs = {
  info: lazy(scripts.info),
  team: lazy(scripts.team),
  agencies: lazy(scripts.agencies),
  schedule: lazy(scripts.schedule),
  review: lazy(scripts.review),
  progress: lazy(scripts.progress),
  documents: lazy(scripts.documents),
  summary: lazy(scripts.summary),
} as const;
type TabName = keyof typeof tabs;
const tabNames = Object.keys(tabs) as TabName[];

export function PlanPage() {
  const { planId = '', tab } = useParams();
  const query = useQueryOf('plans.get', { id: planId });
  const name = tab === undefined ? 'info' : tabNames.find((one) => one === tab);
  // The tab's script comes beside the plan's data, not after it; a failure shows when the tab is drawn.
  useEffect(() => {
    if (name !== undefined) scripts[name]().catch(() => {});
  }, [name]);
  const gone = query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION';
  if (name === undefined || (gone && query.data === undefined)) return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(detail) => (
        <OwnedBy officeId={detail.plan.originOfficeId}>
          <PlanScreen key={detail.plan.id} detail={detail} tab={name} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function PlanScreen({ detail, tab }: { readonly detail: PlanDetail; readonly tab: TabName }) {
  const t = useText();
  const p = t.plans;
  const { plan } = detail;
  const Screen = tabs[tab];
  useEffect(() => rememberOpened(`/plans/${plan.id}`, plan.title), [plan.id, plan.title]);
  return (
    <>
      <IllustrativeBanner show={plan.illustrative} />
      <PageHeader
        title={plan.title}
        back={{ to: '/plans', label: t.frame.places.plans }}
        meta={
          <>
            <PlanStatusChip status={plan.status} />
            <span>
              {numberAndSymbol(plan) ?? p.noNumber}
              {plan.documentDate === null ? '' : ` · ${dayOrBlank(plan.documentDate)}`}
              {detail.issuer === null ? '' : ` · ${detail.issuer.name}`}
            </span>
            <ProvenanceMark provenance={plan.provenance} />
          </>
        }
        secondary={
          <>
            <CopyButton detail={detail} />
            <StatusMenu detail={detail} />
          </>
        }
      />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 2 }}>
        <Tabs value={tab} aria-label={p.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((name) => (
            <Tab
              key={name}
              value={name}
              label={name === 'review' ? <ReviewLabel planId={plan.id} /> : p.tabs[name]}
              component={Link}
              to={name === 'info' ? `/plans/${plan.id}` : `/plans/${plan.id}/${name}`}
              aria-current={name === tab ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <Suspense fallback={tab === 'info' ? <FormSkeleton /> : <TableSkeleton />}>
        <Screen detail={detail} />
      </Suspense>
    </>
  );
}

/** The tab with how much of it waits. */
function ReviewLabel({ planId }: { readonly planId: string }) {
  const t = useText();
  const review = useQueryOf('plans.review', { id: planId }).data;
  const open = review?.todo.filter(({ state }) => state !== 'done').length ?? 0;
  return (
    <span>
      {t.plans.tabs.review}
      {open === 0 ? null : (
        <Box
          component="span"
          sx={{
            ml: 0.75,
            px: 0.75,
            borderRadius: 2,
            border: '1px solid currentColor',
            fontSize: '0.6875rem',
            lineHeight: 1.5,
            display: 'inline-block',
          }}
        >
          {formatCount(open)}
          <HiddenText text={` ${t.plans.review.waiting}`} />
        </Box>
      )}
    </span>
  );
}

function CopyButton({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const [copying, setCopying] = useState(false);
  const { plan } = detail;
  const year = useNextYear(plan.year);
  return (
    <>
      <MayButton method="plans.copy" variant="outlined" color="secondary" onClick={() => setCopying(true)}>
        {year === null ? t.plans.copy.open : t.plans.copy.openYear(String(year))}
      </MayButton>
      {copying ? <CopyPlanDialog source={plan} onClose={() => setCopying(false)} /> : null}
    </>
  );
}

function StatusMenu({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const setStatus = useCommand('plans.setStatus');
  const remove = useCommand('plans.delete');
  const mayMove = useMay('plans.setStatus');
  const mayDelete = useMay('plans.delete');
  const { plan } = detail;
  const close = () => setAnchor(null);
  return (
    <>
      <OursOnly>
        <Button
          variant="outlined"
          color="secondary"
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          {t.plans.changeStatus}
        </Button>
      </OursOnly>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {detail.nextStatuses.map((status) => (
          <MenuItem
            key={status}
            disabled={!mayMove}
            onClick={() => {
              close();
              void flushAll().then(() => setStatus.run({ id: plan.id, rev: plan.rev, status }));
            }}
          >
            {t.plans.moveTo(t.labels.planStatus[status])}
          </MenuItem>
        ))}
        <Divider />
        <MenuItem
          disabled={!mayDelete}
          onClick={() => {
            close();
            void remove.run({ id: plan.id, rev: plan.rev }).then((gone) => {
              if (gone === undefined) return;
              showUndo(t.plans.deleted(plan.title));
              void navigate('/plans');
            });
          }}
        >
          {t.plans.deletePlan}
        </MenuItem>
      </Menu>
    </>
  );
}

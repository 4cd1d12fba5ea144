// The place "Theo dõi khắc phục": the list, by agency, the calendar of due days, ageing, papers of the agencies. What is
// filtered and which record is open stand in the address.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { id as idSchema } from '../../../core/contract/common.ts';
import { useWhyNot } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { SavedViews } from '../../components/SavedViews.tsx';
import { PageSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { AgeingTab } from './AgeingTab.tsx';
import { AgenciesTab } from './AgenciesTab.tsx';
import { CalendarTab } from './CalendarTab.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { ListTab } from './ListTab.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import { PapersTab } from './PapersTab.tsx';
import { RecordPanel } from './RecordPanel.tsx';
import { filterOf, remediationAddress, remediationTabs, scopeParams, sortOf } from './remediation-address.ts';
import { RemediationFilters, useFilterWords } from './RemediationFilters.tsx';

export function RemediationPage() {
  const { tab = 'list' } = useParams();
  const name = remediationTabs.find((one) => one === tab);
  const status = useQueryOf('system.status', {});
  if (name === undefined) return <NotFound />;
  // Everything here counts for a day: before it is known there is nothing to ask.
  if (status.data === undefined) return <PageSkeleton />;
  return <RemediationScreen tab={name} today={status.data.today} />;
}

interface RemediationScreenProps {
  readonly tab: (typeof remediationTabs)[number];
  readonly today: string;
}
function RemediationScreen({ tab, today }: RemediationScreenProps) {
  const t = useText();
  const w = t.remediation;
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [entering, setEntering] = useState(false);
  const filter = filterOf(params, today);
  const subtitle = useFilterWords(filter);
  const { sort } = sortOf(params);
  const whyNot = useWhyNot('remediationPapers.create');
  const plans = useQueryOf('plans.list', {});
  const illustrative = (plans.data ?? []).some(
    (plan) => plan.illustrative && (filter.planId === undefined || filter.planId === plan.id),
  );
  const asked = params.get('recommendation');
  const openId = idSchema.safeParse(asked).success ? asked : null;
  function closeRecord() {
    const closed = openId;
    void navigate(remediationAddress(tab, { recommendation: null }, params), { replace: true });
    // Back to the row that it was opened from, where that is in sight.
    window.setTimeout(() => document.querySelector<HTMLElement>(`tr[data-row="${closed ?? ''}"]`)?.focus());
  }
  return (
    <>
      <PageHeader
        title={t.frame.places.recommendations}
        {...(illustrative ? { meta: <IllustrativeBanner show inline /> } : {})}
        secondary={
          <>
            <SavedViews list="recommendations" passing={['recommendation', 'paper', 'month']} />
            {tab === 'list' ? <ExportMenu filter={filter} sort={sort} /> : null}
          </>
        }
        action={
          // By agency the one primary act is the reminder.
          <Button
            variant={tab === 'agencies' ? 'outlined' : 'contained'}
            disabled={whyNot !== undefined}
            title={whyNot}
            onClick={() => setEntering(true)}
          >
            {w.papers.enter}
          </Button>
        }
      />
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 1.5 }}>
        <Tabs value={tab} aria-label={w.tabsLabel} variant="scrollable" component="nav">
          {remediationTabs.map((one) => (
            <Tab
              key={one}
              value={one}
              label={w.tabs[one]}
              component={Link}
              to={remediationAddress(one, {}, scopeParams(params))}
              aria-current={one === tab ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <RemediationFilters filter={filter} tab={tab} />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: 'minmax(0, 1fr)',
            md: openId === null ? 'minmax(0, 1fr)' : 'minmax(0, 1fr) minmax(0, 27rem)',
          },
        }}
      >
        <Box sx={{ minWidth: 0 }}>
          {tab === 'list' ? (
            <ListTab filter={filter} today={today} openId={openId} />
          ) : tab === 'agencies' ? (
            <AgenciesTab filter={filter} today={today} subtitle={subtitle} />
          ) : tab === 'calendar' ? (
            <CalendarTab filter={filter} today={today} subtitle={subtitle} />
          ) : tab === 'ageing' ? (
            <AgeingTab filter={filter} today={today} subtitle={subtitle} />
          ) : (
            <PapersTab filter={filter} today={today} subtitle={subtitle} onEnter={() => setEntering(true)} />
          )}
        </Box>
        {openId === null ? null : <RecordPanel id={openId} today={today} onClose={closeRecord} />}
      </Box>
      {entering ? (
        <PaperDialog
          planId={filter.planId ?? null}
          agencyId={filter.agencyId ?? null}
          today={today}
          onClose={() => setEntering(false)}
        />
      ) : null}
    </>
  );
}

// One periodic report: its head with days and documents, and its three tabs, each loaded when it is first opened.
import { Suspense, lazy, useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link, useNavigate, useParams } from 'react-router';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { FormSkeleton, Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayRange, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { isUnfilled } from './annex-grid.ts';
import { OverLine } from './OverLine.tsx';
import { ReportDocuments } from './ReportDocuments.tsx';
import { ReportFacts } from './ReportFacts.tsx';
import { dueWords, reportTones, sentOf } from './report-words.ts';
import type { ReportTabProps } from './use-figures.ts';

const scripts = {
  write: async () => ({ default: (await import('./WritingTab.tsx')).WritingTab }),
  annex: async () => ({ default: (await import('./AnnexTab.tsx')).AnnexTab }),
  board: async () => ({ default: (await import('./BoardTab.tsx')).BoardTab }),
} as const;
const tabs = {
  write: lazy(scripts.write),
  annex: lazy(scripts.annex),
  board: lazy(scripts.board),
} as const;
type TabName = keyof typeof tabs;
const tabNames = ['write', 'annex', 'board'] as const;

export function ReportPage() {
  const { reportId = '', tab } = useParams();
  const today = useQueryOf('system.status', {}).data?.today;
  const query = useQueryOf(
    'periodReports.get',
    { id: reportId, today: today ?? '2000-01-01' },
    { enabled: today !== undefined },
  );
  const name = tab === undefined ? 'write' : tabNames.find((one) => one === tab);
  // The tab's script comes beside the report's data, not after it; a failure shows when the tab is drawn.
  useEffect(() => {
    if (name !== undefined) scripts[name]().catch(() => {});
  }, [name]);
  const gone = query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION';
  if (name === undefined || (gone && query.data === undefined)) return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(detail) =>
        today === undefined ? null : (
          <OwnedBy officeId={detail.report.originOfficeId}>
            <ReportScreen key={detail.report.id} detail={detail} today={today} tab={name} />
          </OwnedBy>
        )
      }
    </Loaded>
  );
}

function ReportScreen({ detail, today, tab }: ReportTabProps & { readonly tab: TabName }) {
  const t = useText();
  const w = t.periodic;
  const navigate = useNavigate();
  const remove = useCommand('periodReports.delete');
  const [editing, setEditing] = useState(false);
  const { report, sections, annex } = detail;
  const Screen = tabs[tab];
  useEffect(() => rememberOpened(`/reports/${report.id}`, report.title), [report.id, report.title]);
  const due = report.state === 'issued' ? null : dueWords(report.dueOn, today, t);
  const withFigure = annex.filter(({ isGroup }) => !isGroup);
  const counts: Readonly<Record<TabName, string | null>> = {
    write: `${formatCount(report.filled)}/${formatCount(report.sections)}`,
    annex: `${formatCount(withFigure.filter((line) => !isUnfilled(line)).length)}/${formatCount(withFigure.length)}`,
    board:
      report.board.required === 0
        ? null
        : `${formatCount(sentOf(report.board))}/${formatCount(report.board.required)}`,
  };
  async function drop() {
    try {
      await flushAll();
      // What was just typed has given the row another rev.
      const { rev } = (await call('periodReports.get', { id: report.id, today })).report;
      if ((await remove.run({ id: report.id, rev })) === undefined) return;
    } catch (error) {
      showError(error);
      return;
    }
    showUndo(w.deleted(report.title));
    void navigate(`/reports?year=${String(report.year)}`);
  }
  return (
    <>
      <IllustrativeBanner show={report.illustrative} />
      <PageHeader
        title={report.title}
        back={{ to: `/reports?year=${String(report.year)}`, label: `${w.title} ${String(report.year)}` }}
        meta={
          <>
            <StatusChip tone={reportTones[report.state]} label={w.states[report.state]} />
            <span>{w.facts.data(dayRange(report.periodFrom, report.periodTo, ''))}</span>
            {report.agencyDueOn === null ? null : (
              <span>{w.facts.agencyDue(shortDay(report.agencyDueOn))}</span>
            )}
            <span>
              {w.facts.due(report.dueOn === null ? w.noDue : shortDay(report.dueOn))}
              {due === null ? null : (
                <Box component="strong" sx={{ color: due.tone, fontWeight: 600 }}>
                  {` (${due.text})`}
                </Box>
              )}
            </span>
            <ProvenanceMark provenance={report.provenance} />
          </>
        }
        secondary={
          <OursOnly>
            <Button aria-expanded={editing} onClick={() => setEditing(!editing)}>
              {w.facts.edit}
            </Button>
          </OursOnly>
        }
        action={<ReportDocuments detail={detail} />}
      />
      <OverLine detail={detail} onChoose={() => setEditing(true)} />
      {editing ? (
        <ReportFacts
          report={report}
          today={today}
          removing={remove.pending}
          onDelete={() => void drop()}
          onClose={() => setEditing(false)}
        />
      ) : null}
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 1.5 }}>
        <Tabs value={tab} aria-label={w.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((name) => (
            <Tab
              key={name}
              value={name}
              component={Link}
              to={name === 'write' ? `/reports/${report.id}` : `/reports/${report.id}/${name}`}
              aria-current={name === tab ? 'page' : undefined}
              label={
                <span>
                  {w.tabs[name]}{' '}
                  {counts[name] === null ? null : (
                    <Box component="span" sx={{ ml: 0.5, fontWeight: 400, color: 'text.secondary' }}>
                      {counts[name]}
                    </Box>
                  )}
                </span>
              }
            />
          ))}
        </Tabs>
      </Box>
      <Suspense fallback={tab === 'write' ? <FormSkeleton rows={sections.length} /> : <TableSkeleton />}>
        <Screen detail={detail} today={today} />
      </Suspense>
    </>
  );
}

// Which agencies of a round have reported on themselves: what is missing and late first, the forms of all in one file.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { SelfReport } from '../../../core/contract/self-reports.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { saveFile } from '../../components/save-file.ts';
import { SheetActions } from '../../components/SheetActions.tsx';
import { Loaded, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { selfState } from './self-state.ts';

const open: ReadonlySet<SelfReport['state']> = new Set(['waiting', 'overdue', 'arrived_late']);

interface SelfReportsBlockProps {
  readonly planId: string;
  readonly hasCriteria: boolean;
}
export function SelfReportsBlock({ planId, hasCriteria }: SelfReportsBlockProps) {
  const today = useQueryOf('system.status', {}).data?.today;
  const list = useQueryOf(
    'selfReports.list',
    { planId, today: today ?? '1970-01-01' },
    { enabled: today !== undefined },
  );
  return (
    <Loaded query={list} skeleton={<TableSkeleton rows={3} />}>
      {(reports) => <Reports planId={planId} hasCriteria={hasCriteria} reports={reports} />}
    </Loaded>
  );
}

interface ReportsProps extends SelfReportsBlockProps {
  readonly reports: readonly SelfReport[];
}
function Reports({ planId, hasCriteria, reports }: ReportsProps) {
  const t = useText();
  const w = t.selfReports.round;
  const [busy, setBusy] = useState(false);
  const [shown, setShown] = useState<'open' | 'all'>('open');
  const asked = reports.filter(({ state }) => state !== 'excused');
  const count = (...states: readonly SelfReport['state'][]) =>
    asked.filter(({ state }) => states.includes(state)).length;
  const late = count('arrived_late');
  const overdue = count('overdue');
  const summary = [
    w.summary(formatCount(count('arrived', 'arrived_late')), formatCount(asked.length)),
    ...(late === 0 ? [] : [w.late(formatCount(late))]),
    ...(overdue === 0 ? [] : [w.overdue(formatCount(overdue))]),
  ].join(' · ');
  const rows = shown === 'all' ? reports : reports.filter(({ state }) => open.has(state));

  async function exportAll() {
    setBusy(true);
    try {
      await flushAll();
      const { file, count: made } = await call('selfReports.workbooks', { planId });
      saveFile(file);
      showNotice(w.exported(formatCount(made)));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  const columns: readonly Column<SelfReport>[] = [
    {
      key: 'agency',
      label: w.agency,
      sortBy: (row) => row.agencyName,
      render: (row) => <RowLink to={`/visits/${row.visitId}/self`}>{row.agencyName}</RowLink>,
    },
    {
      key: 'due',
      label: w.dueOn,
      nowrap: true,
      sortBy: (row) => row.effectiveDueOn,
      render: (row) => dayOrBlank(row.effectiveDueOn),
    },
    {
      key: 'arrived',
      label: w.arrivedOn,
      nowrap: true,
      sortBy: (row) => row.arrivedOn,
      render: (row) => dayOrBlank(row.arrivedOn),
    },
    {
      key: 'paper',
      label: w.paper,
      wideOnly: true,
      render: (row) =>
        [[row.number, row.symbol].filter((part) => part !== null).join('/'), dayOrBlank(row.documentDate)]
          .filter((part) => part !== '')
          .join(', '),
    },
    {
      key: 'answers',
      label: w.answers,
      align: 'right',
      nowrap: true,
      sortBy: (row) => row.answered,
      render: (row) => `${formatCount(row.answered)}/${formatCount(row.applicable)}`,
    },
    {
      key: 'state',
      label: w.state,
      nowrap: true,
      sortBy: (row) => selfState(row, t).label,
      render: (row) => <StatusChip {...selfState(row, t)} />,
    },
  ];
  return (
    <Box component="section" aria-labelledby="self-reports-title">
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', mb: 1 }}>
        <Typography variant="h2" id="self-reports-title">
          {w.title}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {summary}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1, ml: 'auto', flexWrap: 'wrap' }}>
          <ChoiceToggle
            label={w.show}
            value={shown}
            choices={[
              { value: 'open', label: w.onlyOpen },
              { value: 'all', label: w.all },
            ]}
            onChange={setShown}
          />
          <SheetActions planId={planId} kind="self_reports" />
          <Button variant="outlined" disabled={busy || !hasCriteria} onClick={() => void exportAll()}>
            {busy ? t.selfReports.exporting : w.exportAll}
          </Button>
        </Box>
      </Box>
      {rows.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.allHere}
        </Typography>
      ) : (
        <ResponsiveTable
          label={w.title}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.visitId}
          rowTo={(row) => `/visits/${row.visitId}/self`}
          sortParam="selfSort"
        />
      )}
    </Box>
  );
}

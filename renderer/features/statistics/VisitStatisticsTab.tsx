// The statistics of a visit: which form answers it, its indicators against the limits of the round, and what of it goes
// into the checklist.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, useNavigate } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { StatisticsDetail } from '../../../core/contract/statistics.ts';
import { periodLabel } from '../../../core/rules/one-stop-periods.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { SelectField } from '../../components/Fields.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { DerivedPanel } from '../desk/DerivedPanel.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { NewReport } from './NewReport.tsx';
import { ThresholdTable } from './ThresholdTable.tsx';

type ForVisit = Output<'statistics.forVisit'>;
const AUTOMATIC = 'automatic';

export function VisitStatisticsTab({ workspace, readOnly }: VisitTabProps) {
  const found = useQueryOf('statistics.forVisit', { visitId: workspace.visit.id }, { keepPrevious: true });
  return (
    <Loaded query={found}>
      {(data) => <Statistics data={data} workspace={workspace} readOnly={readOnly} />}
    </Loaded>
  );
}

function Statistics({ data, workspace, readOnly }: VisitTabProps & { readonly data: ForVisit }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const navigate = useNavigate();
  const { visit, plan } = workspace;
  const choose = useCommand('statistics.chooseForVisit');
  const [creating, setCreating] = useState(false);
  const make = readOnly ? undefined : (
    <Button variant={data.detail === null ? 'contained' : 'text'} onClick={() => setCreating(true)}>
      {w.visit.make}
    </Button>
  );
  return (
    <Box sx={{ display: 'grid', gap: 2.5, alignContent: 'start', px: 2.5, py: 2 }}>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        {data.candidates.length === 0 ? null : (
          <Box sx={{ width: '34rem', maxWidth: '100%' }}>
            <SelectField
              label={w.visit.report}
              value={data.chosenId ?? AUTOMATIC}
              disabled={readOnly || choose.pending}
              choices={[
                { value: AUTOMATIC, label: automaticLabel(data, w.visit.automatic, language) },
                ...data.candidates.map(({ id, periodFrom, periodTo }) => ({
                  value: id,
                  label: periodLabel({ from: periodFrom, to: periodTo }, language),
                })),
              ]}
              onChange={(next) =>
                void choose.run({ visitId: visit.id, reportId: next === AUTOMATIC ? null : next })
              }
            />
          </Box>
        )}
        {data.detail === null ? null : (
          <>
            <Button component={Link} to={`/statistics/${data.detail.report.id}`} variant="outlined">
              {w.visit.open}
            </Button>
            <SheetActions
              planId={plan.id}
              kind="statistics"
              visitId={visit.id}
              reportId={data.detail.report.id}
            />
            {make}
          </>
        )}
      </Box>
      {data.detail === null ? (
        <EmptyState title={w.visit.none} text={w.visit.noneText} action={make} />
      ) : (
        <>
          <Unexplained detail={data.detail} />
          <ThresholdTable
            detail={data.detail}
            planId={plan.id}
            criteria={workspace.criteria}
            readOnly={readOnly}
          />
        </>
      )}
      <Box component="section" aria-label={w.visit.derived}>
        <Typography variant="h2" sx={{ mb: 1 }}>
          {w.visit.derived}
        </Typography>
        <DerivedPanel visitId={visit.id} />
      </Box>
      {creating ? (
        <NewReport
          agency={{ id: visit.agencyId, name: visit.agencyName }}
          onClose={() => setCreating(false)}
          onMade={({ report }) => void navigate(`/statistics/${report.id}`)}
          onExisting={(id) => void navigate(`/statistics/${id}`)}
        />
      ) : null}
    </Box>
  );
}

/** What the periods tell, where nobody chose: named, so that one sees which it is. */
function automaticLabel({ chosenId, detail }: ForVisit, label: string, language: 'vi' | 'en'): string {
  if (chosenId !== null || detail === null) return label;
  const { periodFrom, periodTo } = detail.report;
  return `${label}: ${periodLabel({ from: periodFrom, to: periodTo }, language)}`;
}

function Unexplained({ detail }: { readonly detail: StatisticsDetail }) {
  const w = useText().statistics;
  const open = detail.checks.filter(({ explanation }) => explanation === null).length;
  return open === 0 ? null : <Alert severity="warning">{w.visit.warned(formatCount(open))}</Alert>;
}

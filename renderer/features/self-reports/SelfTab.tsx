// The agency's own word before the visit: its report, the form that goes out and comes back, and its answers beside the
// team's.
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { saveFile } from '../../components/save-file.ts';
import { EmptyState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { SelfAnswers } from './SelfAnswers.tsx';
import { selfFilters, selfLines, shownLines } from './self-lines.ts';
import { SelfReportForm } from './SelfReportForm.tsx';
import { selfState } from './self-state.ts';

export function SelfTab({ workspace, readOnly }: VisitTabProps) {
  const today = useQueryOf('system.status', {}).data?.today;
  const found = useQueryOf(
    'selfReports.get',
    { visitId: workspace.visit.id, today: today ?? '1970-01-01' },
    { enabled: today !== undefined },
  );
  return (
    <Box sx={{ px: 2.5, py: 2, display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Loaded query={found} skeleton={<FormSkeleton />}>
        {(data) => <Self workspace={workspace} readOnly={readOnly} data={data} today={today ?? ''} />}
      </Loaded>
    </Box>
  );
}

interface SelfProps extends VisitTabProps {
  readonly data: Output<'selfReports.get'>;
  readonly today: string;
}
function Self({ workspace, readOnly, data, today }: SelfProps) {
  const t = useText();
  const w = t.selfReports;
  const { visit, plan, criteria, domains } = workspace;
  const { report, answers } = data;
  const [params, setParams] = useSearchParams();
  const filter = selfFilters.find((one) => one === params.get('show')) ?? 'all';
  const [busy, setBusy] = useState(false);
  const [importing, setImporting] = useState(false);
  const clear = useCommand('selfReports.clearAnswers');
  const lines = useMemo(
    () => selfLines(criteria, answers, workspace.answers, plan.scoring),
    [criteria, answers, workspace.answers, plan.scoring],
  );
  const shown = shownLines(lines, filter);
  const state = selfState(report, t);
  const hasForm = criteria.length > 0;

  async function exportForm() {
    setBusy(true);
    try {
      await flushAll();
      saveFile(await call('selfReports.workbook', { visitId: visit.id }));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  async function clearAll() {
    if (await clear.run({ visitId: visit.id })) showUndo(w.cleared);
  }
  const acts = (
    <>
      <Button variant="outlined" disabled={busy || !hasForm} onClick={() => void exportForm()}>
        {busy ? w.exporting : w.exportForm}
      </Button>
      <Button variant="outlined" disabled={readOnly || !hasForm} onClick={() => setImporting(true)}>
        {w.importForm}
      </Button>
    </>
  );
  return (
    <>
      <Box component="section" aria-labelledby="self-report-title">
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', mb: 1.25 }}>
          <Typography variant="h2" id="self-report-title">
            {w.reportTitle}
          </Typography>
          <StatusChip tone={state.tone} label={state.label} />
          <Typography variant="body2" color="text.secondary">
            {report.excused
              ? ''
              : report.effectiveDueOn === null
                ? w.noDue
                : w.due(shortDay(report.effectiveDueOn))}
          </Typography>
        </Box>
        <SelfReportForm report={report} today={today} readOnly={readOnly} />
      </Box>
      <Box component="section" aria-labelledby="self-answers-title" sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, flexWrap: 'wrap', mb: 1 }}>
          <Typography variant="h2" id="self-answers-title">
            {w.answersTitle}
          </Typography>
          {answers.length === 0 ? null : (
            <Typography variant="body2" color="text.secondary">
              {w.answered(formatCount(report.answered), formatCount(report.applicable))}
            </Typography>
          )}
          <Box sx={{ display: 'flex', gap: 1, ml: 'auto', flexWrap: 'wrap' }}>
            {answers.length === 0 || readOnly ? null : (
              <Button color="error" disabled={clear.pending} onClick={() => void clearAll()}>
                {w.clear}
              </Button>
            )}
            {acts}
          </Box>
        </Box>
        {!hasForm ? (
          <EmptyState title={w.emptyTitle} text={w.noSet} />
        ) : answers.length === 0 ? (
          <EmptyState title={w.emptyTitle} text={w.emptyText} />
        ) : (
          <>
            <Box sx={{ mb: 1 }}>
              <ChoiceToggle
                label={w.show}
                value={filter}
                choices={selfFilters.map((value) => ({
                  value,
                  label: `${w.shown[value]} (${formatCount(shownLines(lines, value).length)})`,
                }))}
                onChange={(next) =>
                  setParams(
                    (before) => {
                      const after = new URLSearchParams(before);
                      if (next === 'all') after.delete('show');
                      else after.set('show', next);
                      return after;
                    },
                    { replace: true },
                  )
                }
              />
            </Box>
            {shown.length === 0 ? (
              <Typography variant="body2" color="text.secondary">
                {w.nothingShown}
              </Typography>
            ) : (
              <SelfAnswers domains={domains} lines={shown} scoring={plan.scoring} />
            )}
          </>
        )}
      </Box>
      {importing ? (
        <ImportWizard purpose="self_answers" targetId={visit.id} onClose={() => setImporting(false)} />
      ) : null}
    </>
  );
}

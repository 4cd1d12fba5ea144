// The agency's report on itself: by when it is due, when it came in under which number, or that none is required. One
// row that saves itself.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { SelfReport } from '../../../core/contract/self-reports.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { PaperFields } from '../../components/PaperFields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

const fieldNames = ['dueOn', 'arrivedOn', 'number', 'symbol', 'documentDate', 'excused', 'note'] as const;

interface SelfReportFormProps {
  readonly report: SelfReport;
  readonly today: string;
  readonly readOnly: boolean;
}
export function SelfReportForm({ report, today, readOnly }: SelfReportFormProps) {
  const t = useText();
  const w = t.selfReports;
  const { visitId } = report;
  const autosave = useAutosave<SelfReport>({
    rowKey: `self-report:${visitId}`,
    row: report,
    send: (rev, patch, meta) =>
      call('selfReports.save', { visitId, rev, patch: onlyFields(patch, fieldNames), today }, meta),
    reload: async () => (await call('selfReports.get', { visitId, today })).report,
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const labels: Readonly<Record<string, string>> = {
    dueOn: w.dueOn,
    arrivedOn: w.arrivedOn,
    number: w.number,
    symbol: w.symbol,
    documentDate: w.documentDate,
    excused: w.excused,
    note: w.note,
  };
  const byPlan = value.dueOn === null ? report.effectiveDueOn : null;
  const dueHint = byPlan === null ? undefined : w.dueByPlan(shortDay(byPlan));
  const disabled = readOnly || value.excused;
  return (
    <Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr 1fr', md: '9.5rem 6rem 9rem 9.5rem 9.5rem 1fr' },
          gap: 1.25,
          alignItems: 'start',
        }}
      >
        <DayField
          label={w.dueOn}
          value={value.dueOn}
          disabled={disabled}
          helperText={dueHint}
          error={faultOf('dueOn')}
          onChange={(day) => autosave.choose('dueOn', day)}
        />
        <PaperFields autosave={autosave} words={w} disabled={disabled} />
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          maxLength={4000}
          disabled={readOnly}
        />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mt: 0.5 }}>
        <FormControlLabel
          label={w.excused}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={value.excused}
              disabled={readOnly}
              onChange={(_event, on) => autosave.choose('excused', on)}
            />
          }
        />
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      </Box>
    </Box>
  );
}

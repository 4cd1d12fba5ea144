// Name, days and deadlines of a report, and which annual plan it counts; one row that saves itself.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ParPlan } from '../../../core/contract/tasks.ts';
import type { PeriodReport } from '../../../core/contract/period-reports.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useOffices } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';

const fieldNames = [
  'title',
  'periodFrom',
  'periodTo',
  'dueOn',
  'agencyDueOn',
  'parPlanId',
  'note',
  'offices',
] as const;

interface ReportFactsProps {
  readonly report: PeriodReport;
  readonly today: string;
  readonly removing: boolean;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}
export function ReportFacts({ report, today, removing, onDelete, onClose }: ReportFactsProps) {
  const t = useText();
  const w = t.periodic;
  const { id } = report;
  const plans = useQueryOf('parPlans.list', { year: report.year });
  const autosave = useAutosave<PeriodReport>({
    rowKey: `period-report:${id}`,
    row: report,
    send: (rev, patch, meta) =>
      call('periodReports.update', { id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames), today }, meta),
    reload: async () => (await call('periodReports.get', { id, today })).report,
  });
  const { value, state } = autosave;
  const offices = useOffices();
  const isChoice = (plan: ParPlan) =>
    plan.id === value.parPlanId || offices.foreignName(plan.originOfficeId) === null;
  const others = offices.list.filter(({ id: officeId }) => officeId !== report.originOfficeId);
  const chooses = others.length > 0 || value.offices !== 'own';
  const isGone = !['own', 'all', ...others.map(({ id: officeId }) => officeId)].includes(value.offices);
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const labels: Readonly<Record<string, string>> = w.fields;
  return (
    <Box
      component="section"
      aria-label={w.facts.title}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        p: 1.5,
        mb: 1.5,
      }}
    >
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: { xs: '1fr 1fr', lg: 'minmax(0, 2fr) repeat(4, minmax(9.5rem, 1fr))' },
        }}
      >
        <AutoText autosave={autosave} field="title" label={w.fields.title} required maxLength={500} wraps />
        <DayField
          label={w.fields.periodFrom}
          value={value.periodFrom}
          required
          error={faultOf('periodFrom')}
          onChange={(day) => {
            if (day !== null) autosave.choose('periodFrom', day);
          }}
        />
        <DayField
          label={w.fields.periodTo}
          value={value.periodTo}
          required
          error={faultOf('periodTo')}
          onChange={(day) => {
            if (day !== null) autosave.choose('periodTo', day);
          }}
        />
        <DayField
          label={w.fields.agencyDueOn}
          value={value.agencyDueOn}
          error={faultOf('agencyDueOn')}
          onChange={(day) => autosave.choose('agencyDueOn', day)}
        />
        <DayField
          label={w.fields.dueOn}
          value={value.dueOn}
          error={faultOf('dueOn')}
          onChange={(day) => autosave.choose('dueOn', day)}
        />
        <SelectField
          label={w.fields.parPlanId}
          value={value.parPlanId}
          emptyLabel={w.fields.ownPlan}
          choices={(plans.data ?? []).filter(isChoice).map((plan) => ({
            value: plan.id,
            label: plan.agencyName === null ? plan.title : `${plan.title} (${plan.agencyName})`,
          }))}
          onChange={(next) => autosave.choose('parPlanId', next)}
        />
        {chooses ? (
          <Box sx={{ display: 'grid', gridColumn: { lg: 'span 2' } }}>
            <SelectField
              label={w.over.label}
              value={value.offices}
              choices={[
                { value: 'own', label: w.over.choices.own },
                { value: 'all', label: w.over.choices.all },
                ...others.map(({ id: officeId, name }) => ({ value: officeId, label: name })),
                ...(isGone ? [{ value: value.offices, label: t.offices.unknown }] : []),
              ]}
              helperText={value.offices === 'all' ? w.over.annexRule : undefined}
              onChange={(next) => autosave.choose('offices', next ?? 'own')}
            />
          </Box>
        ) : null}
        <Box sx={{ gridColumn: { lg: chooses ? 'span 2' : 'span 4' } }}>
          <AutoText
            autosave={autosave}
            field="note"
            label={w.fields.note}
            nullable
            multiline
            minRows={1}
            maxLength={20_000}
          />
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 1 }}>
        <MayButton method="periodReports.delete" color="secondary" disabled={removing} onClick={onDelete}>
          {w.delete}
        </MayButton>
        <SaveStateLabel state={state} quiet />
        <Button onClick={onClose} sx={{ ml: 'auto' }}>
          {w.facts.close}
        </Button>
      </Box>
    </Box>
  );
}

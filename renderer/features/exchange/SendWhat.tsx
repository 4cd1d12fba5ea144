// The first step of sending: which part of the data, with what beside it, and at once what the package would hold.
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { UseQueryResult } from '@tanstack/react-query';
import type { SendPreview, SendScope } from '../../../core/contract/exchange.ts';
import type { ApiError } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { Disclosure } from '../../components/Disclosure.tsx';
import { DayField, SelectField } from '../../components/Fields.tsx';
import { FormSkeleton } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { periodChoices } from './arrival-periods.ts';
import { CountsTable } from './CountsTable.tsx';
import { rowsIn, sizeOf } from './exchange-words.ts';
import { ChoiceLine } from './PlaceChooser.tsx';
import { Fault } from './SealNotice.tsx';
import { isWholeScope, scopeKinds } from './send-state.ts';

interface SendWhatProps {
  readonly scope: SendScope;
  readonly onChange: (scope: SendScope) => void;
  readonly preview: UseQueryResult<SendPreview, ApiError>;
  /** Whether anything of other offices has been taken here. */
  readonly hasOthers: boolean;
}

export function SendWhat({ scope, onChange, preview, hasOthers }: SendWhatProps) {
  const t = useText();
  const w = t.exchange.sending;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 24rem)' },
      }}
    >
      <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 0.75 }}>
        <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: '1.0625rem', fontWeight: 600 }}>
          {w.scope}
        </Box>
        {scopeKinds.map((kind) => (
          <ChoiceLine
            key={kind}
            title={t.exchange.kinds[kind]}
            text={w.scopeText[kind]}
            checked={scope.kind === kind}
            onChoose={() => onChange({ ...scope, kind })}
          >
            {kind === 'plan' ? (
              <PlanChoice planId={scope.planId} onChange={(planId) => onChange({ ...scope, planId })} />
            ) : kind === 'period' ? (
              <PeriodChoice scope={scope} onChange={onChange} />
            ) : undefined}
          </ChoiceLine>
        ))}
        <Box sx={{ mt: 1.5, display: 'grid', gap: 0.75 }}>
          <Switch
            label={w.evidence}
            hint={w.evidenceHint}
            checked={scope.evidence}
            onChange={(evidence) => onChange({ ...scope, evidence })}
          />
          <Switch
            label={w.personal}
            hint={w.personalHint}
            checked={scope.personal}
            onChange={(personal) => onChange({ ...scope, personal })}
          />
          {hasOthers ? (
            <Switch
              label={w.others}
              hint={w.othersHint}
              checked={scope.others}
              onChange={(others) => onChange({ ...scope, others })}
            />
          ) : null}
        </Box>
      </Box>
      <PreviewPanel scope={scope} preview={preview} />
    </Box>
  );
}

interface SwitchProps {
  readonly label: string;
  readonly hint: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}
function Switch({ label, hint, checked, onChange }: SwitchProps) {
  return (
    <Box>
      <FormControlLabel
        label={label}
        slotProps={{ typography: { variant: 'body2', sx: { fontWeight: 500 } } }}
        control={<Checkbox size="small" checked={checked} onChange={(_event, on) => onChange(on)} />}
        sx={{ ml: -1 }}
      />
      <Typography variant="caption" color="text.secondary" component="p" sx={{ ml: 3.75, mt: -0.75 }}>
        {hint}
      </Typography>
    </Box>
  );
}

interface PlanChoiceProps {
  readonly planId: string | null;
  readonly onChange: (planId: string | null) => void;
}
function PlanChoice({ planId, onChange }: PlanChoiceProps) {
  const w = useText().exchange.sending;
  const plans = useQueryOf('plans.list', {}).data ?? [];
  return (
    <SelectField
      label={w.plan}
      value={plans.some(({ id }) => id === planId) ? planId : null}
      emptyLabel={w.choosePlan}
      choices={plans.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={onChange}
    />
  );
}

const OWN = 'own';
interface PeriodChoiceProps {
  readonly scope: SendScope;
  readonly onChange: (scope: SendScope) => void;
}
function PeriodChoice({ scope, onChange }: PeriodChoiceProps) {
  const w = useText().exchange.sending;
  const today = useQueryOf('system.status', {}).data?.today;
  const schedule = useQueryOf('settings.get', {}).data?.values.reportSchedule ?? [];
  const choices = today === undefined ? [] : periodChoices(schedule, today);
  const known = choices.find(({ from, to }) => from === scope.periodFrom && to === scope.periodTo);
  const { periodFrom, periodTo } = scope;
  const turned = periodFrom !== null && periodTo !== null && periodFrom > periodTo;
  return (
    <>
      <SelectField
        label={w.period}
        value={known?.key ?? OWN}
        choices={[
          { value: OWN, label: w.ownPeriod },
          ...choices.map(({ key, name }) => ({ value: key, label: name })),
        ]}
        onChange={(key) => {
          const chosen = choices.find((one) => one.key === key);
          onChange({ ...scope, periodFrom: chosen?.from ?? null, periodTo: chosen?.to ?? null });
        }}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
        <DayField
          label={w.from}
          value={periodFrom}
          onChange={(next) => onChange({ ...scope, periodFrom: next })}
        />
        <DayField
          label={w.to}
          value={periodTo}
          error={turned ? w.periodOrder : undefined}
          onChange={(next) => onChange({ ...scope, periodTo: next })}
        />
      </Box>
    </>
  );
}

interface PreviewPanelProps {
  readonly scope: SendScope;
  readonly preview: UseQueryResult<SendPreview, ApiError>;
}
function PreviewPanel({ scope, preview }: PreviewPanelProps) {
  const t = useText();
  const w = t.exchange.sending;
  const { data } = preview;
  const whole = isWholeScope(scope);
  return (
    <Box
      component="section"
      aria-label={w.preview}
      aria-busy={preview.isFetching}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        px: 2,
        py: 1.5,
        position: { md: 'sticky' },
        top: 0,
      }}
    >
      <Typography variant="h2" sx={{ mb: 1 }}>
        {w.preview}
      </Typography>
      {!whole ? (
        <Typography variant="body2" color="text.secondary">
          {scope.kind === 'plan' ? w.incomplete.plan : w.incomplete.period}
        </Typography>
      ) : preview.error !== null && !preview.isFetching ? (
        <Fault error={preview.error} onRetry={() => void preview.refetch()} />
      ) : data === undefined ? (
        <FormSkeleton rows={4} />
      ) : (
        <Box sx={{ display: 'grid', gap: 1 }}>
          <Typography component="output" variant="body2" color="text.secondary" aria-live="polite">
            {preview.isFetching ? w.counting : scopeLine(t, scope, data)}
          </Typography>
          <Box
            component="ul"
            sx={{
              m: 0,
              pl: 2.5,
              fontSize: '0.875rem',
              lineHeight: 1.7,
              '& > li:first-of-type': { fontWeight: 600 },
            }}
          >
            <li>{w.rows(formatCount(rowsIn(data.counts)))}</li>
            <li>
              {data.files === 0 ? w.noFiles : w.files(formatCount(data.files), sizeOf(t, data.fileBytes))}
            </li>
            {data.deletions === 0 ? null : <li>{w.deletions(formatCount(data.deletions))}</li>}
            {data.offices > 1 ? <li>{w.offices(formatCount(data.offices))}</li> : null}
          </Box>
          {data.missingFiles === 0 ? null : (
            <Alert severity="warning" variant="outlined">
              {w.missingFiles(formatCount(data.missingFiles))}
            </Alert>
          )}
          {rowsIn(data.counts) === 0 && data.deletions === 0 ? (
            <Alert severity="info" variant="outlined">
              {w.nothing}
            </Alert>
          ) : (
            <Disclosure label={t.exchange.details}>
              <CountsTable label={t.exchange.panel.counts} counts={data.counts} maxHeight="18rem" />
            </Disclosure>
          )}
        </Box>
      )}
    </Box>
  );
}

function scopeLine(t: ReturnType<typeof useText>, scope: SendScope, preview: SendPreview): string {
  const w = t.exchange.sending;
  if (scope.kind === 'since' && preview.kind === 'complete') return w.becameComplete;
  return preview.previousAt === null ? preview.title : w.sinceLast(momentOf(preview.previousAt));
}

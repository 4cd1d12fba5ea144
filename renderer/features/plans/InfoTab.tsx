// The facts of a plan: every field saves itself; what the source does not say stays empty.
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MuiLink from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Plan, PlanDetail } from '../../../core/contract/plans.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, CountField, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useOffices } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { CoverageBlock } from './CoverageBlock.tsx';
import { DeadlinesEditor } from './DeadlinesEditor.tsx';
import { Part, Section, YearField, useFieldJump } from './FormParts.tsx';
import { Grounds } from './Grounds.tsx';

const forms = ['direct', 'by_report', 'digital', 'surprise', 'thematic'] as const;

export function InfoTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const i = t.plans.info;
  const { plan } = detail;
  const autosave = useAutosave<Plan>({
    rowKey: `plan:${plan.id}`,
    row: plan,
    send: (rev, patch, meta) => call('plans.update', { id: plan.id, rev: rev ?? 1, patch }, meta),
    reload: async () => (await call('plans.get', { id: plan.id })).plan,
  });
  const { value, state } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const issuers = useQueryOf('issuers.list', {});
  const sets = useQueryOf('criteriaSets.list', {});
  const offices = useOffices();
  const isOurs = (officeId: string | undefined) => offices.foreignName(officeId) === null;
  const today = useQueryOf('system.status', {}).data?.today ?? null;
  useFieldJump();
  // The list is of our own issuers; a round of another office names its own.
  const known = [
    ...(issuers.data ?? []),
    ...[detail.issuer, detail.noticeIssuer].filter((one) => one !== null),
  ];
  const issuerChoices = [...new Map(known.map(({ id, name }) => [id, name]))].map(([value, label]) => ({
    value,
    label,
  }));
  const labels: Readonly<Record<string, string>> = i as unknown as Record<string, string>;
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 46rem) minmax(16rem, 1fr)' },
        gap: 4,
        alignItems: 'start',
      }}
    >
      <Box>
        <ConflictNotice
          autosave={autosave}
          labelOf={(field) => (typeof labels[field] === 'string' ? labels[field] : field)}
        />
        {state.kind === 'error' && state.error.fields === undefined ? (
          <Box sx={{ mb: 2 }}>
            <ErrorState error={state.error} compact onRetry={() => void autosave.flush()} />
          </Box>
        ) : null}
        <Section title={i.paper}>
          <Part field="title">
            <AutoText autosave={autosave} field="title" label={i.title} required wraps maxLength={500} />
          </Part>
          <Part span={2} field="year">
            <YearField
              value={value.year}
              label={i.year}
              onChange={(year) => autosave.choose('year', year)}
              error={faultOf('year')}
            />
          </Part>
          <Part span={3} field="number">
            <AutoText autosave={autosave} field="number" label={i.number} nullable maxLength={60} />
          </Part>
          <Part span={4} field="symbol">
            <AutoText autosave={autosave} field="symbol" label={i.symbol} nullable maxLength={60} />
          </Part>
          <Part span={3} field="documentDate">
            <DayField
              label={i.documentDate}
              value={value.documentDate}
              onChange={(day) => autosave.choose('documentDate', day)}
              error={faultOf('documentDate')}
            />
          </Part>
          <Part field="subject">
            <AutoText autosave={autosave} field="subject" label={i.subject} nullable wraps maxLength={1000} />
          </Part>
          <Part span={6} field="issuerId">
            <SelectField
              label={i.issuer}
              value={value.issuerId}
              choices={issuerChoices}
              emptyLabel={i.noIssuer}
              onChange={(id) => autosave.choose('issuerId', id)}
            />
          </Part>
          <Part span={6} field="noticeIssuerId">
            <SelectField
              label={i.noticeIssuer}
              value={value.noticeIssuerId}
              choices={issuerChoices}
              emptyLabel={i.noIssuer}
              onChange={(id) => autosave.choose('noticeIssuerId', id)}
              helperText={
                <MuiLink component={Link} to="/settings/issuers">
                  {i.issuersLink}
                </MuiLink>
              }
            />
          </Part>
        </Section>
        <Section title={i.grounds}>
          <Part field="legalGrounds">
            <Grounds autosave={autosave} today={today} />
          </Part>
        </Section>
        <Section title={i.period}>
          <Part span={3} field="reviewPeriodFrom">
            <DayField
              label={i.reviewFrom}
              value={value.reviewPeriodFrom}
              onChange={(day) => autosave.choose('reviewPeriodFrom', day)}
            />
          </Part>
          <Part span={3} field="reviewPeriodTo">
            <DayField
              label={i.reviewTo}
              value={value.reviewPeriodTo}
              onChange={(day) => autosave.choose('reviewPeriodTo', day)}
              error={faultOf('reviewPeriodTo')}
            />
          </Part>
          <Part span={6} field="reviewPeriodText">
            <AutoText
              autosave={autosave}
              field="reviewPeriodText"
              label={i.reviewText}
              nullable
              maxLength={300}
            />
          </Part>
          <Part span={12} field="contents">
            <AutoText
              autosave={autosave}
              field="contents"
              label={i.contents}
              nullable
              multiline
              maxLength={4000}
            />
          </Part>
          <Part span={3} field="startsOn">
            <DayField
              label={i.startsOn}
              value={value.startsOn}
              onChange={(day) => autosave.choose('startsOn', day)}
            />
          </Part>
          <Part span={3} field="endsOn">
            <DayField
              label={i.endsOn}
              value={value.endsOn}
              onChange={(day) => autosave.choose('endsOn', day)}
              error={faultOf('endsOn')}
            />
          </Part>
          <Part field="inspectionForms">
            <Typography variant="body2" color="text.secondary" id="forms-label">
              {i.forms}
            </Typography>
            <Box
              role="group"
              aria-labelledby="forms-label"
              sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}
            >
              {forms.map((form) => (
                <FormControlLabel
                  key={form}
                  label={t.labels.inspectionForm[form]}
                  slotProps={{ typography: { variant: 'body2' } }}
                  control={
                    <Checkbox
                      size="small"
                      checked={value.inspectionForms.includes(form)}
                      onChange={(_event, checked) =>
                        autosave.choose(
                          'inspectionForms',
                          forms.filter((one) =>
                            one === form ? checked : value.inspectionForms.includes(one),
                          ),
                        )
                      }
                    />
                  }
                />
              ))}
            </Box>
          </Part>
        </Section>
        <Section title={i.method}>
          <Part span={6} field="criteriaSetId">
            <SelectField
              label={i.criteriaSet}
              value={value.criteriaSetId}
              choices={(sets.data ?? [])
                .filter(({ id, originOfficeId }) => id === value.criteriaSetId || isOurs(originOfficeId))
                .map((set) => ({ value: set.id, label: set.name }))}
              emptyLabel={i.noCriteriaSet}
              onChange={(id) => autosave.choose('criteriaSetId', id)}
              error={faultOf('criteriaSetId')}
            />
          </Part>
          <Part span={6} field="scoring">
            <FormControlLabel
              label={i.scoring}
              slotProps={{ typography: { variant: 'body2' } }}
              control={
                <Switch
                  size="small"
                  checked={value.scoring}
                  onChange={(_event, on) => autosave.choose('scoring', on)}
                />
              }
            />
            <Typography variant="caption" color="text.secondary" component="p">
              {value.scoring ? i.scoringOn : i.scoringOff}
            </Typography>
          </Part>
        </Section>
        <Section title={i.demand}>
          <Part field="remediationDemand">
            <AutoText
              autosave={autosave}
              field="remediationDemand"
              label={i.remediationDemand}
              nullable
              multiline
              maxLength={4000}
            />
          </Part>
          <Part span={8} field="reportBackTo">
            <AutoText
              autosave={autosave}
              field="reportBackTo"
              label={i.reportBackTo}
              nullable
              maxLength={300}
            />
          </Part>
          <Part span={4} field="reportBackDueOn">
            <DayField
              label={i.reportBackDueOn}
              value={value.reportBackDueOn}
              onChange={(day) => autosave.choose('reportBackDueOn', day)}
            />
          </Part>
        </Section>
        <Section title={t.plans.deadlines.title}>
          <Part field="deadlines">
            <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 1 }}>
              {t.plans.deadlines.hint}
            </Typography>
            <DeadlinesEditor
              value={value.deadlines}
              onChange={(deadlines) => autosave.choose('deadlines', deadlines)}
            />
          </Part>
        </Section>
        <Section title={t.plans.coverage.title}>
          <Part span={3} field="coverageTarget">
            <CountField
              label={t.plans.coverage.target}
              value={value.coverageTarget}
              onChange={(target) => autosave.choose('coverageTarget', target)}
              error={faultOf('coverageTarget')}
              helperText={t.plans.coverage.targetHint}
            />
          </Part>
          <Part span={9} field="teamsComplete">
            <FormControlLabel
              label={t.plans.coverage.otherTeams}
              slotProps={{ typography: { variant: 'body2' } }}
              control={
                <Switch
                  size="small"
                  checked={!value.teamsComplete}
                  onChange={(_event, on) => autosave.choose('teamsComplete', !on)}
                />
              }
            />
            <Typography variant="caption" color="text.secondary" component="p">
              {t.plans.coverage.otherTeamsHint}
            </Typography>
          </Part>
          <Part>
            <CoverageBlock planId={plan.id} />
          </Part>
        </Section>
        <Section title={i.note}>
          <Part field="note">
            <AutoText
              autosave={autosave}
              field="note"
              label={i.note}
              nullable
              multiline
              helperText={i.noteHint}
              maxLength={20000}
            />
          </Part>
        </Section>
      </Box>
      {plan.sourceText === null ? null : <Source text={plan.sourceText} />}
    </Box>
  );
}

/** The published text of a sample round, whole, beside the form that was made from it. */
function Source({ text }: { readonly text: string }) {
  const t = useText();
  const i = t.plans.info;
  return (
    <Box
      component="aside"
      aria-label={i.source}
      sx={{ borderLeft: '1px solid', borderColor: 'divider', pl: 2.5, position: { lg: 'sticky' }, top: 0 }}
    >
      <Typography variant="h2">{i.source}</Typography>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 1 }}>
        {i.sourceHint}
      </Typography>
      <Box
        sx={{
          maxHeight: { lg: 'calc(100vh - 330px)' },
          minHeight: '12rem',
          overflow: 'auto',
          fontSize: '0.8125rem',
          lineHeight: 1.7,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          pr: 1,
        }}
        tabIndex={0}
        role="region"
        aria-label={i.source}
      >
        {text.replace(/\n\s*\n\s*\n+/g, '\n\n').trim()}
      </Box>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 1.5 }}>
        {i.legend}
      </Typography>
      {(['text', 'inferred', 'illustrative'] as const).map((kind) => (
        <Typography key={kind} variant="caption" component="p" color="text.secondary">
          <ProvenanceMark provenance={kind} /> {t.labels.provenance[kind]}
        </Typography>
      ))}
    </Box>
  );
}

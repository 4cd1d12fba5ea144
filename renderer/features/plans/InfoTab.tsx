// The facts of a plan: every field saves itself; what the source does not say stays empty.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import RemoveIcon from '@mui/icons-material/CloseOutlined';
import { Link } from 'react-router';
import type { Plan, PlanDetail } from '../../../core/contract/plans.ts';
import { call } from '../../api/client.ts';
import { isComposing, useAutosave } from '../../api/autosave.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

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
  const issuerChoices = (issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }));
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
          <Wide>
            <AutoText autosave={autosave} field="title" label={i.title} required wraps maxLength={500} />
          </Wide>
          <Part span={2}>
            <CountYear
              value={value.year}
              label={i.year}
              onChange={(year) => autosave.choose('year', year)}
              error={faultOf('year')}
            />
          </Part>
          <Part span={3}>
            <AutoText autosave={autosave} field="number" label={i.number} nullable maxLength={60} />
          </Part>
          <Part span={4}>
            <AutoText autosave={autosave} field="symbol" label={i.symbol} nullable maxLength={60} />
          </Part>
          <Part span={3}>
            <DayField
              label={i.documentDate}
              value={value.documentDate}
              onChange={(day) => autosave.choose('documentDate', day)}
              error={faultOf('documentDate')}
            />
          </Part>
          <Wide>
            <AutoText autosave={autosave} field="subject" label={i.subject} nullable wraps maxLength={1000} />
          </Wide>
          <Part span={6}>
            <SelectField
              label={i.issuer}
              value={value.issuerId}
              choices={issuerChoices}
              emptyLabel={i.noIssuer}
              onChange={(id) => autosave.choose('issuerId', id)}
            />
          </Part>
          <Part span={6}>
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
          <Wide>
            <Grounds autosave={autosave} />
          </Wide>
        </Section>
        <Section title={i.period}>
          <Part span={3}>
            <DayField
              label={i.reviewFrom}
              value={value.reviewPeriodFrom}
              onChange={(day) => autosave.choose('reviewPeriodFrom', day)}
            />
          </Part>
          <Part span={3}>
            <DayField
              label={i.reviewTo}
              value={value.reviewPeriodTo}
              onChange={(day) => autosave.choose('reviewPeriodTo', day)}
              error={faultOf('reviewPeriodTo')}
            />
          </Part>
          <Part span={6}>
            <AutoText
              autosave={autosave}
              field="reviewPeriodText"
              label={i.reviewText}
              nullable
              maxLength={300}
            />
          </Part>
          <Part span={12}>
            <AutoText
              autosave={autosave}
              field="contents"
              label={i.contents}
              nullable
              multiline
              maxLength={4000}
            />
          </Part>
          <Part span={3}>
            <DayField
              label={i.startsOn}
              value={value.startsOn}
              onChange={(day) => autosave.choose('startsOn', day)}
            />
          </Part>
          <Part span={3}>
            <DayField
              label={i.endsOn}
              value={value.endsOn}
              onChange={(day) => autosave.choose('endsOn', day)}
              error={faultOf('endsOn')}
            />
          </Part>
          <Wide>
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
          </Wide>
        </Section>
        <Section title={i.method}>
          <Part span={6}>
            <SelectField
              label={i.criteriaSet}
              value={value.criteriaSetId}
              choices={(sets.data ?? []).map((set) => ({ value: set.id, label: set.name }))}
              emptyLabel={i.noCriteriaSet}
              onChange={(id) => autosave.choose('criteriaSetId', id)}
              error={faultOf('criteriaSetId')}
            />
          </Part>
          <Part span={6}>
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
          <Wide>
            <AutoText
              autosave={autosave}
              field="remediationDemand"
              label={i.remediationDemand}
              nullable
              multiline
              maxLength={4000}
            />
          </Wide>
          <Part span={8}>
            <AutoText
              autosave={autosave}
              field="reportBackTo"
              label={i.reportBackTo}
              nullable
              maxLength={300}
            />
          </Part>
          <Part span={4}>
            <DayField
              label={i.reportBackDueOn}
              value={value.reportBackDueOn}
              onChange={(day) => autosave.choose('reportBackDueOn', day)}
            />
          </Part>
        </Section>
        <Section title={i.note}>
          <Wide>
            <AutoText
              autosave={autosave}
              field="note"
              label={i.note}
              nullable
              multiline
              helperText={i.noteHint}
              maxLength={20000}
            />
          </Wide>
        </Section>
      </Box>
      {plan.sourceText === null ? null : <Source text={plan.sourceText} />}
    </Box>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="section" sx={{ mb: 3 }}>
      <Typography variant="h2" sx={{ mb: 1.25 }}>
        {title}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(12, minmax(0, 1fr))',
          gap: 1.5,
          alignItems: 'start',
        }}
      >
        {children}
      </Box>
    </Box>
  );
}
function Part({ span, children }: { readonly span: number; readonly children: ReactNode }) {
  return <Box sx={{ gridColumn: { xs: 'span 12', sm: `span ${String(span)}` } }}>{children}</Box>;
}
function Wide({ children }: { readonly children: ReactNode }) {
  return <Box sx={{ gridColumn: 'span 12' }}>{children}</Box>;
}

/** A year is a number without points: 2019, not 2.019. */
function CountYear({
  label,
  value,
  onChange,
  error,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (year: number | null) => void;
  readonly error?: string | undefined;
}) {
  const t = useText();
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const isBad = shown.trim() !== '' && !/^(19|20|21)\d\d$/.test(shown.trim());
  return (
    <TextField
      label={label}
      value={shown}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => {
        if (typed === null || isBad) return;
        const year = typed.trim() === '' ? null : Number(typed.trim());
        setTyped(null);
        if (year !== value) onChange(year);
      }}
      error={isBad || error !== undefined}
      helperText={error ?? (isBad ? t.plans.badYear : undefined)}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4 } }}
    />
  );
}

/** One field per ground; an empty one goes when it is left. */
function Grounds({ autosave }: { readonly autosave: Autosave<Plan> }) {
  const t = useText();
  const i = t.plans.info;
  const grounds = autosave.value.legalGrounds;
  const [added, setAdded] = useState(false);
  const shown = added ? [...grounds, ''] : grounds;
  const put = (index: number, text: string, nativeEvent: unknown) => {
    const next = [...shown];
    next[index] = text;
    setAdded(false);
    autosave.set('legalGrounds', next, { composing: isComposing(nativeEvent) });
  };
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {shown.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {i.noGrounds}
        </Typography>
      ) : null}
      {shown.map((ground, index) => {
        const ordinal = String(index + 1);
        return (
          // Grounds have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Box key={index} sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
            <TextField
              value={ground}
              multiline
              autoFocus={added && index === shown.length - 1}
              onChange={(event) => put(index, event.target.value, event.nativeEvent)}
              onCompositionEnd={autosave.endComposition}
              onBlur={() => {
                autosave.endComposition();
                setAdded(false);
                const kept = grounds.filter((one) => one.trim() !== '');
                if (kept.length !== grounds.length) autosave.choose('legalGrounds', kept);
                else void autosave.flush();
              }}
              slotProps={{ htmlInput: { 'aria-label': i.ground(ordinal), maxLength: 1000 } }}
            />
            <Tooltip title={i.removeGround(ordinal)}>
              <IconButton
                aria-label={i.removeGround(ordinal)}
                onClick={() => {
                  setAdded(false);
                  autosave.choose(
                    'legalGrounds',
                    grounds.filter((_one, at) => at !== index),
                  );
                }}
              >
                <RemoveIcon sx={{ fontSize: 17 }} />
              </IconButton>
            </Tooltip>
          </Box>
        );
      })}
      <Box>
        <Button onClick={() => setAdded(true)} disabled={added || grounds.length >= 50}>
          {i.addGround}
        </Button>
      </Box>
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

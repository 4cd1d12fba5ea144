// Adds a recommendation, or changes one: to one agency or to all of the round, with a due date that may be unknown.
import { useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Recommendation } from '../../../core/contract/recommendations.ts';
import { call } from '../../api/client.ts';
import { ApiError } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { shortDay } from '../../format.ts';
import { EvidenceStrip } from '../evidence/EvidenceStrip.tsx';
import { EditorFrame } from './EditorFrame.tsx';
import { PhraseField } from './PhraseField.tsx';
import { upperFirst } from './phrase-insert.ts';
import { usePlanChoices } from './plan-choices.ts';
import { useDue } from './use-due.ts';
import { useFill } from './use-fill.ts';
import type { VisitOfFinding } from './visit-of-finding.ts';

interface RecommendationEditorProps {
  readonly planId: string;
  /** Made during this visit: addressed to its agency. */
  readonly visit?: VisitOfFinding;
  readonly domainId?: string;
  /** The limitation it is based on. */
  readonly findingId?: string;
  /** An existing one to change. */
  readonly recommendation?: Recommendation;
  readonly onDone: (recommendation?: Recommendation) => void;
}

const fieldNames = [
  'findingId',
  'agencyId',
  'domainId',
  'text',
  'dueOn',
  'dueNote',
  'verb',
  'responsibleUnit',
  'phraseId',
] as const;
type Draft = Pick<Recommendation, (typeof fieldNames)[number]>;

export function RecommendationEditor(props: RecommendationEditorProps) {
  return props.recommendation === undefined ? (
    <NewRecommendation {...props} />
  ) : (
    <OldRecommendation {...props} recommendation={props.recommendation} />
  );
}

interface FieldsProps {
  readonly planId: string;
  readonly value: Draft;
  readonly choose: (patch: Partial<Draft>) => void;
  readonly text: (field: 'text' | 'dueNote' | 'responsibleUnit', nullable: boolean) => object;
  readonly faultOf: (field: string) => string | undefined;
  readonly autoFocus?: boolean;
}
function Fields({ planId, value, choose, text, faultOf, autoFocus = false }: FieldsProps) {
  const t = useText();
  const f = t.findings;
  const choices = usePlanChoices(planId);
  const limitations = useQueryOf('findings.list', { planId, kind: 'limitation', limit: 200 });
  const related = (limitations.data?.rows ?? []).filter(
    (finding) =>
      value.domainId === null || finding.domainId === value.domainId || finding.id === value.findingId,
  );
  const basis = limitations.data?.rows.find(({ id }) => id === value.findingId);
  const due = useDue(planId, value.agencyId, value.dueOn);
  const fill = useFill(
    basis ?? { numerator: null, denominator: null, unit: null },
    choices.agencies,
    value.agencyId ?? undefined,
  );
  const { proposal, dayOff } = due;
  return (
    <>
      <Autocomplete
        freeSolo
        size="small"
        options={f.verbs}
        value={value.verb ?? ''}
        onChange={(_event, verb) => {
          const chosen = verb === null || verb.trim() === '' ? null : verb.trim().slice(0, 60);
          // A recommendation begins with what is to be done.
          choose({
            verb: chosen,
            ...(chosen !== null && value.text.trim() === '' ? { text: `${upperFirst(chosen)} ` } : {}),
          });
        }}
        onBlur={(event) => {
          const typed = (event.target as HTMLInputElement).value.trim().slice(0, 60);
          if (typed !== (value.verb ?? '')) choose({ verb: typed === '' ? null : typed });
        }}
        renderInput={(params) => <TextField {...params} label={f.verb} placeholder={f.verbHint} />}
      />
      <PhraseField
        label={f.text}
        context={{
          kind: 'recommendation',
          planId,
          agencyId: value.agencyId ?? undefined,
          domainKey: choices.domains.find(({ id }) => id === value.domainId)?.key,
        }}
        value={value.text}
        binding={text('text', false)}
        fill={fill}
        onPick={(words, phraseId) => choose({ text: words, ...(phraseId === null ? {} : { phraseId }) })}
        error={faultOf('text')}
        autoFocus={autoFocus}
      />
      <SelectField
        label={f.forAgency}
        value={value.agencyId}
        choices={choices.agencies.map((agency) => ({ value: agency.id, label: agency.name }))}
        emptyLabel={f.allAgencies}
        onChange={(agencyId) => choose({ agencyId })}
      />
      <SelectField
        label={f.domain}
        value={value.domainId}
        choices={choices.domains.map((domain) => ({
          value: domain.id,
          label: `${String(domain.ordinal)}. ${domain.name}`,
        }))}
        emptyLabel={f.generalDomain}
        onChange={(domainId) => choose({ domainId })}
      />
      {related.length === 0 ? null : (
        <SelectField
          label={f.basedOn}
          value={value.findingId}
          choices={related.map((finding) => ({ value: finding.id, label: finding.text }))}
          emptyLabel={f.notBased}
          onChange={(findingId) => choose({ findingId })}
        />
      )}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
          gap: 1.25,
          alignItems: 'start',
        }}
      >
        <DayField
          label={f.dueOn}
          value={value.dueOn}
          onChange={(dueOn) => choose({ dueOn })}
          error={faultOf('dueOn')}
          helperText={value.dueOn === null ? f.dueUnknown : undefined}
        />
        <TextField label={f.dueNote} {...text('dueNote', true)} helperText={f.dueNoteHint} />
      </Box>
      {dayOff === null || value.dueOn === null ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="caption" role="status" sx={{ color: 'warning.main', fontWeight: 500 }}>
            <span aria-hidden>▲ </span>
            {f.dueOff(shortDay(value.dueOn), dayOff.name ?? f.weekend)}
          </Typography>
          <OursOnly>
            <Button size="small" onClick={() => choose({ dueOn: dayOff.next })} sx={{ minHeight: 24, py: 0 }}>
              {f.dueWorking(shortDay(dayOff.next))}
            </Button>
          </OursOnly>
        </Box>
      )}
      {proposal === null || proposal.day === value.dueOn ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          <OursOnly>
            <Button
              size="small"
              variant="outlined"
              onClick={() => choose({ dueOn: proposal.day })}
              sx={{ minHeight: 24, py: 0 }}
            >
              {f.dueProposal(shortDay(proposal.day))}
            </Button>
          </OursOnly>
          <Typography variant="caption" color="text.secondary">
            {proposal.rule === null
              ? f.dueReportBack
              : f.dueWhy(String(proposal.rule.days), proposal.rule.unit === 'working_day')}
          </Typography>
        </Box>
      )}
      <TextField label={f.responsibleUnit} {...text('responsibleUnit', true)} />
    </>
  );
}

function NewRecommendation({ planId, visit, domainId, findingId, onDone }: RecommendationEditorProps) {
  const t = useText();
  const create = useCommand('recommendations.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [draft, setDraft] = useState<Draft>({
    findingId: findingId ?? null,
    agencyId: visit?.agencyId ?? null,
    domainId: domainId ?? null,
    text: '',
    dueOn: null,
    dueNote: null,
    verb: null,
    responsibleUnit: null,
    phraseId: null,
  });
  async function record() {
    const made = await create.run({ planId, ...draft });
    if (made !== undefined) onDone(made);
  }
  return (
    <EditorFrame onClose={() => onDone()} onSubmit={() => void record()}>
      <Fields
        planId={planId}
        value={draft}
        choose={(patch) => setDraft((before) => ({ ...before, ...patch }))}
        text={(field, nullable) => ({
          value: draft[field] ?? '',
          onChange: (event: { target: { value: string } }) => {
            const typed = event.target.value;
            setDraft((before) => ({ ...before, [field]: nullable && typed === '' ? null : typed }));
          },
        })}
        faultOf={faultOf}
        autoFocus
      />
      {create.error === null ? null : <ErrorState error={create.error} compact />}
      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'flex-end' }}>
        <Button onClick={() => onDone()}>{t.frame.cancel}</Button>
        <Button
          variant="contained"
          disabled={create.pending || draft.text.trim() === ''}
          onClick={() => void record()}
        >
          {t.findings.addRecommendation}
        </Button>
      </Box>
    </EditorFrame>
  );
}

function OldRecommendation({
  planId,
  visit,
  recommendation,
  onDone,
}: RecommendationEditorProps & { readonly recommendation: Recommendation }) {
  const t = useText();
  const f = t.findings;
  const remove = useCommand('recommendations.delete');
  const { id } = recommendation;
  const autosave = useAutosave<Recommendation>({
    rowKey: `recommendation:${id}`,
    row: recommendation,
    send: (rev, patch, meta) =>
      call('recommendations.update', { id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames) }, meta),
    async reload() {
      const found = (await call('recommendations.list', { planId })).find((one) => one.id === id);
      if (found === undefined)
        throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'recommendation' } });
      const { agencyName: _agency, planTitle: _plan, ...row } = found;
      return row;
    },
  });
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id, rev: autosave.value.rev })) {
      showUndo(f.recommendationDeleted);
      onDone();
    }
  }
  const labels: Readonly<Record<string, string>> = {
    text: f.text,
    dueOn: f.dueOn,
    dueNote: f.dueNote,
    agencyId: f.forAgency,
    domainId: f.domain,
    verb: f.verb,
    responsibleUnit: f.responsibleUnit,
  };
  return (
    <EditorFrame onClose={() => onDone()}>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <Fields
        planId={planId}
        value={autosave.value}
        choose={(patch) => autosave.chooseAll(patch)}
        text={(field, nullable) => autosave.text(field, { nullable })}
        faultOf={faultOf}
      />
      {visit === undefined ? null : (
        <EvidenceStrip visitId={visit.id} target={{ recommendationId: id }} readOnly={false} />
      )}
      {recommendation.sourceText === null ? null : (
        <Typography variant="caption" color="text.secondary">
          {f.sourceText}: “{recommendation.sourceText}”
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {t.frame.delete}
          </Button>
        </OursOnly>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={() => onDone()}>
          {f.done}
        </Button>
      </Box>
    </EditorFrame>
  );
}

// Records a finding, or changes one. A new one exists once it is recorded; an existing one saves itself.
import { useRef, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Typography from '@mui/material/Typography';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Finding } from '../../../core/contract/findings.ts';
import { call } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { CountField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { ErrorState } from '../../components/States.tsx';
import { formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { EvidenceStrip } from '../evidence/EvidenceStrip.tsx';
import { EditorFrame } from './EditorFrame.tsx';
import { FigurePull } from './FigurePull.tsx';
import { OwnRecommendations } from './OwnRecommendations.tsx';
import { PhraseField } from './PhraseField.tsx';
import { RepeatLinks } from './RepeatLinks.tsx';
import { usePlanChoices } from './plan-choices.ts';
import type { PlanChoices } from './plan-choices.ts';
import { ScopeEditor } from './ScopeEditor.tsx';
import { useFill } from './use-fill.ts';
import type { VisitOfFinding } from './visit-of-finding.ts';

interface FindingEditorProps {
  readonly planId: string;
  /** Made during this visit: the scope begins with its agency. */
  readonly visit?: VisitOfFinding;
  /** The criterion it is made from. */
  readonly criterion?: Criterion;
  readonly domainId?: string;
  readonly kind?: Finding['kind'];
  /** An existing one to change. */
  readonly finding?: Finding;
  /** Recorded (with the new finding), closed or deleted. */
  readonly onDone: (finding?: Finding) => void;
}

export function FindingEditor(props: FindingEditorProps) {
  return props.finding === undefined ? (
    <NewFinding {...props} />
  ) : (
    <OldFinding {...props} finding={props.finding} />
  );
}

type FindingDraft = Pick<
  Finding,
  | 'domainId'
  | 'criterionId'
  | 'kind'
  | 'scope'
  | 'scopeKinds'
  | 'agencyIds'
  | 'text'
  | 'numerator'
  | 'denominator'
  | 'unit'
  | 'cause'
  | 'causeKind'
  | 'severity'
  | 'repeatsFindingId'
  | 'phraseId'
>;

interface FieldsProps {
  readonly planId: string;
  readonly visit?: VisitOfFinding | undefined;
  readonly value: FindingDraft;
  readonly choices: PlanChoices;
  readonly choose: (patch: Partial<FindingDraft>) => void;
  readonly text: (field: 'text' | 'unit' | 'cause', nullable: boolean) => object;
  readonly faultOf: (field: string) => string | undefined;
  readonly autoFocus?: boolean;
}

function FindingFields({
  planId,
  visit,
  value,
  choices,
  choose,
  text,
  faultOf,
  autoFocus = false,
}: FieldsProps) {
  const t = useText();
  const f = t.findings;
  const share =
    value.numerator !== null && value.denominator !== null
      ? formatPercent(value.numerator, value.denominator)
      : null;
  const criterion = choices.criteria.find(({ id }) => id === value.criterionId) ?? null;
  const agencyId = visit?.agencyId ?? (value.agencyIds.length === 1 ? value.agencyIds[0] : undefined);
  const fill = useFill(value, choices.agencies, value.scope === 'named' ? agencyId : undefined);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={f.kind}
        value={value.kind}
        onChange={(_event, kind: Finding['kind'] | null) => {
          if (kind !== null) choose({ kind });
        }}
      >
        {(['strength', 'limitation'] as const).map((kind) => (
          <ToggleButton
            key={kind}
            value={kind}
            sx={{ textTransform: 'none', py: 0.375, px: 1.5, fontSize: '0.8125rem' }}
          >
            {t.labels.findingKind[kind]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SelectField
        label={f.domain}
        value={value.domainId === '' ? null : value.domainId}
        choices={choices.domains.map((domain) => ({
          value: domain.id,
          label: `${String(domain.ordinal)}. ${domain.name}`,
        }))}
        onChange={(domainId) => {
          if (domainId !== null) choose({ domainId });
        }}
        error={faultOf('domainId')}
      />
      <PhraseField
        label={f.text}
        context={{
          kind: value.kind,
          planId,
          agencyId,
          criterionId: value.criterionId ?? undefined,
          domainKey: choices.domains.find(({ id }) => id === value.domainId)?.key,
        }}
        value={value.text}
        binding={text('text', false)}
        fill={fill}
        onPick={(words, phraseId) => choose({ text: words, ...(phraseId === null ? {} : { phraseId }) })}
        error={faultOf('text')}
        helperText={f.textHint[value.kind]}
        autoFocus={autoFocus}
      />
      <ScopeEditor value={value} agencies={choices.agencies} own={visit?.agencyId} onChange={choose} />
      {choices.criteria.length === 0 ? null : (
        <Autocomplete
          size="small"
          options={choices.criteria}
          value={criterion}
          getOptionLabel={(one) => `${one.code} ${one.text}`}
          getOptionKey={(one) => one.id}
          isOptionEqualToValue={(a, b) => a.id === b.id}
          onChange={(_event, one) =>
            choose(one === null ? { criterionId: null } : { criterionId: one.id, domainId: one.domainId })
          }
          renderInput={(params) => <TextField {...params} label={f.criterion} placeholder={f.noCriterion} />}
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
        <CountField
          label={f.numerator}
          value={value.numerator}
          onChange={(numerator) => choose({ numerator })}
          error={faultOf('numerator')}
        />
        <CountField
          label={f.denominator}
          value={value.denominator}
          onChange={(denominator) => choose({ denominator })}
          error={faultOf('denominator')}
          helperText={share === null ? undefined : f.share(share)}
        />
      </Box>
      <TextField label={f.unit} placeholder={f.unitHint} {...text('unit', true)} />
      {visit === undefined ? null : <FigurePull visitId={visit.id} value={value} choose={choose} />}
      {value.kind === 'limitation' ? (
        <>
          <TextField label={f.cause} multiline minRows={1} maxRows={8} {...text('cause', true)} />
          <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: 1.25 }}>
            <SelectField
              label={f.causeKind}
              value={value.causeKind}
              choices={causeKinds.map((one) => ({ value: one, label: f.causeKinds[one] }))}
              emptyLabel={f.noCauseKind}
              onChange={(causeKind) => choose({ causeKind })}
            />
            <SelectField
              label={f.severity}
              value={value.severity}
              choices={severities.map((one) => ({ value: one, label: f.severities[one] }))}
              emptyLabel={f.noSeverity}
              onChange={(severity) => choose({ severity })}
            />
          </Box>
        </>
      ) : null}
    </>
  );
}

const causeKinds = ['objective', 'subjective', 'both'] as const;
const severities = ['minor', 'major'] as const;

function NewFinding({ planId, visit, criterion, domainId, kind = 'limitation', onDone }: FindingEditorProps) {
  const t = useText();
  const choices = usePlanChoices(planId);
  const create = useCommand('findings.create', { quiet: true });
  const faultOf = useFieldError(create.error?.value);
  const [draft, setDraft] = useState<FindingDraft>({
    domainId: criterion?.domainId ?? domainId ?? '',
    criterionId: criterion?.id ?? null,
    kind,
    scope: visit === undefined ? 'unnamed' : 'named',
    scopeKinds: [],
    agencyIds: visit === undefined ? [] : [visit.agencyId],
    text: '',
    numerator: null,
    denominator: null,
    unit: null,
    cause: null,
    causeKind: null,
    severity: null,
    repeatsFindingId: null,
    phraseId: null,
  });
  const domain = draft.domainId === '' ? (choices.domains[0]?.id ?? '') : draft.domainId;
  async function record() {
    const made = await create.run({ planId, visitId: visit?.id ?? null, ...draft, domainId: domain });
    if (made !== undefined) onDone(made);
  }
  return (
    <EditorFrame onClose={() => onDone()} onSubmit={() => void record()}>
      <FindingFields
        planId={planId}
        visit={visit}
        value={{ ...draft, domainId: domain }}
        choices={choices}
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
          {draft.kind === 'strength' ? t.findings.addStrength : t.findings.addLimitation}
        </Button>
      </Box>
    </EditorFrame>
  );
}

function OldFinding({ planId, visit, finding, onDone }: FindingEditorProps & { readonly finding: Finding }) {
  const t = useText();
  const f = t.findings;
  const choices = usePlanChoices(planId);
  const remove = useCommand('findings.delete');
  const known = useRef(finding.id);
  const autosave = useAutosave<Finding>({
    rowKey: `finding:${finding.id}`,
    row: finding,
    send: (rev, patch, meta) =>
      call(
        'findings.update',
        { id: known.current, rev: rev ?? 1, patch: onlyFields(patch, fieldNames) },
        meta,
      ),
    reload: () => call('findings.get', { id: known.current }),
  });
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: finding.id, rev: autosave.value.rev })) {
      showUndo(f.findingDeleted);
      onDone();
    }
  }
  const namesOf = (ids: readonly string[]) =>
    ids.map((id) => choices.agencies.find((agency) => agency.id === id)?.name ?? '…').join('; ');
  /** What a new scope drops is said, and can be had back. */
  function choose(patch: Partial<FindingDraft>) {
    const before = autosave.value;
    autosave.chooseAll(patch);
    if (patch.scope === undefined) return;
    const dropped = before.agencyIds.filter((id) => !(patch.agencyIds ?? []).includes(id));
    if (patch.scope !== 'named' && dropped.length > 0) showUndo(f.scopeLost(namesOf(dropped)));
    else if (before.scope === 'kinds' && patch.scope !== 'kinds' && patch.scope !== 'named') {
      showUndo(f.scopeKindsLost(before.scopeKinds.map((kind) => t.labels.agencyKind[kind]).join(', ')));
    } else if (before.scope !== 'named' && patch.scope === 'named') {
      showUndo(f.scopeNarrowed(namesOf(patch.agencyIds ?? [])));
    }
  }
  const labels: Readonly<Record<string, string>> = {
    text: f.text,
    cause: f.cause,
    unit: f.unit,
    scope: f.scope,
    domainId: f.domain,
    kind: f.kind,
  };
  return (
    <EditorFrame onClose={() => onDone()}>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <FindingFields
        planId={planId}
        visit={visit}
        value={autosave.value}
        choices={choices}
        choose={choose}
        text={(field, nullable) => autosave.text(field, { nullable })}
        faultOf={faultOf}
      />
      {autosave.value.kind === 'limitation' ? (
        <RepeatLinks
          finding={autosave.value}
          onLink={(repeatsFindingId) => autosave.choose('repeatsFindingId', repeatsFindingId)}
        />
      ) : null}
      {visit === undefined ? null : (
        <EvidenceStrip visitId={visit.id} target={{ findingId: finding.id }} readOnly={false} />
      )}
      {autosave.value.kind === 'limitation' ? (
        <OwnRecommendations planId={planId} visit={visit} finding={autosave.value} />
      ) : null}
      {finding.sourceText === null ? null : (
        <Typography
          variant="caption"
          color="text.secondary"
          component="blockquote"
          sx={{ m: 0, pl: 1, borderLeft: '2px solid', borderColor: 'divider' }}
        >
          <ProvenanceMark provenance={finding.provenance} /> {f.sourceText}: “{finding.sourceText}”
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

const fieldNames = [
  'domainId',
  'criterionId',
  'kind',
  'scope',
  'scopeKinds',
  'agencyIds',
  'text',
  'numerator',
  'denominator',
  'unit',
  'cause',
  'causeKind',
  'severity',
  'repeatsFindingId',
  'phraseId',
] as const;

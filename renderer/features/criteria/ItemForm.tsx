// One criterion of a draft: everything it says, saved as it is typed.
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { ApiError, call } from '../../api/client.ts';
import { isComposing, useAutosave, onlyFields } from '../../api/autosave.ts';
import { contentFields } from '../../../core/rules/criteria-compare.ts';
import type { Autosave } from '../../api/autosave.ts';
import { AutoText, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { RuleEditor } from './RuleEditor.tsx';
import { answerTypes, scoringOf, usualRule } from './rule-model.ts';

interface ItemFormProps {
  readonly item: Criterion;
  /** The cursor goes into the text at once (a new criterion, or Enter in the tree). */
  readonly focusText: boolean;
  readonly onFocused: () => void;
  readonly onSaved: (item: Criterion) => void;
  readonly onMove: () => void;
  readonly onDelete: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly close: ReactNode;
}

export function ItemForm(props: ItemFormProps) {
  const { item, focusText, onFocused, onSaved, close } = props;
  const t = useText();
  const c = t.criteria;
  const words = c.form;
  const textField = useRef<HTMLTextAreaElement>(null);
  const autosave = useAutosave<Criterion>({
    rowKey: `criterion:${item.id}`,
    row: item,
    async send(rev, patch, meta) {
      const saved = await call(
        'criteria.update',
        { id: item.id, rev: rev ?? 1, patch: onlyFields(patch, contentFields) },
        meta,
      );
      onSaved(saved);
      return saved;
    },
    async reload() {
      const set = await call('criteriaSets.get', { id: item.criteriaSetId });
      const found = set.items.find(({ id }) => id === item.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'criterion' } });
      return found;
    },
  });
  const row = autosave.value;
  const fieldError = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);

  useEffect(() => {
    if (!focusText) return;
    textField.current?.focus();
    textField.current?.select();
    onFocused();
  }, [focusText, onFocused]);

  const labels: Readonly<Record<string, string>> = c.compare.fields;
  const scorings = scoringOf[row.answerType];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {words.title(item.code)}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
        <Button
          aria-label={words.previous}
          title={words.previous}
          onClick={() => props.onStep(-1)}
          sx={{ minWidth: 32, px: 0 }}
        >
          ↑
        </Button>
        <Button
          aria-label={words.next}
          title={words.next}
          onClick={() => props.onStep(1)}
          sx={{ minWidth: 32, px: 0 }}
        >
          ↓
        </Button>
        {close}
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <TextField
        label={c.text}
        multiline
        minRows={2}
        maxRows={12}
        required
        inputRef={textField}
        {...autosave.text('text')}
        error={fieldError('text') !== undefined}
        helperText={fieldError('text')}
        slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 2000 } }}
      />
      <AutoText
        autosave={autosave}
        field="glossEn"
        label={c.gloss}
        nullable
        multiline
        minRows={1}
        maxLength={2000}
      />

      <Section title={words.scoring}>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
            gap: 1.25,
            alignItems: 'start',
          }}
        >
          <SelectField
            label={c.answer}
            value={row.answerType}
            choices={answerTypes.map((value) => ({ value, label: t.labels.answerType[value] }))}
            onChange={(value) => {
              if (value === null || value === row.answerType) return;
              const [scoring] = scoringOf[value];
              if (scoring !== undefined) autosave.chooseAll(usualRule(value, scoring));
            }}
          />
          <SelectField
            label={c.scoring}
            value={row.scoring}
            choices={[...new Set([...scorings, row.scoring])].map((value) => ({
              value,
              label: t.labels.scoringRule[value],
            }))}
            onChange={(value) => {
              if (value !== null && value !== row.scoring)
                autosave.chooseAll(usualRule(row.answerType, value));
            }}
          />
        </Box>
        <Box
          sx={{ display: 'grid', gridTemplateColumns: '7rem minmax(0, 1fr)', gap: 1.5, alignItems: 'start' }}
        >
          <PointsField autosave={autosave} error={fieldError('maxPoints')} />
          <FormControlLabel
            label={c.notApplicable}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Switch
                size="small"
                checked={row.naAllowed}
                onChange={(_event, naAllowed) => autosave.choose('naAllowed', naAllowed)}
              />
            }
          />
        </Box>
        <RuleEditor
          criterion={row}
          onChange={({ columns, typed, composing }) => {
            if (!typed) {
              autosave.chooseAll(columns);
              return;
            }
            for (const column of ['bands', 'target'] as const) {
              const value = columns[column];
              if (value !== undefined) autosave.set(column, value, { composing });
            }
          }}
          onDone={() => {
            autosave.endComposition();
            void autosave.flush();
          }}
        />
      </Section>

      <AppliesTo value={row.appliesTo} onChange={(appliesTo) => autosave.choose('appliesTo', appliesTo)} />

      <Section title={words.more}>
        <AutoText
          autosave={autosave}
          field="evidence"
          label={c.evidence}
          nullable
          multiline
          minRows={1}
          maxLength={2000}
          helperText={words.evidenceHint}
        />
        <AutoText
          autosave={autosave}
          field="legalBasis"
          label={c.legalBasis}
          nullable
          multiline
          minRows={1}
          maxLength={1000}
        />
        <AutoText
          autosave={autosave}
          field="rule"
          label={c.rule}
          nullable
          multiline
          minRows={1}
          maxLength={2000}
          helperText={words.ruleHint}
        />
        <SelectField
          label={c.derivedFrom}
          value={row.derivedFrom}
          emptyLabel={words.derivedNone}
          choices={sourcesOf(row.derivedFrom, c.derived)}
          onChange={(derivedFrom) => autosave.choose('derivedFrom', derivedFrom)}
        />
        <AutoText
          autosave={autosave}
          field="help"
          label={c.help}
          nullable
          multiline
          minRows={2}
          maxLength={4000}
          helperText={words.helpHint}
        />
        <AutoText autosave={autosave} field="reference" label={c.reference} nullable maxLength={300} />
      </Section>

      <Box sx={{ display: 'flex', gap: 1, justifyContent: 'space-between' }}>
        <Button color="secondary" onClick={props.onDelete}>
          {c.tree.deleteItem}
        </Button>
        <Button variant="outlined" onClick={props.onMove}>
          {c.tree.moveTo}
        </Button>
      </Box>
    </Box>
  );
}

/** The sources that the application knows; another set's own word stays a choice. */
function sourcesOf(current: string | null, known: Readonly<Record<string, string>>) {
  const names = Object.keys(known);
  return [...names, ...(current === null || names.includes(current) ? [] : [current])].map((value) => ({
    value,
    label: known[value] ?? value,
  }));
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={title}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 1.25,
        pt: 1,
        borderTop: '1px solid',
        borderColor: 'divider',
      }}
    >
      <Typography variant="subtitle2" component="h3">
        {title}
      </Typography>
      {children}
    </Box>
  );
}

interface PointsFieldProps {
  readonly autosave: Autosave<Criterion>;
  readonly error: string | undefined;
}
/** Points as officials write them (1,5); what is no number stays, with the reason under it. */
function PointsField({ autosave, error }: PointsFieldProps) {
  const t = useText();
  const words = t.criteria.form;
  const value = autosave.value.maxPoints;
  const [typed, setTyped] = useState<string | null>(null);
  const [seen, setSeen] = useState(value);
  // A value from elsewhere replaces what was typed and cannot be read.
  if (seen !== value) {
    setSeen(value);
    if (typed !== null && parseHundredths(typed) !== value) setTyped(null);
  }
  const isBad = typed !== null && parseHundredths(typed) === null;
  const message = error ?? (isBad ? words.badPoints : undefined);
  return (
    <TextField
      label={t.criteria.max}
      value={typed ?? points(value)}
      onChange={(event) => {
        setTyped(event.target.value);
        const read = parseHundredths(event.target.value);
        if (read !== null && read <= 100_000) {
          autosave.set('maxPoints', read, { composing: isComposing(event.nativeEvent) });
        }
      }}
      onBlur={() => {
        if (!isBad) setTyped(null);
        autosave.endComposition();
        void autosave.flush();
      }}
      error={message !== undefined}
      helperText={message}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 10 } }}
    />
  );
}

interface AppliesToProps {
  readonly value: Criterion['appliesTo'];
  readonly onChange: (value: Criterion['appliesTo']) => void;
}
function AppliesTo({ value, onChange }: AppliesToProps) {
  const t = useText();
  const c = t.criteria;
  const put = (kinds: ReadonlySet<string>) => onChange(agencyKindOrder.filter((kind) => kinds.has(kind)));
  return (
    <Box
      component="fieldset"
      sx={{ m: 0, p: 0, pt: 1, border: 0, borderTop: '1px solid', borderColor: 'divider', minWidth: 0 }}
    >
      <Typography variant="subtitle2" component="legend" sx={{ float: 'left', p: 0 }}>
        {c.appliesTo}
      </Typography>
      <Button
        sx={{ float: 'right', minHeight: 24, py: 0 }}
        disabled={value.length === agencyKindOrder.length}
        onClick={() => onChange([...agencyKindOrder])}
      >
        {c.form.appliesToAll}
      </Button>
      <Box sx={{ clear: 'both', display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 1 }}>
        {agencyKindOrder.map((kind) => (
          <FormControlLabel
            key={kind}
            label={t.labels.agencyKind[kind]}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox
                size="small"
                checked={value.includes(kind)}
                onChange={(_event, on) => {
                  const kinds = new Set<string>(value);
                  if (on) kinds.add(kind);
                  else kinds.delete(kind);
                  put(kinds);
                }}
                sx={{ p: 0.5 }}
              />
            }
          />
        ))}
      </Box>
      {value.length === 0 ? (
        <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 600 }}>
          {c.form.appliesToEmpty}
        </Typography>
      ) : null}
    </Box>
  );
}

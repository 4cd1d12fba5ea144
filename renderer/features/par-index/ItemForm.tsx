// One item of a set that is being drawn up: what it says and how it is scored, saved as it is typed.
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { IndexItem } from '../../../core/contract/par-index.ts';
import { indexEffect, indexMethod } from '../../../core/contract/par-index.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { childrenSum, levelBelow, sumDifference } from './item-tree.ts';
import type { ItemNode } from './item-tree.ts';
import { PointsField } from './PointsField.tsx';

const fieldNames = [
  'code',
  'text',
  'maxPoints',
  'method',
  'effect',
  'formula',
  'evidenceRequired',
  'evidence',
  'criterionCodes',
] as const satisfies readonly (keyof IndexItem)[];
interface ItemFormProps {
  readonly node: ItemNode;
  readonly year: number;
  readonly hasSurvey: boolean;
  readonly focusText: boolean;
  readonly onFocused: () => void;
  readonly pending: boolean;
  readonly onAdd: (where: 'beside' | 'below') => void;
  readonly onMove: () => void;
  readonly onDelete: () => void;
  readonly close: ReactNode;
}

export function ItemForm(props: ItemFormProps) {
  const { node, year, hasSurvey, focusText, onFocused, pending, close } = props;
  const { item } = node;
  const t = useText();
  const w = t.parIndex;
  const f = w.items;
  const textField = useRef<HTMLTextAreaElement>(null);
  const autosave = useAutosave<IndexItem>({
    rowKey: `index_item:${item.id}`,
    row: item,
    send: (rev, patch, meta) =>
      call('indexItems.update', { id: item.id, rev: rev ?? 1, patch: onlyFields(patch, fieldNames) }, meta),
    async reload() {
      const { items } = await call('indexSets.get', { id: item.indexSetId });
      const found = items.find(({ id }) => id === item.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'index_item' } });
      return found;
    },
  });
  const row = autosave.value;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  useEffect(() => {
    if (!focusText) return;
    textField.current?.focus();
    textField.current?.select();
    onFocused();
  }, [focusText, onFocused]);

  const isLeaf = node.children.length === 0;
  const sum = childrenSum(node);
  const difference = sumDifference({ ...node, item: row });
  const labels: Readonly<Record<string, string>> = {
    code: f.code,
    text: f.text,
    maxPoints: f.max,
    method: f.method,
    effect: f.effect,
    formula: f.formula,
    evidence: f.evidence,
    criterionCodes: f.criteria,
  };
  const child = levelBelow[item.level];
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {f.itemTitle(w.levels[item.level], row.code)}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
        {close}
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <Box
        sx={{ display: 'grid', gridTemplateColumns: '6rem minmax(0, 1fr)', gap: 1.25, alignItems: 'start' }}
      >
        <AutoText autosave={autosave} field="code" label={f.code} required maxLength={30} />
        <TextField
          label={f.text}
          multiline
          maxRows={8}
          required
          inputRef={textField}
          {...autosave.text('text')}
          error={faultOf('text') !== undefined}
          helperText={faultOf('text')}
          slotProps={{ htmlInput: { autoComplete: 'off', maxLength: 2000 } }}
        />
      </Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: isLeaf ? '6rem minmax(0, 1fr) minmax(0, 1fr)' : '6rem minmax(0, 1fr)',
          gap: 1.25,
          alignItems: 'start',
        }}
      >
        <PointsField
          label={f.max}
          value={row.maxPoints}
          onChange={(value) => autosave.choose('maxPoints', value ?? 0)}
          error={faultOf('maxPoints')}
        />
        {isLeaf ? (
          <SelectField
            label={f.method}
            value={row.method}
            choices={indexMethod.options.map((value) => ({ value, label: w.methods[value] }))}
            onChange={(value) => {
              if (value !== null) autosave.choose('method', value);
            }}
            helperText={row.method === 'survey' && !hasSurvey ? f.surveyUnused : undefined}
          />
        ) : null}
        <SelectField
          label={f.effect}
          value={row.effect}
          choices={indexEffect.options.map((value) => ({ value, label: w.effects[value] }))}
          onChange={(value) => {
            if (value !== null) autosave.choose('effect', value);
          }}
          helperText={row.effect === 'points' ? undefined : f.effectHint}
        />
      </Box>
      {sum === null || row.effect !== 'points' ? null : difference === null ? (
        <Typography variant="caption" color="text.secondary">
          {f.matches}
        </Typography>
      ) : (
        <Box
          sx={{
            display: 'flex',
            gap: 1,
            alignItems: 'center',
            flexWrap: 'wrap',
            fontSize: '0.8125rem',
            color: 'warning.main',
            fontWeight: 600,
          }}
        >
          {f.sum(points(sum), points(row.maxPoints))},{' '}
          {difference < 0 ? f.short(points(-difference)) : f.over(points(difference))}
          <Button variant="outlined" onClick={() => autosave.choose('maxPoints', sum)}>
            {f.takeSum(points(sum))}
          </Button>
        </Box>
      )}
      {isLeaf ? (
        <>
          <AutoText
            autosave={autosave}
            field="formula"
            label={f.formula}
            nullable
            multiline
            minRows={2}
            maxLength={2000}
            helperText={f.formulaHint}
          />
          {row.method === 'survey' ? null : (
            <>
              <FormControlLabel
                label={f.evidenceRequired}
                slotProps={{ typography: { variant: 'body2' } }}
                sx={{ mx: 0 }}
                control={
                  <Switch
                    size="small"
                    checked={row.evidenceRequired}
                    onChange={(_event, on) => autosave.choose('evidenceRequired', on)}
                  />
                }
              />
              <AutoText
                autosave={autosave}
                field="evidence"
                label={f.evidence}
                nullable
                multiline
                minRows={1}
                maxLength={2000}
              />
              <CriterionCodes
                year={year}
                value={row.criterionCodes}
                onChange={(codes) => autosave.choose('criterionCodes', [...codes])}
              />
            </>
          )}
        </>
      ) : (
        <Typography variant="caption" color="text.secondary">
          {f.leafOnly}
        </Typography>
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {child === null ? null : (
          <Button variant="outlined" disabled={pending} onClick={() => props.onAdd('below')}>
            {f.addChild}
          </Button>
        )}
        <Button variant="outlined" disabled={pending} onClick={() => props.onAdd('beside')}>
          {f.addBeside}
        </Button>
        {item.parentId === null ? null : (
          <Button variant="outlined" color="secondary" disabled={pending} onClick={props.onMove}>
            {f.moveTo}
          </Button>
        )}
        <Button color="secondary" disabled={pending} onClick={props.onDelete} sx={{ ml: 'auto' }}>
          {f.delete}
        </Button>
      </Box>
    </Box>
  );
}

interface CriterionCodesProps {
  readonly year: number;
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
}
/** Codes of the inspection's criteria, found by code or words in the set of that year (else the newest in force). */
function CriterionCodes({ year, value, onChange }: CriterionCodesProps) {
  const f = useText().parIndex.items;
  const sets = useQueryOf('criteriaSets.list', {});
  const used = (sets.data ?? []).filter(({ status }) => status !== 'draft');
  const set =
    used.find((one) => one.year === year) ??
    used.toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0) || b.version - a.version)[0];
  const detail = useQueryOf('criteriaSets.get', { id: set?.id ?? '' }, { enabled: set !== undefined });
  const texts = new Map((detail.data?.items ?? []).map(({ code, text }) => [code, text]));
  return (
    <Autocomplete<string, true, false, true>
      multiple
      freeSolo
      size="small"
      disableCloseOnSelect
      options={[...texts.keys()]}
      value={[...value]}
      onChange={(_event, next) =>
        onChange([...new Set(next.map((code) => code.trim()).filter((code) => code !== ''))].slice(0, 20))
      }
      filterOptions={(options, { inputValue }) => {
        const typed = foldText(inputValue).trim();
        return options
          .filter((code) => foldText(`${code} ${texts.get(code) ?? ''}`).includes(typed))
          .slice(0, 40);
      }}
      renderOption={({ key, ...rest }, code) => (
        <li key={key} {...rest}>
          <span>
            <strong>{code}</strong> {texts.get(code)}
          </span>
        </li>
      )}
      renderInput={(params) => <TextField {...params} label={f.criteria} helperText={f.criteriaHint} />}
    />
  );
}

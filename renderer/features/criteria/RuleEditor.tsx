// How an answer earns its points, as fields: a share per answer, steps, a target, or bands. What is half typed stays
// here; only a rule that can be read is handed on. A small example is counted by the real scoring.
import { useId, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import CloseIcon from '@mui/icons-material/Close';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { judgedPoints } from '../../../core/rules/scoring.ts';
import { multiply, fraction, parseDecimal, roundHalfUp } from '../../../core/rules/rational.ts';
import { isComposing } from '../../api/autosave.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import {
  comparisons,
  exampleOf,
  fromDecimal,
  percentToShare,
  readRule,
  usualRule,
  writeRule,
} from './rule-model.ts';
import type { BandModel, LimitModel, RuleModel, WrittenRule } from './rule-model.ts';
import { ruleProblem } from './rule-problem.ts';

export interface RuleChange {
  readonly columns: Partial<Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target'>>;
  /** Typed (saved after the pause) or chosen (at once). */
  readonly typed: boolean;
  readonly composing: boolean;
}
interface RuleEditorProps {
  readonly criterion: Criterion;
  readonly onChange: (change: RuleChange) => void;
  /** A field was left. */
  readonly onDone: () => void;
}

function keyOf(criterion: Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target'>): string {
  return JSON.stringify([criterion.answerType, criterion.scoring, criterion.bands, criterion.target]);
}

/** In the field; the list says it in words. */
const signs = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' } as const;
const limitKinds = ['number', 'target', 'divided', 'times'] as const;

export function RuleEditor({ criterion, onChange, onDone }: RuleEditorProps) {
  const t = useText();
  const words = t.criteria.ruleEditor;
  const key = keyOf(criterion);
  const [draft, setDraft] = useState(() => ({ key, model: readRule(criterion) }));
  // The rule came from elsewhere (undo, another type of answer): the fields begin anew.
  const model = draft.key === key ? draft.model : readRule(criterion);
  if (draft.key !== key) setDraft({ key, model });

  const written = writeRule(model);
  const faultOf = (field: string) => {
    const fault = written.ok ? undefined : written.faults.get(field);
    return fault === undefined ? undefined : words.faults[fault];
  };
  const put = (next: RuleModel, typed: boolean, nativeEvent?: unknown) => {
    const result = writeRule(next);
    if (!result.ok) {
      setDraft({ key, model: next });
      return;
    }
    const columns = changed(criterion, result.columns);
    setDraft({ key: keyOf({ ...criterion, ...columns }), model: next });
    if (Object.keys(columns).length > 0) onChange({ columns, typed, composing: isComposing(nativeEvent) });
  };
  const field = (name: string, value: string, label: string, next: (text: string) => RuleModel) => (
    <TextField
      label={label}
      value={value}
      onChange={(event) => put(next(event.target.value), true, event.nativeEvent)}
      onBlur={onDone}
      error={faultOf(name) !== undefined}
      helperText={faultOf(name)}
      slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } }}
    />
  );
  const earned = (percent: string) => {
    const share = percentToShare(percent);
    const value = share === null ? null : parseDecimal(share);
    return value === null
      ? ''
      : words.earns(points(roundHalfUp(multiply(value, fraction(criterion.maxPoints)))));
  };
  const unit = criterion.answerType === 'percentage' ? '%' : '';

  switch (model.kind) {
    case 'raw':
      return <RawRule criterion={criterion} problem={model.problem} onChange={onChange} onDone={onDone} />;
    case 'choice':
      return (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          {model.shares.map(({ choice, percent }) => (
            <Box key={choice} sx={withPoints}>
              {field(`shares.${choice}`, percent, words.share(t.labels.answerChoice[choice]), (text) => ({
                ...model,
                shares: model.shares.map((one) => (one.choice === choice ? { ...one, percent: text } : one)),
              }))}
              <Earned text={earned(percent)} />
            </Box>
          ))}
        </Box>
      );
    case 'judged':
      return (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <Box sx={{ maxWidth: '12rem' }}>
            {field('step', model.step, words.step, (step) => ({ ...model, step }))}
          </Box>
          <Typography variant="caption" color="text.secondary" component="p">
            {words.steps(stepsOf(criterion))}
          </Typography>
        </Box>
      );
    case 'linear':
      return (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Box sx={{ maxWidth: '12rem' }}>
            {field('target', model.target, words.target(unit), (target) => ({ ...model, target }))}
          </Box>
          <Example criterion={criterion} />
        </Box>
      );
    case 'bands': {
      const setBand = (index: number, patch: Partial<BandModel>): RuleModel => ({
        ...model,
        bands: model.bands.map((band, at) => (at === index ? { ...band, ...patch } : band)),
      });
      const usesTarget = model.bands.some(({ limit }) => limit.of !== 'number');
      return (
        <Box sx={{ display: 'grid', gap: 1.5 }}>
          <Typography variant="caption" color="text.secondary" component="p">
            {words.bands}
          </Typography>
          {model.bands.map((band, index) => (
            <Band
              // Bands have no name but their place.
              key={index}
              index={index}
              band={band}
              unit={unit}
              earned={earned(band.percent)}
              faultOf={(name) => faultOf(`bands.${String(index)}.${name}`)}
              onType={(patch, nativeEvent) => put(setBand(index, patch), true, nativeEvent)}
              onChoose={(patch) => put(setBand(index, patch), false)}
              onDone={onDone}
              onRemove={() => put({ ...model, bands: model.bands.filter((_, at) => at !== index) }, false)}
            />
          ))}
          <Box sx={withPoints}>
            {field('otherwise', model.otherwise, words.otherwise, (otherwise) => ({ ...model, otherwise }))}
            <Earned text={earned(model.otherwise)} />
          </Box>
          <Box
            sx={{ display: 'grid', gridTemplateColumns: 'auto minmax(0, 1fr)', gap: 1, alignItems: 'start' }}
          >
            <Button
              variant="outlined"
              onClick={() =>
                put(
                  {
                    ...model,
                    bands: [
                      ...model.bands,
                      { comparison: '>=', limit: { of: 'number', value: '50' }, percent: '50' },
                    ],
                  },
                  false,
                )
              }
            >
              {words.addBand}
            </Button>
            {usesTarget || model.target !== ''
              ? field(
                  'target',
                  model.target,
                  usesTarget ? words.target(unit) : words.targetOptional,
                  (target) => ({ ...model, target }),
                )
              : null}
          </Box>
          <Example criterion={criterion} />
        </Box>
      );
    }
  }
}

const withPoints = {
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 7rem',
  gap: 1,
  alignItems: 'center',
} as const;

function Earned({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary', whiteSpace: 'nowrap' }}>
      {text}
    </Box>
  );
}

/** Only the columns that the rule changes. */
function changed(criterion: Criterion, columns: WrittenRule): WrittenRule {
  return Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => criterion[name as keyof WrittenRule] !== value),
  );
}

function stepsOf(criterion: Criterion): string {
  const all = judgedPoints(criterion);
  return all.length <= 12
    ? all.map((one) => points(one)).join(' · ')
    : [...all.slice(0, 4).map((one) => points(one)), '…', points(criterion.maxPoints)].join(' · ');
}

interface BandProps {
  readonly index: number;
  readonly band: BandModel;
  readonly unit: string;
  readonly earned: string;
  readonly faultOf: (name: string) => string | undefined;
  readonly onType: (patch: Partial<BandModel>, nativeEvent: unknown) => void;
  readonly onChoose: (patch: Partial<BandModel>) => void;
  readonly onDone: () => void;
  readonly onRemove: () => void;
}
/** "từ (≥) chỉ tiêu ÷ 2 → 50 % số điểm". */
function Band({ index, band, unit, earned, faultOf, onType, onChoose, onDone, onRemove }: BandProps) {
  const t = useText();
  const words = t.criteria.ruleEditor;
  const name = words.band(String(index + 1));
  const { limit } = band;
  return (
    <Box
      role="group"
      aria-label={name}
      sx={{
        display: 'grid',
        gridTemplateColumns: '4.5rem minmax(0, 1.3fr) minmax(0, 1fr) minmax(0, 1fr) auto',
        gap: 0.75,
        alignItems: 'start',
      }}
    >
      <TextField
        select
        label={words.comparison}
        value={band.comparison}
        onChange={(event) => {
          const comparison = comparisons.find((one) => one === event.target.value);
          if (comparison !== undefined) onChoose({ comparison });
        }}
        slotProps={{ select: { renderValue: () => signs[band.comparison] } }}
      >
        {comparisons.map((one) => (
          <MenuItem key={one} value={one}>
            {words.comparisons[one]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={words.limit}
        value={limit.of}
        onChange={(event) => {
          const of = limitKinds.find((one) => one === event.target.value);
          if (of !== undefined) onChoose({ limit: { of, value: valueFor(of, limit) } });
        }}
      >
        {limitKinds.map((one) => (
          <MenuItem key={one} value={one}>
            {one === 'number' && unit !== '' ? `${words.limits.number}, ${unit}` : words.limits[one]}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={words.value}
        value={limit.of === 'target' ? '' : limit.value}
        disabled={limit.of === 'target'}
        onChange={(event) =>
          onType({ limit: { of: limit.of, value: event.target.value } }, event.nativeEvent)
        }
        onBlur={onDone}
        error={faultOf('limit') !== undefined}
        helperText={faultOf('limit')}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } }}
      />
      <TextField
        label={words.percent}
        value={band.percent}
        onChange={(event) => onType({ percent: event.target.value }, event.nativeEvent)}
        onBlur={onDone}
        error={faultOf('percent') !== undefined}
        helperText={faultOf('percent') ?? earned}
        slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 20 } }}
      />
      <IconButton aria-label={words.removeBand(String(index + 1))} onClick={onRemove} sx={{ mt: 0.5 }}>
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  );
}

/** A number that makes sense for the other kind of limit. */
function valueFor(of: LimitModel['of'], before: LimitModel): string {
  if (of === 'target') return '';
  if (of === 'number') return before.of === 'number' ? before.value : '50';
  return before.of === 'divided' || before.of === 'times' ? before.value : '2';
}

/** "87 % → 1,5 điểm", with a number of the person's own. */
function Example({ criterion }: { readonly criterion: Criterion }) {
  const t = useText();
  const words = t.criteria.ruleEditor;
  const id = useId();
  const isPercent = criterion.answerType === 'percentage';
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? (isPercent ? '87' : '2');
  const earned = exampleOf(criterion, value);
  const shown = isPercent ? `${fromDecimal(value.replace(/\s*%$/, ''))} %` : value.trim();
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
      <TextField
        label={words.example}
        value={value}
        onChange={(event) => setTyped(event.target.value)}
        sx={{ width: '6rem' }}
        slotProps={{
          htmlInput: { inputMode: 'decimal', autoComplete: 'off', maxLength: 12, 'aria-describedby': id },
        }}
      />
      <Box component="output" id={id} sx={{ fontSize: '0.8125rem', fontWeight: 600 }}>
        {earned === null ? words.exampleUnreadable : words.exampleResult(shown, points(earned))}
      </Box>
    </Box>
  );
}

interface RawRuleProps extends RuleEditorProps {
  readonly problem: string;
}
/** A rule that cannot be read: as it is written, what is wrong with it, and two ways out. */
function RawRule({ criterion, problem, onChange, onDone }: RawRuleProps) {
  const t = useText();
  const words = t.criteria.ruleEditor;
  const type = (column: 'bands' | 'target') => (event: { target: { value: string }; nativeEvent: unknown }) =>
    onChange({
      columns: { [column]: event.target.value === '' ? null : event.target.value },
      typed: true,
      composing: isComposing(event.nativeEvent),
    });
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      <Typography variant="body2" sx={{ color: 'warning.main', fontWeight: 600 }} role="status">
        {ruleProblem(problem, t)}
      </Typography>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 8rem', gap: 1, alignItems: 'start' }}>
        <TextField
          label={words.raw}
          value={criterion.bands ?? ''}
          onChange={type('bands')}
          onBlur={onDone}
          helperText={words.rawHint}
          slotProps={{ htmlInput: { maxLength: 500, autoComplete: 'off', spellCheck: false } }}
        />
        <TextField
          label={t.criteria.target}
          value={criterion.target ?? ''}
          onChange={type('target')}
          onBlur={onDone}
          slotProps={{ htmlInput: { maxLength: 60, autoComplete: 'off' } }}
        />
      </Box>
      <Box>
        <Button
          variant="outlined"
          onClick={() =>
            onChange({
              columns: usualRule(criterion.answerType, criterion.scoring),
              typed: false,
              composing: false,
            })
          }
        >
          {words.useUsual}
        </Button>
      </Box>
    </Box>
  );
}

// Two criteria sets side by side: what stayed, moved, changed, came or went, word by word; and which of the points
// can be compared between the years. A person may say that a removed and an added criterion ask the same.
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import IconButton from '@mui/material/IconButton';
import Switch from '@mui/material/Switch';
import SwapIcon from '@mui/icons-material/SwapHoriz';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useSearchParams } from 'react-router';
import type {
  ComparedCriterion,
  CriteriaComparison,
  CriteriaSet,
  Criterion,
} from '../../../core/contract/criteria.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { SelectField } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { EmptyState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { referenceInWords, ruleInWords, sourceInWords } from './rule-words.ts';
import { setLabel } from './set-words.ts';
import { diffWords } from './word-diff.ts';
import type { Segment } from './word-diff.ts';

type State = ComparedCriterion['state'];
const states: readonly State[] = ['same', 'moved', 'changed', 'added', 'removed'];
const tones: Readonly<Record<State, Tone>> = {
  same: 'muted',
  moved: 'plain',
  changed: 'due',
  added: 'accent',
  removed: 'overdue',
};

export function ComparePage() {
  const t = useText();
  const c = t.criteria.compare;
  const filter = useFilter();
  const sets = useQueryOf('criteriaSets.list', {});
  return (
    <>
      <PageHeader title={c.title} back={{ to: '/criteria', label: t.frame.places.criteria }} />
      <Loaded query={sets}>
        {(all) => {
          if (all.length < 2) return <EmptyState title={c.needTwo} text={c.needTwoText} />;
          const byId = (id: string) => all.find((set) => set.id === id);
          const right =
            byId(filter.get('right')) ?? all.find(({ copiedFromId }) => copiedFromId !== null) ?? all[0];
          const left =
            byId(filter.get('left')) ??
            byId(right?.copiedFromId ?? '') ??
            all.find(({ id }) => id !== right?.id);
          if (left === undefined || right === undefined) return null;
          return <Sides all={all} left={left} right={right} />;
        }}
      </Loaded>
    </>
  );
}

interface SidesProps {
  readonly all: readonly CriteriaSet[];
  readonly left: CriteriaSet;
  readonly right: CriteriaSet;
}
function Sides({ all, left, right }: SidesProps) {
  const t = useText();
  const c = t.criteria.compare;
  const filter = useFilter();
  const [, setParams] = useSearchParams();
  const choices = all.map((set) => ({ value: set.id, label: setLabel(set, t) }));
  const choose = (side: 'left' | 'right') => (id: string | null) => {
    if (id !== null) filter.set(side, id);
  };
  return (
    <>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0, 1fr) auto minmax(0, 1fr)',
          gap: 1,
          alignItems: 'center',
          mb: 1.5,
        }}
      >
        <SelectField label={c.left} value={left.id} choices={choices} onChange={choose('left')} />
        <IconButton
          aria-label={c.swap}
          title={c.swap}
          onClick={() =>
            setParams(
              (before) => {
                const next = new URLSearchParams(before);
                next.set('left', right.id);
                next.set('right', left.id);
                return next;
              },
              { replace: true },
            )
          }
        >
          <SwapIcon sx={{ fontSize: 20 }} />
        </IconButton>
        <SelectField label={c.right} value={right.id} choices={choices} onChange={choose('right')} />
      </Box>
      {left.id === right.id ? <EmptyState title={c.chooseTwo} /> : <Comparison left={left} right={right} />}
    </>
  );
}

function Comparison({ left, right }: Omit<SidesProps, 'all'>) {
  const query = useQueryOf('criteriaSets.compare', { leftId: left.id, rightId: right.id });
  return (
    <Loaded query={query} skeleton={<TableSkeleton rows={12} />}>
      {(comparison) => <Lines comparison={comparison} />}
    </Loaded>
  );
}

/** The criterion for which the other one is being looked for. */
interface Matching {
  readonly criterion: Criterion;
  readonly side: 'left' | 'right';
}

function Lines({ comparison }: { readonly comparison: CriteriaComparison }) {
  const t = useText();
  const c = t.criteria.compare;
  const filter = useFilter();
  const [matching, setMatching] = useState<Matching | null>(null);
  const unmatch = useCommand('criterionMatches.delete');
  const all = useMemo(() => comparison.groups.flatMap(({ items }) => items), [comparison]);
  const only = filter.get('only') === '1';
  const state = states.find((one) => one === filter.get('state'));
  const asked = foldText(filter.get('q').trim());
  const shows = (item: ComparedCriterion) =>
    (!only || item.state !== 'same') &&
    (state === undefined || item.state === state) &&
    (asked === '' ||
      [item.left, item.right].some(
        (one) => one !== null && foldText(`${one.code} ${one.text}`).includes(asked),
      ));
  const groups = comparison.groups
    .map((group) => ({ ...group, items: group.items.filter(shows) }))
    .filter(({ items }) => items.length > 0);
  async function drop(item: ComparedCriterion) {
    if (item.matchId === null || item.matchRev === null) return;
    if (await unmatch.run({ id: item.matchId, rev: item.matchRev })) {
      showUndo(c.unmatched(item.left?.code ?? '', item.right?.code ?? ''));
    }
  }
  return (
    <>
      <Box sx={{ display: 'flex', gap: 2, rowGap: 0.5, flexWrap: 'wrap', alignItems: 'baseline', mb: 1 }}>
        <Box component="strong" title={c.comparableHint}>
          {c.comparable(points(comparison.comparablePoints), points(comparison.maxPoints))}
        </Box>
        {states.map((one) => (
          <StatusChip
            key={one}
            tone={tones[one]}
            label={c.counts(formatCount(all.filter((item) => item.state === one).length), c.states[one])}
          />
        ))}
      </Box>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 1 }}>
        {c.comparableHint}
      </Typography>
      <FilterBar filter={filter} names={[]}>
        <FilterText filter={filter} name="q" label={t.criteria.find} />
        <FilterSelect
          filter={filter}
          name="state"
          label={c.state}
          options={states.map((value) => ({ value, label: c.states[value] }))}
        />
        <FormControlLabel
          label={c.onlyDifferences}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch
              size="small"
              checked={only}
              onChange={(_event, on) => filter.set('only', on ? '1' : '')}
            />
          }
        />
      </FilterBar>
      {groups.length === 0 ? (
        <EmptyState
          title={only && state === undefined && asked === '' ? c.noDifferences : t.criteria.nothingMatches}
        />
      ) : (
        groups.map((group) => (
          <Box component="section" key={group.domainKey} sx={{ mb: 2.5 }}>
            <Typography variant="h2" sx={{ mb: 0.5 }}>
              {group.domainName}
            </Typography>
            <Box
              component="ul"
              sx={{ listStyle: 'none', m: 0, p: 0, borderTop: '1px solid', borderColor: 'divider' }}
            >
              {group.items.map((item) => (
                <Line
                  key={`${item.left?.id ?? ''}:${item.right?.id ?? ''}`}
                  item={item}
                  pending={unmatch.pending}
                  onMatch={setMatching}
                  onUnmatch={() => void drop(item)}
                />
              ))}
            </Box>
          </Box>
        ))
      )}
      {matching === null ? null : (
        <MatchDialog matching={matching} all={all} onClose={() => setMatching(null)} />
      )}
    </>
  );
}

interface LineProps {
  readonly item: ComparedCriterion;
  readonly pending: boolean;
  readonly onMatch: (matching: Matching) => void;
  readonly onUnmatch: () => void;
}
function Line({ item, pending, onMatch, onUnmatch }: LineProps) {
  const t = useText();
  const c = t.criteria.compare;
  const { left, right } = item;
  const text = useMemo(
    () => (left === null || right === null ? null : diffWords(left.text, right.text)),
    [left, right],
  );
  const others = item.differing.filter((field) => field !== 'text' && field !== 'code');
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        // Where it is narrow the two stand below each other.
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr) 10rem' },
        columnGap: 2,
        rowGap: 0.25,
        py: 0.75,
        px: 0.5,
        borderBottom: '1px solid',
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.55,
        color: item.state === 'same' ? 'text.secondary' : 'text.primary',
      }}
    >
      <Side criterion={left} segments={text?.left} tone="removed" absent={c.absentLeft} />
      <Side criterion={right} segments={text?.right} tone="added" absent={c.absentRight} />
      <Box sx={{ display: 'grid', justifyItems: 'start', alignContent: 'start' }}>
        <StatusChip tone={tones[item.state]} label={c.states[item.state]} />
        {left === null || right === null ? null : (
          <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
            {item.comparable ? c.comparableYes : c.comparableNo}
            {item.matchedBy === 'person' ? `, ${c.matchedBy}` : ''}
          </Box>
        )}
        {item.matchedBy === 'person' ? (
          <Button
            sx={small}
            disabled={pending}
            aria-label={c.unmatchOf(right?.code ?? '')}
            onClick={onUnmatch}
          >
            {c.unmatch}
          </Button>
        ) : null}
        {left !== null && right === null ? (
          <Button sx={small} onClick={() => onMatch({ criterion: left, side: 'left' })}>
            {c.matchWith(left.code)}
          </Button>
        ) : null}
        {right !== null && left === null ? (
          <Button sx={small} onClick={() => onMatch({ criterion: right, side: 'right' })}>
            {c.matchWith(right.code)}
          </Button>
        ) : null}
        {item.matchedBy === 'copy' && !item.comparable && left !== null && right !== null ? (
          <MatchPair left={left} right={right} />
        ) : null}
      </Box>
      {left === null || right === null || others.length === 0 ? null : (
        <Box
          component="dl"
          sx={{
            gridColumn: { md: '1 / 3' },
            m: 0,
            mt: 0.25,
            display: 'grid',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
            columnGap: 2,
            rowGap: 0.25,
          }}
        >
          {others.map((field) => (
            <FieldDiff key={field} field={field} left={left} right={right} />
          ))}
        </Box>
      )}
    </Box>
  );
}

const small = { minHeight: 24, py: 0, px: 0.5, ml: -0.5, fontSize: '0.75rem', textAlign: 'left' } as const;

/** A copy whose words were changed: whether it still asks the same is a person's word. */
function MatchPair({ left, right }: { readonly left: Criterion; readonly right: Criterion }) {
  const t = useText();
  const c = t.criteria.compare;
  const create = useCommand('criterionMatches.create');
  return (
    <Button
      sx={small}
      disabled={create.pending}
      aria-label={`${c.match}: ${left.code}, ${right.code}`}
      onClick={() =>
        void create.run({ criterionId: left.id, otherCriterionId: right.id }).then((made) => {
          if (made !== undefined) showUndo(c.matched(left.code, right.code));
        })
      }
    >
      {c.match}
    </Button>
  );
}

interface SideProps {
  readonly criterion: Criterion | null;
  readonly segments: readonly Segment[] | undefined;
  readonly tone: 'added' | 'removed';
  readonly absent: string;
}
function Side({ criterion, segments, tone, absent }: SideProps) {
  if (criterion === null) {
    return <Box sx={{ color: 'text.secondary', fontStyle: 'italic' }}>{absent}</Box>;
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '3.5rem minmax(0, 1fr) 3rem', columnGap: 1 }}>
      <Box component="span" sx={{ fontWeight: 600 }}>
        {criterion.code}
      </Box>
      <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
        {segments === undefined ? criterion.text : <Words segments={segments} tone={tone} />}
      </Box>
      <Box component="span" sx={{ textAlign: 'right' }}>
        {points(criterion.maxPoints)}
      </Box>
    </Box>
  );
}

/** Words that only one side has are marked, struck out on the left and underlined on the right: never by colour alone. */
function Words({
  segments,
  tone,
}: {
  readonly segments: readonly Segment[];
  readonly tone: 'added' | 'removed';
}) {
  return segments.map((segment, index) =>
    segment.changed ? (
      <Box
        component={tone === 'added' ? 'ins' : 'del'}
        // Segments have no name but their place.
        key={index}
        sx={{
          textDecorationThickness: '1.5px',
          color: 'text.primary',
          fontWeight: 600,
          backgroundColor: 'background.tint',
        }}
      >
        {segment.text}
      </Box>
    ) : (
      <span key={index}>{segment.text}</span>
    ),
  );
}

function FieldDiff({
  field,
  left,
  right,
}: {
  readonly field: string;
  readonly left: Criterion;
  readonly right: Criterion;
}) {
  const t = useText();
  const c = t.criteria.compare;
  const names: Readonly<Record<string, string>> = c.fields;
  const [before, after] = [valueOf(field, left, t), valueOf(field, right, t)];
  const diff = diffWords(before, after);
  const side = (label: string, segments: readonly Segment[], tone: 'added' | 'removed'): ReactNode => (
    <Box component="dd" sx={{ m: 0, pl: '4.5rem', overflowWrap: 'anywhere', whiteSpace: 'pre-line' }}>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {label}:{' '}
      </Box>
      {segments.length === 0 ? <span>{c.blank}</span> : <Words segments={segments} tone={tone} />}
    </Box>
  );
  const name = names[field] ?? field;
  return (
    <>
      <Box component="dt" sx={{ position: 'absolute', width: '1px', height: '1px', clipPath: 'inset(50%)' }}>
        {name}
      </Box>
      {side(`${name}, ${c.was}`, diff.left, 'removed')}
      {side(`${name}, ${c.is}`, diff.right, 'added')}
    </>
  );
}

/** A field as the screen words it. */
function valueOf(field: string, criterion: Criterion, t: Texts): string {
  switch (field) {
    case 'answerType':
      return t.labels.answerType[criterion.answerType];
    case 'scoring':
      return t.labels.scoringRule[criterion.scoring];
    case 'bands':
      return ruleInWords(criterion, t);
    case 'maxPoints':
      return points(criterion.maxPoints);
    case 'naAllowed':
      return criterion.naAllowed ? t.criteria.compare.yes : t.criteria.compare.no;
    case 'appliesTo':
      return criterion.appliesTo.length === agencyKindOrder.length
        ? t.criteria.appliesToAll
        : criterion.appliesTo.map((kind) => t.labels.agencyKind[kind]).join('; ');
    case 'derivedFrom':
      return sourceInWords(criterion.derivedFrom, t) ?? '';
    case 'reference':
      return referenceInWords(criterion.reference, t) ?? '';
    default: {
      const value: unknown = criterion[field as keyof Criterion];
      return value === null || value === undefined ? '' : String(value);
    }
  }
}

interface MatchDialogProps {
  readonly matching: Matching;
  readonly all: readonly ComparedCriterion[];
  readonly onClose: () => void;
}
/** "These two ask the same": the other one is chosen among what stands alone in the other set. */
function MatchDialog({ matching: { criterion, side }, all, onClose }: MatchDialogProps) {
  const t = useText();
  const c = t.criteria.compare;
  const create = useCommand('criterionMatches.create');
  const other = side === 'left' ? 'right' : 'left';
  const candidates = all.flatMap((item) => {
    const one = item[other];
    return item[side] === null && one !== null ? [one] : [];
  });
  const [chosen, setChosen] = useState<Criterion | null>(null);
  async function match() {
    if (chosen === null) return;
    const made = await create.run({ criterionId: criterion.id, otherCriterionId: chosen.id });
    if (made === undefined) return;
    const [left, right] = side === 'left' ? [criterion, chosen] : [chosen, criterion];
    showUndo(c.matched(left.code, right.code));
    onClose();
  }
  return (
    <ConfirmDialog
      open
      title={c.matchTitle(criterion.code)}
      confirmLabel={c.match}
      pending={create.pending}
      disabled={chosen === null}
      onConfirm={() => void match()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="body2">{criterion.text}</Typography>
        <Typography variant="body2" color="text.secondary">
          {c.matchText}
        </Typography>
        {candidates.length === 0 ? (
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {c.matchNone}
          </Typography>
        ) : (
          <Autocomplete
            size="small"
            options={candidates}
            value={chosen}
            getOptionLabel={(one) => `${one.code} ${one.text}`}
            getOptionKey={(one) => one.id}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            filterOptions={(options, { inputValue }) => {
              const asked = foldText(inputValue);
              return options.filter((one) => foldText(`${one.code} ${one.text}`).includes(asked));
            }}
            onChange={(_event, one) => setChosen(one)}
            renderInput={(params) => <TextField {...params} autoFocus label={c.matchOther[other]} />}
          />
        )}
      </Box>
    </ConfirmDialog>
  );
}

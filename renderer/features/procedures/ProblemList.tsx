// What is wrong at the places that were looked at, filtered by place, kind and words.
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { postingPlaces } from '../../../core/contract/procedures.ts';
import type {
  ProcedureComparison,
  ProcedureProblem,
  ProcedureResult,
} from '../../../core/contract/procedures.ts';
import { codeKey } from '../../../core/rules/procedure-match.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { countProblems } from './tick-rows.ts';

const order = ['missing', 'superseded', 'late', 'wrong_form', 'not_published'] as const;
const tones: Readonly<Record<ProcedureProblem, Tone>> = {
  missing: 'overdue',
  superseded: 'overdue',
  late: 'due',
  wrong_form: 'due',
  not_published: 'overdue',
};
const PAGE = 200;
const filterNames = ['q', 'at', 'problem'];

export function detailOf(result: ProcedureResult, t: Texts): string {
  const d = t.procedures.detail;
  const { problem, reason, decision, effectiveOn, postedOn, abolishedOn, daysLate, detail } = result;
  if (problem === 'missing') return decision === null ? d.missing : d.missingOf(decision);
  if (problem === 'wrong_form') return detail ?? t.procedures.problems.wrong_form;
  if (problem === 'not_published') return d.notPublished;
  if (problem === 'late') {
    return d.late(
      formatCount(daysLate ?? 0),
      effectiveOn === null ? '' : shortDay(effectiveOn),
      postedOn === null ? '' : shortDay(postedOn),
    );
  }
  if (reason === 'abolished')
    return abolishedOn === null ? d.abolished : d.abolishedOn(shortDay(abolishedOn));
  if (reason === 'replaced') return detail === null ? d.replaced : d.replacedCode(detail);
  return detail === null || decision === null ? d.oldDecision : d.otherDecision(detail, decision);
}

interface ProblemListProps {
  readonly comparison: ProcedureComparison;
  /** Stands before the filters. */
  readonly lead: ReactNode;
}

export function ProblemList({ comparison, lead }: ProblemListProps) {
  const t = useText();
  const w = t.procedures;
  const all = useFilter();
  const [, setParams] = useSearchParams();
  // What is shown above stays when the filters are cleared.
  const filter = {
    ...all,
    clear: () =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before);
          for (const name of filterNames) next.delete(name);
          return next;
        },
        { replace: true },
      ),
  };
  const [limit, setLimit] = useState(PAGE);
  const wanted = foldText(filter.get('q')).trim();
  const code = codeKey(wanted);
  const at = filter.get('at');
  const kind = filter.get('problem');
  const here = comparison.results.filter(({ place }) => at === '' || place === at);
  const counts = countProblems(here);
  const rows = here.filter(
    (one) =>
      (kind === '' || one.problem === kind) &&
      (wanted === '' ||
        foldText([one.code, one.name, one.decision, one.detail].join(' ')).includes(wanted) ||
        (code.length > 2 && codeKey(one.code).includes(code))),
  );
  const columns: readonly Column<ProcedureResult>[] = [
    {
      key: 'problem',
      label: w.problem,
      width: '9.5rem',
      sortBy: (one) => order.indexOf(one.problem),
      render: (one) => <StatusChip tone={tones[one.problem]} label={w.problems[one.problem]} />,
    },
    {
      key: 'place',
      label: w.placesLabel,
      width: '10rem',
      sortBy: (one) => postingPlaces.indexOf(one.place),
      render: (one) => w.places[one.place],
    },
    {
      key: 'code',
      label: w.columns.code,
      width: '12.5rem',
      sortBy: (one) => one.code,
      render: (one) => one.code ?? '',
    },
    { key: 'name', label: w.columns.name, sortBy: (one) => one.name, render: (one) => one.name },
    { key: 'what', label: w.what, width: '30%', render: (one) => detailOf(one, t) },
  ];
  if (comparison.results.length === 0) {
    const looked = comparison.places.some((one) => one.looked);
    return (
      <>
        <Box sx={{ mb: 1.5 }}>{lead}</Box>
        <EmptyState title={looked ? w.noProblems : w.nothingLooked} />
      </>
    );
  }
  return (
    <>
      <FilterBar filter={filter} names={filterNames}>
        {lead}
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect
          filter={filter}
          name="at"
          label={w.placesLabel}
          emptyLabel={w.everyPlace}
          options={comparison.places
            .filter(({ looked }) => looked)
            .map(({ place }) => ({ value: place, label: w.places[place] }))}
        />
        <FilterSelect
          filter={filter}
          name="problem"
          label={w.problemFilter}
          options={order
            .filter((one) => (counts.get(one) ?? 0) > 0)
            .map((one) => ({
              value: one,
              label: `${w.problems[one]} (${formatCount(counts.get(one) ?? 0)})`,
            }))}
        />
      </FilterBar>
      {rows.length === 0 ? (
        <EmptyState
          title={w.nothingMatches}
          action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
        />
      ) : (
        <ResponsiveTable
          label={w.problemsLabel}
          columns={columns}
          rows={rows.slice(0, limit)}
          rowKey={(one) => [one.place, one.problem, one.procedureId, one.postingId].join('·')}
        />
      )}
      {rows.length > limit ? (
        <Box sx={{ display: 'flex', justifyContent: 'center', py: 1 }}>
          <Button onClick={() => setLimit(limit + PAGE)}>
            {w.showMore(formatCount(Math.min(PAGE, rows.length - limit)))}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

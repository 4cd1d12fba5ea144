// The checklist of a visit: criteria by domain, one active line, everything by keyboard.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore, VisitWorkspace } from '../../../core/contract/visits.ts';
import { isAnswered } from '../../../core/rules/scoring.ts';
import { useText } from '../../i18n/text.tsx';
import { answerRow } from './answer-row.ts';
import type { AnswerRow, RowAction } from './answer-row.ts';
import { ChecklistLine } from './ChecklistLine.tsx';
import { ChecklistTable } from './checklist-table.ts';

export type ChecklistFilter = 'all' | 'unanswered' | 'noted';

interface ChecklistProps {
  readonly workspace: VisitWorkspace;
  readonly domainId: string | null;
  readonly filter: ChecklistFilter;
  /** The line that the address names, for the start. */
  readonly startId: string | null;
  readonly readOnly: boolean;
  readonly onShowAll: () => void;
  readonly onFinding: (kind: 'strength' | 'limitation', criterion: Criterion, row: AnswerRow) => void;
  readonly onSaved: (answer: Answer, score: DomainScore) => void;
  readonly reload: (criterionId: string) => Promise<Answer | undefined>;
}

export function Checklist(props: ChecklistProps) {
  const { workspace, domainId, filter } = props;
  const [activeId, setActiveId] = useState(props.startId);
  const t = useText();
  const words = t.visits.workspace;
  const body = useRef<HTMLTableElement>(null);
  const { scoring } = workspace.plan;

  const answers = useMemo(
    () => new Map(workspace.answers.map((answer) => [answer.criterionId, answer])),
    [workspace.answers],
  );
  const findings = useMemo(() => {
    const counts = new Map<string, number>();
    for (const finding of workspace.findings) {
      if (finding.criterionId === null || finding.scope !== 'named') continue;
      counts.set(finding.criterionId, (counts.get(finding.criterionId) ?? 0) + 1);
    }
    return counts;
  }, [workspace.findings]);

  const unanswered = useCallback(
    (criterion: Criterion) => !isAnswered(criterion, answerRow(answers.get(criterion.id)), scoring),
    [answers, scoring],
  );

  const fits = useCallback(
    (criterion: Criterion) =>
      filter === 'all' ||
      (filter === 'unanswered' ? unanswered(criterion) : (answers.get(criterion.id)?.note ?? '') !== ''),
    [filter, answers, unanswered],
  );
  // Lines do not run away under the hand: what the filter showed when it was chosen stays until it is chosen anew.
  const [opened] = useState(() => new Set(workspace.criteria.filter(fits).map(({ id }) => id)));
  const shown = useMemo(
    () =>
      workspace.criteria.filter(
        (criterion) =>
          (domainId === null || criterion.domainId === domainId) &&
          (opened.has(criterion.id) || fits(criterion)),
      ),
    [workspace.criteria, domainId, opened, fits],
  );

  const latest = useRef({ shown, unanswered, props });
  useLayoutEffect(() => {
    latest.current = { shown, unanswered, props };
  });

  const focusLine = useCallback((criterionId: string) => {
    // At once: the next key belongs to this line already.
    const line = body.current?.querySelector<HTMLElement>(`tr[data-criterion="${criterionId}"]`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
  }, []);

  const onAction = useCallback(
    (action: RowAction, criterion: Criterion, row: AnswerRow) => {
      const { shown: lines, unanswered: open, props: now } = latest.current;
      const index = lines.findIndex((line) => line.id === criterion.id);
      const go = (to: number) => {
        const line = lines[Math.max(0, Math.min(lines.length - 1, to))];
        if (line !== undefined) focusLine(line.id);
      };
      if (action.kind === 'move') go(index + action.by);
      else if (action.kind === 'first') go(0);
      else if (action.kind === 'last') go(lines.length - 1);
      else if (action.kind === 'next_unanswered') {
        const after = [...lines.slice(index + 1), ...lines.slice(0, index)];
        const next = after.find(open);
        if (next !== undefined) focusLine(next.id);
      } else if (action.kind === 'limitation' || action.kind === 'strength') {
        now.onFinding(action.kind, criterion, row);
      }
    },
    [focusLine],
  );
  const saved = useCallback(
    (answer: Answer, score: DomainScore) => latest.current.props.onSaved(answer, score),
    [],
  );
  const reload = useCallback((id: string) => latest.current.props.reload(id), []);

  // The line that the address names, or the first one, takes the keyboard when the checklist opens.
  const focused = useRef(false);
  useEffect(() => {
    if (focused.current || shown.length === 0) return;
    focused.current = true;
    const at = document.activeElement;
    if (at === null || at === document.body || at.id === 'content') {
      focusLine(activeId ?? shown[0]?.id ?? '');
    }
  }, [shown, activeId, focusLine]);

  if (workspace.criteria.length === 0) {
    return (
      <Alert severity="info" variant="outlined" sx={{ m: 2 }}>
        {workspace.plan.criteriaSetId === null ? words.noSetText : words.nothingApplies}
      </Alert>
    );
  }
  if (shown.length === 0) {
    return (
      <Box sx={{ p: 4, textAlign: 'center', color: 'text.secondary' }}>
        {filter === 'unanswered' ? words.allAnswered : t.frame.none}
        <Box sx={{ mt: 1 }}>
          <Button size="small" onClick={props.onShowAll}>
            {words.showAll}
          </Button>
        </Box>
      </Box>
    );
  }

  const firstActive = shown.some((criterion) => criterion.id === activeId)
    ? activeId
    : (shown[0]?.id ?? null);
  const columns = scoring ? 5 : 4;
  return (
    <ChecklistTable ref={body} aria-label={words.checklist}>
      <thead>
        <tr>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.criterion}</th>
          <th scope="col">{words.answer}</th>
          {scoring && (
            <th scope="col" style={{ textAlign: 'right' }}>
              {words.points}
            </th>
          )}
          <th scope="col" aria-label={t.frame.more} />
        </tr>
      </thead>
      {workspace.domains.map((domain) => {
        const lines = shown.filter((criterion) => criterion.domainId === domain.id);
        if (lines.length === 0) return null;
        return (
          <tbody key={domain.id}>
            {domainId === null && (
              <tr>
                <th className="domain" scope="rowgroup" colSpan={columns}>
                  {domain.ordinal}. {domain.name}
                </th>
              </tr>
            )}
            {lines.map((criterion) => (
              <ChecklistLine
                key={criterion.id}
                visitId={workspace.visit.id}
                criterion={criterion}
                answer={answers.get(criterion.id)}
                scoring={scoring}
                active={criterion.id === firstActive}
                readOnly={props.readOnly}
                findings={findings.get(criterion.id) ?? 0}
                onActivate={setActiveId}
                onAction={onAction}
                onSaved={saved}
                reload={reload}
              />
            ))}
          </tbody>
        );
      })}
    </ChecklistTable>
  );
}

// The checklist of a visit: criteria by domain, one active line, everything by keyboard.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Ref } from 'react';
import { useImperativeHandle } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { DeskBeside } from '../../../core/contract/desk.ts';
import type { Answer, DomainScore, VisitWorkspace } from '../../../core/contract/visits.ts';
import { fitsFilter } from '../../../core/rules/checklist-view.ts';
import type { ChecklistFilter } from '../../../core/rules/checklist-view.ts';
import { isAnswered, lacksExplanation } from '../../../core/rules/scoring.ts';
import { useText } from '../../i18n/text.tsx';
import { answerRow } from './answer-row.ts';
import type { AnswerRow, RowAction } from './answer-row.ts';
import { ChecklistLine } from './ChecklistLine.tsx';
import { ChecklistTable } from './checklist-table.ts';
import { besideByCriterion, nothingBeside, openByDomain } from './line-beside.ts';
import { OpenNote } from './LineBesideNotes.tsx';
import { useNearLines } from './near-lines.ts';

export interface ChecklistHandle {
  /** The keyboard goes to a line; with `open` it is opened as well. False where the filter hides it. */
  goTo(criterionId: string, open?: boolean): boolean;
  /** Back to the line that had it. */
  goBack(): void;
  next(kind: 'unanswered' | 'unexplained'): void;
  readonly activeId: string | null;
}

interface ChecklistProps {
  readonly handle: Ref<ChecklistHandle>;
  readonly workspace: VisitWorkspace;
  readonly beside: DeskBeside | undefined;
  readonly files: ReadonlyMap<string, number>;
  readonly domainId: string | null;
  /** Only the domains of one member; null: all. */
  readonly domainIds: readonly string[] | null;
  readonly filter: ChecklistFilter;
  /** The line that the address names, for the start. */
  readonly startId: string | null;
  readonly readOnly: boolean;
  readonly onShowAll: () => void;
  readonly onFinding: (kind: 'strength' | 'limitation', criterion: Criterion, row: AnswerRow) => void;
  readonly onCommand: () => void;
  readonly onBulk: () => void;
  readonly onSaved: (answer: Answer, score: DomainScore) => void;
  readonly reload: (criterionId: string) => Promise<Answer | undefined>;
}

/** "3.2.12": longer ones need a wider column. */
const USUAL_CODE = 6;

export function Checklist(props: ChecklistProps) {
  const { workspace, domainId, domainIds, filter, beside } = props;
  const [activeId, setActiveId] = useState(props.startId);
  const [opened, setOpened] = useState<{ readonly id: string; readonly times: number } | null>(null);
  const t = useText();
  const words = t.visits.workspace;
  const more = t.desk.checklist;
  const body = useRef<HTMLTableElement>(null);
  const { scoring } = workspace.plan;

  const answers = useMemo(
    () => new Map(workspace.answers.map((answer) => [answer.criterionId, answer])),
    [workspace.answers],
  );
  const besides = useMemo(() => besideByCriterion(beside), [beside]);
  const owed = useMemo(() => openByDomain(beside), [beside]);
  const withSelf = (beside?.selfAnswers.length ?? 0) > 0;
  const findings = useMemo(() => {
    const counts = new Map<string, number>();
    for (const finding of workspace.findings) {
      if (finding.criterionId === null || finding.scope !== 'named') continue;
      counts.set(finding.criterionId, (counts.get(finding.criterionId) ?? 0) + 1);
    }
    return counts;
  }, [workspace.findings]);

  const waits = useCallback(
    (kind: 'unanswered' | 'unexplained', criterion: Criterion) => {
      const row = answerRow(answers.get(criterion.id));
      return kind === 'unanswered'
        ? !isAnswered(criterion, row, scoring)
        : lacksExplanation(criterion, row, scoring);
    },
    [answers, scoring],
  );
  const fits = useCallback(
    (criterion: Criterion) => {
      const one = besides.get(criterion.id);
      return fitsFilter(
        filter,
        criterion,
        answerRow(answers.get(criterion.id)),
        { self: one?.self, earlier: one?.previous.find(({ agencyName }) => agencyName === null)?.answer },
        scoring,
      );
    },
    [filter, answers, besides, scoring],
  );
  // Lines do not run away under the hand: what the filter showed when it was chosen stays until it is chosen anew.
  const [first] = useState(() => new Set(workspace.criteria.filter(fits).map(({ id }) => id)));
  const shown = useMemo(
    () =>
      workspace.criteria.filter(
        (criterion) =>
          (domainId === null || criterion.domainId === domainId) &&
          (domainIds === null || domainIds.includes(criterion.domainId)) &&
          (filter === 'all' || first.has(criterion.id) || fits(criterion)),
      ),
    [workspace.criteria, domainId, domainIds, filter, first, fits],
  );
  const near = useNearLines(body, shown);

  const latest = useRef({ shown, waits, props });
  useLayoutEffect(() => {
    latest.current = { shown, waits, props };
  });

  const focusLine = useCallback((criterionId: string): boolean => {
    // At once: the next key belongs to this line already.
    const line = body.current?.querySelector<HTMLElement>(`tr[data-criterion="${criterionId}"]`);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: 'nearest' });
    return line != null;
  }, []);
  const open = useCallback(
    (id: string) => setOpened((before) => ({ id, times: (before?.times ?? 0) + 1 })),
    [],
  );
  const next = useCallback(
    (kind: 'unanswered' | 'unexplained', from: string | null) => {
      const { shown: lines, waits: waiting } = latest.current;
      const index = lines.findIndex((line) => line.id === from);
      const after = [...lines.slice(index + 1), ...lines.slice(0, Math.max(index, 0))];
      const found = after.find((line) => waiting(kind, line));
      // The line itself may be the last one that waits for a word.
      const target = found ?? (kind === 'unexplained' ? lines[index] : undefined);
      if (target === undefined || (found === undefined && !waiting(kind, target))) return;
      focusLine(target.id);
      if (kind === 'unexplained') open(target.id);
    },
    [focusLine, open],
  );

  const firstActive = shown.some((criterion) => criterion.id === activeId)
    ? activeId
    : (shown[0]?.id ?? null);
  useImperativeHandle(
    props.handle,
    () => ({
      activeId: firstActive,
      goTo(criterionId, opening = false) {
        const there = focusLine(criterionId);
        if (there && opening) open(criterionId);
        return there;
      },
      goBack: () => void (firstActive !== null && focusLine(firstActive)),
      next: (kind) => next(kind, firstActive),
    }),
    [firstActive, focusLine, next, open],
  );

  const onAction = useCallback(
    (action: RowAction, criterion: Criterion, row: AnswerRow) => {
      const { shown: lines, props: now } = latest.current;
      const index = lines.findIndex((line) => line.id === criterion.id);
      const go = (to: number) => {
        const line = lines[Math.max(0, Math.min(lines.length - 1, to))];
        if (line !== undefined) focusLine(line.id);
      };
      if (action.kind === 'move') go(index + action.by);
      else if (action.kind === 'first') go(0);
      else if (action.kind === 'last') go(lines.length - 1);
      else if (action.kind === 'next_unanswered') next('unanswered', criterion.id);
      else if (action.kind === 'next_unexplained') next('unexplained', criterion.id);
      else if (action.kind === 'command') now.onCommand();
      else if (action.kind === 'bulk') now.onBulk();
      else if (action.kind === 'limitation' || action.kind === 'strength') {
        now.onFinding(action.kind, criterion, row);
      }
    },
    [focusLine, next],
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
        {more.emptyFilter[filter]}
        <Box sx={{ mt: 1 }}>
          <Button size="small" onClick={props.onShowAll}>
            {words.showAll}
          </Button>
        </Box>
      </Box>
    );
  }

  const general = domainId === null ? (owed.get(null) ?? []) : [];
  const longCodes = workspace.criteria.some(({ code }) => code.length > USUAL_CODE);
  const classes = [
    scoring ? 'scoring' : '',
    withSelf ? 'with-self' : '',
    longCodes ? 'long-codes' : '',
  ].filter((one) => one !== '');
  return (
    <ChecklistTable ref={body} aria-label={words.checklist} className={classes.join(' ')}>
      <thead>
        <tr>
          <th scope="col">{words.code}</th>
          <th scope="col">{words.criterion}</th>
          {withSelf && <th scope="col">{more.self}</th>}
          <th scope="col">{withSelf ? more.inspector : words.answer}</th>
          {scoring && (
            <th scope="col" className="points">
              {words.points}
            </th>
          )}
          <th scope="col" aria-label={t.frame.more} />
        </tr>
      </thead>
      {general.length > 0 && (
        <tbody>
          <tr className="general">
            <td>
              {general.map((one) => (
                <OpenNote key={one.id} one={one} whole />
              ))}
            </td>
          </tr>
        </tbody>
      )}
      {workspace.domains.map((domain) => {
        const lines = shown.filter((criterion) => criterion.domainId === domain.id);
        if (lines.length === 0) return null;
        const open = owed.get(domain.key) ?? [];
        return (
          <tbody key={domain.id}>
            {(domainId === null || open.length > 0) && (
              <tr className="domain">
                <th className="domain" scope="rowgroup">
                  {domainId === null && `${domain.ordinal}. ${domain.name}`}
                  {open.map((one) => (
                    <OpenNote key={one.id} one={one} />
                  ))}
                </th>
              </tr>
            )}
            {lines.map((criterion) => (
              <ChecklistLine
                key={criterion.id}
                visitId={workspace.visit.id}
                criterion={criterion}
                answer={answers.get(criterion.id)}
                beside={besides.get(criterion.id) ?? nothingBeside}
                withSelf={withSelf}
                scoring={scoring}
                live={near.has(criterion.id)}
                active={criterion.id === firstActive}
                readOnly={props.readOnly}
                findings={findings.get(criterion.id) ?? 0}
                files={props.files.get(criterion.id) ?? 0}
                openedAt={opened?.id === criterion.id ? opened.times : 0}
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

// Fast entry: "3.2.2 105/112" Enter, line after line from the paper, without looking for the line. What was understood is said
// before it is written; what was written stays in sight.
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore, VisitWorkspace } from '../../../core/contract/visits.ts';
import { codeFinder, readCommand } from '../../../core/rules/checklist-entry.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { earnedPoints, isAnswered, lacksExplanation } from '../../../core/rules/scoring.ts';
import { isComposing } from '../../api/autosave.ts';
import { useCommand } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';
import { answerRow } from './answer-row.ts';
import { answerText } from './answer-text.ts';
import { faultWords, patchWords } from './entry-words.ts';

interface CommandBarProps {
  readonly workspace: VisitWorkspace;
  /** The line it was opened on: an answer without a code is for this one. */
  readonly current: Criterion | undefined;
  readonly onSaved: (answer: Answer, score: DomainScore) => void;
  readonly onGo: (criterion: Criterion) => void;
  readonly onClose: () => void;
}

export function CommandBar({ workspace, current, onSaved, onGo, onClose }: CommandBarProps) {
  const t = useText();
  const words = t.desk.entry;
  const { plan, visit } = workspace;
  const [typed, setTyped] = useState('');
  const [written, setWritten] = useState<readonly { readonly key: number; readonly text: string }[]>([]);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const save = useCommand('answers.save');
  useEffect(() => field.current?.focus(), []);

  const find = useMemo(() => codeFinder(workspace.criteria), [workspace.criteria]);
  const entry = useMemo(
    () => readCommand(typed, find, current, plan.scoring),
    [typed, find, current, plan.scoring],
  );
  const criterion = entry?.criterion ?? null;
  const present = workspace.answers.find((one) => one.criterionId === criterion?.id);
  const before = answerRow(present);
  const reading = entry?.reading ?? null;
  const after = reading?.ok === true ? { ...before, ...reading.patch } : null;
  const earned = criterion !== null && after !== null ? earnedPoints(criterion, after) : null;
  const replaces =
    criterion !== null && after !== null && isAnswered(criterion, before, plan.scoring)
      ? answerText(present, t)
      : '';
  const owes = criterion !== null && after !== null && lacksExplanation(criterion, after, plan.scoring);

  async function enter() {
    if (criterion === null || save.pending) return;
    if (reading === null) {
      onGo(criterion);
      return;
    }
    if (!reading.ok) return;
    const text = `${criterion.code}: ${patchWords(criterion, reading.patch, plan.scoring, t)}`;
    const saved = await save.run({
      visitId: visit.id,
      criterionId: criterion.id,
      rev: before.rev,
      patch: reading.patch,
    });
    if (saved === undefined) return;
    onSaved(saved.answer, saved.score);
    setWritten((lines) => [{ key: (lines[0]?.key ?? 0) + 1, text }, ...lines].slice(0, 3));
    // What was typed meanwhile is the next line.
    setTyped((now) => (now === typed ? '' : now));
    field.current?.focus();
  }

  return (
    <Box
      role="search"
      aria-label={words.title}
      sx={{
        px: 1.5,
        py: 1,
        borderBottom: '1px solid',
        borderColor: 'divider',
        backgroundColor: 'background.tint',
      }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Box
          component="label"
          htmlFor={id}
          sx={{ fontSize: '0.8125rem', fontWeight: 600, whiteSpace: 'nowrap' }}
        >
          {words.title}
        </Box>
        <Box
          component="input"
          id={id}
          ref={field}
          value={typed}
          autoComplete="off"
          spellCheck={false}
          placeholder={words.placeholder}
          aria-describedby={`${id}-read`}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent) || event.nativeEvent.keyCode === 229) return;
            if (event.key === 'Enter') {
              event.preventDefault();
              void enter();
            } else if (event.key === 'Escape') {
              event.preventDefault();
              event.stopPropagation();
              onClose();
            }
          }}
          sx={{
            flex: 1,
            minWidth: 0,
            height: 32,
            px: 1,
            font: 'inherit',
            color: 'text.primary',
            backgroundColor: 'background.paper',
            border: '1px solid',
            borderColor: 'text.disabled',
            borderRadius: 1,
          }}
        />
        <Button onClick={onClose}>{t.frame.close}</Button>
      </Box>
      <Box id={`${id}-read`} aria-live="polite" sx={{ fontSize: '0.8125rem', minHeight: '2.5em', mt: 0.5 }}>
        {entry === null && <Box sx={{ color: 'text.secondary' }}>{words.hint}</Box>}
        {criterion !== null && (
          <Box sx={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            <strong>{criterion.code}</strong> {criterion.text}
          </Box>
        )}
        {criterion !== null && reading === null && (
          <Box sx={{ color: 'text.secondary' }}>{words.goThere}</Box>
        )}
        {reading?.ok === true && criterion !== null && (
          <Box>
            → <strong>{patchWords(criterion, reading.patch, plan.scoring, t)}</strong>
            {plan.scoring && earned !== null
              ? ` · ${words.earns(formatHundredths(earned), formatHundredths(criterion.maxPoints))}`
              : ''}
            {replaces === '' ? '' : ` · ${words.replaces(replaces)}`}
            {owes && (
              <Box component="span" sx={{ color: 'warning.main', fontWeight: 600 }}>
                {' '}
                · {words.owes}
              </Box>
            )}
          </Box>
        )}
        {reading?.ok === false && (
          <Box sx={{ color: 'error.main' }}>{faultWords(reading.fault, reading.limits, criterion, t)}</Box>
        )}
      </Box>
      {written.length > 0 && (
        <Box
          component="ul"
          aria-label={words.written}
          sx={{ m: 0, p: 0, listStyle: 'none', fontSize: '0.75rem', color: 'text.secondary' }}
        >
          {written.map((line) => (
            <li key={line.key}>✓ {line.text}</li>
          ))}
        </Box>
      )}
    </Box>
  );
}

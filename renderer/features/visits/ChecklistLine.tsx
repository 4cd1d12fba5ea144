// One criterion in one line: answer, points, note, findings. Saves itself; a key on the line is a `RowAction`.
import { memo, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore } from '../../../core/contract/visits.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { earnedPoints, isAnswered } from '../../../core/rules/scoring.ts';
import { useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { AnswerControl } from './AnswerControl.tsx';
import { answerRow, rowAction } from './answer-row.ts';
import type { AnswerRow, RowAction } from './answer-row.ts';

interface ChecklistLineProps {
  readonly visitId: string;
  readonly criterion: Criterion;
  readonly answer: Answer | undefined;
  readonly scoring: boolean;
  readonly active: boolean;
  readonly readOnly: boolean;
  readonly findings: number;
  readonly onActivate: (criterionId: string) => void;
  /** Everything that is not an answer: moving on, recording a finding. */
  readonly onAction: (action: RowAction, criterion: Criterion, row: AnswerRow) => void;
  readonly onSaved: (answer: Answer, score: DomainScore) => void;
  readonly reload: (criterionId: string) => Promise<Answer | undefined>;
}

export const ChecklistLine = memo(function ChecklistLine(props: ChecklistLineProps) {
  const { criterion, visitId, active, readOnly } = props;
  const t = useText();
  const words = t.visits.workspace;
  const line = useRef<HTMLTableRowElement>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const [noteOpen, setNoteOpen] = useState(false);

  const autosave = useAutosave<AnswerRow>({
    rowKey: `answer:${visitId}:${criterion.id}`,
    row: answerRow(props.answer),
    async send(rev, patch, meta) {
      const { rev: _rev, ...fields } = patch;
      const saved = await call(
        'answers.save',
        { visitId, criterionId: criterion.id, rev, patch: fields },
        meta,
      );
      props.onSaved(saved.answer, saved.score);
      return answerRow(saved.answer);
    },
    reload: async () => answerRow(await props.reload(criterion.id)),
  });
  const row = autosave.value;
  const earned = earnedPoints(criterion, row);
  const answered = isAnswered(criterion, row, props.scoring);

  useEffect(() => {
    if (noteOpen) note.current?.focus();
  }, [noteOpen]);

  /** The answer in one step of the journal: choosing and "does not apply" exclude each other. */
  function put(patch: Partial<AnswerRow>) {
    if (readOnly) return;
    autosave.chooseAll(patch);
  }

  function choose(choice: AnswerRow['choice']) {
    put(row.notApplicable ? { notApplicable: false, choice } : { choice });
  }

  function backToLine() {
    void autosave.flush();
    line.current?.focus();
  }

  function act(action: RowAction) {
    switch (action.kind) {
      case 'choose':
        choose(action.choice);
        return;
      case 'type': {
        if (readOnly) return;
        const input = line.current?.querySelector<HTMLInputElement>('input.number');
        if (input === null || input === undefined) setNoteOpen(true);
        else input.select();
        return;
      }
      case 'not_applicable':
        put({ notApplicable: !row.notApplicable });
        return;
      case 'clear':
        put({
          notApplicable: false,
          choice: null,
          numerator: null,
          denominator: null,
          count: null,
          points: null,
        });
        return;
      case 'note':
        setNoteOpen(true);
        return;
      default:
        props.onAction(action, criterion, row);
    }
  }

  function onLineKey(event: KeyboardEvent<HTMLTableRowElement>) {
    if (event.target !== line.current) return;
    const action = rowAction(event, criterion);
    if (action === null) return;
    // The digit itself goes on into the field that it opens.
    if (action.kind !== 'type') event.preventDefault();
    act(action);
  }

  function onFieldKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      backToLine();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
      event.preventDefault();
      backToLine();
      props.onAction({ kind: 'move', by: 1 }, criterion, row);
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      backToLine();
      props.onAction({ kind: 'move', by: -1 }, criterion, row);
    }
  }

  const inNote = row.note !== null && row.note !== '';
  const classes = [
    'line',
    active ? 'active' : '',
    answered ? 'answered' : '',
    row.notApplicable ? 'not-applicable' : '',
  ];
  const tabIndex = active ? 0 : -1;

  return (
    <tr
      ref={line}
      className={classes.join(' ')}
      data-criterion={criterion.id}
      tabIndex={tabIndex}
      aria-current={active ? 'true' : undefined}
      onFocus={() => {
        if (!active) props.onActivate(criterion.id);
      }}
      onClick={() => {
        if (!active) props.onActivate(criterion.id);
      }}
      onKeyDown={onLineKey}
    >
      <td className="code">{criterion.code}</td>
      <td className="text">
        <span id={`text-${criterion.id}`}>{criterion.text}</span>
        {props.findings > 0 && (
          <span
            className="marks badge"
            role="img"
            aria-label={words.hasFindings(props.findings)}
            title={words.hasFindings(props.findings)}
          >
            <FindingIcon /> {props.findings}
          </span>
        )}
        {noteOpen ? (
          <textarea
            ref={note}
            rows={3}
            aria-label={`${words.note}: ${criterion.code}`}
            placeholder={words.notePlaceholder}
            readOnly={readOnly}
            maxLength={8000}
            {...autosave.text('note', { nullable: true })}
            onKeyDown={(event) => {
              if (event.nativeEvent.isComposing) return;
              if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) {
                event.preventDefault();
                event.stopPropagation();
                setNoteOpen(false);
                backToLine();
                if (event.key === 'Enter') props.onAction({ kind: 'move', by: 1 }, criterion, row);
              }
            }}
          />
        ) : (
          inNote && (
            <button type="button" className="note" tabIndex={-1} onClick={() => setNoteOpen(true)}>
              {row.note}
            </button>
          )
        )}
        <ConflictNotice
          autosave={autosave}
          labelOf={(field) =>
            field === 'note' ? words.note : field === 'points' ? words.points : words.answer
          }
        />
      </td>
      <td className="answer">
        <fieldset disabled={readOnly} className="answer-box" aria-labelledby={`text-${criterion.id}`}>
          <div>
            <AnswerControl
              criterion={criterion}
              value={row}
              scoring={props.scoring}
              active={active}
              onType={(field, value) => autosave.set(field, value)}
              onChoose={choose}
              onDone={() => void autosave.flush()}
              onFieldKey={onFieldKey}
            />
          </div>
          {criterion.naAllowed && (
            <button
              type="button"
              className="small"
              aria-pressed={row.notApplicable}
              aria-label={`${words.notApplicableShort}: ${words.notApplicable}`}
              title={`${words.notApplicable} (N)`}
              tabIndex={tabIndex}
              onClick={() => act({ kind: 'not_applicable' })}
            >
              {words.notApplicableShort}
            </button>
          )}
        </fieldset>
      </td>
      {props.scoring && (
        <td className="points" title={words.maxPoints(formatHundredths(criterion.maxPoints))}>
          {row.notApplicable ? '—' : earned === null ? '' : formatHundredths(earned)}
          <span className="marks"> / {formatHundredths(criterion.maxPoints)}</span>
        </td>
      )}
      <td className="tools">
        <button
          type="button"
          className="small"
          aria-expanded={noteOpen}
          aria-label={`${words.note}: ${criterion.code}`}
          title={`${words.note} (Enter)`}
          tabIndex={tabIndex}
          onClick={() => (noteOpen ? setNoteOpen(false) : setNoteOpen(true))}
        >
          <NoteIcon filled={inNote} />
        </button>
        <button
          type="button"
          className="small"
          aria-label={`${words.makeLimitation}: ${criterion.code}`}
          title={`${words.makeLimitation} (H)`}
          tabIndex={tabIndex}
          disabled={readOnly}
          onClick={() => act({ kind: 'limitation' })}
        >
          <FindingIcon />
        </button>
      </td>
    </tr>
  );
});

function NoteIcon({ filled }: { readonly filled: boolean }) {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinejoin="round"
    >
      <path d="M2.5 2.5h11v8h-6l-3 3v-3h-2z" />
    </svg>
  );
}

function FindingIcon() {
  return (
    <svg
      width="15"
      height="15"
      viewBox="0 0 16 16"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
    >
      <path d="M3.5 14V2.5h8l-1.8 3 1.8 3h-8" strokeLinejoin="round" />
    </svg>
  );
}

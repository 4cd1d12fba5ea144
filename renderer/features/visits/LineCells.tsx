// The cells of one criterion: those that can be typed into (`LiveCells`), and the same as plain words (`QuietCells`) for lines
// that are far from sight: they can be found and read out, and cost nothing.
import { useEffect, useImperativeHandle, useState } from 'react';
import type { KeyboardEvent, Ref } from 'react';
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { Answer, DomainScore } from '../../../core/contract/visits.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { earnedPoints, isAnswered, isNotApplicable, lacksExplanation } from '../../../core/rules/scoring.ts';
import { differsFromSelf } from '../../../core/rules/checklist-view.ts';
import { useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { ConflictNotice } from '../../components/SaveStateLabel.tsx';
import { useText } from '../../i18n/text.tsx';
import { AnswerControl } from './AnswerControl.tsx';
import { answerRow, emptyAnswer } from './answer-row.ts';
import type { AnswerRow, RowAction } from './answer-row.ts';
import { answerText } from './answer-text.ts';
import type { LineBeside } from './line-beside.ts';
import { OpenNote, PreviousNote } from './LineBesideNotes.tsx';
import { LineDetail } from './LineDetail.tsx';
import { FindingIcon, NoteIcon } from './line-icons.tsx';

export interface CellProps {
  readonly visitId: string;
  readonly criterion: Criterion;
  readonly answer: Answer | undefined;
  readonly beside: LineBeside;
  /** The agency has sent its own answers. */
  readonly withSelf: boolean;
  readonly scoring: boolean;
  readonly active: boolean;
  readonly readOnly: boolean;
  readonly findings: number;
  /** Files that prove it. */
  readonly files: number;
  /** Opened from elsewhere: a number that grows with each asking. */
  readonly openedAt: number;
  readonly onAction: (action: RowAction, criterion: Criterion, row: AnswerRow) => void;
  readonly onSaved: (answer: Answer, score: DomainScore) => void;
  readonly reload: (criterionId: string) => Promise<Answer | undefined>;
}

export interface LineHandle {
  act(action: RowAction): void;
}

interface LiveCellsProps extends CellProps {
  readonly line: () => HTMLTableRowElement | null;
  readonly handle: Ref<LineHandle>;
}

export function LiveCells(props: LiveCellsProps) {
  const { criterion, visitId, active, readOnly, beside, scoring } = props;
  const t = useText();
  const words = t.visits.workspace;
  const more = t.desk.checklist;
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(props.openedAt);
  if (asked !== props.openedAt) {
    setAsked(props.openedAt);
    setOpen(true);
  }

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
  const unexplained = lacksExplanation(criterion, row, scoring);
  const derived = props.answer?.derived ?? null;

  /** The answer in one step of the journal: choosing and "does not apply" exclude each other. */
  function put(patch: Partial<AnswerRow>) {
    if (!readOnly) autosave.chooseAll(patch);
  }
  function choose(choice: AnswerRow['choice']) {
    put(row.notApplicable ? { notApplicable: false, choice } : { choice });
  }
  function backToLine() {
    void autosave.flush();
    props.line()?.focus();
  }
  function act(action: RowAction) {
    switch (action.kind) {
      case 'choose':
        choose(action.choice);
        return;
      case 'type': {
        if (readOnly) return;
        const input = props.line()?.querySelector<HTMLInputElement>('input.number');
        if (input == null) setOpen(true);
        else input.select();
        return;
      }
      case 'not_applicable':
        put({ notApplicable: !row.notApplicable });
        return;
      case 'clear': {
        const { rev: _rev, note: _note, documentsSeen: _seen, ...values } = emptyAnswer;
        put(values);
        return;
      }
      case 'note':
        setOpen(true);
        return;
      default:
        props.onAction(action, criterion, row);
    }
  }
  useImperativeHandle(props.handle, () => ({ act }));

  function onFieldKey(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      backToLine();
    } else if (event.key === 'Enter' || event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      backToLine();
      props.onAction({ kind: 'move', by: event.key === 'ArrowUp' ? -1 : 1 }, criterion, row);
    }
  }
  function close(next: boolean) {
    setOpen(false);
    backToLine();
    if (next) props.onAction({ kind: 'move', by: 1 }, criterion, row);
  }
  // A line that is opened is seen whole.
  useEffect(() => {
    if (open) props.line()?.scrollIntoView({ block: 'nearest' });
    // eslint-disable-next-line react/exhaustive-deps -- only when it opens
  }, [open]);

  const inNote = row.note !== null && row.note !== '';
  const tabIndex = active ? 0 : -1;
  return (
    <>
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
        {props.files > 0 && <span className="marks badge">{more.files(props.files)}</span>}
        {!open && (
          <>
            <Beside {...props} empty={!isAnswered(criterion, row, scoring)} />
            {inNote && (
              <button type="button" className="note" tabIndex={-1} onClick={() => setOpen(true)}>
                {row.note}
              </button>
            )}
            <SeenDocuments text={row.documentsSeen} />
          </>
        )}
        <ConflictNotice
          autosave={autosave}
          labelOf={(field) =>
            field === 'note'
              ? words.note
              : field === 'documentsSeen'
                ? more.documentsSeen
                : field === 'points'
                  ? words.points
                  : words.answer
          }
        />
      </td>
      {props.withSelf && <SelfCell {...props} differs={differsFromSelf(criterion, row, beside.self)} />}
      <td className="answer">
        <fieldset disabled={readOnly} className="answer-box" aria-labelledby={`text-${criterion.id}`}>
          <div>
            <AnswerControl
              criterion={criterion}
              value={row}
              scoring={scoring}
              active={active}
              draftKey={`${visitId}:${criterion.id}`}
              onType={(field, value) => autosave.set(field, value)}
              onBoth={(pair) => put({ ...pair })}
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
        {derived !== null && <span className="derived">{more.derivedFrom(derived.label)}</span>}
        {unexplained && !open && (
          <button
            type="button"
            className="owing"
            tabIndex={tabIndex}
            aria-label={`${more.unexplained}: ${criterion.code}`}
            onClick={() => setOpen(true)}
          >
            {more.unexplained}
          </button>
        )}
      </td>
      {scoring && (
        <td className="points" title={words.maxPoints(formatHundredths(criterion.maxPoints))}>
          {isNotApplicable(criterion, row) ? '—' : earned === null ? '' : formatHundredths(earned)}
          <span className="marks"> / {formatHundredths(criterion.maxPoints)}</span>
        </td>
      )}
      <td className="tools">
        <button
          type="button"
          className="small"
          aria-expanded={open}
          aria-label={`${words.note}: ${criterion.code}`}
          title={`${words.note} (Enter)`}
          tabIndex={tabIndex}
          onClick={() => (open ? close(false) : setOpen(true))}
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
      {open && (
        <td className="opened">
          <LineDetail
            visitId={visitId}
            criterion={criterion}
            beside={beside}
            autosave={autosave}
            scoring={scoring}
            readOnly={readOnly}
            unexplained={unexplained}
            onClose={close}
          />
        </td>
      )}
    </>
  );
}

export function QuietCells(props: CellProps) {
  const { criterion, answer, scoring } = props;
  const t = useText();
  const row = answerRow(answer);
  const earned = answer?.earned ?? null;
  return (
    <>
      <td className="code">{criterion.code}</td>
      <td className="text">
        {criterion.text}
        <Beside {...props} empty={!isAnswered(criterion, row, scoring)} />
        {row.note !== null && row.note !== '' && <span className="note">{row.note}</span>}
        <SeenDocuments text={row.documentsSeen} />
      </td>
      {props.withSelf && <SelfCell {...props} differs={differsFromSelf(criterion, row, props.beside.self)} />}
      <td className="answer">
        {answerText(answer, t)}
        {lacksExplanation(criterion, row, scoring) && (
          <span className="owing">{t.desk.checklist.unexplained}</span>
        )}
      </td>
      {scoring && (
        <td className="points">
          {earned === null ? '' : formatHundredths(earned)}
          <span className="marks"> / {formatHundredths(criterion.maxPoints)}</span>
        </td>
      )}
      <td className="tools" aria-hidden="true" />
    </>
  );
}

/** Only beside an empty answer: what is answered is not argued with. */
function Beside({
  beside,
  scoring,
  empty,
}: Pick<CellProps, 'beside' | 'scoring'> & { readonly empty: boolean }) {
  if (!empty) return null;
  return (
    <>
      {beside.previous.map((one) => (
        <PreviousNote key={one.visitId} one={one} scoring={scoring} />
      ))}
      {beside.open.map((one) => (
        <OpenNote key={one.id} one={one} />
      ))}
    </>
  );
}

function SeenDocuments({ text }: { readonly text: string | null }) {
  const t = useText();
  const seen = (text ?? '').split('\n').filter((one) => one.trim() !== '');
  return seen.length === 0 ? null : (
    <span className="beside" title={seen.join('\n')}>
      <span className="beside-label">{t.desk.checklist.seen(seen.length)}</span> {seen.join(' · ')}
    </span>
  );
}

function SelfCell({
  beside,
  scoring,
  differs,
}: Pick<CellProps, 'beside' | 'scoring'> & { readonly differs: boolean }) {
  const t = useText();
  const { self } = beside;
  return (
    <td className={differs ? 'self differs' : 'self'} title={self?.note ?? undefined}>
      {differs && (
        <span role="img" aria-label={t.desk.checklist.differs} title={t.desk.checklist.differs}>
          ≠{' '}
        </span>
      )}
      {answerText(self, t, false)}
      {scoring && self !== undefined && self.earned !== null && self.points === null && (
        <span className="marks"> · {formatHundredths(self.earned)}</span>
      )}
    </td>
  );
}

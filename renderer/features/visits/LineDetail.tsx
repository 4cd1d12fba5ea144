// The opened line: why points are taken off, documents seen, files; and beside it what to look at and what was said before.
import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useText } from '../../i18n/text.tsx';
import { EvidenceStrip } from '../evidence/EvidenceStrip.tsx';
import { answerText } from './answer-text.ts';
import type { AnswerRow } from './answer-row.ts';
import type { LineBeside } from './line-beside.ts';
import { OpenNote, PreviousNote } from './LineBesideNotes.tsx';

interface LineDetailProps {
  readonly visitId: string;
  readonly criterion: Criterion;
  readonly beside: LineBeside;
  readonly autosave: Autosave<AnswerRow>;
  readonly scoring: boolean;
  readonly readOnly: boolean;
  /** A word is still owed: said at the note. */
  readonly unexplained: boolean;
  /** Esc, or with `next` Ctrl+Enter. */
  readonly onClose: (next: boolean) => void;
}

export function LineDetail(props: LineDetailProps) {
  const { criterion, autosave, beside, readOnly } = props;
  const t = useText();
  const words = t.visits.workspace;
  const more = t.desk.checklist;
  const note = useRef<HTMLTextAreaElement>(null);
  useEffect(() => note.current?.focus(), []);

  function onKey(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229) return;
    const next = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key !== 'Escape' && !next) return;
    event.preventDefault();
    event.stopPropagation();
    props.onClose(next);
  }

  const facts = [
    [words.evidence, criterion.evidence],
    [words.rule, criterion.rule],
    [more.help, criterion.help],
    [words.legalBasis, criterion.legalBasis],
  ] as const;
  const { self } = beside;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc steps back from whatever field is inside
    <div className="detail" onKeyDown={onKey}>
      <div className="own">
        <label>
          <span>{props.unexplained ? more.explanationOwed : words.note}</span>
          <textarea
            ref={note}
            rows={3}
            aria-label={`${words.note}: ${criterion.code}`}
            placeholder={words.notePlaceholder}
            readOnly={readOnly}
            maxLength={8000}
            {...autosave.text('note', { nullable: true })}
          />
        </label>
        <label>
          <span>{more.documentsSeen}</span>
          <textarea
            rows={2}
            aria-label={`${more.documentsSeen}: ${criterion.code}`}
            placeholder={more.documentsPlaceholder}
            readOnly={readOnly}
            maxLength={4000}
            {...autosave.text('documentsSeen', { nullable: true })}
          />
        </label>
        <EvidenceStrip visitId={props.visitId} target={{ criterionId: criterion.id }} readOnly={readOnly} />
      </div>
      <div className="facts">
        {self !== undefined && (
          <span className="beside whole">
            <span className="beside-label">{more.self}</span> {answerText(self, t)}
            {props.scoring && self.earned !== null
              ? ` · ${more.pointsOf(formatHundredths(self.earned))}`
              : ''}
            {self.note === null || self.note === '' ? '' : ` – ${self.note}`}
            {self.evidence === null || self.evidence === '' ? '' : ` (${more.proof}: ${self.evidence})`}
          </span>
        )}
        {beside.previous.map((one) => (
          <PreviousNote key={one.visitId} one={one} scoring={props.scoring} whole />
        ))}
        {beside.open.map((one) => (
          <OpenNote key={one.id} one={one} whole />
        ))}
        {facts.map(([label, text]) =>
          text === null || text === '' ? null : (
            <span key={label} className="beside whole">
              <span className="beside-label">{label}</span> {text}
            </span>
          ),
        )}
      </div>
    </div>
  );
}

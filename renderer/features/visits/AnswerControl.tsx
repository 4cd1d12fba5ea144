// How one criterion is answered: choices as buttons, figures as x / y, a count, or judged points.
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Criterion } from '../../../core/contract/criteria.ts';
import {
  formatCount,
  formatHundredths,
  formatPercent,
  parseCount,
  parseHundredths,
} from '../../../core/rules/format.ts';
import { judgedPoints } from '../../../core/rules/scoring.ts';
import { useText } from '../../i18n/text.tsx';
import { choicesOf } from './answer-row.ts';
import type { AnswerRow } from './answer-row.ts';
import { NumberInput } from './NumberInput.tsx';

interface AnswerControlProps {
  readonly criterion: Criterion;
  readonly value: AnswerRow;
  readonly scoring: boolean;
  readonly active: boolean;
  /** Typed: saved after a pause. */
  readonly onType: (field: 'numerator' | 'denominator' | 'count' | 'points', value: number | null) => void;
  readonly onChoose: (choice: AnswerRow['choice']) => void;
  readonly onDone: () => void;
  /** Enter, Esc, arrows inside a number field. */
  readonly onFieldKey: (event: KeyboardEvent<HTMLInputElement>) => void;
}

export function AnswerControl(props: AnswerControlProps) {
  const { criterion, value, active } = props;
  const t = useText();
  const words = t.visits.workspace;
  const [fault, setFault] = useState<string | null>(null);
  const tabIndex = active ? 0 : -1;
  const common = { tabIndex, disabled: value.notApplicable, onDone: props.onDone, onKey: props.onFieldKey };

  if (criterion.answerType === 'yes_no' || criterion.answerType === 'yes_partial_no') {
    return (
      <span className="choices" role="radiogroup" aria-label={words.answer}>
        {choicesOf(criterion.answerType).map((choice, index) => (
          <button
            key={choice}
            type="button"
            role="radio"
            className={choice}
            aria-checked={!value.notApplicable && value.choice === choice}
            tabIndex={tabIndex}
            title={`${t.labels.answerChoice[choice]} (${index + 1})`}
            onClick={() => props.onChoose(value.choice === choice && !value.notApplicable ? null : choice)}
          >
            {t.labels.answerChoice[choice]}
          </button>
        ))}
      </span>
    );
  }

  const faultOf = (text: string) => (faulty: boolean) => setFault(faulty ? text : null);

  if (criterion.answerType === 'percentage') {
    const { numerator, denominator } = value;
    const share = numerator !== null && denominator !== null ? formatPercent(numerator, denominator) : null;
    return (
      <>
        <NumberInput
          {...common}
          label={words.numerator}
          name="numerator"
          value={numerator}
          parse={parseCount}
          print={formatCount}
          onValue={(next) => props.onType('numerator', next)}
          onFault={faultOf(words.badNumber)}
          onKey={(event) => {
            if (event.key === '/') {
              event.preventDefault();
              const cell = event.currentTarget.closest('td');
              cell?.querySelector<HTMLInputElement>('input[name=denominator]')?.select();
            } else props.onFieldKey(event);
          }}
        />
        {' / '}
        <NumberInput
          {...common}
          label={words.denominator}
          name="denominator"
          value={denominator}
          parse={parseCount}
          print={formatCount}
          onValue={(next) => props.onType('denominator', next)}
          onFault={faultOf(words.badNumber)}
        />
        {share !== null && <span className="share">{share}</span>}
        {fault !== null && <span className="fault">{fault}</span>}
        {fault === null && denominator === 0 && <span className="hint">{words.zeroTotal}</span>}
        {fault === null &&
          numerator !== null &&
          denominator !== null &&
          denominator > 0 &&
          numerator > denominator && <span className="fault">{words.moreThanTotal}</span>}
      </>
    );
  }

  if (criterion.answerType === 'count') {
    return (
      <>
        <NumberInput
          {...common}
          label={words.count}
          name="count"
          value={value.count}
          parse={parseCount}
          print={formatCount}
          onValue={(next) => props.onType('count', next)}
          onFault={faultOf(words.badNumber)}
        />
        {fault !== null && <span className="fault">{fault}</span>}
      </>
    );
  }

  // A judged criterion where the plan does not score is answered in words: the note is the answer.
  if (!props.scoring) return <span className="marks">{words.inWords}</span>;

  const levels = judgedPoints(criterion);
  return (
    <>
      <NumberInput
        {...common}
        label={words.judged}
        name="points"
        value={value.points}
        parse={(text) => levels.find((level) => level === parseHundredths(text)) ?? null}
        print={formatHundredths}
        onValue={(next) => props.onType('points', next)}
        onFault={faultOf(words.badPoints(levels.map(formatHundredths).join(' · ')))}
      />
      {fault !== null && <span className="fault">{fault}</span>}
      {fault === null && active && levels.length > 0 && (
        <span className="hint">{words.judgedHint(levels.map(formatHundredths).join(' · '))}</span>
      )}
    </>
  );
}

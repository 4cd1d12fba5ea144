// How one criterion is answered: choices as buttons, figures as x / y, a count, or judged points.
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { Criterion } from '../../../core/contract/criteria.ts';
import { formatCount, formatHundredths, parseCount, parseHundredths } from '../../../core/rules/format.ts';
import { judgedPoints } from '../../../core/rules/scoring.ts';
import { useText } from '../../i18n/text.tsx';
import { choicesOf } from './answer-row.ts';
import type { AnswerRow } from './answer-row.ts';
import { FigurePair } from './FigurePair.tsx';
import type { Pair } from './FigurePair.tsx';
import { NumberInput } from './NumberInput.tsx';

interface AnswerControlProps {
  readonly criterion: Criterion;
  readonly value: AnswerRow;
  readonly scoring: boolean;
  readonly active: boolean;
  /** Where figures are kept that cannot be saved yet. */
  readonly draftKey: string;
  /** Typed: saved after a pause. */
  readonly onType: (field: 'numerator' | 'denominator' | 'count' | 'points', value: number | null) => void;
  readonly onBoth: (pair: Pair) => void;
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
  const common = {
    tabIndex,
    draftKey: props.draftKey,
    disabled: value.notApplicable,
    onDone: props.onDone,
    onKey: props.onFieldKey,
  };

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
    return (
      <FigurePair
        draftKey={props.draftKey}
        value={value}
        tabIndex={tabIndex}
        disabled={value.notApplicable}
        onType={props.onType}
        onBoth={props.onBoth}
        onDone={props.onDone}
        onFieldKey={props.onFieldKey}
      />
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
          onValue={(next) => {
            props.onType('count', next);
            return true;
          }}
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
        onValue={(next) => {
          props.onType('points', next);
          return true;
        }}
        onFault={faultOf(words.badPoints(levels.map(formatHundredths).join(' · ')))}
      />
      {fault !== null && <span className="fault">{fault}</span>}
      {fault === null && active && levels.length > 0 && (
        <span className="hint">{words.judgedHint(levels.map(formatHundredths).join(' · '))}</span>
      )}
    </>
  );
}

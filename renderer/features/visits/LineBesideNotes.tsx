// Last time's answer and what is still owed, quietly under a criterion that has no answer yet: to read, never filled in.
import type { OpenRecommendation, PreviousAnswer } from '../../../core/contract/desk.ts';
import { isNotApplicable } from '../../../core/rules/scoring.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { answerText } from './answer-text.ts';

export function previousWords(one: PreviousAnswer, scoring: boolean, t: Texts): string {
  const { answer } = one;
  const points =
    scoring && answer.earned !== null && !isNotApplicable({ answerType: 'percentage' }, answer)
      ? t.desk.checklist.pointsOf(formatHundredths(answer.earned))
      : null;
  const said = [answerText(answer, t), points].filter((part) => part !== null && part !== '').join(' · ');
  return said === '' ? t.desk.checklist.onlyNote : said;
}

interface PreviousProps {
  readonly one: PreviousAnswer;
  readonly scoring: boolean;
  readonly whole?: boolean;
}
export function PreviousNote({ one, scoring, whole = false }: PreviousProps) {
  const t = useText();
  const words = t.desk.checklist;
  const { note } = one.answer;
  return (
    <span className={whole ? 'beside whole' : 'beside'} title={one.planTitle}>
      <span className="beside-label">
        {one.year === null ? words.earlierRound : words.year(one.year)}
        {one.agencyName === null ? '' : ` · ${one.agencyName}`}
      </span>{' '}
      {previousWords(one, scoring, t)}
      {note === null || note === '' ? '' : ` – ${note}`}
    </span>
  );
}

export function OpenNote({
  one,
  whole = false,
}: {
  readonly one: OpenRecommendation;
  readonly whole?: boolean;
}) {
  const t = useText();
  const words = t.desk.checklist;
  const due = one.dueOn === null ? null : t.visits.workspace.due(shortDay(one.dueOn));
  return (
    <span className={whole ? 'beside owed whole' : 'beside owed'} title={one.planTitle}>
      <span className="beside-label">{words.stillOpen(one.year)}</span> {one.text}
      {due === null ? '' : ` (${due})`}
    </span>
  );
}

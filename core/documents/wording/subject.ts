// The title lines of notices and minutes: their trích yếu, and how the text refers to the round.
import type { MinutesFacts, NoticeFacts, PlanFacts } from '../facts.ts';
import { agencyName } from './agencies.ts';
import { teamWord } from './team.ts';
import { lowerFirst, oneLine, upperFirst, withoutEnd } from './text.ts';

/** `kiểm tra công tác cải cách hành chính năm 2019`. */
export function inspectionPhrase(plan: PlanFacts): string {
  return `kiểm tra công tác cải cách hành chính${plan.year === null ? '' : ` năm ${String(plan.year)}`}`;
}

/** The trích yếu as given, or the default one. */
export function noticeSubject(facts: NoticeFacts): string {
  const given = facts.document.subject === null ? '' : withoutEnd(oneLine(facts.document.subject));
  if (given !== '') return upperFirst(given);
  const what = facts.document.titleKind === 'ket_luan' ? 'Kết luận' : 'Kết quả';
  const [agency] = facts.agencies;
  if (facts.notice === 'agency' && agency !== undefined) {
    return `${what} ${inspectionPhrase(facts.plan)} tại ${agencyName(agency)}`;
  }
  const title = lowerFirst(withoutEnd(oneLine(facts.plan.title)));
  return `${what} ${title.startsWith('kiểm tra') ? title : inspectionPhrase(facts.plan)}`;
}

export function minutesSubject(facts: MinutesFacts): string {
  const given = facts.document.subject === null ? '' : withoutEnd(oneLine(facts.document.subject));
  if (given !== '') return upperFirst(given);
  return upperFirst(`${inspectionPhrase(facts.plan)} tại ${agencyName(facts.agency)}`);
}

/** Who speaks in the text: the team by its word, any other issuer by its name. */
export function speaker(facts: Pick<NoticeFacts, 'issuer' | 'teams'>): string {
  const name = oneLine(facts.issuer.name);
  return facts.issuer.kind === 'team' || name === '' ? teamWord(facts.teams) : name;
}

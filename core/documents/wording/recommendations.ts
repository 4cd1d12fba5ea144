// Recommendations, their deadlines, and the demand to remedy and to report back.
import type { DomainFacts, PlanFacts, RecommendationFacts } from '../facts.ts';
import { shortDate } from './dates.ts';
import { BLANK } from './numbers.ts';
import { lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from './text.ts';

/** `hoàn thành trước ngày 30/11/2019`; the words of the source; or the blank `trước ngày …/…/…`. */
export function deadline(recommendation: Pick<RecommendationFacts, 'dueOn' | 'dueNote'>): string {
  const note = recommendation.dueNote === null ? '' : withoutEnd(oneLine(recommendation.dueNote));
  if (recommendation.dueOn === null && note !== '') return `thời hạn: ${lowerFirst(note)}`;
  const day = `hoàn thành trước ngày ${shortDate(recommendation.dueOn)}`;
  return note === '' ? day : `${day} (${lowerFirst(note)})`;
}

export function recommendationText(recommendation: RecommendationFacts): string {
  return upperFirst(`${withoutEnd(oneLine(recommendation.text))}; ${sentence(deadline(recommendation))}`);
}

/** With its domain in front, where the list does not already stand below that domain's heading. */
export function recommendationWithDomain(
  recommendation: RecommendationFacts,
  domains: readonly DomainFacts[],
): string {
  const text = recommendationText(recommendation);
  const domain = domains.find((candidate) => candidate.id === recommendation.domainId);
  return domain === undefined ? text : `Về ${lowerFirst(oneLine(domain.name))}: ${text}`;
}

/**
 * The demand as the source words it (in one agency's notice addressed to that agency), or the usual one.
 * Where the words do not ask for a report, a second sentence does. Unknown receiver and day are blanks.
 */
export function remediationDemand(plan: PlanFacts, speakerName: string, agency: string | null): string {
  const receiver = plan.reportBackTo === null ? BLANK : oneLine(plan.reportBackTo);
  const due = `trước ngày ${shortDate(plan.reportBackDueOn)}`;
  const addressee = agency ?? 'các cơ quan, đơn vị được kiểm tra';
  const given = plan.remediationDemand === null ? '' : withoutEnd(oneLine(plan.remediationDemand));
  if (given === '') {
    const demand = `${speakerName} yêu cầu ${addressee} xử lý, khắc phục các tồn tại, hạn chế`;
    return sentence(`${demand} và báo cáo ${receiver} kết quả xử lý ${due}`);
  }
  const addressed =
    agency === null
      ? given
      : given.replace(/các (?:cơ quan, đơn vị và địa phương|cơ quan, đơn vị|đơn vị)/iu, () => agency);
  const words = /^(?:đề nghị|yêu cầu)/iu.test(addressed)
    ? `${speakerName} ${lowerFirst(addressed)}`
    : upperFirst(addressed);
  if (/báo cáo/iu.test(words)) return `${words} ${sentence(due)}`;
  return `${sentence(words)} Kết quả khắc phục báo cáo ${receiver} ${sentence(due)}`;
}

// Section IV of a notice: recommendations per content with their deadlines, and the demand to remedy.
import type { ContentBlock } from '../content.ts';
import type { AgencyFacts, NoticeFacts, RecommendationFacts } from '../facts.ts';
import { agencyName, agencyReference } from './agencies.ts';
import { block } from './blocks.ts';
import { isRecommendationFor, orderedDomains } from './findings.ts';
import { recommendationText, recommendationWithDomain, remediationDemand } from './recommendations.ts';
import { speaker } from './subject.ts';
import { oneLine, withoutEnd } from './text.ts';

export function requestSection(facts: NoticeFacts): readonly ContentBlock[] {
  const agency = facts.notice === 'agency' ? facts.agencies[0] : undefined;
  const recommendations =
    agency === undefined
      ? facts.recommendations
      : facts.recommendations.filter((one) => isRecommendationFor(one, agency, facts.findings));
  const name = agency === undefined ? null : agencyReference(agency);
  // The source may put its whole demand into the recommendation: it is then not said twice.
  const same = (one: RecommendationFacts): boolean =>
    facts.plan.remediationDemand !== null &&
    withoutEnd(oneLine(one.text)) === withoutEnd(oneLine(facts.plan.remediationDemand));
  const listed = recommendations.filter((one) => !same(one));
  return [
    block('section', 'request', 'Kiến nghị, yêu cầu'),
    ...recommendationBlocks(facts, listed, agency),
    block('paragraph', 'request:demand', remediationDemand(facts.plan, speaker(facts), name)),
  ];
}

function recommendationBlocks(
  facts: NoticeFacts,
  listed: readonly RecommendationFacts[],
  agency: AgencyFacts | undefined,
): readonly ContentBlock[] {
  const whom = agency === undefined ? 'các cơ quan, đơn vị được kiểm tra' : agencyReference(agency);
  if (listed.length === 0) {
    return agency === undefined
      ? []
      : [
          block(
            'paragraph',
            'request:none',
            `Hồ sơ kiểm tra không ghi kiến nghị cụ thể riêng đối với ${agencyReference(agency)}.`,
          ),
        ];
  }
  const intro = block(
    'paragraph',
    'request:intro',
    `${speaker(facts)} kiến nghị, yêu cầu ${whom} thực hiện các nội dung sau:`,
  );
  if (listed.every((one) => one.agencyId === null) || agency !== undefined) {
    return [intro, ...perContent(facts, listed)];
  }
  return [intro, ...perAgency(facts, listed)];
}

/** By domain; what belongs to none comes first, straight below the introduction. */
function perContent(facts: NoticeFacts, listed: readonly RecommendationFacts[]): readonly ContentBlock[] {
  const domains = orderedDomains(facts.domains);
  const known = new Set(domains.map((domain) => domain.id));
  const general = listed.filter((one) => one.domainId === null || !known.has(one.domainId));
  const item = (one: RecommendationFacts): ContentBlock =>
    block('item', `request:${one.id}`, recommendationText(one));
  return [
    ...general.map(item),
    ...domains.flatMap((domain) => {
      const own = listed.filter((one) => one.domainId === domain.id);
      if (own.length === 0) return [];
      return [block('subsection', `request:domain:${domain.id}`, domain.name), ...own.map(item)];
    }),
  ];
}

function perAgency(facts: NoticeFacts, listed: readonly RecommendationFacts[]): readonly ContentBlock[] {
  const item = (one: RecommendationFacts): ContentBlock =>
    block('item', `request:${one.id}`, recommendationWithDomain(one, facts.domains));
  const known = new Set(facts.agencies.map((agency) => agency.id));
  const general = listed.filter((one) => one.agencyId === null || !known.has(one.agencyId));
  const forAll: readonly ContentBlock[] =
    general.length === 0
      ? []
      : [
          block('subsection', 'request:all', 'Đối với các cơ quan, đơn vị được kiểm tra'),
          ...general.map(item),
        ];
  const ordered = facts.agencies.toSorted((first, second) => first.ordinal - second.ordinal);
  return [
    ...forAll,
    ...ordered.flatMap((agency) => {
      const own = listed.filter((one) => one.agencyId === agency.id);
      if (own.length === 0) return [];
      const heading = `Đối với ${agencyName(agency)}`;
      return [block('subsection', `request:agency:${agency.id}`, heading), ...own.map(item)];
    }),
  ];
}

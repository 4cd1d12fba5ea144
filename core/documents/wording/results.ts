// Sections II and III of a notice: what was achieved and what is lacking, by domain.
import type { ContentBlock } from '../content.ts';
import type { AgencyFacts, DomainFacts, FindingFacts, FindingKind, NoticeFacts } from '../facts.ts';
import { agencyReference } from './agencies.ts';
import { block } from './blocks.ts';
import {
  collectiveFindingText,
  findingText,
  groupByDomain,
  isCollectiveFinding,
  isOwnFinding,
  ofKind,
  orderedDomains,
} from './findings.ts';
import { teamWord } from './team.ts';
import { lowerFirst, oneLine, upperFirst } from './text.ts';

interface SectionWords {
  readonly title: string;
  /** What the records may lack, e.g. `kết quả cụ thể`. */
  readonly lacking: string;
  readonly verb: string;
}

const words: Readonly<Record<FindingKind, SectionWords>> = {
  strength: {
    title: 'Kết quả đạt được',
    lacking: 'nội dung kết quả đạt được',
    verb: 'ghi nhận những kết quả chung sau đây',
  },
  limitation: {
    title: 'Tồn tại, hạn chế',
    lacking: 'nội dung tồn tại, hạn chế',
    verb: 'chỉ ra một số tồn tại, hạn chế chung sau đây',
  },
};

const otherContent = 'Nội dung khác';

export function resultSection(facts: NoticeFacts, kind: FindingKind): readonly ContentBlock[] {
  const [agency] = facts.agencies;
  const heading = block('section', kind, words[kind].title);
  const rest =
    facts.notice === 'agency' && agency !== undefined
      ? agencyResults(facts, agency, kind)
      : collectiveResults(facts, kind);
  return [heading, ...rest];
}

function collectiveResults(facts: NoticeFacts, kind: FindingKind): readonly ContentBlock[] {
  const findings = ofKind(facts.findings, kind);
  const team = teamWord(facts.teams);
  if (findings.length === 0) {
    const text = `Hồ sơ của đợt kiểm tra không ghi ${words[kind].lacking} để nêu tại Thông báo này.`;
    return [block('paragraph', `${kind}:none`, text)];
  }
  const intro =
    kind === 'strength'
      ? `Qua kiểm tra thực tế tại các cơ quan, đơn vị, ${team} ghi nhận những kết quả sau:`
      : `Bên cạnh những kết quả đạt được, qua kiểm tra tại các cơ quan, đơn vị, ${team} chỉ ra một số tồn tại, hạn chế sau:`;
  return [
    block('paragraph', `${kind}:intro`, intro),
    ...byDomain(kind, findings, facts.domains, (finding) => collectiveFindingText(finding, facts.agencies)),
    ...domainsLeftOut(kind, findings, facts.domains, ''),
  ];
}

function agencyResults(facts: NoticeFacts, agency: AgencyFacts, kind: FindingKind): readonly ContentBlock[] {
  const findings = ofKind(facts.findings, kind);
  const own = findings.filter((finding) => isOwnFinding(finding, agency));
  const collective = findings.filter((finding) => isCollectiveFinding(finding, agency));
  const name = agencyReference(agency);
  const team = teamWord(facts.teams);
  const ownBlocks =
    own.length === 0
      ? []
      : [
          ...byDomain(kind, own, facts.domains, (finding) => upperFirst(findingText(finding))),
          ...domainsLeftOut(kind, own, facts.domains, ` riêng của ${name}`),
        ];
  const noneOfItsOwn = `Hồ sơ kiểm tra không ghi ${words[kind].lacking} riêng của ${name}.`;
  if (collective.length === 0) {
    return own.length === 0 ? [block('paragraph', `${kind}:none`, noneOfItsOwn)] : ownBlocks;
  }
  const found = `Qua kiểm tra tại các đơn vị, ${team} ${words[kind].verb}`;
  const purpose =
    kind === 'limitation'
      ? `; các nội dung này không phải là kết luận riêng đối với ${name} và được nêu để đơn vị rà soát, đối chiếu:`
      : `; các nội dung này không phải là nhận xét riêng đối với ${name}:`;
  if (own.length === 0) {
    return [
      block('paragraph', `${kind}:none`, `${noneOfItsOwn} ${found}${purpose}`),
      ...byDomain(kind, collective, facts.domains, (finding) => upperFirst(findingText(finding))),
    ];
  }
  return [
    ...ownBlocks,
    block('subsection', `${kind}:collective`, 'Tình hình chung qua kiểm tra tại các đơn vị'),
    block('paragraph', `${kind}:collective:intro`, `${found}${purpose}`),
    ...groupByDomain(collective, facts.domains).flatMap((group) =>
      group.findings.map((finding) =>
        block('item', `${kind}:collective:${finding.id}`, withDomain(group.domain, findingText(finding))),
      ),
    ),
  ];
}

function withDomain(domain: DomainFacts | null, text: string): string {
  return domain === null ? upperFirst(text) : `Về ${lowerFirst(oneLine(domain.name))}: ${text}`;
}

function byDomain(
  kind: FindingKind,
  findings: readonly FindingFacts[],
  domains: readonly DomainFacts[],
  toText: (finding: FindingFacts) => string,
): readonly ContentBlock[] {
  return groupByDomain(findings, domains).flatMap(({ domain, findings: group }) => [
    block(
      'subsection',
      `${kind}:domain:${domain === null ? 'other' : domain.id}`,
      domain === null ? otherContent : domain.name,
    ),
    ...group.map((finding) => block('item', `${kind}:${finding.id}`, toText(finding))),
  ]);
}

/** Names the domains on which nothing was recorded, rather than passing them over in silence. */
function domainsLeftOut(
  kind: FindingKind,
  findings: readonly FindingFacts[],
  domains: readonly DomainFacts[],
  whose: string,
): readonly ContentBlock[] {
  const seen = new Set(findings.map((finding) => finding.domainId));
  const left = orderedDomains(domains).filter((domain) => !seen.has(domain.id));
  if (left.length === 0) return [];
  const names = left.map((domain) => lowerFirst(oneLine(domain.name))).join('; ');
  const which = left.length === 1 ? 'lĩnh vực' : 'các lĩnh vực';
  const text = `Đối với ${which} còn lại (${names}), hồ sơ kiểm tra không ghi ${words[kind].lacking}${whose}.`;
  return [block('paragraph', `${kind}:left_out`, text)];
}

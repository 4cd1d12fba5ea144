// The sections that the reports on a round share: how it was carried out, results by domain, limitations with their
// frequency, causes, remediation so far, proposals. Whatever was said collectively stays collective.
import type { BarsBlock, ContentBlock } from '../content.ts';
import type { AgencyFacts, DomainFacts, FindingFacts, FindingKind } from '../facts.ts';
import type { DocumentKind } from '../kinds.ts';
import { agencyName } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import { shortDate } from '../wording/dates.ts';
import {
  collectiveFindingText,
  findingText,
  groupByDomain,
  ofKind,
  orderedDomains,
} from '../wording/findings.ts';
import { BLANK, formatCount, formatPercent } from '../wording/numbers.ts';
import { overviewSection } from '../wording/overview.ts';
import { recommendationText, remediationDemand } from '../wording/recommendations.ts';
import { speaker } from '../wording/subject.ts';
import { teamWord } from '../wording/team.ts';
import { joinWords, lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import type { RoundReportFacts, VisitOutcome } from './after-round.ts';
import {
  agencyWithFigures,
  countedAgencies,
  type FindingGroup,
  frequencyText,
  groupFindings,
  typicalAgencies,
} from './finding-groups.ts';
import { filledBlock, line, partLines, say } from './helpers.ts';
import { countRemediation } from './remediation-count.ts';

const OTHER = 'Nội dung khác';

/** Names hold “và” and commas of their own, so only semicolons part them. */
const nameList = (agencies: readonly AgencyFacts[]): string => agencies.map(agencyName).join('; ');
const MOST_BARS = 10;
const WIDEST = 10_000;

const domainName = (domain: DomainFacts | null): string => {
  const name = domain === null ? '' : oneLine(domain.name);
  return name === '' ? OTHER : name;
};

// ── How it was carried out ───────────────────────────────────────────────────────────────────────────────

const withOutcome = (facts: RoundReportFacts, ...wanted: readonly VisitOutcome[]) => {
  const ids = new Set(
    facts.outcomes.filter(({ outcome }) => wanted.includes(outcome)).map(({ agencyId }) => agencyId),
  );
  return [...facts.agencies, ...facts.leftOut].filter(({ id }) => ids.has(id));
};

export function situationSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const done = withOutcome(facts, 'inspected', 'by_report');
  const held = overviewSection({ ...facts, agencies: done.length === 0 ? facts.agencies : done }).slice(1);
  return [
    block('section', 'situation', 'Tình hình triển khai kiểm tra'),
    ...held,
    ...say('situation:visits', visitsText(facts)),
    ...say('situation:left_out', leftOutText(facts)),
    ...say('situation:coverage', coverageText(facts)),
    ...say('situation:notices', noticesText(facts)),
  ];
}

function visitsText(facts: RoundReportFacts): string {
  const planned = facts.agencies.length + facts.leftOut.length;
  const done = withOutcome(facts, 'inspected', 'by_report').length;
  const byReport = withOutcome(facts, 'by_report').length;
  const toCome = withOutcome(facts, 'to_come');
  if (planned === 0) return `Số cơ quan, đơn vị được kiểm tra: ${BLANK}`;
  const share = formatPercent(done, planned);
  const parts = [
    `Theo kế hoạch, đợt kiểm tra gồm ${formatCount(planned)} cơ quan, đơn vị; tính đến ngày ${shortDate(facts.asOf)}, đã kiểm tra ${formatCount(done)}/${formatCount(planned)} cơ quan, đơn vị${share === null ? '' : ` (${share})`}`,
    byReport === 0 ? '' : `trong đó kiểm tra qua báo cáo ${formatCount(byReport)} cơ quan, đơn vị`,
    toCome.length === 0
      ? ''
      : `còn ${formatCount(toCome.length)} cơ quan, đơn vị chưa kiểm tra (${nameList(toCome)})`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function leftOutText(facts: RoundReportFacts): string | null {
  const postponed = withOutcome(facts, 'postponed');
  const cancelled = withOutcome(facts, 'cancelled');
  const parts = [
    postponed.length === 0 ? '' : `hoãn kiểm tra đối với ${nameList(postponed)}`,
    cancelled.length === 0 ? '' : `không tiến hành kiểm tra đối với ${nameList(cancelled)}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : upperFirst(parts.join('; '));
}

function coverageText({ coverage }: RoundReportFacts): string | null {
  if (coverage === null || coverage.total === 0) return null;
  const share = formatPercent(coverage.inspected, coverage.total);
  const target = coverage.target === null ? '' : `, mục tiêu đề ra là ${String(coverage.target)}%`;
  return `Số cơ quan, đơn vị thuộc đợt kiểm tra so với tổng số cơ quan, đơn vị cùng loại: ${formatCount(coverage.inspected)}/${formatCount(coverage.total)}${share === null ? '' : ` (${share})`}${target}`;
}

function noticesText(facts: RoundReportFacts): string | null {
  const own = facts.notices.filter(({ agencyId }) => agencyId !== null).length;
  const common = facts.notices.length - own;
  const what = facts.document.titleKind === 'ket_luan' ? 'kết luận' : 'kết quả';
  const parts = [
    own === 0 ? '' : `${formatCount(own)} Thông báo ${what} kiểm tra đến từng cơ quan, đơn vị`,
    common === 0 ? '' : `${formatCount(common)} Thông báo ${what} kiểm tra chung`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : `Đã ban hành ${joinWords(parts)}`;
}

// ── Results by domain ────────────────────────────────────────────────────────────────────────────────────

export function strengthSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const { collective, groups } = groupFindings(facts, 'strength');
  const heading = block('section', 'strength', 'Kết quả theo từng lĩnh vực');
  if (collective.length + groups.length === 0) {
    return [
      heading,
      ...say(
        'strength:none',
        'Hồ sơ của đợt kiểm tra không ghi nội dung kết quả đạt được để nêu tại Báo cáo này',
      ),
    ];
  }
  return [
    heading,
    ...say(
      'strength:intro',
      `Qua kiểm tra thực tế tại các cơ quan, đơn vị, ${teamWord(facts.teams)} ghi nhận những kết quả sau:`,
    ),
    ...byDomain(facts, 'strength', collective, groups, 'subsection'),
    ...leftOutDomains(facts, 'strength'),
  ];
}

/** Headings of domains with, below each, what was said collectively and then what was found at agencies. */
function byDomain(
  facts: RoundReportFacts,
  kind: FindingKind,
  collective: readonly FindingFacts[],
  groups: readonly FindingGroup[],
  heading: 'subsection' | 'point',
  id: string = kind,
): readonly ContentBlock[] {
  const domains = orderedDomains(facts.domains);
  const known = new Set(domains.map(({ id }) => id));
  return [...domains, null].flatMap((domain) => {
    const isHere = ({ domainId }: { readonly domainId: string | null }): boolean =>
      domain === null ? domainId === null || !known.has(domainId) : domainId === domain.id;
    const items = [
      ...collective
        .filter(isHere)
        .map((finding) => block('item', `${kind}:${finding.id}`, collectiveText(facts, finding))),
      ...groups.filter(isHere).map((group) => block('item', `${kind}:${group.id}`, groupText(facts, group))),
    ];
    if (items.length === 0) return [];
    return [block(heading, `${id}:domain:${domain?.id ?? 'other'}`, domainName(domain)), ...items];
  });
}

/** The heading says that it is common; only a kind of agencies has still to be named. */
function collectiveText(facts: RoundReportFacts, finding: FindingFacts): string {
  const text =
    finding.scope === 'kinds'
      ? collectiveFindingText(finding, facts.agencies)
      : upperFirst(findingText(finding));
  return text === '' ? BLANK : text;
}

/** `Niêm yết công khai chưa đủ TTHC theo quy định (05/07 đơn vị, 71,43%), điển hình: …`. */
function groupText(facts: RoundReportFacts, group: FindingGroup): string {
  const of = countedAgencies(facts).length;
  const typical = typicalAgencies(group);
  const names = typical.map((agency) => agencyWithFigures(group, agency)).join('; ');
  const repeated = group.agencies.filter((agency) =>
    group.findings.some(({ agencyIds, repeats }) => repeats !== undefined && agencyIds.includes(agency.id)),
  );
  const again =
    repeated.length === 0
      ? ''
      : ` Trong đó ${formatCount(repeated.length)} đơn vị đã được chỉ ra tại đợt kiểm tra trước (${nameList(repeated)}).`;
  if (group.agencies.length === 0) return sentence(`${group.label} (tại ${BLANK})`);
  const which = typical.length === group.agencies.length ? `tại: ${names}` : `điển hình: ${names}`;
  return `${sentence(`${group.label} (${frequencyText(group.agencies.length, of)}), ${which}`)}${again}`;
}

function leftOutDomains(facts: RoundReportFacts, kind: FindingKind): readonly ContentBlock[] {
  const told = new Set(ofKind(facts.findings, kind).map(({ domainId }) => domainId));
  const left = orderedDomains(facts.domains).filter(({ id, name }) => !told.has(id) && oneLine(name) !== '');
  if (left.length === 0) return [];
  const names = left.map((domain) => lowerFirst(domainName(domain))).join('; ');
  const which = left.length === 1 ? 'lĩnh vực' : 'các lĩnh vực';
  const what = kind === 'strength' ? 'nội dung kết quả đạt được' : 'nội dung tồn tại, hạn chế';
  return say(`${kind}:left_out`, `Đối với ${which} còn lại (${names}), hồ sơ kiểm tra không ghi ${what}`);
}

// ── Limitations and how frequent they are ────────────────────────────────────────────────────────────────

export function limitationSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const { collective, groups } = groupFindings(facts, 'limitation');
  const heading = block('section', 'limitation', 'Tồn tại, hạn chế');
  if (collective.length + groups.length === 0) {
    return [
      heading,
      ...say(
        'limitation:none',
        'Hồ sơ của đợt kiểm tra không ghi nội dung tồn tại, hạn chế để nêu tại Báo cáo này',
      ),
    ];
  }
  const team = teamWord(facts.teams);
  const common = `Bên cạnh những kết quả đạt được, qua kiểm tra tại các cơ quan, đơn vị, ${team} chỉ ra một số tồn tại, hạn chế chung ở các cơ quan, đơn vị sau:`;
  if (groups.length === 0) {
    return [
      heading,
      ...say('limitation:intro', common),
      ...byDomain(facts, 'limitation', collective, [], 'subsection'),
      ...leftOutDomains(facts, 'limitation'),
      ...say(
        'limitation:no_frequency',
        'Các tồn tại, hạn chế trên được ghi nhận chung, hồ sơ kiểm tra không xác định riêng từng cơ quan, đơn vị nên không thống kê tần suất theo đơn vị',
      ),
      ...domainBars(facts),
    ];
  }
  const shared: readonly ContentBlock[] =
    collective.length === 0
      ? []
      : [
          block('subsection', 'limitation:collective', 'Tồn tại, hạn chế chung'),
          ...say('limitation:intro', common),
          ...byDomain(facts, 'limitation', collective, [], 'point', 'limitation:collective'),
        ];
  return [
    heading,
    ...shared,
    block('subsection', 'limitation:named', 'Tồn tại, hạn chế tại các cơ quan, đơn vị'),
    ...byDomain(facts, 'limitation', [], groups, 'point'),
    ...leftOutDomains(facts, 'limitation'),
    block('subsection', 'limitation:frequency', 'Tần suất tồn tại, hạn chế'),
    ...say('limitation:frequency:text', frequencySentence(facts, groups)),
    frequencyBars(facts, groups),
    ...domainBars(facts),
  ];
}

function frequencySentence(facts: RoundReportFacts, groups: readonly FindingGroup[]): string {
  const counted = countedAgencies(facts);
  const concerned = new Set(groups.flatMap(({ agencies }) => agencies.map(({ id }) => id)));
  const times = groups.reduce((sum, group) => sum + group.agencies.length, 0);
  const most = groups.filter(({ agencies }) => agencies.length > 1).slice(0, 3);
  const common =
    most.length === 0
      ? ''
      : `; phổ biến nhất là: ${most
          .map(
            (group) =>
              `${lowerFirst(withoutEnd(group.label))} (${formatCount(group.agencies.length)}/${formatCount(counted.length)} đơn vị)`,
          )
          .join('; ')}`;
  return `Có ${formatCount(concerned.size)}/${formatCount(counted.length)} cơ quan, đơn vị có tồn tại, hạn chế được nêu cụ thể, gồm ${formatCount(groups.length)} nội dung với ${formatCount(times)} lượt${common}. Các tồn tại, hạn chế nêu chung không tính vào tần suất này`;
}

function frequencyBars(facts: RoundReportFacts, groups: readonly FindingGroup[]): BarsBlock {
  const of = countedAgencies(facts).length;
  const shown = groups.slice(0, MOST_BARS);
  const greatest = Math.max(1, ...shown.map(({ agencies }) => agencies.length));
  return {
    id: 'limitation:frequency:bars',
    type: 'bars',
    text: 'Các tồn tại, hạn chế phổ biến nhất (số đơn vị)',
    rows: shown.map((group) => ({
      label: line(group.label),
      value: `${formatCount(group.agencies.length)}/${formatCount(of)}`,
      share: Math.round((group.agencies.length * WIDEST) / greatest),
    })),
  };
}

/** How many limitations the record holds in each domain, collective ones counted once. */
function domainBars(facts: RoundReportFacts): readonly ContentBlock[] {
  const found = groupByDomain(ofKind(facts.findings, 'limitation'), facts.domains);
  const greatest = Math.max(1, ...found.map(({ findings }) => findings.length));
  if (found.length < 2) return [];
  return [
    {
      id: 'limitation:domains:bars',
      type: 'bars',
      text: 'Số tồn tại, hạn chế ghi nhận theo lĩnh vực',
      rows: found.slice(0, 60).map(({ domain, findings }) => ({
        label: line(domainName(domain)),
        value: formatCount(findings.length),
        share: Math.round((findings.length * WIDEST) / greatest),
      })),
    },
  ];
}

// ── Causes ───────────────────────────────────────────────────────────────────────────────────────────────

export function causeSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const kinds = new Map(facts.notes.map(({ findingId, causeKind }) => [findingId, causeKind]));
  const told = new Map<string, { readonly id: string; readonly text: string; readonly kind: string }>();
  for (const { id, cause } of ofKind(facts.findings, 'limitation')) {
    const text = cause === null ? '' : upperFirst(sentence(cause));
    if (text !== '' && !told.has(text)) told.set(text, { id, text, kind: kinds.get(id) ?? 'unknown' });
  }
  const heading = block('section', 'cause', 'Nguyên nhân của tồn tại, hạn chế');
  const items = (wanted: readonly string[]): readonly ContentBlock[] =>
    [...told.values()]
      .filter(({ kind }) => wanted.includes(kind))
      .map(({ id, text }) => block('item', `cause:${id}`, text));
  const open = (id: string): ContentBlock => block('paragraph', id, `${BLANK}${BLANK}${BLANK}.`);
  if (told.size > 0 && [...told.values()].every(({ kind }) => kind === 'unknown')) {
    return [
      heading,
      ...say('cause:intro', 'Qua kiểm tra, các nguyên nhân chủ yếu được xác định gồm:'),
      ...items(['unknown']),
    ];
  }
  const objective = items(['objective', 'both']);
  const subjective = items(['subjective', 'unknown']);
  return [
    heading,
    block('subsection', 'cause:objective', 'Nguyên nhân khách quan'),
    ...(objective.length === 0 ? [open('cause:objective:blank')] : objective),
    block('subsection', 'cause:subjective', 'Nguyên nhân chủ quan'),
    ...(subjective.length === 0 ? [open('cause:subjective:blank')] : subjective),
  ];
}

// ── Remediation so far ───────────────────────────────────────────────────────────────────────────────────

export function remediationSection(facts: RoundReportFacts): readonly ContentBlock[] {
  const given = facts.tracked.filter(({ inherited }) => !inherited);
  const heading = block('section', 'remediation', 'Tình hình khắc phục sau kiểm tra');
  if (given.length === 0) {
    return [
      heading,
      ...say(
        'remediation:none',
        `Đến ngày ${shortDate(facts.asOf)}, hồ sơ kiểm tra chưa ghi kiến nghị cụ thể đối với các cơ quan, đơn vị nên chưa có số liệu theo dõi việc khắc phục`,
      ),
    ];
  }
  const count = countRemediation(given, facts.asOf);
  const agencies = new Set(given.flatMap(({ agencyId }) => (agencyId === null ? [] : [agencyId])));
  const general = given.filter(({ agencyId }) => agencyId === null).length;
  const parts = [
    agencies.size === 0
      ? ''
      : `${formatCount(count.total - general)} kiến nghị cụ thể đối với ${formatCount(agencies.size)} cơ quan, đơn vị`,
    general === 0 ? '' : `${formatCount(general)} kiến nghị chung đối với các cơ quan, đơn vị được kiểm tra`,
  ].filter((part) => part !== '');
  const what =
    parts.length === 1 ? joinWords(parts) : `${formatCount(count.total)} kiến nghị, gồm ${joinWords(parts)}`;
  const share = formatPercent(count.verified, count.total);
  const late = lateAgencies(facts);
  const day = `ngày ${shortDate(facts.asOf)}`;
  // Where nobody has entered anything since, that nothing was done is not known.
  const state = given.every(({ status }) => status === 'open')
    ? `Đến ${day}, hồ sơ theo dõi chưa ghi nhận kết quả thực hiện${count.overdue === 0 ? '' : `; đã quá thời hạn ${formatCount(count.overdue)} kiến nghị`}`
    : `Tính đến ${day}, đã hoàn thành ${formatCount(count.verified)} kiến nghị${share === null ? '' : ` (${share})`}; đã báo cáo, đang xem xét kết quả ${formatCount(count.reported)} kiến nghị; chưa hoàn thành ${formatCount(count.owing)} kiến nghị, trong đó quá thời hạn ${formatCount(count.overdue)} kiến nghị${count.settled === 0 ? '' : `; chuyển cơ quan kế thừa hoặc không còn phải thực hiện ${formatCount(count.settled)} kiến nghị`}`;
  return [
    heading,
    ...say('remediation:counts', `Qua kiểm tra, ${teamWord(facts.teams)} đưa ra ${what}. ${state}`),
    ...say('remediation:late', late),
  ];
}

function lateAgencies(facts: RoundReportFacts): string | null {
  const rows = facts.agencies
    .map((agency) => ({
      agency,
      count: countRemediation(
        facts.tracked.filter(({ agencyId }) => agencyId === agency.id),
        facts.asOf,
      ).overdue,
    }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count || one.agency.ordinal - other.agency.ordinal);
  if (rows.length === 0) return null;
  const names = rows.map(({ agency, count }) => `${agencyName(agency)} (${formatCount(count)} kiến nghị)`);
  return `Cơ quan, đơn vị còn kiến nghị quá thời hạn: ${names.join('; ')}`;
}

// ── Proposals ────────────────────────────────────────────────────────────────────────────────────────────

export function proposalSection(facts: RoundReportFacts, kind: DocumentKind): readonly ContentBlock[] {
  const general = facts.recommendations.filter(({ agencyId }) => agencyId === null);
  const own = facts.recommendations.filter(({ agencyId }) => agencyId !== null);
  const concerned = new Set(own.map(({ agencyId }) => agencyId));
  const demand =
    facts.plan.remediationDemand === null ? '' : withoutEnd(oneLine(facts.plan.remediationDemand));
  const items = general
    .filter(({ text }) => withoutEnd(oneLine(text)) !== demand && oneLine(text) !== '')
    .map((one) => block('item', `proposal:${one.id}`, recommendationText(one)));
  const above = facts.addressees.map((one) => oneLine(one)).filter((one) => one !== '');
  const lines = partLines(facts, kind, 'proposals').map((one, index) =>
    filledBlock('item', `proposals:${String(index + 1)}`, one),
  );
  return [
    block('section', 'proposal', 'Kiến nghị, đề xuất'),
    block('subsection', 'proposal:agencies', 'Đối với các cơ quan, đơn vị được kiểm tra'),
    ...items,
    ...say(
      'proposal:own',
      own.length === 0
        ? null
        : `Thực hiện đầy đủ, đúng thời hạn ${formatCount(own.length)} kiến nghị cụ thể đã nêu đối với ${formatCount(concerned.size)} cơ quan, đơn vị`,
    ),
    ...say('proposal:demand', remediationDemand(facts.plan, speaker(facts), null)),
    ...(lines.length === 0
      ? []
      : [
          block('subsection', 'proposal:above', `Đối với ${above.length === 0 ? BLANK : joinWords(above)}`),
          ...lines,
        ]),
  ];
}

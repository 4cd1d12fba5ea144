// The first wording of the minutes of one visit. They record what was seen at that agency only; what the
// records do not hold is a dotted line to be filled in at the session.
import type { ContentBlock, DocumentContent, SignatureParty } from '../content.ts';
import type { MinutesFacts, TeamFacts, TeamMemberFacts, TeamRole } from '../facts.ts';
import { partBlocks, recipientLines } from '../papers/helpers.ts';
import { agencyName } from './agencies.ts';
import { block, uniqueIds } from './blocks.ts';
import { decisionCitation } from './citations.ts';
import { clockTime, longDate } from './dates.ts';
import { findingText, groupByDomain, isOwnFinding, isRecommendationFor, ofKind } from './findings.ts';
import { draftRecipients } from './recipients.ts';
import { recommendationWithDomain } from './recommendations.ts';
import { memberPhrase, roleTitle, teamForm, teamWord } from './team.ts';
import { oneLine, sentence, upperFirst } from './text.ts';
import { withToneMarks } from './tone.ts';

/** About one line of the page. */
const DOTTED_LINE = '…'.repeat(29);

export function draftMinutes(facts: MinutesFacts): DocumentContent {
  const content: DocumentContent = {
    version: 1,
    kind: 'minutes',
    blocks: uniqueIds([
      ...opening(facts),
      ...participants(facts),
      block('section', 'proceedings', 'Nội dung làm việc'),
      ...proceedings(facts),
      ...domainResults(facts),
      ...opinions(facts),
      ...conclusion(facts),
      ...closing(facts),
    ]),
    recipients:
      facts.boilerplate?.['recipients'] === undefined
        ? draftRecipients(facts.recipients, facts.issuer, agencyName(facts.agency))
        : recipientLines(facts, 'minutes'),
    signatures: signatures(facts),
  };
  return withToneMarks(content, facts);
}

const known = (text: string | null): string => (text === null ? '' : oneLine(text));

const filled = (text: string | null): string => {
  const given = known(text);
  return given === '' ? DOTTED_LINE : sentence(given);
};

function opening(facts: MinutesFacts): readonly ContentBlock[] {
  const place = known(facts.location);
  return [
    ...partBlocks(facts, 'minutes', 'opening', 'lead', 'lead'),
    block(
      'paragraph',
      'start',
      sentence(`Thời gian bắt đầu: ${clockTime(facts.startTime)}, ${longDate(facts.visit.startsOn)}`),
    ),
    block('paragraph', 'place', sentence(`Địa điểm: ${place === '' ? '…'.repeat(25) : place}`)),
  ];
}

function participants(facts: MinutesFacts): readonly ContentBlock[] {
  const members = facts.teams.flatMap((team) =>
    team.members.map((member, index) =>
      block('item', `team:${team.id}:${String(index)}`, memberLine(team, member)),
    ),
  );
  const attendees = facts.agencyAttendees.map((person, index) => {
    const name = known(person.fullName);
    const position = known(person.position);
    const text = [name === '' ? '' : `Đồng chí ${name}`, position].filter((part) => part !== '').join(', ');
    return block('item', `agency:${String(index)}`, text === '' ? DOTTED_LINE : sentence(text));
  });
  const blank = (id: string): ContentBlock => block('item', id, DOTTED_LINE);
  return [
    block('section', 'participants', 'Thành phần tham dự'),
    block('subsection', 'participants:team', teamWord(facts.teams)),
    ...(members.length === 0 ? [blank('team:blank')] : members),
    block('subsection', 'participants:agency', agencyName(facts.agency)),
    ...(attendees.length === 0 ? [blank('agency:blank')] : attendees),
    block('subsection', 'participants:chair', 'Chủ trì và thư ký'),
    block('item', 'chair', `Chủ trì: ${personOf(facts, 'lead')}`),
    block('item', 'secretary', `Thư ký: ${personOf(facts, 'secretary')}`),
  ];
}

function memberLine(team: TeamFacts, member: TeamMemberFacts): string {
  return sentence(
    `${upperFirst(memberPhrase(member))} - ${roleTitle(team.form, member.role, member.isStanding)}`,
  );
}

function memberOf(facts: MinutesFacts, role: TeamRole): TeamMemberFacts | undefined {
  return facts.teams.flatMap((team) => team.members).find((member) => member.role === role);
}

function personOf(facts: MinutesFacts, role: TeamRole): string {
  const member = memberOf(facts, role);
  return member === undefined
    ? '…'.repeat(25)
    : // The line says already who takes the minutes.
      sentence(
        role === 'secretary'
          ? memberPhrase(member)
          : `${memberPhrase(member)} - ${roleTitle(teamForm(facts.teams), role)}`,
      );
}

function proceedings(facts: MinutesFacts): readonly ContentBlock[] {
  const decision = facts.teams.map(decisionCitation).find((citation) => citation !== null);
  const announced = decision === undefined ? 'Kế hoạch kiểm tra' : 'Quyết định và Kế hoạch kiểm tra';
  return [
    block('subsection', 'announcement', `Công bố ${announced}`),
    ...partBlocks(facts, 'minutes', 'announcement', 'paragraph', 'announcement:text'),
    block('subsection', 'report', 'Báo cáo của đơn vị được kiểm tra'),
    block('paragraph', 'report:text', filled(facts.agencyReport)),
  ];
}

function domainResults(facts: MinutesFacts): readonly ContentBlock[] {
  const own = facts.findings.filter((finding) => isOwnFinding(finding, facts.agency));
  const groups = new Map(groupByDomain(own, facts.domains).map((group) => [group.domain?.id ?? '', group]));
  const domains = facts.domains.toSorted((first, second) => first.ordinal - second.ordinal);
  const other = groups.has('') ? [{ id: '', name: 'Nội dung khác' }] : [];
  return [
    block('subsection', 'results', 'Kết quả kiểm tra theo từng lĩnh vực'),
    ...(domains.length + other.length === 0 ? [block('paragraph', 'results:none', DOTTED_LINE)] : []),
    ...[...domains, ...other].flatMap((domain) => {
      const findings = groups.get(domain.id)?.findings ?? [];
      const line = (kind: 'strength' | 'limitation', label: string): ContentBlock => {
        const texts = ofKind(findings, kind).map((finding) => upperFirst(findingText(finding)));
        return block(
          'item',
          `result:${domain.id}:${kind}`,
          `${label}: ${texts.length === 0 ? '…'.repeat(kind === 'strength' ? 25 : 22) : texts.join(' ')}`,
        );
      };
      return [
        block('point', `result:${domain.id}`, domain.name),
        line('strength', 'Kết quả'),
        line('limitation', 'Tồn tại, hạn chế'),
      ];
    }),
    block('subsection', 'samples', 'Hồ sơ, tài liệu đã xem'),
    block('paragraph', 'samples:text', filled(facts.samplesSeen)),
  ];
}

function opinions(facts: MinutesFacts): readonly ContentBlock[] {
  return [
    block('subsection', 'opinion', 'Ý kiến của đơn vị được kiểm tra'),
    block('paragraph', 'opinion:text', filled(facts.agencyOpinion)),
  ];
}

function conclusion(facts: MinutesFacts): readonly ContentBlock[] {
  const listed = facts.recommendations.filter(
    (one) => one.agencyId === facts.agency.id && isRecommendationFor(one, facts.agency, facts.findings),
  );
  const items = listed.map((one) =>
    block('item', `request:${one.id}`, recommendationWithDomain(one, facts.domains)),
  );
  const lead = roleTitle(teamForm(facts.teams), 'lead');
  return [
    block('subsection', 'conclusion', `Kết luận, kiến nghị của ${lead}`),
    ...(items.length === 0 ? [block('paragraph', 'conclusion:text', DOTTED_LINE)] : items),
  ];
}

function closing(facts: MinutesFacts): readonly ContentBlock[] {
  return [
    ...partBlocks(facts, 'minutes', 'copies', 'paragraph'),
    ...partBlocks(facts, 'minutes', 'closing', 'closing'),
  ];
}

function signatures(facts: MinutesFacts): SignatureParty[] {
  const name = (role: TeamRole): string => known(memberOf(facts, role)?.fullName ?? null).slice(0, 200);
  const form = teamForm(facts.teams);
  return [
    { lines: ['Đại diện đơn vị', 'được kiểm tra'], name: '' },
    { lines: ['Thư ký'], name: name('secretary') },
    { lines: [roleTitle(form, 'lead')], name: name('lead') },
  ];
}

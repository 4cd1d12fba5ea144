// Quyết định thành lập Đoàn/Tổ: who sits in it by role (a list of its own where they are many), what it has to do, and
// who carries the decision out.
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { BaseFacts, IsoDay, TeamFacts, TeamMemberFacts } from '../facts.ts';
import { planCitation } from '../wording/citations.ts';
import { BLANK } from '../wording/numbers.ts';
import { memberOffice, roleTitle, teamWord } from '../wording/team.ts';
import { lowerFirst, oneLine, upperFirst, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { groundBlocks, listed, paperContent, partBlocks, subjectOr, table } from './helpers.ts';

/** More than this many stand in a list of their own. */
const MAX_IN_ARTICLE = 15;

export interface TeamDecisionFacts extends BaseFacts {
  readonly team: TeamFacts;
  /** The decision's own trích yếu, verbatim. */
  readonly decisionSubject: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

export function teamDecisionFacts(
  facts: Omit<TeamDecisionFacts, 'fields'>,
  office: string | null,
): TeamDecisionFacts {
  return {
    ...facts,
    fields: {
      ke_hoach_can_cu: isPlanBefore(facts.plan.documentDate, facts.team.decisionDate)
        ? planCitation(facts.plan)
        : null,
      nguoi_de_nghi: headOf(office),
      co_quan_trinh: office,
    },
  };
}

/** A decision cannot stand on a plan that was made after it. */
function isPlanBefore(plan: IsoDay | null, decision: IsoDay | null): boolean {
  return plan === null || decision === null || plan <= decision;
}

/** Who heads a body, as far as its name says it. */
export function headOf(office: string | null): string | null {
  const name = office === null ? '' : oneLine(office);
  if (/^sở /iu.test(name)) return `Giám đốc ${name}`;
  if (/^(?:phòng|ban) /iu.test(name)) return `Trưởng ${lowerFirst(name)}`;
  if (/^văn phòng /iu.test(name)) return `Chánh ${name}`;
  return null;
}

export function teamDecisionSubject(facts: TeamDecisionFacts): string {
  const given = facts.decisionSubject === null ? '' : withoutEnd(oneLine(facts.decisionSubject));
  return subjectOr(facts, given === '' ? `Về việc thành lập ${fullName(facts)}` : given);
}

/** The team's name with its task and year, as far as the name does not say them. */
function fullName({ team, plan }: TeamDecisionFacts): string {
  const name = oneLine(team.name) || teamWord([team]);
  const worded = new RegExp(`^${team.form === 'to' ? 'tổ' : 'đoàn'}`, 'iu').test(name)
    ? name
    : `${teamWord([team])} ${name}`;
  const tasked = /cải cách hành chính|cchc/iu.test(worded)
    ? worded
    : `${worded} công tác cải cách hành chính`;
  const isDated = /(?<!\d)(?:19|20)\d\d(?!\d)/.test(tasked);
  return isDated || plan.year === null ? tasked : `${tasked} năm ${String(plan.year)}`;
}

export function draftTeamDecision(facts: TeamDecisionFacts): DocumentContent {
  const { team } = facts;
  const name = fullName(facts);
  const word = teamWord([team]);
  const inList = team.members.length > MAX_IN_ARTICLE;
  const first = inList
    ? `Thành lập ${name} gồm các ông (bà) có tên trong danh sách kèm theo.`
    : `Thành lập ${name} gồm các ông (bà) có tên sau:`;
  return paperContent(facts, 'team_decision', {
    blocks: [
      ...groundBlocks(facts, 'team_decision'),
      block('article', 'article:team', first),
      ...(inList ? [] : memberClauses(team)),
      block('article', 'article:tasks', `Nhiệm vụ của ${word}:`),
      ...partBlocks(facts, 'team_decision', 'tasks', 'clause', 'task'),
      ...partBlocks(facts, 'team_decision', 'execution', 'article', 'article:execution'),
      ...(inList ? [memberTable(facts)] : []),
    ],
  });
}

function memberClauses(team: TeamFacts): readonly ContentBlock[] {
  if (team.members.length === 0) {
    return [block('clause', `member:${team.id}:none`, `${BLANK} - ${roleTitle(team.form, 'lead')}.`)];
  }
  return listed(
    'clause',
    team.members.map((member, index) => ({
      id: `member:${team.id}:${String(index)}`,
      text: `${person(member)} - ${roleTitle(team.form, member.role, member.isStanding)}`,
    })),
  );
}

/** `Vương Đức Sáng, Phó Chủ tịch UBND tỉnh`; who is known by rank only is named by it. */
function person(member: TeamMemberFacts): string {
  const name = member.fullName === null ? '' : oneLine(member.fullName);
  const office = memberOffice(member);
  if (name === '' && member.rankText !== null && office !== '') return upperFirst(office);
  return [name === '' ? BLANK : name, office].filter((part) => part !== '').join(', ');
}

function memberTable(facts: TeamDecisionFacts): ContentBlock {
  const { team } = facts;
  const word = team.form === 'to' ? 'Tổ' : 'Đoàn';
  const members = table(
    'members',
    [
      { text: 'STT', width: 8, align: 'center' },
      { text: 'Họ và tên', width: 27 },
      { text: 'Chức vụ, đơn vị công tác', width: 43 },
      { text: `Chức danh trong ${word}`, width: 22, align: 'center' },
    ],
    team.members.map((member, index) => [
      String(index + 1),
      oneLine(member.fullName ?? '') || BLANK,
      upperFirst(memberOffice(member)) || BLANK,
      roleTitle(team.form, member.role, member.isStanding),
    ]),
    { title: `Danh sách thành viên ${fullName(facts)}` },
  );
  return { ...members, appendix: true };
}

// Section I of a notice: on what ground, when, by whom, where and on what the inspection was held.
import type { ContentBlock } from '../content.ts';
import type { AgencyFacts, InspectionForm, NoticeFacts, TeamFacts, VisitFacts } from '../facts.ts';
import { noticeKind, partBlocks, partLines } from '../papers/helpers.ts';
import { agencyListing, agencyName } from './agencies.ts';
import { block } from './blocks.ts';
import { dateRange, longDate } from './dates.ts';
import { inspectionPhrase } from './subject.ts';
import { teamComposition, teamNames, teamWord } from './team.ts';
import { joinWords, lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from './text.ts';

export const formLabels: Readonly<Record<InspectionForm, string>> = {
  direct: 'kiểm tra trực tiếp',
  by_report: 'kiểm tra qua báo cáo',
  digital: 'kiểm tra trên môi trường số',
  surprise: 'kiểm tra đột xuất',
  thematic: 'kiểm tra theo chuyên đề',
};

/** Before section I: `Thực hiện Kế hoạch …, Đoàn kiểm tra thông báo kết quả … như sau:` */
export function noticeLead(facts: NoticeFacts): readonly ContentBlock[] {
  return partBlocks(facts, noticeKind(facts), 'opening', 'lead', 'lead');
}

export function overviewSection(facts: NoticeFacts): readonly ContentBlock[] {
  const agency = facts.notice === 'agency' ? facts.agencies[0] : undefined;
  const teams = agency === undefined ? facts.teams : visitingTeams(facts, agency);
  const blocks: ContentBlock[] = [block('section', 'overview', 'Khái quát')];
  const add = (id: string, text: string | null): void => {
    if (text !== null && text !== '') blocks.push(block('paragraph', `overview:${id}`, sentence(text)));
  };
  const own = facts.plan.legalGrounds;
  const standing = own.length > 0 ? [] : partLines(facts, noticeKind(facts), 'grounds');
  const grounds = [...own, ...standing.map(({ text }) => text)].map((ground) => withoutEnd(oneLine(ground)));
  add('grounds', grounds.length === 0 ? null : `Căn cứ kiểm tra: ${grounds.join('; ')}`);
  add('time', agency === undefined ? roundHeld(facts, teams) : visitHeld(facts, agency, teams));
  for (const team of teams) {
    const members = teamComposition(team);
    const name = teams.length > 1 ? oneLine(team.name) : teamWord(teams);
    add(`team:${team.id}`, members === null ? null : `Thành phần ${name} gồm: ${members}`);
  }
  const contents = facts.plan.contents === null ? '' : withoutEnd(oneLine(facts.plan.contents));
  add('contents', contents === '' ? null : `Nội dung kiểm tra: ${contents}`);
  add('period', reviewPeriod(facts));
  const forms = facts.plan.inspectionForms.map((form) => formLabels[form]);
  add('forms', forms.length === 0 ? null : `Hình thức kiểm tra: ${forms.join('; ')}`);
  return blocks;
}

function visitingTeams(facts: NoticeFacts, agency: AgencyFacts): readonly TeamFacts[] {
  const visits = facts.visits.filter((visit) => visit.agencyId === agency.id);
  const visiting = facts.teams.filter((team) => visits.some((visit) => visit.teamId === team.id));
  return visiting.length === 0 ? facts.teams : visiting;
}

function roundHeld(facts: NoticeFacts, teams: readonly TeamFacts[]): string {
  const time = dateRange(facts.plan.startsOn, facts.plan.endsOn) ?? longDate(null);
  return `${upperFirst(time)}, ${teamNames(teams)} đã tiến hành ${inspectionPhrase(facts.plan)} tại ${agencyListing(facts.agencies)}`;
}

function visitHeld(facts: NoticeFacts, agency: AgencyFacts, teams: readonly TeamFacts[]): string {
  const visits = facts.visits.filter((visit) => visit.agencyId === agency.id);
  const days = visits.map((visit) => visitDays(visit)).filter((day) => day !== null);
  const what = `${teamNames(teams)} đã tiến hành ${inspectionPhrase(facts.plan)} tại ${agencyName(agency)}`;
  if (days.length > 0) return `${upperFirst(joinWords(days))}, ${what}`;
  const round = dateRange(facts.plan.startsOn, facts.plan.endsOn);
  const within = round === null ? '' : `Trong đợt kiểm tra ${round}, `;
  return `${within}${what} (${longDate(null)})`;
}

const visitDays = (visit: VisitFacts): string | null => dateRange(visit.startsOn, visit.endsOn);

function reviewPeriod(facts: NoticeFacts): string | null {
  const { reviewPeriodText, reviewPeriodFrom, reviewPeriodTo } = facts.plan;
  const words = reviewPeriodText === null ? '' : oneLine(reviewPeriodText);
  const period = words === '' ? dateRange(reviewPeriodFrom, reviewPeriodTo) : words;
  return period === null ? null : `Thời kỳ kiểm tra: ${lowerFirst(period)}`;
}

// The news item of a round or of one visit, in the manner of the offices' own pages: a headline, a lead, running text
// without headings, photos, and who wrote it. Readers of the press are told of shortcomings without names.
import type { DocumentContent, ImageBlock } from '../content.ts';
import type { AgencyFacts, FindingFacts, FindingKind, TeamFacts } from '../facts.ts';
import { agencyName, agencyReference } from '../wording/agencies.ts';
import { block } from '../wording/blocks.ts';
import { planCitation } from '../wording/citations.ts';
import { shortDate } from '../wording/dates.ts';
import { isOwnFinding, ofKind } from '../wording/findings.ts';
import { formatCount } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { memberPhrase, roleTitle, teamNames, teamWord } from '../wording/team.ts';
import { joinWords, lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import type { RoundReportFacts } from './after-round.ts';
import { groupFindings } from './finding-groups.ts';
import { line, paperContent, partBlocks, say, subjectOr } from './helpers.ts';

export interface NewsPhoto {
  readonly evidenceId: string;
  readonly sha256: string;
  readonly media: 'image/jpeg' | 'image/png';
  readonly caption: string;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface NewsFacts extends RoundReportFacts {
  readonly author: string | null;
  readonly photos: readonly NewsPhoto[];
}

const KIND = 'news_item';
const MOST_TOLD = 6;
/** As wide as the text, unless the picture would then be higher than half a page. */
const TEXT_MM = 165;
const HIGHEST_MM = 110;

/** The facts with the field of who wrote it. */
export const newsFacts = (facts: NewsFacts): NewsFacts => ({
  ...facts,
  fields: { nguoi_viet: facts.author === null ? null : oneLine(facts.author) },
});

export function draftNewsItem(given: NewsFacts): DocumentContent {
  const facts = newsFacts(given);
  const photos = facts.photos.map(photoBlock);
  return paperContent(facts, KIND, {
    recipients: [],
    blocks: [
      block('lead', 'lead', leadText(facts)),
      ...say('ground', groundText(facts)),
      ...photos.slice(0, 1),
      ...say('contents', contentsText(facts)),
      ...say('strength', strengthText(facts)),
      ...say('limitation', limitationText(facts)),
      ...photos.slice(1),
      ...say('demand', demandText(facts)),
      ...partBlocks(facts, KIND, 'closing', 'paragraph', 'closing'),
      ...partBlocks(facts, KIND, 'byline', 'byline', 'byline'),
    ],
  });
}

const only = (facts: NewsFacts) => (facts.notice === 'agency' ? facts.agencies[0] : undefined);

/** `Từ ngày 16/9 đến ngày 25/9/2019`; null where the source names no day. */
function newsDays(from: string | null, to: string | null): string | null {
  const isDay = (day: string | null): day is string => day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day);
  if (!isDay(from)) return isDay(to) ? `Đến ngày ${shortDate(to)}` : null;
  if (!isDay(to)) return `Từ ngày ${shortDate(from)}`;
  if (from === to) return `Ngày ${shortDate(from)}`;
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  const start = sameYear ? shortDate(from).replace(/\/\d{4}$/, '') : shortDate(from);
  return `Từ ngày ${start} đến ngày ${shortDate(to)}`;
}

function leadText(facts: NewsFacts): string {
  const agency = only(facts);
  const [visit] = facts.visits.filter(({ agencyId }) => agencyId === agency?.id);
  const days =
    agency === undefined
      ? newsDays(facts.plan.startsOn, facts.plan.endsOn)
      : (newsDays(visit?.startsOn ?? null, visit?.endsOn ?? visit?.startsOn ?? null) ??
        newsDays(facts.plan.startsOn, facts.plan.endsOn));
  const team = teamNames(facts.teams);
  const lead = facts.teams.length === 1 ? leaderText(facts.teams[0]) : '';
  const count = facts.agencies.length;
  const many = count === 0 ? 'các cơ quan, đơn vị' : `${formatCount(count)} cơ quan, đơn vị`;
  const where = agency === undefined ? many : agencyName(agency);
  const when = days === null ? '' : `${days}, `;
  return sentence(
    upperFirst(`${when}${team}${lead} đã tiến hành ${inspectionPhrase(facts.plan)} tại ${where}`),
  );
}

/** ` do đồng chí …, Phó Chủ tịch UBND tỉnh làm Trưởng đoàn`; empty where nobody is named. */
function leaderText(team: TeamFacts | undefined): string {
  const leader = team?.members.find(({ role, fullName }) => role === 'lead' && fullName !== null);
  if (team === undefined || leader === undefined || oneLine(leader.fullName ?? '') === '') return '';
  return ` do ${memberPhrase(leader)} làm ${roleTitle(team.form, 'lead')}`;
}

function groundText(facts: NewsFacts): string {
  const team = teamWord(facts.teams);
  const agency = only(facts);
  const places = agency === undefined ? newsPlaces(facts.agencies) : '';
  const plan = planCitation(facts.plan);
  const contents = facts.plan.contents === null ? '' : withoutEnd(oneLine(facts.plan.contents));
  const purpose =
    agency === undefined
      ? `Thực hiện ${plan}, ${team} đã ${places === '' ? 'tiến hành kiểm tra' : `kiểm tra tại ${places}`}`
      : contents === ''
        ? `Cuộc kiểm tra được thực hiện theo ${plan}`
        : `Thực hiện ${plan}, ${team} đã kiểm tra ${lowerFirst(contents)}`;
  const others = facts.teams
    .flatMap((one) => one.members.map((member) => ({ one, member })))
    .filter(({ member }) => member.role === 'deputy' && oneLine(member.fullName ?? '') !== '')
    .map(
      ({ one, member }) => `${memberPhrase(member)}, ${roleTitle(one.form, member.role, member.isStanding)}`,
    );
  const members = facts.teams
    .flatMap(({ members: all }) => all)
    .filter(({ role, fullName, rankText }) => role === 'member' && fullName === null && rankText !== null)
    .map(memberPhrase)
    .filter((phrase) => phrase !== '');
  const took = [
    ...others,
    ...(members.length === 0 ? [] : [`các thành viên là ${joinWords(members, '; ')}`]),
  ];
  return took.length === 0 ? purpose : `${purpose}. Cùng tham gia kiểm tra có ${joinWords(took, '; ')}`;
}

const COMMITTEE =
  /^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+(.+)$/iu;
const MOST_NAMED = 8;

/** `UBND các thành phố, huyện: Chí Linh, Nam Sách; các sở, ngành: Sở Y tế, …`; large groups only by their number. */
function newsPlaces(agencies: readonly AgencyFacts[]): string {
  const groups = new Map<string, AgencyFacts[]>();
  for (const agency of agencies.toSorted((one, other) => one.ordinal - other.ordinal)) {
    const label = agency.group === null ? '' : oneLine(agency.group);
    groups.set(label, [...(groups.get(label) ?? []), agency]);
  }
  const parts = [...groups].map(([label, members]) => {
    const what = label === '' ? 'cơ quan, đơn vị' : label;
    if (members.length > MOST_NAMED || members.some(({ unnamed, name }) => unnamed || oneLine(name) === '')) {
      return `${formatCount(members.length)} ${what}`;
    }
    const units = members.map(({ name }) => COMMITTEE.exec(oneLine(name)));
    if (members.length > 1 && units.every((unit) => unit !== null)) {
      const kinds = [...new Set(units.map(([, kind = '']) => kind.toLocaleLowerCase('vi')))];
      return `UBND các ${joinWords(kinds, ', ').replace(/ và /g, ', ')}: ${units.map(([, , name = '']) => name).join(', ')}`;
    }
    const names = members.map(agencyName).join('; ');
    return members.length === 1 ? names : `các ${what}: ${names}`;
  });
  return joinWords(parts, '; ');
}

function contentsText(facts: NewsFacts): string | null {
  if (only(facts) !== undefined) return null;
  const { plan, teams } = facts;
  const contents = plan.contents === null ? '' : withoutEnd(oneLine(plan.contents));
  return contents === '' ? null : `${teamWord(teams)} đã tiến hành kiểm tra ${lowerFirst(contents)}`;
}

/** Of the round what was said of all, else the most frequent; of one visit its own. No agency is named. */
function told(facts: NewsFacts, kind: FindingKind): readonly string[] {
  const agency = only(facts);
  const text = (finding: FindingFacts): string => lowerFirst(withoutEnd(oneLine(finding.text)));
  const own = ofKind(facts.findings, kind);
  const { collective, groups } = groupFindings(facts, kind);
  const texts =
    agency !== undefined
      ? own.filter((finding) => isOwnFinding(finding, agency)).map(text)
      : collective.length > 0
        ? collective.map(text)
        : groups.map(({ label }) => lowerFirst(withoutEnd(label)));
  const names = facts.agencies.flatMap(({ name, shortName }) => [name, shortName ?? '']).filter(Boolean);
  const isNameless = (one: string): boolean =>
    agency !== undefined || !names.some((name) => name.length > 2 && one.includes(lowerFirst(oneLine(name))));
  const most = agency === undefined && collective.length > 0 ? texts.length : MOST_TOLD;
  return withoutRepeats([...new Set(texts)].filter((one) => one !== '' && isNameless(one)).slice(0, most));
}

const WHERE =
  /^(các cơ quan, đơn vị(?: và địa phương)?|(?:ở|tại) một số (?:cơ quan, đơn vị|địa phương|đơn vị|nơi)),? /iu;

/** Who or where is said once: what follows in the list is of the same. */
function withoutRepeats(texts: readonly string[]): readonly string[] {
  const said = new Set<string>();
  return texts.map((text) => {
    const [whole = '', where = ''] = WHERE.exec(text) ?? [];
    if (where === '' || !said.has(where)) {
      said.add(where);
      return text;
    }
    return text.slice(whole.length);
  });
}

function strengthText(facts: NewsFacts): string | null {
  const all = told(facts, 'strength');
  if (all.length === 0) return null;
  const agency = only(facts);
  const shown =
    agency === undefined ? 'Qua kiểm tra thực tế cho thấy, ' : `Qua kiểm tra, ${agencyReference(agency)} `;
  return `${shown}${all.join('; ')}`;
}

function limitationText(facts: NewsFacts): string | null {
  const all = told(facts, 'limitation');
  if (all.length === 0) return null;
  const team = teamWord(facts.teams);
  const agency = only(facts);
  const where =
    agency === undefined
      ? 'một số hạn chế, tồn tại trong triển khai nhiệm vụ ở các cơ quan, đơn vị'
      : 'một số hạn chế, tồn tại cần khắc phục';
  return `Bên cạnh những kết quả đạt được, ${team} cũng chỉ ra ${where}: ${all.join('; ')}`;
}

function demandText(facts: NewsFacts): string {
  const team = teamWord(facts.teams);
  const agency = only(facts);
  const given =
    facts.plan.remediationDemand === null ? '' : withoutEnd(oneLine(facts.plan.remediationDemand));
  if (given === '' || agency !== undefined) {
    const whom = agency === undefined ? 'các cơ quan, đơn vị' : agencyReference(agency);
    return `${team} đề nghị ${whom} tiếp tục phát huy những kết quả đạt được, nhanh chóng khắc phục những hạn chế, thiếu sót trong công tác cải cách hành chính`;
  }
  return /^(?:đề nghị|yêu cầu)/iu.test(given) ? `${team} ${lowerFirst(given)}` : upperFirst(given);
}

function photoBlock(photo: NewsPhoto): ImageBlock {
  const full = (HIGHEST_MM * photo.widthPx) / photo.heightPx;
  return {
    id: `photo:${photo.evidenceId}`,
    type: 'image',
    text: line(photo.caption),
    sha256: photo.sha256,
    media: photo.media,
    widthPx: photo.widthPx,
    heightPx: photo.heightPx,
    widthMm: Math.max(20, Math.min(TEXT_MM - 25, Math.floor(full))),
  };
}

export function newsHeadline(facts: NewsFacts): string {
  const agency = only(facts);
  const title = withoutEnd(oneLine(facts.plan.title));
  if (agency !== undefined) {
    return subjectOr(facts, `${inspectionPhrase(facts.plan)} tại ${agencyName(agency)}`);
  }
  return subjectOr(facts, title === '' ? inspectionPhrase(facts.plan) : title);
}

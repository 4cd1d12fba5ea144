// How a team and its members are named: Đoàn or Tổ exactly as the decision says.
import type { TeamFacts, TeamForm, TeamMemberFacts, TeamRole } from '../facts.ts';
import { BLANK } from './numbers.ts';
import { joinWords, oneLine } from './text.ts';

/** `Đoàn kiểm tra` or `Tổ kiểm tra`; Tổ only where every team is one. */
export function teamWord(teams: readonly Pick<TeamFacts, 'form'>[]): string {
  return teamForm(teams) === 'to' ? 'Tổ kiểm tra' : 'Đoàn kiểm tra';
}

export function teamForm(teams: readonly Pick<TeamFacts, 'form'>[]): TeamForm {
  return teams.length > 0 && teams.every((team) => team.form === 'to') ? 'to' : 'doan';
}

const roleTitles: Readonly<Record<TeamForm, Readonly<Record<TeamRole, string>>>> = {
  doan: { lead: 'Trưởng đoàn', deputy: 'Phó Trưởng đoàn', member: 'Thành viên', secretary: 'Thư ký' },
  to: { lead: 'Tổ trưởng', deputy: 'Tổ phó', member: 'Thành viên', secretary: 'Thư ký' },
};

export function roleTitle(form: TeamForm, role: TeamRole, isStanding = false): string {
  const title = roleTitles[form][role];
  return isStanding && role === 'deputy' ? `${title} (Thường trực)` : title;
}

/** Party title, position and body of a member, as far as they are known. */
export function memberOffice(member: TeamMemberFacts): string {
  const parts: string[] = [];
  const add = (part: string | null): void => {
    const text = part === null ? '' : oneLine(part);
    if (text !== '') parts.push(text);
  };
  add(member.partyTitle);
  const position = member.position === null ? '' : oneLine(member.position);
  const rank = member.rankText === null ? '' : oneLine(member.rankText);
  const body = member.body === null ? '' : oneLine(member.body);
  const office = position === '' ? rank : position;
  const link = position !== '' ? linkOf(position, body) : body.startsWith('của ') ? ' ' : ' của ';
  add(
    body === '' || office.includes(body)
      ? office
      : office === ''
        ? body
        : `${office}${link}${unsaid(body, office)}`,
  );
  return parts.join(', ');
}

/** `Giám đốc Sở Nội vụ`, but `Trưởng phòng Công nghệ thông tin, Sở …`: a comma where the position names a unit already. */
function linkOf(position: string, body: string): string {
  return /(?<!\p{L})(?:phòng|ban|văn phòng|chi cục|trung tâm|bộ phận)\s+\p{Lu}/iu.test(position) &&
    body !== ''
    ? ', '
    : ' ';
}

/** `Phó Trưởng phòng` of `Phòng Tư pháp` is `Phó Trưởng phòng Tư pháp`: the word is said once. */
function unsaid(body: string, office: string): string {
  const unit = /^(?:Văn phòng|Phòng|Ban|Chi cục|Trung tâm)(?= )/u.exec(body)?.[0];
  const isSaid = unit !== undefined && office.toLowerCase().endsWith(` ${unit.toLowerCase()}`);
  return isSaid ? body.slice(unit.length + 1) : body;
}

/** `đồng chí Vương Đức Sáng, …, Phó Chủ tịch UBND tỉnh`; without a name only rank and body. */
export function memberPhrase(member: TeamMemberFacts): string {
  const office = memberOffice(member);
  const name = member.fullName === null ? '' : oneLine(member.fullName);
  if (name === '') return office === '' ? `đồng chí ${BLANK}` : office;
  return office === '' ? `đồng chí ${name}` : `đồng chí ${name}, ${office}`;
}

/** Who took part, in one sentence without its full stop; null where no member is known. */
export function teamComposition(team: TeamFacts): string | null {
  const withRole = (member: TeamMemberFacts): string =>
    `${memberPhrase(member)}, ${roleTitle(team.form, member.role, member.isStanding)}`;
  const heads = team.members.filter((member) => member.role !== 'member').map(withRole);
  const members = team.members.filter((member) => member.role === 'member').map(memberPhrase);
  const together =
    members.length === 0 ? null : `${heads.length > 0 ? 'cùng ' : ''}các thành viên là ${members.join('; ')}`;
  const all = together === null ? heads : [...heads, together];
  return all.length === 0 ? null : all.join('; ');
}

/** `Đoàn Kiểm tra công tác CCHC số 01 của tỉnh`; several teams are joined. */
export function teamNames(teams: readonly TeamFacts[]): string {
  const names = teams.map((team) => oneLine(team.name)).filter((name) => name !== '');
  return names.length === 0 ? teamWord(teams) : joinWords(names);
}

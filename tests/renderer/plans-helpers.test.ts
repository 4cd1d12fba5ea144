// The pure parts of the plan's screens and of the working calendar: weeks, words, where a warning stands.
import { describe, expect, it } from 'vitest';
import type { TeamWarning } from '../../core/contract/teams.ts';
import { isYear } from '../../renderer/features/plans/FormParts.tsx';
import { placeWarnings, teamWarningLines } from '../../renderer/features/plans/team-warnings.ts';
import { inForceWords } from '../../renderer/features/settings/legal-words.ts';
import { weekdayOf, weeksOf } from '../../renderer/features/settings/year-days.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';

describe('the weeks of a wall calendar', () => {
  it('knows the day of the week, from Monday', () => {
    expect(['2026-01-01', '2026-02-28', '2026-03-01', '2028-02-29'].map(weekdayOf)).toEqual([3, 5, 6, 1]);
  });
  it('draws whole weeks with every day once, whatever the month', () => {
    for (const year of [2019, 2024, 2026]) {
      const days = Array.from({ length: 12 }, (_, index) => weeksOf(year, index + 1)).flatMap((weeks) => {
        expect(weeks.every((week) => week.length === 7)).toBe(true);
        for (const week of weeks) {
          week.forEach((day, place) => {
            if (day !== null) expect(weekdayOf(day)).toBe(place);
          });
        }
        return weeks.flat().filter((day) => day !== null);
      });
      expect(new Set(days).size).toBe(year % 4 === 0 ? 366 : 365);
      expect(days).toEqual([...days].sort());
    }
  });
  it('begins February 2026 on a Sunday', () => {
    expect(weeksOf(2026, 2)[0]).toEqual([null, null, null, null, null, null, '2026-02-01']);
    expect(weeksOf(2026, 2)).toHaveLength(5);
  });
});

describe('warnings of a team', () => {
  const warning = (code: TeamWarning['code'], more: Partial<TeamWarning> = {}): TeamWarning => ({
    code,
    teamId: null,
    memberId: null,
    visitId: null,
    domainId: null,
    params: {},
    ...more,
  });
  const all = [
    warning('NO_TEAM'),
    warning('NO_SECRETARY', { teamId: 'a' }),
    warning('MEMBER_WITHOUT_DOMAIN', { teamId: 'a', memberId: 'm' }),
    warning('DOMAIN_UNCOVERED', { teamId: 'a', domainId: 'd1', params: { domain: 'Cải cách thể chế' } }),
    warning('DOMAIN_UNCOVERED', { teamId: 'a', domainId: 'd2', params: { domain: 'Tài chính công' } }),
  ];
  const shortNames = new Map([
    ['d1', 'Thể chế'],
    ['d2', 'Tài chính'],
    ['d3', 'Hiện đại hóa'],
  ]);
  it('stand once, at the narrowest place', () => {
    const placed = placeWarnings(all);
    const places = [placed.plan, placed.ofTeam('a'), placed.ofTeam('b'), placed.ofMember('m')];
    expect(places.map((found) => found.map(({ code }) => code))).toEqual([
      ['NO_TEAM'],
      ['NO_SECRETARY', 'DOMAIN_UNCOVERED', 'DOMAIN_UNCOVERED'],
      [],
      ['MEMBER_WITHOUT_DOMAIN'],
    ]);
  });
  it('name the domains that nobody covers in one line, and say it shortly where it is all of them', () => {
    const lines = teamWarningLines(placeWarnings(all).ofTeam('a'), shortNames, t);
    expect(lines).toEqual(['Chưa có thư ký.', 'Chưa có ai phụ trách: Thể chế; Tài chính.']);
    const two = new Map([...shortNames].slice(0, 2));
    expect(teamWarningLines(placeWarnings(all).ofTeam('a'), two, t)).toContain(
      t.plans.team.warnings.noneCovered,
    );
    expect(teamWarningLines([], shortNames, t)).toEqual([]);
  });
});

describe('when a legal document holds', () => {
  it.each([
    [null, null, null, 'chưa ghi ngày hiệu lực'],
    ['2025-07-01', null, null, 'từ 01/7/2025'],
    [null, '2025-06-30', null, 'đến 30/6/2025'],
    ['2018-06-21', '2025-06-30', 'Nghị định 118', 'từ 21/6/2018 đến 30/6/2025 · thay bằng Nghị định 118'],
  ])('%s to %s, replaced by %s', (effectiveFrom, effectiveTo, replacedByName, said) => {
    expect(inForceWords({ effectiveFrom, effectiveTo, replacedByName }, t)).toBe(said);
  });
});

it('a year has four digits', () => {
  expect(['2026', ' 1999 ', '2199', '26', '20266', '1899', ''].map(isYear)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

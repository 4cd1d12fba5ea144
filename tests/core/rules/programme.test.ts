// The usual course of a session: it fills the half-days without gaps, begins with the opening and ends with the
// conclusion; nothing is said that is not known.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { programmeItem } from '../../../core/contract/schedule.ts';
import { draftProgramme, type ProgrammeInput, type Session } from '../../../core/rules/programme.ts';
import { chance } from '../../long.ts';

const morning: Session = { day: '2026-09-07', half: 'morning' };
const afternoon: Session = { day: '2026-09-07', half: 'afternoon' };
const base: ProgrammeInput = {
  sessions: [morning],
  severalDays: false,
  form: 'doan',
  leadName: null,
  secretaryName: null,
  agencyKind: 'ubnd_xa',
  domains: [],
};

describe('the programme of a morning', () => {
  const items = draftProgramme({
    ...base,
    leadName: 'Vương Đức Sáng',
    domains: [
      { name: 'Cải cách thể chế', members: ['Nguyễn Văn A', 'Trần Thị B'] },
      { name: 'Cải cách tài chính công', members: [] },
    ],
  });

  it('goes from the opening to the conclusion', () => {
    expect(
      items.map(({ startsAt, endsAt, content }) => `${startsAt}-${endsAt} ${content.slice(0, 14)}`),
    ).toEqual([
      '08:00-08:15 Khai mạc; công',
      '08:15-08:45 Đơn vị được ki',
      '08:45-10:15 Các thành viên',
      '10:15-10:45 Kiểm tra thực ',
      '10:45-11:05 Trao đổi, giải',
      '11:05-11:20 Thông qua biên',
      '11:20-11:30 Ý kiến của đơn',
    ]);
  });

  it('names the lead and the owners of the domains, as far as they are known', () => {
    expect(items[0]?.presenter).toBe('Trưởng đoàn Vương Đức Sáng');
    expect(items[5]?.presenter).toBe('Thư ký');
    expect(items[2]?.content).toContain(
      ':\n- Cải cách thể chế: Nguyễn Văn A, Trần Thị B;\n- Cải cách tài chính công',
    );
  });

  it('is looked for in a one-stop desk only where there is one', () => {
    const office = draftProgramme({ ...base, agencyKind: 'phong_cap_xa' });
    expect(office.map(({ content }) => content).join()).not.toContain('Một cửa');
  });

  it('calls the team what the decision calls it', () => {
    const [first] = draftProgramme({ ...base, form: 'to' });
    expect(first).toMatchObject({ presenter: 'Tổ trưởng' });
    expect(first?.content).toContain('Tổ kiểm tra');
  });
});

it('a day without a date has no clock times', () => {
  const items = draftProgramme({
    ...base,
    sessions: [morning, afternoon].map((one) => ({ ...one, day: null })),
  });
  expect(
    items.every(({ day, startsAt, endsAt }) => day === null && startsAt === null && endsAt === null),
  ).toBe(true);
});

it('any visit: every half-day is filled from end to end, and every item fits its row', () => {
  const session = fc.record({
    day: fc.constantFrom('2026-09-07', '2026-09-08'),
    half: fc.constantFrom('morning' as const, 'afternoon' as const),
  });
  const domain = fc.record({
    name: fc.string({ minLength: 1, maxLength: 300 }),
    members: fc.array(fc.string({ maxLength: 120 }), { maxLength: 10 }),
  });
  fc.assert(
    fc.property(
      fc.array(session, { minLength: 1, maxLength: 6 }),
      fc.array(domain, { maxLength: 20 }),
      fc.constantFrom('ubnd_xa' as const, 'phong_cap_xa' as const, 'tt_pvhcc' as const),
      fc.option(fc.string({ maxLength: 400 })),
      (sessions, domains, agencyKind, leadName) => {
        const items = draftProgramme({ ...base, sessions, domains, agencyKind, leadName, severalDays: true });
        for (const item of items) {
          expect(programmeItem.shape.content.safeParse(item.content).success).toBe(true);
          expect(programmeItem.shape.presenter.safeParse(item.presenter).success).toBe(true);
          expect((item.startsAt ?? '') < (item.endsAt ?? '')).toBe(true);
        }
        const stretches: string[] = [];
        for (const { startsAt, endsAt } of items) {
          const last = stretches.at(-1);
          if (last?.endsWith(startsAt ?? '') === true)
            stretches[stretches.length - 1] = `${last.slice(0, 6)}${endsAt}`;
          else stretches.push(`${startsAt}-${endsAt}`);
        }
        expect(stretches).toEqual(
          sessions.map(({ half }) => (half === 'morning' ? '08:00-11:30' : '14:00-17:00')),
        );
        expect(items[0]?.content).toContain('Khai mạc');
        expect(items.at(-1)?.content).toContain('kết luận');
      },
    ),
    chance(325, 100, 5000),
  );
});

// The schedule through the dispatcher: halves of visits, busy days, the board, a proposal, moving many visits as one
// step, programmes, sheets.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import type { Placement } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import {
  createPrinterDouble,
  makeRound,
  missingId,
  noVersion,
  type Office,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
const printer = createPrinterDouble();

beforeEach(async () => {
  office = await setUpOffice({ printer });
  round = await makeRound(office);
});
afterEach(() => removeOffice(office));

const place = (visit: Pick<Visit, 'id' | 'rev'>, fields: Partial<Placement> = {}) => ({
  visitId: visit.id,
  rev: visit.rev,
  teamId: null,
  startsOn: null,
  startsHalf: null,
  endsOn: null,
  endsHalf: null,
  ...fields,
});
const board = (burdenDays?: number) =>
  office.call('schedule.board', {
    planId: round.plan.id,
    ...(burdenDays === undefined ? {} : { burdenDays }),
  });
const codes = async () => (await board()).conflicts.map(({ code, day }) => `${code} ${day ?? '-'}`);
type Version = Input<'agencies.create'>['version'];
const agency = (name: string, version: Partial<Version> = {}) =>
  office.call('agencies.create', { kind: 'ubnd_xa', version: { ...noVersion, ...version, name } });
const rename = (
  { id, rev }: { readonly id: string; readonly rev: number },
  name: string,
  validFrom: string,
) => {
  const { validFrom: _from, validTo: _to, ...version } = noVersion;
  return office.call('agencies.rename', { agencyId: id, rev, validFrom, version: { ...version, name } });
};
const team = (name: string, planId = round.plan.id) =>
  office.call('teams.create', {
    planId,
    form: 'doan',
    name,
    decisionNumber: null,
    decisionSymbol: null,
    decisionDate: null,
    decisionSubject: null,
    decisionIssuerId: null,
    note: null,
  });
const member = (teamId: string, fullName: string, fields: object = {}) =>
  office.call('members.create', {
    teamId,
    fullName,
    partyTitle: null,
    position: 'Trưởng phòng',
    body: 'Sở Tư pháp',
    rankText: null,
    role: 'team_member',
    isStanding: false,
    personId: null,
    domainIds: [],
    ...fields,
  });

describe('halves of a visit', () => {
  it('are kept, and go with their day', async () => {
    const { id, rev } = round.districtVisit;
    const half = await office.call('visits.update', {
      id,
      rev,
      patch: { startsHalf: 'morning', endsHalf: 'morning' },
    });
    expect(half).toMatchObject({ startsHalf: 'morning', endsHalf: 'morning' });
    const cleared = await office.call('visits.update', {
      id,
      rev: half.rev,
      patch: { startsOn: null, endsOn: null },
    });
    expect(cleared).toMatchObject({ startsOn: null, startsHalf: null, endsOn: null, endsHalf: null });
  });

  it('need a day, and go forward', async () => {
    const { id, rev } = round.districtVisit;
    const backwards = { startsHalf: 'afternoon', endsHalf: 'morning' } as const;
    expect((await office.fails('visits.update', { id, rev, patch: backwards })).fields).toEqual([
      { path: 'patch.endsHalf', code: 'VALIDATION' },
    ]);
    expect(
      (await office.fails('visits.update', { id, rev, patch: { endsOn: null, endsHalf: 'morning' } })).fields,
    ).toEqual([{ path: 'patch.endsOn', code: 'MISSING_KEY' }]);
    const { id: agencyId } = await agency('UBND xã Hợp Tiến');
    const lone = { planId: round.plan.id, agencyId, startsHalf: 'morning' } as const;
    expect((await office.fails('visits.create', lone)).fields).toEqual([
      { path: 'startsOn', code: 'MISSING_KEY' },
    ]);
  });
});

describe('busy days', () => {
  it('are entered, changed, found by day, and undone', async () => {
    const { id: agencyId } = round.district;
    const row = await office.call('busyDays.create', {
      agencyId,
      startsOn: '2019-09-10',
      endsOn: '2019-09-12',
      body: 'Thanh tra tỉnh',
    });
    expect(row).toMatchObject({ agencyName: 'UBND huyện Nam Sách', subject: null });
    const find = (filter: object) => office.call('busyDays.list', filter);
    expect(await find({ agencyId, from: '2019-09-12' })).toHaveLength(1);
    expect(await find({ from: '2019-09-13' })).toHaveLength(0);
    expect(await find({ agencyId: round.department.id })).toHaveLength(0);
    const longer = await office.call('busyDays.update', {
      id: row.id,
      rev: row.rev,
      patch: { endsOn: '2019-09-16' },
    });
    expect(longer.endsOn).toBe('2019-09-16');
    const early = { id: row.id, rev: longer.rev, patch: { endsOn: '2019-09-01' } };
    expect((await office.fails('busyDays.update', early)).fields).toEqual([
      { path: 'patch.endsOn', code: 'VALIDATION' },
    ]);
    await office.call('busyDays.delete', { id: row.id, rev: longer.rev });
    expect(await find({})).toEqual([]);
    await office.call('journal.undo', {});
    expect(await find({})).toHaveLength(1);
  });

  it('carry the name of their own time', async () => {
    const old = await agency('UBND huyện Cũ');
    await rename(old, 'UBND thị xã Mới', '2019-07-01');
    const on = async (day: string) =>
      (
        await office.call('busyDays.create', {
          agencyId: old.id,
          startsOn: day,
          endsOn: day,
          body: 'Kiểm toán',
        })
      ).agencyName;
    expect([await on('2019-06-30'), await on('2019-07-01')]).toEqual(['UBND huyện Cũ', 'UBND thị xã Mới']);
  });
});

describe('the board', () => {
  it('draws whole weeks, knows holidays, and says who goes where', async () => {
    await office.call('calendar.createMany', {
      days: [{ day: '2019-09-17', kind: 'holiday', name: 'Ngày lễ của tỉnh' }],
    });
    const shown = await board();
    expect(shown.days.map(({ day }) => day)).toEqual(
      Array.from({ length: 14 }, (_, index) => `2019-09-${String(16 + index)}`),
    );
    expect(shown.days[1]).toEqual({ day: '2019-09-17', working: false, name: 'Ngày lễ của tỉnh' });
    expect(shown.days[5]).toEqual({ day: '2019-09-21', working: false, name: null });
    expect(shown.teams).toEqual([{ id: round.team.id, name: 'Đoàn Kiểm tra số 01', members: 0 }]);
    expect(shown.visits.map(({ startsOn }) => startsOn)).toEqual(['2019-09-16', '2019-09-17']);
    expect(await codes()).toEqual(['NOT_WORKING_DAY 2019-09-17']);
  });

  it('counts the deadlines of the plan from the days of the visit', async () => {
    const { id, rev } = round.plan;
    await office.call('plans.update', {
      id,
      rev,
      patch: {
        deadlines: {
          scheduleNotice: { days: 5, unit: 'working_day' },
          minutes: { days: 3, unit: 'working_day' },
          notice: { days: 15, unit: 'day' },
        },
      },
    });
    const [first] = (await board()).deadlines;
    expect(first).toEqual({
      visitId: round.districtVisit.id,
      scheduleNoticeOn: '2019-09-09',
      selfReportOn: null,
      minutesOn: '2019-09-19',
      memberReportOn: null,
      explanationOn: null,
      noticeOn: '2019-10-01',
    });
  });

  it('shows a person in two rounds, an agency visited twice, other bodies, and names out of force', async () => {
    const other = await office.call('plans.create', {
      title: 'Kiểm tra đột xuất năm 2019',
      year: 2019,
      issuerId: round.issuer.id,
    });
    const second = await team('Đoàn đột xuất', other.id);
    await member(round.team.id, 'Phạm Thị Hoà');
    await member(second.id, 'Phạm Thị Hòa');
    const visit = await office.call('visits.create', {
      planId: other.id,
      agencyId: round.district.id,
      teamId: second.id,
      startsOn: '2019-09-17',
      endsOn: '2019-09-17',
    });
    await office.call('busyDays.create', {
      agencyId: round.department.id,
      startsOn: '2019-09-16',
      endsOn: '2019-09-17',
      body: 'Kiểm toán Nhà nước',
      subject: 'Ngân sách',
    });
    const ended = await agency('UBND xã Đã Sáp Nhập', { validTo: '2019-08-31' });
    const late = await office.call('visits.create', {
      planId: round.plan.id,
      agencyId: ended.id,
      startsOn: '2019-09-30',
    });
    const found = (await board(2)).conflicts;
    expect(found.map(({ code, visitIds, day, params }) => [code, visitIds.toSorted(), day, params])).toEqual([
      [
        'AGENCY_BUSY',
        [round.departmentVisit.id],
        '2019-09-17',
        { agency: 'Sở Y tế', body: 'Kiểm toán Nhà nước', subject: 'Ngân sách' },
      ],
      [
        'MEMBER_TWICE',
        [round.departmentVisit.id, visit.id].toSorted(),
        '2019-09-17',
        { name: 'Phạm Thị Hoà', half: 'morning' },
      ],
      ['AGENCY_NOT_IN_FORCE', [late.id], '2019-09-30', { agency: 'UBND xã Đã Sáp Nhập' }],
      [
        'AGENCY_BURDENED',
        [round.districtVisit.id, visit.id].toSorted(),
        '2019-09-16',
        { agency: 'UBND huyện Nam Sách', plan: 'Kiểm tra đột xuất năm 2019', days: 1 },
      ],
      [
        'AGENCY_TWICE',
        [round.districtVisit.id, visit.id].toSorted(),
        '2019-09-16',
        { agency: 'UBND huyện Nam Sách', plan: 'Kiểm tra đột xuất năm 2019' },
      ],
      ['NO_TEAM', [late.id], '2019-09-30', { agency: 'UBND xã Đã Sáp Nhập' }],
      ['OUTSIDE_PERIOD', [late.id], '2019-09-30', { bound: '2019-09-25' }],
    ]);
    // Put off, it takes nobody's time.
    await office.call('visits.setStatus', { id: visit.id, rev: visit.rev, status: 'postponed' });
    expect((await board(2)).conflicts.map(({ code }) => code)).not.toContain('MEMBER_TWICE');
  });

  it('of a round that knows no day begins somewhere', async () => {
    const plan = await office.call('plans.create', { title: 'Chưa rõ', year: 2031 });
    const { days } = await office.call('schedule.board', { planId: plan.id });
    expect([days[0]?.day, days.length]).toEqual(['2030-12-30', 28]);
    expect((await office.fails('schedule.board', { planId: missingId })).code).toBe('NOT_FOUND');
  });
});

describe('a proposal', () => {
  const options = { from: '2019-09-16', to: '2019-09-27' };
  const propose = (more: object = {}) =>
    office.call('schedule.propose', { planId: round.plan.id, options: { ...options, ...more } });
  const many = async (count: number, placeName: string | null = null) => {
    const visits: Visit[] = [];
    for (let index = 0; index < count; index += 1) {
      const { id: agencyId } = await agency(`UBND xã Số ${String(index + 1)}`, {
        placeName,
      });
      visits.push(await office.call('visits.create', { planId: round.plan.id, agencyId }));
    }
    return visits;
  };

  it('leaves what has a day, and is written only when it is arranged', async () => {
    const visits = await many(6);
    const before = rowsOf(office.context);
    const { placements, unplaced } = await propose();
    expect(rowsOf(office.context)).toEqual(before);
    expect(unplaced).toEqual([]);
    // The two whole days of the team are taken.
    expect(placements.map(({ visitId, startsOn, startsHalf }) => [visitId, startsOn, startsHalf])).toEqual(
      visits.map(({ id }, index) => [
        id,
        `2019-09-${String(18 + Math.floor(index / 2))}`,
        index % 2 === 0 ? 'morning' : 'afternoon',
      ]),
    );
    const arranged = await office.call('schedule.arrange', {
      planId: round.plan.id,
      placements: placements.map((one) => ({
        ...one,
        rev: visits.find(({ id }) => id === one.visitId)!.rev,
      })),
    });
    expect(arranged.map(({ startsOn, teamId }) => [startsOn, teamId])).toEqual(
      placements.map(({ startsOn }) => [startsOn, round.team.id]),
    );
    expect(await codes()).toEqual([]);
    await office.call('journal.undo', {});
    expect((await board()).visits.filter(({ startsOn }) => startsOn !== null)).toHaveLength(2);
  });

  it('may move what is only planned, and never what was announced', async () => {
    const { id, rev } = round.departmentVisit;
    await office.call('visits.setStatus', { id, rev, status: 'notified' });
    const { placements } = await propose({ keepPlaced: false, halfDays: 2 });
    expect(placements).toEqual([
      {
        visitId: round.districtVisit.id,
        teamId: round.team.id,
        startsOn: '2019-09-16',
        startsHalf: null,
        endsOn: '2019-09-16',
        endsHalf: null,
      },
    ]);
  });

  it('goes round holidays, busy agencies, their rest, and members who are elsewhere', async () => {
    await office.call('calendar.createMany', {
      days: [
        { day: '2019-09-18', kind: 'holiday', name: 'Ngày lễ' },
        { day: '2019-09-21', kind: 'working_day', name: 'Làm bù' },
      ],
    });
    const [first] = await many(1);
    await office.call('busyDays.create', {
      agencyId: first!.agencyId,
      startsOn: '2019-09-12',
      endsOn: '2019-09-19',
      body: 'Thanh tra tỉnh',
    });
    const elsewhere = await office.call('plans.create', { title: 'Đợt khác', year: 2019 });
    const other = await team('Đoàn khác', elsewhere.id);
    await member(round.team.id, 'Lê An');
    await member(other.id, 'lê an');
    const { id: agencyId } = await agency('UBND xã Khác');
    await office.call('visits.create', {
      planId: elsewhere.id,
      agencyId,
      teamId: other.id,
      startsOn: '2019-09-20',
      startsHalf: 'afternoon',
      endsOn: '2019-09-21',
    });
    const at = async (more: object) =>
      (await propose(more)).placements.map(({ startsOn, startsHalf }) => `${startsOn} ${startsHalf}`);
    expect(await at({})).toEqual(['2019-09-20 morning']);
    expect(await at({ halfDays: 2 })).toEqual(['2019-09-23 null']);
    expect(await at({ restDays: 5 })).toEqual(['2019-09-24 morning']);
    expect((await propose({ restDays: 60 })).unplaced).toEqual([first!.id]);
  });

  it('keeps an agency out of days on which it has no name', async () => {
    const { id: agencyId } = await agency('UBND phường Mới', {
      validFrom: '2019-09-24',
      validTo: '2019-09-24',
    });
    await office.call('visits.create', { planId: round.plan.id, agencyId });
    const { placements } = await propose();
    expect(placements.map(({ startsOn }) => startsOn)).toEqual(['2019-09-24']);
  });

  it('sends another team where a member comes from the agency, and keeps one place together', async () => {
    const second = await team('Đoàn số 02');
    const visits = await many(4, 'Nam Sách');
    await member(round.team.id, 'Lê An', { agencyId: visits[0]!.agencyId });
    const { placements } = await propose({ from: '2019-09-18' });
    expect(
      placements.map(({ teamId, startsOn, startsHalf }) => [
        teamId === second.id ? 2 : 1,
        startsOn,
        startsHalf,
      ]),
    ).toEqual([
      [2, '2019-09-18', 'morning'],
      [2, '2019-09-18', 'afternoon'],
      [2, '2019-09-19', 'morning'],
      [2, '2019-09-19', 'afternoon'],
    ]);
  });

  it('says which of its options make no sense', async () => {
    const fails = (more: object) =>
      office.fails('schedule.propose', { planId: round.plan.id, options: { ...options, ...more } });
    expect((await fails({ to: '2019-09-01' })).fields).toEqual([{ path: 'options.to', code: 'VALIDATION' }]);
    expect((await fails({ teamIds: [round.team.id, missingId] })).fields).toEqual([
      { path: 'options.teamIds.1', code: 'NOT_FOUND' },
    ]);
  });
});

describe('moving visits', () => {
  it('is one step, takes the name of the new day, and may give the day back', async () => {
    const renamed = await agency('UBND xã Cũ');
    await rename(renamed, 'UBND xã Mới', '2019-09-18');
    const visit = await office.call('visits.create', {
      planId: round.plan.id,
      agencyId: renamed.id,
      startsOn: '2019-09-17',
    });
    expect(visit.agencyName).toBe('UBND xã Cũ');
    const placements = [
      place(visit, { startsOn: '2019-09-18', endsOn: '2019-09-18' }),
      place(round.districtVisit, { teamId: round.team.id }),
    ];
    const moved = await office.call('schedule.arrange', { planId: round.plan.id, placements });
    expect(moved.map(({ agencyName, startsOn }) => [agencyName, startsOn])).toEqual([
      ['UBND huyện Nam Sách', null],
      ['UBND xã Mới', '2019-09-18'],
    ]);
    await office.call('journal.undo', {});
    const { visits } = await board();
    expect(visits.map(({ agencyName, startsOn }) => [agencyName, startsOn])).toEqual([
      ['UBND huyện Nam Sách', '2019-09-16'],
      ['Sở Y tế', '2019-09-17'],
      ['UBND xã Cũ', '2019-09-17'],
    ]);
  });

  it('is refused as a whole', async () => {
    const { districtVisit: first, departmentVisit: second, plan } = round;
    const fails = (...placements: ReturnType<typeof place>[]) =>
      office.fails('schedule.arrange', { planId: plan.id, placements });
    expect((await fails(place(first), { ...place(second), rev: 9 })).code).toBe('CONFLICT');
    expect((await fails(place(first), place(first))).fields).toEqual([
      { path: 'placements.1.visitId', code: 'DUPLICATE' },
    ]);
    expect((await fails(place(first), place({ id: missingId, rev: 1 }))).fields).toEqual([
      { path: 'placements.1.visitId', code: 'NOT_FOUND' },
    ]);
    expect((await fails(place(first, { endsOn: '2019-09-16' }))).fields).toEqual([
      { path: 'placements.0.startsOn', code: 'MISSING_KEY' },
    ]);
    const elsewhere = await team('Đoàn khác', (await office.call('plans.create', { title: 'Đợt khác' })).id);
    expect((await fails(place(first, { teamId: elsewhere.id }))).fields).toEqual([
      { path: 'placements.0.teamId', code: 'NOT_FOUND' },
    ]);
    const visited = await office.call('visits.setStatus', {
      id: second.id,
      rev: second.rev,
      status: 'visited',
    });
    expect(await fails(place(first), place(visited))).toMatchObject({
      code: 'WRONG_STATE',
      detail: { from: 'visited' },
    });
  });
});

describe('the programme of a session', () => {
  const list = () => office.call('programme.list', { visitId: round.districtVisit.id });

  it('is drafted once from team and domains', async () => {
    const domains = await office.call('domains.list', {});
    await member(round.team.id, 'Vương Đức Sáng', { role: 'team_lead' });
    await member(round.team.id, 'Lê An', { domainIds: [domains[1]!.id, domains[0]!.id] });
    const items = await office.call('programme.draft', { visitId: round.districtVisit.id });
    expect(items.map(({ ordinal, day, startsAt }) => [ordinal, day, startsAt])).toEqual(
      ['08:00', '08:15', '09:00', '14:00', '15:10', '15:55', '16:35', '16:50'].map((time, index) => [
        index + 1,
        null,
        time,
      ]),
    );
    expect(items[0]?.presenter).toBe('Trưởng đoàn Vương Đức Sáng');
    expect(items[2]?.content).toBe(
      `Các thành viên làm việc theo lĩnh vực được phân công:\n- ${domains[0]!.name}: Lê An;\n- ${domains[1]!.name}: Lê An`,
    );
    expect((await office.fails('programme.draft', { visitId: round.districtVisit.id })).code).toBe(
      'DUPLICATE',
    );
    await office.call('journal.undo', {});
    expect(await list()).toEqual([]);
  });

  it('is edited line by line', async () => {
    const add = (content: string, fields: object = {}) =>
      office.call('programme.create', { visitId: round.districtVisit.id, content, ...fields });
    const [first, second, third] = [
      await add('Một'),
      await add('Hai', { startsAt: '09:00' }),
      await add('Ba'),
    ];
    expect(
      (await office.fails('programme.update', { id: second.id, rev: second.rev, patch: { endsAt: '08:00' } }))
        .fields,
    ).toEqual([{ path: 'patch.endsAt', code: 'VALIDATION' }]);
    const moved = await office.call('programme.move', { id: third.id, rev: third.rev, ordinal: 1 });
    expect(moved.map(({ content, ordinal }) => `${ordinal} ${content}`)).toEqual(['1 Ba', '2 Một', '3 Hai']);
    await office.call('programme.delete', { id: first.id, rev: moved[1]!.rev });
    expect((await list()).map(({ content }) => content)).toEqual(['Ba', 'Hai']);
    expect(
      (await office.call('programme.move', { id: third.id, rev: moved[0]!.rev, ordinal: 99 })).map(
        ({ content }) => content,
      ),
    ).toEqual(['Hai', 'Ba']);
  });

  it('moves with its visit, and goes with it', async () => {
    const { id, rev } = round.districtVisit;
    const visit = await office.call('visits.update', { id, rev, patch: { endsOn: '2019-09-17' } });
    const drafted = await office.call('programme.draft', { visitId: id });
    expect([drafted[0]?.day, drafted.at(-1)?.day]).toEqual(['2019-09-16', '2019-09-17']);
    const [moved] = await office.call('schedule.arrange', {
      planId: round.plan.id,
      placements: [place(visit, { startsOn: '2019-09-23', endsOn: '2019-09-24' })],
    });
    expect((await list()).map(({ day }) => day)).toEqual(
      drafted.map(({ day }) => day!.replace('-16', '-23').replace('-17', '-24')),
    );
    const cleared = await office.call('visits.update', {
      id,
      rev: moved!.rev,
      patch: { startsOn: null, endsOn: null },
    });
    expect((await list()).every(({ day }) => day === null)).toBe(true);
    await office.call('visits.delete', { id, rev: cleared.rev });
    expect(office.context.connection.prepare('SELECT count(*) FROM programme_item').pluck().get()).toBe(0);
    await office.call('journal.undo', {});
    expect(await list()).toHaveLength(drafted.length);
  });

  it('goes with its round', async () => {
    await office.call('programme.draft', { visitId: round.districtVisit.id });
    await office.call('plans.delete', { id: round.plan.id, rev: round.plan.rev });
    expect(office.context.connection.prepare('SELECT count(*) FROM programme_item').pluck().get()).toBe(0);
  });
});

describe('sheets', () => {
  const render = async (input: object) => {
    const file = await office.call('sheets.render', {
      planId: round.plan.id,
      kind: 'schedule',
      format: 'pdf',
      ...input,
    });
    const id = file.url.split('/').at(-1)!;
    return { file, bytes: await office.context.handles.get(id)!.read() };
  };

  it('are rendered as files with names to send', async () => {
    const { file, bytes } = await render({});
    expect(file).toMatchObject({ fileName: 'Lich-kiem-tra-2019.pdf', media: 'application/pdf', pages: 1 });
    expect(bytes.byteLength).toBe(file.bytes);
    expect(printer.printed.at(-1)?.html).toContain('LỊCH KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2019');
    const names = [
      await render({ kind: 'assignment', teamId: round.team.id, format: 'docx' }),
      await render({ kind: 'programme', visitId: round.departmentVisit.id, format: 'html' }),
      await render({ kind: 'nominations', format: 'docx' }),
    ].map((one) => one.file.fileName);
    expect(names).toEqual([
      'Bang-phan-cong-nhiem-vu-Doan-Kiem-tra-so-01-2019.docx',
      'Chuong-trinh-lam-viec-So-Y-te-2019.html',
      'Danh-sach-de-nghi-cu-thanh-vien-2019.docx',
    ]);
  });

  it('show what is there today, and leave no row', async () => {
    await office.call('programme.draft', { visitId: round.districtVisit.id });
    await office.call('nominations.create', { planId: round.plan.id, body: 'Sở Tư pháp' });
    const before = rowsOf(office.context);
    const preview = async (input: object) =>
      (
        await office.call('sheets.preview', { planId: round.plan.id, kind: 'schedule', ...input })
      ).html.replaceAll('\u00a0', ' ');
    expect(await preview({})).toMatch(/UBND huyện Nam Sách.*Thứ Ba, ngày 17\/9\/2019.*Sở Y tế/s);
    expect(await preview({ kind: 'programme' })).toMatch(/tại UBND huyện Nam Sách.*Khai mạc/s);
    expect(await preview({ kind: 'programme' })).not.toContain('Sở Y tế');
    expect(await preview({ kind: 'nominations' })).toContain('Sở Tư pháp');
    expect(await preview({ kind: 'assignment' })).toContain('Nhiệm vụ trong Đoàn');
    expect(rowsOf(office.context)).toEqual(before);
    const second = await team('Đoàn số 02');
    expect(await preview({ teamId: second.id })).not.toContain('Sở Y tế');
  });

  it('name what they cannot find', async () => {
    const fails = (input: object) =>
      office.fails('sheets.preview', { planId: round.plan.id, kind: 'assignment', ...input });
    expect((await fails({ planId: missingId })).code).toBe('NOT_FOUND');
    expect((await fails({ teamId: missingId })).fields).toEqual([{ path: 'teamId', code: 'NOT_FOUND' }]);
    expect((await fails({ visitId: missingId })).fields).toEqual([{ path: 'visitId', code: 'NOT_FOUND' }]);
  });
});

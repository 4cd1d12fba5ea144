// The schedule: ten thousand visits of one autumn checked for conflicts, against counting and reading the same rows;
// and a proposal for a province's round, against listing its visits.
import path from 'node:path';
import type { Input, Method, Output } from '../../core/contract/index.ts';
import { createWorkingCalendar } from '../../core/rules/working-days.ts';
import { createScheduleStore } from '../../db/schedule.ts';
import { tenThousandVisits } from '../db/schedule-rows.ts';
import { type Bench, call, openApplication, openBare } from './bench.ts';
import { interleave, repeat, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const OFFICE = 'office';

export async function measureSchedule(bench: Bench): Promise<readonly Row[]> {
  return [...(await measureConflicts(bench)), ...(await measureProposal(bench))];
}

async function measureConflicts(bench: Bench): Promise<readonly Row[]> {
  const { connection, close } = openBare(path.join(bench.scratch('schedule'), 'conflicts'));
  try {
    connection
      .prepare(
        `INSERT INTO office (id, rev, origin_office_id, created_at, updated_at, name, level)
         VALUES (?, 1, ?, 0, 0, 'Sở Nội vụ', 'province')`,
      )
      .run(OFFICE, OFFICE);
    const planId = tenThousandVisits(connection, OFFICE);
    const store = createScheduleStore(connection);
    const calendar = createWorkingCalendar([]);
    const scope = { planId, officeId: OFFICE, burdenDays: 30 };
    const visits = connection.prepare('SELECT count(*) FROM visit').pluck().get();
    if (visits !== 10_000 || store.conflicts(scope, calendar).length < 1_000) {
      throw new Error('Not the schedule that was meant');
    }
    // Counting must look at every row: the columns are in no index.
    const count = connection.prepare(
      'SELECT count(*) FROM visit WHERE starts_half IS NOT ends_half OR note IS NULL',
    );
    const rows = connection.prepare('SELECT * FROM visit');
    const rounds = await interleave(
      {
        check: repeat(() => store.conflicts(scope, calendar)),
        count: repeat(() => void count.get()),
        read: repeat(() => void rows.all()),
      },
      bench.quick ? { rounds: 3, perRound: 2, warmUp: 1 } : { rounds: 15, perRound: 5, warmUp: 2 },
    );
    const about = (baseline: string) => ({
      group: 'The schedule',
      what: 'every conflict of a round among 10,000 visits of one autumn',
      baseline,
    });
    return [
      row(about('one SELECT count(*) that looks at the same rows'), rounds, 'check', 'count'),
      row(about('reading the same rows'), rounds, 'check', 'read'),
    ];
  } finally {
    close();
  }
}

const AGENCIES = 130;
const TEAMS = 4;

/** The department of a province goes to all its communes: by hand in the contract, as a person would enter it. */
async function measureProposal(bench: Bench): Promise<readonly Row[]> {
  const application = openApplication(bench, path.join(bench.scratch('schedule'), 'proposal'));
  const send = <M extends Method>(method: M, input: Input<M>) => call<Output<M>>(application, method, input);
  try {
    await send('system.setUp', {
      office: { name: 'Sở Nội vụ', parentName: 'UBND tỉnh', level: 'province', placeName: 'Bắc Ninh' },
      person: { fullName: 'Nguyễn Văn An', position: null },
    });
    const { id: planId } = await send('plans.create', { title: 'Kiểm tra CCHC năm 2026', year: 2026 });
    const none = {
      decisionNumber: null,
      decisionSymbol: null,
      decisionDate: null,
      decisionSubject: null,
      decisionIssuerId: null,
      note: null,
    };
    for (let team = 1; team <= TEAMS; team += 1) {
      await send('teams.create', {
        planId,
        form: 'doan',
        name: `Đoàn kiểm tra số 0${String(team)}`,
        ...none,
      });
    }
    for (let index = 0; index < AGENCIES; index += 1) {
      const version = {
        name: `Ủy ban nhân dân xã Số ${String(index + 1)}`,
        shortName: null,
        abbreviation: null,
        placeName: `Cụm ${String(index % 40)}`,
        parentAgencyId: null,
        validFrom: null,
        validTo: null,
      };
      const { id: agencyId } = await send('agencies.create', { kind: 'ubnd_xa', version });
      await send('visits.create', { planId, agencyId });
    }
    const options = { from: '2026-09-07', to: '2026-12-31', restDays: 30 };
    const proposed = await send('schedule.propose', { planId, options });
    if (proposed.placements.length !== AGENCIES) throw new Error('Not everything was placed');
    const rounds = await interleave(
      {
        propose: repeatAsync(() => send('schedule.propose', { planId, options })),
        board: repeatAsync(() => send('schedule.board', { planId })),
        list: repeatAsync(() => send('visits.list', { planId })),
      },
      bench.quick ? { rounds: 3, perRound: 3, warmUp: 1 } : { rounds: 21, perRound: 15, warmUp: 3 },
    );
    const about = (what: string) => ({
      group: 'The schedule',
      what: `${what}, ${String(AGENCIES)} agencies and ${String(TEAMS)} teams, dispatcher only`,
      baseline: 'visits.list of the same round',
    });
    return [
      row(about('schedule.propose'), rounds, 'propose', 'list'),
      row(about('schedule.board'), rounds, 'board', 'list'),
    ];
  } finally {
    await application.close();
  }
}

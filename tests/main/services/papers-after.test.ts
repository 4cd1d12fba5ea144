// Papers after the visit, of both reference rounds, as an official would read them: the whole text of each.
import { afterAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { showTeams } from '../../../main/services/teams.ts';
import { openRound, type Round } from './papers-fixture.ts';

const rounds = [
  ['hai-duong-2019', false, '2019-11-20'],
  ['hai-duong-2019', true, '2019-11-20'],
  ['lai-vung-2022', false, '2022-07-15'],
  ['lai-vung-2022', true, '2022-07-15'],
] as const;

const ofRound: readonly DocumentKind[] = [
  'team_report',
  'summary_report',
  'remediation_summary',
  'index_decision',
  'one_stop_notice',
  'news_item',
];
const ofVisit: readonly DocumentKind[] = ['remediation_plan_form', 'remediation_report_form', 'reminder'];

describe.each(rounds)('%s, made-up parts: %s', (name, illustrative, asOf) => {
  const round = openRound(name, illustrative);
  afterAll(() => round.close());
  const folder = `./__papers__/${name}${illustrative ? '-illustrative' : ''}`;
  const { stores } = round.context;
  const planId = stores.plans.list({})[0]?.id ?? '';
  const visits = stores.visits.list(planId);
  // The first that the source names, of those that owe something where anybody does.
  const owing = new Set(
    stores.recommendations
      .ofPlan(planId)
      .flatMap(({ agencyId, status }) => (status === 'open' ? (agencyId ?? []) : [])),
  );
  const named = visits.filter(({ unnamed }) => !unnamed);
  const visit = named.find(({ agencyId }) => owing.has(agencyId)) ?? named[0] ?? null;

  it.each(ofRound)('%s', async (kind) => {
    await expect(round.pages(kind, { asOf })).toMatchFileSnapshot(`${folder}/${kind}.txt`);
  });

  it.each(ofVisit)('%s', async (kind) => {
    await expect(round.pages(kind, { asOf, visit })).toMatchFileSnapshot(`${folder}/${kind}.txt`);
  });

  it('news_item of one visit', async () => {
    await expect(round.pages('news_item', { asOf, visit })).toMatchFileSnapshot(
      `${folder}/news_item-visit.txt`,
    );
  });

  it('a report of the only team tells what that of the round tells', () => {
    const [team] = showTeams(stores, stores.teams.ofPlan(planId));
    const blocks = (own: boolean) =>
      round.draft('team_report', { asOf, team: own ? (team ?? null) : null }).content().blocks;
    const without = (all: ReturnType<typeof blocks>) => all.filter(({ id }) => id !== 'situation:coverage');
    expect(without(blocks(true))).toEqual(without(blocks(false)));
  });

  it('no paper to or of an agency names another one', () => {
    for (const one of visits) {
      for (const kind of ofVisit) {
        const pages = round.pages(kind, { asOf, visit: one });
        for (const other of visits) {
          if (other.id === one.id || other.unnamed || one.agencyName.includes(other.agencyName)) continue;
          expect(pages.split(/[\n;,.|]/).map((part) => part.trim())).not.toContain(other.agencyName);
        }
      }
    }
  });

  it('facts are plain JSON', () => {
    for (const kind of [...ofRound, ...ofVisit]) {
      const { facts } = round.draft(kind, { asOf, visit: ofVisit.includes(kind) ? visit : null });
      expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    }
  });
});

describe('with photos', () => {
  const round = openRound('hai-duong-2019', true);
  afterAll(() => round.close());

  it('a news item has at most two, each with its caption and its own shape', () => {
    const { blocks } = round.draft('news_item', { asOf: '2019-11-20' }).content();
    const photos = blocks.flatMap((block) => (block.type === 'image' ? [block] : []));
    expect(photos.length).toBeGreaterThan(0);
    expect(photos.length).toBeLessThanOrEqual(2);
    for (const photo of photos) {
      expect(photo.text).not.toBe('');
      expect(round.context.blobs.has(photo.sha256)).toBe(true);
      expect(photo.widthPx).toBeGreaterThan(1);
      expect(photo.heightPx).toBeGreaterThan(1);
    }
  });
});

describe('a period of statistics', () => {
  const round = openRound('hai-duong-2019', true);
  afterAll(() => round.close());
  const scope = (periodTo: string | null, asOf = '2019-11-20') =>
    round.draft('one_stop_notice', {
      asOf,
      periodFrom: periodTo === null ? null : '2018-12-15',
      periodTo,
    }).subject;

  it('is the one asked for, else the newest of those that most agencies have', () => {
    expect(scope('2019-03-14')).toBe('Kết quả tiếp nhận, giải quyết thủ tục hành chính quý I/2019');
    expect(scope(null)).toBe('Kết quả tiếp nhận, giải quyết thủ tục hành chính quý II/2019');
  });

  it('has ended by the day of the paper', () => {
    expect(scope(null, '2019-06-01')).toBe('Kết quả tiếp nhận, giải quyết thủ tục hành chính quý I/2019');
  });
});

/** A copy of a row with other values, past the journal: only what reads it is looked at. */
function copyRow(round: Round, table: 'team', id: string, change: Record<string, string>): void {
  const { connection } = round.context;
  const row = connection.prepare(`SELECT * FROM ${table} WHERE id = ?`).get(id) as Record<string, unknown>;
  const copy = { ...row, ...change };
  const keys = Object.keys(copy);
  connection
    .prepare(`INSERT INTO ${table} (${keys.join(', ')}) VALUES (${keys.map((key) => `@${key}`).join(', ')})`)
    .run(copy);
}

describe('one team of two', () => {
  const round = openRound('hai-duong-2019', true);
  afterAll(() => round.close());
  const { stores, connection } = round.context;
  const planId = stores.plans.list({})[0]?.id ?? '';
  const [first] = stores.teams.ofPlan(planId);
  const other = '01900000-0000-7000-8000-00000000d0a2';
  copyRow(round, 'team', first?.id ?? '', { id: other, name: 'Đoàn Kiểm tra số 02' });
  connection.prepare('UPDATE visit SET team_id = ? WHERE plan_id = ? AND ordinal > 4').run(other, planId);
  const visits = stores.visits.list(planId);
  const teams = showTeams(stores, stores.teams.ofPlan(planId));

  it.each([first?.id ?? '', other])('reports on its own visits only (%s)', (id) => {
    const team = teams.find((one) => one.id === id) ?? null;
    const asOf = '2019-11-20';
    const text = round.pages('team_report', { asOf, team });
    for (const { agencyName, teamId } of visits) {
      if (teamId === id) expect(text).toContain(agencyName);
      else expect(text).not.toContain(agencyName);
    }
    const own = visits.filter(({ teamId }) => teamId === id);
    const demands = stores.recommendations
      .ofPlan(planId)
      .filter(({ agencyId }) => own.some((visit) => visit.agencyId === agencyId));
    expect(text).toContain(
      `đưa ra ${String(demands.length)} kiến nghị cụ thể đối với 0${String(own.length)} cơ quan`,
    );
    expect(round.draft('team_report', { asOf, team }).subject).toContain(`của ${team?.name ?? '?'}`);
  });
});

describe('what was issued before', () => {
  const round = openRound('hai-duong-2019', true);
  afterAll(() => round.close());
  const { stores, connection } = round.context;
  const plan = stores.plans.list({})[0];
  const planId = plan?.id ?? '';
  const visit = stores.visits.list(planId)[2] ?? null;
  const issue = (kind: string, visitId: string | null, number: string, issuedOn: string, status = 'issued') =>
    connection
      .prepare(
        `INSERT INTO document (id, rev, origin_office_id, created_at, updated_at, plan_id, visit_id, issuer_id, kind, number,
           symbol, issued_on, subject, status, content, facts_digest, frozen_digest)
         SELECT ?, 1, origin_office_id, 0, 0, id, ?, coalesce(notice_issuer_id, issuer_id), ?, ?, 'KH', ?, 'Kết quả kiểm tra tại đơn vị',
           ?, '{}', 'x', 'x' FROM plan WHERE id = ?`,
      )
      .run(`01900000-0000-7000-8000-0000000000${number}`, visitId, kind, number, issuedOn, status, planId);
  issue('collective_notice', null, '11', '2019-10-10');
  issue('agency_notice', visit?.id ?? null, '12', '2019-10-12');
  issue('reminder', visit?.id ?? null, '13', '2019-11-05');
  issue('reminder', visit?.id ?? null, '14', '2019-11-25');
  issue('reminder', visit?.id ?? null, '15', '2019-11-04', 'withdrawn');

  it('is cited: the own notice before the collective one, reminders that went out by that day', () => {
    const text = round.pages('reminder', { asOf: '2019-11-20', visit });
    expect(text).toContain('Thực hiện Thông báo số 12/KH ngày 12 tháng 10 năm 2019 của Đoàn Kiểm tra');
    expect(text).toContain('đã được đôn đốc tại Công văn số 13/KH ngày 05 tháng 11 năm 2019.');
    expect(text).toContain('Đây là lần đôn đốc thứ hai');
    expect(round.pages('reminder', { asOf: '2019-11-30', visit })).toContain('Đây là lần đôn đốc thứ ba');
    const [elsewhere] = stores.visits.list(planId);
    expect(round.pages('reminder', { asOf: '2019-11-20', visit: elsewhere ?? null })).toContain(
      'Thực hiện Thông báo số 11/KH ngày 10 tháng 10 năm 2019',
    );
  });

  it('is counted in the reports', () => {
    const summary = round.pages('remediation_summary', { asOf: '2019-11-20' });
    expect(summary).toContain('Đã ban hành 01 công văn đôn đốc đến 01 cơ quan, đơn vị: Công văn số 13/KH');
    expect(round.pages('summary_report', { asOf: '2019-11-20' })).toContain(
      'Đã ban hành 01 Thông báo kết quả kiểm tra đến từng cơ quan, đơn vị và 01 Thông báo kết quả kiểm tra chung.',
    );
  });

  it('a report is missing where others came in and none from this agency', () => {
    const own = stores.recommendations.ofPlan(planId).filter(({ agencyId }) => agencyId === visit?.agencyId);
    const missing = 'Sở Nội vụ tỉnh Hải Dương chưa nhận được báo cáo kết quả khắc phục';
    const pages = () => round.pages('reminder', { asOf: '2019-11-20', visit });
    const isReported = own.some(({ status }) => ['reported', 'returned', 'verified'].includes(status));
    expect(pages().includes(missing)).toBe(!isReported);
    const begun = (where: string, ...values: readonly unknown[]) => {
      const anew = 'reported_on = NULL, reported_by = NULL, verified_on = NULL, verified_by = NULL';
      for (const status of ['in_progress', 'open']) {
        connection
          .prepare(`UPDATE recommendation SET status = '${status}', ${anew} WHERE ${where}`)
          .run(...values);
      }
    };
    begun('agency_id = ?', visit?.agencyId);
    // Its paper alone says that it has reported, whatever the paper called done.
    const asPlan = connection.prepare(
      `UPDATE remediation_paper SET kind = 'plan' WHERE coalesce(agency_id = ?, true)`,
    );
    const isSent = stores.remediation
      .papers({ planId, agencyId: visit?.agencyId })
      .some(({ kind }) => kind === 'report');
    expect(pages().includes(missing)).toBe(!isSent);
    asPlan.run(visit?.agencyId);
    expect(pages()).toContain(missing);
    begun('true');
    asPlan.run(null);
    expect(pages()).not.toContain(missing);
  });
});

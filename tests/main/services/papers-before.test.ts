// Papers before and at the visit, of both reference rounds, as an official would read them: the whole text of each.
import { afterAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { showTeams } from '../../../main/services/teams.ts';
import { openRound, storedPaper } from './papers-fixture.ts';

const rounds = [
  ['hai-duong-2019', false],
  ['hai-duong-2019', true],
  ['lai-vung-2022', false],
  ['lai-vung-2022', true],
] as const;

const plain: readonly DocumentKind[] = [
  'nomination_request',
  'team_decision',
  'plan',
  'schedule_notice',
  'programme',
  'minutes',
  'remarks_table',
  'agency_notice',
  'collective_notice',
];

describe.each(rounds)('%s, made-up parts: %s', (name, illustrative) => {
  const round = openRound(name, illustrative);
  afterAll(() => round.close());
  const folder = `./__papers__/${name}${illustrative ? '-illustrative' : ''}`;
  const { stores } = round.context;
  const [plan] = stores.plans.list({});
  const planId = plan?.id ?? '';
  const visits = stores.visits.list(planId);

  it.each(plain)('%s', async (kind) => {
    await expect(round.pages(kind)).toMatchFileSnapshot(`${folder}/${kind}.txt`);
  });

  it('schedule_notice of one agency', async () => {
    const visit = visits[0] ?? null;
    await expect(round.pages('schedule_notice', { visit })).toMatchFileSnapshot(
      `${folder}/schedule_notice-visit.txt`,
    );
  });

  it('member_report', async () => {
    const [team] = showTeams(stores, stores.teams.ofPlan(planId));
    const member = team?.members.find(({ role }) => role === 'team_member') ?? team?.members[0];
    if (member === undefined) {
      // The text names nobody.
      expect(name).toBe('lai-vung-2022');
      return;
    }
    const domainIds = stores.criteria
      .domains()
      .filter(({ key }) => key === 'chi_dao_dieu_hanh' || key === 'tthc')
      .map(({ id }) => id);
    const about = { team: team ?? null, member: { ...member, domainIds } };
    await expect(round.pages('member_report', about)).toMatchFileSnapshot(`${folder}/member_report.txt`);
    const visit = visits[0] ?? null;
    await expect(round.pages('member_report', { ...about, visit })).toMatchFileSnapshot(
      `${folder}/member_report-visit.txt`,
    );
    expect(
      round.pages('member_report', { team: team ?? null, member: { ...member, domainIds: [] } }),
    ).toContain('Lĩnh vực được phân công: …………; kết quả kiểm tra: …………');
  });

  it.each(['submission', 'submission_slip'] as const)('%s', async (kind) => {
    const about = storedPaper(round, kind === 'submission' ? 'team_decision' : 'plan');
    await expect(round.pages(kind, { about })).toMatchFileSnapshot(`${folder}/${kind}.txt`);
  });
});

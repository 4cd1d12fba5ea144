// Papers after the visit, of both reference rounds, as an official would read them: the whole text of each.
import { afterAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { showTeams } from '../../../main/services/teams.ts';
import { openRound } from './papers-fixture.ts';

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
  // The first of its kind that the source names.
  const visit = visits.find(({ unnamed }) => !unnamed) ?? null;

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

// Loading: what is in the tables afterwards, that twice is once, and that nothing made up comes unasked.
import { describe, expect, it } from 'vitest';
import type { SampleName } from '../../../core/contract/system.ts';
import { earnedPoints } from '../../../core/rules/scoring.ts';
import { createBlobStore } from '../../../db/blobs.ts';
import { registry } from '../../../db/registry.ts';
import { createStores } from '../../../db/stores.ts';
import { loadSample, sampleRounds } from '../../../main/samples/load.ts';
import { starter } from '../../../main/samples/starter.ts';
import { AN, contents, OFFICE, uuid, world } from '../../db/helpers.ts';

const names = Object.keys(sampleRounds) as SampleName[];
const sizes = {
  'hai-duong-2019': { agencies: 7, findings: 14, recommendations: 0 },
  'lai-vung-2022': { agencies: 18, findings: 11, recommendations: 1 },
} as const;

function empty() {
  const { connection, folder, journal, ids, clock } = world(undefined, { seeded: false });
  const stores = createStores(connection);
  const blobs = createBlobStore({ connection, folder, clock });
  const context = { connection, journal, ids, stores, blobs };
  return {
    ...context,
    load: (name: SampleName, illustrative = false) => loadSample(context, { name, illustrative }),
    count: (table: string, where = '1') =>
      Number(connection.prepare(`SELECT count(*) FROM ${table} WHERE ${where}`).pluck().get()),
  };
}

/** Rows by table and provenance. */
function provenances(
  connection: ReturnType<typeof empty>['connection'],
): Record<string, Record<string, number>> {
  const found: Record<string, Record<string, number>> = {};
  for (const { name, byKey } of registry.values()) {
    if (!byKey.has('provenance')) continue;
    const rows = connection.prepare(`SELECT provenance, count(*) AS n FROM ${name} GROUP BY 1`).all();
    if (rows.length === 0) continue;
    found[name] = Object.fromEntries(
      (rows as { provenance: string | null; n: number }[]).map((row) => [String(row.provenance), row.n]),
    );
  }
  return found;
}

describe.each(names)('%s on an empty folder', (name) => {
  it('sets up an office and somebody to act, and has all that the text says', () => {
    const { load, stores, count } = empty();
    const loaded = load(name);
    expect(loaded).toMatchObject({ name, illustrative: false, ...sizes[name] });
    const installation = stores.offices.installation();
    expect(stores.persons.get(installation?.actingPersonId ?? '')?.fullName).toBe('Người sử dụng');
    expect(stores.offices.get(installation?.officeId ?? '')?.name).toBe(sampleRounds[name].office.name);
    expect(stores.plans.get(loaded.planId)).toMatchObject({
      illustrative: false,
      scoring: false,
      status: 'reporting',
      criteriaSetId: starter().set.id,
      sourceText: sampleRounds[name].sourceText,
      provenance: 'text',
    });
    expect(count('criterion')).toBe(96);
    expect(count('answer')).toBe(0);
    expect(count('visit', "status = 'visited'")).toBe(sizes[name].agencies);
  });

  it('tells of every row where it comes from, and makes nothing up', () => {
    const { load, connection } = empty();
    load(name);
    const found = provenances(connection);
    expect(found).toMatchSnapshot();
    for (const [table, kinds] of Object.entries(found)) {
      expect(Object.keys(kinds), table).not.toContain('null');
      expect(Object.keys(kinds), table).not.toContain('illustrative');
    }
  });

  it('changes nothing the second time and answers the same', () => {
    const { load, connection, count } = empty();
    const first = load(name);
    const before = { contents: contents(connection), sets: count('change_set') };
    expect(load(name)).toEqual(first);
    expect({ contents: contents(connection), sets: count('change_set') }).toEqual(before);
  });

  it('is no step that could be undone, and the chain holds', () => {
    const { load, stores, journal } = empty();
    load(name, true);
    const actor = stores.offices.installation()?.actingPersonId ?? null;
    expect(journal.state(actor).undo).toBeNull();
    expect(journal.verify().intact).toBe(true);
  });

  it('gives the same rows whether the made-up part comes at once or later, twice or once', () => {
    const once = empty();
    once.load(name, true);
    const later = empty();
    later.load(name);
    const answer = later.load(name, true);
    expect(contents(later.connection)).toEqual(contents(once.connection));
    const revisions = later.connection.prepare('SELECT id, rev FROM visit ORDER BY id').all();
    expect(later.load(name, true)).toEqual(answer);
    expect(later.load(name)).toEqual(answer);
    expect(later.connection.prepare('SELECT id, rev FROM visit ORDER BY id').all()).toEqual(revisions);
    expect(answer.illustrative).toBe(true);
  });
});

describe('the made-up part', () => {
  it.each(names)('%s: an answer to every criterion that applies, marked as made up', (name) => {
    const { load, connection, stores, count } = empty();
    const { planId } = load(name, true);
    expect(stores.plans.get(planId)).toMatchObject({ illustrative: true, scoring: true, provenance: 'text' });
    expect(count('answer', "provenance <> 'illustrative'")).toBe(0);
    for (const visit of stores.visits.list(planId)) {
      expect(visit.progress.answered, visit.agencyName).toBe(visit.progress.applicable);
      expect(visit.progress.applicable).toBeGreaterThan(85);
      expect(visit.limitations, visit.agencyName).toBeGreaterThan(0);
      expect(visit.startsOn).toBe(visit.endsOn);
      const plan = stores.plans.get(planId);
      expect((visit.startsOn ?? '') >= (plan?.startsOn ?? '~')).toBe(true);
      expect((visit.startsOn ?? '~') <= (plan?.endsOn ?? '2022-04-30')).toBe(true);
    }
    // What was collective stays collective: the attributions are further findings.
    const { findings } = sampleRounds[name];
    expect(count('finding', "scope = 'named' AND provenance <> 'illustrative'")).toBe(0);
    expect(count('finding', "scope <> 'named'")).toBe(findings.length);
    const orphans = connection
      .prepare(
        `SELECT count(*) FROM recommendation r LEFT JOIN finding f ON f.id = r.finding_id
          WHERE r.provenance = 'illustrative' AND (f.id IS NULL OR r.due_on IS NULL OR r.agency_id IS NULL)`,
      )
      .pluck()
      .get();
    expect(orphans).toBe(0);
  });

  it.each(names)('%s: figures are those of the answer, and points follow from it', (name) => {
    const { load, stores } = empty();
    const { planId } = load(name, true);
    const criteria = new Map(starter().criteria.map((one) => [one.id, one]));
    let withFigures = 0;
    for (const visit of stores.visits.list(planId)) {
      const answers = new Map(stores.answers.ofVisit(visit.id).map((one) => [one.criterionId, one]));
      for (const one of answers.values()) {
        const criterion = criteria.get(one.criterionId);
        expect(criterion).toBeDefined();
        if (criterion === undefined) continue;
        const earned = earnedPoints(criterion, one);
        if (earned === null) {
          expect(one.notApplicable || one.denominator === 0, criterion.code).toBe(true);
          continue;
        }
        expect(one.numerator ?? 0).toBeLessThanOrEqual(one.denominator ?? 0);
        expect(earned).toBeLessThanOrEqual(criterion.maxPoints);
        if (criterion.answerType === 'score') expect(one.note, criterion.code).not.toBeNull();
      }
      const own = stores.findings.ofPlan(planId).filter((finding) => finding.visitId === visit.id);
      for (const finding of own) {
        const basis = answers.get(finding.criterionId ?? '');
        const criterion = criteria.get(finding.criterionId ?? '');
        expect(basis, finding.text).toBeDefined();
        const figures = finding.numerator !== null;
        if (figures) withFigures += 1;
        if (criterion?.answerType === 'percentage') {
          expect([finding.numerator, finding.denominator]).toEqual([basis?.numerator, basis?.denominator]);
        } else if (figures) {
          expect(finding.numerator).toBe(basis?.count);
        }
        const earned = criterion && basis ? earnedPoints(criterion, basis) : null;
        const full = earned === criterion?.maxPoints;
        expect(full, finding.text).toBe(finding.kind === 'strength');
      }
    }
    expect(withFigures).toBeGreaterThan(10);
  });
});

describe('where somebody already works', () => {
  it('takes the rows as this office’s own and names the office of the sample', () => {
    const { connection, folder, journal, ids, clock } = world();
    journal.run({ method: 'system.setUp', actorId: AN, officeId: OFFICE, kind: 'system' }, (write) => {
      write.insert('installation', { id: uuid(90), officeId: OFFICE, actingPersonId: AN });
    });
    const stores = createStores(connection);
    const blobs = createBlobStore({ connection, folder, clock });
    const context = { connection, journal, ids, stores, blobs };
    const { planId } = loadSample(context, { name: 'hai-duong-2019', illustrative: false });
    expect(stores.plans.get(planId)?.originOfficeId).toBe(OFFICE);
    expect(stores.plans.get(planId)?.officeId).not.toBe(OFFICE);
    expect(stores.offices.installation()).toMatchObject({ officeId: OFFICE, actingPersonId: AN });
    expect(
      connection.prepare("SELECT count(*) FROM person WHERE full_name = 'Người sử dụng'").pluck().get(),
    ).toBe(0);
  });

  it('holds both rounds beside each other', () => {
    const { load, count } = empty();
    const plans = names.map((name) => load(name, true).planId);
    expect(new Set(plans).size).toBe(2);
    expect(count('visit')).toBe(25);
    expect(count('criterion')).toBe(96);
    expect(count('installation')).toBe(1);
  });

  it('leaves alone what a person changed or took out', () => {
    const { load, stores, journal, connection } = empty();
    const { planId } = load('lai-vung-2022');
    const installation = stores.offices.installation();
    const head = {
      method: 'test.edit',
      actorId: installation?.actingPersonId ?? null,
      officeId: installation?.officeId ?? null,
    };
    const [first, second, third] = stores.visits.list(planId);
    const [finding, other] = stores.findings.ofPlan(planId);
    journal.run(head, (write) => {
      write.update('plan', planId, 1, { title: 'Đã sửa' });
      write.update('visit', first?.id ?? '', 1, { startsOn: '2022-05-05', endsOn: null });
      write.remove('visit', second?.id ?? '', 1);
      write.update('finding', finding?.id ?? '', 1, { text: 'Đã sửa' });
      write.remove('finding', other?.id ?? '', 1);
    });
    const edited = contents(connection);
    load('lai-vung-2022');
    expect(contents(connection)).toEqual(edited);
    load('lai-vung-2022', true);
    expect(stores.plans.get(planId)).toMatchObject({ title: 'Đã sửa', illustrative: true });
    expect(stores.visits.get(first?.id ?? '')).toMatchObject({ startsOn: '2022-05-05', endsOn: null });
    expect(stores.visits.get(second?.id ?? '')).toBeUndefined();
    expect(stores.visits.get(third?.id ?? '')?.provenance).toBe('illustrative');
    const again = contents(connection);
    load('lai-vung-2022', true);
    expect(contents(connection)).toEqual(again);
  });

  it('brings a round back that was deleted as a whole', () => {
    const { load, stores, journal, connection } = empty();
    const { planId } = load('hai-duong-2019');
    const installation = stores.offices.installation();
    const before = contents(connection);
    const head = {
      method: 'test.delete',
      actorId: installation?.actingPersonId ?? null,
      officeId: installation?.officeId ?? null,
    };
    journal.run(head, (write) => {
      for (const one of stores.findings.ofPlan(planId)) write.remove('finding', one.id, null);
      for (const one of stores.visits.list(planId)) write.remove('visit', one.id, null);
      for (const team of stores.teams.ofPlan(planId)) {
        for (const row of connection
          .prepare('SELECT id FROM team_member WHERE team_id = ?')
          .pluck()
          .all(team.id)) {
          write.remove('team_member', String(row), null);
        }
        write.remove('team', team.id, null);
      }
      write.remove('plan', planId, null);
    });
    expect(load('hai-duong-2019').planId).toBe(planId);
    expect(contents(connection)).toEqual(before);
  });
});

it('gives ids that never change', () => {
  const { load, connection } = empty();
  for (const name of names) load(name);
  const id = (sql: string) => connection.prepare(sql).pluck().get();
  expect({
    plans: connection.prepare('SELECT id FROM plan ORDER BY year').pluck().all(),
    chiLinh: id("SELECT agency_id FROM agency_version WHERE name LIKE '%Chí Linh'"),
    criterion: id("SELECT id FROM criterion WHERE code = '1.1.1'"),
    set: id('SELECT id FROM criteria_set'),
    domains: connection.prepare('SELECT id FROM domain ORDER BY domain_set, ordinal').pluck().all(),
  }).toMatchSnapshot();
});

it('is found by search without marks', () => {
  const { load, connection } = empty();
  load('hai-duong-2019');
  const entries = connection
    .prepare("SELECT entity FROM search_entry WHERE title LIKE '%Chí Linh'")
    .pluck()
    .all();
  expect(entries).toEqual(expect.arrayContaining(['agency', 'visit']));
});

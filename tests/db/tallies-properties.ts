/** Random work on everything that the kept-up counts count: commands, undo and redo, and SQL past the journal. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { AppError } from '../../core/contract/error.ts';
import type { Writer } from '../../db/journal.ts';
import { AN, BINH, DOMAIN, head, OFFICE, uuid } from './fixture.ts';
import type { World } from './helpers.ts';
import { countedTallies, keptTallies } from './tallies-model.ts';

const pick = (kind: number, index: number) => uuid(kind * 0x100 + index);
const [PLANS, AGENCIES, CRITERIA, VISITS, FINDINGS, NAMED, OWED, PROOFS, MATCHES, LINKS, SAME] = [
  0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b,
] as const;
const DOMAIN_2 = uuid(0x2001);
const SET = uuid(0x2002);
const kinds = ['so_nganh', 'ubnd_xa', 'ubnd_huyen'] as const;
const statuses = ['open', 'in_progress', 'reported', 'returned'] as const;
const days = [null, '2024-01-15', '2024-06-30', '2025-02-01'] as const;

/** Three rounds of three years, four agencies, criteria in two lines and one alone, a visit of each agency in each round. */
export function seedTallies({ journal }: Pick<World, 'journal'>): void {
  journal.run({ ...head('test.seed', null), kind: 'system' }, (write) => {
    write.insert('domain', {
      id: DOMAIN_2,
      domainSet: 'pl1',
      key: 'tc',
      ordinal: 2,
      name: 'Tài chính công',
      shortName: 'Tài chính',
    });
    write.insert('criteria_set', { id: SET, name: 'Bộ tiêu chí', status: 'draft', domainSet: 'pl1' });
    for (const index of [0, 1, 2, 3, 4]) writeCriterion(write, index, index % 2 === 0 ? null : index - 1);
    for (const index of [0, 1, 2, 3]) {
      write.insert('agency', { id: pick(AGENCIES, index), kind: kinds[index % 3] ?? 'ubnd_xa' });
      write.insert('agency_version', {
        id: pick(AGENCIES, 0x40 + index),
        agencyId: pick(AGENCIES, index),
        name: `Cơ quan ${index}`,
      });
    }
    for (const index of [0, 1, 2]) {
      write.insert('plan', {
        id: pick(PLANS, index),
        officeId: OFFICE,
        title: `Đợt ${index}`,
        year: 2022 + index,
        status: 'draft',
      });
      for (const agency of [0, 1]) {
        write.insert('visit', {
          id: pick(VISITS, index * 4 + agency),
          planId: pick(PLANS, index),
          agencyId: pick(AGENCIES, agency),
          agencyVersionId: pick(AGENCIES, 0x40 + agency),
          ordinal: agency + 1,
          status: 'visited',
        });
      }
    }
  });
}

function writeCriterion(write: Writer, index: number, copiedFrom: number | null): void {
  write.insert('criterion', {
    id: pick(CRITERIA, index),
    criteriaSetId: SET,
    domainId: DOMAIN,
    ordinal: index + 1,
    code: `1.${index}`,
    text: `Tiêu chí ${index}`,
    answerType: 'yes_no',
    naAllowed: false,
    maxPoints: 100,
    appliesTo: ['ubnd_xa'],
    scoring: 'choice',
    copiedFromId: copiedFrom === null ? null : pick(CRITERIA, copiedFrom),
  });
}

export interface Deed {
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly way: 'command' | 'raw' | 'undo' | 'redo';
}
export const deeds = fc.array(
  fc.record<Deed>({
    what: fc.nat(20),
    a: fc.nat(5),
    b: fc.nat(5),
    c: fc.nat(5),
    way: fc.constantFrom('command', 'command', 'command', 'command', 'raw', 'raw', 'undo', 'redo'),
  }),
  { minLength: 10, maxLength: 70 },
);

function command(write: Writer, { what, a, b, c }: Deed): void {
  const planId = pick(PLANS, a % 3);
  const criterionId = c === 5 ? null : pick(CRITERIA, c);
  const finding = pick(FINDINGS, a);
  const owed = pick(OWED, a);
  switch (what) {
    case 0:
    case 1:
    case 2:
      write.insert('finding', {
        id: finding,
        planId,
        visitId: b < 2 ? pick(VISITS, (a % 3) * 4 + b) : null,
        domainId: b % 2 === 0 ? DOMAIN : DOMAIN_2,
        criterionId,
        ordinal: 1,
        kind: b === 5 ? 'strength' : 'limitation',
        scope: b === 4 ? 'unnamed' : 'named',
        text: 'Chưa ban hành',
      });
      break;
    case 3:
    case 4:
      write.insert('finding_agency', {
        id: pick(NAMED, a * 8 + b),
        findingId: finding,
        agencyId: pick(AGENCIES, b % 4),
      });
      break;
    case 5:
      write.remove('finding_agency', pick(NAMED, a * 8 + b), null);
      break;
    case 6:
      write.update('finding', finding, null, {
        criterionId,
        scope: b === 0 ? 'round' : 'named',
        kind: b === 1 ? 'strength' : 'limitation',
        domainId: b === 2 ? DOMAIN_2 : DOMAIN,
        repeatsFindingId: b === 3 && c !== a ? pick(FINDINGS, c) : null,
      });
      break;
    case 7:
      for (let index = 0; index < 6; index += 1) {
        try {
          write.remove('finding_agency', pick(NAMED, a * 8 + index), null);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
        }
      }
      write.remove('finding', finding, null);
      break;
    case 8:
    case 9:
    case 10:
      write.insert('recommendation', {
        id: owed,
        planId,
        findingId: b < 4 ? pick(FINDINGS, b) : null,
        agencyId: c < 4 ? pick(AGENCIES, c) : null,
        domainId: b % 2 === 0 ? DOMAIN : null,
        ordinal: 1,
        text: 'Khắc phục',
        dueOn: days[b % 4] ?? null,
        status: statuses[c % 4] ?? 'open',
      });
      break;
    case 11:
      write.update('recommendation', owed, null, {
        status: statuses[b % 4] ?? 'open',
        dueOn: days[c % 4] ?? null,
        findingId: b === 5 ? null : pick(FINDINGS, c),
        agencyId: c === 3 ? null : pick(AGENCIES, b % 4),
      });
      break;
    case 12:
      write.remove('recommendation', owed, null);
      break;
    case 13:
      write.insert('remediation_proof', {
        id: pick(PROOFS, a * 8 + b),
        recommendationId: owed,
        documentName: 'Kế hoạch số 5',
        provedOn: '2024-03-01',
        enteredBy: AN,
      });
      break;
    case 14:
      write.remove('remediation_proof', pick(PROOFS, a * 8 + b), null);
      break;
    case 15:
      write.update('plan', planId, null, { year: c === 5 ? null : 2020 + b });
      break;
    case 16:
      write.update('agency', pick(AGENCIES, a % 4), null, { kind: kinds[b % 3] ?? 'ubnd_xa' });
      write.update('visit', pick(VISITS, (c % 3) * 4 + (b % 2)), null, {
        agencyId: pick(AGENCIES, 2 + (a % 2)),
        agencyVersionId: pick(AGENCIES, 0x42 + (a % 2)),
      });
      break;
    case 17:
      // Only a later one is copied from an earlier one: no criterion comes from itself.
      write.update('criterion', pick(CRITERIA, 1 + (a % 4)), null, {
        copiedFromId: b >= 1 + (a % 4) ? null : pick(CRITERIA, b),
      });
      break;
    case 18: {
      const [one, other] = [a % 5, b % 5].toSorted((left, right) => left - right);
      if (c < 4) {
        write.insert('criterion_match', {
          id: pick(MATCHES, (one ?? 0) * 8 + (other ?? 0)),
          criterionId: pick(CRITERIA, one ?? 0),
          otherCriterionId: pick(CRITERIA, other ?? 0),
          confirmedBy: AN,
        });
      } else {
        write.remove('criterion_match', pick(MATCHES, (one ?? 0) * 8 + (other ?? 0)), null);
      }
      break;
    }
    case 20:
      // An agency of another office; it need not stand here (any more).
      if (c === 4) {
        write.update('agency_match', pick(SAME, b), null, { localAgencyId: pick(AGENCIES, a % 4) });
      } else if (c < 4) {
        write.insert('agency_match', {
          id: pick(SAME, b),
          localAgencyId: pick(AGENCIES, a % 4),
          foreignAgencyId: pick(AGENCIES, b),
          confirmedBy: AN,
        });
      } else {
        write.remove('agency_match', pick(SAME, b), null);
      }
      break;
    default:
      if (c < 4) {
        write.insert('agency_succession', {
          id: pick(LINKS, a * 8 + b),
          predecessorId: pick(AGENCIES, a % 4),
          successorId: pick(AGENCIES, b % 4),
          relation: c === 0 ? 'split' : c === 1 ? 'transfer_part' : 'merge',
          effectiveOn: '2023-07-01',
        });
      } else {
        write.remove('agency_succession', pick(LINKS, a * 8 + b), null);
      }
  }
}

/** Past the journal, as another program could. */
function raw({ connection }: World, { what, a, b, c }: Deed): void {
  const criterion = c === 5 ? null : pick(CRITERIA, c);
  const run = (sql: string, ...values: (string | number | null)[]) => connection.prepare(sql).run(...values);
  switch (what % 10) {
    case 0:
      run(
        'UPDATE finding SET criterion_id = ?, plan_id = ? WHERE id >= ?',
        criterion,
        pick(PLANS, b % 3),
        pick(FINDINGS, a),
      );
      break;
    case 1:
      run(
        'UPDATE recommendation SET status = ?, due_on = ? WHERE plan_id = ?',
        statuses[b % 4] ?? 'open',
        days[c % 4] ?? null,
        pick(PLANS, a % 3),
      );
      break;
    case 2:
      run('DELETE FROM remediation_proof WHERE recommendation_id = ?', pick(OWED, a));
      break;
    case 3:
      run(
        'UPDATE OR IGNORE remediation_proof SET recommendation_id = ? WHERE recommendation_id = ?',
        pick(OWED, a),
        pick(OWED, b),
      );
      break;
    case 4:
      run(
        'UPDATE OR IGNORE finding_agency SET finding_id = ? WHERE agency_id = ?',
        pick(FINDINGS, a),
        pick(AGENCIES, b % 4),
      );
      break;
    case 5:
      run('DELETE FROM finding_agency WHERE agency_id = ?', pick(AGENCIES, a % 4));
      break;
    case 6:
      run(
        'UPDATE finding SET visit_id = ?, scope = ? WHERE id = ?',
        c === 5 ? null : pick(VISITS, (b % 3) * 4 + (c % 2)),
        b === 4 ? 'round' : 'named',
        pick(FINDINGS, a),
      );
      break;
    case 7:
      run('UPDATE plan SET year = year + ?', b - 2);
      break;
    case 8:
      run(
        'UPDATE agency_succession SET relation = ? WHERE predecessor_id = ?',
        b % 2 === 0 ? 'merge' : 'transfer_part',
        pick(AGENCIES, a % 4),
      );
      break;
    default:
      run(
        'UPDATE recommendation SET finding_id = ?, agency_id = ? WHERE id >= ?',
        b === 5 ? null : pick(FINDINGS, b),
        c === 5 ? null : pick(AGENCIES, c % 4),
        pick(OWED, a),
      );
  }
}

export function perform(world: World, deed: Deed): boolean {
  try {
    if (deed.way === 'raw') raw(world, deed);
    else if (deed.way === 'command') world.journal.run(head(), (write) => command(write, deed));
    else world.journal[deed.way](deed.a === 0 ? BINH : AN);
    return true;
  } catch (error) {
    // What the schema refuses is part of the game.
    const refused = error instanceof AppError || /constraint|FOREIGN KEY/i.test(String(error));
    if (!refused) throw error;
    return false;
  }
}

/** A limitation of the same line at the same agencies in all three years, with what is owed for it. */
export const repeating: readonly Deed[] = [0, 1, 2, 3, 4, 5].flatMap((a): Deed[] => [
  { what: 0, a, b: a % 2, c: 1, way: 'command' },
  { what: 8, a, b: a % 4, c: a % 2, way: 'command' },
  { what: 6, a: 3, b: 3, c: 0, way: 'command' },
  { what: 11, a: 4, b: 2, c: 1, way: 'command' },
  { what: 13, a: 4, b: 0, c: 0, way: 'command' },
  { what: 18, a: 0, b: 2, c: 0, way: 'command' },
  { what: 20, a: 1, b: 3, c: 0, way: 'command' },
]);

/** How often something came about that is worth counting, so that a run in which nothing happens cannot pass. */
export interface Happened {
  deeds: number;
  again: number;
  linked: number;
  proven: number;
  gathered: number;
  matched: number;
  same: number;
}

export function talliesHold(makeWorld: () => World, numRuns: number, seed: number): Happened {
  const happened: Happened = { deeds: 0, again: 0, linked: 0, proven: 0, gathered: 0, matched: 0, same: 0 };
  const look = ({ connection }: World) => {
    const has = (sql: string) => Number(connection.prepare(`SELECT EXISTS (${sql})`).pluck().get());
    happened.again += has('SELECT 1 FROM tally_repeat WHERE again = 1');
    happened.linked += has('SELECT 1 FROM tally_repeat WHERE linked = 1');
    happened.proven += has('SELECT 1 FROM tally_plan WHERE proven = 1');
    happened.gathered += has('SELECT 1 FROM agency_line');
    happened.same += has(
      'SELECT 1 FROM agency_line JOIN agency_match ON foreign_agency_id = before_id AND local_agency_id = agency_id',
    );
    happened.matched += has('SELECT 1 FROM criterion_line WHERE line_id <> root_id');
  };
  fc.assert(
    fc.property(deeds, (list) => {
      const own = makeWorld();
      try {
        seedTallies(own);
        for (const [index, deed] of [...repeating, ...list].entries()) {
          if (perform(own, deed)) happened.deeds += 1;
          if (index % 7 === 0) expect(keptTallies(own.connection)).toEqual(countedTallies(own.connection));
        }
        expect(keptTallies(own.connection)).toEqual(countedTallies(own.connection));
        look(own);
        while (own.journal.state(AN).undo !== null && tryUndo(own));
        expect(keptTallies(own.connection)).toEqual(countedTallies(own.connection));
      } finally {
        own.database.close();
      }
    }),
    { numRuns, seed },
  );
  return happened;
}

function tryUndo({ journal }: World): boolean {
  try {
    journal.undo(AN);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

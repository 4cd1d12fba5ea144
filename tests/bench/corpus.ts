// Years of rounds of one office or of a nation, made up from a seed and written by bare inserts: agencies that merge,
// criteria that are copied from year to year and now and then matched or made anew, limitations that come again,
// recommendations in every state with their proofs. For tests with an oracle and for the benchmarks of pictures.
import type { Connection } from '../../db/sqlite.ts';
import { createChance, idOf } from './filler.ts';

export interface CorpusSize {
  readonly seed: number;
  readonly offices: number;
  /** Of each office, besides those that merge. */
  readonly agencies: number;
  /** Pairs of communes of each office that become one at the last turn of the year but one. */
  readonly merging: number;
  readonly firstYear: number;
  readonly years: number;
  readonly criteria: number;
  readonly limitations: number;
  /** Of each agency in each round. */
  readonly recommendations: number;
  readonly answers: boolean;
}

export const nationalSize: CorpusSize = {
  seed: 2026,
  offices: 34,
  agencies: 115,
  merging: 10,
  firstYear: 2017,
  years: 10,
  criteria: 96,
  limitations: 12,
  recommendations: 174,
  answers: true,
};

const kindAt = (index: number) => (index % 8 < 1 ? 'so_nganh' : index % 8 < 3 ? 'ubnd_huyen' : 'ubnd_xa');
const day = (year: number, dayOfYear: number) =>
  new Date(Date.UTC(year, 0, 1) + dayOfYear * 86_400_000).toISOString().slice(0, 10);

/** The counts of db/migrations/0050_afterwards.sql filled anew, as the migration does. */
export function fillSqlOf(migration: string): string {
  const [begin, end] = ['-- tallies: fill\n', '-- tallies: filled'];
  const [from, to] = [migration.indexOf(begin), migration.indexOf(end)];
  if (from < 0 || to < from) throw new Error('The migration does not mark where it fills the counts');
  return migration.slice(from, to);
}
export const filledTables = [
  'criterion_line',
  'agency_line',
  'tally_recommendation',
  'tally_plan',
  'tally_due',
  'tally_finding',
  'tally_limitation',
  'tally_repeat',
  'tally_score',
] as const;

/** Writes without triggers and without the indexes of the big tables, and puts both back; then the counts are filled. */
export function withoutUpkeep(connection: Connection, fillSql: string, write: () => void): void {
  const big = ['recommendation', 'remediation_proof', 'finding', 'finding_agency', 'answer', 'visit'];
  const made = connection
    .prepare(
      `SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL
         AND (type = 'trigger' OR (type = 'index' AND tbl_name IN (SELECT value FROM json_each(?))))`,
    )
    .all(JSON.stringify(big)) as { type: string; name: string; sql: string }[];
  connection.pragma('foreign_keys = OFF');
  try {
    for (const { type, name } of made) connection.exec(`DROP ${type} ${name}`);
    write();
    for (const { sql } of made.filter(({ type }) => type === 'index')) connection.exec(sql);
    for (const table of filledTables) connection.exec(`DELETE FROM ${table}`);
    connection.exec(fillSql);
    for (const { sql } of made.filter(({ type }) => type === 'trigger')) connection.exec(sql);
    connection.exec('ANALYZE');
  } finally {
    connection.pragma('foreign_keys = ON');
  }
}

export interface Corpus {
  readonly offices: readonly string[];
  readonly years: readonly number[];
  readonly recommendations: number;
  readonly answers: number;
}

export function fillCorpus(connection: Connection, size: CorpusSize, fillSql: string): Corpus {
  const chance = createChance(size.seed);
  const own = connection.prepare('SELECT office_id, acting_person_id FROM installation').get() as {
    office_id: string;
    acting_person_id: string;
  };
  const person = own.acting_person_id;
  const counters = new Map<number, number>();
  const next = (kind: number) => {
    const index = (counters.get(kind) ?? 0) + 1;
    counters.set(kind, index);
    return idOf(0x100 + kind, index);
  };
  const insert = (table: string, columns: string) => {
    const names = columns.split(' ');
    const statement = connection.prepare(
      `INSERT INTO ${table} (id, rev, origin_office_id, created_at, updated_at, ${names.join(', ')})
       VALUES (?, 1, ?, 0, 0, ${names.map(() => '?').join(', ')})`,
    );
    return (id: string, office: string, ...values: (string | number | null)[]) =>
      void statement.run(id, office, ...values);
  };
  const into = {
    office: insert('office', 'name level'),
    domain: insert('domain', 'domain_set key ordinal name short_name'),
    set: insert('criteria_set', 'name year status domain_set'),
    criterion: insert(
      'criterion',
      'criteria_set_id domain_id ordinal code text answer_type na_allowed max_points applies_to scoring bands copied_from_id',
    ),
    match: insert('criterion_match', 'criterion_id other_criterion_id confirmed_by'),
    agency: insert('agency', 'kind'),
    version: insert('agency_version', 'agency_id name valid_from valid_to'),
    succession: insert('agency_succession', 'predecessor_id successor_id relation effective_on'),
    plan: insert(
      'plan',
      'office_id criteria_set_id title year status starts_on scoring coverage_target deadlines illustrative',
    ),
    visit: insert('visit', 'plan_id agency_id agency_version_id ordinal starts_on ends_on status'),
    answer: insert('answer', 'visit_id criterion_id choice not_applicable'),
    finding: insert(
      'finding',
      'plan_id visit_id domain_id criterion_id ordinal kind scope text repeats_finding_id',
    ),
    named: insert('finding_agency', 'finding_id agency_id'),
    owed: insert(
      'recommendation',
      'plan_id finding_id agency_id domain_id ordinal text due_on status reported_on reported_by verified_on verified_by',
    ),
    proof: insert('remediation_proof', 'recommendation_id document_name proved_on entered_by'),
  };
  const offices = [own.office_id];
  const years = Array.from({ length: size.years }, (_one, index) => size.firstYear + index);
  const mergeYear = size.firstYear + size.years - 2;
  let [owedCount, answerCount] = [0, 0];

  const write = connection.transaction(() => {
    for (let index = 1; index < size.offices; index += 1) {
      const id = next(1);
      into.office(id, id, `Sở Nội vụ tỉnh số ${index + 1}`, 'province');
      offices.push(id);
    }
    const domains = new Map<string, string[]>();
    for (const domainSet of ['nq30c_7', 'nq76_6+1']) {
      const known = connection
        .prepare('SELECT id FROM domain WHERE domain_set = ? ORDER BY ordinal')
        .pluck()
        .all(domainSet) as string[];
      if (known.length === 0) {
        for (let index = 1; index <= 7; index += 1) {
          const id = next(2);
          into.domain(id, own.office_id, domainSet, `d${index}`, index, `Lĩnh vực ${index}`, `LV ${index}`);
          known.push(id);
        }
      }
      domains.set(domainSet, known);
    }

    // One set a year; most criteria are copied from the year before, some are made anew, some of these are matched.
    const criteria = new Map<number, { id: string; domainId: string }[]>();
    const sets = new Map<number, string>();
    for (const year of years) {
      const set = next(3);
      const domainSet = year <= 2020 ? 'nq30c_7' : 'nq76_6+1';
      const ofSet = domains.get(domainSet) ?? [];
      into.set(set, own.office_id, `Bộ tiêu chí ${year}`, year, 'retired', domainSet);
      sets.set(year, set);
      const before = criteria.get(year - 1) ?? [];
      const list = Array.from({ length: size.criteria }, (_one, index) => {
        const id = next(4);
        const domainId = ofSet[index % ofSet.length] ?? '';
        const earlier = before[index]?.id ?? null;
        const copied = earlier !== null && chance(10) > 0 ? earlier : null;
        into.criterion(
          id,
          own.office_id,
          set,
          domainId,
          index + 1,
          `${(index % 7) + 1}.${Math.floor(index / 7) + 1}`,
          `Tiêu chí ${index + 1} của năm ${year}`,
          'yes_partial_no',
          1,
          100 + (index % 3) * 50,
          '["so_nganh","ubnd_huyen","ubnd_xa"]',
          'choice',
          'yes:1;partial:0.5;no:0',
          copied,
        );
        if (earlier !== null && copied === null && chance(2) === 0) {
          into.match(next(5), own.office_id, ...([earlier, id].toSorted() as [string, string]), person);
        }
        return { id, domainId };
      });
      criteria.set(year, list);
    }

    for (const office of offices) {
      const agencies: { id: string; version: string; kind: string; until: number; from: number }[] = [];
      const found = (kind: string, name: string, from: number, until: number) => {
        const [id, version] = [next(6), next(7)];
        into.agency(id, office, kind);
        into.version(
          version,
          office,
          id,
          name,
          from === 0 ? null : `${from}-01-01`,
          until === 9999 ? null : `${until}-12-31`,
        );
        agencies.push({ id, version, kind, from, until });
        return id;
      };
      for (let index = 0; index < size.agencies - size.merging * 2; index += 1) {
        found(kindAt(index), `Cơ quan ${index + 1}`, 0, 9999);
      }
      for (let index = 0; index < size.merging; index += 1) {
        const one = found('ubnd_xa', `Xã A${index + 1}`, 0, mergeYear - 1);
        const other = found('ubnd_xa', `Xã B${index + 1}`, 0, mergeYear - 1);
        const successor = found('ubnd_xa', `Xã AB${index + 1}`, mergeYear, 9999);
        // Now and then only a part goes over, which gathers nothing.
        into.succession(next(8), office, one, successor, 'merge', `${mergeYear}-01-01`);
        const relation = chance(4) === 0 ? 'transfer_part' : 'merge';
        into.succession(next(8), office, other, successor, relation, `${mergeYear}-01-01`);
      }
      /** What an agency is weak at: limitations come again. */
      const weak = new Map(agencies.map(({ id }) => [id, chance(size.criteria)]));
      const lastFound = new Map<string, string>();
      for (const year of years) {
        const list = criteria.get(year) ?? [];
        const plan = next(9);
        const isLast = year === years.at(-1);
        into.plan(
          plan,
          office,
          office,
          sets.get(year) ?? null,
          `Kiểm tra công tác CCHC năm ${year}`,
          year,
          isLast ? 'in_progress' : 'closed',
          `${year}-03-01`,
          1,
          chance(2) === 0 ? 30 : null,
          '{"notice":{"days":20,"unit":"day"}}',
          0,
        );
        let [visitOrdinal, findingOrdinal, owedOrdinal] = [0, 0, 0];
        for (const agency of agencies) {
          if (year < agency.from || year > agency.until) continue;
          const visit = next(10);
          const start = 60 + chance(200);
          const turn = chance(20);
          const status = isLast
            ? turn < 4
              ? 'planned'
              : turn < 6
                ? 'visited'
                : turn === 6
                  ? 'postponed'
                  : 'notice_issued'
            : turn === 0
              ? 'cancelled'
              : 'closed';
          into.visit(
            visit,
            office,
            plan,
            agency.id,
            agency.version,
            (visitOrdinal += 1),
            day(year, start),
            day(year, start),
            status,
          );
          if (status === 'planned' || status === 'postponed' || status === 'cancelled') continue;
          if (size.answers) {
            for (const { id } of list) {
              const pick = chance(12);
              into.answer(
                next(11),
                office,
                visit,
                id,
                pick === 0 ? null : pick < 3 ? 'no' : pick < 6 ? 'partial' : 'yes',
                pick === 0 ? 1 : 0,
              );
              answerCount += 1;
            }
          }
          const notified = start + 20;
          const findings: { id: string; domainId: string }[] = [];
          for (let index = 0; index < size.limitations; index += 1) {
            const id = next(12);
            const at = index < 2 ? (weak.get(agency.id) ?? 0) + index : chance(size.criteria);
            const criterion = list[at % size.criteria];
            const about = index === 2 ? null : (criterion?.id ?? null);
            const link = index === 3 && chance(10) === 0 ? (lastFound.get(`${agency.id}`) ?? null) : null;
            const collective = index === size.limitations - 1 && chance(20) === 0;
            into.finding(
              id,
              office,
              plan,
              visit,
              criterion?.domainId ?? '',
              about,
              (findingOrdinal += 1),
              chance(25) === 0 ? 'strength' : 'limitation',
              collective ? 'unnamed' : 'named',
              `Chưa thực hiện đầy đủ nội dung ${at % 40}`,
              link,
            );
            if (!collective) into.named(next(13), office, id, agency.id);
            findings.push({ id, domainId: criterion?.domainId ?? '' });
            if (index === 3) lastFound.set(agency.id, id);
          }
          for (let index = 0; index < size.recommendations; index += 1) {
            const id = next(14);
            const finding = chance(15) === 0 ? null : findings[index % findings.length];
            const age = chance(100);
            const done = isLast ? 40 : 93;
            const state =
              age < done
                ? 'verified'
                : age < done + 2
                  ? 'no_longer_applicable'
                  : ((['open', 'in_progress', 'reported', 'reported', 'returned', 'transferred'] as const)[
                      chance(6)
                    ] ?? 'open');
            const due = chance(12) === 0 ? null : day(year, notified + (chance(3) + 1) * 15);
            const hasProof = state === 'verified' || (state === 'reported' && chance(3) > 0);
            const wasReported = state === 'verified' || state === 'reported';
            into.owed(
              id,
              office,
              plan,
              finding?.id ?? null,
              chance(200) === 0 ? null : agency.id,
              chance(3) === 0 ? null : (finding?.domainId ?? null),
              (owedOrdinal += 1),
              `Khắc phục nội dung ${index % 60}`,
              due,
              state,
              wasReported ? day(year, notified + 20) : null,
              wasReported ? person : null,
              state === 'verified' ? day(year, notified + 30) : null,
              state === 'verified' ? person : null,
            );
            owedCount += 1;
            if (hasProof && (size.recommendations < 50 || state === 'reported')) {
              into.proof(next(15), office, id, 'Văn bản đã xem', day(year, notified + 25), person);
            }
          }
        }
      }
    }
  });
  withoutUpkeep(connection, fillSql, write);
  return { offices, years, recommendations: owedCount, answers: answerCount };
}

// The reform index: sets, their items, the agencies in them, scores and what was said of them. Sums over all agencies of
// a set are one statement, never one for each.
import type { IndexItem, IndexSet } from '../core/contract/par-index.ts';
import type { Answer } from '../core/contract/visits.ts';
import type { IndexSums } from '../core/rules/par-index.ts';
import type { Row } from './registry.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne, rowOf } from './stored.ts';

/** With the number of its entries and items. */
export type StoredIndexSet = Stored<Omit<IndexSet, 'illustrative'>>;
export type StoredIndexItem = Stored<IndexItem>;
export type StoredIndexMatch = Row<'index_match'>;
export type StoredIndexScore = Row<'index_score'>;
export type StoredIndexEntry = Row<'index_entry'> & { readonly agencyName: string };
export type StoredIndexRemark = Row<'index_remark'> & {
  readonly indexItemId: string;
  readonly personName: string;
};

/** What a set's agencies have, agency by agency. */
export interface EntrySums extends IndexSums {
  readonly entryId: string;
  readonly selfScored: number;
  readonly verified: number;
  readonly unsupported: number;
}

/** An answer of an inspection that may prove a score. */
export interface OfferedRow {
  readonly answer: Pick<
    Answer,
    'notApplicable' | 'choice' | 'numerator' | 'denominator' | 'count' | 'points'
  > & { readonly visitId: string; readonly criterionId: string };
  readonly planTitle: string;
  readonly scoring: boolean;
  readonly evidence: number;
}

const setColumns = `index_set.*,
  (SELECT count(*) FROM index_entry WHERE index_set_id = index_set.id) AS entries,
  (SELECT count(*) FROM index_item WHERE index_set_id = index_set.id) AS items`;

const entryColumns = 'entry.*, version.name AS agency_name';
const entryJoin = `index_entry entry JOIN agency_version version ON version.id = entry.agency_version_id`;

/** Whether the agency claims points without a word of proof; the index of figures holds just this expression. */
const bare = '(score.self_evidence IS NULL AND score.self_explanation IS NULL)';

export const parIndexSql = {
  setsOfYear: `SELECT ${setColumns} FROM index_set WHERE year = ? ORDER BY group_name, version DESC, id`,
  set: `SELECT ${setColumns} FROM index_set WHERE id = ?`,
  sameGroup:
    'SELECT id, group_name AS groupName, status, version FROM index_set WHERE year = ? AND origin_office_id = ? ORDER BY version DESC, id',
  setCopiesOf: 'SELECT id FROM index_set WHERE copied_from_id = ? ORDER BY id',
  items: 'SELECT * FROM index_item WHERE index_set_id = ? ORDER BY ordinal, id',
  copiesOf: 'SELECT * FROM index_item WHERE copied_from_id = ?',
  /** Every forebear of the items of a set; UNION ends where a forebear comes twice. */
  lineage: `WITH RECURSIVE up(item, forebear, depth) AS (
      SELECT id, copied_from_id, 1 FROM index_item WHERE index_set_id = ? AND copied_from_id IS NOT NULL
      UNION
      SELECT up.item, c.copied_from_id, depth + 1 FROM up JOIN index_item c ON c.id = up.forebear
       WHERE c.copied_from_id IS NOT NULL AND depth < 100)
    SELECT item, forebear FROM up ORDER BY item, depth`,
  matches: `SELECT m.* FROM index_item a
      JOIN index_match m ON m.index_item_id = a.id
      JOIN index_item b ON b.id = m.other_item_id
     WHERE a.index_set_id = @one AND b.index_set_id = @other
     UNION ALL
    SELECT m.* FROM index_item a
      JOIN index_match m ON m.other_item_id = a.id
      JOIN index_item b ON b.id = m.index_item_id
     WHERE a.index_set_id = @one AND b.index_set_id = @other
     ORDER BY 1`,
  matchesOf:
    'SELECT * FROM index_match WHERE index_item_id = @id UNION SELECT * FROM index_match WHERE other_item_id = @id ORDER BY 1',
  entries: `SELECT ${entryColumns} FROM ${entryJoin} WHERE entry.index_set_id = ? ORDER BY entry.id`,
  entry: `SELECT ${entryColumns} FROM ${entryJoin} WHERE entry.id = ?`,
  entryOf: `SELECT ${entryColumns} FROM ${entryJoin} WHERE entry.index_set_id = ? AND entry.agency_id = ?`,
  scores: 'SELECT * FROM index_score WHERE index_entry_id = ? ORDER BY id',
  score: 'SELECT * FROM index_score WHERE index_entry_id = ? AND index_item_id = ?',
  /** Scores of the items in a list, of every agency of the set. */
  scoresOfItems: `SELECT score.* FROM json_each(@items) wanted
      JOIN index_score score ON score.index_item_id = wanted.value ORDER BY score.id`,
  scored: `SELECT EXISTS (SELECT 1 FROM index_entry entry JOIN index_score score ON score.index_entry_id = entry.id
      WHERE entry.index_set_id = ?)`,
  /**
   * Every score of every agency, straight from the index of figures: the triggers see to it that verified points stand on
   * verified leaves and survey points on surveyed ones. What bonus, deduction and items without proof add to it is taken
   * off again, from the two statements below.
   */
  sums: `SELECT entry.id AS entryId,
      coalesce(sum(score.self_points), 0) AS selfPoints,
      coalesce(sum(score.verified_points), 0) AS verifiedPoints,
      count(score.verified_points) AS verifiedCount,
      coalesce(sum(coalesce(score.verified_points, score.self_points)), 0) AS provisionalPoints,
      coalesce(sum(score.survey_points), 0) AS surveyPoints,
      count(score.survey_points) AS surveyCount,
      count(score.self_points) AS selfScored,
      count(CASE WHEN ${bare} THEN score.self_points END) AS unsupported
    FROM index_entry entry JOIN index_score score ON score.index_entry_id = entry.id
    WHERE entry.index_set_id = @set GROUP BY entry.id`,
  /** Bonus and deduction, which are capped group by group and so cannot be summed here. */
  adjustments: `SELECT entry.id AS entryId, score.index_item_id AS itemId, score.self_points AS selfPoints,
      score.verified_points AS verifiedPoints
    FROM index_entry entry JOIN index_score score ON score.index_entry_id = entry.id
     AND score.index_item_id IN (SELECT value FROM json_each(@items))
    WHERE entry.index_set_id = @set`,
  /** Claims without a word on items that ask for none. */
  unasked: `SELECT entry.id AS entryId, count(*) AS count
    FROM index_entry entry JOIN index_score score ON score.index_entry_id = entry.id
     AND score.index_item_id IN (SELECT value FROM json_each(@items))
    WHERE entry.index_set_id = @set AND score.self_points IS NOT NULL AND ${bare} GROUP BY entry.id`,
  /** Results over some items: their points and how many of them have a result. */
  results: `SELECT score.index_entry_id AS entryId,
      coalesce(sum(CASE item.method WHEN 'survey' THEN score.survey_points ELSE score.verified_points END), 0) AS points,
      count(CASE item.method WHEN 'survey' THEN score.survey_points ELSE score.verified_points END) AS count
    FROM json_each(@items) wanted
    JOIN index_item item ON item.id = wanted.value
    JOIN index_score score ON score.index_item_id = item.id
    GROUP BY score.index_entry_id`,
  remarks: `SELECT remark.*, score.index_item_id, person.full_name AS person_name
    FROM index_score score JOIN index_remark remark ON remark.index_score_id = score.id
    JOIN person ON person.id = remark.person_id
    WHERE score.index_entry_id = ? ORDER BY remark.index_score_id, remark.ordinal, remark.id`,
  remark: `SELECT remark.*, score.index_item_id, person.full_name AS person_name
    FROM index_remark remark JOIN index_score score ON score.id = remark.index_score_id
    JOIN person ON person.id = remark.person_id WHERE remark.id = ?`,
  lastRemark: 'SELECT coalesce(max(ordinal), 0) FROM index_remark WHERE index_score_id = ?',
  /** What the agency said last and no appraiser has answered. */
  unanswered: `SELECT score.index_entry_id AS entryId, count(*) AS count
    FROM index_entry entry JOIN index_score score ON score.index_entry_id = entry.id
    JOIN index_remark remark ON remark.index_score_id = score.id
    WHERE entry.index_set_id = ? AND remark.side = 'agency' AND NOT EXISTS (
      SELECT 1 FROM index_remark answer WHERE answer.index_score_id = remark.index_score_id
         AND answer.ordinal > remark.ordinal AND answer.side = 'appraiser')
    GROUP BY score.index_entry_id`,
  /** Answers of the inspections of that year to criteria of these codes; visits that were not held say nothing. */
  offered: `SELECT answer.visit_id AS visitId, answer.criterion_id AS criterionId, answer.not_applicable AS notApplicable,
      answer.choice, answer.numerator, answer.denominator, answer.count, answer.points,
      plan.title AS planTitle, plan.scoring AS scoring,
      (SELECT count(*) FROM evidence_link link JOIN evidence ON evidence.id = link.evidence_id
        WHERE link.criterion_id = answer.criterion_id AND evidence.visit_id = answer.visit_id) AS evidence
    FROM visit JOIN plan ON plan.id = visit.plan_id
    JOIN answer ON answer.visit_id = visit.id
    JOIN criterion ON criterion.id = answer.criterion_id
    WHERE visit.agency_id = @agency AND plan.year = @year AND visit.status NOT IN ('cancelled', 'postponed')
      AND criterion.code IN (SELECT value FROM json_each(@codes))
    ORDER BY visit.starts_on, visit.id, criterion.code`,
  documentsOf: 'SELECT id, status FROM document WHERE index_set_id = ? ORDER BY id',
} as const;

export function createParIndexStore(connection: Connection) {
  const prepare = (key: keyof typeof parIndexSql) => connection.prepare(parIndexSql[key]);
  const sets = connection.prepare(
    `SELECT ${setColumns} FROM index_set ORDER BY year DESC, group_name, version DESC, id`,
  );
  const setsOfYear = prepare('setsOfYear');
  const set = prepare('set');
  const sameGroup = prepare('sameGroup');
  const setCopies = prepare('setCopiesOf').pluck();
  const items = prepare('items');
  const item = prepareGet(connection, 'index_item');
  const copies = prepare('copiesOf');
  const lineage = prepare('lineage');
  const matches = prepare('matches');
  const matchesOf = prepare('matchesOf');
  const entries = prepare('entries');
  const entry = prepare('entry');
  const entryOf = prepare('entryOf');
  const scores = prepare('scores');
  const score = prepare('score');
  const scoreById = prepareGet(connection, 'index_score');
  const scoresOfItems = prepare('scoresOfItems');
  const scored = prepare('scored').pluck();
  const sums = prepare('sums');
  const adjustments = prepare('adjustments');
  const unasked = prepare('unasked');
  const results = prepare('results');
  const remarks = prepare('remarks');
  const remark = prepare('remark');
  const lastRemark = prepare('lastRemark').pluck();
  const unanswered = prepare('unanswered');
  const offered = prepare('offered');
  const documentsOf = prepare('documentsOf');

  const withCounts = (row: unknown): StoredIndexSet => {
    const { entries: entryCount, items: itemCount } = row as { entries: number; items: number };
    return { ...rowOf<StoredIndexSet>('index_set', row), entries: entryCount, items: itemCount };
  };
  const withName = (row: unknown): StoredIndexEntry => ({
    ...rowOf<Row<'index_entry'>>('index_entry', row),
    agencyName: (row as { agency_name: string }).agency_name,
  });
  const withPerson = (row: unknown): StoredIndexRemark => {
    const { index_item_id: indexItemId, person_name: personName } = row as {
      index_item_id: string;
      person_name: string;
    };
    return { ...rowOf<Row<'index_remark'>>('index_remark', row), indexItemId, personName };
  };
  const optional = <T>(row: unknown, read: (row: unknown) => T): T | undefined =>
    row === undefined ? undefined : read(row);

  return {
    sets: (year?: number) => (year === undefined ? sets.all() : setsOfYear.all(year)).map(withCounts),
    set: (id: string) => optional(set.get(id), withCounts),
    /** Of one office, the newest version first. */
    setsIn: (year: number, officeId: string) =>
      sameGroup.all(year, officeId) as {
        readonly id: string;
        readonly groupName: string;
        readonly status: IndexSet['status'];
        readonly version: number;
      }[],
    setCopies: (id: string) => setCopies.all(id) as string[],
    items: (setId: string) => readAll<StoredIndexItem>('index_item', items, setId),
    item: (id: string) => readOne<StoredIndexItem>('index_item', item, id),
    copies: (itemId: string) => readAll<StoredIndexItem>('index_item', copies, itemId),
    /** Item → what it was copied from, the nearest first. */
    lineage: (setId: string) => {
      const found = new Map<string, string[]>();
      for (const row of lineage.all(setId) as { item: string; forebear: string }[]) {
        const own = found.get(row.item);
        if (own === undefined) found.set(row.item, [row.forebear]);
        else own.push(row.forebear);
      }
      return found;
    },
    matchesBetween: (one: string, other: string) =>
      readAll<StoredIndexMatch>('index_match', matches, { one, other }),
    matchesOf: (id: string) => readAll<StoredIndexMatch>('index_match', matchesOf, { id }),
    entries: (setId: string) => entries.all(setId).map(withName),
    entry: (id: string) => optional(entry.get(id), withName),
    entryOf: (setId: string, agencyId: string) => optional(entryOf.get(setId, agencyId), withName),
    scores: (entryId: string) => readAll<StoredIndexScore>('index_score', scores, entryId),
    score: (entryId: string, itemId: string) =>
      readOne<StoredIndexScore>('index_score', score, entryId, itemId),
    scoreById: (id: string) => readOne<StoredIndexScore>('index_score', scoreById, id),
    scoresOfItems: (itemIds: readonly string[]) =>
      readAll<StoredIndexScore>('index_score', scoresOfItems, { items: idList(itemIds) }),
    hasScores: (setId: string) => scored.get(setId) === 1,
    /**
     * One statement for all agencies, and one for each kind of exception. `outside`: leaves of bonus and deduction;
     * `unproven`: leaves that ask for no evidence.
     */
    sums(
      setId: string,
      { outside, unproven }: { readonly outside: readonly string[]; readonly unproven: readonly string[] },
    ): ReadonlyMap<string, EntrySums> {
      const some = (statement: typeof adjustments, ids: readonly string[]): unknown[] =>
        ids.length === 0 ? [] : statement.all({ set: setId, items: idList(ids) });
      const extra = Map.groupBy(
        some(adjustments, outside) as (EntrySums['adjustments'][number] & { readonly entryId: string })[],
        ({ entryId }) => entryId,
      );
      const free = new Map(
        (some(unasked, unproven) as { entryId: string; count: number }[]).map((row) => [
          row.entryId,
          row.count,
        ]),
      );
      const rows = sums.all({ set: setId }) as Omit<EntrySums, 'adjustments' | 'verified'>[];
      return new Map(
        rows.map((row) => {
          const own = extra.get(row.entryId) ?? [];
          let { selfPoints, verifiedPoints, provisionalPoints, verifiedCount } = row;
          for (const one of own) {
            selfPoints -= one.selfPoints ?? 0;
            verifiedPoints -= one.verifiedPoints ?? 0;
            provisionalPoints -= one.verifiedPoints ?? one.selfPoints ?? 0;
            if (one.verifiedPoints !== null) verifiedCount -= 1;
          }
          return [
            row.entryId,
            {
              ...row,
              selfPoints,
              verifiedPoints,
              provisionalPoints,
              verifiedCount,
              verified: row.verifiedCount,
              unsupported: row.unsupported - (free.get(row.entryId) ?? 0),
              adjustments: own,
            },
          ];
        }),
      );
    },
    results: (itemIds: readonly string[]) =>
      results.all({ items: idList(itemIds) }) as {
        readonly entryId: string;
        readonly points: number;
        readonly count: number;
      }[],
    remarks: (entryId: string) => remarks.all(entryId).map(withPerson),
    remark: (id: string) => optional(remark.get(id), withPerson),
    nextRemark: (scoreId: string) => (lastRemark.get(scoreId) as number) + 1,
    unanswered: (setId: string) =>
      new Map(
        (unanswered.all(setId) as { entryId: string; count: number }[]).map((row) => [
          row.entryId,
          row.count,
        ]),
      ),
    offered: (agencyId: string, year: number, codes: readonly string[]): OfferedRow[] =>
      (
        offered.all({ agency: agencyId, year, codes: JSON.stringify(codes) }) as (Omit<
          OfferedRow['answer'],
          'notApplicable'
        > & {
          readonly notApplicable: number;
          readonly planTitle: string;
          readonly scoring: number;
          readonly evidence: number;
        })[]
      ).map(({ planTitle, scoring, evidence, notApplicable, ...answer }) => ({
        answer: { ...answer, notApplicable: notApplicable === 1 },
        planTitle,
        scoring: scoring === 1,
        evidence,
      })),
    documents: (setId: string) =>
      documentsOf.all(setId) as { readonly id: string; readonly status: string }[],
  };
}

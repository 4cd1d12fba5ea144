// Recommendations as the office follows them up: pages of a list in the order of keys, figures, papers of agencies, proofs
// and events. What counts as overdue is told by core/rules/due.ts, what was pointed out before by
// core/rules/remediation-repeats.ts; tests hold this SQL against both.
import type {
  RecommendationEvent,
  RemediationEntry,
  RemediationFilter,
  RemediationPaper,
  RemediationProof,
} from '../core/contract/remediation.ts';
import type { Recommendation } from '../core/contract/recommendations.ts';
import {
  addDays,
  type OverdueCounts,
  owingStatuses,
  type RecommendationStatus,
  settledStatuses,
  statusesThatCount,
} from '../core/rules/due.ts';
import { createRepeatIndex, type RepeatIndex } from '../core/rules/remediation-repeats.ts';
import { foldText } from '../core/rules/text-fold.ts';
import { byName } from './collate.ts';
import type { StoredRecommendation } from './recommendations.ts';
import type { Connection } from './sqlite.ts';
import { idList, type Parameter, prepareGet, readAll, readOne, rowOf, type Stored } from './stored.ts';
import type { SuccessionStore } from './successions.ts';

export type StoredPaper = Stored<
  Omit<RemediationPaper, 'agencyName' | 'planTitle' | 'dueOn' | 'state' | 'enteredByName' | 'entries'>
> & { readonly enteredBy: string };
export type StoredEntry = Stored<RemediationEntry>;
export type StoredProof = Stored<Omit<RemediationProof, 'fileName' | 'personName'>> & {
  readonly enteredBy: string;
};
export type StoredEvent = Stored<Omit<RecommendationEvent, 'toPlanTitle' | 'personName'>> & {
  readonly personId: string;
};

/** The filter of the contract with what the office counts by, and its agencies resolved. */
export interface FollowUpFilter extends Omit<
  RemediationFilter,
  'agencyId' | 'withPredecessors' | 'ofReport'
> {
  /** These alone. */
  readonly ids?: readonly string[] | undefined;
  readonly agencyIds?: readonly string[] | undefined;
  readonly counts: OverdueCounts;
}
export type FollowUpSort = 'due' | 'agency' | 'domain' | 'status' | 'plan' | 'updated';
/** Behind this row: the part of the order that it stands in, its key there, itself. */
export interface FollowUpPosition {
  readonly part: string;
  readonly key: string | number;
  readonly id: string;
}

export interface FollowUpRow {
  readonly recommendation: StoredRecommendation;
  readonly officeId: string;
  readonly planTitle: string;
  readonly year: number | null;
  readonly illustrative: boolean;
  readonly agencyName: string | null;
  readonly domainKey: string | null;
  readonly domainName: string | null;
  readonly repeated: boolean;
  readonly proofs: number;
  readonly extensions: number;
  readonly reminders: number;
  readonly lastRemindedOn: string | null;
}

export interface FollowUpCounts {
  readonly byStatus: Readonly<Partial<Record<RecommendationStatus, number>>>;
  readonly overdue: number;
  readonly due7: number;
  readonly due30: number;
  readonly noDay: number;
  readonly unsupported: number;
  readonly repeated: number;
}
export interface AgencyFigures {
  readonly planId: string;
  readonly agencyId: string;
  readonly total: number;
  readonly open: number;
  readonly overdue: number;
  readonly reported: number;
  readonly verified: number;
  readonly oldestOverdueOn: string | null;
  /** The last day that any of them was due. */
  readonly lastDueOn: string | null;
}

/** What has no day comes last. */
export const NO_DAY = '9999-12-31';
export const statusOrder: readonly RecommendationStatus[] = [
  'open',
  'in_progress',
  'returned',
  'reported',
  'verified',
  'no_longer_applicable',
  'transferred',
];

const dueKey = `coalesce(r.due_on, '${NO_DAY}')`;
const quoted = (statuses: readonly string[]) => `(${statuses.map((one) => `'${one}'`).join(', ')})`;
const isRepeated = `(f.repeats_finding_id IS NOT NULL OR coalesce(f.kind = 'limitation'
    AND repeats_earlier(r.agency_id, f.criterion_id, p.year) = 1, 0))`;
const hasNoProof = 'NOT EXISTS (SELECT 1 FROM remediation_proof proof WHERE proof.recommendation_id = r.id)';

const joins = {
  // CROSS: the recommendation leads, in the order of its index.
  plan: 'CROSS JOIN plan p ON p.id = r.plan_id',
  finding: 'LEFT JOIN finding f ON f.id = r.finding_id',
  domain: 'LEFT JOIN domain d ON d.id = coalesce(r.domain_id, f.domain_id)',
} as const;
type Join = keyof typeof joins;

interface Conditions {
  readonly sql: readonly string[];
  readonly joins: ReadonlySet<Join>;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** The states that the filter leaves. */
export function statusesOf(filter: FollowUpFilter): readonly RecommendationStatus[] {
  const counting = statusesThatCount(filter.counts);
  const { due } = filter;
  return statusOrder.filter(
    (status) =>
      (filter.status === undefined || filter.status.includes(status)) &&
      (filter.settled === undefined ||
        (settledStatuses as readonly RecommendationStatus[]).includes(status) === filter.settled) &&
      (due === undefined || counting.includes(status) === (due !== 'settled')) &&
      (filter.unsupported !== true || status === 'reported'),
  );
}

/** The days that the filter leaves, both ends included; null: no bound, `no_day` apart. */
function dueBounds(filter: FollowUpFilter): { from: string | null; to: string | null; noDay: boolean } {
  const { today, due } = filter;
  const bounds = (from: string | null, to: string | null) => ({ from, to, noDay: false });
  switch (due) {
    case 'overdue':
      return bounds(null, addDays(today, -1));
    case 'due_7':
      return bounds(today, addDays(today, 7));
    case 'due_30':
      return bounds(addDays(today, 8), addDays(today, 30));
    case 'later':
      return bounds(addDays(today, 31), null);
    case 'no_day':
      return { from: null, to: null, noDay: true };
    case 'settled':
    case undefined:
      return bounds(null, null);
  }
}

function conditionsOf(filter: FollowUpFilter): Conditions {
  const sql: string[] = [];
  const joined = new Set<Join>();
  const parameters: Record<string, Parameter> = {};
  const { from, to, noDay } = dueBounds(filter);
  if (noDay) sql.push(`${dueKey} = '${NO_DAY}' AND r.due_on IS NULL`);
  const isDay = filter.due === 'overdue' || filter.due === 'due_7' || filter.due === 'due_30';
  if (isDay || filter.due === 'later' || filter.dueFrom !== undefined || filter.dueTo !== undefined) {
    sql.push('r.due_on IS NOT NULL');
  }
  const first = [from, filter.dueFrom]
    .filter((one) => one != null)
    .toSorted()
    .at(-1);
  const last = [to, filter.dueTo]
    .filter((one) => one != null)
    .toSorted()
    .at(0);
  if (first !== undefined) {
    sql.push(`${dueKey} >= @dueFrom`);
    parameters['dueFrom'] = first;
  }
  if (last !== undefined) {
    sql.push(`${dueKey} <= @dueTo`);
    parameters['dueTo'] = last;
  }
  const text = foldText(filter.text ?? '').trim();
  if (text !== '') {
    sql.push('holds_words(@text, r.text, r.due_note) = 1');
    parameters['text'] = text;
  }
  if (filter.unnamed !== undefined) sql.push(`r.agency_id IS ${filter.unnamed ? '' : 'NOT '}NULL`);
  if (filter.kind === 'none') sql.push('r.agency_id IS NULL');
  else if (filter.kind !== undefined) {
    sql.push('(SELECT agency.kind FROM agency WHERE agency.id = r.agency_id) = @kind');
    parameters['kind'] = filter.kind;
  }
  if (filter.ids !== undefined) {
    sql.push('r.id IN (SELECT value FROM json_each(@ids))');
    parameters['ids'] = idList(filter.ids);
  }
  if (filter.findingIds !== undefined) {
    sql.push('r.finding_id IN (SELECT value FROM json_each(@findingIds))');
    parameters['findingIds'] = idList(filter.findingIds);
  }
  if (filter.domainKey !== undefined) {
    joined.add('finding').add('domain');
    sql.push('d.key = @domainKey');
    parameters['domainKey'] = filter.domainKey;
  }
  if (filter.unsupported !== undefined) {
    sql.push(filter.unsupported ? hasNoProof : `NOT (r.status = 'reported' AND ${hasNoProof})`);
  }
  if (filter.repeated !== undefined) {
    joined.add('plan').add('finding');
    sql.push(filter.repeated ? isRepeated : `NOT ${isRepeated}`);
  }
  return { sql, joins: joined, parameters };
}

const joinsOf = (needed: ReadonlySet<Join>) =>
  (['plan', 'finding', 'domain'] as const)
    .filter((one) => needed.has(one))
    .map((one) => joins[one])
    .join(' ');

/** One stretch of the list, in the order of its index: one state, of one round or agency where these are asked for. */
interface Leg {
  readonly status: RecommendationStatus;
  readonly planId?: string;
  /** Null: what was given to all of the round. */
  readonly agencyId?: string | null;
}
interface Stretch {
  readonly by: 'plan' | 'agency' | 'all';
  readonly plansToo: boolean;
  readonly domainIs: boolean;
  readonly order: 'due' | 'updated';
  readonly descending: boolean;
  /** `same`: the rest of the key where the last page ended; `beyond`: what comes after that key. */
  readonly from: 'start' | 'same' | 'beyond';
}

/** SQLite would often rather take another index and sort. */
const indexOf = (by: Stretch['by'], order: Stretch['order']): string => {
  if (by === 'plan') return 'recommendation_plan_due';
  if (by === 'agency') return 'recommendation_agency';
  return order === 'due' ? 'recommendation_due' : 'recommendation_updated';
};

/** Outside the store for the test that explains it. */
export function legSql(filter: FollowUpFilter, stretch: Stretch): string {
  const { sql, joins: needed } = conditionsOf(filter);
  const all = new Set(needed);
  if (stretch.domainIs) all.add('finding').add('domain');
  const key = stretch.order === 'due' ? dueKey : 'r.updated_at';
  const beyond = stretch.descending ? '<' : '>';
  const where = [
    'r.status = @status',
    ...(stretch.by === 'plan' ? ['r.plan_id = @planId'] : []),
    ...(stretch.by === 'agency' ? ['r.agency_id IS @agencyId'] : []),
    ...(stretch.plansToo ? ['r.plan_id IN (SELECT value FROM json_each(@planIds))'] : []),
    ...(stretch.domainIs ? ['d.key IS @part'] : []),
    ...sql,
    ...(stretch.from === 'same' ? [`${key} = @key AND r.id ${beyond} @id`] : []),
    ...(stretch.from === 'beyond' ? [`${key} ${beyond} @key`] : []),
  ];
  const way = stretch.descending ? 'DESC' : 'ASC';
  // Within one key the index goes by the id, which SQLite is not told by naming the key as well.
  const isOneKey = stretch.from === 'same' || (filter.due === 'no_day' && stretch.order === 'due');
  return `SELECT r.id AS id, ${key} AS key
    FROM recommendation r INDEXED BY ${indexOf(stretch.by, stretch.order)} ${joinsOf(all)}
    WHERE ${where.join(' AND ')} ORDER BY ${isOneKey ? '' : `${key} ${way}, `}r.id ${way} LIMIT @limit`;
}

type Grouping = 'status' | 'repeated' | 'calendar' | 'ageing' | 'agencies';
/** Figures over whatever the filter leaves. Outside the store for the test that explains it. */
export function figuresSql(
  filter: FollowUpFilter,
  grouping: Grouping,
  by: { readonly plans: boolean; readonly agencies: boolean },
): string {
  const { sql, joins: needed } = conditionsOf(filter);
  const all = new Set(needed);
  const counting = quoted(statusesThatCount(filter.counts));
  const late = `r.status IN ${counting} AND r.due_on < @today`;
  const sum = (condition: string) => `coalesce(sum(${condition}), 0)`;
  if (grouping === 'repeated') all.add('plan').add('finding');
  const columns = {
    status: `r.status AS status, count(*) AS total, ${sum(late)} AS overdue,
      ${sum(`r.status IN ${counting} AND r.due_on >= @today AND r.due_on <= @in7`)} AS due7,
      ${sum(`r.status IN ${counting} AND r.due_on > @in7 AND r.due_on <= @in30`)} AS due30,
      ${sum(`r.status IN ${counting} AND r.due_on IS NULL`)} AS noDay`,
    repeated: `${sum(isRepeated)} AS repeated`,
    calendar: `r.due_on AS day, count(*) AS due, ${sum(late)} AS overdue`,
    ageing: 'r.due_on AS day, r.agency_id AS agencyId, count(*) AS total',
    agencies: `r.plan_id AS planId, r.agency_id AS agencyId, count(*) AS total,
      ${sum(`r.status IN ${quoted(owingStatuses)}`)} AS open, ${sum(late)} AS overdue,
      ${sum(`r.status = 'reported'`)} AS reported, ${sum(`r.status = 'verified'`)} AS verified,
      min(CASE WHEN ${late} THEN r.due_on END) AS oldestOverdueOn, max(r.due_on) AS lastDueOn`,
  } as const;
  const group = {
    status: 'GROUP BY r.status',
    repeated: '',
    calendar: 'GROUP BY r.due_on ORDER BY r.due_on',
    ageing: 'GROUP BY r.due_on, r.agency_id',
    agencies: 'GROUP BY r.plan_id, r.agency_id',
  } as const;
  const statuses = statusesOf(filter);
  const narrowed = grouping === 'ageing' ? statuses.filter((one) => counting.includes(`'${one}'`)) : statuses;
  const where = [
    ...(by.plans ? ['r.plan_id IN (SELECT value FROM json_each(@planIds))'] : []),
    ...(by.agencies ? ['r.agency_id IN (SELECT value FROM json_each(@agencyIds))'] : []),
    `r.status IN ${narrowed.length === 0 ? '(NULL)' : quoted(narrowed)}`,
    ...(grouping === 'agencies' ? ['r.agency_id IS NOT NULL'] : []),
    ...(grouping === 'calendar'
      ? [`r.status NOT IN ${quoted(settledStatuses)}`, 'r.due_on IS NOT NULL']
      : []),
    ...(grouping === 'ageing' ? [`${dueKey} < @today`, 'r.due_on IS NOT NULL'] : []),
    ...sql,
  ];
  const index = indexOf(by.agencies ? 'agency' : by.plans ? 'plan' : 'all', 'due');
  return `SELECT ${columns[grouping]} FROM recommendation r INDEXED BY ${index} ${joinsOf(all)}
    WHERE ${where.join(' AND ')} ${group[grouping]}`;
}

/** The agency's name as it was in that round, where it was visited in it; else the newest one. */
const versionOfRow = `LEFT JOIN agency_version version ON version.id = coalesce(
    (SELECT visit.agency_version_id FROM visit WHERE visit.plan_id = r.plan_id AND visit.agency_id = r.agency_id),
    (SELECT newest.id FROM agency_version newest WHERE newest.agency_id = r.agency_id
      ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1))`;
/** Letters that went out to the agency in that round. */
const lettersOfRow = `FROM visit JOIN document letter ON letter.visit_id = visit.id
    WHERE visit.plan_id = r.plan_id AND visit.agency_id = r.agency_id
      AND letter.kind = 'reminder' AND letter.status = 'issued'`;

export const remediationSql = {
  rows: `SELECT r.*, p.origin_office_id AS office_id, p.title AS plan_title, p.year AS year, p.illustrative AS illustrative,
      version.name AS agency_name, d.key AS domain_key, d.name AS domain_name, ${isRepeated} AS repeated,
      (SELECT count(*) FROM remediation_proof proof WHERE proof.recommendation_id = r.id) AS proofs,
      (SELECT count(*) FROM recommendation_event event
        WHERE event.recommendation_id = r.id AND event.kind = 'extended') AS extensions,
      (SELECT count(*) ${lettersOfRow}) AS reminders,
      (SELECT max(letter.issued_on) ${lettersOfRow}) AS last_reminded_on
    FROM json_each(@ids) wanted CROSS JOIN recommendation r ON r.id = wanted.value
    ${joins.plan} ${joins.finding} ${joins.domain} ${versionOfRow}`,
  // As they were entered: a paper may come in late for what happened before.
  events:
    'SELECT * FROM recommendation_event WHERE recommendation_id = ? ORDER BY created_at, happened_on, id',
  eventsOfPaper: 'SELECT * FROM recommendation_event WHERE remediation_paper_id = ? ORDER BY created_at, id',
  letters: `SELECT document.id, document.rev, document.provenance, document.issued_on AS issuedOn, document.number,
      document.symbol, document.as_of AS asOf, issuer.name AS issuerName
    FROM visit JOIN document ON document.visit_id = visit.id JOIN issuer ON issuer.id = document.issuer_id
    WHERE visit.plan_id = @planId AND visit.agency_id = @agencyId
      AND document.kind = 'reminder' AND document.status = 'issued'
    ORDER BY document.issued_on, document.id`,
  lettersOfPlans: `SELECT visit_id AS visitId, count(*) AS reminders, max(issued_on) AS lastOn FROM document
    WHERE plan_id IN (SELECT value FROM json_each(?)) AND kind = 'reminder' AND status = 'issued' GROUP BY visit_id`,
  noticeOn: `SELECT max(issued_on) FROM document
    WHERE plan_id = @planId AND kind IN ('agency_notice', 'collective_notice') AND status = 'issued'
      AND (visit_id IS NULL OR visit_id = @visitId)`,
  proofs: 'SELECT * FROM remediation_proof WHERE recommendation_id = ? ORDER BY proved_on, id',
  // What files of these visits prove besides what would go with them: all of the round, or what one agency got in it.
  provenElsewhere: `SELECT count(DISTINCT proof.recommendation_id)
    FROM evidence CROSS JOIN remediation_proof proof ON proof.evidence_id = evidence.id
    CROSS JOIN recommendation r ON r.id = proof.recommendation_id
    WHERE evidence.visit_id IN (SELECT value FROM json_each(@visitIds))
      AND (r.plan_id <> @planId OR (@agencyId IS NOT NULL AND r.agency_id IS NOT @agencyId))`,
  provenBy: 'SELECT count(*) FROM remediation_proof WHERE evidence_id = ?',
  entries: 'SELECT * FROM remediation_entry WHERE recommendation_id = ? ORDER BY id',
  entriesOfPaper: 'SELECT * FROM remediation_entry WHERE remediation_paper_id = ? ORDER BY id',
  entry: 'SELECT * FROM remediation_entry WHERE remediation_paper_id = ? AND recommendation_id = ?',
  papersOfPlan: 'SELECT * FROM remediation_paper WHERE plan_id = ? ORDER BY id',
  papersOfPlans: `SELECT * FROM remediation_paper WHERE plan_id IN (SELECT value FROM json_each(?)) ORDER BY id`,
  papersOfAgency: 'SELECT * FROM remediation_paper WHERE agency_id = ? ORDER BY id',
  papers: 'SELECT * FROM remediation_paper ORDER BY id',
  visits: `SELECT visit.id, visit.plan_id AS planId, visit.agency_id AS agencyId, version.name
    FROM json_each(?) wanted CROSS JOIN visit ON visit.plan_id = wanted.value
    JOIN agency_version version ON version.id = visit.agency_version_id`,
  lastDueOn: `SELECT max(due_on) FROM recommendation
    WHERE plan_id = @planId AND agency_id = @agencyId AND status NOT IN ('transferred', 'no_longer_applicable')`,
  ofAgency: 'SELECT * FROM recommendation WHERE plan_id = ? AND agency_id = ? ORDER BY ordinal, id',
  carriedTo: `SELECT event.id FROM recommendation_event event
    JOIN recommendation ON recommendation.id = event.recommendation_id
    WHERE event.to_plan_id = ? ORDER BY event.id`,
  ticks: 'SELECT ticks FROM repeat_clock',
  limitations: `SELECT named.agency_id AS agencyId, finding.criterion_id AS criterionId, min(plan.year) AS year
    FROM finding_agency named JOIN finding ON finding.id = named.finding_id JOIN plan ON plan.id = finding.plan_id
    WHERE finding.kind = 'limitation' AND finding.criterion_id IS NOT NULL AND plan.year IS NOT NULL
    GROUP BY named.agency_id, finding.criterion_id`,
} as const;

export function createRemediationStore(connection: Connection, successions: Pick<SuccessionStore, 'links'>) {
  const prepared = new Map<string, ReturnType<Connection['prepare']>>();
  /** The filters make a few dozen statements at most; each is prepared once. */
  function statement(sql: string) {
    const known = prepared.get(sql) ?? connection.prepare(sql);
    prepared.set(sql, known);
    return known;
  }

  const ticks = connection.prepare(remediationSql.ticks).pluck();
  const limitations = connection.prepare(remediationSql.limitations);
  const copies = connection.prepare(
    'SELECT id, copied_from_id FROM criterion WHERE copied_from_id IS NOT NULL',
  );
  const matches = connection.prepare('SELECT criterion_id, other_criterion_id FROM criterion_match');
  let known: { readonly ticks: number; readonly index: RepeatIndex } | undefined;
  /** Read once for every state of the findings: the clock of the database tells when it has moved. */
  function repeatIndex(): RepeatIndex {
    const now = ticks.get() as number;
    if (known?.ticks === now) return known.index;
    const pairs = [...copies.raw().all(), ...matches.raw().all()] as [string, string][];
    const index = createRepeatIndex({
      limitations: limitations.all() as { agencyId: string; criterionId: string; year: number }[],
      sameCriteria: pairs,
      successions: successions.links(),
    });
    // What a transaction has not kept yet may be taken back, and the clock with it.
    known = { ticks: connection.inTransaction ? -1 : now, index };
    return index;
  }
  // A statement may not read by another one while it runs: the index is read before.
  connection.function('repeats_earlier', (agencyId: unknown, criterionId: unknown, year: unknown) =>
    known?.index.repeats(agencyId as string | null, criterionId as string | null, year as number | null) ===
    true
      ? 1
      : 0,
  );
  connection.function('holds_words', (wanted: unknown, text: unknown, note: unknown) =>
    foldText(`${String(text)} ${typeof note === 'string' ? note : ''}`).includes(String(wanted)) ? 1 : 0,
  );

  const rows = connection.prepare(remediationSql.rows);
  const events = connection.prepare(remediationSql.events);
  const eventsOfPaper = connection.prepare(remediationSql.eventsOfPaper);
  const letters = connection.prepare(remediationSql.letters);
  const lettersOfPlans = connection.prepare(remediationSql.lettersOfPlans);
  const noticeOn = connection.prepare(remediationSql.noticeOn).pluck();
  const proof = prepareGet(connection, 'remediation_proof');
  const proofs = connection.prepare(remediationSql.proofs);
  const provenElsewhere = connection.prepare(remediationSql.provenElsewhere).pluck();
  const provenBy = connection.prepare(remediationSql.provenBy).pluck();
  const entries = connection.prepare(remediationSql.entries);
  const entriesOfPaper = connection.prepare(remediationSql.entriesOfPaper);
  const entry = connection.prepare(remediationSql.entry);
  const paper = prepareGet(connection, 'remediation_paper');
  const papersOfPlan = connection.prepare(remediationSql.papersOfPlan);
  const papersOfPlans = connection.prepare(remediationSql.papersOfPlans);
  const papersOfAgency = connection.prepare(remediationSql.papersOfAgency);
  const papers = connection.prepare(remediationSql.papers);
  const visits = connection.prepare(remediationSql.visits);
  const lastDueOn = connection.prepare(remediationSql.lastDueOn).pluck();
  const ofAgency = connection.prepare(remediationSql.ofAgency);
  const carriedTo = connection.prepare(remediationSql.carriedTo).pluck();
  const plans = connection.prepare(
    'SELECT id, year, title, origin_office_id AS officeId FROM plan ORDER BY year DESC, title, id',
  );
  const agencyNames = connection.prepare(
    `SELECT agency.id, (SELECT name FROM agency_version newest WHERE newest.agency_id = agency.id
        ORDER BY newest.valid_from IS NULL, newest.valid_from DESC, newest.id DESC LIMIT 1) AS name FROM agency`,
  );
  const agenciesOfPlans = connection
    .prepare(
      'SELECT DISTINCT agency_id FROM recommendation WHERE plan_id IN (SELECT value FROM json_each(?))',
    )
    .pluck();
  const domainKeys = connection
    .prepare('SELECT key FROM domain GROUP BY key ORDER BY min(ordinal), key')
    .pluck();
  const all = connection.prepare('SELECT count(*) FROM recommendation').pluck();

  /** The rounds that the filter names in one way or another; null: all. */
  function planIdsOf({ planId, year, officeId }: FollowUpFilter): readonly string[] | null {
    if (planId === undefined && year === undefined && officeId === undefined) return null;
    return (plans.all() as { id: string; year: number | null; officeId: string }[])
      .filter(
        (plan) =>
          (planId === undefined || plan.id === planId) &&
          (year === undefined || plan.year === year) &&
          (officeId === undefined || plan.officeId === officeId),
      )
      .map(({ id }) => id);
  }

  interface Part {
    readonly key: string;
    readonly planIds: readonly string[] | null;
    readonly agencyIds: readonly (string | null)[] | null;
    readonly statuses: readonly RecommendationStatus[];
  }
  /** The list in the order of its parts; within one it goes by the due day. */
  function partsOf(filter: FollowUpFilter, sort: FollowUpSort): readonly Part[] {
    const planIds = planIdsOf(filter);
    const whole: Part = {
      key: '',
      planIds,
      agencyIds: filter.agencyIds ?? null,
      statuses: statusesOf(filter),
    };
    switch (sort) {
      case 'due':
      case 'updated':
        return [whole];
      case 'status':
        return whole.statuses.map((status) => ({ ...whole, key: status, statuses: [status] }));
      case 'plan':
        return (plans.all() as { id: string }[])
          .filter(({ id }) => planIds === null || planIds.includes(id))
          .map(({ id }) => ({ ...whole, key: id, planIds: [id] }));
      case 'domain':
        return filter.domainKey === undefined
          ? [...(domainKeys.all() as string[]), ''].map((key) => ({ ...whole, key }))
          : [{ ...whole, key: filter.domainKey }];
      case 'agency': {
        const here = planIds === null ? null : new Set(agenciesOfPlans.all(idList(planIds)) as string[]);
        const named = (agencyNames.all() as { id: string; name: string | null }[])
          .filter(({ id }) => (filter.agencyIds?.includes(id) ?? true) && (here?.has(id) ?? true))
          .toSorted((one, other) => (one.id < other.id ? -1 : 1))
          .toSorted(byName(({ name }) => name ?? ''));
        const parts = named.map(({ id }) => ({ ...whole, key: id, agencyIds: [id] as (string | null)[] }));
        return filter.agencyIds === undefined ? [...parts, { ...whole, agencyIds: [null] }] : parts;
      }
    }
  }

  function legsOf({ planIds, agencyIds, statuses }: Part): readonly Leg[] {
    return statuses.flatMap((status): Leg[] => {
      if (agencyIds !== null) return agencyIds.map((agencyId) => ({ status, agencyId }));
      return planIds === null ? [{ status }] : planIds.map((planId) => ({ status, planId }));
    });
  }

  interface Key {
    readonly id: string;
    readonly key: string | number;
  }
  /** The first so many keys of a part behind a position: every stretch by its index, then merged. */
  function keysOf(
    filter: FollowUpFilter,
    sort: FollowUpSort,
    descending: boolean,
    part: Part,
    after: FollowUpPosition | undefined,
    limit: number,
  ): readonly Key[] {
    const by = part.agencyIds !== null ? 'agency' : part.planIds !== null ? 'plan' : 'all';
    const plansToo = by === 'agency' && part.planIds !== null;
    const domainIs = sort === 'domain';
    const { parameters } = conditionsOf(filter);
    const read = (leg: Leg, from: Stretch['from'], most: number) => {
      const order = sort === 'updated' ? 'updated' : 'due';
      const sql = legSql(filter, { by, plansToo, domainIs, order, descending, from });
      return statement(sql).all({
        ...parameters,
        status: leg.status,
        ...(by === 'plan' ? { planId: leg.planId } : {}),
        ...(by === 'agency' ? { agencyId: leg.agencyId } : {}),
        ...(plansToo ? { planIds: idList(part.planIds ?? []) } : {}),
        ...(domainIs ? { part: part.key === '' ? null : part.key } : {}),
        ...(after === undefined ? {} : { key: after.key, id: after.id }),
        limit: most,
      }) as Key[];
    };
    const found = legsOf(part).flatMap((leg) => {
      if (after === undefined) return read(leg, 'start', limit);
      const same = read(leg, 'same', limit);
      return same.length === limit ? same : [...same, ...read(leg, 'beyond', limit - same.length)];
    });
    const way = descending ? -1 : 1;
    return found
      .toSorted((one, other) => {
        if (one.key !== other.key) return one.key < other.key ? -way : way;
        return one.id < other.id ? -way : way;
      })
      .slice(0, limit);
  }

  function page(
    filter: FollowUpFilter,
    order: { readonly sort: FollowUpSort; readonly descending: boolean },
    after: FollowUpPosition | undefined,
    limit: number,
  ): { readonly rows: readonly FollowUpRow[]; readonly next: FollowUpPosition | undefined } {
    repeatIndex();
    const { sort, descending } = order;
    const parts = descending ? partsOf(filter, sort).toReversed() : partsOf(filter, sort);
    const start = after === undefined ? 0 : parts.findIndex(({ key }) => key === after.part);
    const found: (Key & { readonly part: string })[] = [];
    for (const [index, part] of (start < 0 ? [] : parts.slice(start)).entries()) {
      const wanted = limit + 1 - found.length;
      const keys = keysOf(filter, sort, descending, part, index === 0 ? after : undefined, wanted);
      found.push(...keys.map((one) => ({ ...one, part: part.key })));
      if (found.length > limit) break;
    }
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      rows: rowsOf(shown.map(({ id }) => id)),
      next:
        found.length > limit && last !== undefined
          ? { part: last.part, key: last.key, id: last.id }
          : undefined,
    };
  }

  /** In the order of the ids. */
  function rowsOf(ids: readonly string[]): FollowUpRow[] {
    if (ids.length === 0) return [];
    repeatIndex();
    const found = new Map(
      rows.all({ ids: idList(ids) }).map((row) => {
        const one = followUpRow(row);
        return [one.recommendation.id, one];
      }),
    );
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  function figures(filter: FollowUpFilter, grouping: Grouping): unknown[] {
    if (filter.repeated !== undefined || grouping === 'repeated') repeatIndex();
    const planIds = planIdsOf(filter);
    const { agencyIds } = filter;
    const sql = figuresSql(filter, grouping, { plans: planIds !== null, agencies: agencyIds !== undefined });
    const { today } = filter;
    const days: Readonly<Record<string, string>> = {
      today,
      in7: addDays(today, 7),
      in30: addDays(today, 30),
    };
    const used = Object.fromEntries(Object.entries(days).filter(([name]) => sql.includes(`@${name}`)));
    return statement(sql).all({
      ...conditionsOf(filter).parameters,
      ...used,
      ...(planIds === null ? {} : { planIds: idList(planIds) }),
      ...(agencyIds === undefined ? {} : { agencyIds: idList(agencyIds) }),
    });
  }

  function counts(given: FollowUpFilter): FollowUpCounts {
    const { status: _status, settled: _settled, due: _due, unsupported: _unsupported, ...rest } = given;
    const { repeated: _repeated, ...filter } = rest;
    const byState = figures(filter, 'status') as {
      status: RecommendationStatus;
      total: number;
      overdue: number;
      due7: number;
      due30: number;
      noDay: number;
    }[];
    const sum = (key: 'overdue' | 'due7' | 'due30' | 'noDay') =>
      byState.reduce((total, row) => total + row[key], 0);
    const reported = figures({ ...filter, unsupported: true }, 'status') as { total: number }[];
    const [repeats] = figures(filter, 'repeated') as { repeated: number }[];
    return {
      byStatus: Object.fromEntries(byState.map(({ status, total }) => [status, total])),
      overdue: sum('overdue'),
      due7: sum('due7'),
      due30: sum('due30'),
      noDay: sum('noDay'),
      unsupported: reported[0]?.total ?? 0,
      repeated: repeats?.repeated ?? 0,
    };
  }

  return {
    /** Of all there are. */
    size: () => all.get() as number,
    page,
    rowsOf,
    counts,
    calendar: (filter: FollowUpFilter) =>
      figures(filter, 'calendar') as { day: string; due: number; overdue: number }[],
    /** Overdue ones by day and agency. */
    overdueDays: (filter: FollowUpFilter) =>
      figures(filter, 'ageing') as { day: string; agencyId: string | null; total: number }[],
    agencies: (filter: FollowUpFilter) => figures(filter, 'agencies') as AgencyFigures[],

    eventsOf: (recommendationId: string) =>
      readAll<StoredEvent>('recommendation_event', events, recommendationId),
    eventsOfPaper: (paperId: string) => readAll<StoredEvent>('recommendation_event', eventsOfPaper, paperId),
    /** Events by which others were carried over into this round. */
    carriedTo: (planId: string) => carriedTo.all(planId) as string[],
    /** Reminders that went out to the agency in the round, the oldest first. */
    letters: (planId: string, agencyId: string) => letters.all({ planId, agencyId }) as IssuedLetter[],
    lettersOfPlans: (planIds: readonly string[]) =>
      lettersOfPlans.all(idList(planIds)) as { visitId: string; reminders: number; lastOn: string | null }[],
    /** The day of the notice that told the agency, its own or the collective one. */
    noticeOn: (planId: string, visitId: string | null) =>
      (noticeOn.get({ planId, visitId }) ?? null) as string | null,
    proof: (id: string) => readOne<StoredProof>('remediation_proof', proof, id),
    proofsOf: (recommendationId: string) =>
      readAll<StoredProof>('remediation_proof', proofs, recommendationId),
    /** How many recommendations files of these visits prove that do not go with the round, or with one agency of it. */
    provenElsewhere: (visitIds: readonly string[], of: { planId: string; agencyId: string | null }) =>
      provenElsewhere.get({ visitIds: idList(visitIds), ...of }) as number,
    provenBy: (evidenceId: string) => provenBy.get(evidenceId) as number,
    entriesOf: (recommendationId: string) =>
      readAll<StoredEntry>('remediation_entry', entries, recommendationId),
    entriesOfPaper: (paperId: string) => readAll<StoredEntry>('remediation_entry', entriesOfPaper, paperId),
    entry: (paperId: string, recommendationId: string) =>
      readOne<StoredEntry>('remediation_entry', entry, paperId, recommendationId),
    paper: (id: string) => readOne<StoredPaper>('remediation_paper', paper, id),
    papers: ({
      planId,
      agencyId,
    }: {
      readonly planId?: string | undefined;
      readonly agencyId?: string | undefined;
    }) => {
      if (planId === undefined) {
        return agencyId === undefined
          ? readAll<StoredPaper>('remediation_paper', papers)
          : readAll<StoredPaper>('remediation_paper', papersOfAgency, agencyId);
      }
      const found = readAll<StoredPaper>('remediation_paper', papersOfPlan, planId);
      return agencyId === undefined ? found : found.filter((one) => one.agencyId === agencyId);
    },
    papersOfPlans: (planIds: readonly string[]) =>
      readAll<StoredPaper>('remediation_paper', papersOfPlans, idList(planIds)),
    visitsOf: (planIds: readonly string[]) =>
      visits.all(idList(planIds)) as { id: string; planId: string; agencyId: string; name: string }[],
    /** The last day that anything the agency still has to answer for was due. */
    lastDueOn: (planId: string, agencyId: string) =>
      (lastDueOn.get({ planId, agencyId }) ?? null) as string | null,
    /** What the round recommended to the agency itself. */
    ofAgency: (planId: string, agencyId: string) =>
      readAll<StoredRecommendation>('recommendation', ofAgency, planId, agencyId),
  };
}

export interface IssuedLetter {
  readonly id: string;
  readonly rev: number;
  readonly provenance: Recommendation['provenance'];
  readonly issuedOn: string;
  readonly number: string | null;
  readonly symbol: string | null;
  readonly asOf: string | null;
  readonly issuerName: string;
}

interface JoinedRow {
  readonly office_id: string;
  readonly plan_title: string;
  readonly year: number | null;
  readonly illustrative: 0 | 1;
  readonly agency_name: string | null;
  readonly domain_key: string | null;
  readonly domain_name: string | null;
  readonly repeated: 0 | 1 | null;
  readonly proofs: number;
  readonly extensions: number;
  readonly reminders: number;
  readonly last_reminded_on: string | null;
}

function followUpRow(row: unknown): FollowUpRow {
  const joined = row as JoinedRow;
  const recommendation = rowOf<StoredRecommendation>('recommendation', row);
  return {
    recommendation,
    officeId: joined.office_id,
    planTitle: joined.plan_title,
    year: joined.year,
    illustrative: joined.illustrative === 1,
    agencyName: joined.agency_name,
    domainKey: joined.domain_key,
    domainName: joined.domain_name,
    repeated: joined.repeated === 1,
    proofs: joined.proofs,
    extensions: joined.extensions,
    reminders: joined.reminders,
    lastRemindedOn: joined.last_reminded_on,
  };
}

/**
 * What becomes of one incoming row, or of one deletion, against what is here. A row belongs to the office that made it:
 * what that office brought itself goes before what another one handed on, and of its states the newest counts. So the
 * same package twice changes nothing, and in whatever order packages arrive the end is the same. Decides only; reads and
 * writes nothing.
 */
import { type Cell, type PackageRow, WITHHELD } from './types.ts';

/** A column that travels and that this program knows. */
export interface MergeColumn {
  readonly name: string;
  readonly nullable: boolean;
  readonly personal: boolean;
}
export interface MergeTable {
  readonly name: string;
  readonly columns: readonly MergeColumn[];
}

export interface MergeSide {
  readonly ownOfficeId: string;
  readonly senderOfficeId: string;
  /** Offices whose keys somebody here has compared, whatever became of them: what they say, they bring themselves. */
  readonly knownOffices: ReadonlySet<string>;
  /** The sender says that no personal value was left out. */
  readonly withPersonal: boolean;
}

/** The row as it is here. */
export interface PresentRow {
  readonly originOfficeId: string;
  /** Of a row of our own: what it would travel with. 0 where nobody knows. */
  readonly version: number;
  /** Another office handed it on, or nobody brought it: its own office's word takes its place. */
  readonly relayed: boolean;
  readonly cells: Readonly<Record<string, Cell>>;
}

/** What is known of a deletion: whose row it was, and which state of it is gone. */
export interface Grave {
  readonly originOfficeId: string;
  readonly version: number;
  readonly relayed: boolean;
}

export type HeldReason =
  /** A row of our own, as we have it or older. */
  | 'own'
  /** A row of our own in a state that we do not know: it was made before our data were restored, or by nobody. */
  | 'own_unknown'
  | 'older'
  /** Its office has deleted it since. */
  | 'deleted'
  /** Several offices have this row by its nature, and say different things of it. */
  | 'shared'
  /** Under an id that no two offices can share, a row of somebody else; or somebody else's row that says it is of our office. */
  | 'foreign'
  /** Handed on by somebody else, of an office that brings its rows itself. */
  | 'relayed'
  /** Made part of a row of another office. */
  | 'hung';

export type RowDecision =
  | { readonly action: 'add' }
  /** Columns to write; the origin and the version of the incoming row come with them. */
  | { readonly action: 'change'; readonly cells: Readonly<Record<string, Cell>> }
  | { readonly action: 'same' }
  | { readonly action: 'held'; readonly reason: HeldReason };

const ADD: RowDecision = { action: 'add' };
const SAME: RowDecision = { action: 'same' };
const held = (reason: HeldReason): RowDecision => ({ action: 'held', reason });

/** Ids made from what a row says (units of the catalogue, the starter criteria, samples): every office has the same. */
export function isSharedId(id: string): boolean {
  return id[14] === '5';
}

export function isWithheld(column: MergeColumn, value: Cell): boolean {
  return column.personal && (value === null || value === WITHHELD);
}

/** Whether the office of a row has put it into the package itself. */
function isDirect(side: MergeSide, originOfficeId: string): boolean {
  return originOfficeId === side.senderOfficeId;
}

export function decideRow(
  side: MergeSide,
  { name: table, columns }: MergeTable,
  row: PackageRow,
  present: PresentRow | undefined,
  grave: Grave | undefined,
): RowDecision {
  const id = String(row['id']);
  const origin = String(row['origin_office_id']);
  const version = Number(row['origin_version']);
  if (origin === side.ownOfficeId) {
    const known = present ?? grave;
    if (known === undefined) return held('own_unknown');
    if (known.originOfficeId !== origin || version <= known.version) return held('own');
    return held('own_unknown');
  }
  // Our people, our plans and who signs for us are ours to name.
  const ours = row['office_id'] === side.ownOfficeId && present?.cells['office_id'] !== side.ownOfficeId;
  if (ours) return held('foreign');
  const direct = isDirect(side, origin);
  const same = present?.originOfficeId === origin ? present : undefined;
  const buried = grave?.originOfficeId === origin ? grave : undefined;
  if (present !== undefined && same === undefined && !isSharedId(id)) return held('foreign');
  if (!direct) {
    // What its own office brought, or has deleted, nobody else changes; what is new of it is not told here either.
    if (same?.relayed === false) return version <= same.version ? SAME : held('relayed');
    if (buried?.relayed === false) return held('deleted');
    // That there is such an office may be said of it; all other rows of one that we know it brings itself.
    const speaksForItself = side.knownOffices.has(origin) && !isSharedId(id);
    if (speaksForItself && (table !== 'office' || present !== undefined)) return held('relayed');
  }
  // A state that its office has deleted since never comes back; the deletion of a row that is not there tells it too.
  const dead = buried !== undefined && !(direct && buried.relayed) && version < buried.version;
  if (present === undefined) return dead ? held('deleted') : ADD;
  if (same === undefined) {
    const patch = differences(side, columns, row, present);
    const before = direct === present.relayed ? direct : origin < present.originOfficeId;
    if (present.originOfficeId !== side.ownOfficeId && before) return { action: 'change', cells: patch };
    return isEmpty(patch) ? SAME : held('shared');
  }
  const firstHand = direct && same.relayed;
  if (!firstHand && version < same.version) return held('older');
  if (dead) return held('deleted');
  // Without a difference, too: from now on it is its own office's.
  if (firstHand || version > same.version) {
    return { action: 'change', cells: differences(side, columns, row, same) };
  }
  // The same state once more: all that can be new are personal values that were left out before, and the names in its texts.
  const fuller = columns.filter(
    ({ name, personal }) => personal || blanks(row[name]) < blanks(same.cells[name]),
  );
  const patch = differences(side, fuller, row, same);
  return isEmpty(patch) ? SAME : { action: 'change', cells: patch };
}

/** What a row of another office may name although it is not its own: what it is about, and what it was judged by. */
const NAMED: ReadonlySet<string> = new Set([
  'office',
  'admin_unit',
  'agency',
  'agency_version',
  'domain',
  'criteria_set',
  'criterion',
  'legal_document',
]);
/** Here it would say something of them. */
const PART_OF_NAMED: ReadonlySet<string> = new Set([
  'agency_version.agency_id',
  'agency_succession.predecessor_id',
  'agency_succession.successor_id',
  'criterion.criteria_set_id',
  'person.office_id',
  'plan.office_id',
  'issuer.office_id',
]);

/**
 * Whether a row becomes part of the row that this column points at, or speaks in its name: then both have to be of one
 * office. A proof belongs to its recommendation, an answer to its visit; a person who has verified is of the office.
 */
export function isPartOf(table: string, column: string, target: string): boolean {
  if (PART_OF_NAMED.has(`${table}.${column}`)) return true;
  if (NAMED.has(target) || column === 'copied_from_id') return false;
  return !(table === 'procedure_check' && target === 'procedure_list');
}

/** How much is left out of a text: every name that is blanked makes it one more, so the least is the most of it. */
function blanks(value: Cell | undefined): number {
  return typeof value === 'string' ? value.split(WITHHELD).length - 1 : 0;
}

/**
 * The columns in which the incoming row is another one. A personal value that was left out (or that may have been, where
 * the row came through somebody else) says nothing.
 */
function differences(
  side: MergeSide,
  columns: readonly MergeColumn[],
  row: PackageRow,
  present: PresentRow,
): Readonly<Record<string, Cell>> {
  const direct = side.withPersonal && row['origin_office_id'] === side.senderOfficeId;
  const patch: Record<string, Cell> = {};
  for (const column of columns) {
    const value = row[column.name] ?? null;
    if (value === (present.cells[column.name] ?? null)) continue;
    if (!direct && isWithheld(column, value)) continue;
    patch[column.name] = value;
  }
  return patch;
}

function isEmpty(patch: Readonly<Record<string, Cell>>): boolean {
  for (const _name in patch) return false;
  return true;
}

export type DeletionDecision = 'delete' | 'remember' | 'same' | 'held';

/**
 * `remember`: the row is not here, and an older state of it may still come. A row of our own, and one that every office
 * has by its nature, is never deleted from outside.
 */
export function decideDeletion(
  side: MergeSide,
  deletion: { readonly id: string; readonly originOfficeId: string; readonly version: number },
  present: PresentRow | undefined,
  grave: Grave | undefined,
): DeletionDecision {
  const { originOfficeId, version } = deletion;
  if (originOfficeId === side.ownOfficeId || isSharedId(deletion.id)) return 'held';
  const direct = isDirect(side, originOfficeId);
  // Who brings its rows itself, tells itself that they are gone.
  if (!direct && side.knownOffices.has(originOfficeId)) return present === undefined ? 'same' : 'held';
  if (grave !== undefined && grave.originOfficeId === originOfficeId) {
    const counts = direct === grave.relayed ? !direct : version <= grave.version;
    if (counts) return present === undefined ? 'same' : 'held';
  }
  if (present === undefined) return 'remember';
  if (present.originOfficeId !== originOfficeId) return 'held';
  const goes = direct === present.relayed ? direct : version > present.version;
  return goes ? 'delete' : 'held';
}

// ── The row of packages ──────────────────────────────────────────────────────────────────────────────────

/** What is here of a numbered row of packages. */
export interface StreamState {
  readonly lastSeq: number;
  readonly lastHash: string;
  /** The packages of it that came, whatever became of them. */
  readonly known: readonly {
    readonly seq: number;
    readonly hash: string;
    readonly previousHash: string;
    readonly state: 'held' | 'merged' | 'undone';
  }[];
}

export type Turn =
  | { readonly outcome: 'merge' }
  /** An earlier one is missing. */
  | { readonly outcome: 'hold'; readonly missing: number }
  | { readonly outcome: 'nothing' }
  | { readonly outcome: 'refuse'; readonly code: 'SAME_NUMBER_OTHER_CONTENT' | 'BROKEN_ROW_OF_PACKAGES' };

/**
 * Whose turn it is. A number comes once, and every package names the one before it; one that comes too early waits. What
 * holds everything waits for nobody, and what it has overtaken may still come: of every row the newest state counts.
 */
export function turnOf(
  stream: StreamState,
  offered: {
    readonly seq: number;
    readonly hash: string;
    readonly previousHash: string;
    readonly complete: boolean;
  },
): Turn {
  const of = (seq: number) => stream.known.find((one) => one.seq === seq);
  const same = of(offered.seq);
  if (same !== undefined && same.hash !== offered.hash) {
    return { outcome: 'refuse', code: 'SAME_NUMBER_OTHER_CONTENT' };
  }
  const before =
    of(offered.seq - 1)?.hash ?? (offered.seq - 1 === stream.lastSeq ? stream.lastHash : undefined);
  const after = of(offered.seq + 1);
  const broken =
    (before !== undefined && before !== offered.previousHash) ||
    (after !== undefined && after.previousHash !== offered.hash);
  if (broken) return { outcome: 'refuse', code: 'BROKEN_ROW_OF_PACKAGES' };
  if (same?.state === 'merged') return { outcome: 'nothing' };
  // One that a later one had overtaken and that came after all still counts when the later one was taken back.
  let last = stream.lastSeq;
  while (of(last + 1)?.state === 'merged') last += 1;
  if (offered.complete || offered.seq <= last + 1) return { outcome: 'merge' };
  const merged = stream.known.filter((one) => one.state === 'merged' && one.seq > last).length;
  return { outcome: 'hold', missing: offered.seq - last - 1 - merged };
}

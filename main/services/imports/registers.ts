/**
 * Registers of dossiers and of documents from the software of an agency. A register is taken as a whole: its lines stand
 * under the digest of them all and are written once; only the row that names them is journaled. So taking an import of
 * 50,000 lines back costs one row, and importing the same lines again costs nothing.
 */
import { createHash } from 'node:crypto';
import { isDay } from '../../../core/contract/day.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import type { RegisterKind, RegisterLine } from '../../../core/contract/samples.ts';
import { shorten } from '../../../core/exchange/sheet/cell.ts';
import { type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { shortDay } from '../../../core/rules/format.ts';
import { channelOfWords, type LineState, stateOfWords } from '../../../core/rules/register-words.ts';
import { isLineOverdue } from '../../../core/rules/sample-lines.ts';
import { nameKey } from '../../../core/rules/same-name.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import { fieldFault, owned, type ServiceContext } from '../context.ts';
import { registerSheets, registerTemplates } from './register-fields.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

/** So many different words that are not understood are told; more would hide the rest. */
const TOLD_WORDS = 20;

const titles: Readonly<Record<RegisterKind, string>> = {
  dossiers: 'Sổ hồ sơ',
  incoming: 'Sổ văn bản đến',
  outgoing: 'Sổ văn bản đi',
};

/** Remembers what it was asked: registers say the same few words fifty thousand times. */
function remembered<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined || known.has(text)) return before as T;
    const value = read(text);
    known.set(text, value);
    return value;
  };
}

/** Counts what is told once for the whole file, at the first line that shows it. */
function createNotes() {
  const notes = new Map<string, { readonly record: SheetRecord; count: number }>();
  return {
    add(key: string, record: SheetRecord): void {
      const note = notes.get(key);
      if (note === undefined) notes.set(key, { record, count: 1 });
      else note.count += 1;
    },
    all: () => [...notes],
  };
}

function cut(value: string | null, limit: number): string | null {
  return value === null || value.length <= limit ? value : shorten(value, limit);
}

/** The number in the book and the symbol of the paper, as one name of a document. */
function codeOf(record: SheetRecord): string | null {
  const parts = ['code', 'symbol'].map((key) => textOf(record, key)).filter((part) => part !== null);
  return parts.length === 0 ? null : cut(parts.join(' · '), 120);
}

const plainState: LineState = { state: 'unknown', late: false, understood: true };

interface Read {
  readonly lines: readonly RegisterLine[];
  readonly faults: readonly ImportFault[];
}

function readLines(
  request: ImportRequest,
  kind: RegisterKind,
  records: readonly SheetRecord[],
  asOf: string,
): Read {
  const { fault } = request;
  const stateOf = remembered(stateOfWords);
  const channelOf = remembered(channelOfWords);
  const unknown = createNotes();
  const said = (record: SheetRecord, key: string): LineState => {
    const text = textOf(record, key);
    if (text === null) return plainState;
    const state = stateOf(text);
    if (!state.understood) unknown.add(`${key}\n${text}`, record);
    return state;
  };
  const channel = (record: SheetRecord, key: 'channelIn' | 'channelOut') => {
    const text = textOf(record, key);
    if (text === null) return null;
    const known = channelOf(text);
    if (known === null) unknown.add(`${key}\n${text}`, record);
    return known;
  };
  const lines = records.map((record, index): RegisterLine => {
    const words = said(record, 'state');
    const time = said(record, 'timeliness');
    const resolvedOn = textOf(record, 'resolvedOn');
    const dueOn = textOf(record, 'dueOn');
    const told = words.state === 'unknown' ? time.state : words.state;
    // A day on which it was done says more than no word; an outgoing paper of the register has gone out.
    const state =
      told !== 'unknown'
        ? told
        : resolvedOn !== null || kind === 'outgoing'
          ? 'resolved'
          : dueOn !== null
            ? 'pending'
            : told;
    const line = { dueOn, resolvedOn, state };
    return {
      rowNo: index + 1,
      code: codeOf(record),
      title: cut(textOf(record, 'title'), 1000),
      fieldName: cut(textOf(record, 'field'), 300),
      applicant: cut(textOf(record, 'applicant'), 300),
      receivedOn: textOf(record, 'receivedOn'),
      ...line,
      channelIn: channel(record, 'channelIn'),
      channelOut: channel(record, 'channelOut'),
      overdue: words.late || time.late || isLineOverdue(line, asOf),
    };
  });
  const told = unknown.all();
  const faults = told.slice(0, TOLD_WORDS).map(([key, { record, count }]) => {
    const [field = '', ...rest] = key.split('\n');
    const params = { count, expected: '' };
    return fault(record, field, 'UNKNOWN_VALUE', { severity: 'warning', value: rest.join(' '), params });
  });
  return { lines, faults };
}

/** Lines that have nothing to do with the days that the plan looks at, told once. */
function outsidePeriod(
  { fault }: ImportRequest,
  records: readonly SheetRecord[],
  lines: readonly RegisterLine[],
  from: string | null,
  to: string | null,
): readonly ImportFault[] {
  let first: { record: SheetRecord; field: string } | undefined;
  let count = 0;
  for (const [index, { receivedOn, resolvedOn }] of lines.entries()) {
    const tooLate = to !== null && receivedOn !== null && receivedOn > to;
    const tooEarly = from !== null && resolvedOn !== null && resolvedOn < from;
    const record = records[index];
    if (record === undefined || !(tooLate || tooEarly)) continue;
    count += 1;
    first ??= { record, field: tooLate ? 'receivedOn' : 'resolvedOn' };
  }
  if (first === undefined) return [];
  const day = (value: string | null) => (value === null ? '…' : shortDay(value));
  return [
    fault(first.record, first.field, 'OUTSIDE_PERIOD', {
      severity: 'warning',
      params: { from: day(from), to: day(to), count },
    }),
  ];
}

// --- whose file it is

type Whose = 'own' | 'other' | 'unknown';

/** Whether a text speaks of the visited agency, of another one that is known here, or of nobody that is known. */
function createWhose(context: ServiceContext, visit: ListedVisit, day: string): (text: string) => Whose {
  const { agencies } = context.stores;
  const short = (key: string) => key.replace(/^ủy ban nhân dân /u, '');
  const isIn = (text: string, name: string) => name !== '' && ` ${text} `.includes(` ${name} `);
  // The agency under all of its names, and what stands above and below it.
  const own = agencies.versions(visit.agencyId).map(({ name }) => nameKey(name));
  const related = new Set<string>([visit.agencyId, ...agencies.childrenOf(visit.agencyId, day)]);
  let parent = agencies.versionOn(visit.agencyId, day)?.parentAgencyId ?? null;
  while (parent !== null && !related.has(parent)) {
    related.add(parent);
    parent = agencies.versionOn(parent, day)?.parentAgencyId ?? null;
  }
  const named = agencies.namedOn(day, visit.originOfficeId);
  const kin = named.filter(({ id }) => related.has(id)).map(({ name }) => nameKey(name));
  const others = named
    .filter(({ id }) => !related.has(id))
    .map(({ name }) => nameKey(name))
    .filter((name) => !own.includes(name) && !kin.includes(name));
  return (text) => {
    const key = nameKey(text);
    if ([...own, ...own.map(short)].some((name) => isIn(key, name))) return 'own';
    // "Sở Y tế tỉnh" names the department, though the province's name stands in it too.
    const other = others.filter((name) => isIn(key, name) || key === short(name));
    const near = kin.filter((name) => isIn(key, name) || key === short(name));
    if (other.length === 0) return 'unknown';
    const longest = (names: readonly string[]) => Math.max(0, ...names.map((name) => name.length));
    return longest(other) > longest(near) ? 'other' : 'unknown';
  };
}

interface Owned {
  /** The lines of this agency. */
  readonly records: readonly SheetRecord[];
  /** Those of others in a file of many units. */
  readonly foreign: ReadonlySet<SheetRecord>;
  readonly faults: readonly ImportFault[];
}

function ownLines(request: ImportRequest, visit: ListedVisit, day: string): Owned {
  const { context, records, above, fault } = request;
  const whose = remembered(createWhose(context, visit, day));
  const params = { name: visit.agencyName };
  const foreign = new Set<SheetRecord>();
  for (const record of records) {
    const unit = textOf(record, 'unit');
    if (unit !== null && whose(unit) === 'other') foreign.add(record);
  }
  const [first] = foreign;
  if (first !== undefined) {
    const isWhole = foreign.size === records.length;
    const severity = isWhole ? ('error' as const) : ('warning' as const);
    return {
      records: isWhole ? records : records.filter((record) => !foreign.has(record)),
      foreign: isWhole ? new Set() : foreign,
      faults: [
        fault(first, 'unit', 'OTHER_AGENCY', { severity, params: { ...params, count: foreign.size } }),
      ],
    };
  }
  // Titles name the authority above as well; only a file that never speaks of this agency is another's.
  const said = above.map(({ text }) => ({ text, whose: whose(text) }));
  const other = said.some((one) => one.whose === 'own')
    ? undefined
    : said.find((one) => one.whose === 'other');
  const isOwn = records.some((record) => {
    const unit = textOf(record, 'unit');
    return unit !== null && whose(unit) === 'own';
  });
  if (other === undefined || isOwn) return { records, foreign, faults: [] };
  const value = shorten(other.text);
  return { records, foreign, faults: [fault(null, null, 'OTHER_AGENCY', { value, params })] };
}

// --- the plan

function dayOption(request: ImportRequest, key: string): string | null {
  const value = request.source.options?.[key] ?? '';
  if (value === '') return null;
  if (!isDay(value)) throw fieldFault(`options.${key}`, 'BAD_DATE');
  return value;
}

function digestOf(lines: readonly RegisterLine[]): string {
  const digest = createHash('sha256');
  for (const line of lines) {
    const { code, title, fieldName, applicant, receivedOn, dueOn, resolvedOn } = line;
    const { state, channelIn, channelOut, overdue } = line;
    const days = [receivedOn, dueOn, resolvedOn];
    digest.update(
      `${JSON.stringify([code, title, fieldName, applicant, ...days, state, channelIn, channelOut, overdue])}\n`,
    );
  }
  return digest.digest('hex');
}

function rangeOf(lines: readonly RegisterLine[]): readonly [string | null, string | null] {
  let from: string | null = null;
  let to: string | null = null;
  for (const { receivedOn } of lines) {
    if (receivedOn === null) continue;
    if (from === null || receivedOn < from) from = receivedOn;
    if (to === null || receivedOn > to) to = receivedOn;
  }
  return [from, to];
}

function planRegister(kind: RegisterKind, request: ImportRequest): ImportPlan {
  const { context, source } = request;
  const { stores, ids, clock } = context;
  if (source.targetId === null) throw fieldFault('targetId', 'MISSING_KEY');
  const visit = owned(context, stores.visits.listed(source.targetId), 'visit', source.targetId);
  const plan = stores.plans.get(visit.planId);
  const today = clock.today();
  // What is pending is late or not on the day of the visit; before it, as of now.
  const visitDay = visit.startsOn !== null && visit.startsOn < today ? visit.startsOn : today;
  const asOf = dayOption(request, 'asOf') ?? visitDay;
  const own = ownLines(request, visit, asOf);
  const { lines, faults } = readLines(request, kind, own.records, asOf);
  const content = digestOf(lines);
  const known = stores.registers.same(visit.id, kind, content);
  const lineOf = new Map(own.records.map((record, index) => [record, lines[index]]));
  const rows = request.records.map((record): ImportRow => {
    const line = lineOf.get(record);
    const label = [line?.code ?? codeOf(record), line?.title ?? textOf(record, 'title')]
      .filter((part) => part !== null)
      .join(' · ');
    const action = own.foreign.has(record) ? 'skip' : known === undefined ? 'add' : 'same';
    return {
      row: record.row,
      action,
      label: label.length > 160 ? shorten(label, 160) : label,
      changes: [],
      faults: [],
    };
  });
  const [first, last] = rangeOf(lines);
  const periodFrom = dayOption(request, 'periodFrom') ?? first;
  const periodTo = dayOption(request, 'periodTo') ?? last;
  const period =
    periodFrom === null || periodTo === null
      ? ''
      : ` ${[...new Set([periodFrom, periodTo])].map(shortDay).join(' – ')}`;
  const named = source.options?.['title']?.trim() ?? '';
  return {
    rows,
    faults: [
      ...own.faults,
      ...faults,
      ...outsidePeriod(
        request,
        own.records,
        lines,
        plan?.reviewPeriodFrom ?? null,
        plan?.reviewPeriodTo ?? null,
      ),
    ],
    apply(write, step) {
      if (!stores.registers.hasContent(content)) {
        for (const [done, line] of lines.entries()) {
          step(done, lines.length);
          stores.registers.addLine(content, line);
        }
      }
      const id = ids.next();
      write.insert('register', {
        id,
        visitId: visit.id,
        kind,
        title: named === '' ? `${titles[kind]}${period}` : shorten(named, 300),
        periodFrom,
        periodTo,
        asOf,
        fileName: source.fileName,
        content,
        lines: lines.length,
        overdue: lines.filter(({ overdue }) => overdue).length,
        rejected: lines.filter(({ state }) => state === 'rejected').length,
      });
      return { targetId: id };
    },
  };
}

export function createRegisterImport(kind: RegisterKind): ImportTarget {
  return {
    sheet: registerSheets[kind],
    template: registerTemplates[kind],
    plan: (request) => planRegister(kind, request),
  };
}

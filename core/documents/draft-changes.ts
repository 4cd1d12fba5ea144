// What today's data words otherwise than when a paper was drafted, and what becomes of a person's own words when that is
// taken over. Three texts go in: what the data worded then (base), what stands there (mine), what it words now (fresh).
// Nothing of mine changes unless its change is accepted. Knows no facts and no rows.
import type { DraftChange } from '../contract/documents.ts';
import type { ContentBlock, DocumentContent, TextBlock, TextMark } from './content.ts';
import { isTextBlock, mergeTexts, replaceStretch } from './draft-merge.ts';
import { BLANK } from './wording/numbers.ts';

export interface Decisions {
  readonly accept: readonly string[];
  readonly keep: readonly string[];
}

export interface Applied {
  readonly content: DocumentContent;
  readonly base: DocumentContent;
}

/** The id of the change that puts blocks in another order. */
export const ORDER = 'order';
/** The lists beside the blocks; each changes as a whole. */
type ListName = 'addressees' | 'recipients' | 'signatures';
type Fields = Readonly<Record<string, string | null>>;

/**
 * Every stretch that is marked as a field's value, with the value that the data has now; the same words without the
 * mark are left alone. `drafted`: what the data words now may write a value otherwise (a capital at the beginning),
 * and what stands there so is right.
 */
export function refreshFields(
  content: DocumentContent,
  fields: Fields,
  drafted: DocumentContent = content,
): DocumentContent {
  const refreshBlock = createRefresher(fields, drafted === content ? null : drafted);
  const blocks = content.blocks.map(refreshBlock);
  return blocks.every((block, index) => block === content.blocks[index]) ? content : { ...content, blocks };
}

type Refresh = (block: ContentBlock) => ContentBlock;

function createRefresher(fields: Fields, drafted: DocumentContent | null): Refresh {
  const marked = (block: ContentBlock) =>
    isTextBlock(block)
      ? (block.marks ?? []).map(({ field = '', from, to }) => `${field}\n${block.text.slice(from, to)}`)
      : [];
  const right = new Set(drafted?.blocks.flatMap(marked));
  return (block) => {
    if (!isTextBlock(block) || block.marks === undefined) return block;
    let next: TextBlock = block;
    // From the end to the beginning, so that the places of those before it hold.
    for (const { from, to, field = '' } of fieldMarks(block)) {
      const words = next.text.slice(from, to);
      const value = wordsOfField(fields, field);
      if (value === undefined || words === value || right.has(`${field}\n${words}`)) continue;
      next = replaceStretch(next, from, to, value, []);
    }
    return next;
  };
}

const fieldMarks = (block: TextBlock) =>
  (block.marks ?? [])
    .filter((mark) => mark.field !== undefined)
    .toSorted((first, second) => second.from - first.from);

/** What the pages show for a field; undefined where this paper does not know it. */
function wordsOfField(fields: Fields, field: string): string | undefined {
  if (!Object.hasOwn(fields, field)) return undefined;
  const value = fields[field]?.trim() ?? '';
  return value === '' ? BLANK : value;
}

export function compareDrafts(
  base: DocumentContent | null,
  mine: DocumentContent,
  fresh: DocumentContent,
  fields: Fields = {},
): DraftChange[] {
  return changesOf(base, mine, fresh, fields).map(({ id, what, before, own, after }) => ({
    id,
    what,
    before: before === null ? null : textOf(before),
    mine: own === null ? null : textOf(own),
    after: after === null ? null : textOf(after),
  }));
}

/**
 * Takes over what is accepted; what is kept stays as it stands and is not shown again; the rest stays open. Whatever is
 * named that has not changed is passed over.
 */
export function applyChanges(
  base: DocumentContent | null,
  mine: DocumentContent,
  fresh: DocumentContent,
  { accept, keep }: Decisions,
  fields: Fields = {},
): Applied {
  const changes = changesOf(base, mine, fresh, fields);
  const kept = new Set(keep);
  const accepted = new Set(accept.filter((id) => !kept.has(id)));
  const known = keyed(base?.blocks ?? []);
  const drafted = keyed(fresh.blocks);
  const content = createArrangement(keyed(mine.blocks), drafted);
  const grounds = createArrangement(known, drafted);
  let next = mine;
  let ground: DocumentContent = base ?? {
    version: 1,
    kind: mine.kind,
    blocks: [],
    recipients: [],
    signatures: [],
  };
  // The order comes first, then the blocks as the fresh draft has them: whoever goes before another one is in place.
  for (const change of changes) {
    const isAccepted = accepted.has(change.id);
    if (!isAccepted && !kept.has(change.id)) continue;
    if (change.isOrder) {
      if (isAccepted) content.arrange();
      grounds.arrange();
      continue;
    }
    if (change.list !== null) {
      if (isAccepted) next = withList(next, fresh, change.list);
      ground = withList(ground, fresh, change.list);
      continue;
    }
    const { id, after } = change;
    if (isAccepted) {
      if (after === null) content.remove(id);
      else content.put(id, after as ContentBlock);
    } else if (change.own !== null && change.fieldsOnly) {
      // These words are no longer the field's: they stay whatever it says.
      content.put(id, withoutFields(change.own as TextBlock, change.after as TextBlock));
    }
    const source = drafted.get(id);
    if (source === undefined) grounds.remove(id);
    else grounds.put(id, source);
  }
  const isDone = changes.every(({ id }) => accepted.has(id) || kept.has(id));
  return {
    content: { ...next, blocks: content.blocks() },
    // Nothing is open any more: what the data words now is what it worded.
    base: isDone ? fresh : { ...ground, blocks: grounds.blocks() },
  };
}

// ── The comparison ───────────────────────────────────────────────────────────────────────────────────────

type Part = ContentBlock | { readonly lines: readonly string[] };

interface Change {
  readonly id: string;
  readonly what: DraftChange['what'];
  readonly before: Part | null;
  readonly own: Part | null;
  /** What accepting it puts there. */
  readonly after: Part | null;
  readonly list: ListName | null;
  readonly isOrder: boolean;
  /** Only the values of fields within a person's own words. */
  readonly fieldsOnly: boolean;
}

function changesOf(
  base: DocumentContent | null,
  mine: DocumentContent,
  fresh: DocumentContent,
  fields: Fields,
): Change[] {
  const then = keyed(base?.blocks ?? []);
  const here = keyed(mine.blocks);
  const now = keyed(fresh.blocks);
  const refresh = createRefresher(fields, fresh);
  const inFresh = [...now].flatMap(([id, block]) =>
    blockChange(id, then.get(id), here.get(id), block, refresh),
  );
  const gone = [...here].flatMap(([id, own]) => {
    if (now.has(id)) return [];
    const before = then.get(id);
    return before === undefined ? fieldChange(id, null, own, refresh) : removedChange(id, before, own);
  });
  return [
    ...listChange('addressees', base, mine, fresh),
    ...orderChange(then, here, now),
    ...inFresh,
    ...gone,
    ...listChange('recipients', base, mine, fresh),
    ...listChange('signatures', base, mine, fresh),
  ];
}

const plainChange = { list: null, isOrder: false, fieldsOnly: false } as const;

function blockChange(
  id: string,
  before: ContentBlock | undefined,
  own: ContentBlock | undefined,
  block: ContentBlock,
  refresh: Refresh,
): Change[] {
  if (before === undefined) {
    if (own === undefined)
      return [{ ...plainChange, id, what: 'added', before: null, own: null, after: block }];
    return same(own, block) ? [] : [{ ...plainChange, id, what: 'both', before: null, own, after: block }];
  }
  const isChanged = !same(before, block);
  if (own === undefined) {
    // A person has taken it out: only new words bring it up again.
    return isChanged ? [{ ...plainChange, id, what: 'both', before, own: null, after: block }] : [];
  }
  const isMine = !same(own, before);
  if (!isChanged) return isMine ? fieldChange(id, before, own, refresh) : [];
  if (same(own, block)) return [];
  if (!isMine) return [{ ...plainChange, id, what: 'changed', before, own, after: block }];
  // Only fields have moved on: they do so within a person's words as well.
  if (same(refresh(before), block)) {
    const after = refresh(own);
    return same(after, own)
      ? []
      : [{ ...plainChange, id, what: 'changed', before, own, after, fieldsOnly: true }];
  }
  const after = mergeTexts(before, own, block) ?? block;
  return [{ ...plainChange, id, what: 'both', before, own, after }];
}

/** Fields that a person has put into words of their own. */
function fieldChange(id: string, before: ContentBlock | null, own: ContentBlock, refresh: Refresh): Change[] {
  const after = refresh(own);
  if (same(after, own)) return [];
  return [{ ...plainChange, id, what: 'changed', before: before ?? own, own, after, fieldsOnly: true }];
}

function removedChange(id: string, before: ContentBlock, own: ContentBlock): Change[] {
  const what = same(own, before) ? 'removed' : 'both';
  return [{ ...plainChange, id, what, before, own, after: null }];
}

function listChange(
  list: ListName,
  base: DocumentContent | null,
  mine: DocumentContent,
  fresh: DocumentContent,
): Change[] {
  const of = (content: DocumentContent | null): readonly unknown[] => content?.[list] ?? [];
  const part = (content: DocumentContent | null): Part => ({ lines: linesOf(of(content)) });
  if (same(of(base), of(fresh)) || same(of(mine), of(fresh))) return [];
  const what = same(of(base), of(mine)) ? 'changed' : 'both';
  return [{ ...plainChange, id: list, what, before: part(base), own: part(mine), after: part(fresh), list }];
}

function linesOf(list: readonly unknown[]): string[] {
  return list.map((entry) => {
    if (typeof entry === 'string') return entry;
    const { lines, name } = entry as DocumentContent['signatures'][number];
    return [...lines, name].filter((line) => line.trim() !== '').join(' – ');
  });
}

function withList(content: DocumentContent, fresh: DocumentContent, list: ListName): DocumentContent {
  if (list !== 'addressees') return { ...content, [list]: fresh[list] };
  const { addressees: _old, ...rest } = content;
  return fresh.addressees === undefined ? rest : { ...rest, addressees: fresh.addressees };
}

/** The same words, no longer marked as the values that have moved on. */
function withoutFields(block: TextBlock, refreshed: TextBlock): TextBlock {
  const now = new Map(
    fieldMarks(refreshed).map((mark, index) => [index, refreshed.text.slice(mark.from, mark.to)]),
  );
  const old = new Set(
    fieldMarks(block).filter((mark, index) => block.text.slice(mark.from, mark.to) !== now.get(index)),
  );
  const marks = (block.marks ?? []).flatMap((mark): TextMark[] => {
    if (!old.has(mark)) return [mark];
    const { field: _field, ...rest } = mark;
    return rest.bold === undefined && rest.italic === undefined ? [] : [rest];
  });
  const { marks: _old, ...rest } = block;
  return marks.length === 0 ? rest : { ...rest, marks };
}

/** Blocks by their id; one that comes twice counts on, so that no block hides another. */
function keyed(blocks: readonly ContentBlock[]): Map<string, ContentBlock> {
  const found = new Map<string, ContentBlock>();
  for (const block of blocks) {
    let key = block.id;
    for (let count = 2; found.has(key); count += 1) key = `${block.id}#${String(count)}`;
    found.set(key, block);
  }
  return found;
}

function same(first: unknown, second: unknown): boolean {
  if (first === second) return true;
  if (typeof first !== 'object' || typeof second !== 'object' || first === null || second === null) {
    return false;
  }
  if (Array.isArray(first) !== Array.isArray(second)) return false;
  const one = first as Readonly<Record<string, unknown>>;
  const other = second as Readonly<Record<string, unknown>>;
  const keys = Object.keys(one).filter((key) => one[key] !== undefined);
  const others = Object.keys(other).filter((key) => other[key] !== undefined);
  return keys.length === others.length && keys.every((key) => same(one[key], other[key]));
}

/** As a person reads it: cells of a table side by side, its rows below each other. */
function textOf(part: Part): string {
  if ('lines' in part) return part.lines.join('\n');
  switch (part.type) {
    case 'table': {
      const rows = part.rows.map((row) => row.join(' | '));
      return [part.text, ...rows].filter((line) => line.trim() !== '').join('\n');
    }
    case 'bars':
      return [part.text, ...part.rows.map(({ label, value }) => `${label}: ${value}`)].join('\n');
    default:
      return part.text;
  }
}

// ── Order ────────────────────────────────────────────────────────────────────────────────────────────────

type Blocks = ReadonlyMap<string, ContentBlock>;

/** Blocks that stay may come in another order: one change, which shows those that go elsewhere. */
function orderChange(then: Blocks, here: Blocks, now: Blocks): Change[] {
  const before = [...then.keys()].filter((key) => now.has(key));
  const after = [...now.keys()].filter((key) => then.has(key));
  const own = [...here.keys()].filter((key) => now.has(key));
  if (
    same(before, after) ||
    same(
      own,
      [...now.keys()].filter((key) => here.has(key)),
    )
  )
    return [];
  const shared = (keys: readonly string[]) => keys.filter((key) => then.has(key) && here.has(key));
  const elsewhere = displacedKeys(before, after);
  const lines = (keys: readonly string[]): Part => ({
    lines: keys.filter((key) => elsewhere.has(key)).map((key) => firstWords(textOf(now.get(key)!))),
  });
  const what = same(shared(before), shared([...here.keys()].filter((key) => now.has(key))))
    ? 'changed'
    : 'both';
  return [
    {
      ...plainChange,
      id: ORDER,
      what,
      before: lines(before),
      own: lines(own),
      after: lines(after),
      isOrder: true,
    },
  ];
}

const MOST_LETTERS = 80;
const firstWords = (text: string): string =>
  text.length <= MOST_LETTERS ? text : `${text.slice(0, MOST_LETTERS).toWellFormed().trimEnd()}…`;

/** Of what stands in both orders, the fewest that have to go elsewhere for the first to become the second. */
function displacedKeys(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(after.map((key, index) => [key, index]));
  const common = before.filter((key) => places.has(key));
  // The longest run that is in order already, by its ends and by who comes before whom.
  const ends: string[] = [];
  const previous = new Map<string, string | undefined>();
  for (const key of common) {
    const place = places.get(key)!;
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (places.get(ends[middle]!)! < place) low = middle + 1;
      else high = middle;
    }
    previous.set(key, ends[low - 1]);
    ends[low] = key;
  }
  const inOrder = new Set<string>();
  for (let key = ends.at(-1); key !== undefined; key = previous.get(key)) inOrder.add(key);
  return new Set(common.filter((key) => !inOrder.has(key)));
}

/** Blocks in their order, into which those of the fresh draft are put behind whoever goes before them there. */
function createArrangement(blocks: Blocks, fresh: Blocks) {
  const order = [...blocks.keys()];
  const held = new Map(blocks);
  const drafted = [...fresh.keys()];

  function place(key: string): void {
    const at = drafted.indexOf(key);
    const before = drafted.slice(0, at).findLast((other) => order.includes(other));
    const after = drafted.slice(at + 1).find((other) => order.includes(other));
    const index =
      before !== undefined
        ? order.indexOf(before) + 1
        : after !== undefined
          ? order.indexOf(after)
          : order.length;
    order.splice(index, 0, key);
  }

  return {
    put(key: string, block: ContentBlock): void {
      const stood = held.has(key);
      held.set(key, block);
      if (!stood) place(key);
    },
    remove(key: string): void {
      if (held.delete(key)) order.splice(order.indexOf(key), 1);
    },
    /** What the fresh draft has as well comes in its order; all the rest stays where it is. */
    arrange(): void {
      const elsewhere = displacedKeys(order, drafted);
      for (const key of elsewhere) order.splice(order.indexOf(key), 1);
      for (const key of drafted) if (elsewhere.has(key)) place(key);
    },
    blocks: (): ContentBlock[] => order.flatMap((key) => held.get(key) ?? []),
  };
}

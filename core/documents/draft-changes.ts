// What today's data words otherwise than when a paper was drafted, and what becomes of a person's own words when that is
// taken over. Three texts go in: what the data worded then (base), what stands there (mine), what it words now (fresh).
// Nothing of mine changes unless its change is accepted. Knows no facts and no rows.
import type { DraftChange } from '../contract/documents.ts';
import type { ContentBlock, DocumentContent, TextBlock } from './content.ts';
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

/** The lists beside the blocks; each changes as a whole. */
type ListName = 'addressees' | 'recipients' | 'signatures';
type Fields = Readonly<Record<string, string | null>>;

/** Every stretch that is a field's value as the data has it now; words that only look like it are left alone. */
export function refreshFields(content: DocumentContent, fields: Fields): DocumentContent {
  const blocks = content.blocks.map((block) => refreshBlock(block, fields));
  return blocks.every((block, index) => block === content.blocks[index]) ? content : { ...content, blocks };
}

function refreshBlock(block: ContentBlock, fields: Fields): ContentBlock {
  if (!isTextBlock(block) || block.marks === undefined) return block;
  // From the end to the beginning, so that the places of those before it hold.
  const places = block.marks
    .filter((mark) => mark.field !== undefined)
    .toSorted((first, second) => second.from - first.from);
  let next: TextBlock = block;
  for (const { from, to, field = '' } of places) {
    if (!Object.hasOwn(fields, field)) continue;
    const value = fields[field]?.trim() ?? '';
    const words = value === '' ? BLANK : value;
    if (next.text.slice(from, to) !== words) next = replaceStretch(next, from, to, words, []);
  }
  return next;
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
  // Changes come in the order of the fresh draft, so whoever goes before another one is in its place already.
  for (const change of changes) {
    const isAccepted = accepted.has(change.id);
    if (!isAccepted && !kept.has(change.id)) continue;
    if (change.list !== null) {
      if (isAccepted) next = withList(next, fresh, change.list);
      ground = withList(ground, fresh, change.list);
      continue;
    }
    const { id, after, moved } = change;
    if (isAccepted) {
      if (after === null) content.remove(id);
      else content.put(id, after as ContentBlock, moved);
    } else if (change.own !== null && change.fieldsOnly) {
      // These words are no longer the field's: they stay whatever it says.
      content.put(id, withoutFields(change.own as TextBlock, fields), false);
    }
    const source = drafted.get(id);
    if (source === undefined) grounds.remove(id);
    else grounds.put(id, source, moved);
  }
  const isDone = changes.every(({ id }) => accepted.has(id) || kept.has(id));
  return {
    content: { ...next, blocks: content.blocks() },
    // Nothing is open any more: what the data words now is what it worded.
    base: isDone ? fresh : { ...ground, blocks: grounds.blocks() },
  };
}

// ── The comparison ───────────────────────────────────────────────────────────────────────────────────────

type Part = ContentBlock | { readonly list: ListName; readonly lines: readonly string[] };

interface Change {
  readonly id: string;
  readonly what: DraftChange['what'];
  readonly before: Part | null;
  readonly own: Part | null;
  /** What accepting it puts there. */
  readonly after: Part | null;
  readonly list: ListName | null;
  /** The data has put it elsewhere. */
  readonly moved: boolean;
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
  const displaced = displacedKeys([...then.keys()], [...now.keys()]);
  const inFresh = [...now].flatMap(([id, block]) =>
    blockChange(id, then.get(id), here.get(id), block, displaced.has(id), fields),
  );
  const gone = [...here].flatMap(([id, own]) => {
    if (now.has(id)) return [];
    const before = then.get(id);
    return before === undefined ? fieldChange(id, null, own, fields) : removedChange(id, before, own);
  });
  return [
    ...listChange('addressees', base, mine, fresh),
    ...inFresh,
    ...gone,
    ...listChange('recipients', base, mine, fresh),
    ...listChange('signatures', base, mine, fresh),
  ];
}

const plainChange = { list: null, moved: false, fieldsOnly: false } as const;

function blockChange(
  id: string,
  before: ContentBlock | undefined,
  own: ContentBlock | undefined,
  block: ContentBlock,
  displaced: boolean,
  fields: Fields,
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
  const isReady = same(own, block);
  if (!isChanged) {
    const refreshed = isMine ? fieldChange(id, before, own, fields) : [];
    if (refreshed.length > 0 || !displaced) return refreshed;
  }
  if (isReady || !isChanged) {
    return displaced ? [{ ...plainChange, id, what: 'changed', before, own, after: own, moved: true }] : [];
  }
  if (!isMine) return [{ ...plainChange, id, what: 'changed', before, own, after: block, moved: displaced }];
  // Only fields have moved on: they do so within a person's words as well.
  if (same(refreshBlock(before, fields), block)) {
    const after = refreshBlock(own, fields);
    return same(after, own)
      ? []
      : [{ ...plainChange, id, what: 'changed', before, own, after, moved: displaced, fieldsOnly: true }];
  }
  const after = mergeTexts(before, own, block) ?? block;
  return [{ ...plainChange, id, what: 'both', before, own, after, moved: displaced }];
}

/** Fields that a person has put into words of their own. */
function fieldChange(id: string, before: ContentBlock | null, own: ContentBlock, fields: Fields): Change[] {
  const after = refreshBlock(own, fields);
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
  const part = (content: DocumentContent | null): Part => ({ list, lines: linesOf(of(content)) });
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

function withoutFields(block: TextBlock, fields: Fields): TextBlock {
  const refreshed = (field: string, from: number, to: number) => {
    const value = fields[field]?.trim() ?? '';
    return block.text.slice(from, to) === (value === '' ? BLANK : value);
  };
  const marks = (block.marks ?? []).flatMap((mark) => {
    const { field, ...rest } = mark;
    if (field === undefined || !Object.hasOwn(fields, field) || refreshed(field, mark.from, mark.to)) {
      return [mark];
    }
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
  if ('list' in part) return part.lines.join('\n');
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
function createArrangement(
  blocks: ReadonlyMap<string, ContentBlock>,
  fresh: ReadonlyMap<string, ContentBlock>,
) {
  const order = [...blocks.keys()];
  const held = new Map(blocks);
  const drafted = [...fresh.keys()];

  function placeOf(key: string): number {
    const at = drafted.indexOf(key);
    for (let before = at - 1; before >= 0; before -= 1) {
      const place = order.indexOf(drafted[before]!);
      if (place !== -1) return place + 1;
    }
    for (const after of drafted.slice(at + 1)) {
      const place = order.indexOf(after);
      if (place !== -1) return place;
    }
    return order.length;
  }

  return {
    put(key: string, block: ContentBlock, moved: boolean): void {
      const stood = held.has(key);
      held.set(key, block);
      if (stood && !moved) return;
      if (stood) order.splice(order.indexOf(key), 1);
      order.splice(placeOf(key), 0, key);
    },
    remove(key: string): void {
      if (held.delete(key)) order.splice(order.indexOf(key), 1);
    },
    blocks: (): ContentBlock[] => order.flatMap((key) => held.get(key) ?? []),
  };
}

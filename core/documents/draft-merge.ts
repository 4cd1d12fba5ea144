// Two changes of one text made into one, word by word, as long as they do not touch; and stretches of a block replaced
// with their marks in place. Knows nothing of where the texts come from.
import type { ContentBlock, TextBlock, TextMark } from './content.ts';

export const isTextBlock = (block: ContentBlock): block is TextBlock =>
  block.type !== 'table' && block.type !== 'appendix' && block.type !== 'image' && block.type !== 'bars';

/** The block with other words at this place. Marks around it grow or shrink, marks within it go. */
export function replaceStretch(
  block: TextBlock,
  from: number,
  to: number,
  words: string,
  marks: readonly TextMark[],
): TextBlock {
  const delta = words.length - (to - from);
  const kept = (block.marks ?? []).flatMap((mark): TextMark[] => {
    if (mark.to <= from && !(mark.from === from && mark.to === to)) return [mark];
    if (mark.from >= to && mark.from > from)
      return [{ ...mark, from: mark.from + delta, to: mark.to + delta }];
    if (mark.from <= from && mark.to >= to) return [{ ...mark, to: mark.to + delta }];
    // What reaches into the stretch ends where it begins, or begins where it ends; of a field nothing is left then.
    if (mark.field !== undefined) return [];
    if (mark.from < from) return [{ ...mark, to: from }];
    if (mark.to > to) return [{ ...mark, from: from + words.length, to: mark.to + delta }];
    return [];
  });
  const all = [...kept, ...marks.map((mark) => ({ ...mark, from: mark.from + from, to: mark.to + from }))]
    .filter((mark) => mark.from < mark.to)
    .toSorted((first, second) => first.from - second.from || second.to - first.to);
  const { marks: _old, ...rest } = block;
  const text = block.text.slice(0, from) + words + block.text.slice(to);
  return all.length === 0 ? { ...rest, text } : { ...rest, text, marks: all };
}

/** Mine with what fresh has changed of base; null where both have changed the same words, or it is no text. */
export function mergeTexts(base: ContentBlock, mine: ContentBlock, fresh: ContentBlock): TextBlock | null {
  if (!isTextBlock(base) || !isTextBlock(mine) || !isTextBlock(fresh)) return null;
  if (mine.type !== base.type && fresh.type !== base.type && mine.type !== fresh.type) return null;
  const theirs = hunksOf(base.text, fresh.text);
  const own = hunksOf(base.text, mine.text);
  if (theirs === null || own === null || theirs.some((one) => own.some((other) => touch(one, other)))) {
    return null;
  }
  const type = mine.type === base.type ? fresh.type : mine.type;
  let merged: TextBlock = { ...mine, type };
  // From the end to the beginning, so that the places before it hold.
  for (const hunk of theirs.toReversed()) {
    const shift = own
      .filter((other) => other.to <= hunk.from)
      .reduce((sum, other) => sum + other.length - (other.to - other.from), 0);
    const marks = (fresh.marks ?? [])
      .filter((mark) => mark.from >= hunk.at && mark.to <= hunk.at + hunk.length)
      .map((mark) => ({ ...mark, from: mark.from - hunk.at, to: mark.to - hunk.at }));
    const words = fresh.text.slice(hunk.at, hunk.at + hunk.length);
    merged = replaceStretch(merged, hunk.from + shift, hunk.to + shift, words, marks);
  }
  return merged;
}

/** These letters of the first text have become `length` letters of the second, from `at` on. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly length: number;
}

/** Changes that meet at one place cannot be told apart: who comes first? */
const touch = (one: Hunk, other: Hunk): boolean => one.from <= other.to && other.from <= one.to;

/** More words than this on both sides are not compared word by word. */
const MOST_CELLS = 4_000_000;

function hunksOf(first: string, second: string): readonly Hunk[] | null {
  const before = wordsOf(first);
  const after = wordsOf(second);
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < before.length - head &&
    tail < after.length - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  const old = before.slice(head, before.length - tail);
  const now = after.slice(head, after.length - tail);
  if (old.length * now.length > MOST_CELLS) return null;
  // lengths[i][j]: the longest common run of words of old from i on and now from j on.
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === now[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const hunks: Hunk[] = [];
  const start = before.slice(0, head).join('').length;
  let from = start;
  let at = start;
  let open: { from: number; at: number } | null = null;
  const close = () => {
    if (open !== null) hunks.push({ ...open, to: from, length: at - open.at });
    open = null;
  };
  for (let i = 0, j = 0; i < old.length || j < now.length;) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      close();
      from += old[i]!.length;
      at += now[j]!.length;
      i += 1;
      j += 1;
      continue;
    }
    open ??= { from, at };
    const takeOld =
      j >= now.length || (i < old.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!);
    if (takeOld) from += old[i++]!.length;
    else at += now[j++]!.length;
  }
  close();
  return hunks;
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

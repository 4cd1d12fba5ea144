// Two texts word by word: what stands in both, and what only in one (longest common subsequence of words).

export interface Segment {
  readonly text: string;
  readonly changed: boolean;
}
export interface WordDiff {
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
}

/** Above this many pairs of words the texts are shown as two whole ones. */
const MOST_PAIRS = 1_000_000;

/** Words with the blanks before them, so that joining gives the text back. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\s*\S+\s*?(?=\s|$)|\s+$/g) ?? [];
}

/** The blank before a changed word is not part of the change. */
function join(words: readonly string[], kept: ReadonlySet<number>): readonly Segment[] {
  const segments: { text: string; changed: boolean }[] = [];
  const put = (text: string, changed: boolean) => {
    const last = segments.at(-1);
    if (text === '') return;
    if (last !== undefined && last.changed === changed) last.text += text;
    else segments.push({ text, changed });
  };
  words.forEach((word, index) => {
    const changed = !kept.has(index);
    const follows = segments.at(-1)?.changed === changed;
    const blank = changed && !follows ? word.length - word.trimStart().length : 0;
    put(word.slice(0, blank), false);
    put(word.slice(blank), changed);
  });
  return segments;
}

export function diffWords(left: string, right: string): WordDiff {
  const [a, b] = [wordsOf(left), wordsOf(right)];
  const [keptLeft, keptRight] = [new Set<number>(), new Set<number>()];
  if (a.length * b.length <= MOST_PAIRS) {
    const width = b.length + 1;
    const longest = new Uint16Array((a.length + 1) * width);
    const at = (row: number, column: number) => longest[row * width + column] ?? 0;
    const same = (row: number, column: number) => a[row]?.trim() === b[column]?.trim();
    for (let row = a.length - 1; row >= 0; row -= 1) {
      for (let column = b.length - 1; column >= 0; column -= 1) {
        longest[row * width + column] = same(row, column)
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      }
    }
    for (let row = 0, column = 0; row < a.length && column < b.length;) {
      if (same(row, column)) {
        keptLeft.add(row);
        keptRight.add(column);
        row += 1;
        column += 1;
      } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
      else column += 1;
    }
  }
  return { left: join(a, keptLeft), right: join(b, keptRight) };
}

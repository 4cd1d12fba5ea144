// What differs between two versions of a text, word by word. Pure.

export interface DiffPart {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Beyond this the middle is shown as replaced as a whole: the table of common words would grow too large. */
const MOST_CELLS = 4_000_000;

function wordsOf(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}]+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
}

export function wordDiff(before: string, after: string): DiffPart[] {
  const a = wordsOf(before);
  const b = wordsOf(after);
  let top = 0;
  while (top < a.length && top < b.length && a[top] === b[top]) top += 1;
  let bottom = 0;
  while (
    bottom < a.length - top &&
    bottom < b.length - top &&
    a[a.length - 1 - bottom] === b[b.length - 1 - bottom]
  ) {
    bottom += 1;
  }
  const parts: DiffPart[] = [];
  const put = (kind: DiffPart['kind'], text: string) => {
    if (text === '') return;
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  put('same', a.slice(0, top).join(''));
  const left = a.slice(top, a.length - bottom);
  const right = b.slice(top, b.length - bottom);
  if (left.length * right.length > MOST_CELLS) {
    put('gone', left.join(''));
    put('new', right.join(''));
  } else middle(left, right, put);
  put('same', a.slice(a.length - bottom).join(''));
  return parts;
}

function middle(
  left: readonly string[],
  right: readonly string[],
  put: (kind: DiffPart['kind'], text: string) => void,
): void {
  const width = right.length + 1;
  // The longest common run of words from each pair of places to the end.
  const longest = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        left[i] === right[j]
          ? (longest[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(longest[(i + 1) * width + j] ?? 0, longest[i * width + j + 1] ?? 0);
    }
  }
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) {
      put('same', left[i] ?? '');
      i += 1;
      j += 1;
    } else if ((longest[(i + 1) * width + j] ?? 0) >= (longest[i * width + j + 1] ?? 0)) {
      put('gone', left[i] ?? '');
      i += 1;
    } else {
      put('new', right[j] ?? '');
      j += 1;
    }
  }
  put('gone', left.slice(i).join(''));
  put('new', right.slice(j).join(''));
}

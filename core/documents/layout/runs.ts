// A text with its bold, italic and field stretches as runs, and changes of the words that keep them.
import type { TextMark } from '../content.ts';
import type { Run } from '../model.ts';
import { cleanText, upperCase } from '../wording/text.ts';

export function runsOf(text: string, marks: readonly TextMark[] = []): readonly Run[] {
  const clean = cleanText(text);
  // Places count in the text as it was written: where cleaning had to change it, they no longer mean anything.
  const known = clean === text ? marks.filter(({ from, to }) => from < to && to <= text.length) : [];
  const edges = [...new Set([0, clean.length, ...known.flatMap(({ from, to }) => [from, to])])].toSorted(
    (first, second) => first - second,
  );
  return edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const here = known.filter(({ from, to }) => from <= start && end <= to);
    const field = here.find((mark) => mark.field !== undefined)?.field;
    return {
      text: clean.slice(start, end),
      ...(here.some((mark) => mark.bold === true) ? { bold: true } : {}),
      ...(here.some((mark) => mark.italic === true) ? { italic: true } : {}),
      ...(field === undefined ? {} : { field }),
    };
  });
}

export function runsText(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}

/** Each place where the whole text matches, replaced within the runs; the new words look like the first that went. */
export function replaceInRuns(runs: readonly Run[], pattern: RegExp, replacement: string): readonly Run[] {
  const whole = runsText(runs);
  const places = [...whole.matchAll(new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`))]
    .filter(([found]) => found !== '')
    .map((match) => ({ from: match.index, to: match.index + match[0].length }));
  if (places.length === 0) return runs;
  let start = 0;
  return runs
    .map((run) => {
      let text = '';
      let at = start;
      const end = start + run.text.length;
      for (const { from, to } of places) {
        if (to <= start || from >= end) continue;
        text += whole.slice(at, Math.max(at, from));
        if (from >= start) text += replacement;
        at = Math.min(end, to);
      }
      text += whole.slice(at, end);
      start = end;
      return { ...run, text };
    })
    .filter(({ text }) => text !== '');
}

export function upperRuns(runs: readonly Run[]): readonly Run[] {
  return runs.map((run) => ({ ...run, text: upperCase(run.text) }));
}

/** Words of the layout's own behind the text: no part of a field, and looking like its end. */
export function withTail(runs: readonly Run[], tail: string): readonly Run[] {
  const last = runs.at(-1);
  if (last === undefined) return [{ text: tail }];
  if (last.field === undefined) return [...runs.slice(0, -1), { ...last, text: last.text + tail }];
  const { field: _, ...looks } = last;
  return [...runs, { ...looks, text: tail }];
}

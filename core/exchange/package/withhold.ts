/**
 * Names of persons in running text: where personal values stay at home, a name that also stands in a finding or a paper
 * is blanked there. Word by word and whatever its capitals, so that "NGUYỄN VĂN AN" is found as well. Pure.
 */
import { canonicalJson } from '../canonical-json.ts';
import { WITHHELD } from './types.ts';

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** One short word stands for too much else. */
const SHORT = 6;

const wordsOf = (text: string) => text.normalize('NFC').toLowerCase().match(WORD) ?? [];

export interface Blanker {
  text(value: string): string;
  /** Texts within a JSON value. */
  json(value: string): string;
}

export function createBlanker(values: Iterable<string>): Blanker {
  /** By the first word; the longest first. */
  const known = new Map<string, string[][]>();
  const seen = new Set<string>();
  for (const value of values) {
    const words = wordsOf(value);
    const [first] = words;
    if (first === undefined || (words.length === 1 && first.length < SHORT)) continue;
    const key = words.join(' ');
    if (seen.has(key)) continue;
    seen.add(key);
    const list = known.get(first) ?? [];
    list.push([...words]);
    known.set(first, list);
  }
  for (const list of known.values()) list.sort((a, b) => b.length - a.length);

  function text(value: string): string {
    if (known.size === 0) return value;
    const found = [...value.matchAll(WORD)];
    const lower = found.map(([word]) => word.normalize('NFC').toLowerCase());
    let blanked = '';
    let from = 0;
    for (let at = 0; at < lower.length; at += 1) {
      const match = known
        .get(lower[at] ?? '')
        ?.find((words) => words.every((word, offset) => lower[at + offset] === word));
      if (match === undefined) continue;
      const [begin, last] = [found[at], found[at + match.length - 1]];
      if (begin === undefined || last === undefined) continue;
      blanked += value.slice(from, begin.index) + WITHHELD;
      from = last.index + last[0].length;
      at += match.length - 1;
    }
    return from === 0 ? value : blanked + value.slice(from);
  }

  function within(value: unknown): unknown {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(within);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, within(one)]));
  }

  return { text, json: (value) => canonicalJson(within(JSON.parse(value))) };
}

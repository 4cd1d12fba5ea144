/**
 * Slips of copying in the texts of a round: a year, a number or an agency of last year's, words doubled, Đoàn where the
 * decision says Tổ. It only points; a person decides, because a text may well speak of another year.
 */
import type { Leftover } from '../contract/plans.ts';
import { symbolMatcher } from './legal.ts';
import { type Span, yearMentions } from './year-shift.ts';

export interface CheckedText {
  readonly table: Leftover['table'];
  readonly rowId: string;
  readonly field: string;
  readonly text: string;
  /** The word of the decision that the text has to keep to; null where there is none or both are right. */
  readonly form: 'doan' | 'to' | null;
}
export interface LeftoverFacts {
  /** The round's year; null: no year is held against it. */
  readonly year: number | null;
  /** Years that the round looks back on (thời kỳ kiểm tra). */
  readonly reviewYears: readonly number[];
  /** Numbers with symbols of last year's papers: "2676/KH-UBND". */
  readonly oldNumbers: readonly string[];
  /** Names of agencies that are not in this round or not in force, with what to write instead where that is known. */
  readonly foreignNames: readonly { readonly name: string; readonly expected: string | null }[];
  /** Names that are right: a longer one may hold a foreign one. */
  readonly ownNames: readonly string[];
}

interface Slip extends Span {
  readonly kind: Leftover['kind'];
  readonly expected: string | null;
}

// ── Years ────────────────────────────────────────────────────────────────────────────────────────────────

const wholeDay =
  /(?:\d{1,2}\s*[/.-]\s*){1,2}$|tháng\s+\d{1,2}\s+năm\s+$|(?:trước|đến|hết)\s+(?:ngày\s+)?[\p{L}\d\s/.-]{0,30}$/u;

function oldYears(text: string, { year, reviewYears }: LeftoverFacts): Slip[] {
  if (year === null) return [];
  return yearMentions(text)
    .filter((mention) => mention.year !== year && !reviewYears.includes(mention.year))
    .filter((mention) => {
      // A deadline may lie in the year behind the round.
      const next = mention.year === year + 1;
      return !(next && wholeDay.test(text.slice(0, mention.start)));
    })
    .map(({ start, end }) => ({ kind: 'old_year', start, end, expected: String(year) }));
}

// ── Numbers and names ────────────────────────────────────────────────────────────────────────────────────

function oldNumbers(text: string, { oldNumbers: numbers }: LeftoverFacts): Slip[] {
  return numbers.flatMap((number) =>
    [...text.matchAll(symbolMatcher(number))].map((match) => ({
      kind: 'old_number' as const,
      start: match.index,
      end: match.index + match[0].length,
      expected: null,
    })),
  );
}

const COMMITTEE = '(?:UBND|(?:Ủy|Uỷ)\\s+ban\\s+nhân\\s+dân)';

/** The words in a row, however many spaces; a People's Committee in full or in short. */
function nameMatcher(name: string): RegExp | null {
  const words = name
    .normalize('NFC')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '');
  // One word is nobody's name in running text.
  if (words.length < 2) return null;
  const [start, rest] =
    words[0]?.toLocaleLowerCase('vi') === 'ubnd'
      ? [COMMITTEE, words.slice(1)]
      : /^(?:ủy|uỷ) ban nhân dân /iu.test(`${words.join(' ')} `)
        ? [COMMITTEE, words.slice(4)]
        : ['', words];
  const source = [start, ...rest].filter((part) => part !== '').join('[\\s,-]+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${source}(?![\\p{L}\\p{N}])`, 'giu');
}

function foreignNames(text: string, facts: LeftoverFacts): Slip[] {
  const hits = facts.foreignNames.flatMap(({ name, expected }) => {
    const matcher = nameMatcher(name);
    if (matcher === null) return [];
    return [...text.matchAll(matcher)].map((match) => ({
      kind: 'agency_name' as const,
      start: match.index,
      end: match.index + match[0].length,
      expected,
    }));
  });
  if (hits.length === 0) return [];
  const own = facts.ownNames.flatMap((name) => {
    const matcher = nameMatcher(name);
    return matcher === null
      ? []
      : [...text.matchAll(matcher)].map(({ index, 0: found }) => ({
          start: index,
          end: index + found.length,
        }));
  });
  return hits.filter((hit) => !own.some((span) => span.start <= hit.start && span.end >= hit.end));
}

// ── Words ────────────────────────────────────────────────────────────────────────────────────────────────

/** Doubled words that are words. */
const reduplicated = new Set(
  'luôn thường dần từ ngày song chung mãi hay vừa đều xa đời lần năm tháng nơi nhà người ai gì đâu dăm ba lô'.split(
    ' ',
  ),
);
const doubledRun = /(?<![\p{L}\p{N}])(\p{L}+(?:[ \u00a0]+\p{L}+){0,4})[ \u00a0]+\1(?![\p{L}\p{N}])/giu;
function doubledWords(text: string): Slip[] {
  const found = [...text.matchAll(doubledRun)];
  return found
    .filter(([, words = '']) => words.includes(' ') || !reduplicated.has(words.toLocaleLowerCase('vi')))
    .map((match) => {
      const words = match[1] ?? '';
      return {
        kind: 'doubled_words' as const,
        start: match.index,
        end: match.index + match[0].length,
        expected: words,
      };
    });
}

const acts =
  'tiến hành|đã|sẽ|đề nghị|yêu cầu|nhận thấy|công bố|báo cáo|làm việc|gồm|do|tự giải thể|có trách nhiệm';
/** The other form's words: where they stand, and what the decision would say. "Đoàn Văn Cát" is a name. */
const otherForm: Readonly<Record<'doan' | 'to', readonly (readonly [RegExp, string])[]>> = {
  to: [
    [/(?<![\p{L}])Đoàn\s+[Kk]iểm\s+tra(?![\p{L}])/gu, 'Tổ kiểm tra'],
    [/(?<![\p{L}])[Pp]hó\s+[Tt]rưởng\s+đoàn(?![\p{L}])/gu, 'Tổ phó'],
    [/(?<![\p{L}])(?<!Phó\s)(?<!phó\s)Trưởng\s+[Đđ]oàn(?![\p{L}])/gu, 'Tổ trưởng'],
    [new RegExp(`(?<![\\p{L}])Đoàn(?=\\s+(?:${acts})(?![\\p{L}]))`, 'gu'), 'Tổ'],
  ],
  doan: [
    [/(?<![\p{L}])Tổ\s+[Kk]iểm\s+tra(?![\p{L}])/gu, 'Đoàn kiểm tra'],
    [/(?<![\p{L}])Tổ\s+phó(?![\p{L}])(?!\s+tổ)/gu, 'Phó Trưởng đoàn'],
    [/(?<![\p{L}])Tổ\s+trưởng(?![\p{L}])(?!\s+tổ)/gu, 'Trưởng đoàn'],
    [new RegExp(`(?<![\\p{L}])Tổ(?=\\s+(?:${acts})(?![\\p{L}]))`, 'gu'), 'Đoàn'],
  ],
};

function mixedWords(text: string, form: CheckedText['form']): Slip[] {
  if (form === null) return [];
  return otherForm[form].flatMap(([pattern, expected]) =>
    [...text.matchAll(pattern)].map((match) => ({
      kind: 'mixed_team_words' as const,
      start: match.index,
      end: match.index + match[0].length,
      expected,
    })),
  );
}

// ── All of them ──────────────────────────────────────────────────────────────────────────────────────────

const AROUND = 48;

/** Whole words around the slip, as many as fit. */
function excerptOf(text: string, { start, end }: Span): { excerpt: string; start: number; length: number } {
  let from = Math.max(0, start - AROUND);
  let to = Math.min(text.length, end + AROUND);
  while (from > 0 && from < start && !/\s/u.test(text.charAt(from - 1))) from += 1;
  while (to < text.length && to > end && !/\s/u.test(text.charAt(to))) to -= 1;
  const head = from > 0 ? '… ' : '';
  const tail = to < text.length ? ' …' : '';
  // Line breaks and gaps one for one, so that the place stays true.
  const middle = text.slice(from, to).replaceAll(/[\n\r\t\u00a0]/g, ' ');
  return { excerpt: `${head}${middle}${tail}`, start: head.length + start - from, length: end - start };
}

/** Thousands of names may have ended, few stand in the texts: those whose last words are nowhere are put aside. */
function withNamesAtHand(texts: readonly CheckedText[], facts: LeftoverFacts): LeftoverFacts {
  const plain = (text: string) =>
    text
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .replaceAll(/[\s,-]+/gu, ' ');
  const all = plain(texts.map(({ text }) => text).join('\n'));
  const isAtHand = (name: string) => all.includes(plain(name).trim().split(' ').slice(-2).join(' '));
  return {
    ...facts,
    foreignNames: facts.foreignNames.filter(({ name }) => isAtHand(name)),
    ownNames: facts.ownNames.filter(isAtHand),
  };
}

/** Several foreign names may be one in short form: the place is pointed at once, with what is expected if anyone knows. */
function namedOnce(slips: readonly Slip[]): Slip[] {
  const places = new Map<string, Slip>();
  for (const slip of slips) {
    const place = `${slip.kind}:${String(slip.start)}:${String(slip.end)}`;
    if ((places.get(place)?.expected ?? null) === null) places.set(place, slip);
  }
  return [...places.values()];
}

export function findLeftovers(texts: readonly CheckedText[], allFacts: LeftoverFacts): Leftover[] {
  const facts = withNamesAtHand(texts, allFacts);
  return texts.flatMap(({ table, rowId, field, text: written, form }) => {
    const text = written.normalize('NFC');
    // Members and those who nominate them come from agencies that are not inspected.
    const isAboutPeople = table === 'team_member' || table === 'nomination';
    const slips = [
      ...oldYears(text, facts),
      ...oldNumbers(text, facts),
      ...(isAboutPeople ? [] : foreignNames(text, facts)),
      ...doubledWords(text),
      ...mixedWords(text, form),
    ];
    return namedOnce(slips)
      .toSorted((first, second) => first.start - second.start)
      .map((slip): Leftover => ({
        kind: slip.kind,
        table,
        rowId,
        field,
        ...excerptOf(text, slip),
        expected: slip.expected,
      }));
  });
}

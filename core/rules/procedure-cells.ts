/**
 * What lists of procedures write into their cells, read: a decision with its day, the level, the service level of either
 * era (mức độ 1–4 until 2022, một phần and toàn trình since Decree 42/2022). Pure; null rather than a guess.
 */
import type { Procedure } from '../contract/procedures.ts';
import { parseDay } from './format.ts';
import { foldText } from './text-fold.ts';

export interface WrittenDecision {
  readonly decision: string;
  readonly decisionOn: string | null;
}

const NUMBER = /\d+[\p{L}]?\s*\/\s*(?:\d{4}\s*\/\s*)?\p{Lu}[\p{L}\d]*(?:\s*[-–]\s*[\p{L}\d]+)*/gu;
const DAY =
  /(?:ngày\s+)?(\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})/iu;

/** "Quyết định số 2345/QĐ-UBND ngày 15/3/2022 của UBND tỉnh" → number and day; what names several stays as it is. */
export function readDecision(text: string): WrittenDecision {
  const written = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const numbers = written.match(NUMBER) ?? [];
  const [only] = numbers;
  if (numbers.length !== 1 || only === undefined) {
    const bare = written.replace(/^(?:quyết định|qđ)(?:\s+số)?\s*:?\s*/iu, '');
    return { decision: bare === '' ? written : bare, decisionOn: null };
  }
  const rest = written.slice(written.indexOf(only) + only.length);
  const day = DAY.exec(rest)?.[1];
  return {
    decision: only.replace(/\s*([/–-])\s*/gu, '$1').replaceAll('–', '-'),
    decisionOn: day === undefined ? null : parseDay(day.replace(/\s*([/.-])\s*/gu, '$1')),
  };
}

/** The first level that is named: "Cấp Tỉnh", "UBND cấp xã", "Sở …", "Cấp Huyện; Cấp Xã". */
export function readLevel(text: string): Procedure['level'] {
  const folded = ` ${foldText(text).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const found = (
    [
      ['province', /\s(?:tinh|so|trung uong|bo)\s/u],
      ['district', /\s(?:huyen|quan|thi xa)\s/u],
      ['commune', /\s(?:xa|phuong|thi tran|dac khu)\s/u],
    ] as const
  )
    .map(([level, pattern]) => ({ level, at: folded.replace('thi xa', 'thi-xa').search(pattern) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  if (/\sthi xa\s/u.test(folded) && found.length === 0) return 'district';
  return found[0]?.level ?? null;
}

/** Undefined where the words say no level; null where they say that there is none (information only). */
export function readServiceLevel(text: string): Procedure['serviceLevel'] | undefined {
  const folded = foldText(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  if (/toan trinh|\btt$/u.test(folded)) return 'toan_trinh';
  if (/mot phan|\bmp$/u.test(folded)) return 'mot_phan';
  if (/cung cap thong tin|^khong$/u.test(folded)) return null;
  const level = /(?:^|\bmuc(?: do)? ?)([1-4])(?!\d)/u.exec(folded)?.[1];
  if (level !== undefined) return `muc_${level as '1' | '2' | '3' | '4'}`;
  const roman = /(?:^|\bmuc(?: do)? )(i{1,3}|iv)$/u.exec(folded)?.[1];
  const romans = { i: 'muc_1', ii: 'muc_2', iii: 'muc_3', iv: 'muc_4' } as const;
  return roman === undefined ? undefined : romans[roman as keyof typeof romans];
}

export const levelSpellings: Readonly<Record<NonNullable<Procedure['level']>, string>> = {
  province: 'Cấp tỉnh',
  district: 'Cấp huyện',
  commune: 'Cấp xã',
};
export const serviceLevelSpellings: Readonly<Record<NonNullable<Procedure['serviceLevel']>, string>> = {
  muc_1: 'Mức độ 1',
  muc_2: 'Mức độ 2',
  muc_3: 'Mức độ 3',
  muc_4: 'Mức độ 4',
  mot_phan: 'Một phần',
  toan_trinh: 'Toàn trình',
};

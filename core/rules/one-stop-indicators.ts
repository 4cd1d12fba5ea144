/**
 * Indicators from a filled Biểu II.06a: pairs of whole numbers with their formula, the criteria that they answer, and
 * where they begin to be a limitation. A denominator of 0 means that there is nothing to tell, never 0 %.
 */
import type { Criterion } from '../contract/criteria.ts';
import {
  type Indicator,
  type IndicatorKey,
  indicatorKeys,
  type StatisticsColumn,
  type StatisticsCount,
  type StatisticsLine,
  type StatisticsReport,
  type Threshold,
} from '../contract/statistics.ts';
import { formatCount, formatPercent, formatPercentHundredths } from './format.ts';
import { columnNumbers, countNames } from './one-stop-form.ts';
import { type Figures, totalsOf } from './one-stop-checks.ts';
import { compare, fraction } from './rational.ts';
import { parseRule, type RuleSource } from './scoring-rule.ts';

type Counts = StatisticsReport['counts'];
type Era = StatisticsReport['serviceEra'];
type Term = StatisticsColumn | StatisticsCount;

interface Definition {
  readonly top: readonly Term[];
  /** Null: a plain count. */
  readonly bottom: readonly Term[] | null;
  /** Smaller is better: overdue dossiers. */
  readonly lowerIsBetter: boolean;
  readonly label: { readonly vi: string; readonly en: string };
}

const inPeriod = ['receivedOnline', 'receivedDirectPostal'] as const;

/** The first era's share counts levels 3 and 4, the second's what is wholly or partly online. */
const levelTerms: Readonly<Record<Era, readonly StatisticsCount[]>> = {
  levels: ['online_level_3', 'online_level_4'],
  full_partial: ['online_full', 'online_partial'],
};

const definitions: Readonly<Record<IndicatorKey, Definition>> = {
  on_time: {
    top: ['resolvedEarly', 'resolvedOnTime'],
    bottom: ['resolvedTotal'],
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ giải quyết trước hạn và đúng hạn', en: 'Resolved early or on time' },
  },
  resolved_overdue: {
    top: ['resolvedOverdue'],
    bottom: ['resolvedTotal'],
    lowerIsBetter: true,
    label: { vi: 'Tỷ lệ đã giải quyết quá hạn', en: 'Resolved overdue' },
  },
  pending_overdue: {
    top: ['pendingOverdue'],
    bottom: null,
    lowerIsBetter: true,
    label: { vi: 'Hồ sơ đang giải quyết đã quá hạn', en: 'Pending and overdue' },
  },
  pending_overdue_share: {
    top: ['pendingOverdue'],
    bottom: ['pendingTotal'],
    lowerIsBetter: true,
    label: { vi: 'Tỷ lệ quá hạn trong hồ sơ đang giải quyết', en: 'Overdue share of what is pending' },
  },
  overdue_overall: {
    top: ['resolvedOverdue', 'pendingOverdue'],
    bottom: ['resolvedTotal', 'pendingOverdue'],
    lowerIsBetter: true,
    label: { vi: 'Tỷ lệ quá hạn chung', en: 'Overdue over all' },
  },
  online: {
    top: ['receivedOnline'],
    bottom: inPeriod,
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ hồ sơ nộp trực tuyến', en: 'Filed online' },
  },
  online_levels_3_4: {
    top: levelTerms.levels,
    bottom: inPeriod,
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4', en: 'Filed online at level 3 or 4' },
  },
  postal_intake: {
    top: ['postal_received'],
    bottom: inPeriod,
    lowerIsBetter: false,
    label: {
      vi: 'Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích',
      en: 'Taken in through the public postal service',
    },
  },
  postal_return: {
    top: ['postal_returned'],
    bottom: ['results_returned'],
    lowerIsBetter: false,
    label: {
      vi: 'Tỷ lệ kết quả trả qua dịch vụ bưu chính công ích',
      en: 'Results returned through the public postal service',
    },
  },
  services_used: {
    top: ['services_with_dossiers'],
    bottom: ['services_online_provided'],
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ', en: 'Online services in use' },
  },
  digitised: {
    top: ['digitised_in'],
    bottom: inPeriod,
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ hồ sơ được số hóa khi tiếp nhận', en: 'Digitised at intake' },
  },
  e_results: {
    top: ['e_results'],
    bottom: ['results_returned'],
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ kết quả giải quyết điện tử', en: 'Electronic results' },
  },
  online_payment: {
    top: ['online_payments'],
    bottom: ['fee_transactions'],
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ thanh toán trực tuyến', en: 'Paid online' },
  },
  apology: {
    top: ['apology_letters'],
    bottom: ['resolvedOverdue', 'pendingOverdue'],
    lowerIsBetter: false,
    label: { vi: 'Tỷ lệ hồ sơ quá hạn có văn bản xin lỗi', en: 'Overdue dossiers with a written apology' },
  },
};

/** The definition in that era of service levels. */
function definitionOf(key: IndicatorKey, era: Era): Definition {
  const definition = definitions[key];
  if (key !== 'online_levels_3_4' || era === 'levels') return definition;
  return {
    ...definition,
    top: levelTerms.full_partial,
    label: {
      vi: 'Tỷ lệ hồ sơ trực tuyến toàn trình, một phần',
      en: 'Filed online, wholly or partly',
    },
  };
}

export function indicatorLabel(key: IndicatorKey, era: Era, language: 'vi' | 'en' = 'vi'): string {
  return definitionOf(key, era).label[language];
}

export function isShare(key: IndicatorKey): boolean {
  return definitions[key].bottom !== null;
}

/** The side on which an indicator is a limitation, where nobody says otherwise. */
export function defaultComparison(key: IndicatorKey): '<' | '>' {
  return definitions[key].lowerIsBetter ? '>' : '<';
}

function isColumn(term: Term): term is StatisticsColumn {
  return term in columnNumbers;
}

/** How a formula names its terms. */
export interface FormulaWords {
  readonly column: (number: number) => string;
  readonly count: (key: StatisticsCount) => string;
}
const vietnamese: FormulaWords = {
  column: (number) => `cột ${number}`,
  count: (key) => `${countNames[key].charAt(0).toLowerCase()}${countNames[key].slice(1)}`,
};

function termsText(terms: readonly Term[], words: FormulaWords): string {
  const text = terms
    .map((term) => (isColumn(term) ? words.column(columnNumbers[term]) : words.count(term)))
    .join(' + ');
  return terms.length > 1 ? `(${text})` : text;
}

/** "(cột 8 + cột 9) / cột 7". */
export function formulaOf(key: IndicatorKey, era: Era, words: FormulaWords = vietnamese): string {
  const { top, bottom } = definitionOf(key, era);
  return bottom === null ? termsText(top, words) : `${termsText(top, words)} / ${termsText(bottom, words)}`;
}

/** Σ of the terms. A column that is empty is a nought beside others that are not; a count that is missing is unknown. */
function valueOf(terms: readonly Term[], totals: Figures, counts: Counts, single: boolean): number | null {
  let sum: number | null = null;
  for (const term of terms) {
    const value = isColumn(term) ? totals[term] : (counts[term] ?? null);
    if (value !== null) sum = (sum ?? 0) + value;
  }
  if (sum !== null || !single) return sum;
  // The form leaves a cell empty for none, where it says anything on the same matter at all.
  const matter = terms.filter(isColumn);
  return matter.length === terms.length && matter.some((column) => hasWhole(column, totals)) ? 0 : null;
}

/** True where the total above an empty cell is given. */
function hasWhole(column: StatisticsColumn, totals: Figures): boolean {
  if (column.startsWith('received')) return totals.receivedTotal !== null;
  if (column.startsWith('resolved')) return totals.resolvedTotal !== null;
  if (column.startsWith('pending')) return totals.pendingTotal !== null;
  return false;
}

/**
 * All indicators of a report. They stand on its totals, so that splitting a line into several changes nothing.
 * `era` decides what "mức độ 3, 4 / toàn trình, một phần" counts.
 */
export function indicatorsOf(
  lines: readonly StatisticsLine[],
  counts: Counts,
  era: Era = 'full_partial',
): Indicator[] {
  const totals = totalsOf(lines);
  return indicatorKeys.map((key) => {
    const { top, bottom } = definitionOf(key, era);
    return {
      key,
      numerator: valueOf(top, totals, counts, true),
      denominator: bottom === null ? null : valueOf(bottom, totals, counts, false),
      formula: formulaOf(key, era),
    };
  });
}

/** True where the indicator says something: both integers known and the whole above 0, or a plain count. */
export function isKnown({ key, numerator, denominator }: Indicator): boolean {
  if (numerator === null) return false;
  return !isShare(key) || (denominator !== null && denominator > 0);
}

/** "98,53 %", "17" or "—". */
export function indicatorText(indicator: Indicator): string {
  const { numerator, denominator } = indicator;
  if (!isKnown(indicator) || numerator === null) return '—';
  return denominator === null ? formatCount(numerator) : (formatPercent(numerator, denominator) ?? '—');
}

/** "132/1.204 = 10,96 %"; the count alone where there is no whole. */
export function indicatorFigures(indicator: Indicator): string {
  const { numerator, denominator } = indicator;
  if (numerator === null || !isShare(indicator.key)) return indicatorText(indicator);
  if (denominator === null || denominator === 0) return '—';
  return `${formatCount(numerator)}/${formatCount(denominator)} = ${indicatorText(indicator)}`;
}

// ── Criteria ─────────────────────────────────────────────────────────────────────────────────────────────

export type FormSource = 'II.06a' | 'II.06a+';

/** Indicator → the criterion of the starter set that it answers, and the source that the set names for it. */
export const criterionOfIndicator: Readonly<
  Record<IndicatorKey, { readonly code: string; readonly derivedFrom: FormSource } | null>
> = {
  on_time: { code: '3.4.1', derivedFrom: 'II.06a' },
  resolved_overdue: { code: '3.4.2', derivedFrom: 'II.06a' },
  pending_overdue: { code: '3.4.3', derivedFrom: 'II.06a' },
  pending_overdue_share: null,
  overdue_overall: null,
  online: { code: '3.5.1', derivedFrom: 'II.06a' },
  online_levels_3_4: null,
  postal_intake: { code: '3.5.3', derivedFrom: 'II.06a+' },
  postal_return: { code: '3.5.4', derivedFrom: 'II.06a+' },
  services_used: { code: '3.5.2', derivedFrom: 'II.06a+' },
  digitised: { code: '3.5.5', derivedFrom: 'II.06a+' },
  e_results: { code: '3.5.6', derivedFrom: 'II.06a+' },
  online_payment: { code: '3.5.7', derivedFrom: 'II.06a+' },
  apology: { code: '3.4.4', derivedFrom: 'II.06a+' },
};

type NamedCriterion = Pick<Criterion, 'code' | 'derivedFrom' | 'answerType' | 'rule'>;

const bare = (text: string) => text.replace(/[\s()]/gu, '').toLowerCase();

/**
 * The indicator that answers a criterion of a set: named by its formula where that is one of ours, else by its code.
 * Null for a criterion that does not name the form, or whose answer is of another kind.
 */
export function indicatorOfCriterion(criterion: NamedCriterion): IndicatorKey | null {
  const { code, derivedFrom, answerType, rule } = criterion;
  if (derivedFrom !== 'II.06a' && derivedFrom !== 'II.06a+') return null;
  const fits = (key: IndicatorKey) => answerType === (isShare(key) ? 'percentage' : 'count');
  const written = rule === null ? '' : bare(rule.split(/[;—]/u)[0] ?? '');
  const byFormula = indicatorKeys.find(
    (key) =>
      fits(key) &&
      written !== '' &&
      (['levels', 'full_partial'] as const).some((era) => bare(formulaOf(key, era)) === written),
  );
  if (byFormula !== undefined) return byFormula;
  const byCode = indicatorKeys.find((key) => criterionOfIndicator[key]?.code === code);
  return byCode !== undefined && fits(byCode) ? byCode : null;
}

/** The first criterion of a set that an indicator answers. */
export function criterionFor<C extends NamedCriterion>(
  criteria: readonly C[],
  indicator: IndicatorKey,
): C | undefined {
  return criteria.find((criterion) => indicatorOfCriterion(criterion) === indicator);
}

// ── Thresholds ───────────────────────────────────────────────────────────────────────────────────────────

export type Limit = Pick<Threshold, 'comparison' | 'limitValue'>;

/** Where a criterion's own rule stops giving everything: its target, or the limit of its first full band. */
export function limitOfCriterion(key: IndicatorKey, criterion: RuleSource): Limit | null {
  const parsed = parseRule(criterion);
  if (!parsed.ok) return null;
  const { rule } = parsed;
  const scale = isShare(key) ? 100n : 1n;
  const hundredths = (limit: { readonly top: bigint; readonly bottom: bigint }) =>
    (limit.top * scale) % limit.bottom === 0n ? Number((limit.top * scale) / limit.bottom) : null;
  if (rule.type === 'linear') {
    const limitValue = hundredths(rule.target);
    return limitValue === null ? null : { comparison: defaultComparison(key), limitValue };
  }
  if (rule.type !== 'bands') return null;
  const full = rule.bands.find(({ share }) => compare(share, fraction(1)) === 0);
  if (full === undefined) return null;
  const limitValue = hundredths(full.limit);
  if (limitValue === null) return null;
  const beyond = { '>=': '<', '>': '<=', '<=': '>', '<': '>=', '=': defaultComparison(key) } as const;
  return { comparison: beyond[full.comparison], limitValue };
}

/** True where the indicator is on the wrong side of the limit; what is not known is on neither side. */
export function isBeyond(indicator: Indicator, { comparison, limitValue }: Limit): boolean {
  const { numerator, denominator } = indicator;
  if (!isKnown(indicator) || numerator === null) return false;
  const difference =
    denominator === null
      ? numerator - limitValue
      : compare(fraction(BigInt(numerator) * 10_000n, denominator), fraction(limitValue));
  switch (comparison) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    default:
      return difference >= 0;
  }
}

/** "< 50,00 %", "> 5". */
export function limitText(key: IndicatorKey, { comparison, limitValue }: Limit): string {
  const sign = { '<': '<', '<=': '≤', '>': '>', '>=': '≥' }[comparison];
  return `${sign} ${isShare(key) ? formatPercentHundredths(limitValue) : formatCount(limitValue)}`;
}

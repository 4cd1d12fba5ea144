// The scoring rule of a criterion as an editor holds it: fields of text, because a number may be half typed. Reads
// and writes the small language of core/rules/scoring-rule.ts; whether a written rule holds is said there.
import type { Criterion } from '../../../core/contract/criteria.ts';
import { compare, one, parseDecimal } from '../../../core/rules/rational.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { earnedPoints } from '../../../core/rules/scoring.ts';
import type { ScoredCriterion } from '../../../core/rules/scoring.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import type { Choice, Comparison, RuleSource } from '../../../core/rules/scoring-rule.ts';

type AnswerType = Criterion['answerType'];
type Scoring = Criterion['scoring'];

/** What a band is measured by: a number, the target, or a part or a multiple of the target. */
export interface LimitModel {
  readonly of: 'number' | 'target' | 'divided' | 'times';
  /** The number, divisor or factor; not looked at for the target itself. */
  readonly value: string;
}
export interface BandModel {
  readonly comparison: Comparison;
  readonly limit: LimitModel;
  /** Percent of the points. */
  readonly percent: string;
}
export interface ShareModel {
  readonly choice: Choice;
  readonly percent: string;
}

export type RuleModel =
  | { readonly kind: 'choice'; readonly shares: readonly ShareModel[] }
  | { readonly kind: 'judged'; readonly step: string }
  | { readonly kind: 'linear'; readonly target: string }
  | {
      readonly kind: 'bands';
      readonly target: string;
      readonly bands: readonly BandModel[];
      readonly otherwise: string;
    }
  /** As it is written, because it cannot be read. */
  | { readonly kind: 'raw'; readonly problem: string };

/** The columns that a rule stands in; only those that its kind uses. */
export type WrittenRule = Partial<Pick<Criterion, 'bands' | 'target'>>;
export type RuleFault = 'number' | 'share' | 'step' | 'positive';
export type Written =
  | { readonly ok: true; readonly columns: WrittenRule }
  /** Field ("shares.yes", "bands.0.limit") → what is wrong with it. */
  | { readonly ok: false; readonly faults: ReadonlyMap<string, RuleFault> };

export const comparisons: readonly Comparison[] = ['>=', '>', '<=', '<', '='];

/** The scoring rules that fit what is asked, the usual one first. */
export const scoringOf: Readonly<Record<AnswerType, readonly Scoring[]>> = {
  yes_no: ['choice'],
  yes_partial_no: ['choice'],
  percentage: ['linear', 'bands'],
  count: ['bands', 'linear'],
  score: ['judged'],
};

export const answerTypes = Object.keys(scoringOf) as readonly AnswerType[];

/** A sound rule to begin with. */
export function usualRule(
  answerType: AnswerType,
  scoring: Scoring,
): Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target'> {
  const base = { answerType, scoring, bands: null, target: null };
  switch (scoring) {
    case 'choice':
      return { ...base, bands: answerType === 'yes_no' ? 'yes:1;no:0' : 'yes:1;partial:0.5;no:0' };
    case 'judged':
      return { ...base, bands: 'step:0.25' };
    case 'linear':
      return { ...base, target: answerType === 'count' ? '1' : '100' };
    case 'bands':
      return { ...base, bands: answerType === 'count' ? '=0:1;else:0' : '>=95:1;>=80:0.5;else:0' };
  }
}

/** `0,5` or `0.5` as the language writes it; null when it is no plain number. */
export function toDecimal(typed: string): string | null {
  const bare = typed.trim().replace(/\s*%$/, '').replace(',', '.');
  return parseDecimal(bare) === null ? null : bare;
}
/** `0.5` → `0,5`. */
export function fromDecimal(written: string): string {
  return written.trim().replace('.', ',');
}

/** Moves the point by whole places in the text itself, so that nothing is rounded. */
function shift(decimal: string, places: number): string {
  const [whole = '', rest = ''] = decimal.split('.');
  const digits = whole + rest;
  const at = whole.length + places;
  const padded = at <= 0 ? '0'.repeat(1 - at) + digits : digits.padEnd(at, '0');
  const point = at <= 0 ? 1 : at;
  const left = padded.slice(0, point).replace(/^0+(?=\d)/, '');
  const right = padded.slice(point).replace(/0+$/, '');
  return right === '' ? left : `${left}.${right}`;
}

/** `0.5` → `50`. */
export function shareToPercent(share: string): string {
  return fromDecimal(shift(share.trim(), 2));
}
/** `50` → `0.5`; null when it is not between 0 and 100, or finer than the language can say. */
export function percentToShare(percent: string): string | null {
  const decimal = toDecimal(percent);
  if (decimal === null) return null;
  const share = shift(decimal, -2);
  const value = parseDecimal(share);
  return value === null || compare(value, one) > 0 ? null : share;
}

function readLimit(written: string): LimitModel {
  const text = written.trim();
  if (!text.startsWith('target')) return { of: 'number', value: fromDecimal(text) };
  if (text === 'target') return { of: 'target', value: '' };
  return {
    of: text['target'.length] === '/' ? 'divided' : 'times',
    value: fromDecimal(text.slice('target'.length + 1)),
  };
}

/** The rule as fields; what cannot be read stays as it is written. */
export function readRule(source: RuleSource): RuleModel {
  const parsed = parseRule(source);
  if (!parsed.ok) return { kind: 'raw', problem: parsed.problem };
  const parts = (source.bands ?? '').split(';').map((part) => part.trim());
  const target = fromDecimal(source.target ?? '');
  switch (parsed.rule.type) {
    case 'choice': {
      const written = new Map(
        parts.map((part) => {
          const [name = '', share = ''] = part.split(':');
          return [name.trim(), share] as const;
        }),
      );
      // In the order of the answers, whatever the order of writing.
      const choices = (['yes', 'partial', 'no'] as const).filter((choice) => written.has(choice));
      return {
        kind: 'choice',
        shares: choices.map((choice) => ({ choice, percent: shareToPercent(written.get(choice) ?? '') })),
      };
    }
    case 'judged':
      return { kind: 'judged', step: fromDecimal((source.bands ?? '').split(':')[1] ?? '') };
    case 'linear':
      return { kind: 'linear', target };
    case 'bands': {
      const bands: BandModel[] = [];
      let otherwise = '0';
      for (const part of parts) {
        const match = /^(>=|<=|>|<|=)([^:]+):([^:]+)$/.exec(part);
        if (match === null) otherwise = shareToPercent(part.split(':')[1] ?? '');
        else {
          bands.push({
            comparison: match[1] as Comparison,
            limit: readLimit(match[2] ?? ''),
            percent: shareToPercent(match[3] ?? ''),
          });
        }
      }
      return { kind: 'bands', target, bands, otherwise };
    }
  }
}

function isZero(decimal: string): boolean {
  return !/[1-9]/.test(decimal);
}

/** The columns of a criterion that say this rule, or which fields keep it from being said. */
export function writeRule(model: RuleModel): Written {
  const faults = new Map<string, RuleFault>();
  const share = (field: string, percent: string): string => {
    const written = percentToShare(percent);
    if (written === null) faults.set(field, 'share');
    return written ?? '';
  };
  const positive = (field: string, typed: string): string => {
    const written = toDecimal(typed);
    if (written === null) faults.set(field, 'number');
    else if (isZero(written)) faults.set(field, 'positive');
    return written ?? '';
  };
  const columns = ((): WrittenRule => {
    switch (model.kind) {
      case 'raw':
        return {};
      case 'choice':
        return {
          bands: model.shares
            .map(({ choice, percent }) => `${choice}:${share(`shares.${choice}`, percent)}`)
            .join(';'),
        };
      case 'judged': {
        const written = toDecimal(model.step) ?? '';
        const step = parseDecimal(written);
        // Points are hundredths: a finer step cannot be given.
        if (step === null || step.top === 0n || (step.top * 100n) % step.bottom !== 0n) {
          faults.set('step', 'step');
        }
        return { bands: `step:${written}` };
      }
      case 'linear':
        return { target: positive('target', model.target) };
      case 'bands': {
        const usesTarget = model.bands.some(({ limit }) => limit.of !== 'number');
        const target = model.target.trim() === '' && !usesTarget ? null : positive('target', model.target);
        const limitOf = (field: string, limit: LimitModel): string => {
          if (limit.of === 'target') return 'target';
          if (limit.of === 'number') {
            const written = toDecimal(limit.value);
            if (written === null) faults.set(field, 'number');
            return written ?? '';
          }
          return `target${limit.of === 'divided' ? '/' : '*'}${positive(field, limit.value)}`;
        };
        const bands = model.bands.map(
          (band, index) =>
            `${band.comparison}${limitOf(`bands.${String(index)}.limit`, band.limit)}:${share(
              `bands.${String(index)}.percent`,
              band.percent,
            )}`,
        );
        return { target, bands: [...bands, `else:${share('otherwise', model.otherwise)}`].join(';') };
      }
    }
  })();
  return faults.size === 0 ? { ok: true, columns } : { ok: false, faults };
}

const noAnswer = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};

/** Points earned for a percentage (`87,5`) or a count as typed; null when it cannot be read or the rule cannot. */
export function exampleOf(criterion: ScoredCriterion, typed: string): number | null {
  const hundredths = parseHundredths(typed);
  if (hundredths === null) return null;
  if (criterion.answerType === 'count') {
    return hundredths % 100 === 0 ? earnedPoints(criterion, { ...noAnswer, count: hundredths / 100 }) : null;
  }
  return earnedPoints(criterion, { ...noAnswer, numerator: hundredths, denominator: 10_000 });
}

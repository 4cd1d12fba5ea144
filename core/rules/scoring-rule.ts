/**
 * The small language in which a criteria set writes how an answer earns its points: `yes:1;partial:0.5;no:0`,
 * `step:0.25`, `>=target:1;>=target/2:0.5;else:0`, and a bare target. Parses it; scoring.ts applies it.
 */
import type { Criterion } from '../contract/criteria.ts';
import { compare, divide, multiply, one, parseDecimal, type Fraction } from './rational.ts';

export type Choice = 'yes' | 'partial' | 'no';
export type Comparison = '>=' | '<=' | '>' | '<' | '=';
export interface Band {
  readonly comparison: Comparison;
  readonly limit: Fraction;
  readonly share: Fraction;
}

export type ScoringRule =
  | { readonly type: 'choice'; readonly shares: ReadonlyMap<Choice, Fraction> }
  /** `step` in hundredths of a point. */
  | { readonly type: 'judged'; readonly step: number }
  | { readonly type: 'linear'; readonly target: Fraction }
  | { readonly type: 'bands'; readonly bands: readonly Band[]; readonly otherwise: Fraction };

export type RuleSource = Pick<Criterion, 'answerType' | 'scoring' | 'bands' | 'target'>;
export type ParsedRule =
  { readonly ok: true; readonly rule: ScoringRule } | { readonly ok: false; readonly problem: string };

/** What a new criterion scores by until somebody says otherwise. */
export function defaultRule(
  answerType: Criterion['answerType'],
): Pick<Criterion, 'scoring' | 'bands' | 'target'> {
  switch (answerType) {
    case 'yes_no':
      return { scoring: 'choice', bands: 'yes:1;no:0', target: null };
    case 'yes_partial_no':
      return { scoring: 'choice', bands: 'yes:1;partial:0.5;no:0', target: null };
    case 'count':
      return { scoring: 'bands', bands: '=0:1;else:0', target: null };
    case 'percentage':
      return { scoring: 'linear', bands: null, target: '100' };
    case 'score':
      return { scoring: 'judged', bands: 'step:0.25', target: null };
  }
}

const choicesOf: Partial<Record<Criterion['answerType'], readonly Choice[]>> = {
  yes_no: ['yes', 'no'],
  yes_partial_no: ['yes', 'partial', 'no'],
};

function fault(problem: string): ParsedRule {
  return { ok: false, problem };
}

/** A share of the points: from 0 to 1. */
function parseShare(text: string): Fraction | null {
  const share = parseDecimal(text);
  return share === null || compare(share, one) > 0 ? null : share;
}

/** `5`, `target`, `target/2` or `target*0.8`. */
function parseLimit(text: string, target: Fraction | null): Fraction | null {
  if (!text.startsWith('target')) return parseDecimal(text);
  if (target === null) return null;
  if (text === 'target') return target;
  const factor = parseDecimal(text.slice('target'.length + 1));
  if (factor === null || factor.top === 0n) return null;
  const operator = text['target'.length];
  if (operator === '/') return divide(target, factor);
  return operator === '*' ? multiply(target, factor) : null;
}

function parseChoice(source: RuleSource): ParsedRule {
  const choices = choicesOf[source.answerType];
  if (choices === undefined) return fault(`choice does not fit the answer type ${source.answerType}`);
  const shares = new Map<Choice, Fraction>();
  for (const part of (source.bands ?? '').split(';')) {
    const [name = '', value = ''] = part.split(':');
    const choice = choices.find((one) => one === name.trim());
    const share = parseShare(value);
    if (choice === undefined || share === null || shares.has(choice)) return fault(`bad choice "${part}"`);
    shares.set(choice, share);
  }
  const missing = choices.find((choice) => !shares.has(choice));
  return missing === undefined
    ? { ok: true, rule: { type: 'choice', shares } }
    : fault(`no share for ${missing}`);
}

function parseJudged(source: RuleSource): ParsedRule {
  const match = /^\s*step\s*:(.*)$/.exec(source.bands ?? '');
  const step = match === null ? null : parseDecimal(match[1] ?? '');
  if (step === null || step.top === 0n || (step.top * 100n) % step.bottom !== 0n) {
    return fault(`bad step "${source.bands ?? ''}"`);
  }
  return { ok: true, rule: { type: 'judged', step: Number((step.top * 100n) / step.bottom) } };
}

function parseBands(source: RuleSource, target: Fraction | null): ParsedRule {
  const bands: Band[] = [];
  let otherwise: Fraction | null = null;
  for (const part of (source.bands ?? '').split(';')) {
    const match = /^\s*(?:(>=|<=|>|<|=)([^:]+)|else)\s*:([^:]+)$/.exec(part);
    const share = match === null ? null : parseShare(match[3] ?? '');
    if (match === null || share === null) return fault(`bad band "${part}"`);
    if (otherwise !== null) return fault('a band after else is never reached');
    const comparison = match[1] as Comparison | undefined;
    if (comparison === undefined) {
      otherwise = share;
      continue;
    }
    const limit = parseLimit((match[2] ?? '').trim(), target);
    if (limit === null) return fault(`bad limit "${part}"`);
    bands.push({ comparison, limit, share });
  }
  return otherwise === null ? fault('no else') : { ok: true, rule: { type: 'bands', bands, otherwise } };
}

/** The rule of a criterion, or what is wrong with how it is written. */
export function parseRule(source: RuleSource): ParsedRule {
  const key = `${source.answerType}\n${source.scoring}\n${source.bands ?? '\0'}\n${source.target ?? '\0'}`;
  let rule = parsed.get(key);
  if (rule === undefined) {
    rule = parse(source);
    if (parsed.size >= KEPT) parsed.clear();
    parsed.set(key, rule);
  }
  return rule;
}

/** A set has few rules and many criteria, and all of them are scored with every answer: each rule is read once. */
const parsed = new Map<string, ParsedRule>();
const KEPT = 2000;

function parse(source: RuleSource): ParsedRule {
  if (source.scoring === 'choice') return parseChoice(source);
  if (source.scoring === 'judged') return parseJudged(source);
  if (source.answerType !== 'percentage' && source.answerType !== 'count') {
    return fault(`${source.scoring} does not fit the answer type ${source.answerType}`);
  }
  const written = source.target?.trim() ?? '';
  const target = written === '' ? null : parseDecimal(written);
  if (written !== '' && (target === null || target.top === 0n)) return fault(`bad target "${written}"`);
  if (source.scoring === 'bands') return parseBands(source, target);
  return target === null ? fault('linear without a target') : { ok: true, rule: { type: 'linear', target } };
}

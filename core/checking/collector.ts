// Gathers what the rules say into the report: a rule is broken, held or, where nothing could be looked at, skipped.
import type { FormatFinding, FormatReport } from '../contract/format-checks.ts';
import { ruleIds } from './rule-text.ts';

export interface Verdict {
  readonly ok: boolean;
  readonly page?: number | null;
  readonly found: string;
  readonly expected: string;
}

export interface Collector {
  judge(rule: string, verdict: Verdict): void;
  /** Why a rule does not apply; the first reason stays. */
  skip(rule: string, reason: string): void;
  result(): Pick<FormatReport, 'breaches' | 'held' | 'skipped'>;
}

const NOT_THERE = 'Văn bản không có thành phần này';
const MAX_PER_RULE = 40;

export function createCollector(): Collector {
  const breaches: FormatFinding[] = [];
  const held = new Set<string>();
  const reasons = new Map<string, string>();
  const counts = new Map<string, number>();
  return {
    judge(rule, { ok, page = null, found, expected }) {
      held.add(rule);
      if (ok) return;
      const count = (counts.get(rule) ?? 0) + 1;
      counts.set(rule, count);
      if (count <= MAX_PER_RULE) breaches.push({ rule, page, found, expected });
    },
    skip(rule, reason) {
      if (!reasons.has(rule)) reasons.set(rule, reason);
    },
    result() {
      const broken = new Set(breaches.map(({ rule }) => rule));
      return {
        breaches: breaches.toSorted((a, b) => (a.page ?? 0) - (b.page ?? 0)),
        held: ruleIds.filter((rule) => held.has(rule) && !broken.has(rule)),
        skipped: ruleIds
          .filter((rule) => !held.has(rule))
          .map((rule) => ({ rule, reason: reasons.get(rule) ?? NOT_THERE })),
      };
    },
  };
}

const MAX_QUOTE = 60;

export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE - 1)}…` : line}”`;
}

/** `28,3`: at most one place behind the comma. */
export function amount(value: number): string {
  return String(Math.round(value * 10) / 10).replace('.', ',');
}

export function range([from, to]: readonly [number, number], unit: string): string {
  return from === to ? `${amount(from)} ${unit}` : `${amount(from)}–${amount(to)} ${unit}`;
}

// A criterion's scoring rule in words, in points of this criterion: "Có: 1; Một phần: 0,5; Không: 0". The set
// writes it in a small language (core/rules/scoring-rule.ts); what that cannot read is shown as it is written.
import type { Criterion } from '../../../core/contract/criteria.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import type { Fraction } from '../../../core/rules/rational.ts';
import { points } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

const signs = { '>=': '≥', '<=': '≤', '>': '>', '<': '<', '=': '=' } as const;

/** The share of the criterion's points, in hundredths. */
function earned(share: Fraction, maxPoints: number): string {
  return points(Number((share.top * BigInt(maxPoints)) / share.bottom));
}

function decimal(value: Fraction): string {
  return points(Number((value.top * 100n) / value.bottom));
}

export function ruleInWords(criterion: Criterion, t: Texts): string {
  const parsed = parseRule(criterion);
  if (!parsed.ok) return criterion.bands ?? '';
  const { rule } = parsed;
  const w = t.criteria.ruleWords;
  const unit = criterion.answerType === 'percentage' ? ' %' : '';
  switch (rule.type) {
    case 'choice':
      return [...rule.shares]
        .map(([choice, share]) => `${t.labels.answerChoice[choice]}: ${earned(share, criterion.maxPoints)}`)
        .join('; ');
    case 'judged':
      return w.judged(points(criterion.maxPoints), points(rule.step));
    case 'linear':
      return w.linear(`${decimal(rule.target)}${unit}`);
    case 'bands':
      return [
        ...rule.bands.map(
          (band) =>
            `${signs[band.comparison]} ${decimal(band.limit)}${unit}: ${earned(band.share, criterion.maxPoints)}`,
        ),
        `${w.otherwise}: ${earned(rule.otherwise, criterion.maxPoints)}`,
      ].join('; ');
  }
}

/** The names that the starter set gives to where figures come from; another set's own words stay. */
export function sourceInWords(derivedFrom: string | null, t: Texts): string | null {
  if (derivedFrom === null) return null;
  const known: Readonly<Record<string, string>> = t.criteria.derived;
  return known[derivedFrom] ?? derivedFrom;
}

export function referenceInWords(reference: string | null, t: Texts): string | null {
  if (reference === null) return null;
  const known: Readonly<Record<string, string>> = t.criteria.references;
  return reference
    .split('|')
    .map((one) => known[one.trim()] ?? one.trim())
    .join('; ');
}

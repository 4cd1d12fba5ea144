// When a legal document holds, in words.
import type { LegalDocument } from '../../../core/contract/legal.ts';
import { shortDay } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

export function inForceWords(
  one: Pick<LegalDocument, 'effectiveFrom' | 'effectiveTo' | 'replacedByName'>,
  t: Texts,
): string {
  const w = t.legal;
  const days =
    one.effectiveFrom === null && one.effectiveTo === null
      ? w.inForceUnknown
      : one.effectiveTo === null
        ? w.inForceFrom(shortDay(one.effectiveFrom ?? ''))
        : one.effectiveFrom === null
          ? w.inForceTo(shortDay(one.effectiveTo))
          : w.inForceBetween(shortDay(one.effectiveFrom), shortDay(one.effectiveTo));
  return one.replacedByName === null ? days : `${days} · ${w.replacedByName(one.replacedByName)}`;
}

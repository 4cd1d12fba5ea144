// What the sending wizard decides without a screen: its scope, when a step is whole, whom it proposes. Pure.
import type { SendPreview, SendRecipient, SendScope } from '../../../core/contract/exchange.ts';
import type { TrustedOffice } from '../../../core/contract/exchange-keys.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { noPassphrase, passphraseFault } from '../../components/new-passphrase.ts';
import type { NewPassphrase, PassphraseFault } from '../../components/new-passphrase.ts';
import { compareValues } from '../../components/ResponsiveTable.tsx';
import { rowsIn } from './exchange-words.ts';

export const scopeKinds = ['since', 'complete', 'plan', 'period'] as const;

export const firstScope: SendScope = {
  kind: 'since',
  planId: null,
  periodFrom: null,
  periodTo: null,
  evidence: true,
  personal: true,
  others: false,
};

/** Nothing is missing that its kind needs. */
export function isWholeScope({ kind, planId, periodFrom, periodTo }: SendScope): boolean {
  if (kind === 'plan') return planId !== null;
  if (kind === 'period') return periodFrom !== null && periodTo !== null && periodFrom <= periodTo;
  return true;
}

/** What other kinds had chosen does not travel. */
export function sentScope(scope: SendScope): SendScope {
  return {
    ...scope,
    planId: scope.kind === 'plan' ? scope.planId : null,
    periodFrom: scope.kind === 'period' ? scope.periodFrom : null,
    periodTo: scope.kind === 'period' ? scope.periodTo : null,
  };
}

export function holdsSomething(preview: SendPreview): boolean {
  return rowsIn(preview.counts) > 0 || preview.deletions > 0;
}

export interface RecipientDraft {
  readonly kind: 'office' | 'passphrase';
  readonly officeId: string | null;
  readonly name: string;
  readonly passphrase: NewPassphrase;
}
export const noRecipient: RecipientDraft = {
  kind: 'office',
  officeId: null,
  name: '',
  passphrase: noPassphrase,
};

/** Those that can be written to: their current card, not revoked; the offices above first, then by name. */
export function recipientsOf(trusted: readonly TrustedOffice[]): readonly TrustedOffice[] {
  const rank = { above: 0, other: 1, below: 2 } as const;
  return trusted
    .filter(({ current, revokedAt }) => current && revokedAt === null)
    .toSorted((a, b) => rank[a.relation] - rank[b.relation] || compareValues(a.name, b.name));
}

export function recipientsFound(offices: readonly TrustedOffice[], text: string): readonly TrustedOffice[] {
  const folded = foldText(text);
  return folded === '' ? offices : offices.filter(({ name }) => foldText(name).includes(folded));
}

/** Where there is one office above it is meant, until another is chosen. */
export function proposedOffice(offices: readonly TrustedOffice[]): string | null {
  const above = offices.filter(({ relation }) => relation === 'above');
  return above.length === 1 ? (above[0]?.officeId ?? null) : null;
}

export type RecipientFault = 'office' | 'name' | PassphraseFault;
export function recipientFault(draft: RecipientDraft): RecipientFault | null {
  if (draft.kind === 'office') return draft.officeId === null ? 'office' : null;
  if (draft.name.trim() === '') return 'name';
  return passphraseFault(draft.passphrase);
}

/** Null while something is missing. */
export function recipientOf(draft: RecipientDraft): SendRecipient | null {
  if (recipientFault(draft) !== null) return null;
  if (draft.kind === 'office') {
    return draft.officeId === null ? null : { kind: 'office', officeId: draft.officeId };
  }
  return { kind: 'passphrase', passphrase: draft.passphrase.first, name: draft.name.trim() };
}

/** A guess at the size of the file, for whether it fits: rows are small, files are what counts. */
export function expectedBytes(preview: SendPreview | undefined): number {
  return preview === undefined ? 0 : rowsIn(preview.counts) * 600 + preview.fileBytes + 65_536;
}

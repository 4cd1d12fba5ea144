/** The sentences that the wording bank begins with: in a new installation, beside a sample, and again on request. */
import { phraseKey } from '../../core/rules/phrase-text.ts';
import { starterPhrases } from '../../core/rules/phrase-starter.ts';
import type { Writer } from '../../db/journal.ts';
import type { Connection } from '../../db/sqlite.ts';
import { starterId } from './ids.ts';
import { missingIn } from './missing.ts';

/** Puts in what the bank has neither as this row nor in the same words; how many they were. */
export function ensureStarterPhrases(
  { connection }: { readonly connection: Connection },
  write: Writer,
  options: { readonly evenDeleted?: boolean } = {},
): number {
  const keyOf = (row: { readonly kind: string; readonly text: string }) =>
    `${row.kind} ${phraseKey(row.text)}`;
  const texts = connection.prepare('SELECT kind, text FROM phrase').all() as { kind: string; text: string }[];
  const known = new Set(texts.map(keyOf));
  const rows = starterPhrases.map((row) => ({ ...row, id: starterId('phrase', keyOf(row)) }));
  const missing = missingIn(connection, options)('phrase', rows).filter((row) => !known.has(keyOf(row)));
  for (const row of missing) {
    write.insert('phrase', {
      ...row,
      provenance: 'text',
      criterionCode: null,
      source: 'starter',
      hidden: false,
    });
  }
  return missing.length;
}

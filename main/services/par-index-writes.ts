/** What every act on the reform index does the same way: whose set it is and in which state, what goes with an item. */
import { AppError } from '../../core/contract/error.ts';
import type { IndexStatus } from '../../core/contract/par-index.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredIndexItem, StoredIndexSet } from '../../db/par-index.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { owned, type ServiceContext } from './context.ts';
import { sha256 } from './document-pages.ts';

/** A file handed out under an address of its own. */
export function handOut({ handles }: Pick<ServiceContext, 'handles'>, bytes: Uint8Array, stem: string) {
  const about = { fileName: `${stem}.xlsx`, media: XLSX_MEDIA };
  const digest = sha256(bytes);
  const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
  return { ...about, url, bytes: bytes.byteLength, pages: null, sha256: digest, expiresAt };
}

/** A set whose items may be changed: a draft of this office. */
export function draftSet(context: ServiceContext, id: string): StoredIndexSet {
  const set = owned(context, context.stores.parIndex.set(id), 'index_set', id);
  if (set.status !== 'draft') throw wrongState(set.status, 'draft');
  return set;
}

export function wrongState(
  from: IndexStatus,
  to: string,
  more: Readonly<Record<string, unknown>> = {},
): AppError {
  return new AppError('WRONG_STATE', { detail: { entity: 'index_set', from, to, ...more } });
}

/** What was copied from it counts as copied from what it was copied from itself. */
export function removeIndexItem(
  write: Writer,
  { parIndex: store }: Pick<ServiceContext['stores'], 'parIndex'>,
  item: Pick<StoredIndexItem, 'id' | 'copiedFromId'>,
  rev: number | null = null,
): void {
  for (const copy of store.copies(item.id)) {
    write.update('index_item', copy.id, null, { copiedFromId: item.copiedFromId });
  }
  for (const match of store.matchesOf(item.id)) write.remove('index_match', match.id, null);
  write.remove('index_item', item.id, rev);
}

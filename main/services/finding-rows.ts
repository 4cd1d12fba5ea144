/** What all that writes or shows findings shares: the shape of one, its agencies, and what later rounds say of it. */
import { type Finding, finding } from '../../core/contract/findings.ts';
import type { StoredFinding } from '../../db/findings.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import { type ServiceContext, shaped } from './context.ts';

export const showFinding = (row: StoredFinding): Finding => shaped(finding, row);

/** Just the agencies wanted; the finding moves with them. */
export function writeFindingAgencies(
  { stores, ids }: Pick<ServiceContext, 'stores' | 'ids'>,
  write: Writer,
  findingId: string,
  wanted: readonly string[],
): void {
  const rows = stores.findings.agencyRows([findingId]);
  const unique = new Set(wanted);
  const present = new Set(rows.map((row) => row.agencyId));
  const gone = rows.filter((row) => !unique.has(row.agencyId));
  const added = [...unique].filter((agencyId) => !present.has(agencyId));
  for (const row of gone) write.remove('finding_agency', row.id, null);
  for (const agencyId of added) write.insert('finding_agency', { id: ids.next(), findingId, agencyId });
  if (gone.length + added.length > 0) write.touch('finding', findingId);
}

/** The finding is gone: later findings no longer point at it. */
export function releaseRepeats(write: Writer, stores: Pick<Stores, 'findings'>, id: string): void {
  for (const later of stores.findings.hanging(id).repeatedBy) {
    write.update('finding', later, null, { repeatsFindingId: null });
  }
}

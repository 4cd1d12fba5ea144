/** Visits bear the name of their agency on their own day: they follow when the names of an agency change. */
import type { Writer } from '../../db/journal.ts';
import type { ServiceContext } from './context.ts';

/** Called inside the command, after the agency's versions have been written. */
export function alignVisits(
  { stores, session }: Pick<ServiceContext, 'stores' | 'session'>,
  write: Writer,
  agencyId: string,
): void {
  for (const { id, versionId, officeId, day } of stores.agencies.visitsToAlign(agencyId)) {
    // Without any day the name stays as it was chosen; rows of other offices are theirs.
    if (day === null || officeId !== session.officeId()) continue;
    const version = stores.agencies.versionOn(agencyId, day);
    if (version !== undefined && version.id !== versionId) {
      write.update('visit', id, null, { agencyVersionId: version.id });
    }
  }
}

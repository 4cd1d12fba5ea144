/** The second place of backups as it is remembered here: one row, of this PC alone. */
import type { Connection } from './sqlite.ts';

export interface BackupPlaceRow {
  readonly path: string;
  readonly label: string;
  readonly ageRecipient: string;
  readonly chosenAt: number;
  readonly provenAt: number | null;
  readonly problem: 'gone' | 'full' | 'failed' | null;
}

export const backupPlaceSql = {
  get: `SELECT path, label, age_recipient AS ageRecipient, chosen_at AS chosenAt, proven_at AS provenAt, problem
    FROM backup_place`,
  set: `INSERT OR REPLACE INTO backup_place (single, path, label, age_recipient, chosen_at)
    VALUES (1, @path, @label, @ageRecipient, @chosenAt)`,
  clear: 'DELETE FROM backup_place',
  proven: 'UPDATE backup_place SET proven_at = ?, problem = NULL',
  failed: 'UPDATE backup_place SET problem = ?',
} as const;

export function createBackupPlaceStore(connection: Connection) {
  const get = connection.prepare(backupPlaceSql.get);
  const set = connection.prepare(backupPlaceSql.set);
  const clear = connection.prepare(backupPlaceSql.clear);
  const proven = connection.prepare(backupPlaceSql.proven);
  const failed = connection.prepare(backupPlaceSql.failed);
  return {
    get: () => get.get() as BackupPlaceRow | undefined,
    set: (row: Pick<BackupPlaceRow, 'path' | 'label' | 'ageRecipient' | 'chosenAt'>) => void set.run(row),
    clear: () => void clear.run(),
    proven: (at: number) => void proven.run(at),
    failed: (problem: NonNullable<BackupPlaceRow['problem']>) => void failed.run(problem),
  };
}

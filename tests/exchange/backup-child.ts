/**
 * What a process of its own does to a data folder until it is killed: `backup-child.ts <folder> backup | restore`.
 * Prints "begun" when the work begins; the data is that of `seeded` in kill-backup.ts.
 */
import { makeBackup } from '../../db/backup.ts';
import { openDatabase } from '../../db/open.ts';
import { backupFolder } from '../../db/backup.ts';
import { listLocal } from '../../main/backup/local.ts';
import { prepareRestore } from '../../main/backup/restoring.ts';

const [folder = '', what = ''] = process.argv.slice(2);
const clock = { now: Date.now };
const say = (text: string) => process.stdout.write(`${text}\n`);

for (let round = 0; ; round++) {
  const database = openDatabase({ folder, mode: 'write', clock });
  if (round === 0) say('begun');
  if (what === 'backup') {
    await makeBackup({ folder, reason: 'idle', now: Date.now() });
    database.close();
  } else {
    // To and fro between the oldest state and the one that was left last.
    const backups = listLocal(backupFolder(folder)).filter(({ row }) => row.proven);
    const backup = round % 2 === 0 ? backups.at(-1)! : backups[0]!;
    await prepareRestore({
      folder,
      chosen: { place: 'here', backup },
      now: Date.now(),
      present: database.connection,
    });
    database.close();
    // The next opening, at the head of the loop, lets it take its place.
  }
}

/**
 * What a process of its own does to a data folder, for the tests that kill it or take its rights away:
 * `child.ts <folder> hold | commit | open-write | open-read`. Prints a line per step.
 */
import { AppError } from '../../core/contract/error.ts';
import { createJournal } from '../../db/journal.ts';
import { openDatabase } from '../../db/open.ts';
import { finding, head, seed, testIds, uuid } from './fixture.ts';

const [folder = '', what = ''] = process.argv.slice(2);
const clock = { now: Date.now };
const say = (text: string) => process.stdout.write(`${text}\n`);

function commitForever(): void {
  const { connection } = openDatabase({ folder, mode: 'write', clock });
  const journal = createJournal({ connection, clock, ids: testIds() });
  seed(journal);
  for (let number = 1; ; number++) {
    journal.run(head(), (write) =>
      write.insert('finding', finding(uuid(0x100000 + number), `Số ${number}`, number)),
    );
    // Printed only after the commit: whoever read it may count on it.
    say(String(number));
  }
}

try {
  if (what === 'hold') {
    openDatabase({ folder, mode: 'write', clock });
    say('held');
    setInterval(() => undefined, 1_000);
  } else if (what === 'commit') {
    commitForever();
  } else {
    const opened = openDatabase({ folder, mode: what === 'open-read' ? 'read' : 'write', clock });
    say(`opened ${String(opened.connection.prepare('SELECT count(*) FROM office').pluck().get())}`);
    opened.close();
  }
} catch (error) {
  say(error instanceof AppError ? error.code : String(error));
}

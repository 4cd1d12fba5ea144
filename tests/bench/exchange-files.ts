// A gigabyte of evidence out to a place and in again at another office, against copying the same files there and
// taking their digests.
import { spawnSync } from 'node:child_process';
import { randomFillSync } from 'node:crypto';
import { cpSync, mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createBlobStore } from '../../db/blobs.ts';
import { createJournal } from '../../db/journal.ts';
import type { Connection } from '../../db/sqlite.ts';
import { createStores } from '../../db/stores.ts';
import { createClock } from '../../main/clock.ts';
import { createIds } from '../../main/ids.ts';
import { createSession } from '../../main/services/context.ts';
import { type Bench, call, openApplication, openBare } from './bench.ts';
import { believe, sealedFolder, WORDS } from './exchange.ts';
import { interleave, repeat, repeatAsync } from './measure.ts';
import { memoryRow, row, type Row } from './table.ts';

const FILE = 2 * 1024 * 1024;

/** Files of noise that call themselves PDF, each with its row at a visit of the round. */
function fillEvidence(connection: Connection, folder: string, planId: string, files: number): void {
  const clock = createClock();
  const ids = createIds(clock);
  const session = createSession(createStores(connection));
  const blobs = createBlobStore({ connection, folder, clock });
  const visitId = connection
    .prepare('SELECT id FROM visit WHERE plan_id = ? ORDER BY ordinal LIMIT 1')
    .pluck()
    .get(planId) as string;
  const bytes = Buffer.alloc(FILE);
  const kept = Array.from({ length: files }, () => {
    randomFillSync(bytes).write('%PDF-1.7\n');
    return blobs.put(bytes, 'application/pdf');
  });
  const head = {
    method: 'evidence.add',
    kind: 'system',
    actorId: session.personId(),
    officeId: session.officeId(),
  } as const;
  createJournal({ connection, clock, ids }).run(head, (write) => {
    for (const [at, { sha256, size, media }] of kept.entries()) {
      write.insert('evidence', {
        id: ids.next(),
        visitId,
        ordinal: 1_000 + at,
        sha256,
        fileName: `Biên bản số ${at + 1}.pdf`,
        media,
        size,
      });
    }
  });
}

/** What the process holds at most while the work runs. */
async function peakOf<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly peak: number }> {
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  try {
    return { value: await work(), peak: Math.max(peak, process.memoryUsage.rss()) };
  } finally {
    clearInterval(timer);
  }
}

export async function measureExchangeFiles(bench: Bench): Promise<readonly Row[]> {
  const files = bench.quick ? 25 : 500;
  const folder = bench.scratch('exchange-files');
  const [from, to, stick] = [path.join(folder, 'from'), path.join(folder, 'to'), path.join(folder, 'stick')];
  mkdirSync(stick);
  const sender = await sealedFolder(bench, from, 'lai-vung-2022');
  const recipient = await sealedFolder(bench, to, 'hai-duong-2019');
  for (const [data, other, name] of [
    [from, recipient.secrets, 'UBND tỉnh'],
    [to, sender.secrets, 'UBND huyện'],
  ] as const) {
    const database = openBare(data);
    believe(database.connection, [{ secrets: other, name }]);
    if (data === from) fillEvidence(database.connection, from, sender.planId, files);
    database.connection.pragma('wal_checkpoint(TRUNCATE)');
    database.close();
  }

  const sending = openApplication(bench, from);
  const resting = process.memoryUsage.rss();
  const peaks: Record<'send' | 'receive', number[]> = { send: [], receive: [] };
  let made = 0;
  const scope = { kind: 'complete', evidence: true, personal: true, others: false };
  /** The package that was sent last; every office that takes it sees it for the first time. */
  let file = '';
  async function send(): Promise<void> {
    const { value, peak } = await peakOf(() =>
      call<{ paths: readonly string[]; readBack: { files: number } | null }>(sending, 'exchange.send', {
        scope,
        recipient: { kind: 'office', officeId: recipient.secrets.officeId },
        place: stick,
      }),
    );
    if (file !== '') rmSync(file);
    file = value.paths[0] ?? '';
    if (statSync(file).size < files * FILE) throw new Error('Not all the evidence went');
    peaks.send.push(peak);
  }
  /** An office that has not seen it yet. */
  async function arrive() {
    const data = path.join(folder, `to-${(made += 1)}`);
    cpSync(to, data, { recursive: true });
    const application = openApplication(bench, data);
    await call(application, 'keys.unlock', { passphrase: WORDS });
    return { data, application };
  }
  async function receive({ application }: Awaited<ReturnType<typeof arrive>>): Promise<void> {
    const source = { kind: 'path', path: file };
    const { peak } = await peakOf(async () => {
      const { digest } = await call<{ digest: string }>(application, 'exchange.look', { source });
      await call(application, 'exchange.receive', { source, digest, largeChangeConfirmed: true });
    });
    peaks.receive.push(peak);
  }
  async function leave({ data, application }: Awaited<ReturnType<typeof arrive>>): Promise<void> {
    await application.close();
    const database = openBare(data, 'read');
    const here = database.connection
      .prepare('SELECT count(*) FROM blob WHERE absent = 0')
      .pluck()
      .get() as number;
    database.close();
    if (here < files) throw new Error(`${here} of ${files} files have come`);
    rmSync(data, { recursive: true });
  }
  const copy = path.join(stick, 'copy');
  function copied(): void {
    const script =
      'cp -r "$1" "$2" && find "$2" -type f -exec sync {} + && find "$2" -type f -exec sha512sum {} + > "$2.sha512"';
    const { status, stderr } = spawnSync('sh', ['-c', script, 'sh', path.join(from, 'blobs'), copy]);
    if (status !== 0) throw new Error(`cp: ${stderr.toString()}`);
  }
  try {
    await call(sending, 'keys.unlock', { passphrase: WORDS });
    const rounds = await interleave(
      {
        send: repeatAsync(send),
        receive: repeatAsync(receive, arrive, leave),
        copy: async (count) => {
          const times = await repeat(copied)(count);
          rmSync(copy, { recursive: true });
          return times;
        },
      },
      { rounds: bench.quick ? 2 : 3, perRound: 1, warmUp: 0 },
    );
    const size = `${Math.round((files * FILE) / 1e6).toLocaleString('en')} MB of evidence in ${files} files`;
    const group = `Sending and taking ${size}`;
    const baseline = 'cp, sync and sha512sum of the same files on the same disk';
    const about = (what: string) => ({ group, what, baseline });
    const memory = (what: string) => ({ group, what, baseline: 'the process before' });
    return [
      row(about('exchange.send: sealed, signed, read back and counted'), rounds, 'send', 'copy'),
      row(about('exchange.look and exchange.receive: verified twice, kept'), rounds, 'receive', 'copy'),
      memoryRow(memory('the most memory of the process while it sends'), Math.max(...peaks.send), resting),
      memoryRow(memory('the same while it takes'), Math.max(...peaks.receive), resting),
    ];
  } finally {
    await sending.close();
  }
}

// Backups over real folders, and with real threads where others go on meanwhile: proven, come back to, sealed on another folder; and the state of health.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { makeRecoveryText } from '../../core/exchange/package/recovery-text.ts';
import { backupFolder, digestOf, makeBackup, proveBackup } from '../../db/backup.ts';
import { connect } from '../../db/sqlite.ts';
import { listLocal } from '../../main/backup/local.ts';
import { codeOf } from '../db/helpers.ts';
import {
  addAgency,
  agencyNames,
  hold,
  holdOffice,
  type Held,
  newFolder,
  withThreads,
} from './backup-fixture.ts';

const fixtures = path.resolve(import.meta.dirname, '../fixtures');
const PHRASE = 'con trâu đi trước cái cày';
const local = (folder: string) => listLocal(backupFolder(folder));
const latest = (folder: string) => local(folder)[0]!;

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes[at] = bytes[at]! ^ 0x41;
  writeFileSync(file, bytes);
}

/** A file of evidence in the content store, as an upload keeps it. */
async function keepFile(held: Held, text: string): Promise<void> {
  const origin = 'app://bundle';
  const answer = await held.application.web(
    new Request(`${origin}/upload?purpose=scan&name=a.pdf`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: `%PDF-1.4\n${text}\n%%EOF\n`,
    }),
    { transport: 'app', origin },
  );
  const envelope = (await answer.json()) as { ok: boolean };
  expect(envelope.ok, JSON.stringify(envelope)).toBe(true);
}

describe('a backup', () => {
  test('is listed with what it holds, and is proven by what the snapshot counted', async () => {
    const held = await holdOffice();
    const { backup, second } = await held.call('backups.make', {});
    expect(second).toBeNull();
    expect(backup).toMatchObject({ place: 'here', reason: 'by_hand', proven: true, files: 0 });
    expect(backup.rows).toBeGreaterThan(100);
    expect(await held.call('backups.list', {})).toEqual([backup]);
    const { manifest, file } = latest(held.folder);
    expect(manifest?.counts['agency']).toBe(1);
    expect(manifest?.journal.seq).toBe(2);
    expect(manifest?.sha256).toBe(digestOf(file));
    const copy = connect(file, { readOnly: true });
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT count(*) FROM agency').pluck().get()).toBe(1);
    copy.close();
    expect(readdirSync(backupFolder(held.folder)).filter((name) => !/\.(db|json)$/.test(name))).toEqual([]);
  });

  test('of one snapshot, though others write on meanwhile', async () => {
    const held = await holdOffice(undefined, withThreads);
    const making = held.call('backups.make', {});
    for (let number = 1; number <= 15; number++) await addAgency(held, `UBND xã ${String(number)}`);
    await making;
    const { manifest, file } = latest(held.folder);
    proveBackup(file, manifest!);
    const copy = connect(file, { readOnly: true });
    const chain = copy.prepare('SELECT seq, hash FROM change_set ORDER BY seq DESC LIMIT 1').get();
    const agencies = copy.prepare('SELECT count(*) FROM agency').pluck().get();
    copy.close();
    expect(chain).toEqual(manifest!.journal);
    expect(agencies).toBe(manifest!.counts['agency']);
    // One change set for the office, and one for every agency of the snapshot.
    expect(manifest!.journal.seq).toBe(1 + Number(agencies));
  });

  test('with any single byte changed is none', async () => {
    const held = await holdOffice();
    await held.call('backups.make', {});
    const { file, manifest, row } = latest(held.folder);
    const whole = readFileSync(file);
    for (let part = 0; part < 40; part++) {
      flip(file, Math.floor((whole.length * part) / 40) + part);
      expect(
        codeOf(() => proveBackup(file, manifest!)),
        `part ${String(part)}`,
      ).toBe('BACKUP_BROKEN');
      writeFileSync(file, whole);
    }
    flip(file, whole.length - 100);
    expect(await held.fails('backups.preview', { name: row.name, place: 'here' })).toBe('BACKUP_BROKEN');
    expect(await held.fails('backups.restore', { name: row.name, place: 'here' })).toBe('BACKUP_BROKEN');
    expect((await held.call('health.check', { deep: true })).backup.state).toBe('faulty');
    writeFileSync(file, whole.subarray(0, whole.length - 4096));
    expect((await held.call('backups.list', {}))[0]?.proven).toBe(false);
  });

  test('whose rows or journal are others than were counted is refused, however whole the file', async () => {
    const held = await holdOffice();
    await held.call('backups.make', {});
    const { file, manifest } = latest(held.folder);
    const tampered = (sql: string) => {
      const before = readFileSync(file);
      const copy = connect(file);
      copy.exec(sql);
      copy.close();
      const { size } = statSync(file);
      const code = codeOf(() => proveBackup(file, { ...manifest!, bytes: size, sha256: digestOf(file) }));
      writeFileSync(file, before);
      return code;
    };
    expect(tampered('DELETE FROM backup_place')).toBe('no error');
    expect(
      tampered(
        "INSERT INTO setting VALUES ('1','1',1,1,1,'x','1')".replace(/^.*$/, 'DELETE FROM search_entry'),
      ),
    ).toBe('BACKUP_BROKEN');
    expect(
      tampered("UPDATE change_set SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 2"),
    ).toBe('BACKUP_BROKEN');
    expect(tampered('PRAGMA user_version = 50')).toBe('BACKUP_BROKEN');
  });

  test('stopped or without room leaves nothing', async () => {
    const held = await holdOffice();
    const making = makeBackup({
      folder: held.folder,
      reason: 'idle',
      now: 1,
      step: () => {
        throw new Error('stopped');
      },
    });
    await expect(making).rejects.toThrow('stopped');
    expect(readdirSync(backupFolder(held.folder))).toEqual([]);
  });

  test('on a full disk says so and leaves the disk as it was', async (context) => {
    const mount = newFolder();
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', mount], { stdio: 'pipe' });
    } catch {
      console.warn('skipped: a small file system cannot be mounted here');
      return context.skip();
    }
    try {
      const held = await holdOffice(path.join(mount, 'data'));
      await held.call('backups.make', {});
      const [before] = await held.call('backups.list', {});
      // Less room than one more copy needs.
      const { statfsSync } = await import('node:fs');
      const { bavail, bsize } = statfsSync(mount);
      writeFileSync(
        path.join(mount, 'full'),
        Buffer.alloc(Math.max(0, bavail * bsize - Math.floor(before!.bytes / 2))),
      );
      expect(await held.fails('backups.make', {})).toBe('DISK_FULL');
      expect(await held.fails('backups.restore', { name: before!.name, place: 'here' })).toBe('DISK_FULL');
      expect(await held.call('backups.list', {})).toEqual([before]);
      expect(existsSync(path.join(held.folder, 'restore'))).toBe(false);
      rmSync(path.join(mount, 'full'));
      expect(await agencyNames(held)).toEqual(['UBND huyện Nam Sách']);
      await held.application.close();
    } finally {
      execFileSync('umount', [mount], { stdio: 'pipe' });
    }
  });
});

describe('coming back', () => {
  test('shows what it would do, saves the present state first, and that one comes back as well', async () => {
    const held = await holdOffice();
    const { backup } = await held.call('backups.make', {});
    await addAgency(held, 'Sở Y tế');
    await addAgency(held, 'Sở Tài chính');
    const preview = await held.call('backups.preview', { name: backup.name, place: 'here' });
    expect(preview).toMatchObject({ stepsAfter: 2, missingFiles: 0, migrates: false });
    expect(preview.tables.find(({ table }) => table === 'agency')).toEqual({
      table: 'agency',
      now: 3,
      restored: 1,
    });

    const { before, restored } = await held.call('backups.restore', { name: backup.name, place: 'here' });
    expect(restored).toEqual(backup);
    expect(before).toMatchObject({ reason: 'before_restore', proven: true });
    expect(await agencyNames(held)).toEqual(['UBND huyện Nam Sách']);
    expect(held.events.filter(({ type }) => type === 'restored')).toEqual([{ type: 'restored', seq: 2 }]);
    expect(existsSync(path.join(held.folder, 'restore'))).toBe(false);
    expect((await held.call('journal.verify', {})).intact).toBe(true);

    // Work goes on, then the state before the restore is wanted after all.
    await addAgency(held, 'Sở Nội vụ');
    const again = await held.call('backups.preview', { name: before.name, place: 'here' });
    expect(again.stepsAfter).toBe(1);
    await held.call('backups.restore', { name: before.name, place: 'here' });
    expect(await agencyNames(held)).toEqual(['Sở Tài chính', 'Sở Y tế', 'UBND huyện Nam Sách']);
    // Both states that were left are still there.
    expect(
      (await held.call('backups.list', {})).filter(({ reason }) => reason === 'before_restore'),
    ).toHaveLength(2);
  });

  test('keeps the steps back, moves the epoch on, and ends the rows of packages that went out', async () => {
    const held = await holdOffice();
    const { application } = held;
    const id = await addAgency(held, 'Sở Y tế');
    const { backup } = await held.call('backups.make', {});
    await held.call('journal.undo', {});
    await held.call('backups.restore', { name: backup.name, place: 'here' });
    expect((await held.call('journal.state', {})).undo?.method).toBe('agencies.create');
    await held.call('journal.undo', {});
    expect(await agencyNames(held)).toEqual(['UBND huyện Nam Sách']);
    await held.call('journal.redo', {});
    expect((await held.call('agencies.list', {})).rows.map((row) => row.id)).toContain(id);
    await application.close();
    const data = connect(path.join(held.folder, 'cchc.db'));
    const first = Number(data.prepare('SELECT epoch FROM exchange_state').pluck().get());
    expect(first).toBeGreaterThan(0);
    const hash = '0'.repeat(128);
    data.exec(
      `INSERT INTO exchange_stream (id, direction, begun_at, last_hash) VALUES ('o', 'out', 1, '${hash}'), ('i', 'in', 1, '${hash}')`,
    );
    data.close();

    const later = hold(held.folder);
    const made = await later.call('backups.make', {});
    await later.call('backups.restore', { name: made.backup.name, place: 'here' });
    await later.application.close();
    const after = connect(path.join(held.folder, 'cchc.db'), { readOnly: true });
    expect(Number(after.prepare('SELECT epoch FROM exchange_state').pluck().get())).toBeGreaterThan(first);
    expect(
      after.prepare('SELECT id, ended_at IS NOT NULL AS ended FROM exchange_stream ORDER BY id').all(),
    ).toEqual([
      { id: 'i', ended: 0 },
      { id: 'o', ended: 1 },
    ]);
    after.close();
  });

  test('takes no key away that was made since: what was sealed for it still opens', async () => {
    const held = await holdOffice();
    const none = await held.call('backups.make', {});
    await held.call('keys.make', { passphrase: PHRASE });
    const first = (await held.call('keys.state', {})).fingerprint;
    const one = await held.call('backups.make', {});
    await held.call('keys.renew', { passphrase: PHRASE });
    const second = (await held.call('keys.state', {})).fingerprint;
    expect(second).not.toEqual(first);
    for (const { backup } of [one, none]) {
      await held.call('backups.restore', { name: backup.name, place: 'here' });
      expect(await held.call('keys.state', {})).toMatchObject({ state: 'locked', fingerprint: second });
      await held.call('keys.unlock', { passphrase: PHRASE });
      expect((await held.call('keys.state', {})).state).toBe('open');
      const data = connect(path.join(held.folder, 'cchc.db'), { readOnly: true });
      expect(
        data.prepare('SELECT retired_at IS NULL FROM own_key ORDER BY created_at, id').pluck().all(),
      ).toEqual([0, 1]);
      data.close();
    }
  }, 120_000);

  test('commands wait meanwhile, and nothing that was acknowledged is lost', async () => {
    const held = await holdOffice(undefined, withThreads);
    const { backup } = await held.call('backups.make', {});
    const acknowledged: string[] = [];
    const restoring = held.call('backups.restore', { name: backup.name, place: 'here' });
    let refused = 0;
    let isOver = false;
    const typing = (async () => {
      for (let number = 0; !isOver; number++) {
        const name = `Đơn vị ${String(number)}`;
        const version = {
          name,
          shortName: null,
          abbreviation: null,
          placeName: null,
          parentAgencyId: null,
          validFrom: null,
          validTo: null,
        };
        const answer = await held.application.dispatch(
          'agencies.create',
          { kind: 'so_nganh', version },
          { transport: 'ipc', meta: {} },
        );
        if (answer.ok) acknowledged.push(name);
        else {
          expect(answer.error.code).toBe('BUSY');
          refused += 1;
        }
        await wait(10);
      }
    })();
    const { before } = await restoring;
    isOver = true;
    await typing;
    expect(refused).toBeGreaterThan(0);
    // What was acknowledged stands in what was saved before, or was written after.
    const saved = connect(path.join(backupFolder(held.folder), `${before.name}.db`), { readOnly: true });
    const names = saved.prepare('SELECT name FROM agency_version').pluck().all();
    saved.close();
    const now = await agencyNames(held);
    expect(acknowledged.filter((name) => !names.includes(name) && !now.includes(name))).toEqual([]);
  });

  test('is not done where somebody has worked on since the present state was saved', async () => {
    const held = await holdOffice();
    const { backup } = await held.call('backups.make', {});
    // Prepared as by a thread, with nobody who reopens; then a step more, as if it were another process's.
    const { prepareRestore } = await import('../../main/backup/restoring.ts');
    const beside = connect(path.join(held.folder, 'cchc.db'));
    const chosen = {
      place: 'here',
      backup: local(held.folder).find(({ row }) => row.name === backup.name)!,
    } as const;
    await prepareRestore({ folder: held.folder, chosen, now: Date.now(), present: beside });
    beside.close();
    await addAgency(held, 'Sở Y tế');
    await held.application.close();
    const again = hold(held.folder);
    expect(await agencyNames(again)).toEqual(['Sở Y tế', 'UBND huyện Nam Sách']);
    expect(existsSync(path.join(held.folder, 'restore'))).toBe(false);
  });

  test('a backup of every earlier schema is brought up and holds', async () => {
    for (const name of readdirSync(fixtures).filter((one) => /^schema-\d+\.db\.gz$/.test(one))) {
      const held = await holdOffice();
      const old = path.join(newFolder(), 'old.db');
      writeFileSync(old, gunzipSync(readFileSync(path.join(fixtures, name))));
      // As the version of that time named its copies: without a manifest.
      renameSync(old, path.join(backupFolder(held.folder), 'cchc-2026-01-05T00-00-00-000Z-before-60.db'));
      const which = { name: 'cchc-2026-01-05T00-00-00-000Z-before-60', place: 'here' } as const;
      const preview = await held.call('backups.preview', which);
      expect(preview.migrates, name).toBe(true);
      await held.call('backups.restore', which);
      const plans = await held.call('plans.list', {});
      expect(
        plans.map(({ year }) => year),
        name,
      ).toEqual([2022]);
      expect((await held.call('journal.verify', {})).intact).toBe(true);
      expect((await held.call('health.check', {})).database.state).toBe('sound');
      await held.application.close();
    }
  }, 120_000);

  test('also where the present data is damaged: it is put aside as it lies', async () => {
    const held = await holdOffice();
    await held.call('backups.make', {});
    await held.application.close();
    const file = path.join(held.folder, 'cchc.db');
    writeFileSync(file, Buffer.concat([readFileSync(file).subarray(0, 16), Buffer.alloc(60_000, 7)]));
    const damaged = readFileSync(file);
    const { restoreDamaged, newestProven } = await import('../../main/backup/damaged.ts');
    const log = Buffer.from('what was written last');
    writeFileSync(`${file}-wal`, log);
    const now = Date.now();
    const { before } = await restoreDamaged(held.folder, newestProven(held.folder, now)!.name, now);
    // Until the opening nothing of it has moved: stopped here, everything lies where it lay.
    expect(readFileSync(file).equals(damaged)).toBe(true);
    expect(await agencyNames(hold(held.folder))).toEqual(['UBND huyện Nam Sách']);
    const aside = path.join(backupFolder(held.folder), `${before!.name}.db`);
    expect(readFileSync(aside).equals(damaged)).toBe(true);
    expect(readFileSync(`${aside}-wal`).equals(log)).toBe(true);
    expect(before!.bytes).toBe(damaged.length);
  });

  test('a damaged database is put aside where its disk gives it to nobody any more, and without room for a second one', async () => {
    const held = await holdOffice();
    const { backup } = await held.call('backups.make', {});
    await held.application.close();
    const file = path.join(held.folder, 'cchc.db');
    // Nothing that reads it gets anywhere: a folder stands for a file whose sectors are gone.
    rmSync(file);
    mkdirSync(file);
    writeFileSync(path.join(file, 'rest'), 'rest');
    const { restoreDamaged } = await import('../../main/backup/damaged.ts');
    const { before } = await restoreDamaged(held.folder, backup.name, Date.now());
    expect(await agencyNames(hold(held.folder))).toEqual(['UBND huyện Nam Sách']);
    expect(existsSync(path.join(backupFolder(held.folder), `${before!.name}.db`, 'rest'))).toBe(true);
  });

  test('stopped while the damaged database is put aside, the next opening goes on', async () => {
    const held = await holdOffice();
    const { backup } = await held.call('backups.make', {});
    await held.application.close();
    const file = path.join(held.folder, 'cchc.db');
    writeFileSync(file, Buffer.alloc(9_000, 7));
    writeFileSync(`${file}-wal`, 'log');
    const { restoreDamaged } = await import('../../main/backup/damaged.ts');
    const { before } = await restoreDamaged(held.folder, backup.name, Date.now());
    // The log has gone to its new place, the database itself has not.
    const aside = path.join(backupFolder(held.folder), `${before!.name}.db`);
    renameSync(`${file}-wal`, `${aside}-wal`);
    expect(await agencyNames(hold(held.folder))).toEqual(['UBND huyện Nam Sách']);
    expect([readFileSync(aside).length, readFileSync(`${aside}-wal`, 'utf8')]).toEqual([9_000, 'log']);
  });
});

describe('the second place', () => {
  async function withPlace() {
    const held = await holdOffice();
    await keepFile(held, 'minh chứng');
    await held.call('keys.make', { passphrase: PHRASE });
    const place = newFolder();
    await held.call('backups.setSecondPlace', { path: place, passphrase: PHRASE });
    const made = await held.call('backups.make', {});
    expect(made.second).toMatchObject({ problem: null, provenAt: made.backup.madeAt });
    return { held, place, made };
  }
  const homeIn = (place: string) =>
    path.join(
      place,
      readdirSync(place).find((name) => name.startsWith('kiem-tra-cchc-'))!,
    );

  test('holds nothing that can be read, every file once, and is read by the tool age', async (context) => {
    const { held, place, made } = await withPlace();
    const home = homeIn(place);
    const names = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.startsWith('files/'))).toHaveLength(1);
    for (const name of names.filter((one) => one.endsWith('.age'))) {
      const text = readFileSync(path.join(home, name)).toString('latin1');
      expect(text.startsWith('age-encryption.org/v1')).toBe(true);
      expect(text).not.toContain('SQLite format');
    }
    const stamp = statSync(
      path.join(
        home,
        names.find((name) => name.startsWith('files/'))!,
      ),
    ).mtimeMs;
    await held.call('backups.make', {});
    expect(
      statSync(
        path.join(
          home,
          names.find((name) => name.startsWith('files/'))!,
        ),
      ).mtimeMs,
    ).toBe(stamp);
    expect((await held.call('backups.list', {})).filter((row) => row.place === 'second')).toHaveLength(2);
    expect(
      readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.partial')),
    ).toEqual([]);

    await held.application.close();
    const data = connect(path.join(held.folder, 'cchc.db'), { readOnly: true });
    data.close();
    try {
      execFileSync('age', ['--version'], { stdio: 'pipe' });
    } catch {
      console.warn('skipped: the tool age is not installed');
      return context.skip();
    }
    // The identity file is behind a passphrase, which age reads from a terminal alone; its inside is opened here.
    const { identitiesOf } = await import('../../main/backup/second-place.ts');
    const identity = path.join(newFolder(), 'identity');
    writeFileSync(identity, (await identitiesOf(home, PHRASE)).join('\n'));
    const sealed = path.join(home, `db-${made.backup.name.replace('cchc-', '')}.age`);
    const plain = path.join(newFolder(), 'plain.db');
    execFileSync('age', ['-d', '-i', identity, '-o', plain, sealed], { stdio: 'pipe' });
    expect(digestOf(plain)).toBe(
      local(held.folder).find(({ row }) => row.name === made.backup.name)?.manifest?.sha256,
    );
  });

  test('comes back on a new PC with the passphrase, or with the recovery sheet, and with nothing else', async () => {
    const { held, place, made } = await withPlace();
    const { createHandedVault: _none } = await import('../../main/vault.ts');
    await addAgency(held, 'Sở Y tế');
    const home = homeIn(place);
    const { identitiesOf } = await import('../../main/backup/second-place.ts');
    const [ageIdentity] = await identitiesOf(home, PHRASE);
    const status = await held.call('system.status', {});
    const sheet = makeRecoveryText({
      officeId: status.office!.id,
      signSeed: new Uint8Array(32),
      ageIdentity: ageIdentity!,
    });
    await held.application.close();

    for (const secret of [PHRASE, sheet.join(' ')]) {
      const fresh = hold();
      const found = await fresh.call('backups.lookFolder', { path: place });
      expect(found).toMatchObject([{ name: made.backup.name, proven: true, files: 1 }]);
      const from = { path: place, name: made.backup.name };
      expect(await fresh.fails('backups.restoreFrom', { ...from, secret: 'một câu khác hẳn' })).toBe(
        'WRONG_PASSPHRASE',
      );
      expect(await fresh.fails('backups.restoreFrom', { ...from, secret: null })).toBe('KEYS_MISSING');
      expect(
        await fresh.fails('backups.restoreFrom', {
          ...from,
          secret: sheet.join(' ').replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
        }),
      ).toBe('CARD_BROKEN');
      const { restored } = await fresh.call('backups.restoreFrom', { ...from, secret });
      expect(restored.rows).toBe(made.backup.rows);
      expect(await agencyNames(fresh)).toEqual(['UBND huyện Nam Sách']);
      const health = await fresh.call('health.check', { deep: true });
      expect(health.files).toMatchObject({ state: 'sound', count: 1, missing: 0, altered: 0 });
      expect(health.database.state).toBe('sound');
      // Here is an office now: its own way back saves what is there first.
      expect(await fresh.fails('backups.restoreFrom', { ...from, secret })).toBe('WRONG_STATE');
      await fresh.application.close();
    }
  }, 60_000);

  test('a byte changed there is found, and the present data stays', async () => {
    const { held, place, made } = await withPlace();
    const sealed = path.join(homeIn(place), `db-${made.backup.name.replace('cchc-', '')}.age`);
    flip(sealed, 5_000);
    const which = { name: made.backup.name, place: 'second' } as const;
    expect(await held.fails('backups.preview', which)).toBe('BACKUP_BROKEN');
    expect(await held.fails('backups.restore', which)).toBe('BACKUP_BROKEN');
    expect(await agencyNames(held)).toEqual(['UBND huyện Nam Sách']);
    expect(existsSync(path.join(held.folder, 'restore'))).toBe(false);
  });

  test('that is gone or no folder is told, and the copy here counts all the same', async () => {
    const { held, place } = await withPlace();
    rmSync(place, { recursive: true });
    const made = await held.call('backups.make', {});
    expect(made.backup.proven).toBe(true);
    expect(made.second?.problem).toBe('gone');
    expect((await held.call('backups.secondPlace', {}))?.problem).toBe('gone');
    expect((await held.call('health.check', {})).backup.state).toBe('faulty');
    // Another stick under the same letter, or the empty folder where the disk is mounted otherwise: not what was chosen.
    mkdirSync(place);
    expect((await held.call('backups.make', {})).second?.problem).toBe('gone');
    expect(readdirSync(place)).toEqual([]);
    await held.call('backups.setSecondPlace', { path: place });
    expect((await held.call('backups.make', {})).second?.problem).toBeNull();
    expect((await held.call('backups.secondPlace', {}))?.problem).toBeNull();
    expect(await held.call('backups.setSecondPlace', { path: null })).toBeNull();
    expect(await held.call('backups.secondPlace', {})).toBeNull();
  });

  test('keeps its folder when the office is called otherwise', async () => {
    const { held, place } = await withPlace();
    const [name] = readdirSync(place);
    const data = connect(path.join(held.folder, 'cchc.db'));
    data.exec("UPDATE office SET name = 'Sở Nội vụ tỉnh Đồng Tháp'");
    data.close();
    expect((await held.call('backups.make', {})).second?.problem).toBeNull();
    await held.call('backups.setSecondPlace', { path: place });
    expect(readdirSync(place)).toEqual([name]);
  });

  test('takes no evidence that has rotted here, and gives back what it has whole', async () => {
    const { held, place, made } = await withPlace();
    const blobs = path.join(held.folder, 'blobs');
    const one = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((name) => name.length > 60)!;
    const text = readFileSync(path.join(blobs, one), 'utf8');
    const sealed = path.join(homeIn(place), 'files', `${path.basename(one)}.age`);
    // Damaged here and gone there: the damaged bytes never get its name.
    flip(path.join(blobs, one), 12);
    rmSync(sealed);
    expect((await held.call('backups.make', {})).second?.problem).toBeNull();
    expect(existsSync(sealed)).toBe(false);
    // Whole there, damaged here though of the same size: coming back brings it.
    writeFileSync(path.join(blobs, one), text);
    await held.call('backups.make', {});
    expect(existsSync(sealed)).toBe(true);
    flip(path.join(blobs, one), 12);
    await held.call('backups.restore', { name: made.backup.name, place: 'second' });
    expect(readFileSync(path.join(blobs, one), 'utf8')).toBe(text);
    await held.call('keys.unlock', { passphrase: PHRASE });
    // Rotten there and gone here: all the rest comes back, and the one is missing.
    flip(sealed, statSync(sealed).size - 30);
    rmSync(path.join(blobs, one));
    await held.call('backups.restore', { name: made.backup.name, place: 'second' });
    expect((await held.call('health.check', { deep: true })).files).toMatchObject({ missing: 1, altered: 0 });
  }, 120_000);

  describe('evidence that no backup there needs any more', () => {
    const DAY = 86_400_000;
    const START = Date.UTC(2026, 0, 5);
    let now = START;

    /** Two files in a first backup; then one of them is needed no more, and there is a third. */
    async function withWaste() {
      now = START;
      const clock = { now: () => now, today: () => '2026-01-05' };
      const held = await holdOffice(undefined, { clock });
      await keepFile(held, 'một');
      await keepFile(held, 'hai');
      await held.call('keys.make', { passphrase: PHRASE });
      const place = newFolder();
      await held.call('backups.setSecondPlace', { path: place });
      await held.call('backups.make', {});
      const home = homeIn(place);
      const files = path.join(home, 'files');
      const [waste, kept] = readdirSync(files).toSorted() as [string, string];
      const data = connect(path.join(held.folder, 'cchc.db'));
      data.prepare('DELETE FROM blob WHERE sha256 = ?').run(waste.slice(0, 64));
      data.close();
      await keepFile(held, 'ba');
      /** Enough later ones, each of its own month, for the rule to give the first one up. */
      const make = async () => {
        now += DAY;
        expect((await held.call('backups.make', {})).second?.problem).toBeNull();
      };
      const firstGoes = () => {
        for (const name of readdirSync(home)) if (name.includes('2026-01-05T')) rmSync(path.join(home, name));
      };
      return { held, home, files, waste, kept, make, firstGoes };
    }

    test('goes after a new one there is proven, and nothing else goes', async () => {
      const { held, home, files, waste, kept, make, firstGoes } = await withWaste();
      const foreign = ['anh.jpg', `${'a'.repeat(63)}.age`, `${'a'.repeat(64)}.age.bak`];
      for (const name of foreign) writeFileSync(path.join(files, name), 'x');
      writeFileSync(path.join(home, 'ghi-chu.txt'), 'x');
      await make();
      // The first backup still knows it.
      expect(readdirSync(files)).toContain(waste);
      firstGoes();
      await make();
      const left = readdirSync(files);
      expect(left).not.toContain(waste);
      expect(left).toEqual(expect.arrayContaining([kept, ...foreign]));
      expect(left.filter((name) => /^[0-9a-f]{64}\.age$/.test(name))).toHaveLength(2);
      expect(existsSync(path.join(home, 'ghi-chu.txt'))).toBe(true);
      for (const row of await held.call('backups.list', {})) {
        if (row.place !== 'second') continue;
        const shown = await held.call('backups.preview', { name: row.name, place: 'second' });
        expect(shown.missingFiles).toBe(0);
      }
    });

    test('stays while one there cannot be asked, or may be in the making', async () => {
      const { held, home, files, waste, make, firstGoes } = await withWaste();
      firstGoes();
      // Of a later version of the program, or damaged.
      const strange = path.join(home, 'about-2026-01-01T00-00-00-000Z-idle.json');
      writeFileSync(strange, '{"version":2}');
      await make();
      expect(readdirSync(files)).toContain(waste);
      rmSync(strange);
      // Somebody writes here today: its list comes last.
      const half = path.join(
        home,
        `db-${new Date(now + DAY / 2).toISOString().replaceAll(/[:.]/g, '-')}-idle.age`,
      );
      writeFileSync(half, 'half');
      await make();
      expect([readdirSync(files).includes(waste), existsSync(half)]).toEqual([true, true]);
      // While the keys are locked nobody can ask.
      rmSync(half);
      await held.call('keys.lock', {});
      await make();
      expect(readdirSync(files)).toContain(waste);
      await held.call('keys.unlock', { passphrase: PHRASE });
      await make();
      expect(readdirSync(files)).not.toContain(waste);
    }, 120_000);

    test('stopped anywhere in the middle costs nothing', async () => {
      const { held, home, files, waste, kept, make, firstGoes } = await withWaste();
      firstGoes();
      const stamp = statSync(path.join(files, kept)).mtimeMs;
      // Called otherwise already, not yet deleted: one that is needed after all, and one that is not.
      for (const name of [waste, kept]) renameSync(path.join(files, name), path.join(files, `${name}.going`));
      // Halves of a backup that never came to count.
      const halves = [
        'db-2026-01-02T00-00-00-000Z-idle.age',
        'manifest-2026-01-02T00-00-00-000Z-idle.json.age',
      ];
      for (const name of halves) writeFileSync(path.join(home, name), 'half');
      await make();
      const left = readdirSync(files);
      expect(left).toContain(kept);
      expect(statSync(path.join(files, kept)).mtimeMs).toBe(stamp);
      expect(left.filter((name) => name.startsWith(waste) || name.endsWith('.going'))).toEqual([]);
      expect(readdirSync(home).filter((name) => halves.includes(name))).toEqual([]);
      const [newest] = (await held.call('backups.list', {})).filter(({ place }) => place === 'second');
      expect((await held.call('backups.preview', { name: newest!.name, place: 'second' })).missingFiles).toBe(
        0,
      );
    });
  });

  test('needs the office’s keys, and a passphrase that is one', async () => {
    const held = await holdOffice();
    const place = newFolder();
    expect(await held.fails('backups.setSecondPlace', { path: place })).toBe('KEYS_MISSING');
    await held.call('keys.make', { passphrase: PHRASE });
    expect(await held.fails('backups.setSecondPlace', { path: place, passphrase: 'ngắn' })).toBe(
      'VALIDATION',
    );
    expect(await held.fails('backups.setSecondPlace', { path: path.join(place, 'none') })).toBe('PLACE_GONE');
    expect(await held.fails('backups.setSecondPlace', { path: held.folder })).toBe('PLACE_UNSUITABLE');
  });
});

describe('a new PC', () => {
  test('takes the data folder of the old one, with its files', async () => {
    const held = await holdOffice();
    await keepFile(held, 'minh chứng');
    const { backup } = await held.call('backups.make', {});
    await held.application.close();
    const fresh = hold();
    expect(await fresh.call('backups.lookFolder', { path: held.folder })).toMatchObject([
      { name: backup.name },
    ]);
    await fresh.call('backups.restoreFrom', { path: held.folder, name: backup.name });
    expect(await agencyNames(fresh)).toEqual(['UBND huyện Nam Sách']);
    expect((await fresh.call('health.check', { deep: true })).files).toMatchObject({
      count: 1,
      missing: 0,
      altered: 0,
    });
  });
});

describe('copies that nobody asks for', () => {
  test('at closing, once, where something has changed; a reader makes none', async () => {
    const held = await holdOffice();
    held.application.keepBackups?.();
    await held.application.close();
    expect(local(held.folder).map(({ row }) => row.reason)).toEqual(['closing']);
    const again = hold(held.folder);
    again.application.keepBackups?.();
    await again.application.close();
    expect(local(held.folder)).toHaveLength(1);
    const reader = hold(held.folder, { mode: 'read' });
    reader.application.keepBackups?.();
    await reader.application.close();
    expect(local(held.folder)).toHaveLength(1);
  });

  test('not where closing would keep a person waiting: the health says so, and a quiet hour makes up for it', async () => {
    const held = await holdOffice(undefined, { automatic: { closing: 0 } });
    held.application.keepBackups?.();
    await held.application.close();
    expect(local(held.folder)).toEqual([]);
    const again = hold(held.folder, {
      automatic: { closing: 900, tick: 20, idle: 3_600_000, idleOfLarge: 50 },
    });
    expect((await again.call('health.check', {})).backup.closingSkippedAt).not.toBeNull();
    again.application.keepBackups?.();
    await expect
      .poll(() => local(held.folder).map(({ row }) => row.reason), { timeout: 15_000 })
      .toEqual(['idle']);
    expect((await again.call('health.check', {})).backup).toMatchObject({
      closingSkippedAt: null,
      state: 'sound',
    });
    // Nothing has changed since, so there is no other one.
    await wait(300);
    expect(local(held.folder)).toHaveLength(1);
  });
});

describe('what is owed', () => {
  test('a copy that was skipped is made up for though the journal tells of nothing, and then no longer owed', async () => {
    const held = await holdOffice();
    held.application.keepBackups?.();
    await held.call('backups.make', {});
    // Keys are no step of the journal.
    await held.call('keys.make', { passphrase: PHRASE });
    const { noteSkipped } = await import('../../main/backup/making.ts');
    const head = latest(held.folder).manifest!.journal;
    noteSkipped(backupFolder(held.folder), Date.now(), head);
    await held.application.close();
    const next = hold(held.folder);
    expect((await next.call('health.check', {})).backup.closingSkippedAt).toBeNull();
    noteSkipped(backupFolder(held.folder), Date.now(), head);
    next.application.keepBackups?.();
    await next.application.close();
    expect(local(held.folder).map(({ row }) => row.reason)).toEqual(['closing', 'closing', 'by_hand']);
  });

  test('the second place that closing left behind is brought up in a short pause, once it is there', async () => {
    const held = await holdOffice();
    await held.call('keys.make', { passphrase: PHRASE });
    const place = newFolder();
    await held.call('backups.setSecondPlace', { path: place });
    await held.call('backups.make', {});
    await addAgency(held, 'Sở Y tế');
    held.application.keepBackups?.();
    await held.application.close();
    expect(latest(held.folder).row.reason).toBe('closing');
    // Pulled out at the next start.
    const away = `${place}-away`;
    renameSync(place, away);
    mkdirSync(place);
    const next = hold(held.folder, { automatic: { tick: 20, idle: 3_600_000, idleOfLarge: 50 } });
    next.application.keepBackups?.();
    await wait(400);
    expect(local(held.folder)).toHaveLength(2);
    rmSync(place, { recursive: true });
    renameSync(away, place);
    await expect
      .poll(
        async () => (await next.call('backups.list', {})).filter((row) => row.place === 'second').length,
        { timeout: 15_000 },
      )
      .toBe(2);
    expect((await next.call('backups.secondPlace', {}))?.problem).toBeNull();
  });

  test('a backup that bears a time still to come is neither the newest nor a sign of health', async () => {
    let now = Date.UTC(2031, 0, 1);
    const held = await holdOffice(undefined, { clock: { now: () => now, today: () => '2026-11-20' } });
    const ahead = await held.call('backups.make', {});
    await addAgency(held, 'Sở Y tế');
    now = Date.UTC(2026, 10, 20);
    await addAgency(held, 'Sở Nội vụ');
    expect((await held.call('health.check', {})).backup).toMatchObject({
      state: 'faulty',
      last: { name: ahead.backup.name },
    });
    const right = await held.call('backups.make', {});
    await addAgency(held, 'Sở Tài chính');
    expect((await held.call('health.check', {})).backup).toMatchObject({
      state: 'sound',
      last: { name: right.backup.name },
    });
    const { newestProven } = await import('../../main/backup/damaged.ts');
    expect(newestProven(held.folder, now)?.name).toBe(right.backup.name);
  });
});

describe('health', () => {
  test('tells damage of every part apart', async () => {
    const held = await holdOffice();
    await keepFile(held, 'một');
    await keepFile(held, 'hai');
    await held.call('backups.make', {});
    expect(await held.call('health.check', { deep: true })).toMatchObject({
      database: { state: 'sound' },
      journal: { state: 'sound', changeSets: 2, brokenAt: null },
      files: { state: 'sound', count: 2, missing: 0, altered: 0, orphans: 0, absent: 0, deep: true },
      backup: { state: 'sound', second: null },
    });
    await held.application.close();
    const blobs = path.join(held.folder, 'blobs');
    const [one, two] = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.length > 60,
    );
    rmSync(path.join(blobs, one!));
    flip(path.join(blobs, two!), 10);
    const data = connect(path.join(held.folder, 'cchc.db'));
    data.exec(
      "UPDATE change_payload SET payload = replace(payload, 'Nam', 'Nữ') WHERE change_id = (SELECT max(change_id) FROM change_payload WHERE payload LIKE '%Nam%')",
    );
    data.close();
    const again = hold(held.folder);
    expect(await again.call('health.check', {})).toMatchObject({
      files: { missing: 1, altered: 0, deep: false },
    });
    expect(await again.call('health.check', { deep: true })).toMatchObject({
      database: { state: 'sound' },
      journal: { state: 'faulty', brokenAt: 2 },
      files: { state: 'faulty', missing: 1, altered: 1 },
    });
  });
});

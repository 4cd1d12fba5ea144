// Sending: written, read back, counted; only then the number is used. And everything that can go wrong with a stick.
import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input } from '../../../core/contract/index.ts';
import { NO_HASH } from '../../../core/exchange/package/types.ts';
import { versionOf } from '../../../core/exchange/package/versions.ts';
import { AppError } from '../../../core/contract/error.ts';
import { openPackage, type OpenPackage } from '../../../main/exchange/package-reader.ts';
import { loadSample } from '../../../main/samples/load.ts';
import type { ServiceContext } from '../../../main/services/context.ts';
import { createHandlers } from '../../../main/services/index.ts';
import { createWorkHere } from '../../../main/work/work.ts';
import { sampleSecrets } from '../../exchange/package-sample.ts';
import { type Office, openOffice, removeOffice } from './fixture.ts';

const PEER = '018f0000-0000-7000-8000-000000000901';
const PASSPHRASE = 'chín con trâu đen';
const peer = sampleSecrets(2);
type Scope = Input<'exchange.send'>['scope'];

let office: Office;
let stick: string;
let opened: OpenPackage[];

beforeEach(async () => {
  office = openOffice();
  stick = mkdtempSync(path.join(tmpdir(), 'cchc-stick-'));
  opened = [];
  loadSample(office.context, { name: 'hai-duong-2019', illustrative: true });
  await office.context.vaultKeeper?.make(PASSPHRASE);
  trust();
});
afterEach(() => {
  for (const one of opened) one.close();
  removeOffice(office);
  rmSync(stick, { recursive: true, force: true });
});

function trust(): void {
  const { journal, ids, session } = office.context;
  journal.run({ method: 'trust.add', actorId: session.personId(), officeId: session.officeId() }, (write) =>
    write.insert('trusted_office', {
      id: ids.next(),
      officeId: PEER,
      name: 'UBND tỉnh Hải Dương',
      level: 'province',
      relation: 'above',
      signPublic: peer.signPublic,
      ageRecipient: peer.ageRecipient,
      validFrom: 0,
      confirmedBy: session.personId(),
      confirmedAt: 0,
    }),
  );
}

const send = (scope: Scope = { kind: 'since' }, place: string | null = stick) =>
  office.call('exchange.send', { scope, recipient: { kind: 'office', officeId: PEER }, place });

async function opens(
  file: string | undefined,
  identities: readonly string[] = [peer.ageIdentity],
  passphrase: string | null = null,
) {
  const one = await openPackage({
    paths: [file ?? ''],
    identities,
    passphrase,
    workFolder: mkdtempSync(path.join(stick, 'open-')),
    progress: { step: () => undefined },
  });
  opened.push(one);
  return one;
}

const scalar = (sql: string, ...values: unknown[]) =>
  Number(
    office.context.connection
      .prepare(sql)
      .pluck()
      .get(...values),
  );
const packages = () => scalar('SELECT count(*) FROM exchange_package');
const own = () => office.context.session.officeId();
const visit = () =>
  String(office.context.connection.prepare('SELECT id FROM visit ORDER BY id').pluck().get());

/** A change of one row. */
function touch(): string {
  const { journal, session } = office.context;
  const id = visit();
  journal.run({ method: 'visits.update', actorId: session.personId(), officeId: own() }, (write) =>
    write.update('visit', id, null, { note: `Ghi chú ${scalar('SELECT max(seq) FROM change_set')}` }),
  );
  return id;
}
/** Nothing is left on the stick and nothing has been counted. */
function expectNothing(): void {
  expect(existsSync(stick) ? readdirSync(stick) : []).toEqual([]);
  expect(packages()).toBe(0);
  expect(scalar('SELECT count(*) FROM exchange_stream')).toBe(0);
  expect(readdirSync(path.join(office.folder, 'exchange-work'))).toEqual([]);
}

describe('a first package', () => {
  test('since nothing is everything: counted before, while and after, and read by the recipient', async () => {
    const scope = { kind: 'since' } as const;
    const before = await office.call('exchange.previewSend', { scope, officeId: PEER });
    expect(before).toMatchObject({ kind: 'complete', seq: 1, previousAt: null, offices: 1, missingFiles: 0 });
    expect(before.title).toBe('Toàn bộ dữ liệu đến ngày 01/11/2019');
    const sent = await send(scope);
    expect(sent.counts).toEqual(before.counts);
    expect(sent.paths).toHaveLength(1);
    expect(path.basename(sent.paths[0] ?? '')).toMatch(/^[A-Za-z0-9-]+-20191101-001\.cchc$/);
    expect(readdirSync(stick)).toEqual([path.basename(sent.paths[0] ?? '')]);
    expect(sent.file).toBeNull();
    expect(sent.package).toMatchObject({
      direction: 'out',
      state: 'written',
      seq: 1,
      kind: 'complete',
      canUndo: false,
    });

    const there = await opens(sent.paths[0]);
    expect(there.header).toMatchObject({
      seq: 1,
      previousHash: NO_HASH,
      recipientOfficeId: PEER,
      kind: 'complete',
    });
    expect(there.signedBy).toBe(office.context.vault.secrets().signPublic);
    for (const { table, rows } of before.counts) {
      expect([table, there.counts[table]]).toEqual([table, rows]);
      const ids = [...there.rows(table)].map((row) => row['id']);
      expect(new Set(ids).size).toBe(rows);
      const ours = office.context.connection
        .prepare(`SELECT id FROM ${table} WHERE origin_office_id = ?`)
        .pluck()
        .all(own());
      expect(ids).toEqual(expect.arrayContaining(ours));
    }
    expect(sent.readBack.rows).toBe(before.counts.reduce((sum, { rows }) => sum + rows, 0));
    expect(there.files).toHaveLength(before.files);
    expect(sent.readBack).toMatchObject({ files: before.files, bytes: sent.package.bytes });
    expect(there.criteria.length).toBeGreaterThan(0);
    expect(there.journalLines).toBeGreaterThan(0);
    // The sender opens it as well: nothing else proves that it can be opened.
    expect((await opens(sent.paths[0], office.context.vault.identities())).hash).toBe(there.hash);
    // Nothing plain stays behind.
    expect(readdirSync(path.join(office.folder, 'exchange-work'))).toEqual([]);
  });

  test('under a passphrase, by the one who knows it', async () => {
    const recipient = { kind: 'passphrase', passphrase: 'mùa thu vàng', name: 'Sở Nội vụ' } as const;
    const sent = await office.call('exchange.send', { scope: { kind: 'since' }, recipient, place: stick });
    const there = await opens(sent.paths[0], [], 'mùa thu vàng');
    expect(there.header).toMatchObject({ recipientOfficeId: null, recipientName: 'Sở Nội vụ', seq: 1 });
    await expect(opens(sent.paths[0], [], 'mùa xuân xanh')).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    });
    touch();
    const next = { scope: { kind: 'since' }, officeId: null } as const;
    // The same name goes on, another one begins.
    expect(await office.call('exchange.previewSend', { ...next, name: 'Sở Nội vụ' })).toMatchObject({
      kind: 'since',
      seq: 2,
    });
    expect(await office.call('exchange.previewSend', { ...next, name: 'Sở Tư pháp' })).toMatchObject({
      kind: 'complete',
      seq: 1,
    });
    expect(
      await office.fails('exchange.send', {
        scope: { kind: 'since' },
        recipient: { ...recipient, passphrase: 'ngắn' },
        place: stick,
      }),
    ).toMatchObject({
      code: 'VALIDATION',
    });
  }, 60_000);

  test('into the browser: handed out piece by piece, and gone with its link', async () => {
    const sent = await send({ kind: 'complete' }, null);
    expect(sent.paths).toEqual([]);
    const id = sent.file?.url.split('/').at(-1) ?? '';
    const content = office.context.handles.get(id);
    expect(content?.size).toBe(sent.package.bytes);
    const copy = path.join(stick, 'copy.cchc');
    writeFileSync(copy, content?.held?.read(0, content.size) ?? new Uint8Array());
    expect((await opens(copy)).header.seq).toBe(1);
    office.context.handles.drop(id);
    expect(readdirSync(path.join(office.folder, 'exchange-work'))).toEqual([]);
    expect(packages()).toBe(1);
  });
});

describe('the next ones', () => {
  test('hold what was touched and deleted since, and name the one before', async () => {
    const first = await send();
    const none = await office.fails('exchange.send', {
      scope: { kind: 'since' },
      recipient: { kind: 'office', officeId: PEER },
      place: stick,
    });
    expect(none.code).toBe('PACKAGE_EMPTY');
    const touched = touch();
    const evidence = office.context.connection
      .prepare('SELECT id FROM answer ORDER BY id')
      .pluck()
      .get() as string;
    const { journal, session } = office.context;
    journal.run({ method: 'test.remove', actorId: session.personId(), officeId: own() }, (write) => {
      write.update('answer', evidence, null, { note: 'Sửa' });
    });
    const second = await send();
    const there = await opens(second.paths[0]);
    expect(there.header).toMatchObject({
      seq: 2,
      previousHash: (await opens(first.paths[0])).hash,
      kind: 'since',
    });
    expect(there.counts).toMatchObject({ visit: 1, answer: 1 });
    expect(Object.values(there.counts).reduce((sum, rows) => sum + rows, 0)).toBe(2);
    expect([...there.rows('visit')].map((row) => row['id'])).toEqual([touched]);
    const rev = scalar('SELECT rev FROM visit WHERE id = ?', touched);
    expect([...there.rows('visit')][0]?.['origin_version']).toBe(versionOf(0, rev));
    expect(second.package.title).toBe('Dữ liệu phát sinh trong ngày 01/11/2019');
  });

  test('a single round uses a number and leaves what is owed as it was', async () => {
    await send();
    const touched = touch();
    const planId = String(office.context.connection.prepare('SELECT id FROM plan').pluck().get());
    const round = await send({ kind: 'plan', planId });
    const title = office.context.connection.prepare('SELECT title FROM plan').pluck().get();
    expect(round.package).toMatchObject({ seq: 2, kind: 'plan', title });
    expect((await opens(round.paths[0])).header.journal).toBeNull();
    const next = await opens((await send()).paths[0]);
    expect([next.header.seq, [...next.rows('visit')].map((row) => row['id'])]).toEqual([3, [touched]]);
  });

  test('one that was not taken is made good by everything once more', async () => {
    const first = await send();
    office.context.stores.exchangePackages.update(first.package.id, { state: 'returned' });
    touch();
    expect(
      await office.call('exchange.previewSend', { scope: { kind: 'since' }, officeId: PEER }),
    ).toMatchObject({ kind: 'complete', seq: 2 });
    await send();
    touch();
    expect((await send()).package.kind).toBe('since');
  });

  test('after a restore a new row of packages begins', async () => {
    const first = await send();
    const store = office.context.stores.exchangePackages;
    store.endOutStreams(1);
    store.setEpoch(77);
    const again = await opens((await send()).paths[0]);
    expect(again.header).toMatchObject({ seq: 1, previousHash: NO_HASH, epoch: 77, kind: 'complete' });
    expect(again.header.stream).not.toBe((await opens(first.paths[0])).header.stream);
    const rev = scalar('SELECT rev FROM visit WHERE id = ?', visit());
    expect([...again.rows('visit')].find((row) => row['id'] === visit())?.['origin_version']).toBe(
      versionOf(77, rev),
    );
  });

  test('names that stayed at home follow when they are wanted', async () => {
    const bare = await opens((await send({ kind: 'since', personal: false })).paths[0]);
    expect(bare.header.withPersonal).toBe(false);
    expect(bare.files).toEqual([]);
    touch();
    const full = await opens((await send()).paths[0]);
    expect(full.header.kind).toBe('since');
    const names = office.context.connection.prepare('SELECT full_name FROM person ORDER BY id').pluck().all();
    expect([...full.rows('person')].map((row) => row['full_name'])).toEqual(names);
    touch();
    expect((await opens((await send()).paths[0])).counts).toEqual({ visit: 1 });
  });

  test('without personal values none stands in the whole package', async () => {
    const { paths } = await send({ kind: 'complete', personal: false });
    const there = await opens(paths[0]);
    const folder = readdirSync(stick).find((name) => name.startsWith('open-')) ?? '';
    const plain = readdirSync(path.join(stick, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name)));
    const told = [
      ...plain,
      Buffer.from(
        JSON.stringify([
          there.header,
          there.forms.map(({ name }) => [...there.rows(name)]),
          [...there.journal()],
          there.criteria,
        ]),
      ),
    ];
    const values = office.context.connection
      .prepare(
        `SELECT full_name FROM person UNION SELECT full_name FROM team_member WHERE full_name IS NOT NULL
         UNION SELECT head_name FROM agency WHERE head_name IS NOT NULL UNION SELECT contact_phone FROM agency WHERE contact_phone IS NOT NULL
         UNION SELECT contact_email FROM agency WHERE contact_email IS NOT NULL UNION SELECT contact_name FROM agency WHERE contact_name IS NOT NULL
         UNION SELECT signer_name FROM issuer WHERE signer_name IS NOT NULL UNION SELECT applicant FROM sample_item WHERE applicant IS NOT NULL`,
      )
      .pluck()
      .all() as string[];
    expect(values.length).toBeGreaterThan(5);
    for (const value of values)
      expect([value, told.some((bytes) => bytes.includes(value))]).toEqual([value, false]);
  });
});

describe('what goes wrong', () => {
  const expectCode = async (running: Promise<unknown>, code: string) =>
    expect(((await running.catch((error: unknown) => error)) as AppError).message).toContain(code);

  test('the seal is locked, or nobody knows the office', async () => {
    await expectCode(
      office.call('exchange.send', {
        scope: { kind: 'complete' },
        recipient: { kind: 'office', officeId: own() },
        place: stick,
      }),
      'NOT_FOUND',
    );
    office.context.vaultKeeper?.lock();
    await expectCode(send(), 'KEYS_LOCKED');
    expect(readdirSync(stick)).toEqual([]);
    expect(packages()).toBe(0);
  });

  test('a name that is there already is left alone', async () => {
    const first = await send({ kind: 'complete' });
    const name = first.paths[0] ?? '';
    const bytes = readFileSync(name);
    const taken = name.replace('-001.', '-002.');
    writeFileSync(taken, 'something else');
    const second = await send({ kind: 'complete' });
    expect(path.basename(second.paths[0] ?? '')).toMatch(/-002-2\.cchc$/);
    expect(readFileSync(taken, 'utf8')).toBe('something else');
    expect(readFileSync(name)).toEqual(bytes);
  });

  test('the place is gone', async () => {
    rmSync(stick, { recursive: true });
    await expectCode(send(), 'PLACE_GONE');
    expect(packages()).toBe(0);
  });

  /** The handlers with a progress of the test's own: something happens at a step of the work. */
  function sendWith(
    step: (done: number, total: number | null) => void,
    other: Partial<Pick<ServiceContext, 'vault' | 'places'>> = {},
  ) {
    const handlers = createHandlers({ ...office.context, ...other, work: createWorkHere({ step }) });
    return Promise.resolve(
      handlers['exchange.send'](
        {
          scope: {
            kind: 'complete',
            planId: null,
            periodFrom: null,
            periodTo: null,
            evidence: true,
            personal: true,
            others: false,
          },
          recipient: { kind: 'office', officeId: PEER },
          place: stick,
        },
        { transport: 'cli', meta: {} },
      ),
    );
  }
  const failed = (running: Promise<unknown>) =>
    running.then(
      () => 'done',
      (error: unknown) => (error instanceof AppError ? error.code : String(error)),
    );

  test('stopped at any moment, nothing is left and no number is used', async () => {
    let steps = 0;
    await sendWith(() => (steps += 1));
    expect(steps).toBeGreaterThan(5);
    for (const file of readdirSync(stick)) rmSync(path.join(stick, file));
    office.context.connection.exec('DELETE FROM exchange_package; DELETE FROM exchange_stream');
    for (const at of [1, 2, 3, Math.floor(steps / 2), steps - 1, steps]) {
      let seen = 0;
      const code = await failed(
        sendWith(() => {
          if (++seen === at) throw new AppError('CANCELLED');
        }),
      );
      expect([at, code]).toEqual([at, 'CANCELLED']);
      expectNothing();
    }
  });

  test('pulled out while it is written, or before it is read back', async () => {
    for (const share of [0.4, 0.75]) {
      let pulled = false;
      const code = await failed(
        sendWith((done, total) => {
          if (pulled || total === null || done / total < share || readdirSync(stick).length === 0) return;
          pulled = true;
          rmSync(stick, { recursive: true });
        }),
      );
      expect([share, pulled, code]).toEqual([share, true, 'PLACE_GONE']);
      expectNothing();
      mkdirSync(stick);
    }
  });

  test('what reads back otherwise is no package', async () => {
    const { vault, places } = office.context;
    let changed = false;
    const identities = () => {
      // Asked just before it is read back.
      const ready = readdirSync(stick).find((name) => name.endsWith('.ready')) ?? '';
      const bytes = readFileSync(path.join(stick, ready));
      const at = bytes.length - 5000;
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path.join(stick, ready), bytes);
      changed = true;
      return vault.identities();
    };
    expect([await failed(sendWith(() => undefined, { vault: { ...vault, identities } })), changed]).toEqual([
      'PLACE_DIFFERS',
      true,
    ]);
    expectNothing();
    // Room is asked for before the first byte.
    const narrow: typeof places = {
      ...places,
      assertWritable: async (folder, caller) => ({
        ...(await places.assertWritable(folder, caller)),
        freeBytes: 10_000,
      }),
    };
    expect(await failed(sendWith(() => undefined, { places: narrow }))).toBe('DISK_FULL');
    expectNothing();
  });

  test('too large for one file of the stick: in parts, read back as one', async () => {
    const { places } = office.context;
    const small: typeof places = {
      ...places,
      assertWritable: async (folder, caller) => ({
        ...(await places.assertWritable(folder, caller)),
        fileLimit: 200_000,
      }),
    };
    const sent = await sendWith(() => undefined, { places: small });
    expect(sent.paths.length).toBeGreaterThan(2);
    expect(sent.paths.map((file) => path.basename(file))).toEqual(readdirSync(stick).toSorted());
    expect(sent.paths.every((file, at) => file.endsWith(`.cchc.${String(at + 1).padStart(3, '0')}`))).toBe(
      true,
    );
    const there = await openPackage({
      paths: sent.paths,
      identities: [peer.ageIdentity],
      passphrase: null,
      workFolder: mkdtempSync(path.join(stick, 'open-')),
      progress: { step: () => undefined },
    });
    opened.push(there);
    expect(there.bytes).toBe(sent.package.bytes);
  });

  test('a file of the content store has been changed by the disk', async () => {
    const { blobs, connection } = office.context;
    const kept = blobs.put(Buffer.from('%PDF-1.7 một trang'), 'application/pdf');
    office.context.journal.run({ method: 'evidence.add', actorId: null, officeId: own() }, (write) =>
      write.insert('evidence', {
        id: office.context.ids.next(),
        visitId: visit(),
        ordinal: 90,
        sha256: kept.sha256,
        fileName: 'bien-ban.pdf',
        media: 'application/pdf',
        size: kept.size,
      }),
    );
    const there = await opens((await send()).paths[0]);
    expect(there.files.map(({ sha256 }) => sha256)).toContain(kept.sha256);
    const without = await opens((await send({ kind: 'complete', evidence: false })).paths[0]);
    expect(without.files.map(({ sha256 }) => sha256)).not.toContain(kept.sha256);
    expect(without.counts['evidence']).toBe(there.counts['evidence']);
    // The next one brings what was left out, though nobody has touched its row.
    const owed = await opens((await send()).paths[0]);
    expect(owed.files.map(({ sha256 }) => sha256)).toContain(kept.sha256);
    const file = blobs.path(kept.sha256);
    writeFileSync(file, Buffer.alloc(kept.size, 'x'));
    await expectCode(send({ kind: 'complete' }), 'CORRUPT');
    rmSync(file);
    const preview = await office.call('exchange.previewSend', {
      scope: { kind: 'complete' },
      officeId: PEER,
    });
    expect(preview.missingFiles).toBe(1);
    expect(connection.inTransaction).toBe(false);
    expect((await opens((await send({ kind: 'complete' })).paths[0])).files).toHaveLength(preview.files);
  });

  const names = () =>
    readdirSync(stick)
      .filter((name) => !name.startsWith('open-'))
      .toSorted();
  const age = (name: string, minutes: number) => {
    const then = new Date(Date.now() - minutes * 60_000);
    utimesSync(path.join(stick, name), then, then);
  };
  /** Not under way any more. */
  const put = (name: string, text = 'nửa gói', minutes = 60) => {
    writeFileSync(path.join(stick, name), text);
    age(name, minutes);
  };

  test('a number that was used and whose file has no name yet gets it', async () => {
    const { paths } = await send();
    const [file = ''] = paths;
    renameSync(file, `${file}.ready`);
    age(path.basename(`${file}.ready`), 600);
    touch();
    await send();
    expect(existsSync(file)).toBe(true);
    expect(readdirSync(stick).filter((name) => name.endsWith('.ready'))).toEqual([]);
  });

  test('and so it is where it came in parts, some of which have their name', async () => {
    const { places } = office.context;
    const assertWritable: typeof places.assertWritable = async (...given) => ({
      ...(await places.assertWritable(...given)),
      fileLimit: 500_000,
    });
    const { paths } = await sendWith(() => undefined, { places: { ...places, assertWritable } });
    expect(paths.length).toBeGreaterThan(3);
    for (const file of paths.slice(0, 2)) {
      const { dir, name, ext } = path.parse(file);
      renameSync(file, path.join(dir, `${name}.ready${ext}`));
      age(`${name}.ready${ext}`, 600);
    }
    touch();
    const next = await send();
    expect(names()).toEqual([...paths, ...next.paths].map((file) => path.basename(file)).toSorted());
  });

  test('another package that has the name of one that counts does not get it, and goes when it is old', async () => {
    const elsewhere = mkdtempSync(path.join(stick, 'open-'));
    const first = await send({ kind: 'complete' }, elsewhere);
    office.context.connection.exec('DELETE FROM exchange_package; DELETE FROM exchange_stream');
    const second = await send({ kind: 'complete' }, mkdtempSync(path.join(stick, 'open-')));
    expect(second.package.fileName).toBe(first.package.fileName);
    // Killed before it was counted; the next sending went to another stick and was called alike.
    const ready = `${first.package.fileName}.ready`;
    renameSync(first.paths[0] ?? '', path.join(stick, ready));
    touch();
    const third = await send();
    expect(names()).toEqual([ready, third.package.fileName].toSorted());
    age(ready, 11);
    touch();
    await send();
    expect(names()).not.toContain(ready);
    expect(names()).not.toContain(first.package.fileName);
  });

  test('of a package for a passphrase only the passphrase tells whether it counts: until then it stays', async () => {
    const sealed = (passphrase: string) =>
      office.call('exchange.send', {
        scope: { kind: 'complete' },
        recipient: { kind: 'passphrase', passphrase, name: passphrase },
        place: stick,
      });
    const { fileName } = (await sealed('chín con trâu đen')).package;
    renameSync(path.join(stick, fileName), path.join(stick, `${fileName}.ready`));
    age(`${fileName}.ready`, 600);
    await send();
    expect(names()).toContain(`${fileName}.ready`);
    await sealed('chín con trâu đen');
    expect(names()).toContain(fileName);
    expect(names()).not.toContain(`${fileName}.ready`);
  }, 60_000);

  test('what a killed sending left goes with the next one, and nothing else', async () => {
    const { fileName } = (await send()).package;
    const stem = fileName.replace(/-[0-9]{8}-[0-9]{3}\.cchc$/, '');
    expect(stem).toMatch(/^So-Noi-vu/);
    const trial = `.${randomUUID()}.part`;
    const left = [
      `${stem}-20190101-20191231-007.cchc.ready.part`,
      `${stem}-20190101-008.cchc.ready`,
      `${stem}-009.cchc.ready.001`,
      `${stem}-009.cchc.ready.002.part`,
      `${stem}-20190101-010-2.cchc.ready.part`,
      'Xac-nhan-So-Noi-vu-UBND-huyen-3.cchcr.part',
    ];
    for (const name of left) put(name);
    put(trial, '');
    const kept = [
      fileName,
      'UBND-huyen-khac-20190101-007.cchc.ready.part',
      `${stem}-20190101-007.cchc.part`,
      `${stem}-20190101-007.cchc.readyy`,
      `${stem}-20190101-007.cchc.ready.part.bak`,
      `${stem}-ban-do-20190101-007.cchc.ready`,
      `x${stem}-20190101-007.cchc.ready`,
      'phim.mp4.part',
      'Xac-nhan cua toi.cchcr.part',
    ];
    for (const name of kept.slice(1)) put(name);
    const full = `.${randomUUID()}.part`;
    put(full, 'không rỗng');
    const folder = `${stem}-20190101-011.cchc.ready`;
    mkdirSync(path.join(stick, folder));
    const link = `${stem}-20190101-012.cchc.ready`;
    symlinkSync(path.join(stick, fileName), path.join(stick, link));
    // One part is still being written: another one is as long as it is.
    const young = [`${stem}-20190101-013.cchc.ready.001.part`, `${stem}-20190101-013.cchc.ready.002.part`];
    put(young[0] ?? '');
    put(young[1] ?? '', 'đang ghi', 1);
    touch();
    const next = await send();
    expect(names()).toEqual([...kept, full, folder, link, ...young, next.package.fileName].toSorted());
  });

  test('there is room again for what was left behind', async () => {
    const { places } = office.context;
    let asked = 0;
    const assertWritable: typeof places.assertWritable = async (...given) => ({
      ...(await places.assertWritable(...given)),
      freeBytes: readdirSync(stick).some((name) => name.endsWith('.ready.part')) ? 10 : 1e9,
      ...((asked += 1) > 2 ? { freeBytes: 0 } : {}),
    });
    const full = { places: { ...places, assertWritable } };
    const name = `${(await send()).package.fileName}.ready.part`.replace('001.cchc', '777.cchc');
    put(name);
    await sendWith(() => undefined, full);
    expect([names().includes(name), asked]).toEqual([false, 2]);
    put(name, 'nửa gói', 1);
    asked = 0;
    expect(await failed(sendWith(() => undefined, full))).toBe('DISK_FULL');
  });
});

describe('what went', () => {
  test('is listed, newest first, page by page', async () => {
    for (let count = 0; count < 3; count += 1) {
      await send();
      touch();
    }
    const first = await office.call('exchange.packages', { limit: 2 });
    expect(first.rows.map(({ seq }) => seq)).toEqual([3, 2]);
    expect(first.total).toBe(3);
    const rest = await office.call('exchange.packages', { limit: 2, cursor: first.next });
    expect([rest.rows.map(({ seq }) => seq), rest.next]).toEqual([[1], undefined]);
    expect((await office.call('exchange.packages', { direction: 'in' })).rows).toEqual([]);
    expect((await office.call('exchange.packages', { state: 'written', officeId: PEER })).rows).toHaveLength(
      3,
    );
    const [newest] = first.rows;
    const detail = await office.call('exchange.package', { id: newest?.id ?? '' });
    expect(detail).toMatchObject({ seq: 3, receipt: null, counts: [{ table: 'visit', rows: 1 }] });
    const before = await office.call('exchange.package', { id: first.rows[1]?.id ?? '' });
    expect(detail.previousHash).toBe(before.hash);
    expect(detail.stream).toBe(before.stream);
  });
});

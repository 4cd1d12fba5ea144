// A visit goes out to a laptop and comes back: the rows that travel, the merge, and what a file may not do.
import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { AppError } from '../../../core/contract/error.ts';
import type { Output } from '../../../core/contract/index.ts';
import { canonicalJson } from '../../../core/exchange/canonical-json.ts';
import { makeAgeKeys } from '../../../core/exchange/package/age-keys.ts';
import { fromBase64 } from '../../../core/exchange/package/codes.ts';
import { WORK_FILE_MEDIA, type WorkFile } from '../../../core/exchange/work-file.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { sealStream, unsealStream } from '../../../main/exchange/age-file.ts';
import { type ReadWork, readWork, writeWork } from '../../../main/exchange/work-container.ts';
import { chance } from '../../long.ts';
import {
  makeRound,
  missingId,
  type Office,
  openOffice,
  pick,
  removeOffice,
  rowsOf,
  setUpOffice,
} from './fixture.ts';

const offices: Office[] = [];
afterEach(() => {
  for (const office of offices.splice(0)) removeOffice(office);
});
async function secretary() {
  const office = await setUpOffice();
  offices.push(office);
  return { office, ...(await makeRound(office)) };
}
function laptop(): Office {
  const office = openOffice();
  offices.push(office);
  return office;
}

interface Carried {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** What was said with a file on its way out. */
  readonly words: string | null;
}
/** From the answer of one PC … */
function takenFrom(office: Office, file: Output<'handouts.giveBack'>): Carried {
  const bytes = office.context.blobs.get(file.sha256 ?? '');
  return { fileName: file.fileName, bytes, words: null };
}
function givenBy(office: Office, { file, words }: Pick<Output<'handouts.give'>, 'file' | 'words'>): Carried {
  return { ...takenFrom(office, file), words: words.join(' ') };
}
/** … to the upload of another. */
function carriedTo(office: Office, { fileName, bytes, words }: Carried) {
  const kept = office.context.blobs.put(bytes, WORK_FILE_MEDIA);
  const { id } = office.context.handles.refer({
    fileName,
    media: kept.media,
    size: kept.size,
    sha256: kept.sha256,
    read: () => office.context.blobs.get(kept.sha256),
  });
  // What comes back is asked about without words.
  return words === null ? { file: id, fileName } : { file: id, fileName, words };
}
/** Opened by whoever may: the words of the way out, or the keys of the PC that handed it out. */
async function readBy<T>(
  office: Office,
  { bytes, words }: Carried,
  body: (read: ReadWork) => T | Promise<T>,
) {
  const identities = office.context.stores.handouts.identities();
  const read = await readWork(bytes, { identities, passphrase: words }, tmpdir());
  try {
    return await body(read);
  } finally {
    read.close();
  }
}
/** The same file with other content, sealed and signed as if it were whole: `signer` is the PC whose key signs. */
function altered(
  office: Office,
  carried: Carried,
  change: (file: WorkFile) => WorkFile,
  signer: Office | 'anybody' = office,
): Promise<Carried> {
  return readBy(office, carried, async (read) => {
    const keys = (signer === 'anybody' ? office : signer).context.stores.handouts.keys(read.file.handoutId);
    const signSeed = signer === 'anybody' ? randomBytes(32) : fromBase64(keys?.signSeed ?? '')!;
    const { words } = carried;
    const seal = words === null ? { recipients: [keys?.ageRecipient ?? ''] } : { passphrase: words };
    const parts: Uint8Array[] = [];
    const changed = writeWork(change(read.file), (sha256) => read.evidence(sha256), { signSeed, seal });
    for await (const part of changed) parts.push(part);
    return { ...carried, bytes: Buffer.concat(parts) };
  });
}

async function handedOut(domainKeys: readonly string[] = []) {
  const round = await secretary();
  const { office, districtVisit } = round;
  const workspace = await office.call('visits.get', { id: districtVisit.id });
  const domainIds = workspace.domains.filter(({ key }) => domainKeys.includes(key)).map(({ id }) => id);
  const given = await office.call('handouts.give', {
    visitId: districtVisit.id,
    domainIds,
    holder: 'Nguyễn Thị Hoa',
  });
  return { ...round, workspace, given, out: givenBy(office, given) };
}
const saveNote = async (office: Office, visitId: string, criterionId: string, note: string) => {
  const { answers } = await office.call('visits.get', { id: visitId });
  const rev = answers.find((one) => one.criterionId === criterionId)?.rev ?? null;
  return office.call('answers.save', { visitId, criterionId, rev, patch: { note } });
};

describe('the way out', () => {
  test('a laptop that is not set up becomes the member’s, with the whole checklist of the visit', async () => {
    const { out, districtVisit, workspace, office } = await handedOut();
    const there = laptop();
    expect(await there.call('handouts.look', carriedTo(there, out))).toMatchObject({
      kind: 'out',
      fits: 'set_up',
      holder: 'Nguyễn Thị Hoa',
      agencyName: 'UBND huyện Nam Sách',
    });
    expect(await there.call('handouts.take', carriedTo(there, out))).toEqual({ visitId: districtVisit.id });
    const status = await there.call('system.status', {});
    expect(status.actingPerson?.fullName).toBe('Nguyễn Thị Hoa');
    expect(status.office?.id).toBe((await office.call('system.status', {})).office?.id);
    const copy = await there.call('visits.get', { id: districtVisit.id });
    expect(copy.criteria.map(({ code }) => code)).toEqual(workspace.criteria.map(({ code }) => code));
    expect(copy.domains).toHaveLength(7);
    expect(there.context.connection.pragma('foreign_key_check')).toEqual([]);
    expect(there.context.journal.verify()).toMatchObject({ intact: true });
  });

  test('it is not taken twice, and not by another office', async () => {
    const { out, office } = await handedOut();
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, out));
    expect(await there.call('handouts.look', carriedTo(there, out))).toMatchObject({ fits: 'known' });
    expect(await there.fails('handouts.take', carriedTo(there, out))).toMatchObject({ code: 'DUPLICATE' });
    expect(await office.fails('handouts.take', carriedTo(office, out))).toMatchObject({ code: 'DUPLICATE' });
    const other = await setUpOffice();
    offices.push(other);
    expect(await other.call('handouts.look', carriedTo(other, out))).toMatchObject({ fits: 'other_office' });
    expect(await other.fails('handouts.take', carriedTo(other, out))).toMatchObject({ code: 'FORBIDDEN' });
  });

  test('the same file can be had again, as it went out', async () => {
    const { out, given, office, districtVisit, workspace } = await handedOut();
    await saveNote(office, districtVisit.id, workspace.criteria[0]!.id, 'sau khi giao');
    const again = givenBy(office, await office.call('handouts.file', { id: given.handout.id }));
    expect(again.words).toBe(out.words);
    const workOf = (carried: Carried) => readBy(office, carried, ({ file }) => canonicalJson(file.work));
    expect(await workOf(again)).toBe(await workOf(out));
  });
});

describe('the way back', () => {
  async function worked() {
    const round = await handedOut();
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, round.out));
    const [first, second] = round.workspace.criteria.filter(({ answerType }) => answerType === 'percentage');
    const back = async () =>
      takenFrom(there, await there.call('handouts.giveBack', { id: round.given.handout.id }));
    return { ...round, there, first: first!, second: second!, back };
  }

  test('answers, findings and their agencies, recommendations and evidence come back, and one undo takes them away', async () => {
    const { office, there, districtVisit, district, plan, first, back } = await worked();
    await there.call('answers.save', {
      visitId: districtVisit.id,
      criterionId: first.id,
      rev: null,
      patch: { numerator: 105, denominator: 112, note: 'thiếu 07 thủ tục' },
    });
    const finding = await there.call('findings.create', {
      planId: plan.id,
      visitId: districtVisit.id,
      domainId: first.domainId,
      criterionId: first.id,
      kind: 'limitation',
      scope: 'named',
      text: 'Niêm yết chưa đủ thủ tục',
      numerator: 7,
      denominator: 112,
    });
    await there.call('recommendations.create', {
      planId: plan.id,
      findingId: finding.id,
      agencyId: district.id,
      domainId: first.domainId,
      text: 'Niêm yết bổ sung 07 thủ tục',
      dueOn: null,
      dueNote: null,
    });
    const before = rowsOf(office.context, true);
    const file = carriedTo(office, await back());
    const preview = await office.call('handouts.preview', file);
    expect(preview.counts).toMatchObject({ added: 4, changed: 0, deleted: 0, conflicts: 0 });
    expect(preview.changes.find(({ table }) => table === 'answer')?.label).toContain(first.code);
    const merged = await office.call('handouts.merge', { ...file, digest: preview.digest, choices: {} });
    expect(merged).toMatchObject({ changed: 4, handout: { state: 'returned', returns: 1 } });
    const here = await office.call('visits.get', { id: districtVisit.id });
    expect(here.answers).toMatchObject([{ criterionId: first.id, numerator: 105, denominator: 112 }]);
    expect(here.findings).toMatchObject([{ text: 'Niêm yết chưa đủ thủ tục', agencyIds: [district.id] }]);
    expect(here.recommendations).toMatchObject([{ findingId: finding.id }]);
    await office.call('journal.undo', {});
    expect(rowsOf(office.context, true)).toEqual(before);
  });

  test('what both changed differently is asked, and only that', async () => {
    const { office, there, districtVisit, first, second, back } = await worked();
    await saveNote(there, districtVisit.id, first.id, 'thành viên ghi');
    await saveNote(there, districtVisit.id, second.id, 'chỉ thành viên ghi');
    await saveNote(office, districtVisit.id, first.id, 'thư ký ghi');
    const file = carriedTo(office, await back());
    const preview = await office.call('handouts.preview', file);
    expect(preview.conflicts).toMatchObject([
      { table: 'answer', field: 'note', base: null, ours: 'thư ký ghi', theirs: 'thành viên ghi' },
    ]);
    const { digest } = preview;
    expect(await office.fails('handouts.merge', { ...file, digest, choices: {} })).toMatchObject({
      code: 'VALIDATION',
    });
    const key = preview.conflicts[0]!.key;
    await office.call('handouts.merge', { ...file, digest, choices: { [key]: 'theirs' } });
    const { answers } = await office.call('visits.get', { id: districtVisit.id });
    const noteOf = (id: string) => answers.find((one) => one.criterionId === id)?.note;
    expect([noteOf(first.id), noteOf(second.id)]).toEqual(['thành viên ghi', 'chỉ thành viên ghi']);
  });

  test('the same file a second time changes nothing; a stale preview is refused', async () => {
    const { office, there, districtVisit, first, back } = await worked();
    await saveNote(there, districtVisit.id, first.id, 'một lần');
    const carried = await back();
    const file = carriedTo(office, carried);
    const { digest } = await office.call('handouts.preview', file);
    await office.call('handouts.merge', { ...file, digest, choices: {} });
    const again = await office.call('handouts.preview', carriedTo(office, carried));
    expect(again.counts).toMatchObject({ added: 0, changed: 0, deleted: 0, conflicts: 0 });
    expect(await office.fails('handouts.merge', { ...file, digest, choices: {} })).toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('a row deleted there goes here as well; one that was changed here meanwhile is asked', async () => {
    const round = await secretary();
    const { office, plan, districtVisit } = round;
    const { domains } = await office.call('visits.get', { id: districtVisit.id });
    const make = (text: string) =>
      office.call('findings.create', {
        planId: plan.id,
        visitId: districtVisit.id,
        domainId: domains[0]!.id,
        kind: 'strength',
        scope: 'named',
        text,
      });
    const [gone, kept] = [await make('sẽ bị xóa'), await make('sửa ở đây, xóa ở kia')];
    const given = await office.call('handouts.give', {
      visitId: districtVisit.id,
      domainIds: [],
      holder: 'Hoa',
    });
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, givenBy(office, given)));
    for (const { id } of [gone, kept]) {
      const { rev } = await there.call('findings.get', { id });
      await there.call('findings.delete', { id, rev });
    }
    await office.call('findings.update', { id: kept.id, rev: kept.rev, patch: { text: 'đã sửa ở đây' } });
    const file = carriedTo(
      office,
      takenFrom(there, await there.call('handouts.giveBack', { id: given.handout.id })),
    );
    const preview = await office.call('handouts.preview', file);
    expect(preview.conflicts).toMatchObject([
      { table: 'finding', field: '*', base: true, ours: true, theirs: false },
    ]);
    const choices = { [preview.conflicts[0]!.key]: 'ours' } as const;
    await office.call('handouts.merge', { ...file, digest: preview.digest, choices });
    const { findings } = await office.call('visits.get', { id: districtVisit.id });
    expect(findings.map(({ text }) => text)).toEqual(['đã sửa ở đây']);
    expect(office.context.connection.pragma('foreign_key_check')).toEqual([]);
  });

  test('a second return that changes much is asked once more; an issued visit takes nothing', async () => {
    const { office, there, districtVisit, first, second, back } = await worked();
    await saveNote(there, districtVisit.id, first.id, 'lần một');
    await saveNote(there, districtVisit.id, second.id, 'lần một');
    let file = carriedTo(office, await back());
    let preview = await office.call('handouts.preview', file);
    await office.call('handouts.merge', { ...file, digest: preview.digest, choices: {} });
    await saveNote(there, districtVisit.id, first.id, 'lần hai');
    file = carriedTo(office, await back());
    preview = await office.call('handouts.preview', file);
    expect(preview.largeChange).toBe(true);
    const choices = Object.fromEntries(preview.conflicts.map(({ key }) => [key, 'theirs' as const]));
    const input = { ...file, digest: preview.digest, choices };
    expect(await office.fails('handouts.merge', input)).toMatchObject({ code: 'VALIDATION' });
    await office.call('handouts.merge', { ...input, largeChangeConfirmed: true });
    const { visit } = await office.call('visits.get', { id: districtVisit.id });
    await office.call('visits.setStatus', { id: visit.id, rev: visit.rev, status: 'cancelled' });
    expect(await office.fails('handouts.preview', file)).toMatchObject({ code: 'WRONG_STATE' });
  });
});

describe('what a file may not do', () => {
  test('anything that is no work file, or was changed by a letter, is refused and nothing is written', async () => {
    const { out, office } = await handedOut();
    const there = laptop();
    const bytes = Buffer.from(out.bytes);
    for (const wrong of [Buffer.from('không phải tệp làm việc'), bytes.subarray(0, bytes.length - 40)]) {
      const error = await there.fails('handouts.look', carriedTo(there, { ...out, bytes: wrong }));
      expect(['FILE_BROKEN', 'FILE_NOT_WORK']).toContain(error.code);
    }
    expect((await office.fails('handouts.look', { file: '00'.repeat(16), fileName: 'a' })).code).toBe(
      'FILE_GONE',
    );
  });

  test('without the words, or with others, nobody opens it; with or without marks they are the same', async () => {
    const { out } = await handedOut();
    const there = laptop();
    for (const words of [null, 'một hai ba bốn năm sáu', (out.words ?? '').slice(1)]) {
      const error = await there.fails('handouts.look', carriedTo(there, { ...out, words }));
      expect(error).toMatchObject({ code: 'WRONG_PASSPHRASE' });
    }
    const plain = foldText(out.words ?? '')
      .toUpperCase()
      .replaceAll(' ', ', ');
    expect(await there.call('handouts.look', carriedTo(there, { ...out, words: plain }))).toMatchObject({
      fits: 'set_up',
    });
    expect((out.words ?? '').split(' ')).toHaveLength(6);
  });

  test('what comes back is opened by the PC that handed it out alone, and only as the laptop signed it', async () => {
    const { office, given, out } = await handedOut();
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, out));
    const back = takenFrom(there, await there.call('handouts.giveBack', { id: given.handout.id }));
    for (const other of [there, await setUpOffice()]) {
      if (other !== there) offices.push(other);
      expect(await other.fails('handouts.look', carriedTo(other, back))).toMatchObject({
        code: 'FILE_NOT_WORK',
        detail: { sealedFor: 'recipients' },
      });
    }
    // Somebody who knows for whom it is sealed, and has a key of their own.
    const forged = await altered(office, back, (file) => file, 'anybody');
    expect(await office.fails('handouts.preview', carriedTo(office, forged))).toMatchObject({
      code: 'FILE_NOT_WORK',
    });
    expect((await office.call('handouts.preview', carriedTo(office, back))).conflicts).toEqual([]);
  });

  test('no byte of it changes unnoticed, sealed or not', async () => {
    const { office, out } = await handedOut(['tthc']);
    const folder = office.folder;
    const unseal = { identities: [], passphrase: out.words };
    const plain: Uint8Array[] = [];
    async function* sealed() {
      yield out.bytes;
    }
    for await (const piece of unsealStream(sealed(), unseal)) plain.push(Uint8Array.from(piece));
    const bag = Buffer.concat(plain);
    const before = await readBy(office, out, ({ file }) => canonicalJson(file));
    const ranges = fc.tuple(fc.nat({ max: bag.length - 1 }), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(ranges, async ([at, change]) => {
        const bytes = Buffer.from(bag);
        bytes[at] = bytes[at]! ^ change;
        async function* changed() {
          yield bytes;
        }
        const own = makeAgeKeys(randomBytes(32));
        const again: Uint8Array[] = [];
        const { chunks } = await sealStream(changed(), { recipients: [own.ageRecipient] });
        for await (const piece of chunks) again.push(Uint8Array.from(piece));
        const reading = readWork(
          Buffer.concat(again),
          { identities: [own.ageIdentity], passphrase: null },
          folder,
        );
        const outcome = await reading.then(
          (read) => {
            read.close();
            return canonicalJson(read.file);
          },
          (error: unknown) => (error as AppError).code,
        );
        // Bytes that say nothing (the first line of a signature) may change; content never does.
        expect(['FILE_NOT_WORK', before]).toContain(outcome);
      }),
      chance(41, 60, 20_000),
    );
    expect(readdirSync(folder).filter((name) => name.endsWith('.work'))).toEqual([]);
  });

  test.each<[string, (file: WorkFile) => WorkFile]>([
    ['who sits at the PC', (file) => ({ ...file, context: { ...file.context, installation: [] } })],
    ['an issued document', (file) => ({ ...file, context: { ...file.context, document: [] } })],
    ['a table that is none', (file) => ({ ...file, work: { ...file.work, sqlite_schema: [] } })],
  ])('%s', async (_what, change) => {
    const { office, out } = await handedOut();
    const there = laptop();
    const carried = carriedTo(there, await altered(office, out, change));
    expect(await there.fails('handouts.take', carried)).toMatchObject({ code: 'FILE_NOT_WORK' });
    expect((await there.call('system.status', {})).setUp).toBe(false);
  });

  test('rows of another visit, domain or office do not come back', async () => {
    const { office, given, out, departmentVisit, districtVisit, workspace } = await handedOut(['tthc']);
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, out));
    const inDomain = pick(workspace.criteria, { domainId: given.handout.domainIds[0]! });
    const outside = workspace.criteria.find(({ domainId }) => !given.handout.domainIds.includes(domainId))!;
    await saveNote(there, districtVisit.id, inDomain.id, 'trong lĩnh vực');
    await saveNote(there, districtVisit.id, outside.id, 'ngoài lĩnh vực');
    const carried = takenFrom(there, await there.call('handouts.giveBack', { id: given.handout.id }));
    expect(await readBy(office, carried, ({ file }) => file.work['answer'])).toHaveLength(1);
    const changed = (values: Record<string, string>) =>
      altered(
        office,
        carried,
        (file) => ({
          ...file,
          work: {
            ...file.work,
            answer: (file.work['answer'] ?? []).map((row) => ({
              ...row,
              values: { ...row.values, ...values },
            })),
          },
        }),
        there,
      );
    for (const values of [
      { visitId: departmentVisit.id },
      { criterionId: outside.id },
      { originOfficeId: missingId },
    ]) {
      const error = await office.fails('handouts.preview', carriedTo(office, await changed(values)));
      expect(error).toMatchObject({ code: 'FILE_NOT_WORK' });
    }
    expect((await office.call('handouts.preview', carriedTo(office, carried))).counts.added).toBe(1);
  });

  test('evidence goes along, and what is a program does not come in under the name of a photo', async () => {
    const { office, districtVisit, workspace } = await handedOut();
    const keep = async (name: string, bytes: Buffer) => {
      const held = office.context.blobs.put(bytes, 'image/png');
      office.context.journal.run(
        { method: 'evidence.add', actorId: null, officeId: office.context.session.officeId() },
        (write) =>
          write.insert('evidence', {
            id: office.context.ids.next(),
            visitId: districtVisit.id,
            ordinal: 1,
            sha256: held.sha256,
            fileName: name,
            media: held.media,
            size: held.size,
          }),
      );
      const made = await office.call('handouts.give', {
        visitId: districtVisit.id,
        domainIds: [workspace.domains[0]!.id],
        holder: 'Hoa',
      });
      return { out: givenBy(office, made), sha256: held.sha256 };
    };
    const photo = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const good = await keep('anh.png', photo);
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, good.out));
    expect(Buffer.from(there.context.blobs.get(good.sha256)).equals(photo)).toBe(true);

    const bad = await keep('anh-2.png', Buffer.from('MZ' + 'x'.repeat(200)));
    const other = laptop();
    const carried = carriedTo(other, bad.out);
    expect(await other.fails('handouts.take', carried)).toMatchObject({ code: 'FILE_NOT_WORK' });
    expect(other.context.blobs.info(bad.sha256)).toBeUndefined();
  });

  test('a hand-out that was called off takes nothing back', async () => {
    const { office, given, out } = await handedOut();
    const there = laptop();
    await there.call('handouts.take', carriedTo(there, out));
    const carried = takenFrom(there, await there.call('handouts.giveBack', { id: given.handout.id }));
    await office.call('handouts.callOff', { id: given.handout.id, rev: given.handout.rev });
    expect(await office.fails('handouts.preview', carriedTo(office, carried))).toMatchObject({
      code: 'WRONG_STATE',
    });
  });
});

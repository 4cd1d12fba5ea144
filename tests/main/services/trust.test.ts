// The office's own seal and the list of offices that are believed, by their methods: two offices that exchange cards, and
// cards that somebody else made.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import PizZip from 'pizzip';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { makeAgeKeys } from '../../../core/exchange/package/age-keys.ts';
import { cardText, type NewCard } from '../../../core/exchange/package/card.ts';
import { fingerprintOf } from '../../../core/exchange/package/fingerprint.ts';
import { makeKeys } from '../../../core/exchange/package/minisign.ts';
import { createPrinterDouble, type Office, officeInput, openOffice, removeOffice } from './fixture.ts';

const WORDS = 'mật khẩu của sở';
let offices: Office[] = [];
let folder: string;
beforeEach(() => {
  offices = [];
  folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-cards-'));
});
afterEach(() => {
  for (const office of offices) removeOffice(office);
  rmSync(folder, { recursive: true, force: true });
});

async function office(options: Parameters<typeof openOffice>[0] = {}, name?: string): Promise<Office> {
  const one = openOffice(options);
  offices.push(one);
  await one.call('system.setUp', {
    ...officeInput,
    office: { ...officeInput.office, name: name ?? officeInput.office.name },
  });
  return one;
}
async function sealed(name?: string): Promise<Office> {
  const one = await office({}, name);
  await one.call('keys.make', { passphrase: WORDS });
  return one;
}

const pathSource = (file: string) => ({ kind: 'path', path: file }) as const;
async function cardOf(one: Office): Promise<{ file: string; words: string[]; text: string }> {
  const { url, fileName } = await one.call('keys.card', {});
  const text = Buffer.from(await one.context.handles.get(url.slice('/blob/'.length))!.read()).toString();
  const file = path.join(folder, `${offices.indexOf(one)}-${Math.random()}-${fileName}`);
  writeFileSync(file, text);
  const { fingerprint } = await one.call('keys.state', {});
  return { file, words: fingerprint ?? [], text };
}
let drawn = 0;
const seed = () => Buffer.alloc(32, (drawn += 1) % 250);
function foreignCard(more: Partial<NewCard> = {}): { file: string; words: readonly string[] } {
  const signSeed = more.signSeed ?? seed();
  const { ageRecipient } = makeAgeKeys(seed());
  const input: NewCard = {
    officeId: '01900000-0000-7000-8000-0000000000aa',
    name: 'UBND tỉnh Hải Dương',
    level: 'province',
    ageRecipient,
    madeAt: 1_700_000_000_000,
    signSeed,
    previousSeeds: [],
    ...more,
  };
  const file = path.join(folder, `${Math.random()}.cchck`);
  writeFileSync(file, cardText(input));
  return { file, words: fingerprintOf(makeKeys(signSeed).signPublic, input.ageRecipient) };
}

describe('the seal', () => {
  it('is made, closed, opened, renewed and told in the words of the contract', async () => {
    const one = await office();
    expect(await one.call('keys.state', {})).toMatchObject({ state: 'none', osStore: 'none' });
    expect((await one.fails('keys.card', {})).code).toBe('KEYS_MISSING');
    expect((await one.fails('keys.make', { passphrase: null })).fields).toMatchObject([
      { path: 'passphrase', limit: 8 },
    ]);
    const made = await one.call('keys.make', { passphrase: WORDS });
    expect(made).toMatchObject({ state: 'open', protection: 'passphrase' });
    expect((await one.fails('keys.make', { passphrase: WORDS })).code).toBe('DUPLICATE');
    expect(await one.call('keys.lock', {})).toMatchObject({ state: 'locked' });
    for (const method of ['keys.card', 'keys.recoverySheet'] as const)
      expect((await one.fails(method, {})).code).toBe('KEYS_LOCKED');
    expect((await one.fails('keys.renew', { passphrase: WORDS })).code).toBe('KEYS_LOCKED');
    expect((await one.fails('keys.unlock', { passphrase: 'không phải' })).code).toBe('WRONG_PASSPHRASE');
    expect(await one.call('keys.unlock', { passphrase: WORDS })).toEqual(made);
    const renewed = await one.call('keys.renew', { passphrase: WORDS });
    expect(renewed.fingerprint).not.toEqual(made.fingerprint);
  });

  it('goes on paper and comes back from it; the paper is gone from memory when the seal is locked', async () => {
    const printer = createPrinterDouble();
    const one = await office({ printer });
    await one.call('keys.make', { passphrase: WORDS });
    const sheet = await one.call('keys.recoverySheet', {});
    expect(sheet).toMatchObject({ media: 'application/pdf', pages: 1 });
    expect(sheet.fileName).toMatch(/^Giay-khoi-phuc-con-dau-so-.*\.pdf$/);
    const html = printer.printed.at(-1)?.html ?? '';
    const groups = [...html.matchAll(/(\d+)\. ([0-9A-HJKMNP-TV-Z]{5})</g)];
    expect(groups.map(([, number]) => Number(number))).toEqual(Array.from({ length: 33 }, (_, at) => at + 1));
    const { fingerprint, sheetMadeAt } = await one.call('keys.state', {});
    expect(sheetMadeAt).not.toBeNull();
    for (const word of fingerprint ?? []) expect(html).toContain(word);

    await one.call('keys.lock', {});
    expect(one.context.handles.get(sheet.url.slice('/blob/'.length))).toBeUndefined();
    const typed = groups.map(([, , letters]) => letters!.toLowerCase()).join(' ');
    expect(await one.call('keys.recover', { text: typed, passphrase: 'một mật khẩu khác' })).toMatchObject({
      state: 'open',
      fingerprint,
    });
    await one.call('keys.lock', {});
    await one.call('keys.unlock', { passphrase: 'một mật khẩu khác' });

    const wrong = typed.replace(/^./, (letter) => (letter === '0' ? '1' : '0'));
    expect(await one.fails('keys.recover', { text: wrong, passphrase: WORDS })).toMatchObject({
      code: 'CARD_BROKEN',
      detail: { groups: [1] },
    });
    const other = await office();
    expect(await other.fails('keys.recover', { text: typed, passphrase: WORDS })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'text' }],
    });
  });

  it('is a Word page where nothing prints', async () => {
    const one = await sealed();
    const sheet = await one.call('keys.recoverySheet', {});
    expect(sheet.fileName).toMatch(/\.docx$/);
    const bytes = await one.context.handles.get(sheet.url.slice('/blob/'.length))!.read();
    expect(new PizZip(Buffer.from(bytes)).file('word/document.xml')?.asText()).toContain('33 nhóm');
  });
});

describe('an office that is believed', () => {
  it('is looked at, compared word by word, taken in, and told in the list', async () => {
    const province = await sealed('UBND tỉnh');
    const commune = await sealed('UBND xã');
    const { file, words } = await cardOf(province);
    const looked = await commune.call('trust.look', { source: pathSource(file) });
    expect(looked).toMatchObject({ standing: 'new', fingerprint: words, name: 'UBND tỉnh', namesake: false });

    const other = [...words.slice(1), words[0]!];
    expect(
      await commune.fails('trust.add', { source: pathSource(file), relation: 'above', fingerprint: other }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'fingerprint' }] });

    // As a person types them: without marks, in capital letters.
    const typed = words.map((word) =>
      word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toUpperCase(),
    );
    const added = await commune.call('trust.add', {
      source: pathSource(file),
      relation: 'above',
      fingerprint: typed,
    });
    expect(added).toMatchObject({ relation: 'above', current: true, revokedAt: null, fingerprint: words });
    expect(await commune.call('trust.list', {})).toEqual([added]);
    expect((await commune.call('trust.look', { source: pathSource(file) })).standing).toBe('known');
    expect(
      (await commune.fails('trust.add', { source: pathSource(file), relation: 'above', fingerprint: words }))
        .code,
    ).toBe('DUPLICATE');
    const signer = commune.context.stores.trustedOffices.signer(
      added.officeId,
      province.context.vault.secrets().signPublic,
      Date.now(),
    );
    expect(signer.standing).toBe('trusted');
  });

  it('that renews its seal is believed by the card that the old one signed; old signatures keep counting', async () => {
    const province = await sealed('UBND tỉnh');
    const commune = await sealed('UBND xã');
    const first = await cardOf(province);
    const known = await commune.call('trust.add', {
      source: pathSource(first.file),
      relation: 'above',
      fingerprint: first.words,
    });
    const before = province.context.vault.secrets().signPublic;
    await province.call('keys.renew', { passphrase: WORDS });
    await province.call('keys.renew', { passphrase: WORDS });
    const second = await cardOf(province);
    const looked = await commune.call('trust.look', { source: pathSource(second.file) });
    expect(looked.standing).toBe('renewed');
    const added = await commune.call('trust.add', {
      source: pathSource(second.file),
      relation: 'above',
      fingerprint: second.words,
    });
    const list = await commune.call('trust.list', {});
    expect(list.map(({ id, current }) => [id, current])).toEqual([
      [added.id, true],
      [known.id, false],
    ]);
    const { trustedOffices } = commune.context.stores;
    const [now] = list;
    expect(trustedOffices.signer(added.officeId, before, now!.confirmedAt - 1).standing).toBe('trusted');
    expect(trustedOffices.signer(added.officeId, before, now!.confirmedAt + 2 * 86_400_000).standing).toBe(
      'expired',
    );
    expect(trustedOffices.current(added.officeId)?.id).toBe(added.id);
  });

  it('keeps its place in every row, is no longer believed once revoked, and vouches for nobody then', async () => {
    const one = await sealed();
    const old = seed();
    const first = foreignCard({ signSeed: old });
    const { id, rev, officeId } = await one.call('trust.add', {
      source: pathSource(first.file),
      relation: 'above',
      fingerprint: [...first.words],
    });
    const moved = await one.call('trust.update', { id, rev, patch: { relation: 'other' } });
    expect(moved.relation).toBe('other');
    expect((await one.fails('trust.update', { id, rev, patch: { relation: 'below' } })).code).toBe(
      'CONFLICT',
    );
    expect((await one.fails('trust.revoke', { id, rev: moved.rev, reason: ' ' })).code).toBe('MISSING_KEY');
    const gone = await one.call('trust.revoke', { id, rev: moved.rev, reason: 'Mất máy' });
    expect(gone).toMatchObject({ revokedReason: 'Mất máy', current: false });
    expect((await one.fails('trust.revoke', { id, rev: gone.rev, reason: 'Lại' })).code).toBe('WRONG_STATE');
    const looked = await one.call('trust.look', { source: pathSource(first.file) });
    expect(looked.standing).toBe('revoked');
    expect(
      (
        await one.fails('trust.add', {
          source: pathSource(first.file),
          relation: 'above',
          fingerprint: [...first.words],
        })
      ).code,
    ).toBe('WRONG_STATE');
    const signed = one.context.stores.trustedOffices.signer(officeId, makeKeys(old).signPublic, 0);
    expect(signed.standing).toBe('revoked');
    // Whoever has stolen it signs a new card with it.
    const thief = foreignCard({ previousSeeds: [old] });
    expect((await one.call('trust.look', { source: pathSource(thief.file) })).standing).toBe('different');
    const entries = await one.call('journal.list', { limit: 10 });
    expect(JSON.stringify(entries)).toContain('trust.revoke');
  });

  it('is told from others: another key, our own name, a namesake, our own card', async () => {
    const one = await sealed('Sở Nội vụ');
    const known = foreignCard({ name: 'Phòng Nội vụ' });
    await one.call('trust.add', {
      source: pathSource(known.file),
      relation: 'below',
      fingerprint: [...known.words],
    });
    const standing = async (file: string) => {
      const { standing: found, namesake } = await one.call('trust.look', { source: pathSource(file) });
      return [found, namesake];
    };
    expect(await standing(foreignCard({ name: 'Phòng Nội vụ' }).file)).toEqual(['different', false]);
    const officeId = '01900000-0000-7000-8000-0000000000bb';
    const twin = foreignCard({ officeId, name: 'PHÒNG NỘI VỤ' });
    expect(await standing(twin.file)).toEqual(['new', true]);
    expect(await standing(foreignCard({ officeId, name: 'Sở nội vụ' }).file)).toEqual(['new', true]);
    await one.call('trust.add', {
      source: pathSource(twin.file),
      relation: 'below',
      fingerprint: [...twin.words],
    });
    expect((await one.call('trust.list', {})).map(({ namesake }) => namesake)).toEqual([true, true]);

    const own = await cardOf(one);
    expect(await standing(own.file)).toEqual(['own', false]);
    expect(
      await one.fails('trust.add', {
        source: pathSource(own.file),
        relation: 'other',
        fingerprint: own.words,
      }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'source' }] });
  });

  it('cannot take the key of another one that is known', async () => {
    const one = await sealed();
    const key = seed();
    const known = foreignCard({ signSeed: key });
    await one.call('trust.add', {
      source: pathSource(known.file),
      relation: 'above',
      fingerprint: [...known.words],
    });
    const copy = foreignCard({ signSeed: key, officeId: '01900000-0000-7000-8000-0000000000cc' });
    expect((await one.call('trust.look', { source: pathSource(copy.file) })).standing).toBe('different');
    expect(
      await one.fails('trust.add', {
        source: pathSource(copy.file),
        relation: 'above',
        fingerprint: [...copy.words],
      }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'source', code: 'DUPLICATE' }] });
  });
});

describe('a card that is none', () => {
  const good = () => readFileSync(foreignCard().file, 'utf8');
  it.each<[string, () => string | Uint8Array]>([
    ['empty', () => ''],
    ['noise', () => Buffer.alloc(500, 0xff)],
    ['too long', () => good() + ' '.repeat(70_000)],
    ['with another name', () => good().replace('Hải Dương', 'Hà Nội')],
    [
      'with one letter of the signature changed',
      () =>
        good().replace(
          /(\n[A-Za-z0-9+/]{20})(.)/,
          (_all, head: string, one: string) => head + (one === 'A' ? 'B' : 'A'),
        ),
    ],
    ['cut', () => good().slice(0, -5)],
    ['with a mark at its begin', () => `\uFEFF${good()}`],
    ['with a line more', () => `${good()}x\n`],
    ['whose name runs from right to left', () => readFileSync(foreignCard({ name: 'UBND \u202Ehnỉt' }).file)],
    ['whose name has a line break', () => readFileSync(foreignCard({ name: 'UBND\ntỉnh' }).file)],
    ['whose name is blank', () => readFileSync(foreignCard({ name: '  ' }).file)],
  ])('%s is refused, looked at and added', async (_name, content) => {
    const one = await sealed();
    const file = path.join(folder, 'hostile.cchck');
    writeFileSync(file, content());
    for (const method of ['trust.look', 'trust.add'] as const) {
      const input = { source: pathSource(file), relation: 'above', fingerprint: Array(8).fill('từ') };
      const answer = await one.fails(
        method,
        (method === 'trust.look' ? { source: input.source } : input) as never,
      );
      expect(answer.code).toBe('CARD_BROKEN');
    }
  });

  it.each(['folder', 'link', 'nothing', 'data'])('a %s is no card either', async (kind) => {
    const one = await sealed();
    const file = path.join(folder, 'x.cchck');
    const { symlinkSync } = await import('node:fs');
    if (kind === 'folder') mkdirSync(file);
    if (kind === 'link') symlinkSync(foreignCard().file, file);
    const given = kind === 'data' ? path.join(one.folder, 'cchc.db') : file;
    const { code } = await one.fails('trust.look', { source: pathSource(given) });
    expect(code).toBe(kind === 'nothing' ? 'PLACE_GONE' : 'PLACE_UNSUITABLE');
  });
});

describe('secrets', () => {
  it('stand in no answer of any method that reads, in no error, and nowhere in the data folder', async () => {
    const one = await sealed();
    await one.call('keys.renew', { passphrase: WORDS });
    const card = await cardOf(one);
    const { vault } = one.context;
    const forms = [vault.secrets(), ...vault.older()].flatMap(({ signSeed, ageIdentity }) => [
      Buffer.from(signSeed).toString('base64').replace(/=+$/, ''),
      Buffer.from(signSeed).toString('hex'),
      ageIdentity,
      ageIdentity.toLowerCase(),
    ]);
    const said: string[] = [card.text];
    const { createDispatcher } = await import('../../../main/dispatcher.ts');
    const { createHandlers } = await import('../../../main/services/index.ts');
    const { createSilentLog } = await import('../../../main/log.ts');
    const { dispatch } = createDispatcher({ handlers: createHandlers(one.context), log: createSilentLog() });
    const caller = { transport: 'cli', meta: {} } as const;
    for (const [method, endpoint] of Object.entries(contract)) {
      // Commands: with an input that they refuse; queries: with none, which many of them answer.
      const input = endpoint.kind === 'command' ? { x: forms[0] } : {};
      said.push(JSON.stringify(await dispatch(method, input, caller)));
    }
    for (const method of ['keys.state', 'keys.lock', 'trust.list', 'journal.list'])
      said.push(JSON.stringify(await dispatch(method, {}, caller)));
    const all = said.join('\n');
    expect(said.length).toBeGreaterThan(300);
    for (const form of forms) expect(all.includes(form)).toBe(false);

    one.context.connection.pragma('wal_checkpoint(TRUNCATE)');
    const { readdirSync, statSync } = await import('node:fs');
    for (const name of readdirSync(one.folder, { recursive: true, encoding: 'utf8' })) {
      const file = path.join(one.folder, name);
      if (!statSync(file).isFile()) continue;
      const bytes = readFileSync(file);
      for (const form of forms) expect(bytes.includes(form), name).toBe(false);
    }
  });
});

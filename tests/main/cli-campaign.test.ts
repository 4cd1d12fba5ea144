// Two offices and their province by command line, from the first seal to the answer: Lai Vung's package is checked by
// tools that are not ours, merged with Hải Dương's, taken back, taken again, and the receipt tells Lai Vung.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Decrypter, armor } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../../db/sqlite.ts';
import { createWorkplace, dumpFolder, type Workplace } from './cli-fixture.ts';

const PASSPHRASE = 'mùa thu vàng lá';
let place: Workplace;
beforeAll(() => {
  place = createWorkplace();
  writeFileSync(path.join(place.root, 'seal'), `${PASSPHRASE}\n`);
});
afterAll(() => place.remove());

const offices = { laiVung: 'lai-vung', haiDuong: 'hai-duong', province: 'province' } as const;
type Name = keyof typeof offices;
const folder = (name: Name) => path.join(place.root, offices[name]);
const stick = () => path.join(place.root, 'stick');

async function cchc(name: Name, ...args: readonly string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await place.run([...args, '--data', folder(name)]);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${err}`);
  return JSON.parse(out === '' ? 'null' : out) as Record<string, unknown>;
}
const sealed = ['--passphrase-file', 'seal'];

/** What an office's keys are, as whoever has its passphrase reads them. */
async function keysOf(name: Name): Promise<{ readonly signPublic: string; readonly ageIdentity: string }> {
  const connection = connect(path.join(folder(name), 'cchc.db'), { readOnly: true, mustExist: true });
  const row = connection.prepare('SELECT sign_public, secret FROM own_key').get() as Record<string, string>;
  connection.close();
  const decrypter = new Decrypter();
  decrypter.addPassphrase(PASSPHRASE);
  const secret = JSON.parse(await decrypter.decrypt(armor.decode(row['secret'] ?? ''), 'text')) as {
    ageIdentity: string;
  };
  return { signPublic: row['sign_public'] ?? '', ageIdentity: secret.ageIdentity };
}

/** Rows of every exported table that belong to this office, without what each PC writes by itself. */
function rowsOf(name: Name, officeId: string): Record<string, number> {
  const connection = connect(path.join(folder(name), 'cchc.db'), { readOnly: true, mustExist: true });
  const counted: Record<string, number> = {};
  for (const table of [
    'plan',
    'visit',
    'answer',
    'finding',
    'recommendation',
    'remediation_proof',
    'index_score',
  ]) {
    counted[table] = connection
      .prepare(`SELECT count(*) FROM ${table} WHERE origin_office_id = ?`)
      .pluck()
      .get(officeId) as number;
  }
  connection.close();
  return counted;
}
/** Every row that belongs to an office, but for what each PC counts and stamps by itself; no tombstones. */
function tablesOf(name: Name): string {
  return dumpFolder(folder(name))
    .split('\n')
    .filter(
      (line) => line.startsWith('{') && line.includes('"origin_office_id"') && !line.includes('"table_name"'),
    )
    .map((line) => line.replaceAll(/"(rev|created_at|updated_at)":\d+,?/g, ''))
    .sort()
    .join('\n');
}

const missingTools = ['age', 'unzip', 'sha512sum', 'minisign'].filter(
  (tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0,
);

describe('a campaign by stick', () => {
  it('up, checked, merged, taken back, merged again, answered', { timeout: 600_000 }, async () => {
    mkdirSync(stick());
    await cchc('laiVung', 'sample', 'lai-vung-2022', '--illustrative');
    await cchc('haiDuong', 'sample', 'hai-duong-2019', '--illustrative');
    const setUp = {
      office: { name: 'Sở Nội vụ', parentName: 'UBND tỉnh', level: 'province', placeName: 'Đồng Tháp' },
      person: { fullName: 'Lê Thị Hoa', position: 'Chuyên viên' },
    };
    await cchc('province', 'call', 'system.setUp', JSON.stringify(setUp));

    // Seals, and cards compared word by word.
    const idOf: Partial<Record<Name, string>> = {};
    for (const name of ['laiVung', 'haiDuong', 'province'] as const) {
      await cchc(name, 'keys', 'make', ...sealed);
      const status = await cchc(name, 'call', 'system.status');
      idOf[name] = (status['office'] as { id: string }).id;
    }
    const cardOf = async (name: Name) =>
      String((await cchc(name, 'card', '--out', stick(), ...sealed))['file']);
    const provinceCard = await cardOf('province');
    for (const name of ['laiVung', 'haiDuong'] as const) {
      for (const [here, card, relation] of [
        [name, provinceCard, 'above'],
        ['province', await cardOf(name), 'below'],
      ] as const) {
        const { fingerprint } = await cchc(here, 'trust', 'look', card);
        const words = (fingerprint as string[]).join(' ');
        await cchc(here, 'trust', 'add', card, '--words', words, '--relation', relation);
      }
    }

    // Up.
    const packages: Partial<Record<Name, string>> = {};
    for (const name of ['laiVung', 'haiDuong'] as const) {
      const sent = await cchc(name, 'export', '--to', idOf.province!, '--out', stick(), ...sealed);
      packages[name] = String((sent['paths'] as string[])[0]);
      expect(sent['package']).toMatchObject({ kind: 'complete', seq: 1, state: 'written' });
    }

    // Checked by tools that are not ours.
    const province = await keysOf('province');
    writeFileSync(path.join(place.root, 'identity'), `${province.ageIdentity}\n`, { mode: 0o600 });
    if (missingTools.length === 0) {
      const sender = await keysOf('laiVung');
      const run = (at: string, tool: string, ...args: string[]) =>
        execFileSync(tool, args, { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
      run(place.root, 'age', '-d', '-i', 'identity', '-o', 'bag.zip', packages.laiVung!);
      expect(run(place.root, 'unzip', '-tq', 'bag.zip')).toContain('No errors');
      run(place.root, 'unzip', '-q', 'bag.zip');
      const bag = path.join(place.root, 'bag');
      for (const manifest of ['manifest-sha512.txt', 'tagmanifest-sha512.txt']) {
        expect(run(bag, 'sha512sum', '--strict', '-c', manifest)).not.toContain('FAILED');
      }
      const said = run(bag, 'minisign', '-V', '-P', sender.signPublic, '-m', 'tagmanifest-sha512.txt');
      expect(said).toContain('Signature and comment signature verified');
    } else console.log(`not checked by other tools: this machine has no ${missingTools.join(', ')}`);
    const verified = await place.run([
      'verify',
      packages.laiVung!,
      '--identity',
      path.join(place.root, 'identity'),
    ]);
    expect([verified.code, JSON.parse(verified.out)]).toEqual([0, expect.objectContaining({ holds: true })]);

    // Merged with Hải Dương's.
    const empty = tablesOf('province');
    const look = await cchc('province', 'inspect', packages.laiVung!, ...sealed);
    expect(look).toMatchObject({ outcome: 'merge', problems: [] });
    expect(tablesOf('province')).toBe(empty);
    const first = await cchc('province', 'import', packages.laiVung!, '--out', stick(), ...sealed);
    expect(first).toMatchObject({ outcome: 'merged' });
    const alone = tablesOf('province');
    await cchc('province', 'import', packages.haiDuong!, ...sealed);
    for (const name of ['laiVung', 'haiDuong'] as const) {
      expect(rowsOf('province', idOf[name]!)).toEqual(rowsOf(name, idOf[name]!));
    }
    const both = tablesOf('province');

    // Taken back, both; taken again, in the other order.
    const idOfPackage = async (name: Name) => {
      const page = await cchc(
        'province',
        'call',
        'exchange.packages',
        JSON.stringify({ officeId: idOf[name] }),
      );
      return (page['rows'] as { id: string }[])[0]!.id;
    };
    await cchc('province', 'call', 'exchange.undo', JSON.stringify({ id: await idOfPackage('haiDuong') }));
    expect(tablesOf('province')).toBe(alone);
    await cchc('province', 'call', 'exchange.undo', JSON.stringify({ id: await idOfPackage('laiVung') }));
    expect(tablesOf('province')).toBe(empty);
    await cchc('province', 'import', packages.haiDuong!, ...sealed);
    await cchc('province', 'import', packages.laiVung!, '--out', stick(), ...sealed);
    expect(tablesOf('province')).toBe(both);
    const check = await cchc('province', 'check', '--deep');
    for (const part of ['database', 'journal', 'files'])
      expect(check[part]).toMatchObject({ state: 'sound' });

    // The answer.
    const states = async () => {
      const page = await cchc('laiVung', 'call', 'exchange.packages', '{}');
      return (page['rows'] as { state: string }[]).map(({ state }) => state);
    };
    expect(await states()).toEqual(['written']);
    const receipts = readdirSync(stick()).filter((name) => name.endsWith('.cchcr'));
    expect(receipts).toHaveLength(2);
    const newest = receipts.toSorted((a, b) => a.length - b.length).at(-1) ?? '';
    await cchc('laiVung', 'receipt', 'take', path.join(stick(), newest));
    expect(await states()).toEqual(['received']);
  });
});

// Packages are checked by tools that are not ours, and ours read what those make. What a machine lacks is told and skipped.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeAgeKeys } from '../../../core/exchange/package/age-keys.ts';
import { cardText } from '../../../core/exchange/package/card.ts';
import { sign, verify } from '../../../core/exchange/package/minisign.ts';
import { makeRecoveryText } from '../../../core/exchange/package/recovery-text.ts';
import { writeReceipt } from '../../../core/exchange/package/receipt.ts';
import { sealStream, unsealStream } from '../../../main/exchange/age-file.ts';
import { openPackage, openPlainPackage } from '../../../main/exchange/package-reader.ts';
import { type PackageInput, writePackage } from '../../../main/exchange/package-writer.ts';
import {
  noProgress,
  planForm,
  planRows,
  recipient,
  sampleHeader,
  sampleId,
  sampleInput,
  sender,
  visitForm,
  visitRows,
  workFolder,
} from '../../exchange/package-sample.ts';

function lacks(...tools: readonly string[]): boolean {
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  if (missing.length > 0) console.log(`skipped: this machine has no ${missing.join(', ')}`);
  return missing.length > 0;
}
/** The one of these that is there: a tool may be called differently where it comes from elsewhere. */
function oneOf(...tools: readonly string[]): string | null {
  const found = tools.find((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0);
  if (found === undefined) console.log(`skipped: this machine has no ${tools.join(' or ')}`);
  return found ?? null;
}
const run = (folder: string, tool: string, ...given: readonly string[]) =>
  execFileSync(tool, given, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

async function unpacked(change: Partial<PackageInput> = {}): Promise<string> {
  const folder = workFolder();
  await writePackage(sampleInput(folder, { target: path.join(folder, 'a.cchc'), ...change }));
  writeFileSync(path.join(folder, 'identity.txt'), `${recipient.ageIdentity}\n`, { mode: 0o600 });
  run(folder, 'age', '-d', '-i', 'identity.txt', '-o', 'a.zip', 'a.cchc');
  return folder;
}
async function* once(bytes: Uint8Array) {
  yield bytes;
}
async function gathered(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}

describe('a package of ours', () => {
  it.skipIf(lacks('age', 'unzip', 'sha512sum', 'minisign'))(
    'is checked without us, step by step',
    async () => {
      const folder = await unpacked();
      expect(run(folder, 'unzip', '-t', 'a.zip')).toContain('No errors detected');
      run(folder, 'unzip', '-q', 'a.zip');
      const bag = path.join(folder, 'bag');
      const payload = run(bag, 'sha512sum', '-c', '--strict', 'manifest-sha512.txt');
      expect(payload.trim().split('\n')).toHaveLength(10);
      expect(payload).not.toContain('FAILED');
      expect(run(bag, 'sha512sum', '-c', '--strict', 'tagmanifest-sha512.txt')).toContain('bag-info.txt: OK');
      const said = run(bag, 'minisign', '-V', '-P', sender.signPublic, '-m', 'tagmanifest-sha512.txt');
      expect(said).toContain('Signature and comment signature verified');
      expect(said).toContain(
        `office=${sender.officeId}; stream=${sampleId(501)}; seq=1; prev=${'0'.repeat(128)};`,
      );
      const another = spawnSync(
        'minisign',
        ['-V', '-P', recipient.signPublic, '-m', 'tagmanifest-sha512.txt'],
        { cwd: bag },
      );
      expect(another.status).not.toBe(0);
      // What the tool unsealed is what `openPlainPackage` takes.
      const plain = openPlainPackage({ path: path.join(folder, 'a.zip'), progress: noProgress });
      expect(plain.counts).toEqual({ plan: 3, visit: 2 });
      plain.close();
      for (const name of readdirSync(path.join(bag, 'data/evidence'))) {
        const bytes = readFileSync(path.join(bag, 'data/evidence', name));
        expect(name.slice(0, 64)).toBe(createHash('sha256').update(bytes).digest('hex'));
      }
    },
  );

  const bagit = oneOf('bagit.py', 'bagit');
  it.skipIf(bagit === null || lacks('age', 'unzip'))(
    'is a bag to bagit-python, until a byte changes',
    async () => {
      const header = sampleHeader({ title: 'Một dòng\u2028hai dòng: 100%' });
      const folder = await unpacked({ header });
      run(folder, 'unzip', '-q', 'a.zip');
      const validate = () => spawnSync(bagit ?? '', ['--validate', 'bag'], { cwd: folder, encoding: 'utf8' });
      const said = validate();
      expect([said.status, said.stderr]).toEqual([0, expect.stringContaining('bag is valid')]);
      for (const name of ['bag-info.txt', 'data/tables/visit.csv']) {
        const file = path.join(folder, 'bag', name);
        const bytes = readFileSync(file);
        writeFileSync(file, Buffer.from(bytes.toString('latin1').replace('1', '2'), 'latin1'));
        expect([name, validate().status]).toEqual([name, 1]);
        writeFileSync(file, bytes);
      }
      expect(validate().status).toBe(0);
    },
  );

  const frictionless = oneOf('frictionless');
  it.skipIf(frictionless === null || lacks('age', 'unzip'))(
    'holds tables that frictionless finds as they are described, and reads as they are',
    async () => {
      const texts = [
        ' x, "a", "b", z',
        '  đầu dòng',
        'một\rhai',
        'dòng\u2028\u0085hết',
        '\ufeffBOM',
        '#',
        '"',
        'NULL',
      ];
      const plans = texts.map((title, n) => ({ ...planRows[1], id: sampleId(100 + n), title }));
      const folder = await unpacked({
        tables: [
          // The visit before it and its plan went with an earlier package.
          {
            form: visitForm,
            rows: [...visitRows, { ...visitRows[0], id: sampleId(14), plan_id: sampleId(99) }],
          },
          { form: planForm, rows: [...planRows, ...plans] },
        ],
      });
      run(folder, 'unzip', '-q', 'a.zip');
      const bag = path.join(folder, 'bag');
      const validate = () =>
        spawnSync('frictionless', ['validate', 'data/datapackage.json'], { cwd: bag, encoding: 'utf8' });
      const said = validate();
      expect([said.status, said.stdout]).toEqual([0, expect.stringContaining('VALID')]);
      const read = JSON.parse(
        run(bag, 'frictionless', 'extract', 'data/datapackage.json', '--json'),
      ) as Record<string, readonly Readonly<Record<string, unknown>>[]>;
      expect(read['plan']!.slice(planRows.length).map(({ title }) => title)).toEqual(texts);
      expect(read['plan']![1]).toMatchObject({ note: '\\e', signer: null, closed: true });
      expect(read['visit']!.map(({ points }) => points)).toEqual([-150, null, -150]);
      // It does look: a row is not where a foreign key says, a cell is empty that must not be, one is no number.
      const visits = path.join(bag, 'data/tables/visit.csv');
      const before = readFileSync(visits, 'utf8');
      for (const [from, to] of [
        [`${sampleId(1)},${sampleId(11)}`, `${sampleId(1)},${sampleId(77)}`],
        [sampleId(14), ''],
        ['-150', '-15x'],
      ] as const) {
        expect(before).toContain(from);
        writeFileSync(visits, before.replace(from, to));
        expect([to, validate().status]).toEqual([to, 1]);
      }
    },
    60_000,
  );

  it.skipIf(lacks('python3', 'age-keygen'))(
    'opens with what stands on the recovery sheet, by the program of the docs',
    () => {
      const folder = workFolder();
      const docs = readFileSync(path.join(import.meta.dirname, '../../../docs/exchange-format.md'), 'utf8');
      writeFileSync(path.join(folder, 'identity.py'), /```python\n([^`]+)```/.exec(docs)![1]!);
      for (const secrets of [sender, recipient]) {
        const sheet = makeRecoveryText(secrets).join(' ').toLowerCase();
        const identity = execFileSync('python3', ['identity.py'], {
          cwd: folder,
          input: sheet,
          encoding: 'utf8',
        });
        expect(identity).toBe(`${secrets.ageIdentity}\n`);
        writeFileSync(path.join(folder, 'identity.txt'), identity);
        expect(run(folder, 'age-keygen', '-y', 'identity.txt').trim()).toBe(secrets.ageRecipient);
      }
    },
  );

  it.skipIf(lacks('python3', 'age', 'unzip'))('holds CSV that another reader reads alike', async () => {
    const folder = await unpacked();
    run(folder, 'unzip', '-q', 'a.zip');
    const script =
      'import csv,json,sys; print(json.dumps(list(csv.reader(open(sys.argv[1],encoding="utf-8",newline="")))))';
    const rows = JSON.parse(run(folder, 'python3', '-c', script, 'bag/data/tables/plan.csv')) as string[][];
    expect(rows[0]).toEqual([
      'id',
      'origin_office_id',
      'origin_version',
      'title',
      'note',
      'signer',
      'closed',
      'deadlines',
    ]);
    expect(rows[2]!.slice(3)).toEqual(['"Nháy", phẩy\r\nxuống dòng', '\\e', '', '1', '']);
    expect(rows[3]!.slice(3, 6)).toEqual(['\\\\e', '\\\\', '…']);
    expect(JSON.parse(rows[1]![7]!)).toEqual({ a: [1, 2], 'ghi chú': 'hai, "ba"' });
  });

  it.skipIf(lacks('minisign'))('comes with cards and receipts that minisign checks', () => {
    const folder = workFolder();
    const card = cardText({
      ...sender,
      name: 'UBND huyện Lai Vung',
      level: 'district',
      madeAt: 1,
      previousSeeds: [recipient.signSeed],
    });
    const lines = card.split('\n');
    writeFileSync(path.join(folder, 'card.json'), `${lines[0]}\n`);
    for (const [index, key] of [sender.signPublic, recipient.signPublic].entries()) {
      writeFileSync(
        path.join(folder, 'card.json.minisig'),
        `${lines.slice(1 + 4 * index, 5 + 4 * index).join('\n')}\n`,
      );
      expect(run(folder, 'minisign', '-V', '-P', key, '-m', 'card.json')).toContain('verified');
    }
    writeFileSync(
      path.join(folder, 'a.cchcr'),
      writeReceipt(
        {
          packageHash: '0'.repeat(128),
          bagId: sampleId(1),
          stream: sampleId(2),
          seq: 1,
          senderOfficeId: sender.officeId,
          receiver: { name: 'UBND tỉnh' },
          at: 5,
          outcome: 'merged',
          counts: { added: 1, changed: 0, deleted: 0, same: 0, held: 0 },
          problems: [],
        },
        recipient,
      ),
    );
    if (lacks('unzip')) return;
    run(folder, 'unzip', '-q', 'a.cchcr');
    expect(run(folder, 'minisign', '-V', '-P', recipient.signPublic, '-m', 'receipt.json')).toContain(
      'outcome=merged',
    );
  });
});

describe('what other tools make', () => {
  it.skipIf(lacks('minisign'))('signatures of minisign hold, and with one bit changed they do not', () => {
    const folder = workFolder();
    run(folder, 'minisign', '-G', '-W', '-p', 'key.pub', '-s', 'key.sec');
    const bytes = Buffer.from('Đợt kiểm tra\n');
    writeFileSync(path.join(folder, 'm'), bytes);
    run(folder, 'minisign', '-S', '-H', '-s', 'key.sec', '-m', 'm', '-t', 'lời chú; seq=1');
    const publicKey = readFileSync(path.join(folder, 'key.pub'), 'utf8').split('\n')[1]!;
    const signature = readFileSync(path.join(folder, 'm.minisig'), 'utf8');
    expect(verify(publicKey, bytes, signature)).toEqual({ trustedComment: 'lời chú; seq=1' });
    expect(verify(publicKey, Buffer.from('đợt kiểm tra\n'), signature)).toBeNull();
    expect(verify(publicKey, bytes, signature.replace('seq=1', 'seq=2'))).toBeNull();
    expect(verify(sender.signPublic, bytes, signature)).toBeNull();
    writeFileSync(path.join(folder, 'm.minisig'), sign(sender.signSeed, bytes, 'của ta'));
    expect(run(folder, 'minisign', '-V', '-P', sender.signPublic, '-m', 'm')).toContain('của ta');
  });

  it.skipIf(lacks('age', 'age-keygen'))('files of age open with ours, and keys are alike', async () => {
    const folder = workFolder();
    run(folder, 'age-keygen', '-o', 'identity.txt');
    const text = readFileSync(path.join(folder, 'identity.txt'), 'utf8');
    const identity = /AGE-SECRET-KEY-1\w+/.exec(text)![0];
    const known = /age1\w+/.exec(text)![0];
    const bytes = Buffer.alloc(200_000, 'cải cách ');
    writeFileSync(path.join(folder, 'plain'), bytes);
    run(folder, 'age', '-r', known, '-o', 'sealed', 'plain');
    const sealed = readFileSync(path.join(folder, 'sealed'));
    const opened = await gathered(
      unsealStream(once(sealed), { identities: [recipient.ageIdentity, identity], passphrase: null }),
    );
    expect(opened.equals(bytes)).toBe(true);
    writeFileSync(path.join(folder, 'ours.txt'), `${recipient.ageIdentity}\n`);
    expect(run(folder, 'age-keygen', '-y', 'ours.txt').trim()).toBe(recipient.ageRecipient);
    expect(makeAgeKeys(new Uint8Array(32).fill(102)).ageRecipient).toBe(recipient.ageRecipient);
  });

  it.skipIf(lacks('age', 'script'))('passphrases open both ways', async () => {
    const folder = workFolder();
    const bytes = Buffer.from('bí mật');
    const words = 'đồng bằng sông Cửu Long';
    const sealed = await gathered((await sealStream(once(bytes), { passphrase: words }, 10)).chunks);
    writeFileSync(path.join(folder, 'ours'), sealed);
    // age asks at a terminal only.
    const typed = spawnSync('script', ['-qec', 'age -d -o plain ours', '/dev/null'], {
      cwd: folder,
      input: `${words}\n`,
      timeout: 20_000,
    });
    expect(String(typed.stdout)).not.toContain('error');
    expect(readFileSync(path.join(folder, 'plain'), 'utf8')).toBe('bí mật');
    const made = spawnSync('script', ['-qec', 'age -p -o theirs plain', '/dev/null'], {
      cwd: folder,
      input: `${words}\n${words}\n`,
      timeout: 30_000,
    });
    expect(made.status).toBe(0);
    const theirs = readFileSync(path.join(folder, 'theirs'));
    const opened = await gathered(unsealStream(once(theirs), { identities: [], passphrase: words }));
    expect(opened.toString()).toBe('bí mật');
  });

  it('a package for a passphrase opens with it alone', async () => {
    const folder = workFolder();
    const work = path.join(folder, 'work');
    mkdirSync(work);
    const written = await writePackage(
      sampleInput(folder, { seal: { passphrase: 'tám từ kiểm tra' }, scryptWork: 10 }),
    );
    const open = (passphrase: string | null) =>
      openPackage({
        paths: written.paths,
        identities: [sender.ageIdentity],
        passphrase,
        workFolder: work,
        progress: noProgress,
      });
    const opened = await open('tám từ kiểm tra');
    expect(opened.counts).toEqual(written.counts);
    opened.close();
    await expect(open('tám từ')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' });
    await expect(open(null)).rejects.toMatchObject({
      code: 'PACKAGE_NOT_FOR_US',
      detail: { sealedFor: 'passphrase' },
    });
    expect(readdirSync(work)).toEqual([]);
  });
});

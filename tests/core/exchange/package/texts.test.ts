import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bagInfoText,
  cleanHeader,
  manifestText,
  readBagInfo,
  trustedComment,
} from '../../../../core/exchange/package/bag.ts';
import {
  fromBase64,
  fromBech32,
  fromHex,
  toBase64,
  toBech32,
  toHex,
} from '../../../../core/exchange/package/codes.ts';
import { ageSecretOf, isAgeRecipient, makeAgeKeys } from '../../../../core/exchange/package/age-keys.ts';
import {
  deletedForm,
  descriptorText,
  filesForm,
  readDescriptor,
} from '../../../../core/exchange/package/descriptor.ts';
import {
  compareEntries,
  filePath,
  isCriteriaName,
  isTableName,
  readEntryName,
} from '../../../../core/exchange/package/entry-names.ts';
import { createHeldKeys } from '../../../../core/exchange/package/held-keys.ts';
import { packageLimits } from '../../../../core/exchange/package/limits.ts';
import { makeKeys, sign, verify } from '../../../../core/exchange/package/minisign.ts';
import type { PackageHeader, PackageRow, TableForm } from '../../../../core/exchange/package/types.ts';
import { planForm, sampleHeader, sampleId, visitForm } from '../../../exchange/package-sample.ts';
import { chance } from '../../../long.ts';

const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe('bytes as letters', () => {
  it('come back, and one value has one text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(fromHex(toHex(bytes))).toEqual(bytes);
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBech32('age', toBech32('age', bytes))).toEqual(bytes);
      }),
      chance(63, 300, 20_000),
    );
    for (const text of ['A', 'AA=', 'AB==', 'AAB=', 'AA==AA==', 'AA=A', '====', 'A A=', 'AA-_']) {
      expect([text, fromBase64(text)]).toEqual([text, null]);
    }
    for (const text of ['A0', '0', 'zz', '0 ']) expect(fromHex(text)).toBeNull();
  });

  it('of bech32 show every single wrong letter', () => {
    const { ageRecipient, ageIdentity } = makeAgeKeys(new Uint8Array(32).fill(7));
    expect(isAgeRecipient(ageRecipient)).toBe(true);
    expect(ageSecretOf(ageIdentity)).toEqual(new Uint8Array(32).fill(7));
    for (let at = 4; at < ageRecipient.length; at++) {
      const wrong = ageRecipient[at] === 'q' ? 'p' : 'q';
      expect(isAgeRecipient(ageRecipient.slice(0, at) + wrong + ageRecipient.slice(at + 1))).toBe(false);
    }
    expect(isAgeRecipient(ageRecipient.toUpperCase())).toBe(false);
    expect(ageSecretOf(ageIdentity.toLowerCase())).toBeNull();
  });
});

describe('a signature', () => {
  it('holds for these bytes, this comment and this key alone', () => {
    fc.assert(
      fc.property(bytes32, fc.uint8Array({ maxLength: 40 }), fc.nat(), (seed, bytes, place) => {
        const { signPublic } = makeKeys(seed);
        const text = sign(seed, bytes, 'seq=1');
        expect(verify(signPublic, bytes, text)).toEqual({ trustedComment: 'seq=1' });
        expect(verify(signPublic, Uint8Array.from([...bytes, 0]), text)).toBeNull();
        expect(verify(makeKeys(bytes32Of(seed)).signPublic, bytes, text)).toBeNull();
        // The first line is not signed; every other letter is.
        const from = text.indexOf('\n') + 1;
        const at = from + (place % (text.length - from));
        const wrong = text[at] === 'A' ? 'B' : 'A';
        expect(verify(signPublic, bytes, text.slice(0, at) + wrong + text.slice(at + 1))).toBeNull();
      }),
      chance(64, 25, 1_000),
    );
  });

  it('of no form at all is none', () => {
    const { signPublic } = makeKeys(new Uint8Array(32));
    for (const text of [
      '',
      '\n\n\n\n',
      'untrusted comment: x\n',
      sign(new Uint8Array(32), new Uint8Array(), 'a').replaceAll('\n', '\r\n'),
    ]) {
      expect(verify(signPublic, new Uint8Array(), text)).toBeNull();
    }
    expect(verify('RW', new Uint8Array(), sign(new Uint8Array(32), new Uint8Array(), 'a'))).toBeNull();
    expect(() => sign(new Uint8Array(32), new Uint8Array(), 'a\nb')).toThrow(RangeError);
  });
});
function bytes32Of(seed: Uint8Array): Uint8Array {
  return seed.map((byte) => byte ^ 255);
}

const text = (max: number) =>
  fc
    .string({ unit: 'binary', maxLength: max })
    .map((one) => one.slice(0, max).toWellFormed().normalize('NFC').slice(0, max).toWellFormed());
const headers: fc.Arbitrary<PackageHeader> = fc
  .record({
    title: text(60),
    recipientName: text(30),
    name: text(30).filter((name) => name !== ''),
    seq: fc.integer({ min: 1, max: 1_000_000 }),
    kind: fc.constantFrom('complete', 'since', 'plan', 'period'),
    planId: fc.option(fc.nat().map(sampleId)),
    recipientOfficeId: fc.option(fc.nat().map(sampleId)),
    periodFrom: fc.constantFrom(null, '2026-01-01'),
    madeAt: fc.integer({ min: 0, max: 4e12 }),
    epoch: fc.nat(),
    withEvidence: fc.boolean(),
    withPersonal: fc.boolean(),
    journal: fc.constantFrom(
      null,
      { from: 0, to: 0, previousHead: '', head: '' },
      { from: 3, to: 9, previousHead: 'a', head: 'b' },
    ),
  })
  .map(({ name, ...rest }) => sampleHeader({ ...rest, sender: { ...sampleHeader().sender, name } }));

describe('the head of a package', () => {
  it('comes back from bag-info.txt as it was', () => {
    fc.assert(
      fc.property(headers, fc.nat(), fc.nat(1000), (given, bytes, files) => {
        const header = cleanHeader(given);
        const written = bagInfoText(header, { bytes, files });
        expect(readBagInfo(written)).toEqual({ header, oxum: { bytes, files } });
        // BagIt: every line is a label, a colon, a value.
        for (const line of written.trimEnd().split('\n')) expect(line).toMatch(/^[A-Z][A-Za-z-]*: [^ ]/u);
        expect(trustedComment(header)).not.toMatch(/[\r\n]/u);
      }),
      chance(65, 300, 10_000),
    );
  });
  it.each(['\n\u0301', 'a\u2028b', '\u2029', '\u00a0a', '%0A'])('keeps %j in a title', (title) => {
    const header = sampleHeader({ title });
    const oxum = { bytes: 1, files: 1 };
    expect(readBagInfo(bagInfoText(header, oxum))).toEqual({ header, oxum });
  });
  it('has one line for each label, whatever a reader takes for the end of a line', () => {
    const header = cleanHeader(
      sampleHeader({ title: 'a\u2028b\u2029c\u0085d\u000be\u000cf\u001cg\r\nh', recipientName: 'x\u2028y' }),
    );
    const ends = ['\r', '\u000b', '\u000c', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'];
    const text = bagInfoText(header, { bytes: 1, files: 1 });
    const lines = ends.reduce((all, end) => all.replaceAll(end, '\n'), text).split('\n');
    expect(lines.pop()).toBe('');
    for (const line of lines) expect(line).toMatch(/^[A-Z][A-Za-z-]*: .+$/);
    expect(header.title).toBe('a b c\u0085d\u000be\u000cf\u001cg\r\nh');
  });

  it('is in the trusted comment as far as it must not be exchanged', () => {
    const before = trustedComment(sampleHeader());
    for (const change of [
      { seq: 2 },
      { stream: sampleId(9) },
      { bagId: sampleId(9) },
      { previousHash: 'a'.repeat(128) },
      { recipientOfficeId: sampleId(9) },
      { recipientOfficeId: null },
      { periodTo: null },
      { sender: { ...sampleHeader().sender, officeId: sampleId(9) } },
    ]) {
      expect(trustedComment(sampleHeader(change))).not.toBe(before);
    }
  });

  it('of a newer form is told apart from a broken one', () => {
    const written = bagInfoText(sampleHeader(), { bytes: 1, files: 1 });
    expect(() => readBagInfo(written.replace('Cchc-Version: 1', 'Cchc-Version: 2'))).toThrow('PACKAGE_NEWER');
    expect(() => readBagInfo(written.replace('Cchc-Version: 1', 'Cchc-Version: 0'))).toThrow(
      'PACKAGE_DAMAGED',
    );
    expect(() => cleanHeader(sampleHeader({ seq: 0 }))).toThrow('VALIDATION');
  });

  it('stands beside manifests in the form of sha512sum', () => {
    expect(manifestText([{ path: 'data/x', sha512: 'ab' }])).toBe('ab  data/x\n');
  });
});

describe('the names in a package', () => {
  it.each([
    'con',
    'nul',
    'aux',
    'prn',
    'com1',
    'lpt0',
    'Visit',
    '',
    '1a',
    'a-b',
    'a.b',
    'a/b',
    'x'.repeat(61),
  ])('no table is called %j', (name) => {
    expect(isTableName(name)).toBe(false);
    expect(readEntryName(`data/tables/${name}.csv`)).toBeNull();
  });
  it('say where a file stands', () => {
    const digest = 'a'.repeat(64);
    expect(filePath({ sha256: digest, media: 'image/jpeg', folder: 'evidence' })).toBe(
      `data/evidence/${digest}.jpg`,
    );
    expect(filePath({ sha256: digest, media: 'x/y', folder: 'documents' })).toBe(
      `data/documents/${digest}.bin`,
    );
    expect(isCriteriaName(`${sampleId(1)}@${digest}`)).toBe(true);
    for (const name of [digest, `@${digest}`, `A@${digest}`, `a@${digest.toUpperCase()}`, `con@${digest}`]) {
      expect(isCriteriaName(name)).toBe(false);
    }
    expect(compareEntries('bagit.txt', 'bag-info.txt')).toBeLessThan(0);
    expect(compareEntries('data/tables/a.csv', 'data/tables/b.csv')).toBeLessThan(0);
    expect(compareEntries('manifest-sha512.txt', `data/evidence/${digest}.jpg`)).toBeGreaterThan(0);
  });
});

describe('the description of the tables', () => {
  const facts = [deletedForm, filesForm, planForm, visitForm].map((form, index) => ({
    form,
    rows: index,
    bytes: 100 + index,
    sha512: `${index}`.repeat(128),
    heldKeys: Object.keys(form.references),
  }));
  const written = descriptorText(sampleHeader(), facts);

  it('comes back as it was', () => {
    expect(readDescriptor(written, packageLimits)).toEqual(facts.map(({ heldKeys: _, ...fact }) => fact));
  });

  it('keeps the rules of Frictionless Data Package 2.0', () => {
    const value = JSON.parse(written);
    expect(value.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
    expect(value.name).toMatch(/^[a-z0-9._-]+$/u);
    expect(new Date(value.created).toISOString()).toBe(value.created);
    const names = value.resources.map(({ name }: { name: string }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const resource of value.resources) {
      // A relative path that stays below the description.
      expect(resource.path).toMatch(/^tables\/[a-z0-9_]+\.csv$/u);
      expect(resource.name).toMatch(/^[a-z0-9._-]+$/u);
      expect(resource.hash).toMatch(/^sha512:[0-9a-f]{128}$/u);
      expect([resource.type, resource.format, resource.encoding]).toEqual(['table', 'csv', 'utf-8']);
      const fields = resource.schema.fields.map(({ name }: { name: string }) => name);
      expect(new Set(fields).size).toBe(fields.length);
      expect(resource.schema.missingValues).toEqual(['']);
      for (const field of resource.schema.fields) {
        expect(['string', 'integer', 'boolean']).toContain(field.type);
        if (field.type === 'boolean') expect([field.trueValues, field.falseValues]).toEqual([['1'], ['0']]);
      }
      for (const key of resource.schema.primaryKey) expect(fields).toContain(key);
      for (const { fields: from, reference } of resource.schema.foreignKeys ?? []) {
        expect(fields).toEqual(expect.arrayContaining(from));
        expect(reference.fields).toEqual(['id']);
        if (reference.resource !== undefined) expect(names).toContain(reference.resource);
      }
    }
    const visit = value.resources.find(({ name }: { name: string }) => name === 'visit');
    expect(visit.schema.foreignKeys).toEqual([
      { fields: ['plan_id'], reference: { resource: 'plan', fields: ['id'] } },
      { fields: ['follows_id'], reference: { fields: ['id'] } },
    ]);
  });

  it('names a foreign key only where it holds in the package, and what points where all the same', () => {
    const some = JSON.parse(
      descriptorText(
        sampleHeader(),
        facts.map((fact) => ({ ...fact, heldKeys: fact.heldKeys.filter((column) => column !== 'plan_id') })),
      ),
    );
    const visit = some.resources.find(({ name }: { name: string }) => name === 'visit');
    expect(visit.schema.foreignKeys).toEqual([{ fields: ['follows_id'], reference: { fields: ['id'] } }]);
    const [read] = readDescriptor(JSON.stringify(some), packageLimits).filter(
      ({ form }) => form.name === 'visit',
    );
    expect(read!.form.references).toEqual(visitForm.references);
  });

  it('leaves nothing to be guessed, and nothing on which the standard and its profile differ', () => {
    for (const { dialect, schema } of JSON.parse(written).resources) {
      expect(dialect.skipInitialSpace).toBe(false);
      // The text of the standard wants a string, its JSON Schema an array; "exact" is the default of both.
      expect(schema).not.toHaveProperty('fieldsMatch');
    }
  });
});

describe('the foreign keys that hold', () => {
  const row = (id: string, more: PackageRow = {}): PackageRow => ({ id, ...more });
  function heldOf(
    order: readonly TableForm[],
    rows: Readonly<Record<string, readonly PackageRow[]>>,
  ): readonly string[] {
    const held = createHeldKeys(order);
    for (const form of order) {
      for (const one of rows[form.name] ?? []) held.row(form, one);
      held.end(form);
    }
    return held.of(visitForm);
  }
  const both = ['plan_id', 'follows_id'];

  it.each([[[planForm, visitForm]], [[visitForm, planForm]]])('whichever table comes first', (order) => {
    const visits = [
      row('v2', { plan_id: 'p1', follows_id: 'v1' }),
      row('v1', { plan_id: 'p1', follows_id: null }),
    ];
    expect(heldOf(order, { plan: [row('p1')], visit: visits })).toEqual(both);
    expect(heldOf(order, { plan: [row('p2')], visit: visits })).toEqual(['follows_id']);
    expect(heldOf(order, { plan: [row('p1')], visit: visits.slice(0, 1) })).toEqual(['plan_id']);
    expect(heldOf(order, { plan: [], visit: [row('v1', { plan_id: 'v1' })] })).toEqual(['follows_id']);
  });
  it('not where the other table is not there', () => {
    expect(heldOf([visitForm], { visit: [row('v1', { plan_id: 'p1' })] })).toEqual(['follows_id']);
  });
});

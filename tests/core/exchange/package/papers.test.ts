// What is read out, typed in or carried beside a package: fingerprints, cards, receipts, the recovery sheet.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/error.ts';
import { cardText, readCard } from '../../../../core/exchange/package/card.ts';
import { fingerprintOf, sameFingerprint } from '../../../../core/exchange/package/fingerprint.ts';
import { fingerprintWords } from '../../../../core/exchange/package/fingerprint-words.ts';
import {
  drawnWords,
  isLongEnough,
  proposedPassphrase,
  wordsAsDrawn,
} from '../../../../core/exchange/package/passphrase.ts';
import { readReceipt, writeReceipt } from '../../../../core/exchange/package/receipt.ts';
import { makeRecoveryText, readRecoveryText } from '../../../../core/exchange/package/recovery-text.ts';
import { readSmallZip, smallZip } from '../../../../core/exchange/package/zip-form.ts';
import { isSyllable } from '../../../../core/exchange/sheet/syllable.ts';
import { createDice, rawZip } from '../../../exchange/hostile.ts';
import { recipient, sampleId, sender, stranger } from '../../../exchange/package-sample.ts';
import { chance, isLong } from '../../../long.ts';

const plain = (word: string) =>
  word
    .normalize('NFD')
    .replaceAll('đ', 'd')
    .replaceAll(/[^a-z]/gu, '');
const codeOf = (body: () => unknown) => {
  try {
    body();
    return 'taken';
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('a passphrase', () => {
  it('that is proposed is six words of the 1,024 without marks, each as likely as another', () => {
    const drawn = new Map<string, number>();
    for (let bytes = 0; bytes < 65_536; bytes += 1) {
      const words = proposedPassphrase(
        new Uint8Array(12).map((_, at) => (at % 2 ? bytes & 255 : bytes >> 8)),
      );
      expect(words).toMatch(/^[a-z]{2,7}(-[a-z]{2,7}){5}$/u);
      const [word = ''] = words.split('-');
      drawn.set(word, (drawn.get(word) ?? 0) + 1);
    }
    expect(drawn.size).toBe(1024);
    expect(new Set(drawn.values())).toEqual(new Set([64]));
    expect(isLongEnough(proposedPassphrase(new Uint8Array(12)))).toBe(true);
  });
  it('is long enough by its letters, not by its code points or the space around it', () => {
    expect(isLongEnough('mưa phùn')).toBe(true);
    expect(isLongEnough('ộộộộộộộ'.normalize('NFD'))).toBe(false);
    expect(isLongEnough('  ngắn   ')).toBe(false);
  });
  it('drawn by lot is typed back as people type', () => {
    const words = drawnWords(new Uint8Array([0, 1, 2, 3, 4, 5]), 3);
    expect(wordsAsDrawn(` ${words.map((word) => plain(word).toUpperCase()).join(', ')}.`)).toBe(
      words.join(' '),
    );
  });
});

describe('the words of a fingerprint', () => {
  it('are a list that never changes', () => {
    expect(fingerprintWords).toHaveLength(1024);
    expect(createHash('sha256').update(fingerprintWords.join(' ')).digest('hex')).toBe(
      '837612efca94c59014600105731fc874bf5a2a11c0b4a6c502b82e8503f9a1ff',
    );
  });
  it('are Vietnamese, NFC, sorted, and different without any mark', () => {
    const folded = fingerprintWords.map(plain);
    expect(new Set(folded).size).toBe(1024);
    expect(folded).toEqual(folded.toSorted());
    expect(
      fingerprintWords.filter((word) => !isSyllable(word) || word !== word.normalize('NFC').toLowerCase()),
    ).toEqual([]);
    expect(fingerprintWords.filter((word) => word.length < 2 || word.length > 7)).toEqual([]);
  });
  it('are eight of both keys, compared with or without marks', () => {
    const words = fingerprintOf(sender.signPublic, sender.ageRecipient);
    expect(words).toHaveLength(8);
    expect(words).toEqual(fingerprintOf(sender.signPublic, sender.ageRecipient));
    expect(words).not.toEqual(fingerprintOf(sender.signPublic, recipient.ageRecipient));
    expect(words).not.toEqual(fingerprintOf(recipient.signPublic, sender.ageRecipient));
    expect(
      sameFingerprint(
        words,
        words.map((word) => plain(word).toUpperCase()),
      ),
    ).toBe(true);
    expect(sameFingerprint(words, words.toReversed())).toBe(false);
    expect(sameFingerprint([], [])).toBe(false);
  });
});

const card = (previousSeeds: readonly Uint8Array[] = []) =>
  cardText({
    ...sender,
    name: 'UBND huyện Lai Vung',
    level: 'district',
    madeAt: 1_700_000_000_000,
    previousSeeds,
  });

describe('a card', () => {
  it('says who it is, signed by its key and the ones before', () => {
    const read = readCard(card([recipient.signSeed, stranger.signSeed]));
    expect(read).toMatchObject({
      officeId: sender.officeId,
      signPublic: sender.signPublic,
      ageRecipient: sender.ageRecipient,
    });
    expect(read.previous).toEqual([recipient.signPublic, stranger.signPublic]);
    expect(readCard(card()).previous).toEqual([]);
  });
  it('is broken with any letter changed, put in or taken out', () => {
    const text = card([recipient.signSeed]);
    const dice = createDice(65);
    const runs = isLong ? 20_000 : 400;
    for (let run = 0; run < runs; run++) {
      const at = dice(text.length);
      const letter = String.fromCharCode(10 + dice(117));
      const changed = [
        text.slice(0, at) + letter + text.slice(at + 1),
        text.slice(0, at) + letter + text.slice(at),
        text.slice(0, at) + text.slice(at + 1 + dice(5)),
      ][run % 3]!;
      const expected = changed === text ? 'taken' : 'CARD_BROKEN';
      expect([changed, codeOf(() => readCard(changed))]).toEqual([changed, expected]);
    }
  });
  it('is broken where a signature is missing, moved or of somebody else', () => {
    const text = card([recipient.signSeed]);
    const lines = text.split('\n');
    const broken = {
      nothing: '',
      'without signatures': `${lines[0]}\n`,
      'without the last': `${lines.slice(0, 5).join('\n')}\n`,
      'in another order': [lines[0], ...lines.slice(5, 9), ...lines.slice(1, 5), ''].join('\n'),
      'one twice': text + lines.slice(1, 5).join('\n') + '\n',
      CRLF: text.replaceAll('\n', '\r\n'),
      'the key of somebody else': text.replace(sender.signPublic, stranger.signPublic),
      'without the previous key': text.replace(`"${recipient.signPublic}"`, ''),
      'a mark of the byte order': `\uFEFF${text}`,
      long: text.padEnd(100_000, '\n'),
    };
    for (const [name, one] of Object.entries(broken))
      expect([name, codeOf(() => readCard(one))]).toEqual([name, 'CARD_BROKEN']);
    expect(codeOf(() => readCard(card([sender.signSeed])))).toBe('CARD_BROKEN');
  });
});

const receipt = () =>
  writeReceipt(
    {
      packageHash: 'a'.repeat(128),
      bagId: sampleId(1),
      stream: sampleId(2),
      seq: 3,
      senderOfficeId: sender.officeId,
      receiver: { name: 'UBND tỉnh Đồng Tháp' },
      at: 1_700_000_000_000,
      outcome: 'merged',
      counts: { added: 5, changed: 4, deleted: 3, same: 2, held: 1 },
      problems: [{ severity: 'warning', code: 'FILES_LEFT_OUT', count: 2, params: { n: 2 } }],
    },
    recipient,
  );

describe('a receipt', () => {
  it('comes back as it was signed', () => {
    const { receipt: read, signedBy } = readReceipt(receipt());
    expect(signedBy).toBe(recipient.signPublic);
    expect(read.receiver).toEqual({
      officeId: recipient.officeId,
      name: 'UBND tỉnh Đồng Tháp',
      signPublic: recipient.signPublic,
    });
    expect(read.counts).toEqual({ added: 5, changed: 4, deleted: 3, same: 2, held: 1 });
  });
  it('is none with any byte changed', () => {
    const bytes = receipt();
    const dice = createDice(66);
    const runs = isLong ? 20_000 : 400;
    for (let run = 0; run < runs; run++) {
      const at = dice(bytes.length);
      const changed = [
        () => bytes.map((byte, index) => (index === at ? byte ^ (1 << dice(8)) : byte)),
        () => bytes.subarray(0, at),
        () => bytes.subarray(at + 1),
        () => Uint8Array.from([...bytes.subarray(0, at), dice(256), ...bytes.subarray(at)]),
      ][run % 4]!();
      expect(codeOf(() => readReceipt(changed))).toBe('RECEIPT_NOT');
    }
  });
  it('is none of another form, whatever it says', () => {
    const [json, signature] = readSmallZip(receipt(), ['receipt.json', 'receipt.json.minisig'])!;
    const entries = [
      { name: 'receipt.json', bytes: Buffer.from(json!) },
      { name: 'receipt.json.minisig', bytes: Buffer.from(signature!) },
    ];
    expect(codeOf(() => readReceipt(rawZip(entries)))).toBe('taken');
    const hostile = {
      empty: new Uint8Array(),
      'a comment': rawZip(entries, { comment: Buffer.from('x') }),
      'another order': rawZip(entries.toReversed()),
      'a file more': rawZip([...entries, { name: 'x', bytes: Buffer.from('x') }]),
      'a file less': rawZip(entries.slice(0, 1)),
      'another name': rawZip([{ ...entries[0]!, name: '../receipt.json' }, entries[1]!]),
      'other signed text': smallZip([
        entries[0]!,
        { name: entries[1]!.name, bytes: Buffer.from(card().split('\n').slice(1).join('\n')) },
      ]),
      long: new Uint8Array(2 * 1024 * 1024),
    };
    for (const [name, bytes] of Object.entries(hostile)) {
      expect([name, codeOf(() => readReceipt(bytes))]).toEqual([name, 'RECEIPT_NOT']);
    }
  });
});

describe('the recovery sheet', () => {
  const groups = makeRecoveryText(sender);
  it('gives the secrets back, however it is typed', () => {
    expect(groups).toHaveLength(33);
    const { keyId: _, ...secrets } = sender;
    for (const text of [
      groups.join(' '),
      groups.join('').toLowerCase(),
      groups.join('\n- '),
      groups.join(' ').replaceAll('0', 'O').replaceAll('1', 'l'),
    ]) {
      expect(readRecoveryText(text)).toEqual(secrets);
    }
  });
  it('finds the group of every single wrong letter and of every swap of two', () => {
    fc.assert(
      fc.property(fc.nat(164), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (at, letter) => {
        const text = groups.join('');
        const wrong = [text.slice(0, at) + letter + text.slice(at + 1)];
        if (at % 5 < 4) wrong.push(text.slice(0, at) + text[at + 1]! + text[at]! + text.slice(at + 2));
        for (const one of wrong.filter((each) => each !== text)) {
          expect(() => readRecoveryText(one)).toThrow(
            expect.objectContaining({ code: 'CARD_BROKEN', detail: { groups: [Math.floor(at / 5) + 1] } }),
          );
        }
      }),
      chance(67, 300, 5_000),
    );
  });
  it('finds groups in each other’s place, one left out and one too many', () => {
    const swapped = [...groups];
    [swapped[2], swapped[9]] = [groups[9]!, groups[2]!];
    expect(() => readRecoveryText(swapped.join(' '))).toThrow('CARD_BROKEN');
    expect(() => readRecoveryText(groups.slice(1).join(' '))).toThrow('CARD_BROKEN');
    expect(() => readRecoveryText([...groups, groups[0]!].join(' '))).toThrow('CARD_BROKEN');
    expect(() => readRecoveryText('')).toThrow('CARD_BROKEN');
    expect(() => makeRecoveryText({ ...sender, ageIdentity: 'x' })).toThrow(RangeError);
  });
});

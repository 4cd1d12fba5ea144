import { describe, expect, it } from 'vitest';
import {
  crafted,
  entriesOf,
  judge,
  makeOriginal,
  mutations,
  rebuilt,
  resealed,
  zipped,
} from '../../exchange/hostile.ts';
import { sampleHeader, stranger, workFolder } from '../../exchange/package-sample.ts';
import { isLong } from '../../long.ts';

const original = await makeOriginal(workFolder());

describe('a package that somebody meddled with', () => {
  it('is refused, whatever bytes were changed', async () => {
    const seed = isLong ? Date.now() & 0x7fffffff : 7;
    const runs = isLong ? 20_000 : 1_000;
    const verdicts = new Map<string, number>();
    const mutants = mutations(original, seed);
    for (let run = 0; run < runs; run++) {
      const mutant = mutants.next().value;
      const verdict = await judge(mutant, original);
      verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
    }
    const accepted = verdicts.get(original.content) ?? 0;
    // Some changes change nothing (a byte set to what it was).
    expect(accepted).toBeLessThan(runs / 50);
    expect(verdicts.get('PACKAGE_DAMAGED') ?? 0).toBeGreaterThan(runs / 3);
    expect(verdicts.get('PACKAGE_FORGED') ?? 0).toBeGreaterThan(0);
    // What goes on after its time would be found by all the others.
  }, 3_600_000);

  it('takes what the tools of this test make of the original for the original', async () => {
    const bytes = zipped(entriesOf(original.plain));
    expect(bytes.equals(original.plain)).toBe(true);
    const again = zipped(rebuilt(original, {}));
    expect(await judge({ name: 'rebuilt', level: 'plain', bytes: again }, original)).toBe(original.content);
    const sealed = await resealed(original.plain);
    expect(await judge({ name: 'sealed', level: 'sealed', bytes: sealed }, original)).toBe(original.content);
    const other = zipped(rebuilt(original, { header: sampleHeader({ seq: 2 }) }));
    await expect(judge({ name: 'other', level: 'plain', bytes: other }, original)).rejects.toThrow(
      'other content',
    );
  });

  it.each(crafted(original))('is refused: $name', async (mutant) => {
    const verdict = await judge(mutant, original);
    expect(verdict).toMatch(
      /^(?:PACKAGE_DAMAGED|PACKAGE_FORGED|PACKAGE_NEWER|PACKAGE_TOO_LARGE|UNKNOWN_SENDER)$/,
    );
  });

  it('is refused where it is sealed for somebody else or for nobody', async () => {
    const verdict = (name: string, bytes: Uint8Array) => judge({ name, level: 'sealed', bytes }, original);
    expect(await verdict('stranger', await resealed(original.plain, [stranger.ageRecipient]))).toBe(
      'PACKAGE_NOT_FOR_US',
    );
    expect(await verdict('plain', original.plain)).toBe('PACKAGE_NOT');
    expect(await verdict('empty', new Uint8Array())).toBe('PACKAGE_NOT');
    expect(await verdict('twice', await resealed(original.sealed))).toBe('PACKAGE_DAMAGED');
    expect(await verdict('text', Buffer.from('xin chào'))).toBe('PACKAGE_NOT');
    expect(await verdict('armored', Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n'))).toBe('PACKAGE_NOT');
    const endless = Buffer.concat([Buffer.from('age-encryption.org/v1\n-> '), Buffer.alloc(2_000_000, 0x61)]);
    expect(await verdict('a header without an end', endless)).toBe('PACKAGE_DAMAGED');
    const mac = 'A'.repeat(43);
    const body = 'A'.repeat(43);
    const dear = `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 30\n${body}\n--- ${mac}\n`;
    expect(await verdict('a dear passphrase', Buffer.from(`${dear}${'x'.repeat(64)}`))).toBe(
      'PACKAGE_TOO_LARGE',
    );
  });
});

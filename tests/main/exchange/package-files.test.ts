import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPackage } from '../../../main/exchange/package-reader.ts';
import { writePackage } from '../../../main/exchange/package-writer.ts';
import {
  noProgress,
  planRows,
  recipient,
  sampleHeader,
  sampleInput,
  sender,
  visitRows,
  workFolder,
} from '../../exchange/package-sample.ts';

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

describe('a package', () => {
  it('is written and read back whole', async () => {
    const folder = workFolder();
    const input = sampleInput(folder);
    const written = await writePackage(input);
    expect(written.counts).toEqual({ plan: 3, visit: 2 });
    expect(readdirSync(folder)).toEqual(['lai-vung-2026-1.cchc']);
    for (const identity of [recipient.ageIdentity, sender.ageIdentity]) {
      const read = await openPackage({
        paths: written.paths,
        identities: [identity],
        passphrase: null,
        workFolder: folder,
        progress: noProgress,
      });
      expect(readdirSync(folder)).toEqual(['lai-vung-2026-1.cchc']);
      expect(read.header).toEqual(sampleHeader());
      expect(read.hash).toBe(written.hash);
      expect(read.bytes).toBe(written.bytes);
      expect(read.signedBy).toBe(sender.signPublic);
      expect(read.counts).toEqual(written.counts);
      expect([...read.rows('plan')]).toEqual(planRows);
      expect([...read.rows('visit')]).toEqual(visitRows);
      expect([...read.deletions()]).toEqual(input.deletions);
      expect([...read.journal()]).toEqual([...input.journal!]);
      expect(read.criteria).toEqual(input.criteria);
      expect(read.forms).toEqual(
        input.tables.map(({ form }) => form).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      );
      for (const file of input.files)
        expect(await bytesOf(read.openFile(file.sha256))).toBe(await bytesOf(file.open()));
      read.close();
      read.close();
    }
  });
});

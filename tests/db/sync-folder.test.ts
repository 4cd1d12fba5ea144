// A folder is synced where its file system can do that.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { syncFolder } from '../../db/backup.ts';

test('a folder is synced, and one that is not there is told', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cchc-sync-'));
  expect(() => syncFolder(folder)).not.toThrow();
  if (process.platform !== 'win32') expect(() => syncFolder(path.join(folder, 'x'))).toThrow('ENOENT');
});
test.skipIf(process.platform !== 'linux')(
  'a file system that syncs no folders is written to all the same',
  () => {
    expect(() => syncFolder('/proc')).not.toThrow();
  },
);

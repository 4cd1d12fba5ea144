// The thread of long work from the sources, as Node strips them: the bundle has an entry of its own.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WriterEntry } from '../../../main/work/beside.ts';

const root = path.resolve(import.meta.dirname, '..', '..', '..');

export const sourceWriter: WriterEntry = {
  file: path.join(root, 'main', 'work', 'writer.ts'),
  execArgv: ['--import', pathToFileURL(path.join(root, 'build', 'source-worker.mjs')).href],
};

/** Where the entry of the threads lies. */
import path from 'node:path';

/** The entry of the thread. The product has one file beside its own; tests name the source and what it needs. */
export interface WriterEntry {
  readonly file: string;
  readonly execArgv?: readonly string[];
}

/** All of the bundle lies in one folder, so this module's own folder is the entry's. */
export const bundledWriter: WriterEntry = { file: path.join(import.meta.dirname, 'writer.js') };

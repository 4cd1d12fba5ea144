/**
 * Sticks and folders on the screen, and the two questions that everybody asks who writes or reads a package: may it be
 * written there, and which file is meant.
 */
import { AppError } from '../../core/contract/error.ts';
import type { exchange } from '../../core/contract/exchange.ts';
import type { FileSource } from '../../core/contract/exchange-keys.ts';
import type { Caller, HandlersOf } from '../../core/contract/index.ts';
import type { ReadableFile, WritablePlace } from '../places.ts';
import type { ServiceContext } from './context.ts';

type PlaceMethods = Pick<typeof exchange, 'exchange.places' | 'exchange.choosePlace'>;

/** The folder as it is written to; PLACE_GONE, PLACE_UNSUITABLE or DISK_FULL where it cannot be. */
export function assertWritablePlace(
  context: Pick<ServiceContext, 'places'>,
  folder: string,
  caller: Caller,
): Promise<WritablePlace> {
  return context.places.assertWritable(folder, caller);
}

/** Ids of uploads that a thread has to be given for it: `work.beside({ …, files: filesOfSource(source) }, …)`. */
export function filesOfSource(source: FileSource): readonly string[] {
  return source.kind === 'upload' ? [source.file] : [];
}

/** The file that is meant, to be opened by its path. FILE_GONE, PLACE_GONE, PLACE_UNSUITABLE. */
export async function readableFile(
  context: Pick<ServiceContext, 'places' | 'handles' | 'blobs'>,
  source: FileSource,
  caller: Caller,
): Promise<ReadableFile> {
  if (source.kind === 'path') return context.places.readable(source.path, caller);
  const content = context.handles.get(source.file);
  if (content === undefined) throw new AppError('FILE_GONE');
  const path = content.path ?? (content.sha256 === null ? undefined : context.blobs.path(content.sha256));
  if (path === undefined) throw new AppError('FILE_GONE');
  return { path, fileName: source.fileName, size: content.size };
}

export function createExchangePlaceService(context: ServiceContext): HandlersOf<PlaceMethods> {
  const { places } = context;
  return {
    'exchange.places': async ({ folder }, caller) => [...(await places.list(caller, folder))],
    'exchange.choosePlace': (_input, _caller) => {
      if (places.choose === null)
        throw new AppError('UNKNOWN_METHOD', { detail: { method: 'exchange.choosePlace' } });
      return places.choose();
    },
  };
}

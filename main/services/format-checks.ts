/** Checks the format of finished papers: a file that somebody chose, or one of our own documents as it is printed. */
import { AppError } from '../../core/contract/error.ts';
import type { formatChecks } from '../../core/contract/format-checks.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { checkBeside } from '../checking/check-beside.ts';
import { found, type ServiceContext } from './context.ts';
import { renderDocument } from './document-papers.ts';

export function createFormatCheckService(context: ServiceContext): HandlersOf<typeof formatChecks> {
  const { handles, stores } = context;
  return {
    'formatChecks.file': async ({ file, fileName }) => {
      const content = handles.get(file);
      if (content === undefined) throw new AppError('FILE_GONE', { detail: { name: fileName } });
      try {
        return await checkBeside(new Uint8Array(await content.read()), fileName);
      } finally {
        // Read once: another person's paper is not kept.
        handles.drop(file);
      }
    },
    'formatChecks.document': async ({ id, format }) => {
      const row = found(stores.documents.get(id), 'document', id);
      const { bytes, fileName } = await renderDocument(context, row, format);
      return checkBeside(bytes, fileName);
    },
  };
}

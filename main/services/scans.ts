/** Scans of signed originals: several to a document that has left the drafts. Known by their bytes, kept in the store. */
import { AppError } from '../../core/contract/error.ts';
import { type DocumentScan, documentScan, type documents } from '../../core/contract/documents.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { FILE_LIMIT, judgeFile } from '../../core/rules/file-kind.ts';
import { cleanPhoto } from '../../core/rules/photo-metadata.ts';
import type { StoredScan } from '../../db/document-scans.ts';
import { current, found, headOf, owned, type ServiceContext, shaped } from './context.ts';

type ScanMethods = Pick<typeof documents, 'scans.add' | 'scans.delete' | 'scans.file'>;

const scanMedia: ReadonlySet<string> = new Set(['application/pdf', 'image/jpeg', 'image/png']);
const allowed = 'pdf, jpg, jpeg, png';

export function showScan({ blobs }: Pick<ServiceContext, 'blobs'>, row: StoredScan): DocumentScan {
  return shaped(documentScan, { ...row, present: blobs.has(row.sha256) });
}

export function createScanService(context: ServiceContext): HandlersOf<ScanMethods> {
  const { stores, journal, ids, blobs, handles } = context;
  const store = stores.documentScans;

  /** What is refused is not left lying. */
  function judged(handle: string, fileName: string) {
    const held = handles.get(handle)?.held;
    if (held === undefined) throw new AppError('FILE_GONE');
    const refuse = (error: AppError) => {
      handles.drop(handle);
      return error;
    };
    const verdict = judgeFile({ name: fileName, size: held.size, read: held.read });
    if (!verdict.ok) {
      const { code, found: content } = verdict;
      const detail = { name: fileName, ...(content === null ? {} : { found: content }) };
      throw refuse(new AppError(code, { detail: code === 'FILE_KIND' ? { ...detail, allowed } : detail }));
    }
    if (!scanMedia.has(verdict.kind.media)) {
      const detail = { name: fileName, found: verdict.kind.content.toUpperCase(), allowed };
      throw refuse(new AppError('FILE_KIND', { detail }));
    }
    if (held.size > FILE_LIMIT) {
      throw refuse(new AppError('TOO_LARGE', { detail: { limit: FILE_LIMIT, name: fileName } }));
    }
    return { held, media: verdict.kind.media, fileName: verdict.name };
  }

  return {
    'scans.add': ({ documentId, file, fileName: given }, caller) => {
      const row = owned(context, stores.documents.get(documentId), 'document', documentId);
      if (row.status === 'draft') {
        throw new AppError('WRONG_STATE', {
          detail: { entity: 'document', id: documentId, from: row.status },
        });
      }
      const { held, media, fileName } = judged(file, given);
      // Where and with what a page was photographed is nobody's business.
      const kept =
        media === 'application/pdf'
          ? held.keep(media)
          : blobs.put(cleanPhoto(held.readAll(), media).bytes, media);
      handles.drop(file);
      const twin = store.ofDocument(documentId).find((one) => one.sha256 === kept.sha256);
      if (twin !== undefined) {
        throw new AppError('DUPLICATE', { detail: { entity: 'document_scan', id: twin.id } });
      }
      const id = ids.next();
      journal.run(headOf(context, 'scans.add', caller), (write) => {
        write.insert('document_scan', {
          id,
          documentId,
          ordinal: store.nextOrdinal(documentId),
          sha256: kept.sha256,
          media,
          fileName,
          size: kept.size,
        });
      });
      return showScan(context, found(store.get(id), 'document_scan', id));
    },
    'scans.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'document_scan', id), rev, 'document_scan');
      journal.run(headOf(context, 'scans.delete', caller), (write) => {
        write.remove('document_scan', id, rev);
      });
      return { id };
    },
    'scans.file': ({ id }) => {
      const { sha256, media, fileName } = found(store.get(id), 'document_scan', id);
      const { size } = found(blobs.info(sha256), 'blob', sha256);
      // Asked for now, so that a file that is gone says so here and not in the viewer.
      blobs.path(sha256);
      const { url, expiresAt } = handles.refer({
        fileName,
        media,
        size,
        sha256,
        read: () => blobs.get(sha256),
      });
      return { url, fileName, media, bytes: size, pages: null, sha256, expiresAt };
    },
  };
}

/**
 * One job for many papers: what it holds, as files in one bundle, or on a printer. It tells how far it is, can be
 * stopped, and ends with a manifest of every expected paper. A bundle is written aside piece by piece and read back
 * before it counts; stopped or failed, nothing of it is left.
 */
import { setImmediate } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import type { RenderedFile } from '../../core/contract/documents.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Output, Parsed } from '../../core/contract/index.ts';
import type { PrintManifest, prints } from '../../core/contract/prints.ts';
import { documentHtml } from '../../core/documents/to-html.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { parsePageRanges } from '../../core/rules/page-ranges.ts';
import type { BundlePaper } from '../prints/pdf-bundle.ts';
import {
  LIST_FILE,
  listBytes,
  MANIFEST_FILE,
  manifestBytes,
  type ManifestItem,
} from '../prints/file-list.ts';
import { checkZip, type ReadPiece, type ZipPart, zipOf } from '../prints/zip-parts.ts';
import type { Progress } from '../work/work.ts';
import { found, type ServiceContext } from './context.ts';
import { type DocumentFormat, mediaOf, picturesOf, sha256 } from './document-pages.ts';
import { type ExpectedPaper, expectedPapers } from './prints-contents.ts';
import { attempt, type MadeFile, makeFiles } from './prints-making.ts';

type Job = Omit<Parsed<'prints.print'>, 'printer'>;

const ZIP_MEDIA = 'application/zip';
/** Read back in pieces of this size. */
const PIECE = 1024 * 1024;

export function createPrintService(context: ServiceContext): HandlersOf<typeof prints> {
  const { stores, blobs, handles, installation, work, paperPrinter } = context;

  /** The papers that are wanted, in the order that is wanted. */
  function papersOf({ planId, choice, order }: Job): readonly ExpectedPaper[] {
    const papers = expectedPapers(context, planId, choice);
    if (order === undefined) return papers;
    const byKey = new Map(papers.map((paper) => [paper.item.key, paper]));
    // One that is gone since the list was shown is not expected any more.
    return [...new Set(order)].flatMap((key) => byKey.get(key) ?? []);
  }

  const stemOf = ({ planId, choice }: Job): string => {
    const year = planId === null ? null : found(stores.plans.get(planId), 'plan', planId).year;
    const what = {
      notices: 'Thông báo kết quả',
      packs: 'Bộ hồ sơ kiểm tra',
      set: 'Văn bản của đợt kiểm tra',
      documents: 'Văn bản',
    };
    return asciiName(`${what[choice.what]} ${year === null ? '' : String(year)}`);
  };

  /** Takes the pieces aside and hands them out, unless what can be read back is something else. */
  async function handOut(
    pieces: AsyncIterable<Uint8Array>,
    about: { readonly fileName: string; readonly media: string },
    check: (read: ReadPiece, size: number, written: string) => Promise<void>,
  ): Promise<Omit<RenderedFile, 'pages'>> {
    if (installation.readOnly) {
      // Nothing may be written here: the bundle is kept in memory for once.
      const parts: Uint8Array[] = [];
      for await (const piece of pieces) parts.push(piece);
      const bytes = new Uint8Array(Buffer.concat(parts));
      const digest = sha256(bytes);
      await check((offset, length) => bytes.subarray(offset, offset + length), bytes.byteLength, digest);
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
      return { ...about, url, bytes: bytes.byteLength, sha256: digest, expiresAt };
    }
    const held = await blobs.hold(pieces);
    try {
      await check(held.read, held.size, held.sha256);
    } catch (error) {
      held.discard();
      throw error;
    }
    const { size, sha256: digest } = held;
    const { url, expiresAt } = handles.refer({
      ...about,
      size,
      sha256: digest,
      read: () => held.readAll(),
      held,
    });
    return { ...about, url, bytes: size, sha256: digest, expiresAt };
  }

  async function exportZip(
    job: Job,
    formats: readonly DocumentFormat[],
    progress: Progress,
  ): Promise<Output<'prints.export'>> {
    const items: ManifestItem[] = [];
    const parts: { readonly name: string; readonly sha256: string }[] = [];
    const part = (name: string, bytes: Uint8Array): ZipPart => {
      parts.push({ name, sha256: sha256(bytes) });
      return { name, bytes };
    };
    async function* files(): AsyncGenerator<ZipPart> {
      const papers = papersOf(job);
      progress.step(0, papers.length * formats.length);
      for await (const made of makeFiles(context, papers, formats)) {
        items.push(itemOf(made));
        if (made.ok) yield part(made.fileName, made.bytes);
        progress.step(made.done, made.total);
      }
      yield part(MANIFEST_FILE, manifestBytes(job.planId, items));
      yield part(LIST_FILE, listBytes(items));
    }
    const about = { fileName: `${stemOf(job)}.zip`, media: ZIP_MEDIA };
    const file = await handOut(zipOf(files()), about, (read, size) => checkZip(read, size, parts));
    return { file: { ...file, pages: null }, manifest: manifestOf(items) };
  }

  async function exportPdf(job: Job, progress: Progress): Promise<Output<'prints.export'>> {
    const { bundlePdf } = await import('../prints/pdf-bundle.ts');
    const items: ManifestItem[] = [];
    let pages = 0;
    async function* papers(): AsyncGenerator<BundlePaper> {
      const wanted = papersOf(job);
      progress.step(0, wanted.length);
      for await (const made of makeFiles(context, wanted, ['pdf'])) {
        const item = itemOf(made);
        let inBundle: number | null = null;
        if (made.ok) yield { bytes: made.bytes, onPages: (count) => (inBundle = count) };
        pages += (inBundle ?? 0) * job.copies;
        items.push({
          ...item,
          fileName: null,
          pages: inBundle,
          ...(inBundle === 0 ? ({ state: 'failed', error: { code: 'NO_SUCH_PAGES' } } as const) : {}),
        });
        progress.step(made.done, made.total);
      }
    }
    const pieces = bundlePdf(papers(), {
      title: stemOf(job).replaceAll('-', ' '),
      copies: job.copies,
      duplex: job.duplex !== 'none',
      ranges: job.ranges,
    });
    const about = { fileName: `${stemOf(job)}-de-in.pdf`, media: mediaOf.pdf };
    const file = await handOut(pieces, about, checkWhole);
    return { file: { ...file, pages }, manifest: manifestOf(items) };
  }

  return {
    'prints.contents': ({ planId, choice }) =>
      expectedPapers(context, planId, choice).map(({ item }) => item),
    'prints.export': ({ bundle, formats, ...job }) =>
      work.reading('prints.export', (progress) =>
        bundle === 'zip' ? exportZip(job, [...new Set(formats)], progress) : exportPdf(job, progress),
      ),
    'prints.printers': async () => {
      if (paperPrinter === null) throw new AppError('PRINTER_UNAVAILABLE');
      return [...(await paperPrinter.printers())];
    },
    'prints.print': ({ printer, ...job }) =>
      work.reading('prints.print', async (progress) => {
        if (paperPrinter === null) throw new AppError('PRINTER_UNAVAILABLE');
        const papers = papersOf(job);
        const pictures = picturesOf(blobs);
        const items = papers.map(({ item }) => waiting(item));
        const { copies, duplex } = job;
        const ranges = parsePageRanges(job.ranges);
        for (const [index, { item, model }] of papers.entries()) {
          try {
            progress.step(index, papers.length);
          } catch (error) {
            // Stopped by a person: what is on paper must be told all the same.
            if (error instanceof AppError && error.code === 'CANCELLED' && index > 0) break;
            throw error;
          }
          await setImmediate();
          const result = await attempt(async () => {
            const page = documentHtml(model(), { image: pictures.url });
            await paperPrinter.print({ ...page, printer, copies, duplex, ranges });
          });
          if (result instanceof AppError) {
            items[index] = { ...waiting(item), state: 'failed', error: errorOf(result) };
            // The printer is asked for no more; the rest stays to be printed when it works again.
            break;
          }
          items[index] = { ...waiting(item), state: 'done' };
        }
        progress.step(items.filter(({ state }) => state === 'done').length, papers.length);
        return manifestOf(items);
      }),
  };
}

/** What was written and what can be read back are the same, and it has an end. */
async function checkWhole(read: ReadPiece, size: number, written: string): Promise<void> {
  const digest = createHash('sha256');
  for (let at = 0; at < size; at += PIECE) {
    digest.update(read(at, PIECE));
    await setImmediate();
  }
  const end = Buffer.from(read(Math.max(0, size - 8), 8)).toString('latin1');
  if (digest.digest('hex') !== written || !end.includes('%%EOF')) {
    throw new AppError('CORRUPT', { detail: { entity: 'file' } });
  }
}

const waiting = ({ key, label, agencyName }: ExpectedPaper['item']): ManifestItem => ({
  key,
  label,
  agencyName,
  fileName: null,
  state: 'not_reached',
  pages: null,
  bytes: null,
  sha256: null,
  error: null,
});

function itemOf(made: MadeFile): ManifestItem {
  const about = { ...waiting(made.paper.item), fileName: made.fileName };
  return made.ok
    ? { ...about, state: 'done', pages: made.pages, bytes: made.bytes.byteLength, sha256: made.sha256 }
    : { ...about, state: 'failed', error: errorOf(made.error) };
}

type ManifestError = NonNullable<PrintManifest['items'][number]['error']>;

function errorOf({ code, detail }: AppError): ManifestError {
  const told = Object.entries(detail ?? {}).filter(
    (entry): entry is [string, string | number] =>
      typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return told.length === 0 ? { code } : { code, detail: Object.fromEntries(told) };
}

const manifestOf = (items: ManifestItem[]): PrintManifest => ({ expected: items.length, items });

/**
 * Answers to packages, both ways: signed here for what came, and read here for what went. A signed answer stays with its
 * package, so that it can be carried back as often as a stick is lost.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../core/contract/error.ts';
import type { RenderedFile } from '../../core/contract/documents.ts';
import {
  type exchange,
  type PackageProblem,
  receiptFacts,
  type ReceiptFacts,
} from '../../core/contract/exchange.ts';
import type { Caller, HandlersOf } from '../../core/contract/index.ts';
import {
  readReceipt,
  type Receipt,
  RECEIPT_LIMIT,
  writeReceipt,
} from '../../core/exchange/package/receipt.ts';
import { type OwnSecrets, RECEIPT_EXTENSION } from '../../core/exchange/package/types.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';
import type { StoredPackage } from '../../db/exchange-packages.ts';
import { placeError } from '../exchange/place-error.ts';
import { writeNewFile } from '../exchange/write-new-file.ts';
import { found, type ServiceContext } from './context.ts';
import { showPackage } from './exchange-history.ts';
import { assertWritablePlace, readableFile } from './exchange-places.ts';

type ReceiptMethods = Pick<typeof exchange, 'exchange.receipt' | 'exchange.takeReceipt'>;
type Counts = Receipt['counts'];

const MEDIA = 'application/vnd.kiem-tra-cchc.receipt+zip';

/** Two PCs send as one office, or one of them was copied: their numbers do not follow each other. */
const BREAKS_SERIES: ReadonlySet<PackageProblem['code']> = new Set([
  'SAME_NUMBER_OTHER_CONTENT',
  'BROKEN_ROW_OF_PACKAGES',
]);

export interface NewAnswer {
  readonly row: StoredPackage;
  readonly bagId: string;
  readonly outcome: ReceiptFacts['outcome'];
  readonly total: Counts;
  readonly problems: readonly PackageProblem[];
  readonly secrets: OwnSecrets;
}

/** Signs the answer and keeps it with its package, inside the transaction of what it tells. */
export function signReceipt(
  { stores, clock, session }: Pick<ServiceContext, 'stores' | 'clock' | 'session'>,
  { row, bagId, outcome, total, problems, secrets }: NewAnswer,
): StoredPackage {
  const office = found(stores.offices.get(session.officeId()), 'office', session.officeId());
  // A later answer is later by the clock too: that is how the sender knows which one counts.
  const at = Math.max(clock.now(), (row.receiptAt ?? 0) + 1);
  const bytes = writeReceipt(
    {
      packageHash: row.hash,
      bagId,
      stream: row.streamId,
      seq: row.seq,
      senderOfficeId: row.peerOfficeId ?? '',
      receiver: { name: office.name },
      at,
      outcome,
      counts: total,
      problems: problems.slice(0, 100),
    },
    secrets,
  );
  const facts: ReceiptFacts = { officeName: office.name, at, outcome, ...total, problems: [...problems] };
  return stores.exchangePackages.update(row.id, {
    receipt: JSON.stringify(facts),
    receiptFile: Buffer.from(bytes).toString('base64'),
    receiptAt: at,
  });
}

/** The package's own name inside, as the last answer to it says; null where none was given. */
export function bagIdOf(row: StoredPackage): string | null {
  return row.receiptFile === null ? null : readReceipt(bytesOf(row.receiptFile)).receipt.bagId;
}

/** PLACE_GONE where the stick was pulled out. */
function read(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(path.resolve(file)));
  } catch (error) {
    throw placeError(error);
  }
}

function bytesOf(letters: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(letters, 'base64'));
}

/** The file of the answer without an address: in a thread nothing is handed out. */
export function keptReceipt(
  { stores, session }: Pick<ServiceContext, 'stores' | 'session'>,
  row: StoredPackage,
): RenderedFile {
  if (row.receiptFile === null) throw new AppError('NOT_FOUND', { detail: { entity: 'receipt' } });
  const bytes = bytesOf(row.receiptFile);
  const own = stores.offices.get(session.officeId())?.name ?? '';
  const stem = asciiName(`Xác nhận ${shortBody(own)} ${shortBody(row.peerName)} ${row.seq}`);
  return {
    url: '',
    fileName: `${stem}.${RECEIPT_EXTENSION}`,
    media: MEDIA,
    bytes: bytes.length,
    pages: null,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    expiresAt: 0,
  };
}

/** The answer to a package that leaves no trace here: its sender is told why, and sends everything. */
export function refusalReceipt(
  { stores, clock, session }: Pick<ServiceContext, 'stores' | 'clock' | 'session'>,
  about: Pick<Receipt, 'packageHash' | 'bagId' | 'stream' | 'seq' | 'senderOfficeId' | 'problems'> & {
    readonly senderName: string;
  },
  secrets: OwnSecrets,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string } {
  const { name } = found(stores.offices.get(session.officeId()), 'office', session.officeId());
  const { senderName, problems, ...rest } = about;
  const counts = { added: 0, changed: 0, deleted: 0, same: 0, held: 0 };
  const bytes = writeReceipt(
    {
      ...rest,
      problems: problems.slice(0, 100),
      receiver: { name },
      at: clock.now(),
      outcome: 'refused',
      counts,
    },
    secrets,
  );
  const stem = asciiName(`Không nhận ${shortBody(name)} ${shortBody(senderName)} ${about.seq}`);
  return { bytes: new Uint8Array(bytes), fileName: `${stem}.${RECEIPT_EXTENSION}` };
}

/** Writes the bytes of an answer to a place, or hands them out. */
export async function deliverReceipt(
  context: Pick<ServiceContext, 'handles' | 'places'>,
  { bytes, fileName }: { readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string },
  place: string | null,
  caller: Caller,
): Promise<RenderedFile> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const { url, expiresAt } = context.handles.put(bytes, { fileName, media: MEDIA, sha256 });
  const file = { url, fileName, media: MEDIA, bytes: bytes.length, pages: null, sha256, expiresAt };
  if (place === null) return file;
  const { path: folder } = await assertWritablePlace(context, place, caller);
  return { ...file, fileName: writeNewFile(folder, fileName, bytes) };
}

export function handOutReceipt(
  context: Pick<ServiceContext, 'stores' | 'session' | 'handles'>,
  row: StoredPackage,
): RenderedFile {
  const file = keptReceipt(context, row);
  const { fileName, media, sha256 } = file;
  const { url, expiresAt } = context.handles.put(bytesOf(row.receiptFile ?? ''), { fileName, media, sha256 });
  return { ...file, url, expiresAt };
}

export function createExchangeReceiptService(context: ServiceContext): HandlersOf<ReceiptMethods> {
  const { stores, session, connection, clock } = context;
  const packages = stores.exchangePackages;
  return {
    'exchange.receipt': async ({ id, place }, caller) => {
      const row = found(packages.get(id), 'exchange_package', id);
      if (row.direction !== 'in' || row.receiptFile === null) {
        throw new AppError('NOT_FOUND', { detail: { entity: 'receipt' } });
      }
      const file = handOutReceipt(context, row);
      if (place === null) return file;
      const { path: folder } = await assertWritablePlace(context, place, caller);
      const fileName = writeNewFile(folder, file.fileName, bytesOf(row.receiptFile));
      return { ...file, fileName };
    },
    'exchange.takeReceipt': async ({ source }, caller) => {
      const file = await readableFile(context, source, caller);
      if (file.size > RECEIPT_LIMIT) throw new AppError('RECEIPT_NOT', { detail: { reason: 'length' } });
      const bytes = read(file.path);
      const { receipt, signedBy } = readReceipt(bytes);
      const row = packages.byHash(receipt.packageHash, 'out');
      const answers =
        receipt.senderOfficeId === session.officeId() &&
        row !== undefined &&
        row.streamId === receipt.stream &&
        row.seq === receipt.seq &&
        (row.peerOfficeId === null || row.peerOfficeId === receipt.receiver.officeId);
      if (!answers) throw new AppError('RECEIPT_UNKNOWN', { detail: { reason: 'package' } });
      const signer = stores.trustedOffices.signer(receipt.receiver.officeId, signedBy, receipt.at);
      if (signer.standing !== 'trusted') {
        throw new AppError('RECEIPT_UNKNOWN', {
          detail: { reason: signer.standing, name: receipt.receiver.name },
        });
      }
      const facts = receiptFacts.parse({
        officeName: signer.row.name,
        at: receipt.at,
        outcome: receipt.outcome,
        ...receipt.counts,
        problems: receipt.problems,
      });
      const kept = connection
        .transaction(() => {
          // An older answer that comes late says nothing new.
          if (row.receiptAt !== null && row.receiptAt >= receipt.at) return row;
          // What would follow in this series is refused as well: the next package begins a new one, with everything.
          const stream = packages.stream(row.streamId);
          const broken = receipt.problems.some(({ code }) => BREAKS_SERIES.has(code));
          if (receipt.outcome === 'refused' && broken && stream?.endedAt === null)
            packages.endStream(stream.id, clock.now());
          return packages.update(row.id, {
            state: receipt.outcome === 'refused' ? 'returned' : 'received',
            receipt: JSON.stringify(facts),
            receiptFile: Buffer.from(bytes).toString('base64'),
            receiptAt: receipt.at,
          });
        })
        .immediate();
      return {
        package: showPackage(context, kept),
        receipt: receiptFacts.parse(JSON.parse(kept.receipt ?? 'null')),
      };
    },
  };
}

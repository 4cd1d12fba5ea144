/** Small files of the exchange on the disk: receipts and cards, read whole because nobody reads a long one. */
import { closeSync, fstatSync, openSync } from 'node:fs';
import { AppError } from '../../core/contract/error.ts';
import { type Card, CARD_LIMIT, readCard } from '../../core/exchange/package/card.ts';
import { type ReadReceipt, readReceipt, RECEIPT_LIMIT } from '../../core/exchange/package/receipt.ts';
import { mapSystemError } from '../../db/errors.ts';
import { readAt } from './zip-file.ts';

/** Null where it is longer than any of its kind. */
function readWhole(path: string, limit: number): Buffer | null {
  let fd: number | null = null;
  try {
    fd = openSync(path, 'r');
    const { size } = fstatSync(fd);
    return size > limit ? null : readAt(fd, 0, size);
  } catch (error) {
    throw mapSystemError(error);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/** RECEIPT_NOT. */
export function readReceiptFile(path: string): ReadReceipt {
  const bytes = readWhole(path, RECEIPT_LIMIT);
  if (bytes === null) throw new AppError('RECEIPT_NOT');
  return readReceipt(bytes);
}

/** CARD_BROKEN. */
export function readCardFile(path: string): Card {
  const bytes = readWhole(path, CARD_LIMIT);
  if (bytes === null) throw new AppError('CARD_BROKEN');
  return readCardBytes(bytes);
}

/** CARD_BROKEN. */
export function readCardBytes(bytes: Uint8Array): Card {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new AppError('CARD_BROKEN');
  }
  return readCard(text);
}

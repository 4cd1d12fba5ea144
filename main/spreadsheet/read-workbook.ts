/** What a file is, by its bytes and whatever its name says; read as a workbook, or refused in the words that fit. */
import { AppError } from '../../core/contract/error.ts';
import type { Workbook } from '../../core/exchange/sheet/cell.ts';
import { SHEET_LIMITS } from './limits.ts';
import { decodeText, notSpreadsheet, readCsv } from './read-csv.ts';
import { readXlsx } from './read-xlsx.ts';
import { broken, openZip } from './zip.ts';

const starts = (bytes: Buffer, ...signature: readonly number[]) =>
  signature.every((byte, index) => bytes[index] === byte);

/** Throws FILE_PASSWORD, FILE_BROKEN, FILE_NOT_SPREADSHEET or TOO_LARGE. */
export function readWorkbook(bytes: Buffer, fileName: string): Workbook {
  if (bytes.length > SHEET_LIMITS.fileBytes) {
    throw new AppError('TOO_LARGE', { detail: { limit: SHEET_LIMITS.fileBytes } });
  }
  if (bytes.length === 0) throw broken();
  if (starts(bytes, 0x50, 0x4b)) return readContainer(bytes);
  if (starts(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw compoundFile(bytes);
  const known = kindOf(bytes);
  if (known !== '') throw notSpreadsheet(known);
  // A name of Excel over bytes that are none: what was lost cannot be told.
  if (/\.xls[xm]$/iu.test(fileName)) throw notSpreadsheet();
  const text = decodeText(bytes);
  if (text === undefined) throw notSpreadsheet();
  if (/^\s*(?:<!doctype|<html|<\?xml|<table|\{\\rtf)/iu.test(text.slice(0, 200)))
    throw notSpreadsheet('html');
  return readCsv(text, fileName);
}

function kindOf(bytes: Buffer): string {
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (starts(bytes, 0xff, 0xd8, 0xff)) return 'jpg';
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47)) return 'png';
  if (starts(bytes, 0x52, 0x61, 0x72, 0x21)) return 'rar';
  if (starts(bytes, 0x37, 0x7a, 0xbc, 0xaf)) return '7z';
  return starts(bytes, 0x47, 0x49, 0x46, 0x38) ? 'gif' : '';
}

function readContainer(bytes: Buffer): Workbook {
  const zip = openZip(bytes);
  if (zip.has('[Content_Types].xml')) {
    if (zip.has('xl/workbook.bin')) throw notSpreadsheet('xlsb');
    if (zip.has('word/document.xml')) throw notSpreadsheet('docx');
    if (zip.has('ppt/presentation.xml')) throw notSpreadsheet('pptx');
    return readXlsx(zip);
  }
  if (zip.has('mimetype') && zip.has('content.xml')) {
    const media = zip.read('mimetype')?.toString('latin1') ?? '';
    throw notSpreadsheet(media.includes('spreadsheet') ? 'ods' : media.includes('text') ? 'odt' : 'odf');
  }
  throw notSpreadsheet('zip');
}

/** The container of old Office: an encrypted workbook, an old one, or anything else. */
function compoundFile(bytes: Buffer): AppError {
  const names = new Set(entryNames(bytes));
  if (names.has('EncryptedPackage') || names.has('EncryptionInfo')) return new AppError('FILE_PASSWORD');
  if (names.has('Workbook') || names.has('Book')) return notSpreadsheet('xls');
  return notSpreadsheet(names.has('WordDocument') ? 'doc' : '');
}

/** The first sectors of the directory are enough: the streams of a document stand at its beginning. */
function entryNames(bytes: Buffer): readonly string[] {
  if (bytes.length < 512) return [];
  const size = 1 << Math.min(bytes.readUInt16LE(30), 12);
  const first = bytes.readUInt32LE(48);
  const start = (first + 1) * size;
  const names: string[] = [];
  for (let at = start; at + 128 <= Math.min(bytes.length, start + 16 * size); at += 128) {
    const length = bytes.readUInt16LE(at + 64);
    if (length < 2 || length > 64) continue;
    names.push(bytes.toString('utf16le', at, at + length - 2));
  }
  return names;
}

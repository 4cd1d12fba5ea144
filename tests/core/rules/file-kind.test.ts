// What is kept and what is refused, by name and by bytes; names that every file system takes.
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  cleanFileName,
  extensionOf,
  fileExtensions,
  judgeFile,
  zipNames,
} from '../../../core/rules/file-kind.ts';
import { chance } from '../../long.ts';
import { bytesOf, jpegOf, pngOf, webpOf, webpPicture } from './photo-fixture.ts';

const view = (name: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  read: (offset: number, length: number) => bytes.subarray(offset, offset + length),
});
const judge = (name: string, bytes: Uint8Array) => {
  const verdict = judgeFile(view(name, bytes));
  return verdict.ok ? verdict.kind.media : verdict.code;
};

const text = (words: string) => new TextEncoder().encode(words);
const zip = (...names: readonly string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, text(name)])), { level: 0 });
const odf = (mime: string, ...more: readonly string[]) =>
  zipSync(
    {
      mimetype: text(mime),
      'content.xml': text('x'),
      ...Object.fromEntries(more.map((name) => [name, text('x')])),
    },
    { level: 0 },
  );
const exe = bytesOf(
  'MZ',
  [0x90, 0, 3, 0, 0, 0],
  Array.from({ length: 120 }, () => 0),
  'PE\0\0',
);

/** An OLE file of one table sector and one directory sector with these entries. */
function ole(names: readonly string[], classId: readonly number[] = []): Uint8Array {
  const bytes = new Uint8Array(512 * 3);
  const at = new DataView(bytes.buffer);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  at.setUint16(30, 9, true);
  at.setUint32(44, 1, true);
  at.setUint32(48, 1, true);
  for (let index = 0; index < 109; index += 1)
    at.setUint32(76 + index * 4, index === 0 ? 0 : 0xffffffff, true);
  at.setUint32(512, 0xfffffffd, true);
  at.setUint32(516, 0xfffffffe, true);
  for (const [index, name] of names.entries()) {
    const entry = 1024 + index * 128;
    for (const [place, letter] of [...name].entries())
      at.setUint16(entry + place * 2, letter.charCodeAt(0), true);
    at.setUint16(entry + 64, (name.length + 1) * 2, true);
    bytes[entry + 66] = index === 0 ? 5 : 2;
    if (index === 0) bytes.set(classId, entry + 80);
  }
  return bytes;
}
const msi = [0x84, 0x10, 0x0c, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46];

describe('kept', () => {
  const pdf = bytesOf('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3]);
  test.each<[string, Uint8Array, string]>([
    ['anh.jpg', jpegOf([]), 'image/jpeg'],
    ['ANH.JPEG', jpegOf([]), 'image/jpeg'],
    ['a.png', pngOf([]), 'image/png'],
    ['a.webp', webpOf([webpPicture]), 'image/webp'],
    ['a.gif', bytesOf('GIF89a', [1, 0, 1, 0]), 'image/gif'],
    ['a.bmp', bytesOf('BM', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0]), 'image/bmp'],
    ['a.tif', bytesOf([0x49, 0x49, 42, 0, 8, 0, 0, 0]), 'image/tiff'],
    ['a.heic', bytesOf([0, 0, 0, 24], 'ftypheic', [0, 0, 0, 0], 'mif1heic'), 'image/heic'],
    ['a.pdf', pdf, 'application/pdf'],
    ['a.pdf', bytesOf('\n\n', pdf), 'application/pdf'],
    [
      'a.docx',
      zip('[Content_Types].xml', 'word/document.xml'),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'a.xlsx',
      zip('[Content_Types].xml', 'xl/workbook.xml'),
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    [
      'a.pptx',
      zip('[Content_Types].xml', 'ppt/presentation.xml'),
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
    ['a.odt', odf('application/vnd.oasis.opendocument.text'), 'application/vnd.oasis.opendocument.text'],
    [
      'a.ods',
      odf('application/vnd.oasis.opendocument.spreadsheet'),
      'application/vnd.oasis.opendocument.spreadsheet',
    ],
    ['a.doc', ole(['Root Entry', 'WordDocument']), 'application/msword'],
    ['a.xls', ole(['Root Entry', 'Workbook']), 'application/vnd.ms-excel'],
    ['a.ppt', ole(['Root Entry', 'PowerPoint Document']), 'application/vnd.ms-powerpoint'],
    ['a.rtf', text('{\\rtf1 xin chào}'), 'application/rtf'],
    ['ghi chép.txt', text('Ủy ban nhân dân'), 'text/plain'],
    ['MZ.txt', text('MZ là hai chữ cái'), 'text/plain'],
    ['a.txt', bytesOf([0xff, 0xfe], [0x41, 0, 0xa1, 0x1e]), 'text/plain'],
    ['a.csv', text('a;b\r\n1;2'), 'text/csv'],
    ['a.mp3', bytesOf('ID3', [4, 0]), 'audio/mpeg'],
    ['a.m4a', bytesOf([0, 0, 0, 20], 'ftypM4A ', [0, 0, 0, 0]), 'audio/mp4'],
    ['a.mp4', bytesOf([0, 0, 0, 20], 'ftypisom', [0, 0, 0, 0]), 'video/mp4'],
    ['bao-cao.v2.final.pdf', pdf, 'application/pdf'],
  ])('%s', (name, bytes, media) => {
    expect(judge(name, bytes)).toBe(media);
  });
  test('a picture without an extension gets the one of its bytes', () => {
    expect(judgeFile(view('image', pngOf([])))).toMatchObject({ ok: true, name: 'image.png' });
    expect(judge('ghi-chep', text('chữ'))).toBe('FILE_KIND');
  });
});

describe('refused', () => {
  test.each<[string, Uint8Array, string]>([
    ['rong.pdf', new Uint8Array(0), 'FILE_EMPTY'],
    // programs, whatever they are called
    ['anh.jpg', exe, 'FILE_PROGRAM'],
    ['bao-cao.pdf', exe, 'FILE_PROGRAM'],
    ['a.pdf', bytesOf([0x7f], 'ELF'), 'FILE_PROGRAM'],
    ['a.pdf', bytesOf([0xcf, 0xfa, 0xed, 0xfe]), 'FILE_PROGRAM'],
    ['a.txt', text('#!/bin/sh\nrm -rf /'), 'FILE_PROGRAM'],
    ['a.txt', text('@echo off\r\ndel *.*'), 'FILE_PROGRAM'],
    ['a.pdf', bytesOf([0x4c, 0, 0, 0, 1, 0x14, 2, 0]), 'FILE_PROGRAM'],
    ['a.doc', ole(['Root Entry', 'WordDocument'], msi), 'FILE_PROGRAM'],
    ['a.xls', ole(['Root Entry', 'Workbook', '_VBA_PROJECT_CUR']), 'FILE_PROGRAM'],
    ['a.doc', ole(['Root Entry', 'WordDocument', 'Macros']), 'FILE_PROGRAM'],
    ['a.docx', zip('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'), 'FILE_PROGRAM'],
    ['a.xlsx', zip('[Content_Types].xml', 'xl/workbook.xml', 'xl/macrosheets/sheet1.xml'), 'FILE_PROGRAM'],
    ['a.docx', zip('[Content_Types].xml', 'word/document.xml', 'word/media/cai-dat.exe'), 'FILE_PROGRAM'],
    ['a.odt', odf('application/vnd.oasis.opendocument.text', 'Basic/Standard/Module1.xml'), 'FILE_PROGRAM'],
    ['a.docx', zip('META-INF/MANIFEST.MF', 'A.class'), 'FILE_PROGRAM'],
    // names that run
    ['bao-cao.pdf.exe', bytesOf('%PDF-1.7'), 'FILE_PROGRAM'],
    ['bao-cao.pdf.exe. . ', bytesOf('%PDF-1.7'), 'FILE_PROGRAM'],
    ['a.docm', zip('[Content_Types].xml', 'word/document.xml'), 'FILE_PROGRAM'],
    ...'lnk msi jar bat cmd ps1 vbs js hta reg scr xlsm'
      .split(' ')
      .map((extension): [string, Uint8Array, string] => [
        `a.${extension.toUpperCase()}`,
        text('x'),
        'FILE_PROGRAM',
      ]),
    ['anh\u202egpj.exe', exe, 'FILE_PROGRAM'],
    ['anh\u202efdp.jpg', jpegOf([]), 'FILE_PROGRAM'],
    // kinds that are not kept
    ['a.zip', zip('a.txt'), 'FILE_KIND'],
    ['a.rar', bytesOf('Rar!'), 'FILE_KIND'],
    ['a.svg', text('<svg/>'), 'FILE_KIND'],
    ['a.html', text('<p>'), 'FILE_KIND'],
    ['a.xlsb', zip('[Content_Types].xml', 'xl/workbook.bin'), 'FILE_KIND'],
    // names that lie
    ['photo.jpg', bytesOf('%PDF-1.7'), 'FILE_MISMATCH'],
    ['a.pdf', jpegOf([]), 'FILE_MISMATCH'],
    ['a.png', jpegOf([]), 'FILE_MISMATCH'],
    ['a.docx', zip('[Content_Types].xml', 'xl/workbook.xml'), 'FILE_MISMATCH'],
    ['a.docx', zip('a.txt'), 'FILE_MISMATCH'],
    ['a.doc', text('{\\rtf1}'), 'FILE_MISMATCH'],
    ['a.txt', bytesOf('a\0b'), 'FILE_MISMATCH'],
    ['a.xls', text('<table>'), 'FILE_MISMATCH'],
    ['a.docx', zip('[Content_Types].xml', 'word/document.xml').subarray(0, 60), 'FILE_BROKEN'],
    ['a.xlsx', ole(['Root Entry', 'EncryptedPackage']), 'FILE_PASSWORD'],
  ])('%j', (name, bytes, code) => {
    expect(judge(name, bytes)).toBe(code);
  });
  test('what is kept has a name that says so, and no name of a program is among them', () => {
    for (const extension of fileExtensions) expect(judge(`a.${extension}`, exe)).toBe('FILE_PROGRAM');
  });
});

describe('names', () => {
  test.each([
    ['báo cáo.pdf', 'báo cáo.pdf'],
    ['bi\u1ec3\u0075.pdf'.normalize('NFD'), 'biểu.pdf'],
    ['C:\\Users\\a\\ảnh.jpg', 'ảnh.jpg'],
    ['../../etc/passwd', 'passwd'],
    ['a<b>:c|d?.pdf', 'a_b__c_d_.pdf'],
    ['a.pdf:ads.exe', 'a.pdf_ads.exe'],
    ['CON', '_CON'],
    ['con.pdf', '_con.pdf'],
    ['Lpt1.tar.pdf', '_Lpt1.tar.pdf'],
    ['a.pdf. . ', 'a.pdf'],
    ['  a\t\u0000b\u200b.pdf', 'ab.pdf'],
    ['', 'tep'],
    ['...', 'tep'],
    ['.pdf', '.pdf'],
    [`${'á'.repeat(400)}.pdf`, `${'á'.repeat(196)}.pdf`],
  ])('%j', (given, clean) => {
    expect(cleanFileName(given)).toBe(clean);
  });

  test('any text gives a name that every file system takes, and cleaning it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (name) => {
        const clean = cleanFileName(name);
        expect(clean.length).toBeGreaterThan(0);
        expect(clean.length).toBeLessThanOrEqual(200);
        expect(clean).not.toMatch(/[\p{Cc}\p{Cf}<>:"/\\|?*]|[ .]$|^ /u);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.normalize('NFC')).toBe(clean);
        expect(cleanFileName(clean)).toBe(clean);
      }),
      chance(51, 3_000, 100_000),
    );
  });
});

test('any bytes under any name: a verdict, never an error; what is kept is what its name says', () => {
  const start = fc.constantFrom(
    bytesOf('PK\x03\x04'),
    bytesOf([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    bytesOf([0, 0, 0, 24], 'ftyp'),
    zip('[Content_Types].xml', 'word/document.xml'),
    ole(['Root Entry', 'WordDocument']),
    exe,
    bytesOf(''),
  );
  fc.assert(
    fc.property(
      start,
      fc.uint8Array({ maxLength: 300 }),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
      fc.constantFrom(...fileExtensions, 'exe', ''),
      (first, rest, changes, extension) => {
        const bytes = bytesOf(first, rest);
        for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
        const verdict = judgeFile(view(`a.${extension}`, bytes));
        if (verdict.ok) {
          expect(verdict.kind.extensions).toContain(extensionOf(verdict.name));
          expect(bytes[0] === 0x4d && bytes[1] === 0x5a && bytes[2] === 0).toBe(false);
        }
        zipNames(view('a.zip', bytes));
      },
    ),
    chance(52, 3_000, 100_000),
  );
});

/**
 * What may be kept as evidence: a file is known by its bytes, and its name has to say the same. What runs, is empty,
 * or pretends is refused. Reads only the pieces that it needs; knows no disk and no upload.
 */

export interface FileView {
  readonly name: string;
  readonly size: number;
  /** A piece of the bytes; shorter where they end. */
  read(offset: number, length: number): Uint8Array;
}

export interface FileKind {
  readonly extensions: readonly string[];
  readonly media: string;
  readonly family: 'photo' | 'document' | 'text' | 'recording';
  /** What its bytes are called by `contentOf`. */
  readonly content: Content;
}

type Content =
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'gif'
  | 'bmp'
  | 'tiff'
  | 'heic'
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'doc'
  | 'xls'
  | 'ppt'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'rtf'
  | 'text'
  | 'mp3'
  | 'm4a'
  | 'mp4';

const OOXML = 'application/vnd.openxmlformats-officedocument.';
const ODF = 'application/vnd.oasis.opendocument.';

export const fileKinds: readonly FileKind[] = [
  { extensions: ['jpg', 'jpeg', 'jfif'], media: 'image/jpeg', family: 'photo', content: 'jpeg' },
  { extensions: ['png'], media: 'image/png', family: 'photo', content: 'png' },
  { extensions: ['webp'], media: 'image/webp', family: 'photo', content: 'webp' },
  { extensions: ['gif'], media: 'image/gif', family: 'photo', content: 'gif' },
  { extensions: ['bmp'], media: 'image/bmp', family: 'photo', content: 'bmp' },
  { extensions: ['tif', 'tiff'], media: 'image/tiff', family: 'photo', content: 'tiff' },
  { extensions: ['heic', 'heif'], media: 'image/heic', family: 'photo', content: 'heic' },
  { extensions: ['pdf'], media: 'application/pdf', family: 'document', content: 'pdf' },
  {
    extensions: ['docx'],
    media: `${OOXML}wordprocessingml.document`,
    family: 'document',
    content: 'docx',
  },
  { extensions: ['xlsx'], media: `${OOXML}spreadsheetml.sheet`, family: 'document', content: 'xlsx' },
  {
    extensions: ['pptx'],
    media: `${OOXML}presentationml.presentation`,
    family: 'document',
    content: 'pptx',
  },
  { extensions: ['doc'], media: 'application/msword', family: 'document', content: 'doc' },
  { extensions: ['xls'], media: 'application/vnd.ms-excel', family: 'document', content: 'xls' },
  { extensions: ['ppt'], media: 'application/vnd.ms-powerpoint', family: 'document', content: 'ppt' },
  { extensions: ['odt'], media: `${ODF}text`, family: 'document', content: 'odt' },
  { extensions: ['ods'], media: `${ODF}spreadsheet`, family: 'document', content: 'ods' },
  { extensions: ['odp'], media: `${ODF}presentation`, family: 'document', content: 'odp' },
  { extensions: ['rtf'], media: 'application/rtf', family: 'document', content: 'rtf' },
  { extensions: ['txt'], media: 'text/plain', family: 'text', content: 'text' },
  { extensions: ['csv'], media: 'text/csv', family: 'text', content: 'text' },
  { extensions: ['mp3'], media: 'audio/mpeg', family: 'recording', content: 'mp3' },
  { extensions: ['m4a'], media: 'audio/mp4', family: 'recording', content: 'm4a' },
  { extensions: ['mp4'], media: 'video/mp4', family: 'recording', content: 'mp4' },
];
export const fileExtensions: readonly string[] = fileKinds.flatMap(({ extensions }) => extensions);

/** The most that one file may weigh. */
export const FILE_LIMIT = 50 * 1024 * 1024;

const kindOfExtension = new Map(
  fileKinds.flatMap((kind) => kind.extensions.map((extension) => [extension, kind] as const)),
);

/** Names that Windows, Office or an interpreter would run. */
const programExtensions: ReadonlySet<string> = new Set(
  (
    'exe com scr pif cpl msi msp mst dll ocx sys drv bat cmd ps1 psm1 psd1 ps1xml vbs vbe vb js jse mjs ws wsf wsc ' +
    'wsh hta reg inf lnk url scf application gadget msc jar jnlp class apk appx msix appxbundle msixbundle dmg pkg ' +
    'app deb rpm run sh bash ksh csh zsh command py pyw pyc pl rb php ade adp mde chm hlp sct shb shs iso img vhd ' +
    'vhdx docm dotm xlsm xltm xlam xll pptm potm ppam ppsm sldm xlw library-ms settingcontent-ms desktop'
  ).split(' '),
);

/** Marks that turn the reading of a name around, so that "fdp.exe" reads "exe.pdf". */
const turning = /[\u202a-\u202e\u2066-\u2069]/u;

export type FileVerdict =
  | { readonly ok: true; readonly kind: FileKind; readonly name: string }
  | {
      readonly ok: false;
      readonly code:
        'FILE_EMPTY' | 'FILE_PROGRAM' | 'FILE_KIND' | 'FILE_MISMATCH' | 'FILE_BROKEN' | 'FILE_PASSWORD';
      /** What the bytes are, in a word people know. */
      readonly found: string | null;
    };

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

const device =
  /^(?:con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$)$/i;
const NAME_LENGTH = 200;

/** A name that every file system takes: NFC, without path, control, invisible and reserved characters. */
export function cleanFileName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/u).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*\ufffd]/gu, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^ +|[ .]+$/gu, '');
  const dot = plain.lastIndexOf('.');
  const tail = dot > 0 && plain.length - dot <= 12 ? plain.slice(dot) : '';
  // Cut between whole characters, and never so that it ends in a blank or a dot again.
  const stem = Array.from(plain.slice(0, plain.length - tail.length))
    .slice(0, NAME_LENGTH - tail.length)
    .join('')
    .slice(0, NAME_LENGTH - tail.length)
    .toWellFormed()
    .replace(/[\ufffd .]+$/gu, '');
  const whole = `${stem}${tail}`;
  if (stem === '') return `tep${tail}`;
  return device.test(whole.split('.')[0]?.trim() ?? '') ? `_${whole}` : whole;
}

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((byte, index) => bytes[at + index] === byte);
const latin = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));
const u16 = (bytes: Uint8Array, at: number) => (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
const u32 = (bytes: Uint8Array, at: number) => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

interface Found {
  readonly content?: Content;
  /** A thing that runs, by the word for it. */
  readonly program?: string;
  /** Something known that is not kept, or nothing known. */
  readonly other?: string;
  readonly fault?: 'FILE_BROKEN' | 'FILE_PASSWORD';
}

const programSignatures: readonly (readonly [readonly number[], string])[] = [
  [[0x7f, 0x45, 0x4c, 0x46], 'ELF'],
  [[0xfe, 0xed, 0xfa, 0xce], 'Mach-O'],
  [[0xfe, 0xed, 0xfa, 0xcf], 'Mach-O'],
  [[0xce, 0xfa, 0xed, 0xfe], 'Mach-O'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'Mach-O'],
  [[0xca, 0xfe, 0xba, 0xbe], 'Mach-O, Java'],
  [[0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], 'LNK'],
  [[0x00, 0x61, 0x73, 0x6d], 'WebAssembly'],
  [[0x49, 0x54, 0x53, 0x46], 'CHM'],
  [[0x64, 0x65, 0x78, 0x0a], 'DEX'],
];
const otherSignatures: readonly (readonly [readonly number[], string])[] = [
  [[0x52, 0x61, 0x72, 0x21], 'RAR'],
  [[0x37, 0x7a, 0xbc, 0xaf], '7-Zip'],
  [[0x1f, 0x8b], 'GZIP'],
  [[0x4d, 0x53, 0x43, 0x46], 'CAB'],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], 'SQLite'],
];

/** Scripts tell themselves by their first words, also under the name of a text. */
const scriptStart =
  /^\ufeff?\s*(?:#!|@echo\s+off|<script[\s>]|<hta:|<\?php|windows registry editor version|regedit4\s)/iu;

export function contentOf(file: FileView): Found {
  const head = file.read(0, 4096);
  for (const [signature, program] of programSignatures) if (starts(head, signature)) return { program };
  if (starts(head, [0x4d, 0x5a]) && hasControls(head.subarray(0, 128))) return { program: 'EXE' };
  if (starts(head, [0xff, 0xd8, 0xff])) return { content: 'jpeg' };
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return { content: 'png' };
  if (latin(head, 0, 4) === 'RIFF') {
    return latin(head, 8, 12) === 'WEBP' ? { content: 'webp' } : { other: 'RIFF' };
  }
  if (/^GIF8[79]a/u.test(latin(head, 0, 6))) return { content: 'gif' };
  // Two letters alone are too little: the header's own length must be one of a picture.
  if (latin(head, 0, 2) === 'BM' && [12, 40, 52, 56, 64, 108, 124].includes(u32(head, 14))) {
    return { content: 'bmp' };
  }
  if (starts(head, [0x49, 0x49, 0x2a, 0x00]) || starts(head, [0x4d, 0x4d, 0x00, 0x2a])) {
    return { content: 'tiff' };
  }
  if (latin(head, 4, 8) === 'ftyp') return mediaBox(head);
  if (latin(head, 0, 3) === 'ID3' || isMp3Frame(head)) return { content: 'mp3' };
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return compoundFile(file, head);
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06])) return zipFile(file);
  if (latin(head, 0, 5) === '{\\rtf') return { content: 'rtf' };
  for (const [signature, other] of otherSignatures) if (starts(head, signature)) return { other };
  // Some programs write a few bytes before the mark of a PDF, and readers allow it.
  if (latin(head, 0, 1024).includes('%PDF-')) return { content: 'pdf' };
  return plainText(file, head);
}

function hasControls(bytes: Uint8Array): boolean {
  return bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1b));
}

function plainText(file: FileView, head: Uint8Array): Found {
  const wide = starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff]);
  const encoding = starts(head, [0xfe, 0xff]) ? 'utf-16be' : wide ? 'utf-16le' : 'utf-8';
  if (!wide) {
    // The beginning, the middle and the end: a picture is not a text that begins like one.
    const places = [0, Math.floor(file.size / 2), Math.max(0, file.size - 4096)];
    if (places.some((at) => hasControls(file.read(at, 4096)))) return { other: 'nhị phân' };
  }
  const text = new TextDecoder(encoding).decode(head.subarray(0, 512));
  return scriptStart.test(text) ? { program: 'script' } : { content: 'text' };
}

function mediaBox(head: Uint8Array): Found {
  const brands = [latin(head, 8, 12)];
  for (let at = 16; at + 4 <= Math.min(u32be(head, 0), 256); at += 4) brands.push(latin(head, at, at + 4));
  const main = brands[0] ?? '';
  if (brands.some((brand) => ['heic', 'heix', 'hevc', 'heim', 'heis'].includes(brand)))
    return { content: 'heic' };
  if (main === 'mif1' || main === 'msf1') return { content: 'heic' };
  if (main === 'avif' || main === 'avis') return { other: 'AVIF' };
  if (main === 'qt  ') return { other: 'MOV' };
  return main.startsWith('M4A') || main.startsWith('M4B') ? { content: 'm4a' } : { content: 'mp4' };
}
const u32be = (bytes: Uint8Array, at: number) =>
  (((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)) >>>
  0;

function isMp3Frame(head: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = head;
  const isLayer3 = first === 0xff && (second & 0xe6) === 0xe2;
  return (
    isLayer3 && (second & 0x18) !== 0x08 && third >> 4 !== 15 && third >> 4 !== 0 && (third & 0x0c) !== 0x0c
  );
}

// ── ZIP: only its table of contents is read, so nothing is ever unpacked ────────────────────────────────────

const TABLE_LIMIT = 4 * 1024 * 1024;

/** The names in a ZIP; null where its table of contents cannot be read. */
export function zipNames(file: FileView): readonly string[] | null {
  const tailAt = Math.max(0, file.size - 65_557);
  const tail = file.read(tailAt, 65_557);
  let end = tail.length - 22;
  while (end >= 0 && u32(tail, end) !== 0x06054b50) end -= 1;
  if (end < 0) return null;
  const length = u32(tail, end + 12);
  const offset = u32(tail, end + 16);
  if (length > TABLE_LIMIT || offset + length > file.size) return null;
  const table = file.read(offset, length);
  const names: string[] = [];
  const decoder = new TextDecoder();
  for (let at = 0; at + 46 <= table.length;) {
    if (u32(table, at) !== 0x02014b50) return null;
    const nameLength = u16(table, at + 28);
    names.push(decoder.decode(table.subarray(at + 46, at + 46 + nameLength)));
    at += 46 + nameLength + u16(table, at + 30) + u16(table, at + 32);
  }
  return names;
}

function zipFile(file: FileView): Found {
  const names = zipNames(file);
  if (names === null) return { other: 'ZIP', fault: 'FILE_BROKEN' };
  const lower = names.map((name) => name.toLowerCase().replaceAll('\\', '/'));
  const has = (test: (name: string) => boolean) => lower.some(test);
  if (has((name) => name === 'meta-inf/manifest.mf' && !lower.includes('mimetype')))
    return { program: 'JAR' };
  if (has((name) => name === 'classes.dex' || name === 'androidmanifest.xml')) return { program: 'APK' };
  if (has((name) => name === 'appxmanifest.xml')) return { program: 'APPX' };
  const isOffice = has((name) => name === '[content_types].xml');
  if (isOffice || lower.includes('mimetype')) {
    if (has((name) => /(?:^|\/)vbaproject\.bin$|(?:^|\/)vbadata\.xml$|\/macrosheets\//u.test(name)))
      return { program: 'macro' };
    if (has((name) => name.startsWith('basic/') || name.startsWith('scripts/'))) return { program: 'macro' };
    if (has((name) => programExtensions.has(extensionOf(name)) && !name.endsWith('.js')))
      return { program: 'EXE' };
  }
  if (isOffice) {
    if (lower.includes('word/document.xml')) return { content: 'docx' };
    if (lower.includes('xl/workbook.xml')) return { content: 'xlsx' };
    if (lower.includes('ppt/presentation.xml')) return { content: 'pptx' };
  }
  if (lower[0] === 'mimetype' || lower.includes('mimetype')) {
    const local = file.read(0, 256);
    const nameLength = u16(local, 26);
    const from = 30 + nameLength + u16(local, 28);
    const mime = latin(local, from, from + 80);
    if (mime.startsWith(`${ODF}text`)) return { content: 'odt' };
    if (mime.startsWith(`${ODF}spreadsheet`)) return { content: 'ods' };
    if (mime.startsWith(`${ODF}presentation`)) return { content: 'odp' };
  }
  return { other: 'ZIP' };
}

// ── OLE: the names in its directory tell Word, Excel, PowerPoint, an installer, macros and a password ───────

const SECTOR_LIMIT = 4_096;
/** Class ids of installers: product, transform, patch. */
const installer = /^8[246]100c0000000000c000000000000046$/u;

interface OleEntry {
  readonly name: string;
  readonly classId: string;
}

/** The directory of an OLE file; null where its chains lead nowhere. */
function oleEntries(file: FileView, head: Uint8Array): readonly OleEntry[] | null {
  const shift = u16(head, 30);
  if (shift !== 9 && shift !== 12) return null;
  const sector = 1 << shift;
  const place = (number: number) => (number + 1) * sector;
  // The first 109 sectors of the table stand in the header; a larger directory than they can name is not looked for.
  const tables = Array.from({ length: 109 }, (_, index) => u32(head, 76 + index * 4));
  const perTable = sector / 4;
  const next = (number: number): number | null => {
    const table = tables[Math.floor(number / perTable)];
    if (table === undefined || table >= 0xfffffffa) return null;
    const entry = file.read(place(table) + (number % perTable) * 4, 4);
    return entry.length < 4 ? null : u32(entry, 0);
  };
  const entries: OleEntry[] = [];
  let number: number | null = u32(head, 48);
  for (let count = 0; number !== null && number < 0xfffffffa && count < SECTOR_LIMIT; count += 1) {
    const bytes = file.read(place(number), sector);
    if (bytes.length < sector) return null;
    for (let at = 0; at < sector; at += 128) {
      const length = Math.min(u16(bytes, at + 64), 64);
      if (length < 2 || bytes[at + 66] === 0) continue;
      const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2));
      const classId = [...bytes.subarray(at + 80, at + 96)]
        .map((byte) => byte.toString(16).padStart(2, '0'))
        .join('');
      entries.push({ name, classId });
    }
    number = next(number);
  }
  return entries.length === 0 ? null : entries;
}

function compoundFile(file: FileView, head: Uint8Array): Found {
  const entries = oleEntries(file, head);
  if (entries === null) return { other: 'OLE', fault: 'FILE_BROKEN' };
  if (entries.some(({ classId }) => installer.test(classId))) return { program: 'MSI' };
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.has('_vba_project_cur') || names.has('_vba_project') || names.has('macros'))
    return { program: 'macro' };
  if (names.has('encryptedpackage')) return { other: 'OLE', fault: 'FILE_PASSWORD' };
  if (names.has('worddocument')) return { content: 'doc' };
  if (names.has('workbook') || names.has('book')) return { content: 'xls' };
  if (names.has('powerpoint document')) return { content: 'ppt' };
  return { other: 'OLE' };
}

// ── The verdict ─────────────────────────────────────────────────────────────────────────────────────────────

/** Whether a file is kept, under which name and as what; `file.name` is the name it came with. */
export function judgeFile(file: FileView): FileVerdict {
  const refuse = (code: Extract<FileVerdict, { ok: false }>['code'], found: string | null = null) =>
    ({ ok: false, code, found }) as const;
  if (file.size === 0) return refuse('FILE_EMPTY');
  if (turning.test(file.name)) return refuse('FILE_PROGRAM');
  const name = cleanFileName(file.name);
  const extension = extensionOf(name);
  if (programExtensions.has(extension)) return refuse('FILE_PROGRAM', extension.toUpperCase());
  const { content, program, other, fault } = contentOf(file);
  if (program !== undefined) return refuse('FILE_PROGRAM', program);
  const named = kindOfExtension.get(extension);
  if (named === undefined) {
    // A picture from the clipboard may have no extension at all: then its bytes name it.
    const kind = extension === '' ? fileKinds.find((one) => one.content === content) : undefined;
    return kind === undefined || kind.content === 'text'
      ? refuse('FILE_KIND', other ?? null)
      : { ok: true, kind, name: `${name}.${kind.extensions[0] ?? ''}` };
  }
  if (content === named.content) return { ok: true, kind: named, name };
  if (
    fault !== undefined &&
    ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp', 'doc', 'xls', 'ppt'].includes(named.content)
  )
    return refuse(fault, other ?? null);
  return refuse('FILE_MISMATCH', content?.toUpperCase() ?? other ?? null);
}

/**
 * The texts of a bag (BagIt, RFC 8493): what it says of itself, its manifests, and the comment that is signed with them.
 * The head of a package has one text and one text only, so whoever reads it writes it again and compares.
 */
import { z } from 'zod';
import { AppError } from '../../contract/error.ts';
import { damaged } from './limits.ts';
import { type PackageHeader, packageHeader, PROFILE, PROFILE_VERSION } from './types.ts';

export const BAGIT_TEXT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const AGENT = 'Kiem tra CCHC';

/** How many payload files of how many bytes: the Payload-Oxum of BagIt. */
export interface Oxum {
  readonly bytes: number;
  readonly files: number;
}

/** One line, and the same text comes back: `%` and control characters are written as in an address. */
function lineOf(text: string): string {
  const code = (letter: string) => `%${letter.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  return text.replaceAll(/[\p{Cc}%]|^ | $/gu, code);
}
function textOf(line: string): string {
  return line.replaceAll(/%([0-9A-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * As it is sent: NFC throughout, and without what other readers of bags take for the end of a line. VALIDATION where it
 * cannot be written.
 */
export function cleanHeader(header: PackageHeader): PackageHeader {
  const clean = (text: string) =>
    text
      .toWellFormed()
      .normalize('NFC')
      .replaceAll(/[\u2028\u2029]/g, ' ');
  const cleaned = {
    ...header,
    sender: { ...header.sender, name: clean(header.sender.name) },
    recipientName: clean(header.recipientName),
    title: clean(header.title),
  };
  const checked = packageHeader.safeParse(cleaned);
  if (!checked.success) {
    throw new AppError('VALIDATION', {
      fields: checked.error.issues.map(({ path }) => ({ path: path.join('.'), code: 'VALIDATION' })),
    });
  }
  return checked.data;
}

export function bagInfoText(header: PackageHeader, oxum: Oxum): string {
  const yes = (value: boolean) => (value ? 'yes' : 'no');
  const { sender, journal } = header;
  const values: readonly (readonly [string, string | number | null])[] = [
    ['Source-Organization', sender.name],
    ['External-Description', header.title],
    ['External-Identifier', header.bagId],
    ['Bag-Group-Identifier', header.stream],
    ['Bagging-Date', new Date(header.madeAt).toISOString().slice(0, 10)],
    ['Bag-Software-Agent', AGENT],
    ['Payload-Oxum', `${oxum.bytes}.${oxum.files}`],
    ['Cchc-Profile', header.profile],
    ['Cchc-Version', header.version],
    ['Cchc-Sender', sender.officeId],
    ['Cchc-Sender-Level', sender.level],
    ['Cchc-Sender-Sign-Key', sender.signPublic],
    ['Cchc-Sender-Age-Recipient', sender.ageRecipient],
    ['Cchc-Recipient', header.recipientOfficeId ?? 'passphrase'],
    ['Cchc-Recipient-Name', header.recipientName],
    ['Cchc-Sequence', header.seq],
    ['Cchc-Previous', header.previousHash],
    ['Cchc-Kind', header.kind],
    ['Cchc-Plan', header.planId],
    ['Cchc-Period-From', header.periodFrom],
    ['Cchc-Period-To', header.periodTo],
    ['Cchc-Made-At', new Date(header.madeAt).toISOString()],
    ['Cchc-Schema', header.schemaVersion],
    ['Cchc-Epoch', header.epoch],
    ['Cchc-With-Evidence', yes(header.withEvidence)],
    ['Cchc-With-Personal', yes(header.withPersonal)],
    ['Cchc-Journal-From', journal?.from ?? null],
    ['Cchc-Journal-To', journal?.to ?? null],
    ['Cchc-Journal-Previous', journal?.previousHead ?? null],
    ['Cchc-Journal-Head', journal?.head ?? null],
  ];
  return values
    .filter(([, value]) => value !== null && value !== '')
    .map(([label, value]) => `${label}: ${typeof value === 'string' ? lineOf(value) : value}\n`)
    .join('');
}

// Only a line feed ends a value; older packages may have separators of lines and paragraphs in one.
const LINE = /^([A-Z][A-Za-z-]*): (.+)$/s;

/** PACKAGE_NEWER where its form is newer; PACKAGE_DAMAGED where it is not exactly what `bagInfoText` writes. */
export function readBagInfo(text: string): { readonly header: PackageHeader; readonly oxum: Oxum } {
  const values = new Map<string, string>();
  for (const line of text.split('\n').slice(0, 100)) {
    const found = LINE.exec(line);
    if (found !== null) values.set(found[1]!, textOf(found[2]!));
  }
  const given = (label: string) => values.get(label) ?? null;
  const whole = (label: string) => {
    const value = given(label);
    return value !== null && /^[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN;
  };
  if (given('Cchc-Profile') !== PROFILE) throw damaged('bag-info: profile');
  const version = whole('Cchc-Version');
  if (version > PROFILE_VERSION) throw new AppError('PACKAGE_NEWER', { detail: { version } });
  const recipient = given('Cchc-Recipient');
  const madeAt = Date.parse(given('Cchc-Made-At') ?? '');
  const parsed = packageHeader.safeParse({
    profile: PROFILE,
    version,
    bagId: given('External-Identifier'),
    sender: {
      officeId: given('Cchc-Sender'),
      name: given('Source-Organization'),
      level: given('Cchc-Sender-Level'),
      signPublic: given('Cchc-Sender-Sign-Key'),
      ageRecipient: given('Cchc-Sender-Age-Recipient'),
    },
    recipientOfficeId: recipient === 'passphrase' ? null : recipient,
    recipientName: given('Cchc-Recipient-Name') ?? '',
    stream: given('Bag-Group-Identifier'),
    seq: whole('Cchc-Sequence'),
    previousHash: given('Cchc-Previous'),
    kind: given('Cchc-Kind'),
    title: given('External-Description') ?? '',
    planId: given('Cchc-Plan'),
    periodFrom: given('Cchc-Period-From'),
    periodTo: given('Cchc-Period-To'),
    madeAt,
    schemaVersion: whole('Cchc-Schema'),
    epoch: whole('Cchc-Epoch'),
    withEvidence: given('Cchc-With-Evidence') === 'yes',
    withPersonal: given('Cchc-With-Personal') === 'yes',
    journal:
      given('Cchc-Journal-From') === null
        ? null
        : {
            from: whole('Cchc-Journal-From'),
            to: whole('Cchc-Journal-To'),
            previousHead: given('Cchc-Journal-Previous') ?? '',
            head: given('Cchc-Journal-Head') ?? '',
          },
  });
  if (!parsed.success) throw damaged(`bag-info: ${z.prettifyError(parsed.error)}`);
  const sizes = /^([0-9]{1,15})\.([0-9]{1,9})$/.exec(given('Payload-Oxum') ?? '');
  if (sizes === null) throw damaged('bag-info: Payload-Oxum');
  const oxum = { bytes: Number(sizes[1]), files: Number(sizes[2]) };
  const header = parsed.data;
  // The values, not the lines: a mark after what was written as %0A would join its letter.
  const words = [header.sender.name, header.recipientName, header.title];
  const isClean = words.every((one) => one.normalize('NFC') === one);
  if (!isClean || bagInfoText(header, oxum) !== text) throw damaged('bag-info: form');
  return { header, oxum };
}

/** What is signed beside the tag manifest, so that a signature cannot be moved to another package. */
export function trustedComment(header: PackageHeader): string {
  const period =
    header.periodFrom === null && header.periodTo === null
      ? '-'
      : `${header.periodFrom ?? ''}/${header.periodTo ?? ''}`;
  return [
    `office=${header.sender.officeId}`,
    `stream=${header.stream}`,
    `seq=${header.seq}`,
    `prev=${header.previousHash}`,
    `recipient=${header.recipientOfficeId ?? 'passphrase'}`,
    `period=${lineOf(period)}`,
    `bag=${header.bagId}`,
  ].join('; ');
}

/** In the form of `sha512sum -c`, in the order of the bag. */
export function manifestText(lines: Iterable<{ readonly path: string; readonly sha512: string }>): string {
  let text = '';
  for (const { path, sha512 } of lines) text += `${sha512}  ${path}\n`;
  return text;
}

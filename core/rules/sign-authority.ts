/**
 * Quyền hạn, chức vụ of the signer (Nghị định 30/2020, Điều 13 and Phụ lục I, mục II.7): which lines stand above the
 * signature, by who signs and with what right. The body's words are taken from its own line of the head, verbatim:
 * `ỦY` or `UỶ` stays as the body writes it. Knows no screen and no paper.
 */
import type { Issuer, SignAuthority } from '../contract/issuers.ts';

export type SigningIssuer = Pick<Issuer, 'kind' | 'nameLine'>;

/** What can be chosen for an issuer of this kind, the usual one first. */
const authorities: Readonly<Record<Issuer['kind'], readonly SignAuthority[]>> = {
  ubnd: [
    'chairman_collective',
    'deputy_collective',
    'acting_head',
    'by_order',
    'by_order_deputy',
    'by_authorisation',
  ],
  chairman: ['chairman', 'deputy_chairman', 'acting_head', 'by_order', 'by_order_deputy', 'by_authorisation'],
  department: ['head', 'deputy_head', 'acting_head', 'by_order', 'by_order_deputy', 'by_authorisation'],
  team: ['team_lead'],
};

export function authoritiesOf(kind: Issuer['kind']): readonly SignAuthority[] {
  return authorities[kind];
}

/** By the first words of the body's name, the longer ones first: its head, and who signs for the head. */
const heads: readonly (readonly [start: string, head: string, deputy: string])[] = [
  ['văn phòng', 'CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
  ['thanh tra', 'CHÁNH THANH TRA', 'PHÓ CHÁNH THANH TRA'],
  ['trung tâm', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
  ['tổng cục', 'TỔNG CỤC TRƯỞNG', 'PHÓ TỔNG CỤC TRƯỞNG'],
  ['chi cục', 'CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG'],
  ['phòng', 'TRƯỞNG PHÒNG', 'PHÓ TRƯỞNG PHÒNG'],
  ['cục', 'CỤC TRƯỞNG', 'PHÓ CỤC TRƯỞNG'],
  ['vụ', 'VỤ TRƯỞNG', 'PHÓ VỤ TRƯỞNG'],
  ['ban', 'TRƯỞNG BAN', 'PHÓ TRƯỞNG BAN'],
  ['bộ', 'BỘ TRƯỞNG', 'THỨ TRƯỞNG'],
  ['sở', 'GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'],
];
const unknownHead = ['THỦ TRƯỞNG', 'PHÓ THỦ TRƯỞNG'] as const;

const oneLine = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const upper = (text: string): string => oneLine(text).toLocaleUpperCase('vi');

/** `SỞ NỘI VỤ` → `GIÁM ĐỐC`, `PHÓ GIÁM ĐỐC`; a body that nobody knows here: `THỦ TRƯỞNG`. */
export function headTitles(name: string): { readonly head: string; readonly deputy: string } {
  const start = `${oneLine(name).toLocaleLowerCase('vi')} `;
  const found = heads.find(([words]) => start.startsWith(`${words} `));
  return { head: found?.[1] ?? unknownHead[0], deputy: found?.[2] ?? unknownHead[1] };
}

/** The collective that a `TM.` names: as its head line says it, without the place. */
function collectiveOf(nameLine: string): string {
  const name = upper(nameLine);
  // A committee may shorten itself in the head, never above the signature.
  return /(?:ỦY|UỶ) BAN NHÂN DÂN/u.exec(name)?.[0] ?? 'ỦY BAN NHÂN DÂN';
}

/** Who usually stands in for the Chairman by a written authorisation: whoever heads the office of home affairs. */
function delegateOf({ kind, nameLine }: SigningIssuer): string {
  if (kind === 'department') return 'CHÁNH VĂN PHÒNG';
  const name = upper(nameLine);
  if (/(?:^| )(?:XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU) /u.test(`${name} `) && !name.includes('THỊ XÃ'))
    return 'TRƯỞNG PHÒNG VĂN HÓA - XÃ HỘI';
  return /(?:^| )(?:HUYỆN|QUẬN|THỊ XÃ) /u.test(`${name} `) ? 'TRƯỞNG PHÒNG NỘI VỤ' : 'GIÁM ĐỐC SỞ NỘI VỤ';
}

function headsOf(issuer: SigningIssuer): { readonly head: string; readonly deputy: string } {
  return issuer.kind === 'department'
    ? headTitles(issuer.nameLine)
    : { head: 'CHỦ TỊCH', deputy: 'PHÓ CHỦ TỊCH' };
}

/** The lines above the signature, from top to bottom. */
export function signLinesFor(authority: SignAuthority, issuer: SigningIssuer): string[] {
  const { head, deputy } = headsOf(issuer);
  switch (authority) {
    case 'chairman_collective':
      return [`TM. ${collectiveOf(issuer.nameLine)}`, 'CHỦ TỊCH'];
    case 'deputy_collective':
      return [`TM. ${collectiveOf(issuer.nameLine)}`, 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'];
    case 'chairman':
      return ['CHỦ TỊCH'];
    case 'deputy_chairman':
      return ['KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'];
    case 'head':
      return [head];
    case 'deputy_head':
      return [`KT. ${head}`, deputy];
    case 'by_order':
      return [`TL. ${head}`, 'CHÁNH VĂN PHÒNG'];
    case 'by_order_deputy':
      return [`TL. ${head}`, 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'];
    case 'by_authorisation':
      return [`TUQ. ${head}`, delegateOf(issuer)];
    case 'acting_head':
      return issuer.kind === 'ubnd' ? [`TM. ${collectiveOf(issuer.nameLine)}`, `Q. ${head}`] : [`Q. ${head}`];
    case 'team_lead':
      return [/^TỔ(?: |$)/u.test(upper(issuer.nameLine)) ? 'TỔ TRƯỞNG' : 'TRƯỞNG ĐOÀN'];
  }
}

/** Shapes of lines joined by `|`, the more particular ones first. Whose office signs by order is free. */
const shapes: readonly (readonly [SignAuthority, RegExp])[] = [
  ['deputy_collective', /^TM\. [^|]+\|KT\. CHỦ TỊCH\|PHÓ CHỦ TỊCH$/u],
  ['chairman_collective', /^TM\. [^|]+\|CHỦ TỊCH$/u],
  ['acting_head', /^(?:TM\. [^|]+\|)?Q\. [^|.]+$/u],
  ['by_order_deputy', /^TL\. [^|.]+\|KT\. ([^|.]+)\|PHÓ \1$/u],
  ['by_order', /^TL\. [^|.]+\|[^|.]+$/u],
  ['by_authorisation', /^TUQ\. [^|.]+\|[^|.]+$/u],
  ['deputy_chairman', /^KT\. CHỦ TỊCH\|PHÓ CHỦ TỊCH$/u],
  ['chairman', /^CHỦ TỊCH$/u],
  ['team_lead', /^(?:TRƯỞNG ĐOÀN|TỔ TRƯỞNG)$/u],
  ['deputy_head', /^KT\. ([^|.]+)\|(?:PHÓ \1|THỨ TRƯỞNG)$/u],
];
const headNames: ReadonlySet<string> = new Set([...heads.map(([, head]) => head), unknownHead[0]]);

/** What these lines say; null: lines that somebody wrote otherwise. */
export function authorityOfLines(lines: readonly string[]): SignAuthority | null {
  const text = lines
    .map(upper)
    .filter((line) => line !== '')
    .join('|');
  const found = shapes.find(([, shape]) => shape.test(text))?.[0];
  return found ?? (headNames.has(text) ? 'head' : null);
}

/**
 * The issuers that follow from whose office it is: the People's Committee, its Chairman, and the office itself
 * where it is a department. Only a start that people correct: the signer is left empty, lines are verbatim text.
 */
import type { Issuer } from '../contract/issuers.ts';
import type { Office } from '../contract/system.ts';
import { headTitles } from './sign-authority.ts';

export type DefaultIssuer = Pick<
  Issuer,
  | 'kind'
  | 'name'
  | 'parentLine'
  | 'nameLine'
  | 'authorityLine'
  | 'signLines'
  | 'symbol'
  | 'placeName'
  | 'archiveLine'
>;
export type OfficeOfIssuers = Pick<Office, 'name' | 'parentName' | 'level' | 'placeName'>;

const COMMITTEE = 'Ủy ban nhân dân';
const committeeStart = /^(?:UBND|(?:Ủy|Uỷ) ban nhân dân)\s*/iu;
const levelWords: Readonly<Record<Office['level'], string>> = {
  province: 'tỉnh',
  district: 'huyện',
  commune: 'xã',
};

const upper = (text: string): string => text.toLocaleUpperCase('vi');

/** `UBND tỉnh Hải Dương` → `Ủy ban nhân dân tỉnh Hải Dương`; null where the name is another body's. */
function committeeName(name: string | null): string | null {
  const text = name?.trim() ?? '';
  return committeeStart.test(text) ? `${COMMITTEE} ${text.replace(committeeStart, '')}`.trim() : null;
}

function committeeOf({ name, parentName, level, placeName }: OfficeOfIssuers): string {
  const place = placeName?.trim() ?? '';
  return (
    committeeName(name) ??
    committeeName(parentName) ??
    (place === '' ? COMMITTEE : `${COMMITTEE} ${levelWords[level]} ${place}`)
  );
}

/** `Sở Nội vụ tỉnh Hải Dương` → `Sở Nội vụ`: what stands behind is in the line of the committee above. */
function ownName(name: string): string {
  const short = name.replace(/\s+(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s.*$/iu, '').trim();
  return short === '' ? name.trim() : short;
}

/** `Sở Nội vụ` → `SNV`. */
function initials(name: string): string {
  return upper(
    name
      .split(/[^\p{L}\p{N}]+/u)
      .map((word) => word.slice(0, 1))
      .join(''),
  ).slice(0, 10);
}

export function defaultIssuers(office: OfficeOfIssuers): DefaultIssuer[] {
  const committee = committeeOf(office);
  const rest = committee.slice(COMMITTEE.length).trim();
  const committeeLines = upper(rest === '' ? COMMITTEE : `${COMMITTEE}\n${rest}`);
  const placeName = office.placeName;
  const shared = { placeName, archiveLine: 'VT' };
  const issuers: DefaultIssuer[] = [
    {
      ...shared,
      kind: 'ubnd',
      name: committee,
      parentLine: null,
      nameLine: committeeLines,
      authorityLine: upper(committee),
      signLines: `TM. ${upper(COMMITTEE)}\nCHỦ TỊCH`,
      symbol: 'UBND',
    },
    {
      ...shared,
      kind: 'chairman',
      name: `Chủ tịch ${committee}`,
      parentLine: null,
      nameLine: committeeLines,
      authorityLine: `CHỦ TỊCH ${upper(committee)}`,
      signLines: 'CHỦ TỊCH',
      symbol: 'UBND',
    },
  ];
  if (committeeName(office.name) !== null) return issuers;
  const own = ownName(office.name);
  return [
    ...issuers,
    {
      ...shared,
      kind: 'department',
      name: office.name.trim(),
      parentLine: committeeLines,
      nameLine: upper(own),
      authorityLine: `${headTitles(own).head} ${upper(own)}`,
      signLines: headTitles(own).head,
      symbol: initials(own),
    },
  ];
}

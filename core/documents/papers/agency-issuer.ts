// An inspected agency as the issuer of its own papers: how its head of page and its signature read, as far as its name
// and kind tell. What they do not tell is a blank.
import type { IssuerFacts } from '../facts.ts';
import { agencyName } from '../wording/agencies.ts';
import { BLANK } from '../wording/numbers.ts';
import { oneLine, upperFirst } from '../wording/text.ts';

export interface AgencyOfPaper {
  readonly kind: string;
  readonly name: string;
  readonly unnamed: boolean;
  readonly parentName: string | null;
  readonly placeName: string | null;
  readonly headPosition: string | null;
}

const COMMITTEE = /^(Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+(.+)$/iu;

export function agencyIssuer(agency: AgencyOfPaper): IssuerFacts {
  const name = agencyName({
    id: '',
    shortName: null,
    ordinal: 0,
    group: null,
    name: agency.name,
    unnamed: agency.unnamed,
    kind: agency.kind,
  });
  const committee = agency.unnamed ? null : COMMITTEE.exec(oneLine(agency.name));
  const place = known(agency.placeName) ?? (committee === null ? null : placeOf(committee[2] ?? ''));
  const head = known(agency.headPosition);
  return {
    kind: committee === null ? 'department' : 'ubnd',
    name,
    // A People's Committee stands below nobody on its own paper.
    parentLine: committee === null ? (known(agency.parentName) ?? BLANK) : null,
    nameLine: agency.unnamed
      ? BLANK
      : committee === null
        ? name
        : `Ủy ban nhân dân\n${oneLine(committee[2] ?? '')}`,
    authorityLine: null,
    signLines:
      committee === null
        ? [head ?? (/^Sở\s/u.test(name) ? 'Giám đốc' : 'Thủ trưởng đơn vị')]
        : ['TM. Ủy ban nhân dân', 'Chủ tịch'],
    signerTitleBelow: null,
    signerName: null,
    placeName: place,
    archiveLine: 'Lưu: VT',
  };
}

function known(text: string | null): string | null {
  const words = text === null ? '' : oneLine(text);
  return words === '' ? null : words;
}

/** `thành phố Chí Linh` → `Chí Linh`; named after a number or in one word with its kind: whole, as `Phường 1`. */
function placeOf(unit: string): string | null {
  const match = /^(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)\s+(.+)$/iu.exec(
    oneLine(unit),
  );
  const proper = match?.[1] ?? '';
  if (proper === '') return null;
  return /\d/.test(proper) ? upperFirst(oneLine(unit)) : proper;
}

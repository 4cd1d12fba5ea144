// What the choice of a unit proposes for the office's name, superior body and place name. A proposal: every field stays
// editable, and what was typed is never replaced. Pure.
import { foldText } from '../../../core/rules/text-fold.ts';
import type { CatalogueUnit } from '../../../core/contract/catalogue.ts';
import type { Office } from '../../../core/contract/system.ts';

export interface OfficeProposal {
  readonly name: string;
  readonly parentName: string;
  readonly placeName: string;
}

/** "Tỉnh Cao Bằng" inside a name: "tỉnh Cao Bằng". */
function inName(unit: CatalogueUnit): string {
  return unit.fullName.charAt(0).toLocaleLowerCase('vi') + unit.fullName.slice(1);
}

/**
 * Địa danh of a document is the bare name; units named after a person, a number or an event are written in full
 * (Nghị định 30/2020/NĐ-CP, Phụ lục I). Only what the list itself shows is known here: a number, and Hồ Chí Minh.
 */
export function placeNameOf(unit: CatalogueUnit): string {
  return /^\d/.test(unit.name) || unit.name === 'Hồ Chí Minh' ? unit.fullName : unit.name;
}

export function officeProposal(
  level: Office['level'],
  province: CatalogueUnit | null,
  commune: CatalogueUnit | null,
): OfficeProposal | null {
  if (province === null) return null;
  if (level === 'commune') {
    if (commune === null) return null;
    return {
      name: `Ủy ban nhân dân ${inName(commune)}`,
      parentName: `Ủy ban nhân dân ${inName(province)}`,
      placeName: placeNameOf(commune),
    };
  }
  // The district level is not in the list any more; only the province above it is known.
  if (level === 'district')
    return { name: '', parentName: `Ủy ban nhân dân ${inName(province)}`, placeName: '' };
  return {
    name: `Sở Nội vụ ${inName(province)}`,
    parentName: `Ủy ban nhân dân ${inName(province)}`,
    placeName: placeNameOf(province),
  };
}

/** Units whose name has the typed text, marks or none; exactly typed marks first, then names that begin with it. */
export function matchingUnits(units: readonly CatalogueUnit[], typed: string): CatalogueUnit[] {
  const text = typed.normalize('NFC').trim().toLocaleLowerCase('vi');
  if (text === '') return [...units];
  const folded = foldText(text);
  const rank = (unit: CatalogueUnit): number => {
    const name = unit.fullName.toLocaleLowerCase('vi');
    const bare = unit.name.toLocaleLowerCase('vi');
    if (!foldText(name).includes(folded)) return -1;
    if (bare === text || name === text) return 0;
    if (bare.startsWith(text)) return 1;
    if (name.includes(text)) return 2;
    return foldText(bare).startsWith(folded) ? 3 : 4;
  };
  return units
    .map((unit) => ({ unit, at: rank(unit) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ unit }) => unit);
}

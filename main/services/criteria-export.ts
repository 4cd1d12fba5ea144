/** A criteria set as a file that comes back through the import without loss: a workbook in words, a CSV for machines. */
import { criteriaCells, criteriaFields, csvText } from '../../core/exchange/criteria-sheet.ts';
import { groupCode } from '../../core/rules/criteria-tree.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import type { StoredCriteriaSet, StoredCriterion, StoredDomain } from '../../db/criteria.ts';
import { writeWorkbook, XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';

export interface CriteriaFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly media: string;
}

export async function criteriaFile(
  set: Pick<StoredCriteriaSet, 'name' | 'year' | 'version' | 'groupTitles'>,
  domains: readonly StoredDomain[],
  items: readonly StoredCriterion[],
  format: 'xlsx' | 'csv',
): Promise<CriteriaFile> {
  const byId = new Map(domains.map((domain) => [domain.id, domain]));
  const rows = items.map((item) => {
    const words = format === 'csv' ? 'machine' : 'vietnamese';
    const cells = criteriaCells(item, byId.get(item.domainId), set.groupTitles[groupCode(item.code)], words);
    return criteriaFields.map((field) => cells[field.key]);
  });
  const stem = asciiName(
    [set.name, set.year === null ? '' : String(set.year), set.version > 1 ? `v${set.version}` : ''].join(' '),
  );
  const fileName = `${stem === '' ? 'Bo-tieu-chi' : stem}.${format}`;
  if (format === 'csv') {
    const text = csvText([criteriaFields.map((field) => field.key), ...rows]);
    // With the mark of UTF-8, without which Excel reads it as something else.
    return { bytes: new TextEncoder().encode(`\ufeff${text}`), fileName, media: 'text/csv; charset=utf-8' };
  }
  const bytes = await writeWorkbook({
    sheets: [
      {
        name: 'Tiêu chí',
        columns: criteriaFields.map(({ key, labels, width }) => ({
          header: labels.vi,
          width,
          type: key === 'max_points' || key === 'domain_no' ? ('number' as const) : ('text' as const),
          wrap: width >= 30,
        })),
        rows,
      },
    ],
  });
  return { bytes, fileName, media: XLSX_MEDIA };
}

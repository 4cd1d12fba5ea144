/**
 * What a form for others to fill in needs beyond a table: cells that may be typed in while the rest is locked, checks of
 * what is typed, hidden columns and sheets, a print over the width of the paper with its header on every page. Written
 * into the parts of the XLSX; knows nothing of what the form asks.
 */
import type { Blob, Buffer } from 'node:buffer';
import type { Stream } from 'node:stream';
import type { Feature } from 'write-excel-file/node';

/** What may stand in a cell. Formulas are Excel's own, in English and with commas. */
export type CellCheck =
  /** One of these, offered as a list; together at most 250 characters, none with a comma. */
  | { readonly type: 'list'; readonly values: readonly string[]; readonly error: string }
  /** One of the cells of a range ("'Danh mục'!$A$1:$A$5"). */
  | { readonly type: 'range'; readonly formula: string; readonly error: string }
  /** A whole number from 0 up to the value of a formula. */
  | { readonly type: 'whole'; readonly most: string; readonly error: string }
  /** A number from 0 up to `most`, as Excel writes it ("0.75"). */
  | { readonly type: 'decimal'; readonly most: string; readonly error: string }
  | { readonly type: 'length'; readonly most: number; readonly error: string };

export interface PlacedCheck {
  /** "F5" or "F5:F9". */
  readonly place: string;
  readonly check: CellCheck;
}

export interface FormSheet {
  /** As it stands in the file. */
  readonly name: string;
  readonly isHidden: boolean;
  /** Locked but for the cells of the open fill. */
  readonly isLocked: boolean;
  /** From 0. */
  readonly hiddenColumns: readonly number[];
  readonly checks: readonly PlacedCheck[];
  /** Rows from 1 that every printed page begins with; null where none do. */
  readonly printedHead: { readonly from: number; readonly to: number } | null;
  readonly portrait: boolean;
  /** One page wide, as many high as it takes. */
  readonly fitsWidth: boolean;
  /** Stands at the head of every printed page. */
  readonly mark: string | null;
}

/** Cells of this fill are open in a locked sheet: the file's styles have no other mark of ours. */
export const OPEN_FILL = '#FFF9DB';

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function checkXml({ place, check }: PlacedCheck): string {
  // Excel shows at most 225 characters.
  const error = ` allowBlank="1" showErrorMessage="1" errorTitle="Kiểm tra lại" error="${escape(check.error.slice(0, 225))}"`;
  const at = ` sqref="${place}"`;
  switch (check.type) {
    case 'list':
      return `<dataValidation type="list"${error}${at}><formula1>"${escape(check.values.join(','))}"</formula1></dataValidation>`;
    case 'range':
      return `<dataValidation type="list"${error}${at}><formula1>${escape(check.formula)}</formula1></dataValidation>`;
    case 'whole':
      return `<dataValidation type="whole" operator="between"${error}${at}><formula1>0</formula1><formula2>${escape(check.most)}</formula2></dataValidation>`;
    case 'decimal':
      return `<dataValidation type="decimal" operator="between"${error}${at}><formula1>0</formula1><formula2>${escape(check.most)}</formula2></dataValidation>`;
    case 'length':
      return `<dataValidation type="textLength" operator="lessThanOrEqual"${error}${at}><formula1>${String(check.most)}</formula1></dataValidation>`;
  }
}

/** Before the first of these that is there: the order of a sheet's parts is part of the format. */
function insertBefore(xml: string, markup: string, tags: readonly string[]): string {
  const places = tags.map((tag) => xml.search(new RegExp(`<${tag}[ />]`, 'u'))).filter((at) => at >= 0);
  const at = places.length === 0 ? xml.lastIndexOf('</worksheet>') : Math.min(...places);
  return xml.slice(0, at) + markup + xml.slice(at);
}

const afterProtection = [
  'mergeCells',
  'conditionalFormatting',
  'dataValidations',
  'pageMargins',
  'pageSetup',
  'drawing',
];
const afterChecks = ['pageMargins', 'pageSetup', 'drawing'];
const afterMark = ['rowBreaks', 'colBreaks', 'drawing', 'legacyDrawing', 'tableParts'];

function sheetXml(xml: string, sheet: FormSheet): string {
  let out = xml;
  if (sheet.isLocked) {
    // Without a password: whoever must may unlock it, and the import tells what was changed.
    const protection =
      '<sheetProtection sheet="1" objects="1" scenarios="1" formatCells="0" formatColumns="0" formatRows="0"/>';
    out = insertBefore(out, protection, afterProtection);
  }
  if (sheet.checks.length > 0) {
    const checks = sheet.checks.map(checkXml).join('');
    out = insertBefore(
      out,
      `<dataValidations count="${String(sheet.checks.length)}">${checks}</dataValidations>`,
      afterChecks,
    );
  }
  if (sheet.mark !== null) {
    // On the right, bold; an ampersand of its own would begin a code.
    const words = escape(`&R&B${sheet.mark.replaceAll('&', '&&')}`);
    out = insertBefore(out, `<headerFooter><oddHeader>${words}</oddHeader></headerFooter>`, afterMark);
  }
  for (const column of sheet.hiddenColumns) {
    const at = String(column + 1);
    out = out.replace(new RegExp(`<col min="${at}" max="${at}"`, 'u'), `$& hidden="1"`);
  }
  if (sheet.fitsWidth) {
    out = out.replace(/(<worksheet[^>]*>)/u, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>');
    out = out.replace(/<pageSetup /u, '<pageSetup fitToWidth="1" fitToHeight="0" ');
  }
  // A height that was only reckoned: the row grows with what is typed into it.
  out = out.replaceAll(' customHeight="1"', '');
  if (sheet.portrait) out = out.replace('orientation="landscape"', 'orientation="portrait"');
  return out;
}

/** The cell formats that carry the open fill are unlocked. */
function stylesXml(xml: string): string {
  const fills = /<fills[^>]*>(.*?)<\/fills>/su.exec(xml)?.[1] ?? '';
  const open = [...fills.matchAll(/<fill>.*?<\/fill>/gsu)].findIndex(([fill]) =>
    fill.includes(`rgb="FF${OPEN_FILL.slice(1)}"`),
  );
  if (open < 0) return xml;
  return xml.replace(/<xf ([^>]*)>(.*?)<\/xf>/gsu, (whole, attributes: string, inside: string) =>
    new RegExp(`\\bfillId="${String(open)}"`, 'u').test(attributes)
      ? `<xf ${attributes} applyProtection="1">${inside}<protection locked="0"/></xf>`
      : whole,
  );
}

function workbookXml(xml: string, sheets: readonly FormSheet[]): string {
  let out = xml;
  if (sheets.some(({ isLocked }) => isLocked)) {
    out = out.replace('<bookViews', '<workbookProtection lockStructure="1"/><bookViews');
  }
  const names = sheets.flatMap(({ name, printedHead }, index) => {
    if (printedHead === null) return [];
    const quoted = `'${name.replaceAll("'", "''")}'`;
    const rows = `$${String(printedHead.from)}:$${String(printedHead.to)}`;
    return [
      `<definedName name="_xlnm.Print_Titles" localSheetId="${String(index)}">${escape(`${quoted}!${rows}`)}</definedName>`,
    ];
  });
  const defined = names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
  // Excel calls an empty list of names a fault.
  return out.replace(/<definedNames\/>/u, defined);
}

export function formFeature(sheets: readonly FormSheet[]): Feature<Stream | Buffer | Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined ? xml : sheetXml(xml, sheet);
          },
        },
        'xl/styles.xml': { transform: stylesXml },
        'xl/workbook.xml': {
          transform: (xml) => workbookXml(xml, sheets),
          transformElementAttributes: (tag, attributes) => {
            if (tag !== 'sheet') return attributes;
            const sheet = sheets.find(({ name }) => name === attributes['name']);
            return sheet?.isHidden === true ? { ...attributes, state: 'hidden' } : attributes;
          },
        },
      },
    },
  };
}

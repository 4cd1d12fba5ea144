/** Makes the workbooks of an order, one after the other; several are put into one ZIP. Runs in a thread or on the spot. */
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipPassThrough } from 'fflate';
import { writeWorkbook } from '../spreadsheet/write-workbook.ts';
import { indexFormWorkbook, type IndexFormFacts } from './par-index-workbook.ts';
import { agencyAnnexWorkbook, type AgencyAnnexFacts } from './report-annex-workbook.ts';
import { selfReportWorkbook, type SelfWorkbookFacts } from './self-report-workbook.ts';

/** A form of an agency's answers to a round, of its scores in the reform index, or of its figures of a period. */
export type FormFacts = { readonly fileName: string } & (
  | { readonly facts: SelfWorkbookFacts }
  | { readonly index: IndexFormFacts }
  | { readonly annex: AgencyAnnexFacts }
);

export interface FormOrder {
  readonly forms: readonly FormFacts[];
  readonly zipped: boolean;
}

export async function makeForms({ forms, zipped }: FormOrder): Promise<Uint8Array> {
  const zip = createZip();
  for (const form of forms) {
    const bytes = await writeWorkbook(
      'index' in form
        ? indexFormWorkbook(form.index)
        : 'annex' in form
          ? agencyAnnexWorkbook(form.annex)
          : selfReportWorkbook(form.facts),
    );
    if (!zipped) return bytes;
    zip.add(form.fileName, bytes);
    await setImmediate();
  }
  return zip.end();
}

/** What is in it is packed already; it is only put together. */
export function createZip() {
  const parts: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    parts.push(data);
  });
  return {
    add(name: string, bytes: Uint8Array) {
      const entry = new ZipPassThrough(name);
      zip.add(entry);
      entry.push(bytes, true);
    },
    end(): Uint8Array {
      zip.end();
      const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
      let at = 0;
      for (const part of parts) {
        whole.set(part, at);
        at += part.byteLength;
      }
      return whole;
    },
  };
}

/**
 * What lies beside the papers of a job: `manifest.json` for programs, and the same as a table that people open. Both
 * list every expected file, with what became of it.
 */
import { errorText } from '../../core/contract/error-text.ts';
import type { PrintManifest } from '../../core/contract/prints.ts';
import { csvText } from '../../core/exchange/criteria-sheet.ts';

export const MANIFEST_FILE = 'manifest.json';
export const LIST_FILE = 'Danh-muc-tep.csv';

export type ManifestItem = PrintManifest['items'][number];

const encoder = new TextEncoder();
const HEADINGS = [
  'TT',
  'Văn bản',
  'Đơn vị',
  'Tệp',
  'Số trang',
  'Dung lượng (byte)',
  'SHA-256',
  'Kết quả',
  'Lý do',
] as const;
const STATES: Readonly<Record<ManifestItem['state'], string>> = {
  done: 'đã lập',
  failed: 'không lập được',
  not_reached: 'chưa làm tới',
};

export function manifestBytes(planId: string | null, items: readonly ManifestItem[]): Uint8Array {
  return encoder.encode(`${JSON.stringify({ planId, expected: items.length, items }, null, 2)}\n`);
}

/** A spreadsheet program must not take a name for a formula. */
const plain = (text: string): string => (/^[=+\-@\t]/.test(text) ? `'${text}` : text);
const whole = (value: number | null): string => (value === null ? '' : String(value));

export function listBytes(items: readonly ManifestItem[]): Uint8Array {
  const rows = items.map((item, index) => [
    String(index + 1),
    plain(item.label),
    plain(item.agencyName ?? ''),
    item.fileName ?? '',
    whole(item.pages),
    whole(item.bytes),
    item.sha256 ?? '',
    STATES[item.state],
    item.error === null ? '' : reasonOf(item.error),
  ]);
  // With the mark of UTF-8, without which Excel reads it as something else.
  return encoder.encode(`\ufeff${csvText([[...HEADINGS], ...rows])}`);
}

function reasonOf({ code, detail }: NonNullable<ManifestItem['error']>): string {
  const { cause, remedy } = errorText({ code, ...(detail === undefined ? {} : { detail }) }, 'vi');
  return `${cause} ${remedy}`;
}

/** Making faults: every one has all its keys, so that it reads the same wherever it comes from. */
import type { ImportFault } from '../../contract/imports.ts';

interface About {
  readonly sheet?: string | null;
  readonly row?: number | null;
  readonly column?: string | null;
  readonly field?: string | null;
  readonly value?: string | null;
  readonly params?: Readonly<Record<string, string | number>>;
}

export function fileFault(
  severity: ImportFault['severity'],
  code: ImportFault['code'],
  about: About,
): ImportFault {
  const { sheet = null, row = null, column = null, field = null, value = null, params = {} } = about;
  return { severity, code, sheet, row, column, field, value, params: { ...params } };
}

// Checking the format of a finished file.
import type { Same } from '../same.ts';
import type { formatChecks as vi } from '../vi/format-checks.ts';

export const formatChecks = {
  title: 'Format check',
  command: 'Check the format of a document',
  intro:
    'Reads a finished PDF or Word file, whoever made it, and compares it with Decree 30/2020/NĐ-CP, Appendix I. The file is only read, never kept.',
  choose: 'Choose a file',
  chooseOther: 'Choose another file',
  drop: 'Drop a PDF or DOCX file here',
  dropNow: 'Let go to check it',
  limit: 'One file of at most 50 MB',
  reading: (name: string) => `Checking ${name}`,
  page: (page: string) => `Page ${page}`,
  whole: 'Whole document',
  found: 'Found',
  expected: 'Expected',
  none: 'No breach of the format found.',
  summary: (breaches: string, held: string, skipped: string) =>
    `${breaches} breaches · ${held} rules held · ${skipped} not checked`,
  kind: (kind: string) => `Taken for: ${kind}`,
  noKind: 'No kind of document of the decree was recognised',
  skipped: (count: string) => `Rules that could not be checked (${count})`,
  copy: 'Copy the list',
  copied: 'The list is copied',
  close: 'Close',
} satisfies Same<typeof vi>;

// A finished paper in, the report of all rules out.
import type { FormatReport } from '../contract/format-checks.ts';
import { checkBody } from './body-rules.ts';
import { createCollector } from './collector.ts';
import { checkEnd } from './end-rules.ts';
import type { FinishedDocument } from './finished.ts';
import { checkHead } from './head-rules.ts';
import { checkFaces, checkLetters } from './letter-rules.ts';
import { checkPages } from './page-rules.ts';
import { findRoles } from './roles.ts';

export function checkPaper(document: FinishedDocument, fileName: string): FormatReport {
  const collector = createCollector();
  const roles = findRoles(document);
  checkPages(document, roles, collector);
  checkFaces(document, collector);
  checkHead(document, roles, collector);
  checkLetters(roles, collector);
  checkBody(document, roles, collector);
  checkEnd(document, roles, collector);
  checkAddressees(roles.elements.get('addressees') ?? [], collector);
  return {
    fileName,
    format: document.format,
    pages: document.pages,
    kind: roles.kind,
    ...collector.result(),
  };
}

type Pieces = FinishedDocument['pieces'];
type Results = ReturnType<typeof createCollector>;

/** One addressee on the line itself; several each on a line with `- `, `;` and at last `.`. */
function checkAddressees(pieces: Pieces, collector: Results): void {
  const [first, ...rest] = pieces;
  if (first === undefined) return;
  const head = first.text.trim();
  const lines = rest.reduce<string[]>((all, { text }) => {
    if (/^[-–]/u.test(text.trim()) || all.length === 0) all.push(text.trim());
    else all[all.length - 1] += ` ${text.trim()}`;
    return all;
  }, []);
  const isSeveral = /^Kính gửi ?:$/u.test(head);
  const dashed = lines.filter((line) => /^[-–]/u.test(line));
  const fits = isSeveral
    ? dashed.length === lines.length &&
      dashed.length > 0 &&
      dashed.every((line, index) => (index === dashed.length - 1 ? /[.…]$/u.test(line) : line.endsWith(';')))
    : dashed.length === 0;
  collector.judge('addressees.form', {
    ok: /^Kính gửi: ?\S?/u.test(head) && fits,
    page: first.page,
    found: `“${[head, ...lines].join(' / ').slice(0, 80)}”`,
    expected: '“Kính gửi: …” trên một dòng; từ hai nơi: mỗi nơi một dòng “- …;”, dòng cuối dấu chấm',
  });
}

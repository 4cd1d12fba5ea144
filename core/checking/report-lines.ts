// A report as plain lines, for the command line and for the clipboard: breaches by page, with the decree's place.
import type { FormatFinding, FormatReport } from '../contract/format-checks.ts';
import { ruleSource, ruleTexts } from './rule-text.ts';

type Language = 'vi' | 'en';

const words = {
  vi: {
    page: 'Trang',
    whole: 'Toàn văn bản',
    found: 'hiện có',
    expected: 'yêu cầu',
    none: 'Không phát hiện vi phạm',
    breaches: 'vi phạm',
    held: 'quy định đúng',
    skipped: 'không kiểm tra được',
  },
  en: {
    page: 'Page',
    whole: 'Whole document',
    found: 'found',
    expected: 'expected',
    none: 'No breach found',
    breaches: 'breaches',
    held: 'rules held',
    skipped: 'not checked',
  },
} as const;

/** Breaches of the whole file first, then page by page. */
export function byPage(
  breaches: readonly FormatFinding[],
): readonly { readonly page: number | null; readonly breaches: readonly FormatFinding[] }[] {
  const groups = new Map<number | null, FormatFinding[]>();
  for (const breach of breaches) groups.set(breach.page, [...(groups.get(breach.page) ?? []), breach]);
  return [...groups]
    .map(([page, list]) => ({ page, breaches: list }))
    .sort((a, b) => (a.page ?? 0) - (b.page ?? 0));
}

export function reportLines(report: FormatReport, language: Language): readonly string[] {
  const say = words[language];
  const counts = `${String(report.breaches.length)} ${say.breaches}, ${String(report.held.length)} ${say.held}, ${String(report.skipped.length)} ${say.skipped}`;
  const lines = [`${report.fileName}: ${report.breaches.length === 0 ? say.none : counts}`];
  for (const { page, breaches } of byPage(report.breaches)) {
    lines.push(`  ${page === null ? say.whole : `${say.page} ${String(page)}`}`);
    for (const { rule, found, expected } of breaches) {
      lines.push(`    - ${ruleTexts[rule]?.[language] ?? rule} (${ruleSource(rule, language)})`);
      lines.push(`      ${say.found}: ${found}; ${say.expected}: ${expected}`);
    }
  }
  return lines;
}

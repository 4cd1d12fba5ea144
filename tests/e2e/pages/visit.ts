// The workspace of one visit: checklist, findings, the way to its documents.
import { expect, type Locator, type Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.visits.workspace;
const more = t.desk.checklist;

export function createVisit(page: Page) {
  const line = (code: string): Locator =>
    page
      .locator('tr.line')
      .filter({ has: page.locator('td.code', { hasText: new RegExp(`^${code.replaceAll('.', '\\.')}$`) }) });
  const findings = page.getByRole('region', { name: w.findings });
  return {
    checklist: page.getByRole('table', { name: w.checklist }),
    lines: page.locator('tr.line'),
    line,
    choice: (code: string, choice: keyof typeof t.labels.answerChoice) =>
      line(code).getByRole('radio', { name: t.labels.answerChoice[choice], exact: true }),
    number: (code: string, name: 'numerator' | 'denominator' | 'count' | 'points') =>
      line(code).locator(`input[name=${name}]`),
    openNote: (code: string) => line(code).getByRole('button', { name: `${w.note}: ${code}` }),
    note: (code: string) => page.getByRole('textbox', { name: `${w.note}: ${code}` }),
    documentsSeen: (code: string) => page.getByRole('textbox', { name: `${more.documentsSeen}: ${code}` }),
    makeLimitation: (code: string) => line(code).getByRole('button', { name: w.makeLimitation }),
    findings,
    /** What was recorded, beside the lines: on a small screen it comes when it is asked for. */
    async showFindings() {
      const button = page.getByRole('button', { name: /^Ghi nhận \(\d+\)$/ });
      if ((await button.getAttribute('aria-pressed')) !== 'true') await button.click();
      await expect(findings).toBeVisible();
    },
    filter: (name: keyof typeof more.filters) =>
      page.getByRole('button', { name: more.filters[name], exact: true }),
    domain: (name: string) => page.getByRole('navigation', { name: w.domains }).getByRole('button', { name }),
    entry: page.getByRole('textbox', { name: t.desk.entry.title }),
    entryRead: page.getByRole('search', { name: t.desk.entry.title }),
    paste: page.getByRole('dialog', { name: t.desk.paste.title }),
    findingText: findings.getByRole('textbox', { name: t.findings.text }),
    done: findings.getByRole('button', { name: t.findings.done }),
    minutes: page.getByRole('button', { name: w.minutes }),
    notice: page.getByRole('button', { name: w.notice }),
  };
}

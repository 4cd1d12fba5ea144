// The workspace of one visit: checklist, findings, the way to its documents.
import type { Locator, Page } from '@playwright/test';
import { texts as t } from '../../../renderer/i18n/vi/index.ts';

const w = t.visits.workspace;

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
    note: (code: string) => line(code).getByRole('textbox', { name: `${w.note}: ${code}` }),
    makeLimitation: (code: string) => line(code).getByRole('button', { name: w.makeLimitation }),
    findings,
    findingText: findings.getByRole('textbox', { name: t.findings.text }),
    done: findings.getByRole('button', { name: t.findings.done }),
    minutes: page.getByRole('button', { name: w.minutes }),
    notice: page.getByRole('button', { name: w.notice }),
  };
}

// The checklist of UBND thành phố Chí Linh: finished by keyboard alone, from the paper by fast entry, out of Excel, in one go;
// nothing impossible is stored, nothing typed is lost, and what is taken off waits for a word.
import type { Page } from '@playwright/test';
import type { Output } from '../../core/contract/index.ts';
import { formatHundredths } from '../../core/rules/format.ts';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { createFrame } from './pages/frame.ts';
import { createVisit } from './pages/visit.ts';
import type { TestServer } from './server.ts';

test.use({ sample: 'hai-duong-2019', illustrative: true });

const more = t.desk.checklist;
type Workspace = Output<'visits.get'>;

/** The visit of Chí Linh with an empty checklist. */
async function chiLinh(server: TestServer, planId: string): Promise<Workspace> {
  const visits = await server.call('visits.list', { planId });
  const id = visits.find(({ agencyName }) => agencyName.includes('Chí Linh'))?.id ?? '';
  for (const answer of (await server.call('visits.get', { id })).answers) {
    await server.call('answers.clear', { id: answer.id, rev: answer.rev });
  }
  return server.call('visits.get', { id });
}

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.getAttribute('data-criterion') ?? null);

async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+v');
}

test('all of it by keyboard alone', async ({ page, server, planId }) => {
  test.setTimeout(180_000);
  const { visit: row, criteria } = await chiLinh(server, planId);
  const byId = new Map(criteria.map((one) => [one.id, one]));
  const frame = createFrame(page);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();

  await test.step('a whole domain, line by line', async () => {
    const [first] = criteria;
    const inDomain = criteria.filter(({ domainId }) => domainId === first?.domainId);
    for (const criterion of inDomain) {
      expect(await focused(page)).toBe(criterion.id);
      switch (criterion.answerType) {
        case 'yes_no':
        case 'yes_partial_no':
          await page.keyboard.press('1');
          await page.keyboard.press('ArrowDown');
          break;
        case 'percentage':
          await page.keyboard.type('95/100');
          await page.keyboard.press('Enter');
          break;
        case 'count':
          await page.keyboard.type('0');
          await page.keyboard.press('Enter');
          break;
        case 'score':
          await page.keyboard.type(formatHundredths(criterion.maxPoints));
          await page.keyboard.press('Enter');
      }
    }
    await frame.saved();
    const saved = await server.call('visits.get', { id: row.id });
    expect(saved.scores.find(({ domainId }) => domainId === first?.domainId)).toMatchObject({
      answered: inDomain.length,
      applicable: inDomain.length,
    });
  });

  await test.step('“Có” for what is left of a domain, and back, and again', async () => {
    await expect(visit.line('2.1.1')).toBeFocused();
    await page.keyboard.press('a');
    await expect(page.getByRole('menuitem', { name: /^Nhóm 2\.1:/ })).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(visit.choice('2.1.2', 'yes')).toHaveAttribute('aria-checked', 'true');
    await expect(visit.line('2.1.1')).toBeFocused();
    // Figures are never made up.
    await expect(visit.number('2.1.1', 'numerator')).toHaveValue('');
    await page.keyboard.press('Control+z');
    await expect(visit.choice('2.1.2', 'yes')).toHaveAttribute('aria-checked', 'false');
    await page.keyboard.press('Control+Shift+z');
    await expect(visit.choice('2.1.2', 'yes')).toHaveAttribute('aria-checked', 'true');
  });

  await test.step('from one unanswered criterion to the next', async () => {
    await expect(visit.line('2.1.1')).toBeFocused();
    for (let left = criteria.length; left > 0; left -= 1) {
      const criterion = byId.get((await focused(page)) ?? '');
      if (criterion === undefined) throw new Error('No line has the keyboard.');
      const answers = visit.line(criterion.code);
      if (criterion.answerType === 'percentage') await page.keyboard.type('1.204/1.204');
      else if (criterion.answerType === 'count') await page.keyboard.type('0');
      else if (criterion.answerType === 'score') {
        await page.keyboard.type(formatHundredths(criterion.maxPoints));
      } else await page.keyboard.press('1');
      await page.keyboard.press('Escape');
      await frame.saved();
      await expect(answers).toHaveClass(/answered/);
      await page.keyboard.press('j');
      if ((await focused(page)) === criterion.id) break;
    }
    await frame.saved();
    const { visit: done } = await server.call('visits.get', { id: row.id });
    expect(done.progress.answered).toBe(done.progress.applicable);
    expect(done.progress.applicable).toBe(criteria.length);
  });
});

test('what is taken off waits for a word, and the way there is one key', async ({ page, server, planId }) => {
  const { visit: row } = await chiLinh(server, planId);
  const frame = createFrame(page);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  await page.keyboard.press('2');
  await expect(visit.line('1.1.1').getByRole('button', { name: more.unexplained })).toBeVisible();
  await expect(page.getByRole('button', { name: more.stillUnexplained('1') })).toBeVisible();
  await page.keyboard.press('End');
  await page.keyboard.press('l');
  await expect(visit.note('1.1.1')).toBeFocused();
  await page.keyboard.type('Ban hành chậm 12 ngày');
  await page.keyboard.press('Tab');
  await expect(visit.documentsSeen('1.1.1')).toBeFocused();
  await page.keyboard.type('KH 12/KH-UBND 15/01/2019');
  await page.keyboard.press('Enter');
  await page.keyboard.type('QĐ 34/QĐ-UBND');
  await page.keyboard.press('Escape');
  await expect(visit.line('1.1.1')).toBeFocused();
  await expect(visit.line('1.1.1')).toContainText('Ban hành chậm 12 ngày');
  await expect(visit.line('1.1.1')).toContainText(more.seen(2));
  await frame.saved();
  await expect(page.getByText(more.stillUnexplained('1'))).toHaveCount(0);
  expect((await server.call('visits.get', { id: row.id })).answers).toMatchObject([
    {
      choice: 'partial',
      note: 'Ban hành chậm 12 ngày',
      documentsSeen: 'KH 12/KH-UBND 15/01/2019\nQĐ 34/QĐ-UBND',
    },
  ]);
});

test('a part above its whole is told where it stands, waits as typed, and is never stored', async ({
  page,
  server,
  planId,
}) => {
  const { visit: row } = await chiLinh(server, planId);
  const frame = createFrame(page);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await visit.number('1.1.3', 'numerator').fill('113');
  await visit.number('1.1.3', 'denominator').fill('112');
  // Halfway through a number nothing is said.
  await expect(visit.line('1.1.3').getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(visit.line('1.1.3').getByRole('alert')).toHaveText(t.visits.workspace.moreThanTotal);
  await expect(visit.number('1.1.3', 'denominator')).toHaveAttribute('aria-invalid', 'true');
  await expect(frame.saveState).toHaveAttribute('data-save-state', 'error');
  // Away and back: as it was typed.
  await visit.filter('noted').click();
  await page.getByRole('button', { name: t.visits.workspace.showAll }).click();
  await expect(visit.number('1.1.3', 'numerator')).toHaveValue('113');
  await expect(visit.number('1.1.3', 'denominator')).toHaveValue('112');
  await expect(visit.line('1.1.3').getByRole('alert')).toBeVisible();
  const stored = (await server.call('visits.get', { id: row.id })).answers[0];
  expect([stored?.numerator, stored?.denominator]).toEqual([113, null]);
  await visit.number('1.1.3', 'numerator').fill('105');
  await page.keyboard.press('Escape');
  await frame.saved();
  await expect(visit.line('1.1.3').getByRole('alert')).toHaveCount(0);
  expect((await server.call('visits.get', { id: row.id })).answers).toMatchObject([
    { numerator: 105, denominator: 112 },
  ]);
});

test('fast entry from the paper', async ({ page, server, planId }) => {
  const { visit: row } = await chiLinh(server, planId);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  await page.keyboard.press(';');
  await expect(visit.entry).toBeFocused();
  await page.keyboard.type('3.2.2 105/112');
  await expect(visit.entryRead).toContainText('Niêm yết công khai đủ số TTHC');
  await expect(visit.entryRead).toContainText('105/112 = 93,75');
  await expect(visit.entryRead).toContainText(t.desk.entry.owes);
  await page.keyboard.type(' còn 07 TTHC chưa niêm yết');
  await page.keyboard.press('Enter');
  await expect(visit.entry).toHaveValue('');
  await expect(visit.line('3.2.2')).toContainText('còn 07 TTHC chưa niêm yết');
  // Without a code: the line it was opened on.
  await page.keyboard.type('đạt');
  await expect(visit.entryRead).toContainText('1.1.1');
  await page.keyboard.press('Enter');
  await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
  for (const [typed, fault] of [
    ['9.9.9 đạt', t.desk.entry.faults.UNKNOWN_CODE],
    ['3.2.2 113/112', t.desk.entry.faults.PART_EXCEEDS_WHOLE('113', '112')],
    ['3.2.2 đạt', t.desk.entry.faults.WORDS_FOR_FIGURES],
  ] as const) {
    await visit.entry.fill(typed);
    await expect(visit.entryRead).toContainText(fault);
    await page.keyboard.press('Enter');
    await expect(visit.entry).toHaveValue(typed);
  }
  await visit.entry.fill('7.1.1');
  await page.keyboard.press('Enter');
  await expect(visit.line('7.1.1')).toBeFocused();
  const { answers } = await server.call('visits.get', { id: row.id });
  expect(answers).toHaveLength(2);
});

test('answers out of Excel: every row is told, one undo takes all back', async ({ page, server, planId }) => {
  const { visit: row, criteria } = await chiLinh(server, planId);
  const frame = createFrame(page);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  await page.keyboard.press('3');
  await frame.saved();
  const plain = criteria.find(({ answerType }) => answerType === 'yes_no')?.code ?? '';
  await paste(
    page,
    [
      'Mã\tTrả lời\tGhi chú',
      '1.1.1\tĐạt',
      '3.2.2\t105\t112\tcòn 07 TTHC chưa niêm yết',
      '3.4.1\t1.204/1.300',
      '3.2.1\t113/112',
      `${plain}\tđạt một phần`,
      '9.9.9\tĐạt',
    ].join('\n'),
  );
  const rows = visit.paste.getByRole('table', { name: t.desk.paste.preview }).getByRole('row');
  await expect(rows).toHaveCount(7);
  await expect(rows.nth(1)).toContainText(t.desk.paste.states.kept);
  await expect(rows.nth(2)).toContainText('105/112 = 93,75');
  await expect(rows.nth(4)).toContainText(t.desk.entry.faults.PART_EXCEEDS_WHOLE('113', '112'));
  await expect(rows.nth(5)).toContainText(t.desk.entry.faults.NO_PARTIAL);
  await expect(rows.nth(6)).toContainText(t.desk.entry.faults.UNKNOWN_CODE);
  await visit.paste.getByRole('switch', { name: t.desk.paste.replace }).click();
  await visit.paste.getByRole('button', { name: t.desk.paste.write('3') }).click();
  await expect(visit.paste).toHaveCount(0);
  await expect(visit.choice('1.1.1', 'yes')).toHaveAttribute('aria-checked', 'true');
  await expect(visit.line('3.2.2')).toContainText('còn 07 TTHC chưa niêm yết');
  await page.getByRole('button', { name: t.frame.undo, exact: true }).first().click();
  await expect(visit.choice('1.1.1', 'no')).toHaveAttribute('aria-checked', 'true');
  expect((await server.call('visits.get', { id: row.id })).answers).toMatchObject([{ choice: 'no' }]);
});

test('filters stand in the address; what was said before stands beside an empty answer', async ({
  page,
  server,
  planId,
}) => {
  const { visit: row, criteria, plan } = await chiLinh(server, planId);
  const { plan: full } = await server.call('plans.get', { id: plan.id });
  const earlier = await server.call('plans.create', {
    title: 'Kiểm tra công tác cải cách hành chính năm 2018',
    year: 2018,
    issuerId: full.issuerId,
    startsOn: '2018-09-10',
    scoring: true,
  });
  const before = await server.call('visits.create', {
    planId: earlier.id,
    agencyId: row.agencyId,
    startsOn: '2018-09-11',
  });
  const [first, second] = criteria;
  await server.call('answers.saveMany', {
    visitId: before.id,
    items: [{ criterionId: first?.id ?? '', rev: null, patch: { choice: 'partial', note: 'Ban hành chậm' } }],
  });
  await server.call('recommendations.create', {
    planId: earlier.id,
    findingId: null,
    agencyId: row.agencyId,
    domainId: second?.domainId ?? null,
    text: 'Bố trí kinh phí cho cải cách hành chính',
    dueOn: '2018-12-31',
    dueNote: null,
  });
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  const line = visit.line('1.1.1');
  await expect(line).toContainText('Năm 2018');
  await expect(line).toContainText('Một phần');
  await expect(visit.checklist).toContainText('Bố trí kinh phí cho cải cách hành chính');
  // Shown, never filled in.
  await expect(visit.choice('1.1.1', 'partial')).toHaveAttribute('aria-checked', 'false');
  await expect(line).toBeFocused();
  await page.keyboard.press('1');
  await expect(line).not.toContainText('Năm 2018');
  await visit.filter('changed').click();
  await expect(page).toHaveURL(/show=changed/);
  await expect(visit.lines).toHaveCount(1);
  await visit.filter('unanswered').click();
  await expect(visit.lines).toHaveCount(criteria.length - 1);
  await page.reload();
  await expect(visit.lines).toHaveCount(criteria.length - 1);
  await visit.filter('below').click();
  await expect(visit.lines).toHaveCount(0);
  await page.getByRole('button', { name: t.visits.workspace.showAll }).click();
  await expect(visit.lines).toHaveCount(criteria.length);
  const whose = page.getByRole('combobox', { name: more.whose });
  const { teams } = await server.call('plans.get', { id: plan.id });
  const owner = teams[0]?.members[0];
  if (owner === undefined) throw new Error('The team has no member.');
  const domainIds = [criteria[0]?.domainId ?? '', criteria.at(-1)?.domainId ?? ''];
  await server.call('members.update', { id: owner.id, rev: owner.rev, patch: { domainIds } });
  await whose.selectOption(owner.id);
  await expect(page).toHaveURL(new RegExp(`member=${owner.id}`));
  await expect(visit.lines).toHaveCount(
    criteria.filter(({ domainId }) => domainIds.includes(domainId)).length,
  );
});

test('an answer’s sums are repainted within two frames of the reply', async ({ page, server, planId }) => {
  const { visit: row } = await chiLinh(server, planId);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  await page.evaluate(() => {
    const measured: number[] = [];
    Object.assign(window, { measured });
    const rail = document.querySelector('nav [aria-current="true"]');
    const { fetch } = window;
    window.fetch = async (...args) => {
      const response = await fetch(...args);
      if (!String(args[0] instanceof Request ? args[0].url : args[0]).includes('answers.save'))
        return response;
      // The whole reply is here; from now on it is the page's own time.
      await response.clone().arrayBuffer();
      const before = rail?.textContent;
      let frames = 0;
      const look = () => {
        frames += 1;
        if (rail?.textContent === before && frames < 60) requestAnimationFrame(look);
        else measured.push(frames);
      };
      requestAnimationFrame(look);
      return response;
    };
  });
  for (let count = 0; count < 9; count += 1) {
    await page.keyboard.press(count % 2 === 0 ? '1' : '3');
    await page.waitForFunction(
      (wanted) => (window as unknown as { measured: number[] }).measured.length >= wanted,
      count + 1,
    );
  }
  const frames = await page.evaluate(() => (window as unknown as { measured: number[] }).measured);
  expect(frames.toSorted((a, b) => a - b)[Math.floor(frames.length / 2)]).toBeLessThanOrEqual(2);
});

test('the lines are a table to whoever listens, near or far', async ({ page, server, planId }) => {
  const { visit: row, criteria } = await chiLinh(server, planId);
  const visit = createVisit(page);
  await open(page, server, `/visits/${row.id}`);
  await expect(visit.line('1.1.1')).toBeFocused();
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const count = (role: string) => nodes.filter((node) => !node.ignored && node.role?.value === role).length;
  // Every criterion, the head, and the names of the domains.
  expect(count('row')).toBeGreaterThan(criteria.length);
  expect(count('table')).toBe(1);
  // The last one, far below, is found by its words.
  const last = criteria.at(-1);
  await expect(page.getByText(last?.text ?? '', { exact: true })).toHaveCount(1);
  expect(
    await page.evaluate(
      (words) => (window as unknown as { find(text: string): boolean }).find(words),
      last?.text ?? '',
    ),
  ).toBe(true);
});

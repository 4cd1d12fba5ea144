// What a browser sees of the guard over HTTP: a stranger gets an explanation, and the key leaves the address.
import { expect, open, test } from './fixtures.ts';

test('without the cookie a page explains itself', async ({ page, library, watch }) => {
  watch.allow(/status of 401/);
  for (const address of ['/', '/plans', '/?key=wrong']) {
    const answer = await page.goto(`${library.origin}${address}`);
    expect(answer?.status(), address).toBe(401);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(
      'Phiên làm việc trên trình duyệt không còn hiệu lực',
    );
    await expect(page.getByText('?key=…').first()).toBeVisible();
  }
  const refused = await page.evaluate(async () => {
    const answer = await fetch('/rpc/system.status', { method: 'POST', body: '{"input":{}}' });
    return { status: answer.status, body: (await answer.json()) as unknown };
  });
  expect(refused).toEqual({ status: 401, body: { ok: false, error: { code: 'UNAUTHENTICATED' } } });
});

test('the key becomes a cookie that no script reads, and leaves the address', async ({
  page,
  context,
  library,
}) => {
  await open(page, library, '/plans?year=2019');
  await expect(page).toHaveURL(`${library.origin}/plans?year=2019`);
  const [cookie, ...others] = await context.cookies();
  expect(others).toEqual([]);
  expect(cookie).toMatchObject({
    name: `cchc_${String(library.port)}`,
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    expires: -1,
  });
  expect(await page.evaluate(() => document.cookie)).toBe('');
  const key = new URL(library.url).searchParams.get('key') ?? '';
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  expect(kept).not.toContain(key);
});

test('the policy holds in the page', async ({ page, library }) => {
  await page.goto(library.url);
  const policy = await page.evaluate(
    async () => (await fetch('/')).headers.get('content-security-policy') ?? '',
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
  const sources = await page.evaluate(() => [...document.scripts].map((script) => script.src));
  for (const source of sources) expect(source.startsWith(library.origin)).toBe(true);
});

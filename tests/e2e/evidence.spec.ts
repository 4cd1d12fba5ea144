// Evidence at an agency: dropped, pasted, chosen, a whole folder; the same file twice; what is refused and why, while
// the others go on; turned, named through a composition, linked, ordered by keyboard, deleted and taken back; checked.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { bytesOf, exifSegment } from '../core/rules/photo-fixture.ts';
import { expect, open, test } from './fixtures.ts';

const w = t.evidence;
test.use({ sample: 'hai-duong-2019', illustrative: true, actionTimeout: 15_000 });

/** A real photo that the browser draws, with a place and a way up put into it. */
async function photoOf(page: Page, words: string, orientation = 1): Promise<Buffer> {
  const drawn = await page.evaluate(async (text) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [640, 480];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#8ab';
    pen.fillRect(0, 0, 640, 480);
    pen.fillStyle = '#fff';
    pen.font = '80px sans-serif';
    pen.fillText(text, 40, 200);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    return [...new Uint8Array(await blob!.arrayBuffer())];
  }, words);
  const jpeg = Uint8Array.from(drawn);
  const told = exifSegment({ gps: true, taken: '2019:09:16 08:30:00', orientation });
  return Buffer.from(bytesOf(jpeg.subarray(0, 2), told, jpeg.subarray(2)));
}

interface Given {
  readonly name: string;
  readonly buffer: Buffer;
  readonly mimeType?: string;
}
/** As the system hands files over: in an event with a DataTransfer. */
async function hand(page: Page, kind: 'drop' | 'paste', selector: string, files: readonly Given[]) {
  await page.evaluate(
    ({ type, at, given }) => {
      const transfer = new DataTransfer();
      for (const { name, bytes, mime } of given) {
        transfer.items.add(new File([Uint8Array.from(bytes)], name, { type: mime }));
      }
      const target = at === '' ? document.body : document.querySelector(at)!;
      const event =
        type === 'drop'
          ? new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true })
          : new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
      if (type === 'drop') {
        target.dispatchEvent(
          new DragEvent('dragover', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
      }
      target.dispatchEvent(event);
    },
    {
      type: kind,
      at: selector,
      given: files.map(({ name, buffer, mimeType }) => ({ name, bytes: [...buffer], mime: mimeType ?? '' })),
    },
  );
}

/** Its name goes on with what it proves. */
const tileOf = (page: Page, name: string) => page.getByRole('button', { name: `${w.open(name)}, ` });
const tiles = (page: Page) => page.getByRole('list', { name: w.grid }).getByRole('listitem');
const queueOf = (page: Page) => page.getByRole('region', { name: w.queue.title });
const pdf = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

test('from the first photo to the check of the store', async ({ page, server, planId, watch }) => {
  test.setTimeout(120_000);
  watch.allow(/status of 4\d\d .*(?:evidence\.add|upload)/);
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Nam Sách'))!;
  const list = () => server.call('evidence.list', { visitId: visit.id });
  await open(page, server, `/visits/${visit.id}/evidence`);
  await expect(page.getByText(w.empty)).toBeVisible();

  const photo = await photoOf(page, 'Bảng niêm yết', 6);
  await test.step('a photo is dropped, loses its place and is shown upright', async () => {
    await hand(page, 'drop', 'input[type=file]', [
      { name: 'Bảng niêm yết.jpg', buffer: photo, mimeType: 'image/jpeg' },
    ]);
    await expect(tileOf(page, 'Bảng niêm yết.jpg')).toBeVisible();
    const picture = tileOf(page, 'Bảng niêm yết.jpg').locator('img');
    await expect
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalHeight > image.naturalWidth))
      .toBe(true);
    expect(await list()).toMatchObject([{ location: 'removed', takenOn: '2019-09-16', media: 'image/jpeg' }]);
  });

  await test.step('the same photo again is told and stored once', async () => {
    await hand(page, 'drop', 'input[type=file]', [{ name: 'Bản sao.jpg', buffer: photo }]);
    await expect(queueOf(page).getByText(w.queue.already)).toBeVisible();
    await expect(tiles(page)).toHaveCount(1);
  });

  await test.step('what is refused says why, and the others go on', async () => {
    const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([
        { name: 'Ảnh hiện trường.jpg', mimeType: 'image/jpeg', buffer: program },
        { name: 'Rỗng.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
        { name: 'Không phải ảnh.png', mimeType: 'image/png', buffer: pdf },
        { name: 'Quyết định.pdf', mimeType: 'application/pdf', buffer: pdf },
      ]);
    await expect(tileOf(page, 'Quyết định.pdf')).toBeVisible();
    await expect(queueOf(page).getByRole('alert')).toHaveCount(3);
    await expect(queueOf(page)).toContainText('Tệp "Ảnh hiện trường.jpg" là chương trình chạy được');
    await expect(queueOf(page)).toContainText('Tệp rỗng (0 byte)');
    await expect(queueOf(page)).toContainText('Tên tệp "Không phải ảnh.png" cho biết một loại');
    await expect(queueOf(page).getByRole('button', { name: w.queue.again('Rỗng.pdf') })).toBeVisible();
    await queueOf(page).getByRole('button', { name: w.queue.clear }).click();
    await expect(queueOf(page)).toHaveCount(0);
  });

  await test.step('a picture is pasted, a folder is chosen with what lies in it', async () => {
    const pasted = await photoOf(page, 'Dán');
    await hand(page, 'paste', '', [{ name: 'image.jpg', buffer: pasted, mimeType: 'image/jpeg' }]);
    await expect(page.getByRole('button', { name: /^Xem anh-dan-\d{8}-\d{6}\.jpg, / })).toBeVisible();
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cchc-folder-'));
    try {
      // Plain letters: without a locale Chromium on Linux cannot open other names of a folder.
      mkdirSync(path.join(folder, 'mot-cua'));
      writeFileSync(path.join(folder, 'ghi-chep.txt'), 'Ghi chép tại Bộ phận một cửa');
      writeFileSync(path.join(folder, 'mot-cua', 'danh-muc.csv'), 'STT;Tên\n1;Khai sinh\n');
      writeFileSync(path.join(folder, 'Thumbs.db'), 'x');
      await page.locator('input[type=file]').nth(1).setInputFiles(folder);
      await expect(tileOf(page, 'danh-muc.csv')).toBeVisible();
      await expect(tileOf(page, 'ghi-chep.txt')).toBeVisible();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    await expect(tiles(page)).toHaveCount(5);
  });

  await test.step('the viewer turns, names through a composition and links', async () => {
    await tileOf(page, 'Bảng niêm yết.jpg').click();
    const viewer = page.getByRole('dialog');
    await viewer.getByRole('button', { name: w.viewer.rotateRight }).click();
    await expect.poll(async () => (await list())[0]?.rotation).toBe(90);
    // The keyboard as well, outside of fields.
    await viewer.getByRole('group', { name: w.viewer.picture }).press('r');
    await expect.poll(async () => (await list())[0]?.rotation).toBe(180);
    const caption = viewer.getByRole('textbox', { name: w.viewer.caption });
    await caption.focus();
    const session = await page.context().newCDPSession(page);
    // As Telex does it: the word is rewritten while it is typed, and r in it turns nothing.
    for (const text of ['r', 'ro', 'rô', 'rõ']) {
      await session.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    }
    await session.send('Input.insertText', { text: 'rõ' });
    await page.keyboard.type(' mặt');
    await caption.blur();
    await expect.poll(async () => (await list())[0]?.caption).toBe('rõ mặt');
    expect((await list())[0]?.rotation).toBe(180);
    await viewer.getByRole('combobox', { name: w.viewer.linkTo }).fill('niem yet');
    await page.getByRole('option').first().click();
    await expect.poll(async () => (await list())[0]?.links.length).toBe(1);
    const [link] = (await list())[0]!.links;
    expect(link?.label).toMatch(/^\d+(?:\.\d+)+$/);
    const counts = await server.call('evidence.counts', { visitId: visit.id });
    expect(counts).toEqual([{ target: link?.target, count: 1 }]);
    await viewer.getByRole('button', { name: w.viewer.close, exact: true }).click();
    await expect(viewer).toHaveCount(0);
    await expect(tileOf(page, 'rõ mặt')).toContainText(w.links('1'));
  });

  await test.step('a PDF shows its page, another file is taken out to be opened', async () => {
    await tileOf(page, 'Quyết định.pdf').click();
    await expect(page.getByRole('img', { name: w.page('1', '1') })).toBeVisible();
    await page.keyboard.press('Escape');
    await tileOf(page, 'ghi-chep.txt').click();
    await expect(page.getByText(w.viewer.noPreview)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: w.viewer.download }).last().click();
    expect((await download).suggestedFilename()).toBe('ghi-chep.txt');
    await page.keyboard.press('Escape');
  });

  await test.step('filters; order by keyboard', async () => {
    await page.getByRole('textbox', { name: w.find }).fill('quyet dinh');
    await expect(tiles(page)).toHaveCount(1);
    await page.getByRole('button', { name: t.frame.clearFilters }).click();
    await expect(tiles(page)).toHaveCount(5);
    await tileOf(page, 'rõ mặt').press('Alt+ArrowRight');
    await expect
      .poll(async () => (await list()).map(({ fileName }) => fileName).indexOf('Bảng niêm yết.jpg'))
      .toBe(1);
    await expect(tileOf(page, 'rõ mặt')).toBeFocused();
  });

  await test.step('deleted and taken back', async () => {
    await tileOf(page, 'rõ mặt').click();
    await page.getByRole('dialog').getByRole('button', { name: w.viewer.delete }).click();
    await page.getByRole('dialog').getByRole('button', { name: w.viewer.close, exact: true }).click();
    await expect(tiles(page)).toHaveCount(4);
    await page.getByRole('button', { name: t.frame.undo, exact: true }).last().click();
    await expect(tileOf(page, 'rõ mặt')).toBeVisible();
    expect((await list()).find(({ caption }) => caption === 'rõ mặt')?.links).toHaveLength(1);
  });

  await test.step('nothing for axe to say, light and with the viewer open', async () => {
    const clean = async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    };
    await clean();
    await tileOf(page, 'rõ mặt').click();
    await expect(page.getByRole('group', { name: w.viewer.picture }).getByRole('img')).toBeVisible();
    await clean();
    await page.keyboard.press('Escape');
  });

  await test.step('the check finds the store whole, then names what is lost and whose it was', async () => {
    await open(page, server, '/settings/files');
    await page.getByRole('button', { name: w.check.deep }).click();
    await expect(page.getByText(/^Đủ \d+ tệp/)).toBeVisible();
    const lost = (await list()).find(({ fileName }) => fileName === 'Quyết định.pdf')!;
    rmSync(path.join(server.folder, 'blobs', lost.sha256.slice(0, 2), lost.sha256));
    await page.getByRole('button', { name: w.check.quick }).click();
    const row = page.getByRole('row', { name: new RegExp(w.check.kinds.missing) });
    await expect(row).toContainText(`Quyết định.pdf (${visit.agencyName})`);
    await open(page, server, `/visits/${visit.id}/evidence`);
    await page.getByRole('combobox', { name: w.linked }).click();
    await page.getByRole('option', { name: w.linkState.missing }).click();
    await expect(tiles(page)).toHaveCount(1);
    await tileOf(page, 'Quyết định.pdf').click();
    await expect(page.getByText(w.missingText)).toBeVisible();
  });
});

test('a folder of a hundred and twenty files comes in one by one and is one step back', async ({
  page,
  server,
  planId,
}) => {
  test.setTimeout(180_000);
  const visits = await server.call('visits.list', { planId });
  const visit = visits.find(({ agencyName }) => agencyName.includes('Nam Sách'));
  await open(page, server, `/visits/${visit!.id}/evidence`);
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      Array.from({ length: 120 }, (_, index) => ({
        name: `Ảnh ${String(index + 1).padStart(3, '0')}.txt`,
        mimeType: 'text/plain',
        buffer: Buffer.from(`Ghi chép số ${String(index + 1)}`),
      })),
    );
  await expect(queueOf(page).getByText('Đã thêm 120 · trùng 0 · không nhận 0')).toBeVisible({
    timeout: 150_000,
  });
  await expect(tiles(page)).toHaveCount(120);
  // All of one act is one step back.
  await page.keyboard.press('Control+z');
  await expect(page.getByText(w.empty)).toBeVisible();
});

// node build/icons/render.mjs: renders icon.svg with the installed Chromium to the PNG sizes Linux wants and
// to one .ico for Windows. Its results are committed, because packaging must not need a browser.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setup } from '../setup.mjs';

await setup(import.meta.url);
const { chromium } = await import('playwright-core');

const folder = import.meta.dirname;
const svg = readFileSync(path.join(folder, 'icon.svg'), 'utf8');
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];
const PNG_SIZES = [256, 512];

/** An .ico whose images are PNGs: a 6-byte header, a 16-byte entry each, then the images. */
function toIco(images) {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const at = 6 + 16 * index;
    // 256 is written as 0: the field has one byte.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(png.length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map((image) => image.png)]);
}

const browser = await chromium.launch({
  executablePath: process.env['CCHC_CHROMIUM'] ?? '/usr/bin/chromium',
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage();
  const render = async (size) => {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
    return page.screenshot({ omitBackground: true });
  };
  for (const size of PNG_SIZES) writeFileSync(path.join(folder, `${size}x${size}.png`), await render(size));
  const images = [];
  for (const size of ICO_SIZES) images.push({ size, png: await render(size) });
  writeFileSync(path.join(folder, 'icon.ico'), toIco(images));
} finally {
  await browser.close();
}

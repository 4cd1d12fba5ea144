// Files as they come: one bad spreadsheet after another through the wizard. Each fault is told with its place, nothing
// is written before the last step, and what was mended in the wizard itself comes in whole.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { compoundFile, toTcvn3, xlsx } from '../main/spreadsheet/fixture.ts';
import { expect, open, test } from './fixtures.ts';
import type { TestServer } from './server.ts';

const w = t.imports;
const HEADER = ['STT', 'Tên cơ quan', 'Loại', 'Ghi chú'];

test.use({ actionTimeout: 15_000 });

/** Everything that the data hold of agencies, and how often anything was written. */
async function state(server: TestServer) {
  const { rows } = await server.call('agencies.list', { limit: 200 });
  const journal = await server.call('journal.list', {});
  return { names: rows.map(({ version }) => version.name), journal: JSON.stringify(journal) };
}

test('bad files are told apart, each with its place, and write nothing', async ({ page, server, watch }) => {
  test.setTimeout(120_000);
  watch.allow(/status of 4\d\d .*imports\.preview/);
  await server.call('system.setUp', {
    office: { name: 'Sở Nội vụ thành phố Hải Phòng', parentName: null, level: 'province', placeName: null },
    person: { fullName: 'Nguyễn Thị Hằng', position: null },
  });
  await server.call('agencies.create', {
    kind: 'so_nganh',
    version: {
      name: 'Sở Tư pháp',
      shortName: null,
      abbreviation: null,
      placeName: null,
      parentAgencyId: null,
      validFrom: null,
      validTo: null,
    },
  });
  const before = await state(server);
  expect(before.names).toContain('Sở Tư pháp');

  await open(page, server, '/agencies?import=1');
  const dialog = page.getByRole('dialog');
  const file = dialog.locator('input[type=file]');
  const give = (name: string, buffer: Buffer) => file.setInputFiles({ name, mimeType: '', buffer });
  const other = dialog.getByRole('button', { name: w.chooseOther });
  const show = dialog.getByRole('button', { name: w.show });
  const write = dialog.getByRole('button', { name: /^Ghi \d+ cơ quan vào danh sách$/ });
  const about = dialog.getByRole('region', { name: w.sheetFaults });
  const back = async () => {
    await dialog.getByRole('button', { name: w.previous }).click();
    await other.click();
    await expect(dialog.getByText(w.drop)).toBeVisible();
  };

  await test.step('what cannot be opened', async () => {
    for (const [name, bytes, cause] of [
      [
        'mat-khau.xlsx',
        compoundFile(['Root Entry', 'EncryptionInfo', 'EncryptedPackage']),
        'Tệp được đặt mật khẩu nên không đọc được.',
      ],
      [
        'hong.xlsx',
        xlsx({ rows: [HEADER, ['1', 'Sở Du lịch', 'Sở', null]] }).subarray(0, 700),
        'Tệp bị hỏng hoặc không đầy đủ',
      ],
      ['anh.xlsx', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'Tệp không phải là bảng tính đọc được "png".'],
    ] as const) {
      await give(name, bytes);
      await expect(dialog.getByRole('alert'), name).toContainText(cause);
      await expect(dialog.getByText(w.drop)).toBeVisible();
    }
  });

  await test.step('one heading over two columns that both hold something', async () => {
    await give(
      'o-gop.xlsx',
      xlsx({
        name: 'Danh sách',
        rows: [
          ['STT', 'Tên cơ quan', null, 'Loại'],
          ['1', 'Sở Du lịch', 'Hải Phòng', 'Sở'],
          ['2', 'Sở Y tế', 'Hải Phòng', 'Sở'],
        ],
        merges: ['B1:C1'],
      }),
    );
    await expect(about).toContainText('Trang tính “Danh sách”, hàng 1, cột B');
    await expect(about).toContainText('phủ các cột B–C');
    await other.click();
  });

  await test.step('a column that is missing', async () => {
    await give(
      'thieu-cot.xlsx',
      xlsx({
        rows: [
          ['STT', 'Loại', 'Ghi chú'],
          ['1', 'Sở', 'a'],
        ],
      }),
    );
    await expect(dialog.getByRole('alert')).toContainText(w.missing('Tên cơ quan'));
    await expect(show).toBeDisabled();
    await other.click();
  });

  await test.step('formulas: a result that is kept, one that is not, and an error', async () => {
    await give(
      'cong-thuc.xlsx',
      xlsx({
        name: 'Nguồn',
        rows: [
          HEADER,
          ['1', { text: 'Sở Du lịch', formula: '"Sở "&Z1' }, 'Sở', null],
          ['2', { formula: 'A1&B1' }, 'Sở', null],
          ['3', { error: '#REF!', formula: 'Z9' }, 'Sở', null],
        ],
      }),
    );
    await show.click();
    await expect(dialog.getByRole('row', { name: /^3 .*Cột B.*không lưu kết quả/ })).toBeVisible();
    await expect(dialog.getByRole('row', { name: /^4 .*Cột B.*“#REF!”/ })).toBeVisible();
    await dialog.getByRole('button', { name: w.filters.all }).click();
    await expect(dialog.getByRole('row', { name: /^2 .*Sở Du lịch.*Ô chứa công thức/ })).toBeVisible();
    await expect(write).toBeDisabled();
    await back();
  });

  await test.step('the same agency twice', async () => {
    await give(
      'trung.csv',
      Buffer.from('STT,Tên cơ quan,Loại\n1,Sở Du lịch,Sở\n2,Sở Y tế,Sở\n3,Sở Du lịch,Sở\n'),
    );
    await show.click();
    await expect(
      dialog.getByRole('row', { name: /^4 .*Cột B.*“Sở Du lịch” trùng với hàng 2/ }),
    ).toBeVisible();
    await expect(write).toBeDisabled();
    await back();
  });

  expect(await state(server)).toEqual(before);

  await test.step('an old encoding is offered for conversion, and comes in as Unicode', async () => {
    const names = ['Sở Văn hóa và Thể thao', 'Sở Nông nghiệp và Môi trường', 'Sở Giáo dục và Đào tạo'];
    const lines = ['STT,Tên cơ quan,Loại', ...names.map((name, index) => `${String(index + 1)},${name},Sở`)];
    await give('vntime.csv', Buffer.from(lines.map(toTcvn3).join('\r\n'), 'latin1'));
    const offer = dialog.getByRole('alert').filter({ hasText: w.encodingTitle(w.encodingNames.tcvn3) });
    await expect(offer.getByRole('row', { name: /Sở Văn hóa và Thể thao/ })).toContainText(toTcvn3('Sở'));
    await offer.getByRole('button', { name: w.convert }).click();
    await expect(dialog.getByText(w.converted(w.encodingNames.tcvn3))).toBeVisible();
    await show.click();
    for (const name of names) await expect(dialog.getByRole('row', { name: new RegExp(name) })).toBeVisible();
    expect(await state(server)).toEqual(before);
    await dialog.getByRole('button', { name: w.purposes.agencies.apply('3') }).click();
    await expect(dialog.getByText(w.purposes.agencies.done)).toBeVisible();
    expect((await state(server)).names).toEqual(expect.arrayContaining([...names, ...before.names]));
  });

  await test.step('the same file again has nothing to write', async () => {
    await dialog.getByRole('button', { name: w.another }).click();
    await give('lai.csv', Buffer.from('Tên cơ quan,Loại\nSở Văn hóa và Thể thao,Sở\n'));
    await show.click();
    await expect(dialog.getByText(w.nothingToWrite)).toBeVisible();
    await expect(dialog.getByRole('button', { name: w.purposes.agencies.apply('0') })).toBeDisabled();
  });
});

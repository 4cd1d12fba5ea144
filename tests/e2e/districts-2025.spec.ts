// 1 July 2025 for three districts of Hải Dương, entered by hand: two go to communes of the catalogue by a document of the
// library, two of them together, one to a commune that is typed; and what lists answer before and after.
import { texts as t } from '../../renderer/i18n/vi/index.ts';
import { expect, open, test } from './fixtures.ts';
import { pick } from './pages/frame.ts';

test.use({ actionTimeout: 15_000 });

const a = t.agencies;
const CHI_LINH = 'Ủy ban nhân dân thành phố Chí Linh';
const NAM_SACH = 'Ủy ban nhân dân huyện Nam Sách';
const CAM_GIANG = 'Ủy ban nhân dân huyện Cẩm Giàng';
const COMMUNES = ['Ủy ban nhân dân xã Cẩm Giang', 'Ủy ban nhân dân xã Cẩm Giàng'] as const;
const TYPED = 'Ủy ban nhân dân phường Chu Văn An (ghi tay)';

test.describe('three districts of Hải Dương', () => {
  test.use({ sample: 'hai-duong-2019' });

  test('end on 30/6/2025, and lists answer for a day and by successor', async ({ page, server, planId }) => {
    test.setTimeout(120_000);
    const { visits } = await server.call('plans.get', { id: planId });
    const idOf = (name: string) => {
      const visit = visits.find(({ agencyName }) => agencyName === name);
      if (visit === undefined) throw new Error(`${name} is not in the round.`);
      return visit.agencyId;
    };
    await server.call('catalogue.load', {});
    const proposals = await server.call('catalogue.proposals', { unitCode: '31' });
    await server.call('agencies.createMany', {
      items: proposals
        .filter(
          ({ name, existingAgencyId }) => COMMUNES.some((one) => one === name) && existingAgencyId === null,
        )
        .map(({ key: _key, usual: _usual, existingAgencyId: _existing, ...item }) => item),
    });
    await server.call('legalDocuments.create', {
      kind: 'nghi_quyet',
      symbol: '1669/NQ-UBTVQH15',
      issuedOn: '2025-06-16',
      issuerName: 'Ủy ban Thường vụ Quốc hội',
      subject: 'về việc sắp xếp các đơn vị hành chính cấp xã của thành phố Hải Phòng năm 2025',
    });
    const dialog = page.getByRole('dialog', { name: a.arrangeTitle });
    const choose = async (label: string, typed: string, name: string) => {
      const field = dialog.getByRole('combobox', { name: label });
      await field.fill(typed);
      await page.getByRole('option', { name: new RegExp(`^${name} UBND`) }).click();
      await field.fill('');
      await page.keyboard.press('Escape');
    };
    const pickDocument = async () => {
      await dialog.getByRole('combobox', { name: a.legalDocument }).fill('1669');
      await page.getByRole('option', { name: /1669\/NQ-UBTVQH15/ }).click();
    };

    await test.step('two districts in one arrangement, to two communes that differ by a tone', async () => {
      await open(page, server, `/agencies/${idOf(CAM_GIANG)}/succession`);
      await page.getByRole('button', { name: a.arrange }).click();
      await dialog.getByRole('textbox', { name: a.effectiveOn }).fill('1/7/2025');
      await choose(a.before, 'nam sach', NAM_SACH);
      await choose(a.after, 'cẩm giang', COMMUNES[0]);
      await choose(a.after, 'cẩm giàng', COMMUNES[1]);
      await pickDocument();
      await expect(dialog.getByText(a.effect.links('4'))).toBeVisible();
      await dialog.getByRole('button', { name: a.arrangeSubmit }).click();
      await expect(dialog).toHaveCount(0);
      const table = page.getByRole('table', { name: a.successors });
      for (const name of COMMUNES) {
        await expect(
          table.getByRole('row').filter({ has: page.getByText(name, { exact: true }) }),
        ).toContainText('1669/NQ-UBTVQH15');
      }
    });

    await test.step('the third one, to a commune that is typed', async () => {
      await page.goto(`${server.origin}/agencies/${idOf(CHI_LINH)}/succession`);
      await page.getByRole('button', { name: a.arrange }).click();
      await dialog.getByRole('textbox', { name: a.effectiveOn }).fill('1/7/2025');
      await dialog.getByRole('button', { name: a.add, exact: true }).click();
      const fresh = page.getByRole('dialog', { name: a.newTitle });
      await fresh.getByRole('textbox', { name: a.name }).fill(TYPED);
      await pick(page, a.kind, t.labels.agencyKind.ubnd_xa);
      await fresh.getByRole('button', { name: a.add, exact: true }).click();
      await expect(fresh).toHaveCount(0);
      await pickDocument();
      await expect(dialog.getByText(a.effect.ends(CHI_LINH, '30/6/2025'))).toBeVisible();
      await dialog.getByRole('button', { name: a.arrangeSubmit }).click();
      await expect(page.getByRole('table', { name: a.successors })).toContainText(TYPED);
    });

    const link = (name: string) => page.getByRole('link', { name, exact: true });
    const rowOf = (name: string) => page.getByRole('row').filter({ has: link(name) });
    const one = (name: string) => rowOf(name).getByRole('cell', { name: '1', exact: true });
    const two = (name: string) => rowOf(name).getByRole('cell', { name: '2', exact: true });

    await test.step('on 30 June the districts, on 1 July the communes', async () => {
      await page.goto(`${server.origin}/agencies?state=in_force&on=2025-06-30`);
      for (const name of [CHI_LINH, NAM_SACH, CAM_GIANG]) await expect(one(name)).toBeVisible();
      for (const name of [...COMMUNES, TYPED]) await expect(link(name)).toHaveCount(0);
      await page.goto(`${server.origin}/agencies?state=in_force&on=2025-07-01`);
      for (const name of [...COMMUNES, TYPED]) {
        await expect(link(name)).toBeVisible();
        await expect(one(name)).toHaveCount(0);
      }
      for (const name of [CHI_LINH, NAM_SACH, CAM_GIANG]) await expect(link(name)).toHaveCount(0);
    });

    await test.step('by successor each commune has what came to it', async () => {
      await page.goto(`${server.origin}/agencies?state=in_force&on=2025-07-01&view=by_successor`);
      for (const name of COMMUNES) await expect(two(name)).toBeVisible();
      await expect(one(TYPED)).toBeVisible();
    });

    await test.step('Cẩm Giang and Cẩm Giàng stay two', async () => {
      const ids = await Promise.all(
        COMMUNES.map(async (name) => {
          const { rows } = await server.call('agencies.list', { text: name, on: '2025-07-01' });
          return rows.filter(({ version }) => version.name === name).map(({ id }) => id);
        }),
      );
      expect(ids.map(({ length }) => length)).toEqual([1, 1]);
      expect(new Set(ids.flat()).size).toBe(2);
    });
  });
});

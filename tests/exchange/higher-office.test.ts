import { afterEach, expect, test } from 'vitest';
import { removeOffice, setUpOffice, type Office } from '../main/services/fixture.ts';
import { bringForeign } from './foreign-rows.ts';

let office: Office | undefined;
afterEach(() => {
  if (office !== undefined) removeOffice(office);
  office = undefined;
});

test('rows of two other offices stand here as theirs', async () => {
  office = await setUpOffice();
  const one = await bringForeign(office, 'hai-duong-2019', 'Huyện Nam Sách');
  const two = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
  expect(one.officeId).not.toBe(two.officeId);
  const plans = await office.call('plans.list', {});
  expect(plans.length).toBeGreaterThan(1);
});

// Rows of another office are read only here: every command of the contract that takes an id is given one of theirs.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type Input, type Method } from '../../core/contract/index.ts';
import { officeInput, openOffice, removeOffice, type Office } from '../main/services/fixture.ts';
import { foreignInput } from './foreign-inputs.ts';
import { bringForeign, type ForeignOffice } from './foreign-rows.ts';

let office: Office;
let foreign: ForeignOffice;
beforeAll(async () => {
  office = openOffice();
  await office.call('system.setUp', officeInput);
  foreign = await bringForeign(office, 'lai-vung-2022', 'Huyện Lai Vung');
}, 60_000);
afterAll(() => removeOffice(office));

const commands = (Object.keys(contract) as Method[]).filter((method) => contract[method].kind === 'command');

test('probe', async () => {
  for (const method of commands) {
    const made = foreignInput(method, foreign);
    if (made === undefined) {
      console.log('NONE', method);
      continue;
    }
    const parsed = contract[method].input.safeParse(made.input);
    if (!parsed.success) {
      console.log('BAD', method, JSON.stringify(parsed.error.issues.map((i) => [i.path.join('.'), i.code])));
      continue;
    }
    const count = () => office.context.connection.prepare('SELECT count(*) FROM change_set').pluck().get();
    const before = count();
    let out: string;
    try {
      const answer = await office.fails(method, made.input as Input<typeof method>);
      out = answer.code + ' ' + JSON.stringify(answer.fields ?? '');
    } catch (e) {
      out = 'DONE ' + String(e).slice(0, 200);
    }
    if (count() !== before) office.context.journal.undo(office.context.session.personId());
    if (!/^(FORBIDDEN|NOT_FOUND)/.test(out))
      console.log(method, out, JSON.stringify(made.input).slice(0, 250));
  }
});

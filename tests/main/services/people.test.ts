// People, what each may do, the office's settings and saved views, through the real dispatcher.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract } from '../../../core/contract/index.ts';
import { type PersonRole, personRole } from '../../../core/contract/system.ts';
import { actionOf } from '../../../core/rules/permissions.ts';
import { proposedSettings } from '../../../core/rules/settings.ts';
import { createDispatcher } from '../../../main/dispatcher.ts';
import { createSilentLog } from '../../../main/log.ts';
import { settingsOf } from '../../../main/services/settings.ts';
import { whoMay } from '../../core/rules/who-may.ts';
import { type Office, openOffice, removeOffice } from './fixture.ts';

const OFFICE = {
  office: { name: 'Sở Nội vụ', parentName: null, level: 'province' as const, placeName: null },
  person: { fullName: 'Nguyễn Thị Hằng', position: null },
};

let office: Office;
beforeEach(async () => {
  office = openOffice();
  await office.call('system.setUp', OFFICE);
});
afterEach(() => removeOffice(office));

const agency = (name: string) => ({
  kind: 'so_nganh' as const,
  version: {
    name,
    shortName: null,
    abbreviation: null,
    placeName: null,
    parentAgencyId: null,
    validFrom: null,
    validTo: null,
  },
});
const add = (fullName: string, role: PersonRole) =>
  office.call('persons.create', { fullName, position: null, active: true, role });
async function me() {
  const person = (await office.call('system.status', {})).actingPerson;
  if (person === null) throw new Error('nobody acts');
  return person;
}

describe('every command of every role', () => {
  it('reaches its handler exactly where that was decided', async () => {
    for (const role of personRole.options) {
      for (const isAlone of [false, true]) {
        const reached: string[] = [];
        const { dispatch } = createDispatcher({
          handlers: Object.fromEntries(
            Object.keys(contract).map((name) => [name, () => void reached.push(name)]),
          ),
          // Whatever the input is: only the role is asked here.
          endpoints: Object.fromEntries(
            Object.entries(contract).map(([name, endpoint]) => [
              name,
              { ...endpoint, input: z.any(), output: z.any() },
            ]),
          ),
          log: createSilentLog(),
          actor: () => ({ role, isAlone }),
        });
        for (const method of Object.keys(contract)) {
          const before = reached.length;
          const answer = await dispatch(
            method,
            { source: { purpose: 'statistics' }, entries: [] },
            { transport: 'cli', meta: {} },
          );
          const may = isAlone || !Object.hasOwn(actionOf, method) || whoMay(role, method);
          expect([method, role, answer.ok], method).toEqual([method, role, may]);
          expect(reached.length - before).toBe(may ? 1 : 0);
          if (!answer.ok) {
            expect(answer.error).toEqual({
              code: 'FORBIDDEN',
              detail: { role, action: actionOf[method as keyof typeof actionOf] },
            });
          }
        }
      }
    }
  });
});

describe('people', () => {
  it('are asked only where there are two, and the journal keeps who acted', async () => {
    const first = await me();
    await office.call('persons.update', { id: first.id, rev: first.rev, patch: { role: 'reader' } });
    await office.call('agencies.create', agency('Sở Y tế'));
    const secretary = await add('Trần Văn Bình', 'secretary');
    expect(await office.fails('agencies.create', agency('Sở Tài chính'))).toEqual({
      code: 'FORBIDDEN',
      detail: { action: 'agencies', role: 'reader' },
    });
    await office.call('persons.act', { id: secretary.id });
    await office.call('agencies.create', agency('Sở Tài chính'));
    const actors = office.context.connection
      .prepare("SELECT actor_id AS actor FROM change_set WHERE method = 'agencies.create' ORDER BY seq")
      .all();
    expect(actors).toEqual([{ actor: first.id }, { actor: secretary.id }]);
  });

  it('never leave the office without somebody who may change roles', async () => {
    const first = await me();
    expect(
      await office.fails('persons.update', { id: first.id, rev: 99, patch: { role: 'head' } }),
    ).toMatchObject({
      code: 'CONFLICT',
    });
    const head = await add('Lê Văn Cường', 'head');
    const stranded = { code: 'VALIDATION', fields: [{ path: 'patch.role', code: 'IN_USE' }] };
    expect(
      await office.fails('persons.update', { id: first.id, rev: first.rev, patch: { role: 'head' } }),
    ).toMatchObject(stranded);
    const second = await add('Phạm Thị Dung', 'secretary');
    await office.call('persons.update', { id: first.id, rev: first.rev, patch: { role: 'head' } });
    // Now it is a head who acts, and a head changes no roles.
    expect(
      await office.fails('persons.update', { id: head.id, rev: head.rev, patch: { role: 'secretary' } }),
    ).toMatchObject({ code: 'FORBIDDEN', detail: { action: 'settings', role: 'head' } });
    await office.call('persons.act', { id: second.id });
    expect(
      await office.fails('persons.update', { id: second.id, rev: second.rev, patch: { role: 'member' } }),
    ).toMatchObject(stranded);
  });

  it('who has left cannot act, and who acts cannot leave', async () => {
    const first = await me();
    const gone = await office.call('persons.create', {
      fullName: 'Vũ Minh',
      position: null,
      active: false,
      role: 'member',
    });
    expect(await office.fails('persons.act', { id: gone.id })).toMatchObject({ code: 'VALIDATION' });
    expect(
      await office.fails('persons.update', { id: first.id, rev: first.rev, patch: { active: false } }),
    ).toMatchObject({ code: 'IN_USE' });
  });
});

describe('settings', () => {
  it('are the proposal until the office decides, and again when it takes that back', async () => {
    expect((await office.call('settings.get', {})).values).toEqual(proposedSettings);
    const set = await office.call('settings.set', { key: 'onTimeBy', rev: null, value: 'arrival' });
    expect(set.values.onTimeBy).toBe('arrival');
    expect(set.revs.onTimeBy).toBe(1);
    expect(settingsOf(office.context.stores).onTimeBy).toBe('arrival');
    expect(
      await office.fails('settings.set', { key: 'onTimeBy', rev: null, value: 'document_date' }),
    ).toMatchObject({ code: 'CONFLICT' });
    const back = await office.call('settings.set', { key: 'onTimeBy', rev: 1, value: null });
    expect(back).toEqual({ values: proposedSettings, revs: { ...back.revs, onTimeBy: null } });
    await office.call('journal.undo', {});
    expect((await office.call('settings.get', {})).values.onTimeBy).toBe('arrival');
  });

  it('name the place that is wrong, and keep nothing of it', async () => {
    const bands = [
      { from: 5000, name: 'Đạt' },
      { from: 6000, name: 'Tốt' },
    ];
    expect(await office.fails('settings.set', { key: 'gradeBands', rev: null, value: bands })).toEqual({
      code: 'VALIDATION',
      fields: [
        { path: 'value.1.from', code: 'VALIDATION' },
        { path: 'value.1.from', code: 'VALIDATION' },
      ],
    });
    expect(
      await office.fails('settings.set', { key: 'reminderEscalation', rev: null, value: ['a', 'A', ' '] }),
    ).toMatchObject({
      fields: [
        { path: 'value.1', code: 'DUPLICATE' },
        { path: 'value.2', code: 'MISSING_KEY' },
      ],
    });
    expect(await office.fails('settings.set', { key: 'onTimeBy', rev: null, value: 7 })).toMatchObject({
      code: 'VALIDATION',
      fields: [{ path: 'value' }],
    });
  });

  it('are the secretary’s', async () => {
    const member = await add('Đỗ Lan', 'member');
    await office.call('persons.act', { id: member.id });
    expect(
      await office.fails('settings.set', { key: 'onTimeBy', rev: null, value: 'arrival' }),
    ).toMatchObject({ code: 'FORBIDDEN', detail: { action: 'settings', role: 'member' } });
    expect((await office.call('settings.get', {})).values).toEqual(proposedSettings);
  });
});

describe('saved views', () => {
  it('are one’s own or everybody’s, and a reader keeps to their own', async () => {
    const list = 'agencies';
    const reader = await add('Đỗ Lan', 'reader');
    const own = await office.call('savedViews.create', {
      list,
      name: 'Cấp xã',
      query: 'kind=ubnd_xa',
      shared: false,
    });
    const shared = await office.call('savedViews.create', {
      list,
      name: 'Sở',
      query: 'kind=so_nganh',
      shared: true,
    });
    await office.call('persons.act', { id: reader.id });
    expect((await office.call('savedViews.list', { list })).map(({ name }) => name)).toEqual(['Sở']);
    expect(
      await office.fails('savedViews.update', { id: own.id, rev: own.rev, patch: { name: 'x' } }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    for (const failing of [
      office.fails('savedViews.update', { id: shared.id, rev: shared.rev, patch: { name: 'x' } }),
      office.fails('savedViews.update', { id: shared.id, rev: shared.rev, patch: { shared: false } }),
      office.fails('savedViews.delete', { id: shared.id, rev: shared.rev }),
      office.fails('savedViews.create', { list, name: 'x', query: '', shared: true }),
    ]) {
      expect(await failing).toEqual({
        code: 'FORBIDDEN',
        detail: { action: 'shared_views', role: 'reader' },
      });
    }
    const mine = await office.call('savedViews.create', {
      list,
      name: 'Của tôi',
      query: 'q=a',
      shared: false,
    });
    await office.call('savedViews.update', { id: mine.id, rev: mine.rev, patch: { query: 'q=b' } });
    expect((await office.call('savedViews.list', { list })).map(({ query }) => query)).toEqual([
      'kind=so_nganh',
      'q=b',
    ]);
    expect(await office.call('savedViews.list', { list: 'plans' })).toEqual([]);
  });

  it('are deleted and brought back', async () => {
    const view = await office.call('savedViews.create', {
      list: 'plans',
      name: 'N',
      query: 'year=2019',
      shared: true,
    });
    await office.call('savedViews.delete', { id: view.id, rev: view.rev });
    expect(await office.call('savedViews.list', { list: 'plans' })).toEqual([]);
    await office.call('journal.undo', {});
    expect((await office.call('savedViews.list', { list: 'plans' }))[0]).toMatchObject({
      name: 'N',
      shared: true,
    });
  });
});

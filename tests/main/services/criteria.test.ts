// Criteria sets from the first draft to the version in force: every act one change set, one undo; what is in use frozen.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../../core/contract/index.ts';
import { criteriaSql } from '../../../db/criteria.ts';
import { missingId, type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
let starter: Output<'criteriaSets.get'>;
beforeEach(async () => {
  office = await setUpOffice();
  const [set] = await office.call('criteriaSets.list', {});
  starter = await office.call('criteriaSets.get', { id: set!.id });
});
afterEach(() => removeOffice(office));

const codes = (set: Output<'criteriaSets.get'>) => set.items.map((item) => item.code);
const labelled = (set: Output<'criteriaSets.get'>) => set.items.map((item) => `${item.code} ${item.text}`);
const undo = () => office.call('journal.undo', {});

/** Every row of the criteria without what undo does not bring back. */
function criteriaRows(): unknown {
  return ['domain', 'criteria_set', 'criterion', 'criterion_match'].map((table) =>
    office.context.connection
      .prepare(`SELECT * FROM ${table} ORDER BY id`)
      .all()
      .map((row) => ({ ...(row as Record<string, unknown>), rev: 0, updated_at: 0 })),
  );
}
/** One act, which one undo takes back and one redo brings again. */
async function undoable<T>(act: () => Promise<T>): Promise<T> {
  const before = criteriaRows();
  const result = await act();
  const after = criteriaRows();
  expect(after).not.toEqual(before);
  await undo();
  expect(criteriaRows()).toEqual(before);
  await office.call('journal.redo', {});
  expect(criteriaRows()).toEqual(after);
  return result;
}
async function refused(act: () => Promise<unknown>): Promise<unknown> {
  const before = criteriaRows();
  const answer = await act();
  expect(criteriaRows()).toEqual(before);
  return answer;
}

/** A draft of a few items: 1.1.1, 1.1.2, 1.2.1 in the first domain, 3.1.1 in the third. */
async function smallDraft() {
  const set = await office.call('criteriaSets.create', { name: 'Bộ tiêu chí thử', year: 2026 });
  const { domains } = await office.call('criteriaSets.get', { id: set.id });
  const [first, , third] = domains;
  const add = (text: string, domainId: string, newGroup = false) =>
    office.call('criteria.create', { criteriaSetId: set.id, domainId, text, newGroup, maxPoints: 100 });
  await add('Một', first!.id);
  await add('Hai', first!.id);
  await add('Ba', first!.id, true);
  const detail = await add('Bốn', third!.id);
  const { rev } = detail;
  await office.call('criteriaSets.update', {
    id: set.id,
    rev,
    patch: { groupTitles: { '1.1': 'Kế hoạch', '1.2': 'Báo cáo', '3.1': '   ' } },
  });
  return office.call('criteriaSets.get', { id: set.id });
}
const itemOf = (set: Output<'criteriaSets.get'>, text: string) => {
  const item = set.items.find((one) => one.text === text);
  if (item === undefined) throw new Error(`no item ${text}`);
  return item;
};

describe('domains', () => {
  test('two sets under the same keys; the words and the body in charge are settings', async () => {
    const domains = await office.call('domains.list', {});
    expect(domains.map((domain) => domain.domainSet)).toEqual([
      ...Array.from({ length: 7 }, () => 'nq30c_7'),
      ...Array.from({ length: 7 }, () => 'nq76_6+1'),
    ]);
    expect(domains.slice(0, 7).map(({ key }) => key)).toEqual(domains.slice(7).map(({ key }) => key));
    const procedures = domains.find(({ key, domainSet }) => key === 'tthc' && domainSet === 'nq76_6+1')!;
    const changed = await undoable(() =>
      office.call('domains.update', {
        id: procedures.id,
        rev: procedures.rev,
        patch: { ownerBody: 'Sở Tư pháp' },
      }),
    );
    expect(changed).toMatchObject({ ownerBody: 'Sở Tư pháp', name: 'Cải cách thủ tục hành chính' });
  });

  test('older data get the second set when a draft needs it', async () => {
    const { connection } = office.context;
    connection.exec("DELETE FROM domain WHERE domain_set = 'nq76_6+1'");
    const set = await office.call('criteriaSets.create', {
      name: 'Bộ tiêu chí 2026',
      year: 2026,
      copyFromId: starter.id,
    });
    const copy = await office.call('criteriaSets.get', { id: set.id });
    expect(copy.domains.map((domain) => domain.domainSet)).toEqual(Array(7).fill('nq76_6+1'));
    expect(labelled(copy)).toEqual(labelled(starter));
  });

  test('a round without a set has the domains of its year, and those that its findings name', async () => {
    const plan = await office.call('plans.create', { title: 'Đợt', year: 2026, criteriaSetId: null });
    const before = await office.call('plans.get', { id: plan.id });
    expect(before.domains.map((domain) => domain.domainSet)).toEqual(Array(7).fill('nq76_6+1'));
    const old = await office.call('plans.create', { title: 'Đợt', year: 2019, criteriaSetId: null });
    const its = await office.call('plans.get', { id: old.id });
    expect(its.domains.map((domain) => domain.domainSet)).toEqual(Array(7).fill('nq30c_7'));
    await office.call('findings.create', {
      planId: plan.id,
      visitId: null,
      domainId: its.domains[0]!.id,
      kind: 'limitation',
      scope: 'round',
      text: 'Chưa ban hành kế hoạch',
    });
    const after = await office.call('plans.get', { id: plan.id });
    expect(after.domains).toHaveLength(8);
  });
});

describe('versions and states', () => {
  test('a copy has all that the other has, and knows where each item comes from', async () => {
    const copy = await undoable(() =>
      office.call('criteriaSets.create', {
        name: 'Bộ tiêu chí 2026',
        year: 2026,
        domainSet: 'nq76_6+1',
        copyFromId: starter.id,
      }),
    );
    expect(copy).toMatchObject({
      status: 'draft',
      version: 1,
      criteria: 96,
      maxPoints: 10_000,
      copiedFromId: starter.id,
      editable: true,
      plans: 0,
    });
    const detail = await office.call('criteriaSets.get', { id: copy.id });
    const keyOf = (set: typeof detail, domainId: string) =>
      set.domains.find((domain) => domain.id === domainId)?.key;
    detail.items.forEach((item, index) => {
      const from = starter.items[index]!;
      const { id, rev, provenance, criteriaSetId, domainId, copiedFromId, ...fields } = item;
      expect(from).toMatchObject(fields);
      expect([copiedFromId, provenance, criteriaSetId]).toEqual([from.id, null, copy.id]);
      expect(rev).toBeGreaterThan(0);
      expect(id).not.toBe(from.id);
      expect(keyOf(detail, domainId)).toBe(keyOf(starter, from.domainId));
    });
  });

  test('a version follows on what is there, whoever comes first', async () => {
    const second = await office.call('criteriaSets.newVersion', { id: starter.id });
    const third = await office.call('criteriaSets.newVersion', { id: starter.id });
    expect([starter.version, second.version, third.version]).toEqual([1, 2, 3]);
    expect(second).toMatchObject({ name: starter.name, domainSet: 'nq30c_7', status: 'draft' });
    // The one that it comes from stays as it is.
    expect(await office.call('criteriaSets.get', { id: starter.id })).toEqual(starter);
  });

  test('what is in force or in use is frozen', async () => {
    const item = starter.items[0]!;
    const frozen = { code: 'FROZEN', detail: { entity: 'criteria_set', id: starter.id } };
    expect(starter.editable).toBe(false);
    const attempts = [
      () => office.fails('criteria.update', { id: item.id, rev: item.rev, patch: { text: 'Khác' } }),
      () => office.fails('criteria.delete', { id: item.id, rev: item.rev }),
      () =>
        office.fails('criteria.move', {
          id: item.id,
          rev: item.rev,
          domainId: item.domainId,
          group: 1,
          position: 2,
        }),
      () =>
        office.fails('criteria.moveGroup', {
          criteriaSetId: starter.id,
          domainId: item.domainId,
          from: 1,
          to: 2,
        }),
      () => office.fails('criteria.renumber', { criteriaSetId: starter.id }),
      () =>
        office.fails('criteria.create', {
          criteriaSetId: starter.id,
          domainId: item.domainId,
          text: 'Mới',
        }),
      () =>
        office.fails('criteriaSets.update', { id: starter.id, rev: starter.rev, patch: { name: 'Khác' } }),
    ];
    for (const attempt of attempts) expect(await refused(attempt)).toMatchObject(frozen);

    const draft = await smallDraft();
    await office.call('plans.create', { title: 'Đợt', year: 2026, criteriaSetId: draft.id });
    const used = await office.call('criteriaSets.get', { id: draft.id });
    expect(used).toMatchObject({ status: 'draft', plans: 1, editable: false });
    expect(
      await refused(() =>
        office.fails('criteriaSets.update', { id: used.id, rev: used.rev, patch: { name: 'Khác' } }),
      ),
    ).toMatchObject({ code: 'FROZEN' });
    expect(
      await refused(() => office.fails('criteriaSets.delete', { id: used.id, rev: used.rev })),
    ).toMatchObject({ code: 'IN_USE' });
  });

  test('draft → in force → retired, and back only while no round uses it', async () => {
    const draft = await smallDraft();
    const move = async (status: 'draft' | 'in_force' | 'retired') => {
      const { rev } = await office.call('criteriaSets.get', { id: draft.id });
      return office.call('criteriaSets.setStatus', { id: draft.id, rev, status });
    };
    const cannot = async (status: 'draft' | 'in_force' | 'retired') => {
      const { rev } = await office.call('criteriaSets.get', { id: draft.id });
      return refused(() => office.fails('criteriaSets.setStatus', { id: draft.id, rev, status }));
    };
    expect(await cannot('retired')).toMatchObject({ code: 'WRONG_STATE' });
    await undoable(() => move('in_force'));
    expect((await move('draft')).editable).toBe(true);
    await move('in_force');
    await office.call('plans.create', { title: 'Đợt', year: 2026, criteriaSetId: draft.id });
    expect(await cannot('draft')).toMatchObject({ code: 'IN_USE' });
    expect((await move('retired')).status).toBe('retired');
    expect(await cannot('draft')).toMatchObject({ code: 'IN_USE' });
    // Retired by mistake.
    expect((await move('in_force')).status).toBe('in_force');
    expect(
      await office.fails('criteriaSets.setStatus', { id: draft.id, rev: 1, status: 'retired' }),
    ).toMatchObject({ code: 'CONFLICT' });
  });

  test('does not come into force empty or with a rule that cannot be read', async () => {
    const empty = await office.call('criteriaSets.create', { name: 'Trống' });
    expect(
      await office.fails('criteriaSets.setStatus', { id: empty.id, rev: empty.rev, status: 'in_force' }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'items', code: 'MISSING_KEY' }] });
    const draft = await smallDraft();
    const item = itemOf(draft, 'Hai');
    await office.call('criteria.update', { id: item.id, rev: item.rev, patch: { bands: 'yes:2' } });
    const wrong = await office.call('criteriaSets.get', { id: draft.id });
    expect(wrong.problems).toEqual([
      { criterionId: item.id, code: '1.1.2', problem: expect.any(String) as string },
    ]);
    expect(
      await office.fails('criteriaSets.setStatus', { id: draft.id, rev: wrong.rev, status: 'in_force' }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'items.1.1.2', code: 'VALIDATION' }] });
    const repaired = itemOf(wrong, 'Hai');
    await office.call('criteria.update', {
      id: item.id,
      rev: repaired.rev,
      patch: { bands: 'yes:1;partial:0.5;no:0' },
    });
    expect((await office.call('criteriaSets.get', { id: draft.id })).problems).toEqual([]);
  });

  test('a retired set is not taken up by a round, but kept by one that has it', async () => {
    const draft = await smallDraft();
    const plan = await office.call('plans.create', { title: 'Đợt', year: 2026, criteriaSetId: draft.id });
    let { rev } = draft;
    for (const status of ['in_force', 'retired'] as const) {
      ({ rev } = await office.call('criteriaSets.setStatus', { id: draft.id, rev, status }));
    }
    expect(
      await office.fails('plans.create', { title: 'Đợt', year: 2026, criteriaSetId: draft.id }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'criteriaSetId', code: 'WRONG_STATE' }] });
    const kept = await office.call('plans.update', {
      id: plan.id,
      rev: plan.rev,
      patch: { criteriaSetId: draft.id, title: 'Đợt 1' },
    });
    const other = await office.call('plans.update', {
      id: plan.id,
      rev: kept.rev,
      patch: { criteriaSetId: starter.id },
    });
    expect(
      await office.fails('plans.update', {
        id: plan.id,
        rev: other.rev,
        patch: { criteriaSetId: draft.id },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.criteriaSetId', code: 'WRONG_STATE' }] });
  });

  test('deleting a set leaves no reference behind, and keeps the line of descent', async () => {
    const second = await office.call('criteriaSets.newVersion', { id: starter.id });
    const third = await office.call('criteriaSets.newVersion', { id: second.id });
    const middle = await office.call('criteriaSets.get', { id: second.id });
    await office.call('criterionMatches.create', {
      criterionId: middle.items[0]!.id,
      otherCriterionId: starter.items[1]!.id,
    });
    const own = await office.call('criteriaSets.get', { id: third.id });
    await undoable(() => office.call('criteriaSets.delete', { id: second.id, rev: second.rev }));
    const after = await office.call('criteriaSets.get', { id: third.id });
    expect(after.copiedFromId).toBe(starter.id);
    expect(after.items.map((item) => item.copiedFromId)).toEqual(starter.items.map((item) => item.id));
    expect(labelled(after)).toEqual(labelled(own));
  });

  test('rows of another office are not for editing here', async () => {
    const draft = await smallDraft();
    const { connection } = office.context;
    connection.exec(
      `INSERT INTO office (id, rev, origin_office_id, created_at, updated_at, name, level)
       VALUES ('${missingId}', 1, '${missingId}', 0, 0, 'Sở khác', 'province')`,
    );
    connection.prepare('UPDATE criteria_set SET origin_office_id = ? WHERE id = ?').run(missingId, draft.id);
    expect((await office.call('criteriaSets.get', { id: draft.id })).editable).toBe(false);
    expect(
      await office.fails('criteriaSets.update', { id: draft.id, rev: draft.rev, patch: { name: 'Khác' } }),
    ).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the tree', () => {
  test('new items take the ordinary rule of their type, and the kinds of their neighbour', async () => {
    const draft = await smallDraft();
    expect(labelled(draft)).toEqual(['1.1.1 Một', '1.1.2 Hai', '1.2.1 Ba', '3.1.1 Bốn']);
    expect(draft.groupTitles).toEqual({ '1.1': 'Kế hoạch', '1.2': 'Báo cáo' });
    expect(itemOf(draft, 'Một')).toMatchObject({
      answerType: 'yes_partial_no',
      scoring: 'choice',
      naAllowed: true,
      appliesTo: expect.arrayContaining(['so_nganh', 'ubnd_xa']) as unknown,
    });
    await office.call('criteria.update', {
      id: itemOf(draft, 'Hai').id,
      rev: itemOf(draft, 'Hai').rev,
      patch: { appliesTo: ['ubnd_xa'] },
    });
    const after = await undoable(() =>
      office.call('criteria.create', {
        criteriaSetId: draft.id,
        domainId: draft.domains[0]!.id,
        afterId: itemOf(draft, 'Hai').id,
        text: 'Tỷ lệ hồ sơ đúng hạn',
        answerType: 'percentage',
        evidence: 'Sổ theo dõi',
      }),
    );
    expect(itemOf(after, 'Tỷ lệ hồ sơ đúng hạn')).toMatchObject({
      code: '1.1.3',
      scoring: 'linear',
      target: '100',
      bands: null,
      appliesTo: ['ubnd_xa'],
      evidence: 'Sổ theo dõi',
      maxPoints: 0,
      digest: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
    });
    expect(after.problems).toEqual([]);
    expect(
      await office.fails('criteria.create', {
        criteriaSetId: draft.id,
        domainId: draft.domains[1]!.id,
        afterId: itemOf(draft, 'Hai').id,
        text: 'Lạc chỗ',
      }),
    ).toMatchObject({ fields: [{ path: 'afterId', code: 'NOT_FOUND' }] });
    expect(
      await office.fails('criteria.create', {
        criteriaSetId: draft.id,
        domainId: starter.domains[0]!.id,
        text: 'Lĩnh vực của bộ khác',
      }),
    ).toMatchObject({ fields: [{ path: 'domainId', code: 'NOT_FOUND' }] });
  });

  test('items and groups move with their titles; each move is one undo, also where codes change places', async () => {
    const draft = await smallDraft();
    const [first, , third] = draft.domains;
    const mot = itemOf(draft, 'Một');
    const swapped = await undoable(() =>
      office.call('criteria.move', {
        id: mot.id,
        rev: mot.rev,
        domainId: first!.id,
        group: 1,
        position: 2,
      }),
    );
    expect(labelled(swapped)).toEqual(['1.1.1 Hai', '1.1.2 Một', '1.2.1 Ba', '3.1.1 Bốn']);

    const groups = await undoable(() =>
      office.call('criteria.moveGroup', { criteriaSetId: draft.id, domainId: first!.id, from: 2, to: 1 }),
    );
    expect(labelled(groups)).toEqual(['1.1.1 Ba', '1.2.1 Hai', '1.2.2 Một', '3.1.1 Bốn']);
    expect(groups.groupTitles).toEqual({ '1.1': 'Báo cáo', '1.2': 'Kế hoạch' });

    const hai = itemOf(await office.call('criteriaSets.get', { id: draft.id }), 'Hai');
    const across = await undoable(() =>
      office.call('criteria.move', {
        id: hai.id,
        rev: hai.rev,
        domainId: third!.id,
        group: 1,
        position: 1,
        newGroup: true,
      }),
    );
    expect(labelled(across)).toEqual(['1.1.1 Ba', '1.2.1 Một', '3.1.1 Hai', '3.2.1 Bốn']);
    expect(itemOf(across, 'Hai').domainId).toBe(third!.id);
    expect(await office.call('journal.verify', {})).toMatchObject({ intact: true });

    expect(
      await refused(() =>
        office.fails('criteria.move', {
          id: hai.id,
          rev: hai.rev,
          domainId: first!.id,
          group: 1,
          position: 1,
        }),
      ),
    ).toMatchObject({ code: 'CONFLICT' });
    expect(
      await office.fails('criteria.moveGroup', {
        criteriaSetId: draft.id,
        domainId: first!.id,
        from: 1,
        to: 3,
      }),
    ).toMatchObject({ fields: [{ path: 'to', code: 'NOT_FOUND' }] });
  });

  test('the whole starter set turned upside down is one undo', async () => {
    const copy = await office.call('criteriaSets.newVersion', { id: starter.id });
    const domain = starter.domains[2]!;
    await undoable(() =>
      office.call('criteria.moveGroup', { criteriaSetId: copy.id, domainId: domain.id, from: 6, to: 1 }),
    );
    const turned = await office.call('criteriaSets.get', { id: copy.id });
    expect(codes(turned)).toEqual([...codes(turned)].toSorted((a, b) => compareCodes(a, b)));
    expect(turned.maxPoints).toBe(10_000);
  });

  test('a code by hand stays, moves its item to its group, and is nobody else’s', async () => {
    const draft = await smallDraft();
    const mot = itemOf(draft, 'Một');
    await undoable(() =>
      office.call('criteria.update', { id: mot.id, rev: mot.rev, patch: { code: '1.2.7' } }),
    );
    let now = await office.call('criteriaSets.get', { id: draft.id });
    expect(labelled(now)).toEqual(['1.2.7 Một', '1.2.1 Ba', '1.1.2 Hai', '3.1.1 Bốn']);
    expect(now.items.map((item) => item.ordinal)).toEqual([1, 2, 3, 4]);
    const hai = itemOf(now, 'Hai');
    expect(
      await office.fails('criteria.update', { id: hai.id, rev: hai.rev, patch: { code: '1.2.1' } }),
    ).toMatchObject({ code: 'VALIDATION', fields: [{ path: 'patch.code', code: 'DUPLICATE' }] });
    // The only item of its group takes the title along.
    await office.call('criteria.update', { id: hai.id, rev: hai.rev, patch: { code: 'I.2' } });
    now = await office.call('criteriaSets.get', { id: draft.id });
    expect(now.groupTitles).toEqual({ '1.2': 'Báo cáo', 'I.2': 'Kế hoạch' });
    const renumbered = await undoable(() => office.call('criteria.renumber', { criteriaSetId: draft.id }));
    expect(labelled(renumbered)).toEqual(['1.1.1 Một', '1.1.2 Ba', '1.2.1 Hai', '3.1.1 Bốn']);
    expect(renumbered.groupTitles).toEqual({ '1.1': 'Báo cáo', '1.2': 'Kế hoạch' });
  });

  test('a deleted item closes its gap; titles are only of groups that are there', async () => {
    const draft = await smallDraft();
    const mot = itemOf(draft, 'Một');
    const after = await undoable(() => office.call('criteria.delete', { id: mot.id, rev: mot.rev }));
    expect(labelled(after)).toEqual(['1.1.1 Hai', '1.2.1 Ba', '3.1.1 Bốn']);
    expect(
      await office.fails('criteriaSets.update', {
        id: draft.id,
        rev: after.rev,
        patch: { groupTitles: { '9.9': 'Không có' } },
      }),
    ).toMatchObject({ fields: [{ path: 'patch.groupTitles.9.9', code: 'NOT_FOUND' }] });
  });

  test('typing in one field is one step, whatever the autosaves', async () => {
    const draft = await smallDraft();
    const item = itemOf(draft, 'Bốn');
    let { rev } = item;
    for (const text of ['Bốn a', 'Bốn ab', 'Bốn abc']) {
      const saved = await office.call(
        'criteria.update',
        { id: item.id, rev, patch: { text } },
        { editKey: `text-${item.id}` },
      );
      ({ rev } = saved);
      expect(saved.digest).not.toBe(item.digest);
    }
    await undo();
    expect(itemOf(await office.call('criteriaSets.get', { id: draft.id }), 'Bốn').digest).toBe(item.digest);
  });
});

describe('comparing two sets', () => {
  test('what was not touched is the same; what was is told; years compare on unchanged words or a person’s', async () => {
    const { id } = await office.call('criteriaSets.create', {
      name: 'Bộ tiêu chí 2026',
      year: 2026,
      copyFromId: starter.id,
    });
    const untouched = await office.call('criteriaSets.compare', { leftId: starter.id, rightId: id });
    expect(untouched.groups.map((group) => group.items.length)).toEqual(
      starter.domains.map((domain) => starter.items.filter((item) => item.domainId === domain.id).length),
    );
    expect(untouched).toMatchObject({ comparablePoints: 10_000, maxPoints: 10_000 });
    const states = new Set(untouched.groups.flatMap((group) => group.items.map((item) => item.state)));
    expect([...states]).toEqual(['same']);

    const copy = await office.call('criteriaSets.get', { id });
    const changed = copy.items[0]!;
    await office.call('criteria.update', {
      id: changed.id,
      rev: changed.rev,
      patch: { text: 'Ban hành kế hoạch CCHC năm trước ngày 31/01', maxPoints: 150 },
    });
    const removed = copy.items[1]!;
    await office.call('criteria.delete', { id: removed.id, rev: removed.rev });
    await office.call('criteria.create', {
      criteriaSetId: id,
      domainId: copy.domains[6]!.id,
      text: 'Ứng dụng trí tuệ nhân tạo trong giải quyết TTHC',
      maxPoints: 100,
    });
    const compared = await office.call('criteriaSets.compare', { leftId: starter.id, rightId: id });
    const count = (state: string) =>
      compared.groups.flatMap((group) => group.items).filter((item) => item.state === state).length;
    expect({ changed: count('changed'), removed: count('removed'), added: count('added') }).toEqual({
      changed: 1,
      removed: 1,
      added: 1,
    });
    // 1.1.3 and 1.1.4 moved up into the gap.
    expect(count('moved')).toBe(2);
    const line = compared.groups[0]!.items[0]!;
    expect(line).toMatchObject({
      state: 'changed',
      differing: ['text', 'maxPoints'],
      matchedBy: 'copy',
      comparable: false,
    });
    expect(compared).toMatchObject({ comparablePoints: 9900 - 100, maxPoints: 10_050 });

    const match = await undoable(() =>
      office.call('criterionMatches.create', {
        criterionId: line.right!.id,
        otherCriterionId: line.left!.id,
      }),
    );
    const said = await office.call('criteriaSets.compare', { leftId: starter.id, rightId: id });
    const now = said.groups[0]!.items[0]!;
    expect(now).toMatchObject({
      matchedBy: 'person',
      comparable: true,
      matchId: match.id,
      matchRev: expect.any(Number) as number,
    });
    expect(said.comparablePoints).toBe(9800 + 150);
    const turned = await office.call('criteriaSets.compare', { leftId: id, rightId: starter.id });
    expect(turned.groups[0]!.items[0]).toMatchObject({ matchedBy: 'person', comparable: true });
    expect(
      await office.fails('criterionMatches.create', {
        criterionId: line.right!.id,
        otherCriterionId: starter.items[5]!.id,
      }),
    ).toMatchObject({ code: 'DUPLICATE' });
    await undoable(() => office.call('criterionMatches.delete', { id: match.id, rev: now.matchRev! }));
  });

  test('a match is between two criteria of two sets', async () => {
    const [one, other] = starter.items;
    expect(
      await office.fails('criterionMatches.create', { criterionId: one!.id, otherCriterionId: other!.id }),
    ).toMatchObject({ fields: [{ path: 'otherCriterionId', code: 'VALIDATION' }] });
    expect(
      await office.fails('criterionMatches.create', { criterionId: one!.id, otherCriterionId: missingId }),
    ).toMatchObject({ fields: [{ path: 'otherCriterionId', code: 'NOT_FOUND' }] });
  });

  test('knows the forebears across versions that lie between', async () => {
    const second = await office.call('criteriaSets.newVersion', { id: starter.id });
    const middle = await office.call('criteriaSets.get', { id: second.id });
    const item = middle.items[0]!;
    await office.call('criteria.update', { id: item.id, rev: item.rev, patch: { text: 'Khác một' } });
    const third = await office.call('criteriaSets.newVersion', { id: second.id });
    const compared = await office.call('criteriaSets.compare', { leftId: starter.id, rightId: third.id });
    expect(compared.groups[0]!.items[0]).toMatchObject({ state: 'changed', matchedBy: 'copy' });
  });
});

test('lineage, matches and references are found by index', () => {
  const { connection } = office.context;
  const plan = (sql: string, ...parameters: unknown[]) =>
    (connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters) as { detail: string }[])
      .map(({ detail }) => detail)
      .join('; ');
  expect(plan(criteriaSql.criteria, 'x')).toContain(
    'SEARCH criterion USING INDEX criterion_set (criteria_set_id=?)',
  );
  expect(plan(criteriaSql.copiesOf, 'x')).toBe(
    'SEARCH criterion USING INDEX criterion_copied (copied_from_id=?)',
  );
  expect(plan(criteriaSql.setCopiesOf, 'x')).toContain('USING INDEX criteria_set_copied');
  for (const [sql, parameters] of [
    [criteriaSql.matches, { one: 'x', other: 'y' }],
    [criteriaSql.matchesOf, { id: 'x' }],
    [criteriaSql.lineage, 'x'],
  ] as const) {
    const detail = plan(sql, parameters);
    expect(detail).toContain('SEARCH');
    expect(detail).not.toMatch(/SCAN (criterion|criterion_match|m|a|b|c)\b/);
  }
});

function compareCodes(a: string, b: string): number {
  const [one, other] = [a, b].map((code) => code.split('.').map(Number));
  for (const [index, part] of one!.entries()) {
    const difference = part - (other![index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

// What is done with findings, and what hangs on them: every act is one undo and comes back whole.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../../core/contract/index.ts';
import { makeRound, type Office, removeOffice, rowsOf, setUpOffice } from './fixture.ts';

let office: Office;
let round: Awaited<ReturnType<typeof makeRound>>;
let space: Output<'visits.get'>;
beforeEach(async () => {
  office = await setUpOffice();
  round = await makeRound(office);
  space = await office.call('visits.get', { id: round.districtVisit.id });
});
afterEach(() => removeOffice(office));

type New = Partial<Input<'findings.create'>>;
const found = (text: string, more: New = {}) =>
  office.call('findings.create', {
    planId: round.plan.id,
    visitId: round.districtVisit.id,
    domainId: space.domains[0]!.id,
    kind: 'limitation',
    scope: 'named',
    text,
    ...more,
  });
const order = async () => {
  const { rows } = await office.call('findings.list', { planId: round.plan.id, limit: 100 });
  return rows.map((row) => row.text);
};
const hanging = () => {
  const all = (sql: string) => office.context.connection.prepare(sql).all();
  return {
    rows: rowsOf(office.context, true),
    evidence: all('SELECT id, evidence_id, finding_id FROM evidence_link ORDER BY id'),
    remarks: all('SELECT id, finding_id FROM remark ORDER BY id'),
    phrases: all('SELECT id, text, source, hidden FROM phrase ORDER BY id'),
  };
};
/** The act, then undo: everything is as it was but for rev and stamps. */
async function undone(act: () => Promise<unknown>, check: () => Promise<void> | void): Promise<void> {
  const before = hanging();
  const size = (await office.call('journal.list', { limit: 100 })).rows.length;
  await act();
  await check();
  expect((await office.call('journal.list', { limit: 100 })).rows.length, 'one change set').toBe(size + 1);
  await office.call('journal.undo', {});
  expect(hanging()).toEqual(before);
}

describe('order', () => {
  test('some change places among themselves, the others stay; one undo', async () => {
    const [a, b, c, d] = [await found('a'), await found('b'), await found('c'), await found('d')];
    await undone(
      () => office.call('findings.reorder', { planId: round.plan.id, ids: [d.id, b.id, a.id] }),
      async () => expect(await order()).toEqual(['d', 'b', 'c', 'a']),
    );
    expect(await order()).toEqual(['a', 'b', 'c', 'd']);
    const fault = await office.fails('findings.reorder', { planId: round.plan.id, ids: [a.id, a.id] });
    expect(fault.fields).toEqual([{ path: 'ids', code: 'DUPLICATE' }]);
    const other = await makeRound(office, { title: 'Đợt khác' });
    expect(
      (await office.fails('findings.reorder', { planId: other.plan.id, ids: [a.id, c.id] })).fields,
    ).toEqual([{ path: 'ids.0', code: 'NOT_FOUND' }]);
    expect(b.ordinal).toBeLessThan(c.ordinal);
  });
});

describe('merge', () => {
  test('recommendations, evidence, remarks and later repeats follow; one undo', async () => {
    const kept = await found('còn chậm', { cause: 'thiếu người', causeKind: 'objective', severity: 'minor' });
    const gone = await found('chưa đủ', {
      agencyIds: [round.department.id],
      visitId: round.departmentVisit.id,
      cause: 'chưa quan tâm',
      causeKind: 'subjective',
      severity: 'major',
      numerator: 7,
      denominator: 112,
      unit: 'TTHC',
    });
    const recommendation = await office.call('recommendations.create', {
      planId: round.plan.id,
      findingId: gone.id,
      agencyId: null,
      domainId: null,
      text: 'Khắc phục',
      dueOn: null,
      dueNote: null,
    });
    const later = await makeRound(office, {
      title: 'Kiểm tra năm 2020',
      year: 2020,
      startsOn: '2020-09-01',
      endsOn: null,
    });
    const repeating = await office.call('findings.create', {
      planId: later.plan.id,
      domainId: space.domains[0]!.id,
      kind: 'limitation',
      scope: 'unnamed',
      text: 'vẫn chậm',
      repeatsFindingId: gone.id,
    });
    const remark = await office.call('remarks.create', {
      visitId: round.districtVisit.id,
      content: 'Đề nghị xem lại',
      findingId: gone.id,
    });
    const { ids, connection, journal } = office.context;
    const head = {
      method: 'evidence.add',
      actorId: null,
      officeId: kept && office.context.session.officeId(),
    };
    const evidence = [ids.next(), ids.next()];
    connection
      .prepare("INSERT INTO blob (sha256, size, media, created_at) VALUES (?, 1, 'image/png', 0)")
      .run('a'.repeat(64));
    journal.run(head, (write) => {
      for (const [index, id] of evidence.entries()) {
        write.insert('evidence', {
          id,
          visitId: round.districtVisit.id,
          ordinal: index + 1,
          sha256: 'a'.repeat(64),
          fileName: 'a.png',
          media: 'image/png',
          size: 1,
        });
        write.insert('evidence_link', { id: ids.next(), evidenceId: id, findingId: gone.id });
      }
      // One of the two is on both.
      write.insert('evidence_link', { id: ids.next(), evidenceId: evidence[0]!, findingId: kept.id });
    });
    await undone(
      () =>
        office.call('findings.merge', {
          items: [
            { id: kept.id, rev: kept.rev },
            { id: gone.id, rev: gone.rev },
          ],
          text: 'còn chậm, chưa đủ 07/112 TTHC',
        }),
      async () => {
        const merged = await office.call('findings.get', { id: kept.id });
        expect(merged).toMatchObject({
          text: 'còn chậm, chưa đủ 07/112 TTHC',
          visitId: null,
          numerator: 7,
          denominator: 112,
          unit: 'TTHC',
          cause: 'thiếu người; chưa quan tâm',
          causeKind: 'both',
          severity: 'major',
        });
        expect(merged.agencyIds.toSorted()).toEqual([round.district.id, round.department.id].toSorted());
        expect((await office.fails('findings.get', { id: gone.id })).code).toBe('NOT_FOUND');
        const [moved] = await office.call('recommendations.list', { planId: round.plan.id });
        expect([moved?.id, moved?.findingId]).toEqual([recommendation.id, kept.id]);
        expect((await office.call('findings.get', { id: repeating.id })).repeatsFindingId).toBe(kept.id);
        const links = hanging();
        expect(links.remarks).toEqual([{ id: remark.id, finding_id: kept.id }]);
        expect(links.evidence.map((row) => (row as { finding_id: string }).finding_id)).toEqual([
          kept.id,
          kept.id,
        ]);
      },
    );
  });

  test('kinds, scopes and rounds are not mixed', async () => {
    const one = await found('a');
    const item = ({ id, rev }: { id: string; rev: number }) => ({ id, rev });
    const collective = await found('b', { scope: 'unnamed' });
    const strength = await found('c', { kind: 'strength' });
    for (const other of [collective, strength]) {
      const fault = await office.fails('findings.merge', { items: [item(one), item(other)], text: 'x' });
      expect(fault.fields).toEqual([{ path: 'items.1.id', code: 'WRONG_STATE' }]);
    }
    expect(
      (await office.fails('findings.merge', { items: [item(one), item(one)], text: 'x' })).fields,
    ).toEqual([{ path: 'items', code: 'DUPLICATE' }]);
    expect(
      (
        await office.fails('findings.merge', {
          items: [item(one), { ...item(collective), rev: 9 }],
          text: 'x',
        })
      ).code,
    ).toBe('CONFLICT');
  });
});

describe('split', () => {
  test('the first text stays with all that hangs on it; the others stand right behind it; one undo', async () => {
    const row = await found('chậm; thiếu; sai', { numerator: 1, denominator: 3, severity: 'major' });
    await found('sau');
    await undone(
      () => office.call('findings.split', { id: row.id, rev: row.rev, texts: ['chậm', 'thiếu', 'sai'] }),
      async () => {
        expect(await order()).toEqual(['chậm', 'thiếu', 'sai', 'sau']);
        const { rows } = await office.call('findings.list', { planId: round.plan.id, limit: 9 });
        expect(rows[0]).toMatchObject({ id: row.id, numerator: 1 });
        expect(rows[1]).toMatchObject({ numerator: null, severity: 'major', agencyIds: [round.district.id] });
        expect(new Set(rows.map((one) => one.ordinal)).size).toBe(4);
      },
    );
    expect(await order()).toEqual(['chậm; thiếu; sai', 'sau']);
  });
});

describe('repeats', () => {
  async function lastYear() {
    const plan = await office.call('plans.create', {
      title: 'Kiểm tra năm 2018',
      year: 2018,
      issuerId: round.issuer.id,
    });
    const visit = await office.call('visits.create', { planId: plan.id, agencyId: round.district.id });
    const add = (text: string, more: New = {}) =>
      office.call('findings.create', {
        planId: plan.id,
        visitId: visit.id,
        domainId: space.domains[0]!.id,
        kind: 'limitation',
        scope: 'named',
        text,
        ...more,
      });
    return { plan, visit, add };
  }

  test('of the same agency: by criterion first, then by words; collective ones as well, other agencies never', async () => {
    const { plan, add } = await lastYear();
    const criterion = space.criteria[0]!;
    const byCriterion = await add('việc khác hẳn', { criterionId: criterion.id });
    const byWords = await add('chậm cập nhật các thủ tục hành chính trên bảng niêm yết');
    const collective = await add('chậm cập nhật TTHC trên bảng niêm yết ở nhiều nơi', {
      scope: 'unnamed',
      visitId: null,
    });
    await add('thực hiện tốt', { kind: 'strength' });
    await add('hồ sơ quá hạn còn nhiều');
    const elsewhere = await office.call('visits.create', { planId: plan.id, agencyId: round.department.id });
    await add('chậm cập nhật TTHC trên bảng niêm yết', { visitId: elsewhere.id });
    const now = await found('Chậm cập nhật TTHC trên bảng niêm yết', { criterionId: criterion.id });
    const candidates = await office.call('findings.repeats', { id: now.id });
    expect(candidates.map((one) => one.finding.id)).toEqual([byCriterion.id, byWords.id, collective.id]);
    expect(candidates[0]).toMatchObject({
      year: 2018,
      sameCriterion: true,
      agencyName: 'UBND huyện Nam Sách',
    });
    expect(candidates[2]).toMatchObject({ sameCriterion: false, agencyName: null });
    expect(candidates[1]!.likeness).toBeGreaterThan(80);
    expect(
      await office.call('findings.repeats', { id: byWords.id }),
      'nothing is earlier than the first',
    ).toEqual([]);
  });

  test('a predecessor’s limitation is the successor’s past', async () => {
    const { add } = await lastYear();
    const old = await add('chậm cập nhật TTHC trên bảng niêm yết');
    const heir = await office.call('agencies.create', {
      kind: 'ubnd_xa',
      version: {
        name: 'UBND xã Nam Sách',
        shortName: null,
        abbreviation: null,
        placeName: null,
        parentAgencyId: null,
        validFrom: '2025-07-01',
        validTo: null,
      },
    });
    await office.call('successions.create', {
      predecessorIds: [round.district.id],
      successorIds: [heir.id],
      relation: 'merge',
      effectiveOn: '2025-07-01',
      legalText: 'Nghị quyết',
    } as never);
    const plan = await office.call('plans.create', {
      title: 'Kiểm tra năm 2026',
      year: 2026,
      issuerId: round.issuer.id,
    });
    const visit = await office.call('visits.create', { planId: plan.id, agencyId: heir.id });
    const now = await found('chậm cập nhật TTHC trên bảng niêm yết', { planId: plan.id, visitId: visit.id });
    expect((await office.call('findings.repeats', { id: now.id })).map((one) => one.finding.id)).toEqual([
      old.id,
    ]);
  });

  test('linked by a click, said in the notice, released when the earlier one goes', async () => {
    const { add } = await lastYear();
    const old = await add('chậm cập nhật TTHC');
    const now = await found('Chậm cập nhật TTHC');
    const linked = await office.call('findings.update', {
      id: now.id,
      rev: now.rev,
      patch: { repeatsFindingId: old.id },
    });
    const notice = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'agency_notice',
      visitId: round.districtVisit.id,
    });
    const said = async () => JSON.stringify((await office.call('documents.get', { id: notice.id })).content);
    expect(await said()).toContain('Chậm cập nhật TTHC (tồn tại đã được chỉ ra tại đợt kiểm tra năm 2018).');
    for (const wrong of [linked.id, (await found('khác')).id]) {
      const fault = await office.fails('findings.update', {
        id: now.id,
        rev: linked.rev,
        patch: { repeatsFindingId: wrong },
      });
      expect(fault.fields).toEqual([{ path: 'patch.repeatsFindingId', code: 'WRONG_STATE' }]);
    }
    await undone(
      () => office.call('findings.delete', { id: old.id, rev: old.rev }),
      async () => expect((await office.call('findings.get', { id: now.id })).repeatsFindingId).toBeNull(),
    );
  });
});

describe('the wording bank', () => {
  const search = (text: string, more: Partial<Input<'phrases.search'>> = {}) =>
    office.call('phrases.search', { text, ...more });

  test('begins with sentences of the references, added once', async () => {
    const phrases = await office.call('phrases.list', {});
    expect(phrases.length).toBeGreaterThan(20);
    expect(new Set(phrases.map((one) => one.source))).toEqual(new Set(['starter']));
    expect(await office.call('phrases.addStarter', {})).toEqual({ added: 0 });
    await office.call('phrases.delete', { id: phrases[0]!.id, rev: phrases[0]!.rev });
    await undone(
      () => office.call('phrases.addStarter', {}),
      async () => expect(await office.call('phrases.list', {})).toHaveLength(phrases.length),
    );
  });

  test('words with or without marks; as written first; hidden ones not; never in Ctrl+K', async () => {
    const { id } = await office.call('phrases.create', {
      kind: 'limitation',
      text: 'Đường dây nóng chưa công khai',
    });
    await office.call('phrases.create', { kind: 'limitation', text: 'dưỡng lão' });
    for (const text of ['duong day', 'Đường dây', 'công khai đường'])
      expect((await search(text))[0]).toMatchObject({ phraseId: id });
    const both = await search('dưỡng');
    expect(both.map((one) => [one.text, one.exact])).toEqual([
      ['dưỡng lão', true],
      ['Đường dây nóng chưa công khai', false],
    ]);
    expect(await office.call('search.find', { text: 'đường dây nóng' })).toEqual([]);
    const row = (await office.call('phrases.list', {})).find((one) => one.id === id)!;
    await office.call('phrases.update', { id, rev: row.rev, patch: { hidden: true } });
    expect(await search('đường dây')).toEqual([]);
    expect(await search('đường dây', { kind: 'strength' })).toEqual([]);
  });

  test('an earlier sentence is offered without its figures and its agency; its criterion, agency and plan count', async () => {
    const criterion = space.criteria[0]!;
    await found('UBND huyện Nam Sách còn 07/112 TTHC chưa niêm yết', {
      criterionId: criterion.id,
      numerator: 7,
      denominator: 112,
    });
    const where = { planId: round.plan.id, agencyId: round.district.id, criterionId: criterion.id };
    const [hit] = await search('chua niem yet', where);
    expect(hit).toMatchObject({
      phraseId: null,
      text: '{đơn vị} còn {x/y} TTHC chưa niêm yết',
      uses: { plan: 1, agency: 1, criterion: 1, all: 1 },
      exact: false,
    });
    // Without words: what this criterion said before.
    expect((await search('', where))[0]).toMatchObject({ text: '{đơn vị} còn {x/y} TTHC chưa niêm yết' });
    expect(
      (await search('niêm yết', { kind: 'recommendation' })).every((one) => one.kind === 'recommendation'),
    ).toBe(true);
  });

  test('a used phrase knows its uses; deleting it leaves the findings; one undo', async () => {
    const made = await office.call('phrases.create', { kind: 'limitation', text: 'hồ sơ trễ hạn nhiều lần' });
    const other = await office.call('phrases.create', { kind: 'limitation', text: 'hồ sơ trễ hạn kéo dài' });
    for (const text of ['Hồ sơ trễ hạn nhiều lần', 'Hồ sơ trễ hạn nhiều lần'])
      await found(text, { phraseId: made.id });
    await found('Hồ sơ trễ hạn kéo dài', { phraseId: other.id, visitId: round.departmentVisit.id });
    const hits = await search('trễ hạn', { kind: 'limitation', agencyId: round.department.id });
    expect(hits.slice(0, 2).map((one) => [one.phraseId, one.uses.agency, one.uses.all])).toEqual([
      [other.id, 1, 1],
      [made.id, 0, 2],
    ]);
    await undone(
      () => office.call('phrases.delete', { id: made.id, rev: made.rev }),
      async () => {
        const { rows } = await office.call('findings.list', { planId: round.plan.id, limit: 9 });
        expect(rows.map((one) => one.phraseId)).toEqual([null, null, other.id]);
      },
    );
  });

  async function issue() {
    const notice = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'agency_notice',
      visitId: round.districtVisit.id,
    });
    const frozen = await office.call('documents.freeze', { id: notice.id, rev: notice.rev });
    return office.call('documents.issue', {
      id: notice.id,
      rev: frozen.rev,
      number: '12',
      issuedOn: '2019-10-30',
    });
  }

  test('learns from an issued notice, each sentence once, with a use', async () => {
    const first = await found('UBND huyện Nam Sách còn 07/112 TTHC chưa được niêm yết', {
      numerator: 7,
      denominator: 112,
    });
    await found('UBND huyện Nam Sách còn 9/80 TTHC chưa được niêm yết');
    await office.call('recommendations.create', {
      planId: round.plan.id,
      findingId: first.id,
      agencyId: round.district.id,
      domainId: null,
      text: 'UBND huyện Nam Sách niêm yết đủ TTHC',
      dueOn: '2019-11-29',
      dueNote: null,
      verb: 'niêm yết',
    });
    await issue();
    const learnt = (await office.call('phrases.list', {})).filter((one) => one.source === 'learnt');
    expect(learnt.map((one) => [one.kind, one.text, one.uses])).toEqual([
      ['limitation', '{đơn vị} còn {x/y} TTHC chưa được niêm yết', 2],
      ['recommendation', '{đơn vị} niêm yết đủ TTHC', 1],
    ]);
    expect(learnt[0]?.domainKey).toBe(space.domains[0]!.key);
    expect((await office.fails('journal.undo', {})).code).toBe('UNDO_BARRIER');
  });

  test('a bank that cannot learn does not stop the issue', async () => {
    await found('Một tồn tại đủ dài để học');
    office.context.connection.exec(
      "CREATE TRIGGER no_phrases BEFORE INSERT ON phrase BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    expect((await issue()).status).toBe('issued');
    expect((await office.call('phrases.list', {})).filter((one) => one.source === 'learnt')).toEqual([]);
  });
});

describe('tone marks', () => {
  test('a notice keeps one style, names as they are; without the setting as it was typed', async () => {
    const text = 'việc số hóa và ủy quyền tại Sở Văn hóa chưa khoẻ';
    await found(text);
    const notice = await office.call('documents.create', {
      planId: round.plan.id,
      kind: 'agency_notice',
      visitId: round.districtVisit.id,
    });
    const said = async (id: string) => JSON.stringify((await office.call('documents.get', { id })).content);
    expect(await said(notice.id)).toContain('Việc số hóa và ủy quyền tại Sở Văn hóa chưa khoẻ.');
    const { office: own } = await office.call('system.status', {});
    await office.call('offices.update', { id: own!.id, rev: own!.rev, patch: { toneMarks: 'new' } });
    const stale = await office.call('documents.get', { id: notice.id });
    expect(stale.stale).toBe(true);
    const again = await office.call('documents.redraft', { id: notice.id, rev: notice.rev });
    expect(JSON.stringify(again.content)).toContain('Việc số hoá và uỷ quyền tại Sở Văn hóa chưa khoẻ.');
  });
});

import { describe, expect, test } from 'vitest';
import {
  AN,
  BINH,
  codeOf,
  contents,
  finding,
  head,
  OFFICE,
  PLAN,
  uuid,
  VERSION,
  AGENCY,
  VISIT,
  world,
} from './helpers.ts';

const F = uuid(100);
const G = uuid(101);
type Here = ReturnType<typeof world>;

const setYear = ({ journal }: Here, year: number, actorId = AN, more: object = {}) =>
  journal.run({ ...head('plans.update', actorId), ...more }, (write) =>
    write.update('plan', PLAN, null, { year }),
  );
const setNote = ({ journal }: Here, note: string, actorId = AN) =>
  journal.run(head('plans.note', actorId), (write) => write.update('plan', PLAN, null, { note }));
const year = ({ connection }: Here) => connection.prepare('SELECT year FROM plan').pluck().get();

/** Domains that are told apart by a unique key. */
const keyed = ({ connection }: Here) =>
  connection.prepare("SELECT id, key FROM domain WHERE domain_set = 'pl2' ORDER BY id").all();
function addDomain({ journal }: Here, id: string, key: string): void {
  journal.run(head('domains.add'), (write) =>
    write.insert('domain', { id, domainSet: 'pl2', key, ordinal: 1, name: key, shortName: key }),
  );
}

describe('rows that changed places', () => {
  test.each<[string, readonly string[]]>([
    ['two', ['b', 'a']],
    ['a ring of three', ['b', 'c', 'a']],
    ['a row that went and one that took its place', ['', 'a']],
  ])('%s come back, and go again', (_, wanted) => {
    const here = world();
    const ids = wanted.map((_one, index) => uuid(700 + index));
    ids.forEach((id, index) => addDomain(here, id, 'abc'.charAt(index)));
    const before = contents(here.connection);
    here.journal.run(head('domains.turn'), (write) => {
      wanted.forEach((key, index) => {
        if (key === '') write.remove('domain', ids[index]!, null);
        else write.update('domain', ids[index]!, null, { key: `~${index}` });
      });
      wanted.forEach((key, index) => {
        if (key !== '') write.update('domain', ids[index]!, null, { key });
      });
    });
    const after = contents(here.connection);
    for (let turn = 0; turn < 3; turn++) {
      here.journal.undo(AN);
      expect(contents(here.connection)).toEqual(before);
      here.journal.redo(AN);
      expect(contents(here.connection)).toEqual(after);
    }
    expect(here.journal.verify()).toMatchObject({ intact: true });
  });

  test('where somebody else has taken the value since, nothing is taken back', () => {
    const here = world();
    addDomain(here, uuid(700), 'a');
    here.journal.run(head('domains.turn'), (write) => write.update('domain', uuid(700), null, { key: 'b' }));
    here.journal.run(head('domains.add', BINH), (write) =>
      write.insert('domain', {
        id: uuid(701),
        domainSet: 'pl2',
        key: 'a',
        ordinal: 1,
        name: 'a',
        shortName: 'a',
      }),
    );
    const before = keyed(here);
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
    expect(keyed(here)).toEqual(before);
  });
});

describe('undo and redo', () => {
  test('step by step down and up again; rev only grows', () => {
    const here = world();
    for (const value of [2020, 2021, 2022]) setYear(here, value);
    const years: unknown[] = [];
    const revs: unknown[] = [];
    const look = () => {
      years.push(year(here));
      revs.push(here.connection.prepare('SELECT rev FROM plan').pluck().get());
    };
    for (const move of ['undo', 'undo', 'redo', 'undo', 'undo', 'redo', 'redo', 'redo', 'undo'] as const) {
      here.journal[move](AN);
      look();
    }
    expect(years).toEqual([2021, 2020, 2021, 2020, 2019, 2020, 2021, 2022, 2021]);
    expect(revs).toEqual(revs.map((_, index) => 5 + index));
    expect(here.journal.verify()).toMatchObject({ intact: true, changeSets: 13 });
  });

  test('nothing left to undo or redo says so', () => {
    const here = world();
    expect(codeOf(() => here.journal.undo(AN))).toBe('NOTHING_TO_UNDO');
    expect(codeOf(() => here.journal.redo(AN))).toBe('NOTHING_TO_UNDO');
    expect(here.journal.state(AN)).toEqual({ undo: null, redo: null });
    setYear(here, 2020);
    here.journal.undo(AN);
    expect(codeOf(() => here.journal.undo(AN))).toBe('NOTHING_TO_UNDO');
  });

  test('a new command clears redo', () => {
    const here = world();
    setYear(here, 2020);
    here.journal.undo(AN);
    setNote(here, 'mới');
    expect(here.journal.state(AN).redo).toBeNull();
    expect(codeOf(() => here.journal.redo(AN))).toBe('NOTHING_TO_UNDO');
    here.journal.undo(AN);
    expect(codeOf(() => here.journal.undo(AN))).toBe('NOTHING_TO_UNDO');
    expect(year(here)).toBe(2019);
  });

  test('the state names the step by its method, when and who', () => {
    const here = world();
    here.clock.move(7);
    setYear(here, 2020);
    const { undo, redo } = here.journal.state(AN);
    expect(undo).toMatchObject({ method: 'plans.update', at: here.clock.now(), actorName: 'Nguyễn Thị An' });
    expect(redo).toBeNull();
    expect(here.journal.undo(AN)).toMatchObject({ method: 'plans.update', tables: ['plan'], rowIds: [PLAN] });
    expect(here.journal.state(AN)).toMatchObject({ undo: null, redo: { method: 'plans.update' } });
  });

  test('rows that stand on each other come back in any order', () => {
    const here = world();
    const empty = contents(here.connection);
    here.journal.run(head(), (write) => {
      write.insert('finding', { ...finding(F), sourceText: 'nguồn' });
      write.insert('finding_agency', { id: uuid(200), findingId: F, agencyId: AGENCY });
      write.insert('recommendation', {
        id: uuid(201),
        planId: PLAN,
        findingId: F,
        ordinal: 1,
        text: 'r',
        status: 'open',
      });
    });
    const full = contents(here.connection);
    here.journal.run(head(), (write) => {
      write.remove('recommendation', uuid(201), 1);
      write.remove('finding_agency', uuid(200), 1);
      write.remove('finding', F, 1);
    });
    here.journal.undo(AN);
    expect(contents(here.connection)).toEqual(full);
    here.journal.undo(AN);
    expect(contents(here.connection)).toEqual(empty);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(full);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(empty);
    expect(here.connection.prepare('SELECT table_name FROM tombstone ORDER BY 1').pluck().all()).toEqual([
      'finding',
      'finding_agency',
      'recommendation',
    ]);
    expect(here.connection.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  });

  test('a row that was pointed to another one made after it', () => {
    const here = world();
    const before = contents(here.connection);
    here.journal.run(head(), (write) => {
      write.update('visit', VISIT, 1, { note: 'trước' });
      write.insert('team', { id: uuid(210), planId: PLAN, ordinal: 1, form: 'doan', name: 'Đoàn 1' });
      write.update('visit', VISIT, 2, { teamId: uuid(210) });
    });
    const after = contents(here.connection);
    here.journal.undo(AN);
    expect(contents(here.connection)).toEqual(before);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(after);
  });

  test('a unique value that one row took over from another', () => {
    const here = world();
    const before = contents(here.connection);
    here.journal.run(head(), (write) => {
      write.remove('visit', VISIT, 1);
      write.insert('visit', {
        id: uuid(211),
        planId: PLAN,
        agencyId: AGENCY,
        agencyVersionId: VERSION,
        ordinal: 1,
        status: 'planned',
      });
    });
    const after = contents(here.connection);
    here.journal.undo(AN);
    expect(contents(here.connection)).toEqual(before);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(after);
  });

  test('the search index follows', () => {
    const here = world();
    here.journal.run(head(), (write) => write.insert('finding', finding(F, 'niêm yết thủ tục')));
    here.journal.undo(AN);
    expect(here.search.find('niem yet', 5)).toEqual([]);
    here.journal.redo(AN);
    expect(here.search.find('niem yet', 5)).toHaveLength(1);
  });

  test('survives a restart', () => {
    const here = world();
    setYear(here, 2020);
    setYear(here, 2021);
    here.journal.undo(AN);
    here.database.close();
    const again = world(here.folder, { seeded: false, firstId: 0x9000 });
    again.journal.redo(AN);
    expect(year(again)).toBe(2021);
    again.journal.undo(AN);
    again.journal.undo(AN);
    expect(year(again)).toBe(2019);
  });

  test('is announced like any change', () => {
    const here = world();
    setYear(here, 2020);
    const events: unknown[] = [];
    here.journal.onChanged((event) => events.push(event));
    here.journal.undo(AN);
    expect(events).toEqual([{ type: 'changed', seq: 3, tables: ['plan'], rowIds: [PLAN] }]);
  });
});

describe('groups', () => {
  test('calls of one group are one undo and one redo', () => {
    const here = world();
    const group = uuid(300);
    setYear(here, 2020);
    for (const [index, id] of [F, G].entries()) {
      here.journal.run({ ...head(), group }, (write) => write.insert('finding', finding(id, 'x', index)));
    }
    here.journal.run({ ...head(), group }, (write) => write.update('finding', F, 1, { text: 'y' }));
    const full = contents(here.connection);
    here.journal.undo(AN);
    expect(contents(here.connection)).not.toHaveProperty('finding');
    expect(year(here)).toBe(2020);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(full);
    here.journal.undo(AN);
    here.journal.undo(AN);
    expect(year(here)).toBe(2019);
    here.journal.redo(AN);
    here.journal.redo(AN);
    expect(contents(here.connection)).toEqual(full);
    expect(here.journal.verify().intact).toBe(true);
  });

  test('a conflict in one of them undoes none', () => {
    const here = world();
    const group = uuid(300);
    setYear(here, 2020, AN, { group });
    here.journal.run({ ...head(), group }, (write) => write.insert('finding', finding(F)));
    setYear(here, 2030, BINH);
    const before = contents(here.connection);
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
    expect(contents(here.connection)).toEqual(before);
    expect(here.journal.verify().intact).toBe(true);
  });
});

describe('two persons', () => {
  test("each undoes the own steps, past the other's", () => {
    const here = world();
    setYear(here, 2020, AN);
    here.journal.run(head('x', BINH), (write) => write.update('visit', VISIT, null, { note: 'Bình' }));
    here.journal.undo(AN);
    expect(year(here)).toBe(2019);
    expect(here.connection.prepare('SELECT note FROM visit').pluck().get()).toBe('Bình');
    expect(codeOf(() => here.journal.undo(AN))).toBe('NOTHING_TO_UNDO');
    here.journal.undo(BINH);
    expect(here.connection.prepare('SELECT note FROM visit').pluck().get()).toBeNull();
  });

  test('a row that somebody else has changed since is CONFLICT, even in another column', () => {
    for (const theirs of [
      (here: Here) => setYear(here, 2030, BINH),
      (here: Here) => setNote(here, 'Bình', BINH),
    ]) {
      const here = world();
      setYear(here, 2020, AN);
      theirs(here);
      const before = contents(here.connection);
      expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
      expect(contents(here.connection)).toEqual(before);
    }
  });

  test('when they take their change back, undo works again; when they bring it back, not', () => {
    const here = world();
    setYear(here, 2020, AN);
    setNote(here, 'Bình', BINH);
    here.journal.undo(BINH);
    here.journal.redo(BINH);
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
    here.journal.undo(BINH);
    here.journal.undo(AN);
    expect(year(here)).toBe(2019);
    // And the other way round: what Bình may redo has moved on by now, and back again.
    here.journal.redo(AN);
    here.journal.redo(BINH);
    expect(here.connection.prepare('SELECT year, note FROM plan').get()).toEqual({
      year: 2020,
      note: 'Bình',
    });
  });

  test('a row that somebody else has deleted, or built upon, is CONFLICT', () => {
    const here = world();
    here.journal.run(head(), (write) => write.insert('finding', finding(F)));
    here.journal.run(head('x', BINH), (write) =>
      write.insert('finding_agency', { id: uuid(200), findingId: F, agencyId: AGENCY }),
    );
    const before = contents(here.connection);
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
    expect(contents(here.connection)).toEqual(before);
    here.journal.run(head('x', BINH), (write) => {
      write.remove('finding_agency', uuid(200), null);
      write.remove('finding', F, null);
    });
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
  });

  test('a unique value that somebody else has taken since is CONFLICT', () => {
    const here = world();
    const visit = {
      planId: PLAN,
      agencyId: AGENCY,
      agencyVersionId: VERSION,
      ordinal: 1,
      status: 'planned',
    } as const;
    here.journal.run(head(), (write) => write.remove('visit', VISIT, 1));
    here.journal.run(head('x', BINH), (write) => write.insert('visit', { id: uuid(400), ...visit }));
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
    expect(here.connection.inTransaction).toBe(false);
  });

  test('a system change on the row since is CONFLICT, whoever started it', () => {
    const here = world();
    setYear(here, 2020);
    setNote(here, 'hệ thống');
    here.journal.undo(AN);
    here.journal.run({ ...head('import'), kind: 'system' }, (write) =>
      write.update('plan', PLAN, null, { subject: 's' }),
    );
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
  });

  test('a change that went past the journal is noticed by its value', () => {
    const here = world();
    setYear(here, 2020);
    here.connection.exec('UPDATE plan SET year = 2033');
    expect(codeOf(() => here.journal.undo(AN))).toBe('CONFLICT');
  });
});

describe('where undo stops', () => {
  test('at a barrier', () => {
    const here = world();
    setYear(here, 2020);
    setYear(here, 2021, AN, { barrier: true, method: 'documents.freeze' });
    expect(here.journal.state(AN).undo).toBeNull();
    expect(codeOf(() => here.journal.undo(AN))).toBe('UNDO_BARRIER');
    setNote(here, 'sau');
    here.journal.undo(AN);
    expect(codeOf(() => here.journal.undo(AN))).toBe('UNDO_BARRIER');
    expect(year(here)).toBe(2021);
    here.journal.redo(AN);
  });

  test("system change sets and tables that are not undoable are nobody's step", () => {
    const here = world();
    setYear(here, 2020);
    here.journal.run({ ...head('samples'), kind: 'system' }, (write) => write.insert('finding', finding(F)));
    here.journal.run(head('system.setUp'), (write) =>
      write.insert('installation', { id: uuid(500), officeId: OFFICE, actingPersonId: AN }),
    );
    here.journal.run(head('persons.act'), (write) =>
      write.update('installation', uuid(500), 1, { actingPersonId: BINH }),
    );
    here.journal.undo(AN);
    expect(year(here)).toBe(2019);
    expect(here.connection.prepare('SELECT acting_person_id FROM installation').pluck().get()).toBe(BINH);
    expect(contents(here.connection)).toHaveProperty('finding');
  });

  test('at a step whose payload has been erased', () => {
    const here = world();
    setYear(here, 2020);
    here.journal.erase(head('journal.erase'), [{ table: 'plan', rowId: PLAN }]);
    expect(here.journal.state(AN).undo).toBeNull();
    expect(codeOf(() => here.journal.undo(AN))).toBe('UNDO_BARRIER');
  });
});

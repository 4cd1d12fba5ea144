/** One stretch of typing, saved many times, is one step: while nothing comes between, even one change set. */
import { describe, expect, test } from 'vitest';
import { AN, BINH, codeOf, contents, finding, head, PLAN, uuid, VISIT, world } from './helpers.ts';

const F = uuid(100);
type Here = ReturnType<typeof world>;

function started(): Here {
  const here = world();
  here.journal.run(head('findings.create'), (write) => write.insert('finding', finding(F, 'bắt đầu')));
  return here;
}
const typed = ({ journal }: Here, text: string, more: object = {}) =>
  journal.run({ ...head('findings.update'), editKey: 'note-1', ...more }, (write) =>
    write.update('finding', F, null, { text }),
  );
const sets = ({ connection }: Here) => connection.prepare('SELECT count(*) FROM change_set').pluck().get();
const textOf = ({ connection }: Here) =>
  connection.prepare('SELECT text FROM finding WHERE id = ?').pluck().get(F);

describe('autosaves of one edit', () => {
  test('a hundred of them are one change set, whose chain holds', () => {
    const here = started();
    for (let count = 1; count <= 100; count++) {
      here.clock.move(500);
      typed(here, `chữ ${count}`);
    }
    expect(sets(here)).toBe(3);
    expect(here.journal.verify()).toEqual({ intact: true, changeSets: 3, erased: 0, brokenAt: null });
    const payload = here.connection
      .prepare('SELECT payload FROM change_payload ORDER BY change_id DESC LIMIT 1')
      .pluck()
      .get();
    expect(JSON.parse(String(payload))).toEqual({ before: { text: 'bắt đầu' }, after: { text: 'chữ 100' } });
    expect(here.connection.prepare('SELECT at FROM change_set WHERE seq = 3').pluck().get()).toBe(
      here.clock.now(),
    );
    expect(here.connection.prepare('SELECT rev FROM change ORDER BY id DESC LIMIT 1').pluck().get()).toBe(
      101,
    );
    here.journal.undo(AN);
    expect(textOf(here)).toBe('bắt đầu');
    here.journal.redo(AN);
    expect(textOf(here)).toBe('chữ 100');
  });

  test('every save is announced, and found by search at once', () => {
    const here = started();
    const events: number[] = [];
    here.journal.onChanged((event) => events.push(event.seq));
    typed(here, 'một');
    typed(here, 'một hai');
    expect(events).toEqual([3, 3]);
    expect(here.search.find('hai', 5)).toHaveLength(1);
  });

  test('a row that the edit itself made grows as well', () => {
    const here = world();
    const save = (text: string, rev: number | null) =>
      here.journal.run({ ...head('findings.save'), editKey: 'k' }, (write) =>
        rev === null ? write.insert('finding', finding(F, text)) : write.update('finding', F, rev, { text }),
      );
    const first = save('m', null);
    const second = save('mộ', first.rev);
    save('một', second.rev);
    expect(sets(here)).toBe(2);
    here.journal.undo(AN);
    expect(contents(here.connection)).not.toHaveProperty('finding');
    here.journal.redo(AN);
    expect(textOf(here)).toBe('một');
    expect(here.journal.verify().intact).toBe(true);
  });

  test('further columns and rows that the set knows join it; a row that it does not know begins another', () => {
    const here = started();
    typed(here, 'một');
    here.journal.run({ ...head('findings.update'), editKey: 'note-1' }, (write) =>
      write.update('finding', F, null, { cause: 'c' }),
    );
    expect(sets(here)).toBe(3);
    here.journal.run({ ...head('findings.update'), editKey: 'note-1' }, (write) =>
      write.update('plan', PLAN, null, { note: 'n' }),
    );
    expect(sets(here)).toBe(4);
    // Still one undo: it is one stretch of typing.
    here.journal.undo(AN);
    expect(textOf(here)).toBe('bắt đầu');
    expect(here.connection.prepare('SELECT note FROM plan').pluck().get()).toBeNull();
  });

  test.each([
    ['another key', { editKey: 'note-2' }],
    ['another method', { method: 'findings.other' }],
    ['another person', { actorId: BINH }],
    ['no key', { editKey: undefined }],
    ['a barrier', { barrier: true }],
    ['a group', { group: uuid(77) }],
  ])('%s begins a new change set', (_name, more) => {
    const here = started();
    typed(here, 'một');
    typed(here, 'hai', more);
    expect(sets(here)).toBe(4);
    expect(here.journal.verify().intact).toBe(true);
  });

  test('what came between stays as it is: only the newest grows, and undo takes both halves', () => {
    const here = started();
    typed(here, 'một');
    const hashes = () =>
      here.connection.prepare('SELECT hash FROM change_set WHERE seq <= 4 ORDER BY seq').pluck().all();
    here.journal.run(head('visits.update', BINH), (write) =>
      write.update('visit', VISIT, null, { note: 'Bình' }),
    );
    const before = hashes();
    typed(here, 'một hai');
    typed(here, 'một hai ba');
    expect(hashes()).toEqual(before);
    expect(sets(here)).toBe(5);
    here.journal.undo(AN);
    expect(textOf(here)).toBe('bắt đầu');
    here.journal.redo(AN);
    expect(textOf(here)).toBe('một hai ba');
    expect(here.connection.prepare('SELECT note FROM visit').pluck().get()).toBe('Bình');
  });

  test('an own command between ends the stretch: undo goes back over one after the other', () => {
    const here = started();
    typed(here, 'một');
    here.journal.run(head('visits.update'), (write) => write.update('visit', VISIT, null, { note: 'x' }));
    typed(here, 'hai');
    here.journal.undo(AN);
    expect(textOf(here)).toBe('một');
    here.journal.undo(AN);
    expect(here.connection.prepare('SELECT note FROM visit').pluck().get()).toBeNull();
    here.journal.undo(AN);
    expect(textOf(here)).toBe('bắt đầu');
  });

  test('after an undo the next letter is a new step', () => {
    const here = started();
    typed(here, 'một');
    here.journal.undo(AN);
    typed(here, 'hai');
    expect(codeOf(() => here.journal.redo(AN))).toBe('NOTHING_TO_UNDO');
    here.journal.undo(AN);
    expect(textOf(here)).toBe('bắt đầu');
  });
});

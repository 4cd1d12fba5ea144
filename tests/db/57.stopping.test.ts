/** A command, an undo or a redo that is stopped at any of its steps leaves everything as it was. */
import { expect, test } from 'vitest';
import type { OnStep } from '../../db/journal.ts';
import { AN, contents, head, OFFICE, PLAN, world } from './helpers.ts';

class Stopped extends Error {}

/** Stops at the step `at`; keeps what was told. */
function stopping(at: number) {
  const told: [number, number][] = [];
  const onStep: OnStep = (done, total) => {
    told.push([done, total]);
    if (told.length === at) throw new Stopped();
  };
  return { told, onStep };
}

function everything({ connection }: ReturnType<typeof world>) {
  const rows = (table: string) => connection.prepare(`SELECT * FROM ${table} ORDER BY 1`).all();
  return {
    ...contents(connection),
    sets: rows('change_set'),
    changes: rows('change'),
    payloads: rows('change_payload'),
    entries: rows('search_entry'),
    tombstones: rows('tombstone'),
  };
}

const PERSONS = 5;

test('at every step of every way', () => {
  const here = world();
  const { journal, search } = here;
  const ways: readonly (readonly [total: number, move: (onStep?: OnStep) => unknown])[] = [
    // Each change is indexed, sealed and stored.
    [
      (PERSONS + 1) * 3,
      (onStep) =>
        journal.run(
          head('persons.create'),
          (write) => {
            for (let index = 0; index < PERSONS; index += 1) {
              const fullName = `Phan Thị Hồng ${index}`;
              write.insert('person', { id: `person-${index}`, officeId: OFFICE, fullName, position: null });
            }
            write.update('plan', PLAN, null, { year: 2031 });
          },
          onStep,
        ),
    ],
    // And before that reversed.
    [(PERSONS + 1) * 4, (onStep) => journal.undo(AN, onStep)],
    [(PERSONS + 1) * 4, (onStep) => journal.redo(AN, onStep)],
  ];
  for (const [total, move] of ways) {
    const before = everything(here);
    for (let at = 1; at <= total; at += 1) {
      const { onStep } = stopping(at);
      expect(() => move(onStep)).toThrow(Stopped);
      expect(everything(here)).toEqual(before);
      expect(journal.verify().intact).toBe(true);
    }
    const { told, onStep } = stopping(Infinity);
    move(onStep);
    expect(told).toEqual(Array.from({ length: total }, (_one, index) => [index + 1, total]));
    expect(everything(here)).not.toEqual(before);
    expect(search.find('hong', 10)).toHaveLength(move === ways[1]![1] ? 0 : PERSONS);
  }
  expect(journal.verify().intact).toBe(true);
});

test('the size of what undo and redo would reverse', () => {
  const { journal } = world();
  expect(journal.size('redo', AN)).toBe(0);
  const group = 'one';
  for (const index of [0, 1]) {
    journal.run({ ...head('persons.create'), group }, (write) => {
      for (const part of ['a', 'b']) {
        const fullName = 'Đỗ Văn Tài';
        write.insert('person', { id: `${index}${part}`, officeId: OFFICE, fullName, position: null });
      }
    });
  }
  expect(journal.size('undo', AN)).toBe(4);
  journal.undo(AN);
  expect(journal.size('redo', AN)).toBe(4);
});

import { describe, expect, test } from 'vitest';
import { codeOf, finding, head, PLAN, uuid, world } from './helpers.ts';

describe('one command', () => {
  test('smoke', () => {
    const { journal, connection, search } = world();
    const events: unknown[] = [];
    journal.onChanged((event) => events.push(event));
    const made = journal.run(head(), (write) => write.insert('finding', finding(uuid(100))));
    expect(made.rev).toBe(1);
    expect(made.scopeKinds).toEqual([]);
    const changed = journal.run(head(), (write) =>
      write.update('plan', PLAN, 1, { scoring: true, legalGrounds: ['a'] }),
    );
    expect(changed.rev).toBe(2);
    expect(changed.scoring).toBe(true);
    expect(codeOf(() => journal.run(head(), (write) => write.update('plan', PLAN, 1, { title: 'x' })))).toBe(
      'CONFLICT',
    );
    journal.undo(head().actorId);
    journal.undo(head().actorId);
    expect(codeOf(() => journal.undo(head().actorId))).toBe('NOTHING_TO_UNDO');
    journal.redo(head().actorId);
    journal.redo(head().actorId);
    expect(codeOf(() => journal.redo(head().actorId))).toBe('NOTHING_TO_UNDO');
    expect(journal.verify()).toEqual({ intact: true, changeSets: 7, erased: 0, brokenAt: null });
    expect(search.find('so noi vu', 10)).toHaveLength(2);
    expect(events).toHaveLength(6);
    expect(connection.prepare('select rev from finding').all()).toEqual([{ rev: 3 }]);
  });
});

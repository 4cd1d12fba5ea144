import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { AN, finding, head, PLAN, uuid, world } from './helpers.ts';

const SECRET = 'Lê Thị Bímật';

function written() {
  const here = world();
  const { journal } = here;
  journal.run(head('findings.create'), (write) => {
    write.insert('finding', finding(uuid(100)));
    write.update('plan', PLAN, 1, { note: 'ghi chú' });
  });
  journal.run(head('plans.update'), (write) => write.update('plan', PLAN, 2, { note: null }));
  journal.undo(AN);
  journal.run(head('findings.delete'), (write) => write.remove('finding', uuid(100), 1));
  return here;
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('the chain', () => {
  test('holds, and can be computed again from its description alone', () => {
    const { connection, journal } = written();
    expect(journal.verify()).toEqual({ intact: true, changeSets: 5, erased: 0, brokenAt: null });
    let previous = '0'.repeat(64);
    for (const set of connection.prepare('SELECT * FROM change_set ORDER BY seq').all() as Record<
      string,
      unknown
    >[]) {
      const changes = connection
        .prepare(
          'SELECT * FROM change JOIN change_payload ON change_id = change.id WHERE change_set_seq = ? ORDER BY ordinal',
        )
        .all(set['seq']) as Record<string, unknown>[];
      const digests = changes.map((change) => {
        const { before, after } = JSON.parse(String(change['payload'])) as {
          before: unknown;
          after: unknown;
        };
        const { table_name: table, row_id: rowId, operation, rev } = change;
        expect(change['salt']).toMatch(/^[0-9a-f]{32}$/);
        return sha256(
          String(change['salt']) + canonicalJson({ table, rowId, operation, rev, before, after }),
        );
      });
      expect(changes.map((change) => change['digest'])).toEqual(digests);
      const { id, office_id: office, actor_id: actor, at, method, kind, group_id: group, undoes } = set;
      const canonicalHead = canonicalJson({
        id,
        office,
        actor,
        at,
        method,
        kind,
        group,
        undoes,
        barrier: set['barrier'] === 1,
      });
      expect(set['previous_hash']).toBe(previous);
      previous = sha256(previous + canonicalHead + digests.join(''));
      expect(set['hash']).toBe(previous);
    }
  });

  test('two equal changes have different digests: the salt hides what they say', () => {
    const { connection, journal } = world();
    for (const year of [1, 2, 1, 2])
      journal.run(head(), (write) => write.update('plan', PLAN, null, { year }));
    const digests = connection.prepare('SELECT digest FROM change').pluck().all();
    expect(new Set(digests).size).toBe(digests.length);
  });

  test.each([
    [
      'a payload',
      `UPDATE change_payload SET payload = replace(payload, 'ghi chú', 'ghi sai') WHERE change_id = (SELECT min(id) FROM change WHERE change_set_seq = 2 AND table_name = 'plan')`,
      2,
    ],
    [
      'a salt',
      `UPDATE change_payload SET salt = 'ff' || substr(salt, 3) WHERE change_id = (SELECT max(id) FROM change WHERE change_set_seq = 3) AND substr(salt, 1, 2) <> 'ff'`,
      3,
    ],
    [
      'a digest',
      `UPDATE change SET digest = replace(digest, substr(digest, 1, 1), 'x') WHERE change_set_seq = 3`,
      3,
    ],
    ['the row of a change', `UPDATE change SET row_id = '${uuid(7)}' WHERE change_set_seq = 3`, 3],
    ['the rev of a change', `UPDATE change SET rev = rev + 1 WHERE change_set_seq = 3`, 3],
    ['who did it', `UPDATE change_set SET actor_id = '${uuid(3)}' WHERE seq = 4`, 4],
    ['when', `UPDATE change_set SET at = at - 1 WHERE seq = 4`, 4],
    ['the method', `UPDATE change_set SET method = 'x' WHERE seq = 2`, 2],
    ['that it was a barrier', `UPDATE change_set SET barrier = 1 WHERE seq = 2`, 2],
    ['the last hash', `UPDATE change_set SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 5`, 5],
    [
      'a change that was taken out',
      `DELETE FROM change_payload WHERE change_id = (SELECT max(id) FROM change WHERE change_set_seq = 2); DELETE FROM change WHERE id = (SELECT max(id) FROM change WHERE change_set_seq = 2)`,
      2,
    ],
    [
      'two changes that changed places',
      `UPDATE change SET ordinal = ordinal + 10 WHERE change_set_seq = 2; UPDATE change SET ordinal = 11 - ordinal + 0 WHERE change_set_seq = 2 AND ordinal >= 10`,
      2,
    ],
  ])('tells that somebody altered %s', (_name, sql, brokenAt) => {
    const { connection, journal } = written();
    const before = connection.prepare('SELECT total_changes()').pluck().get() as number;
    connection.exec(sql);
    expect(connection.prepare('SELECT total_changes()').pluck().get()).toBeGreaterThan(before);
    expect(journal.verify()).toMatchObject({ intact: false, brokenAt });
  });

  test('tells that a change set was taken out of the middle', () => {
    const { connection, journal } = written();
    connection.pragma('foreign_keys = OFF');
    connection.exec('DELETE FROM change_set WHERE seq = 2');
    expect(journal.verify()).toMatchObject({ intact: false, changeSets: 4, brokenAt: 3 });
  });
});

describe('erasing', () => {
  test('empties payloads for good; the chain holds and says how many', () => {
    const here = world();
    here.journal.run(head(), (write) =>
      write.insert('person', { id: uuid(600), officeId: uuid(1), fullName: SECRET }),
    );
    here.journal.run(head(), (write) => write.update('person', uuid(600), 1, { position: 'Chuyên viên' }));
    here.journal.run(head(), (write) => write.remove('person', uuid(600), 2));
    expect(here.journal.erase(head('journal.erase'), [{ table: 'person', rowId: uuid(600) }])).toBe(3);
    expect(here.journal.verify()).toEqual({ intact: true, changeSets: 5, erased: 3, brokenAt: null });
    expect(here.journal.list({ limit: 1 }).rows[0]).toMatchObject({
      method: 'journal.erase',
      kind: 'system',
      rows: [],
    });
    // Not even in the free space of the file or in the log.
    const bytes = ['cchc.db', 'cchc.db-wal'].map((name) => readFileSync(path.join(here.folder, name)));
    expect(Buffer.concat(bytes).includes(SECRET)).toBe(false);
    expect(Buffer.concat(bytes).includes('bímật')).toBe(false);
  });

  test('what comes after is chained on, and tampering is still told', () => {
    const { connection, journal } = written();
    journal.erase(head('journal.erase'), [{ table: 'plan', rowId: PLAN }]);
    journal.run(head(), (write) => write.update('plan', PLAN, null, { year: 1 }));
    expect(journal.verify()).toMatchObject({ intact: true, erased: 4 });
    connection.exec(`UPDATE change SET rev = 9 WHERE change_set_seq = 2 AND table_name = 'plan'`);
    expect(journal.verify().intact).toBe(true);
    connection.exec(`UPDATE change SET digest = '' WHERE change_set_seq = 2 AND table_name = 'plan'`);
    expect(journal.verify()).toMatchObject({ intact: false, brokenAt: 2 });
  });

  test('erasing nothing writes nothing', () => {
    const { connection, journal } = written();
    expect(journal.erase(head('journal.erase'), [{ table: 'plan', rowId: uuid(9) }])).toBe(0);
    expect(connection.prepare('SELECT count(*) FROM change_set').pluck().get()).toBe(5);
  });
});

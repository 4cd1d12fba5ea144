// Persons of an office; the acting person signs every change set.
import type { Person } from '../core/contract/system.ts';
import { byName } from './collate.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredPerson = Stored<Person>;

export const personSql = {
  list: 'SELECT * FROM person WHERE office_id = ? ORDER BY id',
  activeCount: 'SELECT count(*) AS count FROM person WHERE office_id = ? AND active = 1',
} as const;

export function createPersonStore(connection: Connection) {
  const get = prepareGet(connection, 'person');
  const list = connection.prepare(personSql.list);
  const active = connection.prepare(personSql.activeCount);
  return {
    get: (id: string) => readOne<StoredPerson>('person', get, id),
    activeCount: (officeId: string) => (active.get(officeId) as { count: number }).count,
    /** Vietnamese lists go by the given name, the last word; persons who left come last. */
    list: (officeId: string) =>
      readAll<StoredPerson>('person', list, officeId)
        .toSorted(byName((person) => `${givenName(person.fullName)} ${person.fullName}`))
        .toSorted((first, second) => Number(second.active) - Number(first.active)),
  };
}

function givenName(fullName: string): string {
  return fullName.trim().split(/\s+/u).at(-1) ?? '';
}

/** What must hold of merging, whatever five offices do and in whatever order their sticks arrive. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { isSharedId } from '../../core/exchange/package/merge-rows.ts';
import { packageForms } from '../../db/package-forms.ts';
import { arrive, createProvince, histories, officeId, orders, type Played, play } from './offices.ts';

interface Chance {
  readonly seed: number;
  readonly numRuns: number;
}

/** What SQLite holds for a closed connection is freed when the thread comes to rest: between two histories it does. */
const atRest = () => new Promise<void>((resolve) => setImmediate(resolve));

async function withPlayed(
  history: Parameters<typeof play>[0],
  body: (played: Played) => void,
): Promise<void> {
  const played = play(history);
  try {
    body(played);
  } finally {
    played.close();
  }
  await atRest();
}

/** The end is the same in any order, with gaps, relays and sticks that come twice; once more is nothing. */
export async function orderDoesNotMatter(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, orders, (history, one, other) =>
      withPlayed(history, (played) => {
        const [first, second] = [createProvince(played, 'first'), createProvince(played, 'second')];
        try {
          const own = first.contents();
          arrive(first, played.parcels, one);
          arrive(second, played.parcels, other);
          expect(second.contents()).toEqual(first.contents());
          const sets = first.changeSets();
          arrive(first, played.parcels, other);
          expect(first.changeSets()).toBe(sets);
          expect(second.contents()).toEqual(first.contents());
          for (const [table, rows] of Object.entries(own)) {
            const now = new Map(first.contents()[table]?.map((row) => [row['id'], row]));
            for (const row of rows) expect(now.get(row['id'] ?? '')).toEqual(row);
          }
          expect(first.journal.verify().intact).toBe(true);
          expect(first.connection.pragma('foreign_key_check')).toEqual([]);
        } finally {
          first.close();
          second.close();
        }
      }),
    ),
    chance,
  );
}

/** What an office has at the end stands at the province, field by field; what it has deleted is gone there. */
export async function nothingIsLost(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, (history, order) =>
      withPlayed(history, (played) => {
        const province = createProvince(played, 'province');
        try {
          arrive(province, played.parcels, order);
          for (const { number, connection } of played.offices) {
            for (const { name, columns } of packageForms(connection)) {
              const names = columns
                .map((column) => column.name)
                .filter((column) => column !== 'origin_version');
              const sql = `SELECT ${names.join(', ')} FROM ${name} WHERE origin_office_id = ? ORDER BY id`;
              const plain = (rows: unknown[]) =>
                rows.filter((row) => !isSharedId((row as { id: string }).id));
              const theirs = plain(connection.prepare(sql).all(officeId(number)));
              expect(plain(province.connection.prepare(sql).all(officeId(number)))).toEqual(theirs);
            }
          }
        } finally {
          province.close();
        }
      }),
    ),
    chance,
  );
}

/** All of it taken back is the beginning in every column but `rev` and stamps; taken again it is the end again. */
export async function undoneIsTheBeginning(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, orders, (history, one, other) =>
      withPlayed(history, (played) => {
        const province = createProvince(played, 'province');
        try {
          const begin = province.contents();
          arrive(province, played.parcels, one);
          const end = province.contents();
          province.undoAll();
          expect(province.contents()).toEqual(begin);
          arrive(province, played.parcels, other);
          expect(province.contents()).toEqual(end);
          expect(province.journal.verify().intact).toBe(true);
        } finally {
          province.close();
        }
      }),
    ),
    chance,
  );
}

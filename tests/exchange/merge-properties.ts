/** What must hold of merging, whatever five offices do and in whatever order their sticks arrive. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { isSharedId } from '../../core/exchange/package/merge-rows.ts';
import { packageForms } from '../../db/package-forms.ts';
import {
  acquaintances,
  arrive,
  createProvince,
  histories,
  lieOf,
  officeId,
  orders,
  type Played,
  play,
  type SimulatedOffice,
} from './offices.ts';

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
    fc.asyncProperty(histories, orders, orders, acquaintances, (history, one, other, knows) =>
      withPlayed(history, (played) => {
        const [first, second, honest] = [
          createProvince(played, 'first', knows),
          createProvince(played, 'second', knows),
          createProvince(played, 'honest', knows),
        ];
        const everybody = lieOf(played.parcels, [0, 1, 2]);
        try {
          const own = first.contents();
          arrive(first, everybody, one);
          arrive(second, everybody, other);
          expect(second.contents()).toEqual(first.contents());
          const sets = first.changeSets();
          arrive(first, everybody, other);
          expect(first.changeSets()).toBe(sets);
          expect(second.contents()).toEqual(first.contents());
          for (const [table, rows] of Object.entries(own)) {
            const now = new Map(first.contents()[table]?.map((row) => [row['id'], row]));
            for (const row of rows) expect(now.get(row['id'] ?? '')).toEqual(row);
          }
          expect(first.journal.verify().intact).toBe(true);
          expect(first.connection.pragma('foreign_key_check')).toEqual([]);
          // Of an office that brings its rows itself, nothing is as the district says.
          arrive(honest, played.parcels, other);
          for (const commune of knows) expect(rowsOf(first, commune)).toEqual(rowsOf(honest, commune));
        } finally {
          first.close();
          second.close();
          honest.close();
        }
      }),
    ),
    chance,
  );
}

/** What an office has at the end stands at the province, field by field; what it has deleted is gone there. */
export async function nothingIsLost(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, acquaintances, (history, order, knows) =>
      withPlayed(history, (played) => {
        const province = createProvince(played, 'province', knows);
        try {
          arrive(province, lieOf(played.parcels, knows), order);
          for (const office of played.offices)
            expect(rowsOf(province, office.number)).toEqual(rowsOf(office, office.number));
        } finally {
          province.close();
        }
      }),
    ),
    chance,
  );
}

/** Who was only spoken for and becomes known, has the last word on all that it has ever said. */
export async function ownWordIsLast(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, orders, (history, one, other) =>
      withPlayed(history, (played) => {
        const province = createProvince(played, 'province', []);
        try {
          const everybody = lieOf(played.parcels, [0, 1, 2]);
          arrive(province, everybody, one);
          for (const commune of [0, 1, 2]) province.know(commune);
          arrive(province, everybody, other);
          for (const office of played.offices)
            expect(rowsOf(province, office.number)).toEqual(rowsOf(office, office.number));
        } finally {
          province.close();
        }
      }),
    ),
    chance,
  );
}

/** Every row of an office but the shared ones, as it stands somewhere. */
function rowsOf({ connection }: SimulatedOffice, office: number): Record<string, unknown[]> {
  return Object.fromEntries(
    packageForms(connection).map(({ name, columns }) => {
      const names = columns.map((column) => column.name).filter((column) => column !== 'origin_version');
      const sql = `SELECT ${names.join(', ')} FROM ${name} WHERE origin_office_id = ? ORDER BY id`;
      const rows = connection.prepare(sql).all(officeId(office));
      return [name, rows.filter((row) => !isSharedId((row as { id: string }).id))];
    }),
  );
}

/** All of it taken back is the beginning in every column but `rev` and stamps; taken again it is the end again. */
export async function undoneIsTheBeginning(chance: Chance): Promise<void> {
  await fc.assert(
    fc.asyncProperty(histories, orders, orders, acquaintances, (history, one, other, knows) =>
      withPlayed(history, (played) => {
        const province = createProvince(played, 'province', knows);
        const everybody = lieOf(played.parcels, [0, 1, 2]);
        try {
          const begin = province.contents();
          arrive(province, everybody, one);
          const end = province.contents();
          province.undoAll();
          expect(province.contents()).toEqual(begin);
          arrive(province, everybody, other);
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

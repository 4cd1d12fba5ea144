// Real offices in real folders that have sealed themselves and believe each other, and the stick between them.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Input, Output } from '../../core/contract/index.ts';
import { registry } from '../../db/registry.ts';
import type { SqlRow } from '../../db/sqlite.ts';
import { loadSample } from '../../main/samples/load.ts';
import { type Office, openOffice, removeOffice } from '../main/services/fixture.ts';

const WORDS = 'mật khẩu của sở';
type Scope = Input<'exchange.send'>['scope'];

export interface World {
  readonly stick: string;
  office(name: string, level?: 'province' | 'district' | 'commune'): Promise<Office>;
  sample(name: 'hai-duong-2019' | 'lai-vung-2022'): Promise<Office>;
  close(): void;
}

export function createWorld(): World {
  const stick = mkdtempSync(path.join(os.tmpdir(), 'cchc-stick-'));
  const offices: Office[] = [];
  const sealed = async (office: Office): Promise<Office> => {
    offices.push(office);
    await office.context.vaultKeeper?.make(WORDS);
    return office;
  };
  return {
    stick,
    async office(name, level = 'commune') {
      const office = openOffice();
      await office.call('system.setUp', {
        office: { name, parentName: level === 'province' ? 'UBND tỉnh' : null, level, placeName: null },
        person: { fullName: `Người của ${name}`, position: null },
      });
      return sealed(office);
    },
    async sample(name) {
      const office = openOffice();
      loadSample(office.context, { name, illustrative: true });
      return sealed(office);
    },
    close() {
      for (const office of offices) removeOffice(office);
      rmSync(stick, { recursive: true, force: true });
    },
  };
}

export const officeOf = (office: Office) => office.context.session.officeId();

/** `here` takes the keys of `there` into its list, as after a call. */
export function believe(here: Office, there: Office, relation: 'above' | 'below' | 'other'): string {
  const { journal, ids, session } = here.context;
  const keys = there.context.vault.secrets();
  const name = there.context.stores.offices.get(officeOf(there))?.name ?? '';
  const id = ids.next();
  journal.run({ method: 'trust.add', actorId: session.personId(), officeId: session.officeId() }, (write) =>
    write.insert('trusted_office', {
      id,
      officeId: officeOf(there),
      name,
      level: 'commune',
      relation,
      signPublic: keys.signPublic,
      ageRecipient: keys.ageRecipient,
      validFrom: 0,
      confirmedBy: session.personId(),
      confirmedAt: 0,
    }),
  );
  return id;
}

/** The path of the file on the stick. */
export async function send(
  world: World,
  from: Office,
  to: Office,
  scope: Partial<Scope> = {},
): Promise<string> {
  const sent = await from.call('exchange.send', {
    scope: { kind: 'since', ...scope },
    recipient: { kind: 'office', officeId: officeOf(to) },
    place: world.stick,
  });
  return sent.paths[0] ?? '';
}

export const source = (file: string) => ({ kind: 'path', path: file }) as const;
export const look = (office: Office, file: string) => office.call('exchange.look', { source: source(file) });

export async function receive(
  office: Office,
  file: string,
  confirmed = true,
): Promise<Output<'exchange.receive'>> {
  const { digest } = await look(office, file);
  return office.call('exchange.receive', { source: source(file), digest, largeChangeConfirmed: confirmed });
}

/** Every row of every journaled table that undo brings back, by table. */
export function tablesOf(office: Office): Record<string, SqlRow[]> {
  const all: Record<string, SqlRow[]> = {};
  for (const { name, columns } of registry.values()) {
    const names = columns
      .map((column) => column.sqlName)
      .filter((column) => !['rev', 'created_at', 'updated_at'].includes(column));
    const rows = office.context.connection
      .prepare(`SELECT ${names.join(', ')} FROM ${name} ORDER BY id`)
      .all() as SqlRow[];
    if (rows.length > 0) all[name] = rows;
  }
  return all;
}

/** Everything that a call could write, but for what is only looked at. */
export function everythingOf(office: Office): unknown {
  const { connection } = office.context;
  const rows = (table: string) => connection.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
  const infrastructure = ['exchange_stream', 'exchange_package', 'tombstone', 'change_set', 'blob'];
  return [tablesOf(office), infrastructure.map(rows)];
}

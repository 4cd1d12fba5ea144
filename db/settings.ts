// What an office decided; one row a setting.
import type { SettingKey } from '../core/contract/settings.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { readAll, readOne } from './stored.ts';

export type StoredSetting = Stored<{
  readonly id: string;
  readonly rev: number;
  readonly provenance: 'text' | 'inferred' | 'illustrative' | null;
  readonly key: SettingKey;
  readonly value: unknown;
}>;

export const settingSql = {
  list: 'SELECT * FROM setting WHERE origin_office_id = ? ORDER BY key',
  find: 'SELECT * FROM setting WHERE origin_office_id = ? AND key = ?',
} as const;

export function createSettingStore(connection: Connection) {
  const list = connection.prepare(settingSql.list);
  const find = connection.prepare(settingSql.find);
  return {
    list: (officeId: string) => readAll<StoredSetting>('setting', list, officeId),
    find: (officeId: string, key: SettingKey) => readOne<StoredSetting>('setting', find, officeId, key),
  };
}

/** Ctrl+K over everything that the index holds. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { type search, searchEntity } from '../../core/contract/search.ts';
import { createSearch } from '../../db/search.ts';
import type { ServiceContext } from './context.ts';

export function createSearchService({ connection }: ServiceContext): HandlersOf<typeof search> {
  const index = createSearch(connection);
  const owners = new Map(
    searchEntity.options.map((entity) => [
      entity,
      connection.prepare(`SELECT origin_office_id FROM ${entity} WHERE id = ?`).pluck(),
    ]),
  );
  return {
    'search.find': ({ text, limit }) =>
      index.find(text, limit).map((hit) => {
        const originOfficeId = owners.get(hit.entity)?.get(hit.id) as string | undefined;
        return { ...hit, ...(originOfficeId === undefined ? {} : { originOfficeId }) };
      }),
  };
}

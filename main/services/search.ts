/** Ctrl+K over everything that the index holds. */
import type { HandlersOf } from '../../core/contract/index.ts';
import type { search } from '../../core/contract/search.ts';
import { createSearch } from '../../db/search.ts';
import type { ServiceContext } from './context.ts';

export function createSearchService({ connection }: ServiceContext): HandlersOf<typeof search> {
  const index = createSearch(connection);
  return { 'search.find': ({ text, limit }) => [...index.find(text, limit)] };
}

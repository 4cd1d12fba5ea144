// What the first screen will ask for, asked while its script is still on the way: otherwise script, state of
// the installation, data and drawing wait for one another in a row.
import type { QueryClient } from '@tanstack/react-query';
import type { Input } from '../core/contract/index.ts';
import { call } from './api/client.ts';
import type { QueryMethod } from './api/client.ts';
import { queryKeyOf } from './api/query.ts';

/** Screens that show one record, by the first part of their address. */
const records: Readonly<Record<string, 'plans.get' | 'visits.get' | 'documents.get' | 'agencies.get'>> = {
  plans: 'plans.get',
  visits: 'visits.get',
  documents: 'documents.get',
  agencies: 'agencies.get',
};

export function askForScreen(queryClient: QueryClient, pathname: string): void {
  function ask<M extends QueryMethod>(method: M, input: Input<M>): void {
    void queryClient.prefetchQuery({
      queryKey: queryKeyOf(method, input),
      queryFn: () => call(method, input),
    });
  }
  ask('system.status', {});
  const [, place = '', id = ''] = pathname.split('/');
  const method = Object.hasOwn(records, place) ? records[place] : undefined;
  // What is no id is the address of a list beside the records ("agencies/catalogue").
  if (method !== undefined && /^[0-9a-f-]{36}$/.test(id)) ask(method, { id });
}

// A paged list to its end, for taking it away whole. Knows no screen.
import type { Input, Output } from '../../../core/contract/index.ts';
import { call } from '../../api/client.ts';
import { MOST_LISTED } from '../../components/ListActions.tsx';

type Paged = 'pictures.limitations' | 'pictures.coverage' | 'pictures.remedied';
type RowOf<M extends Paged> = Output<M>['rows'][number];

export async function everyPage<M extends Paged>(
  inputAt: (cursor: { readonly cursor?: string }) => Input<M>,
  method: M,
): Promise<readonly RowOf<M>[]> {
  const read: RowOf<M>[] = [];
  let cursor: string | undefined;
  do {
    // oxlint-disable-next-line no-await-in-loop -- a page names the next one
    const page: Output<M> = await call(method, inputAt(cursor === undefined ? {} : { cursor }));
    read.push(...(page.rows as RowOf<M>[]));
    cursor = page.next;
  } while (cursor !== undefined && read.length <= MOST_LISTED);
  return read;
}

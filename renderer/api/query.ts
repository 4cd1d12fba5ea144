// Reading and commanding from components: TanStack Query over the contract. Keys are [method, input].
import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Input, Output } from '../../core/contract/index.ts';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import { call, isTransient } from './client.ts';
import type { ApiError, CommandMethod, QueryMethod } from './client.ts';
import { isConnected } from './events.ts';
import { showError } from './toasts.ts';
import { reportSave, savedNow } from './save-states.ts';

const RETRIES = 3;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // `changed` events say when an answer is old; nothing else does.
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (count, error) => isTransient(error) && count < RETRIES,
        retryDelay: (count) => 400 * 2 ** count,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export function queryKeyOf<M extends QueryMethod>(method: M, input: Input<M>): readonly [M, Input<M>] {
  return [method, input];
}

interface QueryOptions {
  readonly enabled?: boolean;
  /** Shows the last answer while the next one is on its way (filters, search). */
  readonly keepPrevious?: boolean;
}

export function useQueryOf<M extends QueryMethod>(
  method: M,
  input: Input<M>,
  options: QueryOptions = {},
): UseQueryResult<Output<M>, ApiError> {
  return useQuery<Output<M>, ApiError, Output<M>, readonly [M, Input<M>]>({
    queryKey: queryKeyOf(method, input),
    queryFn: () => call(method, input),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
}

interface CommandOptions {
  /** The caller shows `error` where it arose; otherwise a notice says it. */
  readonly quiet?: boolean;
}

export interface Command<M extends CommandMethod> {
  /** Undefined when it failed; `error` then says why. Never rejects. */
  run(input: Input<M>, meta?: CallMeta): Promise<Output<M> | undefined>;
  readonly pending: boolean;
  readonly error: ApiError | null;
  reset(): void;
}

export function useCommand<M extends CommandMethod>(method: M, options: CommandOptions = {}): Command<M> {
  const queryClient = useQueryClient();
  const mutation = useMutation<Output<M>, ApiError, { input: Input<M>; meta: CallMeta | undefined }>({
    mutationFn: ({ input, meta }) => call(method, input, meta),
  });
  return {
    async run(input, meta) {
      const key = `command:${method}`;
      reportSave(key, { kind: 'saving' });
      try {
        const output = await mutation.mutateAsync({ input, meta });
        reportSave(key, savedNow());
        // Without the stream of events nobody else would say that the lists are old.
        if (!isConnected()) void queryClient.invalidateQueries();
        return output;
      } catch (error) {
        reportSave(key, null);
        if (options.quiet !== true) showError(error);
        return undefined;
      }
    },
    pending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}

/** The input of a query that answers page by page, without its cursor. */
type PagedMethod = {
  [M in QueryMethod]: Output<M> extends { rows: unknown[]; next?: string | undefined }
    ? Input<M> extends { cursor?: string | undefined }
      ? M
      : never
    : never;
}[QueryMethod];
type RowOf<M extends PagedMethod> = Output<M>['rows'][number];

export interface Pages<Row> {
  readonly rows: readonly Row[] | undefined;
  /** Everything that matches, where the query counts it. */
  readonly total: number | undefined;
  readonly error: ApiError | null;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  more(): void;
  retry(): void;
}

/** A list that is read page by page; "show more" continues it. */
export function usePagesOf<M extends PagedMethod>(method: M, input: Input<M>): Pages<RowOf<M>> {
  const query = useInfiniteQuery({
    queryKey: [method, input, 'pages'],
    queryFn: ({ pageParam }) =>
      call(method, (pageParam === '' ? input : { ...input, cursor: pageParam }) as Input<M>),
    initialPageParam: '',
    getNextPageParam: (last: Output<M>) => last.next,
    placeholderData: keepPreviousData,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.rows as RowOf<M>[]),
    total: query.data?.pages[0]?.total,
    error: query.data === undefined ? (query.error as ApiError | null) : null,
    hasMore: query.hasNextPage,
    loadingMore: query.isFetchingNextPage,
    more: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

// What is not journaled (seals, packages, copies) tells no `changed` event: the screen that commanded reads again itself.
import { useQueryClient } from '@tanstack/react-query';
import type { QueryMethod } from './client.ts';

export function useRefetch(): (...methods: readonly QueryMethod[]) => Promise<void> {
  const queryClient = useQueryClient();
  return async (...methods) => {
    const wanted = new Set<unknown>(methods);
    await queryClient.invalidateQueries({ predicate: ({ queryKey }) => wanted.has(queryKey[0]) });
  };
}

// Sticks and folders as they come and go: read again every few seconds while somebody looks, and one folder more by its
// path.
import { useEffect, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { ExchangePlace } from '../../../core/contract/exchange.ts';
import { call, currentTransport } from '../../api/client.ts';
import type { ApiError } from '../../api/client.ts';
import { queryKeyOf } from '../../api/query.ts';
import { showError } from '../../api/toasts.ts';

const AGAIN_MILLISECONDS = 4_000;

export interface Places {
  readonly places: readonly ExchangePlace[] | undefined;
  /** Why the list, or the folder that was asked for, cannot be read. */
  readonly error: ApiError | null;
  readonly looking: boolean;
  readonly folder: string;
  /** The desktop has a dialog of its own; elsewhere a path is typed. */
  readonly native: boolean;
  refresh(): void;
  openFolder(path: string): void;
  /** Null: nothing was chosen. */
  chooseNatively(): Promise<ExchangePlace | null>;
}

export function usePlaces(): Places {
  const [folder, setFolder] = useState('');
  const [chosen, setChosen] = useState<ExchangePlace | null>(null);
  const input = folder === '' ? {} : { folder };
  const query = useQuery<ExchangePlace[], ApiError, ExchangePlace[], readonly unknown[]>({
    queryKey: queryKeyOf('exchange.places', input),
    queryFn: () => call('exchange.places', input),
    refetchInterval: AGAIN_MILLISECONDS,
    staleTime: 0,
    // The old list stays in sight while another folder is opened.
    placeholderData: (before) => before,
  });
  const { refetch } = query;
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    void refetch().finally(() => setWanted(false));
  }, [wanted, refetch]);
  const listed = query.data;
  const known = listed?.some(({ path }) => path === chosen?.path) ?? false;
  return {
    places: listed === undefined ? undefined : chosen === null || known ? listed : [...listed, chosen],
    error: query.error,
    looking: wanted || query.isLoading,
    folder,
    native: currentTransport().kind === 'ipc',
    refresh: () => setWanted(true),
    openFolder: setFolder,
    async chooseNatively() {
      try {
        const place = await call('exchange.choosePlace', {});
        if (place !== null) setChosen(place);
        return place;
      } catch (error) {
        showError(error);
        return null;
      }
    },
  };
}

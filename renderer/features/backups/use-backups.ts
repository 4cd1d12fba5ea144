// What the screens of backups read, and reading it again after they commanded: copies tell no `changed` event.
import { useQueryClient } from '@tanstack/react-query';
import { queryKeyOf, useQueryOf } from '../../api/query.ts';
import { useRefetch } from '../../api/refetch.ts';
import { momentOf, clockOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { dayDistance } from './backup-warning.ts';
import { useNow } from './use-now.ts';

export function useBackups() {
  const refetch = useRefetch();
  const queryClient = useQueryClient();
  return {
    list: useQueryOf('backups.list', {}),
    second: useQueryOf('backups.secondPlace', {}),
    async refetch() {
      // Not the thorough check, which takes long.
      void queryClient.invalidateQueries({ queryKey: queryKeyOf('health.check', { deep: false }) });
      await refetch('backups.list', 'backups.secondPlace', 'exchange.places');
    },
  };
}

/** "hôm nay 16:40", "hôm qua 09:12", else time and day. */
export function useDayWords(): (instant: number) => string {
  const w = useText().backups;
  const now = useNow();
  return (instant) => {
    const distance = dayDistance(instant, now);
    if (distance === 'earlier') return momentOf(instant);
    return distance === 'today' ? w.today(clockOf(instant)) : w.yesterday(clockOf(instant));
  };
}

// Moving visits: one act after the other, shown at once and corrected by what the application answers. The place is
// worked out when its turn comes, from the newest rows, so that keys pressed quickly do not overtake one another.
import { useCallback, useLayoutEffect, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { queryKeyOf, useCommand } from '../../api/query.ts';
import type { Place } from './board-model.ts';

export interface Move {
  readonly visit: Visit;
  readonly place: Place;
}

export interface Arrange {
  /** What `make` gives is written as one step; null or nothing changes nothing. True when it was written. */
  run(make: (board: Board) => readonly Move[] | null): Promise<boolean>;
  readonly pending: boolean;
}

export function useArrange(planId: string, burdenDays: number): Arrange {
  const queryClient = useQueryClient();
  const command = useCommand('schedule.arrange');
  const latest = useRef(command.run);
  useLayoutEffect(() => {
    latest.current = command.run;
  });
  const queue = useRef<Promise<unknown>>(Promise.resolve());

  const run = useCallback(
    (make: (board: Board) => readonly Move[] | null): Promise<boolean> => {
      const key = queryKeyOf('schedule.board', { planId, burdenDays });
      const patch = (rows: readonly Visit[]) => {
        const byId = new Map(rows.map((row) => [row.id, row]));
        queryClient.setQueryData<Board>(key, (board) =>
          board === undefined
            ? undefined
            : { ...board, visits: board.visits.map((visit) => byId.get(visit.id) ?? visit) },
        );
      };
      const act = async (): Promise<boolean> => {
        const board = queryClient.getQueryData<Board>(key);
        const moves = board === undefined ? null : make(board);
        if (board === undefined || moves === null || moves.length === 0) return false;
        // An answer that is on its way already would put the cards back for a moment.
        await queryClient.cancelQueries({ queryKey: key });
        const teams = new Map(board.teams.map(({ id, name }) => [id, name]));
        patch(
          moves.map(({ visit, place }) => ({
            ...visit,
            ...place,
            teamName: place.teamId === null ? null : (teams.get(place.teamId) ?? null),
          })),
        );
        const written = await latest.current({
          planId,
          placements: moves.map(({ visit, place }) => ({ visitId: visit.id, rev: visit.rev, ...place })),
        });
        if (written === undefined) void queryClient.invalidateQueries({ queryKey: key });
        else patch(written);
        return written !== undefined;
      };
      const done = queue.current.then(act);
      queue.current = done.catch(() => false);
      return done;
    },
    [queryClient, planId, burdenDays],
  );
  return { run, pending: command.pending };
}

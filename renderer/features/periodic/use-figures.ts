// Typing a figure over what the data says. Writes go one after the other, each with the rev that was read last, so that
// somebody who types down a column never meets a conflict with themselves.
import { useMemo, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { Output } from '../../../core/contract/index.ts';
import { call, errorValueOf } from '../../api/client.ts';
import { queryKeyOf } from '../../api/query.ts';
import { reportSave, savedNow } from '../../api/save-states.ts';
import { showError } from '../../api/toasts.ts';

export type ReportDetail = Output<'periodReports.get'>;

export interface ReportTabProps {
  readonly detail: ReportDetail;
  readonly today: string;
}

export interface FigureWrites {
  /**
   * `value` null: back to what the data says. False where it was refused, which has then been said. What is written under
   * one group is one undo.
   */
  set(key: string, value: number | null, note?: string | null, group?: string): Promise<boolean>;
}

/** The rev of what stands typed under a key; null where nothing does. */
export function typedRevOf({ sections, annex }: ReportDetail, key: string): number | null {
  const line = annex.find((one) => one.key === key);
  if (line !== undefined) return line.typedRev;
  for (const { figures } of sections) {
    const figure = figures.find((one) => one.key === key);
    if (figure !== undefined) return figure.typedRev;
  }
  return null;
}

export function useFigures(reportId: string, today: string): FigureWrites {
  const queryClient = useQueryClient();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  return useMemo(() => {
    const input = { id: reportId, today };
    const read = () =>
      queryClient.fetchQuery({
        queryKey: queryKeyOf('periodReports.get', input),
        queryFn: () => call('periodReports.get', input),
        staleTime: 0,
      });
    const saveKey = `figures:${reportId}`;
    async function write(
      key: string,
      value: number | null,
      note: string | null,
      group: string | undefined,
    ): Promise<boolean> {
      const known = queryClient.getQueryData<ReportDetail>(queryKeyOf('periodReports.get', input));
      const detail = known ?? (await read());
      const rev = typedRevOf(detail, key);
      // Nothing is typed, and nothing is to be.
      if (rev === null && value === null) return true;
      reportSave(saveKey, { kind: 'saving' });
      try {
        const meta = group === undefined ? {} : { group };
        await call('periodReports.setFigure', { reportId, key, rev, value, note }, meta);
        await read();
        reportSave(saveKey, savedNow());
        return true;
      } catch (error) {
        reportSave(saveKey, { kind: 'error', error: errorValueOf(error) });
        showError(error);
        await read().catch(() => undefined);
        reportSave(saveKey, null);
        return false;
      }
    }
    return {
      set(key, value, note = null, group) {
        const done = last.current.then(() => write(key, value, note, group));
        last.current = done;
        return done;
      },
    };
  }, [queryClient, reportId, today]);
}

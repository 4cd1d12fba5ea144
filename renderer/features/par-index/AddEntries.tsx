// Agencies into an index set: whole kinds in one act, or one by one.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { agencyKinds } from '../../../core/contract/common.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import type { IndexEntry, IndexSet } from '../../../core/contract/par-index.ts';
import { useCommand, usePagesOf, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AgenciesPicker, type AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface AddEntriesProps {
  readonly set: IndexSet;
  readonly entries: readonly IndexEntry[];
  readonly onClose: () => void;
}

export function AddEntries({ set, entries, onClose }: AddEntriesProps) {
  const t = useText();
  const w = t.parIndex.agencies;
  const today = useQueryOf('system.status', {}).data?.today ?? null;
  const lastDay = `${String(set.year)}-12-31`;
  // Who existed at the end of the year that is scored; of a year under way, who exists now.
  const on = today !== null && today < lastDay ? today : lastDay;
  const found = usePagesOf('agencies.list', { state: 'in_force', on, sort: 'kind', limit: 200 });
  const { hasMore, loadingMore, more } = found;
  useEffect(() => {
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);
  const add = useCommand('indexEntries.add', { quiet: true });
  const [kinds, setKinds] = useState<ReadonlySet<AgencyKind>>(() => new Set(set.agencyKinds));
  const [others, setOthers] = useState<readonly AgencyChoice[]>([]);
  const present = new Set(entries.map(({ agencyId }) => agencyId));
  const free = (found.rows ?? []).filter(({ id }) => !present.has(id));
  const byKind = new Map<AgencyKind, AgencyRow[]>();
  for (const row of free) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
  const known = agencyKinds.filter(
    (kind) => (byKind.get(kind)?.length ?? 0) > 0 || set.agencyKinds.includes(kind),
  );
  const chosen = new Set([
    ...[...kinds].flatMap((kind) => (byKind.get(kind) ?? []).map(({ id }) => id)),
    ...others.map(({ id }) => id),
  ]);
  const loading = found.rows === undefined || hasMore;

  async function submit() {
    if (chosen.size === 0 || loading) return;
    const done = await add.run({ indexSetId: set.id, agencyIds: [...chosen] });
    if (done === undefined) return;
    showUndo(w.added(formatCount(done.added)));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="add-entries">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="add-entries">{w.add}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          {found.error !== null ? (
            <ErrorState error={found.error} onRetry={found.retry} />
          ) : found.rows === undefined ? (
            <TableSkeleton rows={4} />
          ) : (
            <Box component="fieldset" sx={{ m: 0, p: 0, border: 0 }}>
              <Box component="legend" sx={{ p: 0, fontSize: '0.8125rem', fontWeight: 600 }}>
                {w.byKind}
              </Box>
              <Typography variant="caption" color="text.secondary" component="p">
                {w.byKindHint(shortDay(on))}
              </Typography>
              {known.map((kind) => {
                const count = byKind.get(kind)?.length ?? 0;
                const name = t.labels.agencyKind[kind];
                return (
                  <FormControlLabel
                    key={kind}
                    sx={{ display: 'flex', mx: 0 }}
                    disabled={count === 0}
                    label={count === 0 ? w.kindNone(name) : w.kindCount(name, formatCount(count))}
                    slotProps={{ typography: { variant: 'body2' } }}
                    control={
                      <Checkbox
                        size="small"
                        sx={{ p: 0.5 }}
                        checked={count > 0 && kinds.has(kind)}
                        onChange={(_event, on) =>
                          setKinds((before) => {
                            const next = new Set(before);
                            if (on) next.add(kind);
                            else next.delete(kind);
                            return next;
                          })
                        }
                      />
                    }
                  />
                );
              })}
            </Box>
          )}
          <AgenciesPicker
            label={w.oneByOne}
            on={on}
            withEnded
            value={others}
            onChange={setOthers}
            reasonAgainst={(agency) => (present.has(agency.id) ? w.alreadyIn : null)}
          />
          {add.error === null ? null : <ErrorState error={add.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={chosen.size === 0 || loading || add.pending}>
            {chosen.size === 0 ? w.addNone : w.addCount(formatCount(chosen.size))}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

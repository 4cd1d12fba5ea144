// Many agencies into a round in one act: filtered by name, kind and parent, in force on the round's day, ticked.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { agencyKinds } from '../../../core/contract/common.ts';
import type { AgencyKind } from '../../../core/contract/common.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { useCommand, usePagesOf, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { SelectField } from '../../components/Fields.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { AgencyField } from './AgencyField.tsx';

/** What one act may add. */
const MOST = 1000;

interface AddAgenciesProps {
  readonly detail: PlanDetail;
  readonly onDone: () => void;
}
export function AddAgencies({ detail, onDone }: AddAgenciesProps) {
  const t = useText();
  const w = t.plans.agencies;
  const planId = detail.plan.id;
  const [text, setText] = useState('');
  const [kind, setKind] = useState<AgencyKind | null>(null);
  const [parent, setParent] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [teamId, setTeamId] = useState<string | null>(
    detail.teams.length === 1 ? (detail.teams[0]?.id ?? null) : null,
  );
  // The day that the round's coverage is counted on: names in force on it are offered.
  const coverage = useQueryOf('plans.coverage', { id: planId });
  const today = useQueryOf('system.status', {}).data?.today;
  const on = coverage.data?.on ?? today;
  const found = usePagesOf('agencies.list', {
    ...(text.trim() === '' ? {} : { text: text.trim() }),
    ...(kind === null ? {} : { kind }),
    ...(parent === null ? {} : { parentAgencyId: parent }),
    ...(on === undefined ? {} : { on }),
    state: 'in_force',
    sort: 'kind',
    limit: 200,
  });
  const { hasMore, loadingMore, more } = found;
  useEffect(() => {
    // "All" means all that match, not all that happen to be read already.
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);
  const add = useCommand('plans.addAgencies', { quiet: true });
  const present = new Set(detail.visits.map(({ agencyId }) => agencyId));
  const rows = found.rows ?? [];
  const free = rows.filter(({ id }) => !present.has(id));
  const ticked = free.filter(({ id }) => chosen.has(id)).length;
  const tooMany = chosen.size > MOST;
  const put = (agencies: readonly AgencyRow[], on: boolean) =>
    setChosen((before) => {
      const next = new Map(before);
      for (const { id, version } of agencies) {
        if (on) next.set(id, version.name);
        else next.delete(id);
      }
      return next;
    });
  async function submit() {
    if (chosen.size === 0 || tooMany) return;
    const done = await add.run({ planId, agencyIds: [...chosen.keys()], teamId });
    if (done === undefined) return;
    showUndo(w.added(formatCount(done.added)));
    onDone();
  }
  const hiddenChosen = [...chosen].filter(([id]) => rows.every((row) => row.id !== id)).length;
  return (
    <Dialog open onClose={onDone} maxWidth="md" aria-labelledby="add-agencies">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="add-agencies">
          {w.add}
          <Typography variant="caption" color="text.secondary" component="p">
            {on === undefined ? w.pickHint : w.pickOn(shortDay(on))}
          </Typography>
        </DialogTitle>
        <DialogContent
          sx={{ '&&': { pt: 1 }, height: 'min(60vh, 34rem)', display: 'flex', flexDirection: 'column' }}
        >
          <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '5fr 4fr 5fr' }, gap: 1, mb: 1 }}>
            <TextField
              autoFocus
              label={w.pick}
              value={text}
              onChange={(event) => setText(event.target.value)}
              slotProps={{ htmlInput: { maxLength: 200, autoComplete: 'off' } }}
            />
            <SelectField
              label={w.kind}
              value={kind}
              choices={agencyKinds.map((value) => ({ value, label: t.labels.agencyKind[value] }))}
              emptyLabel={t.frame.all}
              onChange={setKind}
            />
            <AgencyField
              label={w.parent}
              value={parent}
              on={on ?? null}
              onChange={(agency) => setParent(agency?.id ?? null)}
            />
          </Box>
          {found.error !== null ? (
            <ErrorState error={found.error} onRetry={found.retry} />
          ) : found.rows === undefined ? (
            <TableSkeleton />
          ) : rows.length === 0 ? (
            <EmptyState title={w.nothingFound} text={w.pickHint} />
          ) : (
            <>
              <FormControlLabel
                label={w.tickAll(formatCount(free.length))}
                disabled={free.length === 0}
                slotProps={{ typography: { variant: 'body2', sx: { fontWeight: 600 } } }}
                sx={{ mx: 0, borderBottom: '1px solid', borderColor: 'divider' }}
                control={
                  <Checkbox
                    size="small"
                    checked={free.length > 0 && ticked === free.length}
                    indeterminate={ticked > 0 && ticked < free.length}
                    onChange={(_event, on) => put(free, on)}
                  />
                }
              />
              <Choices
                rows={rows}
                present={present}
                chosen={chosen}
                onTick={(agency, on) => put([agency], on)}
              />
            </>
          )}
          {add.error === null ? null : <ErrorState error={add.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2, flexWrap: 'wrap', gap: 1 }}>
          {detail.teams.length === 0 ? null : (
            <Box sx={{ width: '18rem', mr: 'auto' }}>
              <SelectField
                label={w.team}
                value={teamId}
                choices={detail.teams.map((team) => ({ value: team.id, label: team.name }))}
                emptyLabel={w.noTeam}
                onChange={setTeamId}
              />
            </Box>
          )}
          {hiddenChosen === 0 ? null : (
            <Typography variant="caption" color="text.secondary">
              {w.chosenElsewhere(formatCount(hiddenChosen))}
            </Typography>
          )}
          {tooMany ? (
            <Typography variant="caption" color="error">
              {w.tooMany(formatCount(MOST))}
            </Typography>
          ) : null}
          <Button onClick={onDone}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={chosen.size === 0 || tooMany || add.pending}>
            {chosen.size === 0 ? w.addNone : w.addCount(formatCount(chosen.size))}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface ChoicesProps {
  readonly rows: readonly AgencyRow[];
  readonly present: ReadonlySet<string>;
  readonly chosen: ReadonlyMap<string, string>;
  readonly onTick: (agency: AgencyRow, on: boolean) => void;
}
/** By kind, from the province down. */
function Choices({ rows, present, chosen, onTick }: ChoicesProps) {
  const t = useText();
  const w = t.plans.agencies;
  const groups = new Map<AgencyKind, AgencyRow[]>();
  for (const row of rows) groups.set(row.kind, [...(groups.get(row.kind) ?? []), row]);
  return (
    <Box sx={{ overflow: 'auto', flex: 1, minHeight: '8rem', mx: -1, px: 1 }}>
      {agencyKinds.map((kind) => {
        const agencies = groups.get(kind);
        if (agencies === undefined) return null;
        return (
          <Box key={kind} role="group" aria-label={t.labels.agencyKind[kind]} sx={{ mt: 0.75 }}>
            <Typography variant="caption" color="text.secondary" component="p" sx={{ fontWeight: 600 }}>
              {t.labels.agencyKind[kind]}
            </Typography>
            <Box sx={{ columnWidth: '20rem', columnGap: 2 }}>
              {agencies.map((agency) => {
                const isIn = present.has(agency.id);
                return (
                  <FormControlLabel
                    key={agency.id}
                    label={isIn ? `${agency.version.name} (${w.alreadyIn})` : agency.version.name}
                    disabled={isIn}
                    slotProps={{ typography: { variant: 'body2' } }}
                    sx={{ display: 'flex', mx: 0, breakInside: 'avoid' }}
                    control={
                      <Checkbox
                        size="small"
                        checked={isIn || chosen.has(agency.id)}
                        onChange={(_event, on) => onTick(agency, on)}
                        sx={{ p: 0.5 }}
                      />
                    }
                  />
                );
              })}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

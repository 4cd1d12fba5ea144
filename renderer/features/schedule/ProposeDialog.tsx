// A proposal of the schedule: options, a look at what would be placed where, and applying it as one step.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { Input } from '../../../core/contract/index.ts';
import type { Board, Placement } from '../../../core/contract/schedule.ts';
import { useQueryOf } from '../../api/query.ts';
import { CountField, DayField, SelectField } from '../../components/Fields.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Arrange } from './arrange.ts';
import { placeOfVisit, samePlace, usualLength } from './board-model.ts';
import { daysText, lengthText, teamText } from './schedule-words.ts';

type Options = Input<'schedule.propose'>['options'];
const lengths = [1, 2, 3, 4];
const MAX_REST = 60;

interface ProposeDialogProps {
  readonly board: Board;
  readonly arrange: Arrange;
  readonly onClose: () => void;
  /** How many were placed, and the first day of them. */
  readonly onApplied: (count: number, firstDay: string | null) => void;
}
export function ProposeDialog({ board, arrange, onClose, onApplied }: ProposeDialogProps) {
  const t = useText();
  const w = t.schedule.propose;
  const [from, setFrom] = useState(board.startsOn ?? board.days[0]?.day ?? null);
  const [to, setTo] = useState(board.endsOn ?? board.days.at(-1)?.day ?? null);
  const [halfDays, setHalfDays] = useState(Math.min(usualLength(board.visits), 4));
  const [teamIds, setTeamIds] = useState<readonly string[]>(board.teams.map(({ id }) => id));
  const [keepPlaced, setKeepPlaced] = useState(true);
  const [restDays, setRestDays] = useState<number>(0);
  const [tried, setTried] = useState(false);
  const [options, setOptions] = useState<Options | null>(null);

  const daysFault = from === null || to === null || to < from ? w.needDays : undefined;
  const teamFault = board.teams.length > 0 && teamIds.length === 0 ? w.needTeam : undefined;
  const restFault = restDays > MAX_REST ? w.badRest : undefined;
  function look() {
    setTried(true);
    if ((from === null || to === null || daysFault) ?? teamFault ?? restFault) return;
    const isAll = teamIds.length === board.teams.length;
    setOptions({ from, to, halfDays, keepPlaced, restDays, teamIds: isAll ? [] : [...teamIds] });
  }
  if (options !== null) {
    return (
      <Preview
        board={board}
        options={options}
        arrange={arrange}
        onChange={() => setOptions(null)}
        onClose={onClose}
        onApplied={onApplied}
      />
    );
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="propose-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          look();
        }}
      >
        <DialogTitle id="propose-title">{w.title}</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
            {w.intro}
          </Typography>
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
              gap: 1.5,
              alignItems: 'start',
            }}
          >
            <DayField autoFocus label={w.from} value={from} onChange={setFrom} />
            <DayField label={w.to} value={to} onChange={setTo} error={tried ? daysFault : undefined} />
            <SelectField
              label={w.halfDays}
              value={String(halfDays)}
              choices={lengths.map((value) => ({ value: String(value), label: lengthText(value, t) }))}
              onChange={(value) => setHalfDays(Number(value ?? 1))}
            />
            <CountField
              label={w.restDays}
              value={restDays}
              helperText={w.restHint}
              error={restFault}
              onChange={(value) => setRestDays(value ?? 0)}
            />
          </Box>
          {board.teams.length < 2 ? null : (
            <Box role="group" aria-label={w.teams} sx={{ mt: 1.5 }}>
              <Typography variant="caption" color="text.secondary" component="p">
                {w.teams}
              </Typography>
              <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
                {board.teams.map(({ id, name }) => (
                  <FormControlLabel
                    key={id}
                    label={name}
                    slotProps={{ typography: { variant: 'body2' } }}
                    control={
                      <Checkbox
                        size="small"
                        checked={teamIds.includes(id)}
                        onChange={(_event, on) =>
                          setTeamIds(
                            board.teams
                              .map((team) => team.id)
                              .filter((one) => (one === id ? on : teamIds.includes(one))),
                          )
                        }
                      />
                    }
                  />
                ))}
              </Box>
              {teamFault === undefined ? null : (
                <Typography variant="caption" role="alert" sx={{ color: 'error.main' }}>
                  {teamFault}
                </Typography>
              )}
            </Box>
          )}
          <FormControlLabel
            sx={{ mt: 1 }}
            label={w.keepPlaced}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox size="small" checked={keepPlaced} onChange={(_event, on) => setKeepPlaced(on)} />
            }
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained">
            {w.look}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface PreviewProps extends ProposeDialogProps {
  readonly options: Options;
  readonly onChange: () => void;
}
function Preview({ board, options, arrange, onChange, onClose, onApplied }: PreviewProps) {
  const t = useText();
  const w = t.schedule.propose;
  const proposal = useQueryOf('schedule.propose', { planId: board.planId, options });
  const visits = new Map(board.visits.map((visit) => [visit.id, visit]));
  const isMove = (placement: Placement) => {
    const visit = visits.get(placement.visitId);
    return visit !== undefined && !samePlace(placeOfVisit(visit), placement);
  };
  const moves = proposal.data?.placements.filter(isMove) ?? [];
  async function apply() {
    const done = await arrange.run((newest) => {
      const rows = new Map(newest.visits.map((visit) => [visit.id, visit]));
      return moves.flatMap(({ visitId, ...place }) => {
        const visit = rows.get(visitId);
        return visit === undefined ? [] : [{ visit, place }];
      });
    });
    if (!done) return;
    const days = moves.flatMap(({ startsOn }) => (startsOn === null ? [] : [startsOn]));
    onApplied(moves.length, days.sort()[0] ?? null);
  }
  const columns: readonly Column<Placement>[] = [
    {
      key: 'agency',
      label: t.schedule.table.agency,
      render: (one) => visits.get(one.visitId)?.agencyName ?? '',
    },
    {
      key: 'days',
      label: t.schedule.table.days,
      render: (one) => {
        const visit = visits.get(one.visitId);
        const before = visit === undefined ? '' : daysText(visit, t);
        return (
          <>
            {daysText(one, t)}
            {before === '' ? null : (
              <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                {isMove(one) ? w.was(before) : w.same}
              </Box>
            )}
          </>
        );
      },
    },
    { key: 'team', label: t.schedule.table.team, render: (one) => teamText(one.teamId, board, t) },
  ];
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="proposal-title">
      <DialogTitle id="proposal-title">{w.title}</DialogTitle>
      <DialogContent dividers tabIndex={0}>
        <Loaded query={proposal}>
          {({ placements, unplaced }) =>
            placements.length + unplaced.length === 0 ? (
              <Typography variant="body2">{w.nothing}</Typography>
            ) : (
              <Box sx={{ display: 'grid', gap: 1.5 }}>
                <Typography variant="subtitle2" component="p" role="status">
                  {unplaced.length === 0
                    ? w.resultAll(formatCount(placements.length))
                    : w.result(formatCount(placements.length), formatCount(unplaced.length))}
                </Typography>
                {unplaced.length === 0 ? null : (
                  <Box
                    component="section"
                    sx={{ borderLeft: '3px solid', borderColor: 'warning.main', pl: 1.5 }}
                  >
                    <Typography variant="subtitle2" component="h3">
                      <span aria-hidden>▲ </span>
                      {w.unplaced}
                    </Typography>
                    <Typography variant="body2">
                      {unplaced.map((id) => visits.get(id)?.agencyName ?? '').join('; ')}
                    </Typography>
                    <Typography variant="caption" color="text.secondary" component="p">
                      {w.unplacedHint}
                    </Typography>
                  </Box>
                )}
                {placements.length === 0 ? null : (
                  <ResponsiveTable
                    label={w.title}
                    columns={columns}
                    rows={placements}
                    rowKey={(one) => one.visitId}
                    sortParam="proposalSort"
                  />
                )}
              </Box>
            )
          }
        </Loaded>
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button sx={{ mr: 'auto' }} onClick={onChange}>
          {w.change}
        </Button>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button
          variant="contained"
          disabled={moves.length === 0 || arrange.pending}
          onClick={() => void apply()}
        >
          {moves.length === 0 ? w.applyNone : w.apply(formatCount(moves.length))}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

// "Set day and time": the same place that a card is dragged to, written in fields. Days, half, length and team.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { dayIndex, dayOf, halfDaysOf } from '../../../core/rules/half-days.ts';
import type { Board } from '../../../core/contract/schedule.ts';
import type { Visit } from '../../../core/contract/visits.ts';
import { DayField, SelectField } from '../../components/Fields.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { MAX_LENGTH, dropConflicts, inTray, placeAt, usualLength } from './board-model.ts';
import type { Place } from './board-model.ts';
import { ConflictLines } from './ConflictPanel.tsx';
import { daysText, lengthText } from './schedule-words.ts';

const halves = ['morning', 'afternoon'] as const;
const usualLengths = [1, 2, 3, 4, 6, 8, 10];

interface PlaceDialogProps {
  readonly board: Board;
  readonly visit: Visit;
  readonly names: ReadonlyMap<string, string>;
  readonly onPlace: (visit: Visit, place: Place) => void;
  readonly onClose: () => void;
}
export function PlaceDialog({ board, visit, names, onPlace, onClose }: PlaceDialogProps) {
  const t = useText();
  const w = t.schedule;
  const before = halfDaysOf(visit);
  const [day, setDay] = useState(visit.startsOn);
  const [half, setHalf] = useState<(typeof halves)[number]>(
    before !== null && before.from % 2 === 1 ? 'afternoon' : 'morning',
  );
  const [length, setLength] = useState(before === null ? usualLength(board.visits) : before.to - before.from);
  const [teamId, setTeamId] = useState(
    visit.teamId ?? (board.teams.length === 1 ? board.teams[0]?.id : null) ?? null,
  );
  const [tried, setTried] = useState(false);

  const from = day === null ? null : dayIndex(day) * 2 + (half === 'afternoon' ? 1 : 0);
  const place = from === null ? null : placeAt(teamId, from, length);
  const lastDay = from === null ? null : dayOf(from + length - 1);
  const isBackwards = length < 1;
  const isTooLong = length > MAX_LENGTH;
  const found = place === null || isBackwards || isTooLong ? [] : dropConflicts(board, visit, place);
  const lengths = [...new Set([...usualLengths, ...(isBackwards || isTooLong ? [] : [length])])].sort(
    (a, b) => a - b,
  );
  const endFault = isBackwards
    ? w.place.endBeforeStart
    : isTooLong
      ? w.place.tooLong(formatCount(MAX_LENGTH / 2))
      : undefined;
  // The half in which it ends stays what it was; where that cannot be, it is a whole last day.
  const endOn = (end: string | null) => {
    if (end === null || from === null) return;
    const endsInMorning = (from + length) % 2 === 1 && !isBackwards;
    const to = dayIndex(end) * 2 + (endsInMorning ? 1 : 2);
    setLength(to > from ? to - from : dayIndex(end) * 2 + 2 - from);
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="place-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (place === null || endFault !== undefined) return;
          onPlace(visit, place);
        }}
      >
        <DialogTitle id="place-title">{w.place.title(visit.agencyName)}</DialogTitle>
        <DialogContent>
          <Box
            sx={{
              display: 'grid',
              gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
              gap: 1.5,
              alignItems: 'start',
              pt: 1,
            }}
          >
            <DayField
              autoFocus
              label={w.place.startsOn}
              value={day}
              onChange={setDay}
              error={tried && day === null ? w.place.needDay : undefined}
            />
            <SelectField
              label={w.place.startsHalf}
              value={half}
              choices={halves.map((value) => ({ value, label: w.halves[value] }))}
              onChange={(value) => setHalf(value ?? 'morning')}
            />
            <SelectField
              label={w.place.length}
              value={isBackwards || isTooLong ? null : String(length)}
              choices={lengths.map((value) => ({ value: String(value), label: lengthText(value, t) }))}
              onChange={(value) => setLength(Number(value ?? 1))}
            />
            <DayField
              label={w.place.endsOn}
              value={lastDay}
              disabled={day === null}
              onChange={endOn}
              error={endFault}
            />
            <Box sx={{ gridColumn: { sm: 'span 2' } }}>
              <SelectField
                label={w.place.team}
                value={teamId}
                emptyLabel={w.noTeam}
                choices={board.teams.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setTeamId}
              />
            </Box>
          </Box>
          <Box component="output" sx={{ display: 'block', mt: 1.5, minHeight: '3.25rem' }}>
            {place === null || endFault !== undefined ? null : (
              <>
                <Typography variant="body2">{w.place.ends(daysText(place, t))}</Typography>
                {found.length === 0 ? (
                  <Typography variant="body2" color="text.secondary">
                    {w.place.clear}
                  </Typography>
                ) : (
                  <ConflictLines conflicts={found} names={names} />
                )}
              </>
            )}
          </Box>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          {visit.startsOn === null ? null : (
            <Button sx={{ mr: 'auto' }} onClick={() => onPlace(visit, inTray(visit.teamId))}>
              {w.menu.tray}
            </Button>
          )}
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained">
            {w.place.apply}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

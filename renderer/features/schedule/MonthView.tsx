// A month of the round at a glance: who is visited on which day; a day leads to its week.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import { addDays } from '../../../core/rules/due.ts';
import { halfDaysOf } from '../../../core/rules/half-days.ts';
import { occupies } from '../../../core/rules/schedule-conflicts.ts';
import type { Board } from '../../../core/contract/schedule.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { conflictsByVisit, dayOfBoard, mondaysOfMonth, visitsOfDay } from './board-model.ts';
import { hatch } from './board-styles.ts';
import { dayAndMonth, shortName } from './schedule-words.ts';

const SHOWN = 4;

interface MonthViewProps {
  readonly board: Board;
  /** `2026-09`. */
  readonly month: string;
  readonly today: string;
  /** The address of the week that a day belongs to. */
  readonly weekTo: (day: string) => string;
}
export function MonthView({ board, month, today, weekTo }: MonthViewProps) {
  const t = useText();
  const w = t.schedule;
  const conflicts = conflictsByVisit(board.conflicts);
  const visits = board.visits.filter(({ status }) => occupies(status));
  const hasPeriod = board.startsOn !== null && board.endsOn !== null;
  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        overflowX: 'auto',
        backgroundColor: 'background.paper',
      }}
    >
      <Box
        component="table"
        aria-label={w.label}
        sx={{
          width: '100%',
          minWidth: '44rem',
          tableLayout: 'fixed',
          borderCollapse: 'collapse',
          fontSize: '0.75rem',
          lineHeight: 1.5,
          '& th': { backgroundColor: 'background.sunken', fontWeight: 600, p: 0.5 },
          '& td': {
            verticalAlign: 'top',
            p: 0.5,
            border: '1px solid',
            borderColor: 'divider',
            height: '4.25rem',
          },
          '& td.rest': { background: hatch },
          '& td.period': { borderTop: '3px solid', borderTopColor: 'primary.main' },
          '& td.other a': { color: 'text.secondary' },
          '& ul': { listStyle: 'none', m: 0, p: 0 },
          '& li': {
            overflow: 'hidden',
            textOverflow: 'ellipsis',
            whiteSpace: 'nowrap',
            backgroundColor: 'background.paper',
          },
        }}
      >
        <thead>
          <tr>
            {t.calendar.shortWeekdays.split(' ').map((name, index) => (
              <th key={name} scope="col">
                <span aria-hidden>{name}</span>
                <HiddenText text={t.calendar.weekdays[index as keyof typeof t.calendar.weekdays]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {mondaysOfMonth(month).map((monday) => (
            <tr key={monday}>
              {Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((day) => {
                const { working, name, inPeriod } = dayOfBoard(board, day);
                const all = visitsOfDay(visits, day);
                const classes = [
                  working ? '' : 'rest',
                  hasPeriod && inPeriod ? 'period' : '',
                  day.startsWith(month) ? '' : 'other',
                ];
                return (
                  <td
                    key={day}
                    className={classes.filter((one) => one !== '').join(' ')}
                    title={name ?? undefined}
                  >
                    <MuiLink
                      component={Link}
                      to={weekTo(day)}
                      aria-label={w.openWeek(shortDay(day))}
                      sx={{
                        fontWeight: 600,
                        display: 'inline-block',
                        minHeight: 24,
                        minWidth: 24,
                        px: 0.25,
                        backgroundColor: 'background.paper',
                      }}
                    >
                      {dayAndMonth(day)}
                      {day === today ? ` · ${w.today}` : ''}
                    </MuiLink>
                    {name === null ? null : (
                      <Box component="span" sx={{ display: 'block', backgroundColor: 'background.paper' }}>
                        {name}
                      </Box>
                    )}
                    <ul>
                      {all.slice(0, SHOWN).map((visit) => {
                        const days = halfDaysOf(visit);
                        const half =
                          days !== null && days.to - days.from === 1
                            ? `${w.halves[days.from % 2 === 0 ? 'morning' : 'afternoon']}: `
                            : '';
                        const severity = conflicts.get(visit.id)?.severity;
                        return (
                          <li key={visit.id} title={visit.agencyName}>
                            {severity === undefined ? null : (
                              <Box
                                component="span"
                                sx={{
                                  color: severity === 'error' ? 'error.main' : 'warning.main',
                                  fontWeight: 600,
                                }}
                              >
                                <span aria-hidden>{severity === 'error' ? '⬤ ' : '▲ '}</span>
                                <HiddenText text={`${w[severity]}: `} />
                              </Box>
                            )}
                            {half}
                            {shortName(visit)}
                          </li>
                        );
                      })}
                      {all.length > SHOWN ? <li>{w.moreVisits(formatCount(all.length - SHOWN))}</li> : null}
                    </ul>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

// A month of due days: how many fall due on each, how many of them are overdue; a day opens its list.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { RemediationFilter } from '../../../core/contract/remediation.ts';
import { addDays } from '../../../core/rules/due.ts';
import { useQueryOf } from '../../api/query.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { mondaysOfMonth, monthAfter } from '../schedule/board-model.ts';
import { remediationAddress, scopeOf, scopeParams } from './remediation-address.ts';

interface CalendarTabProps {
  readonly filter: RemediationFilter;
  readonly today: string;
  readonly subtitle: string | null;
}

export function CalendarTab({ filter, today, subtitle }: CalendarTabProps) {
  const t = useText();
  const w = t.remediation.calendar;
  const [params] = useSearchParams();
  const asked = params.get('month') ?? '';
  const month = /^\d{4}-(?:0[1-9]|1[0-2])$/u.test(asked) ? asked : today.slice(0, 7);
  const mondays = mondaysOfMonth(month);
  const from = mondays[0] ?? `${month}-01`;
  const to = addDays(mondays.at(-1) ?? from, 6);
  // The calendar has days of its own.
  const { dueFrom: _from, dueTo: _to, ...scope } = scopeOf(filter);
  const query = useQueryOf('remediation.calendar', { ...scope, from, to }, { keepPrevious: true });
  const counts = useQueryOf('remediation.counts', scope, { keepPrevious: true });
  const kept = scopeParams(params);
  kept.delete('from');
  kept.delete('to');
  const monthTo = (value: string) => remediationAddress('calendar', { month: value }, params);
  const [year = '', number = ''] = month.split('-');
  const title = w.label(String(Number(number)), year);
  return (
    <Loaded query={query}>
      {(days) => {
        const byDay = new Map(days.map((one) => [one.day, one]));
        const own = days.filter(({ day }) => day.startsWith(month));
        const sum = (of: 'due' | 'overdue') => own.reduce((all, one) => all + one[of], 0);
        return (
          <>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1.25 }}>
              <Typography variant="h2" sx={{ minWidth: '15rem' }}>
                {title}
              </Typography>
              <Button variant="outlined" component={Link} to={monthTo(monthAfter(month, -1))} replace>
                ‹ {w.previous}
              </Button>
              <Button variant="outlined" component={Link} to={monthTo(today.slice(0, 7))} replace>
                {w.today}
              </Button>
              <Button variant="outlined" component={Link} to={monthTo(monthAfter(month, 1))} replace>
                {w.next} ›
              </Button>
              <Typography variant="body2" color="text.secondary" component="output" sx={{ flex: 1 }}>
                {sum('due') === 0 ? w.nothing : w.sum(formatCount(sum('due')), formatCount(sum('overdue')))}
              </Typography>
              {(counts.data?.noDay ?? 0) === 0 ? null : (
                <MuiLink
                  component={Link}
                  variant="body2"
                  to={remediationAddress('list', { due: 'no_day' }, kept)}
                >
                  {w.noDay(formatCount(counts.data?.noDay ?? 0))}
                </MuiLink>
              )}
              <ListActions
                title={title}
                subtitle={subtitle}
                columns={[
                  { label: t.remediation.on, kind: 'day' },
                  { label: t.remediation.columns.due, kind: 'count' },
                  { label: t.remediation.badges.overdue, kind: 'count' },
                ]}
                rows={own.map(({ day, due, overdue }) => [day, due, overdue])}
              />
            </Box>
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
                aria-label={title}
                sx={{
                  width: '100%',
                  minWidth: '40rem',
                  tableLayout: 'fixed',
                  borderCollapse: 'collapse',
                  fontSize: '0.8125rem',
                  lineHeight: 1.5,
                  '& th': { backgroundColor: 'background.sunken', fontWeight: 600, p: 0.5 },
                  '& td': {
                    verticalAlign: 'top',
                    p: 0.75,
                    border: '1px solid',
                    borderColor: 'divider',
                    height: '4.75rem',
                  },
                  '& td.other': { color: 'text.secondary', backgroundColor: 'background.default' },
                  '& td.today': { boxShadow: 'inset 0 3px 0 var(--k-palette-primary-main)' },
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
                  {mondays.map((monday) => (
                    <tr key={monday}>
                      {Array.from({ length: 7 }, (_, index) => addDays(monday, index)).map((day) => {
                        const one = byDay.get(day);
                        const classes = [day.startsWith(month) ? '' : 'other', day === today ? 'today' : ''];
                        return (
                          <td key={day} className={classes.filter((name) => name !== '').join(' ')}>
                            <Box component="span" sx={{ fontWeight: day === today ? 600 : 400 }}>
                              {String(Number(day.slice(8)))}
                              {day === today ? ` · ${w.today}` : ''}
                            </Box>
                            {one === undefined || one.due === 0 ? null : (
                              <MuiLink
                                component={Link}
                                aria-label={`${w.openDay(shortDay(day))}: ${w.due(formatCount(one.due))}${
                                  one.overdue === 0 ? '' : `, ${w.overdue(formatCount(one.overdue))}`
                                }`}
                                to={remediationAddress('list', { from: day, to: day, settled: '0' }, kept)}
                                sx={{ display: 'block', minHeight: 24, textDecoration: 'none' }}
                              >
                                <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>
                                  {w.due(formatCount(one.due))}
                                </Box>
                                {one.overdue === 0 ? null : (
                                  <Box
                                    component="span"
                                    sx={{ display: 'block', color: 'error.main', fontWeight: 600 }}
                                  >
                                    ■ {w.overdue(formatCount(one.overdue))}
                                  </Box>
                                )}
                              </MuiLink>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </Box>
            </Box>
          </>
        );
      }}
    </Loaded>
  );
}

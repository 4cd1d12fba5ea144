// A year at a glance: what is no working day, and what is one although it is a weekend. Shape and colour both tell.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { CalendarDay } from '../../../core/contract/schedule.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useText } from '../../i18n/text.tsx';
import { weekdayOf, weeksOf } from './year-days.ts';

type Kind = CalendarDay['kind'];

const looks: Readonly<Record<Kind, object>> = {
  holiday: { backgroundColor: 'primary.main', color: 'primary.contrastText', fontWeight: 600 },
  day_off: { border: '1.5px solid', borderColor: 'primary.main', fontWeight: 600 },
  working_day: {
    textDecoration: 'underline',
    textDecorationThickness: '2px',
    fontWeight: 600,
    color: 'text.primary',
  },
};

interface YearViewProps {
  readonly year: number;
  readonly days: readonly CalendarDay[];
}
export function YearView({ year, days }: YearViewProps) {
  const t = useText();
  const w = t.calendar;
  const table = new Map(days.map((day) => [day.day, day]));
  return (
    <Box component="section" aria-label={w.yearView(String(year))}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(7rem, 1fr))',
          columnGap: 1.5,
          rowGap: 1,
          alignItems: 'start',
        }}
      >
        {Array.from({ length: 12 }, (_, index) => (
          <Month key={index} year={year} month={index + 1} table={table} />
        ))}
      </Box>
      <Box sx={{ display: 'flex', gap: 2, mt: 1, flexWrap: 'wrap' }}>
        {(Object.keys(looks) as Kind[]).map((kind) => (
          <Typography
            key={kind}
            variant="caption"
            color="text.secondary"
            sx={{ display: 'flex', gap: 0.75, alignItems: 'center' }}
          >
            <Box
              component="span"
              aria-hidden
              sx={{
                width: 20,
                textAlign: 'center',
                borderRadius: 0.5,
                fontSize: '0.6875rem',
                ...looks[kind],
              }}
            >
              9
            </Box>
            {w.kinds[kind]}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

interface MonthProps {
  readonly year: number;
  readonly month: number;
  readonly table: ReadonlyMap<string, CalendarDay>;
}
function Month({ year, month, table }: MonthProps) {
  const t = useText();
  const w = t.calendar;
  return (
    <Box
      component="table"
      sx={{
        borderCollapse: 'separate',
        borderSpacing: 1,
        width: '100%',
        tableLayout: 'fixed',
        fontSize: '0.6875rem',
        lineHeight: 1.55,
        '& td, & th': { padding: 0, textAlign: 'center', fontWeight: 400 },
        '& th': { color: 'text.secondary' },
      }}
    >
      <Box component="caption" sx={{ fontSize: '0.75rem', fontWeight: 600, textAlign: 'left' }}>
        {w.month(String(month))}
      </Box>
      <thead>
        <tr>
          {w.shortWeekdays.split(' ').map((name, index) => (
            <th key={name} scope="col">
              <span aria-hidden>{name}</span>
              <HiddenText text={w.weekdays[index as keyof typeof w.weekdays]} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, index) => (
          <tr key={index}>
            {week.map((day, place) => {
              // oxlint-disable-next-line jsx-a11y/control-has-associated-label
              if (day === null) return <td key={`none-${String(place)}`} />;
              const marked = table.get(day);
              return (
                <Box
                  component="td"
                  key={day}
                  title={marked === undefined ? undefined : `${marked.name} (${w.kinds[marked.kind]})`}
                  sx={{
                    borderRadius: 0.5,
                    ...(marked !== undefined
                      ? looks[marked.kind]
                      : weekdayOf(day) > 4
                        ? { color: 'text.secondary' }
                        : {}),
                  }}
                >
                  {Number(day.slice(8))}
                  {marked === undefined ? null : (
                    <HiddenText text={`: ${marked.name}, ${w.kinds[marked.kind]}`} />
                  )}
                </Box>
              );
            })}
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

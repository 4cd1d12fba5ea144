// The years beside each other, small: both figures, visits, limitations, recommendations; the table is the picture.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import { useQueryOf } from '../../api/query.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { Bar, CountLink, ShareLink } from '../pictures/Figures.tsx';
import { plainTable } from '../../components/plain-table.ts';
import { Block, LinesSkeleton } from './Blocks.tsx';

const SHOWN = 8;

interface TrendProps {
  readonly today: string;
  readonly officeId: string | undefined;
}
export function Trend({ today, officeId }: TrendProps) {
  const t = useText();
  const h = t.home;
  const query = useQueryOf(
    'pictures.trend',
    { today, ...(officeId === undefined ? {} : { officeId }) },
    { keepPrevious: true },
  );
  return (
    <Block title={h.trend}>
      <Loaded query={query} skeleton={<LinesSkeleton rows={3} />}>
        {(all) => {
          const years = all.slice(-SHOWN).toReversed();
          const most = Math.max(0, ...years.map(({ limitations }) => limitations.value));
          return (
            <Box component="table" aria-label={h.trend} sx={plainTable}>
              <thead>
                <tr>
                  <th scope="col">{h.year}</th>
                  <th scope="col">{h.coverage}</th>
                  <th scope="col">{h.remediation}</th>
                  <th scope="col" className="number">
                    {h.trendVisits}
                  </th>
                  <th scope="col" className="number">
                    {t.pictures.domains.recommendations}
                  </th>
                  <th scope="col" className="number">
                    {h.limitations}
                  </th>
                  <th scope="col">
                    <HiddenText text={t.pictures.chart.label} />
                  </th>
                </tr>
              </thead>
              <tbody>
                {years.map((one) => (
                  <tr key={one.year}>
                    <th scope="row">
                      <MuiLink component={Link} to={`/?year=${String(one.year)}`}>
                        {one.year}
                      </MuiLink>
                    </th>
                    <td>
                      <ShareLink share={one.coverage} label={`${h.coverage}, ${String(one.year)}`} />
                    </td>
                    <td>
                      <ShareLink share={one.remediation} label={`${h.remediation}, ${String(one.year)}`} />
                    </td>
                    <td className="number">
                      <CountLink figure={one.visits} />
                    </td>
                    <td className="number">
                      <CountLink figure={one.recommendations} />
                    </td>
                    <td className="number">
                      <CountLink figure={one.limitations} />
                    </td>
                    <Box component="td" sx={{ width: '14%' }}>
                      <Bar value={one.limitations.value} max={most} />
                    </Box>
                  </tr>
                ))}
              </tbody>
            </Box>
          );
        }}
      </Loaded>
    </Block>
  );
}

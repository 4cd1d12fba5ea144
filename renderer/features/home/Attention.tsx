// The weakest agencies and the most frequent limitations of the scope. They come after the figures, in their own places.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { PictureFilter } from '../../../core/contract/pictures.ts';
import { useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink } from '../pictures/Figures.tsx';
import { plainTable } from '../../components/plain-table.ts';
import { Block, clamp, line, LinesSkeleton, list, Quiet } from './Blocks.tsx';

const SHOWN = 5;

export function Attention({ filter }: { readonly filter: PictureFilter }) {
  const h = useText().home;
  const query = useQueryOf('pictures.brief', filter, { keepPrevious: true });
  const scope = new URLSearchParams({
    ...(filter.year === undefined ? {} : { year: String(filter.year) }),
    ...(filter.officeId === undefined ? {} : { office: filter.officeId }),
  }).toString();
  return (
    <>
      <Block title={h.weakest}>
        <Loaded query={query} skeleton={<LinesSkeleton rows={SHOWN + 1} />}>
          {({ weakest }) =>
            weakest.length === 0 ? (
              <Quiet text={h.noWeakest} />
            ) : (
              <Box component="table" aria-label={h.weakest} sx={plainTable}>
                <thead>
                  <tr>
                    <th scope="col">{h.agency}</th>
                    <th scope="col" className="number">
                      {h.overdue}
                    </th>
                    <th scope="col" className="number">
                      {h.open}
                    </th>
                    <th scope="col" className="number">
                      {h.score}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {weakest.slice(0, SHOWN).map((row) => (
                    <tr key={row.agencyId}>
                      <th scope="row">
                        <MuiLink
                          component={Link}
                          to={`/agencies/${row.agencyId}/figures`}
                          color="text.primary"
                        >
                          {row.agencyName}
                        </MuiLink>
                      </th>
                      <td className="number">
                        <CountLink
                          figure={row.overdue}
                          label={`${h.overdue}, ${row.agencyName}`}
                          tone={row.overdue.value > 0 ? 'error.main' : undefined}
                        />
                      </td>
                      <td className="number">
                        <CountLink figure={row.open} label={`${h.open}, ${row.agencyName}`} />
                      </td>
                      <td className="number">
                        {row.score === null ? '' : formatPercent(row.score.earned, row.score.max)}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </Box>
            )
          }
        </Loaded>
      </Block>
      <Block
        title={h.frequent}
        more={{ to: `/pictures/limitations${scope === '' ? '' : `?${scope}`}`, label: h.allFrequent }}
      >
        <Loaded query={query} skeleton={<LinesSkeleton rows={SHOWN} />}>
          {({ frequent }) =>
            frequent.length === 0 ? (
              <Quiet text={h.noFrequent} />
            ) : (
              <Box component="ul" sx={list}>
                {frequent.slice(0, SHOWN).map((row) => (
                  <Box
                    component="li"
                    key={`${row.by} ${row.id ?? row.text}`}
                    sx={{ ...line, display: 'flex', gap: 1.5, fontSize: '0.8125rem' }}
                  >
                    <Box component="span" title={row.text} sx={{ ...clamp, flex: 1, minWidth: 0 }}>
                      {row.code === null ? '' : `${row.code} `}
                      {row.text}
                    </Box>
                    <Box component="strong" sx={{ fontWeight: 600 }}>
                      <CountLink figure={row.count} label={row.text} />
                    </Box>
                  </Box>
                ))}
              </Box>
            )
          }
        </Loaded>
      </Block>
    </>
  );
}

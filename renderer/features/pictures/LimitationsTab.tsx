// The most frequent limitations, each a line with its bar; and, behind every number of limitations, the list of them.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import type { FrequentLimitation } from '../../../core/contract/pictures.ts';
import { useQueryOf } from '../../api/query.ts';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Empty } from './Empty.tsx';
import { Bar, CountLink } from './Figures.tsx';
import { LimitationList } from './LimitationList.tsx';
import { domainOf, filterOf, pictureAddress } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const LIMIT = 100;

export function LimitationsTab(props: PictureTabProps) {
  const [params] = useSearchParams();
  return params.get('list') === '1' ? <LimitationList {...props} /> : <Frequent {...props} />;
}

function Frequent({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const l = w.limitations;
  const [params] = useSearchParams();
  const domainKey = domainOf(params);
  const words = useScopeWords(scope);
  const query = useQueryOf(
    'pictures.frequent',
    { ...filterOf(params, today), ...(domainKey === undefined ? {} : { domainKey }), limit: LIMIT },
    { keepPrevious: true },
  );
  const rows = query.data ?? [];
  const columns = frequentColumns(w, Math.max(0, ...rows.map(({ count }) => count.value)));
  return (
    <>
      <ScopeFilters
        scope={scope}
        tools={
          <>
            <Button
              component={Link}
              to={pictureAddress('limitations', params, {
                list: '1',
                ...(domainKey === undefined ? {} : { domain: domainKey }),
              })}
            >
              {l.openList}
            </Button>
            <ListTools
              list="pictures.limitations"
              title={l.title}
              columns={columns}
              rows={rows}
              filters={words}
              illustrative={illustrative}
            />
          </>
        }
      />
      <Loaded query={query}>
        {(found) =>
          found.length === 0 ? (
            <Empty scope={scope} />
          ) : (
            <ResponsiveTable label={l.title} columns={columns} rows={found} rowKey={frequentKey} />
          )
        }
      </Loaded>
    </>
  );
}

export const frequentKey = ({ by, id, text, domainKey }: FrequentLimitation) =>
  `${by} ${id ?? text} ${domainKey}`;

export function frequentColumns(
  w: ReturnType<typeof useText>['pictures'],
  most: number,
): readonly Column<FrequentLimitation>[] {
  const l = w.limitations;
  return [
    {
      key: 'text',
      label: l.text,
      width: '44%',
      sortBy: ({ text }) => text,
      cell: ({ code, text }) => (code === null ? text : `${code}. ${text}`),
      render: ({ code, text, by }) => (
        <>
          {code === null ? null : <strong>{`${code} `}</strong>}
          {text}
          <Typography variant="caption" color="text.secondary" component="span" sx={{ ml: 1 }}>
            {l.by[by]}
          </Typography>
        </>
      ),
    },
    {
      key: 'domain',
      label: w.domain,
      wideOnly: true,
      width: '18%',
      sortBy: ({ domainName }) => domainName,
      render: ({ domainName }) => domainName,
    },
    {
      key: 'count',
      label: l.count,
      align: 'right',
      kind: 'count',
      width: '5rem',
      sortBy: ({ count }) => count.value,
      cell: ({ count }) => count.value,
      render: ({ count, text }) => <CountLink figure={count} label={text} />,
    },
    {
      key: 'bar',
      label: w.chart.label,
      hiddenLabel: true,
      width: '8rem',
      render: ({ count }) => (
        <Box sx={{ pt: 0.75 }}>
          <Bar value={count.value} max={most} />
        </Box>
      ),
    },
    {
      key: 'agencies',
      label: l.agencies,
      align: 'right',
      kind: 'count',
      width: '6rem',
      sortBy: ({ agencies }) => agencies,
      cell: ({ agencies }) => agencies,
      render: ({ agencies }) => formatCount(agencies),
    },
    {
      key: 'years',
      label: l.years,
      width: '7rem',
      render: ({ years }) => years.join(', '),
    },
  ];
}

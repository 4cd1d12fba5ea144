// Limitations that were found again at the same agency in a later year.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import { pictureView } from '../../../core/contract/pictures.ts';
import type { Repeater } from '../../../core/contract/pictures.ts';
import { useQueryOf } from '../../api/query.ts';
import { SelectField } from '../../components/Fields.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { OfficeChip, useOffices } from '../../components/OfficeChip.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink } from './Figures.tsx';
import { domainOf, filterOf } from './picture-address.ts';
import type { PictureTabProps } from './picture-tab.ts';
import { ScopeFilters, useScopeWords } from './ScopeFilters.tsx';

const LIMIT = 500;

export function RepeatersTab({ scope, today, illustrative }: PictureTabProps) {
  const t = useText();
  const w = t.pictures;
  const r = w.repeaters;
  const [params] = useSearchParams();
  const filter = useFilter();
  const view = pictureView.safeParse(filter.get('view')).data ?? 'by_successor';
  const domainKey = domainOf(params);
  const words = useScopeWords(scope);
  const offices = useOffices();
  const query = useQueryOf(
    'pictures.repeaters',
    { ...filterOf(params, today), ...(domainKey === undefined ? {} : { domainKey }), view, limit: LIMIT },
    { keepPrevious: true },
  );
  // Taken away it is a column; here the others' names stand beside the agency, where there is room.
  const officeColumn: readonly Column<Repeater>[] = offices.several
    ? [
        {
          key: 'office',
          label: w.office,
          width: '10rem',
          render: ({ officeIds }) => officeIds.map((id) => offices.nameOf(id)).join(', '),
        },
      ]
    : [];
  const columns: readonly Column<Repeater>[] = [
    {
      key: 'agency',
      label: w.agency,
      width: '22%',
      sortBy: ({ agencyName }) => agencyName,
      cell: ({ agencyName, gathered }) =>
        gathered.length === 0 ? agencyName : `${agencyName} (${w.gathered(gathered.join(', '))})`,
      render: ({ agencyId, agencyName, gathered, officeIds }) => (
        <>
          <MuiLink component={Link} to={`/agencies/${agencyId}/figures`} color="text.primary">
            {agencyName}
          </MuiLink>{' '}
          {officeIds.map((id) => (
            <OfficeChip key={id} officeId={id} />
          ))}
          {gathered.length === 0 ? null : (
            <Typography variant="caption" color="text.secondary" component="p">
              {w.gathered(gathered.join(', '))}
            </Typography>
          )}
        </>
      ),
    },
    {
      key: 'text',
      label: w.limitations.text,
      width: '32%',
      sortBy: ({ text }) => text,
      cell: ({ criterionCode, text }) => (criterionCode === null ? text : `${criterionCode}. ${text}`),
      render: ({ criterionCode, text }) => (
        <>
          {criterionCode === null ? null : <strong>{`${criterionCode} `}</strong>}
          {text}
        </>
      ),
    },
    {
      key: 'domain',
      label: w.domain,
      wideOnly: true,
      sortBy: ({ domainName }) => domainName,
      render: ({ domainName }) => domainName,
    },
    {
      key: 'times',
      label: r.times,
      align: 'right',
      kind: 'count',
      width: '4.5rem',
      sortBy: ({ years }) => years.length,
      cell: ({ years }) => years.length,
      render: ({ years }) => formatCount(years.length),
    },
    {
      key: 'years',
      label: r.years,
      width: '10rem',
      cell: ({ years }) => years.join(', '),
      render: ({ found, years }) =>
        years.map((year, index) => {
          const finding = found.find((one) => one.year === year);
          return (
            <Box component="span" key={year}>
              {index === 0 ? '' : ', '}
              {finding === undefined ? (
                year
              ) : (
                <MuiLink component={Link} to={finding.to} title={finding.text}>
                  {year}
                </MuiLink>
              )}
            </Box>
          );
        }),
    },
    {
      key: 'by',
      label: r.by,
      wideOnly: true,
      width: '9rem',
      sortBy: ({ by }) => r.bys[by],
      render: ({ by }) => r.bys[by],
    },
    {
      key: 'open',
      label: r.open,
      align: 'right',
      kind: 'count',
      width: '6rem',
      sortBy: ({ open }) => open.value,
      cell: ({ open }) => open.value,
      render: ({ open, agencyName }) => <CountLink figure={open} label={`${r.open}, ${agencyName}`} />,
    },
  ];
  return (
    <>
      <ScopeFilters
        scope={scope}
        more={['view']}
        tools={
          <ListTools
            list="pictures.repeaters"
            title={r.title}
            columns={[...columns, ...officeColumn]}
            rows={query.data?.rows ?? []}
            filters={[...words, [w.view, w.views[view]]]}
            illustrative={illustrative}
          />
        }
      >
        <Box sx={{ width: '14rem' }}>
          <SelectField
            label={w.view}
            value={view}
            choices={pictureView.options.map((value) => ({ value, label: w.views[value] }))}
            onChange={(value) => filter.set('view', value === 'by_successor' ? '' : (value ?? ''))}
          />
        </Box>
      </ScopeFilters>
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mb: 0.75 }}>
        {r.what} {filter.get('year') === '' ? '' : r.yearHint}
      </Typography>
      <Loaded query={query}>
        {({ rows, omitted }) =>
          rows.length === 0 ? (
            <EmptyState title={r.none} text={r.noneText} />
          ) : (
            <>
              <ResponsiveTable
                label={r.title}
                columns={columns}
                rows={rows}
                rowKey={({ agencyId, criterionId, found }) =>
                  `${agencyId} ${criterionId ?? ''} ${found.at(-1)?.findingId ?? ''}`
                }
              />
              {omitted > 0 ? (
                <Typography variant="body2" sx={{ mt: 1 }}>
                  {r.omitted(formatCount(omitted))}
                </Typography>
              ) : null}
            </>
          )
        }
      </Loaded>
    </>
  );
}

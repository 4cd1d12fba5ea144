// The catalogue of administrative units: provinces, their communes, found by text, as on a day. Says what day the list
// describes and where it comes from; a newer list comes in through the import wizard, as a diff.
import { useDeferredValue } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import MakeIcon from '@mui/icons-material/PlaylistAddOutlined';
import { Link } from 'react-router';
import type { AdminUnit } from '../../../core/contract/catalogue.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { DayField } from '../../components/Fields.tsx';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { exactFirst } from '../../components/exact-first.ts';
import { EmptyState, ErrorState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { dayRange, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { LoadCatalogue } from './LoadCatalogue.tsx';

const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

export function CataloguePage() {
  const t = useText();
  const w = t.catalogue;
  const filter = useFilter();
  const status = useQueryOf('catalogue.status', {});
  const loaded = status.data?.loaded === true;
  return (
    <>
      <PageHeader
        title={w.title}
        back={{ to: '/agencies', label: t.frame.places.agencies }}
        meta={
          status.data === undefined ? null : (
            <>
              {loaded ? (
                <span>{w.counts(formatCount(status.data.provinces), formatCount(status.data.communes))}</span>
              ) : null}
              <Source asOf={shortDay(status.data.asOf)} text={status.data.source} />
            </>
          )
        }
        {...(loaded
          ? {
              secondary: (
                <Button variant="outlined" onClick={() => filter.set('import', '1')}>
                  {w.import}
                </Button>
              ),
            }
          : {})}
      />
      <Loaded query={status}>
        {({ asOf }) =>
          loaded ? (
            <Units />
          ) : (
            <EmptyState
              title={w.notLoaded}
              text={w.notLoadedText(shortDay(asOf))}
              action={<LoadCatalogue />}
            />
          )
        }
      </Loaded>
      {filter.get('import') === '1' ? (
        <ImportWizard purpose="catalogue" onClose={() => filter.set('import', '')} />
      ) : null}
    </>
  );
}

/** The day at a glance; where the list comes from and what it does not know, on demand. */
function Source({ asOf, text }: { readonly asOf: string; readonly text: string }) {
  const w = useText().catalogue;
  return (
    <Box component="details" sx={{ maxWidth: '60rem', '&[open]': { flexBasis: '100%' } }}>
      <Box component="summary" sx={{ cursor: 'pointer', minHeight: 24 }}>
        {w.asOf(asOf)}
      </Box>
      <Box component="p" sx={{ m: 0, lineHeight: 1.6 }}>
        {w.source(text)}
      </Box>
    </Box>
  );
}

function Units() {
  const t = useText();
  const w = t.catalogue;
  const filter = useFilter();
  const text = useDeferredValue(filter.get('q').trim());
  const on = dayPattern.test(filter.get('on')) ? filter.get('on') : null;
  const asOn = on === null ? {} : { on };
  const provinces = useQueryOf(
    'catalogue.units',
    { level: 'province', limit: 200, ...asOn },
    { keepPrevious: true },
  );
  const chosen = provinces.data?.rows.find(({ code }) => code === filter.get('province'));
  return (
    <>
      <FilterBar filter={filter} names={['q', 'on']}>
        <FilterText filter={filter} name="q" label={w.find} />
        <Box sx={{ width: '10.5rem' }}>
          <DayField label={w.on} value={on} onChange={(day) => filter.set('on', day ?? '')} />
        </Box>
        <Typography variant="caption" color="text.secondary">
          {w.findHint}
        </Typography>
      </FilterBar>
      {text !== '' ? (
        <UnitTable
          query={{ text: text.slice(0, 200), ...asOn }}
          withProvince
          empty={<EmptyState title={w.nothing} />}
          label={w.title}
        />
      ) : (
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: { xs: '1fr', md: '15rem minmax(0, 1fr)' },
            gap: 2.5,
            alignItems: 'start',
          }}
        >
          <Box component="nav" aria-label={w.provinces} sx={{ position: { md: 'sticky' }, top: 0 }}>
            <Loaded query={provinces}>
              {({ rows }) =>
                rows.length === 0 ? (
                  <EmptyState title={w.noneThen} />
                ) : (
                  <Provinces provinces={rows} chosen={chosen?.code ?? ''} />
                )
              }
            </Loaded>
          </Box>
          {chosen === undefined ? (
            <EmptyState title={w.pick} />
          ) : (
            <Box component="section" aria-label={w.unitsOf(chosen.fullName)}>
              <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
                <Typography variant="h2" sx={{ flex: 1 }}>
                  {chosen.fullName}{' '}
                  <Box
                    component="span"
                    sx={{ color: 'text.secondary', fontWeight: 400, fontSize: '0.8125rem' }}
                  >
                    {w.code} {chosen.code}
                  </Box>
                </Typography>
                <Button variant="contained" component={Link} to={`/agencies?propose=${chosen.code}`}>
                  {w.proposals(chosen.fullName)}
                </Button>
              </Box>
              <UnitTable
                key={chosen.code}
                query={{ parentCode: chosen.code, ...asOn }}
                empty={<EmptyState title={w.noneThen} />}
                label={w.unitsOf(chosen.fullName)}
              />
            </Box>
          )}
        </Box>
      )}
    </>
  );
}

function Provinces({
  provinces,
  chosen,
}: {
  readonly provinces: readonly AdminUnit[];
  readonly chosen: string;
}) {
  const filter = useFilter();
  return (
    <Box
      component="ul"
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0.5,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        maxHeight: { md: 'calc(100vh - 13rem)' },
        overflow: 'auto',
      }}
    >
      {provinces.map((province) => (
        <li key={province.id}>
          <ButtonBase
            aria-pressed={province.code === chosen}
            onClick={() => filter.set('province', province.code)}
            sx={{
              width: '100%',
              justifyContent: 'flex-start',
              px: 1,
              minHeight: 28,
              borderRadius: 0.5,
              textAlign: 'left',
              fontFamily: 'inherit',
              fontSize: '0.8125rem',
              ...(province.code === chosen
                ? { backgroundColor: 'background.tint', color: 'primary.main', fontWeight: 600 }
                : {}),
              '&:hover': { backgroundColor: 'background.tint' },
              '&.Mui-focusVisible': {
                outline: '2px solid var(--k-palette-primary-main)',
                outlineOffset: -2,
              },
            }}
          >
            {province.fullName}
          </ButtonBase>
        </li>
      ))}
    </Box>
  );
}

interface UnitTableProps {
  readonly query: { readonly text?: string; readonly parentCode?: string; readonly on?: string };
  readonly withProvince?: boolean;
  readonly empty: React.ReactNode;
  readonly label: string;
}
function UnitTable({ query, withProvince = false, empty, label }: UnitTableProps) {
  const t = useText();
  const w = t.catalogue;
  const pages = usePagesOf('catalogue.units', { ...query, limit: 200 });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={pages.retry} />;
  if (pages.rows === undefined) return <TableSkeleton />;
  if (pages.rows.length === 0) return empty;
  const columns: readonly Column<AdminUnit>[] = [
    { key: 'code', label: w.code, width: '5rem', sortBy: ({ code }) => code, render: ({ code }) => code },
    { key: 'name', label: w.name, sortBy: ({ name }) => name, render: ({ fullName }) => fullName },
    {
      key: 'kind',
      label: w.kind,
      width: '24%',
      sortBy: ({ kind }) => w.kinds[kind],
      render: ({ kind }) => w.kinds[kind],
    },
    ...(withProvince
      ? [
          {
            key: 'province',
            label: w.province,
            width: '20%',
            sortBy: (unit: AdminUnit) => unit.parentName,
            render: (unit: AdminUnit) => unit.parentName ?? '',
          },
        ]
      : []),
    {
      key: 'valid',
      label: w.valid,
      width: '12rem',
      wideOnly: true,
      render: (unit) => dayRange(unit.validFrom, unit.validTo, t.registers.from),
    },
    {
      key: 'agencies',
      label: w.agencies,
      align: 'right',
      width: '6rem',
      sortBy: ({ agencies }) => agencies,
      render: (unit) => formatCount(unit.agencies),
    },
    {
      key: 'make',
      label: t.frame.more,
      hiddenLabel: true,
      width: '3rem',
      align: 'right',
      render: (unit) => (
        <Tooltip title={w.proposals(unit.fullName)}>
          <IconButton
            component={Link}
            to={`/agencies?propose=${unit.code}`}
            aria-label={w.proposals(unit.fullName)}
            sx={{ my: -0.5 }}
          >
            <MakeIcon sx={{ fontSize: 18 }} />
          </IconButton>
        </Tooltip>
      ),
    },
  ];
  return (
    <>
      {withProvince && pages.total !== undefined ? (
        <Typography
          variant="caption"
          color="text.secondary"
          component="output"
          sx={{ display: 'block', mb: 0.5 }}
        >
          {w.found(formatCount(pages.total))}
        </Typography>
      ) : null}
      <ResponsiveTable
        label={label}
        columns={columns}
        rows={exactFirst(pages.rows, query.text ?? '', ({ fullName }) => fullName)}
        rowKey={({ id }) => id}
      />
      {pages.hasMore ? (
        <Box sx={{ textAlign: 'center', mt: 1 }}>
          <Button onClick={pages.more} disabled={pages.loadingMore}>
            {t.frame.moreRows}
          </Button>
        </Box>
      ) : null}
    </>
  );
}

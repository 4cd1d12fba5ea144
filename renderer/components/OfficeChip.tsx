// Whose row it is, where rows of several offices stand side by side; with one office alone nothing of this shows.
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { OwnerProvider } from '../api/may.ts';
import { useQueryOf } from '../api/query.ts';
import { useText } from '../i18n/text.tsx';
import type { Filter } from './Filters.tsx';
import { FilterSelect } from './Filters.tsx';
import { FieldsOf } from './ReadOnlyFields.tsx';
import type { Column } from './ResponsiveTable.tsx';

interface OwnedRow {
  readonly originOfficeId?: string | undefined;
}
interface Offices {
  readonly own: string | undefined;
  readonly several: boolean;
  readonly list: readonly { readonly id: string; readonly name: string; readonly isOwn: boolean }[];
  /** Null of our own rows and of what is not known. */
  foreignName(officeId: string | undefined): string | null;
  nameOf(officeId: string | undefined): string;
}

export function useOffices(): Offices {
  const t = useText().offices;
  const { data } = useQueryOf('offices.list', {});
  return useMemo(() => {
    const list = data ?? [];
    const own = list.find(({ isOwn }) => isOwn)?.id;
    const names = new Map(list.map(({ id, name }) => [id, name]));
    return {
      own,
      several: list.length > 1,
      list,
      foreignName: (officeId: string | undefined) =>
        officeId === undefined || own === undefined || officeId === own
          ? null
          : (names.get(officeId) ?? t.unknown),
      nameOf: (officeId: string | undefined) => (officeId === undefined ? '' : (names.get(officeId) ?? '')),
    };
  }, [data, t]);
}

/** Nothing beside our own rows. */
export function OfficeChip({ officeId }: { readonly officeId: string | undefined }) {
  const t = useText().offices;
  const name = useOffices().foreignName(officeId);
  if (name === null) return null;
  return (
    <Tooltip describeChild title={t.of(name)}>
      <Box
        component="span"
        sx={{
          display: 'inline-block',
          maxWidth: '14rem',
          px: 0.75,
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
          fontSize: '0.75rem',
          lineHeight: 1.6,
          color: 'text.secondary',
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          whiteSpace: 'nowrap',
          verticalAlign: 'bottom',
        }}
      >
        {name}
      </Box>
    </Tooltip>
  );
}

/** The address key `office`; every list has it under this name. */
export function OfficeFilter({ filter }: { readonly filter: Filter }) {
  const t = useText().offices;
  const { list, several } = useOffices();
  if (!several) return null;
  return (
    <FilterSelect
      filter={filter}
      name="office"
      label={t.filter}
      emptyLabel={t.all}
      options={list.map(({ id, name, isOwn }) => ({ value: id, label: isOwn ? t.ours(name) : name }))}
    />
  );
}

/** What the address leaves of a list that is here as a whole. */
export function ofOffice<Row extends OwnedRow>(rows: readonly Row[], filter: Filter): Row[] {
  const asked = filter.get('office');
  return asked === '' ? [...rows] : rows.filter(({ originOfficeId }) => originOfficeId === asked);
}

/** For the head of a list that is printed or exported. */
export function useOfficeWords(filter: Filter): readonly [label: string, words: string | undefined] {
  const t = useText().offices;
  const offices = useOffices();
  return [t.filter, offices.nameOf(filter.get('office'))];
}

/** One column, or none where all rows are of one office. */
export function useOfficeColumn<Row>(
  officeOf: (row: Row) => string | undefined,
  width = '11rem',
): readonly Column<Row>[] {
  const t = useText().offices;
  const { several, nameOf } = useOffices();
  if (!several) return [];
  return [
    {
      key: 'office',
      label: t.column,
      width,
      wideOnly: true,
      sortBy: (row) => nameOf(officeOf(row)),
      cell: (row) => nameOf(officeOf(row)),
      render: (row) => nameOf(officeOf(row)),
    },
  ];
}

interface OwnedByProps {
  readonly officeId: string | undefined;
  /** The page fills the window and scrolls inside. */
  readonly fills?: boolean;
  readonly children: ReactNode;
}
/** A page of one row: of another office it says so, and what would change it is disabled with that reason. */
export function OwnedBy({ officeId, fills = false, children }: OwnedByProps) {
  const t = useText().offices;
  const name = useOffices().foreignName(officeId);
  const body = <FieldsOf foreign={name !== null}>{children}</FieldsOf>;
  if (name === null) return <OwnerProvider value={null}>{body}</OwnerProvider>;
  const notice = (
    <Alert severity="info" sx={{ py: 0, flex: 'none', ...(fills ? { mx: 2.5, mt: 1 } : { mb: 1.5 }) }}>
      {t.readOnly(name)}
    </Alert>
  );
  return (
    <OwnerProvider value={name}>
      {fills ? (
        <Box sx={{ display: 'flex', flexDirection: 'column', height: { md: '100%' }, minHeight: 0 }}>
          {notice}
          {body}
        </Box>
      ) : (
        <>
          {notice}
          {body}
        </>
      )}
    </OwnerProvider>
  );
}

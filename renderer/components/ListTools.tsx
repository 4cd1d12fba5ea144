// What stands beside every list: its saved views, and taking it away as it is shown.
import Box from '@mui/material/Box';
import { useSearchParams } from 'react-router';
import { ListActions } from './ListActions.tsx';
import { useOfficeColumn } from './OfficeChip.tsx';
import type { Column } from './ResponsiveTable.tsx';
import { SavedViews } from './SavedViews.tsx';
import { filterWords, listColumns, listRows } from './table-export.ts';

interface ListToolsProps<Row> {
  /** The word that its views are kept under. */
  readonly list: string;
  readonly title: string;
  readonly columns: readonly Column<Row>[];
  /** Everything that matches: as it is, or fetched when somebody asks, in the order of the other side. */
  readonly rows: readonly Row[] | (() => Promise<readonly Row[]>);
  readonly count?: number | undefined;
  /** Whose row it is, where the list marks those of other offices without a column: taken away, it is one. */
  readonly officeOf?: (row: Row) => string | undefined;
  /** What is filtered: the filter's name and its words, empty where it is not set. */
  readonly filters?: readonly (readonly [label: string, words: string | undefined])[];
  readonly illustrative?: boolean;
  readonly sortParam?: string;
  /** False where the list has no address of its own. */
  readonly views?: boolean;
}

const noOffice = () => undefined;

export function ListTools<Row>({
  list,
  title,
  columns: shown,
  rows,
  count,
  officeOf,
  filters = [],
  illustrative = false,
  sortParam = 'sort',
  views = true,
}: ListToolsProps<Row>) {
  const [params] = useSearchParams();
  const sort = params.get(sortParam) ?? '';
  const officeColumn = useOfficeColumn<Row>(officeOf ?? noOffice);
  const columns = officeOf === undefined ? shown : [...shown, ...officeColumn];
  return (
    <Box sx={{ display: 'flex', gap: 1, ml: 'auto', '@media print': { display: 'none' } }}>
      {views ? <SavedViews list={list} /> : null}
      <ListActions
        title={title}
        subtitle={filterWords(filters)}
        columns={listColumns(columns)}
        rows={
          typeof rows === 'function'
            ? async () => listRows(columns, await rows(), null)
            : () => listRows(columns, rows, sort)
        }
        count={typeof rows === 'function' ? count : rows.length}
        illustrative={illustrative}
      />
    </Box>
  );
}

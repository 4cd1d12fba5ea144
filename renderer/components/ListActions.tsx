// Takes a list away as it is shown: workbook, CSV, PDF, or the screen on paper. What is written is read back and counted
// by the other side before it is handed out. Knows no list.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { ListColumn, ListFormat } from '../../core/contract/lists.ts';
import { call } from '../api/client.ts';
import { useQueryOf } from '../api/query.ts';
import { flushAll } from '../api/save-states.ts';
import { showError, showNotice } from '../api/toasts.ts';
import { formatCount } from '../format.ts';
import { useText } from '../i18n/text.tsx';
import { saveFile } from './save-file.ts';

/** `day`: ISO; `percent` and `points`: hundredths. */
export type ListCell = string | number | null;
export type ListRows = readonly (readonly ListCell[])[];

interface ListActionsProps {
  readonly title: string;
  /** What is filtered, in words; null where everything is shown. */
  readonly subtitle?: string | null;
  readonly columns: readonly ListColumn[];
  /** All rows that match, in the order shown: as they are, or fetched when somebody asks. */
  readonly rows: ListRows | (() => ListRows | Promise<ListRows>);
  /** How many there are, where `rows` are only fetched when asked for. */
  readonly count?: number | undefined;
  readonly illustrative?: boolean;
  readonly disabled?: boolean;
}

/** More rows have an export of their own. */
export const MOST_LISTED = 5_000;
const formats: readonly ListFormat[] = ['xlsx', 'csv', 'pdf'];

export function ListActions({
  title,
  subtitle = null,
  columns,
  rows,
  count,
  illustrative = false,
  disabled = false,
}: ListActionsProps) {
  const t = useText();
  const w = t.lists;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  const pdf = useQueryOf('system.status', {}).data?.pdf ?? true;
  const known = typeof rows === 'function' ? count : rows.length;
  const isEmpty = known === 0;
  const isTooLong = known !== undefined && known > MOST_LISTED;

  async function take(format: ListFormat) {
    setAnchor(null);
    setBusy(true);
    try {
      await flushAll();
      const listed = typeof rows === 'function' ? await rows() : rows;
      const made = await call('lists.render', {
        title,
        subtitle: subtitle === null ? null : subtitle.slice(0, 300),
        columns: [...columns],
        rows: listed.map((row) => [...row]),
        format,
        illustrative,
      });
      saveFile(made.file);
      showNotice(w.exported(formatCount(made.rows), made.file.fileName));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        disabled={disabled || busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {busy ? w.exporting : w.export}
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {known === undefined ? null : (
          <ListSubheader sx={{ lineHeight: 2.4 }}>
            {isEmpty ? w.empty : isTooLong ? w.tooLong(formatCount(MOST_LISTED)) : w.rows(formatCount(known))}
          </ListSubheader>
        )}
        {formats.map((format) => (
          <MenuItem
            key={format}
            disabled={isEmpty || isTooLong || (format === 'pdf' && !pdf)}
            onClick={() => void take(format)}
          >
            {w.formats[format]}
            {format === 'pdf' && !pdf ? (
              <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                {w.noPdf}
              </Box>
            ) : null}
          </MenuItem>
        ))}
        <MenuItem
          onClick={() => {
            setAnchor(null);
            // The menu is gone before the page is printed.
            window.setTimeout(() => window.print(), 300);
          }}
        >
          {w.print}
        </MenuItem>
      </Menu>
    </>
  );
}

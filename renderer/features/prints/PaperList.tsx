// The papers of a job: which are wanted, and in which order. There may be a thousand, so the rows are plain elements.
import { memo } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { PrintItem } from '../../../core/contract/prints.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { type Arrangement, arranged, moved, ticked } from './print-list.ts';

interface PaperListProps {
  readonly items: readonly PrintItem[];
  readonly arrangement: Arrangement;
  readonly onArrange: (change: (before: Arrangement) => Arrangement) => void;
}

export function PaperList({ items, arrangement, onArrange }: PaperListProps) {
  const w = useText().prints;
  const shown = arranged(items, arrangement);
  const wanted = shown.filter(({ key }) => !arrangement.off.has(key)).length;
  const keys = items.map(({ key }) => key);
  return (
    <Box
      component="section"
      aria-label={w.papers}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
      }}
    >
      <Box
        component="label"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          minHeight: 36,
          borderBottom: '1px solid',
          borderColor: 'divider',
          backgroundColor: 'background.sunken',
          fontSize: '0.8125rem',
        }}
      >
        <input
          type="checkbox"
          checked={wanted === items.length && items.length > 0}
          ref={(box) => {
            if (box !== null) box.indeterminate = wanted > 0 && wanted < items.length;
          }}
          onChange={(event) => {
            const on = event.target.checked;
            onArrange((before) => ticked(before, keys, on));
          }}
        />
        {w.all}
        <Typography component="output" variant="caption" color="text.secondary" sx={{ ml: 'auto' }}>
          {w.chosen(formatCount(wanted), formatCount(items.length))}
        </Typography>
      </Box>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto', minHeight: 0, flex: 1 }}>
        {shown.map((item, index) => (
          <Line
            key={item.key}
            item={item}
            on={!arrangement.off.has(item.key)}
            first={index === 0}
            last={index === shown.length - 1}
            onTick={(on) => onArrange((before) => ticked(before, [item.key], on))}
            onMove={(by) => onArrange((before) => moved(items, before, item.key, by))}
          />
        ))}
      </Box>
    </Box>
  );
}

interface LineProps {
  readonly item: PrintItem;
  readonly on: boolean;
  readonly first: boolean;
  readonly last: boolean;
  readonly onTick: (on: boolean) => void;
  readonly onMove: (by: -1 | 1) => void;
}
/** Drawn again only when it changes itself. */
const Line = memo(
  function Line({ item, on, first, last, onTick, onMove }: LineProps) {
    const w = useText().prints;
    const name = item.agencyName === null ? item.label : `${item.label}: ${item.agencyName}`;
    return (
      <Box
        component="li"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 1.5,
          minHeight: 34,
          fontSize: '0.8125rem',
          contentVisibility: 'auto',
          containIntrinsicSize: 'auto 34px',
          '&:hover': { backgroundColor: 'action.hover' },
        }}
      >
        <Box
          component="label"
          sx={{ display: 'flex', alignItems: 'center', gap: 1, flex: 1, minWidth: 0, py: 0.5 }}
        >
          <input type="checkbox" checked={on} onChange={(event) => onTick(event.target.checked)} />
          <Box component="span" sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {/* Under the name that the paper, its file and the list in the archive bear. */}
            <span lang="vi">
              {item.label}
              {item.agencyName === null ? null : (
                <Box component="span" sx={{ color: 'text.secondary' }}>{` · ${item.agencyName}`}</Box>
              )}
            </span>
            {item.documentId === null && item.kind !== 'working_sheet' && item.kind !== 'sample' ? (
              <Box
                component="span"
                sx={{ color: 'text.secondary', fontStyle: 'italic' }}
              >{` (${w.drafted})`}</Box>
            ) : null}
          </Box>
        </Box>
        <MoveButton label={w.up(name)} sign="↑" disabled={first} onClick={() => onMove(-1)} />
        <MoveButton label={w.down(name)} sign="↓" disabled={last} onClick={() => onMove(1)} />
      </Box>
    );
  },
  (before, after) =>
    before.item === after.item &&
    before.on === after.on &&
    before.first === after.first &&
    before.last === after.last,
);

interface MoveButtonProps {
  readonly label: string;
  readonly sign: string;
  readonly disabled: boolean;
  readonly onClick: () => void;
}
/** Stays reachable at the end of the list, so that the keyboard does not lose its place. */
function MoveButton({ label, sign, disabled, onClick }: MoveButtonProps) {
  return (
    <Box
      component="button"
      type="button"
      aria-label={label}
      aria-disabled={disabled}
      onClick={onClick}
      sx={{
        flex: 'none',
        width: 28,
        height: 28,
        p: 0,
        border: '1px solid transparent',
        borderRadius: 1,
        background: 'none',
        color: disabled ? 'text.disabled' : 'text.primary',
        font: 'inherit',
        cursor: disabled ? 'default' : 'pointer',
        '&:hover': { borderColor: disabled ? 'transparent' : 'divider' },
        '&:focus-visible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -2 },
      }}
    >
      <span aria-hidden>{sign}</span>
    </Box>
  );
}

// One piece of evidence in the grid: its picture, what it is called and how many things it proves. The tile opens it;
// dragging it, or Alt with an arrow, gives it another place.
import { memo, useCallback, useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useSortable } from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Skeleton from '@mui/material/Skeleton';
import type { Evidence } from '../../../core/contract/evidence.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { Thumbnail } from './Thumbnail.tsx';

interface EvidenceTileProps {
  readonly row: Evidence;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
  readonly onMoveKey: (event: KeyboardEvent, row: Evidence) => void;
}

export function EvidenceTile({ row, readOnly, onOpen, onMoveKey }: EvidenceTileProps) {
  const { setNodeRef, listeners, transform, transition, isDragging } = useSortable({
    id: row.id,
    disabled: readOnly,
  });
  const { onPointerDown } = listeners ?? {};
  // The keys of the tile's button come by here: the button itself is drawn again only when its row changes.
  const newestKey = useRef(onMoveKey);
  useEffect(() => {
    newestKey.current = onMoveKey;
  });
  const onKeyDown = useCallback((event: KeyboardEvent) => newestKey.current(event, row), [row]);
  return (
    <Box
      component="li"
      ref={setNodeRef}
      style={{ transform: CSS.Translate.toString(transform), transition }}
      onPointerDown={(event) => onPointerDown?.(event)}
      sx={isDragging ? dragged : resting}
    >
      <Body row={row} readOnly={readOnly} onOpen={onOpen} onKeyDown={onKeyDown} />
    </Box>
  );
}

const resting = { contentVisibility: 'auto', containIntrinsicSize: '168px 226px' } as const;
const dragged = { zIndex: 1, opacity: 0.85 } as const;

interface BodyProps {
  readonly row: Evidence;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}
const Body = memo(function Body({ row, readOnly, onOpen, onKeyDown }: BodyProps) {
  const w = useText().evidence;
  const name = row.caption ?? row.fileName;
  const links = row.links.length === 0 ? w.noLinks : w.links(formatCount(row.links.length));
  const facts = [
    ...(row.present ? [] : [w.linkState.missing]),
    ...(row.duplicateOf === null ? [] : [w.duplicate]),
    links,
  ];
  return (
    <ButtonBase
      aria-label={[w.open(name), ...facts].join(', ')}
      {...(readOnly ? {} : { 'aria-keyshortcuts': 'Alt+ArrowLeft Alt+ArrowRight' })}
      title={readOnly ? row.fileName : `${row.fileName}\n${w.reorder(row.fileName)}`}
      onClick={() => onOpen(row.id)}
      onKeyDown={onKeyDown}
      sx={{
        width: 1,
        height: 1,
        p: 1,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'stretch',
        gap: 0.5,
        textAlign: 'left',
        fontFamily: 'inherit',
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        '&:hover': { borderColor: 'primary.main' },
        '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -2 },
      }}
    >
      <Box sx={{ display: 'grid', placeItems: 'center' }}>
        <Thumbnail row={row} size={150} make={!readOnly} />
      </Box>
      <Box
        sx={{
          fontSize: '0.8125rem',
          lineHeight: 1.4,
          overflow: 'hidden',
          display: '-webkit-box',
          WebkitLineClamp: 2,
          WebkitBoxOrient: 'vertical',
          overflowWrap: 'anywhere',
        }}
      >
        {name}
      </Box>
      <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', mt: 'auto' }}>
        {row.present ? null : <StatusChip tone="overdue" label={w.linkState.missing} />}
        {row.duplicateOf === null ? null : <StatusChip tone="due" label={w.duplicate} />}
        <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {links}
        </Box>
      </Box>
    </ButtonBase>
  );
});

export function GridSkeleton() {
  const t = useText();
  return (
    <Box
      component="output"
      aria-label={t.frame.loading}
      sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))' }}
    >
      {Array.from({ length: 12 }, (_, index) => (
        <Skeleton key={index} variant="rounded" height={226} />
      ))}
    </Box>
  );
}

// What can be done with one line of an ordered list: up, down, away.
import type { ReactNode } from 'react';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined';
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined';

interface LineActsProps {
  readonly words: Readonly<Record<'up' | 'down' | 'delete', string>>;
  /** The line, for screen readers. */
  readonly name: string;
  /** From 1. */
  readonly place: number;
  readonly count: number;
  readonly moving: boolean;
  readonly removing: boolean;
  readonly onShift: (by: 1 | -1) => void;
  readonly onRemove: () => void;
}
export function LineActs({ words, name, place, count, moving, removing, onShift, onRemove }: LineActsProps) {
  const act = (word: string, icon: ReactNode, disabled: boolean, onClick: () => void) => (
    <Tooltip title={word}>
      <span>
        <IconButton aria-label={`${word}: ${name}`} disabled={disabled} onClick={onClick}>
          {icon}
        </IconButton>
      </span>
    </Tooltip>
  );
  return (
    <>
      {act(words.up, <UpIcon sx={{ fontSize: 17 }} />, place === 1 || moving, () => onShift(-1))}
      {act(words.down, <DownIcon sx={{ fontSize: 17 }} />, place === count || moving, () => onShift(1))}
      {act(words.delete, <DeleteIcon sx={{ fontSize: 17 }} />, removing, onRemove)}
    </>
  );
}

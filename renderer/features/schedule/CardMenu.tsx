// What can be done with one visit of the schedule: the same acts from a card, by mouse and by keyboard.
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Link } from 'react-router';
import type { Visit } from '../../../core/contract/visits.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { isFixed, lengthOf } from './board-model.ts';
import type { Step } from './board-model.ts';

export interface OpenMenu {
  readonly visit: Visit;
  readonly anchor: HTMLElement;
}

interface CardMenuProps {
  readonly menu: OpenMenu | null;
  readonly onClose: () => void;
  readonly onPlace: (visit: Visit) => void;
  readonly onStep: (visit: Visit, step: Step) => void;
  readonly onProgramme: (visit: Visit) => void;
}
export function CardMenu({ menu, onClose, onPlace, onStep, onProgramme }: CardMenuProps) {
  const t = useText();
  const w = t.schedule.menu;
  const isForeign = useIsForeign();
  if (menu === null) return null;
  const { visit, anchor } = menu;
  const fixed = isForeign || isFixed(visit);
  const length = lengthOf(visit);
  const run = (act: () => void) => () => {
    onClose();
    act();
  };
  return (
    <Menu
      open
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{ list: { 'aria-label': visit.agencyName, dense: true } }}
    >
      <MenuItem disabled={fixed} onClick={run(() => onPlace(visit))}>
        {w.place}
      </MenuItem>
      <MenuItem disabled={fixed || length === null} onClick={run(() => onStep(visit, 'longer'))}>
        {w.longer}
      </MenuItem>
      <MenuItem
        disabled={fixed || length === null || length < 2}
        onClick={run(() => onStep(visit, 'shorter'))}
      >
        {w.shorter}
      </MenuItem>
      <MenuItem disabled={fixed || length === null} onClick={run(() => onStep(visit, 'tray'))}>
        {w.tray}
      </MenuItem>
      <Divider />
      <MenuItem onClick={run(() => onProgramme(visit))}>{w.programme}</MenuItem>
      <MenuItem component={Link} to={`/visits/${visit.id}`}>
        {w.open}
      </MenuItem>
    </Menu>
  );
}

// Moves a visit along its states: the menu behind whatever button a screen gives it.
import { useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import type { Visit } from '../../../core/contract/visits.ts';
import { nextVisitStatuses } from '../../../core/rules/visit-states.ts';
import { useCommand } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';

interface VisitStatusMenuProps {
  readonly visit: Visit;
  readonly button: (open: (event: MouseEvent<HTMLElement>) => void) => ReactNode;
}

export function VisitStatusMenu({ visit, button }: VisitStatusMenuProps) {
  const t = useText();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const setStatus = useCommand('visits.setStatus');
  return (
    <>
      {button((event) => setAnchor(event.currentTarget))}
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {nextVisitStatuses(visit.status).map((status) => (
          <MenuItem
            key={status}
            onClick={() => {
              setAnchor(null);
              void setStatus.run({ id: visit.id, rev: visit.rev, status });
            }}
          >
            {t.labels.visitStatus[status]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}

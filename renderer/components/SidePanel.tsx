// The form of one row beside its list: two columns (`className="wide"` takes both), stays in sight, Esc closes it.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

interface SidePanelProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SidePanel({ label, onClose, children }: SidePanelProps) {
  return (
    <Box
      component="section"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
        gap: 1.5,
        alignItems: 'start',
        p: 1.5,
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        position: { md: 'sticky' },
        top: 0,
        '& > .wide': { gridColumn: 'span 2' },
      }}
    >
      {children}
    </Box>
  );
}

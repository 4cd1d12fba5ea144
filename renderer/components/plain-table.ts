// A small table of words and figures inside a panel.
import type { SxProps, Theme } from '@mui/material/styles';

export const plainTable: SxProps<Theme> = {
  borderCollapse: 'collapse',
  width: '100%',
  fontSize: '0.8125rem',
  '& th, & td': {
    textAlign: 'left',
    verticalAlign: 'top',
    px: 1,
    py: 0.5,
    borderBottom: '1px solid',
    borderColor: 'divider',
    fontWeight: 400,
  },
  '& thead th': { fontWeight: 600, color: 'text.secondary', fontSize: '0.75rem' },
  '& .number': { textAlign: 'right', whiteSpace: 'nowrap' },
  '& .nowrap': { whiteSpace: 'nowrap' },
};

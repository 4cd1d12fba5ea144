// What only few want to read, behind one word.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';

interface DisclosureProps {
  readonly label: string;
  readonly children: ReactNode;
}

export function Disclosure({ label, children }: DisclosureProps) {
  return (
    <Box
      component="details"
      sx={{
        '& > summary': {
          cursor: 'pointer',
          fontSize: '0.8125rem',
          fontWeight: 600,
          color: 'text.secondary',
          minHeight: 24,
          width: 'fit-content',
        },
        '&[open] > summary': { mb: 1 },
      }}
    >
      <summary>{label}</summary>
      {children}
    </Box>
  );
}

interface FactsProps {
  readonly facts: readonly (readonly [label: string, value: ReactNode])[];
}
/** Names and what stands under them, one pair a line. */
export function Facts({ facts }: FactsProps) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'minmax(6rem, max-content) minmax(0, 1fr)',
        columnGap: 2,
        rowGap: 0.5,
        fontSize: '0.8125rem',
        lineHeight: 1.6,
      }}
    >
      {facts.map(([label, value]) => (
        <Box key={label} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {label}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

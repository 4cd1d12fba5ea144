// Whether a section has words: full, half (words of an earlier report) or empty. Drawn, because the signs of type are
// not the same size in every font; what it means is said beside it.
import Box from '@mui/material/Box';
import type { wordState } from './report-words.ts';

const looks = {
  filled: { color: 'success.main', background: 'currentColor' },
  carried: {
    color: 'warning.main',
    background: 'linear-gradient(90deg, currentColor 50%, transparent 50%)',
  },
  empty: { color: 'text.secondary', background: 'none' },
} as const;

export function WordDot({ state }: { readonly state: ReturnType<typeof wordState> | null }) {
  return (
    <Box
      component="span"
      aria-hidden
      sx={{
        display: 'inline-block',
        width: 9,
        height: 9,
        flex: 'none',
        borderRadius: '50%',
        ...(state === null ? {} : { border: '1.5px solid currentColor', ...looks[state] }),
      }}
    />
  );
}

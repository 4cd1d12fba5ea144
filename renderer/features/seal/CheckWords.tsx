// Eight check words, numbered, large enough to be read aloud over the telephone.
import Box from '@mui/material/Box';
import { useText } from '../../i18n/text.tsx';

interface CheckWordsProps {
  readonly words: readonly string[];
  readonly label?: string;
  /** Smaller, where others stand beside them. */
  readonly dense?: boolean;
}

export function CheckWords({ words, label, dense = false }: CheckWordsProps) {
  const w = useText().seal;
  return (
    <Box
      component="ol"
      aria-label={label ?? w.words}
      sx={{
        listStyle: 'none',
        m: 0,
        p: 0,
        display: 'grid',
        maxWidth: '52rem',
        gridTemplateColumns: dense
          ? 'repeat(2, minmax(0, 1fr))'
          : { xs: 'repeat(2, minmax(0, 1fr))', sm: 'repeat(4, minmax(0, 1fr))' },
        gap: dense ? 0.5 : 0.75,
      }}
    >
      {words.map((word, index) => (
        <Box
          component="li"
          key={`${String(index)}:${word}`}
          sx={{
            display: 'flex',
            alignItems: 'baseline',
            gap: 1,
            px: dense ? 1 : 1.25,
            py: dense ? 0.25 : 0.5,
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 0.75,
            backgroundColor: 'background.paper',
          }}
        >
          <Box
            component="span"
            sx={{ color: 'text.secondary', fontSize: '0.75rem', minWidth: '1ch', userSelect: 'none' }}
          >
            {index + 1}
          </Box>
          <Box
            component="span"
            sx={{
              fontSize: dense ? '0.9375rem' : '1.1875rem',
              fontWeight: 600,
              lineHeight: 1.6,
              letterSpacing: '0.01em',
            }}
          >
            {word}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

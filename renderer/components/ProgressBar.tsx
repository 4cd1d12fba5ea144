// Answered out of what applies: a thin bar with its figures. One colour; full is green because it is verified work.
import Box from '@mui/material/Box';
import { formatCount } from '../format.ts';

interface ProgressBarProps {
  readonly value: number;
  readonly max: number;
  /** What is counted, for screen readers. */
  readonly label: string;
  readonly hideFigures?: boolean;
}

export function ProgressBar({ value, max, label, hideFigures = false }: ProgressBarProps) {
  const share = max === 0 ? 0 : Math.min(value / max, 1);
  const figures = `${formatCount(value)}/${formatCount(max)}`;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 20 }}>
      <Box
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuenow={value}
        aria-valuetext={figures}
        sx={{
          flex: 1,
          minWidth: 32,
          height: 5,
          borderRadius: 3,
          backgroundColor: 'divider',
          overflow: 'hidden',
        }}
      >
        <Box
          sx={{
            width: '100%',
            height: '100%',
            transformOrigin: 'left',
            backgroundColor: share === 1 ? 'success.main' : 'primary.main',
          }}
          style={{ transform: `scaleX(${String(share)})` }}
        />
      </Box>
      {hideFigures ? null : (
        <Box
          component="span"
          aria-hidden
          sx={{ fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}
        >
          {figures}
        </Box>
      )}
    </Box>
  );
}

// The points of a set against 100: a bar, and in words what is missing or too much.
import Box from '@mui/material/Box';
import { FULL_POINTS } from '../../../core/rules/criteria-tree.ts';
import { points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

/** `total` in hundredths. */
export function TotalBar({ total }: { readonly total: number }) {
  const t = useText();
  const words = t.criteria.total;
  const difference = total - FULL_POINTS;
  const text =
    difference === 0
      ? words.exact(points(total))
      : difference < 0
        ? words.missing(points(total), points(-difference))
        : words.over(points(total), points(difference));
  const colour = difference === 0 ? 'success.main' : difference < 0 ? 'warning.main' : 'error.main';
  // Beyond 100 the bar is full, and a mark shows where 100 stands in it.
  const scale = Math.max(total, FULL_POINTS);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minWidth: '14rem' }}>
      <Box
        role="meter"
        aria-label={words.label}
        aria-valuemin={0}
        aria-valuemax={scale / 100}
        aria-valuenow={total / 100}
        aria-valuetext={text}
        sx={{
          position: 'relative',
          flex: 1,
          minWidth: 80,
          height: 8,
          borderRadius: 4,
          backgroundColor: 'divider',
          overflow: 'hidden',
        }}
      >
        <Box
          sx={{ width: '100%', height: '100%', transformOrigin: 'left', backgroundColor: colour }}
          style={{ transform: `scaleX(${String(total / scale)})` }}
        />
        {difference > 0 ? (
          <Box
            sx={{
              position: 'absolute',
              top: 0,
              bottom: 0,
              width: '2px',
              backgroundColor: 'background.paper',
            }}
            style={{ left: `${String((FULL_POINTS / scale) * 100)}%` }}
          />
        ) : null}
      </Box>
      <Box
        component="span"
        sx={{
          fontSize: '0.8125rem',
          fontWeight: 600,
          whiteSpace: 'nowrap',
          color: difference === 0 ? 'text.primary' : colour,
        }}
      >
        {text}
      </Box>
    </Box>
  );
}

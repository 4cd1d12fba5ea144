// A deadline in words: overdue red with the days, near amber, a deadline in words only, or "not known".
import Box from '@mui/material/Box';
import type { Recommendation } from '../../core/contract/recommendations.ts';
import { daysLeft, isOverdue } from '../../core/rules/due.ts';
import { formatCount, shortDay } from '../format.ts';
import { useText } from '../i18n/text.tsx';

const SOON_DAYS = 7;

interface DueLabelProps {
  readonly dueOn: string | null;
  readonly dueNote: string | null;
  readonly status: Recommendation['status'];
  readonly today: string;
}

export function DueLabel({ dueOn, dueNote, status, today }: DueLabelProps) {
  const t = useText();
  const r = t.registers;
  if (dueOn === null) {
    return (
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'normal' }}>
        {dueNote ?? r.dueUnknown}
      </Box>
    );
  }
  const left = daysLeft(dueOn, today) ?? 0;
  const isLate = isOverdue(dueOn, status, today);
  const isSoon =
    !isLate && left >= 0 && left <= SOON_DAYS && ['open', 'in_progress', 'returned'].includes(status);
  return (
    <Box component="span">
      {shortDay(dueOn)}
      {isLate || isSoon ? (
        <Box
          component="span"
          sx={{
            display: 'block',
            fontSize: '0.75rem',
            fontWeight: 600,
            color: isLate ? 'error.main' : 'warning.main',
          }}
        >
          {isLate ? r.overdue(formatCount(-left)) : left === 0 ? r.dueToday : r.daysLeft(formatCount(left))}
        </Box>
      ) : null}
    </Box>
  );
}

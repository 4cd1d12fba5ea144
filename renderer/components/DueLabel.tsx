// A deadline in words: overdue red with the days, near amber, a deadline in words only, or "not known". What counts as
// overdue is a setting of the office.
import Box from '@mui/material/Box';
import type { Recommendation } from '../../core/contract/recommendations.ts';
import { daysLeft, dueStateOf } from '../../core/rules/due.ts';
import { useQueryOf } from '../api/query.ts';
import { formatCount, shortDay } from '../format.ts';
import { useText } from '../i18n/text.tsx';

interface DueLabelProps {
  readonly dueOn: string | null;
  readonly dueNote: string | null;
  readonly status: Recommendation['status'];
  readonly today: string;
}

export function DueLabel({ dueOn, dueNote, status, today }: DueLabelProps) {
  const t = useText();
  const r = t.registers;
  const settings = useQueryOf('settings.get', {});
  if (dueOn === null) {
    return (
      <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'normal' }}>
        {dueNote ?? r.dueUnknown}
      </Box>
    );
  }
  const left = daysLeft(dueOn, today) ?? 0;
  const state = dueStateOf(dueOn, status, today, settings.data?.values.overdueCounts);
  const isLate = state === 'overdue';
  const isSoon = state === 'due_7';
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

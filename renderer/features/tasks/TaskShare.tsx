// "x/y due tasks done on time", with what is overdue beside it: the figure of criterion 1.1.3.
import Box from '@mui/material/Box';
import type { TaskFigures } from '../../../core/contract/tasks.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export function TaskShare({ figures }: { readonly figures: TaskFigures }) {
  const w = useText().tasks;
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1.5, flexWrap: 'wrap', alignItems: 'center' }}>
      {figures.due === 0 ? (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {w.nothingDue}
        </Box>
      ) : (
        <span>{`${formatCount(figures.doneOnTime)}/${formatCount(figures.due)}`}</span>
      )}
      {figures.overdue === 0 ? null : (
        <StatusChip tone="overdue" label={`${formatCount(figures.overdue)} ${w.onlyOverdue}`} />
      )}
    </Box>
  );
}

// A new task: what is to be done; everything else is filled in beside the list.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import type { ParTask } from '../../../core/contract/tasks.ts';
import { useCommand } from '../../api/query.ts';
import { DayField, oneLine } from '../../components/Fields.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface NewTaskProps {
  readonly parPlanId: string;
  readonly onMade: (made: ParTask) => void;
  readonly onClose: () => void;
}

export function NewTask({ parPlanId, onMade, onClose }: NewTaskProps) {
  const t = useText();
  const w = t.tasks;
  const create = useCommand('parTasks.create', { quiet: true });
  const [task, setTask] = useState('');
  const [owner, setOwner] = useState('');
  const [dueOn, setDueOn] = useState<string | null>(null);
  const ready = task.trim() !== '' && !create.pending;
  async function submit() {
    if (!ready) return;
    const made = await create.run({
      parPlanId,
      task: task.trim(),
      owner: owner.trim() === '' ? null : owner.trim(),
      dueOn,
    });
    if (made !== undefined) onMade(made);
  }
  return (
    <Dialog open fullWidth maxWidth="sm" onClose={onClose} aria-labelledby="new-task">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="new-task">{w.addTask}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <TextField
            autoFocus
            required
            multiline
            label={w.task}
            value={task}
            {...oneLine(
              (event) => setTask(event.target.value),
              () => void submit(),
            )}
            slotProps={{ htmlInput: { maxLength: 2000 } }}
          />
          <TextField
            label={w.owner}
            value={owner}
            onChange={(event) => setOwner(event.target.value)}
            slotProps={{ htmlInput: { maxLength: 600 } }}
          />
          <DayField label={w.due} value={dueOn} onChange={setDueOn} />
          {create.error === null ? null : <ErrorState error={create.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={!ready}>
            {w.addTask}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

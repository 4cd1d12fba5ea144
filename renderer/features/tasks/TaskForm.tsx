// One task beside the list, saved as it is typed; its place in the plan, its state, its result and evaluation.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined';
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined';
import type { ParTask } from '../../../core/contract/tasks.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { useText } from '../../i18n/text.tsx';
import { taskStates } from './TaskState.tsx';

interface TaskFormProps {
  readonly task: ParTask;
  /** Tasks of the plan. */
  readonly count: number;
  readonly reload: () => Promise<ParTask | undefined>;
  readonly onDone: () => void;
}

export function TaskForm({ task, count, reload, onDone }: TaskFormProps) {
  const t = useText();
  const w = t.tasks;
  const remove = useCommand('parTasks.delete');
  const move = useCommand('parTasks.move');
  const domains = useQueryOf('domains.list', {});
  const status = useQueryOf('system.status', {});
  const autosave = useAutosave<ParTask>({
    rowKey: `par-task:${task.id}`,
    row: task,
    send: (rev, patch, meta) => call('parTasks.update', { id: task.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = await reload();
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'par_task' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const newest = domains.data?.filter(({ domainSet }) => domainSet === 'nq76_6+1') ?? [];
  const choices = newest.length > 0 ? newest : (domains.data ?? []);

  async function drop() {
    await autosave.flush();
    if ((await remove.run({ id: task.id, rev: autosave.value.rev })) !== undefined) {
      showUndo(w.deletedTask);
      onDone();
    }
  }
  async function shift(by: number) {
    await autosave.flush();
    await move.run({ id: task.id, rev: autosave.value.rev, ordinal: task.ordinal + by });
  }
  return (
    <SidePanel label={task.task} onClose={onDone}>
      <Box className="wide" sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
        <Box component="h2" sx={{ m: 0, fontSize: '0.9375rem', fontWeight: 600, flex: 1 }}>
          {w.task} {task.ordinal}
        </Box>
        <Tooltip title={w.up}>
          <span>
            <IconButton
              aria-label={w.up}
              disabled={task.ordinal === 1 || move.pending}
              onClick={() => void shift(-1)}
            >
              <UpIcon fontSize="small" />
            </IconButton>
          </span>
        </Tooltip>
        <Tooltip title={w.down}>
          <span>
            <IconButton
              aria-label={w.down}
              disabled={task.ordinal === count || move.pending}
              onClick={() => void shift(1)}
            >
              <DownIcon fontSize="small" />
            </IconButton>
          </span>
        </Tooltip>
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Box className="wide">
        <AutoText autosave={autosave} field="task" label={w.task} required wraps maxLength={2000} />
      </Box>
      <Box className="wide">
        <AutoText autosave={autosave} field="product" label={w.product} nullable wraps maxLength={2000} />
      </Box>
      <AutoText autosave={autosave} field="owner" label={w.owner} nullable wraps maxLength={600} />
      <AutoText autosave={autosave} field="partner" label={w.partner} nullable wraps maxLength={600} />
      <DayField
        label={w.due}
        value={value.dueOn}
        onChange={(day) => autosave.choose('dueOn', day)}
        error={faultOf('dueOn')}
      />
      <AutoText
        autosave={autosave}
        field="dueText"
        label={w.dueText}
        nullable
        maxLength={300}
        helperText={w.dueTextHint}
      />
      <Box className="wide">
        <SelectField
          label={w.domain}
          value={value.domainKey}
          emptyLabel={w.noDomain}
          choices={choices.map(({ key, shortName }) => ({ value: key, label: shortName }))}
          onChange={(key) => autosave.choose('domainKey', key)}
        />
      </Box>
      <SelectField
        label={w.state}
        value={value.state}
        choices={taskStates.map((state) => ({ value: state, label: w.states[state] }))}
        onChange={(state) => {
          if (state === null || state === value.state) return;
          // Only what is done has a day on which it was done; today is proposed and can be corrected.
          const doneOn = state === 'done' ? (status.data?.today ?? null) : null;
          autosave.chooseAll({ state, doneOn });
        }}
      />
      <DayField
        label={w.doneOn}
        value={value.doneOn}
        disabled={value.state !== 'done'}
        onChange={(day) => autosave.choose('doneOn', day)}
        error={faultOf('doneOn')}
      />
      <Box className="wide">
        <AutoText
          autosave={autosave}
          field="result"
          label={w.result}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Box>
      <Box className="wide">
        <AutoText
          autosave={autosave}
          field="evaluation"
          label={w.evaluation}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
          helperText={w.evaluationHint}
        />
      </Box>
      <Box className="wide" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.deleteTask}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={onDone}>
          {w.close}
        </Button>
      </Box>
    </SidePanel>
  );
}

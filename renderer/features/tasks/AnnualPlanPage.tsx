// One annual plan: its paper, the figures of its tasks, and the tasks, each edited beside the list.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate, useParams } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { ParPlan, ParTask, TaskFigures } from '../../../core/contract/tasks.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy, useOffices } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { NewTask } from './NewTask.tsx';
import { TaskForm } from './TaskForm.tsx';
import { StateChip, taskStates } from './TaskState.tsx';

type Detail = Output<'parPlans.get'>;

export function AnnualPlanPage() {
  const { parPlanId = '' } = useParams();
  const detail = useQueryOf('parPlans.get', { id: parPlanId }, { keepPrevious: true });
  return (
    <Loaded query={detail}>
      {(plan) => (
        <OwnedBy officeId={plan.originOfficeId}>
          <Plan key={plan.id} plan={plan} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

function Plan({ plan }: { readonly plan: Detail }) {
  const t = useText();
  const w = t.tasks;
  const navigate = useNavigate();
  const filter = useFilter();
  const ownOffice = useQueryOf('system.status', {}).data?.office?.name ?? w.ownOffice;
  const offices = useOffices();
  const remove = useCommand('parPlans.delete');
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const columns = useTaskColumns();
  const wanted = foldText(filter.get('q')).trim();
  const state = taskStates.find((one) => one === filter.get('state'));
  const editing = plan.tasks.find(({ id }) => id === filter.get('task'));
  const shown = plan.tasks.filter(
    (task) =>
      (state === undefined || task.state === state) &&
      (filter.get('late') === '' || task.overdue) &&
      (wanted === '' ||
        foldText([task.task, task.product, task.owner, task.partner].join(' ')).includes(wanted)),
  );
  async function drop() {
    if ((await remove.run({ id: plan.id, rev: plan.rev })) !== undefined) {
      showUndo(w.deleted(plan.title));
      void navigate('/plans/annual');
    }
  }
  const add = (
    <MayButton method="parTasks.create" variant="contained" onClick={() => setAdding(true)}>
      {w.addTask}
    </MayButton>
  );
  const bringIn = (
    <MayButton method="parTasks.create" onClick={() => setImporting(true)}>
      {w.import}
    </MayButton>
  );
  return (
    <>
      <PageHeader
        title={plan.title}
        back={{ to: '/plans/annual', label: w.title }}
        meta={
          <>
            <span>{plan.agencyName ?? offices.foreignName(plan.originOfficeId) ?? ownOffice}</span>
            <ProvenanceMark provenance={plan.provenance} />
          </>
        }
        secondary={
          <>
            <MayButton
              method="parPlans.delete"
              color="secondary"
              disabled={remove.pending}
              onClick={() => void drop()}
            >
              {w.delete}
            </MayButton>
            {bringIn}
          </>
        }
        action={add}
      />
      <Paper plan={plan} />
      <Figures figures={plan.figures} />
      {plan.tasks.length === 0 ? (
        <EmptyState title={w.noTasks} text={w.noTasksText} action={add} />
      ) : (
        <>
          <FilterBar filter={filter} names={['q', 'state', 'late']}>
            <FilterText filter={filter} name="q" label={w.find} />
            <FilterSelect
              filter={filter}
              name="state"
              label={w.state}
              options={taskStates.map((value) => ({ value, label: w.states[value] }))}
            />
            <FilterSelect
              filter={filter}
              name="late"
              label={w.due}
              options={[{ value: '1', label: w.onlyOverdue }]}
            />
            <ListTools
              list="annual-plan-tasks"
              title={plan.title}
              columns={columns}
              rows={shown}
              filters={[
                [w.find, filter.get('q')],
                [w.state, state === undefined ? '' : w.states[state]],
                [w.due, filter.get('late') === '' ? '' : w.onlyOverdue],
              ]}
            />
          </FilterBar>
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              alignItems: 'start',
              gridTemplateColumns: editing === undefined ? '1fr' : { xs: '1fr', md: 'minmax(0, 1fr) 26rem' },
            }}
          >
            {shown.length === 0 ? (
              <EmptyState
                title={w.noTaskMatches}
                action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
              />
            ) : (
              <Tasks
                tasks={shown}
                compact={editing !== undefined}
                selected={editing?.id ?? ''}
                onOpen={(id) => filter.set('task', id)}
              />
            )}
            {editing === undefined ? null : (
              <TaskForm
                key={editing.id}
                task={editing}
                count={plan.tasks.length}
                reload={async () => {
                  const { tasks } = await call('parPlans.get', { id: plan.id });
                  return tasks.find(({ id }) => id === editing.id);
                }}
                onDone={() => filter.set('task', '')}
              />
            )}
          </Box>
        </>
      )}
      {adding ? (
        <NewTask
          parPlanId={plan.id}
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            filter.set('task', made.id);
          }}
        />
      ) : null}
      {importing ? (
        <ImportWizard purpose="tasks" targetId={plan.id} onClose={() => setImporting(false)} />
      ) : null}
    </>
  );
}

/** Number, days and note of the paper itself. */
function Paper({ plan }: { readonly plan: Detail }) {
  const t = useText();
  const w = t.tasks;
  const autosave = useAutosave<ParPlan>({
    rowKey: `par-plan:${plan.id}`,
    row: plan,
    send: (rev, patch, meta) => call('parPlans.update', { id: plan.id, rev: rev ?? 1, patch }, meta),
    reload: () => call('parPlans.get', { id: plan.id }),
  });
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const { issuedOn, dueOn } = autosave.value;
  return (
    <Box component="section" aria-label={w.name} sx={{ mb: 1.5 }}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: '1fr 1fr',
            lg: 'minmax(12rem, 2fr) 6rem 8rem 9.5rem 12.5rem minmax(8rem, 1fr)',
          },
        }}
      >
        <AutoText autosave={autosave} field="title" label={w.name} required maxLength={500} />
        <AutoText autosave={autosave} field="number" label={w.number} nullable maxLength={60} />
        <AutoText autosave={autosave} field="symbol" label={w.symbol} nullable maxLength={60} />
        <DayField
          label={w.issuedOn}
          value={issuedOn}
          onChange={(day) => autosave.choose('issuedOn', day)}
          error={faultOf('issuedOn')}
          helperText={
            issuedOn !== null && dueOn !== null && issuedOn > dueOn ? (
              <StatusChip tone="due" label={w.lateIssue} />
            ) : undefined
          }
        />
        <DayField
          label={w.dueOn}
          value={dueOn}
          onChange={(day) => autosave.choose('dueOn', day)}
          error={faultOf('dueOn')}
        />
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={20_000}
        />
      </Box>
      <SaveStateLabel state={autosave.state} quiet />
    </Box>
  );
}

function Figures({ figures }: { readonly figures: TaskFigures }) {
  const w = useText().tasks;
  const parts = [
    [figures.total, w.figures.total],
    [figures.due, w.figures.due],
    [figures.doneOnTime, w.figures.onTime],
    [figures.doneLate, w.figures.late],
    [figures.overdue, w.figures.overdue],
    [figures.evaluated, w.figures.evaluated],
  ] as const;
  return (
    <Box
      component="ul"
      sx={{ listStyle: 'none', m: 0, mb: 1.5, p: 0, display: 'flex', flexWrap: 'wrap', gap: 3 }}
    >
      {parts.map(([count, label]) => (
        <Box component="li" key={label} sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
          <Box
            component="strong"
            sx={{
              mr: 0.75,
              fontSize: '1.125rem',
              fontVariantNumeric: 'tabular-nums',
              color: label === w.figures.overdue && count > 0 ? 'error.main' : 'text.primary',
            }}
          >
            {formatCount(count)}
          </Box>
          {label}
        </Box>
      ))}
    </Box>
  );
}

function useTaskColumns(): readonly Column<ParTask>[] {
  const w = useText().tasks;
  return [
    {
      key: 'ordinal',
      label: w.ordinal,
      width: '3.5rem',
      sortBy: (task) => task.ordinal,
      render: (task) => String(task.ordinal),
    },
    {
      key: 'task',
      label: w.task,
      sortBy: (task) => task.task,
      cell: (task) => task.task,
      render: (task) => (
        <>
          {task.task} <ProvenanceMark provenance={task.provenance} />
        </>
      ),
    },
    {
      key: 'product',
      label: w.product,
      width: '15rem',
      wideOnly: true,
      render: (task) => task.product ?? '',
    },
    {
      key: 'owner',
      label: w.owner,
      width: '12rem',
      sortBy: (task) => task.owner,
      render: (task) => task.owner ?? '',
    },
    {
      key: 'dueOn',
      label: w.due,
      width: '7.5rem',
      sortBy: (task) => task.dueOn,
      render: (task) => (task.dueOn === null ? (task.dueText ?? '') : shortDay(task.dueOn)),
    },
    {
      key: 'state',
      label: w.state,
      width: '9.5rem',
      sortBy: (task) => taskStates.indexOf(task.state),
      cell: (task) => (task.overdue ? `${w.states[task.state]} (${w.onlyOverdue})` : w.states[task.state]),
      render: (task) => <StateChip task={task} />,
    },
  ];
}

interface TasksProps {
  readonly tasks: readonly ParTask[];
  readonly compact: boolean;
  readonly selected: string;
  readonly onOpen: (id: string) => void;
}
function Tasks({ tasks, compact, selected, onOpen }: TasksProps) {
  const t = useText();
  const w = t.tasks;
  const columns = useTaskColumns();
  return (
    <ResponsiveTable
      label={w.title}
      columns={columns.filter(({ key }) => !compact || !['product', 'owner'].includes(key))}
      rows={tasks}
      rowKey={(task) => task.id}
      onOpen={(task) => onOpen(task.id)}
      selectedKey={selected}
    />
  );
}

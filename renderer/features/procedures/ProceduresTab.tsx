// The procedures of a visit: what was published, what is posted where, and what is wrong with it.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { Link, useSearchParams } from 'react-router';
import { postingPlaces } from '../../../core/contract/procedures.ts';
import type { PostingPlace, ProcedureComparison, ProcedureList } from '../../../core/contract/procedures.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { CountField, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { NewList } from './NewList.tsx';
import { PlaceCards } from './PlaceCards.tsx';
import { PlacePanel } from './PlacePanel.tsx';
import { ProblemList } from './ProblemList.tsx';

export function ProceduresTab(props: VisitTabProps) {
  const comparison = useQueryOf('procedureChecks.get', { visitId: props.workspace.visit.id });
  return (
    <Loaded query={comparison}>{(data) => <Comparison key={data.visitId} {...props} data={data} />}</Loaded>
  );
}

type Check = ProcedureComparison['check'];

function Comparison({
  workspace: { visit, plan },
  readOnly,
  data,
}: VisitTabProps & { readonly data: ProcedureComparison }) {
  const t = useText();
  const w = t.procedures;
  const [params, setParams] = useSearchParams();
  const [open, setOpen] = useState<'new_list' | 'update_list' | null>(null);
  const place = postingPlaces.find((one) => one === params.get('place')) ?? 'board';
  const isProblems = params.get('view') === 'problems';
  const setParam = (name: string, value: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === null) next.delete(name);
        else next.set(name, value);
        return next;
      },
      { replace: true },
    );
  const autosave = useAutosave<Check>({
    rowKey: `procedure-check:${visit.id}`,
    row: data.check,
    send: async (rev, patch, meta) => {
      const { id: _id, rev: _rev, ...fields } = patch;
      return (await call('procedureChecks.save', { visitId: visit.id, rev, patch: fields }, meta)).check;
    },
    reload: async () => (await call('procedureChecks.get', { visitId: visit.id })).check,
  });
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const { emptyPlaces } = autosave.value;
  const list = data.list;
  const isEmptyList = list !== null && list.procedures === 0;
  const view = (
    <ChoiceToggle
      label={w.viewLabel}
      value={isProblems ? 'problems' : 'tick'}
      choices={[
        { value: 'tick', label: w.views.tick },
        { value: 'problems', label: w.problemsCount(formatCount(data.results.length)) },
      ]}
      onChange={(next) => setParam('view', next === 'problems' ? 'problems' : null)}
    />
  );
  const add = (
    <Button variant="contained" onClick={() => setOpen('new_list')}>
      {w.importList}
    </Button>
  );
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ px: 2.5, pt: 1.5, pb: 1, display: 'grid', gap: 1 }}>
        <Box sx={{ display: 'flex', gap: 1.5, rowGap: 1, flexWrap: 'wrap', alignItems: 'flex-start' }}>
          <Box sx={{ flex: '1 1 14rem', minWidth: '12rem', maxWidth: '34rem' }}>
            <SelectField
              label={w.list}
              value={list?.id ?? null}
              emptyLabel={list === null ? w.listEmpty : ''}
              disabled={readOnly || data.lists.length === 0}
              error={faultOf('procedureListId')}
              choices={data.lists.map((one) => ({ value: one.id, label: listLabel(one, t) }))}
              onChange={(id) => {
                if (id !== null) autosave.choose('procedureListId', id);
              }}
            />
          </Box>
          <Box sx={{ width: '10rem' }}>
            <DayField
              label={w.checkedOn}
              value={autosave.value.checkedOn ?? data.on}
              disabled={readOnly}
              error={faultOf('checkedOn')}
              onChange={(day) => autosave.choose('checkedOn', day)}
            />
          </Box>
          <Box sx={{ width: '8.5rem' }} title={w.lateAfterHint}>
            <CountField
              label={w.lateAfter}
              value={autosave.value.lateAfter}
              disabled={readOnly}
              error={faultOf('lateAfter')}
              onChange={(days) => {
                if (days !== null) autosave.choose('lateAfter', days);
              }}
            />
          </Box>
          <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', ml: 'auto' }}>
            <ListMenu
              list={list}
              readOnly={readOnly}
              onNew={() => setOpen('new_list')}
              onUpdate={() => setOpen('update_list')}
            />
            <ExportButton visitId={visit.id} disabled={list === null} />
            <SheetActions planId={plan.id} kind="procedures" visitId={visit.id} disabled={list === null} />
          </Box>
        </Box>
        <ConflictNotice autosave={autosave} labelOf={(field) => field} />
        {autosave.state.kind === 'error' ? <SaveStateLabel state={autosave.state} /> : null}
        {list === null || isEmptyList ? null : (
          <PlaceCards
            places={data.places}
            chosen={place}
            onChoose={(next) => setParam('place', next === 'board' ? null : next)}
          />
        )}
      </Box>
      {list === null ? (
        <Box sx={{ px: 2.5 }}>
          <EmptyState title={w.noListTitle} text={w.noListText} action={readOnly ? undefined : add} />
        </Box>
      ) : isEmptyList ? (
        <Box sx={{ px: 2.5 }}>
          <EmptyState
            title={w.emptyListTitle}
            text={w.emptyListText}
            action={
              readOnly ? undefined : (
                <Button variant="contained" onClick={() => setOpen('update_list')}>
                  {w.updateList}
                </Button>
              )
            }
          />
        </Box>
      ) : isProblems ? (
        <Box sx={{ px: 2.5, pb: 2, pt: 1, flex: 1, minHeight: 0, overflow: { md: 'auto' } }}>
          <ProblemList comparison={data} lead={view} />
        </Box>
      ) : (
        <Place
          key={place}
          data={data}
          listId={list.id}
          place={place}
          lead={view}
          readOnly={readOnly}
          onEmpty={(isEmpty) =>
            autosave.choose(
              'emptyPlaces',
              isEmpty ? [...emptyPlaces, place] : emptyPlaces.filter((one) => one !== place),
            )
          }
        />
      )}
      {open === 'new_list' ? (
        <NewList
          agency={{ id: visit.agencyId, name: visit.agencyName, kind: visit.agencyKind }}
          onMade={(id) => autosave.choose('procedureListId', id)}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'update_list' && list !== null ? (
        <ImportWizard purpose="procedures" targetId={list.id} onClose={() => setOpen(null)} />
      ) : null}
    </Box>
  );
}

interface PlaceProps {
  readonly data: ProcedureComparison;
  readonly listId: string;
  readonly place: PostingPlace;
  readonly lead: ReactNode;
  readonly readOnly: boolean;
  readonly onEmpty: (isEmpty: boolean) => void;
}
function Place({ data, listId, place, lead, readOnly, onEmpty }: PlaceProps) {
  const procedures = useQueryOf('procedures.list', { procedureListId: listId });
  const postings = useQueryOf('postings.list', { visitId: data.visitId, place });
  return (
    <Loaded query={procedures} skeleton={<TableSkeleton />}>
      {(published) => (
        <Loaded query={postings} skeleton={<TableSkeleton />}>
          {(found) => (
            <PlacePanel
              comparison={data}
              procedures={published}
              postings={found}
              place={place}
              lead={lead}
              readOnly={readOnly}
              onEmpty={onEmpty}
            />
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function listLabel(list: ProcedureList, t: ReturnType<typeof useText>): string {
  const w = t.procedures;
  const whose =
    list.agencyId !== null
      ? w.listOf.agency
      : list.agencyKind !== null
        ? w.listOf.kind(t.labels.agencyKind[list.agencyKind])
        : w.listOf.free;
  return `${w.listCount(list.title, formatCount(list.procedures))} · ${whose}`;
}

interface ListMenuProps {
  readonly list: ProcedureList | null;
  readonly readOnly: boolean;
  readonly onNew: () => void;
  readonly onUpdate: () => void;
}
function ListMenu({ list, readOnly, onNew, onUpdate }: ListMenuProps) {
  const w = useText().procedures;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = (then?: () => void) => () => {
    setAnchor(null);
    then?.();
  };
  return (
    <>
      <Button color="secondary" aria-haspopup="menu" onClick={(event) => setAnchor(event.currentTarget)}>
        {w.moreLists} ▾
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close()}>
        <MenuItem disabled={readOnly} onClick={close(onNew)}>
          {w.importList}
        </MenuItem>
        <MenuItem disabled={readOnly || list === null} onClick={close(onUpdate)}>
          {w.updateList}
        </MenuItem>
        <MenuItem
          component={Link}
          disabled={list === null}
          to={list === null ? '/agencies/procedures' : `/agencies/procedures/${list.id}`}
        >
          {w.openList}
        </MenuItem>
        <MenuItem component={Link} to="/agencies/procedures">
          {w.manageLists}
        </MenuItem>
      </Menu>
    </>
  );
}

function ExportButton({ visitId, disabled }: { readonly visitId: string; readonly disabled: boolean }) {
  const w = useText().procedures;
  const [busy, setBusy] = useState(false);
  async function download() {
    setBusy(true);
    try {
      await flushAll();
      const file = await call('procedureChecks.export', { visitId });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <Button
      variant="outlined"
      color="secondary"
      title={w.exportHint}
      disabled={disabled || busy}
      onClick={() => void download()}
    >
      {w.export}
    </Button>
  );
}

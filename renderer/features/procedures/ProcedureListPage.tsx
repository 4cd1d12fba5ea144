// One published list: whose it is, and its procedures, each edited beside the list.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useNavigate, useParams } from 'react-router';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { serviceLevels } from '../../../core/contract/procedures.ts';
import type { Procedure, ProcedureList } from '../../../core/contract/procedures.ts';
import { codeKey } from '../../../core/rules/procedure-match.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AgencyPicker } from '../../components/AgencyPicker.tsx';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListTools } from '../../components/ListTools.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { agencyKindOrder } from '../agencies/agency-kind-order.ts';
import { ImportWizard } from '../imports/ImportWizard.tsx';

const PAGE = 200;
const levels = ['province', 'district', 'commune'] as const;

export function ProcedureListPage() {
  const { listId = '' } = useParams();
  const list = useQueryOf('procedureLists.get', { id: listId });
  const procedures = useQueryOf('procedures.list', { procedureListId: listId });
  return (
    <Loaded query={list}>
      {(head) => (
        <OwnedBy officeId={head.originOfficeId}>
          <Loaded query={procedures}>{(rows) => <Page key={head.id} list={head} procedures={rows} />}</Loaded>
        </OwnedBy>
      )}
    </Loaded>
  );
}

function Page({
  list,
  procedures,
}: {
  readonly list: ProcedureList;
  readonly procedures: readonly Procedure[];
}) {
  const t = useText();
  const w = t.procedures;
  const navigate = useNavigate();
  const filter = useFilter();
  const remove = useCommand('procedureLists.delete');
  const create = useCommand('procedures.create');
  const [importing, setImporting] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const wanted = foldText(filter.get('q')).trim();
  const code = codeKey(wanted);
  const editing = procedures.find(({ id }) => id === filter.get('procedure'));
  const shown = procedures.filter(
    (one) =>
      wanted === '' ||
      foldText([one.code, one.name, one.fieldName, one.decision].join(' ')).includes(wanted) ||
      (code.length > 2 && codeKey(one.code).includes(code)),
  );
  async function drop() {
    const { rev } = await call('procedureLists.get', { id: list.id });
    if ((await remove.run({ id: list.id, rev })) !== undefined) {
      showUndo(w.deletedList(list.title));
      void navigate('/agencies/procedures');
    }
  }
  async function addOne() {
    const made = await create.run({ procedureListId: list.id, name: w.newProcedureName });
    if (made !== undefined) filter.set('procedure', made.id);
  }
  const add = (
    <OursOnly>
      <Button variant="contained" disabled={create.pending} onClick={() => void addOne()}>
        {w.addProcedure}
      </Button>
    </OursOnly>
  );
  const columns: readonly Column<Procedure>[] = [
    {
      key: 'code',
      label: w.fields.code,
      width: '12.5rem',
      sortBy: (one) => one.code,
      render: (one) => one.code ?? '',
    },
    {
      key: 'name',
      label: w.fields.name,
      sortBy: (one) => one.name,
      cell: (one) => one.name,
      render: (one) => (
        <>
          {one.name} <ProvenanceMark provenance={one.provenance} />
        </>
      ),
    },
    {
      key: 'field',
      label: w.fields.fieldName,
      width: '10rem',
      wideOnly: true,
      sortBy: (one) => one.fieldName,
      render: (one) => one.fieldName ?? '',
    },
    {
      key: 'decision',
      label: w.fields.decision,
      width: '9.5rem',
      sortBy: (one) => one.decision,
      render: (one) => one.decision ?? '',
    },
    {
      key: 'effectiveOn',
      label: w.fields.effectiveOn,
      width: '7rem',
      nowrap: true,
      sortBy: (one) => one.effectiveOn,
      kind: 'day',
      cell: (one) => one.effectiveOn,
      render: (one) => dayOrBlank(one.effectiveOn),
    },
    {
      key: 'abolishedOn',
      label: w.fields.abolishedOn,
      width: '7rem',
      nowrap: true,
      wideOnly: true,
      sortBy: (one) => one.abolishedOn,
      kind: 'day',
      cell: (one) => one.abolishedOn,
      render: (one) => dayOrBlank(one.abolishedOn),
    },
  ];
  return (
    <>
      <PageHeader
        title={list.title}
        back={{ to: '/agencies/procedures', label: w.listsTitle }}
        meta={<ProvenanceMark provenance={list.provenance} />}
        secondary={
          <>
            <OursOnly>
              <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
                {w.deleteList}
              </Button>
            </OursOnly>
            <OursOnly>
              <Button onClick={() => setImporting(true)}>{w.updateList}</Button>
            </OursOnly>
          </>
        }
        action={add}
      />
      <Head list={list} />
      {procedures.length === 0 ? (
        <EmptyState title={w.noProcedures} text={w.noProceduresText} action={add} />
      ) : (
        <>
          <FilterBar filter={filter} names={['q']}>
            <FilterText filter={filter} name="q" label={w.find} />
            <Box component="output" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
              {w.shownLines(formatCount(shown.length), formatCount(procedures.length))}
            </Box>
            <ListTools
              list="procedures"
              title={list.title}
              columns={columns}
              rows={shown}
              filters={[[w.find, filter.get('q')]]}
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
            <div>
              {shown.length === 0 ? (
                <EmptyState
                  title={w.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              ) : (
                <ResponsiveTable
                  label={list.title}
                  columns={
                    editing === undefined ? columns : columns.filter(({ wideOnly }) => wideOnly !== true)
                  }
                  rows={shown.slice(0, limit)}
                  rowKey={(one) => one.id}
                  onOpen={(one) => filter.set('procedure', one.id)}
                  selectedKey={editing?.id}
                />
              )}
              {shown.length > limit ? (
                <Box sx={{ display: 'flex', justifyContent: 'center', py: 1 }}>
                  <Button onClick={() => setLimit(limit + PAGE)}>
                    {w.showMore(formatCount(Math.min(PAGE, shown.length - limit)))}
                  </Button>
                </Box>
              ) : null}
            </div>
            {editing === undefined ? null : (
              <ProcedureForm
                key={editing.id}
                procedure={editing}
                onDone={() => filter.set('procedure', '')}
              />
            )}
          </Box>
        </>
      )}
      {importing ? (
        <ImportWizard purpose="procedures" targetId={list.id} onClose={() => setImporting(false)} />
      ) : null}
    </>
  );
}

/** Name, whose, day and note of the list. */
function Head({ list }: { readonly list: ProcedureList }) {
  const t = useText();
  const w = t.procedures;
  const autosave = useAutosave<ProcedureList>({
    rowKey: `procedure-list:${list.id}`,
    row: list,
    send: (rev, patch, meta) => {
      const { title, agencyId, agencyKind, asOf, note } = patch;
      const given = Object.fromEntries(
        Object.entries({ title, agencyId, agencyKind, asOf, note }).filter(
          ([, value]) => value !== undefined,
        ),
      );
      return call('procedureLists.update', { id: list.id, rev: rev ?? 1, patch: given }, meta);
    },
    reload: () => call('procedureLists.get', { id: list.id }),
  });
  const { value } = autosave;
  const [choosing, setChoosing] = useState<'agency' | 'kind' | null>(null);
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const whose =
    choosing ?? (value.agencyId !== null ? 'agency' : value.agencyKind !== null ? 'kind' : 'free');
  return (
    <Box component="section" aria-label={w.listName} sx={{ mb: 1.5 }}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          alignItems: 'start',
          gridTemplateColumns: {
            xs: '1fr 1fr',
            lg: 'minmax(12rem, 2fr) 11rem minmax(12rem, 1.5fr) 10rem minmax(8rem, 1fr)',
          },
        }}
      >
        <AutoText autosave={autosave} field="title" label={w.listName} required maxLength={300} />
        <SelectField
          label={w.whose}
          value={whose}
          choices={(['agency', 'kind', 'free'] as const).map((one) => ({ value: one, label: w.whoses[one] }))}
          onChange={(next) => {
            // An agency or a kind has still to be named; until then nothing changes.
            if (next === 'free') {
              setChoosing(null);
              autosave.chooseAll({ agencyId: null, agencyKind: null });
            } else setChoosing(next);
          }}
        />
        {whose === 'agency' ? (
          <AgencyPicker
            label={w.agency}
            on={value.asOf}
            withEnded
            value={value.agencyId === null ? null : { id: value.agencyId, name: list.agencyName ?? '' }}
            onChange={(next) => {
              if (next === null) return;
              setChoosing(null);
              autosave.chooseAll({ agencyId: next.id, agencyKind: null });
            }}
          />
        ) : whose === 'kind' ? (
          <SelectField<AgencyKind>
            label={w.kind}
            value={value.agencyKind}
            choices={agencyKindOrder.map((one) => ({ value: one, label: t.labels.agencyKind[one] }))}
            onChange={(next) => {
              if (next === null) return;
              setChoosing(null);
              autosave.chooseAll({ agencyId: null, agencyKind: next });
            }}
          />
        ) : (
          <span />
        )}
        <DayField
          label={w.asOf}
          value={value.asOf}
          onChange={(day) => autosave.choose('asOf', day)}
          error={faultOf('asOf')}
        />
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Box>
      <SaveStateLabel state={autosave.state} quiet />
    </Box>
  );
}

function ProcedureForm({
  procedure,
  onDone,
}: {
  readonly procedure: Procedure;
  readonly onDone: () => void;
}) {
  const t = useText();
  const w = t.procedures;
  const remove = useCommand('procedures.delete');
  const autosave = useAutosave<Procedure>({
    rowKey: `procedure:${procedure.id}`,
    row: procedure,
    send: (rev, patch, meta) => call('procedures.update', { id: procedure.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const rows = await call('procedures.list', { procedureListId: procedure.procedureListId });
      const found = rows.find(({ id }) => id === procedure.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'procedure' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  async function drop() {
    await autosave.flush();
    if ((await remove.run({ id: procedure.id, rev: autosave.value.rev })) !== undefined) {
      showUndo(w.deletedProcedure);
      onDone();
    }
  }
  const day = (field: 'decisionOn' | 'effectiveOn' | 'abolishedOn') => (
    <DayField
      label={w.fields[field]}
      value={value[field]}
      onChange={(next) => autosave.choose(field, next)}
      error={faultOf(field)}
    />
  );
  return (
    <SidePanel label={procedure.name} onClose={onDone}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <div className="wide">
        <AutoText autosave={autosave} field="name" label={w.fields.name} required wraps maxLength={1000} />
      </div>
      <AutoText autosave={autosave} field="code" label={w.fields.code} nullable maxLength={60} />
      <AutoText
        autosave={autosave}
        field="replacesCode"
        label={w.fields.replacesCode}
        nullable
        maxLength={60}
      />
      <div className="wide">
        <AutoText autosave={autosave} field="fieldName" label={w.fields.fieldName} nullable maxLength={300} />
      </div>
      <SelectField
        label={w.fields.level}
        value={value.level}
        emptyLabel={w.notKnown}
        choices={levels.map((one) => ({ value: one, label: w.levels[one] }))}
        onChange={(next) => autosave.choose('level', next)}
      />
      <SelectField
        label={w.fields.serviceLevel}
        value={value.serviceLevel}
        emptyLabel={w.notKnown}
        choices={serviceLevels.map((one) => ({ value: one, label: w.serviceLevels[one] }))}
        onChange={(next) => autosave.choose('serviceLevel', next)}
      />
      <AutoText autosave={autosave} field="decision" label={w.fields.decision} nullable maxLength={120} />
      {day('decisionOn')}
      {day('effectiveOn')}
      {day('abolishedOn')}
      <Box className="wide" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <OursOnly>
          <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
            {w.deleteProcedure}
          </Button>
        </OursOnly>
        <SaveStateLabel state={autosave.state} quiet />
        <Box sx={{ flex: 1 }} />
        <Button onClick={onDone}>{t.frame.close}</Button>
      </Box>
    </SidePanel>
  );
}

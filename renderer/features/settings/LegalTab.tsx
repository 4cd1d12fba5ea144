// The library of legal documents: searched, as in force on a day, added, corrected, replaced by one another.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { legalDocumentKinds } from '../../../core/contract/legal.ts';
import type { LegalDocument } from '../../../core/contract/legal.ts';
import { isDay } from '../../../core/contract/day.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { NewLegalDocument } from './NewLegalDocument.tsx';
import { inForceWords } from './legal-words.ts';

export function LegalTab() {
  const t = useText();
  const w = t.legal;
  const filter = useFilter();
  const text = filter.get('q').trim();
  const on = isDay(filter.get('on')) ? filter.get('on') : null;
  const editing = filter.get('legal');
  const [adding, setAdding] = useState(false);
  const found = useQueryOf(
    'legalDocuments.list',
    { ...(text === '' ? {} : { text }), ...(on === null ? {} : { on }) },
    { keepPrevious: true },
  );
  // The one that is open may not be among those that the filter shows; and any may replace it.
  const all = useQueryOf('legalDocuments.list', {});
  const edited = all.data?.find(({ id }) => id === editing);
  const isFiltered = text !== '' || on !== null;
  const columns: readonly Column<LegalDocument>[] = [
    {
      key: 'symbol',
      label: w.symbol,
      width: '9rem',
      sortBy: (one) => one.symbol,
      render: (one) => (
        <Box component="span" sx={{ fontWeight: 500 }}>
          {one.symbol ?? t.plans.noNumber}
        </Box>
      ),
    },
    {
      key: 'kind',
      label: w.kind,
      width: '6.5rem',
      wideOnly: true,
      sortBy: (one) => w.kinds[one.kind],
      render: (one) => w.kinds[one.kind],
    },
    {
      key: 'issuedOn',
      label: w.issuedOn,
      nowrap: true,
      sortBy: (one) => one.issuedOn,
      render: (one) => dayOrBlank(one.issuedOn),
    },
    {
      key: 'subject',
      label: w.subject,
      sortBy: (one) => one.subject,
      render: (one) => (
        <>
          {one.subject} <ProvenanceMark provenance={one.provenance} />
          {one.issuerName === null ? null : (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {one.issuerName}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'force',
      label: w.inForce,
      width: '14rem',
      sortBy: (one) => one.effectiveFrom,
      render: (one) => inForceWords(one, t),
    },
  ];
  // Beside the form there is room for what tells documents apart.
  const shown = columns.filter(({ key }) => edited === undefined || !['kind', 'force'].includes(key));
  const add = (
    <Button variant="contained" onClick={() => setAdding(true)}>
      {w.add}
    </Button>
  );
  return (
    <>
      <FilterBar filter={filter} names={['q', 'on']}>
        <FilterText filter={filter} name="q" label={w.find} />
        <Box sx={{ width: '12rem' }}>
          <DayField label={w.inForceOn} value={on} onChange={(day) => filter.set('on', day ?? '')} />
        </Box>
        <Box sx={{ ml: 'auto' }}>{add}</Box>
      </FilterBar>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: edited === undefined ? '1fr' : { xs: '1fr', md: 'minmax(0, 1fr) 26rem' },
          alignItems: 'start',
        }}
      >
        <Loaded query={found}>
          {(rows) =>
            rows.length === 0 ? (
              isFiltered ? (
                <EmptyState
                  title={w.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              ) : (
                <EmptyState title={w.empty} text={w.emptyText} action={add} />
              )
            ) : (
              <ResponsiveTable
                label={t.settings.tabs.legal}
                columns={shown}
                rows={rows}
                rowKey={(one) => one.id}
                onOpen={(one) => filter.set('legal', one.id)}
                selectedKey={editing}
              />
            )
          }
        </Loaded>
        {edited === undefined ? null : (
          <LegalForm
            key={edited.id}
            row={edited}
            library={all.data ?? []}
            onDone={() => filter.set('legal', '')}
          />
        )}
      </Box>
      {adding ? (
        <NewLegalDocument
          onClose={() => setAdding(false)}
          onMade={(made) => {
            setAdding(false);
            filter.set('legal', made.id);
          }}
        />
      ) : null}
    </>
  );
}

interface LegalFormProps {
  readonly row: LegalDocument;
  readonly library: readonly LegalDocument[];
  readonly onDone: () => void;
}
function LegalForm({ row, library, onDone }: LegalFormProps) {
  const t = useText();
  const w = t.legal;
  const remove = useCommand('legalDocuments.delete');
  const autosave = useAutosave<LegalDocument>({
    rowKey: `legal:${row.id}`,
    row,
    send: (rev, patch, meta) => call('legalDocuments.update', { id: row.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('legalDocuments.list', {})).find(({ id }) => id === row.id);
      if (found === undefined)
        throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'legal_document' } });
      return found;
    },
  });
  const { value } = autosave;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: row.id, rev: autosave.value.rev })) {
      showUndo(w.deleted(row.shortCitation));
      onDone();
    }
  }
  return (
    <SidePanel label={row.shortCitation} onClose={onDone}>
      <Box className="wide">
        <Box component="h2" sx={{ m: 0, fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.5 }}>
          {row.shortCitation}
        </Box>
        <Box component="p" sx={{ m: 0, fontSize: '0.75rem', color: 'text.secondary' }}>
          {w.citedAs}: {row.firstCitation}
        </Box>
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <SelectField
        label={w.kind}
        value={value.kind}
        choices={legalDocumentKinds.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
        onChange={(kind) => {
          if (kind !== null) autosave.choose('kind', kind);
        }}
      />
      <AutoText autosave={autosave} field="symbol" label={w.symbol} nullable maxLength={60} />
      <Box className="wide">
        <AutoText autosave={autosave} field="subject" label={w.subject} required wraps maxLength={1000} />
      </Box>
      <Box className="wide">
        <AutoText
          autosave={autosave}
          field="issuerName"
          label={w.issuerName}
          nullable
          wraps
          maxLength={300}
        />
      </Box>
      <DayField
        label={w.issuedOn}
        value={value.issuedOn}
        onChange={(day) => autosave.choose('issuedOn', day)}
        error={faultOf('issuedOn')}
      />
      <span />
      <DayField
        label={w.effectiveFrom}
        value={value.effectiveFrom}
        onChange={(day) => autosave.choose('effectiveFrom', day)}
        error={faultOf('effectiveFrom')}
      />
      <DayField
        label={w.effectiveTo}
        value={value.effectiveTo}
        onChange={(day) => autosave.choose('effectiveTo', day)}
        error={faultOf('effectiveTo')}
      />
      <Box className="wide">
        <SelectField
          label={w.replacedBy}
          value={value.replacedById}
          choices={library
            .filter(({ id }) => id !== row.id)
            .map((one) => ({ value: one.id, label: one.shortCitation }))}
          emptyLabel={w.notReplaced}
          onChange={(id) => autosave.choose('replacedById', id)}
          error={faultOf('replacedById')}
        />
      </Box>
      <Box className="wide">
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
      <Box className="wide" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.delete}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
        <Button variant="outlined" onClick={onDone}>
          {t.plans.team.done}
        </Button>
      </Box>
    </SidePanel>
  );
}

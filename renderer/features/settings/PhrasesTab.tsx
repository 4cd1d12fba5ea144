// The wording bank: found by words, corrected, hidden or deleted, and begun with the starter set.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { phraseKind } from '../../../core/contract/phrases.ts';
import type { Phrase } from '../../../core/contract/phrases.ts';
import type { Output } from '../../../core/contract/index.ts';
import { holdsWords } from '../../../core/rules/phrase-text.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

type Listed = Output<'phrases.list'>[number];

/** A few hundred lines are quick to draw; more are found by words. */
const MOST = 300;

export function PhrasesTab() {
  const t = useText();
  const w = t.phrases;
  const filter = useFilter();
  const [withHidden, setWithHidden] = useState(false);
  const kind = phraseKind.options.find((one) => one === filter.get('kind'));
  const text = filter.get('q').trim();
  const editing = filter.get('phrase');
  const list = useQueryOf('phrases.list', {
    ...(kind === undefined ? {} : { kind }),
    ...(withHidden ? {} : { hidden: false }),
  });
  const domains = useQueryOf('domains.list', {});
  const names = new Map((domains.data ?? []).map((domain) => [domain.key, domain.shortName]));
  const create = useCommand('phrases.create');
  const starter = useCommand('phrases.addStarter');
  // Null: nobody writes a new one.
  const [fresh, setFresh] = useState<string | null>(null);
  async function add() {
    const made = await create.run({ kind: kind ?? 'limitation', text: (fresh ?? '').trim() });
    if (made === undefined) return;
    setFresh(null);
    filter.set('phrase', made.id);
  }
  async function addStarter() {
    const done = await starter.run({});
    if (done !== undefined) showNotice(w.starterAdded(formatCount(done.added)));
  }
  const columns: readonly Column<Listed>[] = [
    {
      key: 'kind',
      label: w.kind,
      width: '9rem',
      sortBy: (one) => w.kinds[one.kind],
      render: (one) => w.kinds[one.kind],
    },
    {
      key: 'text',
      label: w.text,
      sortBy: (one) => one.text,
      render: (one) => (
        <Box component="span" sx={one.hidden ? { color: 'text.secondary' } : {}}>
          {one.text}
          {one.hidden ? ` (${w.hidden})` : null}
        </Box>
      ),
    },
    {
      key: 'domain',
      label: w.domain,
      width: '10rem',
      wideOnly: true,
      sortBy: (one) => one.domainKey,
      render: (one) =>
        [
          one.domainKey === null ? w.anyDomain : (names.get(one.domainKey) ?? one.domainKey),
          one.criterionCode,
        ]
          .filter((part) => part !== null)
          .join(' · '),
    },
    {
      key: 'source',
      label: w.source,
      width: '9rem',
      wideOnly: true,
      sortBy: (one) => one.source,
      render: (one) => w.sources[one.source],
    },
    {
      key: 'uses',
      label: w.uses,
      align: 'right',
      width: '6rem',
      sortBy: (one) => one.uses,
      render: (one) => formatCount(one.uses),
    },
  ];
  const edited = list.data?.find(({ id }) => id === editing);
  const shown = columns.filter(({ key }) => edited === undefined || !['domain', 'source'].includes(key));
  const acts = (
    <Box sx={{ display: 'flex', gap: 1 }}>
      <Button variant="outlined" disabled={starter.pending} onClick={() => void addStarter()}>
        {w.addStarter}
      </Button>
      <Button variant="contained" disabled={create.pending} onClick={() => setFresh('')}>
        {w.add}
      </Button>
    </Box>
  );
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5, maxWidth: '60rem' }}>
        {w.intro}
      </Typography>
      <FilterBar filter={filter} names={['q', 'kind']}>
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect
          filter={filter}
          name="kind"
          label={w.kind}
          options={phraseKind.options.map((one) => ({ value: one, label: w.kinds[one] }))}
          emptyLabel={w.anyKind}
        />
        <FormControlLabel
          label={w.showHidden}
          slotProps={{ typography: { variant: 'body2' } }}
          control={<Switch size="small" checked={withHidden} onChange={(_event, on) => setWithHidden(on)} />}
        />
        <Box sx={{ ml: 'auto' }}>{acts}</Box>
      </FilterBar>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: edited === undefined ? '1fr' : { xs: '1fr', md: 'minmax(0, 1fr) 26rem' },
          alignItems: 'start',
        }}
      >
        <Loaded query={list}>
          {(rows) => {
            const found = text === '' ? rows : rows.filter((one) => holdsWords(one.text, text));
            if (rows.length === 0 && kind === undefined) {
              return <EmptyState title={w.emptyTitle} text={w.emptyText} action={acts} />;
            }
            if (found.length === 0) {
              return (
                <EmptyState
                  title={w.nothingMatches}
                  action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                />
              );
            }
            return (
              <ResponsiveTable
                label={w.tab}
                columns={shown}
                rows={found.slice(0, MOST)}
                rowKey={(one) => one.id}
                onOpen={(one) => filter.set('phrase', one.id)}
                selectedKey={editing}
              />
            );
          }}
        </Loaded>
        {edited === undefined ? null : (
          <PhraseForm
            key={edited.id}
            row={edited}
            domains={[...names]}
            onDone={() => filter.set('phrase', '')}
          />
        )}
      </Box>
      <ConfirmDialog
        open={fresh !== null}
        title={`${w.add}: ${w.kinds[kind ?? 'limitation']}`}
        confirmLabel={w.add}
        pending={create.pending}
        disabled={(fresh ?? '').trim() === ''}
        onConfirm={() => void add()}
        onClose={() => setFresh(null)}
      >
        <Box sx={{ pt: 1, minWidth: { md: '30rem' } }}>
          <TextField
            label={w.text}
            multiline
            minRows={3}
            fullWidth
            autoFocus
            value={fresh ?? ''}
            onChange={(event) => setFresh(event.target.value)}
            helperText={w.textHint}
            slotProps={{ htmlInput: { maxLength: 4000 } }}
          />
        </Box>
      </ConfirmDialog>
    </>
  );
}

interface PhraseFormProps {
  readonly row: Listed;
  /** Key and name. */
  readonly domains: readonly (readonly [string, string])[];
  readonly onDone: () => void;
}
function PhraseForm({ row: { uses: _uses, ...row }, domains, onDone }: PhraseFormProps) {
  const t = useText();
  const w = t.phrases;
  const remove = useCommand('phrases.delete');
  const autosave = useAutosave<Phrase>({
    rowKey: `phrase:${row.id}`,
    row,
    send: (rev, { kind, domainKey, criterionCode, text, hidden }, meta) =>
      call(
        'phrases.update',
        {
          id: row.id,
          rev: rev ?? 1,
          patch: {
            ...(kind === undefined ? {} : { kind }),
            ...(domainKey === undefined ? {} : { domainKey }),
            ...(criterionCode === undefined ? {} : { criterionCode }),
            ...(text === undefined ? {} : { text }),
            ...(hidden === undefined ? {} : { hidden }),
          },
        },
        meta,
      ),
    async reload() {
      const found = (await call('phrases.list', {})).find(({ id }) => id === row.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'phrase' } });
      const { uses: _count, ...phrase } = found;
      return phrase;
    },
  });
  const { value } = autosave;
  async function drop() {
    await autosave.flush();
    if (await remove.run({ id: row.id, rev: autosave.value.rev })) {
      showUndo(w.deleted);
      onDone();
    }
  }
  return (
    <SidePanel label={w.edit} onClose={onDone}>
      <ConflictNotice autosave={autosave} labelOf={(field) => field} />
      <Box className="wide">
        <AutoText
          autosave={autosave}
          field="text"
          label={w.text}
          required
          multiline
          minRows={3}
          maxLength={4000}
          helperText={w.textHint}
        />
      </Box>
      <SelectField
        label={w.kind}
        value={value.kind}
        choices={phraseKind.options.map((one) => ({ value: one, label: w.kinds[one] }))}
        onChange={(kind) => {
          if (kind !== null) autosave.choose('kind', kind);
        }}
      />
      <AutoText autosave={autosave} field="criterionCode" label={w.criterion} nullable maxLength={60} />
      <Box className="wide">
        <SelectField
          label={w.domain}
          value={value.domainKey}
          choices={domains.map(([key, label]) => ({ value: key, label }))}
          emptyLabel={w.anyDomain}
          onChange={(domainKey) => autosave.choose('domainKey', domainKey)}
        />
      </Box>
      <Box className="wide">
        <FormControlLabel
          label={w.hidden}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Switch
              size="small"
              checked={value.hidden}
              onChange={(_event, hidden) => autosave.choose('hidden', hidden)}
            />
          }
        />
      </Box>
      <Box className="wide" sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.delete}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={autosave.state} quiet />
        </Box>
      </Box>
    </SidePanel>
  );
}

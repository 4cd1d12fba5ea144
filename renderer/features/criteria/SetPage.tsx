// One criteria set: the tree left, the chosen criterion right (in a drawer where it is narrow). A draft is edited in
// place; a frozen set is read, says why, and offers its next version.
import { useCallback, useMemo, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CloseIcon from '@mui/icons-material/Close';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { CriteriaSet, CriteriaSetDetail } from '../../../core/contract/criteria.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useIsForeign } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText } from '../../components/Fields.tsx';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState, Loaded, PageSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { ItemFacts } from './ItemFacts.tsx';
import { ItemForm } from './ItemForm.tsx';
import { NewSetDialog } from './NewSetDialog.tsx';
import { SetMenu, useSetActs } from './set-acts.tsx';
import { SetTree, focusTreeRow } from './SetTree.tsx';
import { domainSetName, setTones, whyFrozen } from './set-words.ts';
import { TotalBar } from './TotalBar.tsx';
import { useTreeActs } from './tree-acts.ts';
import { rowsOf, treeOf } from './tree-model.ts';
import type { Tree } from './tree-model.ts';

export function SetPage() {
  const { setId = '' } = useParams();
  const query = useQueryOf('criteriaSets.get', { id: setId });
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(set) => (
        <OwnedBy officeId={set.originOfficeId} fills>
          <Workspace key={set.id} set={set} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

const helpOf = (t: Texts, editable: boolean) => {
  const words = t.criteria.shortcuts;
  return [
    { keys: '↑ ↓ Home End', label: words.move },
    { keys: '← →', label: words.fold },
    ...(editable
      ? [
          { keys: 'Enter, F2', label: words.open },
          { keys: 'Alt+↑ ↓', label: words.reorder },
          { keys: 'Alt+← →', label: words.regroup },
          { keys: 'M', label: words.moveTo },
          { keys: 'N', label: words.add },
          { keys: 'Delete', label: words.delete },
          { keys: 'Esc', label: words.back },
        ]
      : []),
  ];
};

/** What the set itself says, as it is saved. */
type SetRow = Pick<CriteriaSet, 'rev' | 'name' | 'year' | 'sourceNote' | 'groupTitles'>;
const setRow = ({ rev, name, year, sourceNote, groupTitles }: SetRow): SetRow => ({
  rev,
  name,
  year,
  sourceNote,
  groupTitles,
});

type Opened = 'copy' | 'import' | null;

function Workspace({ set }: { readonly set: CriteriaSetDetail }) {
  const t = useText();
  const c = t.criteria;
  const navigate = useNavigate();
  const filter = useFilter();
  const [, setParams] = useSearchParams();
  const wide = useMediaQuery('(min-width:900px)');
  const acts = useSetActs();
  const isForeign = useIsForeign();
  const treeActs = useTreeActs(set.id);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [opened, setOpened] = useState<Opened>(null);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [focusId, setFocusId] = useState<string | null>(null);
  const [movingId, setMovingId] = useState<string | null>(null);
  const [help] = useState(() => helpOf(t, set.editable));
  useShortcutHelp(help);

  const autosave = useAutosave<SetRow>({
    rowKey: `criteria_set:${set.id}`,
    row: setRow(set),
    async send(rev, patch, meta) {
      const { rev: _rev, ...fields } = patch;
      return setRow(await call('criteriaSets.update', { id: set.id, rev: rev ?? 1, patch: fields }, meta));
    },
    reload: async () => setRow(await call('criteriaSets.get', { id: set.id })),
  });

  // Titles that are being typed show in the tree at once.
  const titles = autosave.value.groupTitles;
  const whole = useMemo(
    () => treeOf({ domains: set.domains, items: set.items, groupTitles: titles }),
    [set.domains, set.items, titles],
  );
  const asked = foldText(filter.get('q').trim());
  const tree = useMemo(() => (asked === '' ? whole : matching(whole, asked)), [whole, asked]);
  const shown = tree.reduce((sum, { count }) => sum + count, 0);
  const order = useMemo(() => rowsOf(tree).flatMap((row) => (row.kind === 'item' ? [row.id] : [])), [tree]);
  const selected = set.items.find(({ id }) => id === filter.get('criterion'));

  /** At once, not when there is time: what is typed next belongs to the form. */
  const choose = (id: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (id === '') next.delete('criterion');
        else next.set('criterion', id);
        return next;
      },
      { replace: true, flushSync: true },
    );
  const select = (id: string, edit: boolean) => {
    if (edit) setFocusId(id);
    choose(id);
  };
  const onFocused = useCallback(() => setFocusId(null), []);
  const backToTree = () => {
    const id = selected?.id;
    if (!wide) choose('');
    if (id !== undefined) requestAnimationFrame(() => focusTreeRow(id));
  };
  const close = () => {
    choose('');
    const id = selected?.id;
    if (id !== undefined) requestAnimationFrame(() => focusTreeRow(id));
  };
  const step = (by: 1 | -1) => {
    const next = order[order.indexOf(selected?.id ?? '') + by];
    if (next !== undefined) select(next, false);
  };
  async function drop(id: string) {
    const next = order[order.indexOf(id) + 1] ?? order[order.indexOf(id) - 1];
    if (!(await treeActs.remove(id))) return;
    choose(next ?? '');
    if (next !== undefined) requestAnimationFrame(() => focusTreeRow(next));
  }
  async function addFirst() {
    const domain = set.domains[0];
    if (domain === undefined) return;
    const made = await treeActs.add({ domainId: domain.id, newGroup: true });
    if (made !== null) select(made, true);
  }
  const closeButton = (
    <IconButton aria-label={t.frame.close} onClick={close}>
      <CloseIcon sx={{ fontSize: 18 }} />
    </IconButton>
  );
  const chosen: ReactNode =
    selected === undefined ? null : set.editable ? (
      <ItemForm
        key={selected.id}
        item={selected}
        focusText={focusId === selected.id}
        onFocused={onFocused}
        onSaved={treeActs.saved}
        onMove={() => setMovingId(selected.id)}
        onDelete={() => void drop(selected.id)}
        onStep={step}
        close={closeButton}
      />
    ) : (
      <Box sx={{ position: 'relative' }}>
        <Box sx={{ position: 'absolute', right: 0, top: -4 }}>{closeButton}</Box>
        <ItemFacts item={selected} />
      </Box>
    );
  const status = t.labels.criteriaSetStatus[set.status];
  const facts = [
    set.year === null ? null : c.year(String(set.year)),
    c.version(String(set.version)),
    domainSetName(set.domainSet, t),
    c.count(formatCount(set.criteria)),
  ].filter((part) => part !== null);

  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', height: { md: '100%' }, minHeight: 0 }}>
      <Box sx={{ px: 2.5, pt: 1.5 }}>
        <PageHeader
          title={set.name}
          back={{ to: '/criteria', label: t.frame.places.criteria }}
          meta={
            <>
              <StatusChip tone={setTones[set.status]} label={status} />
              <span>{facts.join(' · ')}</span>
              <ProvenanceMark provenance={set.provenance} />
              <TotalBar total={set.items.reduce((sum, item) => sum + item.maxPoints, 0)} />
            </>
          }
          secondary={
            <>
              <Button
                variant="outlined"
                aria-haspopup="menu"
                disabled={acts.pending}
                onClick={(event) => setAnchor(event.currentTarget)}
              >
                {t.frame.more} ▾
              </Button>
              <SetMenu
                anchor={anchor}
                set={set}
                acts={acts}
                onClose={() => setAnchor(null)}
                onCopy={() => setOpened('copy')}
                onImport={() => setOpened('import')}
                {...(set.editable ? { onRenumber: () => void treeActs.renumber() } : {})}
                without={['open', set.status === 'draft' ? 'putInForce' : 'newVersion']}
              />
            </>
          }
          action={
            set.status === 'draft' ? (
              <MayButton
                method="criteriaSets.setStatus"
                variant="contained"
                disabled={acts.pending}
                onClick={() => acts.putInForce(set)}
              >
                {c.sets.putInForce}
              </MayButton>
            ) : (
              <MayButton
                method="criteriaSets.newVersion"
                variant="contained"
                disabled={acts.pending}
                onClick={() => void acts.newVersion(set)}
              >
                {c.frozen.next}
              </MayButton>
            )
          }
        />
        {set.editable || isForeign ? null : (
          <Alert severity="info" icon={false} sx={{ mb: 1, py: 0 }}>
            {whyFrozen(set, t)}
          </Alert>
        )}
        <FilterBar filter={filter} names={['q']}>
          <FilterText filter={filter} name="q" label={c.find} />
          <Typography variant="caption" color="text.secondary" component="output">
            {asked === ''
              ? ''
              : `${t.frame.shownOf(formatCount(shown), formatCount(set.items.length))}${
                  set.editable ? `. ${c.tree.filteredNoDrag}` : ''
                }`}
          </Typography>
          {asked === '' && set.items.length > 0 ? (
            <Button
              onClick={() =>
                setFolded(folded.size > 0 ? new Set() : new Set(set.domains.map(({ id }) => id)))
              }
            >
              {folded.size > 0 ? c.tree.unfoldAll : c.tree.foldAll}
            </Button>
          ) : null}
        </FilterBar>
      </Box>
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          display: 'grid',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(24rem, 36%)' },
          borderTop: '1px solid',
          borderColor: 'divider',
        }}
      >
        <Box sx={{ minWidth: 0, overflow: { md: 'auto' }, backgroundColor: 'background.paper' }}>
          {set.items.length === 0 && !set.editable ? (
            <EmptyState title={c.tree.emptyTitle} />
          ) : asked !== '' && shown === 0 ? (
            <EmptyState
              title={c.nothingMatches}
              action={<Button onClick={() => filter.set('q', '')}>{t.frame.clearFilters}</Button>}
            />
          ) : (
            <>
              {set.items.length === 0 ? (
                <Box sx={{ p: 2 }}>
                  <EmptyState
                    title={c.tree.emptyTitle}
                    text={c.tree.emptyText}
                    action={
                      <Button variant="outlined" disabled={treeActs.pending} onClick={() => void addFirst()}>
                        {c.tree.addItem}
                      </Button>
                    }
                  />
                </Box>
              ) : null}
              <SetTree
                set={set}
                tree={tree}
                acts={treeActs}
                filtered={asked !== ''}
                folded={folded}
                onFold={setFolded}
                selectedId={selected?.id ?? null}
                onSelect={select}
                movingId={movingId}
                onMoving={setMovingId}
                onTitle={(code, title, composing) => {
                  const { [code]: _old, ...others } = autosave.value.groupTitles;
                  autosave.set('groupTitles', title === '' ? others : { ...others, [code]: title }, {
                    composing,
                  });
                }}
                onTitleDone={() => {
                  autosave.endComposition();
                  void autosave.flush();
                }}
              />
            </>
          )}
        </Box>
        {wide || selected === undefined ? (
          // Esc gives the keyboard back to the tree, from whichever field.
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
          <Box
            onKeyDown={(event: KeyboardEvent) => {
              if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
              event.stopPropagation();
              backToTree();
            }}
            sx={{
              p: 2,
              overflow: { md: 'auto' },
              borderLeft: { md: '1px solid' },
              borderTop: { xs: '1px solid', md: 0 },
              borderColor: { xs: 'divider', md: 'divider' },
            }}
          >
            {chosen ?? <SetFacts set={set} tree={whole} autosave={autosave} />}
          </Box>
        ) : (
          <Drawer
            anchor="right"
            open
            onClose={close}
            slotProps={{ paper: { sx: { width: 'min(100%, 34rem)', p: 2 } } }}
          >
            {chosen}
          </Drawer>
        )}
      </Box>
      {acts.dialogs}
      {opened === 'copy' ? <Copy set={set} onClose={() => setOpened(null)} /> : null}
      {opened === 'import' ? (
        <ImportWizard
          purpose="criteria"
          targetId={set.id}
          onDone={({ targetId }) => {
            if (targetId !== null && targetId !== set.id) void navigate(`/criteria/${targetId}`);
          }}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </Box>
  );
}

function Copy({ set, onClose }: { readonly set: CriteriaSet; readonly onClose: () => void }) {
  const sets = useQueryOf('criteriaSets.list', {});
  return <NewSetDialog sets={sets.data ?? [set]} from={set} onClose={onClose} />;
}

/** The criteria that hold the text, with their groups; empty domains are left out. */
function matching(tree: Tree, asked: string): Tree {
  return tree.flatMap((domain) => {
    const groups = domain.groups.flatMap((group) => {
      const items = foldText(`${group.code} ${group.title}`).includes(asked)
        ? group.items
        : group.items.filter((item) =>
            foldText(
              [item.code, item.text, item.glossEn ?? '', item.evidence ?? '', item.legalBasis ?? ''].join(
                ' ',
              ),
            ).includes(asked),
          );
      return items.length === 0 ? [] : [{ ...group, items }];
    });
    return groups.length === 0
      ? []
      : [{ ...domain, groups, count: groups.reduce((sum, { items }) => sum + items.length, 0) }];
  });
}

interface SetFactsProps {
  readonly set: CriteriaSetDetail;
  readonly tree: Tree;
  readonly autosave: Autosave<SetRow>;
}
/** Nothing is chosen: the set itself, and its points by domain. */
function SetFacts({ set, tree, autosave }: SetFactsProps) {
  const t = useText();
  const c = t.criteria;
  const words = c.facts;
  const unread = set.items.filter((item) => !parseRule(item).ok).length;
  const labels: Readonly<Record<string, string>> = {
    name: words.name,
    year: words.year,
    sourceNote: words.sourceNote,
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 1.5 }}>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
        <Typography variant="h2" sx={{ mr: 'auto' }}>
          {words.title}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      {set.editable ? (
        <>
          <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
          <AutoText autosave={autosave} field="name" label={words.name} required wraps maxLength={300} />
          <YearField autosave={autosave} />
          <AutoText
            autosave={autosave}
            field="sourceNote"
            label={words.sourceNote}
            nullable
            multiline
            minRows={2}
            maxLength={4000}
          />
        </>
      ) : set.sourceNote === null ? null : (
        <Typography variant="body2" color="text.secondary" sx={{ whiteSpace: 'pre-line' }}>
          {c.source}: {set.sourceNote}
        </Typography>
      )}
      <Box component="table" sx={{ borderCollapse: 'collapse', fontSize: '0.8125rem', lineHeight: 1.55 }}>
        <Box component="caption" sx={{ textAlign: 'left', fontWeight: 600, pb: 0.5 }}>
          {words.domains}
        </Box>
        <tbody>
          {tree.map(({ domain, count, points: sum }) => (
            <Box component="tr" key={domain.id} sx={{ borderTop: '1px solid', borderColor: 'divider' }}>
              <Box component="th" scope="row" sx={{ fontWeight: 400, textAlign: 'left', py: 0.5, pr: 1 }}>
                {domain.ordinal}. {domain.shortName}
              </Box>
              <Box component="td" sx={{ color: 'text.secondary', whiteSpace: 'nowrap', pr: 1.5 }}>
                {c.count(formatCount(count))}
              </Box>
              <Box component="td" sx={{ textAlign: 'right', whiteSpace: 'nowrap' }}>
                {c.pointsShort(points(sum))}
              </Box>
            </Box>
          ))}
        </tbody>
      </Box>
      {unread === 0 ? null : (
        <Typography variant="body2" sx={{ color: 'warning.main', fontWeight: 600 }}>
          {words.problems(formatCount(unread))}
        </Typography>
      )}
      <Typography variant="body2" color="text.secondary">
        {words.choose} {words.keys}
      </Typography>
    </Box>
  );
}

function YearField({ autosave }: { readonly autosave: Autosave<SetRow> }) {
  const t = useText();
  const value = autosave.value.year;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (value === null ? '' : String(value));
  const isBad = shown.trim() !== '' && !/^(19|20|21)\d\d$/.test(shown.trim());
  return (
    <TextField
      label={t.criteria.facts.year}
      value={shown}
      onChange={(event) => {
        const text = event.target.value.trim();
        setTyped(event.target.value);
        if (text === '') autosave.set('year', null);
        else if (/^(19|20|21)\d\d$/.test(text)) autosave.set('year', Number(text));
      }}
      onBlur={() => {
        if (!isBad) setTyped(null);
        void autosave.flush();
      }}
      error={isBad}
      helperText={isBad ? t.criteria.sets.badYear : undefined}
      sx={{ maxWidth: '8rem' }}
      slotProps={{ htmlInput: { inputMode: 'numeric', maxLength: 4, autoComplete: 'off' } }}
    />
  );
}

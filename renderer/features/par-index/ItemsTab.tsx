// What a set measures: the tree with its running sums, and the chosen item (or the set itself) beside it.
import { useCallback, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { IndexItem } from '../../../core/contract/par-index.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { SelectField } from '../../components/Fields.tsx';
import { FilterBar, FilterText, useFilter } from '../../components/Filters.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState } from '../../components/States.tsx';
import { points } from '../../format.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { faultText } from './index-words.ts';
import type { SetDetail } from './index-words.ts';
import { useItemActs } from './item-acts.ts';
import { matching, parentsFor, rowsOf, totalsOf, treeOf } from './item-tree.ts';
import type { ItemNode, Place } from './item-tree.ts';
import { ItemFacts } from './ItemFacts.tsx';
import { ItemForm } from './ItemForm.tsx';
import { focusItem, ItemTree } from './ItemTree.tsx';
import { SetForm } from './SetForm.tsx';

export function ItemsTab({ detail }: { readonly detail: SetDetail }) {
  const t = useText();
  const w = t.parIndex;
  const f = w.items;
  const { set, items, faults } = detail;
  const filter = useFilter();
  const acts = useItemActs(set.id);
  const isForeign = useIsForeign();
  const editable = set.status === 'draft' && !isForeign;
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const [focusId, setFocusId] = useState<string | null>(null);
  const [movingId, setMovingId] = useState<string | null>(null);
  const [help] = useState(() => [
    { keys: '↑ ↓ Home End', label: f.shortcuts.move },
    { keys: '← →', label: f.shortcuts.fold },
    { keys: 'Enter, F2', label: f.shortcuts.open },
    ...(editable
      ? [
          { keys: 'Alt+↑ ↓', label: f.shortcuts.reorder },
          { keys: 'Alt+← →', label: f.shortcuts.regroup },
          { keys: 'N', label: f.shortcuts.add },
          { keys: 'Shift+N', label: f.shortcuts.addChild },
          { keys: 'M', label: f.shortcuts.moveTo },
          { keys: 'Delete', label: f.shortcuts.delete },
        ]
      : []),
    { keys: 'Esc', label: f.shortcuts.back },
  ]);
  useShortcutHelp(help);
  const whole = useMemo(() => treeOf(items), [items]);
  const asked = filter.get('q').trim();
  const tree = useMemo(() => matching(whole, asked), [whole, asked]);
  const all = useMemo(() => rowsOf(whole), [whole]);
  const chosen = all.find(({ item }) => item.id === filter.get('item'));
  const onFocused = useCallback(() => setFocusId(null), []);

  const select = (id: string, edit: boolean) => {
    if (edit) setFocusId(id);
    filter.set('item', id);
  };
  const close = () => {
    filter.set('item', '');
    const id = chosen?.item.id;
    if (id !== undefined) requestAnimationFrame(() => focusItem(id));
  };
  async function add(where: Parameters<typeof acts.add>[0]) {
    const made = await acts.add(where);
    if (made !== null) select(made, true);
  }
  async function drop(id: string) {
    const rows = all.filter(({ item }) => item.id !== id);
    const at = all.findIndex(({ item }) => item.id === id);
    const near = rows[Math.min(at, rows.length - 1)]?.item.id;
    if (!(await acts.remove(id))) return;
    filter.set('item', '');
    if (near !== undefined) requestAnimationFrame(() => focusItem(near));
  }
  const goTo = (itemId: string | null) => {
    if (itemId === null) {
      filter.set('item', '');
      return;
    }
    setFolded(new Set());
    filter.set('item', itemId);
    requestAnimationFrame(() => focusItem(itemId));
  };
  const addField = editable ? (
    <Button variant="outlined" disabled={acts.pending} onClick={() => void add(null)}>
      {f.addField}
    </Button>
  ) : null;
  return (
    <>
      {editable ? null : (
        <Alert severity="info" icon={false} sx={{ mb: 1, py: 0 }}>
          {set.status === 'closed' ? w.set.frozenClosed : w.set.frozenItems}
        </Alert>
      )}
      {editable && items.length > 0 && faults.length > 0 ? (
        <Alert severity="warning" sx={{ mb: 1.5, py: 0.25, maxHeight: '9rem', overflow: 'auto' }}>
          <Box component="ul" sx={{ m: 0, pl: 2.25 }}>
            {faults.map((fault, index) => (
              <li key={`${fault.code}-${fault.itemId ?? ''}-${String(index)}`}>
                {faultText(fault, t)}{' '}
                {fault.itemId === null && fault.code !== 'total_differs' ? null : (
                  <Button
                    size="small"
                    sx={{ minHeight: 24, py: 0 }}
                    aria-label={`${w.set.faultAt}: ${faultText(fault, t)}`}
                    onClick={() => goTo(fault.itemId)}
                  >
                    {w.set.faultAt}
                  </Button>
                )}
              </li>
            ))}
          </Box>
        </Alert>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', flexWrap: 'wrap' }}>
        <FilterBar filter={filter} names={[]}>
          <FilterText filter={filter} name="q" label={f.find} />
          {asked === '' && all.length > 0 ? (
            <Button
              onClick={() =>
                setFolded(folded.size > 0 ? new Set() : new Set(whole.map(({ item }) => item.id)))
              }
            >
              {folded.size > 0 ? f.unfoldAll : f.foldAll}
            </Button>
          ) : null}
          {addField}
        </FilterBar>
        <Box sx={{ ml: 'auto', pt: 0.5 }}>
          <RunningSum tree={whole} max={set.maxPoints} />
        </Box>
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(23rem, 36%)' },
        }}
      >
        <Box
          sx={{
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            backgroundColor: 'background.paper',
          }}
        >
          {items.length === 0 ? (
            <Box sx={{ p: 2 }}>
              <EmptyState title={f.empty} text={f.emptyText} action={addField ?? undefined} />
            </Box>
          ) : tree.length === 0 ? (
            <Box sx={{ p: 2 }}>
              <EmptyState
                title={f.nothing}
                action={<Button onClick={() => filter.set('q', '')}>{t.frame.clearFilters}</Button>}
              />
            </Box>
          ) : (
            <ItemTree
              tree={tree}
              acts={acts}
              editable={editable}
              filtered={asked !== ''}
              folded={folded}
              onFold={setFolded}
              selectedId={chosen?.item.id ?? null}
              onSelect={select}
              onMoveTo={setMovingId}
              onRemove={(id) => void drop(id)}
            />
          )}
        </Box>
        {/* Esc gives the keyboard back to the tree, from whichever field. */}
        {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
        <Box
          onKeyDown={(event: KeyboardEvent) => {
            if (event.key !== 'Escape' || event.nativeEvent.isComposing || event.defaultPrevented) return;
            if (chosen === undefined) return;
            event.stopPropagation();
            focusItem(chosen.item.id);
          }}
          sx={{
            position: { md: 'sticky' },
            top: 0,
            maxHeight: { md: 'calc(100vh - 5.5rem)' },
            overflow: 'auto',
            border: '1px solid',
            borderColor: 'divider',
            borderRadius: 1,
            p: 1.5,
          }}
        >
          {chosen === undefined ? (
            <SetForm set={set} />
          ) : editable ? (
            <ItemForm
              key={chosen.item.id}
              node={chosen}
              year={set.year}
              hasSurvey={set.hasSurvey}
              focusText={focusId === chosen.item.id}
              onFocused={onFocused}
              pending={acts.pending}
              onAdd={(where) =>
                void add(where === 'below' ? { below: chosen.item.id } : { beside: chosen.item.id })
              }
              onMove={() => setMovingId(chosen.item.id)}
              onDelete={() => void drop(chosen.item.id)}
              close={<CloseButton onClose={close} />}
            />
          ) : (
            <ItemFacts node={chosen} close={<CloseButton onClose={close} />} />
          )}
        </Box>
      </Box>
      {movingId === null ? null : (
        <MoveItem
          items={items}
          itemId={movingId}
          onMove={(place) => {
            const id = movingId;
            setMovingId(null);
            void acts.move(id, place).then(() => requestAnimationFrame(() => focusItem(id)));
          }}
          onClose={() => setMovingId(null)}
        />
      )}
    </>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  const t = useText();
  return (
    <IconButton aria-label={t.frame.close} onClick={onClose}>
      <CloseIcon sx={{ fontSize: 18 }} />
    </IconButton>
  );
}

interface RunningSumProps {
  readonly tree: readonly ItemNode[];
  readonly max: number;
}
/** The fields against the set's scale: a bar, and in words what lacks or is too much. */
function RunningSum({ tree, max }: RunningSumProps) {
  const w = useText().parIndex.items;
  const totals = totalsOf(tree);
  const difference = totals.fields - max;
  const words =
    difference === 0
      ? w.totalExact(points(totals.fields), points(max))
      : difference < 0
        ? w.totalShort(points(totals.fields), points(max), points(-difference))
        : w.totalOver(points(totals.fields), points(max), points(difference));
  const scale = Math.max(totals.fields, max, 1);
  const colour = difference === 0 ? 'success.main' : 'warning.main';
  const besides = [
    ...(totals.survey > 0 ? [w.surveyPart(points(totals.survey))] : []),
    ...(totals.bonus > 0 || totals.deduction > 0
      ? [w.outside(points(totals.bonus), points(totals.deduction))]
      : []),
  ].join(' · ');
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, fontSize: '0.8125rem', flexWrap: 'wrap' }}>
      <span>{w.total}</span>
      <Box
        role="meter"
        aria-label={w.total}
        aria-valuemin={0}
        aria-valuemax={scale / 100}
        aria-valuenow={totals.fields / 100}
        aria-valuetext={words}
        sx={{ width: 110, height: 8, borderRadius: 4, backgroundColor: 'divider', overflow: 'hidden' }}
      >
        <Box
          sx={{ width: '100%', height: '100%', transformOrigin: 'left', backgroundColor: colour }}
          style={{ transform: `scaleX(${String(totals.fields / scale)})` }}
        />
      </Box>
      <Box component="strong" sx={{ color: difference === 0 ? 'text.primary' : colour }}>
        {words}
      </Box>
      {besides === '' ? null : (
        <Typography variant="caption" color="text.secondary">
          {besides}
        </Typography>
      )}
    </Box>
  );
}

interface MoveItemProps {
  readonly items: readonly IndexItem[];
  readonly itemId: string;
  readonly onMove: (place: Place) => void;
  readonly onClose: () => void;
}
/** A new place, chosen: under which item, after which one. */
function MoveItem({ items, itemId, onMove, onClose }: MoveItemProps) {
  const t = useText();
  const w = t.parIndex.items;
  const item = items.find(({ id }) => id === itemId);
  const [parentId, setParentId] = useState<string | null>(item?.parentId ?? null);
  const [afterId, setAfterId] = useState<string | null>(null);
  if (item === undefined) return null;
  const parents = parentsFor(items, item);
  const siblings = items
    .filter((one) => one.parentId === parentId && one.id !== itemId)
    .toSorted((a, b) => a.ordinal - b.ordinal);
  const named = ({ code, text }: IndexItem) => `${code} ${text}`;
  const after = siblings.findIndex(({ id }) => id === afterId);
  return (
    <Dialog open onClose={onClose} aria-labelledby="move-item">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onMove({ parentId, ordinal: after + 2 });
        }}
      >
        <DialogTitle id="move-item">{w.moveTitle(item.code)}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Autocomplete<IndexItem, false, true>
            size="small"
            disableClearable
            options={[...parents]}
            value={parents.find(({ id }) => id === parentId) ?? item}
            getOptionLabel={named}
            getOptionKey={({ id }) => id}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            filterOptions={(options, { inputValue }) =>
              options.filter((one) => foldText(named(one)).includes(foldText(inputValue).trim()))
            }
            onChange={(_event, next) => {
              setParentId(next.id);
              setAfterId(null);
            }}
            renderInput={(params) => <TextField {...params} label={w.parent} autoFocus />}
          />
          <SelectField
            label={w.movePlace}
            value={afterId}
            emptyLabel={w.moveFirst}
            choices={siblings.map((one) => ({ value: one.id, label: named(one) }))}
            onChange={setAfterId}
          />
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained">
            {w.move}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

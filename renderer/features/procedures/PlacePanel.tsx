// Ticking off one place: search, what of it is shown, many lines at once, and the list itself.
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import InputAdornment from '@mui/material/InputAdornment';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import SearchIcon from '@mui/icons-material/SearchOutlined';
import { notifyManager, useQueryClient } from '@tanstack/react-query';
import type {
  PostingPlace,
  ProcedureComparison,
  Procedure,
  ProcedurePosting,
} from '../../../core/contract/procedures.ts';
import { queryKeyOf, useCommand } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useShortcutHelp } from '../../components/shortcuts.ts';
import { EmptyState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { AllButDialog, PasteDialog } from './LineDialogs.tsx';
import { TickList } from './TickList.tsx';
import { findRows, problemsByRow, publishedLines, tickRows } from './tick-rows.ts';
import type { Show, TickRow } from './tick-rows.ts';

const helpOf = ({ procedures: { keys } }: Texts) => [
  { keys: '1, Space', label: keys.tick },
  { keys: '↑ ↓', label: keys.move },
  { keys: 'PageUp, PageDown', label: keys.page },
  { keys: 'J', label: keys.next },
  { keys: 'Enter', label: keys.fields },
  { keys: 'Esc', label: keys.back },
  { keys: '/', label: keys.find },
];

interface PlacePanelProps {
  readonly comparison: ProcedureComparison;
  readonly procedures: readonly Procedure[];
  readonly postings: readonly ProcedurePosting[];
  readonly place: PostingPlace;
  /** Stands before the tools. */
  readonly lead: ReactNode;
  readonly readOnly: boolean;
  /** Nothing at all is posted here: noted, or taken back. */
  readonly onEmpty: (isEmpty: boolean) => void;
}

export function PlacePanel(props: PlacePanelProps) {
  const { comparison, procedures, postings, place, readOnly, onEmpty } = props;
  const t = useText();
  const w = t.procedures;
  const { visitId } = comparison;
  const on = comparison.on ?? '';
  const queryClient = useQueryClient();
  const tick = useCommand('postings.tick');
  const create = useCommand('postings.create');
  const remove = useCommand('postings.delete');
  const clear = useCommand('postings.clear');
  const [help] = useState(() => helpOf(t));
  useShortcutHelp(help);
  const [wanted, setWanted] = useState('');
  const [composing, setComposing] = useState(false);
  const [asked, setAsked] = useState('');
  const [show, setShow] = useState<Show>('all');
  const [open, setOpen] = useState<'all_but' | 'import' | 'paste' | null>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // What was pressed and is not yet answered, so that the box obeys at once.
  const [pressed, setPressed] = useState<ReadonlyMap<string, boolean>>(new Map());

  const published = useMemo(() => publishedLines(procedures, on), [procedures, on]);
  const rows = useMemo(() => tickRows(published, postings), [published, postings]);
  const here = useMemo(
    () => comparison.results.filter((one) => one.place === place),
    [comparison.results, place],
  );
  const problemsOf = useMemo(() => problemsByRow(here), [here]);
  const isTicked = useCallback((row: TickRow) => pressed.get(row.key) ?? row.posting !== null, [pressed]);
  // Lines do not run away under the hand: what was shown when the filter was chosen stays until it is chosen anew.
  const [kept, setKept] = useState<{ readonly show: Show; readonly keys: ReadonlySet<string> } | null>(null);
  const fits = (row: TickRow) =>
    show === 'open'
      ? row.posting === null
      : row.superseded !== null || row.beside === 'unknown' || problemsOf(row).length > 0;
  const shown = findRows(
    show === 'all' ? rows : rows.filter((row) => kept?.keys.has(row.key) === true || fits(row)),
    asked,
  );

  function choose(next: Show) {
    setShow(next);
    const keep = (row: TickRow) =>
      next === 'open'
        ? row.posting === null
        : row.superseded !== null || row.beside === 'unknown' || problemsOf(row).length > 0;
    setKept(next === 'all' ? null : { show: next, keys: new Set(rows.filter(keep).map(({ key }) => key)) });
  }

  const put = (change: (before: readonly ProcedurePosting[]) => readonly ProcedurePosting[]) =>
    queryClient.setQueryData<readonly ProcedurePosting[]>(
      queryKeyOf('postings.list', { visitId, place }),
      (before) => (before === undefined ? before : change(before)),
    );

  async function onTick(row: TickRow, ticked: boolean) {
    const release = () =>
      setPressed((before) => {
        const next = new Map(before);
        next.delete(row.key);
        return next;
      });
    setPressed((before) => new Map(before).set(row.key, ticked));
    const { procedure, posting } = row;
    if (procedure === null) {
      // Posted besides: there is nothing to tick again, so the line goes.
      if (posting !== null && !ticked) {
        await flushAll();
        if ((await remove.run({ id: posting.id, rev: posting.rev })) !== undefined) {
          put((before) => before.filter(({ id }) => id !== posting.id));
          showUndo(w.unticked(posting.name));
        }
      }
      release();
      return;
    }
    if (!ticked) await flushAll();
    const answer = await tick.run({ visitId, place, procedureId: procedure.id, posted: ticked });
    if (answer !== undefined) {
      const { postingId } = answer;
      put((before) =>
        postingId === null
          ? before.filter(({ id }) => id !== posting?.id)
          : before.some(({ id }) => id === postingId)
            ? before
            : [
                ...before,
                {
                  id: postingId,
                  rev: 1,
                  provenance: null,
                  visitId,
                  place,
                  ordinal: (before.at(-1)?.ordinal ?? 0) + 1,
                  code: procedure.code,
                  name: procedure.name,
                  decision: null,
                  postedOn: null,
                  formFault: null,
                },
              ],
      );
      const hadFacts = posting?.decision != null || posting?.postedOn != null || posting?.formFault != null;
      if (!ticked && hadFacts) showUndo(w.unticked(procedure.name));
    }
    // After the screen has been told of the answer: before it the box would be as it was for a moment.
    notifyManager.schedule(release);
  }
  async function addExtra() {
    const made = await create.run({ visitId, place, name: wanted.trim() });
    if (made === undefined) return;
    setWanted('');
    setAsked('');
  }
  async function clearAll() {
    setAnchor(null);
    await flushAll();
    const done = await clear.run({ visitId, place });
    if (done !== undefined) showUndo(w.cleared(formatCount(done.removed)));
  }
  const focusFirst = () => panel.current?.querySelector<HTMLElement>('.lines input[tabindex="0"]')?.focus();
  const isNoted = comparison.check.emptyPlaces.includes(place);
  return (
    <Box ref={panel} sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ display: 'flex', gap: 1, px: 2.5, pb: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        {props.lead}
        <TextField
          inputRef={search}
          value={wanted}
          placeholder={w.find}
          onChange={(event) => {
            setWanted(event.target.value);
            if (!composing) setAsked(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === 'ArrowDown' || event.key === 'Enter') {
              event.preventDefault();
              focusFirst();
            } else if (event.key === 'Escape' && wanted !== '') {
              event.preventDefault();
              event.stopPropagation();
              setWanted('');
              setAsked('');
            }
          }}
          sx={{ width: '15.5rem' }}
          slotProps={{
            htmlInput: {
              'aria-label': w.find,
              maxLength: 200,
              autoComplete: 'off',
              onCompositionStart: () => setComposing(true),
              onCompositionEnd: (event: { currentTarget: HTMLInputElement }) => {
                setComposing(false);
                setAsked(event.currentTarget.value);
              },
            },
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon sx={{ fontSize: 18 }} />
                </InputAdornment>
              ),
            },
          }}
        />
        <ChoiceToggle
          label={w.showLabel}
          value={show}
          choices={(['all', 'open', 'faulty'] as const).map((value) => ({ value, label: w.shows[value] }))}
          onChange={choose}
        />
        <Typography variant="caption" color="text.secondary" component="output">
          {w.shownLines(formatCount(shown.length), formatCount(rows.length))}
        </Typography>
        <Box sx={{ flex: 1 }} />
        {readOnly ? null : (
          <>
            <Button variant="outlined" onClick={() => setOpen('all_but')}>
              {w.allBut}
            </Button>
            <Button variant="outlined" color="secondary" onClick={() => setOpen('import')}>
              {w.importPostings}
            </Button>
            <Button
              color="secondary"
              aria-haspopup="menu"
              onClick={(event) => setAnchor(event.currentTarget)}
            >
              {w.more} ▾
            </Button>
            <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
              <MenuItem
                onClick={() => {
                  setAnchor(null);
                  setOpen('paste');
                }}
              >
                {w.paste}
              </MenuItem>
              <MenuItem
                disabled={postings.length > 0 || isNoted}
                onClick={() => {
                  setAnchor(null);
                  onEmpty(true);
                }}
              >
                {w.nothingPosted}
              </MenuItem>
              <MenuItem disabled={postings.length === 0} onClick={() => void clearAll()}>
                {w.clear}
              </MenuItem>
            </Menu>
          </>
        )}
      </Box>
      {isNoted ? (
        <Box sx={{ px: 1, pb: 0.75, display: 'flex', gap: 1, alignItems: 'center' }}>
          <Typography variant="body2" component="output">
            {w.nothingPostedOn}
          </Typography>
          {readOnly ? null : <Button onClick={() => onEmpty(false)}>{w.takeBackNothing}</Button>}
        </Box>
      ) : null}
      {shown.length === 0 ? (
        <Box sx={{ p: 2 }}>
          <EmptyState
            title={w.nothingMatches}
            action={
              readOnly || wanted.trim() === '' ? undefined : (
                <Button disabled={create.pending} onClick={() => void addExtra()}>
                  {w.addExtra(wanted.trim())}
                </Button>
              )
            }
          />
        </Box>
      ) : (
        <TickList
          label={w.ticking(w.places[place])}
          rows={shown}
          problemsOf={problemsOf}
          isTicked={isTicked}
          readOnly={readOnly}
          onTick={(row, ticked) => void onTick(row, ticked)}
          onFind={() => search.current?.focus()}
        />
      )}
      {open === 'all_but' ? (
        <AllButDialog
          visitId={visitId}
          place={place}
          inForce={published.procedures}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {open === 'paste' ? (
        <PasteDialog visitId={visitId} place={place} onClose={() => setOpen(null)} />
      ) : null}
      {open === 'import' ? (
        <ImportWizard
          purpose="postings"
          targetId={visitId}
          options={{ place }}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </Box>
  );
}

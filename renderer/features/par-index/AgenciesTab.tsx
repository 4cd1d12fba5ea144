// Who takes part in an index set, how far each is, and what comes in and goes out for all of them.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import MoreIcon from '@mui/icons-material/MoreVertOutlined';
import type { IndexEntry, IndexSet } from '../../../core/contract/par-index.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { call } from '../../api/client.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { ListActions } from '../../components/ListActions.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { saveFile } from '../../components/save-file.ts';
import { SavedViews } from '../../components/SavedViews.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { AddEntries } from './AddEntries.tsx';
import { entryShows, shows } from './entry-filter.ts';
import type { EntryShow } from './entry-filter.ts';
import { isScored, share } from './index-words.ts';
import type { SetDetail } from './index-words.ts';

type Bringing = { readonly what: 'scores'; readonly entryId: string } | { readonly what: 'survey' } | null;

export function AgenciesTab({ detail }: { readonly detail: SetDetail }) {
  const t = useText();
  const w = t.parIndex.agencies;
  const { set } = detail;
  const filter = useFilter();
  const query = useQueryOf('indexEntries.list', { indexSetId: set.id });
  const [adding, setAdding] = useState(false);
  const [choosing, setChoosing] = useState(false);
  const [bringing, setBringing] = useState<Bringing>(null);
  const asksSurvey =
    set.hasSurvey && detail.items.some((item) => item.method === 'survey' && item.effect === 'points');
  const wanted = foldText(filter.get('q')).trim();
  const show = entryShows.find((one) => one === filter.get('show'));
  const open = isScored(set.status);

  async function give(run: () => Promise<{ readonly url: string; readonly fileName: string }>) {
    try {
      saveFile(await run());
    } catch (error) {
      showError(error);
    }
  }
  const giveAll = () =>
    give(async () => {
      const { file, count } = await call('indexScores.forms', { indexSetId: set.id });
      showNotice(w.downloaded(formatCount(count)));
      return file;
    });
  const add = (
    <OursOnly>
      <Button variant="outlined" onClick={() => setAdding(true)}>
        {w.add}
      </Button>
    </OursOnly>
  );
  return (
    <Loaded query={query}>
      {(entries) => {
        const rows = entries.filter(
          (entry) =>
            (wanted === '' || foldText(entry.agencyName).includes(wanted)) &&
            (show === undefined || shows(entry, show, asksSurvey)),
        );
        return (
          <>
            {entries.length === 0 ? (
              <EmptyState
                title={w.empty}
                text={w.emptyText}
                action={set.status === 'closed' ? undefined : add}
              />
            ) : (
              <>
                <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center', mb: 1.5 }}>
                  <Summary entries={entries} onShow={(value) => filter.set('show', value)} />
                  <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', ml: 'auto' }}>
                    <FormsMenu
                      asksSurvey={asksSurvey}
                      open={open}
                      onForms={() => void giveAll()}
                      onBring={() => setChoosing(true)}
                      onSurveyForm={() =>
                        void give(() => call('indexScores.surveyForm', { indexSetId: set.id }))
                      }
                      onBringSurvey={() => setBringing({ what: 'survey' })}
                    />
                    {set.status === 'closed' ? null : add}
                  </Box>
                </Box>
                <FilterBar filter={filter} names={['q', 'show']}>
                  <FilterText filter={filter} name="q" label={w.find} />
                  <FilterSelect
                    filter={filter}
                    name="show"
                    label={w.show}
                    options={entryShows
                      .filter((value) => value !== 'survey' || asksSurvey)
                      .map((value) => ({ value, label: w.shows[value] }))}
                  />
                  <Box sx={{ ml: 'auto', display: 'flex', gap: 1 }}>
                    <SavedViews list="index-entries" />
                    <ExportEntries set={set} rows={rows} show={show} />
                  </Box>
                </FilterBar>
                {rows.length === 0 ? (
                  <EmptyState
                    title={w.nothingMatches}
                    action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
                  />
                ) : (
                  <Entries
                    set={set}
                    rows={rows}
                    asksSurvey={asksSurvey}
                    onForm={(entry) => void give(() => call('indexScores.form', { entryId: entry.id }))}
                    onBring={(entry) => setBringing({ what: 'scores', entryId: entry.id })}
                  />
                )}
              </>
            )}
            {adding ? <AddEntries set={set} entries={entries} onClose={() => setAdding(false)} /> : null}
            {choosing ? (
              <WhichEntry
                entries={entries}
                onChosen={(entryId) => {
                  setChoosing(false);
                  setBringing({ what: 'scores', entryId });
                }}
                onClose={() => setChoosing(false)}
              />
            ) : null}
            {bringing === null ? null : (
              <ImportWizard
                purpose={bringing.what === 'survey' ? 'index_survey' : 'index_scores'}
                targetId={bringing.what === 'survey' ? set.id : bringing.entryId}
                onClose={() => setBringing(null)}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

interface SummaryProps {
  readonly entries: readonly IndexEntry[];
  readonly onShow: (value: string) => void;
}
/** The state of the whole in figures; what waits opens the list of those it waits for. */
function Summary({ entries, onShow }: SummaryProps) {
  const w = useText().parIndex.agencies;
  const sum = (of: (entry: IndexEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  const parts = [
    [entries.length, w.summary.agencies, ''],
    [entries.filter((entry) => !shows(entry, 'unscored', true)).length, w.summary.scored, ''],
    [entries.filter((entry) => !shows(entry, 'unverified', true)).length, w.summary.verified, ''],
    [sum(({ unsupported }) => unsupported), w.summary.unsupported, 'unsupported'],
    [sum(({ unanswered }) => unanswered), w.summary.unanswered, 'unanswered'],
  ] as const;
  return (
    <Box
      component="ul"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', columnGap: 2.5 }}
    >
      {parts.map(([count, label, show]) => {
        const words = (
          <>
            <Box
              component="strong"
              sx={{
                mr: 0.75,
                fontSize: '1.0625rem',
                color: show !== '' && count > 0 ? 'warning.main' : 'text.primary',
              }}
            >
              {formatCount(count)}
            </Box>
            {label}
          </>
        );
        return (
          <Box component="li" key={label} sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
            {show === '' || count === 0 ? (
              words
            ) : (
              <Box
                component="button"
                type="button"
                onClick={() => onShow(show)}
                sx={{
                  font: 'inherit',
                  color: 'inherit',
                  background: 'none',
                  border: 0,
                  p: 0,
                  minHeight: 24,
                  cursor: 'pointer',
                  textDecoration: 'underline',
                  textUnderlineOffset: '3px',
                }}
              >
                {words}
              </Box>
            )}
          </Box>
        );
      })}
    </Box>
  );
}

interface FormsMenuProps {
  readonly asksSurvey: boolean;
  /** What comes back is taken. */
  readonly open: boolean;
  readonly onForms: () => void;
  readonly onBring: () => void;
  readonly onSurveyForm: () => void;
  readonly onBringSurvey: () => void;
}
/** What goes out to all agencies and comes back from them. */
function FormsMenu({ asksSurvey, open, onForms, onBring, onSurveyForm, onBringSurvey }: FormsMenuProps) {
  const w = useText().parIndex.agencies;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const isForeign = useIsForeign();
  const item = (label: string, run: () => void, mayRun = true) => (
    <MenuItem
      key={label}
      disabled={!mayRun}
      onClick={() => {
        setAnchor(null);
        run();
      }}
    >
      {label}
    </MenuItem>
  );
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {w.formsMenu}
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {item(w.forms, onForms)}
        {open ? item(w.bringIn, onBring, !isForeign) : null}
        {asksSurvey ? item(w.surveyForm, onSurveyForm) : null}
        {asksSurvey && open ? item(w.bringSurvey, onBringSurvey, !isForeign) : null}
      </Menu>
    </>
  );
}

interface ExportEntriesProps {
  readonly set: IndexSet;
  readonly rows: readonly IndexEntry[];
  readonly show: EntryShow | undefined;
}
function ExportEntries({ set, rows, show }: ExportEntriesProps) {
  const t = useText();
  const w = t.parIndex.agencies;
  return (
    <ListActions
      title={set.name}
      subtitle={show === undefined ? null : w.shows[show]}
      illustrative={set.illustrative}
      columns={[
        { label: w.agency, kind: 'text', width: 30 },
        { label: w.arrived, kind: 'day', width: 9 },
        { label: w.selfScored, kind: 'text', width: 9 },
        { label: w.verified, kind: 'text', width: 9 },
        { label: w.unsupported, kind: 'count', width: 8 },
        { label: w.unanswered, kind: 'count', width: 8 },
        { label: w.self, kind: 'points', width: 8 },
        { label: w.total, kind: 'points', width: 8 },
        { label: w.share, kind: 'percent', width: 8 },
        { label: w.rank, kind: 'count', width: 6 },
        { label: w.grade, kind: 'text', width: 10 },
      ]}
      rows={rows.map((entry) => [
        entry.agencyName,
        entry.arrivedOn,
        t.parIndex.outOf(formatCount(entry.selfScored), formatCount(entry.leaves)),
        t.parIndex.outOf(formatCount(entry.verified), formatCount(entry.leaves)),
        entry.unsupported,
        entry.unanswered,
        entry.selfScored === 0 ? null : entry.totals.selfPoints,
        hasAny(entry) ? entry.totals.provisional : null,
        hasAny(entry) ? entry.totals.share : null,
        entry.rank,
        entry.totals.total === null && hasAny(entry) ? w.provisional : entry.grade,
      ])}
    />
  );
}

interface EntriesProps {
  readonly set: IndexSet;
  readonly rows: readonly IndexEntry[];
  readonly asksSurvey: boolean;
  readonly onForm: (entry: IndexEntry) => void;
  readonly onBring: (entry: IndexEntry) => void;
}
function Entries({ set, rows, asksSurvey, onForm, onBring }: EntriesProps) {
  const t = useText();
  const w = t.parIndex.agencies;
  const columns: readonly Column<IndexEntry>[] = [
    {
      key: 'agency',
      label: w.agency,
      width: '25%',
      sortBy: (entry) => entry.agencyName,
      render: (entry) => (
        <>
          <RowLink to={`/par-index/entries/${entry.id}`}>{entry.agencyName}</RowLink>{' '}
          <ProvenanceMark provenance={entry.provenance} />
        </>
      ),
    },
    {
      key: 'arrived',
      label: w.arrived,
      width: '6.5rem',
      nowrap: true,
      wideOnly: true,
      sortBy: (entry) => entry.arrivedOn,
      render: (entry) =>
        entry.arrivedOn !== null && set.selfDueOn !== null && entry.arrivedOn > set.selfDueOn ? (
          <StatusChip tone="due" label={dayOrBlank(entry.arrivedOn)} />
        ) : (
          dayOrBlank(entry.arrivedOn)
        ),
    },
    {
      key: 'selfScored',
      label: w.selfScored,
      width: '6.75rem',
      sortBy: (entry) => entry.selfScored,
      render: (entry) => <ProgressBar value={entry.selfScored} max={entry.leaves} label={w.selfScored} />,
    },
    {
      key: 'verified',
      label: w.verified,
      width: '6.75rem',
      sortBy: (entry) => entry.verified,
      render: (entry) => <ProgressBar value={entry.verified} max={entry.leaves} label={w.verified} />,
    },
    ...(asksSurvey
      ? [
          {
            key: 'survey',
            label: w.surveyed,
            width: '6rem',
            nowrap: true,
            align: 'right' as const,
            sortBy: (entry: IndexEntry) => entry.totals.surveyPoints,
            render: (entry: IndexEntry) =>
              shows(entry, 'survey', true)
                ? w.surveyMissing
                : t.parIndex.outOf(points(entry.totals.surveyPoints), points(entry.totals.surveyMax)),
          },
        ]
      : []),
    {
      key: 'unsupported',
      label: w.unsupported,
      width: '5.5rem',
      align: 'right',
      sortBy: (entry) => entry.unsupported,
      render: (entry) => <Waiting count={entry.unsupported} />,
    },
    {
      key: 'unanswered',
      label: w.unanswered,
      width: '5.5rem',
      align: 'right',
      sortBy: (entry) => entry.unanswered,
      render: (entry) => <Waiting count={entry.unanswered} />,
    },
    {
      key: 'total',
      label: w.total,
      width: '5.5rem',
      align: 'right',
      sortBy: (entry) => entry.totals.total ?? entry.totals.provisional,
      render: (entry) => <Total entry={entry} />,
    },
    {
      key: 'share',
      label: w.share,
      width: '5.5rem',
      align: 'right',
      nowrap: true,
      sortBy: (entry) => entry.totals.share,
      render: (entry) => (hasAny(entry) ? share(entry.totals.share) : ''),
    },
    {
      key: 'rank',
      label: w.rank,
      width: '4rem',
      align: 'right',
      sortBy: (entry) => entry.rank,
      render: (entry) => (entry.rank === null ? '' : formatCount(entry.rank)),
    },
    {
      key: 'acts',
      label: t.parIndex.set.more,
      hiddenLabel: true,
      width: '2.5rem',
      render: (entry) => <RowMenu set={set} entry={entry} onForm={onForm} onBring={onBring} />,
    },
  ];
  return (
    <ResponsiveTable
      label={t.parIndex.set.tabs.agencies}
      columns={columns}
      rows={rows}
      rowKey={(entry) => entry.id}
      rowTo={(entry) => `/par-index/entries/${entry.id}`}
    />
  );
}

const hasAny = (entry: IndexEntry): boolean =>
  entry.verified > 0 || entry.totals.surveyPoints > 0 || entry.totals.total !== null;

function Waiting({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return <StatusChip tone="due" label={formatCount(count)} />;
}

/** The final total, or the sum of what is there so far, said to be that. */
function Total({ entry }: { readonly entry: IndexEntry }) {
  const w = useText().parIndex.agencies;
  if (entry.totals.total !== null) return <strong>{points(entry.totals.total)}</strong>;
  if (!hasAny(entry)) return null;
  return (
    <span title={w.missing(formatCount(entry.totals.missing))}>
      {points(entry.totals.provisional)}
      <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
        {w.provisional}
      </Box>
    </span>
  );
}

interface RowMenuProps {
  readonly set: IndexSet;
  readonly entry: IndexEntry;
  readonly onForm: (entry: IndexEntry) => void;
  readonly onBring: (entry: IndexEntry) => void;
}
function RowMenu({ set, entry, onForm, onBring }: RowMenuProps) {
  const w = useText().parIndex.agencies;
  const remove = useCommand('indexEntries.delete');
  const isForeign = useIsForeign();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const act = (run: () => void) => () => {
    setAnchor(null);
    run();
  };
  async function drop() {
    if ((await remove.run({ id: entry.id, rev: entry.rev })) !== undefined) {
      showUndo(w.removed(entry.agencyName));
    }
  }
  return (
    <>
      <IconButton
        aria-label={w.actionsOf(entry.agencyName)}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ my: -0.5 }}
      >
        <MoreIcon sx={{ fontSize: 18 }} />
      </IconButton>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={act(() => onForm(entry))}>{w.form}</MenuItem>
        {isScored(set.status) ? (
          <MenuItem disabled={isForeign} onClick={act(() => onBring(entry))}>
            {w.bringIn}
          </MenuItem>
        ) : null}
        {set.status === 'closed' ? null : (
          <MenuItem disabled={isForeign} onClick={act(() => void drop())}>
            {w.remove}
          </MenuItem>
        )}
      </Menu>
    </>
  );
}

interface WhichEntryProps {
  readonly entries: readonly IndexEntry[];
  readonly onChosen: (entryId: string) => void;
  readonly onClose: () => void;
}
/** A returned form belongs to one agency, which is named before the file is chosen. */
function WhichEntry({ entries, onChosen, onClose }: WhichEntryProps) {
  const t = useText();
  const w = t.parIndex.agencies;
  const [chosen, setChosen] = useState<IndexEntry | null>(null);
  return (
    <Dialog open onClose={onClose} aria-labelledby="which-entry">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null) onChosen(chosen.id);
        }}
      >
        <DialogTitle id="which-entry">{w.which}</DialogTitle>
        <DialogContent sx={{ '&&': { pt: 1 } }}>
          <Autocomplete<IndexEntry>
            size="small"
            options={[...entries]}
            value={chosen}
            getOptionLabel={(entry) => entry.agencyName}
            getOptionKey={(entry) => entry.id}
            filterOptions={(options, { inputValue }) => {
              const typed = foldText(inputValue).trim();
              return options.filter((entry) => foldText(entry.agencyName).includes(typed));
            }}
            isOptionEqualToValue={(a, b) => a.id === b.id}
            onChange={(_event, next) => setChosen(next)}
            renderInput={(params) => <TextField {...params} label={w.agency} autoFocus />}
          />
          <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 1 }}>
            {w.whichHint}
          </Typography>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={chosen === null}>
            {w.chooseFile}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

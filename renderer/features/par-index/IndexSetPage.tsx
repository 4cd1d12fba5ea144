// One index set: its head with the one step that comes next, and the tabs that stand in the URL.
import { Suspense, lazy, useEffect, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import type { IndexStatus } from '../../../core/contract/par-index.ts';
import { call } from '../../api/client.ts';
import { useIsForeign, useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { rememberOpened } from '../../components/preferences.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { NotFound } from '../../components/RouteFault.tsx';
import { saveFile } from '../../components/save-file.ts';
import { Loaded, PageSkeleton, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, points, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { type SetDetail, statusTones } from './index-words.ts';
import { NewIndexSet } from './NewIndexSet.tsx';

interface TabProps {
  readonly detail: SetDetail;
}
const scripts = {
  agencies: async () => ({ default: (await import('./AgenciesTab.tsx')).AgenciesTab }),
  items: async () => ({ default: (await import('./ItemsTab.tsx')).ItemsTab }),
  ranking: async () => ({ default: (await import('./RankingTab.tsx')).RankingTab }),
} as const;
const tabs = {
  agencies: lazy<(props: TabProps) => React.ReactNode>(scripts.agencies),
  items: lazy<(props: TabProps) => React.ReactNode>(scripts.items),
  ranking: lazy<(props: TabProps) => React.ReactNode>(scripts.ranking),
} as const;
type TabName = keyof typeof tabs;
const tabNames = Object.keys(tabs) as TabName[];

export function IndexSetPage() {
  const { setId = '', tab } = useParams();
  const query = useQueryOf('indexSets.get', { id: setId });
  const name = tab === undefined ? 'agencies' : tabNames.find((one) => one === tab);
  // The tab's script comes beside the data, not after it; a failure shows when the tab is drawn.
  useEffect(() => {
    if (name !== undefined) scripts[name]().catch(() => {});
  }, [name]);
  const gone = query.error?.code === 'NOT_FOUND' || query.error?.code === 'VALIDATION';
  if (name === undefined || (gone && query.data === undefined)) return <NotFound />;
  return (
    <Loaded query={query} skeleton={<PageSkeleton />}>
      {(detail) => (
        <OwnedBy officeId={detail.set.originOfficeId}>
          <SetScreen key={detail.set.id} detail={detail} tab={name} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

const nextOf: Readonly<Record<IndexStatus, IndexStatus | null>> = {
  draft: 'scoring',
  scoring: 'verifying',
  verifying: 'closed',
  closed: null,
};
const backOf: Readonly<Record<IndexStatus, IndexStatus | null>> = {
  draft: null,
  scoring: 'draft',
  verifying: 'scoring',
  closed: 'verifying',
};

function SetScreen({ detail, tab }: { readonly detail: SetDetail; readonly tab: TabName }) {
  const t = useText();
  const w = t.parIndex;
  const { set, faults } = detail;
  const [params, setParams] = useSearchParams();
  const setStatus = useCommand('indexSets.setStatus');
  const [closing, setClosing] = useState(false);
  const isForeign = useIsForeign();
  const importing = params.get('import') === '1' && set.status === 'draft' && !isForeign;
  useEffect(() => rememberOpened(`/par-index/${set.id}`, set.name), [set.id, set.name]);
  const Screen = tabs[tab];
  const next = nextOf[set.status];

  async function go(status: IndexStatus) {
    await flushAll();
    const { set: now } = await call('indexSets.get', { id: set.id });
    await setStatus.run({ id: set.id, rev: now.rev, status });
    setClosing(false);
  }
  const step =
    next === null ? undefined : (
      <MayButton
        method="indexSets.setStatus"
        variant="contained"
        // A set that does not add up says so below; its next step waits for that.
        disabled={setStatus.pending || (set.status === 'draft' && faults.length > 0)}
        onClick={() => {
          if (next === 'closed') setClosing(true);
          else void go(next);
        }}
      >
        {w.set.next[set.status as keyof typeof w.set.next]}
      </MayButton>
    );
  const openImport = (open: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (open) after.set('import', '1');
        else after.delete('import');
        return after;
      },
      { replace: true },
    );
  return (
    <>
      <IllustrativeBanner show={set.illustrative} />
      <PageHeader
        title={set.name}
        back={{ to: '/par-index', label: w.title }}
        meta={
          <>
            <StatusChip tone={statusTones[set.status]} label={w.statuses[set.status]} />
            <span>
              {[
                set.groupName,
                String(set.year),
                ...(set.version > 1 ? [w.version(String(set.version))] : []),
                w.set.count(formatCount(set.entries), formatCount(set.items)),
                w.set.maxPoints(points(set.maxPoints)),
                ...(set.hasSurvey ? [] : [w.set.noSurvey]),
                ...(set.selfDueOn === null ? [] : [w.set.selfDue(shortDay(set.selfDueOn))]),
              ].join(' · ')}
            </span>
            <ProvenanceMark provenance={set.provenance} />
          </>
        }
        secondary={
          <MoreMenu
            detail={detail}
            pending={setStatus.pending}
            onBack={(status) => void go(status)}
            onImport={() => openImport(true)}
          />
        }
        action={step}
      />
      {set.status === 'draft' && faults.length > 0 && tab !== 'items' ? (
        <Alert
          severity="warning"
          sx={{ mb: 1.5, py: 0 }}
          action={
            <Button component={Link} to={`/par-index/${set.id}/items`}>
              {w.set.faultAt}
            </Button>
          }
        >
          {w.set.faults(formatCount(faults.length))}
        </Alert>
      ) : null}
      <Box sx={{ borderBottom: '1px solid', borderColor: 'divider', mb: 1.5 }}>
        <Tabs value={tab} aria-label={w.set.tabsLabel} variant="scrollable" component="nav">
          {tabNames.map((name) => (
            <Tab
              key={name}
              value={name}
              label={w.set.tabs[name]}
              component={Link}
              to={name === 'agencies' ? `/par-index/${set.id}` : `/par-index/${set.id}/${name}`}
              aria-current={name === tab ? 'page' : undefined}
            />
          ))}
        </Tabs>
      </Box>
      <Suspense fallback={<TableSkeleton />}>
        <Screen detail={detail} />
      </Suspense>
      {closing ? (
        <CloseDialog
          setId={set.id}
          pending={setStatus.pending}
          onConfirm={() => void go('closed')}
          onClose={() => setClosing(false)}
        />
      ) : null}
      {importing ? (
        <ImportWizard purpose="index_items" targetId={set.id} onClose={() => openImport(false)} />
      ) : null}
    </>
  );
}

interface CloseDialogProps {
  readonly setId: string;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}
/** Says whose points are not complete before everything stands. */
function CloseDialog({ setId, ...rest }: CloseDialogProps) {
  const w = useText().parIndex.set.close;
  const entries = useQueryOf('indexEntries.list', { indexSetId: setId });
  const missing = (entries.data ?? []).filter(({ totals }) => totals.total === null).length;
  return (
    <ConfirmDialog
      open
      title={w.title}
      confirmLabel={w.title}
      {...rest}
      disabled={entries.data === undefined}
    >
      <Typography variant="body2">{w.text(formatCount(entries.data?.length ?? 0))}</Typography>
      {missing > 0 ? (
        <Alert severity="warning" sx={{ mt: 1.5, py: 0 }}>
          {w.missing(formatCount(missing))}
        </Alert>
      ) : null}
    </ConfirmDialog>
  );
}

interface MoreMenuProps {
  readonly detail: SetDetail;
  readonly pending: boolean;
  readonly onBack: (status: IndexStatus) => void;
  readonly onImport: () => void;
}
function MoreMenu({ detail, pending, onBack, onImport }: MoreMenuProps) {
  const t = useText();
  const w = t.parIndex.set;
  const navigate = useNavigate();
  const { set } = detail;
  const sets = useQueryOf('indexSets.list', {});
  const remove = useCommand('indexSets.delete');
  const isForeign = useIsForeign();
  const mayMove = useMay('indexSets.setStatus');
  const mayDelete = useMay('indexSets.delete');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [copying, setCopying] = useState(false);
  const close = () => setAnchor(null);
  const before = (sets.data ?? [])
    .filter((other) => other.groupName === set.groupName && other.year < set.year)
    .toSorted((a, b) => b.year - a.year)[0];
  const back = backOf[set.status];

  async function download(what: 'indexSets.export' | 'indexSets.exportRanking') {
    try {
      await flushAll();
      saveFile((await call(what, { id: set.id })).file);
    } catch (error) {
      showError(error);
    }
  }
  async function drop() {
    await flushAll();
    if ((await remove.run({ id: set.id, rev: set.rev })) === undefined) return;
    showUndo(w.deleted(set.name));
    void navigate('/par-index');
  }
  const item = (label: string, run: () => void, mayRun = true) => (
    <MenuItem
      key={label}
      disabled={!mayRun}
      onClick={() => {
        close();
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
        disabled={pending || remove.pending}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {w.more}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        {back === null ? null : item(w.back[set.status as keyof typeof w.back], () => onBack(back), mayMove)}
        {set.status === 'draft' ? item(w.import, onImport, !isForeign) : null}
        {item(w.export, () => void download('indexSets.export'))}
        {set.entries === 0 ? null : item(w.exportRanking, () => void download('indexSets.exportRanking'))}
        {item(w.copy, () => setCopying(true), !isForeign)}
        {before === undefined
          ? null
          : item(w.compare, () => void navigate(`/par-index/compare?set=${set.id}&other=${before.id}`))}
        <Divider />
        {item(w.delete, () => void drop(), mayDelete)}
      </Menu>
      {copying ? (
        <NewIndexSet
          sets={sets.data ?? [set]}
          from={set}
          onClose={() => setCopying(false)}
          onMade={(made, withFile) => {
            setCopying(false);
            void navigate(`/par-index/${made.id}/items${withFile ? '?import=1' : ''}`);
          }}
        />
      ) : null}
    </>
  );
}

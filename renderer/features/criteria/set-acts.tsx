// What can be done with a whole criteria set, from the list and from its own page: next version, export, states,
// deleting. Each act says what it did; what can be undone is offered for undoing.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { CriteriaSet } from '../../../core/contract/criteria.ts';
import { FULL_POINTS } from '../../../core/rules/criteria-tree.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { formatCount, points } from '../../format.ts';
import { useOffices } from '../../components/OfficeChip.tsx';
import { useText } from '../../i18n/text.tsx';

/** The set as it is after everything typed is on disk. */
async function fresh(id: string): Promise<CriteriaSet> {
  await flushAll();
  return call('criteriaSets.get', { id });
}

export interface SetActs {
  readonly pending: boolean;
  readonly newVersion: (set: CriteriaSet) => Promise<void>;
  readonly exportAs: (set: CriteriaSet, format: 'xlsx' | 'csv') => Promise<void>;
  /** Asks first: a set in force is frozen. */
  readonly putInForce: (set: CriteriaSet) => void;
  readonly setStatus: (set: CriteriaSet, status: CriteriaSet['status']) => Promise<void>;
  readonly remove: (set: CriteriaSet) => Promise<void>;
  /** The dialogs of the acts; to be drawn once. */
  readonly dialogs: ReactNode;
}

export function useSetActs(): SetActs {
  const t = useText();
  const words = t.criteria.sets;
  const navigate = useNavigate();
  const version = useCommand('criteriaSets.newVersion');
  const status = useCommand('criteriaSets.setStatus');
  const drop = useCommand('criteriaSets.delete');
  const [asked, setAsked] = useState<CriteriaSet | null>(null);
  const [exporting, setExporting] = useState(false);

  async function setStatus(set: CriteriaSet, next: CriteriaSet['status']) {
    const { rev } = await fresh(set.id);
    const done = await status.run({ id: set.id, rev, status: next });
    if (done !== undefined) {
      setAsked(null);
      showUndo(words.statusSet(set.name, t.labels.criteriaSetStatus[next]));
    }
  }
  return {
    pending: version.pending || status.pending || drop.pending || exporting,
    async newVersion(set) {
      await flushAll();
      const made = await version.run({ id: set.id });
      if (made === undefined) return;
      void navigate(`/criteria/${made.id}`);
      showUndo(words.versionMade(String(made.version)));
    },
    async exportAs(set, format) {
      setExporting(true);
      try {
        await flushAll();
        const file = await call('criteriaSets.export', { id: set.id, format });
        const link = document.createElement('a');
        link.href = file.url;
        link.download = file.fileName;
        link.click();
      } catch (error) {
        showError(error);
      } finally {
        setExporting(false);
      }
    },
    putInForce: setAsked,
    setStatus,
    async remove(set) {
      const { rev } = await fresh(set.id);
      if (await drop.run({ id: set.id, rev })) {
        showUndo(words.deleted(set.name));
        void navigate('/criteria');
      }
    },
    dialogs:
      asked === null ? null : (
        <InForceDialog
          set={asked}
          pending={status.pending}
          onConfirm={() => void setStatus(asked, 'in_force')}
          onClose={() => setAsked(null)}
        />
      ),
  };
}

interface InForceDialogProps {
  readonly set: CriteriaSet;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}
function InForceDialog({ set, pending, onConfirm, onClose }: InForceDialogProps) {
  const t = useText();
  const words = t.criteria.sets;
  const detail = useQueryOf('criteriaSets.get', { id: set.id });
  const current = detail.data ?? set;
  const unread = (detail.data?.items ?? []).filter((item) => !parseRule(item).ok);
  const warnings = [
    ...(current.criteria === 0 ? [words.inForceEmpty] : []),
    ...(current.criteria > 0 && current.maxPoints !== FULL_POINTS
      ? [words.inForceTotal(points(current.maxPoints))]
      : []),
    ...(unread.length === 0
      ? []
      : [
          words.inForceProblems(
            formatCount(unread.length),
            unread
              .slice(0, 12)
              .map(({ code }) => code)
              .join(', '),
          ),
        ]),
  ];
  return (
    <ConfirmDialog
      open
      title={words.inForceTitle}
      confirmLabel={words.putInForce}
      pending={pending}
      // What cannot be scored is refused anyway: said before, not after.
      disabled={detail.data === undefined || detail.data.criteria === 0 || unread.length > 0}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Typography variant="body2">{words.inForceText(set.name)}</Typography>
      {warnings.map((warning) => (
        <Typography key={warning} variant="body2" sx={{ mt: 1, color: 'warning.main', fontWeight: 600 }}>
          {warning}
        </Typography>
      ))}
    </ConfirmDialog>
  );
}

/** What only looks at a set; everything else is of its own office. */
const reading: ReadonlySet<string> = new Set(['open', 'compare', 'xlsx', 'csv']);

interface SetMenuProps {
  readonly anchor: HTMLElement | null;
  readonly set: CriteriaSet;
  readonly acts: SetActs;
  readonly onClose: () => void;
  readonly onCopy: (set: CriteriaSet) => void;
  readonly onImport: (set: CriteriaSet) => void;
  readonly onRenumber?: () => void;
  /** Left out where the screen has it as a button. */
  readonly without?: readonly ('open' | 'newVersion' | 'putInForce')[];
}
/** A set's menu, with what its state allows. */
export function SetMenu({
  anchor,
  set,
  acts,
  onClose,
  onCopy,
  onImport,
  onRenumber,
  without = [],
}: SetMenuProps) {
  const t = useText();
  const words = t.criteria.sets;
  const navigate = useNavigate();
  const isForeign = useOffices().foreignName(set.originOfficeId) !== null;
  const entry = (key: string, label: string, run: () => void) => (
    <MenuItem
      key={key}
      disabled={isForeign && !reading.has(key)}
      onClick={() => {
        onClose();
        run();
      }}
    >
      {label}
    </MenuItem>
  );
  const shows = (name: 'open' | 'newVersion' | 'putInForce') => !without.includes(name);
  const entries = [
    ...(shows('open') ? [entry('open', words.open, () => void navigate(`/criteria/${set.id}`))] : []),
    ...(shows('newVersion') ? [entry('version', words.newVersion, () => void acts.newVersion(set))] : []),
    entry('copy', words.copy, () => onCopy(set)),
    entry(
      'compare',
      `${words.compare}…`,
      () =>
        void navigate(
          `/criteria/compare?${new URLSearchParams({
            ...(set.copiedFromId === null ? {} : { left: set.copiedFromId }),
            right: set.id,
          }).toString()}`,
        ),
    ),
    ...(set.editable ? [entry('import', `${words.importInto}…`, () => onImport(set))] : []),
    ...(onRenumber === undefined ? [] : [entry('renumber', t.criteria.tree.renumber, onRenumber)]),
    entry('xlsx', words.exportXlsx, () => void acts.exportAs(set, 'xlsx')),
    entry('csv', words.exportCsv, () => void acts.exportAs(set, 'csv')),
    ...(set.status === 'retired' || (set.status === 'draft' && shows('putInForce'))
      ? [entry('force', `${words.putInForce}…`, () => acts.putInForce(set))]
      : []),
    ...(set.status === 'in_force'
      ? [entry('retire', words.retire, () => void acts.setStatus(set, 'retired'))]
      : []),
    ...(set.status !== 'draft' && set.plans === 0
      ? [entry('draft', words.backToDraft, () => void acts.setStatus(set, 'draft'))]
      : []),
    ...(set.status === 'draft' && set.plans === 0
      ? [entry('delete', words.delete, () => void acts.remove(set))]
      : []),
  ];
  return (
    <Menu anchorEl={anchor} open={anchor !== null} onClose={onClose}>
      {entries}
    </Menu>
  );
}

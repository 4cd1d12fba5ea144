// What every agency owes: its recommendations by state, its two papers, its reminders. Reminder letters, forms and
// follow-up visits for many at once; papers of one are entered or imported here.
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import MoreIcon from '@mui/icons-material/MoreHorizOutlined';
import { Link, useNavigate, useSearchParams } from 'react-router';
import type { AgencyRemediation, RemediationFilter } from '../../../core/contract/remediation.ts';
import { owingStatuses } from '../../../core/rules/due.ts';
import { call } from '../../api/client.ts';
import { useMay } from '../../api/may.ts';
import { useQueryOf } from '../../api/query.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { ListActions } from '../../components/ListActions.tsx';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { saveFile } from '../../components/save-file.ts';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import type { PaperKind } from './paper-draft.ts';
import { PaperStateLabel } from './PaperStateLabel.tsx';
import { remediationAddress, scopeOf, scopeParams } from './remediation-address.ts';
import type { AddressKeys } from './remediation-address.ts';
import { RemindDialog } from './RemindDialog.tsx';

const keyOf = (row: AgencyRemediation) => `${row.planId} ${row.agencyId}`;
const paperKinds = ['plan', 'report'] as const;

type Dialog =
  | { readonly kind: 'remind' }
  | { readonly kind: 'followUp' }
  | { readonly kind: 'paper'; readonly row: AgencyRemediation }
  | { readonly kind: 'import'; readonly visitId: string; readonly paper: PaperKind };

/** Still overdue although a letter went out before this day. */
function isAsked(row: AgencyRemediation, params: URLSearchParams, today: string): boolean {
  if (params.get('due') === 'overdue' && row.overdue === 0) return false;
  return params.get('reminded') !== '1' || (row.lastRemindedOn !== null && row.lastRemindedOn < today);
}

interface AgenciesTabProps {
  readonly filter: RemediationFilter;
  readonly today: string;
  readonly subtitle: string | null;
}

export function AgenciesTab({ filter, today, subtitle }: AgenciesTabProps) {
  const t = useText();
  const w = t.remediation.agencies;
  const [params] = useSearchParams();
  const query = useQueryOf('remediation.agencies', scopeOf(filter), { keepPrevious: true });
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const mayPlan = useMay('remediation.planFollowUp');
  const rounds = useQueryOf('plans.list', {});
  const officeOf = new Map((rounds.data ?? []).map((plan) => [plan.id, plan.originOfficeId]));
  const close = () => setDialog(null);
  const rows = (query.data ?? []).filter((row) => isAsked(row, params, today));
  const plans = useMemo(() => new Set((query.data ?? []).map(({ planId }) => planId)), [query.data]);
  const chosen = rows.filter((row) => ticked.has(keyOf(row)));
  const meant = chosen.length > 0 ? chosen : rows;
  const overdue = meant.filter((row) => row.overdue > 0);
  const put = (keys: readonly string[], on: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      for (const key of keys) {
        if (on) next.add(key);
        else next.delete(key);
      }
      return next;
    });
  const scope = scopeParams(params);
  const listOf = (row: AgencyRemediation, keys: AddressKeys) =>
    remediationAddress('list', { plan: row.planId, agency: row.agencyId, ...keys }, scope);
  const number = (row: AgencyRemediation, count: number, keys: AddressKeys, isBad = false) =>
    count === 0 ? (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        0
      </Box>
    ) : (
      <MuiLink
        component={Link}
        to={listOf(row, keys)}
        sx={isBad ? { color: 'error.main', fontWeight: 600 } : {}}
      >
        {formatCount(count)}
      </MuiLink>
    );
  const columns: readonly Column<AgencyRemediation>[] = [
    {
      key: 'tick',
      label: t.remediation.columns.choose,
      hiddenLabel: true,
      width: '2.5rem',
      render: (row) => (
        <Checkbox
          size="small"
          checked={ticked.has(keyOf(row))}
          onChange={(_event, on) => put([keyOf(row)], on)}
          slotProps={{ input: { 'aria-label': w.choose(row.agencyName) } }}
          sx={{ my: -0.75, mx: -0.75 }}
        />
      ),
    },
    {
      key: 'agency',
      label: t.remediation.agency,
      sortBy: (row) => row.agencyName,
      render: (row) => (
        <>
          <RowLink to={listOf(row, {})}>{row.agencyName}</RowLink>{' '}
          <OfficeChip officeId={officeOf.get(row.planId)} />
          {plans.size > 1 ? (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {row.planTitle}
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'total',
      label: w.total,
      align: 'right',
      width: '5.5rem',
      sortBy: (row) => row.total,
      render: (row) => number(row, row.total, {}),
    },
    {
      key: 'open',
      label: w.open,
      align: 'right',
      width: '4.75rem',
      sortBy: (row) => row.open,
      render: (row) => number(row, row.open, { status: owingStatuses.join(',') }),
    },
    {
      key: 'overdue',
      label: w.overdue,
      align: 'right',
      width: '6rem',
      sortBy: (row) => row.oldestOverdueDays ?? 0,
      render: (row) => (
        <>
          {number(row, row.overdue, { due: 'overdue' }, true)}
          {row.oldestOverdueDays === null ? null : (
            <Box
              component="span"
              title={w.oldest}
              sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}
            >
              {w.days(formatCount(row.oldestOverdueDays))}
            </Box>
          )}
        </>
      ),
    },
    {
      key: 'reported',
      label: w.reported,
      align: 'right',
      width: '5.5rem',
      sortBy: (row) => row.reported,
      render: (row) => number(row, row.reported, { status: 'reported' }),
    },
    {
      key: 'verified',
      label: w.verified,
      align: 'right',
      width: '5.5rem',
      sortBy: (row) => row.verified,
      render: (row) => number(row, row.verified, { status: 'verified' }),
    },
    {
      key: 'plan',
      label: w.planPaper,
      width: '8rem',
      sortBy: (row) => row.plan.state,
      render: (row) => <Paper row={row} of="plan" />,
    },
    {
      key: 'report',
      label: w.reportPaper,
      width: '8rem',
      sortBy: (row) => row.report.dueOn,
      render: (row) => <Paper row={row} of="report" />,
    },
    {
      key: 'reminders',
      label: w.reminders,
      width: '7.5rem',
      sortBy: (row) => row.reminders,
      render: (row) =>
        row.reminders === 0
          ? ''
          : row.lastRemindedOn === null
            ? w.remindedOnly(formatCount(row.reminders))
            : w.reminded(formatCount(row.reminders), shortDay(row.lastRemindedOn)),
    },
    {
      key: 'menu',
      label: t.frame.more,
      hiddenLabel: true,
      width: '3rem',
      render: (row) => (
        <RowMenu
          row={row}
          listTo={listOf(row, {})}
          onEnter={() => setDialog({ kind: 'paper', row })}
          onImport={(visitId, paper) => setDialog({ kind: 'import', visitId, paper })}
        />
      ),
    },
  ];
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, mb: 1.25, alignItems: 'center', flexWrap: 'wrap' }}>
        <Typography variant="body2" color="text.secondary" component="output" sx={{ flex: '1 1 14rem' }}>
          {query.data === undefined
            ? ''
            : w.count(
                formatCount(meant.length),
                formatCount(meant.reduce((sum, { open }) => sum + open, 0)),
                formatCount(meant.reduce((sum, row) => sum + row.overdue, 0)),
              )}
        </Typography>
        {chosen.length === 0 ? null : (
          <Button onClick={() => setTicked(new Set())}>
            {t.remediation.chosen(formatCount(chosen.length))} · {t.remediation.dropChoice}
          </Button>
        )}
        <ListActions
          title={w.label}
          subtitle={subtitle}
          illustrative={rows.some(({ illustrative }) => illustrative)}
          columns={[
            { label: t.remediation.agency, kind: 'text', width: 24 },
            { label: t.remediation.plan, kind: 'text', width: 18 },
            { label: w.total, kind: 'count' },
            { label: w.open, kind: 'count' },
            { label: w.overdue, kind: 'count' },
            { label: w.reported, kind: 'count' },
            { label: w.verified, kind: 'count' },
            { label: w.planPaper, kind: 'text', width: 9 },
            { label: w.reportPaper, kind: 'text', width: 9 },
            { label: w.reminders, kind: 'count' },
          ]}
          rows={meant.map((row) => [
            row.agencyName,
            row.planTitle,
            row.total,
            row.open,
            row.overdue,
            row.reported,
            row.verified,
            t.remediation.paperState[row.plan.state],
            t.remediation.paperState[row.report.state],
            row.reminders,
          ])}
        />
        <FormsMenu planId={filter.planId ?? (plans.size === 1 ? [...plans][0] : undefined)} />
        <Button
          variant="outlined"
          disabled={rows.length === 0 || !mayPlan}
          onClick={() => setDialog({ kind: 'followUp' })}
        >
          {w.followUp}
        </Button>
        <Button
          variant="contained"
          disabled={overdue.length === 0}
          onClick={() => setDialog({ kind: 'remind' })}
        >
          {w.remind}
        </Button>
      </Box>
      <Loaded query={query}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState title={w.none} text={w.noneText} />
          ) : (
            <ResponsiveTable
              label={w.label}
              columns={columns}
              rows={all}
              rowKey={keyOf}
              rowTo={(row) => listOf(row, {})}
            />
          )
        }
      </Loaded>
      {dialog === null ? null : dialog.kind === 'remind' ? (
        <RemindDialog rows={overdue} today={today} onClose={close} />
      ) : dialog.kind === 'followUp' ? (
        <FollowUpDialog
          agencies={uniqueAgencies(chosen.length > 0 ? chosen : rows.filter(({ open }) => open > 0))}
          planId={filter.planId ?? rows[0]?.planId ?? null}
          today={today}
          onClose={close}
        />
      ) : dialog.kind === 'paper' ? (
        <PaperDialog
          planId={dialog.row.planId}
          agencyId={dialog.row.agencyId}
          today={today}
          onClose={close}
        />
      ) : (
        <ImportWizard
          purpose="remediation"
          targetId={dialog.visitId}
          options={{ kind: dialog.paper }}
          onClose={close}
        />
      )}
    </>
  );
}

function uniqueAgencies(rows: readonly AgencyRemediation[]) {
  return [...new Map(rows.map((row) => [row.agencyId, row.agencyName]))].map(([id, name]) => ({ id, name }));
}

function Paper({ row, of }: { readonly row: AgencyRemediation; readonly of: PaperKind }) {
  const w = useText().remediation.agencies;
  const paper = row[of];
  const due = of === 'report' && paper.state !== 'on_time' ? row.report.dueOn : null;
  const label = <PaperStateLabel state={paper.state} />;
  return (
    <>
      {paper.id === null ? (
        label
      ) : (
        <MuiLink component={Link} to={remediationAddress('papers', { plan: row.planId, paper: paper.id })}>
          {label}
        </MuiLink>
      )}
      {paper.arrivedOn === null && due === null ? null : (
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {paper.arrivedOn === null ? w.dueOn(shortDay(due ?? '')) : w.cameOn(shortDay(paper.arrivedOn))}
        </Box>
      )}
    </>
  );
}

interface RowMenuProps {
  readonly row: AgencyRemediation;
  readonly listTo: string;
  readonly onEnter: () => void;
  readonly onImport: (visitId: string, kind: PaperKind) => void;
}
function RowMenu({ row, listTo, onEnter, onImport }: RowMenuProps) {
  const t = useText();
  const w = t.remediation.agencies;
  const navigate = useNavigate();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const mayEnter = useMay('remediationPapers.create');
  const mayImport = useMay('imports.apply', { source: { purpose: 'remediation' } });
  const { visitId } = row;
  const then = (act: () => void) => () => {
    setAnchor(null);
    act();
  };
  async function form(kind: PaperKind) {
    try {
      saveFile(await call('remediationPapers.form', { planId: row.planId, agencyId: row.agencyId, kind }));
    } catch (error) {
      showError(error);
    }
  }
  return (
    <>
      <IconButton
        size="small"
        aria-haspopup="menu"
        aria-label={w.menuOf(row.agencyName)}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ my: -0.5 }}
      >
        <MoreIcon sx={{ fontSize: 18 }} />
      </IconButton>
      {/* Hundreds of rows: a menu is made when it is opened. */}
      {anchor === null ? null : (
        <Menu anchorEl={anchor} open onClose={() => setAnchor(null)}>
          <MenuItem disabled={!mayEnter} onClick={then(onEnter)}>
            {w.enter}
          </MenuItem>
          {paperKinds.map((kind) => (
            <MenuItem
              key={kind}
              disabled={visitId === null || !mayImport}
              onClick={then(() => {
                if (visitId !== null) onImport(visitId, kind);
              })}
            >
              {w.import[kind]}
              {visitId === null ? ` (${w.noVisit})` : ''}
            </MenuItem>
          ))}
          {paperKinds.map((kind) => (
            <MenuItem key={`form-${kind}`} onClick={then(() => void form(kind))}>
              {w.form[kind]}
            </MenuItem>
          ))}
          <MenuItem onClick={then(() => void navigate(listTo))}>{w.openList}</MenuItem>
          <MenuItem
            onClick={then(
              () => void navigate(remediationAddress('papers', { plan: row.planId, agency: row.agencyId })),
            )}
          >
            {w.openPapers}
          </MenuItem>
        </Menu>
      )}
    </>
  );
}

/** The forms of all agencies of a round in one archive. */
function FormsMenu({ planId }: { readonly planId: string | undefined }) {
  const t = useText();
  const w = t.remediation.agencies;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  async function take(kind: PaperKind) {
    setAnchor(null);
    if (planId === undefined) return;
    setBusy(true);
    try {
      const { file, count } = await call('remediationPapers.forms', { planId, kind });
      saveFile(file);
      showNotice(w.formsMade(formatCount(count)));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Button
        variant="outlined"
        color="secondary"
        aria-haspopup="menu"
        disabled={busy}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {busy ? t.remediation.preparing : w.forms}
        <Box component="span" aria-hidden sx={{ ml: 0.5 }}>
          ▾
        </Box>
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        {paperKinds.map((kind) => (
          <MenuItem key={kind} disabled={planId === undefined} onClick={() => void take(kind)}>
            {w.formsOf[kind]}
          </MenuItem>
        ))}
        {planId === undefined ? (
          <MenuItem disabled sx={{ maxWidth: '22rem', whiteSpace: 'normal' }}>
            {w.formsNeedPlan}
          </MenuItem>
        ) : null}
      </Menu>
    </>
  );
}

// Reminder letters in one go: who is overdue, how often it was reminded, hence how firm its letter will be; then the
// drafts that came of it.
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { AgencyRemediation } from '../../../core/contract/remediation.ts';
import { useWhyNot } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { reminderLevel } from './remediation-words.ts';

interface RemindDialogProps {
  /** Of the filter, or those that were chosen. */
  readonly rows: readonly AgencyRemediation[];
  readonly today: string;
  readonly onClose: () => void;
}

const keyOf = (row: AgencyRemediation) => `${row.planId} ${row.agencyId}`;

/** Names one round of drafting for the journal. */
function newGroup(): string {
  return `remind-${String(Date.now())}-${Math.random().toString(36).slice(2, 10)}`;
}

export function RemindDialog({ rows, today, onClose }: RemindDialogProps) {
  const t = useText();
  const w = t.remediation.remind;
  const late = useMemo(() => rows.filter(({ overdue }) => overdue > 0), [rows]);
  const planIds = useMemo(() => [...new Set(late.map(({ planId }) => planId))], [late]);
  const [onlyPlan] = planIds;
  const documents = useQueryOf(
    'documents.list',
    planIds.length === 1 && onlyPlan !== undefined ? { planId: onlyPlan } : {},
    { enabled: late.length > 0 },
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [made, setMade] = useState<readonly DocumentRow[] | null>(null);
  const remind = useCommand('remediation.remind', { quiet: true });
  const whyNot = useWhyNot('remediation.remind');
  const draftOf = useMemo(() => {
    const waiting = (documents.data ?? []).filter(
      ({ kind, status }) => kind === 'reminder' && (status === 'draft' || status === 'for_signature'),
    );
    const byVisit = new Map(waiting.map((document) => [document.visitId, document]));
    return (row: AgencyRemediation) => (row.visitId === null ? undefined : byVisit.get(row.visitId));
  }, [documents.data]);
  const possible = late.filter((row) => draftOf(row) === undefined);
  const goals = possible.filter((row) => !left.has(keyOf(row)));

  async function submit() {
    // One undo takes all of them back.
    const group = newGroup();
    const documentsMade: DocumentRow[] = [];
    for (const planId of planIds) {
      const agencyIds = goals.filter((row) => row.planId === planId).map(({ agencyId }) => agencyId);
      if (agencyIds.length === 0) continue;
      const done = await remind.run({ planId, agencyIds, today }, { group });
      if (done === undefined) {
        if (documentsMade.length > 0) setMade(documentsMade);
        return;
      }
      documentsMade.push(...done);
    }
    setMade(documentsMade);
  }

  const columns: readonly Column<AgencyRemediation>[] = [
    {
      key: 'tick',
      label: t.remediation.columns.choose,
      hiddenLabel: true,
      width: '2.5rem',
      render: (row) => (
        <Checkbox
          size="small"
          checked={draftOf(row) === undefined && !left.has(keyOf(row))}
          disabled={draftOf(row) !== undefined}
          onChange={(_event, on) =>
            setLeft((before) => {
              const next = new Set(before);
              if (on) next.delete(keyOf(row));
              else next.add(keyOf(row));
              return next;
            })
          }
          slotProps={{ input: { 'aria-label': w.putIn(row.agencyName) } }}
          sx={{ my: -0.75, mx: -0.75 }}
        />
      ),
    },
    {
      key: 'who',
      label: w.who,
      render: (row) => (
        <>
          {row.agencyName}
          {planIds.length > 1 ? (
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {row.planTitle}
            </Box>
          ) : null}
        </>
      ),
    },
    {
      key: 'overdue',
      label: w.overdue,
      align: 'right',
      width: '5.5rem',
      render: (row) => formatCount(row.overdue),
    },
    {
      key: 'oldest',
      label: w.oldest,
      align: 'right',
      width: '6.5rem',
      render: (row) =>
        row.oldestOverdueDays === null ? '' : t.remediation.agencies.days(formatCount(row.oldestOverdueDays)),
    },
    {
      key: 'last',
      label: w.last,
      width: '8rem',
      render: (row) => (row.lastRemindedOn === null ? w.never : shortDay(row.lastRemindedOn)),
    },
    {
      key: 'gets',
      label: w.gets,
      width: '32%',
      render: (row) => {
        const draft = draftOf(row);
        if (draft !== undefined) {
          return (
            <>
              {w.hasDraft} ·{' '}
              <MuiLink component={Link} to={`/documents/${draft.id}`}>
                {w.openDraft}
              </MuiLink>
            </>
          );
        }
        return `${w.level(formatCount(row.reminders + 1))}: ${w.levels[reminderLevel(row.reminders)]}`;
      },
    },
  ];
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="remind-title">
      <DialogTitle id="remind-title">{w.title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
        {made !== null ? (
          <>
            <Typography variant="body2" component="output">
              {w.made(formatCount(made.length))}
            </Typography>
            <Box component="ul" sx={{ m: 0, pl: 2.5, fontSize: '0.8125rem' }}>
              {made.map((document) => (
                <li key={document.id}>
                  <MuiLink component={Link} to={`/documents/${document.id}`}>
                    {document.agencyName ?? document.subject}
                  </MuiLink>
                </li>
              ))}
            </Box>
          </>
        ) : late.length === 0 ? (
          <EmptyState title={w.none} text={w.noneText} />
        ) : documents.data === undefined && !documents.isError ? (
          <TableSkeleton rows={4} />
        ) : (
          <>
            <Typography variant="body2" color="text.secondary">
              {w.lead}
            </Typography>
            {possible.length === 0 ? <Typography variant="body2">{w.allHave}</Typography> : null}
            <ResponsiveTable
              label={w.title}
              columns={columns}
              rows={late}
              rowKey={keyOf}
              sortParam="reminders"
            />
          </>
        )}
        {whyNot === undefined || made !== null ? null : (
          <Typography variant="body2" color="text.secondary">
            {whyNot}
          </Typography>
        )}
        {remind.error === null ? null : <ErrorState error={remind.error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{t.frame.close}</Button>
        {made !== null ? (
          onlyPlan === undefined || planIds.length > 1 ? (
            <Button variant="contained" component={Link} to="/documents">
              {w.openList}
            </Button>
          ) : (
            <Button variant="contained" component={Link} to={`/plans/${onlyPlan}/documents`}>
              {w.openList}
            </Button>
          )
        ) : (
          <Button
            variant="contained"
            title={whyNot}
            disabled={
              whyNot !== undefined || goals.length === 0 || remind.pending || documents.data === undefined
            }
            onClick={() => void submit()}
          >
            {w.make(formatCount(goals.length))}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

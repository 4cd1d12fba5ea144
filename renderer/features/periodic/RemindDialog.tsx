// Letters to all agencies whose report is missing on the day: who gets one and for the how manieth time, then the letters.
// Whoever has a letter that is not sent yet gets no second one.
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { AgencyReport, PeriodReport } from '../../../core/contract/period-reports.ts';
import { daysLeft } from '../../../core/rules/due.ts';
import { useCommand } from '../../api/query.ts';
import { type Column, ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import { EmptyState, ErrorState } from '../../components/States.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { PrintDialog } from '../prints/PrintDialog.tsx';

interface RemindDialogProps {
  readonly report: PeriodReport;
  readonly missing: readonly AgencyReport[];
  /** Papers of the report: letters that wait are among them. */
  readonly documents: readonly DocumentRow[];
  readonly today: string;
  readonly onClose: () => void;
}
export function RemindDialog({ report, missing, documents, today, onClose }: RemindDialogProps) {
  const t = useText();
  const w = t.periodic.reminder;
  const remind = useCommand('agencyReports.remind', { quiet: true });
  const [made, setMade] = useState<readonly DocumentRow[] | null>(null);
  const [printing, setPrinting] = useState(false);
  /** As it was when the dialog opened: the letters change what is listed. */
  const [listed] = useState(missing);
  const [letters] = useState(() => waitingLetters(documents));
  const count = listed.filter(({ id }) => !letters.has(id)).length;
  const columns = useMemo<readonly Column<AgencyReport>[]>(
    () => [
      { key: 'agency', label: t.periodic.agencies.agency, render: ({ agencyName }) => agencyName },
      {
        key: 'due',
        label: w.due,
        width: '7rem',
        render: ({ effectiveDueOn }) => dayOrBlank(effectiveDueOn),
      },
      {
        key: 'late',
        label: w.late,
        width: '6rem',
        render: ({ effectiveDueOn }) => {
          const left = daysLeft(effectiveDueOn, today);
          return left === null || left >= 0 ? '' : w.days(formatCount(-left));
        },
      },
      {
        key: 'level',
        label: w.level,
        width: '11rem',
        render: ({ id, reminders }) => {
          const letter = letters.get(id);
          return letter === undefined ? (
            w.levelOf(formatCount(reminders + 1))
          ) : (
            <MuiLink component={Link} to={`/documents/${letter.id}`}>
              {w.waiting}
            </MuiLink>
          );
        },
      },
    ],
    [t, w, today, letters],
  );
  async function submit() {
    if (remind.pending) return;
    const written = await remind.run({ reportId: report.id, today });
    if (written !== undefined) setMade(written);
  }
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="remind-title">
      <DialogTitle id="remind-title">
        {made === null ? w.title : w.done(formatCount(made.length))}
      </DialogTitle>
      <DialogContent dividers sx={{ display: 'grid', gap: 1.5 }}>
        {made !== null ? (
          <>
            <Typography variant="body2" color="text.secondary">
              {w.doneText}
            </Typography>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
              {made.map((document) => (
                <Box
                  component="li"
                  key={document.id}
                  sx={{
                    display: 'flex',
                    gap: 2,
                    justifyContent: 'space-between',
                    py: 0.5,
                    fontSize: '0.8125rem',
                  }}
                >
                  <MuiLink component={Link} to={`/documents/${document.id}`}>
                    {document.agencyName ?? document.subject}
                  </MuiLink>
                  <DocumentStatusChip status={document.status} />
                </Box>
              ))}
            </Box>
          </>
        ) : listed.length === 0 ? (
          <EmptyState title={w.none} />
        ) : (
          <>
            <Typography variant="body2" color="text.secondary">
              {w.lead(shortDay(today), formatCount(listed.length))}
            </Typography>
            <ResponsiveTable
              label={w.title}
              columns={columns}
              rows={listed}
              rowKey={({ id }) => id}
              maxHeight="22rem"
            />
          </>
        )}
        {remind.error === null ? null : <ErrorState error={remind.error} compact />}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{made === null ? t.frame.cancel : t.frame.close}</Button>
        {made === null && count === 0 && letters.size > 0 ? (
          <Button variant="contained" onClick={() => setPrinting(true)}>
            {w.printWaiting(formatCount(letters.size))}
          </Button>
        ) : made === null ? (
          <Button variant="contained" disabled={remind.pending || count === 0} onClick={() => void submit()}>
            {w.submit(formatCount(count))}
          </Button>
        ) : (
          <Button variant="contained" disabled={made.length === 0} onClick={() => setPrinting(true)}>
            {w.print}
          </Button>
        )}
      </DialogActions>
      <PrintDialog
        planId={null}
        choice={{ what: 'documents', documentIds: (made ?? [...letters.values()]).map(({ id }) => id) }}
        open={printing}
        onClose={() => setPrinting(false)}
      />
    </Dialog>
  );
}

/** Written and not yet sent, by the agency's report. */
function waitingLetters(documents: readonly DocumentRow[]): ReadonlyMap<string, DocumentRow> {
  return new Map(
    documents.flatMap((one) =>
      one.kind === 'report_reminder' &&
      one.agencyReportId !== null &&
      (one.status === 'draft' || one.status === 'for_signature')
        ? [[one.agencyReportId, one]]
        : [],
    ),
  );
}

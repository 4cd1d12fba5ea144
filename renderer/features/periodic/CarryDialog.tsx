// Taking over the words of an earlier report, for the sections that have none yet.
import { useState } from 'react';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showNotice, showUndo } from '../../api/toasts.ts';
import { SelectField } from '../../components/Fields.tsx';
import { ErrorState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { ReportTabProps } from './use-figures.ts';

export function CarryDialog({ detail, today, onClose }: ReportTabProps & { readonly onClose: () => void }) {
  const t = useText();
  const w = t.periodic.write;
  const { report, previous } = detail;
  const list = useQueryOf('periodReports.list', { today });
  const carry = useCommand('periodReports.carry', { quiet: true });
  const [fromId, setFromId] = useState<string | null>(previous?.id ?? null);

  async function submit() {
    if (fromId === null || carry.pending) return;
    await flushAll();
    const done = await carry.run({ id: report.id, fromId });
    if (done === undefined) return;
    if (done.carried === 0) showNotice(w.carriedNothing);
    else showUndo(w.carriedCount(formatCount(done.carried)));
    onClose();
  }
  return (
    <Dialog open onClose={onClose} aria-labelledby="carry-title">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <DialogTitle id="carry-title">{w.carry}</DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, '&&': { pt: 1 } }}>
          <Loaded query={list} skeleton={<FormSkeleton rows={1} />}>
            {({ reports }) => {
              const others = reports
                .filter(({ id }) => id !== report.id)
                .toSorted((a, b) => b.periodTo.localeCompare(a.periodTo));
              return others.length === 0 ? (
                <Typography variant="body2">{w.carryNone}</Typography>
              ) : (
                <SelectField
                  label={w.carryFrom}
                  value={fromId}
                  choices={others.map(({ id, title, filled, sections }) => ({
                    value: id,
                    label: `${title} · ${w.progress(formatCount(filled), formatCount(sections))}`,
                  }))}
                  onChange={setFromId}
                />
              );
            }}
          </Loaded>
          <Typography variant="body2" color="text.secondary">
            {w.carryHint}
          </Typography>
          {carry.error === null ? null : <ErrorState error={carry.error} compact />}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose}>{t.frame.cancel}</Button>
          <Button type="submit" variant="contained" disabled={fromId === null || carry.pending}>
            {w.carrySubmit}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

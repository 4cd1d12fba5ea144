// One agency's report with everything that is known of it: days, number, note, the figures it sent, its form and import.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { AgencyReport } from '../../../core/contract/period-reports.ts';
import { call } from '../../api/client.ts';
import { useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError } from '../../api/toasts.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { PaperFields } from '../../components/PaperFields.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import { saveFile } from '../../components/save-file.ts';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SidePanel } from '../../components/SidePanel.tsx';
import { Loaded, TableSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { useAgencyReport } from './agency-report-row.ts';
import { agencyTones } from './report-words.ts';

interface AgencyPanelProps {
  readonly report: AgencyReport;
  readonly today: string;
  readonly onClose: () => void;
}
export function AgencyPanel({ report, today, onClose }: AgencyPanelProps) {
  const t = useText();
  const w = t.periodic.agencies;
  const p = t.periodic.panel;
  const autosave = useAgencyReport(report, today, 'panel');
  const [importing, setImporting] = useState(false);
  const [busy, setBusy] = useState(false);
  const { value, state } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const disabled = value.excused;
  const labels: Readonly<Record<string, string>> = {
    dueOn: w.due,
    number: w.number,
    symbol: w.symbol,
    documentDate: w.documentDate,
    arrivedOn: w.arrivedOn,
    excused: w.excused,
    note: w.note,
  };
  const byReport = value.dueOn === null ? report.effectiveDueOn : null;

  async function form() {
    setBusy(true);
    try {
      await flushAll();
      saveFile(await call('agencyReports.form', { id: report.id }));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  return (
    <SidePanel label={report.agencyName} onClose={onClose}>
      <Box className="wide" sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography variant="h3" component="h2">
            {report.agencyName}
          </Typography>
          <StatusChip tone={agencyTones[report.state]} label={w.states[report.state]} />
        </Box>
        <Button onClick={onClose}>{p.close}</Button>
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <PaperFields autosave={autosave} words={w} disabled={disabled} />
      <DayField
        label={w.due}
        value={value.dueOn}
        disabled={disabled}
        helperText={byReport === null ? undefined : p.dueByReport(shortDay(byReport))}
        error={faultOf('dueOn')}
        onChange={(day) => autosave.choose('dueOn', day)}
      />
      <FormControlLabel
        label={w.excused}
        slotProps={{ typography: { variant: 'body2' } }}
        control={
          <Checkbox
            size="small"
            checked={value.excused}
            onChange={(_event, on) => autosave.choose('excused', on)}
          />
        }
      />
      <Box className="wide">
        <AutoText
          autosave={autosave}
          field="note"
          label={w.note}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
        />
      </Box>
      <Box className="wide" sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <OursOnly>
          <Button variant="outlined" onClick={() => void flushAll().then(() => setImporting(true))}>
            {p.import}
          </Button>
        </OursOnly>
        <Button disabled={busy} onClick={() => void form()}>
          {p.form}
        </Button>
        <Button component={Link} to={`/agencies/${report.agencyId}`} color="secondary">
          {p.agency}
        </Button>
        <Box sx={{ ml: 'auto' }}>
          <SaveStateLabel state={state} quiet />
        </Box>
      </Box>
      <Box className="wide" component="section" aria-label={p.figures}>
        <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
          {p.figures}
        </Typography>
        <Figures id={report.id} />
      </Box>
      {importing ? (
        <ImportWizard purpose="report_annex" targetId={report.id} onClose={() => setImporting(false)} />
      ) : null}
    </SidePanel>
  );
}

function Figures({ id }: { readonly id: string }) {
  const t = useText();
  const w = t.periodic.annex;
  const p = t.periodic.panel;
  const figures = useQueryOf('agencyReports.figures', { id });
  return (
    <Loaded query={figures} skeleton={<TableSkeleton rows={3} />}>
      {(rows) => {
        const given = rows.filter(({ value, note }) => value !== null || note !== null);
        if (given.length === 0) {
          return (
            <Typography variant="body2" color="text.secondary">
              {p.noFigures}
            </Typography>
          );
        }
        return (
          <ResponsiveTable
            label={p.figures}
            maxHeight="18rem"
            rows={given}
            rowKey={({ key }) => key}
            columns={[
              { key: 'label', label: w.row, width: '3rem', render: (row) => row.label },
              {
                key: 'title',
                label: w.title,
                render: (row) => (
                  <>
                    <span lang="vi">{row.title}</span>
                    {row.note === null ? null : (
                      <Box
                        component="span"
                        sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}
                      >
                        {row.note}
                      </Box>
                    )}
                  </>
                ),
              },
              {
                key: 'value',
                label: w.value,
                align: 'right',
                width: '5rem',
                render: (row) => (row.value === null ? '' : formatCount(row.value)),
              },
            ]}
          />
        );
      }}
    </Loaded>
  );
}

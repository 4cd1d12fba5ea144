// One form: whose and of which days, the grid, warnings with their explanations, counts beyond the form, indicators.
// Everything saves itself; sums, warnings and indicators follow every key.
import { useMemo, useRef, useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useNavigate } from 'react-router';
import type { StatisticsDetail, StatisticsReport } from '../../../core/contract/statistics.ts';
import { checksOf } from '../../../core/rules/one-stop-checks.ts';
import { formOf } from '../../../core/rules/one-stop-form.ts';
import { indicatorsOf } from '../../../core/rules/one-stop-indicators.ts';
import { periodLabel } from '../../../core/rules/one-stop-periods.ts';
import { useAutosave } from '../../api/autosave.ts';
import { call } from '../../api/client.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ImportWizard } from '../imports/ImportWizard.tsx';
import { lineLabel } from './check-words.ts';
import { CheckList } from './CheckList.tsx';
import { CountsForm } from './CountsForm.tsx';
import {
  addLine,
  addTotal,
  type Drafts,
  faultyCells,
  fillTotals,
  type GridState,
  hasEmptyTotals,
  leaveCell,
  pasteInto,
  removeLine,
  typeCell,
} from './grid-state.ts';
import { IndicatorTable } from './IndicatorTable.tsx';
import { IndicatorTrend } from './IndicatorTrend.tsx';
import { type ReportRow, rowOf, sendReport } from './report-row.ts';
import { StatisticsGrid } from './StatisticsGrid.tsx';

export function ReportPage({ reportId }: { readonly reportId: string }) {
  const detail = useQueryOf('statistics.get', { id: reportId });
  return (
    <Loaded query={detail}>
      {(found) => (
        <OwnedBy officeId={found.report.originOfficeId}>
          <Report detail={found} />
        </OwnedBy>
      )}
    </Loaded>
  );
}

const noDrafts: Drafts = new Map();

function Report({ detail }: { readonly detail: StatisticsDetail }) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const navigate = useNavigate();
  const isForeign = useIsForeign();
  const { report, previous } = detail;
  const { id } = report;
  const source = useRef<'typed' | 'pasted'>('typed');
  const row = useMemo(() => rowOf(detail), [detail]);
  const autosave = useAutosave<ReportRow>({
    rowKey: `statistics:${id}`,
    row,
    send: (rev, patch, meta) => sendReport(id, rev, patch, meta, source.current),
    reload: async () => rowOf(await call('statistics.get', { id })),
  });
  const remove = useCommand('statistics.delete');
  const [drafts, setDrafts] = useState<Drafts>(noDrafts);
  const [importing, setImporting] = useState(false);
  const [pasteNote, setPasteNote] = useState<string | null>(null);
  const { lines, counts, explanations, serviceEra: era } = autosave.value;
  const state: GridState = { lines, drafts };
  const form = formOf(report.formVersion);
  const period = { from: autosave.value.periodFrom, to: autosave.value.periodTo };
  const checks = checksOf(lines, counts, { era, previous, explanations });
  const indicators = indicatorsOf(lines, counts, era);
  const faulty = faultyCells(state).length;

  function take(next: GridState, options: { composing?: boolean; from?: 'typed' | 'pasted' } = {}) {
    setDrafts(next.drafts);
    if (next.lines === lines) return;
    source.current = options.from ?? 'typed';
    autosave.set('lines', next.lines, { composing: options.composing ?? false });
  }
  async function takeNow(next: GridState, from: 'typed' | 'pasted' = 'typed') {
    await autosave.flush();
    take(next, { from });
    await autosave.flush();
  }
  async function drop() {
    await flushAll();
    const rev = autosave.value.rev ?? report.rev;
    if ((await remove.run({ id, rev })) === undefined) return;
    showUndo(w.deleted(`${report.agencyName}, ${periodLabel(period, language)}`));
    void navigate('/statistics');
  }
  async function download() {
    try {
      await flushAll();
      const file = await call('statistics.export', { id });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (error) {
      showError(error);
    }
  }
  return (
    <>
      <PageHeader
        title={`${report.agencyName} · ${periodLabel(period, language)}`}
        back={{ to: '/statistics', label: w.title }}
        meta={
          <>
            <span>{w.form(form.number)}</span>
            <span>{w.unit}</span>
            <span>
              {w.sources[report.source]}
              {report.fileName === null ? '' : ` (${report.fileName})`}
            </span>
            <ProvenanceMark provenance={report.provenance} />
          </>
        }
        secondary={
          <>
            <MayButton
              method="statistics.delete"
              color="secondary"
              disabled={remove.pending}
              onClick={() => void drop()}
            >
              {w.delete}
            </MayButton>
            <Print agencyId={report.agencyId} reportId={id} />
            <Button onClick={() => void download()}>{w.export}</Button>
          </>
        }
        action={
          <MayButton
            method="statistics.update"
            variant="contained"
            onClick={() => void flushAll().then(() => setImporting(true))}
          >
            {w.import}
          </MayButton>
        }
      />
      {autosave.conflicts.length > 0 ? (
        <Alert
          severity="warning"
          sx={{ mb: 1.5 }}
          action={
            <>
              <Button onClick={autosave.keepMine}>{w.keepMine}</Button>
              <Button
                onClick={() => {
                  setDrafts(noDrafts);
                  autosave.takeTheirs();
                }}
              >
                {w.takeTheirs}
              </Button>
            </>
          }
        >
          {w.linesConflict}
        </Alert>
      ) : null}
      <Box
        sx={{
          display: isForeign ? 'none' : 'flex',
          gap: 1,
          alignItems: 'center',
          flexWrap: 'wrap',
          mb: 1,
        }}
      >
        <Button
          variant="outlined"
          onClick={() => {
            const next = addLine(state, null);
            void takeNow(next);
          }}
        >
          {w.addLine}
        </Button>
        {lines.some(({ isTotal }) => isTotal) ? null : (
          <Button variant="outlined" onClick={() => void takeNow(addTotal(state, w.total))}>
            {w.addTotal}
          </Button>
        )}
        <Button disabled={!hasEmptyTotals(state)} onClick={() => void takeNow(fillTotals(state))}>
          {w.fillTotals}
        </Button>
        <Typography variant="caption" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
          {w.gridHint}
        </Typography>
      </Box>
      <Box component="output" sx={{ display: 'block' }}>
        {faulty > 0 ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {w.notWritten(formatCount(faulty))}
          </Alert>
        ) : null}
        {pasteNote === null ? null : (
          <Typography variant="body2" sx={{ mb: 0.5 }}>
            {pasteNote}
          </Typography>
        )}
      </Box>
      <StatisticsGrid
        form={form}
        state={state}
        checks={checks}
        readOnly={isForeign}
        actions={{
          type: (at, text, composing) => {
            setPasteNote(null);
            take(typeCell(state, at, text), { composing });
          },
          leave: (at) => {
            setDrafts((before) => leaveCell(before, at));
            autosave.endComposition();
            void autosave.flush();
          },
          endComposition: autosave.endComposition,
          paste: (at, text) => {
            const pasted = pasteInto(state, at, text);
            const count = formatCount(text.trimEnd().split('\n').length);
            const notes = [pasted.whole ? w.pastedWhole(formatCount(pasted.lines.length)) : w.pasted(count)];
            if (pasted.faults.length > 0) notes.push(w.pasteFaults(formatCount(pasted.faults.length)));
            setPasteNote(notes.join(' '));
            if (Object.keys(pasted.counts).length > 0)
              autosave.set('counts', { ...counts, ...pasted.counts });
            void takeNow(pasted, 'pasted').then(() => showUndo(notes[0] ?? ''));
          },
          addLine: (below) => {
            const next = addLine(state, below);
            take(next);
            return next.at;
          },
          removeLine: (line) => {
            const name = lineLabel(lines, line, t);
            void takeNow(removeLine(state, line)).then(() => showUndo(w.lineRemoved(name)));
          },
        }}
      />
      <Typography variant="caption" color="text.secondary" component="p" sx={{ mt: 0.5, mb: 2 }}>
        {previous === null
          ? w.noPrevious
          : w.previous(
              periodLabel({ from: previous.periodFrom, to: previous.periodTo }, language),
              previous.pendingTotal === null ? '—' : formatCount(previous.pendingTotal),
            )}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 3,
          gridTemplateColumns: { xs: '1fr', lg: '1fr 1fr' },
          alignItems: 'start',
        }}
      >
        <Box sx={{ display: 'grid', gap: 3 }}>
          <CheckList checks={checks} lines={lines} autosave={autosave} />
          <CountsForm autosave={autosave} />
        </Box>
        <Box component="section" aria-label={w.indicators}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {w.indicators}
          </Typography>
          <IndicatorTable indicators={indicators} era={era} />
        </Box>
      </Box>
      <About autosave={autosave} />
      <Trend agencyId={report.agencyId} />
      {importing ? (
        <ImportWizard
          purpose="statistics"
          targetId={id}
          onDone={() => setDrafts(noDrafts)}
          onClose={() => setImporting(false)}
        />
      ) : null}
    </>
  );
}

/** Units, days and era: seldom changed, so below the figures. */
function About({ autosave }: { readonly autosave: ReturnType<typeof useAutosave<ReportRow>> }) {
  const t = useText();
  const w = t.statistics;
  const { value, state } = autosave;
  const faultOf = useFieldError(state.kind === 'error' ? state.error : null);
  const kinds = Object.keys(w.kinds) as StatisticsReport['periodKind'][];
  return (
    <Box component="section" aria-label={w.about} sx={{ mt: 3 }}>
      <Typography variant="h2" sx={{ mb: 1.5 }}>
        {w.about}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'repeat(auto-fill, minmax(14rem, 1fr))',
          alignItems: 'start',
        }}
      >
        <AutoText
          autosave={autosave}
          field="reportingUnit"
          label={w.reportingUnit}
          nullable
          maxLength={300}
        />
        <AutoText
          autosave={autosave}
          field="receivingUnit"
          label={w.receivingUnit}
          nullable
          maxLength={300}
        />
        <SelectField
          label={w.kind}
          value={value.periodKind}
          choices={kinds.map((kind) => ({ value: kind, label: w.kinds[kind] }))}
          onChange={(kind) => {
            if (kind !== null) autosave.choose('periodKind', kind);
          }}
        />
        <DayField
          label={w.from}
          value={value.periodFrom}
          onChange={(day) => {
            if (day !== null) autosave.choose('periodFrom', day);
          }}
        />
        <DayField
          label={w.to}
          value={value.periodTo}
          error={faultOf('periodTo')}
          onChange={(day) => {
            if (day !== null) autosave.choose('periodTo', day);
          }}
        />
        <SelectField
          label={w.era}
          value={value.serviceEra}
          choices={(['levels', 'full_partial'] as const).map((era) => ({ value: era, label: w.eras[era] }))}
          onChange={(era) => {
            if (era !== null) autosave.choose('serviceEra', era);
          }}
        />
        <AutoText autosave={autosave} field="note" label={w.note} nullable multiline maxLength={4000} />
      </Box>
    </Box>
  );
}

/** On paper the form belongs to the round that last visited the agency; without one there is no paper. */
function Print({ agencyId, reportId }: { readonly agencyId: string; readonly reportId: string }) {
  const [last] = useQueryOf('agencies.get', { id: agencyId }).data?.history ?? [];
  return last === undefined ? null : (
    <SheetActions planId={last.planId} kind="statistics" reportId={reportId} />
  );
}

/** The agency's indicators over its periods. */
function Trend({ agencyId }: { readonly agencyId: string }) {
  const reports = useQueryOf('statistics.list', { agencyId });
  return reports.data === undefined ? null : <IndicatorTrend reports={reports.data} by="period" />;
}

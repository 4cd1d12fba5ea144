// The annex of figures in the order of the form: typed like a grid, every figure with where it comes from, and taken
// along as a workbook or copied row by row.
import { useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { AnnexLine } from '../../../core/contract/period-reports.ts';
import { call } from '../../api/client.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useFilter } from '../../components/Filters.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { saveFile } from '../../components/save-file.ts';
import { EmptyState } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import {
  type AnnexDrafts,
  annexText,
  annexTsv,
  computedText,
  countOf,
  faultyRows,
  isShareRow,
  isUnfilled,
  pasteColumn,
  shownText,
} from './annex-grid.ts';
import { gridLook, walkGrid } from './grid-keys.ts';
import type { ReportTabProps } from './use-figures.ts';
import { figureText, shareText, sourceWords } from './report-words.ts';
import { type FigureWrites, useFigures } from './use-figures.ts';

export function AnnexTab({ detail, today }: ReportTabProps) {
  const t = useText();
  const w = t.periodic.annex;
  const filter = useFilter();
  const { report, annex } = detail;
  const writes = useFigures(report.id, today);
  const [drafts, setDrafts] = useState<AnnexDrafts>(new Map());
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState<string | null>(null);
  const onlyEmpty = filter.get('show') === 'empty';
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const rows = annex.filter(({ isGroup }) => !isGroup);
  const unfilled = rows.filter(isUnfilled).length;
  const faulty = faultyRows(drafts).length;
  // What was filled in while only empty rows are shown stays where one is typing.
  const shown = onlyEmpty
    ? annex.filter(
        (line) => !line.isGroup && (isUnfilled(line) || kept.has(line.key) || drafts.has(line.key)),
      )
    : annex;

  function draft(key: string, text: string | null) {
    setDrafts((before) => {
      const next = new Map(before);
      if (text === null) next.delete(key);
      else next.set(key, text);
      return next;
    });
  }
  async function leave(line: AnnexLine) {
    const text = drafts.get(line.key);
    if (text === undefined) return;
    const value = countOf(text);
    if (value === undefined) return;
    // Typed as it stands, or emptied where nothing was typed: there is nothing to write.
    const same = value === null ? !line.typed : text.trim() === shownText(line);
    setKept((before) => new Set(before).add(line.key));
    // An emptied cell goes back to what the data says.
    if (same || (await writes.set(line.key, value, line.typedNote))) draft(line.key, null);
  }
  async function paste(line: AnnexLine, text: string) {
    const pasted = pasteColumn(annex, line.key, text);
    setDrafts((before) => new Map([...before, ...pasted.drafts]));
    // One paste, one undo.
    const group = newGroup(report.id);
    let written = 0;
    for (const { key, value } of pasted.values) {
      if (!(await writes.set(key, value, null, group))) break;
      draft(key, null);
      written += 1;
    }
    setNote(w.pasted(formatCount(written)));
  }
  async function download() {
    setBusy(true);
    try {
      await flushAll();
      const { file, rows: count } = await call('periodReports.annex', { id: report.id });
      saveFile(file);
      showNotice(w.exported(formatCount(count)));
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
    }
  }
  async function copy() {
    try {
      await navigator.clipboard.writeText(annexTsv(annex));
      showNotice(w.copied(formatCount(annex.length)));
    } catch {
      showNotice(w.copyFailed);
    }
  }
  if (annex.length === 0) return <EmptyState title={w.emptyTitle} text={w.emptyText} />;
  return (
    <>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 1 }}>
        <ChoiceToggle
          label={w.show}
          value={onlyEmpty ? 'empty' : 'all'}
          choices={[
            { value: 'all', label: w.allRows },
            { value: 'empty', label: `${w.onlyEmpty} (${formatCount(unfilled)})` },
          ]}
          onChange={(next) => {
            setKept(new Set());
            filter.set('show', next === 'empty' ? 'empty' : '');
          }}
        />
        <Typography variant="caption" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
          {w.hint}
        </Typography>
        <Button onClick={() => void copy()}>{w.copy}</Button>
        <Button variant="outlined" disabled={busy} onClick={() => void download()}>
          {w.export}
        </Button>
      </Box>
      <Box component="output" sx={{ display: 'block' }}>
        {faulty > 0 ? (
          <Alert severity="error" sx={{ mb: 1 }}>
            {w.faulty(formatCount(faulty))}
          </Alert>
        ) : null}
        {note === null ? null : (
          <Typography variant="body2" sx={{ mb: 0.5 }}>
            {note}
          </Typography>
        )}
      </Box>
      {shown.length === 0 ? (
        <EmptyState
          title={w.all}
          action={<Button onClick={() => filter.set('show', '')}>{w.allRows}</Button>}
        />
      ) : (
        <Box
          tabIndex={-1}
          sx={{
            ...gridLook,
            maxHeight: 'max(18rem, calc(100vh - 15.5rem))',
            '& table': { ...gridLook['& table'], minWidth: '58rem' },
          }}
        >
          <table aria-label={w.label}>
            <thead>
              <tr>
                <Box component="th" scope="col" sx={{ width: '4rem' }}>
                  {w.row}
                </Box>
                <th scope="col">{w.title}</th>
                <Box component="th" scope="col" sx={{ width: '7.5rem' }}>
                  {w.unit}
                </Box>
                <Box component="th" scope="col" sx={{ width: '7.5rem', '&&': { textAlign: 'right' } }}>
                  {w.value}
                </Box>
                <Box component="th" scope="col" sx={{ width: '5.5rem', '&&': { textAlign: 'right' } }}>
                  {w.agencies}
                </Box>
                <Box component="th" scope="col" sx={{ width: '21rem' }}>
                  {w.source}
                </Box>
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <AnnexRow
                  key={line.key}
                  line={line}
                  reportId={report.id}
                  text={annexText(line, drafts)}
                  isFaulty={drafts.has(line.key) && countOf(drafts.get(line.key) ?? '') === undefined}
                  writes={writes}
                  onType={(text) => {
                    setNote(null);
                    draft(line.key, text);
                  }}
                  onLeave={() => void leave(line)}
                  onCancel={() => draft(line.key, null)}
                  onPaste={(text) => void paste(line, text)}
                />
              ))}
            </tbody>
          </table>
        </Box>
      )}
    </>
  );
}

/** Commands of one group are undone together. */
function newGroup(reportId: string): string {
  return `paste-annex-${reportId}-${String(Date.now())}`;
}

interface AnnexRowProps {
  readonly line: AnnexLine;
  readonly reportId: string;
  readonly text: string;
  readonly isFaulty: boolean;
  readonly writes: FigureWrites;
  readonly onType: (text: string) => void;
  readonly onLeave: () => void;
  readonly onCancel: () => void;
  readonly onPaste: (text: string) => void;
}
function AnnexRow({ line, reportId, text, isFaulty, writes, ...on }: AnnexRowProps) {
  const t = useText();
  const w = t.periodic.annex;
  const isForeign = useIsForeign();
  // A share that a person typed has no whole; one that is the figure itself needs no second telling.
  const share = isShareRow(line) && line.typed ? null : shareText(line, t);
  const computed = computedText(line);
  const depth = Math.max(0, line.label.split('.').length - 1);
  if (line.isGroup) {
    return (
      <Box component="tr" sx={{ '& > *': { backgroundColor: 'background.sunken' } }}>
        <Box component="td" sx={{ fontWeight: 600 }}>
          {line.label}
        </Box>
        <Box component="th" scope="rowgroup" lang="vi" colSpan={5} sx={{ '&&': { fontWeight: 600 } }}>
          {line.title}
        </Box>
      </Box>
    );
  }
  function keyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Escape') {
      event.preventDefault();
      on.onCancel();
      return;
    }
    walkGrid(event);
  }
  function paste(event: ClipboardEvent) {
    if (isForeign) return;
    const pasted = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/u.test(pasted.trimEnd())) return;
    event.preventDefault();
    on.onPaste(pasted);
  }
  return (
    <tr>
      <td>{line.label}</td>
      <Box component="th" scope="row" lang="vi" sx={{ '&&': { pl: 1 + depth * 1 } }}>
        {line.title}
      </Box>
      <td lang="vi">{line.unit}</td>
      <td className={`field number${isFaulty ? ' fault' : ''}`}>
        <input
          data-cell="value"
          value={text}
          aria-label={w.cell(line.label, line.title)}
          aria-invalid={isFaulty ? true : undefined}
          title={isFaulty ? t.periodic.figure.bad : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={40}
          readOnly={isForeign}
          onChange={(event) => on.onType(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={on.onLeave}
          onKeyDown={keyDown}
          onPaste={paste}
        />
      </td>
      <td className="number">
        {line.fromAgencies || line.agencies > 0 ? (
          <MuiLink
            component={Link}
            to={`/reports/${reportId}/board`}
            title={w.agenciesTitle(formatCount(line.agencies))}
            color={line.agencies === 0 ? 'text.secondary' : 'primary'}
          >
            {formatCount(line.agencies)}
          </MuiLink>
        ) : null}
      </td>
      <Box component="td" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
        {share === null || line.denominator === null ? null : (
          <Box component="span" sx={{ color: 'text.primary', display: 'block' }}>
            {`${figureText(line, t) ?? ''} = ${share}`}
          </Box>
        )}
        {isShareRow(line) && !line.typed && line.value !== null && line.denominator === null ? (
          <Box component="span" sx={{ color: 'text.primary', display: 'block' }}>
            {w.noWhole}
          </Box>
        ) : null}
        {line.typed ? (
          <Box component="span" sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
            <Box component="span" sx={{ color: 'warning.main', fontWeight: 600 }}>
              {computed === null ? w.typed : w.typedOver(computed)}
            </Box>
            {computed === null ? null : (
              <OursOnly>
                <Button
                  aria-label={w.back(line.title)}
                  sx={{ minHeight: 24, py: 0, px: 0.75 }}
                  onClick={() => void writes.set(line.key, null)}
                >
                  {t.periodic.figure.back}
                </Button>
              </OursOnly>
            )}
          </Box>
        ) : line.source === null ? (
          line.value === null ? (
            w.nobody
          ) : null
        ) : line.source.to === null ? (
          sourceWords(line.source, t)
        ) : (
          <MuiLink component={Link} to={line.source.to} color="text.secondary">
            {sourceWords(line.source, t)}
          </MuiLink>
        )}
      </Box>
    </tr>
  );
}

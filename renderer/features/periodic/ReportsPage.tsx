// The periodic reports of one year: those that are begun, and those that the schedule asks for and nobody has begun.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import NextIcon from '@mui/icons-material/ChevronRightOutlined';
import PreviousIcon from '@mui/icons-material/ChevronLeftOutlined';
import { Link, useNavigate } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { PeriodReport } from '../../../core/contract/period-reports.ts';
import type { PeriodKind } from '../../../core/contract/settings.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { useFilter } from '../../components/Filters.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { OfficeChip, OfficeFilter, ofOffice, useOffices } from '../../components/OfficeChip.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { type Column, ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayRange, formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { NewReportDialog } from './NewReportDialog.tsx';
import { dueWords, reportTones, sentOf } from './report-words.ts';

type Listed = Output<'periodReports.list'>;
type Expected = Listed['expected'][number];
/** A line of the year: a report, or the place of one. */
interface YearLine {
  readonly key: string;
  readonly name: string;
  readonly kind: PeriodKind;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly dueOn: string | null;
  readonly agencyDueOn: string | null;
  readonly report: PeriodReport | null;
  readonly expected: Expected | null;
}

export function linesOfYear({ reports, expected }: Listed): readonly YearLine[] {
  const lines: YearLine[] = [
    ...reports.map((report) => ({
      key: report.id,
      name: report.title,
      kind: report.kind,
      periodFrom: report.periodFrom,
      periodTo: report.periodTo,
      dueOn: report.dueOn,
      agencyDueOn: report.agencyDueOn,
      report,
      expected: null,
    })),
    ...expected.map((one) => ({
      key: `${one.kind}:${one.periodTo}`,
      name: one.name,
      kind: one.kind,
      periodFrom: one.periodFrom,
      periodTo: one.periodTo,
      dueOn: one.dueOn,
      agencyDueOn: one.agencyDueOn,
      report: null,
      expected: one,
    })),
  ];
  return lines.toSorted((a, b) => a.periodTo.localeCompare(b.periodTo) || a.name.localeCompare(b.name, 'vi'));
}

export function ReportsPage() {
  const today = useQueryOf('system.status', {}).data?.today;
  const filter = useFilter();
  const asked = Number(filter.get('year'));
  const thisYear = today === undefined ? undefined : Number(today.slice(0, 4));
  const year = Number.isInteger(asked) && asked >= 1900 && asked <= 2200 ? asked : thisYear;
  const list = useQueryOf(
    'periodReports.list',
    { year: year ?? 2000, today: today ?? '2000-01-01' },
    { enabled: today !== undefined, keepPrevious: true },
  );
  return (
    <Loaded query={list}>
      {(found) =>
        year === undefined || today === undefined ? null : (
          <Year
            year={year}
            today={today}
            found={found}
            onYear={(next) => filter.set('year', next === thisYear ? '' : String(next))}
          />
        )
      }
    </Loaded>
  );
}

interface YearProps {
  readonly year: number;
  readonly today: string;
  readonly found: Listed;
  readonly onYear: (year: number) => void;
}
function Year({ year, today, found, onYear }: YearProps) {
  const t = useText();
  const w = t.periodic;
  const navigate = useNavigate();
  const create = useCommand('periodReports.create');
  const [adding, setAdding] = useState(false);
  const filter = useFilter();
  const offices = useOffices();
  // What is still to be begun is ours.
  const lines = linesOfYear({
    reports: ofOffice(found.reports, filter),
    expected: ['', offices.own].includes(filter.get('office')) ? found.expected : [],
  });

  async function begin(expected: Expected) {
    if (create.pending) return;
    const made = await create.run({ kind: expected.kind, year: expected.year, today });
    if (made === undefined) return;
    showUndo(w.begun(made.title));
    void navigate(`/reports/${made.id}`);
  }
  const columns: readonly Column<YearLine>[] = [
    {
      key: 'name',
      label: w.list.report,
      render: ({ name, report, kind }) => (
        <>
          {report === null ? (
            <Box component="span" lang="vi" sx={{ color: 'text.secondary' }}>
              {name}
            </Box>
          ) : (
            <>
              <RowLink to={`/reports/${report.id}`}>{name}</RowLink>{' '}
              <ProvenanceMark provenance={report.provenance} />{' '}
              <OfficeChip officeId={report.originOfficeId} />
              {report.offices === 'own' ? null : (
                <Muted
                  text={` · ${report.offices === 'all' ? w.over.short : w.over.one(offices.nameOf(report.offices) || t.offices.unknown)}`}
                />
              )}
            </>
          )}
          {report !== null && kind === 'other' ? <Muted text={` · ${w.kinds.other}`} /> : null}
        </>
      ),
    },
    {
      key: 'period',
      label: w.list.period,
      width: '12rem',
      nowrap: true,
      render: ({ periodFrom, periodTo }) => dayRange(periodFrom, periodTo, ''),
    },
    {
      key: 'agencyDue',
      label: w.list.agencyDue,
      width: '6.5rem',
      wideOnly: true,
      render: ({ agencyDueOn }) => (agencyDueOn === null ? <Muted text={w.noDue} /> : shortDay(agencyDueOn)),
    },
    {
      key: 'due',
      label: w.list.due,
      width: '9rem',
      render: ({ dueOn, report }) => {
        const words = report?.state === 'issued' ? null : dueWords(dueOn, today, t);
        return (
          <>
            {dueOn === null ? <Muted text={w.noDue} /> : shortDay(dueOn)}
            {words === null ? null : (
              <Box
                component="span"
                sx={{ display: 'block', fontSize: '0.75rem', fontWeight: 600, color: words.tone }}
              >
                {words.text}
              </Box>
            )}
          </>
        );
      },
    },
    {
      key: 'state',
      label: w.list.state,
      width: '8.5rem',
      render: ({ report }) => {
        const state = report?.state ?? 'expected';
        return <StatusChip tone={reportTones[state]} label={w.states[state]} />;
      },
    },
    {
      key: 'words',
      label: w.list.words,
      width: '7rem',
      wideOnly: true,
      render: ({ report, name }) =>
        report === null ? null : (
          <ProgressBar value={report.filled} max={report.sections} label={w.list.wordsOf(name)} />
        ),
    },
    {
      key: 'board',
      label: w.list.board,
      width: '12rem',
      render: (line) =>
        line.report === null ? (
          <MayButton
            method="periodReports.create"
            variant="outlined"
            disabled={create.pending}
            aria-label={w.beginOf(line.name)}
            onClick={() => {
              if (line.expected !== null) void begin(line.expected);
            }}
          >
            {w.begin}
          </MayButton>
        ) : (
          <BoardCounts report={line.report} />
        ),
    },
  ];
  return (
    <>
      <IllustrativeBanner show={found.reports.some(({ illustrative }) => illustrative)} />
      <PageHeader
        title={w.title}
        secondary={
          <>
            <OfficeFilter filter={filter} />
            <YearChoice year={year} today={today} onYear={onYear} />
          </>
        }
        action={
          <MayButton method="periodReports.create" variant="contained" onClick={() => setAdding(true)}>
            {w.create}
          </MayButton>
        }
      />
      {lines.length === 0 ? (
        <EmptyState
          title={w.list.emptyTitle(String(year))}
          text={w.list.emptyText}
          action={
            <Button variant="outlined" component={Link} to="/settings/rules">
              {w.list.settings}
            </Button>
          }
        />
      ) : (
        <ResponsiveTable
          label={w.list.label(String(year))}
          columns={columns}
          rows={lines}
          rowKey={({ key }) => key}
          onOpen={({ report, expected }) => {
            if (report !== null) void navigate(`/reports/${report.id}`);
            else if (expected !== null) void begin(expected);
          }}
        />
      )}
      {adding ? (
        <NewReportDialog
          year={year}
          today={today}
          taken={found.reports.filter((report) => offices.foreignName(report.originOfficeId) === null)}
          onClose={() => setAdding(false)}
          onMade={(id) => void navigate(`/reports/${id}`)}
        />
      ) : null}
    </>
  );
}

function Muted({ text }: { readonly text: string }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {text}
    </Box>
  );
}

interface YearChoiceProps {
  readonly year: number;
  readonly today: string;
  readonly onYear: (year: number) => void;
}
const YEARS_BACK = 12;
function YearChoice({ year, today, onYear }: YearChoiceProps) {
  const w = useText().periodic;
  const now = Number(today.slice(0, 4));
  const first = Math.min(year, now - YEARS_BACK);
  const last = Math.max(year, now + 1);
  const years = Array.from({ length: last - first + 1 }, (_, index) => last - index);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center' }}>
      <IconButton aria-label={w.previousYear} onClick={() => onYear(year - 1)}>
        <PreviousIcon sx={{ fontSize: 20 }} />
      </IconButton>
      <TextField
        select
        label={w.year}
        value={String(year)}
        onChange={(event) => onYear(Number(event.target.value))}
        sx={{ width: '6.5rem' }}
      >
        {years.map((one) => (
          <MenuItem key={one} value={String(one)}>
            {one}
          </MenuItem>
        ))}
      </TextField>
      <IconButton aria-label={w.nextYear} onClick={() => onYear(year + 1)}>
        <NextIcon sx={{ fontSize: 20 }} />
      </IconButton>
    </Box>
  );
}

/** How many agencies have sent theirs; every number leads to them. */
function BoardCounts({ report }: { readonly report: PeriodReport }) {
  const w = useText().periodic;
  const { board, id } = report;
  const to = `/reports/${id}/board`;
  if (board.required === 0) {
    return (
      <MuiLink
        component={Link}
        to={to}
        color="text.secondary"
        sx={{ display: 'inline-block', minHeight: 24 }}
      >
        {w.board.none}
      </MuiLink>
    );
  }
  const parts = [
    { key: 'late', count: board.late, text: w.board.late, colour: 'warning.main' },
    { key: 'waiting', count: board.waiting, text: w.board.waiting, colour: 'text.secondary' },
    { key: 'missing', count: board.missing, text: w.board.missing, colour: 'error.main' },
  ].filter(({ count }) => count > 0);
  return (
    <Typography
      component="span"
      variant="body2"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 1.5,
        '& a': { display: 'inline-block', minHeight: 24 },
      }}
    >
      <MuiLink component={Link} to={`${to}?state=sent`} color="text.primary">
        {w.board.sent(formatCount(sentOf(board)), formatCount(board.required))}
      </MuiLink>
      {parts.map(({ key, count, text, colour }) => (
        <MuiLink key={key} component={Link} to={`${to}?state=${key}`} sx={{ color: colour }}>
          {text(formatCount(count))}
        </MuiLink>
      ))}
    </Typography>
  );
}

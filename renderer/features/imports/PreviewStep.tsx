// The third step: what writing would do, row by row, with faults where they stand. Shows; writes nothing.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Typography from '@mui/material/Typography';
import type { ImportPreview, ImportRow } from '../../../core/contract/imports.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import type { Tone } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { FaultList } from './FaultList.tsx';
import { isFaultyRow, rowsOf, writtenRows } from './wizard-state.ts';
import type { RowFilter } from './wizard-state.ts';

const tones: Readonly<Record<ImportRow['action'], Tone>> = {
  add: 'verified',
  change: 'accent',
  end: 'due',
  same: 'muted',
  skip: 'muted',
};
const countOrder = ['add', 'change', 'end', 'same', 'skip'] as const;
const filters = ['all', 'changing', 'faulty'] as const;

interface PreviewStepProps {
  readonly preview: ImportPreview;
  /** The data moved on after the last look; this table was read again. */
  readonly moved: boolean;
  readonly leaveOut: boolean;
  readonly onLeaveOut: (leaveOut: boolean) => void;
}

export function PreviewStep({ preview, moved, leaveOut, onLeaveOut }: PreviewStepProps) {
  const t = useText();
  const w = t.imports;
  const { language } = useLanguage();
  const { counts } = preview;
  const [filter, setFilter] = useState<RowFilter>(counts.errors > 0 ? 'faulty' : 'all');
  const rows = rowsOf(preview.rows, filter);
  const listed = counts.add + counts.change + counts.end + counts.same + counts.skip;
  const fieldName = (key: string) =>
    preview.fields.find((field) => field.key === key)?.labels[language] ?? key;
  const sheetErrors = preview.faults.some(({ severity }) => severity === 'error');
  const columns: readonly Column<ImportRow>[] = [
    {
      key: 'row',
      label: w.row,
      align: 'right',
      width: '4.5rem',
      render: ({ row }) => (row === null ? '' : formatCount(row)),
    },
    {
      key: 'action',
      label: w.result,
      width: '9rem',
      render: (row) =>
        isFaultyRow(row) ? (
          <StatusChip tone="overdue" label={w.faulty} />
        ) : (
          <StatusChip tone={tones[row.action]} label={w.action[row.action]} />
        ),
    },
    {
      key: 'about',
      label: w.about,
      render: (row) => (
        <Box sx={{ display: 'grid', gap: 0.5 }}>
          <Box component="span" sx={{ fontWeight: 500 }}>
            {row.label}
          </Box>
          {row.changes.length === 0 ? null : <Changes row={row} fieldName={fieldName} />}
          {row.faults.length === 0 ? null : <FaultList faults={row.faults} inRow />}
        </Box>
      ),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 1.5, maxWidth: '78rem', mx: 'auto' }}>
      {moved ? <Alert severity="info">{w.moved}</Alert> : null}
      {preview.faults.length === 0 ? null : (
        <Box component="section" aria-label={w.sheetFaults}>
          <FaultList faults={preview.faults} limit={3} />
        </Box>
      )}
      <Box component="dl" sx={{ display: 'flex', gap: 3, rowGap: 0.5, m: 0, flexWrap: 'wrap' }}>
        {countOrder.map((key) =>
          counts[key] === 0 && (key === 'end' || key === 'skip') ? null : (
            <Figure key={key} value={counts[key]} label={w.counts[key]} />
          ),
        )}
        <Figure
          value={counts.errors}
          label={w.counts.errors}
          {...(counts.errors > 0 ? { tone: 'error' as const } : {})}
        />
        {counts.warnings === 0 ? null : (
          <Figure value={counts.warnings} label={w.counts.warnings} tone="warning" />
        )}
      </Box>
      {counts.errors > 0 ? (
        <Box>
          <FormControlLabel
            label={w.leaveOut(formatCount(preview.counts.errors))}
            slotProps={{ typography: { variant: 'body2' } }}
            control={<Checkbox size="small" checked={leaveOut} onChange={(_event, on) => onLeaveOut(on)} />}
          />
          <Typography variant="caption" color="text.secondary" component="p" sx={{ ml: 4 }}>
            {w.leaveOutHint}
          </Typography>
        </Box>
      ) : null}
      {sheetErrors ? (
        <Alert severity="error">{w.blocked}</Alert>
      ) : counts.errors === 0 && writtenRows(counts) === 0 ? (
        <Alert severity="info">{w.nothingToWrite}</Alert>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
        <ChoiceToggle
          label={w.filterLabel}
          value={filter}
          choices={filters.map((value) => ({ value, label: w.filters[value] }))}
          onChange={setFilter}
        />
        {preview.rows.length < listed ? (
          <Typography variant="caption" color="text.secondary">
            {w.onlyFirst(formatCount(preview.rows.length), formatCount(listed))}
          </Typography>
        ) : null}
      </Box>
      {rows.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.noneHere}
        </Typography>
      ) : (
        <ResponsiveTable
          label={w.steps.preview}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${String(row.row)}·${row.action}·${row.label}`}
        />
      )}
    </Box>
  );
}

function Figure({
  value,
  label,
  tone,
}: {
  readonly value: number;
  readonly label: string;
  readonly tone?: 'error' | 'warning';
}) {
  return (
    <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'baseline', flexDirection: 'row-reverse' }}>
      <Box component="dt" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
        {label}
      </Box>
      <Box
        component="dd"
        sx={{
          m: 0,
          fontSize: '1.25rem',
          fontWeight: 600,
          color: tone === undefined ? 'text.primary' : `${tone}.main`,
        }}
      >
        {formatCount(value)}
      </Box>
    </Box>
  );
}

function Changes({
  row,
  fieldName,
}: {
  readonly row: ImportRow;
  readonly fieldName: (key: string) => string;
}) {
  const w = useText().imports;
  const shown = (text: string | null) => (text === null || text === '' ? w.blank : text);
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, color: 'text.secondary', fontSize: '0.75rem' }}>
      {row.changes.map((change) => (
        <li key={change.field}>
          {fieldName(change.field)}:{' '}
          {row.action === 'add' ? (
            shown(change.after)
          ) : (
            <>
              <del>{shown(change.before)}</del> → <ins>{shown(change.after)}</ins>
            </>
          )}
        </li>
      ))}
    </Box>
  );
}

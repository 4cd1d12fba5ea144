// The second step: which sheet, which row holds the headers, which column fills which field, and the offer to
// convert an old encoding.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ImportPreview, ImportPurpose } from '../../../core/contract/imports.ts';
import { CountField, DayField, SelectField } from '../../components/Fields.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { FaultList } from './FaultList.tsx';
import { assignColumn, missingFields } from './wizard-state.ts';
import type { Choices } from './wizard-state.ts';

type Header = ImportPreview['headers'][number];
const LAST_HEADER_ROW = 100;

interface ColumnsStepProps {
  readonly purpose: ImportPurpose;
  readonly preview: ImportPreview;
  readonly choices: Choices;
  /** The day the catalogue holds from, chosen or offered. */
  readonly effectiveOn: string | null;
  /** All choices from now on. */
  readonly onChoose: (choices: Choices) => void;
}

export function ColumnsStep({ purpose, preview, choices, effectiveOn, onChoose }: ColumnsStepProps) {
  const t = useText();
  const w = t.imports;
  const { language } = useLanguage();
  const missing = missingFields(preview.fields);
  const noHeader = preview.headerRow === null || preview.headers.length === 0;
  // What a choice below mends is said once, beside that choice.
  const faults = preview.faults.filter(
    ({ code }) => code !== 'OLD_ENCODING' && (noHeader || code !== 'MISSING_COLUMN'),
  );
  const columns: readonly Column<Header>[] = [
    { key: 'letter', label: w.columnLetter, width: '4rem', render: (header) => header.letter },
    {
      key: 'text',
      label: w.columnHeader,
      width: '26%',
      render: (header) =>
        header.text.trim() === '' ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {w.noHeaderText}
          </Box>
        ) : (
          header.text
        ),
    },
    {
      key: 'samples',
      label: w.samples,
      render: (header) => (
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {header.samples.slice(0, 3).join(' · ')}
        </Box>
      ),
    },
    {
      key: 'field',
      label: w.fills,
      width: '20rem',
      render: (header) => (
        <TextField
          select
          value={header.field ?? ''}
          onChange={(event) =>
            onChoose({
              ...choices,
              columns: assignColumn(
                preview.fields,
                header.column,
                event.target.value === '' ? null : event.target.value,
              ),
            })
          }
          sx={{ my: -0.25 }}
          slotProps={{
            select: {
              displayEmpty: true,
              SelectDisplayProps: { 'aria-label': w.fillsOf(header.letter) },
            },
          }}
        >
          <MenuItem value="">
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {w.ignore}
            </Box>
          </MenuItem>
          {preview.fields.map((field) => (
            <MenuItem key={field.key} value={field.key}>
              {field.labels[language]}
              {field.required ? ` (${w.requiredMark})` : ''}
            </MenuItem>
          ))}
        </TextField>
      ),
    },
  ];
  return (
    <Box sx={{ display: 'grid', gap: 2, maxWidth: '78rem', mx: 'auto' }}>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'repeat(auto-fit, minmax(14rem, 20rem))',
          alignItems: 'start',
        }}
      >
        {preview.sheets.length > 1 ? (
          <SelectField
            label={w.sheet}
            value={preview.sheet}
            choices={preview.sheets.map((sheet) => ({
              value: sheet.name,
              label: w.sheetSize(sheet.name, formatCount(sheet.rows), formatCount(sheet.columns)),
            }))}
            onChange={(sheet) => {
              // Another sheet has other columns: they are looked for anew.
              if (sheet === null) return;
              const { columns: _columns, headerRow: _headerRow, ...others } = choices;
              onChoose({ ...others, sheet });
            }}
          />
        ) : null}
        <CountField
          label={w.headerRow}
          value={preview.headerRow}
          helperText={w.headerRowHint}
          onChange={(row) => {
            if (row === null || row < 1 || row > LAST_HEADER_ROW) return;
            const { columns: _columns, ...others } = choices;
            onChoose({ ...others, headerRow: row });
          }}
        />
        {purpose === 'catalogue' ? (
          <DayField
            required
            label={w.effectiveOn}
            value={effectiveOn}
            helperText={w.effectiveOnHint}
            onChange={(day) => {
              if (day !== null) onChoose({ ...choices, effectiveOn: day });
            }}
          />
        ) : null}
      </Box>
      {missing.length === 0 || noHeader ? null : (
        <Alert severity="error" role="alert">
          <strong>{w.missing(missing.map(({ labels }) => labels[language]).join(', '))}</strong>{' '}
          {w.missingRemedy}
        </Alert>
      )}
      {faults.length === 0 ? null : (
        <Box component="section" aria-label={w.sheetFaults}>
          <FaultList faults={faults} limit={5} />
        </Box>
      )}
      <Encoding preview={preview} onConvert={(convert) => onChoose({ ...choices, convert })} />
      {noHeader ? null : (
        <Box component="section">
          <Typography variant="h2" sx={{ mb: 1 }}>
            {w.mapping}
          </Typography>
          <ResponsiveTable
            label={w.mapping}
            columns={columns}
            rows={preview.headers}
            rowKey={(header) => String(header.column)}
          />
        </Box>
      )}
    </Box>
  );
}

interface EncodingProps {
  readonly preview: ImportPreview;
  readonly onConvert: (from: 'tcvn3' | 'vni' | null) => void;
}
function Encoding({ preview, onConvert }: EncodingProps) {
  const w = useText().imports;
  const { encoding } = preview;
  const [kept, setKept] = useState(false);
  const old = encoding.converted ?? (encoding.detected === 'unicode' ? null : encoding.detected);
  if (old === null) return null;
  const name = w.encodingNames[old];
  return (
    <Alert
      severity={encoding.converted === null && !kept ? 'warning' : 'info'}
      action={
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <Button
            variant={encoding.converted === null ? 'text' : 'outlined'}
            aria-pressed={encoding.converted === null && kept}
            onClick={() => {
              setKept(true);
              onConvert(null);
            }}
          >
            {w.keep}
          </Button>
          <Button
            variant="outlined"
            disabled={encoding.converted !== null}
            onClick={() => {
              setKept(false);
              onConvert(old);
            }}
          >
            {w.convert}
          </Button>
        </Box>
      }
    >
      <strong>{encoding.converted === null ? w.encodingTitle(name) : w.converted(name)}</strong>
      {encoding.converted === null ? ` ${w.encodingText}` : null}
      {encoding.samples.length === 0 ? null : (
        <Box
          component="table"
          sx={{ mt: 1, fontSize: '0.8125rem', '& td, & th': { pr: 2, textAlign: 'left', py: 0.25 } }}
        >
          <thead>
            <tr>
              <th scope="col">{w.cell}</th>
              <th scope="col">{w.before}</th>
              <th scope="col">{w.after}</th>
            </tr>
          </thead>
          <tbody>
            {encoding.samples.slice(0, 5).map((sample) => (
              <tr key={sample.cell}>
                <td>{sample.cell}</td>
                <td>{sample.before}</td>
                <td>{sample.after}</td>
              </tr>
            ))}
          </tbody>
        </Box>
      )}
    </Alert>
  );
}

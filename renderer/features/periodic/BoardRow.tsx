// One agency on the board: its fields typed in place as in a spreadsheet, everything else in the panel beside it.
import { memo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import type { AgencyReport } from '../../../core/contract/period-reports.ts';
import type { Autosave } from '../../api/autosave.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount, parseDay, shortDay } from '../../format.ts';
import { useIsForeign } from '../../api/may.ts';
import { useText } from '../../i18n/text.tsx';
import { useAgencyReport } from './agency-report-row.ts';
import { walkGrid } from './grid-keys.ts';
import { agencyTones } from './report-words.ts';

interface BoardRowProps {
  readonly report: AgencyReport;
  readonly today: string;
  readonly compact: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (id: string, on: boolean) => void;
  readonly onOpen: (id: string) => void;
}
export const BoardRow = memo(
  Row,
  // The callbacks are made anew with every filter; what they do stays.
  (a, b) =>
    a.report === b.report &&
    a.today === b.today &&
    a.compact === b.compact &&
    a.isOpen === b.isOpen &&
    a.isSelected === b.isSelected,
);

function Row({ report, today, compact, isOpen, isSelected, onSelect, onOpen }: BoardRowProps) {
  const t = useText();
  const w = t.periodic.agencies;
  const isForeign = useIsForeign();
  const autosave = useAgencyReport(report, today, 'row');
  const { excused } = autosave.value;
  const cellProps = (field: 'number' | 'symbol', label: string) => ({
    ...autosave.text(field, { nullable: true }),
    'data-cell': field,
    'aria-label': w.cell(report.agencyName, label),
    autoComplete: 'off',
    maxLength: 60,
    disabled: excused,
    readOnly: isForeign,
    onFocus: (event: { target: HTMLInputElement }) => event.target.select(),
    onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void walkGrid(event),
  });
  const failed = autosave.state.kind === 'error' || autosave.state.kind === 'conflict';
  return (
    <tr aria-current={isOpen ? 'true' : undefined}>
      <Box component="td" sx={{ '&&': { px: 0, textAlign: 'center' } }}>
        <Checkbox
          size="small"
          checked={isSelected}
          onChange={(_event, on) => onSelect(report.id, on)}
          slotProps={{ input: { 'aria-label': w.select(report.agencyName) } }}
          sx={{ p: 0.5 }}
        />
      </Box>
      <Box component="th" scope="row" sx={failed ? { color: 'error.main' } : {}}>
        <Box
          component="button"
          type="button"
          aria-expanded={isOpen}
          aria-label={w.open(report.agencyName)}
          onClick={() => onOpen(isOpen ? '' : report.id)}
          sx={{
            font: 'inherit',
            color: 'inherit',
            background: 'none',
            border: 0,
            p: 0,
            minHeight: 24,
            textAlign: 'left',
            cursor: 'pointer',
            '&:hover': { textDecoration: 'underline' },
          }}
        >
          {report.agencyName}
        </Box>
      </Box>
      {compact ? null : <td>{dayOrBlank(report.effectiveDueOn)}</td>}
      <td className="field">
        <input {...cellProps('number', w.number)} />
      </td>
      {compact ? null : (
        <td className="field">
          <input {...cellProps('symbol', w.symbol)} />
        </td>
      )}
      <DayCell
        autosave={autosave}
        field="documentDate"
        label={w.cell(report.agencyName, w.documentDate)}
        today={today}
        disabled={excused}
      />
      <DayCell
        autosave={autosave}
        field="arrivedOn"
        label={w.cell(report.agencyName, w.arrivedOn)}
        today={today}
        disabled={excused}
      />
      <td>
        <StatusChip tone={agencyTones[report.state]} label={w.states[report.state]} />
      </td>
      {compact ? null : (
        <>
          <td className="number">
            {report.figures === 0 ? null : (
              <span title={w.figuresTitle(formatCount(report.figures))}>{formatCount(report.figures)}</span>
            )}
          </td>
          <Box component="td" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
            {report.reminders === 0
              ? null
              : report.lastRemindedOn === null
                ? formatCount(report.reminders)
                : w.remindedOn(formatCount(report.reminders), shortDay(report.lastRemindedOn))}
          </Box>
        </>
      )}
    </tr>
  );
}

interface DayCellProps {
  readonly autosave: Autosave<AgencyReport>;
  readonly field: 'documentDate' | 'arrivedOn';
  readonly label: string;
  readonly today: string;
  readonly disabled: boolean;
}
/** Typed as 9/8/19; Ctrl+; is today, as in a spreadsheet. A text that is no day stays, with the reason. */
function DayCell({ autosave, field, label, today, disabled }: DayCellProps) {
  const t = useText();
  const isForeign = useIsForeign();
  const value = autosave.value[field];
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && typed.trim() !== '' && parseDay(typed) === null;
  const [left, setLeft] = useState(false);
  function take() {
    setLeft(true);
    if (typed === null || isBad) return;
    const day = typed.trim() === '' ? null : parseDay(typed);
    setTyped(null);
    if (day !== value) autosave.choose(field, day);
  }
  const fault = isBad && left;
  return (
    <td className={`field${fault ? ' fault' : ''}`}>
      <input
        data-cell={field}
        value={typed ?? dayOrBlank(value)}
        aria-label={label}
        aria-invalid={fault ? true : undefined}
        title={fault ? t.frame.badDay : undefined}
        inputMode="numeric"
        autoComplete="off"
        maxLength={40}
        disabled={disabled}
        readOnly={isForeign}
        onChange={(event) => {
          setTyped(event.target.value);
          setLeft(false);
        }}
        onFocus={(event) => event.target.select()}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === ';' && event.ctrlKey && !isForeign) {
            event.preventDefault();
            setTyped(null);
            autosave.choose(field, today);
          } else if (event.key === 'Escape' && typed !== null) {
            event.preventDefault();
            setTyped(null);
          } else walkGrid(event);
        }}
      />
    </td>
  );
}

// What the editors of settings share: the frame of one setting with its state, a dense cell for typing, and the buttons
// of a line. Knows no setting.
import { type ReactNode, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import DownIcon from '@mui/icons-material/ArrowDownwardOutlined';
import UpIcon from '@mui/icons-material/ArrowUpwardOutlined';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { SettingKey } from '../../../core/contract/settings.ts';
import type { SettingReason } from '../../../core/rules/settings.ts';
import { useMay } from '../../api/may.ts';
import { useCommand } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { moved, type SettingEdit, without } from './setting-edit.ts';

interface SettingFrameProps<K extends SettingKey> {
  readonly edit: SettingEdit<K>;
  readonly text?: string;
  readonly children: ReactNode;
}
/** The heading of one setting, whether it is the office's own, and the way back to the proposal. */
export function SettingFrame<K extends SettingKey>({ edit, text, children }: SettingFrameProps<K>) {
  const t = useText();
  const w = t.people.rules;
  const may = useMay('settings.set');
  const set = useCommand('settings.set');
  const name = w.names[edit.key];
  const id = `setting-${edit.key}`;
  async function reset() {
    await edit.autosave.flush();
    const { rev } = edit.autosave.value;
    if (rev === null) return;
    if ((await set.run({ key: edit.key, rev, value: null })) !== undefined) showUndo(w.wasReset(name));
  }
  return (
    <Box component="section" aria-labelledby={id}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.5, flexWrap: 'wrap', mb: 0.5 }}>
        <Typography variant="h2" id={id}>
          {name}
        </Typography>
        <Typography variant="caption" color="text.secondary">
          {edit.isProposed ? w.proposed : w.own}
        </Typography>
        <SaveStateLabel state={edit.autosave.state} quiet />
        {edit.isProposed || !may ? null : (
          <Button color="secondary" disabled={set.pending} onClick={() => void reset()} sx={{ ml: 'auto' }}>
            {w.reset}
          </Button>
        )}
      </Box>
      {text === undefined ? null : (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
          {text}
        </Typography>
      )}
      <ConflictNotice autosave={edit.autosave} labelOf={() => name} />
      {edit.faults.size === 0 ? null : (
        <Typography role="alert" variant="body2" sx={{ color: 'error.main', fontWeight: 600, mb: 1 }}>
          {w.notSaved(formatCount(edit.faults.size))}
        </Typography>
      )}
      {/* One switch for all fields inside. */}
      <Box component="fieldset" disabled={!may} sx={{ border: 0, m: 0, p: 0, minWidth: 0 }}>
        {children}
      </Box>
    </Box>
  );
}

const editTable = {
  borderCollapse: 'collapse',
  width: '100%',
  fontSize: '0.8125rem',
  '& th': {
    textAlign: 'left',
    fontWeight: 600,
    fontSize: '0.75rem',
    color: 'text.secondary',
    px: 0.5,
    py: 0.5,
    borderBottom: '1px solid',
    borderColor: 'divider',
    verticalAlign: 'bottom',
  },
  '& td': { px: 0.5, py: 0.375, borderBottom: '1px solid', borderColor: 'divider', verticalAlign: 'top' },
} as const;

const field = {
  font: 'inherit',
  fontSize: '0.8125rem',
  width: '100%',
  minHeight: 28,
  px: 0.75,
  py: 0.25,
  color: 'text.primary',
  backgroundColor: 'background.paper',
  border: '1px solid',
  borderColor: 'divider',
  borderRadius: 0.75,
  '&:hover:not(:disabled)': { borderColor: 'text.secondary' },
  '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: -1 },
  '&[aria-invalid="true"]': { borderColor: 'error.main' },
  '&:disabled': { color: 'text.secondary', backgroundColor: 'transparent' },
} as const;

interface FaultLineProps {
  readonly id: string;
  readonly text: string | undefined;
}
function FaultLine({ id, text }: FaultLineProps) {
  if (text === undefined) return null;
  return (
    <Box id={id} sx={{ color: 'error.main', fontSize: '0.75rem', lineHeight: 1.45 }}>
      {text}
    </Box>
  );
}

interface TypedCellProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onType: (text: string, event: { readonly nativeEvent?: unknown }) => void;
  readonly onLeave: () => void;
  readonly fault: SettingReason | undefined;
  readonly maxLength: number;
  readonly strong?: boolean;
}
/** A text of a line. */
export function TypedCell({
  id,
  label,
  value,
  onType,
  onLeave,
  fault,
  maxLength,
  strong = false,
}: TypedCellProps) {
  const w = useText().people.rules;
  return (
    <>
      <Box
        component="input"
        id={id}
        type="text"
        autoComplete="off"
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        maxLength={maxLength}
        value={value}
        onChange={(event) => onType(event.target.value, event)}
        onCompositionEnd={(event) => onType(event.currentTarget.value, {})}
        onBlur={onLeave}
        sx={{ ...field, ...(strong ? { fontWeight: 600 } : {}) }}
      />
      <FaultLine id={`${id}-fault`} text={fault === undefined ? undefined : w.reasons[fault]} />
    </>
  );
}

interface ReadCellProps<V> {
  readonly id: string;
  readonly label: string;
  readonly value: V;
  readonly show: (value: V) => string;
  readonly read: (text: string) => V | null;
  readonly onTake: (value: V) => void;
  readonly fault: SettingReason | undefined;
  /** Said where what is typed cannot be read. */
  readonly unreadable: string;
}
/** A day or a number that is read when the field is left; what cannot be read stays, with the reason. */
export function ReadCell<V>({ id, label, value, show, read, onTake, fault, unreadable }: ReadCellProps<V>) {
  const w = useText().people.rules;
  const [typed, setTyped] = useState<string | null>(null);
  const shown = show(value);
  const [seen, setSeen] = useState(shown);
  if (seen !== shown) {
    setSeen(shown);
    setTyped(null);
  }
  const isBad = typed !== null && read(typed) === null;
  const said = isBad ? unreadable : fault === undefined ? undefined : w.reasons[fault];
  const take = () => {
    if (typed === null) return;
    const next = read(typed);
    if (next === null) return;
    setTyped(null);
    if (show(next) !== shown) onTake(next);
  };
  return (
    <>
      <Box
        component="input"
        id={id}
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={label}
        aria-invalid={said !== undefined}
        aria-describedby={said === undefined ? undefined : `${id}-fault`}
        maxLength={12}
        value={typed ?? shown}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
        sx={field}
      />
      <FaultLine id={`${id}-fault`} text={said} />
    </>
  );
}

interface ChoiceCellProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
  readonly fault: SettingReason | undefined;
  readonly disabled?: boolean;
}
export function ChoiceCell({
  id,
  label,
  value,
  choices,
  onChoose,
  fault,
  disabled = false,
}: ChoiceCellProps) {
  const w = useText().people.rules;
  return (
    <>
      <Box
        component="select"
        id={id}
        aria-label={label}
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        value={value}
        disabled={disabled}
        onChange={(event: { target: { value: string } }) => onChoose(event.target.value)}
        sx={field}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Box>
      <FaultLine id={`${id}-fault`} text={fault === undefined ? undefined : w.reasons[fault]} />
    </>
  );
}

interface TickCellProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onTick: (on: boolean) => void;
  readonly disabled?: boolean;
}
export function TickCell({ label, checked, onTick, disabled = false }: TickCellProps) {
  return (
    <Box
      component="input"
      type="checkbox"
      aria-label={label}
      checked={checked}
      disabled={disabled}
      onChange={(event: { target: { checked: boolean } }) => onTick(event.target.checked)}
      sx={{ width: 18, height: 18, m: '5px', accentColor: 'var(--k-palette-primary-main)' }}
    />
  );
}

interface LineColumn<Line> {
  readonly label: string;
  readonly width?: string;
  /** How far the cell is moved in, in steps. */
  readonly depth?: (line: Line) => number;
  readonly cell: (line: Line, at: number) => ReactNode;
}

interface LineTableProps<Line> {
  /** The setting, whose heading names the table. */
  readonly of: SettingKey;
  readonly lines: readonly Line[];
  readonly keyOf?: (line: Line) => string;
  readonly nameOf: (line: Line) => string;
  readonly columns: readonly LineColumn<Line>[];
  readonly most: number;
  readonly width: string;
  /** The order is the office's own, not that of the values. */
  readonly movable?: boolean;
  readonly addLabel: string;
  readonly onAdd: () => void;
  readonly onChange: (lines: Line[]) => void;
}
/** A table of lines that are typed into, moved, taken away and added. */
export function LineTable<Line extends object>(props: LineTableProps<Line>) {
  const { lines, columns, onChange } = props;
  const may = useMay('settings.set');
  return (
    <>
      <Box sx={{ overflowX: 'auto' }}>
        <Box
          component="table"
          aria-labelledby={`setting-${props.of}`}
          sx={{ ...editTable, maxWidth: props.width }}
        >
          <thead>
            <tr>
              {columns.map(({ label, width }) => (
                <Box key={label} component="th" scope="col" sx={{ width }}>
                  {label}
                </Box>
              ))}
              <Box component="td" sx={{ width: props.movable === true ? '6.5rem' : '3rem' }} />
            </tr>
          </thead>
          <tbody>
            {lines.map((line, at) => (
              <tr key={props.keyOf?.(line) ?? at}>
                {columns.map(({ label, depth, cell }) => (
                  <Box
                    key={label}
                    component="td"
                    sx={depth === undefined ? {} : { '&&': { pl: 0.5 + depth(line) * 2 } }}
                  >
                    {cell(line, at)}
                  </Box>
                ))}
                <td>
                  <LineButtons
                    name={props.nameOf(line)}
                    at={at}
                    count={lines.length}
                    disabled={!may}
                    {...(props.movable === true
                      ? { onMove: (to: number) => onChange(moved(lines, at, to)) }
                      : {})}
                    onRemove={() => onChange(without(lines, at))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </Box>
      </Box>
      <Button sx={{ mt: 1 }} disabled={!may || lines.length >= props.most} onClick={props.onAdd}>
        {props.addLabel}
      </Button>
    </>
  );
}

interface LineButtonsProps {
  readonly name: string;
  readonly at: number;
  readonly count: number;
  readonly onMove?: (to: number) => void;
  readonly onRemove: () => void;
  readonly disabled: boolean;
}
function LineButtons({ name, at, count, onMove, onRemove, disabled }: LineButtonsProps) {
  const w = useText().people.rules;
  return (
    <Box sx={{ display: 'flex', whiteSpace: 'nowrap' }}>
      {onMove === undefined ? null : (
        <>
          <IconButton
            size="small"
            aria-label={w.up(name)}
            disabled={disabled || at === 0}
            onClick={() => onMove(at - 1)}
          >
            <UpIcon sx={{ fontSize: 16 }} />
          </IconButton>
          <IconButton
            size="small"
            aria-label={w.down(name)}
            disabled={disabled || at === count - 1}
            onClick={() => onMove(at + 1)}
          >
            <DownIcon sx={{ fontSize: 16 }} />
          </IconButton>
        </>
      )}
      <IconButton
        size="small"
        aria-label={w.remove(name)}
        disabled={disabled || count <= 1}
        onClick={onRemove}
      >
        <CloseIcon sx={{ fontSize: 16 }} />
      </IconButton>
    </Box>
  );
}

// The grid of Biểu II.06a: the form's own header, every cell a field, typed by keyboard as in Excel. What is typed is
// never lost: text that is no count stays in its cell, with the reason.
import { useId, useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import type { StatisticsCheck } from '../../../core/contract/statistics.ts';
import { type GridColumn, gridColumns } from '../../../core/exchange/statistics-paste.ts';
import { sumsOf } from '../../../core/rules/one-stop-checks.ts';
import {
  figureColumns,
  type FormColumn,
  type FormVersion,
  headerGroups,
  headerWord,
} from '../../../core/rules/one-stop-form.ts';
import { isComposing } from '../../api/autosave.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { checkWords, lineLabel } from './check-words.ts';
import {
  cellFault,
  type CellPlace,
  cellText,
  checksByCell,
  type GridState,
  nextCell,
  placeKey,
  sumFor,
} from './grid-state.ts';
import { gridStyles } from './grid-styles.ts';

export interface GridActions {
  readonly type: (at: CellPlace, text: string, composing: boolean) => void;
  readonly leave: (at: CellPlace) => void;
  readonly endComposition: () => void;
  readonly paste: (at: CellPlace, text: string) => void;
  readonly addLine: (below: number) => number;
  readonly removeLine: (line: number) => void;
}
interface StatisticsGridProps {
  readonly form: FormVersion;
  readonly state: GridState;
  readonly checks: readonly StatisticsCheck[];
  readonly actions: GridActions;
  readonly readOnly?: boolean;
}

export function StatisticsGrid({ form, state, checks, actions, readOnly = false }: StatisticsGridProps) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const id = useId();
  const table = useRef<HTMLTableElement>(null);
  const byCell = checksByCell(checks);
  const { lines } = state;
  const sums = sumsOf(lines);
  const columns = figureColumns(form);
  const cellId = (at: CellPlace) => `${id}-${placeKey(at)}`;

  function focus(at: CellPlace) {
    const field = document.getElementById(cellId(at));
    if (field instanceof HTMLInputElement) {
      field.focus();
      field.select();
    }
  }
  function keyDown(event: KeyboardEvent<HTMLInputElement>, at: CellPlace) {
    if (event.nativeEvent.isComposing || event.altKey || event.metaKey) return;
    const field = event.currentTarget;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      const line = actions.addLine(at.line);
      // The new line is there after this event.
      window.setTimeout(() => focus({ line, column: 'fieldName' }), 0);
      return;
    }
    if (event.ctrlKey) return;
    if (event.key === '=' && at.column !== 'fieldName') {
      event.preventDefault();
      const sum = sumFor(lines, at);
      if (sum !== null && !readOnly) actions.type(at, String(sum), false);
      return;
    }
    const caret = {
      start: field.selectionStart ?? 0,
      end: field.selectionEnd ?? 0,
      length: field.value.length,
    };
    const next = nextCell(at, event.key, event.shiftKey, caret, lines.length);
    if (next === null) return;
    event.preventDefault();
    focus(next);
  }
  function paste(event: ClipboardEvent, at: CellPlace) {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\n]/u.test(text.trimEnd())) return;
    event.preventDefault();
    actions.paste(at, text);
  }
  function cell(line: number, column: GridColumn, name: string) {
    const at = { line, column };
    const fault = cellFault(state, at);
    const found = byCell.get(placeKey(at)) ?? [];
    const open = found.some(({ explanation }) => explanation === null);
    const why =
      fault === null ? found.map((check) => checkWords(check, lines, t)).join('; ') : w.countFaults[fault];
    return (
      <td
        key={column}
        className={[
          column === 'fieldName' ? 'name' : 'figure',
          fault !== null ? 'fault' : found.length === 0 ? '' : open ? 'warned' : 'explained',
        ].join(' ')}
      >
        <input
          id={cellId(at)}
          value={cellText(state, at)}
          aria-label={w.cell(lineLabel(lines, line, t), name)}
          aria-invalid={fault === null ? undefined : true}
          title={why === '' ? undefined : why}
          readOnly={readOnly}
          autoComplete="off"
          spellCheck={false}
          inputMode={column === 'fieldName' ? 'text' : 'numeric'}
          maxLength={column === 'fieldName' ? 300 : 40}
          onChange={(event) => actions.type(at, event.target.value, isComposing(event.nativeEvent))}
          onCompositionEnd={actions.endComposition}
          onFocus={(event) => event.target.select()}
          onBlur={() => actions.leave(at)}
          onKeyDown={(event) => keyDown(event, at)}
          onPaste={(event) => paste(event, at)}
        />
      </td>
    );
  }
  /** "Đã giải quyết: Quá hạn", as the two levels of the header say. */
  const shortName = ({ group, header }: FormColumn) =>
    `${headerWord(group, language)}: ${headerWord(header ?? '', language)}`;
  const ordinary = lines.flatMap(({ isTotal }, index) => (isTotal ? [] : [index]));
  return (
    <Box sx={gridStyles} tabIndex={-1}>
      <table ref={table} aria-label={w.grid}>
        <GridHead form={form} />
        <tbody>
          {lines.map((line, index) => {
            return (
              <tr key={index} className={line.isTotal ? 'total' : undefined}>
                <td className="place">{line.isTotal ? '' : formatCount(ordinary.indexOf(index) + 1)}</td>
                {gridColumns.map((column) => {
                  const known = columns.find(({ key }) => key === column);
                  return cell(
                    index,
                    column,
                    known === undefined
                      ? headerWord(form.columns[1]?.group ?? '', language)
                      : shortName(known),
                  );
                })}
                <td className="act">
                  {readOnly ? null : (
                    <IconButton
                      size="small"
                      aria-label={w.removeLine(lineLabel(lines, index, t))}
                      onClick={() => actions.removeLine(index)}
                    >
                      <DeleteIcon sx={{ fontSize: 16 }} />
                    </IconButton>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2} className="name">
              {w.sums}
            </th>
            {columns.map(({ key }) => (
              <td key={key} className="figure">
                {sums[key] === null ? '' : formatCount(sums[key])}
              </td>
            ))}
            <td className="act">{'\u00a0'}</td>
          </tr>
        </tfoot>
      </table>
    </Box>
  );
}

/** The levels of the form's header; the last row numbers the columns. */
function GridHead({ form }: { readonly form: FormVersion }) {
  const t = useText();
  const { language } = useLanguage();
  const groups = headerGroups(form);
  const word = (text: string) => headerWord(text, language);
  const second = groups.flatMap(({ columns }) => columns.filter(({ header }) => header !== null));
  const isFirstOf = (column: FormColumn) =>
    second.find(({ section, group }) => section === column.section && group === column.group) === column;
  return (
    <thead>
      <tr>
        {groups.map(({ text, columns }) =>
          columns[0]?.header === null ? (
            <th key={text} scope="col" rowSpan={3}>
              {word(text)}
            </th>
          ) : (
            <th key={text} scope="colgroup" colSpan={columns.length}>
              {word(text)}
            </th>
          ),
        )}
        <th scope="col" rowSpan={4} className="act">
          <HiddenText text={t.statistics.act} />
        </th>
      </tr>
      <tr>
        {second.map((column) => {
          const { number, section, header } = column;
          if (section === null) {
            return (
              <th key={number} scope="col" rowSpan={2}>
                {word(header ?? '')}
              </th>
            );
          }
          const same = second.filter((one) => one.section === section && one.group === column.group);
          return isFirstOf(column) ? (
            <th key={number} scope="colgroup" colSpan={same.length}>
              {word(section)}
            </th>
          ) : null;
        })}
      </tr>
      <tr>
        {second
          .filter(({ section }) => section !== null)
          .map(({ number, header }) => (
            <th key={number} scope="col">
              {word(header ?? '')}
            </th>
          ))}
      </tr>
      <tr className="numbers">
        {form.columns.map(({ number }) => (
          <td key={number}>({number})</td>
        ))}
      </tr>
    </thead>
  );
}

// The slim bar above the wording: the kind of the block, bold, italic, what can be inserted, rows and columns.
// One stop of the Tab key; the arrows go from button to button.
import { useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import Box from '@mui/material/Box';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import { toggleMark } from 'prosemirror-commands';
import type { Command } from 'prosemirror-state';
import type { DocumentDetail } from '../../../../core/contract/documents.ts';
import { textBlockTypes } from '../../../../core/documents/content.ts';
import { useText } from '../../../i18n/text.tsx';
import { SHEET_WIDTH } from '../sheet-look.ts';
import {
  addBelow,
  columnAway,
  columnRight,
  insertBlocks,
  insertField,
  moveBlock,
  removeBlock,
  rowAway,
  rowBelow,
  setBlockType,
  toggleTotals,
} from './block-commands.ts';
import type { CaretPlace } from './editor-view.ts';
import { FieldMenu } from './FieldMenu.tsx';
import { PictureDialog } from './PictureDialog.tsx';
import { marks } from './schema.ts';

interface EditorToolbarProps {
  readonly place: CaretPlace;
  readonly detail: DocumentDetail;
  readonly onRun: (command: Command) => void;
  readonly onFocus: () => void;
}

const Bar = styled('div')(({ theme }) => ({
  position: 'sticky',
  top: -20,
  zIndex: 2,
  maxWidth: SHEET_WIDTH,
  margin: '0 auto 8px',
  padding: 3,
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 2,
  borderRadius: theme.shape.borderRadius,
  border: `1px solid ${theme.vars?.palette.divider ?? theme.palette.divider}`,
  background: theme.vars?.palette.background.paper ?? theme.palette.background.paper,
  fontSize: 13,
  '& button': {
    font: 'inherit',
    height: 28,
    minWidth: 28,
    padding: '0 7px',
    color: 'inherit',
    background: 'transparent',
    border: 0,
    borderRadius: 4,
    cursor: 'pointer',
    whiteSpace: 'nowrap',
  },
  '& button:hover:not(:disabled), & button[aria-pressed="true"]': {
    background: theme.vars?.palette.background.tint ?? theme.palette.background.tint,
  },
  '& button:focus-visible': {
    outline: `2px solid ${theme.vars?.palette.primary.main ?? theme.palette.primary.main}`,
    outlineOffset: 1,
  },
  '& button:disabled': {
    cursor: 'default',
    color: theme.vars?.palette.text.disabled ?? theme.palette.text.disabled,
  },
  '& hr': {
    width: 1,
    height: 18,
    margin: '0 3px',
    border: 0,
    background: theme.vars?.palette.divider ?? theme.palette.divider,
  },
}));

export function EditorToolbar({ place, detail, onRun, onFocus }: EditorToolbarProps) {
  const t = useText();
  const words = t.documents.editor;
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState('type');
  const [open, setOpen] = useState<{ readonly what: 'type' | 'field'; readonly anchor: HTMLElement } | null>(
    null,
  );
  const [picking, setPicking] = useState(false);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: 'first', End: 'last' }[event.key];
    if (by === undefined) return;
    const buttons = [...(bar.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next =
      by === 'first'
        ? 0
        : by === 'last'
          ? buttons.length - 1
          : (at + Number(by) + buttons.length) % buttons.length;
    event.preventDefault();
    buttons[next]?.focus();
  }

  /** The one button that Tab reaches; a disabled one hands that over to the first. */
  const button = (
    name: string,
    label: string,
    face: ReactNode,
    press: (anchor: HTMLElement) => void,
    more: { disabled?: boolean; pressed?: boolean; popup?: 'menu' | 'dialog'; title?: string } = {},
  ) => (
    <button
      type="button"
      key={name}
      data-tool={name}
      title={more.title ?? label}
      aria-label={label}
      tabIndex={current === name && more.disabled !== true ? 0 : -1}
      disabled={more.disabled ?? false}
      {...(more.pressed === undefined ? {} : { 'aria-pressed': more.pressed })}
      {...(more.popup === undefined ? {} : { 'aria-haspopup': more.popup })}
      // A press must not take the caret out of the text before it acts.
      onMouseDown={(event) => event.preventDefault()}
      onFocus={() => setCurrent(name)}
      onBlur={() => setCurrent('type')}
      onClick={(event) => press(event.currentTarget)}
    >
      {face}
    </button>
  );
  const isLine = textBlockTypes.some((type) => type === place.type);
  const typeName = words.types[place.type];

  return (
    <>
      <Bar role="toolbar" aria-label={words.toolbar} ref={bar} onKeyDown={onKeyDown}>
        {button(
          'type',
          `${words.type}: ${typeName}`,
          `${typeName} ▾`,
          (anchor) => setOpen({ what: 'type', anchor }),
          {
            popup: 'menu',
          },
        )}
        <hr aria-hidden="true" />
        {button('bold', words.bold, <b>B</b>, () => onRun(toggleMark(marks['bold'])), {
          disabled: !place.inLine,
          pressed: place.bold,
          title: `${words.bold} (Ctrl+B)`,
        })}
        {button('italic', words.italic, <i>I</i>, () => onRun(toggleMark(marks['italic'])), {
          disabled: !place.inLine,
          pressed: place.italic,
          title: `${words.italic} (Ctrl+I)`,
        })}
        <hr aria-hidden="true" />
        {button(
          'field',
          words.insertField,
          `${words.field} ▾`,
          (anchor) => setOpen({ what: 'field', anchor }),
          {
            popup: 'dialog',
          },
        )}
        {button('table', words.insertTable, words.types.table, () =>
          onRun(
            insertBlocks([
              {
                id: '',
                type: 'table',
                text: '',
                appendix: false,
                columns: [
                  { text: words.newColumns.number, align: 'center', width: 10 },
                  { text: words.newColumns.content, align: 'left', width: 60 },
                  { text: words.newColumns.note, align: 'left', width: 30 },
                ],
                rows: [
                  ['1', '', ''],
                  ['2', '', ''],
                ],
              },
            ]),
          ),
        )}
        {button('picture', words.insertPicture, words.types.image, () => setPicking(true), {
          popup: 'dialog',
        })}
        {button('appendix', words.insertAppendix, words.types.appendix, () =>
          onRun(
            insertBlocks(
              [
                { id: '', type: 'appendix', text: '', landscape: false },
                { id: '', type: 'paragraph', text: '' },
              ],
              'end',
            ),
          ),
        )}
        <hr aria-hidden="true" />
        {button('up', words.up, '↑', () => onRun(moveBlock(-1)), { title: `${words.up} (Alt+↑)` })}
        {button('down', words.down, '↓', () => onRun(moveBlock(1)), { title: `${words.down} (Alt+↓)` })}
        {button('add', words.addBelow, '＋', () => onRun(addBelow))}
        {button('remove', words.remove, '✕', () => onRun(removeBlock))}
        {place.inTable && (
          <Box component="span" sx={{ display: 'contents' }}>
            <hr aria-hidden="true" />
            {button('row', words.rowBelow, words.rowBelowShort, () => onRun(rowBelow))}
            {button('row-away', words.rowAway, words.rowAwayShort, () => onRun(rowAway))}
            {place.columns &&
              button('column', words.columnRight, words.columnRightShort, () => onRun(columnRight))}
            {place.columns &&
              button('column-away', words.columnAway, words.columnAwayShort, () => onRun(columnAway))}
            {place.type === 'table' &&
              button('totals', words.totals, words.totalsShort, () => onRun(toggleTotals), {
                pressed: place.totals,
              })}
          </Box>
        )}
      </Bar>
      <Menu
        anchorEl={open?.what === 'type' ? open.anchor : null}
        open={open?.what === 'type'}
        onClose={() => setOpen(null)}
        disableRestoreFocus
        slotProps={{ transition: { onExited: onFocus } }}
      >
        {textBlockTypes.map((type) => (
          <MenuItem
            key={type}
            role="menuitemradio"
            aria-checked={place.type === type}
            selected={place.type === type}
            disabled={!isLine}
            onClick={() => {
              setOpen(null);
              onRun(setBlockType(type));
            }}
          >
            {words.types[type]}
          </MenuItem>
        ))}
      </Menu>
      <FieldMenu
        fields={detail.fields}
        anchor={open?.what === 'field' ? open.anchor : null}
        onClose={() => setOpen(null)}
        onExited={onFocus}
        onChoose={(field) => {
          setOpen(null);
          onRun(insertField(field));
        }}
      />
      {picking && (
        <PictureDialog
          planId={detail.document.planId}
          visitId={detail.document.visitId}
          onClose={() => {
            setPicking(false);
            onFocus();
          }}
          onChoose={(block) => {
            setPicking(false);
            onRun(insertBlocks([{ ...block, id: '' }]));
          }}
        />
      )}
    </>
  );
}

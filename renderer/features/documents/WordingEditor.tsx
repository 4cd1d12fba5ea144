// The wording in flow layout: every block a text that grows, on a white sheet in the type of the pages.
import { useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { textBlockTypes } from '../../../core/documents/content.ts';
import type {
  ContentBlock,
  DocumentContent,
  TextBlock,
  TextBlockType,
} from '../../../core/documents/content.ts';
import { headingMarks } from '../../../core/documents/heading-marks.ts';
import { useText } from '../../i18n/text.tsx';
import { GrowingText, isComposing } from './GrowingText.tsx';
import { SignatureParties } from './SignatureParties.tsx';
import { addBelow, mergeUp, move, remove, setText, setType, splitAt } from './wording-blocks.ts';
import type { Blocks, Edited } from './wording-blocks.ts';

const Sheet = styled('div')({
  maxWidth: 760,
  margin: '0 auto',
  padding: '36px 44px 40px',
  background: '#fff',
  color: '#000',
  colorScheme: 'light',
  fontFamily: "'Times New Roman', Tinos, 'Liberation Serif', serif",
  fontSize: 17,
  lineHeight: 1.4,
  boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12), 0 2px 10px rgb(0 0 0 / 0.08)',
  '& .block': {
    position: 'relative',
    display: 'flex',
    gap: 8,
    alignItems: 'flex-start',
    margin: '0 -12px',
    padding: '3px 12px',
    borderLeft: '3px solid transparent',
  },
  '& .block.active': { borderLeftColor: '#0b5c63', background: '#f3f7f7' },
  '& .mark': { minWidth: 22, textAlign: 'right', userSelect: 'none' },
  '& .section, & .section textarea': { fontWeight: 700, textTransform: 'uppercase' },
  '& .subsection, & .subsection textarea': { fontWeight: 700 },
  '& .point .mark, & .item .mark': { minWidth: 44 },
  '& textarea': {
    flex: 1,
    width: '100%',
    minWidth: 0,
    display: 'block',
    border: 0,
    padding: 0,
    margin: 0,
    font: 'inherit',
    color: 'inherit',
    background: 'transparent',
    resize: 'none',
    overflow: 'hidden',
    outline: 'none',
    textAlign: 'left',
  },
  '& table': { width: '100%', borderCollapse: 'collapse', fontSize: 14 },
  '& th, & td': { border: '1px solid #555', padding: '2px 6px', fontWeight: 400 },
  '& th': { fontWeight: 700 },
});

interface WordingEditorProps {
  readonly content: DocumentContent;
  readonly readOnly: boolean;
  /** `composing`: the text is still inside an input method's composition. */
  readonly onChange: (content: DocumentContent, options: { composing: boolean; step: boolean }) => void;
  readonly onCompositionEnd: () => void;
  readonly onLeave: () => void;
}

export function WordingEditor({
  content,
  readOnly,
  onChange,
  onCompositionEnd,
  onLeave,
}: WordingEditorProps) {
  const t = useText();
  const words = t.documents.editor;
  const { blocks } = content;
  const marks = useMemo(() => headingMarks(blocks), [blocks]);
  const [activeId, setActiveId] = useState<string | null>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const goal = useRef<Edited['focus']>(null);

  useEffect(() => {
    const focus = goal.current;
    if (focus === null) return;
    goal.current = null;
    const text = sheet.current?.querySelector<HTMLTextAreaElement>(
      `[data-block="${CSS.escape(focus.id)}"] textarea`,
    );
    text?.focus();
    text?.setSelectionRange(focus.at, focus.at);
  }, [blocks]);

  const put = (next: Blocks, composing = false) =>
    onChange({ ...content, blocks: [...next] }, { composing, step: false });
  const putStep = (edited: Edited) => {
    goal.current = edited.focus;
    onChange({ ...content, blocks: [...edited.blocks] }, { composing: false, step: true });
  };

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>, block: TextBlock) {
    if (readOnly || event.nativeEvent.isComposing) return;
    const { selectionStart, selectionEnd } = event.currentTarget;
    if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      putStep(splitAt(blocks, block.id, selectionStart));
    } else if (event.key === 'Backspace' && selectionStart === 0 && selectionEnd === 0) {
      const edited = mergeUp(blocks, block.id);
      if (edited.focus !== null) {
        event.preventDefault();
        putStep(edited);
      }
    } else if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      putStep({
        blocks: move(blocks, block.id, event.key === 'ArrowUp' ? -1 : 1),
        focus: { id: block.id, at: selectionStart },
      });
    }
  }

  return (
    <Sheet ref={sheet} role="group" aria-label={words.label} onBlur={onLeave}>
      {blocks.length === 0 && (
        <Box sx={{ textAlign: 'center', py: 4 }}>
          <p>{words.empty}</p>
          {!readOnly && <Button onClick={() => putStep(addBelow(blocks, null))}>{words.addFirst}</Button>}
        </Box>
      )}
      {blocks.map((block, index) => (
        <div
          key={block.id}
          data-block={block.id}
          className={`block ${block.type}${activeId === block.id ? ' active' : ''}`}
          onFocus={() => setActiveId(block.id)}
        >
          {marks[index] !== '' && (
            <span className="mark" aria-hidden="true">
              {marks[index]}
            </span>
          )}
          {block.type === 'table' ? (
            <TableView block={block} />
          ) : (
            <GrowingText
              label={`${words.types[block.type]} ${marks[index] ?? ''}`}
              value={block.text}
              readOnly={readOnly}
              onChange={(event) => put(setText(blocks, block.id, event.target.value), isComposing(event))}
              onCompositionEnd={onCompositionEnd}
              onKeyDown={(event) => onKey(event, block)}
            />
          )}
          {activeId === block.id && !readOnly && (
            <BlockTools
              block={block}
              onType={(type) => putStep({ blocks: setType(blocks, block.id, type), focus: null })}
              onUp={() => putStep({ blocks: move(blocks, block.id, -1), focus: null })}
              onDown={() => putStep({ blocks: move(blocks, block.id, 1), focus: null })}
              onAdd={() => putStep(addBelow(blocks, block.id))}
              onRemove={() => putStep(remove(blocks, block.id))}
            />
          )}
        </div>
      ))}
      <Box sx={{ mt: 3, width: '60%' }}>
        <em>
          <strong>{words.recipients}:</strong>
        </em>
        <Box sx={{ fontSize: 15 }} title={words.recipientsHint}>
          <GrowingText
            label={`${words.recipients}. ${words.recipientsHint}`}
            value={content.recipients.join('\n')}
            readOnly={readOnly}
            onChange={(event) =>
              onChange(
                {
                  ...content,
                  recipients: event.target.value === '' ? [] : event.target.value.split('\n').slice(0, 60),
                },
                { composing: isComposing(event), step: false },
              )
            }
            onCompositionEnd={onCompositionEnd}
          />
        </Box>
      </Box>
      {content.signatures.length > 0 && (
        <SignatureParties
          parties={content.signatures}
          readOnly={readOnly}
          onChange={(signatures, composing) =>
            onChange({ ...content, signatures: [...signatures] }, { composing, step: false })
          }
          onCompositionEnd={onCompositionEnd}
        />
      )}
    </Sheet>
  );
}

function TableView({ block }: { readonly block: Extract<ContentBlock, { type: 'table' }> }) {
  const t = useText();
  return (
    <Box sx={{ flex: 1 }} tabIndex={0} title={t.documents.editor.tableFromData}>
      {block.appendix && <strong>{t.documents.editor.appendix}: </strong>}
      {block.text}
      <table>
        <thead>
          <tr>
            {block.columns.map((column, index) => (
              <th key={index}>{column.text}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {block.rows.map((row, index) => (
            <tr key={index}>
              {block.columns.map((column, at) => (
                <Box key={at} component="td" sx={{ textAlign: column.align }}>
                  {row[at] ?? ''}
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  );
}

interface BlockToolsProps {
  readonly block: ContentBlock;
  readonly onType: (type: TextBlockType) => void;
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
}

const Tools = styled('div')(({ theme }) => ({
  position: 'absolute',
  right: 4,
  top: -15,
  zIndex: 1,
  display: 'flex',
  gap: 2,
  padding: 2,
  borderRadius: 4,
  background: '#fff',
  boxShadow: '0 0 0 1px rgb(0 0 0 / 0.2), 0 2px 6px rgb(0 0 0 / 0.15)',
  fontFamily: theme.typography.fontFamily,
  fontSize: 12,
  fontWeight: 400,
  textTransform: 'none',
  '& button, & select': {
    height: 24,
    minWidth: 24,
    font: 'inherit',
    color: '#211f1b',
    background: 'transparent',
    border: 0,
    borderRadius: 3,
    cursor: 'pointer',
  },
  '& button:hover, & select:hover': { background: '#e3eeee' },
}));

function BlockTools({ block, onType, onUp, onDown, onAdd, onRemove }: BlockToolsProps) {
  const t = useText();
  const words = t.documents.editor;
  // A press must not take the caret out of the text before it acts.
  const hold = { onMouseDown: (event: { preventDefault: () => void }) => event.preventDefault() };
  return (
    <Tools role="toolbar" aria-label={words.type}>
      {block.type !== 'table' && (
        <select
          aria-label={words.type}
          value={block.type}
          onChange={(event) => {
            const type = textBlockTypes.find((one) => one === event.target.value);
            if (type !== undefined) onType(type);
          }}
        >
          {textBlockTypes.map((type) => (
            <option key={type} value={type}>
              {words.types[type]}
            </option>
          ))}
        </select>
      )}
      <button type="button" {...hold} title={`${words.up} (Alt+↑)`} aria-label={words.up} onClick={onUp}>
        ↑
      </button>
      <button
        type="button"
        {...hold}
        title={`${words.down} (Alt+↓)`}
        aria-label={words.down}
        onClick={onDown}
      >
        ↓
      </button>
      <button
        type="button"
        {...hold}
        title={`${words.addBelow} (Enter)`}
        aria-label={words.addBelow}
        onClick={onAdd}
      >
        +
      </button>
      <button type="button" {...hold} title={words.remove} aria-label={words.remove} onClick={onRemove}>
        ×
      </button>
    </Tools>
  );
}

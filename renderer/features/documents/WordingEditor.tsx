// The wording in flow layout, on a white sheet in the type of the pages: whom it is addressed to, its text in the
// structured editor with a slim toolbar, who receives it and who signs. Pages are laid out elsewhere.
import {
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Ref } from 'react';
import Box from '@mui/material/Box';
import { styled } from '@mui/material/styles';
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import type { ContentBlock, DocumentContent } from '../../../core/documents/content.ts';
import { showNotice } from '../../api/toasts.ts';
import { HiddenText } from '../../components/HiddenText.tsx';
import { useUndo } from '../../components/undo.ts';
import { useText } from '../../i18n/text.tsx';
import { EditorToolbar } from './editor/EditorToolbar.tsx';
import { bringIntoView, createEditor } from './editor/editor-view.ts';
import type { CaretPlace, Editor } from './editor/editor-view.ts';
import { createPictures } from './editor/pictures.ts';
import { GrowingText, isComposing } from './GrowingText.tsx';
import { SignatureParties } from './SignatureParties.tsx';
import { sheetLook } from './sheet-look.ts';

const Sheet = styled('div')(sheetLook);

/** What the rest of the page may ask of the editor. */
export interface WordingHandle {
  /** Leads to a block, or to the addressees, recipients or signatures; false: there is none. */
  goTo(id: string): boolean;
}

interface WordingEditorProps {
  readonly detail: DocumentDetail;
  readonly content: DocumentContent;
  readonly readOnly: boolean;
  readonly handle?: Ref<WordingHandle>;
  /** `composing`: the text is still inside an input method's composition; `step`: a block came or went. */
  readonly onChange: (content: DocumentContent, options: { composing: boolean; step: boolean }) => void;
  readonly onCompositionEnd: () => void;
  readonly onLeave: () => void;
}

const MAX_LINES = 60;

const nowhere: CaretPlace = {
  type: 'paragraph',
  bold: false,
  italic: false,
  inLine: false,
  inTable: false,
  columns: false,
  totals: false,
};

export function WordingEditor(props: WordingEditorProps) {
  const { detail, content, readOnly, handle, onCompositionEnd, onLeave } = props;
  const t = useText();
  const words = t.documents.editor;
  const { undo, redo } = useUndo();
  const { planId, visitId, kind } = detail.document;
  const pictures = useMemo(() => createPictures(planId, visitId), [planId, visitId]);
  const hintId = useId();
  const sheet = useRef<HTMLDivElement>(null);
  const mount = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const [place, setPlace] = useState<CaretPlace>(nowhere);
  const fields = useMemo(
    () => new Map(detail.fields.map(({ name, label, value }) => [name, { label, value }])),
    [detail.fields],
  );
  const values = useMemo(
    () => new Map(detail.fields.map(({ name, value }) => [name, value])),
    [detail.fields],
  );
  const latest = useRef({ ...props, words, hintId, fields, values, undo, redo });
  useLayoutEffect(() => {
    latest.current = { ...props, words, hintId, fields, values, undo, redo };
  });
  /** What the editor said last: coming back as a property it is no news. */
  const said = useRef<readonly ContentBlock[]>(content.blocks);

  useLayoutEffect(() => {
    const element = mount.current;
    if (element === null) return undefined;
    const now = () => latest.current;
    said.current = now().content.blocks;
    const made = createEditor({
      mount: element,
      blocks: now().content.blocks,
      pictures,
      texts: () => ({
        label: now().words.text,
        hintId: now().hintId,
        missingPicture: now().words.missingPicture,
        fieldTitle: (name) => now().words.fieldTitle(now().fields.get(name)?.label ?? name),
      }),
      fieldValues: () => now().values,
      readOnly: () => now().readOnly,
      onChange(blocks, how) {
        said.current = blocks;
        now().onChange({ ...now().content, blocks }, how);
      },
      onCompositionEnd: () => now().onCompositionEnd(),
      onCaret: setPlace,
      onTooLong: () => showNotice(now().words.tooLong),
      onNotPasted: (why) => showNotice(now().words.notPasted[why]),
      onUndo: () => void now().undo(),
      onRedo: () => void now().redo(),
    });
    editor.current = made;
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [pictures]);

  useLayoutEffect(() => {
    if (content.blocks === said.current) return;
    said.current = content.blocks;
    editor.current?.show(content.blocks);
  }, [content.blocks]);

  useEffect(() => editor.current?.refresh(), [readOnly, words, fields]);

  const goTo = useCallback((id: string) => {
    const part = sheet.current?.querySelector<HTMLElement>(`[data-part="${CSS.escape(id)}"] textarea`);
    if (part === null || part === undefined) return editor.current?.goTo(id) ?? false;
    part.focus({ preventScroll: true });
    bringIntoView(part);
    return true;
  }, []);
  useImperativeHandle(handle, () => ({ goTo }), [goTo]);

  const { family } = kindTraits[kind];
  const addressed = content.addressees !== undefined || family === 'addressed' || family === 'letter';
  const recipients = family !== 'news' && family !== 'slip' && family !== 'minutes';
  const put = (patch: Partial<DocumentContent>, composing: boolean) =>
    props.onChange({ ...content, ...patch }, { composing, step: false });

  return (
    <Box onBlur={onLeave} role="group" aria-label={words.label}>
      {!readOnly && (
        <EditorToolbar
          place={place}
          detail={detail}
          onRun={(command) => editor.current?.run(command)}
          onFocus={() => editor.current?.focus()}
        />
      )}
      <Sheet ref={sheet}>
        {addressed && (
          <Box className="addressees" data-part="addressees">
            <span>{words.addressees}:</span>
            <GrowingText
              label={`${words.addressees}. ${words.addresseesHint}`}
              value={(content.addressees ?? []).join('\n')}
              readOnly={readOnly}
              onChange={(event) => put({ addressees: lines(event.target.value) }, isComposing(event))}
              onCompositionEnd={onCompositionEnd}
            />
          </Box>
        )}
        <div className="text">
          {content.blocks.length === 0 && (
            <p className="empty" aria-hidden="true">
              {words.empty}
            </p>
          )}
          <div ref={mount} />
        </div>
        <span id={hintId}>
          <HiddenText text={readOnly ? '' : words.hint} />
        </span>
        {(recipients || content.recipients.length > 0) && (
          <Box className="recipients" data-part="recipients" title={words.recipientsHint}>
            <em>
              <strong>{words.recipients}:</strong>
            </em>
            <GrowingText
              label={`${words.recipients}. ${words.recipientsHint}`}
              value={content.recipients.join('\n')}
              readOnly={readOnly}
              onChange={(event) => put({ recipients: lines(event.target.value) }, isComposing(event))}
              onCompositionEnd={onCompositionEnd}
            />
          </Box>
        )}
        {content.signatures.length > 0 && (
          <div data-part="signatures">
            <SignatureParties
              parties={content.signatures}
              readOnly={readOnly}
              onChange={(signatures, composing) => put({ signatures: [...signatures] }, composing)}
              onCompositionEnd={onCompositionEnd}
            />
          </div>
        )}
      </Sheet>
    </Box>
  );
}

function lines(text: string): string[] {
  return text === '' ? [] : text.split('\n').slice(0, MAX_LINES);
}

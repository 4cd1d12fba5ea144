// The legal grounds of a plan: text that stays editable, put in from the library or typed, ordered by hand or by
// keyboard, with a warning under each that does not hold on the document's day.
import { useEffect, useState } from 'react';
import type { CSSProperties } from 'react';
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { DragEndEvent, UniqueIdentifier } from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import DragIcon from '@mui/icons-material/DragIndicatorOutlined';
import RemoveIcon from '@mui/icons-material/CloseOutlined';
import type { GroundWarning } from '../../../core/contract/legal.ts';
import type { Plan } from '../../../core/contract/plans.ts';
import { isComposing } from '../../api/autosave.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { LegalPicker } from './LegalPicker.tsx';

const MOST = 50;
/** Texts are looked at when the typing rests. */
const REST_MILLISECONDS = 600;

interface Checked {
  readonly on: string;
  readonly texts: readonly string[];
}

/** What the library says of each text, by the text: places move while an answer is on its way. */
function useGroundWarnings(
  texts: readonly string[],
  on: string | null,
): ReadonlyMap<string, GroundWarning[]> {
  const [asked, setAsked] = useState<Checked | null>(null);
  const wanted = JSON.stringify(texts.map((text) => text.trim()).filter((text) => text !== ''));
  useEffect(() => {
    if (on === null) return undefined;
    const timer = window.setTimeout(
      () => setAsked({ on, texts: JSON.parse(wanted) as string[] }),
      REST_MILLISECONDS,
    );
    return () => window.clearTimeout(timer);
  }, [wanted, on]);
  const found = useQueryOf(
    'legalDocuments.check',
    { texts: [...(asked?.texts ?? [])], on: asked?.on ?? '2000-01-01' },
    { enabled: asked !== null && asked.texts.length > 0 },
  );
  const byText = new Map<string, GroundWarning[]>();
  for (const warning of found.data ?? []) {
    const text = asked?.texts[warning.index];
    if (text !== undefined) byText.set(text, [...(byText.get(text) ?? []), warning]);
  }
  return byText;
}

export function groundWarningText(warning: GroundWarning, t: Texts): string {
  const w = t.legal.warning;
  const day = warning.day === null ? t.frame.unknown : shortDay(warning.day);
  const said =
    warning.state === 'not_yet'
      ? w.notYet(warning.citation, day)
      : warning.state === 'no_longer'
        ? w.noLonger(warning.citation, day)
        : w.issuedLater(warning.citation, day);
  return warning.replacedBy === null ? said : `${said} ${w.replacedBy(warning.replacedBy)}`;
}

interface GroundsProps {
  readonly autosave: Autosave<Plan>;
  /** Today, for a plan without a day of its own. */
  readonly today: string | null;
}
export function Grounds({ autosave, today }: GroundsProps) {
  const t = useText();
  const i = t.plans.info;
  const grounds = autosave.value.legalGrounds;
  const [added, setAdded] = useState(false);
  const [picking, setPicking] = useState(false);
  const on = autosave.value.documentDate ?? today;
  const warnings = useGroundWarnings(grounds, on);
  const shown = added ? [...grounds, ''] : grounds;
  const put = (index: number, text: string, nativeEvent: unknown) => {
    const next = [...shown];
    next[index] = text;
    setAdded(false);
    autosave.set('legalGrounds', next, { composing: isComposing(nativeEvent) });
  };
  const move = (from: number, to: number) => {
    const next = [...grounds];
    const [text] = next.splice(from, 1);
    if (text === undefined || to < 0 || to >= grounds.length) return;
    next.splice(to, 0, text);
    autosave.choose('legalGrounds', next);
  };
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const place = (id: UniqueIdentifier) => String(Number(id) + 1);
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      {shown.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {i.noGrounds}
        </Typography>
      ) : null}
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        onDragEnd={({ active, over }: DragEndEvent) => {
          if (over !== null && over.id !== active.id) move(Number(active.id), Number(over.id));
        }}
        accessibility={{
          screenReaderInstructions: { draggable: i.moveHint },
          announcements: {
            onDragStart: ({ active }) => i.moveStarted(place(active.id)),
            onDragOver: ({ over }) => (over === null ? undefined : i.moveOver(place(over.id))),
            onDragEnd: ({ over }) => (over === null ? i.moveCancelled : i.moveDone(place(over.id))),
            onDragCancel: () => i.moveCancelled,
          },
        }}
      >
        <SortableContext
          items={shown.map((_one, index) => String(index))}
          strategy={verticalListSortingStrategy}
        >
          <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
            {shown.map((ground, index) => (
              <GroundLine
                // Grounds have no identity but their place.
                // oxlint-disable-next-line react/no-array-index-key
                key={index}
                index={index}
                text={ground}
                warnings={warnings.get(ground.trim()) ?? []}
                autoFocus={added && index === shown.length - 1}
                sortable={index < grounds.length && grounds.length > 1}
                onType={(text, nativeEvent) => put(index, text, nativeEvent)}
                onCompositionEnd={autosave.endComposition}
                onLeave={() => {
                  autosave.endComposition();
                  setAdded(false);
                  const kept = grounds.filter((one) => one.trim() !== '');
                  if (kept.length !== grounds.length) autosave.choose('legalGrounds', kept);
                  else void autosave.flush();
                }}
                onMove={(step) => move(index, index + step)}
                onRemove={() => {
                  setAdded(false);
                  autosave.choose(
                    'legalGrounds',
                    grounds.filter((_one, at) => at !== index),
                  );
                }}
              />
            ))}
          </Box>
        </SortableContext>
      </DndContext>
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
        <OursOnly>
          <Button variant="outlined" onClick={() => setPicking(true)} disabled={grounds.length >= MOST}>
            {i.pickGround}
          </Button>
        </OursOnly>
        <OursOnly>
          <Button onClick={() => setAdded(true)} disabled={added || grounds.length >= MOST}>
            {i.addGround}
          </Button>
        </OursOnly>
        {on === null || grounds.length === 0 ? null : (
          <Typography variant="caption" color="text.secondary" sx={{ ml: 'auto' }}>
            {autosave.value.documentDate === null ? i.checkedToday(shortDay(on)) : i.checkedOn(shortDay(on))}
          </Typography>
        )}
      </Box>
      {picking ? (
        <LegalPicker
          on={on}
          cited={grounds}
          room={MOST - grounds.length}
          onPick={(citations) => {
            setPicking(false);
            autosave.choose('legalGrounds', [...grounds.filter((one) => one.trim() !== ''), ...citations]);
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </Box>
  );
}

interface GroundLineProps {
  readonly index: number;
  readonly text: string;
  readonly warnings: readonly GroundWarning[];
  readonly autoFocus: boolean;
  readonly sortable: boolean;
  readonly onType: (text: string, nativeEvent: unknown) => void;
  readonly onCompositionEnd: () => void;
  readonly onLeave: () => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}
function GroundLine({ index, text, warnings, autoFocus, sortable, ...on }: GroundLineProps) {
  const t = useText();
  const i = t.plans.info;
  const ordinal = String(index + 1);
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id: String(index), disabled: !sortable });
  const warningId = `ground-warning-${ordinal}`;
  const moving: CSSProperties = {
    transform: CSS.Translate.toString(transform) ?? '',
    ...(transition === undefined ? {} : { transition }),
  };
  return (
    <Box
      component="li"
      ref={setNodeRef}
      data-field={`legalGrounds.${String(index)}`}
      style={moving}
      sx={{
        position: 'relative',
        ...(isDragging ? { zIndex: 2, opacity: 0.85, backgroundColor: 'background.tint' } : {}),
      }}
    >
      <Box sx={{ display: 'flex', gap: 0.5, alignItems: 'flex-start' }}>
        <TextField
          value={text}
          multiline
          autoFocus={autoFocus}
          onChange={(event) => on.onType(event.target.value, event.nativeEvent)}
          onCompositionEnd={on.onCompositionEnd}
          onBlur={on.onLeave}
          onKeyDown={(event) => {
            if (!sortable || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
            event.preventDefault();
            on.onMove(event.key === 'ArrowUp' ? -1 : 1);
            // The cursor goes with its text.
            const goal = index + (event.key === 'ArrowUp' ? -1 : 1);
            document
              .querySelector<HTMLElement>(
                `[data-field="legalGrounds.${String(goal)}"] textarea:not([aria-hidden])`,
              )
              ?.focus();
          }}
          slotProps={{
            htmlInput: {
              'aria-label': i.ground(ordinal),
              maxLength: 1000,
              ...(warnings.length === 0 ? {} : { 'aria-describedby': warningId }),
            },
          }}
        />
        {sortable ? (
          <OursOnly>
            <Tooltip title={i.moveGround}>
              <IconButton
                ref={setActivatorNodeRef}
                {...attributes}
                {...listeners}
                aria-roledescription={undefined}
                aria-label={`${i.moveGround}: ${ordinal}`}
                sx={{ cursor: 'grab', touchAction: 'none' }}
              >
                <DragIcon sx={{ fontSize: 17 }} />
              </IconButton>
            </Tooltip>
          </OursOnly>
        ) : null}
        <OursOnly>
          <Tooltip title={i.removeGround(ordinal)}>
            <IconButton aria-label={i.removeGround(ordinal)} onClick={on.onRemove}>
              <RemoveIcon sx={{ fontSize: 17 }} />
            </IconButton>
          </Tooltip>
        </OursOnly>
      </Box>
      {warnings.length === 0 ? null : (
        <Box id={warningId} sx={{ mt: 0.25, ml: 1 }}>
          {warnings.map((warning) => (
            <Typography
              key={`${warning.legalDocumentId}:${warning.state}`}
              variant="caption"
              component="p"
              sx={{ color: 'warning.main', fontWeight: 500 }}
            >
              <span aria-hidden>▲ </span>
              {groundWarningText(warning, t)}
            </Typography>
          ))}
        </Box>
      )}
    </Box>
  );
}

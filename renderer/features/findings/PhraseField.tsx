// The text of a finding or recommendation with the wording bank at hand: Ctrl+Space, or "/" where a word would begin,
// opens a search right below; Enter puts the phrase in with figures and names filled. Keys of an input method are its own.
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import BankIcon from '@mui/icons-material/LibraryBooksOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { PhraseHit } from '../../../core/contract/phrases.ts';
import { openPlaces } from '../../../core/rules/phrase-text.ts';
import { useQueryOf } from '../../api/query.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { useText } from '../../i18n/text.tsx';
import { insertPhrase } from './phrase-insert.ts';

export interface PhraseContext {
  readonly kind: PhraseHit['kind'];
  readonly planId: string;
  readonly agencyId?: string | undefined;
  readonly criterionId?: string | undefined;
  readonly domainKey?: string | undefined;
}
interface PhraseFieldProps {
  readonly context: PhraseContext;
  readonly value: string;
  /** What the field is given besides: value, onChange and so on of the row that it belongs to. */
  readonly binding: object;
  /** A phrase of the bank with its places filled, as it is to stand in the text. */
  readonly fill: (text: string) => string;
  readonly onPick: (text: string, phraseId: string | null) => void;
  readonly error: string | undefined;
  readonly helperText?: ReactNode;
  readonly autoFocus?: boolean;
  readonly label: string;
}

export function PhraseField({
  context,
  value,
  binding,
  fill,
  onPick,
  error,
  helperText,
  autoFocus = false,
  label,
}: PhraseFieldProps) {
  const t = useText();
  const f = t.findings;
  const [open, setOpen] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<number | null>(null);
  const places = openPlaces(value);

  const show = () => {
    caret.current = field.current?.selectionStart ?? null;
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing || event.target !== field.current) return;
    const at = field.current?.selectionStart ?? 0;
    const opensBySlash =
      event.key === '/' && !event.ctrlKey && !event.altKey && /(?:^|\s)$/u.test(value.slice(0, at));
    const opensByKeys = event.ctrlKey && (event.key === ' ' || event.code === 'Space');
    if (!opensBySlash && !opensByKeys) return;
    event.preventDefault();
    show();
  };
  const pick = (hit: PhraseHit) => {
    const { text, end } = insertPhrase(value, fill(hit.text), caret.current);
    onPick(text, hit.phraseId);
    setOpen(false);
    window.requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(end, end);
    });
  };

  return (
    <Box>
      <TextField
        label={label}
        multiline
        minRows={3}
        maxRows={12}
        required
        autoFocus={autoFocus}
        fullWidth
        {...binding}
        inputRef={field}
        onKeyDown={onKeyDown}
        error={error !== undefined}
        helperText={error ?? helperText}
      />
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <OursOnly>
          <Button
            size="small"
            startIcon={<BankIcon sx={{ fontSize: 15 }} />}
            aria-expanded={open}
            onClick={() => (open ? close() : show())}
            sx={{ px: 0.5, minHeight: 24, py: 0 }}
          >
            {f.bank}
          </Button>
        </OursOnly>
        <Typography variant="caption" color="text.secondary">
          {f.bankHint}
        </Typography>
      </Box>
      {places.length === 0 ? null : (
        <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 500 }}>
          <span aria-hidden>▲ </span>
          {f.places([...new Set(places)].join(', '))}
        </Typography>
      )}
      {open ? <Suggestions context={context} fill={fill} onPick={pick} onClose={close} /> : null}
    </Box>
  );
}

interface SuggestionsProps {
  readonly context: PhraseContext;
  readonly fill: (text: string) => string;
  readonly onPick: (hit: PhraseHit) => void;
  readonly onClose: () => void;
}
function Suggestions({ context, fill, onPick, onClose }: SuggestionsProps) {
  const t = useText();
  const f = t.findings;
  const listId = useId();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const found = useQueryOf(
    'phrases.search',
    {
      text: text.trim().slice(0, 200),
      kind: context.kind,
      planId: context.planId,
      ...(context.agencyId === undefined ? {} : { agencyId: context.agencyId }),
      ...(context.criterionId === undefined ? {} : { criterionId: context.criterionId }),
      ...(context.domainKey === undefined ? {} : { domainKey: context.domainKey }),
      limit: 12,
    },
    { keepPrevious: true },
  );
  const hits = found.data ?? [];
  const box = useRef<HTMLDivElement>(null);
  // Below a tall form the list would open out of sight.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, [hits.length]);
  const at = Math.min(active, hits.length - 1);
  // Enter came before the answer to these words did: it means the first that will be found.
  const early = useRef(false);
  useEffect(() => {
    if (!early.current || found.isPlaceholderData || found.data === undefined) return;
    early.current = false;
    const [first] = found.data;
    if (first !== undefined) onPick(first);
  });
  const optionId = (index: number) => `${listId}-${String(index)}`;
  const onKeyDown = (event: KeyboardEvent) => {
    // While a syllable is being composed, Enter and the arrows belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (hits.length > 0) {
        const next = (at + (event.key === 'ArrowDown' ? 1 : -1) + hits.length) % hits.length;
        setActive(next);
        document.getElementById(optionId(next))?.scrollIntoView({ block: 'nearest' });
      }
    } else if (event.key === 'Enter') {
      event.preventDefault();
      event.stopPropagation();
      const hit = hits[at];
      // Not what the last answer offered for other words.
      if (found.isPlaceholderData || found.data === undefined) early.current = true;
      else if (hit !== undefined) onPick(hit);
    }
  };
  return (
    <Box
      ref={box}
      sx={{
        mt: 0.5,
        p: 1,
        border: '1px solid',
        borderColor: 'primary.main',
        borderRadius: 1,
        backgroundColor: 'background.paper',
      }}
    >
      <TextField
        value={text}
        onChange={(event) => {
          early.current = false;
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        autoFocus
        fullWidth
        size="small"
        label={f.bankFind}
        slotProps={{
          htmlInput: {
            role: 'combobox',
            'aria-expanded': hits.length > 0,
            'aria-controls': listId,
            'aria-autocomplete': 'list',
            ...(hits.length > 0 ? { 'aria-activedescendant': optionId(at) } : {}),
            maxLength: 200,
            autoComplete: 'off',
          },
        }}
      />
      {found.data !== undefined && hits.length === 0 ? (
        <Typography variant="body2" color="text.secondary" role="status" sx={{ mt: 0.75 }}>
          {f.bankNothing}
        </Typography>
      ) : null}
      <Box
        component="ul"
        id={listId}
        role="listbox"
        aria-label={f.bank}
        sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', maxHeight: '15rem', overflow: 'auto' }}
      >
        {hits.map((hit, index) => (
          // The search field keeps the keyboard; options are clicked or chosen by arrows.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <Box
            component="li"
            key={`${hit.phraseId ?? ''}${hit.findingId ?? ''}${hit.text}`}
            id={optionId(index)}
            role="option"
            aria-selected={index === at}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(hit)}
            onMouseMove={() => setActive(index)}
            sx={{
              px: 1,
              py: 0.5,
              minHeight: 24,
              borderRadius: 0.5,
              cursor: 'pointer',
              fontSize: '0.8125rem',
              lineHeight: 1.5,
              ...(index === at ? { backgroundColor: 'action.selected' } : {}),
            }}
          >
            {fill(hit.text)}
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {[hit.phraseId === null ? f.bankEarlier : null, hit.criterionCode, f.bankUses(hit.uses)]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

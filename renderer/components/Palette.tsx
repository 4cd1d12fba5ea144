// Ctrl+K: go anywhere, do anything, find anything. One list in groups, walked with the arrows; the text is not
// searched while an input method is composing.
/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an ARIA combobox: no native element shows groups with hints */
import { useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import InputBase from '@mui/material/InputBase';
import Typography from '@mui/material/Typography';
import { useColorScheme } from '@mui/material/styles';
import { useNavigate } from 'react-router';
import { foldText } from '../../core/rules/text-fold.ts';
import type { SearchHit } from '../../core/contract/search.ts';
import { useQueryOf } from '../api/query.ts';
import { useLanguage, useText } from '../i18n/text.tsx';
import { HiddenText } from './HiddenText.tsx';
import { useOffices } from './OfficeChip.tsx';
import { placeNames, places } from './places.tsx';
import { useUndo } from './undo.ts';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onShortcuts: () => void;
  readonly onFormatCheck: () => void;
}

interface Entry {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly hint?: string | undefined;
  /** The other office whose row it is. */
  readonly office?: string | null;
  readonly run: () => void;
}

/** Where a hit opens. */
export function addressOf(hit: SearchHit): string {
  switch (hit.entity) {
    case 'plan':
      return `/plans/${hit.id}`;
    case 'agency':
      return `/agencies/${hit.id}`;
    case 'visit':
      return `/visits/${hit.id}`;
    case 'criterion':
      return `/criteria?criterion=${hit.id}`;
    case 'finding':
      return hit.visitId !== null
        ? `/visits/${hit.visitId}?finding=${hit.id}`
        : `/plans/${hit.planId ?? ''}/summary?finding=${hit.id}`;
    case 'recommendation':
      return `/recommendations?recommendation=${hit.id}`;
    case 'document':
      return `/documents/${hit.id}`;
    case 'person':
      return '/settings/people';
  }
}

export function Palette({ onClose, onShortcuts, onFormatCheck }: PaletteProps) {
  const t = useText();
  const navigate = useNavigate();
  const undo = useUndo();
  const offices = useOffices();
  const { mode, systemMode, setMode } = useColorScheme();
  const { language, setLanguage } = useLanguage();
  const [text, setText] = useState('');
  const [counted, setCounted] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const list = useRef<HTMLUListElement>(null);
  const wanted = useDeferredValue(counted.trim());
  const found = useQueryOf(
    'search.find',
    { text: wanted, limit: 30 },
    { enabled: wanted.length >= 1, keepPrevious: true },
  );

  const entries = useMemo<readonly Entry[]>(() => {
    const p = t.frame.palette;
    const go = (to: string) => () => void navigate(to);
    const fixed: readonly Entry[] = [
      ...placeNames.map((name) => ({
        key: `go-${name}`,
        group: p.go,
        label: t.frame.places[name],
        hint: `g ${places[name].key}`,
        run: go(places[name].to),
      })),
      { key: 'create-plan', group: p.do, label: p.createPlan, run: go('/plans?new=1') },
      { key: 'create-agency', group: p.do, label: p.createAgency, run: go('/agencies?new=1') },
      { key: 'format-check', group: p.do, label: t.formatChecks.command, run: onFormatCheck },
      ...(undo.undoStep === null
        ? []
        : [
            {
              key: 'undo',
              group: p.do,
              label: `${t.frame.undo}: ${undo.undoStep}`,
              hint: 'Ctrl+Z',
              run: () => void undo.undo(),
            },
          ]),
      ...(undo.redoStep === null
        ? []
        : [
            {
              key: 'redo',
              group: p.do,
              label: `${t.frame.redo}: ${undo.redoStep}`,
              hint: 'Ctrl+Shift+Z',
              run: () => void undo.redo(),
            },
          ]),
      {
        key: 'theme',
        group: p.do,
        label: p.toggleTheme,
        run: () => setMode((mode === 'system' ? systemMode : mode) === 'dark' ? 'light' : 'dark'),
      },
      {
        key: 'language',
        group: p.do,
        label: p.switchLanguage,
        run: () => setLanguage(language === 'vi' ? 'en' : 'vi'),
      },
      { key: 'shortcuts', group: p.do, label: p.shortcuts, hint: '?', run: onShortcuts },
    ];
    const folded = foldText(counted.trim());
    const matching = folded === '' ? fixed : fixed.filter((entry) => foldText(entry.label).includes(folded));
    const hits: readonly Entry[] =
      wanted === ''
        ? []
        : (found.data ?? []).map((hit) => ({
            key: `${hit.entity}-${hit.id}`,
            group: t.labels.searchEntity[hit.entity],
            label: hit.title,
            office: offices.foreignName(hit.originOfficeId),
            hint: hit.snippet === null || hit.snippet === hit.title ? undefined : hit.snippet,
            run: go(addressOf(hit)),
          }));
    // Groups in the order of their best hit.
    const order = [...new Set(hits.map((hit) => hit.group))];
    return [...matching, ...order.flatMap((group) => hits.filter((hit) => hit.group === group))];
  }, [
    t,
    navigate,
    undo,
    offices,
    mode,
    systemMode,
    setMode,
    language,
    setLanguage,
    onShortcuts,
    onFormatCheck,
    counted,
    wanted,
    found.data,
  ]);

  const current = Math.min(at, Math.max(entries.length - 1, 0));
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [current, entries]);

  const take = (entry: Entry | undefined) => {
    if (entry === undefined) return;
    onClose();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt((current + step + entries.length) % Math.max(entries.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      take(entries[current]);
    }
  };

  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="sm"
      slotProps={{
        container: { sx: { alignItems: 'flex-start', pt: '8vh' } },
        paper: { 'aria-label': t.frame.palette.title, sx: { m: 0, maxHeight: '74vh' } },
      }}
      transitionDuration={0}
    >
      <InputBase
        autoFocus
        fullWidth
        value={text}
        placeholder={t.frame.palette.placeholder}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          const { nativeEvent } = event;
          if (!('isComposing' in nativeEvent) || nativeEvent.isComposing !== true)
            setCounted(event.target.value);
        }}
        onKeyDown={onKeyDown}
        slotProps={{
          input: {
            role: 'combobox',
            'aria-expanded': true,
            'aria-controls': `${id}-list`,
            'aria-activedescendant': entries.length > 0 ? `${id}-${String(current)}` : undefined,
            'aria-autocomplete': 'list',
            'aria-label': t.frame.palette.title,
            maxLength: 200,
            onCompositionEnd: (event) => setCounted(event.currentTarget.value),
          },
        }}
        sx={{
          px: 2,
          py: 1.25,
          fontSize: '0.9375rem',
          borderBottom: '1px solid',
          borderColor: 'divider',
          flex: 'none',
        }}
      />
      <Box
        component="ul"
        id={`${id}-list`}
        role="listbox"
        aria-label={t.frame.palette.title}
        ref={list}
        sx={{ listStyle: 'none', m: 0, p: 0.75, overflow: 'auto' }}
      >
        {entries.map((entry, index) => (
          <Box key={entry.key} component="li" role="presentation">
            {entry.group === entries[index - 1]?.group ? null : (
              <Typography
                variant="caption"
                component="div"
                aria-hidden
                sx={{ px: 1.25, pt: 1, pb: 0.25, fontWeight: 600, color: 'text.secondary' }}
              >
                {entry.group}
              </Typography>
            )}
            <Box
              id={`${id}-${String(index)}`}
              role="option"
              aria-selected={index === current}
              onMouseMove={() => setAt(index)}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(entry)}
              sx={{
                display: 'flex',
                gap: 2,
                alignItems: 'baseline',
                px: 1.25,
                py: 0.625,
                borderRadius: 0.75,
                cursor: 'pointer',
                fontSize: '0.8125rem',
                lineHeight: 1.55,
                '&[aria-selected="true"]': {
                  backgroundColor: 'background.tint',
                  boxShadow: 'inset 2px 0 0 var(--k-palette-primary-main)',
                },
              }}
            >
              <HiddenText text={`${entry.group}: `} />
              <Box
                component="span"
                sx={{
                  flex: '1 1 auto',
                  minWidth: 0,
                  display: '-webkit-box',
                  WebkitLineClamp: 2,
                  WebkitBoxOrient: 'vertical',
                  overflow: 'hidden',
                }}
              >
                {entry.label}
                {typeof entry.office === 'string' ? (
                  <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                    {` · ${entry.office}`}
                  </Box>
                ) : null}
              </Box>
              {entry.hint === undefined ? null : (
                <Box
                  component="span"
                  sx={{
                    flex: '0 1 auto',
                    maxWidth: '45%',
                    overflow: 'hidden',
                    textOverflow: 'ellipsis',
                    whiteSpace: 'nowrap',
                    color: 'text.secondary',
                    fontSize: '0.75rem',
                  }}
                >
                  {entry.hint}
                </Box>
              )}
            </Box>
          </Box>
        ))}
        {entries.length === 0 ? (
          <Box component="li" role="presentation" sx={{ p: 2, textAlign: 'center' }}>
            <Typography variant="body2">
              {found.isFetching ? t.frame.palette.searching : t.frame.palette.nothing(text)}
            </Typography>
            <Typography variant="caption" color="text.secondary">
              {t.frame.palette.nothingHint}
            </Typography>
          </Box>
        ) : null}
      </Box>
      <Box
        component="output"
        sx={{
          px: 2,
          py: 0.75,
          borderTop: '1px solid',
          borderColor: 'divider',
          color: 'text.secondary',
          fontSize: '0.75rem',
          flex: 'none',
        }}
      >
        {found.isFetching ? t.frame.palette.searching : t.frame.palette.hint}
      </Box>
    </Dialog>
  );
}

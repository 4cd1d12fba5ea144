// Both offices' eight words side by side, and telling that each one was heard the same: a tick per word, or the words
// typed as they are heard. Against a seal that differs from the known one, only typing counts.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryOf } from '../../api/query.ts';
import { ChoiceToggle } from '../../components/ChoiceToggle.tsx';
import { useText } from '../../i18n/text.tsx';
import { CheckWords } from './CheckWords.tsx';
import { allSame, heardWords } from './compare-words.ts';

/** Ticking shows the words that are expected; typing does not help to agree too quickly. */
export const comparing = { new: ['tick', 'type'], different: ['type'] } as const;
type Way = 'tick' | 'type';

interface CompareWordsProps {
  readonly name: string;
  readonly words: readonly string[];
  readonly way: readonly Way[];
  readonly onAgreed: (agreed: boolean) => void;
}

export function CompareWords({ name, words, way: ways, onAgreed }: CompareWordsProps) {
  const w = useText().seal.trust;
  const own = useQueryOf('keys.state', {}).data?.fingerprint ?? null;
  const [way, setWay] = useState<Way>(ways[0] ?? 'type');
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set());
  const [typed, setTyped] = useState('');
  const tellTyped = (text: string) => {
    setTyped(text);
    onAgreed(allSame(heardWords(text, words), words));
  };
  const tick = (index: number, on: boolean) => {
    const next = new Set(ticked);
    if (on) next.add(index);
    else next.delete(index);
    setTicked(next);
    onAgreed(next.size === words.length);
  };
  return (
    <Box component="section" aria-label={w.how} sx={{ display: 'grid', gap: 1.5 }}>
      <Box>
        <Typography variant="subtitle2" component="h3">
          {w.how}
        </Typography>
        <Box
          component="ol"
          sx={{ m: 0, pl: 2.5, fontSize: '0.8125rem', lineHeight: 1.6, color: 'text.secondary' }}
        >
          {Object.values(w.howSteps).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </Box>
      </Box>
      {ways.length > 1 ? (
        <Box>
          <ChoiceToggle
            label={w.way}
            value={way}
            choices={ways.map((value) => ({ value, label: w.ways[value] }))}
            onChange={(next) => {
              setWay(next);
              onAgreed(
                next === 'tick' ? ticked.size === words.length : allSame(heardWords(typed, words), words),
              );
            }}
          />
        </Box>
      ) : null}
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
          gap: 3,
          alignItems: 'start',
        }}
      >
        <Box>
          <Typography variant="subtitle2" component="h4" sx={{ mb: 0.5 }}>
            {w.theirs(name)}
          </Typography>
          {way === 'tick' ? (
            <Ticks words={words} ticked={ticked} onTick={tick} />
          ) : (
            <Heard words={words} typed={typed} onType={tellTyped} />
          )}
        </Box>
        <Box>
          <Typography variant="subtitle2" component="h4" sx={{ mb: 0.5 }}>
            {w.ours}
          </Typography>
          {own === null ? (
            <Typography variant="body2" color="text.secondary">
              {w.noOwn}
            </Typography>
          ) : (
            <CheckWords words={own} label={w.ours} dense />
          )}
        </Box>
      </Box>
    </Box>
  );
}

interface TicksProps {
  readonly words: readonly string[];
  readonly ticked: ReadonlySet<number>;
  readonly onTick: (index: number, on: boolean) => void;
}
function Ticks({ words, ticked, onTick }: TicksProps) {
  const w = useText().seal.trust;
  return (
    <>
      <Box
        component="ol"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'grid',
          gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
          gap: 0.5,
        }}
      >
        {words.map((word, index) => {
          const place = String(index + 1);
          return (
            <Box
              component="li"
              key={`${place}:${word}`}
              sx={{
                border: '1px solid',
                borderColor: ticked.has(index) ? 'success.main' : 'divider',
                borderRadius: 0.75,
                backgroundColor: 'background.paper',
              }}
            >
              <Box
                component="label"
                sx={{ display: 'flex', alignItems: 'center', gap: 0.75, px: 0.5, cursor: 'pointer' }}
              >
                <Checkbox
                  size="small"
                  color="success"
                  checked={ticked.has(index)}
                  onChange={(_event, on) => onTick(index, on)}
                  sx={{ p: 0.5 }}
                  slotProps={{ input: { 'aria-label': w.same(place, word) } }}
                />
                <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
                  {place}
                </Box>
                <Box component="span" sx={{ fontSize: '0.9375rem', fontWeight: 600, lineHeight: 1.6 }}>
                  {word}
                </Box>
              </Box>
            </Box>
          );
        })}
      </Box>
      <Typography
        variant="caption"
        color="text.secondary"
        component="output"
        sx={{ display: 'block', mt: 0.5 }}
      >
        {w.ticked(String(ticked.size))}
      </Typography>
    </>
  );
}

interface HeardProps {
  readonly words: readonly string[];
  readonly typed: string;
  readonly onType: (text: string) => void;
}
/** The words that are expected stay hidden: only what was really heard can be typed. */
function Heard({ words, typed, onType }: HeardProps) {
  const w = useText().seal.trust;
  const heard = heardWords(typed, words);
  // The last one may still be on its way.
  const isEnded = /[\s,.;]$/u.test(typed) || heard.length >= words.length;
  const wrongAt = heard.findIndex(({ same }, index) => !same && (isEnded || index < heard.length - 1));
  const wrong = heard[wrongAt];
  return (
    <TextField
      multiline
      minRows={3}
      label={w.heard}
      value={typed}
      error={wrong !== undefined}
      onChange={(event) => onType(event.target.value)}
      helperText={
        wrong !== undefined
          ? w.heardWrong(String(wrongAt + 1), wrong.word)
          : allSame(heard, words)
            ? w.heardAll
            : w.heardRight(String(heard.filter(({ same }) => same).length))
      }
      slotProps={{
        htmlInput: { maxLength: 400, spellCheck: false, autoComplete: 'off', autoCapitalize: 'off' },
        formHelperText: { component: 'output' },
      }}
    />
  );
}

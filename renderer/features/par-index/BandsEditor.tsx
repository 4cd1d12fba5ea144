// The bands that grades come from: a share and a name each, from the highest down to 0 %. Saved as one value, when they
// are in order; what is not in order yet stays as typed, with its reason.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { IndexSet } from '../../../core/contract/par-index.ts';
import type { GradeBand } from '../../../core/contract/settings.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { bandsAreSound } from '../../../core/rules/par-index.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { RankRow } from './index-words.ts';
import { useSetAutosave } from './SetForm.tsx';

interface BandsEditorProps {
  readonly set: IndexSet;
  readonly rows: readonly RankRow[];
}
interface TypedBand {
  readonly from: string;
  readonly name: string;
}

const typedOf = (bands: readonly GradeBand[]): readonly TypedBand[] =>
  bands.map(({ from, name }) => ({ from: points(from), name }));

/** Null where a percentage cannot be read. */
function readBands(typed: readonly TypedBand[]): readonly GradeBand[] | null {
  const bands = typed.map(({ from, name }) => ({ from: parseHundredths(from), name: name.trim() }));
  return bands.every((band): band is GradeBand => band.from !== null && band.from <= 10_000) ? bands : null;
}

export function BandsEditor({ set, rows }: BandsEditorProps) {
  const t = useText();
  const w = t.parIndex.ranking;
  const autosave = useSetAutosave(set);
  const { bands } = autosave.value;
  const [typed, setTyped] = useState<readonly TypedBand[] | null>(null);
  const isClosed = set.status === 'closed';
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row.grade !== null && !row.provisional) counts.set(row.grade, (counts.get(row.grade) ?? 0) + 1);
  }
  const shown = typed ?? typedOf(bands);

  const put = (next: readonly TypedBand[]) => {
    setTyped(next);
    const read = readBands(next);
    if (read !== null && bandsAreSound(read)) autosave.set('bands', [...read]);
  };
  const change = (at: number, patch: Partial<TypedBand>) =>
    put(shown.map((band, index) => (index === at ? { ...band, ...patch } : band)));
  const faultOf = (at: number): string | undefined => {
    const from = parseHundredths(shown[at]?.from ?? '');
    if (from === null || from > 10_000) return w.bandBad;
    const above = at === 0 ? null : parseHundredths(shown[at - 1]?.from ?? '');
    if (above !== null && from >= above) return w.bandNotFalling;
    return at === shown.length - 1 && from !== 0 ? w.bandLast : undefined;
  };
  const names = shown.map(({ name }) => name.trim().toLocaleLowerCase('vi'));
  return (
    <Box
      component="section"
      aria-label={w.bands}
      sx={{ border: '1px solid', borderColor: 'divider', borderRadius: 1, p: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="h3" component="h2" sx={{ mr: 'auto' }}>
          {w.bands}
        </Typography>
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
      <Typography variant="caption" color="text.secondary" component="p">
        {w.bandsHint}
      </Typography>
      {typed === null ? (
        <>
          <Box component="table" sx={{ width: '100%', fontSize: '0.8125rem', borderSpacing: 0, my: 0.5 }}>
            <thead>
              <Box
                component="tr"
                sx={{ color: 'text.secondary', '& th': { fontWeight: 600, textAlign: 'left' } }}
              >
                <th scope="col">{w.bandName}</th>
                <Box component="th" scope="col" sx={{ '&&': { textAlign: 'right' } }}>
                  {w.bandFrom}
                </Box>
                <Box component="th" scope="col" sx={{ '&&': { textAlign: 'right' } }}>
                  {w.bandCount}
                </Box>
              </Box>
            </thead>
            <tbody>
              {bands.map((band) => (
                <Box component="tr" key={band.name} sx={{ '& td': { textAlign: 'right' } }}>
                  <Box component="th" scope="row" sx={{ fontWeight: 400, textAlign: 'left', py: 0.25 }}>
                    {band.name}
                  </Box>
                  <td>{points(band.from)}</td>
                  <td>{formatCount(counts.get(band.name) ?? 0)}</td>
                </Box>
              ))}
            </tbody>
          </Box>
          {isClosed ? null : (
            <OursOnly>
              <Button onClick={() => setTyped(typedOf(bands))}>{w.bandEdit}</Button>
            </OursOnly>
          )}
        </>
      ) : (
        <Box sx={{ display: 'grid', gap: 1, mt: 1 }}>
          {shown.map((band, at) => {
            const fault = faultOf(at);
            const isDouble = names.indexOf(names[at] ?? '') !== at || names[at] === '';
            return (
              <Box
                // Bands are known by their place while they are typed.
                key={at}
                sx={{
                  display: 'grid',
                  gridTemplateColumns: 'minmax(0, 1fr) 6.5rem 1.75rem',
                  gap: 1,
                  alignItems: 'start',
                }}
              >
                <TextField
                  value={band.name}
                  error={isDouble}
                  onChange={(event) => change(at, { name: event.target.value })}
                  onBlur={() => void autosave.flush()}
                  slotProps={{
                    htmlInput: { 'aria-label': w.bandNameOf(formatCount(at + 1)), maxLength: 60 },
                  }}
                />
                <TextField
                  value={band.from}
                  error={fault !== undefined}
                  helperText={fault}
                  onChange={(event) => change(at, { from: event.target.value })}
                  onBlur={() => void autosave.flush()}
                  slotProps={{
                    htmlInput: {
                      'aria-label': w.bandFromOf(band.name),
                      inputMode: 'decimal',
                      autoComplete: 'off',
                    },
                  }}
                />
                <IconButton
                  aria-label={w.bandRemove(band.name)}
                  disabled={shown.length === 1}
                  onClick={() => put(shown.filter((_band, index) => index !== at))}
                >
                  <CloseIcon sx={{ fontSize: 16 }} />
                </IconButton>
              </Box>
            );
          })}
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button
              disabled={shown.length >= 12}
              onClick={() => put([{ from: '', name: w.bandNew }, ...shown])}
            >
              {w.bandAdd}
            </Button>
            <Button
              variant="outlined"
              disabled={
                shown.some((_band, at) => faultOf(at) !== undefined) || new Set(names).size !== names.length
              }
              onClick={() => {
                void autosave.flush();
                setTyped(null);
              }}
              sx={{ ml: 'auto' }}
            >
              {w.bandDone}
            </Button>
          </Box>
        </Box>
      )}
    </Box>
  );
}

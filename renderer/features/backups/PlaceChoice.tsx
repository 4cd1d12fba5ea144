// A stick or folder: those that this PC offers, the operating system's own dialog where there is one, or a path typed in.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { ExchangePlace } from '../../../core/contract/exchange.ts';
import { currentTransport } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeWords } from '../evidence/evidence-words.ts';

interface PlaceChoiceProps {
  readonly value: string;
  readonly onChange: (path: string) => void;
}

export function PlaceChoice({ value, onChange }: PlaceChoiceProps) {
  const w = useText().backups.place;
  const places = useQueryOf('exchange.places', {});
  const choose = useCommand('exchange.choosePlace');
  const [chosen, setChosen] = useState<ExchangePlace | null>(null);
  const listed = places.data ?? [];
  const all =
    chosen === null || listed.some(({ path }) => path === chosen.path) ? listed : [chosen, ...listed];
  const isListed = all.some(({ path }) => path === value);
  async function browse() {
    const place = await choose.run({});
    if (place == null) return;
    setChosen(place);
    onChange(place.path);
  }
  return (
    <Box sx={{ display: 'grid', gap: 1 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography variant="subtitle2" component="p" id="backup-places" sx={{ flex: 1 }}>
          {w.sticks}
        </Typography>
        <Button disabled={places.isFetching} onClick={() => void places.refetch()}>
          {w.again}
        </Button>
        {currentTransport().kind === 'ipc' ? (
          <Button variant="outlined" disabled={choose.pending} onClick={() => void browse()}>
            {w.browse}
          </Button>
        ) : null}
      </Box>
      {places.data === undefined && !places.isError ? (
        <Typography variant="body2" color="text.secondary" component="output">
          {w.looking}
        </Typography>
      ) : all.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.none}
        </Typography>
      ) : (
        <RadioGroup
          aria-labelledby="backup-places"
          value={isListed ? value : ''}
          sx={{ maxHeight: '14rem', overflow: 'auto', flexWrap: 'nowrap' }}
        >
          {all.map((place) => (
            <FormControlLabel
              key={place.path}
              value={place.path}
              control={<Radio size="small" onChange={() => onChange(place.path)} />}
              label={
                <>
                  <Box component="span" sx={{ fontWeight: 500 }}>
                    {place.label}
                  </Box>{' '}
                  <Box component="span" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                    {place.label === place.path ? '' : place.path}
                    {place.freeBytes === null ? '' : ` · ${w.free(sizeWords(place.freeBytes))}`}
                  </Box>
                </>
              }
              slotProps={{ typography: { variant: 'body2' } }}
            />
          ))}
        </RadioGroup>
      )}
      {currentTransport().kind === 'ipc' ? null : (
        <TextField
          label={w.typed}
          placeholder={w.typedHint}
          value={isListed ? '' : value}
          onChange={(event) => onChange(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 1000, spellCheck: false, autoComplete: 'off' } }}
        />
      )}
    </Box>
  );
}

// Where a file is written: sticks with their free space, folders, a folder by its path or by the desktop's dialog, or the
// browser's own download.
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Radio from '@mui/material/Radio';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import FolderIcon from '@mui/icons-material/FolderOutlined';
import UsbIcon from '@mui/icons-material/UsbOutlined';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import type { ExchangePlace } from '../../../core/contract/exchange.ts';
import { ErrorState, FormSkeleton } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { sizeOf } from './exchange-words.ts';
import type { Places } from './use-places.ts';

/** A path, or the browser's download. */
export type ChosenPlace = { readonly kind: 'place'; readonly path: string } | { readonly kind: 'browser' };

interface PlaceChooserProps {
  readonly label: string;
  readonly places: Places;
  readonly value: ChosenPlace | null;
  readonly onChange: (value: ChosenPlace) => void;
  /** About so many bytes will be written. */
  readonly needed?: number;
}

/** The place of a choice, while it is there. */
export function placeOf(places: Places, value: ChosenPlace | null): ExchangePlace | undefined {
  return value?.kind === 'place' ? places.places?.find(({ path }) => path === value.path) : undefined;
}
export function hasRoom(place: ExchangePlace, needed: number): boolean {
  return place.freeBytes === null || place.freeBytes >= needed;
}

export function PlaceChooser({ label, places, value, onChange, needed = 0 }: PlaceChooserProps) {
  const t = useText();
  const w = t.exchange.places;
  const listed = places.places;
  const removable = listed?.filter(({ kind }) => kind === 'removable') ?? [];
  const folders = listed?.filter(({ kind }) => kind === 'folder') ?? [];
  const gone = value?.kind === 'place' && listed !== undefined && placeOf(places, value) === undefined;
  const line = (place: ExchangePlace) => (
    <PlaceLine
      key={place.path}
      place={place}
      needed={needed}
      checked={value?.kind === 'place' && value.path === place.path}
      onChoose={() => onChange({ kind: 'place', path: place.path })}
    />
  );
  return (
    <Box component="fieldset" sx={{ border: 0, m: 0, p: 0, minWidth: 0, display: 'grid', gap: 1.5 }}>
      <Box component="legend" sx={{ p: 0, mb: 0.5, fontSize: '1.0625rem', fontWeight: 600 }}>
        {label}
      </Box>
      {listed === undefined && places.error === null ? <FormSkeleton rows={3} /> : null}
      {listed === undefined ? null : (
        <Box component="section" aria-label={w.removable}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 0.5 }}>
            <Typography variant="subtitle2" component="h3" sx={{ flex: 1 }}>
              {w.removable}
            </Typography>
            <Button disabled={places.looking} onClick={places.refresh}>
              {w.refresh}
            </Button>
          </Box>
          {removable.length === 0 ? (
            <Box
              sx={{
                display: 'block',
                border: '1px dashed',
                borderColor: 'divider',
                borderRadius: 1,
                px: 2,
                py: 1.5,
              }}
              component="output"
            >
              <Typography variant="subtitle2" component="p">
                {w.none}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {w.noneText}
              </Typography>
            </Box>
          ) : (
            <Lines>{removable.map(line)}</Lines>
          )}
        </Box>
      )}
      {folders.length === 0 && places.native ? null : (
        <Box component="section" aria-label={w.folders}>
          <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
            {w.folders}
          </Typography>
          <Lines>
            {folders.map(line)}
            {places.native ? null : (
              <ChoiceLine
                icon={<DownloadIcon sx={{ fontSize: 20 }} />}
                title={w.browser}
                text={w.browserText}
                checked={value?.kind === 'browser'}
                onChoose={() => onChange({ kind: 'browser' })}
              />
            )}
          </Lines>
        </Box>
      )}
      {gone ? (
        <Typography variant="body2" color="error" role="alert">
          {w.gone}
        </Typography>
      ) : null}
      <OtherFolder places={places} onChoose={(path) => onChange({ kind: 'place', path })} />
      {places.error === null ? null : <ErrorState error={places.error} compact onRetry={places.refresh} />}
    </Box>
  );
}

interface OtherFolderProps {
  readonly places: Places;
  readonly onChoose?: (path: string) => void;
}
/** A folder beyond the list: through the desktop's dialog, or typed where there is none. */
export function OtherFolder({ places, onChoose }: OtherFolderProps) {
  const w = useText().exchange.places;
  const [typed, setTyped] = useState(places.folder);
  if (places.native) {
    return (
      <Box>
        <Button
          variant="outlined"
          color="secondary"
          onClick={() =>
            void places.chooseNatively().then((place) => {
              if (place !== null) onChoose?.(place.path);
            })
          }
        >
          {w.choose}
        </Button>
      </Box>
    );
  }
  const open = () => {
    const path = typed.trim();
    if (path === '') return;
    places.openFolder(path);
    onChoose?.(path);
  };
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start', maxWidth: '36rem' }}>
      <TextField
        label={w.typed}
        value={typed}
        helperText={w.typedHint}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          open();
        }}
        slotProps={{ htmlInput: { maxLength: 1000, autoComplete: 'off', spellCheck: false } }}
      />
      <Button
        variant="outlined"
        color="secondary"
        disabled={typed.trim() === ''}
        onClick={open}
        sx={{ flex: 'none', mt: 0.25 }}
      >
        {w.look}
      </Button>
    </Box>
  );
}

function Lines({ children }: { readonly children: ReactNode }) {
  return <Box sx={{ display: 'grid', gap: 0.75 }}>{children}</Box>;
}

interface PlaceLineProps {
  readonly place: ExchangePlace;
  readonly needed: number;
  readonly checked: boolean;
  readonly onChoose: () => void;
}
function PlaceLine({ place, needed, checked, onChoose }: PlaceLineProps) {
  const t = useText();
  const w = t.exchange;
  const room = hasRoom(place, needed);
  const facts = [
    ...(place.label === place.path ? [] : [place.path]),
    place.freeBytes === null ? w.freeUnknown : w.freeSpace(sizeOf(t, place.freeBytes)),
    ...(place.fileLimit !== null && needed > place.fileLimit
      ? [w.places.parts(sizeOf(t, place.fileLimit))]
      : []),
  ];
  return (
    <ChoiceLine
      icon={
        place.kind === 'removable' ? <UsbIcon sx={{ fontSize: 20 }} /> : <FolderIcon sx={{ fontSize: 20 }} />
      }
      title={place.label}
      text={facts.join(' · ')}
      fault={room ? undefined : w.places.tooSmall(sizeOf(t, needed))}
      checked={checked}
      onChoose={onChoose}
    />
  );
}

interface ChoiceLineProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string;
  readonly fault?: string | undefined;
  readonly checked: boolean;
  readonly onChoose: () => void;
  /** What belongs to this choice while it is chosen. */
  readonly children?: ReactNode;
}
/** One of several ways, as a line that can be pressed anywhere. */
export function ChoiceLine({ icon, title, text, fault, checked, onChoose, children }: ChoiceLineProps) {
  const id = useId();
  const described = text !== undefined || fault !== undefined;
  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: checked ? 'primary.main' : 'divider',
        borderRadius: 1,
        backgroundColor: checked ? 'background.tint' : 'background.paper',
        minWidth: 0,
      }}
    >
      <Box
        component="label"
        sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, pr: 1.5, py: 0.25, cursor: 'pointer' }}
      >
        <Radio
          size="small"
          checked={checked}
          onChange={onChoose}
          slotProps={{
            input: {
              'aria-labelledby': `${id}-title`,
              ...(described ? { 'aria-describedby': `${id}-text` } : {}),
            },
          }}
        />
        {icon === undefined ? null : (
          <Box
            component="span"
            aria-hidden
            sx={{ color: 'text.secondary', pt: 0.875, display: 'inline-flex' }}
          >
            {icon}
          </Box>
        )}
        <Box component="span" sx={{ py: 0.75, pl: 0.5, minWidth: 0, overflowWrap: 'anywhere' }}>
          <Box
            component="span"
            id={`${id}-title`}
            sx={{ display: 'block', fontSize: '0.875rem', fontWeight: 600, lineHeight: 1.6 }}
          >
            {title}
          </Box>
          {described ? (
            <Box
              component="span"
              id={`${id}-text`}
              sx={{ display: 'block', fontSize: '0.8125rem', lineHeight: 1.5, color: 'text.secondary' }}
            >
              {text}
              {fault === undefined ? null : (
                <Box component="span" sx={{ display: 'block', color: 'error.main', fontWeight: 600 }}>
                  {fault}
                </Box>
              )}
            </Box>
          ) : null}
        </Box>
      </Box>
      {checked && children !== undefined ? (
        <Box sx={{ pl: 5, pr: 2, pb: 1.5, display: 'grid', gap: 1.5 }}>{children}</Box>
      ) : null}
    </Box>
  );
}

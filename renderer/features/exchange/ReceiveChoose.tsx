// The first step of receiving: what lies on sticks with one click, a drop, or a file of this PC.
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import type { ExchangePlace } from '../../../core/contract/exchange.ts';
import { showNotice } from '../../api/toasts.ts';
import { ErrorState, FormSkeleton } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { sizeOf } from './exchange-words.ts';
import { OtherFolder } from './PlaceChooser.tsx';
import { usePlaces } from './use-places.ts';

export type FoundFile = ExchangePlace['files'][number];

interface ReceiveChooseProps {
  readonly onFound: (file: FoundFile) => void;
  readonly onFile: (file: File) => void;
}

export function ReceiveChoose({ onFound, onFile }: ReceiveChooseProps) {
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 22rem)' },
      }}
    >
      <FoundFiles onFound={onFound} />
      <DropZone onFile={onFile} />
    </Box>
  );
}

function FoundFiles({ onFound }: { readonly onFound: (file: FoundFile) => void }) {
  const t = useText();
  const w = t.exchange.receiving;
  const p = t.exchange.places;
  const places = usePlaces();
  const listed = places.places;
  const removable = listed?.filter(({ kind }) => kind === 'removable') ?? [];
  // Folders without a file of ours say nothing; one that was asked for does.
  const folders =
    listed?.filter(
      ({ kind, files, path }) => kind === 'folder' && (files.length > 0 || path === places.folder),
    ) ?? [];
  return (
    <Box component="section" aria-labelledby="found-files" sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 1 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h2" id="found-files">
            {w.found}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {w.foundText}
          </Typography>
        </Box>
        <Button disabled={places.looking} onClick={places.refresh}>
          {p.refresh}
        </Button>
      </Box>
      {listed === undefined && places.error === null ? <FormSkeleton rows={3} /> : null}
      {listed !== undefined && removable.length === 0 ? (
        <Box
          component="output"
          sx={{
            border: '1px dashed',
            borderColor: 'divider',
            borderRadius: 1,
            px: 2,
            py: 1.5,
            display: 'block',
          }}
        >
          <Typography variant="subtitle2" component="p">
            {p.none}
          </Typography>
          <Typography variant="body2" color="text.secondary">
            {p.noneText}
          </Typography>
        </Box>
      ) : null}
      {[...removable, ...folders].map((place) => (
        <PlaceFiles key={place.path} place={place} onFound={onFound} />
      ))}
      <OtherFolder places={places} />
      {places.error === null ? null : <ErrorState error={places.error} compact onRetry={places.refresh} />}
    </Box>
  );
}

/** Of a folder that has been used for years: the newest are what came just now. */
const LISTED = 8;

interface PlaceFilesProps {
  readonly place: ExchangePlace;
  readonly onFound: (file: FoundFile) => void;
}
function PlaceFiles({ place, onFound }: PlaceFilesProps) {
  const t = useText();
  const w = t.exchange.receiving;
  const [limit, setLimit] = useState(LISTED);
  const shown = place.files.slice(0, limit);
  return (
    <Box
      component="section"
      aria-label={place.label}
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
      }}
    >
      <Box
        sx={{
          display: 'flex',
          gap: 1,
          alignItems: 'baseline',
          px: 1.5,
          py: 0.75,
          backgroundColor: 'background.sunken',
          borderBottom: '1px solid',
          borderColor: 'divider',
        }}
      >
        <Typography variant="subtitle2" component="h3">
          {place.label}
        </Typography>
        {place.label === place.path ? null : (
          <Typography variant="caption" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
            {place.path}
          </Typography>
        )}
      </Box>
      {place.files.length === 0 ? (
        <Typography variant="body2" color="text.secondary" sx={{ px: 1.5, py: 1 }}>
          {w.noFiles}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {shown.map((file, index) => (
            <Box
              component="li"
              key={file.path}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1.5,
                px: 1.5,
                py: 0.75,
                borderTop: index === 0 ? 0 : '1px solid',
                borderColor: 'divider',
              }}
            >
              <Box sx={{ flex: 1, minWidth: 0 }}>
                <Box
                  component="span"
                  sx={{ display: 'block', fontSize: '0.875rem', overflowWrap: 'anywhere' }}
                >
                  {file.fileName}
                </Box>
                <Box
                  component="span"
                  sx={{
                    display: 'flex',
                    gap: 1,
                    alignItems: 'baseline',
                    flexWrap: 'wrap',
                    fontSize: '0.75rem',
                  }}
                >
                  <StatusChip
                    tone={file.kind === 'package' ? 'accent' : 'plain'}
                    label={w.fileKinds[file.kind]}
                  />
                  <Box component="span" sx={{ color: 'text.secondary' }}>
                    {sizeOf(t, file.bytes)} · {momentOf(file.modifiedAt)}
                  </Box>
                </Box>
              </Box>
              <Button
                variant="outlined"
                aria-label={w.actsOf(w.acts[file.kind], file.fileName)}
                onClick={() => onFound(file)}
                sx={{ flex: 'none' }}
              >
                {w.acts[file.kind]}
              </Button>
            </Box>
          ))}
          {place.files.length > limit ? (
            <Box component="li" sx={{ px: 1.5, py: 0.5, borderTop: '1px solid', borderColor: 'divider' }}>
              <Button onClick={() => setLimit(limit + 50)}>
                {w.moreFiles(formatCount(place.files.length - limit))}
              </Button>
            </Box>
          ) : null}
        </Box>
      )}
    </Box>
  );
}

function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const t = useText();
  const w = t.exchange.receiving;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  function take(files: readonly File[]) {
    const [file] = files;
    if (file === undefined) return;
    if (files.length > 1) showNotice(w.oneFile);
    onFile(file);
  }
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <Box
      onDragOver={(event) => drag(event, true)}
      onDragLeave={(event) => drag(event, false)}
      onDrop={(event) => {
        drag(event, false);
        take([...event.dataTransfer.files]);
      }}
      sx={{
        border: '2px dashed',
        borderColor: over ? 'primary.main' : 'divider',
        borderRadius: 1,
        backgroundColor: over ? 'background.tint' : 'background.paper',
        px: 3,
        py: 4,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1.25,
        textAlign: 'center',
      }}
    >
      <UploadIcon sx={{ fontSize: 34, color: 'text.secondary' }} />
      <Typography variant="subtitle1" component="p">
        {over ? w.dropNow : w.drop}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {w.or}
      </Typography>
      <Button variant="contained" onClick={() => input.current?.click()}>
        {w.choose}
      </Button>
      <Typography variant="caption" color="text.secondary">
        {w.kinds}
      </Typography>
      {/* Opened by the button above, which has the name and the focus. */}
      <input
        type="file"
        ref={input}
        hidden
        accept=".cchc,.cchcr,.cchck,.cchcw"
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          // The same file can be chosen again after the stick was copied anew.
          event.target.value = '';
          take(chosen);
        }}
      />
    </Box>
  );
}

// One piece of evidence, whole: the picture with rotation and zoom, the pages of a PDF, or the way to take the file out
// and open it elsewhere; beside it what it is called, shows and proves. Nothing is opened by itself.
import { Suspense, lazy, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import DeleteIcon from '@mui/icons-material/DeleteOutlineOutlined';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import NextIcon from '@mui/icons-material/ChevronRightOutlined';
import PreviousIcon from '@mui/icons-material/ChevronLeftOutlined';
import RotateLeftIcon from '@mui/icons-material/RotateLeftOutlined';
import RotateRightIcon from '@mui/icons-material/RotateRightOutlined';
import ZoomInIcon from '@mui/icons-material/ZoomInOutlined';
import ZoomOutIcon from '@mui/icons-material/ZoomOutOutlined';
import type { ReactNode } from 'react';
import type { Evidence } from '../../../core/contract/evidence.ts';
import { ApiError, call } from '../../api/client.ts';
import { useAutosave } from '../../api/autosave.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showError, showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, useFieldError } from '../../components/Fields.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { EmptyState, ErrorState, FormSkeleton } from '../../components/States.tsx';
import { dayOrBlank } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { LinkEditor } from './LinkEditor.tsx';
import { PictureView } from './PictureView.tsx';
import { isShown, sizeWords } from './evidence-words.ts';

const PdfPages = lazy(async () => ({ default: (await import('./PdfPages.tsx')).PdfPages }));

interface EvidenceViewerProps {
  readonly visitId: string;
  /** Those that "previous" and "next" go through, in their order. */
  readonly rows: readonly Evidence[];
  readonly openedId: string;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

export function EvidenceViewer({ visitId, rows, openedId, readOnly, onOpen, onClose }: EvidenceViewerProps) {
  const t = useText();
  const w = t.evidence.viewer;
  const list = useQueryOf('evidence.list', { visitId });
  const row = list.data?.find(({ id }) => id === openedId);
  const place = rows.findIndex(({ id }) => id === openedId);
  const step = (by: number) => {
    const next = rows[place + by];
    if (next !== undefined) onOpen(next.id);
  };
  const name = row?.caption ?? row?.fileName ?? '';
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth={false}
      aria-label={w.label(name)}
      slotProps={{
        paper: { sx: { height: '100%', maxHeight: 'calc(100% - 32px)', m: 2, width: 'calc(100% - 32px)' } },
      }}
    >
      {row === undefined ? (
        // Deleted elsewhere, or taken back, while it was open.
        <EmptyState title={t.evidence.empty} action={<Button onClick={onClose}>{w.close}</Button>} />
      ) : (
        <Opened
          key={row.id}
          row={row}
          count={list.data?.length ?? 0}
          readOnly={readOnly}
          onStep={step}
          hasPrevious={place > 0}
          hasNext={place >= 0 && place < rows.length - 1}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface OpenedProps {
  readonly row: Evidence;
  readonly count: number;
  readonly readOnly: boolean;
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

const quarter = (rotation: number, by: 90 | -90) => ((rotation + by + 360) % 360) as Evidence['rotation'];
const isTyping = (target: EventTarget) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

function Opened({ row, count, readOnly, hasPrevious, hasNext, onStep, onClose }: OpenedProps) {
  const t = useText();
  const w = t.evidence.viewer;
  const [zoom, setZoom] = useState(1);
  const remove = useCommand('evidence.delete');
  const move = useCommand('evidence.move');
  const autosave = useAutosave<Evidence>({
    rowKey: `evidence:${row.id}`,
    row,
    send: (rev, patch, meta) => call('evidence.update', { id: row.id, rev: rev ?? 1, patch }, meta),
    async reload() {
      const found = (await call('evidence.list', { visitId: row.visitId })).find(({ id }) => id === row.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND', detail: { entity: 'evidence' } });
      return found;
    },
  });
  const { rotation, takenOn } = autosave.value;
  const faultOf = useFieldError(autosave.state.kind === 'error' ? autosave.state.error : null);
  const canTurn = isShown(row.media) || row.media === 'application/pdf';
  const larger = () => setZoom((now) => Math.min(8, now * 1.25));
  const smaller = () => setZoom((now) => Math.max(0.25, now / 1.25));
  const turn = (by: 90 | -90) => autosave.choose('rotation', quarter(rotation, by));
  const isOpen = useRef(true);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  async function drop() {
    await autosave.flush();
    const rev = (await autosaveRev(row)) ?? row.rev;
    if ((await remove.run({ id: row.id, rev })) === undefined) return;
    showUndo(w.deleted(row.fileName));
    // Closed, or gone on to another one, while it was being deleted: nothing opens by itself.
    if (!isOpen.current) return;
    if (hasNext) onStep(1);
    else if (hasPrevious) onStep(-1);
    else onClose();
  }
  async function moveTo(ordinal: number) {
    await autosave.flush();
    const rev = (await autosaveRev(row)) ?? row.rev;
    await move.run({ id: row.id, rev, ordinal });
  }
  function onKeyDown(event: KeyboardEvent) {
    if (
      isTyping(event.target) ||
      event.nativeEvent.isComposing ||
      event.ctrlKey ||
      event.altKey ||
      event.metaKey
    )
      return;
    const acts: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onStep(-1),
      ArrowRight: () => onStep(1),
      '+': larger,
      '=': larger,
      '-': smaller,
      '0': () => setZoom(1),
      ...(readOnly || !canTurn ? {} : { r: () => turn(90), R: () => turn(-90) }),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }
  const position = count === 0 ? 0 : row.ordinal;
  return (
    <Box
      onKeyDown={onKeyDown}
      sx={{
        height: 1,
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) 22rem' },
        gridTemplateRows: { xs: 'minmax(18rem, 1fr) auto', md: 'minmax(0, 1fr)' },
        minHeight: 0,
        overflow: { xs: 'auto', md: 'hidden' },
      }}
    >
      <Box
        sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, minWidth: 0, bgcolor: 'action.hover' }}
      >
        <Box
          role="toolbar"
          aria-label={w.picture}
          sx={{ display: 'flex', gap: 0.5, alignItems: 'center', p: 0.5, bgcolor: 'background.paper' }}
        >
          <Tool label={w.previous} disabled={!hasPrevious} onClick={() => onStep(-1)}>
            <PreviousIcon />
          </Tool>
          <Tool label={w.next} disabled={!hasNext} onClick={() => onStep(1)}>
            <NextIcon />
          </Tool>
          {canTurn && (
            <>
              <Tool label={w.rotateLeft} disabled={readOnly} onClick={() => turn(-90)}>
                <RotateLeftIcon />
              </Tool>
              <Tool label={w.rotateRight} disabled={readOnly} onClick={() => turn(90)}>
                <RotateRightIcon />
              </Tool>
              <Tool label={w.zoomOut} onClick={smaller}>
                <ZoomOutIcon />
              </Tool>
              <Tool label={w.zoomIn} onClick={larger}>
                <ZoomInIcon />
              </Tool>
              <Button size="small" onClick={() => setZoom(1)}>
                {w.fit}
              </Button>
            </>
          )}
          <Box sx={{ flex: 1 }} />
          <Download row={row} />
          <Tool label={w.close} onClick={onClose}>
            <CloseIcon />
          </Tool>
        </Box>
        <Box sx={{ flex: 1, minHeight: 0, minWidth: 0 }}>
          <Content row={row} rotation={rotation} zoom={zoom} />
        </Box>
      </Box>
      <Box
        component="section"
        aria-label={w.label(row.fileName)}
        sx={{
          overflowY: { md: 'auto' },
          p: 2,
          display: 'flex',
          flexDirection: 'column',
          gap: 1.5,
          minWidth: 0,
        }}
      >
        {autosave.conflicts.length > 0 && (
          <ConflictNotice
            autosave={autosave}
            labelOf={(field) => (field === 'caption' ? w.caption : field)}
          />
        )}
        <AutoText
          autosave={autosave}
          field="caption"
          label={w.caption}
          nullable
          multiline
          maxLength={1000}
          disabled={readOnly}
        />
        <AutoText
          autosave={autosave}
          field="fileName"
          label={w.fileName}
          helperText={w.fileNameHint}
          required
          maxLength={200}
          disabled={readOnly}
        />
        <DayField
          label={w.takenOn}
          value={takenOn}
          onChange={(day) => autosave.choose('takenOn', day)}
          error={faultOf('takenOn')}
          disabled={readOnly}
        />
        <Box
          component="dl"
          sx={{
            m: 0,
            display: 'grid',
            gridTemplateColumns: 'max-content 1fr',
            columnGap: 2,
            rowGap: 0.5,
            fontSize: '0.8125rem',
          }}
        >
          <Fact term={w.size}>{sizeWords(row.size)}</Fact>
          {row.location === 'none' && !row.media.startsWith('image/') ? null : (
            <Fact term={w.place}>{w.location[row.location]}</Fact>
          )}
          {readOnly && takenOn !== null ? <Fact term={w.takenOn}>{dayOrBlank(takenOn)}</Fact> : null}
        </Box>
        {row.duplicateOf === null ? null : (
          <Typography variant="body2" sx={{ color: 'warning.main' }}>
            {t.evidence.duplicate}
          </Typography>
        )}
        <LinkEditor row={row} readOnly={readOnly} />
        {readOnly ? null : (
          <>
            <Box role="group" aria-label={w.position} sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
              <Button size="small" disabled={position <= 1 || move.pending} onClick={() => void moveTo(1)}>
                {w.first}
              </Button>
              <Button
                size="small"
                disabled={position <= 1 || move.pending}
                onClick={() => void moveTo(Math.max(1, position - 1))}
              >
                {w.earlier}
              </Button>
              <Button
                size="small"
                disabled={position >= count || move.pending}
                onClick={() => void moveTo(position + 1)}
              >
                {w.later}
              </Button>
              <Button
                size="small"
                disabled={position >= count || move.pending}
                onClick={() => void moveTo(Math.max(1, count))}
              >
                {w.last}
              </Button>
            </Box>
            <Button
              color="error"
              startIcon={<DeleteIcon />}
              disabled={remove.pending}
              onClick={() => void drop()}
              sx={{ alignSelf: 'start' }}
            >
              {w.delete}
            </Button>
          </>
        )}
        <SaveStateLabel state={autosave.state} quiet />
      </Box>
    </Box>
  );
}

/** The rev after what was typed last has been saved. */
async function autosaveRev({ id, visitId }: Evidence): Promise<number | undefined> {
  try {
    return (await call('evidence.list', { visitId })).find((one) => one.id === id)?.rev;
  } catch (error) {
    showError(error);
    return undefined;
  }
}

function Content({
  row,
  rotation,
  zoom,
}: {
  readonly row: Evidence;
  readonly rotation: number;
  readonly zoom: number;
}) {
  const t = useText();
  const w = t.evidence.viewer;
  const isPdf = row.media === 'application/pdf';
  const showable = row.present && (isShown(row.media) || isPdf);
  const file = useQueryOf('evidence.open', { id: row.id }, { enabled: showable });
  const [lost, setLost] = useState<string | null>(null);
  if (!row.present) {
    return (
      <Box sx={{ p: 3 }}>
        <EmptyState title={t.evidence.missing} text={t.evidence.missingText} />
      </Box>
    );
  }
  if (!showable) {
    return (
      <Box sx={{ p: 3 }}>
        <EmptyState title={w.noPreview} text={w.noPreviewText} action={<Download row={row} primary />} />
      </Box>
    );
  }
  if (file.isError) return <ErrorState error={file.error} onRetry={() => void file.refetch()} />;
  if (file.data === undefined) return <FormSkeleton rows={4} />;
  const { url } = file.data;
  const again = () => void file.refetch();
  if (isPdf) {
    return (
      <Box tabIndex={0} role="group" aria-label={row.fileName} sx={{ height: 1, overflow: 'auto', p: 2 }}>
        <Suspense fallback={<FormSkeleton rows={4} />}>
          <PdfPages key={url} url={url} rotation={rotation} zoom={zoom} onAgain={again} />
        </Suspense>
      </Box>
    );
  }
  // The address has expired, or the bytes are no picture after all.
  if (lost === url) return <ErrorState error={new ApiError({ code: 'FILE_BROKEN' })} onRetry={again} />;
  return (
    <PictureView
      url={url}
      name={row.caption ?? row.fileName}
      rotation={rotation}
      zoom={zoom}
      onError={() => setLost(url)}
    />
  );
}

function Download({ row, primary = false }: { readonly row: Evidence; readonly primary?: boolean }) {
  const w = useText().evidence.viewer;
  async function take() {
    try {
      const file = await call('evidence.open', { id: row.id });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (failure) {
      showError(failure);
    }
  }
  return (
    <Button
      size={primary ? 'medium' : 'small'}
      variant={primary ? 'contained' : 'text'}
      startIcon={<DownloadIcon sx={{ fontSize: 18 }} />}
      disabled={!row.present}
      onClick={() => void take()}
    >
      {w.download}
    </Button>
  );
}

interface ToolProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}
function Tool({ label, onClick, disabled = false, children }: ToolProps) {
  return (
    <Tooltip title={disabled ? '' : label} disableInteractive>
      <span>
        <IconButton size="small" aria-label={label} disabled={disabled} onClick={onClick}>
          {children}
        </IconButton>
      </span>
    </Tooltip>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <>
      <Box component="dt" sx={{ color: 'text.secondary' }}>
        {term}
      </Box>
      <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Box>
    </>
  );
}

// All evidence of a visit: a grid to look through, filter and order; the whole tab takes what is dropped, pasted or
// chosen, a folder included. Each piece opens in the viewer.
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, RefObject } from 'react';
import {
  DndContext,
  KeyboardSensor,
  PointerSensor,
  closestCenter,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import type { DragEndEvent } from '@dnd-kit/core';
import { SortableContext, rectSortingStrategy, sortableKeyboardCoordinates } from '@dnd-kit/sortable';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { Evidence } from '../../../core/contract/evidence.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { FILE_LIMIT } from '../../../core/rules/file-kind.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showNotice } from '../../api/toasts.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import type { Filter } from '../../components/Filters.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';
import { EvidenceTile, GridSkeleton } from './EvidenceTile.tsx';
import { EvidenceViewer } from './EvidenceViewer.tsx';
import { QueueList } from './QueueList.tsx';
import { carriesFiles, filesOfClipboard, filesOfDrop, withoutLitter } from './dropped-files.ts';
import { sizeWords } from './evidence-words.ts';
import { uploadQueue } from './queue.ts';

const filterNames = ['q', 'link', 'domain'] as const;

/** The domains that a piece of evidence belongs to, through what it proves. */
function domainsOf(row: Evidence, workspace: VisitWorkspace): ReadonlySet<string | null> {
  const { criteria, findings, recommendations } = workspace;
  return new Set(
    row.links.map(({ target }) => {
      if ('criterionId' in target)
        return criteria.find(({ id }) => id === target.criterionId)?.domainId ?? null;
      return 'findingId' in target
        ? (findings.find(({ id }) => id === target.findingId)?.domainId ?? null)
        : (recommendations.find(({ id }) => id === target.recommendationId)?.domainId ?? null);
    }),
  );
}

function matching(rows: readonly Evidence[], workspace: VisitWorkspace, filter: Filter): readonly Evidence[] {
  const wanted = foldText(filter.get('q')).trim();
  const [link, domain] = [filter.get('link'), filter.get('domain')];
  return rows.filter(
    (row) =>
      (wanted === '' ||
        foldText([row.caption, row.fileName, ...row.links.map(({ label }) => label)].join(' ')).includes(
          wanted,
        )) &&
      (link === '' || (link === 'missing' ? !row.present : row.links.length > 0 === (link === 'linked'))) &&
      (domain === '' || domainsOf(row, workspace).has(domain)),
  );
}

const isEditable = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA)$/.test(target.tagName));

export function EvidenceTab({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const w = t.evidence;
  const visitId = workspace.visit.id;
  const list = useQueryOf('evidence.list', { visitId });
  const filter = useFilter();
  const [keepLocation, setKeepLocation] = useState(false);
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);

  const add = (chosen: readonly File[]) =>
    uploadQueue.add(visitId, withoutLitter(chosen), { links: [], keepLocation });
  const newestAdd = useRef(add);
  useEffect(() => {
    newestAdd.current = add;
    // Not an attribute that React types; a name of the browser's own.
    folder.current?.setAttribute('webkitdirectory', '');
  });
  useEffect(() => {
    if (readOnly) return undefined;
    function onPaste(event: ClipboardEvent) {
      if (event.defaultPrevented || isEditable(event.target)) return;
      const pasted = filesOfClipboard(event.clipboardData, new Date(), 'anh-dan');
      if (pasted.length === 0) return;
      event.preventDefault();
      newestAdd.current(pasted);
    }
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, [readOnly]);

  const choose = readOnly ? null : (
    <>
      <Button variant="contained" onClick={() => files.current?.click()}>
        {w.addFiles}
      </Button>
      <Button variant="outlined" onClick={() => folder.current?.click()}>
        {w.addFolder}
      </Button>
    </>
  );
  return (
    <Box
      onDragOver={(event) => {
        if (readOnly || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (readOnly || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(false);
        void filesOfDrop(event.dataTransfer).then(add);
      }}
      sx={{ position: 'relative', flex: 1, px: 2.5, py: 1.5, minHeight: 320 }}
    >
      {over && (
        <Box
          aria-hidden
          sx={{
            position: 'absolute',
            inset: 8,
            zIndex: 2,
            display: 'grid',
            placeItems: 'center',
            border: '2px dashed',
            borderColor: 'primary.main',
            borderRadius: 1,
            backgroundColor: 'background.paper',
            opacity: 0.94,
            fontWeight: 600,
            pointerEvents: 'none',
          }}
        >
          {w.dropHere}
        </Box>
      )}
      {readOnly ? null : (
        <>
          <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mb: 0.5 }}>
            {choose}
            <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 16rem' }}>
              {w.paste}
            </Typography>
            <Tooltip title={w.keepLocationHint} disableInteractive>
              <FormControlLabel
                label={w.keepLocation}
                control={
                  <Switch
                    size="small"
                    checked={keepLocation}
                    onChange={(_event, checked) => setKeepLocation(checked)}
                  />
                }
              />
            </Tooltip>
          </Box>
          <Typography variant="caption" component="p" color="text.secondary" sx={{ mb: 1 }}>
            {keepLocation ? null : `${w.keepLocationHint} `}
            {w.limits(sizeWords(FILE_LIMIT))}
          </Typography>
          {/* Opened by the buttons above, which have the names and the focus. */}
          <FileInput input={files} onFiles={add} />
          <FileInput input={folder} onFiles={add} />
        </>
      )}
      <QueueList visitId={visitId} />
      <Loaded query={list} skeleton={<GridSkeleton />}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              title={w.empty}
              text={readOnly ? w.emptyReadOnly : w.emptyText}
              action={readOnly ? undefined : <Box sx={{ display: 'flex', gap: 1 }}>{choose}</Box>}
            />
          ) : (
            <Grid
              rows={rows}
              shown={matching(rows, workspace, filter)}
              workspace={workspace}
              filter={filter}
              readOnly={readOnly}
              onOpen={setOpened}
            />
          )
        }
      </Loaded>
      {opened === null ? null : (
        <EvidenceViewer
          visitId={visitId}
          rows={matching(list.data ?? [], workspace, filter)}
          openedId={opened}
          readOnly={readOnly}
          onOpen={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </Box>
  );
}

interface FileInputProps {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly onFiles: (files: readonly File[]) => void;
}
function FileInput({ input, onFiles }: FileInputProps) {
  return (
    <input
      type="file"
      ref={input}
      hidden
      multiple
      onChange={(event) => {
        const chosen = [...(event.target.files ?? [])];
        // The same file can be chosen again after it was corrected.
        event.target.value = '';
        onFiles(chosen);
      }}
    />
  );
}

interface GridProps {
  readonly rows: readonly Evidence[];
  readonly shown: readonly Evidence[];
  readonly workspace: VisitWorkspace;
  readonly filter: Filter;
  readonly readOnly: boolean;
  readonly onOpen: (id: string) => void;
}
function Grid({ rows, shown, workspace, filter, readOnly, onOpen }: GridProps) {
  const t = useText();
  const w = t.evidence;
  const move = useCommand('evidence.move');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 6 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  async function place(row: Evidence, ordinal: number) {
    if (ordinal < 1 || ordinal > rows.length || move.pending) return;
    const moved = await move.run({ id: row.id, rev: row.rev, ordinal });
    if (moved !== undefined) showNotice(w.moved(row.fileName, formatCount(ordinal)));
  }
  const placeOf = (id: string | number) => rows.findIndex((row) => row.id === id);
  function onDragEnd({ active, over }: DragEndEvent) {
    const row = rows[placeOf(active.id)];
    if (row === undefined || over === null || over.id === active.id) return;
    void place(row, placeOf(over.id) + 1);
  }
  /** One place among those that are shown: what the filter hides is jumped over. */
  function onMoveKey(event: KeyboardEvent, row: Evidence) {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (readOnly || !event.altKey || by === 0) return;
    event.preventDefault();
    const neighbour = shown[shown.findIndex(({ id }) => id === row.id) + by];
    if (neighbour !== undefined) void place(row, placeOf(neighbour.id) + 1);
  }
  const bytes = rows.reduce((sum, row) => sum + (row.duplicateOf === null ? row.size : 0), 0);
  return (
    <>
      <FilterBar filter={filter} names={filterNames}>
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect
          filter={filter}
          name="link"
          label={w.linked}
          options={(['linked', 'unlinked', 'missing'] as const).map((value) => ({
            value,
            label: w.linkState[value],
          }))}
        />
        <FilterSelect
          filter={filter}
          name="domain"
          label={w.domain}
          options={workspace.domains.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Typography variant="body2" color="text.secondary" component="output">
          {w.total(
            shown.length === rows.length
              ? formatCount(rows.length)
              : `${formatCount(shown.length)}/${formatCount(rows.length)}`,
            sizeWords(bytes),
          )}
        </Typography>
      </FilterBar>
      {shown.length === 0 ? (
        <EmptyState
          title={w.noMatch}
          action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
        />
      ) : (
        <DndContext sensors={sensors} collisionDetection={closestCenter} onDragEnd={onDragEnd}>
          <SortableContext
            items={shown.map(({ id }) => id)}
            strategy={rectSortingStrategy}
            disabled={readOnly}
          >
            <Box
              component="ul"
              aria-label={w.grid}
              sx={{
                listStyle: 'none',
                m: 0,
                p: 0,
                display: 'grid',
                gap: 1.25,
                gridTemplateColumns: 'repeat(auto-fill, minmax(168px, 1fr))',
              }}
            >
              {shown.map((row) => (
                <EvidenceTile
                  key={row.id}
                  row={row}
                  readOnly={readOnly}
                  onOpen={onOpen}
                  onMoveKey={onMoveKey}
                />
              ))}
            </Box>
          </SortableContext>
        </DndContext>
      )}
    </>
  );
}

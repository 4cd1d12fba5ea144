// What proves one criterion, finding or recommendation, in one line: small pictures to open, and a place to add by
// choosing, dropping or pasting. Shows no form of its own but the viewer.
import { useRef, useState } from 'react';
import AttachIcon from '@mui/icons-material/AttachFileOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import type { EvidenceTarget } from '../../../core/contract/evidence.ts';
import { useQueryOf } from '../../api/query.ts';
import { useText } from '../../i18n/text.tsx';
import { EvidenceViewer } from './EvidenceViewer.tsx';
import { QueueList } from './QueueList.tsx';
import { Thumbnail } from './Thumbnail.tsx';
import { carriesFiles, filesOfClipboard, filesOfDrop, withoutLitter } from './dropped-files.ts';
import { proves } from './evidence-words.ts';
import { uploadQueue } from './queue.ts';

interface EvidenceStripProps {
  readonly visitId: string;
  readonly target: EvidenceTarget;
  readonly readOnly: boolean;
}

export function EvidenceStrip({ visitId, target, readOnly }: EvidenceStripProps) {
  const t = useText();
  const w = t.evidence;
  const list = useQueryOf('evidence.list', { visitId });
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [opened, setOpened] = useState<string | null>(null);
  const rows = (list.data ?? []).filter((row) => proves(row, target));
  const add = (files: readonly File[]) =>
    uploadQueue.add(visitId, withoutLitter(files), { links: [target], keepLocation: false });
  return (
    <Box
      role="group"
      aria-label={w.strip(rows.length)}
      onDragOver={(event) => {
        if (readOnly || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (readOnly || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        void filesOfDrop(event.dataTransfer).then(add);
      }}
      onPaste={(event) => {
        const files = readOnly ? [] : filesOfClipboard(event.clipboardData, new Date(), 'anh-dan');
        if (files.length === 0) return;
        event.preventDefault();
        event.stopPropagation();
        add(files);
      }}
      sx={{
        minWidth: 0,
        borderRadius: 1,
        outline: over ? '2px dashed' : 'none',
        outlineColor: 'primary.main',
        backgroundColor: over ? 'background.tint' : 'transparent',
      }}
    >
      <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', flexWrap: 'wrap', minHeight: 40 }}>
        {rows.map((row) => (
          <Tooltip key={row.id} title={row.caption ?? row.fileName} disableInteractive>
            <ButtonBase
              aria-label={w.open(row.caption ?? row.fileName)}
              onClick={() => setOpened(row.id)}
              sx={{
                borderRadius: 0.5,
                fontFamily: 'inherit',
                '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main' },
              }}
            >
              <Thumbnail row={row} size={40} make={!readOnly} />
            </ButtonBase>
          </Tooltip>
        ))}
        {readOnly ? (
          rows.length === 0 && (
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
              {w.empty}
            </Box>
          )
        ) : (
          <Tooltip describeChild title={over ? '' : w.paste} disableInteractive>
            <Button
              size="small"
              startIcon={<AttachIcon sx={{ fontSize: 18 }} />}
              onClick={() => input.current?.click()}
              sx={{ minHeight: 28, py: 0 }}
            >
              {over ? w.dropHere : w.add}
            </Button>
          </Tooltip>
        )}
      </Box>
      {/* Opened by the button above, which has the name and the focus. */}
      <input
        type="file"
        ref={input}
        hidden
        multiple
        onChange={(event) => {
          const chosen = [...(event.target.files ?? [])];
          event.target.value = '';
          add(chosen);
        }}
      />
      <QueueList visitId={visitId} target={target} compact />
      {opened === null ? null : (
        <EvidenceViewer
          visitId={visitId}
          rows={rows}
          openedId={opened}
          readOnly={readOnly}
          onOpen={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </Box>
  );
}

// The first step: a file by button or drop, the template, and in place what is wrong with the file.
import { useRef, useState } from 'react';
import type { DragEvent } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Typography from '@mui/material/Typography';
import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import type { ImportPurpose } from '../../../core/contract/imports.ts';
import { call, upload } from '../../api/client.ts';
import { showError, showNotice } from '../../api/toasts.ts';
import type { UploadedFile } from '../../api/transport.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface FileStepProps {
  readonly purpose: ImportPurpose;
  /** The file that is being read, by name. */
  readonly reading: string | null;
  /** Why the file could not be read. */
  readonly error: unknown;
  readonly onFile: (file: UploadedFile) => void;
  readonly onStop: () => void;
}

export function FileStep({ purpose, reading, error, onFile, onStop }: FileStepProps) {
  const t = useText();
  const w = t.imports;
  const input = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const [sent, setSent] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [over, setOver] = useState(false);
  const busyWith = sent ?? reading;

  async function take(files: readonly File[]) {
    const [file] = files;
    if (file === undefined) return;
    if (files.length > 1) showNotice(w.oneFile);
    const controller = new AbortController();
    sending.current?.abort();
    sending.current = controller;
    setFault(null);
    setSent(file.name);
    try {
      const uploaded = await upload('import', file, controller.signal);
      if (!controller.signal.aborted) onFile(uploaded);
    } catch (failure) {
      if (!controller.signal.aborted) setFault(failure);
    } finally {
      if (sending.current === controller) setSent(null);
    }
  }
  async function template() {
    try {
      const file = await call('imports.template', { purpose });
      const link = document.createElement('a');
      link.href = file.url;
      link.download = file.fileName;
      link.click();
    } catch (failure) {
      showError(failure);
    }
  }
  const drag = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  const problem = busyWith === null ? (fault ?? error) : null;
  return (
    <Box sx={{ maxWidth: '52rem', mx: 'auto', display: 'grid', gap: 2 }}>
      {problem === null ? null : <ErrorState error={problem} />}
      <Box
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          void take([...event.dataTransfer.files]);
        }}
        sx={{
          border: '2px dashed',
          borderColor: over ? 'primary.main' : 'divider',
          borderRadius: 1,
          backgroundColor: over ? 'background.tint' : 'background.paper',
          px: 3,
          py: 5,
          minHeight: 220,
          display: 'flex',
          flexDirection: 'column',
          alignItems: 'center',
          justifyContent: 'center',
          gap: 1.25,
          textAlign: 'center',
        }}
      >
        {busyWith === null ? (
          <>
            <UploadIcon sx={{ fontSize: 34, color: 'text.secondary' }} />
            <Typography variant="subtitle1" component="p">
              {over ? w.dropNow : w.drop}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {w.or}
            </Typography>
            <Button variant="contained" autoFocus onClick={() => input.current?.click()}>
              {problem === null ? w.choose : w.chooseOther}
            </Button>
            <Typography variant="caption" color="text.secondary">
              {w.kinds}
            </Typography>
          </>
        ) : (
          <>
            <Typography variant="subtitle1" component="output" sx={{ overflowWrap: 'anywhere' }}>
              {w.reading(busyWith)}
            </Typography>
            <LinearProgress aria-label={w.reading(busyWith)} sx={{ width: '60%' }} />
            <Button
              onClick={() => {
                sending.current?.abort();
                setSent(null);
                onStop();
              }}
            >
              {w.stop}
            </Button>
          </>
        )}
        {/* Opened by the button above, which has the name and the focus. */}
        <input
          type="file"
          ref={input}
          hidden
          accept=".xlsx,.xlsm,.csv,.tsv,.txt,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,text/csv"
          onChange={(event) => {
            const chosen = [...(event.target.files ?? [])];
            // The same file can be chosen again after it was corrected.
            event.target.value = '';
            void take(chosen);
          }}
        />
      </Box>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
        <Button
          variant="outlined"
          color="secondary"
          startIcon={<DownloadIcon sx={{ fontSize: 18 }} />}
          onClick={() => void template()}
        >
          {w.template}
        </Button>
        <Typography variant="body2" color="text.secondary" sx={{ flex: '1 1 20rem' }}>
          {w.templateHint}
        </Typography>
      </Box>
    </Box>
  );
}

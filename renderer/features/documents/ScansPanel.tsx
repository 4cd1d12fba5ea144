// Scans of the signed original: chosen or dropped, looked at, taken off again.
import { Suspense, lazy, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import CloseIcon from '@mui/icons-material/CloseOutlined';
import type { DocumentDetail, DocumentScan, RenderedFile } from '../../../core/contract/documents.ts';
import { call, upload } from '../../api/client.ts';
import { useIsForeign } from '../../api/may.ts';
import { useCommand } from '../../api/query.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { ErrorState } from '../../components/States.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useText } from '../../i18n/text.tsx';
import { carriesFiles, filesOfDrop } from '../evidence/dropped-files.ts';
import { sizeWords } from '../evidence/evidence-words.ts';

const PdfPages = lazy(async () => ({ default: (await import('../evidence/PdfPages.tsx')).PdfPages }));

interface ScansPanelProps {
  readonly detail: DocumentDetail;
  /** Nothing may be added or removed. */
  readonly readOnly: boolean;
}

interface Refusal {
  readonly name: string;
  readonly error: unknown;
}

export function ScansPanel({ detail, readOnly }: ScansPanelProps) {
  const t = useText();
  const w = t.registers.scans;
  const { document, scans } = detail;
  const input = useRef<HTMLInputElement>(null);
  const remove = useCommand('scans.delete');
  const [over, setOver] = useState(false);
  const [adding, setAdding] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [opened, setOpened] = useState<{ readonly scan: DocumentScan; readonly file: RenderedFile } | null>(
    null,
  );
  // A draft has no signed original.
  const closed = useIsForeign() || readOnly || document.status === 'draft';

  async function add(files: readonly File[]) {
    setRefused([]);
    const added: string[] = [];
    for (const file of files) {
      setAdding(file.name);
      try {
        const taken = await upload('evidence', file);
        await call('scans.add', { documentId: document.id, file: taken.id, fileName: file.name });
        added.push(file.name);
      } catch (error) {
        // The others go on; each refusal keeps its reason.
        setRefused((before) => [...before, { name: file.name, error }]);
      }
    }
    setAdding(null);
    if (added.length > 0) showNotice(w.added(added.join(', ')));
  }
  async function open(scan: DocumentScan) {
    try {
      const file = await call('scans.file', { id: scan.id });
      setOpened({ scan, file });
    } catch (error) {
      showError(error);
    }
  }
  async function drop(scan: DocumentScan) {
    if ((await remove.run({ id: scan.id, rev: scan.rev })) !== undefined) showUndo(w.removed(scan.fileName));
  }

  return (
    <Box
      component="section"
      aria-label={w.title}
      onDragOver={(event) => {
        if (closed || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (closed || !carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        setOver(false);
        void filesOfDrop(event.dataTransfer).then(add);
      }}
      sx={{
        display: 'grid',
        gap: 1,
        outline: over ? '2px dashed' : 'none',
        outlineColor: 'primary.main',
        outlineOffset: 6,
      }}
    >
      <Typography variant="h3" component="h2">
        {w.title}
      </Typography>
      {scans.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {document.status === 'draft' ? w.whenSigned : w.none}
        </Typography>
      ) : (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.5 }}>
          {scans.map((scan) => (
            <Box
              component="li"
              key={scan.id}
              sx={{ display: 'flex', alignItems: 'center', gap: 0.5, fontSize: '0.8125rem' }}
            >
              <Button
                aria-label={w.open(scan.fileName)}
                disabled={!scan.present}
                onClick={() => void open(scan)}
                sx={{
                  flex: 1,
                  minWidth: 0,
                  justifyContent: 'flex-start',
                  textAlign: 'left',
                  overflowWrap: 'anywhere',
                }}
              >
                {scan.fileName}
              </Button>
              <Box
                component="span"
                sx={{ color: scan.present ? 'text.secondary' : 'error.main', flex: 'none' }}
              >
                {scan.present ? sizeWords(scan.size) : w.missing}
              </Box>
              {closed ? null : (
                <IconButton
                  size="small"
                  aria-label={w.remove(scan.fileName)}
                  disabled={remove.pending}
                  onClick={() => void drop(scan)}
                >
                  <CloseIcon sx={{ fontSize: 16 }} />
                </IconButton>
              )}
            </Box>
          ))}
        </Box>
      )}
      {closed ? null : (
        <>
          <Box>
            <Button variant="outlined" disabled={adding !== null} onClick={() => input.current?.click()}>
              {w.add}
            </Button>
          </Box>
          {/* Opened by the button above, which has the name and the focus. */}
          <input
            type="file"
            ref={input}
            hidden
            multiple
            accept=".pdf,.jpg,.jpeg,.png"
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              event.target.value = '';
              void add(chosen);
            }}
          />
          <Typography variant="caption" color="text.secondary" component="output">
            {over ? w.dropHere : adding === null ? w.hint : w.adding(adding)}
          </Typography>
        </>
      )}
      {refused.map(({ name, error }) => (
        <Box key={name}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {w.refused(name)}
          </Typography>
          <ErrorState error={error} compact />
        </Box>
      ))}
      {opened === null ? null : (
        <ScanDialog scan={opened.scan} file={opened.file} onClose={() => setOpened(null)} onAgain={open} />
      )}
    </Box>
  );
}

interface ScanDialogProps {
  readonly scan: DocumentScan;
  readonly file: RenderedFile;
  readonly onClose: () => void;
  readonly onAgain: (scan: DocumentScan) => Promise<void>;
}
function ScanDialog({ scan, file, onClose, onAgain }: ScanDialogProps) {
  const t = useText();
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth aria-labelledby="scan-title">
      <DialogTitle id="scan-title">{scan.fileName}</DialogTitle>
      <DialogContent dividers tabIndex={0} sx={{ backgroundColor: 'background.sunken', p: 1.5 }}>
        {scan.media === 'application/pdf' ? (
          <Suspense fallback={null}>
            <PdfPages url={file.url} rotation={0} zoom={1} onAgain={() => void onAgain(scan)} />
          </Suspense>
        ) : (
          <Box
            component="img"
            src={file.url}
            alt={scan.fileName}
            sx={{ display: 'block', maxWidth: '100%', mx: 'auto' }}
          />
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{t.frame.close}</Button>
        <Button variant="outlined" onClick={() => saveFile(file)}>
          {t.documents.download('').trim()}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

// The real pages: the PDF that would be printed, drawn page by page. Loaded when it is first opened.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import { PDFWorker, getDocument } from 'pdfjs-dist';
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { call } from '../../api/client.ts';
import { PdfPage } from '../../components/PdfPage.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { FlowPreview } from './FlowPreview.tsx';

const WIDTH = 760;

interface PagePreviewProps {
  readonly documentId: string;
  /** A new one means new pages: the row's rev, and whether it was issued. */
  readonly version: string;
  readonly pdf: boolean;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'drawn'; readonly pdf: PDFDocumentProxy };

export function PagePreview({ documentId, version, pdf }: PagePreviewProps) {
  const t = useText();
  const [attempt, setAttempt] = useState(0);
  if (!pdf) return <FlowPreview documentId={documentId} note={t.documents.noPdf} />;
  return (
    <Pages
      key={`${documentId}:${version}:${String(attempt)}`}
      documentId={documentId}
      onAgain={() => setAttempt((count) => count + 1)}
    />
  );
}

function Pages({ documentId, onAgain }: { readonly documentId: string; readonly onAgain: () => void }) {
  const t = useText();
  const [state, setState] = useState<State>({ kind: 'waiting' });

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    // A worker of its own: ending it stops whatever it is at, even before the document is open.
    let worker: PDFWorker | null = null;
    let loading: PDFDocumentLoadingTask | null = null;
    async function open() {
      const file = await call('documents.render', { id: documentId, format: 'pdf' });
      if (signal.aborted) return;
      // Read here and handed over: the library itself speaks only http.
      const answer = await fetch(file.url, { credentials: 'same-origin', signal });
      const data = new Uint8Array(await answer.arrayBuffer());
      if (signal.aborted) return;
      worker = new PDFWorker();
      loading = getDocument({ data, useWasm: false, worker });
      const opened = await loading.promise;
      if (!signal.aborted) setState({ kind: 'drawn', pdf: opened });
    }
    open().catch((error: unknown) => {
      if (!signal.aborted) setState({ kind: 'failed', error });
    });
    return () => {
      leaving.abort();
      const working = worker;
      void loading?.destroy().catch(() => {
        // It was not open yet.
      });
      working?.destroy();
    };
  }, [documentId]);

  if (state.kind === 'failed') return <ErrorState error={state.error} onRetry={onAgain} />;
  if (state.kind === 'waiting') {
    return (
      <Box
        role="status"
        sx={{
          display: 'flex',
          gap: 1.5,
          alignItems: 'center',
          justifyContent: 'center',
          p: 6,
          color: 'text.secondary',
        }}
      >
        <CircularProgress size={18} /> {t.documents.renderingPages}
      </Box>
    );
  }
  return (
    <Box>
      <Box sx={{ display: 'flex', justifyContent: 'center', mb: 1 }}>
        <Button onClick={onAgain}>{t.documents.refreshPages}</Button>
      </Box>
      {Array.from({ length: state.pdf.numPages }, (_, index) => (
        <Box
          key={index}
          component="figure"
          sx={{
            m: '0 auto 20px',
            width: WIDTH,
            maxWidth: 1,
            boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12), 0 2px 10px rgb(0 0 0 / 0.12)',
            background: '#fff',
          }}
        >
          <PdfPage
            pdf={state.pdf}
            number={index + 1}
            width={WIDTH}
            label={t.documents.page(String(index + 1), String(state.pdf.numPages))}
            margin="1200px"
          />
        </Box>
      ))}
    </Box>
  );
}

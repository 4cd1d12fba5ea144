// The real pages: the PDF that would be printed, drawn page by page. Loaded when it is first opened.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';
import { GlobalWorkerOptions, PDFWorker, getDocument } from 'pdfjs-dist';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
// A file of the build, not a module: its address is the default export that Vite makes.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { call } from '../../api/client.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import { FlowPreview } from './FlowPreview.tsx';

GlobalWorkerOptions.workerSrc = workerUrl;

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
        <Page key={index} pdf={state.pdf} number={index + 1} />
      ))}
    </Box>
  );
}

const WIDTH = 760;
/** Drawn at once; the others when they come near. */
const FIRST_DRAWN = 2;

function Page({ pdf, number }: { readonly pdf: PDFDocumentProxy; readonly number: number }) {
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number <= FIRST_DRAWN);
  useEffect(() => {
    const element = canvas.current;
    if (near || element === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '1200px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [near]);
  useEffect(() => {
    if (!near) return undefined;
    let page: PDFPageProxy | null = null;
    let task: { cancel: () => void } | null = null;
    let gone = false;
    async function draw() {
      page = await pdf.getPage(number);
      const element = canvas.current;
      if (gone || element === null) return;
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const viewport = page.getViewport({ scale: (WIDTH * ratio) / page.getViewport({ scale: 1 }).width });
      element.width = Math.floor(viewport.width);
      element.height = Math.floor(viewport.height);
      const rendering = page.render({ canvas: element, viewport });
      task = rendering;
      await rendering.promise;
    }
    draw().catch(() => {
      // Left before it was drawn.
    });
    return () => {
      gone = true;
      task?.cancel();
      page?.cleanup();
    };
  }, [pdf, number, near]);
  return (
    <Box
      component="figure"
      sx={{
        m: '0 auto 20px',
        width: WIDTH,
        maxWidth: 1,
        boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12), 0 2px 10px rgb(0 0 0 / 0.12)',
        background: '#fff',
      }}
    >
      <Box
        component="canvas"
        ref={canvas}
        role="img"
        aria-label={t.documents.page(String(number), String(pdf.numPages))}
        sx={{ display: 'block', width: 1, aspectRatio: '210 / 297' }}
      />
    </Box>
  );
}

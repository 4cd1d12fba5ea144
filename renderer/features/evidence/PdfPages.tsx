// The pages of a PDF that was taken as evidence, each drawn when it comes into view. Nothing inside of it runs: no
// scripts, no forms, no links. Loaded when the first PDF is opened.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist';
import type { PDFDocumentLoadingTask, PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
// A file of the build, not a module: its address is the default export that Vite makes.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { ApiError } from '../../api/client.ts';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

GlobalWorkerOptions.workerSrc = workerUrl;

interface PdfPagesProps {
  readonly url: string;
  readonly rotation: number;
  /** 1 is the width of the frame. */
  readonly zoom: number;
  readonly onAgain: () => void;
}
type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'drawn'; readonly pdf: PDFDocumentProxy };

export function PdfPages({ url, rotation, zoom, onAgain }: PdfPagesProps) {
  const w = useText().evidence;
  const [state, setState] = useState<State>({ kind: 'waiting' });
  useEffect(() => {
    let gone = false;
    let loading: PDFDocumentLoadingTask | null = null;
    async function open() {
      // Read here and handed over: the library itself speaks only http.
      const answer = await fetch(url, { credentials: 'same-origin' });
      if (!answer.ok) throw new ApiError({ code: 'FILE_GONE' });
      const data = new Uint8Array(await answer.arrayBuffer());
      if (gone) return;
      loading = getDocument({ data, useWasm: false });
      const opened = await loading.promise.catch(() => {
        throw new ApiError({ code: 'FILE_BROKEN' });
      });
      if (!gone) setState({ kind: 'drawn', pdf: opened });
    }
    open().catch((error: unknown) => {
      if (!gone) setState({ kind: 'failed', error });
    });
    return () => {
      gone = true;
      void loading?.destroy();
    };
  }, [url]);
  if (state.kind === 'failed') return <ErrorState error={state.error} onRetry={onAgain} />;
  if (state.kind === 'waiting') {
    return (
      <Box
        role="status"
        sx={{ display: 'flex', gap: 1.5, alignItems: 'center', p: 6, color: 'text.secondary' }}
      >
        <CircularProgress size={18} /> {w.pages}
      </Box>
    );
  }
  return (
    <Box sx={{ width: `${String(zoom * 100)}%`, mx: 'auto' }}>
      {Array.from({ length: state.pdf.numPages }, (_, index) => (
        <Page key={index} pdf={state.pdf} number={index + 1} rotation={rotation} />
      ))}
    </Box>
  );
}

const WIDTH = 900;

interface PageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly rotation: number;
}
function Page({ pdf, number, rotation }: PageProps) {
  const w = useText().evidence;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number <= 2);
  const [shape, setShape] = useState(210 / 297);
  useEffect(() => {
    const element = canvas.current;
    if (near || element === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: '600px' },
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
      const turned = (page.rotate + rotation) % 360;
      const plain = page.getViewport({ scale: 1, rotation: turned });
      const ratio = Math.min(window.devicePixelRatio || 1, 2);
      const viewport = page.getViewport({ scale: (WIDTH * ratio) / plain.width, rotation: turned });
      setShape(plain.width / plain.height);
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
  }, [pdf, number, rotation, near]);
  return (
    <Box
      component="figure"
      sx={{ m: '0 auto 16px', boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12)', background: '#fff' }}
    >
      <Box
        component="canvas"
        ref={canvas}
        role="img"
        aria-label={w.page(String(number), String(pdf.numPages))}
        sx={{ display: 'block', width: 1, aspectRatio: String(shape) }}
      />
    </Box>
  );
}

// The pages of a PDF that was taken as evidence, each drawn when it comes into view. Nothing inside of it runs: no
// scripts, no forms, no links. Loaded when the first PDF is opened.
import { useEffect, useState } from 'react';
import Box from '@mui/material/Box';
import CircularProgress from '@mui/material/CircularProgress';
import { getDocument } from 'pdfjs-dist';
import type { PDFDocumentLoadingTask, PDFDocumentProxy } from 'pdfjs-dist';
import { ApiError } from '../../api/client.ts';
import { PdfPage } from '../../components/PdfPage.tsx';
import { ErrorState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

const WIDTH = 900;

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
        <Box
          key={index}
          component="figure"
          sx={{ m: '0 auto 16px', boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12)', background: '#fff' }}
        >
          <PdfPage
            pdf={state.pdf}
            number={index + 1}
            width={WIDTH}
            label={w.page(String(index + 1), String(state.pdf.numPages))}
            rotation={rotation}
          />
        </Box>
      ))}
    </Box>
  );
}

// A page that the server made, on white paper. In a shadow root: its styles are the page's own.
import { useEffect, useRef } from 'react';
import Box from '@mui/material/Box';

interface PaperSheetProps {
  readonly html: string;
  readonly css: string;
}

export function PaperSheet({ html, css }: PaperSheetProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const root = element.shadowRoot ?? element.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(css);
    root.adoptedStyleSheets = [style];
    // Parsed apart, so that nothing in it runs; the server made it from the document's model.
    const parsed = new DOMParser().parseFromString(html, 'text/html');
    root.replaceChildren(...[...parsed.body.childNodes].map((node) => document.importNode(node, true)));
  }, [html, css]);
  return (
    <Box
      ref={host}
      lang="vi"
      sx={{
        // The page brings its own width and margins; a page of tables lies across.
        maxWidth: /^<article class="[^"]*\bnd-wide\b/.test(html) ? '297mm' : '210mm',
        mx: 'auto',
        background: '#fff',
        color: '#000',
        boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12)',
      }}
    />
  );
}

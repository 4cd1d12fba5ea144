// One page of a PDF, drawn when it comes near. Nothing inside of it runs: no scripts, no forms, no links. Only for what is
// loaded when the first PDF is opened.
import { useEffect, useRef, useState } from 'react';
import Box from '@mui/material/Box';
import { GlobalWorkerOptions } from 'pdfjs-dist';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
// A file of the build, not a module: its address is the default export that Vite makes.
// oxlint-disable-next-line import/default
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Drawn at once; the others when they come near. */
const FIRST_DRAWN = 2;

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  /** What it is drawn for, in CSS pixels. */
  readonly width: number;
  readonly label: string;
  readonly rotation?: number;
  /** How long before it comes into view. */
  readonly margin?: string;
}
export function PdfPage({ pdf, number, width, label, rotation = 0, margin = '600px' }: PdfPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [near, setNear] = useState(number <= FIRST_DRAWN);
  const [shape, setShape] = useState(210 / 297);
  useEffect(() => {
    const element = canvas.current;
    if (near || element === null) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: margin },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [near, margin]);
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
      const viewport = page.getViewport({ scale: (width * ratio) / plain.width, rotation: turned });
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
  }, [pdf, number, width, rotation, near]);
  return (
    <Box
      component="canvas"
      ref={canvas}
      role="img"
      aria-label={label}
      sx={{ display: 'block', width: 1, aspectRatio: String(shape) }}
    />
  );
}

// The pages in one flow, where no PDF can be made here. In a shadow root: its styles are the document's own.
import { useEffect, useRef } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import { useQueryOf } from '../../api/query.ts';
import { Loaded } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';

interface FlowPreviewProps {
  readonly documentId: string;
  readonly note: string;
}

export function FlowPreview({ documentId, note }: FlowPreviewProps) {
  const t = useText();
  const preview = useQueryOf('documents.preview', { id: documentId });
  return (
    <>
      <Alert severity="info" variant="outlined" sx={{ maxWidth: 760, mx: 'auto', mb: 1.5 }}>
        <strong>{t.documents.flowPreview}.</strong> {note}
      </Alert>
      <Loaded query={preview}>{({ html, css }) => <Sheet html={html} css={css} />}</Loaded>
    </>
  );
}

function Sheet({ html, css }: { readonly html: string; readonly css: string }) {
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
        maxWidth: 760,
        mx: 'auto',
        p: '36px 44px',
        background: '#fff',
        color: '#000',
        boxShadow: '0 0 0 1px rgb(0 0 0 / 0.12)',
      }}
    />
  );
}

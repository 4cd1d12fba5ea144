// The pages in one flow, where no PDF can be made here.
import Alert from '@mui/material/Alert';
import { useQueryOf } from '../../api/query.ts';
import { PaperSheet } from '../../components/PaperSheet.tsx';
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
      <Loaded query={preview}>{({ html, css }) => <PaperSheet html={html} css={css} />}</Loaded>
    </>
  );
}

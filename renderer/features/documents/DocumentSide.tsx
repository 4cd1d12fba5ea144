// Beside the document: what it is called and who issues it, and what to look at before it is signed.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { warningText } from '../../../core/documents/check-text.ts';
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, SelectField } from '../../components/Fields.tsx';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ConsistencyDetails } from '../desk/ConsistencyPanel.tsx';
import type { DocumentEdit } from './document-edit.ts';

interface DocumentSideProps {
  readonly detail: DocumentDetail;
  readonly autosave: Autosave<DocumentEdit>;
  readonly readOnly: boolean;
  readonly onRedraft: () => void;
}

export function DocumentSide({ detail, autosave, readOnly, onRedraft }: DocumentSideProps) {
  const t = useText();
  const words = t.documents;
  const { language } = useLanguage();
  const issuers = useQueryOf('issuers.list', {});
  const { document, warnings } = detail;
  const edit = autosave.value;
  return (
    <Box
      component="aside"
      aria-label={words.facts}
      sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 2 }}
    >
      <Box component="section">
        <Typography variant="h3" component="h2" sx={{ mb: 1 }}>
          {words.warnings}
        </Typography>
        {warnings.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {words.noWarnings}
          </Typography>
        ) : (
          <Box
            component="ul"
            sx={{ m: 0, pl: 2, display: 'grid', gap: 0.75, fontSize: '0.8125rem', lineHeight: 1.5 }}
          >
            {warnings.map((warning, index) => (
              <li key={index}>{warningText(warning, language)}</li>
            ))}
          </Box>
        )}
      </Box>
      {document.status === 'draft' && document.kind !== 'minutes' ? (
        <ConsistencyDetails
          planId={document.planId}
          {...(document.visitId === null ? {} : { visitId: document.visitId })}
        />
      ) : null}
      <Box component="section" sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="h3" component="h2">
          {words.facts}
        </Typography>
        {document.kind !== 'minutes' && (
          <SelectField
            label={words.titleKind}
            value={edit.titleKind}
            disabled={readOnly}
            choices={(['ket_qua', 'ket_luan'] as const).map((value) => ({
              value,
              label: t.labels.titleKind[value],
            }))}
            onChange={(value) => {
              if (value !== null) autosave.choose('titleKind', value);
            }}
          />
        )}
        <SelectField
          label={words.issuer}
          value={edit.issuerId}
          disabled={readOnly}
          choices={(issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
          onChange={(value) => {
            if (value !== null) autosave.choose('issuerId', value);
          }}
        />
        <AutoText
          autosave={autosave}
          field="symbol"
          label={words.symbol}
          nullable
          maxLength={60}
          disabled={readOnly}
        />
        <AutoText
          autosave={autosave}
          field="subject"
          label={words.subject}
          multiline
          maxLength={1000}
          disabled={readOnly}
        />
        {!readOnly && (
          <Button variant="outlined" onClick={onRedraft}>
            {words.redraft}
          </Button>
        )}
      </Box>
      {detail.frozenDigest !== null && (
        <Box component="section">
          <Typography variant="caption" color="text.secondary" component="h2">
            {words.digest}
          </Typography>
          <Box
            component="code"
            sx={{ fontSize: '0.6875rem', overflowWrap: 'anywhere', color: 'text.secondary' }}
          >
            {detail.frozenDigest}
          </Box>
        </Box>
      )}
    </Box>
  );
}

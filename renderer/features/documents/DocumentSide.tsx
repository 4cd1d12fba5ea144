// Beside the document: what it is called and who issues it, and what to look at before it is signed.
import { memo } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { warningText } from '../../../core/documents/check-text.ts';
import type { DocumentDetail } from '../../../core/contract/documents.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import type { Autosave } from '../../api/autosave.ts';
import { useQueryOf } from '../../api/query.ts';
import { AutoText, CountField, DayField, SelectField } from '../../components/Fields.tsx';
import { shortDay } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { ConsistencyDetails } from '../desk/ConsistencyPanel.tsx';
import type { DocumentEdit } from './document-edit.ts';
import { ScansPanel } from './ScansPanel.tsx';

interface DocumentSideProps {
  readonly detail: DocumentDetail;
  readonly autosave: Autosave<DocumentEdit>;
  /** What `autosave` shows now; handed over so that it can be compared. */
  readonly edit: DocumentEdit;
  readonly readOnly: boolean;
  readonly onRedraft: () => void;
}

/** Typing into the wording changes nothing beside it. */
export const DocumentSide = memo(Side, (a, b) => {
  if (a.detail !== b.detail || a.readOnly !== b.readOnly) return false;
  const names = Object.keys(b.edit).filter((name) => name !== 'content') as (keyof DocumentEdit)[];
  return names.every((name) => a.edit[name] === b.edit[name]);
});

function Side({ detail, autosave, edit, readOnly, onRedraft }: DocumentSideProps) {
  const t = useText();
  const words = t.documents;
  const { language } = useLanguage();
  const issuers = useQueryOf('issuers.list', {});
  const ours = (issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }));
  // The list is of our own issuers; a paper of another office names its own.
  const issuerChoices = ours.some(({ value }) => value === detail.document.issuerId)
    ? ours
    : [...ours, { value: detail.document.issuerId, label: detail.issuerName }];
  const { document, warnings } = detail;
  const traits = kindTraits[document.kind];
  const named = document.kind === 'agency_notice' || document.kind === 'collective_notice';
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
      {document.status === 'draft' &&
      traits.issuer === 'notice' &&
      document.kind !== 'minutes' &&
      document.planId !== null ? (
        <ConsistencyDetails
          planId={document.planId}
          {...(document.visitId === null ? {} : { visitId: document.visitId })}
        />
      ) : null}
      <Box component="section" sx={{ display: 'grid', gap: 1.5 }}>
        <Typography variant="h3" component="h2">
          {words.facts}
        </Typography>
        {named && (
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
          choices={issuerChoices}
          onChange={(value) => {
            if (value !== null) autosave.choose('issuerId', value);
          }}
        />
        {traits.numbered !== 'none' && (
          <AutoText
            autosave={autosave}
            field="symbol"
            label={words.symbol}
            nullable
            maxLength={60}
            disabled={readOnly}
          />
        )}
        <AutoText
          autosave={autosave}
          field="subject"
          label={words.subject}
          multiline
          maxLength={1000}
          disabled={readOnly}
        />
        {edit.asOf !== null && (
          <DayField
            label={words.asOf}
            value={edit.asOf}
            disabled={readOnly}
            onChange={(value) => {
              if (value !== null) autosave.choose('asOf', value);
            }}
          />
        )}
        {(edit.periodFrom !== null || edit.periodTo !== null) && (
          <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 1fr' }}>
            <DayField
              label={words.periodFrom}
              value={edit.periodFrom}
              disabled={readOnly}
              onChange={(value) => {
                if (value !== null) autosave.choose('periodFrom', value);
              }}
            />
            <DayField
              label={words.periodTo}
              value={edit.periodTo}
              disabled={readOnly}
              onChange={(value) => {
                if (value !== null) autosave.choose('periodTo', value);
              }}
            />
          </Box>
        )}
        <Box sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: '1fr 1fr' }}>
          <CountField
            label={words.draftRound}
            value={edit.draftRound}
            disabled={readOnly}
            onChange={(value) => {
              if (value !== null && value >= 1 && value <= 99) autosave.choose('draftRound', value);
            }}
          />
          <SelectField
            label={words.urgency}
            value={edit.urgency}
            disabled={readOnly}
            emptyLabel={words.noUrgency}
            choices={(['khan', 'thuong_khan', 'hoa_toc'] as const).map((value) => ({
              value,
              label: words.urgencies[value],
            }))}
            onChange={(value) => autosave.choose('urgency', value)}
          />
        </Box>
        <Typography variant="caption" color="text.secondary">
          {words.secret}
        </Typography>
        {!readOnly && (
          <Button variant="outlined" onClick={onRedraft}>
            {words.redraft}
          </Button>
        )}
      </Box>
      <Links detail={detail} />
      <ScansPanel detail={detail} readOnly={false} />
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

/** The documents that this one replaces, was replaced by or submits, and those that bear the same number. */
function Links({ detail }: { readonly detail: DocumentDetail }) {
  const t = useText();
  const words = t.documents;
  const { replaces, replacedBy, about, duplicates } = detail;
  const links = [
    [words.replaces, replaces],
    [words.replacedBy, replacedBy],
    [words.about, about],
  ] as const;
  if (duplicates.length === 0 && links.every(([, one]) => one === null)) return null;
  return (
    <Box component="section" sx={{ display: 'grid', gap: 1, fontSize: '0.8125rem' }}>
      {links.map(
        ([label, one]) =>
          one !== null && (
            <Box key={label}>
              {label}: <Reference reference={one} />
            </Box>
          ),
      )}
      {duplicates.length > 0 && (
        <Box role="alert" sx={{ borderLeft: '3px solid', borderColor: 'error.main', pl: 1 }}>
          <strong>{words.duplicates}.</strong> {words.duplicatesText}
          <Box component="ul" sx={{ m: 0, pl: 2 }}>
            {duplicates.map((one) => (
              <li key={one.id}>
                <Reference reference={one} />
              </li>
            ))}
          </Box>
        </Box>
      )}
    </Box>
  );
}

function Reference({ reference }: { readonly reference: NonNullable<DocumentDetail['about']> }) {
  const t = useText();
  const { id, kind, number, symbol, issuedOn, subject } = reference;
  const name = number === null ? t.labels.documentKind[kind] : `${number}/${symbol ?? ''}`;
  return (
    <MuiLink component={Link} to={`/documents/${id}`}>
      {name}
      {issuedOn === null ? '' : `, ${shortDay(issuedOn)}`} · {subject}
    </MuiLink>
  );
}

// Numbers that need a look: the same one twice in a series, and gaps in a series that the team itself owns.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { DocumentRow, NumberingFault } from '../../../core/contract/documents.ts';
import { useQueryOf } from '../../api/query.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { documentName, numberAndSymbol } from '../plans/plan-words.ts';

interface NumberingNoticeProps {
  /** Of one round; otherwise of all. */
  readonly planId?: string;
}

/** More than this many lines are folded. */
const FEW = 4;

export function NumberingNotice({ planId }: NumberingNoticeProps) {
  const t = useText();
  const w = t.registers.numbering;
  const asked = planId === undefined ? {} : { planId };
  const faults = useQueryOf('documents.numbering', asked).data ?? [];
  const documents = useQueryOf('documents.list', {}, { enabled: faults.length > 0 }).data ?? [];
  const [all, setAll] = useState(false);
  if (faults.length === 0) return null;
  const byId = new Map(documents.map((document) => [document.id, document]));
  const duplicates = faults.filter(({ kind }) => kind === 'duplicate');
  const gaps = faults.filter(({ kind }) => kind === 'gap');
  const shown = [...duplicates, ...gaps].slice(0, all ? undefined : FEW);
  const counts = [
    ...(duplicates.length === 0 ? [] : [w.duplicates(formatCount(duplicates.length))]),
    ...(gaps.length === 0 ? [] : [w.gaps(formatCount(gaps.length))]),
  ].join(' · ');
  return (
    <Alert
      severity="warning"
      variant="outlined"
      component="section"
      role="region"
      aria-label={w.title}
      sx={{ '& .MuiAlert-message': { flex: 1 } }}
    >
      <Box component="p" sx={{ m: 0, fontWeight: 600 }}>
        {w.title}: {counts}
      </Box>
      <Box component="ul" sx={{ m: 0, mt: 0.5, pl: 2.5, display: 'grid', gap: 0.25 }}>
        {shown.map((fault) => (
          <li
            key={`${fault.kind}:${fault.issuerId}:${String(fault.year)}:${fault.symbol ?? ''}:${fault.number}`}
          >
            <FaultLine fault={fault} documents={byId} />
          </li>
        ))}
      </Box>
      {faults.length <= FEW ? null : (
        <Button size="small" aria-expanded={all} onClick={() => setAll(!all)} sx={{ mt: 0.5 }}>
          {all ? t.registers.set.collapseAll : `${t.frame.all} (${formatCount(faults.length)})`}
        </Button>
      )}
    </Alert>
  );
}

interface FaultLineProps {
  readonly fault: NumberingFault;
  readonly documents: ReadonlyMap<string, DocumentRow>;
}
function FaultLine({ fault, documents }: FaultLineProps) {
  const t = useText();
  const w = t.registers.numbering;
  const number = numberAndSymbol({ number: fault.number, symbol: fault.symbol }) ?? fault.number;
  if (fault.kind === 'gap') return <>{w.gap(number, String(fault.year), fault.issuerName)}</>;
  return (
    <>
      {w.duplicate(number, String(fault.year), fault.issuerName)}{' '}
      {fault.documentIds.map((id, index) => {
        const document = documents.get(id);
        const name = document === undefined ? number : documentName(document, t.labels.documentKind);
        return (
          <span key={id}>
            {index === 0 ? '' : '; '}
            <MuiLink component={Link} to={`/documents/${id}`} underline="always">
              {name}
            </MuiLink>
          </span>
        );
      })}
    </>
  );
}

// Faults of a spreadsheet in words: where they stand, what is wrong, what to do. The severity is said, not only
// coloured.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { importFaultPlace, importFaultText } from '../../../core/exchange/sheet/fault-text.ts';
import type { ImportFault } from '../../../core/contract/imports.ts';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import { faultsInOrder } from './wizard-state.ts';

interface FaultListProps {
  readonly faults: readonly ImportFault[];
  /** The row stands beside already. */
  readonly inRow?: boolean;
  readonly limit?: number;
}

export function FaultList({ faults, inRow = false, limit = 8 }: FaultListProps) {
  const t = useText();
  const w = t.imports;
  const { language } = useLanguage();
  const [all, setAll] = useState(false);
  const shown = all ? faultsInOrder(faults) : faultsInOrder(faults).slice(0, limit);
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75 }}>
      {shown.map((fault, index) => {
        const { cause, remedy } = importFaultText(fault, language);
        const place = importFaultPlace(
          inRow ? { sheet: null, row: null, column: fault.column } : fault,
          language,
        );
        return (
          <Box
            component="li"
            key={`${fault.code}-${String(fault.row)}-${String(fault.column)}-${String(index)}`}
            sx={{
              borderLeft: '3px solid',
              borderColor: fault.severity === 'error' ? 'error.main' : 'warning.main',
              pl: 1,
              fontSize: '0.8125rem',
              lineHeight: 1.55,
            }}
          >
            <Box
              component="span"
              sx={{ fontWeight: 600, color: fault.severity === 'error' ? 'error.main' : 'warning.main' }}
            >
              {fault.severity === 'error' ? w.severity.error : w.severity.warning}
              {place === '' ? '' : ` (${place})`}
              {': '}
            </Box>
            {cause}{' '}
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {remedy}
            </Box>
          </Box>
        );
      })}
      {faults.length > shown.length ? (
        <li>
          <Button onClick={() => setAll(true)}>
            {w.moreFaults(formatCount(faults.length - shown.length))}
          </Button>
        </li>
      ) : null}
    </Box>
  );
}

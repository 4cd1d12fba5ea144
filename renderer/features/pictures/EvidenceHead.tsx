// The figure whose evidence is listed below: percent, both counts, or why it cannot be told.
import Box from '@mui/material/Box';
import type { Share } from '../../../core/contract/pictures.ts';
import { useText } from '../../i18n/text.tsx';
import { percentOf, useShareWords } from './Figures.tsx';

interface EvidenceHeadProps {
  readonly label: string;
  readonly share: Share | undefined;
  readonly notes: readonly (string | null)[];
}
export function EvidenceHead({ label, share, notes }: EvidenceHeadProps) {
  const t = useText();
  const wordsOf = useShareWords();
  const words = share === undefined ? null : wordsOf(share);
  const percent = share === undefined ? null : percentOf(share);
  return (
    <Box
      component="p"
      role="status"
      sx={{
        m: 0,
        mb: 1.25,
        minHeight: 30,
        display: 'flex',
        gap: 1,
        alignItems: 'baseline',
        flexWrap: 'wrap',
      }}
    >
      <span>{label}:</span>
      {words === null ? (
        t.frame.loading
      ) : (
        <>
          <Box component="strong" sx={{ fontSize: '1.125rem', fontWeight: 600 }}>
            {percent ?? words.counts ?? t.pictures.noFigure}
          </Box>
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.8125rem' }}>
            {[percent === null ? words.main : words.counts, ...notes]
              .filter((one) => one !== null)
              .join(' · ')}
          </Box>
        </>
      )}
    </Box>
  );
}

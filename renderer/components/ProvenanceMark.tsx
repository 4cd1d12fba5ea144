// Where a sample row comes from: a discreet letter with its explanation; nothing for what users typed.
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { useText } from '../i18n/text.tsx';
import { HiddenText } from './HiddenText.tsx';

export type Provenance = 'text' | 'inferred' | 'illustrative' | null;

const glyphs = { text: '§', inferred: '≈', illustrative: '◇' } as const;

interface ProvenanceMarkProps {
  readonly provenance: Provenance;
}

export function ProvenanceMark({ provenance }: ProvenanceMarkProps) {
  const t = useText();
  if (provenance === null) return null;
  return (
    <Tooltip
      describeChild
      title={`${t.labels.provenance[provenance]}. ${t.labels.provenanceHint[provenance]}`}
    >
      <Box
        component="span"
        sx={{
          display: 'inline-block',
          minWidth: 16,
          textAlign: 'center',
          fontSize: '0.75rem',
          fontWeight: 600,
          lineHeight: 1.4,
          color: provenance === 'illustrative' ? 'warning.main' : 'text.secondary',
          cursor: 'help',
        }}
      >
        <span aria-hidden>{glyphs[provenance]}</span>
        <HiddenText text={t.labels.provenance[provenance]} />
      </Box>
    </Tooltip>
  );
}

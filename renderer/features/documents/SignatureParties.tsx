// Who signs the minutes: two or three parties side by side, as they will stand on the page.
import Box from '@mui/material/Box';
import type { CompositionEvent } from 'react';
import type { SignatureParty } from '../../../core/documents/content.ts';
import { useText } from '../../i18n/text.tsx';
import { GrowingText, isComposing } from './GrowingText.tsx';

interface SignaturePartiesProps {
  readonly parties: readonly SignatureParty[];
  readonly readOnly: boolean;
  readonly onChange: (parties: readonly SignatureParty[], composing: boolean) => void;
  readonly onCompositionEnd: (event: CompositionEvent) => void;
}

const MAX_LINES = 5;

export function SignatureParties({ parties, readOnly, onChange, onCompositionEnd }: SignaturePartiesProps) {
  const t = useText();
  const words = t.documents.editor;
  const put = (index: number, patch: Partial<SignatureParty>, composing: boolean) =>
    onChange(
      parties.map((party, at) => (at === index ? { ...party, ...patch } : party)),
      composing,
    );
  return (
    <Box
      role="group"
      aria-label={words.signatures}
      sx={{
        mt: 4,
        display: 'grid',
        gap: 2,
        gridTemplateColumns: `repeat(${parties.length}, minmax(0, 1fr))`,
        '& textarea': { textAlign: 'center', fontWeight: 700 },
        '& .lines textarea': { textTransform: 'uppercase' },
        '& .party': { display: 'flex', flexDirection: 'column' },
        // The names stand level, however many lines are above them.
        '& .lines': { flex: 1, mb: 9 },
        '& .name': { borderTop: '1px dotted #999' },
      }}
    >
      {parties.map((party, index) => (
        <Box key={index} className="party">
          <Box className="lines">
            <GrowingText
              label={`${words.signatureLines} ${index + 1}`}
              value={party.lines.join('\n')}
              readOnly={readOnly}
              onChange={(event) =>
                put(index, { lines: event.target.value.split('\n').slice(0, MAX_LINES) }, isComposing(event))
              }
              onCompositionEnd={onCompositionEnd}
            />
          </Box>
          <Box className="name">
            <GrowingText
              label={`${words.signatureName} ${index + 1}`}
              placeholder={words.signatureName}
              value={party.name}
              readOnly={readOnly}
              onChange={(event) =>
                put(index, { name: event.target.value.replaceAll('\n', ' ') }, isComposing(event))
              }
              onCompositionEnd={onCompositionEnd}
            />
          </Box>
        </Box>
      ))}
    </Box>
  );
}

// Who signs the minutes: two or three parties side by side.
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import type { SignatureParty } from '../../../core/documents/content.ts';
import { useText } from '../../i18n/text.tsx';

interface SignaturePartiesProps {
  readonly parties: readonly SignatureParty[];
  readonly readOnly: boolean;
  readonly onChange: (parties: readonly SignatureParty[]) => void;
}

export function SignatureParties({ parties, readOnly, onChange }: SignaturePartiesProps) {
  const t = useText();
  const words = t.documents.editor;
  const put = (index: number, patch: Partial<SignatureParty>) =>
    onChange(parties.map((party, at) => (at === index ? { ...party, ...patch } : party)));
  return (
    <Box component="fieldset" disabled={readOnly} sx={{ border: 0, p: 0, m: 0, mt: 3 }}>
      <Box component="legend" sx={{ fontWeight: 700, mb: 1 }}>
        {words.signatures}
      </Box>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: `repeat(${parties.length}, 1fr)` }}>
        {parties.map((party, index) => (
          <Box key={index} sx={{ display: 'grid', gap: 1 }}>
            <TextField
              label={words.signatureLines}
              multiline
              value={party.lines.join('\n')}
              onChange={(event) => put(index, { lines: event.target.value.split('\n').slice(0, 5) })}
            />
            <TextField
              label={words.signatureName}
              value={party.name}
              onChange={(event) => put(index, { name: event.target.value })}
            />
          </Box>
        ))}
      </Box>
    </Box>
  );
}

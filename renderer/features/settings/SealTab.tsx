// The office's digital seal, and below it whose seals are believed.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/text.tsx';
import { SealPanel } from '../seal/SealPanel.tsx';
import { TrustedOffices } from '../seal/TrustedOffices.tsx';

export function SealTab() {
  const w = useText().seal;
  return (
    <Box sx={{ maxWidth: '66rem', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr)', gap: 3.5 }}>
      <Box>
        <Typography variant="h2">{w.title}</Typography>
        <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
          {w.intro}
        </Typography>
        <SealPanel />
      </Box>
      <TrustedOffices />
    </Box>
  );
}

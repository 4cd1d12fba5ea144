// The office's digital seal, and whose seals are believed.
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/text.tsx';

export function SealTab() {
  const t = useText();
  return <Typography variant="h2">{t.seal.title}</Typography>;
}

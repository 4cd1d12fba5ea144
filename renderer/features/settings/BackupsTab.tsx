// Backups, the way back, and the health of the data.
import Typography from '@mui/material/Typography';
import { useText } from '../../i18n/text.tsx';

export function BackupsTab() {
  const t = useText();
  return <Typography variant="h2">{t.backups.title}</Typography>;
}

// "DỮ LIỆU MINH HỌA": stands on every screen of a plan whose sample data was made up in part.
import Box from '@mui/material/Box';
import { useText } from '../i18n/text.tsx';

interface IllustrativeBannerProps {
  readonly show: boolean;
  /** In a line of the head, where a workspace needs its height; the sentence is read on pointing. */
  readonly inline?: boolean;
}

export function IllustrativeBanner({ show, inline = false }: IllustrativeBannerProps) {
  const t = useText();
  if (!show) return null;
  if (inline) {
    return (
      <Box
        component="strong"
        role="note"
        title={t.frame.illustrativeHint}
        sx={{
          px: 0.75,
          border: '1px dashed',
          borderColor: 'warning.main',
          borderRadius: 1,
          color: 'warning.main',
          letterSpacing: '0.06em',
          whiteSpace: 'nowrap',
        }}
      >
        {t.frame.illustrative}
      </Box>
    );
  }
  return (
    <Box
      role="note"
      sx={{
        display: 'flex',
        gap: 1.5,
        alignItems: 'baseline',
        px: 1.5,
        py: 0.5,
        mb: 1.5,
        border: '1px dashed',
        borderColor: 'warning.main',
        borderRadius: 1,
        color: 'warning.main',
        fontSize: '0.8125rem',
      }}
    >
      <Box component="strong" sx={{ letterSpacing: '0.06em', whiteSpace: 'nowrap' }}>
        {t.frame.illustrative}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {t.frame.illustrativeHint}
      </Box>
    </Box>
  );
}

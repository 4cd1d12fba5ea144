// What a card is to this office, in plain words; a seal that differs from the known one warns loudest.
import Alert from '@mui/material/Alert';
import Typography from '@mui/material/Typography';
import type { CardFacts } from '../../../core/contract/exchange-keys.ts';
import { useText } from '../../i18n/text.tsx';

const severity = {
  new: 'info',
  known: 'success',
  renewed: 'info',
  different: 'error',
  own: 'warning',
  revoked: 'error',
} as const;

export function CardStanding({ standing }: { readonly standing: CardFacts['standing'] }) {
  const w = useText().seal.trust;
  const isStrong = standing === 'different';
  return (
    <Alert severity={severity[standing]} variant="outlined">
      <Typography variant={isStrong ? 'subtitle1' : 'body2'} component="p">
        {w.standing[standing]} {standing === 'renewed' ? w.renewedConfirm : null}
      </Typography>
      {isStrong ? <Typography variant="body2">{w.differentText}</Typography> : null}
    </Alert>
  );
}

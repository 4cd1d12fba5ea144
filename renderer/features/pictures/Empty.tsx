// Why a picture has nothing to show: there is no round, or nothing in what is chosen.
import Button from '@mui/material/Button';
import { Link } from 'react-router';
import { EmptyState } from '../../components/States.tsx';
import { useText } from '../../i18n/text.tsx';
import type { PictureScope } from './ScopeFilters.tsx';

export function Empty({ scope }: { readonly scope: PictureScope }) {
  const w = useText().pictures;
  if (scope.years.length === 0) {
    return (
      <EmptyState
        title={w.noRounds}
        text={w.noRoundsText}
        action={
          <Button component={Link} to="/plans" variant="contained">
            {w.openPlans}
          </Button>
        }
      />
    );
  }
  return <EmptyState title={w.nothing} text={w.nothingText} />;
}

// Says that an agency has ended, and who took its place, with links to them.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { AgencyRow } from '../../../core/contract/agencies.ts';
import { StatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';

interface EndedMarkProps {
  readonly agency: Pick<AgencyRow, 'ended' | 'successors'>;
  /** Inside a row that is a stop of the keyboard itself. */
  readonly inRow?: boolean;
}

export function EndedMark({ agency, inRow = false }: EndedMarkProps) {
  const a = useText().agencies;
  if (!agency.ended) return null;
  return (
    <Box
      component="span"
      sx={{ display: 'inline-flex', gap: 0.75, flexWrap: 'wrap', alignItems: 'baseline' }}
    >
      <StatusChip tone="muted" label={a.ended} />
      {agency.successors.length === 0 ? null : (
        <Box component="span" sx={{ fontSize: '0.75rem', color: 'text.secondary' }}>
          {a.successorsNow}{' '}
          {agency.successors.map((one, index) => (
            <span key={one.id}>
              {index === 0 ? '' : ', '}
              <MuiLink
                component={Link}
                to={`/agencies/${one.id}`}
                {...(inRow ? { tabIndex: -1 } : {})}
                sx={{ textDecoration: 'underline' }}
              >
                {one.name}
              </MuiLink>
            </span>
          ))}
        </Box>
      )}
    </Box>
  );
}

// The head of a screen: where it belongs, its title, what it is in one line, and one primary action.
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { useText } from '../i18n/text.tsx';

interface PageHeaderProps {
  readonly title: string;
  readonly back?: { readonly to: string; readonly label: string };
  /** One line under the title: number, day, state. */
  readonly meta?: ReactNode;
  /** The one primary action of the screen. */
  readonly action?: ReactNode;
  /** Everything that stands before the primary action, less prominent. */
  readonly secondary?: ReactNode;
}

export function PageHeader({ title, back, meta, action, secondary }: PageHeaderProps) {
  const t = useText();
  useEffect(() => {
    document.title = `${title} · ${t.frame.productName}`;
  }, [title, t]);
  return (
    <Box
      component="header"
      sx={{ display: 'flex', gap: 2, alignItems: 'flex-end', mb: 1.5, flexWrap: 'wrap' }}
    >
      <Box sx={{ flex: '1 1 24rem', minWidth: 0 }}>
        {back === undefined ? null : (
          <MuiLink component={Link} to={back.to} variant="body2" color="text.secondary">
            ‹ {back.label}
          </MuiLink>
        )}
        <Typography variant="h1" sx={{ overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {meta === undefined ? null : (
          <Box
            sx={{
              display: 'flex',
              gap: 1.5,
              rowGap: 0.25,
              alignItems: 'center',
              flexWrap: 'wrap',
              color: 'text.secondary',
              fontSize: '0.8125rem',
            }}
          >
            {meta}
          </Box>
        )}
      </Box>
      {secondary === undefined && action === undefined ? null : (
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
          {secondary}
          {action}
        </Box>
      )}
    </Box>
  );
}

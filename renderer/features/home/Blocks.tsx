// What the blocks of the desk share: heading with a link, quiet words, lists, the shape of what is on its way.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { lastOpened } from '../../components/preferences.ts';
import { useText } from '../../i18n/text.tsx';

export const list = { listStyle: 'none', m: 0, p: 0 } as const;
export const line = {
  borderBottom: '1px solid',
  borderColor: 'divider',
  py: 0.75,
  '&:last-child': { borderBottom: 0 },
} as const;
export const clamp = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
} as const;

interface BlockProps {
  readonly title: string;
  readonly more?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}
export function Block({ title, more, children }: BlockProps) {
  return (
    <Box component="section" aria-label={title} sx={{ minWidth: 0, breakInside: 'avoid' }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 0.5 }}>
        <Typography variant="h2">{title}</Typography>
        {more === undefined ? null : (
          <MuiLink component={Link} to={more.to} variant="body2" sx={{ ml: 'auto' }}>
            {more.label}
          </MuiLink>
        )}
      </Box>
      {children}
    </Box>
  );
}

export function Quiet({ text }: { readonly text: string }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ py: 0.5 }}>
      {text}
    </Typography>
  );
}

/** What was opened last on this PC. */
export function Opened() {
  const h = useText().home;
  const opened = lastOpened();
  return (
    <Block title={h.opened}>
      {opened.length === 0 ? (
        <Quiet text={h.noOpened} />
      ) : (
        <Box component="ul" sx={list}>
          {opened.map((entry) => (
            <Box component="li" key={entry.to} sx={line}>
              <MuiLink component={Link} to={entry.to} color="text.primary" variant="body2">
                {entry.title}
              </MuiLink>
            </Box>
          ))}
        </Box>
      )}
    </Block>
  );
}

/** Lines of a block that is on its way, as high as they will be. */
export function LinesSkeleton({ rows }: { readonly rows: number }) {
  const t = useText();
  return (
    <Box component="output" aria-label={t.frame.loading} sx={{ display: 'block' }}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={33} />
      ))}
    </Box>
  );
}

/** The two figures, the year and the rounds, in their places. */
export function DashboardSkeleton() {
  const t = useText();
  return (
    <Box component="output" aria-label={t.frame.loading} sx={{ display: 'grid', gap: 2.5 }}>
      <Skeleton variant="rounded" height={142} />
      <Skeleton variant="rounded" height={254} />
      <Skeleton variant="rounded" height={120} />
      <Skeleton variant="rounded" height={120} />
    </Box>
  );
}

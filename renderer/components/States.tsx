// What a screen shows when there is nothing, not yet anything, or an error in place of its content.
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Skeleton from '@mui/material/Skeleton';
import Typography from '@mui/material/Typography';
import { errorText } from '../../core/contract/error-text.ts';
import type { ErrorValue } from '../../core/contract/error.ts';
import { errorValueOf } from '../api/client.ts';
import { useLanguage, useText } from '../i18n/text.tsx';

interface EmptyStateProps {
  readonly title: string;
  /** What belongs here and how it comes here. */
  readonly text?: string;
  /** One button: the next step. */
  readonly action?: ReactNode;
}
/** Teaches the next step. */
export function EmptyState({ title, text, action }: EmptyStateProps) {
  return (
    <Box
      sx={{
        border: '1px dashed',
        borderColor: 'divider',
        borderRadius: 1,
        px: 3,
        py: 4,
        textAlign: 'center',
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'center',
        gap: 1,
      }}
    >
      <Typography variant="subtitle1" component="p">
        {title}
      </Typography>
      {text === undefined ? null : (
        <Typography variant="body2" color="text.secondary" sx={{ maxWidth: '34rem' }}>
          {text}
        </Typography>
      )}
      {action === undefined ? null : <Box sx={{ mt: 1 }}>{action}</Box>}
    </Box>
  );
}

/** Cause and remedy in the language of the screen. */
export function useErrorWords(): (error: ErrorValue) => { readonly cause: string; readonly remedy: string } {
  const { language } = useLanguage();
  const t = useText();
  return (error) =>
    error.detail?.['unreachable'] === true
      ? { cause: t.frame.error.unreachable, remedy: t.frame.error.unreachableRemedy }
      : errorText(error, language);
}

interface ErrorStateProps {
  /** An ErrorValue, an ApiError or anything thrown. */
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** Without the frame, for inside a form or a panel. */
  readonly compact?: boolean;
}
/** Cause, remedy, and a code to read to someone on the phone. */
export function ErrorState({ error, onRetry, compact = false }: ErrorStateProps) {
  const t = useText();
  const words = useErrorWords();
  const value = isErrorValue(error) ? error : errorValueOf(error);
  const { cause, remedy } = words(value);
  return (
    <Box
      role="alert"
      sx={{
        borderLeft: '3px solid',
        borderColor: 'error.main',
        backgroundColor: compact ? 'transparent' : 'background.paper',
        px: 2,
        py: compact ? 0.5 : 2,
      }}
    >
      <Typography variant="subtitle2" component="p">
        {cause}
      </Typography>
      <Typography variant="body2" color="text.secondary">
        {remedy}
      </Typography>
      <Typography variant="caption" color="text.secondary" component="p">
        {t.frame.error.code(value.code)}
        {value.ref === undefined ? null : ` · ${t.frame.error.reference(value.ref)}`}
      </Typography>
      {onRetry === undefined ? null : (
        <Button variant="outlined" onClick={onRetry} sx={{ mt: 1 }}>
          {t.frame.error.retry}
        </Button>
      )}
    </Box>
  );
}

function isErrorValue(error: unknown): error is ErrorValue {
  return typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error;
}

/** The shape of a list that is on its way. */
export function TableSkeleton({ rows = 8 }: { readonly rows?: number }) {
  const t = useText();
  return (
    <Box component="output" aria-label={t.frame.loading} sx={{ display: 'block' }}>
      {Array.from({ length: rows }, (_, index) => (
        <Box
          key={index}
          sx={{ display: 'flex', gap: 2, py: 0.75, borderBottom: '1px solid', borderColor: 'divider' }}
        >
          <Skeleton width="42%" />
          <Skeleton width="18%" />
          <Skeleton width="12%" />
          <Skeleton width="20%" />
        </Box>
      ))}
    </Box>
  );
}

/** The shape of a form that is on its way. */
export function FormSkeleton({ rows = 6 }: { readonly rows?: number }) {
  const t = useText();
  return (
    <Box
      component="output"
      aria-label={t.frame.loading}
      sx={{ display: 'grid', gap: 1.5, maxWidth: '48rem' }}
    >
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} variant="rounded" height={36} />
      ))}
    </Box>
  );
}

/** The shape of a whole screen that is on its way. */
export function PageSkeleton() {
  return (
    <Box sx={{ p: 2.5 }}>
      <Skeleton width="38%" height={34} />
      <Skeleton width="22%" sx={{ mb: 2 }} />
      <TableSkeleton />
    </Box>
  );
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}
/** The answer of a query, or its skeleton, or its error with "try again". */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <TableSkeleton />;
}

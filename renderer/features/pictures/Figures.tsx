// Numbers of pictures: each a link to the list that it counts; shares with their two counts, or why they cannot be told;
// bars that stay readable on black-and-white paper.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import { Link } from 'react-router';
import type { Figure, IndexFigure, Share } from '../../../core/contract/pictures.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface CountLinkProps {
  readonly figure: Figure;
  /** What is counted, where the place of the number does not say it. */
  readonly label?: string;
  readonly tone?: string | undefined;
}
/** Nothing to open behind a nought. */
export function CountLink({ figure, label, tone }: CountLinkProps) {
  const text = formatCount(figure.value);
  if (figure.value === 0) return <span>{text}</span>;
  return (
    <MuiLink
      component={Link}
      to={figure.to}
      aria-label={label === undefined ? undefined : `${label}: ${text}`}
      sx={{ color: tone ?? 'primary.main', display: 'inline-block', minWidth: 24 }}
    >
      {text}
    </MuiLink>
  );
}

/** `46,15 %`; null where nobody can tell it. */
export function percentOf({ numerator, denominator, unknown }: Share): string | null {
  return unknown === null ? formatPercent(numerator, denominator) : null;
}

/** Percent, or the reason why there is none; the two counts behind it. */
export function useShareWords(): (share: Share) => { readonly main: string; readonly counts: string | null } {
  const w = useText().pictures;
  return (share) => {
    const percent = percentOf(share);
    return {
      main: percent ?? (share.unknown === null ? w.noFigure : w.unknown[share.unknown]),
      counts:
        share.denominator === 0 ? null : `${formatCount(share.numerator)}/${formatCount(share.denominator)}`,
    };
  };
}

/** In a cell of a table: percent over its counts, a link to the evidence. */
export function ShareLink({ share, label }: { readonly share: Share; readonly label?: string }) {
  const words = useShareWords()(share);
  const text = [percentOf(share), words.counts].filter((part) => part !== null).join(' · ');
  if (share.denominator === 0) {
    return (
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {words.main}
      </Box>
    );
  }
  return (
    <>
      <MuiLink
        component={Link}
        to={share.to}
        aria-label={label === undefined ? undefined : `${label}: ${text}`}
      >
        {text}
      </MuiLink>
      {share.unknown === null ? null : (
        <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
          {words.main}
        </Box>
      )}
    </>
  );
}

export function shareCell(share: Share): string {
  return [
    percentOf(share),
    share.denominator === 0 ? null : `${String(share.numerator)}/${String(share.denominator)}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

export function useIndexWords(): (figure: IndexFigure) => string {
  const w = useText().pictures.compare;
  return ({ share, rank, of, provisional }) =>
    [
      `${formatHundredths(share)}\u00a0%`,
      provisional ? w.provisional : rank === null ? null : w.rank(formatCount(rank), formatCount(of)),
    ]
      .filter((part) => part !== null)
      .join(', ');
}

interface BarProps {
  readonly value: number;
  readonly max: number;
  readonly tone?: string;
}
/** A border, which paper keeps where backgrounds are left out. */
export function Bar({ value, max, tone = 'primary.main' }: BarProps) {
  return (
    <Box aria-hidden sx={{ height: 8, minWidth: 40 }}>
      <Box
        sx={{ borderTop: '8px solid', borderColor: tone }}
        style={{ width: `${String(max <= 0 ? 0 : Math.max(value > 0 ? 2 : 0, (value / max) * 100))}%` }}
      />
    </Box>
  );
}

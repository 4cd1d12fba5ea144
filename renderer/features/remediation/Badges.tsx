// The quick filters: each is a count and, pressed, the list that it counts.
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { RemediationCounts } from '../../../core/contract/remediation.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Badge } from './remediation-address.ts';

export const badges = [
  'all',
  'open',
  'overdue',
  'due_7',
  'due_30',
  'no_day',
  'reported',
  'returned',
  'unsupported',
  'repeated',
  'verified',
] as const satisfies readonly Badge[];
type Shown = (typeof badges)[number];

const colours: Readonly<Partial<Record<Shown, string>>> = {
  overdue: 'error.main',
  due_7: 'warning.main',
  due_30: 'warning.main',
  returned: 'warning.main',
  unsupported: 'warning.main',
  verified: 'success.main',
};

export function countOf(counts: RemediationCounts, badge: Shown): number {
  const { byStatus } = counts;
  switch (badge) {
    case 'all':
      return counts.total;
    case 'open':
      return byStatus.open + byStatus.in_progress + byStatus.reported + byStatus.returned;
    case 'due_7':
      return counts.due7;
    case 'due_30':
      return counts.due30;
    case 'no_day':
      return counts.noDay;
    case 'overdue':
    case 'unsupported':
    case 'repeated':
      return counts[badge];
    default:
      return byStatus[badge];
  }
}

interface BadgesProps {
  readonly counts: RemediationCounts | undefined;
  readonly current: Badge | null;
  readonly onChoose: (badge: Badge) => void;
}
export function Badges({ counts, current, onChoose }: BadgesProps) {
  const t = useText();
  const w = t.remediation;
  const wordsOf = (badge: Shown): string =>
    badge === 'reported' || badge === 'returned' || badge === 'verified'
      ? t.labels.recommendationStatus[badge]
      : w.badges[badge];
  return (
    <Box
      role="group"
      aria-label={w.badgesLabel}
      sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap', mb: 1.25 }}
    >
      {badges.map((badge) => {
        const count = counts === undefined ? null : countOf(counts, badge);
        const pressed = badge === current;
        // Days that are not known are seldom; no room is kept for them.
        if (badge === 'no_day' && !pressed && (count ?? 0) === 0) return null;
        const colour = count === null || count === 0 ? 'text.secondary' : (colours[badge] ?? 'text.primary');
        return (
          <ButtonBase
            key={badge}
            aria-pressed={pressed}
            onClick={() => onChoose(pressed ? 'all' : badge)}
            sx={{
              fontFamily: 'inherit',
              fontSize: '0.8125rem',
              lineHeight: 1.55,
              px: 1.125,
              py: 0.375,
              minHeight: 30,
              gap: 0.75,
              borderRadius: 1,
              border: '1px solid',
              borderColor: pressed ? 'primary.main' : 'divider',
              backgroundColor: pressed ? 'background.tint' : 'background.paper',
              color: pressed ? 'primary.main' : 'text.secondary',
              fontWeight: pressed ? 600 : 400,
              '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: 1 },
            }}
          >
            {wordsOf(badge)}
            <Box component="span" sx={{ fontWeight: 600, color: colour, minWidth: '1ch' }}>
              {count === null ? '…' : formatCount(count)}
            </Box>
          </ButtonBase>
        );
      })}
    </Box>
  );
}

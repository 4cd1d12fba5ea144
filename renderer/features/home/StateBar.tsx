// Recommendations by state as one bar, its parts told apart by hatching too; below it every state with its number.
import Box from '@mui/material/Box';
import type { Figure } from '../../../core/contract/pictures.ts';
import type { RecommendationStatus } from '../../../core/rules/due.ts';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink } from '../pictures/Figures.tsx';

interface StateBarProps {
  readonly title: string;
  readonly total: Figure;
  readonly states: readonly {
    readonly status: RecommendationStatus;
    readonly label: string;
    readonly figure: Figure;
  }[];
}

const main = (tone: string) => `var(--k-palette-${tone}-main)`;
const hatched = (tone: string, degrees: number, wide: number) =>
  `repeating-linear-gradient(${String(degrees)}deg, ${main(tone)} 0 ${String(wide)}px, transparent ${String(wide)}px 6px)`;
const looks: Readonly<Record<RecommendationStatus, string>> = {
  open: 'transparent',
  in_progress: hatched('primary', 45, 2),
  reported: hatched('primary', 135, 4),
  returned: hatched('warning', 0, 3),
  verified: `linear-gradient(${main('success')}, ${main('success')})`,
  no_longer_applicable: hatched('secondary', 90, 1),
  transferred: hatched('secondary', 90, 3),
};

export function StateBar({ title, total, states }: StateBarProps) {
  const h = useText().home;
  const present = states.filter(({ figure }) => figure.value > 0);
  return (
    <>
      <Box
        role="img"
        aria-label={`${title}. ${present
          .map(({ label, figure }) => `${label}: ${formatCount(figure.value)}`)
          .join('; ')}`}
        sx={{
          display: 'flex',
          height: 20,
          border: '1px solid',
          borderColor: 'text.secondary',
          backgroundColor: 'background.paper',
          printColorAdjust: 'exact',
          '& > span + span': { borderLeft: '1px solid', borderColor: 'text.secondary' },
        }}
      >
        {present.map(({ status, figure }) => (
          <Box
            component="span"
            key={status}
            style={{ flexGrow: figure.value, flexBasis: 3, backgroundImage: looks[status] }}
          />
        ))}
      </Box>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          mt: 0.75,
          display: 'flex',
          flexWrap: 'wrap',
          gap: '2px 18px',
          fontSize: '0.8125rem',
        }}
      >
        {present.map(({ status, label, figure }) => (
          <Box component="li" key={status} sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
            <Box
              component="span"
              aria-hidden
              sx={{
                width: 14,
                height: 14,
                border: '1px solid',
                borderColor: 'text.secondary',
                printColorAdjust: 'exact',
              }}
              style={{ backgroundImage: looks[status] }}
            />
            {label}
            <Box component="strong" sx={{ fontWeight: 600 }}>
              <CountLink figure={figure} label={label} />
            </Box>
            <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
              {formatPercent(figure.value, total.value)}
            </Box>
          </Box>
        ))}
        <Box component="li" sx={{ ml: 'auto', color: 'text.secondary' }}>
          {h.totalRecommendations(formatCount(total.value))}
        </Box>
      </Box>
    </>
  );
}

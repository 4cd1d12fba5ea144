// The year's rounds at a glance: visits, notices, limitations; recommendations by state as one bar with its numbers; what is
// overdue, due soon, repeated, unsupported.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { Figure, RecommendationFigures, RoundFigures } from '../../../core/contract/pictures.ts';
import { recommendationStatus } from '../../../core/contract/recommendations.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink } from '../pictures/Figures.tsx';
import { Block, Quiet } from './Blocks.tsx';
import { StateBar } from './StateBar.tsx';

interface GlanceProps {
  readonly title: string;
  readonly heatTo: string;
  readonly round: RoundFigures;
  readonly figures: RecommendationFigures;
}
export function Glance({ title, heatTo, round, figures }: GlanceProps) {
  const t = useText();
  const h = t.home;
  const states = recommendationStatus.options.map((status) => ({
    status,
    label: t.labels.recommendationStatus[status],
    figure: figures.byStatus[status] ?? { value: 0, to: figures.total.to },
  }));
  return (
    <Block title={title} more={{ to: heatTo, label: h.heat }}>
      <Row>
        <Cell label={h.visits} figure={round.done} note={h.ofVisits(formatCount(round.visits.value))} />
        <Cell label={h.notices} figure={round.noticesOut} note={h.ofDone(formatCount(round.done.value))} />
        <Cell label={h.noticesWaiting} figure={round.noticesWaiting} />
        <Cell label={h.noticesLate} figure={round.noticesOverdue} tone="error.main" />
        <Cell label={h.postponed} figure={round.postponed} tone="warning.main" />
        <Cell label={h.limitations} figure={round.limitations} />
      </Row>
      <Typography variant="h3" sx={{ mt: 1.5, mb: 0.5 }}>
        {h.recommendations}
      </Typography>
      {figures.total.value === 0 ? (
        <Quiet text={h.noRecommendations} />
      ) : (
        <>
          <StateBar title={h.recommendations} total={figures.total} states={states} />
          <Typography variant="h3" sx={{ mt: 1.5, mb: 0.5 }}>
            {h.need}
          </Typography>
          <Row>
            <Cell label={h.overdue} figure={figures.overdue} tone="error.main" />
            <Cell label={h.due7} figure={figures.due7} tone="warning.main" />
            <Cell label={h.due30} figure={figures.due30} />
            <Cell label={h.repeated} figure={figures.repeated} />
            <Cell label={h.unsupported} figure={figures.unsupported} />
            <Cell label={h.noDay} figure={figures.noDay} />
          </Row>
        </>
      )}
    </Block>
  );
}

function Row({ children }: { readonly children: React.ReactNode }) {
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(6.5rem, 1fr))',
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        '& > div': { px: 1.25, py: 0.75, borderRight: '1px solid', borderColor: 'divider' },
        '& > div:last-of-type': { borderRight: 0 },
      }}
    >
      {children}
    </Box>
  );
}

interface CellProps {
  readonly label: string;
  readonly figure: Figure;
  readonly note?: string;
  /** Colour of what is not nought; the word above it says the same. */
  readonly tone?: string;
}
function Cell({ label, figure, note, tone }: CellProps) {
  return (
    <div>
      <Box component="dt" sx={{ fontSize: '0.75rem', color: 'text.secondary', lineHeight: 1.4 }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0, fontSize: '1.125rem', fontWeight: 600, lineHeight: 1.5 }}>
        <CountLink figure={figure} label={label} tone={figure.value > 0 ? tone : undefined} />
        {note === undefined ? null : (
          <Box
            component="span"
            sx={{
              fontSize: '0.75rem',
              fontWeight: 400,
              color: 'text.secondary',
              display: 'block',
              lineHeight: 1.4,
            }}
          >
            {note}
          </Box>
        )}
      </Box>
    </div>
  );
}

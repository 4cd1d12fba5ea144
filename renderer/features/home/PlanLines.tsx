// The rounds of the year, each with its visits, notices and what is still owed.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { DashboardPlan } from '../../../core/contract/pictures.ts';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { PlanStatusChip, StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { CountLink, percentOf } from '../pictures/Figures.tsx';
import { Block, line, list, Quiet } from './Blocks.tsx';

const SHOWN = 5;

export function PlanLines({ plans }: { readonly plans: readonly DashboardPlan[] }) {
  const h = useText().home;
  const rest = plans.length - SHOWN;
  return (
    <Block title={h.plans} more={{ to: '/plans', label: h.allPlans }}>
      <Box component="ul" sx={list}>
        {plans.slice(0, SHOWN).map((plan) => (
          <PlanLine key={plan.planId} plan={plan} />
        ))}
      </Box>
      {rest > 0 ? <Quiet text={`+${formatCount(rest)}`} /> : null}
    </Block>
  );
}

function PlanLine({ plan }: { readonly plan: DashboardPlan }) {
  const t = useText();
  const h = t.home;
  const { round, recommendations, remediation } = plan;
  const percent = percentOf(remediation);
  return (
    <Box component="li" sx={{ ...line, py: 1 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', justifyContent: 'space-between' }}>
        <MuiLink
          component={Link}
          to={plan.to}
          color="text.primary"
          sx={{ fontWeight: 600, fontSize: '0.875rem' }}
        >
          {plan.title}
        </MuiLink>
        <Box sx={{ flex: 'none', display: 'flex', gap: 1.5 }}>
          <OfficeChip officeId={plan.officeId} />
          {plan.illustrative ? <StatusChip tone="due" label={t.frame.illustrative} /> : null}
          <PlanStatusChip status={plan.status} />
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr 1.4fr', columnGap: 3, mt: 0.25 }}>
        <Measure label={h.visits} value={round.done.value} max={round.visits.value} />
        <Measure label={h.notices} value={round.noticesOut.value} max={round.done.value} />
        <Box sx={{ fontSize: '0.75rem', color: 'text.secondary', alignSelf: 'end', textAlign: 'right' }}>
          {h.open} <CountLink figure={recommendations.open} label={h.open} /> · {h.overdue}{' '}
          <CountLink
            figure={recommendations.overdue}
            label={h.overdue}
            tone={recommendations.overdue.value > 0 ? 'error.main' : undefined}
          />
          {percent === null ? null : (
            <>
              {' · '}
              <MuiLink component={Link} to={remediation.to} aria-label={`${h.remediation}: ${percent}`}>
                {percent}
              </MuiLink>
            </>
          )}
        </Box>
      </Box>
    </Box>
  );
}

interface MeasureProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}
function Measure({ label, value, max }: MeasureProps) {
  return (
    <Box>
      <Typography variant="caption" color="text.secondary">
        {label}
      </Typography>
      <ProgressBar value={value} max={max} label={label} />
    </Box>
  );
}

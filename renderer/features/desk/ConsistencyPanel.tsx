// What does not fit together before the notice, by severity; each line opens its place. And the same as a number.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { countFaults } from '../../../core/rules/consistency.ts';
import type { ConsistencyFault } from '../../../core/contract/desk.ts';
import { useQueryOf } from '../../api/query.ts';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip, type Tone } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { faultDetail, faultPlace, groupFaults } from './consistency-words.ts';

interface ConsistencyPanelProps {
  readonly planId: string;
  /** Only what concerns this visit; without it the whole round. */
  readonly visitId?: string;
}

function useConsistency({ planId, visitId }: ConsistencyPanelProps) {
  const today = useQueryOf('system.status', {}).data?.today;
  return useQueryOf(
    'consistency.check',
    { planId, ...(visitId === undefined ? {} : { visitId }), today: today ?? '1970-01-01' },
    { enabled: today !== undefined, keepPrevious: true },
  );
}

const tones: Readonly<Record<ConsistencyFault['severity'], Tone>> = {
  error: 'overdue',
  warning: 'due',
  info: 'plain',
};

export function ConsistencyPanel(props: ConsistencyPanelProps) {
  const t = useText();
  const w = t.desk.consistency;
  const query = useConsistency(props);
  return (
    <Box component="section" aria-labelledby="consistency-title">
      <Typography variant="h3" component="h2" id="consistency-title" sx={{ mb: 0.5 }}>
        {w.title}
      </Typography>
      <Loaded query={query}>
        {(faults) =>
          faults.length === 0 ? (
            <EmptyState title={w.none} text={w.noneText} />
          ) : (
            <Faults faults={faults} {...props} />
          )
        }
      </Loaded>
    </Box>
  );
}

/** More than these of one severity are asked for. */
const SHOWN = 30;

interface FaultsProps extends ConsistencyPanelProps {
  readonly faults: readonly ConsistencyFault[];
  /** Said above the list already: how many there are. */
  readonly headed?: boolean;
}
function Faults({ faults, planId, visitId, headed = true }: FaultsProps) {
  const t = useText();
  const w = t.desk.consistency;
  const counts = countFaults(faults);
  const [all, setAll] = useState(false);
  return (
    <>
      {headed ? (
        <Typography variant="body2" color="text.secondary" sx={{ mb: 0.5 }}>
          {w.summary(formatCount(counts.error), formatCount(counts.warning), formatCount(counts.info))}
        </Typography>
      ) : null}
      {groupFaults(faults).map((group) => (
        <Box key={group.severity} component="section" aria-labelledby={`consistency-${group.severity}`}>
          <Typography
            variant="subtitle2"
            component="h3"
            id={`consistency-${group.severity}`}
            sx={{ mt: 1.25, pb: 0.5, borderBottom: '1px solid', borderColor: 'divider' }}
          >
            <StatusChip
              tone={tones[group.severity]}
              label={`${w.severities[group.severity]} (${formatCount(group.faults.length)})`}
            />
          </Typography>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {(all ? group.faults : group.faults.slice(0, SHOWN)).map((one, index) => (
              <FaultLine
                // The same place may be pointed at twice for different words.
                key={`${one.code}:${String(index)}`}
                fault={one}
                place={faultPlace(one, planId, visitId ?? null)}
                agency={visitId === undefined ? agencyOf(one) : ''}
              />
            ))}
          </Box>
          {all || group.faults.length <= SHOWN ? null : (
            <Button onClick={() => setAll(true)} sx={{ mt: 0.5 }}>
              {w.more(formatCount(group.faults.length - SHOWN))}
            </Button>
          )}
        </Box>
      ))}
    </>
  );
}

function agencyOf({ params }: ConsistencyFault): string {
  const agency = params['agency'];
  return typeof agency === 'string' ? agency : '';
}

interface FaultLineProps {
  readonly fault: ConsistencyFault;
  readonly place: string;
  /** Said where several agencies stand in one list. */
  readonly agency: string;
}
function FaultLine({ fault, place, agency }: FaultLineProps) {
  const t = useText();
  const w = t.desk.consistency;
  const title = w.codes[fault.code];
  const detail = faultDetail(fault, t);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr) auto',
        columnGap: 1.5,
        py: 0.5,
        borderBottom: '1px solid',
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.5,
      }}
    >
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {agency === '' ? title : w.of(agency, title)}
        </Box>
        {detail === '' ? null : <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>{detail}</Box>}
      </Box>
      <MuiLink
        component={Link}
        to={place}
        aria-label={`${w.open}: ${title}${detail === '' ? '' : `, ${detail}`}`}
        sx={{ minHeight: 24, display: 'inline-flex', alignItems: 'start' }}
      >
        {w.open}
      </MuiLink>
    </Box>
  );
}

interface ConsistencySummaryProps extends ConsistencyPanelProps {
  /** Around the numbers: a button that opens the panel, for instance. */
  readonly children?: (summary: string, worst: Tone) => ReactNode;
}
/** The check as a line of numbers; nothing while it is not known or nothing is amiss. */
export function ConsistencySummary({ children, ...props }: ConsistencySummaryProps) {
  const w = useText().desk.consistency;
  const { data } = useConsistency(props);
  if (data === undefined || data.length === 0) return null;
  const { error, warning, info } = countFaults(data);
  const worst: Tone = error > 0 ? 'overdue' : warning > 0 ? 'due' : 'plain';
  const summary = w.summary(formatCount(error), formatCount(warning), formatCount(info));
  return children === undefined ? (
    <StatusChip tone={worst} label={`${w.title}: ${summary}`} />
  ) : (
    children(summary, worst)
  );
}

/** Beside a document: the numbers, and the list where a person asks for it. */
export function ConsistencyDetails(props: ConsistencyPanelProps) {
  const w = useText().desk.consistency;
  const { data } = useConsistency(props);
  if (data === undefined) return null;
  const counts = countFaults(data);
  return (
    <Box component="section">
      <Typography variant="h3" component="h2" sx={{ mb: 0.5 }}>
        {w.title}
      </Typography>
      {data.length === 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.none}
        </Typography>
      ) : (
        <Box
          component="details"
          sx={{
            '& > summary': { cursor: 'pointer', fontSize: '0.8125rem', minHeight: 24, lineHeight: '24px' },
          }}
        >
          <summary>
            {w.summary(formatCount(counts.error), formatCount(counts.warning), formatCount(counts.info))}
          </summary>
          <Faults faults={data} {...props} headed={false} />
        </Box>
      )}
    </Box>
  );
}

// A limitation that an earlier round pointed out already: proposed where it may be so, linked by a click, and told.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Finding } from '../../../core/contract/findings.ts';
import { useQueryOf } from '../../api/query.ts';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface RepeatLinksProps {
  readonly finding: Pick<Finding, 'id' | 'repeatsFindingId'>;
  readonly onLink: (repeatsFindingId: string | null) => void;
}

export function RepeatLinks({ finding, onLink }: RepeatLinksProps) {
  const t = useText();
  const f = t.findings;
  const linkedId = finding.repeatsFindingId;
  const candidates = useQueryOf('findings.repeats', { id: finding.id }, { keepPrevious: true });
  const linked = useQueryOf('findings.get', { id: linkedId ?? '' }, { enabled: linkedId !== null });
  const round = useQueryOf(
    'plans.get',
    { id: linked.data?.planId ?? '' },
    { enabled: linkedId !== null && linked.data !== undefined },
  );
  if (linkedId !== null) {
    const year = round.data?.plan.year ?? null;
    return (
      <Group label={f.repeats}>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
          <Typography variant="body2" sx={{ flex: 1 }}>
            <strong>{f.repeatLinked(year === null ? f.repeatEarlier : f.repeatYear(String(year)))}:</strong>{' '}
            {linked.data?.text ?? '…'}
          </Typography>
          <OursOnly>
            <Button size="small" onClick={() => onLink(null)} sx={{ minHeight: 24, py: 0 }}>
              {f.repeatUnlink}
            </Button>
          </OursOnly>
        </Box>
      </Group>
    );
  }
  const rows = candidates.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Group label={f.repeats}>
      <Typography variant="caption" color="text.secondary">
        {f.repeatCount(rows.length)}
      </Typography>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.5 }}>
        {rows.slice(0, 4).map((one) => (
          <Box component="li" key={one.finding.id} sx={{ display: 'flex', gap: 1, alignItems: 'start' }}>
            <Box sx={{ flex: 1, fontSize: '0.8125rem', lineHeight: 1.5 }}>
              {one.finding.text} <OfficeChip officeId={one.finding.originOfficeId} />
              <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
                {[
                  one.year === null ? one.planTitle : f.repeatYear(String(one.year)),
                  one.agencyName ?? f.repeatCollective,
                  f.repeatWhy(one.sameCriterion, formatPercent(one.likeness, 100) ?? ''),
                ].join(' · ')}
              </Box>
            </Box>
            <OursOnly>
              <Button
                size="small"
                variant="outlined"
                aria-label={f.repeatLinkLong(one.finding.text)}
                onClick={() => onLink(one.finding.id)}
                sx={{ minHeight: 24, py: 0 }}
              >
                {f.repeatLink}
              </Button>
            </OursOnly>
          </Box>
        ))}
      </Box>
    </Group>
  );
}

function Group({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Box
      role="group"
      aria-label={label}
      sx={{ borderLeft: '3px solid', borderColor: 'warning.main', pl: 1, display: 'grid', gap: 0.25 }}
    >
      {children}
    </Box>
  );
}

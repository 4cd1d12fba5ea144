// The two figures on which the office itself is scored, each with its counts, its target and the evidence behind it.
import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { CoverageFigure, Share } from '../../../core/contract/pictures.ts';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { percentOf, useShareWords } from '../pictures/Figures.tsx';
import { Block } from './Blocks.tsx';

interface KpisProps {
  readonly coverage: CoverageFigure;
  readonly remediation: Share;
}
export function Kpis({ coverage, remediation }: KpisProps) {
  const t = useText();
  const h = t.home;
  return (
    <Block title={h.kpis}>
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' }, gap: 2 }}>
        <Kpi
          label={h.coverage}
          share={coverage}
          target={coverage.target}
          notes={[
            coverage.target === null ? null : t.pictures.target(String(coverage.target)),
            // Those that were inspected were planned too.
            coverage.planned <= coverage.numerator
              ? null
              : h.planned(formatCount(coverage.planned - coverage.numerator)),
          ]}
        />
        <Kpi label={h.remediation} share={remediation} target={null} notes={[]} />
      </Box>
    </Block>
  );
}

interface KpiProps {
  readonly label: string;
  readonly share: Share;
  readonly target: number | null;
  readonly notes: readonly (string | null)[];
}
function Kpi({ label, share, target, notes }: KpiProps) {
  const h = useText().home;
  const words = useShareWords()(share);
  const percent = percentOf(share);
  const part = share.denominator === 0 ? 0 : share.numerator / share.denominator;
  const said = [percent === null ? null : words.counts, ...notes].filter((one) => one !== null);
  return (
    <Box
      sx={{
        border: '1px solid',
        borderColor: 'divider',
        borderRadius: 1,
        backgroundColor: 'background.paper',
        px: 1.75,
        py: 1.25,
        minWidth: 0,
      }}
    >
      <Typography variant="body2" color="text.secondary" component="h3">
        {label}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1.25, flexWrap: 'wrap', minHeight: 36 }}>
        {percent === null ? (
          <>
            {words.counts === null ? null : (
              <Box component="span" sx={{ fontSize: '1.375rem', fontWeight: 600, lineHeight: 1.5 }}>
                {words.counts}
              </Box>
            )}
            <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
              {words.main}
            </Box>
          </>
        ) : (
          <Box component="span" sx={{ fontSize: '1.5rem', fontWeight: 600, lineHeight: 1.5 }}>
            {percent}
          </Box>
        )}
        <Box component="span" sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>
          {said.join(' · ')}
        </Box>
      </Box>
      <Box aria-hidden sx={{ position: 'relative', borderTop: '6px solid', borderColor: 'divider', my: 0.5 }}>
        <Box
          sx={{ position: 'absolute', top: -6, left: 0, borderTop: '6px solid', borderColor: 'primary.main' }}
          style={{ width: `${String(Math.min(1, part) * 100)}%` }}
        />
        {target === null ? null : (
          <Box
            sx={{
              position: 'absolute',
              top: -9,
              height: 12,
              borderLeft: '2px solid',
              borderColor: 'text.primary',
            }}
            style={{ left: `${String(Math.min(100, target))}%` }}
          />
        )}
      </Box>
      <MuiLink component={Link} to={share.to} variant="body2" aria-label={h.evidenceOf(label)}>
        {h.evidence}
      </MuiLink>
    </Box>
  );
}

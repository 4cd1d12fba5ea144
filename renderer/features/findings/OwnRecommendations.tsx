// The recommendations that follow from one limitation, inside its editor: each opens in place, and one more is added.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Finding } from '../../../core/contract/findings.ts';
import { useQueryOf } from '../../api/query.ts';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitOfFinding } from './visit-of-finding.ts';
import { RecommendationEditor } from './RecommendationEditor.tsx';

interface OwnRecommendationsProps {
  readonly planId: string;
  readonly visit?: VisitOfFinding | undefined;
  readonly finding: Pick<Finding, 'id' | 'domainId' | 'scope' | 'agencyIds'>;
}

export function OwnRecommendations({ planId, visit, finding }: OwnRecommendationsProps) {
  const t = useText();
  const f = t.findings;
  const list = useQueryOf('recommendations.list', { planId });
  const [opened, setOpened] = useState<string | null>(null);
  const rows = (list.data ?? []).filter((one) => one.findingId === finding.id);
  const at = visit === undefined ? {} : { visit };
  // Of a collective finding it is everybody's.
  const addressed = finding.scope === 'named' ? at : {};
  return (
    <Box role="group" aria-label={f.ownRecommendations} sx={{ display: 'grid', gap: 0.5 }}>
      <Typography variant="subtitle2" component="h4" color="text.secondary">
        {f.ownRecommendations}
      </Typography>
      {rows.map(({ agencyName: _agency, planTitle: _plan, ...one }) =>
        opened === one.id ? (
          <RecommendationEditor
            key={one.id}
            planId={planId}
            {...at}
            recommendation={one}
            onDone={() => setOpened(null)}
          />
        ) : (
          <Button
            key={one.id}
            onClick={() => setOpened(one.id)}
            sx={{ justifyContent: 'start', textAlign: 'left', px: 0.75, py: 0.25, display: 'block' }}
          >
            {one.text}
            <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
              {[
                one.verb,
                one.dueOn === null ? (one.dueNote ?? f.dueUnknown) : shortDay(one.dueOn),
                one.responsibleUnit,
              ]
                .filter((part) => part !== null && part !== '')
                .join(' · ')}
            </Box>
          </Button>
        ),
      )}
      {opened === 'new' ? (
        <RecommendationEditor
          planId={planId}
          {...addressed}
          domainId={finding.domainId}
          findingId={finding.id}
          onDone={() => setOpened(null)}
        />
      ) : (
        <Button sx={{ justifySelf: 'start' }} onClick={() => setOpened('new')}>
          + {f.addRecommendation}
        </Button>
      )}
    </Box>
  );
}

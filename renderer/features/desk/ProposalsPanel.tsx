// Limitations that the figures speak of: read, ticked, and recorded with their recommendations as one step.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { Proposal } from '../../../core/contract/desk.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { StatusChip } from '../../components/StatusChip.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { VisitTabProps } from '../visits/visit-tab.ts';

export function ProposalsPanel({ workspace, readOnly }: VisitTabProps) {
  const t = useText();
  const proposals = useQueryOf('proposals.list', { visitId: workspace.visit.id });
  return (
    <Box component="section" aria-labelledby="proposals-title">
      <Typography variant="h3" component="h2" id="proposals-title" sx={{ mb: 0.5 }}>
        {t.desk.proposals.title}
      </Typography>
      <Loaded query={proposals}>
        {(rows) => (
          <Proposals
            proposals={rows}
            visitId={workspace.visit.id}
            codes={new Map(workspace.criteria.map(({ id, code }) => [id, code]))}
            readOnly={readOnly}
          />
        )}
      </Loaded>
    </Box>
  );
}

interface ProposalsProps {
  readonly proposals: readonly Proposal[];
  readonly visitId: string;
  readonly codes: ReadonlyMap<string, string>;
  readonly readOnly: boolean;
}
function Proposals({ proposals, visitId, codes, readOnly }: ProposalsProps) {
  const t = useText();
  const w = t.desk.proposals;
  const take = useCommand('proposals.take');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [withRecommendations, setWith] = useState(true);
  const open = proposals.filter(({ findingId }) => findingId === null);
  const ticked = open.filter(({ key }) => chosen.has(key)).map(({ key }) => key);
  if (proposals.length === 0) return <EmptyState title={w.none} text={w.noneText} />;
  async function run() {
    await flushAll();
    const made = await take.run({ visitId, keys: ticked, withRecommendations });
    if (made === undefined) return;
    setChosen(new Set());
    showUndo(w.taken(formatCount(made.length)));
  }
  return (
    <>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1, maxWidth: '52rem' }}>
        {w.lead}
      </Typography>
      <Box component="ul" aria-label={w.list} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {proposals.map((one) => (
          <ProposalLine
            key={one.key}
            proposal={one}
            code={one.criterionId === null ? null : (codes.get(one.criterionId) ?? null)}
            visitId={visitId}
            readOnly={readOnly}
            ticked={chosen.has(one.key)}
            onToggle={() => {
              const next = new Set(chosen);
              if (!next.delete(one.key)) next.add(one.key);
              setChosen(next);
            }}
          />
        ))}
      </Box>
      {readOnly || open.length === 0 ? null : (
        <Box sx={{ display: 'flex', gap: 2, justifyContent: 'flex-end', alignItems: 'center', pt: 1.5 }}>
          <FormControlLabel
            label={w.withRecommendations}
            slotProps={{ typography: { variant: 'body2' } }}
            control={
              <Checkbox size="small" checked={withRecommendations} onChange={(_event, on) => setWith(on)} />
            }
          />
          <Button
            variant="contained"
            disabled={ticked.length === 0 || take.pending}
            onClick={() => void run()}
          >
            {w.take(formatCount(ticked.length))}
          </Button>
        </Box>
      )}
    </>
  );
}

interface ProposalLineProps {
  readonly proposal: Proposal;
  readonly code: string | null;
  readonly visitId: string;
  readonly readOnly: boolean;
  readonly ticked: boolean;
  readonly onToggle: () => void;
}
function ProposalLine({ proposal, code, visitId, readOnly, ticked, onToggle }: ProposalLineProps) {
  const t = useText();
  const w = t.desk.proposals;
  const { text, recommendation, because, findingId } = proposal;
  const isSaid = findingId !== null;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: '2rem minmax(0, 1fr) auto',
        columnGap: 0.75,
        py: 0.75,
        borderBottom: '1px solid',
        borderColor: 'divider',
        fontSize: '0.8125rem',
        lineHeight: 1.55,
      }}
    >
      <Box>
        {isSaid || readOnly ? null : (
          <Checkbox
            size="small"
            sx={{ p: 0.25 }}
            checked={ticked}
            onChange={onToggle}
            slotProps={{ input: { 'aria-label': w.choose(text) } }}
          />
        )}
      </Box>
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ color: isSaid ? 'text.secondary' : 'text.primary' }}>
          {code === null ? null : <strong>{code} </strong>}
          {text}
        </Box>
        {recommendation === null ? null : (
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            {w.recommendation}: {recommendation}
          </Box>
        )}
        {because === null ? null : (
          <Box sx={{ color: 'text.secondary', fontSize: '0.75rem' }}>
            {w.because}: {because}
          </Box>
        )}
      </Box>
      {isSaid ? (
        <Box sx={{ display: 'grid', justifyItems: 'end', alignContent: 'start' }}>
          <StatusChip tone="verified" label={w.said} />
          <MuiLink
            component={Link}
            to={`/visits/${visitId}/findings?finding=${findingId}`}
            sx={{ minHeight: 24, display: 'inline-flex', alignItems: 'center', fontSize: '0.75rem' }}
          >
            {w.open}
          </MuiLink>
        </Box>
      ) : (
        <span />
      )}
    </Box>
  );
}

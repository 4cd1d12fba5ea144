// The desk: rounds under way, what is overdue, documents that wait, what was opened last on this PC.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import type { PlanRow } from '../../../core/contract/plans.ts';
import { isOverdue } from '../../../core/rules/due.ts';
import { useQueryOf } from '../../api/query.ts';
import { DueLabel } from '../../components/DueLabel.tsx';
import { lastOpened } from '../../components/preferences.ts';
import { PageHeader } from '../../components/PageHeader.tsx';
import { ProgressBar } from '../../components/ProgressBar.tsx';
import { EmptyState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { DocumentStatusChip, PlanStatusChip, StatusChip } from '../../components/StatusChip.tsx';
import { formatCount, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

const SHOWN = 6;

export function HomePage() {
  const t = useText();
  const h = t.home;
  const status = useQueryOf('system.status', {});
  const plans = useQueryOf('plans.list', {});
  const recommendations = useQueryOf('recommendations.list', {});
  const documents = useQueryOf('documents.list', {});
  const today = status.data?.today ?? '';
  const opened = lastOpened();
  return (
    <>
      <PageHeader
        title={t.frame.places.home}
        meta={today === '' ? undefined : <span>{h.greeting(shortDay(today))}</span>}
      />
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1.6fr) minmax(18rem, 1fr)' },
          columnGap: 5,
          rowGap: 3,
          alignItems: 'start',
        }}
      >
        <Block title={h.inProgress}>
          <Loaded query={plans} skeleton={<TableSkeleton rows={3} />}>
            {(rows) => {
              const open = rows.filter((plan) => !['closed', 'cancelled'].includes(plan.status));
              if (open.length === 0) {
                return (
                  <EmptyState
                    title={h.noneInProgress}
                    text={h.noneText}
                    action={
                      <Button component={Link} to="/plans?new=1" variant="contained">
                        {t.plans.create}
                      </Button>
                    }
                  />
                );
              }
              return (
                <Box component="ul" sx={list}>
                  {open.slice(0, SHOWN).map((plan) => (
                    <PlanLine key={plan.id} plan={plan} />
                  ))}
                </Box>
              );
            }}
          </Loaded>
        </Block>
        <Block title={h.opened}>
          {opened.length === 0 ? (
            <Quiet text={h.noOpened} />
          ) : (
            <Box component="ul" sx={list}>
              {opened.map((entry) => (
                <Box component="li" key={entry.to} sx={line}>
                  <MuiLink component={Link} to={entry.to} color="text.primary" variant="body2">
                    {entry.title}
                  </MuiLink>
                </Box>
              ))}
            </Box>
          )}
        </Block>
        <Block title={h.overdue} more={{ to: '/recommendations', label: h.allRecommendations }}>
          <Loaded query={recommendations} skeleton={<TableSkeleton rows={3} />}>
            {(rows) => {
              const late = rows.filter((one) => isOverdue(one.dueOn, one.status, today));
              if (late.length === 0) return <Quiet text={h.noOverdue} />;
              return (
                <Box component="ul" sx={list}>
                  {late.slice(0, SHOWN).map((one) => (
                    <Box
                      component="li"
                      key={one.id}
                      sx={{ ...line, display: 'flex', gap: 2, alignItems: 'flex-start' }}
                    >
                      <Box sx={{ flex: 1, minWidth: 0 }}>
                        <MuiLink
                          component={Link}
                          to={`/plans/${one.planId}/summary?recommendation=${one.id}`}
                          color="text.primary"
                          variant="body2"
                          sx={clamp}
                        >
                          {one.text}
                        </MuiLink>
                        <Typography variant="caption" color="text.secondary" component="p">
                          {one.agencyName ?? t.registers.allAgencies}
                        </Typography>
                      </Box>
                      <Box sx={{ fontSize: '0.8125rem', flex: 'none', textAlign: 'right' }}>
                        <DueLabel dueOn={one.dueOn} dueNote={one.dueNote} status={one.status} today={today} />
                      </Box>
                    </Box>
                  ))}
                  {late.length > SHOWN ? (
                    <li>
                      <Quiet text={h.more(formatCount(late.length - SHOWN))} />
                    </li>
                  ) : null}
                </Box>
              );
            }}
          </Loaded>
        </Block>
        <Block title={h.waiting} more={{ to: '/documents', label: h.allDocuments }}>
          <Loaded query={documents} skeleton={<TableSkeleton rows={3} />}>
            {(rows) => {
              const waiting = rows.filter((one) => one.status === 'for_signature');
              if (waiting.length === 0) return <Quiet text={h.noWaiting} />;
              return (
                <Box component="ul" sx={list}>
                  {waiting.slice(0, SHOWN).map((one) => (
                    <Box
                      component="li"
                      key={one.id}
                      sx={{ ...line, display: 'flex', gap: 2, justifyContent: 'space-between' }}
                    >
                      <MuiLink
                        component={Link}
                        to={`/documents/${one.id}`}
                        color="text.primary"
                        variant="body2"
                      >
                        {t.labels.documentKind[one.kind]}
                        {one.agencyName === null ? '' : `: ${one.agencyName}`}
                      </MuiLink>
                      <DocumentStatusChip status={one.status} />
                    </Box>
                  ))}
                  {waiting.length > SHOWN ? (
                    <li>
                      <Quiet text={h.more(formatCount(waiting.length - SHOWN))} />
                    </li>
                  ) : null}
                </Box>
              );
            }}
          </Loaded>
        </Block>
      </Box>
    </>
  );
}

const list = { listStyle: 'none', m: 0, p: 0 } as const;
const line = {
  borderBottom: '1px solid',
  borderColor: 'divider',
  py: 0.75,
  '&:last-child': { borderBottom: 0 },
} as const;
const clamp = {
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
} as const;

interface BlockProps {
  readonly title: string;
  readonly more?: { readonly to: string; readonly label: string };
  readonly children: ReactNode;
}
function Block({ title, more, children }: BlockProps) {
  return (
    <Box component="section" aria-label={title}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 0.5 }}>
        <Typography variant="h2">{title}</Typography>
        {more === undefined ? null : (
          <MuiLink component={Link} to={more.to} variant="body2" sx={{ ml: 'auto' }}>
            {more.label}
          </MuiLink>
        )}
      </Box>
      {children}
    </Box>
  );
}

function Quiet({ text }: { readonly text: string }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ py: 0.5 }}>
      {text}
    </Typography>
  );
}

function PlanLine({ plan }: { readonly plan: PlanRow }) {
  const t = useText();
  const h = t.home;
  return (
    <Box component="li" sx={{ ...line, py: 1.25 }}>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', justifyContent: 'space-between' }}>
        <MuiLink
          component={Link}
          to={`/plans/${plan.id}`}
          color="text.primary"
          sx={{ fontWeight: 600, fontSize: '0.875rem' }}
        >
          {plan.title}
        </MuiLink>
        <Box sx={{ flex: 'none', display: 'flex', gap: 1.5 }}>
          {plan.illustrative ? <StatusChip tone="due" label={t.frame.illustrative} /> : null}
          <PlanStatusChip status={plan.status} />
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 4, mt: 0.5 }}>
        <Measure label={h.visited} value={plan.visitsDone} max={plan.visits} />
        <Measure label={h.checklist} value={plan.documentsIssued} max={plan.documents} />
      </Box>
    </Box>
  );
}

function Measure({
  label,
  value,
  max,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}) {
  return (
    <Box>
      <Typography variant="caption" color="text.secondary">
        {label}
      </Typography>
      <ProgressBar value={value} max={max} label={label} />
    </Box>
  );
}

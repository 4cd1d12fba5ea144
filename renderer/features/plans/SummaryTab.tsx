// The findings of a round by domain, strengths beside limitations, then the recommendations; each opens in place.
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import Typography from '@mui/material/Typography';
import MuiLink from '@mui/material/Link';
import { Link, useSearchParams } from 'react-router';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Finding } from '../../../core/contract/findings.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { usePagesOf, useQueryOf } from '../../api/query.ts';
import { DueLabel } from '../../components/DueLabel.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { EmptyState, ErrorState, TableSkeleton } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { FindingEditor } from '../findings/FindingEditor.tsx';
import { RecommendationEditor } from '../findings/RecommendationEditor.tsx';
import { remediationAddress } from '../remediation/remediation-address.ts';
import { CoverageBlock } from './CoverageBlock.tsx';

/** The scope in a few words: "toàn đợt", the kinds, "một số", or the names. */
function scopeWords(finding: Finding, names: ReadonlyMap<string, string>, t: Texts): string {
  switch (finding.scope) {
    case 'kinds':
      return finding.scopeKinds.map((kind) => t.labels.agencyKind[kind]).join(', ');
    case 'named': {
      const known = finding.agencyIds.map((id) => names.get(id) ?? '…');
      return known.length <= 3 ? known.join('; ') : t.plans.summary.agenciesCount(formatCount(known.length));
    }
    default:
      return t.labels.findingScope[finding.scope];
  }
}

export function SummaryTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.plans.summary;
  const planId = detail.plan.id;
  const findings = usePagesOf('findings.list', { planId, limit: 200 });
  const recommendations = useQueryOf('recommendations.list', { planId });
  const today = useQueryOf('system.status', {}).data?.today ?? '9999-12-31';
  const [params, setParams] = useSearchParams();
  // What is open stands in the URL, so that search and other screens can point at it.
  const open = (name: 'finding' | 'recommendation', value: string | null) =>
    setParams(value === null ? {} : { [name]: value }, { replace: true });
  const openFinding = params.get('finding');
  const openRecommendation = params.get('recommendation');
  const { hasMore, loadingMore, more } = findings;
  useEffect(() => {
    // The summary is whole: pages are read on until the last one.
    if (hasMore && !loadingMore) more();
  }, [hasMore, loadingMore, more]);

  if (findings.error !== null) return <ErrorState error={findings.error} onRetry={findings.retry} />;
  if (findings.rows === undefined) return <TableSkeleton />;
  const rows = findings.rows;
  const names = new Map(
    detail.visits.map((visit) => [visit.agencyId, visit.agencyShortName ?? visit.agencyName]),
  );
  const used = detail.domains.filter((domain) => rows.some((finding) => finding.domainId === domain.id));
  const unused = detail.domains.filter((domain) => !used.includes(domain));
  const add = (
    <OursOnly>
      <Button variant="contained" onClick={() => open('finding', 'new')}>
        {w.addFinding}
      </Button>
    </OursOnly>
  );
  return (
    <Box sx={{ display: 'grid', gap: 2.5 }}>
      {openFinding === 'new' ? (
        <Box sx={{ maxWidth: '44rem' }}>
          <FindingEditor planId={planId} onDone={() => open('finding', null)} />
        </Box>
      ) : rows.length > 0 ? (
        <Box>{add}</Box>
      ) : null}
      {rows.length === 0 && openFinding !== 'new' ? (
        <EmptyState title={w.empty} text={w.emptyText} action={add} />
      ) : null}
      {used.map((domain) => (
        <DomainSection key={domain.id} domain={domain}>
          {(['strength', 'limitation'] as const).map((kind) => (
            <Box key={kind} sx={{ minWidth: 0 }}>
              <Typography variant="subtitle2" component="h3" sx={{ color: 'text.secondary', mb: 0.5 }}>
                {t.labels.findingKind[kind]}
              </Typography>
              <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.25 }}>
                {rows
                  .filter((finding) => finding.domainId === domain.id && finding.kind === kind)
                  .map((finding) => (
                    <li key={finding.id}>
                      {openFinding === finding.id ? (
                        <Opened>
                          <FindingEditor
                            planId={planId}
                            finding={finding}
                            onDone={() => open('finding', null)}
                          />
                        </Opened>
                      ) : (
                        <FindingLine
                          finding={finding}
                          scope={scopeWords(finding, names, t)}
                          onOpen={() => open('finding', finding.id)}
                        />
                      )}
                    </li>
                  ))}
              </Box>
              {openFinding === `new-${kind}-${domain.key}` ? (
                <FindingEditor
                  planId={planId}
                  domainId={domain.id}
                  kind={kind}
                  onDone={() => open('finding', null)}
                />
              ) : (
                <OursOnly>
                  <Button
                    sx={{ minHeight: 26, py: 0, px: 0.75, fontWeight: 500 }}
                    aria-label={`${t.frame.add}: ${w.addTo(t.labels.findingKind[kind], domain.name)}`}
                    onClick={() => open('finding', `new-${kind}-${domain.key}`)}
                  >
                    + {t.frame.add}
                  </Button>
                </OursOnly>
              )}
            </Box>
          ))}
        </DomainSection>
      ))}
      {rows.length > 0 && unused.length > 0 ? (
        <Typography variant="body2" color="text.secondary">
          {w.emptyDomains(unused.map((domain) => domain.name).join('; '))}
        </Typography>
      ) : null}
      {detail.visits.length === 0 ? null : (
        <Box component="section" sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 1.25 }}>
          <Typography variant="h2" sx={{ mb: 0.75 }}>
            {t.plans.coverage.title}
          </Typography>
          <CoverageBlock planId={planId} />
        </Box>
      )}
      <Box component="section">
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'baseline', mb: 0.75, flexWrap: 'wrap' }}>
          <Typography variant="h2">{w.recommendations}</Typography>
          {(recommendations.data?.length ?? 0) === 0 ? null : (
            <MuiLink component={Link} variant="body2" to={remediationAddress('list', { plan: planId })}>
              {t.remediation.atAgency.openAll}
            </MuiLink>
          )}
        </Box>
        {recommendations.data?.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {w.noRecommendations}
          </Typography>
        ) : null}
        <Box
          component="ol"
          sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.25, maxWidth: '64rem' }}
        >
          {(recommendations.data ?? []).map((line, index) => {
            const { agencyName, planTitle: _title, ...recommendation } = line;
            return (
              <li key={line.id}>
                {openRecommendation === line.id ? (
                  <Opened>
                    <MuiLink
                      component={Link}
                      variant="body2"
                      to={remediationAddress('list', { plan: planId, recommendation: line.id })}
                      sx={{ display: 'inline-block', mb: 0.5 }}
                    >
                      {t.remediation.atAgency.follow} ›
                    </MuiLink>
                    <RecommendationEditor
                      planId={planId}
                      recommendation={recommendation}
                      onDone={() => open('recommendation', null)}
                    />
                  </Opened>
                ) : (
                  <LineButton onOpen={() => open('recommendation', line.id)}>
                    <Box
                      component="span"
                      sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', width: '100%' }}
                    >
                      <Box component="span" sx={{ color: 'text.secondary', minWidth: '1.5rem' }}>
                        {index + 1}.
                      </Box>
                      <Box component="span" sx={{ flex: 1, minWidth: 0 }}>
                        {line.text} <ProvenanceMark provenance={line.provenance} />
                        <Detail>{agencyName ?? t.findings.allAgencies}</Detail>
                      </Box>
                      <Box component="span" sx={{ flex: 'none', width: '9rem' }}>
                        <DueLabel
                          dueOn={line.dueOn}
                          dueNote={line.dueNote}
                          status={line.status}
                          today={today}
                        />
                      </Box>
                      <RecommendationStatusChip status={line.status} />
                    </Box>
                  </LineButton>
                )}
              </li>
            );
          })}
        </Box>
        {openRecommendation === 'new' ? (
          <Box sx={{ maxWidth: '44rem', mt: 1 }}>
            <RecommendationEditor planId={planId} onDone={() => open('recommendation', null)} />
          </Box>
        ) : (
          <OursOnly>
            <Button variant="outlined" sx={{ mt: 1 }} onClick={() => open('recommendation', 'new')}>
              {t.findings.addRecommendation}
            </Button>
          </OursOnly>
        )}
      </Box>
    </Box>
  );
}

function DomainSection({ domain, children }: { readonly domain: Domain; readonly children: ReactNode }) {
  return (
    <Box
      component="section"
      aria-label={domain.name}
      sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 1.25 }}
    >
      <Typography variant="h2" sx={{ mb: 0.75 }}>
        {domain.ordinal}. {domain.name}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: 'minmax(0, 1fr) minmax(0, 1fr)' },
          columnGap: 4,
          rowGap: 1.5,
        }}
      >
        {children}
      </Box>
    </Box>
  );
}

function LineButton({ onOpen, children }: { readonly onOpen: () => void; readonly children: ReactNode }) {
  return (
    <ButtonBase
      onClick={onOpen}
      sx={{
        display: 'block',
        width: '100%',
        textAlign: 'left',
        fontFamily: 'inherit',
        fontSize: '0.8125rem',
        lineHeight: 1.6,
        px: 0.75,
        py: 0.5,
        mx: -0.75,
        borderRadius: 0.75,
        '&:hover': { backgroundColor: 'background.tint' },
        '&.Mui-focusVisible': { outline: '2px solid var(--k-palette-primary-main)', outlineOffset: -1 },
      }}
    >
      {children}
    </ButtonBase>
  );
}

function Detail({ children }: { readonly children: ReactNode }) {
  return (
    <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
      {children}
    </Box>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  readonly scope: string;
  readonly onOpen: () => void;
}
function FindingLine({ finding, scope, onOpen }: FindingLineProps) {
  const figures =
    finding.numerator === null
      ? null
      : [
          `${formatCount(finding.numerator)}${finding.denominator === null ? '' : `/${formatCount(finding.denominator)}`}`,
          finding.unit,
          finding.denominator === null ? null : formatPercent(finding.numerator, finding.denominator),
        ]
          .filter((part) => part !== null && part !== '')
          .join(' · ');
  return (
    <LineButton onOpen={onOpen}>
      {finding.text} <ProvenanceMark provenance={finding.provenance} />
      <Detail>
        {[scope, figures, finding.criterionCode].filter((part) => part !== null && part !== '').join('  ·  ')}
      </Detail>
    </LineButton>
  );
}

/** Brings what the address points at into view. */
function Opened({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Box ref={box} sx={{ my: 1, maxWidth: '44rem' }}>
      {children}
    </Box>
  );
}

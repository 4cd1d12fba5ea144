// What was recorded at the agency: its own findings and recommendations, and, apart from them, what the round
// found without naming an agency.
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Finding } from '../../../core/contract/findings.ts';
import type { Recommendation } from '../../../core/contract/recommendations.ts';
import type { VisitWorkspace } from '../../../core/contract/visits.ts';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { formatCount, formatPercent, shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { FindingEditor } from '../findings/FindingEditor.tsx';
import { RecommendationEditor } from '../findings/RecommendationEditor.tsx';

/** What the panel has open: a row, a new one, or nothing. */
export type Opened =
  | { readonly kind: 'finding'; readonly id: string }
  | { readonly kind: 'new_finding'; readonly findingKind: Finding['kind'] }
  | { readonly kind: 'recommendation'; readonly id: string }
  | { readonly kind: 'new_recommendation' }
  | null;

interface FindingsPanelProps {
  readonly workspace: VisitWorkspace;
  readonly domainId: string | null;
  readonly readOnly: boolean;
  readonly opened: Opened;
  readonly onOpen: (opened: Opened) => void;
  /** The keyboard goes back to where it came from. */
  readonly onClosed: () => void;
}

export function FindingsPanel({
  workspace,
  domainId,
  readOnly,
  opened,
  onOpen,
  onClosed,
}: FindingsPanelProps) {
  const t = useText();
  const words = t.visits.workspace;
  const [showCollective, setShowCollective] = useState(true);
  const { visit, plan } = workspace;
  const inDomain = workspace.findings.filter((finding) => domainId === null || finding.domainId === domainId);
  const own = inDomain.filter((finding) => finding.scope === 'named');
  const collective = inDomain.filter((finding) => finding.scope !== 'named');
  const recommendations = workspace.recommendations.filter(
    (recommendation) =>
      domainId === null || recommendation.domainId === null || recommendation.domainId === domainId,
  );
  const close = () => {
    onOpen(null);
    onClosed();
  };
  const visitRef = { id: visit.id, agencyId: visit.agencyId };
  const forDomain = domainId === null ? {} : { domainId };

  return (
    <Box
      component="section"
      aria-label={words.findings}
      sx={{ p: 1.5, display: 'flex', flexDirection: 'column', gap: 1.5 }}
    >
      <Typography variant="h3" component="h2">
        {words.findings}
      </Typography>
      {!readOnly && (
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="outlined" onClick={() => onOpen({ kind: 'new_finding', findingKind: 'strength' })}>
            + {words.addStrength}
          </Button>
          <Button
            variant="outlined"
            onClick={() => onOpen({ kind: 'new_finding', findingKind: 'limitation' })}
          >
            + {words.addLimitation}
          </Button>
        </Box>
      )}
      {opened?.kind === 'new_finding' && (
        <FindingEditor
          key={opened.findingKind}
          planId={plan.id}
          visit={visitRef}
          {...forDomain}
          kind={opened.findingKind}
          onDone={close}
        />
      )}
      {own.length === 0 && opened?.kind !== 'new_finding' && (
        <Typography variant="body2" color="text.secondary">
          {words.noOwn} {words.noOwnHint}
        </Typography>
      )}
      {(['strength', 'limitation'] as const).map((kind) => {
        const rows = own.filter((finding) => finding.kind === kind);
        return rows.length === 0 ? null : (
          <Group key={kind} title={t.labels.findingKind[kind]}>
            {rows.map((finding) =>
              opened?.kind === 'finding' && opened.id === finding.id ? (
                <Editing key={finding.id}>
                  <FindingEditor planId={plan.id} visit={visitRef} finding={finding} onDone={close} />
                </Editing>
              ) : (
                <FindingLine
                  key={finding.id}
                  finding={finding}
                  onOpen={readOnly ? undefined : () => onOpen({ kind: 'finding', id: finding.id })}
                />
              ),
            )}
          </Group>
        );
      })}
      <Group title={words.recommendations}>
        {recommendations.length === 0 && opened?.kind !== 'new_recommendation' && (
          <Typography variant="body2" color="text.secondary">
            {words.noRecommendations}
          </Typography>
        )}
        {recommendations.map((recommendation) =>
          opened?.kind === 'recommendation' && opened.id === recommendation.id ? (
            <RecommendationEditor
              key={recommendation.id}
              planId={plan.id}
              visit={visitRef}
              recommendation={recommendation}
              onDone={close}
            />
          ) : (
            <RecommendationLine
              key={recommendation.id}
              recommendation={recommendation}
              onOpen={readOnly ? undefined : () => onOpen({ kind: 'recommendation', id: recommendation.id })}
            />
          ),
        )}
        {opened?.kind === 'new_recommendation' ? (
          <RecommendationEditor planId={plan.id} visit={visitRef} {...forDomain} onDone={close} />
        ) : (
          !readOnly && (
            <Button sx={{ alignSelf: 'flex-start' }} onClick={() => onOpen({ kind: 'new_recommendation' })}>
              + {words.addRecommendation}
            </Button>
          )
        )}
      </Group>
      {collective.length > 0 && (
        <Box>
          <Button
            aria-expanded={showCollective}
            onClick={() => setShowCollective((shown) => !shown)}
            sx={{ color: 'text.secondary', px: 0.5, textAlign: 'left' }}
          >
            {showCollective ? '▾' : '▸'} {words.collective} ({formatCount(collective.length)})
          </Button>
          {showCollective && (
            <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
              <Typography variant="caption" color="text.secondary">
                {words.collectiveHint}
              </Typography>
              {collective.map((finding) => (
                <FindingLine key={finding.id} finding={finding} withKind />
              ))}
            </Box>
          )}
        </Box>
      )}
    </Box>
  );
}

/** What was just opened comes into sight and takes the keyboard, its text ready to be typed over. */
function Editing({ children }: { readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current?.scrollIntoView({ block: 'nearest' });
    frame.current?.querySelector<HTMLTextAreaElement>('textarea:not([aria-hidden])')?.select();
  }, []);
  return <div ref={frame}>{children}</div>;
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 0.5 }}>
      <Typography variant="subtitle2" component="h3" color="text.secondary">
        {title}
      </Typography>
      {children}
    </Box>
  );
}

interface LineProps {
  readonly onOpen?: (() => void) | undefined;
  readonly children: ReactNode;
}
function Line({ onOpen, children }: LineProps) {
  const look = {
    font: 'inherit',
    fontSize: '0.8125rem',
    lineHeight: 1.5,
    textAlign: 'left',
    color: 'text.primary',
    background: 'none',
    border: 0,
    borderLeft: '2px solid',
    borderColor: 'divider',
    px: 1.25,
    py: 0.25,
  } as const;
  return onOpen === undefined ? (
    <Box sx={look}>{children}</Box>
  ) : (
    <Box
      component="button"
      type="button"
      onClick={onOpen}
      sx={{
        ...look,
        cursor: 'pointer',
        '&:hover': { borderColor: 'primary.main', backgroundColor: 'action.hover' },
      }}
    >
      {children}
    </Box>
  );
}

interface FindingLineProps {
  readonly finding: Finding;
  readonly withKind?: boolean;
  readonly onOpen?: (() => void) | undefined;
}
function FindingLine({ finding, withKind = false, onOpen }: FindingLineProps) {
  const t = useText();
  const { numerator, denominator } = finding;
  const share = numerator !== null && denominator !== null ? formatPercent(numerator, denominator) : null;
  return (
    <Line onOpen={onOpen}>
      {withKind && <strong>{t.labels.findingKind[finding.kind]}: </strong>}
      {finding.text} <ProvenanceMark provenance={finding.provenance} />
      <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.75rem' }}>
        {[
          finding.criterionCode,
          numerator !== null && denominator !== null
            ? `${formatCount(numerator)}/${formatCount(denominator)}${finding.unit === null ? '' : ` ${finding.unit}`}${share === null ? '' : ` = ${share}`}`
            : null,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
      </Box>
    </Line>
  );
}

interface RecommendationLineProps {
  readonly recommendation: Recommendation;
  readonly onOpen?: (() => void) | undefined;
}
function RecommendationLine({ recommendation, onOpen }: RecommendationLineProps) {
  const t = useText();
  const words = t.visits.workspace;
  return (
    <Line onOpen={onOpen}>
      {recommendation.text} <ProvenanceMark provenance={recommendation.provenance} />
      <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.75rem' }}>
        {recommendation.dueOn !== null
          ? words.due(shortDay(recommendation.dueOn))
          : (recommendation.dueNote ?? words.noDue)}
      </Box>
    </Line>
  );
}

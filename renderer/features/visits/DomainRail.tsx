// The domains of a visit with what is answered, and the score where the plan scores.
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import type { Domain } from '../../../core/contract/criteria.ts';
import type { DomainScore } from '../../../core/contract/visits.ts';
import { formatPercentHundredths } from '../../../core/rules/format.ts';
import { scorePercent, totalScore } from '../../../core/rules/scoring.ts';
import { formatCount, points } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

interface DomainRailProps {
  readonly domains: readonly Domain[];
  readonly scores: readonly DomainScore[];
  readonly scoring: boolean;
  /** The domains of the member that is chosen; null: of everybody. */
  readonly owned: readonly string[] | null;
  /** null: all domains. */
  readonly chosen: string | null;
  readonly onChoose: (domainId: string | null) => void;
  /** What is still missing, as lines. */
  readonly onShow: (filter: 'unanswered' | 'unexplained') => void;
}

export function DomainRail({ domains, scores, scoring, owned, chosen, onChoose, onShow }: DomainRailProps) {
  const t = useText();
  const words = t.visits.workspace;
  const more = t.desk.checklist;
  const total = totalScore(
    owned === null ? scores : scores.filter(({ domainId }) => owned.includes(domainId)),
  );
  const byDomain = new Map(scores.map((score) => [score.domainId, score]));
  const percent = scoring ? scorePercent(total) : null;
  const missing = total.applicable - total.answered;
  return (
    <Box
      component="nav"
      aria-label={words.domains}
      sx={{ display: 'flex', flexDirection: 'column', gap: 0.25, p: 1 }}
    >
      <RailItem
        label={words.allDomains}
        score={total}
        scoring={scoring}
        chosen={chosen === null}
        onChoose={() => onChoose(null)}
      />
      {domains.map((domain) => {
        const score = byDomain.get(domain.id);
        return score === undefined || owned?.includes(domain.id) === false ? null : (
          <RailItem
            key={domain.id}
            label={`${domain.ordinal}. ${domain.shortName}`}
            title={domain.name}
            score={score}
            scoring={scoring}
            chosen={chosen === domain.id}
            onChoose={() => onChoose(domain.id)}
          />
        );
      })}
      <Box
        sx={{ px: 1, pt: 1.5, mt: 1, borderTop: '1px solid', borderColor: 'divider', fontSize: '0.8125rem' }}
        aria-live="polite"
      >
        {scoring && (
          <Box sx={{ display: 'flex', justifyContent: 'space-between', flexWrap: 'wrap', fontWeight: 600 }}>
            <span>{words.total}</span>
            <span>{words.scoreOf(points(total.earned), points(total.max))}</span>
            {percent !== null && (
              <Box component="span" sx={{ flexBasis: '100%', textAlign: 'right' }}>
                {formatPercentHundredths(percent)}
              </Box>
            )}
          </Box>
        )}
        {missing > 0 && (
          <Missing onClick={() => onShow('unanswered')}>{words.missing(formatCount(missing))}</Missing>
        )}
        {total.unexplained > 0 && (
          <Missing onClick={() => onShow('unexplained')}>
            {more.stillUnexplained(formatCount(total.unexplained))}
          </Missing>
        )}
        {missing === 0 && total.unexplained === 0 && total.applicable > 0 && (
          <Box sx={{ color: 'success.main', fontSize: '0.75rem', fontWeight: 600 }}>{more.complete}</Box>
        )}
      </Box>
    </Box>
  );
}

function Missing({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <Box
      component="button"
      type="button"
      onClick={onClick}
      sx={{
        display: 'block',
        width: 1,
        minHeight: 24,
        p: 0,
        font: 'inherit',
        fontSize: '0.75rem',
        textAlign: 'left',
        color: 'text.secondary',
        background: 'none',
        border: 0,
        cursor: 'pointer',
        '&:hover': { textDecoration: 'underline' },
      }}
    >
      {children}
    </Box>
  );
}

interface RailItemProps {
  readonly label: string;
  readonly title?: string;
  readonly score: Omit<DomainScore, 'domainId'>;
  readonly scoring: boolean;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function RailItem({ label, title, score, scoring, chosen, onChoose }: RailItemProps) {
  const t = useText();
  const share = score.applicable === 0 ? 0 : score.answered / score.applicable;
  return (
    <Box
      component="button"
      type="button"
      title={title}
      aria-current={chosen ? 'true' : undefined}
      onClick={onChoose}
      sx={{
        font: 'inherit',
        fontSize: '0.8125rem',
        lineHeight: 1.4,
        textAlign: 'left',
        color: 'text.primary',
        background: 'none',
        backgroundColor: chosen ? 'background.tint' : 'transparent',
        border: 0,
        borderRadius: 1,
        px: 1,
        py: 0.75,
        cursor: 'pointer',
        '&:hover': { backgroundColor: chosen ? 'background.tint' : 'action.hover' },
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'space-between', gap: 1 }}>
        <Box component="span" sx={{ fontWeight: chosen ? 600 : 400 }}>
          {label}
        </Box>
        <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.75rem', whiteSpace: 'nowrap' }}>
          {t.visits.answered(formatCount(score.answered), formatCount(score.applicable))}
        </Box>
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mt: 0.5 }}>
        <Box sx={{ flex: 1, height: 3, borderRadius: 2, backgroundColor: 'divider', overflow: 'hidden' }}>
          <Box
            sx={{
              height: 1,
              width: `${Math.round(share * 100)}%`,
              backgroundColor: share >= 1 ? 'success.main' : 'primary.main',
            }}
          />
        </Box>
        {scoring && (
          <Box component="span" sx={{ color: 'text.secondary', fontSize: '0.6875rem', whiteSpace: 'nowrap' }}>
            {t.visits.workspace.scoreOf(points(score.earned), points(score.max))}
          </Box>
        )}
      </Box>
      {score.unexplained > 0 && (
        <Box component="span" sx={{ fontSize: '0.6875rem', fontWeight: 600, color: 'warning.main' }}>
          {t.desk.checklist.unexplainedCount(formatCount(score.unexplained))}
        </Box>
      )}
    </Box>
  );
}

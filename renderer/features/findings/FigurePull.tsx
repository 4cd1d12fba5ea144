// Where the figures of a finding come from: taken out of the criterion's answer by one action, and told when the answer
// has moved on since.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import type { Finding } from '../../../core/contract/findings.ts';
import { fillPhrase, refigure } from '../../../core/rules/phrase-text.ts';
import { useQueryOf } from '../../api/query.ts';
import { OursOnly } from '../../components/OursOnly.tsx';
import { formatCount, formatPercent } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';

export type Figured = Pick<Finding, 'criterionId' | 'numerator' | 'denominator' | 'unit' | 'text'>;
type Figures = Pick<Figured, 'numerator' | 'denominator'>;

interface FigurePullProps {
  readonly visitId: string;
  readonly value: Figured;
  readonly choose: (patch: Partial<Figured>) => void;
}

export function FigurePull({ visitId, value, choose }: FigurePullProps) {
  const t = useText();
  const f = t.findings;
  const space = useQueryOf('visits.get', { id: visitId });
  if (value.criterionId === null || space.data === undefined) return null;
  const answer = space.data.answers.find((one) => one.criterionId === value.criterionId);
  const now = answer === undefined ? null : figuresOf(answer);
  if (now === null) {
    return value.numerator === null ? null : (
      <Typography variant="caption" color="text.secondary">
        {f.figuresGone}
      </Typography>
    );
  }
  if (value.numerator === now.numerator && value.denominator === now.denominator) {
    return (
      <Typography variant="caption" color="text.secondary">
        {f.figuresSame}
      </Typography>
    );
  }
  const pull = () => {
    const filled = fillPhrase(value.text, { ...now, unit: value.unit, agencyName: null });
    choose({ ...now, text: refigure(filled, value, now) ?? filled });
  };
  const isNew = value.numerator === null && value.denominator === null;
  return (
    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
      {isNew ? null : (
        <Typography variant="caption" sx={{ color: 'warning.main', fontWeight: 500 }} role="status">
          <span aria-hidden>▲ </span>
          {f.figuresMoved(figureText(now), figureText(value))}
        </Typography>
      )}
      <OursOnly>
        <Button size="small" variant="outlined" onClick={pull} sx={{ minHeight: 24, py: 0 }}>
          {isNew ? f.pull(figureText(now)) : f.refresh}
        </Button>
      </OursOnly>
    </Box>
  );
}

function figuresOf(answer: {
  readonly notApplicable: boolean;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly count: number | null;
}): Figures | null {
  if (answer.notApplicable) return null;
  if (answer.numerator !== null && answer.denominator !== null) {
    return { numerator: answer.numerator, denominator: answer.denominator };
  }
  return answer.count === null ? null : { numerator: answer.count, denominator: null };
}

export function figureText({ numerator, denominator }: Figures): string {
  if (numerator === null) return '—';
  if (denominator === null) return formatCount(numerator);
  const share = formatPercent(numerator, denominator);
  return `${formatCount(numerator)}/${formatCount(denominator)}${share === null ? '' : ` = ${share}`}`;
}

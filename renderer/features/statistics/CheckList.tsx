// What does not add up, each with its difference and a field for the explanation.
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { StatisticsCheck, StatisticsLine, StatisticsReport } from '../../../core/contract/statistics.ts';
import type { Autosave } from '../../api/autosave.ts';
import { isComposing } from '../../api/autosave.ts';
import { useText } from '../../i18n/text.tsx';
import { checkWords, signedCount } from './check-words.ts';
import type { ReportRow } from './report-row.ts';

interface CheckListProps {
  readonly checks: readonly StatisticsCheck[];
  readonly lines: readonly StatisticsLine[];
  readonly autosave: Autosave<ReportRow>;
}
export function CheckList({ checks, lines, autosave }: CheckListProps) {
  const t = useText();
  const w = t.statistics;
  const { explanations } = autosave.value;
  const explain = (key: string, text: string): StatisticsReport['explanations'] => {
    const { [key]: _before, ...rest } = explanations;
    return text === '' ? rest : { ...rest, [key]: text };
  };
  return (
    <Box component="section" aria-label={w.checks}>
      <Typography variant="h2">{w.checks}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1 }}>
        {checks.length === 0 ? w.noWarnings : w.checksHint}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, display: 'grid', gap: 1 }}>
        {checks.map((check) => {
          const words = checkWords(check, lines, t);
          return (
            <Box
              component="li"
              key={check.key}
              sx={{
                borderLeft: '3px solid',
                borderColor: check.explanation === null ? 'warning.main' : 'divider',
                pl: 1.25,
                display: 'grid',
                gap: 0.5,
              }}
            >
              <Typography variant="body2">
                {words}; <strong>{w.difference(signedCount(check.difference))}</strong>
              </Typography>
              <TextField
                multiline
                maxRows={4}
                placeholder={w.explanation}
                value={explanations[check.key] ?? ''}
                onChange={(event) =>
                  autosave.set('explanations', explain(check.key, event.target.value), {
                    composing: isComposing(event.nativeEvent),
                  })
                }
                onBlur={() => {
                  autosave.endComposition();
                  void autosave.flush();
                }}
                slotProps={{
                  htmlInput: {
                    'aria-label': w.explanationOf(words),
                    maxLength: 1000,
                    onCompositionEnd: () => autosave.endComposition(),
                  },
                }}
              />
            </Box>
          );
        })}
      </Box>
    </Box>
  );
}

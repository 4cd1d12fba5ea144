// The counts beyond the form; those of the other era of service levels are not asked for.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { statisticsCounts, type StatisticsCount } from '../../../core/contract/statistics.ts';
import { isCountOf } from '../../../core/rules/one-stop-form.ts';
import type { Autosave } from '../../api/autosave.ts';
import { CountField } from '../../components/Fields.tsx';
import { useText } from '../../i18n/text.tsx';
import type { ReportRow } from './report-row.ts';

export function CountsForm({ autosave }: { readonly autosave: Autosave<ReportRow> }) {
  const w = useText().statistics;
  const { counts, serviceEra } = autosave.value;
  const take = (key: StatisticsCount, value: number | null) => {
    const { [key]: _before, ...rest } = counts;
    autosave.choose('counts', value === null ? rest : { ...rest, [key]: value });
  };
  // A count of the other era that was given once stays in sight.
  const asked = statisticsCounts.filter((key) => isCountOf(key, serviceEra) || counts[key] !== undefined);
  return (
    <Box component="section" aria-label={w.countsTitle}>
      <Typography variant="h2">{w.countsTitle}</Typography>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {w.countsHint}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: 'repeat(auto-fill, minmax(15rem, 1fr))',
          alignItems: 'end',
        }}
      >
        {asked.map((key) => (
          <CountField
            key={key}
            label={w.counts[key]}
            value={counts[key] ?? null}
            onChange={(value) => take(key, value)}
          />
        ))}
      </Box>
    </Box>
  );
}

// A report of the checker: what was broken, page by page, with found, expected and the decree's place.
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { byPage } from '../../../core/checking/report-lines.ts';
import { ruleSource, ruleTexts } from '../../../core/checking/rule-text.ts';
import type { FormatFinding, FormatReport } from '../../../core/contract/format-checks.ts';
import { formatCount } from '../../format.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';

interface FormatReportViewProps {
  readonly report: FormatReport;
}

export function FormatReportView({ report }: FormatReportViewProps) {
  const t = useText();
  const w = t.formatChecks;
  const { language } = useLanguage();
  const { breaches, held, skipped, kind } = report;
  return (
    <Box component="section" aria-label={report.fileName} sx={{ display: 'grid', gap: 1.5 }}>
      <Box>
        <Typography variant="subtitle1" component="h3" sx={{ overflowWrap: 'anywhere' }}>
          {report.fileName}
        </Typography>
        <Typography variant="body2" component="output" sx={{ display: 'block' }}>
          {breaches.length === 0
            ? w.none
            : w.summary(formatCount(breaches.length), formatCount(held.length), formatCount(skipped.length))}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {kind === null ? w.noKind : w.kind(kind)}
        </Typography>
      </Box>
      {byPage(breaches).map(({ page, breaches: list }) => (
        <Box key={String(page)}>
          <Typography variant="subtitle2" component="h4">
            {page === null ? w.whole : w.page(String(page))}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
            {list.map((breach, index) => (
              <BreachLine key={`${breach.rule}-${String(index)}`} breach={breach} />
            ))}
          </Box>
        </Box>
      ))}
      <details>
        <summary>{w.skipped(formatCount(skipped.length))}</summary>
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {skipped.map(({ rule, reason }) => (
            <Typography key={rule} component="li" variant="body2">
              {ruleTexts[rule]?.[language] ?? rule}: {reason}
            </Typography>
          ))}
        </Box>
      </details>
    </Box>
  );
}

interface BreachLineProps {
  readonly breach: FormatFinding;
}

function BreachLine({ breach }: BreachLineProps) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.formatChecks;
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {ruleTexts[breach.rule]?.[language] ?? breach.rule}
      </Typography>
      <Typography variant="body2">
        {w.found}: {breach.found}
      </Typography>
      <Typography variant="body2">
        {w.expected}: {breach.expected}
      </Typography>
      <Typography variant="caption" color="text.secondary">
        {ruleSource(breach.rule, language)}
      </Typography>
    </Box>
  );
}

// The indicators of a report: value, figures, and the formula that they are computed by.
import Box from '@mui/material/Box';
import type { Indicator, StatisticsReport } from '../../../core/contract/statistics.ts';
import {
  criterionOfIndicator,
  formulaOf,
  indicatorFigures,
  indicatorLabel,
  indicatorText,
  isKnown,
} from '../../../core/rules/one-stop-indicators.ts';
import { useLanguage, useText } from '../../i18n/text.tsx';
import type { Texts } from '../../i18n/text.tsx';
import { plainTable } from '../../components/plain-table.ts';

/** How a formula names columns and counts in the language of the screen. */
export function formulaWords(t: Texts) {
  const w = t.statistics;
  return {
    column: (number: number) => w.column(String(number)),
    count: (key: keyof typeof w.counts) => w.counts[key].charAt(0).toLowerCase() + w.counts[key].slice(1),
  };
}

interface IndicatorTableProps {
  readonly indicators: readonly Indicator[];
  readonly era: StatisticsReport['serviceEra'];
}
export function IndicatorTable({ indicators, era }: IndicatorTableProps) {
  const t = useText();
  const { language } = useLanguage();
  const w = t.statistics;
  const words = formulaWords(t);
  return (
    <Box component="table" aria-label={w.indicators} sx={plainTable}>
      <thead>
        <tr>
          <th scope="col">{w.indicator}</th>
          <th scope="col" className="number">
            {w.value}
          </th>
          <th scope="col">{w.formula}</th>
          <th scope="col">{w.criterion}</th>
        </tr>
      </thead>
      <tbody>
        {indicators.map((indicator) => (
          <tr key={indicator.key}>
            <th scope="row">{indicatorLabel(indicator.key, era, language)}</th>
            <td className="number" title={isKnown(indicator) ? undefined : w.notKnown}>
              <strong>{indicatorText(indicator)}</strong>
              {isKnown(indicator) && indicator.denominator !== null ? (
                <Box component="span" sx={{ display: 'block', color: 'text.secondary', fontSize: '0.75rem' }}>
                  {indicatorFigures(indicator).split(' = ')[0]}
                </Box>
              ) : null}
            </td>
            <td>{formulaOf(indicator.key, era, words)}</td>
            <td className="nowrap">{criterionOfIndicator[indicator.key]?.code ?? ''}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

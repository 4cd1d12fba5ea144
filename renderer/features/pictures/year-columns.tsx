// What every table over years ends with: the remediated share with its list, and the share of points.
import type { AgencyYear } from '../../../core/contract/pictures.ts';
import { formatHundredths } from '../../../core/rules/format.ts';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ShareLink, shareCell } from './Figures.tsx';

type YearShares = Pick<AgencyYear, 'year' | 'remediation' | 'score'>;

export function yearShareColumns<T extends YearShares>(words: {
  readonly remediation: string;
  readonly score: string;
}): readonly Column<T>[] {
  return [
    {
      key: 'remediation',
      label: words.remediation,
      align: 'right',
      cell: ({ remediation }) => shareCell(remediation),
      render: ({ remediation, year }) => (
        <ShareLink share={remediation} label={`${words.remediation}, ${String(year)}`} />
      ),
    },
    {
      key: 'score',
      label: words.score,
      align: 'right',
      kind: 'percent',
      cell: ({ score }) => score?.share ?? null,
      render: ({ score }) => (score === null ? '–' : `${formatHundredths(score.share)}\u00a0%`),
    },
  ];
}

// The appendix with points: only where the plan scores and points are known. The text is complete without it.
import type { ContentBlock, TableBlock } from '../content.ts';
import type { NoticeFacts, ScoreFacts } from '../facts.ts';
import { agencyName } from './agencies.ts';
import { block } from './blocks.ts';
import { orderedDomains } from './findings.ts';
import { BLANK, formatHundredths, formatPercent } from './numbers.ts';
import { lowerFirst, oneLine } from './text.ts';

type Row = readonly string[];

export function scoreAppendix(facts: NoticeFacts): readonly ContentBlock[] {
  if (!facts.plan.scoring) return [];
  const known = new Set(facts.agencies.map((agency) => agency.id));
  const scores = facts.scores.filter((score) => known.has(score.agencyId));
  if (scores.length === 0) return [];
  return facts.notice === 'agency' ? [agencyTable(facts, scores)] : collectiveTables(facts, scores);
}

function points(score: ScoreFacts | undefined): readonly [string, string, string] {
  if (score === undefined) return ['…', '…', '…'];
  const share = formatPercent(score.points, score.maxPoints) ?? '…';
  return [formatHundredths(score.maxPoints), formatHundredths(score.points), share];
}

function agencyTable(facts: NoticeFacts, scores: readonly ScoreFacts[]): TableBlock {
  const rows: Row[] = orderedDomains(facts.domains)
    .filter((domain) => scores.some((score) => score.domainId === domain.id))
    .map((domain, index) => [
      String(index + 1),
      oneLine(domain.name),
      ...points(scores.find((score) => score.domainId === domain.id)),
    ]);
  rows.push(['', 'Tổng số', ...points(scores.find((score) => score.domainId === null))]);
  return {
    id: 'scores',
    type: 'table',
    text: 'Kết quả chấm điểm theo lĩnh vực',
    appendix: true,
    columns: [
      { text: 'TT', align: 'center', width: 8 },
      { text: 'Lĩnh vực', align: 'left', width: 50 },
      { text: 'Điểm tối đa', align: 'right', width: 14 },
      { text: 'Điểm đạt', align: 'right', width: 14 },
      { text: 'Tỷ lệ', align: 'right', width: 14 },
    ],
    rows: rows.map((row) => row.map(bounded)),
  };
}

const MAX_DOMAIN_COLUMNS = 7;

function collectiveTables(facts: NoticeFacts, scores: readonly ScoreFacts[]): readonly ContentBlock[] {
  const domains = orderedDomains(facts.domains).filter((domain) =>
    scores.some((score) => score.domainId === domain.id),
  );
  const shown = domains.length <= MAX_DOMAIN_COLUMNS ? domains : [];
  const nameWidth = 69 - shown.length * 6;
  const ordered = facts.agencies.toSorted((first, second) => first.ordinal - second.ordinal);
  const table: TableBlock = {
    id: 'scores',
    type: 'table',
    text: 'Tổng hợp kết quả chấm điểm của các cơ quan, đơn vị',
    appendix: true,
    columns: [
      { text: 'TT', align: 'center', width: 5 },
      { text: 'Cơ quan, đơn vị', align: 'left', width: nameWidth },
      ...shown.map((_, index) => ({
        text: `(${String(index + 1)})`,
        align: 'right' as const,
        width: 6,
      })),
      { text: 'Điểm tối đa', align: 'right', width: 8 },
      { text: 'Tổng điểm', align: 'right', width: 9 },
      { text: 'Tỷ lệ', align: 'right', width: 9 },
    ],
    rows: ordered.slice(0, 1_000).map((agency, index) => {
      const own = scores.filter((score) => score.agencyId === agency.id);
      const perDomain = shown.map((domain) => points(own.find((one) => one.domainId === domain.id))[1]);
      const total = points(own.find((one) => one.domainId === null));
      return [String(index + 1), agencyName(agency), ...perDomain, ...total].map(bounded);
    }),
  };
  if (shown.length === 0) return [table];
  const legend = shown.map((domain, index) => `(${String(index + 1)}) ${lowerFirst(oneLine(domain.name))}`);
  return [table, block('paragraph', 'scores:legend', `Điểm theo lĩnh vực: ${legend.join('; ')}.`)];
}

const MAX_CELL = 500;

const bounded = (text: string): string =>
  text === '' ? text : text.slice(0, MAX_CELL).toWellFormed() || BLANK;

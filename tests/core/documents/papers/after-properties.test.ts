// Papers after the visit, whatever the facts are: the wording fits its schema, no section is empty, ids are stable, sums
// are those of their rows, frequencies those of an independent count, and nobody is blamed for what was said of all.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  documentContent,
  type ContentBlock,
  type DocumentContent,
} from '../../../../core/documents/content.ts';
import { groupFindings } from '../../../../core/documents/papers/finding-groups.ts';
import { draftIndexDecision } from '../../../../core/documents/papers/index-decision.ts';
import { draftNewsItem } from '../../../../core/documents/papers/news-item.ts';
import { draftOneStopNotice } from '../../../../core/documents/papers/one-stop-notice.ts';
import {
  draftRemediationPlanForm,
  draftRemediationReportForm,
} from '../../../../core/documents/papers/remediation-forms.ts';
import { draftRemediationSummary } from '../../../../core/documents/papers/remediation-summary.ts';
import { draftReminder } from '../../../../core/documents/papers/reminder.ts';
import { draftSummaryReport, draftTeamReport } from '../../../../core/documents/papers/team-report.ts';
import { BLANK } from '../../../../core/documents/wording/numbers.ts';
import { chance } from '../../../long.ts';
import { anyFollowUp, anyIndex, anyNews, anyOneStop, anyReminder, anyRound } from './arbitrary-after.ts';

const depths: Partial<Record<ContentBlock['type'], number>> = {
  appendix: 0,
  section: 1,
  subsection: 2,
  point: 3,
};
const depthOf = (block: ContentBlock): number => depths[block.type] ?? 9;

/** Every heading has something below it before the next of its rank, and before the end. */
function emptySections(content: DocumentContent): readonly string[] {
  return content.blocks
    .filter((block, index) => {
      const next = content.blocks[index + 1];
      if (depthOf(block) === 9) return false;
      return next === undefined || next.type === 'closing' || depthOf(next) <= depthOf(block);
    })
    .map(({ id }) => id);
}

const number = (cell: string): number | null =>
  /^\d{1,3}(?:\.\d{3})*$/.test(cell) ? Number(cell.replaceAll('.', '')) : null;

/** Columns of whole numbers, without the running number. */
function wrongSums(content: DocumentContent): readonly string[] {
  return content.blocks.flatMap((block) => {
    if (block.type !== 'table' || block.totals !== true) return [];
    const rows = block.rows.slice(0, -1);
    const totals = block.rows.at(-1) ?? [];
    return block.columns.flatMap((_, column) => {
      if (column < 2) return [];
      const total = totals[column] ?? '';
      const values = rows.map((row) => row[column] ?? '');
      const figures = values.map(number).filter((value) => value !== null);
      if (number(total) === null)
        return figures.length > 0 && total === '' ? [`${block.id}/${String(column)}`] : [];
      return figures.reduce((sum, value) => sum + value, 0) === number(total)
        ? []
        : [`${block.id}/${String(column)}`];
    });
  });
}

function hold(draft: () => DocumentContent): DocumentContent {
  const content = draft();
  expect(documentContent.parse(content)).toEqual(content);
  const ids = content.blocks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(draft()).toEqual(content);
  expect(emptySections(content)).toEqual([]);
  expect(wrongSums(content)).toEqual([]);
  for (const block of content.blocks) {
    if (!('marks' in block)) continue;
    for (const { from, to } of block.marks ?? []) {
      expect(from).toBeLessThan(to);
      expect(to).toBeLessThanOrEqual(block.text.length);
    }
  }
  return content;
}

const said = (content: DocumentContent): readonly string[] =>
  content.blocks.flatMap((block) =>
    block.type === 'table' || block.type === 'bars'
      ? [block.text, ...block.rows.flatMap((row) => (Array.isArray(row) ? row : [row.label, row.value]))]
      : [block.text],
  );

describe('any facts', () => {
  it.each([
    ['team report', draftTeamReport],
    ['summary report', draftSummaryReport],
    ['remediation summary', draftRemediationSummary],
  ])('%s', (_, draft) => {
    fc.assert(
      fc.property(anyRound, (facts) => {
        hold(() => draft(facts));
      }),
      chance(31, 60, 4_000),
    );
  });

  it.each([
    ['form of a plan', draftRemediationPlanForm],
    ['form of a report', draftRemediationReportForm],
  ])('%s', (_, draft) => {
    fc.assert(
      fc.property(anyFollowUp, (facts) => {
        hold(() => draft(facts));
      }),
      chance(32, 60, 4_000),
    );
  });

  it('reminder', () => {
    fc.assert(
      fc.property(anyReminder, (facts) => {
        hold(() => draftReminder(facts));
      }),
      chance(33, 60, 4_000),
    );
  });

  it('news item', () => {
    fc.assert(
      fc.property(anyNews, (facts) => {
        hold(() => draftNewsItem(facts));
      }),
      chance(34, 60, 4_000),
    );
  });

  it('one-stop notice', () => {
    fc.assert(
      fc.property(anyOneStop, (facts) => {
        hold(() => draftOneStopNotice(facts));
      }),
      chance(35, 60, 4_000),
    );
  });

  it('index decision', () => {
    fc.assert(
      fc.property(anyIndex, (facts) => {
        hold(() => draftIndexDecision(facts));
      }),
      chance(36, 60, 4_000),
    );
  });
});

describe('frequency', () => {
  const texts = ['chưa niêm yết đủ', 'Chưa niêm yết đủ.', 'còn hồ sơ quá hạn (số liệu: 3/9)', 'chưa ký số'];
  /** As a person would call them the same: without figures, capitals and full stops. */
  const same = ['chưa niêm yết đủ', 'chưa niêm yết đủ', 'còn hồ sơ quá hạn', 'chưa ký số'];

  it('is the number of agencies that findings of the same words name, each once', () => {
    fc.assert(
      fc.property(anyRound, fc.infiniteStream(fc.nat(3)), (facts, picks) => {
        const findings = facts.findings.map((finding, index) => {
          const pick = picks.next().value as number;
          return {
            ...finding,
            id: `f${String(index)}`,
            text: texts[pick]!,
            domainId: 'a',
            criterionCode: null,
            pick,
          };
        });
        const { groups, collective } = groupFindings({ ...facts, findings, notes: [] }, 'limitation');
        const named = findings.filter(({ kind, scope }) => kind === 'limitation' && scope === 'named');
        const counted = new Map<string, Set<string>>();
        for (const { agencyIds, pick } of named) {
          const known = counted.get(same[pick]!) ?? new Set<string>();
          for (const id of agencyIds) if (facts.agencies.some((agency) => agency.id === id)) known.add(id);
          counted.set(same[pick]!, known);
        }
        expect(groups.map(({ agencies }) => agencies.length).toSorted()).toEqual(
          [...counted.values()].map(({ size }) => size).toSorted(),
        );
        expect(collective.every(({ scope }) => scope !== 'named')).toBe(true);
        const table = draftTeamReport({ ...facts, findings, notes: [] }).blocks.find(
          ({ id }) => id === 'annex:frequency:table',
        );
        const cells = table?.type === 'table' ? table.rows.slice(0, -1).map((row) => Number(row[2])) : [];
        expect(cells).toEqual(groups.map(({ agencies }) => agencies.length));
        expect(cells).toEqual(cells.toSorted((one, other) => other - one));
      }),
      chance(37, 200, 5_000),
    );
  });
});

describe('what was said of all', () => {
  it('is told of nobody: neither in reports nor in what an agency is asked for', () => {
    fc.assert(
      fc.property(anyRound, (given) => {
        const agencies = given.agencies.map((agency, index) => ({
          ...agency,
          name: `Sở Số ${String(index)}`,
          shortName: null,
          unnamed: false,
        }));
        const findings = given.findings.map((finding, index) => ({
          ...finding,
          id: `f${String(index)}`,
          text: `điều chung ${String(index)} hết`,
          scope: 'unnamed' as const,
        }));
        const facts = { ...given, agencies, findings, otherAgencies: [], leftOut: [] };
        for (const draft of [draftTeamReport, draftSummaryReport]) {
          for (const line of said(draft(facts))) {
            if (line.includes('điều chung')) expect(line).not.toContain('Sở Số');
          }
        }
      }),
      chance(38, 120, 4_000),
    );
    fc.assert(
      fc.property(anyReminder, (given) => {
        const findings = given.findings.map((finding) => ({
          ...finding,
          text: 'điều chung hết',
          scope: 'round' as const,
        }));
        const own = given.recommendations.filter(({ agencyId }) => agencyId !== given.agency.id);
        const reminder = draftReminder({ ...given, findings, recommendations: own });
        expect(said(reminder).some((line) => line.includes('điều chung'))).toBe(false);
        expect(reminder.blocks.some(({ type }) => type === 'appendix')).toBe(false);
        const form = draftRemediationPlanForm({ ...given, findings, recommendations: own });
        const table = form.blocks.find(({ id }) => id === 'own:table');
        const cells = table?.type === 'table' ? table.rows.flat() : [];
        expect(cells).toEqual(['1', BLANK, BLANK, BLANK, BLANK, '…/…/…']);
      }),
      chance(39, 120, 4_000),
    );
  });
});

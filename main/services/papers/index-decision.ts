/**
 * Quyết định công bố Chỉ số CCHC: of a set of the index with its ranking, or of the agencies of a round, whose points are
 * filled in by hand.
 */
import { checkIndexDecision } from '../../../core/documents/papers/after-checks.ts';
import {
  draftIndexDecision,
  indexDecisionFacts,
  indexDecisionSubject,
  type IndexDecisionFacts,
} from '../../../core/documents/papers/index-decision.ts';
import { headOf } from '../../../core/documents/papers/team-decision.ts';
import type { AgencyFacts } from '../../../core/documents/facts.ts';
import { formatHundredths } from '../../../core/documents/wording/numbers.ts';
import { ranked } from '../../../core/rules/par-index.ts';
import { byName } from '../../../db/collate.ts';
import type { StoredIndexSet } from '../../../db/par-index.ts';
import { found } from '../context.ts';
import { agencyFacts } from '../document-facts.ts';
import { figuresOf } from '../par-index-figures.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, officeName, visitsInRound } from './round-facts.ts';

export function indexDecisionPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const office = officeName(stores);
  const { indexSetId } = subject;
  const about =
    indexSetId === null
      ? { agencies: visitsInRound(stores, subject).map(agencyFacts), index: null }
      : rankingFacts(context, found(stores.parIndex.set(indexSetId), 'index_set', indexSetId));
  const facts = indexDecisionFacts({
    ...baseFacts(context, subject),
    ...about,
    // An index is published in the year after.
    ...(indexSetId === null ? {} : { asOf: subject.asOf }),
    fields: { co_quan_trinh: office, nguoi_de_nghi: headOf(office) },
  });
  return {
    facts,
    subject: indexDecisionSubject(bareSubject(facts)),
    content: () => draftIndexDecision(facts),
    warnings: checkIndexDecision,
  };
}

/** Only whole results are ranked: an agency that still lacks something keeps its cells open, and nobody's rank leaves a hole. */
function rankingFacts(
  { stores }: Pick<PaperContext, 'stores'>,
  set: StoredIndexSet,
): Pick<IndexDecisionFacts, 'agencies' | 'index'> {
  const figures = figuresOf(stores, set);
  const agencies = figures
    .toSorted(byName(({ entry }) => entry.agencyName))
    .map(({ entry }, index): AgencyFacts => {
      const version = stores.agencies.version(entry.agencyVersionId);
      const agency = stores.agencies.get(entry.agencyId);
      return {
        id: entry.agencyId,
        name: entry.agencyName,
        shortName: version?.shortName ?? null,
        kind: agency?.kind ?? 'so_nganh',
        ordinal: index + 1,
        unnamed: agency?.unnamed ?? false,
        group: groupLabel(set.groupName),
      };
    });
  const whole = figures.flatMap((one) => {
    const { total } = one.totals;
    return total === null ? [] : [{ ...one, total }];
  });
  const rows = ranked(whole, ({ total }) => total).map(({ row, rank }) => ({
    agencyId: row.entry.agencyId,
    points: row.total,
    maxPoints: set.maxPoints,
    share: row.totals.share,
    rank,
    grade: row.grade,
  }));
  const note = set.hasSurvey
    ? {}
    : {
        note: `Ghi chú: năm ${String(set.year)} không điều tra xã hội học; điểm thẩm định được quy đổi về thang điểm ${formatHundredths(set.maxPoints)}.`,
      };
  return { agencies, index: { rows, ...note } };
}

/** As it stands in a sentence: "các Sở, ban, ngành" → "sở, ban, ngành"; "UBND cấp xã" stays. */
function groupLabel(name: string): string {
  const bare = name.trim().replace(/^các\s+/iu, '');
  // A body's own name keeps its capital.
  const isName = /^(?:ủy|uỷ) ban/iu.test(bare);
  return !isName && /^\p{Lu}\p{Ll}/u.test(bare)
    ? bare.charAt(0).toLocaleLowerCase('vi') + bare.slice(1)
    : bare;
}

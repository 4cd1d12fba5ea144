// Any facts at all for the papers after the visit, on top of those of a notice.
import fc from 'fast-check';
import type {
  AgencyFollowUpFacts,
  CitedPaper,
  RoundReportFacts,
  TrackedRecommendation,
} from '../../../../core/documents/papers/after-round.ts';
import type { IndexDecisionFacts } from '../../../../core/documents/papers/index-decision.ts';
import type { NewsFacts } from '../../../../core/documents/papers/news-item.ts';
import type { OneStopNoticeFacts } from '../../../../core/documents/papers/one-stop-notice.ts';
import type { ReminderFacts } from '../../../../core/documents/papers/reminder.ts';
import { statisticsColumns, type StatisticsColumn } from '../../../../core/contract/statistics.ts';
import { anyMinutes, anyNotice } from '../arbitrary-facts.ts';

const id = fc.constantFrom('a', 'b', 'c', 'd');
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', './.', '<b>', 'a\u0000b'),
);
const maybeText = fc.option(text, { nil: null });
const day = fc.constantFrom('2019-09-16', '2019-11-30', '2020-01-05', 'không phải ngày', null);
const asOf = fc.constantFrom('2019-11-20', '2019-12-31', '2022-07-15');
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 5 });

export const anyTracked: fc.Arbitrary<TrackedRecommendation> = fc.record({
  id,
  findingId: fc.option(id, { nil: null }),
  agencyId: fc.option(id, { nil: null }),
  domainId: fc.option(id, { nil: null }),
  text,
  dueOn: day,
  dueNote: maybeText,
  status: fc.constantFrom(
    'open',
    'in_progress',
    'reported',
    'returned',
    'verified',
    'no_longer_applicable',
    'transferred',
  ),
  agencyName: maybeText,
  responsibleUnit: maybeText,
  inherited: fc.boolean(),
});

const cited: fc.Arbitrary<CitedPaper> = fc.record({
  agencyId: fc.option(id, { nil: null }),
  number: maybeText,
  symbol: maybeText,
  issuedOn: day,
  issuerName: maybeText,
  subject: maybeText,
});

const ofRound = fc.record({
  asOf,
  addressees: list(text),
  outcomes: list(
    fc.record({
      agencyId: id,
      outcome: fc.constantFrom('inspected', 'by_report', 'to_come', 'postponed', 'cancelled'),
    }),
  ),
  tracked: list(anyTracked),
  criteria: list(fc.record({ code: text, name: text })),
  notes: list(
    fc.record({
      findingId: id,
      phraseId: fc.option(id, { nil: null }),
      causeKind: fc.constantFrom('objective' as const, 'subjective' as const, 'both' as const, null),
    }),
  ),
  notices: list(cited),
  reminders: list(cited),
  coverage: fc.option(
    fc.record({
      inspected: fc.nat(50),
      total: fc.nat(50),
      target: fc.option(fc.nat(100), { nil: null }),
    }),
    { nil: null },
  ),
});

export const anyRound: fc.Arbitrary<RoundReportFacts> = fc
  .tuple(anyNotice, ofRound)
  .map(([notice, rest]) => ({ ...notice, ...rest, notice: 'collective', leftOut: notice.otherAgencies }));

export const anyFollowUp: fc.Arbitrary<AgencyFollowUpFacts> = fc
  .tuple(anyMinutes, fc.record({ recommendations: list(anyTracked), asOf, addressees: list(text) }), cited)
  .map(([{ issuer, document, plan, agency, teams, domains, visit, findings }, rest, citedNotice]) => ({
    issuer,
    document,
    plan,
    agency,
    teams,
    domains,
    visit,
    findings,
    ...rest,
    citedNotice,
  }));

export const anyReminder: fc.Arbitrary<ReminderFacts> = fc
  .tuple(anyFollowUp, fc.record({ earlier: list(cited), reportMissing: fc.boolean(), head: maybeText }))
  .map(([facts, rest]) => ({ ...facts, ...rest }));

export const anyNews: fc.Arbitrary<NewsFacts> = fc
  .tuple(
    anyRound,
    fc.boolean(),
    maybeText,
    fc.array(
      fc.record({
        evidenceId: id,
        sha256: fc.constant('ab'.repeat(32)),
        media: fc.constantFrom('image/jpeg' as const, 'image/png' as const),
        caption: text,
        widthPx: fc.integer({ min: 1, max: 8_000 }),
        heightPx: fc.integer({ min: 1, max: 8_000 }),
      }),
      { maxLength: 2 },
    ),
  )
  .map(([facts, ofOne, author, photos]) => ({
    ...facts,
    notice: ofOne ? 'agency' : 'collective',
    author,
    photos,
  }));

const figures = fc.record(
  Object.fromEntries(
    statisticsColumns.map((column) => [column, fc.option(fc.nat(100_000), { nil: null })]),
  ) as Record<StatisticsColumn, fc.Arbitrary<number | null>>,
);

export const anyOneStop: fc.Arbitrary<OneStopNoticeFacts> = fc
  .tuple(anyNotice, fc.array(figures, { maxLength: 4 }), day, day)
  .map(([{ issuer, document, plan, teams, agencies, otherAgencies }, all, periodFrom, periodTo]) => ({
    issuer,
    document,
    plan,
    teams,
    periodFrom,
    periodTo,
    rows: agencies.slice(0, all.length).map((agency, index) => ({ agency, figures: all[index]! })),
    missing: otherAgencies,
  }));

export const anyIndex: fc.Arbitrary<IndexDecisionFacts> = fc
  .tuple(
    anyNotice,
    fc.option(
      fc.record({
        rows: list(
          fc.record({
            agencyId: id,
            points: fc.integer({ min: 0, max: 10_000 }),
            maxPoints: fc.constant(10_000),
            rank: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
            grade: maybeText,
          }),
        ),
      }),
      { nil: null },
    ),
  )
  .map(([{ issuer, document, plan, agencies }, index]) => ({ issuer, document, plan, agencies, index }));

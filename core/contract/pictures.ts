/**
 * Pictures over a year and over years. Every number carries the address of the list that it counts; a share travels as
 * its two integers, and says why it cannot be told where it cannot. What is unknown is null, never 0.
 */
import { z } from 'zod';
import { query } from './endpoint.ts';
import { agencyKind, cursor, day, id, page, pageLimit, text } from './common.ts';
import { documentFormat, renderedFile } from './documents.ts';
import { planStatus } from './plans.ts';
import { recommendationStatus } from './recommendations.ts';
import { remediationRow } from './remediation.ts';
import { indicatorKeys } from './statistics.ts';
import { visitStatus } from './visits.ts';

export const pictureFilter = z.strictObject({
  /** Of the rounds; absent: all years. */
  year: z.int().optional(),
  planId: id.optional(),
  officeId: id.optional(),
  today: day,
});
export type PictureFilter = z.infer<typeof pictureFilter>;

/** Agencies as they were in each year, or gathered under what they have become. */
export const pictureView = z.enum(['at_the_time', 'by_successor']);
export type PictureView = z.infer<typeof pictureView>;

/** A count, and the address of the list behind it. */
export const figure = z.strictObject({ value: z.int(), to: z.string() });
export type Figure = z.infer<typeof figure>;

/**
 * Two counts. `unknown` says why nobody can tell the share: other teams or agencies are not named, nothing stands in the
 * denominator, or results have not been announced yet (then the two counts are what is known so far).
 */
export const share = z.strictObject({
  numerator: z.int(),
  denominator: z.int(),
  unknown: z.enum(['teams', 'unnamed', 'no_agencies', 'nothing_recommended', 'not_announced']).nullable(),
  to: z.string(),
});
export type Share = z.infer<typeof share>;

/** The share of agencies inspected: `planned` counts those that the rounds are to reach as well. */
export const coverageFigure = z.strictObject({
  ...share.shape,
  planned: z.int(),
  /** Percent; the highest of the rounds' targets, null where none is set. */
  target: z.int().nullable(),
});
export type CoverageFigure = z.infer<typeof coverageFigure>;

export const recommendationFigures = z.strictObject({
  total: figure,
  byStatus: z.record(recommendationStatus, figure),
  /** Not settled. */
  open: figure,
  overdue: figure,
  due7: figure,
  /** After the seventh day, up to the thirtieth. */
  due30: figure,
  noDay: figure,
  unsupported: figure,
  repeated: figure,
});
export type RecommendationFigures = z.infer<typeof recommendationFigures>;

export const roundFigures = z.strictObject({
  visits: figure,
  done: figure,
  postponed: figure,
  cancelled: figure,
  /** Announced to the agency, by its own paper or by the round's. */
  noticesOut: figure,
  /** Inspected and not announced; of these, past the round's own deadline. */
  noticesWaiting: figure,
  noticesOverdue: figure,
  /** Limitations, each counted once for every agency that it names. */
  limitations: figure,
});
export type RoundFigures = z.infer<typeof roundFigures>;

export const dashboardPlan = z.strictObject({
  planId: id,
  title: z.string(),
  year: z.int().nullable(),
  officeId: id,
  officeName: z.string(),
  status: planStatus,
  illustrative: z.boolean(),
  round: roundFigures,
  recommendations: z.strictObject({ total: figure, open: figure, overdue: figure, verified: figure }),
  remediation: share,
  to: z.string(),
});
export type DashboardPlan = z.infer<typeof dashboardPlan>;

export const yearFigures = z.strictObject({
  year: z.int(),
  coverage: coverageFigure,
  remediation: share,
  visits: figure,
  limitations: figure,
  recommendations: figure,
});
export type YearFigures = z.infer<typeof yearFigures>;

export const dashboard = z.strictObject({
  /** Something here was made up to show how it works. */
  illustrative: z.boolean(),
  round: roundFigures,
  recommendations: recommendationFigures,
  coverage: coverageFigure,
  remediation: share,
  /** Newest first. */
  plans: z.array(dashboardPlan),
});

export const waitingKeys = [
  'for_signature', // papers that wait for a signature or a number
  'drafts',
  'to_verify', // recommendations that the agency has reported on
  'overdue',
  'due_7',
  'reports_due', // our own periodic reports due within 14 days, or late
  'agency_reports_late',
  'remarks', // visits with remarks of the agency that nobody has decided on
  'visits_week', // visits of these seven days
  'self_reports_late',
  'handouts', // visits of whose checklist a part is out on a laptop
] as const;
export const waiting = z.strictObject({
  key: z.enum(waitingKeys),
  count: z.int(),
  /** The earliest day among them, where they have days. */
  firstDay: z.string().nullable(),
  to: z.string(),
});
export type Waiting = z.infer<typeof waiting>;

export const heatBy = z.enum(['agency', 'kind', 'office']);
export const heatMeasure = z.enum(['limitations', 'open', 'overdue', 'score']);
export type HeatBy = z.infer<typeof heatBy>;
export type HeatMeasure = z.infer<typeof heatMeasure>;

/** `score`: hundredths of a percent, with the points behind it; null where nothing was scored. */
export const heatCell = z.strictObject({
  value: z.int().nullable(),
  earned: z.int().nullable(),
  max: z.int().nullable(),
  to: z.string(),
});
export type HeatCell = z.infer<typeof heatCell>;
export const pictureDomain = z.strictObject({
  key: z.string(),
  name: z.string(),
  shortName: z.string(),
  nameEn: z.string().nullable(),
});
export const heatRow = z.strictObject({
  /** Of an agency or an office; a kind of agency; null: what names no agency. */
  id: z.string().nullable(),
  /** Null for a kind of agency and for what names no agency: worded by the screen. */
  name: z.string().nullable(),
  kind: agencyKind.nullable(),
  /** Names of what became this agency, whose figures are in the row. */
  gathered: z.array(z.string()),
  /** In the order of the domains. */
  cells: z.array(heatCell),
  total: heatCell,
});
export type HeatRow = z.infer<typeof heatRow>;
export const heatMap = z.strictObject({
  domains: z.array(pictureDomain),
  rows: z.array(heatRow),
  /** Rows that were left out because there were more than asked for. */
  omitted: z.int(),
  /** Over all rows, those left out too. */
  totals: z.array(heatCell),
  /** The highest value of a cell: what the strongest shade means. */
  highest: z.int(),
});
export type HeatMap = z.infer<typeof heatMap>;

/** One limitation at one agency; `agencyId` null: it names none. */
export const limitationRow = z.strictObject({
  findingId: id,
  planId: id,
  planTitle: z.string(),
  year: z.int().nullable(),
  officeId: id,
  agencyId: id.nullable(),
  agencyName: z.string().nullable(),
  domainKey: z.string(),
  domainName: z.string(),
  criterionId: id.nullable(),
  criterionCode: z.string().nullable(),
  severity: z.enum(['minor', 'major']).nullable(),
  text: z.string(),
  illustrative: z.boolean(),
  to: z.string(),
});
export type LimitationRow = z.infer<typeof limitationRow>;
export const limitationFilter = z.strictObject({
  ...pictureFilter.shape,
  agencyId: id.optional(),
  withPredecessors: z.boolean().optional(),
  kind: agencyKind.optional(),
  domainKey: text(60).optional(),
  /** This criterion and what it was copied from or to. */
  criterionId: id.optional(),
  phraseId: id.optional(),
  /** Without a criterion, and of the same phrase or words as this finding: what `frequent` counts as one. */
  alike: id.optional(),
  /** Only what names no agency. */
  unnamed: z.boolean().optional(),
});
export type LimitationFilter = z.infer<typeof limitationFilter>;

export const frequentLimitation = z.strictObject({
  by: z.enum(['criterion', 'phrase', 'text']),
  /** The newest criterion of the line, the phrase; null for `text`. */
  id: id.nullable(),
  code: z.string().nullable(),
  text: z.string(),
  domainKey: z.string(),
  domainName: z.string(),
  count: figure,
  agencies: z.int(),
  /** Oldest first. */
  years: z.array(z.int()),
});
export type FrequentLimitation = z.infer<typeof frequentLimitation>;

export const repeater = z.strictObject({
  agencyId: id,
  agencyName: z.string(),
  /** Names of what became this agency, at which it was found as well. */
  gathered: z.array(z.string()),
  /** Whose rounds found it. */
  officeIds: z.array(id),
  criterionId: id.nullable(),
  criterionCode: z.string().nullable(),
  /** The criterion's, else the newest limitation's. */
  text: z.string(),
  domainKey: z.string(),
  domainName: z.string(),
  years: z.array(z.int()),
  /** `linked`: a person said that it repeats; `rule`: the same criterion in two years. */
  by: z.enum(['linked', 'rule']),
  /** Recommendations about it that are not settled. */
  open: figure,
  /** Oldest first. */
  found: z.array(
    z.strictObject({ findingId: id, planId: id, year: z.int(), text: z.string(), to: z.string() }),
  ),
});
export type Repeater = z.infer<typeof repeater>;

/** An agency that counts for coverage; not inspected: no round of the year has been there. */
export const coverageRow = z.strictObject({
  agencyId: id,
  agencyName: z.string(),
  kind: agencyKind,
  officeId: id,
  state: z.enum(['inspected', 'planned', 'not_reached']),
  planId: id.nullable(),
  planTitle: z.string().nullable(),
  visitId: id.nullable(),
  visitStatus: visitStatus.nullable(),
  /** The first day that is known. */
  visitedOn: z.string().nullable(),
  to: z.string(),
});
export type CoverageRow = z.infer<typeof coverageRow>;

/** One that counts for the share of what was remedied, with what proves it. */
export const remediedRow = z.strictObject({
  officeId: id,
  ...remediationRow.pick({
    id: true,
    planId: true,
    planTitle: true,
    agencyId: true,
    agencyName: true,
    domainKey: true,
    domainName: true,
    text: true,
    status: true,
    dueOn: true,
    verifiedOn: true,
  }).shape,
  verifiedByName: z.string().nullable(),
  proofs: z.array(
    z.strictObject({
      /** Of the file, or of the document that was seen. */
      name: z.string(),
      provedOn: z.string(),
      evidenceId: id.nullable(),
    }),
  ),
  to: z.string(),
});
export type RemediedRow = z.infer<typeof remediedRow>;

export const scoreFigure = z.strictObject({ earned: z.int(), max: z.int(), share: z.int() });
export const indexFigure = z.strictObject({
  setId: id,
  setName: z.string(),
  groupName: z.string(),
  share: z.int(),
  /** Null while provisional. */
  rank: z.int().nullable(),
  of: z.int(),
  provisional: z.boolean(),
  to: z.string(),
});
export type IndexFigure = z.infer<typeof indexFigure>;

export const agencyYear = z.strictObject({
  year: z.int(),
  visits: z.array(
    z.strictObject({ visitId: id, planTitle: z.string(), status: visitStatus, to: z.string() }),
  ),
  limitations: figure,
  /** In the order of the profile's domains. */
  byDomain: z.array(figure),
  recommendations: figure,
  open: figure,
  overdue: figure,
  remediation: share,
  /** Null where nothing was scored. */
  score: scoreFigure.nullable(),
  index: z.array(indexFigure),
});
export type AgencyYear = z.infer<typeof agencyYear>;

/** A period's indicators of one agency, as pairs; `denominator` null: a plain count; numerator null: not known. */
export const oneStopPeriod = z.strictObject({
  reportId: id,
  agencyId: id,
  agencyName: z.string(),
  periodKind: z.string(),
  periodFrom: z.string(),
  periodTo: z.string(),
  values: z.array(
    z.strictObject({
      key: z.enum(indicatorKeys),
      numerator: z.int().nullable(),
      denominator: z.int().nullable(),
      lowerIsBetter: z.boolean(),
    }),
  ),
  to: z.string(),
});
export type OneStopPeriod = z.infer<typeof oneStopPeriod>;

export const agencyProfile = z.strictObject({
  agencyId: id,
  agencyName: z.string(),
  kind: agencyKind,
  predecessors: z.array(z.strictObject({ id, name: z.string() })),
  domains: z.array(pictureDomain),
  /** Oldest first. */
  years: z.array(agencyYear),
  oneStop: z.array(oneStopPeriod),
});

export const domainYear = z.strictObject({
  year: z.int(),
  limitations: figure,
  /** Agencies that it was found at. */
  agencies: z.int(),
  recommendations: figure,
  open: figure,
  overdue: figure,
  remediation: share,
  score: scoreFigure.nullable(),
});
export const domainProfile = z.strictObject({
  domain: pictureDomain,
  years: z.array(domainYear),
  frequent: z.array(frequentLimitation),
  /** With the most limitations first. */
  agencies: z.array(
    z.strictObject({ agencyId: id, agencyName: z.string(), limitations: figure, open: figure }),
  ),
});

export const comparedYear = agencyYear.omit({ visits: true, byDomain: true });
export const comparison = z.strictObject({
  years: z.array(z.int()),
  agencies: z.array(
    z.strictObject({
      agencyId: id,
      agencyName: z.string(),
      gathered: z.array(z.string()),
      /** One for each of `years`; null: no round and no index had it. */
      years: z.array(comparedYear.nullable()),
    }),
  ),
});

export const weakAgency = z.strictObject({
  agencyId: id,
  agencyName: z.string(),
  overdue: figure,
  open: figure,
  repeated: figure,
  limitations: figure,
  score: scoreFigure.nullable(),
});
export type WeakAgency = z.infer<typeof weakAgency>;

/** Something that only a head can move on. */
export const decision = z.strictObject({
  key: z.enum([
    'for_signature',
    'to_verify',
    'extension', // overdue for over 30 days: to be extended, or called for
    'second_reminder', // still overdue after a reminder
    'postponed', // visits put off without a new day
    'not_announced', // inspected, past the deadline of the notice
    'late_reports', // agencies that have not sent their periodic report
    'coverage', // fewer agencies than the target asks for
  ]),
  count: z.int(),
  to: z.string(),
});
export type Decision = z.infer<typeof decision>;

export const brief = z.strictObject({
  asOf: z.string(),
  officeName: z.string(),
  illustrative: z.boolean(),
  year: z.int().nullable(),
  planTitles: z.array(z.string()),
  round: roundFigures,
  recommendations: recommendationFigures,
  coverage: coverageFigure,
  remediation: share,
  weakest: z.array(weakAgency),
  overdueByDomain: z.array(
    z.strictObject({ domainKey: z.string(), domainName: z.string(), overdue: figure }),
  ),
  frequent: z.array(frequentLimitation),
  decisions: z.array(decision),
});
export type Brief = z.infer<typeof brief>;

export const pictures = {
  /** Years that have rounds, newest first, and the offices whose rounds stand here. */
  'pictures.scope': query({
    input: z.strictObject({}),
    output: z.strictObject({
      years: z.array(z.int()),
      offices: z.array(z.strictObject({ id, name: z.string() })),
      /** Domains by their key, over all sets; named as the newest set names them. */
      domains: z.array(pictureDomain),
    }),
  }),
  'pictures.dashboard': query({ input: pictureFilter, output: dashboard }),
  /** Oldest first; every year that has rounds. */
  'pictures.trend': query({
    input: z.strictObject({ officeId: id.optional(), today: day }),
    output: z.array(yearFigures),
  }),
  /** Only what there is; in the order of `waitingKeys`. */
  'pictures.waiting': query({ input: z.strictObject({ today: day }), output: z.array(waiting) }),
  'pictures.heatMap': query({
    input: z.strictObject({
      ...pictureFilter.shape,
      by: heatBy,
      measure: heatMeasure,
      view: pictureView.default('at_the_time'),
      /** The heaviest rows first; where scores are shown, the lowest first. */
      limit: z.int().min(1).max(1_000).default(200),
    }),
    output: heatMap,
  }),
  /** The list behind a number of limitations. */
  'pictures.limitations': query({
    input: z.strictObject({ ...limitationFilter.shape, cursor, limit: pageLimit }),
    output: page(limitationRow),
  }),
  /** By criterion; where a limitation has none, by its phrase, else by its words. */
  'pictures.frequent': query({
    input: z.strictObject({
      ...pictureFilter.shape,
      domainKey: text(60).optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.array(frequentLimitation),
  }),
  /** Found again in a later year: `year` asks for those whose last year it is. */
  'pictures.repeaters': query({
    input: z.strictObject({
      ...pictureFilter.shape,
      domainKey: text(60).optional(),
      view: pictureView.default('by_successor'),
      limit: z.int().min(1).max(500).default(100),
    }),
    output: z.strictObject({ rows: z.array(repeater), omitted: z.int() }),
  }),
  /** Which agencies make up the coverage: the evidence of the first figure that the office is scored on. */
  'pictures.coverage': query({
    input: z.strictObject({
      ...pictureFilter.shape,
      state: coverageRow.shape.state.optional(),
      cursor,
      limit: pageLimit,
    }),
    output: z.strictObject({ figure: coverageFigure, ...page(coverageRow).shape }),
  }),
  /** Which recommendations make up the second: `handled` asks for those that are verified, or those that are not. */
  'pictures.remedied': query({
    input: z.strictObject({
      ...pictureFilter.shape,
      handled: z.boolean().optional(),
      cursor,
      limit: pageLimit,
    }),
    output: z.strictObject({ figure: share, ...page(remediedRow).shape }),
  }),
  'pictures.agency': query({
    input: z.strictObject({ agencyId: id, today: day, view: pictureView.default('by_successor') }),
    output: agencyProfile,
  }),
  'pictures.domain': query({
    input: z.strictObject({ domainKey: text(60), officeId: id.optional(), today: day }),
    output: domainProfile,
  }),
  'pictures.compare': query({
    input: z.strictObject({
      agencyIds: z.array(id).min(1).max(12),
      fromYear: z.int().optional(),
      toYear: z.int().optional(),
      view: pictureView.default('by_successor'),
      today: day,
    }),
    output: comparison,
  }),
  /** Periods that lie within the days, oldest first. */
  'pictures.oneStop': query({
    input: z.strictObject({
      agencyIds: z.array(id).max(50).optional(),
      officeId: id.optional(),
      from: day.optional(),
      to: day.optional(),
      limit: z.int().min(1).max(2_000).default(500),
    }),
    output: z.strictObject({ periods: z.array(oneStopPeriod), omitted: z.int() }),
  }),
  /** What the head of the office is told on one page. */
  'pictures.brief': query({ input: pictureFilter, output: brief }),
  'pictures.renderBrief': query({
    input: z.strictObject({ ...pictureFilter.shape, format: documentFormat }),
    output: renderedFile,
  }),
} as const;

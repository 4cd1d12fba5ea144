// What the papers after the visit are worded from, over a round or one team of it: plain data, filled by a service. What
// no row says is null and prints as a blank. Knows no table and no paper.
import type { RecommendationStatus } from '../../rules/due.ts';
import type {
  AgencyFacts,
  BaseFacts,
  DomainFacts,
  FindingFacts,
  IsoDay,
  NoticeFacts,
  RecommendationFacts,
  TeamFacts,
  VisitFacts,
} from '../facts.ts';

/** Where a visit of the round stands on the day the paper counts. */
export type VisitOutcome = 'inspected' | 'by_report' | 'to_come' | 'postponed' | 'cancelled';

/** A recommendation with what has come of it. */
export interface TrackedRecommendation extends RecommendationFacts {
  readonly status: RecommendationStatus;
  /** Who owes it, as printed; null: given to all of the round. */
  readonly agencyName: string | null;
  readonly responsibleUnit: string | null;
  /** Owed by a successor since it was handed on: it was never said in the round. */
  readonly inherited: boolean;
}

/** An issued paper as later papers cite it. */
export interface CitedPaper {
  readonly agencyId: string | null;
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: IsoDay | null;
  readonly issuerName: string | null;
  readonly subject: string | null;
}

/** What is known of a finding besides its wording. */
export interface FindingNote {
  readonly findingId: string;
  /** Findings made from one sentence of the wording bank are the same limitation. */
  readonly phraseId: string | null;
  readonly causeKind: 'objective' | 'subjective' | 'both' | null;
}

/** Values of the fields that only one kind of paper has, by name. */
export type OwnFields = Readonly<Record<string, string | null>>;

export interface RoundReportFacts extends NoticeFacts {
  readonly fields?: OwnFields;
  readonly asOf: IsoDay;
  readonly addressees: readonly string[];
  readonly outcomes: readonly { readonly agencyId: string; readonly outcome: VisitOutcome }[];
  /** Put off or called off: they are not among `agencies`. */
  readonly leftOut: readonly AgencyFacts[];
  readonly tracked: readonly TrackedRecommendation[];
  readonly criteria: readonly { readonly code: string; readonly name: string }[];
  readonly notes: readonly FindingNote[];
  readonly notices: readonly CitedPaper[];
  readonly reminders: readonly CitedPaper[];
  /** Null where the share of inspected agencies cannot be told. */
  readonly coverage: {
    readonly inspected: number;
    readonly total: number;
    readonly target: number | null;
  } | null;
}

/** One visited agency and what it owes. */
export interface AgencyFollowUpFacts extends BaseFacts {
  readonly fields?: OwnFields;
  readonly agency: AgencyFacts;
  readonly teams: readonly TeamFacts[];
  readonly domains: readonly DomainFacts[];
  readonly visit: VisitFacts;
  readonly findings: readonly FindingFacts[];
  readonly recommendations: readonly TrackedRecommendation[];
  readonly asOf: IsoDay;
  /** The notice of the inspection's results: the agency's own, else the collective one; null while none is issued. */
  readonly citedNotice: CitedPaper | null;
  readonly addressees: readonly string[];
}

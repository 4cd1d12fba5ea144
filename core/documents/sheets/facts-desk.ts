// What the sheets of one visit are made from: plain readonly data, filled by a service. What is not known is null and
// stays a blank to be filled in by hand.
import type { ProcedureComparison } from '../../contract/procedures.ts';
import type { Sample, SampleItem } from '../../contract/samples.ts';
import type { SelfReport } from '../../contract/self-reports.ts';
import type { StatisticsLine, StatisticsReport } from '../../contract/statistics.ts';
import type { FormVersion } from '../../rules/one-stop-form.ts';
import type {
  AgencyFacts,
  FindingFacts,
  IsoDay,
  IssuerFacts,
  PlanFacts,
  RecommendationFacts,
  TeamFacts,
  TeamMemberFacts,
} from '../facts.ts';
import type { SheetDays } from './facts.ts';

interface DeskFacts {
  readonly issuer: IssuerFacts | null;
  readonly plan: PlanFacts;
  readonly agency: AgencyFacts;
  readonly team: TeamFacts | null;
}

/** An answer as it was given, by whomever. */
export interface AnswerFacts {
  readonly notApplicable: boolean;
  readonly choice: 'yes' | 'partial' | 'no' | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly count: number | null;
  /** Judged, in hundredths. */
  readonly points: number | null;
  readonly note: string | null;
}

export interface CriterionFacts {
  readonly id: string;
  readonly code: string;
  readonly text: string;
  readonly answerType: 'yes_no' | 'yes_partial_no' | 'count' | 'percentage' | 'score';
  readonly naAllowed: boolean;
  /** Hundredths. */
  readonly maxPoints: number;
  /** What it may be judged with, in hundredths, the lowest first; empty where a rule computes the points. */
  readonly levels: readonly number[];
  readonly selfAnswer: AnswerFacts | null;
}

export interface SheetDomain {
  readonly id: string;
  readonly ordinal: number;
  readonly name: string;
}

/** A form to be filled in by hand. */
export interface WorkingSheetFacts extends DeskFacts, SheetDays {
  /** Whose form it is; null where nobody in particular is to fill it in. */
  readonly member: TeamMemberFacts | null;
  readonly domains: readonly (SheetDomain & { readonly criteria: readonly CriterionFacts[] })[];
}

/** A criterion with what the team answered, and what the answer earned. */
export interface ReportedCriterion extends CriterionFacts {
  readonly answer: (AnswerFacts & { readonly earned: number | null; readonly answered: boolean }) | null;
  readonly documentsSeen: readonly string[];
}

/** A domain with what was answered, found and asked for at one agency. */
export interface ReportedDomain extends SheetDomain {
  readonly criteria: readonly ReportedCriterion[];
  readonly findings: readonly (FindingFacts & { readonly criterionId: string | null })[];
  readonly recommendations: readonly RecommendationFacts[];
}

export interface ProcedureSheetFacts extends DeskFacts {
  readonly comparison: ProcedureComparison;
}

export interface SampleSheetFacts extends DeskFacts {
  readonly sample: Sample;
  readonly items: readonly SampleItem[];
}

export interface SelfReportSheetFacts {
  readonly issuer: IssuerFacts | null;
  readonly plan: PlanFacts;
  readonly today: IsoDay;
  readonly rows: readonly (Omit<SelfReport, 'agencyName'> & { readonly agency: AgencyFacts })[];
}

export interface StatisticsSheetFacts {
  readonly issuer: IssuerFacts | null;
  readonly plan: PlanFacts;
  readonly form: FormVersion;
  readonly report: StatisticsReport;
  readonly lines: readonly StatisticsLine[];
  readonly sums: Readonly<Record<string, number | null>>;
}

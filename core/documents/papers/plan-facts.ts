// What a plan and its appendices are worded from.
import type { Deadlines } from '../../contract/plans.ts';
import type { AgencyFacts, BaseFacts, DomainFacts, TeamFacts } from '../facts.ts';
import type { ScheduleRow } from '../sheets/facts.ts';

export interface PlanCriterion {
  readonly id: string;
  readonly domainId: string;
  readonly code: string;
  readonly text: string;
  /** Hundredths. */
  readonly maxPoints: number;
  readonly answerType: 'yes_no' | 'yes_partial_no' | 'count' | 'percentage' | 'score';
}

/** The statistical form, as its cells are printed. */
export interface PlanForm {
  readonly number: string;
  readonly title: string;
  readonly unit: string;
  readonly columns: readonly {
    readonly number: number;
    readonly group: string;
    readonly section: string | null;
    readonly header: string | null;
  }[];
}

export interface PlanPaperFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  readonly agencies: readonly AgencyFacts[];
  readonly domains: readonly (DomainFacts & {
    readonly ownerBody: string | null;
    /** Titles of the groups of its criteria. */
    readonly groups: readonly string[];
  })[];
  readonly criteria: readonly PlanCriterion[];
  readonly form: PlanForm | null;
  readonly rows: readonly ScheduleRow[];
  readonly deadlines: Deadlines;
  /** The body that keeps the round; null where the installation is not said whose it is. */
  readonly office: string | null;
  readonly fields: Readonly<Record<string, string | null>>;
}

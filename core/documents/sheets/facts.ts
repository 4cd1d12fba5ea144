// What the working sheets of a round are made from: plain readonly data, filled by a service. What is not known is
// null and stays a blank.
import type { Half } from '../../contract/visits.ts';
import type { AgencyFacts, IsoDay, IssuerFacts, PlanFacts, TeamFacts, TeamMemberFacts } from '../facts.ts';

export interface SheetFacts {
  /** Null where neither the round nor its notices have an issuer. */
  readonly issuer: IssuerFacts | null;
  readonly plan: PlanFacts;
}

export interface SheetMember extends TeamMemberFacts {
  /** Short names of the domains that the member owns. */
  readonly domains: readonly string[];
}
export interface SheetTeam extends TeamFacts {
  readonly members: readonly SheetMember[];
}

export interface AssignmentFacts extends SheetFacts {
  readonly teams: readonly (SheetTeam & {
    /** Where the team goes, in the order of the round. */
    readonly agencies: readonly AgencyFacts[];
  })[];
}

export interface SheetDays {
  readonly startsOn: IsoDay | null;
  readonly startsHalf: Half | null;
  readonly endsOn: IsoDay | null;
  readonly endsHalf: Half | null;
}

export interface ScheduleRow extends SheetDays {
  readonly agency: AgencyFacts;
  readonly teamName: string | null;
  readonly location: string | null;
  readonly note: string | null;
  /** A report stands for the visit: nobody goes there. */
  readonly byReport: boolean;
}
export interface ScheduleFacts extends SheetFacts {
  readonly teams: readonly TeamFacts[];
  readonly rows: readonly ScheduleRow[];
}

export interface NominationRow {
  readonly body: string;
  readonly seats: number;
  readonly wish: string | null;
  readonly letterNumber: string | null;
  readonly letterOn: IsoDay | null;
  readonly dueOn: IsoDay | null;
  readonly replyNumber: string | null;
  readonly replyOn: IsoDay | null;
  readonly arrivedOn: IsoDay | null;
  readonly declined: boolean;
  readonly members: readonly TeamMemberFacts[];
  readonly note: string | null;
}
export interface NominationsFacts extends SheetFacts {
  readonly teams: readonly TeamFacts[];
  readonly rows: readonly NominationRow[];
}

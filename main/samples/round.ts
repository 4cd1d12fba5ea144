/**
 * The shape of a sample round: what a published text says of a round, row by row, as plain data. Keys stand for
 * rows; rows.ts turns them into deterministic ids. Each row tells where it comes from: `text` is said by the
 * source, `inferred` follows from it or from public knowledge. What the source does not say is null.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import type { Issuer } from '../../core/contract/issuers.ts';
import type { Plan } from '../../core/contract/plans.ts';
import type { PeriodKind } from '../../core/contract/settings.ts';
import type { IndicatorKey, StatisticsReport } from '../../core/contract/statistics.ts';
import type { Office, SampleName } from '../../core/contract/system.ts';
import type { Nomination, Team, TeamMember } from '../../core/contract/teams.ts';
import type { Visit } from '../../core/contract/visits.ts';
import type { DomainKey } from './starter.ts';

export type Source = 'text' | 'inferred';
interface Said {
  readonly provenance: Source;
}
interface Keyed extends Said {
  readonly key: string;
}
type Stamps = 'id' | 'rev' | 'provenance';

export type SampleOffice = Said & Omit<Office, Stamps>;
export interface SamplePerson extends Keyed {
  readonly fullName: string;
  readonly position: string | null;
}
export type SampleIssuer = Keyed &
  Omit<Issuer, Stamps | 'officeId' | 'signAuthority' | 'ownsSeries'> &
  Partial<Pick<Issuer, 'signAuthority' | 'ownsSeries'>>;
export type SamplePlan = Said &
  Omit<
    Plan,
    | Stamps
    | 'officeId'
    | 'issuerId'
    | 'noticeIssuerId'
    | 'criteriaSetId'
    | 'illustrative'
    | 'sourceText'
    | 'legalGrounds'
    | 'inspectionForms'
    // No source names a target, a deadline rule or an earlier round.
    | 'copiedFromId'
    | 'coverageTarget'
    | 'deadlines'
  > & {
    /** Keys of issuers. */
    readonly issuer: string;
    readonly noticeIssuer: string;
    readonly legalGrounds: readonly string[];
    readonly inspectionForms: Readonly<Plan['inspectionForms']>;
  };
export type SampleMember = Keyed &
  Omit<TeamMember, Stamps | 'teamId' | 'ordinal' | 'personId' | 'domainIds' | 'agencyId' | 'nominationId'> & {
    /** Key of a person of the office. */
    readonly person: string | null;
  };
export type SampleTeam = Keyed &
  Omit<Team, Stamps | 'planId' | 'ordinal' | 'decisionIssuerId' | 'members'> & {
    readonly decisionIssuer: string | null;
    readonly members: readonly SampleMember[];
  };

export interface SampleAgency extends Keyed {
  readonly kind: AgencyKind;
  readonly unnamed: boolean;
  readonly name: string;
  readonly shortName: string | null;
  readonly placeName: string | null;
  /** Where its written-out name comes from; `provenance` is about the agency itself. */
  readonly nameProvenance: Source;
}

/** Every agency of the round was visited by the one team. */
export type SampleVisits = Said & Pick<Visit, 'status' | 'startsOn' | 'endsOn'>;

export interface SampleFinding extends Keyed {
  readonly kind: 'strength' | 'limitation';
  readonly domain: DomainKey;
  /** Codes of the starter set: the finding's own criterion first, then others that the same words touch. */
  readonly criteria: readonly string[];
  readonly scope: 'round' | 'unnamed';
  readonly text: string;
  /** The exact words of the source. */
  readonly sourceText: string;
}

/** To all agencies of the round. */
export interface SampleRecommendation extends Keyed {
  readonly text: string;
  readonly sourceText: string;
}

export interface SamplePeriod {
  readonly kind: StatisticsReport['periodKind'];
  readonly from: string;
  readonly to: string;
}

/** Who has what at the desk, by keys of agencies; made up. */
export interface SampleDesk {
  readonly selfReports: {
    readonly dueOn: string | null;
    /** The day on which it came in; null where it is still missing. Of the others nothing is recorded. */
    readonly arrivedOn: Readonly<Record<string, string | null>>;
  };
  /** Held against the list of procedures. */
  readonly procedures: readonly string[];
  readonly register: string | null;
  /** Photos, and the round of explanation. */
  readonly photographed: string | null;
  readonly explanation: {
    readonly agency: string;
    readonly sentOn: string;
    readonly dueOn: string;
    readonly answeredOn: string;
    readonly letterNumber: string;
    readonly answerNumber: string;
  } | null;
  readonly statistics: {
    readonly agencies: readonly string[];
    readonly periods: readonly SamplePeriod[];
    /** Has a difference, and its explanation. */
    readonly explained: string | null;
    /** Shares between which dossiers are resolved overdue. */
    readonly lateness: readonly [number, number];
  };
  /** The team wrote another figure than the source says: by so much. */
  readonly differing: { readonly agency: string; readonly code: string; readonly by: number } | null;
  /** Limits of the round in hundredths of a percent, below which an indicator is low. */
  readonly thresholds: readonly { readonly indicator: IndicatorKey; readonly limitValue: number }[];
}

/** What was arranged before the visits, where the source is silent; made up. */
export interface SampleArrangement {
  /** Offices that a source does not speak of, and that papers of the round come from. */
  readonly issuers: readonly Omit<SampleIssuer, 'provenance'>[];
  readonly plan: Pick<Plan, 'deadlines' | 'reviewPeriodText' | 'reportBackTo' | 'reportBackDueOn'> & {
    readonly inspectionForms: Readonly<Plan['inspectionForms']>;
  };
  /** Bodies asked to send somebody, and their replies. */
  readonly nominations: readonly ({ readonly key: string } & Omit<
    Nomination,
    Stamps | 'planId' | 'ordinal' | 'memberIds' | 'state' | 'agencyId' | 'note'
  >)[];
  /** Of the team, after those whom the source names; each with contents of the round. */
  readonly members: readonly (Omit<SampleMember, 'provenance' | 'person'> & {
    readonly domains: readonly DomainKey[];
    /** Key of the nomination that named this one. */
    readonly nomination: string | null;
  })[];
  /** The member known by rank alone whom these take the place of. */
  readonly replaces: string | null;
  /** Agencies where the order of work is written down. */
  readonly programmes: readonly string[];
}

export interface SampleRound {
  readonly name: SampleName;
  /** The published text, whole. */
  readonly sourceText: string;
  readonly office: SampleOffice;
  readonly persons: readonly SamplePerson[];
  readonly issuers: readonly SampleIssuer[];
  readonly plan: SamplePlan;
  readonly team: SampleTeam;
  readonly agencies: readonly SampleAgency[];
  readonly visits: SampleVisits;
  readonly findings: readonly SampleFinding[];
  readonly recommendations: readonly SampleRecommendation[];
  /** For the made-up part only: a working day for each agency in turn, deadlines, and what lies on the desk. */
  readonly madeUp: {
    readonly days: readonly string[];
    readonly deadlines: readonly string[];
    /** The periodic report that speaks of the round. */
    readonly report: { readonly kind: PeriodKind; readonly year: number };
    readonly arranged: SampleArrangement;
    readonly desk: SampleDesk;
  };
}

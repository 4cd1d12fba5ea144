/**
 * The shape of a sample round: what a published text says of a round, row by row, as plain data. Keys stand for
 * rows; rows.ts turns them into deterministic ids. Each row tells where it comes from: `text` is said by the
 * source, `inferred` follows from it or from public knowledge. What the source does not say is null.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import type { Issuer } from '../../core/contract/issuers.ts';
import type { Plan } from '../../core/contract/plans.ts';
import type { Office, SampleName } from '../../core/contract/system.ts';
import type { Team, TeamMember } from '../../core/contract/teams.ts';
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
export type SampleIssuer = Keyed & Omit<Issuer, Stamps | 'officeId'>;
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
  /** For the made-up part only: a working day for each agency in turn, and deadlines. */
  readonly madeUp: { readonly days: readonly string[]; readonly deadlines: readonly string[] };
}

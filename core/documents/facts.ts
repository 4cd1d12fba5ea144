// The facts that a notice or a set of minutes is worded from: plain readonly data, filled by a service.
// Whatever a source may leave out is `null`; the wording prints it as a blank and never invents it.
// Knows nothing of tables, screens or paper.

/** An ISO day such as `2019-09-16`. */
export type IsoDay = string;

export interface IssuerFacts {
  readonly kind: 'ubnd' | 'chairman' | 'department' | 'team';
  readonly name: string;
  /** The directly superior body, printed above the issuer, not bold. */
  readonly parentLine: string | null;
  /** The issuer as printed in the header; may hold line breaks. */
  readonly nameLine: string;
  /** The authority line below the subject of a decision; notices do not print it. */
  readonly authorityLine: string | null;
  /** Line 7a, e.g. `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`, `PHÓ CHỦ TỊCH`. */
  readonly signLines: readonly string[];
  /** The office of a signer who signs by the title in the team, printed above the name. */
  readonly signerTitleBelow: string | null;
  readonly signerName: string | null;
  /** Địa danh of the date line. */
  readonly placeName: string | null;
  /** The last line of `Nơi nhận`, e.g. `Lưu: VT, CCHC`. */
  readonly archiveLine: string | null;
}

export interface DocumentFacts {
  readonly titleKind: 'ket_qua' | 'ket_luan';
  readonly number: string | null;
  readonly symbol: string | null;
  readonly issuedOn: IsoDay | null;
  /** The trích yếu; `null` lets the wording make its default. */
  readonly subject: string | null;
  /** `DỰ THẢO (lần n)`; absent in what was frozen before drafts were counted. */
  readonly draftRound?: number;
  readonly urgency?: Urgency | null;
}

/** Độ khẩn. There is no độ mật: a secret document may not be drafted on such a PC. */
export type Urgency = 'khan' | 'thuong_khan' | 'hoa_toc';

export interface PlanFacts {
  readonly title: string;
  readonly year: number | null;
  readonly number: string | null;
  readonly symbol: string | null;
  readonly documentDate: IsoDay | null;
  readonly issuerName: string | null;
  /** The plan's own trích yếu, verbatim (a source may name another year than the round's). */
  readonly documentSubject: string | null;
  /** What is inspected, in the plan's words; null where a source does not say. */
  readonly contents: string | null;
  readonly reviewPeriodFrom: IsoDay | null;
  readonly reviewPeriodTo: IsoDay | null;
  /** The review period in the plan's words, e.g. `đến thời điểm kiểm tra`; wins over the two days. */
  readonly reviewPeriodText: string | null;
  readonly startsOn: IsoDay | null;
  readonly endsOn: IsoDay | null;
  readonly inspectionForms: readonly InspectionForm[];
  readonly scoring: boolean;
  readonly illustrative: boolean;
  /** Whom the agencies report to, e.g. `UBND tỉnh`. */
  readonly reportBackTo: string | null;
  readonly reportBackDueOn: IsoDay | null;
  /** The demand to remedy, verbatim where the source has one. */
  readonly remediationDemand: string | null;
  readonly legalGrounds: readonly string[];
}

export type InspectionForm = 'direct' | 'by_report' | 'digital' | 'surprise' | 'thematic';
export type TeamForm = 'doan' | 'to';
export type TeamRole = 'lead' | 'deputy' | 'member' | 'secretary';

export interface TeamMemberFacts {
  readonly fullName: string | null;
  readonly partyTitle: string | null;
  readonly position: string | null;
  readonly body: string | null;
  /** A member known by rank only, e.g. `lãnh đạo cấp phòng`. */
  readonly rankText: string | null;
  readonly role: TeamRole;
  readonly isStanding: boolean;
}

export interface TeamFacts {
  readonly id: string;
  readonly form: TeamForm;
  readonly name: string;
  readonly decisionNumber: string | null;
  readonly decisionSymbol: string | null;
  readonly decisionDate: IsoDay | null;
  readonly decisionIssuerName: string | null;
  readonly members: readonly TeamMemberFacts[];
}

export interface AgencyFacts {
  readonly id: string;
  readonly name: string;
  readonly shortName: string | null;
  /** The key of its kind, compared with a finding's `scopeKinds`. */
  readonly kind: string;
  readonly ordinal: number;
  /** The source gives no name: `name` is then only a label by ordinal. */
  readonly unnamed: boolean;
  /** The plural label of the group it is listed under, e.g. `sở, ngành`, `UBND cấp xã`. */
  readonly group: string | null;
}

export interface VisitFacts {
  readonly agencyId: string;
  readonly teamId: string | null;
  readonly startsOn: IsoDay | null;
  readonly endsOn: IsoDay | null;
}

export interface DomainFacts {
  readonly id: string;
  readonly ordinal: number;
  readonly name: string;
  readonly shortName: string | null;
}

export type FindingKind = 'strength' | 'limitation';
export type FindingScope = 'round' | 'kinds' | 'unnamed' | 'named';

export interface FindingFacts {
  readonly id: string;
  readonly domainId: string | null;
  readonly kind: FindingKind;
  readonly scope: FindingScope;
  readonly scopeKinds: readonly string[];
  readonly agencyIds: readonly string[];
  readonly criterionCode: string | null;
  readonly text: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly unit: string | null;
  readonly cause: string | null;
  /** The years in which the same was pointed out before, as far as they are known; absent where nothing is linked. */
  readonly repeats?: { readonly years: readonly number[] };
}

export interface RecommendationFacts {
  readonly id: string;
  readonly findingId: string | null;
  readonly agencyId: string | null;
  readonly domainId: string | null;
  readonly text: string;
  readonly dueOn: IsoDay | null;
  /** The deadline in words where the source gives no day, e.g. `sau 15 ngày kể từ ngày ban hành Thông báo`. */
  readonly dueNote: string | null;
}

/** Points in hundredths; `domainId` null is the agency's total. */
export interface ScoreFacts {
  readonly agencyId: string;
  readonly domainId: string | null;
  readonly points: number;
  readonly maxPoints: number;
}

/** What every paper is laid out from, whatever else its wording needs. */
export interface BaseFacts {
  readonly issuer: IssuerFacts;
  readonly document: DocumentFacts;
  readonly plan: PlanFacts;
  /** hòa or hoà in our own sentences; absent: as everybody typed it. */
  readonly toneMarks?: 'old' | 'new';
  /** The office's boilerplate by part (boilerplate.ts), with fields unfilled; a part that is absent is the default. */
  readonly boilerplate?: Readonly<Record<string, string>>;
  /** The day whose state the paper tells, and in whose year it is written; absent: the year of the round. */
  readonly asOf?: IsoDay;
}

export interface RoundFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  readonly domains: readonly DomainFacts[];
  readonly findings: readonly FindingFacts[];
  readonly recommendations: readonly RecommendationFacts[];
  readonly recipients: readonly string[];
}

export interface NoticeFacts extends RoundFacts {
  readonly notice: 'agency' | 'collective';
  /** The one agency of an agency's notice, or all agencies of the round. */
  readonly agencies: readonly AgencyFacts[];
  /** The round's other agencies, which an agency's notice must not name. Empty for the collective one. */
  readonly otherAgencies: readonly AgencyFacts[];
  readonly visits: readonly VisitFacts[];
  readonly scores: readonly ScoreFacts[];
  /** An agency's notice: its minutes are signed; the collective one: those of every visit. */
  readonly minutesSigned: boolean;
}

export interface AttendeeFacts {
  readonly fullName: string | null;
  readonly position: string | null;
}

export interface MinutesFacts extends RoundFacts {
  readonly agency: AgencyFacts;
  readonly visit: VisitFacts;
  /** `HH:MM` of the working session. */
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly location: string | null;
  readonly agencyAttendees: readonly AttendeeFacts[];
  readonly agencyReport: string | null;
  readonly samplesSeen: string | null;
  readonly agencyOpinion: string | null;
  readonly copies: number | null;
}

/**
 * The one table registry: what every journaled table holds, what of it is undoable, exported, personal and
 * searchable. Journal, row mapping, search upkeep, undo and packages read it; a test holds it to the schema.
 * Column keys are the wire names; the SQL name is the same in snake_case.
 */
import type { Succession } from '../core/contract/agencies.ts';
import type { AdminUnitKind } from '../core/contract/catalogue.ts';
import type { AgencyKind } from '../core/contract/common.ts';
import type { Criterion } from '../core/contract/criteria.ts';
import type { DocumentRow } from '../core/contract/documents.ts';
import type { OfficeRelation } from '../core/contract/exchange-keys.ts';
import type { Finding } from '../core/contract/findings.ts';
import type { Issuer, SignAuthority } from '../core/contract/issuers.ts';
import type { LegalDocument } from '../core/contract/legal.ts';
import type { Deadlines, Plan } from '../core/contract/plans.ts';
import type { Recommendation } from '../core/contract/recommendations.ts';
import type { CalendarDay } from '../core/contract/schedule.ts';
import type { SearchHit } from '../core/contract/search.ts';
import type { IndexItem, IndexStatus } from '../core/contract/par-index.ts';
import type {
  RecommendationEvent,
  RemediationEntry,
  RemediationPaper,
} from '../core/contract/remediation.ts';
import type { AnnexRow, GradeBand, PeriodKind, SettingKey } from '../core/contract/settings.ts';
import type { Office, PersonRole } from '../core/contract/system.ts';
import type { ParTask } from '../core/contract/tasks.ts';
import type { Team, TeamMember } from '../core/contract/teams.ts';
import type { Answer, AnswerSource, Half, Visit } from '../core/contract/visits.ts';
import type { Evidence } from '../core/contract/evidence.ts';
import type { Handout } from '../core/contract/handouts.ts';
import type { Phrase } from '../core/contract/phrases.ts';
import type { PostingPlace, Procedure, ProcedurePosting } from '../core/contract/procedures.ts';
import type { Remark } from '../core/contract/remarks.ts';
import type { RegisterKind, SampleItem } from '../core/contract/samples.ts';
import type { StatisticsReport, Threshold } from '../core/contract/statistics.ts';
import type { DocumentContent } from '../core/documents/content.ts';
import type { Urgency } from '../core/documents/facts.ts';

// ── Columns ──────────────────────────────────────────────────────────────────────────────────────────────

export type ColumnType = 'text' | 'integer' | 'boolean' | 'json';

export interface Column<T = unknown, Given extends 'must' | 'may' = 'must' | 'may'> {
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** What an insert writes when the value is not given; undefined where it must be given. */
  readonly fallback: T | undefined;
  /** Travels in packages. */
  readonly exported: boolean;
  /** Tells about a person: may be left out of a package or erased. */
  readonly personal: boolean;
  /** Types only: the value of the column, and whether an insert must give it. */
  readonly $value?: T;
  readonly $given?: Given;
}

function column(type: ColumnType, nullable: boolean, fallback?: unknown) {
  return { type, nullable, fallback, exported: true, personal: false };
}
function text<T extends string = string>(): Column<T, 'must'> {
  return column('text', false) as Column<T, 'must'>;
}
function filledIn(): Column<string, 'may'> {
  return column('text', false) as Column<string, 'may'>;
}
function maybeText<T extends string = string>(): Column<T | null, 'may'> {
  return column('text', true, null) as Column<T | null, 'may'>;
}
function textOr<T extends string>(fallback: T): Column<T, 'may'> {
  return column('text', false, fallback) as Column<T, 'may'>;
}
function integer(): Column<number, 'must'> {
  return column('integer', false) as Column<number, 'must'>;
}
function maybeInteger(): Column<number | null, 'may'> {
  return column('integer', true, null) as Column<number | null, 'may'>;
}
function integerOr(fallback: number): Column<number, 'may'> {
  return column('integer', false, fallback) as Column<number, 'may'>;
}
function boolean(): Column<boolean, 'must'> {
  return column('boolean', false) as Column<boolean, 'must'>;
}
function booleanOr(fallback: boolean): Column<boolean, 'may'> {
  return column('boolean', false, fallback) as Column<boolean, 'may'>;
}
function json<T>(): Column<T, 'must'> {
  return column('json', false) as Column<T, 'must'>;
}
function maybeJson<T>(): Column<T | null, 'may'> {
  return column('json', true, null) as Column<T | null, 'may'>;
}
function jsonOr<T>(fallback: T): Column<T, 'may'> {
  return column('json', false, fallback) as Column<T, 'may'>;
}
function personal<C extends Column>(base: C): C {
  return { ...base, personal: true };
}
function kept<C extends Column>(base: C): C {
  return { ...base, exported: false };
}

export type Provenance = 'text' | 'inferred' | 'illustrative';

/** `rev` and the two instants are written by the journal alone. */
const stamps = {
  id: text(),
  rev: integerOr(1),
  createdAt: integerOr(0),
  updatedAt: integerOr(0),
};
const origin = {
  ...stamps,
  /** The office whose row it is; the journal fills in the office of the change set when it is not given. */
  originOfficeId: filledIn(),
  /**
   * Which state of a row of another office this is (core/exchange/package/versions.ts), below zero where a third one
   * handed it on; null: a row of our own.
   */
  originVersion: kept(maybeInteger()),
};
const own = { ...origin, provenance: maybeText<Provenance>() };

/** Columns that every journaled table has and that only the journal writes. */
export const stampColumns = ['rev', 'createdAt', 'updatedAt'] as const;

// ── Tables ───────────────────────────────────────────────────────────────────────────────────────────────

/** A phrase of the wording bank is found where one types, never by Ctrl+K. */
export type SearchEntity = SearchHit['entity'] | 'phrase';

/** What the search index knows of a row. */
export interface SearchText {
  /** The entity's id, where it is not the row's own (the name of an agency stands in its versions). */
  readonly entityId?: string;
  readonly title: string;
  /** Further text, found but not shown as the title. */
  readonly body: readonly (string | null)[];
  readonly planId: string | null;
  readonly visitId: string | null;
}

/** Reads a row of another table while indexing: a visit is found by the name of its agency at that time. */
export type Lookup = (table: 'agency_version', id: string) => RowOf<typeof agencyVersionColumns> | undefined;

export interface TableSearch<R> {
  readonly entity: SearchEntity;
  /** The columns that `read` uses: a change to another one needs no upkeep. */
  readonly columns: readonly (keyof R & string)[];
  readonly read: (row: R, lookup: Lookup) => SearchText;
}

/** Rows of `table` whose `column` is this row's id show something of it, so they are indexed again with it. */
export interface SearchDependent {
  readonly table: string;
  readonly column: string;
}

interface Table<C extends Readonly<Record<string, Column>>> {
  readonly columns: C;
  /** Whose row it is: the office named in `originOfficeId`, or this installation alone. */
  readonly owner: 'office' | 'installation';
  readonly undoable: boolean;
  /** Travels in packages. */
  readonly exported: boolean;
  readonly search?: TableSearch<RowOf<C>>;
  readonly searchDependents: readonly SearchDependent[];
}

type RowOf<C extends Readonly<Record<string, Column>>> = {
  readonly [K in keyof C]: C[K] extends Column<infer T, infer _Given> ? T : never;
};

function table<C extends Readonly<Record<string, Column>>>(
  columns: C,
  options: Partial<Omit<Table<C>, 'columns'>> = {},
): Table<C> {
  return { columns, owner: 'office', undoable: true, exported: true, searchDependents: [], ...options };
}

const agencyVersionColumns = {
  ...own,
  agencyId: text(),
  name: text(),
  shortName: maybeText(),
  abbreviation: maybeText(),
  placeName: maybeText(),
  parentAgencyId: maybeText(),
  validFrom: maybeText(),
  validTo: maybeText(),
};

/** A text of the document's wording, whatever block it stands in. */
function contentTexts(content: unknown, found: string[] = [], key = ''): string[] {
  if (typeof content === 'string') {
    if (key === 'text' || key === 'rows') found.push(content);
  } else if (Array.isArray(content)) {
    for (const item of content) contentTexts(item, found, key);
  } else if (content !== null && typeof content === 'object') {
    for (const [name, item] of Object.entries(content)) contentTexts(item, found, name);
  }
  return found;
}

const tables = {
  office: table({
    ...own,
    name: text(),
    parentName: maybeText(),
    level: text<Office['level']>(),
    placeName: maybeText(),
    toneMarks: maybeText<NonNullable<Office['toneMarks']>>(),
  }),

  person: table(
    {
      ...own,
      officeId: text(),
      fullName: personal(text()),
      position: personal(maybeText()),
      active: booleanOr(true),
      role: textOr<PersonRole>('secretary'),
    },
    {
      search: {
        entity: 'person',
        columns: ['fullName', 'position'],
        read: (row) => ({ title: row.fullName, body: [row.position], planId: null, visitId: null }),
      },
    },
  ),

  installation: table(
    { ...stamps, single: integerOr(1), officeId: text(), actingPersonId: text() },
    { owner: 'installation', undoable: false, exported: false },
  ),

  agency: table({
    ...own,
    kind: text<AgencyKind>(),
    catalogueCode: maybeText(),
    unnamed: booleanOr(false),
    adminUnitId: maybeText(),
    headName: personal(maybeText()),
    headPosition: maybeText(),
    contactName: personal(maybeText()),
    contactPosition: maybeText(),
    contactPhone: personal(maybeText()),
    contactEmail: personal(maybeText()),
    address: maybeText(),
    note: maybeText(),
  }),

  agency_version: table(agencyVersionColumns, {
    search: {
      entity: 'agency',
      columns: ['name', 'shortName', 'abbreviation', 'agencyId'],
      read: (row) => ({
        entityId: row.agencyId,
        title: row.name,
        body: [row.shortName, row.abbreviation],
        planId: null,
        visitId: null,
      }),
    },
    searchDependents: [{ table: 'visit', column: 'agencyVersionId' }],
  }),

  admin_unit: table({
    ...own,
    code: text(),
    parentCode: maybeText(),
    kind: text<AdminUnitKind>(),
    name: text(),
    fullName: text(),
    nameEn: maybeText(),
    validFrom: maybeText(),
    validTo: maybeText(),
  }),

  legal_document: table({
    ...own,
    kind: text<LegalDocument['kind']>(),
    symbol: maybeText(),
    issuedOn: maybeText(),
    issuerName: maybeText(),
    subject: text(),
    effectiveFrom: maybeText(),
    effectiveTo: maybeText(),
    replacedById: maybeText(),
    note: maybeText(),
  }),

  agency_succession: table({
    ...own,
    predecessorId: text(),
    successorId: maybeText(),
    relation: text<Succession['relation']>(),
    effectiveOn: text(),
    legalDocumentId: maybeText(),
    legalText: maybeText(),
    note: maybeText(),
  }),

  agency_match: table(
    {
      ...origin,
      localAgencyId: text(),
      foreignAgencyId: text(),
      confirmedBy: text(),
    },
    { exported: false },
  ),

  trusted_office: table(
    {
      ...stamps,
      officeId: text(),
      name: text(),
      level: text<Office['level']>(),
      relation: text<OfficeRelation>(),
      signPublic: text(),
      ageRecipient: text(),
      validFrom: integer(),
      validTo: maybeInteger(),
      revokedAt: maybeInteger(),
      revokedReason: maybeText(),
      confirmedBy: text(),
      confirmedAt: integer(),
    },
    { owner: 'installation', undoable: false, exported: false },
  ),

  domain: table({
    ...own,
    domainSet: text(),
    key: text(),
    ordinal: integer(),
    name: text(),
    shortName: text(),
    nameEn: maybeText(),
    ownerBody: maybeText(),
  }),

  criteria_set: table({
    ...own,
    name: text(),
    year: maybeInteger(),
    version: integerOr(1),
    status: text<'draft' | 'in_force' | 'retired'>(),
    domainSet: text(),
    sourceNote: maybeText(),
    groupTitles: jsonOr<Readonly<Record<string, string>>>({}),
    copiedFromId: maybeText(),
  }),

  criterion: table(
    {
      ...own,
      criteriaSetId: text(),
      domainId: text(),
      ordinal: integer(),
      code: text(),
      text: text(),
      glossEn: maybeText(),
      evidence: maybeText(),
      answerType: text<Criterion['answerType']>(),
      naAllowed: boolean(),
      maxPoints: integer(),
      appliesTo: json<readonly AgencyKind[]>(),
      scoring: text<Criterion['scoring']>(),
      bands: maybeText(),
      target: maybeText(),
      derivedFrom: maybeText(),
      rule: maybeText(),
      legalBasis: maybeText(),
      reference: maybeText(),
      help: maybeText(),
      copiedFromId: maybeText(),
    },
    {
      search: {
        entity: 'criterion',
        columns: ['code', 'text', 'glossEn', 'evidence', 'legalBasis'],
        read: (row) => ({
          title: `${row.code} ${row.text}`,
          body: [row.glossEn, row.evidence, row.legalBasis],
          planId: null,
          visitId: null,
        }),
      },
    },
  ),

  criterion_match: table(
    {
      ...own,
      criterionId: text(),
      otherCriterionId: text(),
      confirmedBy: text(),
    },
    { exported: false },
  ),

  issuer: table({
    ...own,
    officeId: text(),
    kind: text<Issuer['kind']>(),
    name: text(),
    parentLine: maybeText(),
    nameLine: text(),
    authorityLine: maybeText(),
    signLines: maybeText(),
    signAuthority: maybeText<SignAuthority>(),
    signerName: personal(maybeText()),
    signerTitleBelow: maybeText(),
    symbol: maybeText(),
    numberSeries: maybeText(),
    ownsSeries: booleanOr(false),
    placeName: maybeText(),
    archiveLine: maybeText(),
  }),

  plan: table(
    {
      ...own,
      illustrative: booleanOr(false),
      officeId: text(),
      criteriaSetId: maybeText(),
      issuerId: maybeText(),
      noticeIssuerId: maybeText(),
      title: text(),
      year: maybeInteger(),
      number: maybeText(),
      symbol: maybeText(),
      documentDate: maybeText(),
      subject: maybeText(),
      legalGrounds: jsonOr<readonly string[]>([]),
      reviewPeriodFrom: maybeText(),
      reviewPeriodTo: maybeText(),
      contents: maybeText(),
      reviewPeriodText: maybeText(),
      inspectionForms: jsonOr<Readonly<Plan['inspectionForms']>>([]),
      startsOn: maybeText(),
      endsOn: maybeText(),
      status: text<Plan['status']>(),
      scoring: booleanOr(false),
      remediationDemand: maybeText(),
      reportBackTo: maybeText(),
      reportBackDueOn: maybeText(),
      sourceText: maybeText(),
      note: maybeText(),
      copiedFromId: maybeText(),
      coverageTarget: maybeInteger(),
      teamsComplete: booleanOr(true),
      deadlines: jsonOr<Readonly<Deadlines>>({}),
    },
    {
      search: {
        entity: 'plan',
        columns: ['title', 'number', 'symbol', 'subject', 'note'],
        read: (row) => ({
          title: row.title,
          body: [row.number, row.symbol, row.subject, row.note],
          planId: row.id,
          visitId: null,
        }),
      },
    },
  ),

  team: table({
    ...own,
    planId: text(),
    ordinal: integer(),
    form: text<Team['form']>(),
    name: text(),
    decisionNumber: maybeText(),
    decisionSymbol: maybeText(),
    decisionDate: maybeText(),
    decisionSubject: maybeText(),
    decisionIssuerId: maybeText(),
    note: maybeText(),
  }),

  team_member: table({
    ...own,
    teamId: text(),
    personId: maybeText(),
    ordinal: integer(),
    fullName: personal(maybeText()),
    partyTitle: personal(maybeText()),
    position: personal(maybeText()),
    body: maybeText(),
    rankText: maybeText(),
    role: text<TeamMember['role']>(),
    isStanding: booleanOr(false),
    agencyId: maybeText(),
    nominationId: maybeText(),
  }),

  nomination: table({
    ...own,
    planId: text(),
    ordinal: integer(),
    agencyId: maybeText(),
    body: text(),
    seats: integerOr(1),
    wish: maybeText(),
    letterNumber: maybeText(),
    letterOn: maybeText(),
    dueOn: maybeText(),
    replyNumber: maybeText(),
    replyOn: maybeText(),
    arrivedOn: maybeText(),
    declined: booleanOr(false),
    note: maybeText(),
  }),

  calendar_day: table(
    {
      ...own,
      day: text(),
      kind: text<CalendarDay['kind']>(),
      name: text(),
    },
    { exported: false },
  ),

  busy_day: table(
    {
      ...own,
      agencyId: text(),
      startsOn: text(),
      endsOn: text(),
      body: text(),
      subject: maybeText(),
    },
    { exported: false },
  ),

  team_member_domain: table({ ...own, teamMemberId: text(), domainId: text() }),

  visit: table(
    {
      ...own,
      planId: text(),
      teamId: maybeText(),
      agencyId: text(),
      agencyVersionId: text(),
      ordinal: integer(),
      startsOn: maybeText(),
      endsOn: maybeText(),
      location: maybeText(),
      status: text<Visit['status']>(),
      note: maybeText(),
      startsHalf: maybeText<Half>(),
      endsHalf: maybeText<Half>(),
      isFollowUp: booleanOr(false),
      statisticsReportId: maybeText(),
    },
    {
      search: {
        entity: 'visit',
        columns: ['agencyVersionId', 'location', 'note', 'planId'],
        read: (row, lookup) => {
          const agency = lookup('agency_version', row.agencyVersionId);
          return {
            title: agency?.name ?? '',
            body: [agency?.shortName ?? null, agency?.abbreviation ?? null, row.location, row.note],
            planId: row.planId,
            visitId: row.id,
          };
        },
      },
    },
  ),

  programme_item: table({
    ...own,
    visitId: text(),
    ordinal: integer(),
    day: maybeText(),
    startsAt: maybeText(),
    endsAt: maybeText(),
    content: text(),
    presenter: maybeText(),
  }),

  answer: table({
    ...own,
    visitId: text(),
    criterionId: text(),
    notApplicable: booleanOr(false),
    choice: maybeText<NonNullable<Answer['choice']>>(),
    numerator: maybeInteger(),
    denominator: maybeInteger(),
    count: maybeInteger(),
    points: maybeInteger(),
    note: maybeText(),
    documentsSeen: maybeText(),
    derived: maybeJson<AnswerSource>(),
  }),

  finding: table(
    {
      ...own,
      planId: text(),
      visitId: maybeText(),
      domainId: text(),
      criterionId: maybeText(),
      ordinal: integer(),
      kind: text<Finding['kind']>(),
      scope: text<Finding['scope']>(),
      scopeKinds: jsonOr<readonly AgencyKind[]>([]),
      text: text(),
      numerator: maybeInteger(),
      denominator: maybeInteger(),
      unit: maybeText(),
      cause: maybeText(),
      sourceText: maybeText(),
      causeKind: maybeText<NonNullable<Finding['causeKind']>>(),
      severity: maybeText<NonNullable<Finding['severity']>>(),
      repeatsFindingId: maybeText(),
      phraseId: kept(maybeText()),
    },
    {
      search: {
        entity: 'finding',
        columns: ['text', 'cause', 'unit', 'planId', 'visitId'],
        read: (row) => ({
          title: row.text,
          body: [row.unit, row.cause],
          planId: row.planId,
          visitId: row.visitId,
        }),
      },
    },
  ),

  finding_agency: table({ ...own, findingId: text(), agencyId: text() }),

  recommendation: table(
    {
      ...own,
      planId: text(),
      findingId: maybeText(),
      agencyId: maybeText(),
      domainId: maybeText(),
      ordinal: integer(),
      text: text(),
      dueOn: maybeText(),
      dueNote: maybeText(),
      status: text<Recommendation['status']>(),
      sourceText: maybeText(),
      verb: maybeText(),
      responsibleUnit: maybeText(),
      phraseId: kept(maybeText()),
      reportedOn: maybeText(),
      reportedBy: maybeText(),
      verifiedOn: maybeText(),
      verifiedBy: maybeText(),
    },
    {
      search: {
        entity: 'recommendation',
        columns: ['text', 'dueNote', 'planId'],
        read: (row) => ({ title: row.text, body: [row.dueNote], planId: row.planId, visitId: null }),
      },
    },
  ),

  recommendation_transfer: table({
    ...own,
    fromRecommendationId: text(),
    toRecommendationId: text(),
    transferredOn: text(),
    legalText: maybeText(),
    note: text(),
  }),

  par_plan: table({
    ...own,
    agencyId: maybeText(),
    year: integer(),
    title: text(),
    number: maybeText(),
    symbol: maybeText(),
    issuedOn: maybeText(),
    dueOn: maybeText(),
    note: maybeText(),
  }),

  par_task: table({
    ...own,
    parPlanId: text(),
    ordinal: integer(),
    domainKey: maybeText(),
    task: text(),
    product: maybeText(),
    owner: maybeText(),
    partner: maybeText(),
    dueOn: maybeText(),
    dueText: maybeText(),
    state: text<ParTask['state']>(),
    doneOn: maybeText(),
    result: maybeText(),
    evaluation: maybeText(),
  }),

  self_answer: table({
    ...own,
    visitId: text(),
    criterionId: text(),
    notApplicable: booleanOr(false),
    choice: maybeText<NonNullable<Answer['choice']>>(),
    numerator: maybeInteger(),
    denominator: maybeInteger(),
    count: maybeInteger(),
    points: maybeInteger(),
    note: maybeText(),
    evidence: maybeText(),
  }),

  self_report: table({
    ...own,
    visitId: text(),
    dueOn: maybeText(),
    arrivedOn: maybeText(),
    number: maybeText(),
    symbol: maybeText(),
    documentDate: maybeText(),
    excused: booleanOr(false),
    note: maybeText(),
  }),

  evidence: table({
    ...own,
    visitId: text(),
    ordinal: integer(),
    sha256: text(),
    thumbnailSha256: maybeText(),
    fileName: text(),
    media: text(),
    size: integer(),
    caption: maybeText(),
    rotation: integerOr(0) as Column<Evidence['rotation'], 'may'>,
    takenOn: maybeText(),
    location: textOr<Evidence['location']>('none'),
  }),

  evidence_link: table({
    ...own,
    evidenceId: text(),
    criterionId: maybeText(),
    findingId: maybeText(),
    recommendationId: maybeText(),
  }),

  procedure_list: table({
    ...own,
    agencyId: maybeText(),
    agencyKind: maybeText<AgencyKind>(),
    title: text(),
    asOf: maybeText(),
    note: maybeText(),
  }),

  procedure: table({
    ...own,
    procedureListId: text(),
    ordinal: integer(),
    code: maybeText(),
    name: text(),
    fieldName: maybeText(),
    level: maybeText<NonNullable<Procedure['level']>>(),
    serviceLevel: maybeText<NonNullable<Procedure['serviceLevel']>>(),
    decision: maybeText(),
    decisionOn: maybeText(),
    effectiveOn: maybeText(),
    abolishedOn: maybeText(),
    replacesCode: maybeText(),
  }),

  procedure_check: table({
    ...own,
    visitId: text(),
    procedureListId: maybeText(),
    checkedOn: maybeText(),
    lateAfter: integerOr(5),
    emptyPlaces: jsonOr<readonly PostingPlace[]>([]),
    note: maybeText(),
  }),

  procedure_posting: table({
    ...own,
    visitId: text(),
    place: text<ProcedurePosting['place']>(),
    ordinal: integer(),
    code: maybeText(),
    name: text(),
    decision: maybeText(),
    postedOn: maybeText(),
    formFault: maybeText(),
  }),

  register: table(
    {
      ...own,
      visitId: text(),
      kind: text<RegisterKind>(),
      title: text(),
      periodFrom: maybeText(),
      periodTo: maybeText(),
      asOf: maybeText(),
      fileName: text(),
      content: text(),
      lines: integer(),
      overdue: integer(),
      rejected: integer(),
    },
    { exported: false },
  ),

  sample: table({
    ...own,
    visitId: text(),
    registerId: kept(maybeText()),
    kind: text<RegisterKind>(),
    title: text(),
    seed: maybeText(),
    size: integer(),
    allOverdue: booleanOr(true),
    allRejected: booleanOr(true),
    population: maybeInteger(),
    note: maybeText(),
  }),

  sample_item: table({
    ...own,
    sampleId: text(),
    ordinal: integer(),
    reason: text<SampleItem['reason']>(),
    rowNo: maybeInteger(),
    code: maybeText(),
    title: maybeText(),
    fieldName: maybeText(),
    applicant: personal(maybeText()),
    receivedOn: maybeText(),
    dueOn: maybeText(),
    resolvedOn: maybeText(),
    state: text<SampleItem['state']>(),
    channelIn: maybeText<NonNullable<SampleItem['channelIn']>>(),
    channelOut: maybeText<NonNullable<SampleItem['channelOut']>>(),
    checks: jsonOr<SampleItem['checks']>({}),
    note: maybeText(),
  }),

  statistics_report: table({
    ...own,
    agencyId: text(),
    form: text<StatisticsReport['form']>(),
    formVersion: text(),
    periodKind: text<StatisticsReport['periodKind']>(),
    periodFrom: text(),
    periodTo: text(),
    serviceEra: text<StatisticsReport['serviceEra']>(),
    reportingUnit: maybeText(),
    receivingUnit: maybeText(),
    counts: jsonOr<StatisticsReport['counts']>({}),
    explanations: jsonOr<StatisticsReport['explanations']>({}),
    source: text<StatisticsReport['source']>(),
    fileName: maybeText(),
    note: maybeText(),
  }),

  statistics_line: table({
    ...own,
    statisticsReportId: text(),
    ordinal: integer(),
    isTotal: booleanOr(false),
    fieldName: text(),
    receivedTotal: maybeInteger(),
    receivedOnline: maybeInteger(),
    receivedDirectPostal: maybeInteger(),
    carriedOver: maybeInteger(),
    resolvedTotal: maybeInteger(),
    resolvedEarly: maybeInteger(),
    resolvedOnTime: maybeInteger(),
    resolvedOverdue: maybeInteger(),
    pendingTotal: maybeInteger(),
    pendingInTime: maybeInteger(),
    pendingOverdue: maybeInteger(),
  }),

  indicator_threshold: table(
    {
      ...own,
      planId: maybeText(),
      indicator: text<Threshold['indicator']>(),
      comparison: text<Threshold['comparison']>(),
      limitValue: integer(),
      text: maybeText(),
    },
    { exported: false },
  ),

  phrase: table(
    {
      ...own,
      kind: text<Phrase['kind']>(),
      domainKey: maybeText(),
      criterionCode: maybeText(),
      text: text(),
      source: text<Phrase['source']>(),
      hidden: booleanOr(false),
    },
    {
      search: {
        entity: 'phrase',
        columns: ['text'],
        read: (row) => ({ title: row.text, body: [], planId: null, visitId: null }),
      },
      exported: false,
    },
  ),

  explanation_round: table({
    ...own,
    visitId: text(),
    sentOn: maybeText(),
    letterNumber: maybeText(),
    dueOn: maybeText(),
    answeredOn: maybeText(),
    answerNumber: maybeText(),
    noRemarks: booleanOr(false),
    note: maybeText(),
  }),

  remark: table({
    ...own,
    visitId: text(),
    ordinal: integer(),
    findingId: maybeText(),
    recommendationId: maybeText(),
    draftText: maybeText(),
    content: text(),
    evidence: maybeText(),
    decision: maybeText<NonNullable<Remark['decision']>>(),
    reason: maybeText(),
    newText: maybeText(),
  }),

  handout: table(
    {
      ...own,
      visitId: text(),
      direction: text<Handout['direction']>(),
      domainIds: json<readonly string[]>(),
      holder: personal(text()),
      teamMemberId: maybeText(),
      baseSha256: text(),
      state: text<Handout['state']>(),
      returnedOn: maybeText(),
      returns: integerOr(0),
      note: maybeText(),
    },
    { exported: false },
  ),

  document: table(
    {
      ...own,
      planId: maybeText(),
      visitId: maybeText(),
      teamId: maybeText(),
      memberId: maybeText(),
      aboutDocumentId: maybeText(),
      periodReportId: maybeText(),
      agencyReportId: maybeText(),
      indexSetId: maybeText(),
      periodFrom: maybeText(),
      periodTo: maybeText(),
      asOf: maybeText(),
      issuerId: text(),
      kind: text<DocumentRow['kind']>(),
      titleKind: textOr<DocumentRow['titleKind']>('ket_qua'),
      number: maybeText(),
      symbol: maybeText(),
      issuedOn: maybeText(),
      subject: text(),
      status: text<DocumentRow['status']>(),
      content: json<DocumentContent>(),
      baseContent: maybeJson<DocumentContent>(),
      draftRound: integerOr(1),
      urgency: maybeText<Urgency>(),
      replacesId: maybeText(),
      factsDigest: text(),
      styleVersion: maybeText(),
      frozenAt: maybeInteger(),
      frozenDigest: maybeText(),
      modelSha256: maybeText(),
      docxSha256: maybeText(),
      // Rendered on this machine at some time after freezing; a package brings its own.
      pdfSha256: kept(maybeText()),
      withdrawnReason: maybeText(),
    },
    {
      search: {
        entity: 'document',
        columns: ['subject', 'number', 'symbol', 'content', 'planId', 'visitId'],
        read: (row) => ({
          title: row.subject,
          body: [row.number, row.symbol, ...contentTexts(row.content)],
          planId: row.planId,
          visitId: row.visitId,
        }),
      },
    },
  ),

  document_scan: table({
    ...own,
    documentId: text(),
    ordinal: integer(),
    sha256: text(),
    media: text(),
    fileName: text(),
    size: integer(),
  }),

  boilerplate: table(
    {
      ...own,
      kind: text<DocumentRow['kind']>(),
      issuerId: maybeText(),
      part: text(),
      text: text(),
    },
    { exported: false },
  ),

  setting: table(
    {
      ...own,
      key: text<SettingKey>(),
      value: json<unknown>(),
    },
    { exported: false },
  ),

  saved_view: table(
    {
      ...own,
      list: text(),
      name: text(),
      query: text(),
      personId: maybeText(),
      ordinal: integer(),
    },
    { exported: false },
  ),

  remediation_paper: table({
    ...own,
    planId: text(),
    agencyId: text(),
    kind: text<RemediationPaper['kind']>(),
    number: maybeText(),
    symbol: maybeText(),
    documentDate: maybeText(),
    arrivedOn: maybeText(),
    note: maybeText(),
    enteredBy: text(),
  }),

  remediation_entry: table({
    ...own,
    remediationPaperId: text(),
    recommendationId: text(),
    text: maybeText(),
    result: maybeText<NonNullable<RemediationEntry['result']>>(),
    doneOn: maybeText(),
    promisedOn: maybeText(),
    evidence: maybeText(),
  }),

  remediation_proof: table({
    ...own,
    recommendationId: text(),
    evidenceId: maybeText(),
    documentName: maybeText(),
    provedOn: text(),
    note: maybeText(),
    enteredBy: text(),
  }),

  recommendation_event: table({
    ...own,
    recommendationId: text(),
    kind: text<RecommendationEvent['kind']>(),
    happenedOn: text(),
    fromStatus: text<Recommendation['status']>(),
    toStatus: text<Recommendation['status']>(),
    dueBefore: maybeText(),
    dueAfter: maybeText(),
    toPlanId: maybeText(),
    documentId: maybeText(),
    documentText: maybeText(),
    remediationPaperId: maybeText(),
    note: maybeText(),
    personId: text(),
  }),

  period_report: table({
    ...own,
    kind: text<PeriodKind>(),
    year: integer(),
    title: text(),
    periodFrom: text(),
    periodTo: text(),
    dueOn: maybeText(),
    agencyDueOn: maybeText(),
    parPlanId: maybeText(),
    annexRows: json<readonly AnnexRow[]>(),
    note: maybeText(),
  }),

  period_section: table({
    ...own,
    periodReportId: text(),
    ordinal: integer(),
    key: text(),
    level: integer(),
    title: text(),
    text: maybeText(),
    carriedFromId: maybeText(),
  }),

  period_figure: table({
    ...own,
    periodReportId: text(),
    key: text(),
    value: integer(),
    note: maybeText(),
  }),

  agency_report: table({
    ...own,
    periodReportId: text(),
    agencyId: text(),
    agencyVersionId: text(),
    dueOn: maybeText(),
    number: maybeText(),
    symbol: maybeText(),
    documentDate: maybeText(),
    arrivedOn: maybeText(),
    excused: booleanOr(false),
    note: maybeText(),
  }),

  agency_figure: table({
    ...own,
    agencyReportId: text(),
    key: text(),
    value: integer(),
    note: maybeText(),
  }),

  index_set: table({
    ...own,
    year: integer(),
    version: integerOr(1),
    name: text(),
    groupName: text(),
    agencyKinds: jsonOr<readonly AgencyKind[]>([]),
    status: text<IndexStatus>(),
    maxPoints: integer(),
    hasSurvey: booleanOr(true),
    bands: json<readonly GradeBand[]>(),
    selfDueOn: maybeText(),
    copiedFromId: maybeText(),
    sourceNote: maybeText(),
    note: maybeText(),
  }),

  index_item: table({
    ...own,
    indexSetId: text(),
    parentId: maybeText(),
    ordinal: integer(),
    level: text<IndexItem['level']>(),
    code: text(),
    text: text(),
    maxPoints: integer(),
    method: text<IndexItem['method']>(),
    effect: textOr<IndexItem['effect']>('points'),
    formula: maybeText(),
    evidenceRequired: booleanOr(true),
    evidence: maybeText(),
    criterionCodes: jsonOr<readonly string[]>([]),
    copiedFromId: maybeText(),
  }),

  index_match: table(
    {
      ...own,
      indexItemId: text(),
      otherItemId: text(),
      confirmedBy: text(),
    },
    { exported: false },
  ),

  index_entry: table({
    ...own,
    indexSetId: text(),
    agencyId: text(),
    agencyVersionId: text(),
    number: maybeText(),
    arrivedOn: maybeText(),
    note: maybeText(),
  }),

  index_score: table({
    ...own,
    indexEntryId: text(),
    indexItemId: text(),
    selfPoints: maybeInteger(),
    selfEvidence: maybeText(),
    selfExplanation: maybeText(),
    verifiedPoints: maybeInteger(),
    verifiedBy: maybeText(),
    verifierNote: maybeText(),
    surveyPoints: maybeInteger(),
    surveySource: maybeText(),
  }),

  index_remark: table({
    ...own,
    indexScoreId: text(),
    ordinal: integer(),
    side: text<'agency' | 'appraiser'>(),
    saidOn: text(),
    text: text(),
    personId: text(),
  }),
} as const;

type Tables = typeof tables;
export type TableName = keyof Tables;

/** A whole row in wire names. */
export type Row<N extends TableName> = RowOf<Tables[N]['columns']>;

type Stamp = (typeof stampColumns)[number];
type Given<C> = C extends Column<infer _T, infer G> ? G : never;
type Must<N extends TableName> = {
  [K in keyof Tables[N]['columns']]: Given<Tables[N]['columns'][K]> extends 'must' ? K : never;
}[keyof Tables[N]['columns']];

/** What an insert takes: everything that has no default. Keys that are undefined count as not given. */
export type NewRow<N extends TableName> = { readonly [K in Must<N>]: Row<N>[K] } & {
  readonly [K in Exclude<keyof Row<N>, Must<N> | Stamp>]?: Row<N>[K] | undefined;
};

/** What an update takes: only what changes. */
export type Patch<N extends TableName> = {
  readonly [K in Exclude<keyof Row<N>, Stamp | 'id' | 'originOfficeId'>]?: Row<N>[K] | undefined;
};

/** The registry as the machinery reads it, without the types of single tables. */
export interface TableDefinition {
  readonly name: TableName;
  readonly columns: readonly ColumnDefinition[];
  readonly byKey: ReadonlyMap<string, ColumnDefinition>;
  readonly bySqlName: ReadonlyMap<string, ColumnDefinition>;
  readonly owner: 'office' | 'installation';
  readonly undoable: boolean;
  readonly exported: boolean;
  readonly search: TableSearch<Readonly<Record<string, unknown>>> | undefined;
  /** SQL names of the columns that search reads. */
  readonly searched: ReadonlySet<string>;
  readonly searchDependents: readonly { readonly table: TableName; readonly sqlColumn: string }[];
}
export interface ColumnDefinition extends Column {
  readonly key: string;
  readonly sqlName: string;
}

export function sqlName(key: string): string {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function define(name: TableName): TableDefinition {
  const source: Table<Readonly<Record<string, Column>>> = tables[name] as never;
  const columns = Object.entries(source.columns).map(([key, value]) => ({
    ...value,
    key,
    sqlName: sqlName(key),
  }));
  return {
    name,
    columns,
    byKey: new Map(columns.map((item) => [item.key, item])),
    bySqlName: new Map(columns.map((item) => [item.sqlName, item])),
    owner: source.owner,
    undoable: source.undoable,
    exported: source.exported,
    search: source.search,
    searched: new Set(source.search?.columns.map(sqlName)),
    searchDependents: source.searchDependents.map((dependent) => ({
      table: dependent.table as TableName,
      sqlColumn: sqlName(dependent.column),
    })),
  };
}

export const tableNames = Object.keys(tables) as readonly TableName[];
export const registry: ReadonlyMap<TableName, TableDefinition> = new Map(
  tableNames.map((name) => [name, define(name)]),
);

export function tableDefinition(name: string): TableDefinition {
  const found = registry.get(name as TableName);
  if (!found) throw new TypeError(`No such table in the registry: ${name}`);
  return found;
}

/** Tables that carry the machinery itself: never journaled, undone or merged row by row. */
export const infrastructureTables = [
  'agency_line',
  'backup_place',
  'blob',
  'change',
  'change_payload',
  'change_set',
  'criterion_line',
  'exchange_package',
  'exchange_state',
  'exchange_stream',
  'handout_key',
  'own_key',
  'register_line',
  'repeat_clock',
  'search_entry',
  'search_text',
  'tally_due',
  'tally_finding',
  'tally_limitation',
  'tally_plan',
  'tally_recommendation',
  'tally_repeat',
  'tally_score',
  'tombstone',
] as const;

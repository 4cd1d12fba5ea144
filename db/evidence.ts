// Evidence of visits and what each piece proves. The bytes stand in the content store; here is only what they are to
// a visit. Knows rows; what may be kept is core/rules/file-kind.ts.
import type { Evidence } from '../core/contract/evidence.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredEvidence = Stored<
  Omit<Evidence, 'thumbnailUrl' | 'links' | 'duplicateOf' | 'present'> & {
    readonly thumbnailSha256: string | null;
  }
>;
export interface StoredEvidenceLink {
  readonly id: string;
  readonly rev: number;
  readonly evidenceId: string;
  readonly criterionId: string | null;
  readonly findingId: string | null;
  readonly recommendationId: string | null;
  /** Code of the criterion, text of the finding or of the recommendation. */
  readonly label: string;
}
/** One of the three that a link can lead to, as its column. */
export type LinkColumn = 'criterion_id' | 'finding_id' | 'recommendation_id';
export interface EvidenceCount {
  readonly criterionId: string | null;
  readonly findingId: string | null;
  readonly recommendationId: string | null;
  readonly count: number;
}
/** What a file of the content store is to somebody. */
export interface EvidenceUse {
  readonly fileName: string;
  readonly agencyName: string;
}

const links = `SELECT evidence_link.id, evidence_link.rev, evidence_link.evidence_id AS evidenceId,
    evidence_link.criterion_id AS criterionId, evidence_link.finding_id AS findingId,
    evidence_link.recommendation_id AS recommendationId,
    coalesce(criterion.code, finding.text, recommendation.text) AS label
  FROM evidence_link
  LEFT JOIN criterion ON criterion.id = evidence_link.criterion_id
  LEFT JOIN finding ON finding.id = evidence_link.finding_id
  LEFT JOIN recommendation ON recommendation.id = evidence_link.recommendation_id`;

export const evidenceSql = {
  ofVisit: 'SELECT * FROM evidence WHERE visit_id = ? ORDER BY ordinal, id',
  twin: 'SELECT * FROM evidence WHERE sha256 = ? AND visit_id = ? ORDER BY ordinal, id LIMIT 1',
  lastOrdinal: 'SELECT coalesce(max(ordinal), 0) FROM evidence WHERE visit_id = ?',
  linksOf: `${links} WHERE evidence_link.evidence_id = ? ORDER BY evidence_link.id`,
  linksOfVisit: `${links}
    WHERE evidence_link.evidence_id IN (SELECT id FROM evidence WHERE visit_id = ?) ORDER BY evidence_link.id`,
  linksTo: {
    criterion_id: `${links} WHERE evidence_link.criterion_id = ? ORDER BY evidence_link.id`,
    finding_id: `${links} WHERE evidence_link.finding_id = ? ORDER BY evidence_link.id`,
    recommendation_id: `${links} WHERE evidence_link.recommendation_id = ? ORDER BY evidence_link.id`,
  },
  counts: `SELECT criterion_id AS criterionId, finding_id AS findingId, recommendation_id AS recommendationId,
      count(*) AS count
    FROM evidence_link WHERE evidence_id IN (SELECT id FROM evidence WHERE visit_id = ?)
    GROUP BY criterion_id, finding_id, recommendation_id`,
  uses: `SELECT evidence.file_name AS fileName, agency_version.name AS agencyName
    FROM evidence JOIN visit ON visit.id = evidence.visit_id
    JOIN agency_version ON agency_version.id = visit.agency_version_id
    WHERE evidence.sha256 = @sha256 OR evidence.thumbnail_sha256 = @sha256 ORDER BY evidence.id`,
} as const;

export function createEvidenceStore(connection: Connection) {
  const get = prepareGet(connection, 'evidence');
  const ofVisit = connection.prepare(evidenceSql.ofVisit);
  const twin = connection.prepare(evidenceSql.twin);
  const lastOrdinal = connection.prepare(evidenceSql.lastOrdinal).pluck();
  const linksOf = connection.prepare(evidenceSql.linksOf);
  const linksOfVisit = connection.prepare(evidenceSql.linksOfVisit);
  const linksTo = {
    criterion_id: connection.prepare(evidenceSql.linksTo.criterion_id),
    finding_id: connection.prepare(evidenceSql.linksTo.finding_id),
    recommendation_id: connection.prepare(evidenceSql.linksTo.recommendation_id),
  } as const;
  const counts = connection.prepare(evidenceSql.counts);
  const uses = connection.prepare(evidenceSql.uses);
  return {
    get: (id: string) => readOne<StoredEvidence>('evidence', get, id),
    ofVisit: (visitId: string) => readAll<StoredEvidence>('evidence', ofVisit, visitId),
    /** The first row of this visit with the same bytes. */
    twin: (visitId: string, sha256: string) => readOne<StoredEvidence>('evidence', twin, sha256, visitId),
    nextOrdinal: (visitId: string) => (lastOrdinal.get(visitId) as number) + 1,
    linksOf: (evidenceId: string) => linksOf.all(evidenceId) as StoredEvidenceLink[],
    linksOfVisit: (visitId: string) => linksOfVisit.all(visitId) as StoredEvidenceLink[],
    linksTo: (column: LinkColumn, id: string) => linksTo[column].all(id) as StoredEvidenceLink[],
    countsOf: (visitId: string) => counts.all(visitId) as EvidenceCount[],
    /** What used a file: the name it was added under, and at which agency. */
    usesOf: (sha256: string) => uses.all({ sha256 }) as EvidenceUse[],
  };
}

// The wording bank, how often each phrase was used and where, and the sentences of earlier findings and
// recommendations as the bank shows them. Words are looked for in the search index; here are the rows.
import type { Phrase } from '../core/contract/phrases.ts';
import type { Connection } from './sqlite.ts';
import type { Stored } from './stored.ts';
import { idList, prepareGet, readAll, readOne, rowOf } from './stored.ts';

export type StoredPhrase = Stored<Phrase>;
export interface PhraseUses {
  readonly plan: number;
  readonly agency: number;
  readonly criterion: number;
  readonly all: number;
}
/** For whom phrases are looked up; what is null counts nothing. */
export interface PhraseContext {
  readonly planId: string | null;
  readonly agencyId: string | null;
  readonly criterionCode: string | null;
}
/** A sentence of a finding or a recommendation, and what is needed to take its figures and names out. */
export interface EarlierSentence {
  readonly id: string;
  readonly findingId: string | null;
  readonly text: string;
  readonly kind: Phrase['kind'];
  readonly planId: string;
  readonly phraseId: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly domainKey: string | null;
  readonly criterionCode: string | null;
  /** Of this agency: by its visit or by name. */
  readonly ofAgency: boolean;
  readonly agencyNames: readonly string[];
}

const used = `count(*) AS "all", coalesce(sum(plan_id = @planId), 0) AS plan`;

export const phraseSql = {
  fitting: `SELECT * FROM (SELECT * FROM phrase WHERE criterion_code = @criterionCode AND hidden = 0
                AND (@kind IS NULL OR kind = @kind) ORDER BY id DESC LIMIT @limit)
      UNION
     SELECT * FROM (SELECT * FROM phrase WHERE domain_key = @domainKey AND hidden = 0
                AND (@kind IS NULL OR kind = @kind) ORDER BY id DESC LIMIT @limit)
      UNION
     SELECT * FROM (SELECT * FROM phrase WHERE domain_key IS NULL AND criterion_code IS NULL AND hidden = 0
                AND (@kind IS NULL OR kind = @kind) ORDER BY id DESC LIMIT @limit)`,
  /** Of one item of whichever set: the newest of its findings. */
  ofCriterion: `SELECT finding.id FROM criterion JOIN finding ON finding.criterion_id = criterion.id
      WHERE criterion.id = @criterionId
        AND (@kind IS NULL OR finding.kind = @kind) ORDER BY finding.id DESC LIMIT @limit`,
  findingUses: `SELECT phrase_id AS id, ${used},
      coalesce(sum(criterion_id IN (SELECT id FROM criterion WHERE code = @criterionCode)), 0) AS criterion
      FROM finding WHERE phrase_id IN (SELECT value FROM json_each(@ids)) GROUP BY phrase_id`,
  recommendationUses: `SELECT phrase_id AS id, ${used}, 0 AS criterion
      FROM recommendation WHERE phrase_id IN (SELECT value FROM json_each(@ids)) GROUP BY phrase_id`,
  agencyFindings: `SELECT phrase_id AS id, count(*) AS uses FROM (
       SELECT finding.id, finding.phrase_id FROM visit JOIN finding ON finding.visit_id = visit.id
        WHERE visit.agency_id = @agencyId
        UNION
       SELECT finding.id, finding.phrase_id FROM finding_agency JOIN finding ON finding.id = finding_agency.finding_id
        WHERE finding_agency.agency_id = @agencyId)
      WHERE phrase_id IS NOT NULL GROUP BY phrase_id`,
  agencyRecommendations: `SELECT phrase_id AS id, count(*) AS uses FROM recommendation
      WHERE agency_id = @agencyId AND phrase_id IS NOT NULL GROUP BY phrase_id`,
  findings: `SELECT finding.id, finding.id AS finding_id, finding.text, finding.kind, finding.plan_id, finding.phrase_id,
        finding.numerator, finding.denominator, domain.key AS domain_key, criterion.code AS criterion_code,
        (visit.agency_id IS @agencyId OR EXISTS (SELECT 1 FROM finding_agency named
           WHERE named.finding_id = finding.id AND named.agency_id = @agencyId)) AS of_agency,
        coalesce((SELECT json_group_array(name) FROM (
           SELECT version.name FROM agency_version version WHERE version.id = visit.agency_version_id
            UNION SELECT version.short_name FROM agency_version version WHERE version.id = visit.agency_version_id
            UNION SELECT version.name FROM finding_agency named JOIN agency_version version ON version.agency_id = named.agency_id
                   WHERE named.finding_id = finding.id)), '[]') AS names
      FROM json_each(@ids) wanted JOIN finding ON finding.id = wanted.value
      JOIN domain ON domain.id = finding.domain_id
      LEFT JOIN criterion ON criterion.id = finding.criterion_id
      LEFT JOIN visit ON visit.id = finding.visit_id
      ORDER BY wanted.key`,
  recommendations: `SELECT recommendation.id, recommendation.finding_id, recommendation.text, 'recommendation' AS kind,
        recommendation.plan_id, recommendation.phrase_id, NULL AS numerator, NULL AS denominator,
        domain.key AS domain_key, NULL AS criterion_code, recommendation.agency_id IS @agencyId AS of_agency,
        coalesce((SELECT json_group_array(version.name) FROM agency_version version
                   WHERE version.agency_id = recommendation.agency_id), '[]') AS names
      FROM json_each(@ids) wanted JOIN recommendation ON recommendation.id = wanted.value
      LEFT JOIN domain ON domain.id = recommendation.domain_id
      ORDER BY wanted.key`,
} as const;

interface SentenceRow {
  readonly id: string;
  readonly finding_id: string | null;
  readonly text: string;
  readonly kind: Phrase['kind'];
  readonly plan_id: string;
  readonly phrase_id: string | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly domain_key: string | null;
  readonly criterion_code: string | null;
  readonly of_agency: number;
  readonly names: string;
}
type CountRow = { readonly id: string } & Omit<PhraseUses, 'agency'>;

const noUses: PhraseUses = { plan: 0, agency: 0, criterion: 0, all: 0 };

export function createPhraseStore(connection: Connection) {
  const get = prepareGet(connection, 'phrase');
  const list = connection.prepare(
    `SELECT phrase.*,
       (SELECT count(*) FROM finding WHERE finding.phrase_id = phrase.id)
       + (SELECT count(*) FROM recommendation WHERE recommendation.phrase_id = phrase.id) AS uses
       FROM phrase
      WHERE (@kind IS NULL OR kind = @kind) AND (@hidden IS NULL OR hidden = @hidden)
      ORDER BY kind, domain_key IS NULL, domain_key, uses DESC, id`,
  );
  const texts = connection.prepare('SELECT id, kind, text FROM phrase');
  const byIds = connection.prepare(
    `SELECT phrase.* FROM json_each(?) wanted JOIN phrase ON phrase.id = wanted.value
      WHERE phrase.hidden = 0 ORDER BY wanted.key`,
  );
  const fitting = connection.prepare(phraseSql.fitting);
  const ofCriterion = connection.prepare(phraseSql.ofCriterion).pluck();
  const findingUses = connection.prepare(phraseSql.findingUses);
  const recommendationUses = connection.prepare(phraseSql.recommendationUses);
  const agencyFindings = connection.prepare(phraseSql.agencyFindings);
  const agencyRecommendations = connection.prepare(phraseSql.agencyRecommendations);
  const findings = connection.prepare(phraseSql.findings);
  const recommendations = connection.prepare(phraseSql.recommendations);
  const usingFindings = connection.prepare('SELECT id FROM finding WHERE phrase_id = ?').pluck();
  const usingRecommendations = connection
    .prepare('SELECT id FROM recommendation WHERE phrase_id = ?')
    .pluck();

  const sentence = (row: unknown): EarlierSentence => {
    const read = row as SentenceRow;
    return {
      id: read.id,
      findingId: read.finding_id,
      text: read.text,
      kind: read.kind,
      planId: read.plan_id,
      phraseId: read.phrase_id,
      numerator: read.numerator,
      denominator: read.denominator,
      domainKey: read.domain_key,
      criterionCode: read.criterion_code,
      ofAgency: read.of_agency === 1,
      agencyNames: (JSON.parse(read.names) as (string | null)[]).filter((name) => name !== null),
    };
  };

  return {
    get: (id: string) => readOne<StoredPhrase>('phrase', get, id),
    list: (filter: { readonly kind?: Phrase['kind'] | undefined; readonly hidden?: boolean | undefined }) =>
      list
        .all({
          kind: filter.kind ?? null,
          hidden: filter.hidden === undefined ? null : Number(filter.hidden),
        })
        .map((row) => ({
          ...rowOf<StoredPhrase>('phrase', row),
          uses: (row as { uses: number }).uses,
        })),
    texts: () =>
      texts.all() as { readonly id: string; readonly kind: Phrase['kind']; readonly text: string }[],
    /** Not the hidden ones; in the order asked for. */
    visible: (ids: readonly string[]) => readAll<StoredPhrase>('phrase', byIds, idList(ids)),
    /** Of the criterion's code, of the domain, or of any. */
    fitting: (
      where: { readonly criterionCode: string | null; readonly domainKey: string | null },
      kind: Phrase['kind'] | null,
      limit: number,
    ) => readAll<StoredPhrase>('phrase', fitting, { ...where, kind, limit }),
    findingsOfCriterion: (criterionId: string, kind: 'strength' | 'limitation' | null, limit: number) =>
      ofCriterion.all({ criterionId, kind, limit }) as string[],
    uses(ids: readonly string[], { planId, agencyId, criterionCode }: PhraseContext) {
      const found = new Map<string, PhraseUses>();
      const add = (id: string, more: Partial<PhraseUses>) => {
        const before = found.get(id) ?? noUses;
        found.set(id, {
          plan: before.plan + (more.plan ?? 0),
          agency: before.agency + (more.agency ?? 0),
          criterion: before.criterion + (more.criterion ?? 0),
          all: before.all + (more.all ?? 0),
        });
      };
      const asked = { ids: idList(ids), planId };
      for (const row of findingUses.all({ ...asked, criterionCode }) as CountRow[]) add(row.id, row);
      for (const row of recommendationUses.all(asked) as CountRow[]) add(row.id, row);
      // An agency may have thousands of findings: they are only read where there is something to count.
      if (agencyId !== null && found.size > 0) {
        for (const statement of [agencyFindings, agencyRecommendations]) {
          for (const row of statement.all({ agencyId }) as { id: string; uses: number }[]) {
            if (found.has(row.id)) add(row.id, { agency: row.uses });
          }
        }
      }
      return (id: string) => found.get(id) ?? noUses;
    },
    findingSentences: (ids: readonly string[], agencyId: string | null) =>
      findings.all({ ids: idList(ids), agencyId }).map(sentence),
    recommendationSentences: (ids: readonly string[], agencyId: string | null) =>
      recommendations.all({ ids: idList(ids), agencyId }).map(sentence),
    /** Made from this phrase; they remember it no more when it goes. */
    usersOf: (id: string) => ({
      findings: usingFindings.all(id) as string[],
      recommendations: usingRecommendations.all(id) as string[],
    }),
  };
}

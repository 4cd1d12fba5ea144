/**
 * The wording bank: kept by persons, searched while one types, learnt from issued notices. A sentence of an earlier
 * finding is offered beside the bank's own, with its figures and names taken out.
 */
import { type Phrase, phrase, type PhraseHit, type phrases } from '../../core/contract/phrases.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { rankPhrases } from '../../core/rules/phrase-rank.ts';
import { normalisePhrase, phraseKey } from '../../core/rules/phrase-text.ts';
import type { EarlierSentence, PhraseContext, StoredPhrase } from '../../db/phrases.ts';
import { createSearch } from '../../db/search.ts';
import { ensureStarterPhrases } from '../samples/starter-phrases.ts';
import { found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';

export const showPhrase = (row: StoredPhrase): Phrase => shaped(phrase, row);

/** How many matches of each source are looked at before the best are shown. */
const POOL = 120;

export function createPhraseService(context: ServiceContext): HandlersOf<typeof phrases> {
  const { connection, stores, journal, ids } = context;
  const store = stores.phrases;
  const index = createSearch(connection);
  const shown = (id: string) => showPhrase(found(store.get(id), 'phrase', id));

  function bankHits(
    rows: readonly StoredPhrase[],
    exact: ReadonlyMap<string, boolean>,
    where: PhraseContext,
  ) {
    const uses = store.uses(
      rows.map((row) => row.id),
      where,
    );
    return rows.map((row): PhraseHit => ({
      phraseId: row.id,
      findingId: null,
      text: row.text,
      kind: row.kind,
      domainKey: row.domainKey,
      criterionCode: row.criterionCode,
      uses: uses(row.id),
      exact: exact.get(row.id) ?? true,
    }));
  }

  /** What was made from a phrase and still says it is that phrase's use, and counted there. */
  function sentenceHits(
    rows: readonly EarlierSentence[],
    exact: ReadonlyMap<string, boolean>,
    where: PhraseContext,
    limit: number,
  ): PhraseHit[] {
    const rank = (row: EarlierSentence) =>
      8 * Number(exact.get(row.id) ?? true) +
      4 * Number(row.criterionCode !== null && row.criterionCode === where.criterionCode) +
      2 * Number(row.ofAgency) +
      Number(row.planId === where.planId);
    // Taking figures and names out costs more than finding: only what may be shown is worth it.
    const likely = rows.toSorted((one, other) => rank(other) - rank(one)).slice(0, 3 * limit);
    return likely.flatMap((row): PhraseHit[] => {
      const text = normalisePhrase(row.text, row);
      if (text === '') return [];
      const phraseRow = row.phraseId === null ? undefined : store.get(row.phraseId);
      if (phraseRow !== undefined && phraseKey(phraseRow.text) === phraseKey(text)) return [];
      return [
        {
          phraseId: null,
          findingId: row.findingId,
          text,
          kind: row.kind,
          domainKey: row.domainKey,
          criterionCode: row.criterionCode,
          uses: {
            plan: Number(row.planId === where.planId),
            agency: Number(row.ofAgency && where.agencyId !== null),
            criterion: Number(row.criterionCode !== null && row.criterionCode === where.criterionCode),
            all: 1,
          },
          exact: exact.get(row.id) ?? true,
        },
      ];
    });
  }

  return {
    'phrases.search': ({ text, kind, planId, agencyId, criterionId, domainKey, limit }) => {
      const criterion = criterionId === undefined ? undefined : stores.criteria.criterion(criterionId);
      const where: PhraseContext = {
        planId: planId ?? null,
        agencyId: agencyId ?? null,
        criterionCode: criterion?.code ?? null,
      };
      const fits = (one: { readonly kind: Phrase['kind'] }) => kind === undefined || one.kind === kind;
      const isFinding = kind !== 'recommendation';
      if (text.trim() === '') {
        const bank = store.fitting(
          { criterionCode: where.criterionCode, domainKey: domainKey ?? null },
          kind ?? null,
          POOL,
        );
        const earlier =
          criterionId === undefined || !isFinding
            ? []
            : store.findingSentences(
                store.findingsOfCriterion(criterionId, kind ?? null, POOL),
                where.agencyId,
              );
        const none = new Map<string, boolean>();
        return rankPhrases(
          [...bankHits(bank, none, where), ...sentenceHits(earlier, none, where, limit)],
          limit,
        );
      }
      const inBank = index.rowsOf(text, 'phrase', POOL);
      const inFindings = isFinding ? index.rowsOf(text, 'finding', POOL) : [];
      const inRecommendations =
        kind === undefined || !isFinding ? index.rowsOf(text, 'recommendation', POOL) : [];
      const exact = new Map(
        [...inBank, ...inFindings, ...inRecommendations].map((hit) => [hit.rowId, hit.exact]),
      );
      const idsOf = (hits: typeof inBank) => hits.map((hit) => hit.rowId);
      return rankPhrases(
        [
          ...bankHits(store.visible(idsOf(inBank)).filter(fits), exact, where),
          ...sentenceHits(
            store.findingSentences(idsOf(inFindings), where.agencyId).filter(fits),
            exact,
            where,
            limit,
          ),
          ...sentenceHits(
            store.recommendationSentences(idsOf(inRecommendations), where.agencyId),
            exact,
            where,
            limit,
          ),
        ],
        limit,
      );
    },
    'phrases.list': (filter) => store.list(filter).map((row) => ({ ...showPhrase(row), uses: row.uses })),
    'phrases.create': (fields, caller) => {
      const id = ids.next();
      journal.run(headOf(context, 'phrases.create', caller), (write) => {
        write.insert('phrase', { id, ...fields, source: 'typed' });
      });
      return shown(id);
    },
    'phrases.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'phrase', id);
      journal.run(headOf(context, 'phrases.update', caller), (write) => {
        // A sentence that a person has changed is that person's.
        const source =
          patch.text !== undefined && patch.text !== row.text ? { source: 'typed' as const } : {};
        write.update('phrase', id, rev, { ...given(patch), ...source });
      });
      return shown(id);
    },
    'phrases.delete': ({ id, rev }, caller) => {
      owned(context, store.get(id), 'phrase', id);
      journal.run(headOf(context, 'phrases.delete', caller), (write) => {
        const users = store.usersOf(id);
        for (const user of users.findings) write.update('finding', user, null, { phraseId: null });
        for (const user of users.recommendations) {
          write.update('recommendation', user, null, { phraseId: null });
        }
        write.remove('phrase', id, rev);
      });
      return { id };
    },
    'phrases.addStarter': (_input, caller) => ({
      added: journal.run(headOf(context, 'phrases.addStarter', caller), (write) =>
        ensureStarterPhrases(context, write, { evenDeleted: true }),
      ),
    }),
  };
}

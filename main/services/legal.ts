/** The library of legal documents: worded as they are cited, and checked against the day of a text. */
import type { HandlersOf } from '../../core/contract/index.ts';
import { AppError } from '../../core/contract/error.ts';
import { type legal, type LegalDocument, legalDocument } from '../../core/contract/legal.ts';
import { firstCitation, groundWarnings, shortCitation, validityOn } from '../../core/rules/legal.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import type { StoredLegalDocument } from '../../db/legal.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  type Loose,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';

type Dates = Loose<Pick<LegalDocument, 'effectiveFrom' | 'effectiveTo' | 'replacedById'>>;

/** Without spaces around slash and dash, so that a symbol is found as it was typed. */
function searchable(text: string): string {
  return foldText(text)
    .replaceAll(/\s*([/-])\s*/g, '$1')
    .trim();
}

export function createLegalService(context: ServiceContext): HandlersOf<typeof legal> {
  const { stores, journal, ids } = context;
  const store = stores.legal;
  const read = (id: string) => found(store.get(id), 'legal_document', id);

  function show(row: StoredLegalDocument): LegalDocument {
    const other = row.replacedById === null ? undefined : store.get(row.replacedById);
    return shaped(legalDocument, {
      ...row,
      firstCitation: firstCitation(row),
      shortCitation: shortCitation(row),
      replacedByName: other === undefined ? null : firstCitation(other),
    });
  }

  function check({ effectiveFrom, effectiveTo, replacedById }: Dates, ownId: string, base: string): void {
    const at = (key: string) => (base === '' ? key : `${base}.${key}`);
    if (effectiveFrom != null && effectiveTo != null && effectiveTo < effectiveFrom) {
      throw fieldFault(at('effectiveTo'));
    }
    if (replacedById == null) return;
    referred(store.get(replacedById), at('replacedById'));
    // Nothing replaces itself, by whatever detour.
    const seen = new Set<string>();
    for (let next: string | null = replacedById; next !== null && !seen.has(next);) {
      if (next === ownId) throw fieldFault(at('replacedById'));
      seen.add(next);
      next = store.get(next)?.replacedById ?? null;
    }
  }

  return {
    'legalDocuments.list': ({ text, on }) => {
      const wanted = searchable(text ?? '');
      return store
        .list()
        .filter((row) => {
          if (on === undefined) return true;
          const other = row.replacedById === null ? undefined : store.get(row.replacedById);
          return validityOn(row, other ?? null, on) === null;
        })
        .map(show)
        .filter(
          (row) =>
            wanted === '' ||
            searchable([row.firstCitation, row.symbol, row.issuerName].join(' ')).includes(wanted),
        );
    },
    'legalDocuments.create': (input, caller) => {
      const id = ids.next();
      check(input, id, '');
      journal.run(headOf(context, 'legalDocuments.create', caller), (write) => {
        write.insert('legal_document', { ...input, id });
      });
      return show(read(id));
    },
    'legalDocuments.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'legal_document', id);
      check({ ...row, ...given(patch) }, id, 'patch');
      journal.run(headOf(context, 'legalDocuments.update', caller), (write) => {
        write.update('legal_document', id, rev, patch);
      });
      return show(read(id));
    },
    'legalDocuments.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'legal_document', id), rev, 'legal_document');
      const successions = store.successions(id);
      if (successions > 0)
        throw new AppError('IN_USE', { detail: { entity: 'legal_document', successions } });
      journal.run(headOf(context, 'legalDocuments.delete', caller), (write) => {
        for (const other of store.replacedBy(id)) {
          write.update('legal_document', other.id, null, { replacedById: null });
        }
        write.remove('legal_document', id, rev);
      });
      return { id };
    },
    'legalDocuments.check': ({ texts, on }) => groundWarnings(texts, store.list(), on),
  };
}

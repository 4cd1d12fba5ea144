/** The office's own words for the parts of a kind of paper, beside what the application brings; and what is wrong in them. */
import { type Boilerplate, type boilerplates } from '../../core/contract/boilerplates.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { boilerplateParts, boilerplatePresets, checkBoilerplate } from '../../core/documents/boilerplate.ts';
import { fieldNames, fieldsKnownTo, fieldsOf } from '../../core/documents/fields.ts';
import { type DocumentKind, documentKinds } from '../../core/documents/kinds.ts';
import type { StoredBoilerplate } from '../../db/boilerplates.ts';
import { current, fieldFault, found, headOf, owned, referredOwn, type ServiceContext } from './context.ts';
import { draftPaper } from './document-papers.ts';
import { papersOfRound } from './document-round.ts';

export function createBoilerplateService(context: ServiceContext): HandlersOf<typeof boilerplates> {
  const { stores, journal, ids, clock } = context;
  const store = stores.boilerplates;

  const preset = (kind: DocumentKind, part: string) => boilerplatePresets[kind][part] ?? '';

  function show(
    kind: DocumentKind,
    part: string,
    issuerId: string | null,
    row: StoredBoilerplate | undefined,
    otherwise: string,
  ): Boilerplate {
    return {
      kind,
      part,
      issuerId,
      text: row?.text ?? otherwise,
      row: row === undefined ? null : { id: row.id, rev: row.rev, provenance: row.provenance },
      preset: preset(kind, part),
    };
  }
  const shown = (row: StoredBoilerplate) => show(row.kind, row.part, row.issuerId, row, '');

  /**
   * Of every issuer: each part as it stands for whoever has no text of their own, and each text that somebody has. Of
   * one issuer: each part as this issuer's papers have it.
   */
  function list(kinds: readonly DocumentKind[], issuerId: string | undefined): Boilerplate[] {
    return kinds.flatMap((kind) => {
      const rows = store.ofKind(kind);
      return boilerplateParts(kind).flatMap((part) => {
        const ofPart = rows.filter((row) => row.part === part);
        const office = ofPart.find((row) => row.issuerId === null);
        const general = show(kind, part, null, office, preset(kind, part));
        if (issuerId === undefined) {
          return [general, ...ofPart.filter((row) => row.issuerId !== null).map(shown)];
        }
        const own = ofPart.find((row) => row.issuerId === issuerId);
        return [show(kind, part, issuerId, own, general.text)];
      });
    });
  }

  /** From a paper of the round that stands there or would be drafted first; null where the round asks for none. */
  function valuesIn(planId: string, kind: DocumentKind): Readonly<Record<string, string | null>> | null {
    const plan = found(stores.plans.get(planId), 'plan', planId);
    const [about] = papersOfRound(stores, plan, [kind], clock.today());
    if (about === undefined) return null;
    try {
      return fieldsOf(draftPaper(context, plan, about).facts);
    } catch (error) {
      // A round without an issuer has no such paper yet.
      if (error instanceof AppError && error.code === 'VALIDATION') return null;
      throw error;
    }
  }

  return {
    'boilerplates.list': ({ kind, issuerId }) => {
      if (issuerId !== undefined) found(stores.issuers.get(issuerId), 'issuer', issuerId);
      return list(kind === undefined ? documentKinds : [kind], issuerId);
    },
    'boilerplates.fields': ({ kind, planId }) => {
      const values = planId === undefined ? null : valuesIn(planId, kind);
      return fieldsKnownTo(kind).map((name) => ({
        name,
        label: fieldNames[name],
        value: values?.[name] ?? null,
      }));
    },
    'boilerplates.check': ({ kind, part, text, planId }) => {
      if (text !== undefined) {
        if (kind === undefined) throw fieldFault('kind', 'MISSING_KEY');
        if (part === undefined) throw fieldFault('part', 'MISSING_KEY');
        const values = planId === undefined ? null : valuesIn(planId, kind);
        return checkBoilerplate({ kind, part, issuerId: null, text }, values);
      }
      return (kind === undefined ? documentKinds : [kind]).flatMap((one) => {
        const values = planId === undefined ? null : valuesIn(planId, one);
        // Only what the office wrote can be at fault in its words; a round may leave any text without a value.
        return list([one], undefined)
          .filter((entry) => part === undefined || entry.part === part)
          .filter((entry) => entry.row !== null || values !== null)
          .flatMap((entry) => checkBoilerplate(entry, values));
      });
    },
    'boilerplates.save': ({ kind, part, issuerId, rev, text }, caller) => {
      if (!boilerplateParts(kind).includes(part)) throw fieldFault('part', 'NOT_FOUND');
      if (issuerId !== null) referredOwn(context, stores.issuers.get(issuerId), 'issuerId');
      const known = store.find(kind, part, issuerId);
      if (known === undefined && rev !== null) {
        throw new AppError('NOT_FOUND', { detail: { entity: 'boilerplate' } });
      }
      if (known !== undefined) {
        owned(context, known, 'boilerplate', known.id);
        if (rev === null)
          throw new AppError('CONFLICT', { detail: { entity: 'boilerplate', rev: known.rev } });
        current(known, rev, 'boilerplate');
      }
      const id = known?.id ?? ids.next();
      journal.run(headOf(context, 'boilerplates.save', caller), (write) => {
        if (known === undefined) write.insert('boilerplate', { id, kind, part, issuerId, text });
        else write.update('boilerplate', id, known.rev, { text });
      });
      return shown(found(store.get(id), 'boilerplate', id));
    },
    'boilerplates.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'boilerplate', id), rev, 'boilerplate');
      journal.run(headOf(context, 'boilerplates.delete', caller), (write) => {
        write.remove('boilerplate', id, rev);
      });
      return { id };
    },
  };
}

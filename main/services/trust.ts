/**
 * Offices whose seal a person here has compared by voice. A card says whose it is and proves only that whoever made it has
 * the key; that it is really that office's is what the eight words are for.
 */
import { readFile } from 'node:fs/promises';
import type {
  CardFacts,
  exchangeKeys,
  FileSource,
  TrustedOffice,
} from '../../core/contract/exchange-keys.ts';
import { AppError } from '../../core/contract/error.ts';
import type { Caller, HandlersOf } from '../../core/contract/index.ts';
import { type Card, CARD_LIMIT, readCard } from '../../core/exchange/package/card.ts';
import { fingerprintOf, sameFingerprint } from '../../core/exchange/package/fingerprint.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import type { StoredTrustedOffice } from '../../db/trusted-offices.ts';
import { placeError } from '../exchange/place-error.ts';
import { current, fieldFault, found, headOf, type ServiceContext } from './context.ts';
import { readableFile } from './exchange-places.ts';

type TrustMethods = {
  [M in keyof typeof exchangeKeys as M extends `trust.${string}` ? M : never]: (typeof exchangeKeys)[M];
};

const RANK = { province: 2, district: 1, commune: 0 } as const;
/** What turns a name round or hides a part of it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

export function createTrustService(context: ServiceContext): HandlersOf<TrustMethods> {
  const { stores, session, journal, ids, clock } = context;
  const store = stores.trustedOffices;

  async function cardOf(source: FileSource, caller: Caller): Promise<Card> {
    const { path, size } = await readableFile(context, source, caller);
    if (size > CARD_LIMIT) throw new AppError('CARD_BROKEN', { detail: { reason: 'length' } });
    // A stick that is pulled out now is no broken card.
    const bytes = await readFile(path).catch((error: unknown) => {
      throw placeError(error);
    });
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      throw new AppError('CARD_BROKEN', { detail: { reason: 'text' } });
    }
    const card = readCard(text);
    if (HIDDEN.test(card.name) || card.name.trim() === '')
      throw new AppError('CARD_BROKEN', { detail: { reason: 'name' } });
    return card;
  }

  function standingOf(card: Card): CardFacts['standing'] {
    if (card.officeId === session.officeId()) return 'own';
    const known = store.byKey(card.signPublic);
    if (known !== undefined) {
      if (known.revokedAt !== null) return 'revoked';
      return known.officeId === card.officeId && known.ageRecipient === card.ageRecipient
        ? 'known'
        : 'different';
    }
    const keys = store.ofOffice(card.officeId);
    if (keys.length === 0) return 'new';
    // A key that was revoked vouches for nobody.
    const vouched = keys.some((row) => row.revokedAt === null && card.previous.includes(row.signPublic));
    return vouched ? 'renewed' : 'different';
  }

  /** Who bears which name: ours and theirs. */
  function bearers(): ReadonlyMap<string, ReadonlySet<string>> {
    const own = stores.offices.get(session.officeId());
    const found = new Map<string, Set<string>>();
    for (const { officeId, name } of [
      ...(own === undefined ? [] : [{ officeId: own.id, name: own.name }]),
      ...store.all(),
    ]) {
      const folded = foldText(name);
      const known = found.get(folded);
      if (known === undefined) found.set(folded, new Set([officeId]));
      else known.add(officeId);
    }
    return found;
  }
  function isNamesake(name: string, officeId: string, among = bearers()): boolean {
    const known = among.get(foldText(name));
    return known !== undefined && (known.size > 1 || !known.has(officeId));
  }

  function factsOf(card: Card): CardFacts {
    const { officeId, name, level, madeAt } = card;
    const ours = found(stores.offices.get(session.officeId()), 'office', session.officeId());
    const higher = RANK[level] - RANK[ours.level];
    return {
      officeId,
      name,
      level,
      fingerprint: [...fingerprintOf(card.signPublic, card.ageRecipient)],
      madeAt,
      standing: standingOf(card),
      relation: higher > 0 ? 'above' : higher < 0 ? 'below' : 'other',
      namesake: isNamesake(name, officeId),
    };
  }

  function show(row: StoredTrustedOffice, among = bearers()): TrustedOffice {
    return {
      id: row.id,
      rev: row.rev,
      officeId: row.officeId,
      name: row.name,
      level: row.level,
      relation: row.relation,
      fingerprint: [...fingerprintOf(row.signPublic, row.ageRecipient)],
      validFrom: row.validFrom,
      validTo: row.validTo,
      revokedAt: row.revokedAt,
      revokedReason: row.revokedReason,
      confirmedByName: stores.persons.get(row.confirmedBy)?.fullName ?? '',
      confirmedAt: row.confirmedAt,
      current: store.current(row.officeId)?.id === row.id,
      namesake: isNamesake(row.name, row.officeId, among),
    };
  }
  const shown = (id: string) => show(found(store.get(id), 'trusted_office', id));

  return {
    'trust.list': () => {
      // Names are folded once, not once for each of many hundred offices.
      const among = bearers();
      return store.all().map((row) => show(row, among));
    },
    'trust.look': async ({ source }, caller) => factsOf(await cardOf(source, caller)),
    'trust.add': async ({ source, relation, fingerprint }, caller) => {
      const card = await cardOf(source, caller);
      const { standing } = factsOf(card);
      if (standing === 'own') throw fieldFault('source');
      if (standing === 'known') throw new AppError('DUPLICATE', { detail: { entity: 'trusted_office' } });
      if (standing === 'revoked')
        throw new AppError('WRONG_STATE', { detail: { entity: 'trusted_office', from: 'revoked' } });
      // Another office's key, or one with another half exchanged: no voice can vouch for that.
      if (store.byKey(card.signPublic) !== undefined) throw fieldFault('source', 'DUPLICATE');
      if (!sameFingerprint(fingerprint, fingerprintOf(card.signPublic, card.ageRecipient)))
        throw fieldFault('fingerprint');
      const now = clock.now();
      const id = ids.next();
      journal.run(headOf(context, 'trust.add', caller), (write) => {
        if (standing === 'renewed') {
          // What it signed before still counts; a key of its own that it did not replace by its signature stays.
          for (const row of store.ofOffice(card.officeId))
            if (row.revokedAt === null && row.validTo === null && card.previous.includes(row.signPublic))
              write.update('trusted_office', row.id, row.rev, { validTo: now });
        }
        write.insert('trusted_office', {
          id,
          officeId: card.officeId,
          name: card.name,
          level: card.level,
          relation,
          signPublic: card.signPublic,
          ageRecipient: card.ageRecipient,
          validFrom: card.madeAt,
          validTo: null,
          revokedAt: null,
          revokedReason: null,
          confirmedBy: session.personId(),
          confirmedAt: now,
        });
      });
      return shown(id);
    },
    'trust.update': ({ id, rev, patch }, caller) => {
      const row = current(found(store.get(id), 'trusted_office', id), rev, 'trusted_office');
      journal.run(headOf(context, 'trust.update', caller), (write) => {
        // An office stands to us as it stands, whichever of its keys is looked at.
        for (const one of store.ofOffice(row.officeId))
          write.update('trusted_office', one.id, one.rev, { relation: patch.relation });
      });
      return shown(id);
    },
    'trust.revoke': ({ id, rev, reason }, caller) => {
      const row = current(found(store.get(id), 'trusted_office', id), rev, 'trusted_office');
      if (row.revokedAt !== null)
        throw new AppError('WRONG_STATE', { detail: { entity: 'trusted_office', from: 'revoked' } });
      journal.run(headOf(context, 'trust.revoke', caller), (write) => {
        write.update('trusted_office', id, rev, { revokedAt: clock.now(), revokedReason: reason.trim() });
      });
      return shown(id);
    },
  };
}

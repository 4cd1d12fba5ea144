// Whose keys a person here has compared by voice. Rows are written through the journal by their service.
import type { Connection } from './sqlite.ts';
import type { Row } from './registry.ts';
import { prepareGet, readAll, readOne } from './stored.ts';

export type StoredTrustedOffice = Row<'trusted_office'>;

/**
 * What a signature of that office is worth: `expired` where the key was replaced before the moment it was used;
 * `unknown` where nobody here has compared it, or it was compared as another office's.
 */
export type SignerStanding =
  | { readonly standing: 'trusted' | 'expired' | 'revoked'; readonly row: StoredTrustedOffice }
  | { readonly standing: 'unknown'; readonly row: null };

export const trustedOfficeSql = {
  all: 'SELECT * FROM trusted_office ORDER BY name, office_id, valid_from DESC, id DESC',
  ofOffice: 'SELECT * FROM trusted_office WHERE office_id = ? ORDER BY valid_from DESC, id DESC',
  byKey: 'SELECT * FROM trusted_office WHERE sign_public = ?',
} as const;

/** A clock over there may go wrong by so much. */
const DAY = 86_400_000;

export function createTrustedOfficeStore(connection: Connection) {
  const get = prepareGet(connection, 'trusted_office');
  const all = connection.prepare(trustedOfficeSql.all);
  const ofOffice = connection.prepare(trustedOfficeSql.ofOffice);
  const byKey = connection.prepare(trustedOfficeSql.byKey);
  const ofThat = (officeId: string) => readAll<StoredTrustedOffice>('trusted_office', ofOffice, officeId);
  const keyed = (signPublic: string) => readOne<StoredTrustedOffice>('trusted_office', byKey, signPublic);
  return {
    get: (id: string) => readOne<StoredTrustedOffice>('trusted_office', get, id),
    all: () => readAll<StoredTrustedOffice>('trusted_office', all),
    /** All keys of one office, the latest first. */
    ofOffice: ofThat,
    byKey: keyed,
    /** The key that is written to: the latest that is neither revoked nor replaced. */
    current: (officeId: string) =>
      ofThat(officeId).find((row) => row.revokedAt === null && row.validTo === null),
    /** Whether that office's signature of that moment counts here. */
    signer(officeId: string, signPublic: string, at: number): SignerStanding {
      const row = keyed(signPublic);
      if (row === undefined || row.officeId !== officeId) return { standing: 'unknown', row: null };
      if (row.revokedAt !== null) return { standing: 'revoked', row };
      if (row.validTo !== null && at > row.validTo + DAY) return { standing: 'expired', row };
      return { standing: 'trusted', row };
    },
  };
}

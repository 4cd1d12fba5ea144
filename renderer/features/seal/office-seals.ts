// The trust list by office: the seal that counts, and the ones before it.
import type { TrustedOffice } from '../../../core/contract/exchange-keys.ts';

export interface OfficeSeals {
  /** The seal that is written to; of an office whose seals are all revoked, the latest. */
  readonly office: TrustedOffice;
  readonly earlier: readonly TrustedOffice[];
  readonly believed: boolean;
}

const order = { above: 0, below: 1, other: 2 } as const;

/** The level above first, then by name. */
export function officeSeals(rows: readonly TrustedOffice[]): readonly OfficeSeals[] {
  const byOffice = new Map<string, TrustedOffice[]>();
  for (const row of rows) {
    const known = byOffice.get(row.officeId);
    if (known === undefined) byOffice.set(row.officeId, [row]);
    else known.push(row);
  }
  const compare = new Intl.Collator('vi', { numeric: true }).compare;
  return [...byOffice.values()]
    .flatMap((seals) => {
      const sorted = seals.toSorted(
        (a, b) =>
          Number(b.current) - Number(a.current) ||
          Number(a.revokedAt !== null) - Number(b.revokedAt !== null) ||
          b.validFrom - a.validFrom,
      );
      const [office, ...earlier] = sorted;
      return office === undefined ? [] : [{ office, earlier, believed: office.revokedAt === null }];
    })
    .toSorted(
      (a, b) => order[a.office.relation] - order[b.office.relation] || compare(a.office.name, b.office.name),
    );
}

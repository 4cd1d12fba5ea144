// Which offices below are expected to send, and the last package of each whose content reaches a day.
import type { Connection } from './sqlite.ts';

export interface ExpectedOffice {
  readonly officeId: string;
  readonly name: string;
  readonly level: 'province' | 'district' | 'commune';
  /** Packages that wait for an earlier one. */
  readonly waiting: number;
}
export interface ArrivedPackage {
  readonly officeId: string;
  readonly id: string;
  readonly madeAt: number;
  readonly arrivedAt: number;
}

export const exchangeArrivalSql = {
  // Of several keys of one office the newest names it; an office whose last key was revoked is expected no more.
  expected: `SELECT trusted.office_id AS officeId, trusted.name, trusted.level,
      (SELECT count(*) FROM exchange_package package
        WHERE package.peer_office_id = trusted.office_id AND package.direction = 'in' AND package.state = 'held') AS waiting
    FROM trusted_office trusted
    WHERE trusted.relation = 'below' AND trusted.revoked_at IS NULL AND NOT EXISTS (
      SELECT 1 FROM trusted_office newer WHERE newer.office_id = trusted.office_id AND newer.revoked_at IS NULL
        AND (newer.valid_from, newer.id) > (trusted.valid_from, trusted.id))
    ORDER BY trusted.name, trusted.office_id`,
  // A complete package, and everything since, holds what was known when it was made, and nothing that happened after it
  // came, whatever the clock over there says; one of a period what its period holds. A single round tells nothing of a whole period.
  arrived: `SELECT package.id, package.peer_office_id AS officeId, package.made_at AS madeAt, package.arrived_at AS arrivedAt
    FROM exchange_package package
    WHERE package.peer_office_id = @office AND package.direction = 'in' AND package.state = 'merged'
      AND package.arrived_at IS NOT NULL AND package.arrived_at < @before
      AND ((package.kind IN ('complete', 'since') AND min(package.made_at, package.arrived_at) >= @reached)
        OR (package.kind = 'period' AND package.period_to >= @periodTo AND package.period_from <= @periodTo))
    ORDER BY package.arrived_at, package.seq`,
} as const;

export function createExchangeArrivalStore(connection: Connection) {
  const expected = connection.prepare(exchangeArrivalSql.expected);
  const arrived = connection.prepare(exchangeArrivalSql.arrived);
  return {
    expected: () => expected.all() as ExpectedOffice[],
    /** The first to arrive comes first. `reached`: content of this instant or later; `before`: arrived by then. */
    arrived: (
      officeId: string,
      asked: { readonly periodTo: string; readonly reached: number; readonly before: number },
    ) => arrived.all({ office: officeId, ...asked }) as ArrivedPackage[],
  };
}

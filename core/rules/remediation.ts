/**
 * The states of a recommendation after the round: one table of acts, and why an act is not possible now. Pure; the
 * database holds the same of verifying and closing (0050_afterwards.sql), whoever writes.
 */
import type { RecommendationStatus } from './due.ts';
import type { RecommendationEvent, RemediationAct, RemediationFault } from '../contract/remediation.ts';

const unsettled: readonly RecommendationStatus[] = ['open', 'in_progress', 'reported', 'returned'];

export interface Act {
  readonly from: readonly RecommendationStatus[];
  /** Null: the state stays. */
  readonly to: RecommendationStatus | null;
  readonly event: RecommendationEvent['kind'];
  /** Undo stops here: others rely on it, or a document stands behind it. */
  readonly barrier: boolean;
}

export const remediationActs: Readonly<Record<RemediationAct, Act>> = {
  start: { from: ['open', 'returned'], to: 'in_progress', event: 'started', barrier: false },
  report: { from: ['open', 'in_progress', 'returned'], to: 'reported', event: 'reported', barrier: false },
  return: { from: ['reported'], to: 'returned', event: 'returned', barrier: false },
  verify: { from: ['reported'], to: 'verified', event: 'verified', barrier: true },
  // What was closed by mistake comes back the same way as what was verified by mistake: with a reason, in the open.
  reopen: {
    from: ['verified', 'no_longer_applicable'],
    to: 'in_progress',
    event: 'reopened',
    barrier: true,
  },
  close: { from: unsettled, to: 'no_longer_applicable', event: 'closed', barrier: true },
  extend: { from: unsettled, to: null, event: 'extended', barrier: false },
  carryOver: { from: unsettled, to: null, event: 'carried_over', barrier: false },
  transfer: { from: unsettled, to: 'transferred', event: 'transferred', barrier: false },
};
export const remediationActNames = Object.keys(remediationActs) as RemediationAct[];

export interface RemediationFacts {
  readonly status: RecommendationStatus;
  readonly agencyId: string | null;
  readonly dueOn: string | null;
  /** Who entered that it was done; null where nobody is known. */
  readonly reportedBy: string | null;
  readonly reportedOn: string | null;
  /** The days of its proofs. */
  readonly provedOn: readonly string[];
  /** Of this office. */
  readonly isOurs: boolean;
  /** Whoever took over from its agency, where that ended. */
  readonly hasHeirs: boolean;
}
export interface Acting {
  readonly personId: string;
  /** Active people of that person's office. */
  readonly people: number;
  /** The day that the act is of. */
  readonly on: string;
}

/** Null where it may be done. */
export function actFault(act: RemediationAct, facts: RemediationFacts, by: Acting): RemediationFault | null {
  if (!facts.isOurs) return 'other_office';
  if (!remediationActs[act].from.includes(facts.status)) return 'state';
  if (act === 'verify') return verifyFault(facts, by);
  if (act === 'transfer') {
    if (facts.agencyId === null) return 'no_agency';
    return facts.hasHeirs ? null : 'no_heir';
  }
  return null;
}

function verifyFault(facts: RemediationFacts, by: Acting): RemediationFault | null {
  if (facts.reportedBy === null || facts.reportedOn === null) return 'no_report';
  if (by.people >= 2 && by.personId === facts.reportedBy) return 'same_person';
  if (facts.provedOn.length === 0) return 'no_proof';
  return facts.provedOn.some((day) => day <= by.on) ? null : 'proof_later';
}

export interface Move {
  readonly status: RecommendationStatus;
  readonly reportedOn: string | null;
  readonly reportedBy: string | null;
  readonly verifiedOn: string | null;
  readonly verifiedBy: string | null;
}

/**
 * The columns after the act. Who reported and who verified stand in the row only while its state says so: starting or
 * reopening begins anew, what is returned still says who had reported it.
 */
export function moved(
  act: RemediationAct,
  row: Pick<Move, 'status' | 'reportedOn' | 'reportedBy'>,
  by: Pick<Acting, 'personId' | 'on'>,
): Move {
  const status = remediationActs[act].to ?? row.status;
  const nothing = { verifiedOn: null, verifiedBy: null };
  switch (act) {
    case 'start':
    case 'reopen':
      return { status, reportedOn: null, reportedBy: null, ...nothing };
    case 'report':
      return { status, reportedOn: by.on, reportedBy: by.personId, ...nothing };
    case 'verify':
      return {
        status,
        reportedOn: row.reportedOn,
        reportedBy: row.reportedBy,
        verifiedOn: by.on,
        verifiedBy: by.personId,
      };
    case 'return':
    case 'close':
    case 'extend':
    case 'carryOver':
    case 'transfer':
      return { status, reportedOn: row.reportedOn, reportedBy: row.reportedBy, ...nothing };
  }
}

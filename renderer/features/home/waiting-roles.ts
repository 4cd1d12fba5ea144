// Whose work it is that waits: by the act that moves it on, in the table of permissions. Pure.
import type { Waiting } from '../../../core/contract/pictures.ts';
import { type Action, type Actor, rolesOf } from '../../../core/rules/permissions.ts';

const actOf: Readonly<Record<Waiting['key'], readonly Action[]>> = {
  for_signature: ['sign', 'number'],
  drafts: ['papers'],
  to_verify: ['verify'],
  overdue: ['papers', 'decide'],
  due_7: ['papers', 'decide'],
  reports_due: ['periodic'],
  agency_reports_late: ['incoming'],
  remarks: ['inspect'],
  visits_week: ['inspect'],
  self_reports_late: ['incoming'],
  handouts: ['planning'],
};

/** Nobody known, or alone at the office: everything is theirs. */
export function isFor(actor: Actor | null, key: Waiting['key']): boolean {
  if (actor === null || actor.isAlone) return true;
  return actOf[key].some((action) => rolesOf[action].includes(actor.role));
}

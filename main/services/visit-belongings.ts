/** What hangs on one visit and goes with it, whether the visit alone is deleted or its whole round. */
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import { removeEvidenceOfVisit } from './evidence.ts';
import { removeHandoutsOfVisit } from './handouts.ts';
import { removeProceduresOfVisit } from './procedures.ts';
import { removeExplanation } from './remarks.ts';
import { removeSamplesOf } from './samples.ts';
import { removeSelfReportOf } from './self-reports-write.ts';

/** Before its findings, recommendations and the visit itself: what is linked to them lets go here. */
export function removeBelongings(write: Writer, stores: Stores, visitId: string): void {
  for (const one of stores.answers.ofVisit(visitId)) write.remove('answer', one.id, null);
  for (const one of stores.programme.ofVisit(visitId)) write.remove('programme_item', one.id, null);
  removeSelfReportOf(write, stores, visitId);
  removeHandoutsOfVisit(write, stores, visitId);
  removeEvidenceOfVisit(write, stores, visitId);
  removeExplanation(write, stores, visitId);
  removeSamplesOf(write, stores, visitId);
  removeProceduresOfVisit(write, stores, visitId);
}

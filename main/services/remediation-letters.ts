/** What the office does about what is still owed: letters to every agency with something overdue, and visits to look. */
import type { Caller, Output, Parsed } from '../../core/contract/index.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import type { Progress } from '../work/work.ts';
import { fieldFault, found, headOf, owned, referred, type ServiceContext } from './context.ts';
import { agenciesToRemind, columnsOf } from './document-round.ts';
import { insertPaper, showDocument } from './documents.ts';
import { copyPlan, dayOfYear } from './plan-copy.ts';
import { versionFor } from './visits.ts';

/** So many letters are drafted before anybody notices. */
const AT_ONCE = 12;

interface LetterOrder {
  readonly plan: StoredPlan;
  readonly visit: ListedVisit;
  readonly visits: readonly ListedVisit[];
}

/** Every agency of every round asked for that is to be reminded, and no letter under way. */
function lettersToWrite(
  { stores, session }: ServiceContext,
  { planId, agencyIds, today }: Parsed<'remediation.remind'>,
): LetterOrder[] {
  const wanted = agencyIds === undefined ? null : new Set(agencyIds);
  const plans =
    planId === undefined ? stores.plans.list({}) : [found(stores.plans.get(planId), 'plan', planId)];
  return plans.flatMap((plan): LetterOrder[] => {
    if (plan.originOfficeId !== session.officeId() || plan.status === 'cancelled') return [];
    const late = agenciesToRemind(stores, plan.id, today);
    if (late.size === 0) return [];
    const visits = stores.visits.list(plan.id);
    return visits
      .filter(
        (visit) =>
          isVisitInRound(visit) &&
          late.has(visit.agencyId) &&
          (wanted === null || wanted.has(visit.agencyId)) &&
          stores.documents.open(plan.id, 'reminder', columnsOf({ kind: 'reminder', visit })) === undefined,
      )
      .map((visit) => ({ plan, visit, visits }));
  });
}

export function remind(
  context: ServiceContext,
  input: Parsed<'remediation.remind'>,
  caller: Caller,
): Output<'remediation.remind'> | Promise<Output<'remediation.remind'>> {
  const { stores, journal, work } = context;
  if (input.planId !== undefined) owned(context, stores.plans.get(input.planId), 'plan', input.planId);
  const run = (progress?: Progress) => {
    const orders = lettersToWrite(context, input);
    const created = journal.run(headOf(context, 'remediation.remind', caller), (write) =>
      orders.map(({ plan, visit, visits }, index) => {
        progress?.step(index, orders.length);
        return insertPaper(context, write, plan, { kind: 'reminder', visit, visits, asOf: input.today });
      }),
    );
    return created.map((id) => showDocument(found(stores.documents.get(id), 'document', id)));
  };
  return lettersToWrite(context, input).length <= AT_ONCE
    ? run()
    : work.beside({ method: 'remediation.remind', input, caller }, run);
}

export function planFollowUp(
  context: ServiceContext,
  { agencyIds, target }: Parsed<'remediation.planFollowUp'>,
  caller: Caller,
): Output<'remediation.planFollowUp'> {
  const { stores, journal, ids, clock } = context;
  const wanted = [...new Set(agencyIds)];
  for (const [index, id] of wanted.entries()) referred(stores.agencies.get(id), `agencyIds.${index}`);
  const isNew = !('planId' in target);
  const sourceId = isNew ? target.copySettingsFrom : target.planId;
  const known = isNew
    ? found(stores.plans.get(sourceId), 'plan', sourceId)
    : owned(context, stores.plans.get(sourceId), 'plan', sourceId);
  if (!isNew && (known.status === 'closed' || known.status === 'cancelled')) {
    throw fieldFault('target.planId', 'WRONG_STATE');
  }
  const planId = isNew ? ids.next() : known.id;
  // In a round that is there, the name of its time; in a new one, of its year as far as it is known today.
  const day = isNew ? dayOfYear(target.year, clock.today()) : null;
  const leftOut: string[] = [];
  const visitIds = journal.run(headOf(context, 'remediation.planFollowUp', caller), (write) => {
    if (isNew) {
      copyPlan(context, write, {
        source: known,
        id: planId,
        year: target.year,
        title: target.title,
        keep: { teams: true, members: true, agencies: false, grounds: true, programmes: false },
      });
    }
    let ordinal = isNew ? 1 : stores.visits.nextOrdinal(planId);
    return wanted.flatMap((agencyId): string[] => {
      const isThere = !isNew && stores.visits.find(planId, agencyId) !== undefined;
      const version =
        day === null ? versionFor(stores, known, agencyId, null) : stores.agencies.inForceOn(agencyId, day);
      if (isThere || version === undefined) {
        leftOut.push((stores.agencies.versionOn(agencyId, null)?.name ?? agencyId).slice(0, 300));
        return [];
      }
      const id = ids.next();
      write.insert('visit', {
        id,
        planId,
        agencyId,
        agencyVersionId: version.id,
        ordinal,
        status: 'planned',
        isFollowUp: true,
      });
      ordinal += 1;
      return [id];
    });
  });
  return { planId, visitIds, leftOut };
}

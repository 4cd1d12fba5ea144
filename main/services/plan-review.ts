/** What is still to be done or looked at before a plan is signed, and how much of the agencies it reaches. */
import type { Coverage, PlanReview, PlanTodo } from '../../core/contract/plans.ts';
import { coverageOf, reachesTarget } from '../../core/rules/coverage.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { type CheckedText, findLeftovers, type LeftoverFacts } from '../../core/rules/leftovers.ts';
import { groundWarnings } from '../../core/rules/legal.ts';
import { teamWarnings } from '../../core/rules/team-check.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredCriteriaSet } from '../../db/criteria.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import type { ServiceContext } from './context.ts';
import { dayOfYear } from './plan-copy.ts';
import { showTeams, teamCheckFacts } from './teams.ts';

/** A day of the round: its first one, else its document's, else one of its year. */
function dayOf(plan: StoredPlan, today: string): string {
  return plan.startsOn ?? plan.documentDate ?? dayOfYear(plan.year, today);
}

export function coverageOfPlan({ stores, clock }: ServiceContext, plan: StoredPlan): Coverage {
  const on = dayOf(plan, clock.today());
  const inspected = stores.visits
    .list(plan.id)
    .filter(isVisitInRound)
    .map(({ agencyId, agencyKind, unnamed }) => ({ id: agencyId, kind: agencyKind, unnamed }));
  return coverageOf({
    target: plan.coverageTarget,
    teamsComplete: plan.teamsComplete,
    inspected,
    inForce: inspected.length === 0 ? [] : stores.plans.agenciesInForce(on, plan.originOfficeId),
    on,
  });
}

export function reviewPlan(context: ServiceContext, plan: StoredPlan): PlanReview {
  const { stores, clock } = context;
  const today = clock.today();
  const visits = stores.visits.list(plan.id).filter(isVisitInRound);
  const leftovers = findLeftovers(textsOf(context, plan, visits), leftoverFacts(context, plan, visits));
  // What is signed today stands on what holds today.
  const grounds = groundWarnings(plan.legalGrounds, stores.legal.list(), plan.documentDate ?? today);
  const endedAgencies = endedOf(context, plan, visits);
  return {
    todo: todosOf(context, plan, visits, {
      leftovers: leftovers.length,
      grounds: grounds.length,
      ended: endedAgencies.length,
    }),
    leftovers,
    grounds,
    endedAgencies,
  };
}

/** Looked at from today, where the round's own day has passed: a round that is copied names what has ended since. */
function endedOf(
  { stores, clock }: ServiceContext,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
): PlanReview['endedAgencies'] {
  const today = clock.today();
  const own = dayOf(plan, today);
  const on = own > today ? own : today;
  return visits
    .filter(({ agencyId }) => stores.agencies.inForceOn(agencyId, on) === undefined)
    .map(({ id, agencyId, agencyName }) => ({
      visitId: id,
      agencyId,
      name: agencyName,
      successors: stores.successions
        .ofPredecessor(agencyId)
        .filter(({ succession }) => succession.effectiveOn <= on)
        .flatMap(({ succession: { successorId }, successorName }) =>
          successorId === null ? [] : [{ id: successorId, name: successorName ?? '' }],
        ),
    }));
}

/** Everything that is printed or sent. Notes are the office's own, the source's text is somebody else's. */
function textsOf(
  { stores }: ServiceContext,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
): CheckedText[] {
  const teams = showTeams(stores, stores.teams.ofPlan(plan.id));
  const forms = new Set(teams.map(({ form }) => form));
  const [only] = forms.size === 1 ? forms : [];
  const form = only ?? null;
  const texts: CheckedText[] = [];
  const add = (
    table: CheckedText['table'],
    rowId: string,
    fields: Readonly<Record<string, string | null>>,
    ownForm: CheckedText['form'] = form,
  ) => {
    for (const [field, text] of Object.entries(fields)) {
      if (text !== null && text.trim() !== '') texts.push({ table, rowId, field, text, form: ownForm });
    }
  };
  const { title, subject, contents, remediationDemand, reportBackTo } = plan;
  add('plan', plan.id, { title, subject, contents, remediationDemand, reportBackTo });
  for (const [index, ground] of plan.legalGrounds.entries()) {
    add('plan', plan.id, { [`legalGrounds.${String(index)}`]: ground });
  }
  for (const team of teams) {
    add('team', team.id, { name: team.name, decisionSubject: team.decisionSubject }, team.form);
    for (const { id, position, body, rankText } of team.members) {
      add('team_member', id, { position, body, rankText }, team.form);
    }
  }
  for (const { id, body, wish } of stores.nominations.ofPlan(plan.id)) add('nomination', id, { body, wish });
  for (const { id, location } of visits) add('visit', id, { location });
  for (const { id, text, dueNote } of stores.recommendations.ofPlan(plan.id)) {
    add('recommendation', id, { text, dueNote });
  }
  for (const document of stores.documents.wholeOfPlan(plan.id)) {
    if (document.status !== 'draft') continue;
    add('document', document.id, { subject: document.subject });
    for (const block of document.content.blocks) add('document', document.id, { content: block.text });
  }
  return texts;
}

function numberOf(number: string | null, symbol: string | null): string[] {
  return number === null || symbol === null || number.trim() === '' || symbol.trim() === ''
    ? []
    : [`${number.trim()}/${symbol.trim()}`];
}

function leftoverFacts(
  { stores, clock }: ServiceContext,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
): LeftoverFacts {
  const source = plan.copiedFromId === null ? undefined : stores.plans.get(plan.copiedFromId);
  const paperNumbers = (of: StoredPlan) => [
    ...numberOf(of.number, of.symbol),
    ...stores.teams.ofPlan(of.id).flatMap((team) => numberOf(team.decisionNumber, team.decisionSymbol)),
  ];
  const own = new Set(paperNumbers(plan));
  const here = new Set(visits.map(({ agencyId }) => agencyId));
  const inForce = stores.agencies.namedOn(dayOf(plan, clock.today()), plan.originOfficeId);
  const present = new Set(inForce.map(({ name }) => name));
  const names = (...all: readonly (string | null)[]) => all.filter((name) => name !== null);
  const left = (source === undefined ? [] : stores.visits.list(source.id)).filter(
    ({ agencyId }) => !here.has(agencyId),
  );
  const leftIds = new Set(left.map(({ agencyId }) => agencyId));
  const absent = left
    .flatMap(({ agencyName, agencyShortName }) => names(agencyName, agencyShortName))
    .map((name) => ({ name, expected: null }));
  const former = stores.plans
    .formerNames(dayOf(plan, clock.today()))
    .flatMap(({ name, shortName, presentName }) =>
      names(name, shortName).map((one) => ({ name: one, expected: presentName })),
    )
    .filter(({ name }) => !present.has(name));
  const periods = [plan.reviewPeriodFrom, plan.reviewPeriodTo].filter((day) => day !== null);
  return {
    year: plan.year,
    reviewYears: periods.map((day) => Number(day.slice(0, 4))),
    oldNumbers: source === undefined ? [] : paperNumbers(source).filter((number) => !own.has(number)),
    foreignNames: [...absent, ...former],
    // Those of the round are right; so is any longer name in force that only begins like a foreign one.
    ownNames: [
      ...visits.flatMap(({ agencyName, agencyShortName }) => names(agencyName, agencyShortName)),
      ...inForce.filter(({ id }) => !leftIds.has(id)).map(({ name }) => name),
    ],
  };
}

const deadlineKeys = [
  'scheduleNotice',
  'selfReport',
  'minutes',
  'memberReport',
  'explanation',
  'notice',
  'remediation',
] as const;

/** In force, and with the domains that the year inspects by. */
function isOfSeason(set: Pick<StoredCriteriaSet, 'status' | 'domainSet'>, year: number | null): boolean {
  return set.status === 'in_force' && (year === null || set.domainSet === domainSetOfYear(year));
}

function todosOf(
  context: ServiceContext,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
  counts: { readonly leftovers: number; readonly grounds: number; readonly ended: number },
): PlanTodo[] {
  const { stores } = context;
  const teams = stores.teams.ofPlan(plan.id);
  const members = stores.teams.members(teams.map(({ id }) => id)).length;
  const warnings = teamWarnings(teamCheckFacts(context, plan.id)).length;
  const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
  const undecided = teams.filter((team) => team.decisionNumber === null || team.decisionDate === null).length;
  const unplaced = visits.filter(({ startsOn }) => startsOn === null).length;
  const openDeadlines = deadlineKeys.filter((key) => plan.deadlines[key] === undefined).length;
  const coverage = coverageOfPlan(context, plan);
  const source = plan.copiedFromId === null ? undefined : stores.plans.get(plan.copiedFromId);

  const line = (key: PlanTodo['key'], state: PlanTodo['state'], count: number | null = null): PlanTodo => ({
    key,
    state,
    count,
  });
  /** Of two facts: both known, one, none. */
  const pair = (first: unknown, second: unknown): PlanTodo['state'] =>
    first !== null && second !== null ? 'done' : first === null && second === null ? 'todo' : 'look';
  const counted = (key: PlanTodo['key'], state: 'todo' | 'look', count: number) =>
    count === 0 ? line(key, 'done') : line(key, state, count);

  const period =
    plan.reviewPeriodText !== null && plan.reviewPeriodText.trim() !== ''
      ? 'done'
      : pair(plan.reviewPeriodFrom, plan.reviewPeriodTo);
  return [
    line('title', source !== undefined && source.title === plan.title ? 'look' : 'done'),
    line('issuer', pair(plan.issuerId, plan.noticeIssuerId)),
    line('number_date', pair(plan.number, plan.documentDate)),
    line('period', pair(plan.startsOn, plan.endsOn)),
    line('review_period', period),
    plan.legalGrounds.length === 0 ? line('grounds', 'todo') : counted('grounds', 'look', counts.grounds),
    line('criteria_set', set === undefined ? 'todo' : isOfSeason(set, plan.year) ? 'done' : 'look'),
    visits.length === 0 ? line('agencies', 'todo') : counted('agencies', 'look', counts.ended),
    line('coverage', visits.length === 0 ? 'todo' : reachesTarget(coverage) === true ? 'done' : 'look'),
    teams.length === 0 ? line('team_decisions', 'todo') : counted('team_decisions', 'todo', undecided),
    members === 0 ? line('members', 'todo') : counted('members', 'look', warnings),
    visits.length === 0 ? line('schedule', 'todo') : counted('schedule', 'todo', unplaced),
    openDeadlines === deadlineKeys.length
      ? line('deadlines', 'todo')
      : counted('deadlines', 'look', openDeadlines),
    line('report_back', pair(plan.reportBackTo, plan.reportBackDueOn)),
    counted('leftovers', 'look', counts.leftovers),
  ];
}

/**
 * Figures that can be taken over into the answers of a visit: read from the statistics, the comparison of procedures, the
 * samples, the agency's annual plan and its earlier recommendations, and written as answers that say where they are from.
 */
import type { DerivedFigure, desk } from '../../core/contract/desk.ts';
import { derivedFigure } from '../../core/contract/desk.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { AnswerSource } from '../../core/contract/visits.ts';
import {
  codedOffers,
  derivedFigures,
  type Offer,
  recommendationOffers,
  remedied,
  reportBackOffers,
  reportedBackInTime,
  reportingOffers,
  statisticsOffers,
  taskOffers,
} from '../../core/rules/derived-figures.ts';
import { shortDay } from '../../core/rules/format.ts';
import { periodDays } from '../../core/rules/one-stop-periods.ts';
import { isEarlierRound } from '../../core/rules/previous-answers.ts';
import { procedureFigures } from '../../core/rules/procedure-figures.ts';
import { paperDay, paperState } from '../../core/rules/remediation-papers.ts';
import { reportingDiscipline } from '../../core/rules/report-board.ts';
import { sampleFigures } from '../../core/rules/sample-figures.ts';
import { createLineage } from '../../core/rules/succession.ts';
import { taskFigures } from '../../core/rules/task-figures.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { checkAnswer, writeAnswer } from './answers-write.ts';
import { fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { compareForVisit } from './procedures.ts';
import { calendarOfOffice } from './period-report-figures.ts';
import { paperDueOn } from './remediation-agencies.ts';
import { samplesOfVisit } from './samples.ts';
import { settingsOf } from './settings.ts';
import { reportForVisit } from './statistics.ts';
import { applicableCriteria } from './visits.ts';

/** The day to count on: the visit's last, else the round's, else today. */
export function dayOfVisit({ clock }: Pick<ServiceContext, 'clock'>, visit: ListedVisit, plan: StoredPlan) {
  return visit.endsOn ?? visit.startsOn ?? plan.endsOn ?? clock.today();
}

/** "II.06a · 15/12/2021–14/3/2022". */
export function reportLabel(report: { readonly periodFrom: string; readonly periodTo: string }): string {
  return `II.06a · ${periodDays({ from: report.periodFrom, to: report.periodTo })}`;
}

function taskSource(
  context: ServiceContext,
  visit: ListedVisit,
  plan: StoredPlan,
): readonly [AnswerSource, ReturnType<typeof taskFigures>] | null {
  const { stores } = context;
  const on = dayOfVisit(context, visit, plan);
  const year = plan.year ?? Number(on.slice(0, 4));
  const plans = stores.tasks.plansOfAgency(visit.agencyId).filter((one) => one.year === year);
  const [first] = plans;
  if (first === undefined) return null;
  const figures = taskFigures(stores.tasks.tasks(plans.map(({ id }) => id)), on);
  const label = `${first.title} · tính đến ${shortDay(on)}`;
  return [{ source: 'plan tasks', id: plans.length === 1 ? first.id : null, label: cut(label) }, figures];
}

/** What earlier rounds recommended to the agency and to what it was made of; a round's own day where one has none. */
function recommendationSource(
  context: ServiceContext,
  visit: ListedVisit,
  plan: StoredPlan,
): readonly [AnswerSource, ReturnType<typeof remedied>] | null {
  const { stores } = context;
  const now = { year: plan.year, day: visit.startsOn ?? plan.startsOn ?? plan.documentDate };
  const on = dayOfVisit(context, visit, plan);
  const lineage = createLineage(stores.successions.links(), now.day);
  const agencies = [visit.agencyId, ...lineage.predecessorsOf(visit.agencyId)];
  const rounds = new Map<string, StoredPlan | undefined>();
  const roundOf = (id: string) => {
    if (!rounds.has(id)) rounds.set(id, stores.plans.get(id));
    return rounds.get(id);
  };
  const earlier = agencies
    .flatMap((agencyId) => stores.recommendations.list({ agencyId }))
    .flatMap(({ recommendation }) => {
      const round = roundOf(recommendation.planId);
      if (round === undefined || round.id === plan.id) return [];
      const time = { year: round.year, day: round.startsOn ?? round.documentDate };
      if (!isEarlierRound(time, now)) return [];
      const { status, verifiedOn } = recommendation;
      return [{ status, verifiedOn, dueOn: recommendation.dueOn ?? round.reportBackDueOn }];
    });
  const figures = remedied(earlier, on);
  if (figures.due === 0) return null;
  return [
    { source: 'recommendations', id: null, label: `Kiến nghị các đợt trước · tính đến ${shortDay(on)}` },
    figures,
  ];
}

/**
 * The agency's own report on what the last earlier round recommended to it or to what it was made of, as it stood on the
 * day of the visit. By the day that the office counts "on time" by.
 */
function reportBackSource(
  context: ServiceContext,
  visit: ListedVisit,
  plan: StoredPlan,
): readonly [AnswerSource, 'yes' | 'no'] | null {
  const { stores } = context;
  const now = { year: plan.year, day: visit.startsOn ?? plan.startsOn ?? plan.documentDate };
  const on = dayOfVisit(context, visit, plan);
  const lineage = createLineage(stores.successions.links(), now.day);
  const asked = [visit.agencyId, ...lineage.predecessorsOf(visit.agencyId)].flatMap((agencyId) =>
    [
      ...new Set(
        stores.recommendations
          .list({ agencyId })
          .flatMap(({ recommendation: { planId, status } }) => (status === 'transferred' ? [] : [planId])),
      ),
    ].map((planId) => ({ agencyId, round: found(stores.plans.get(planId), 'plan', planId) })),
  );
  const timeOf = (round: StoredPlan) => ({ year: round.year, day: round.startsOn ?? round.documentDate });
  const earlier = asked.filter(({ round }) => round.id !== plan.id && isEarlierRound(timeOf(round), now));
  const last = earlier.reduce<StoredPlan | null>(
    (newest, { round }) =>
      newest === null || isEarlierRound(timeOf(newest), timeOf(round)) ? round : newest,
    null,
  );
  if (last === null) return null;
  const { onTimeBy } = settingsOf(stores);
  const states = earlier
    .filter(({ round }) => round.id === last.id)
    .map(({ agencyId }) => {
      const dueOn = paperDueOn(context, { planId: last.id, agencyId, kind: 'report' });
      const known = stores.remediation.papers({ planId: last.id, agencyId }).filter((paper) => {
        const day = paperDay(paper, onTimeBy);
        return paper.kind === 'report' && (day === null || day <= on);
      });
      return paperState(known.at(-1) ?? null, dueOn, on, onTimeBy);
    });
  const choice = reportedBackInTime(states);
  if (choice === null) return null;
  const label = cut(`Báo cáo khắc phục theo ${last.title} · tính đến ${shortDay(on)}`);
  return [{ source: 'recommendations', id: null, label }, choice];
}

/** The periodic reports that the agency owed this office for periods that ended in the time that is looked at. */
function reportingSource(
  context: ServiceContext,
  visit: ListedVisit,
  plan: StoredPlan,
): readonly [AnswerSource, ReturnType<typeof reportingDiscipline>] | null {
  const { stores, session } = context;
  const today = dayOfVisit(context, visit, plan);
  const from = plan.reviewPeriodFrom ?? `${String(plan.year ?? today.slice(0, 4))}-01-01`;
  const to = plan.reviewPeriodTo ?? today;
  const officeId = session.officeId();
  const owed = stores.periodReports.owedBy(visit.agencyId, officeId, { from, to });
  const { onTimeBy } = settingsOf(stores);
  const figures = reportingDiscipline(owed, calendarOfOffice(stores, officeId), { onTimeBy, today });
  if (figures.required === 0) return null;
  const id = owed.length === 1 ? (owed[0]?.periodReportId ?? null) : null;
  const label = `Báo cáo định kỳ từ ${shortDay(from)} đến ${shortDay(to)}`;
  return [{ source: 'periodic reports', id, label }, figures];
}

const sampleSources = {
  dossiers: 'dossier sample',
  incoming: 'document sample',
  outgoing: 'document sample',
} as const;

function sampleOffers(
  context: ServiceContext,
  visitId: string,
  criteria: Parameters<typeof codedOffers>[0],
): Offer[] {
  const samples = samplesOfVisit(context, visitId);
  return sampleFigures(samples).flatMap(({ criterion, numerator, denominator, sampleIds }) => {
    const used = samples.filter(({ id }) => sampleIds.includes(id));
    const [first] = used;
    if (criterion === null || first === undefined) return [];
    const from: AnswerSource = {
      source: sampleSources[first.kind],
      id: used.length === 1 ? first.id : null,
      label: cut(used.map(({ title }) => title).join('; ')),
    };
    const formula =
      first.kind === 'dossiers' ? 'hồ sơ đạt / hồ sơ chọn mẫu' : 'văn bản đạt / văn bản chọn mẫu';
    const figure = { code: criterion, formula, numerator, denominator, count: null, choice: null };
    return codedOffers(criteria, from, [figure]);
  });
}

const cut = (label: string) => (label.length > 300 ? `${label.slice(0, 297)}…` : label);

/** Every figure that answers a criterion of the visit, with where it comes from. */
export function derivedOf(context: ServiceContext, visitId: string) {
  const { stores } = context;
  const visit = found(stores.visits.listed(visitId), 'visit', visitId);
  const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
  const criteria = applicableCriteria(stores, plan, visit.agencyKind);
  const named = new Set(criteria.flatMap(({ derivedFrom }) => (derivedFrom === null ? [] : [derivedFrom])));
  // A set that takes nothing from anywhere costs nothing.
  if (named.size === 0) return { visit, plan, criteria, figures: [] };
  const offers: Offer[] = [];
  const report = reportForVisit(context, visitId);
  if (report !== null) {
    const from = { source: 'II.06a' as const, id: report.report.id, label: reportLabel(report.report) };
    offers.push(...statisticsOffers(criteria, { from, indicators: report.indicators }));
  }
  const comparison = compareForVisit(context, visitId);
  if (comparison.list !== null) {
    const from = { source: 'procedures' as const, id: comparison.list.id, label: cut(comparison.list.title) };
    offers.push(...codedOffers(criteria, from, procedureFigures(comparison)));
  }
  offers.push(...sampleOffers(context, visitId, criteria));
  const tasks = taskSource(context, visit, plan);
  if (tasks !== null) offers.push(...taskOffers(criteria, ...tasks));
  const recommendations = recommendationSource(context, visit, plan);
  if (recommendations !== null) offers.push(...recommendationOffers(criteria, ...recommendations));
  const reportBack = reportBackSource(context, visit, plan);
  if (reportBack !== null) offers.push(...reportBackOffers(criteria, ...reportBack));
  const reports = reportingSource(context, visit, plan);
  if (reports !== null) offers.push(...reportingOffers(criteria, ...reports));
  const figures = derivedFigures(criteria, stores.answers.ofVisit(visitId), offers);
  return { visit, plan, criteria, figures };
}

export function createDerivedService(
  context: ServiceContext,
): Pick<HandlersOf<typeof desk>, 'derived.list' | 'derived.take'> {
  const { stores, journal, ids } = context;
  return {
    'derived.list': ({ visitId }): DerivedFigure[] =>
      derivedOf(context, visitId).figures.map((figure) => shaped(derivedFigure, figure)),
    'derived.take': ({ visitId, criterionIds }, caller) => {
      owned(context, stores.visits.get(visitId), 'visit', visitId);
      const { figures, criteria } = derivedOf(context, visitId);
      const asked = [...new Set(criterionIds)].map((criterionId, index) => {
        const figure = figures.find((one) => one.criterionId === criterionId);
        const criterion = criteria.find((one) => one.id === criterionId);
        if (figure === undefined || criterion === undefined) {
          throw fieldFault(`criterionIds.${String(index)}`, 'NOT_FOUND');
        }
        const { numerator, denominator, count, choice, from } = figure;
        const patch =
          criterion.answerType === 'percentage'
            ? { notApplicable: false, numerator, denominator }
            : criterion.answerType === 'count'
              ? { notApplicable: false, count }
              : { notApplicable: false, choice };
        const present = stores.answers.find(visitId, criterionId);
        checkAnswer(criterion, present, patch, `criterionIds.${String(index)}`);
        return { criterionId, patch, derived: from, present, same: figure.same };
      });
      // What says so already and knows where it is from needs no writing.
      const changing = asked.filter(
        ({ same, present, derived }) => !same || present?.derived?.source !== derived.source,
      );
      if (changing.length === 0) return { changed: 0 };
      journal.run(headOf(context, 'derived.take', caller), (write) => {
        for (const { criterionId, patch, derived, present } of changing) {
          writeAnswer(write, stores, ids, {
            visitId,
            criterionId,
            patch,
            derived,
            present: present ?? null,
          });
        }
      });
      return { changed: changing.length };
    },
  };
}

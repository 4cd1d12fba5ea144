/**
 * One-stop statistics: the forms of agencies, what does not add up in them, their indicators, the one that answers a
 * visit, and where an indicator begins to be a limitation.
 */
import { hash } from 'node:crypto';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Output } from '../../core/contract/index.ts';
import {
  type IndicatorKey,
  indicatorKeys,
  type StatisticsDetail,
  type statistics,
  type StatisticsLine,
  statisticsLine,
  type StatisticsReport,
  statisticsReport,
  threshold,
} from '../../core/contract/statistics.ts';
import {
  carryExplanations,
  checksOf,
  type PreviousTotals,
  sumsOf,
  totalsOf,
} from '../../core/rules/one-stop-checks.ts';
import { formOn } from '../../core/rules/one-stop-form.ts';
import { criterionFor, indicatorsOf, limitOfCriterion } from '../../core/rules/one-stop-indicators.ts';
import { dayBefore, sharedDays } from '../../core/rules/one-stop-periods.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredReport } from '../../db/statistics.ts';
import type { Stores } from '../../db/stores.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { statisticsFileName, statisticsWorkbook } from './statistics-workbook.ts';

type Context = Pick<ServiceContext, 'stores'>;

/** The agency under its name in that period. */
function agencyName(stores: Pick<Stores, 'agencies'>, row: StoredReport): string {
  return stores.agencies.versionOn(row.agencyId, row.periodTo)?.name ?? '';
}

function showReport(stores: Pick<Stores, 'agencies'>, row: StoredReport): StatisticsReport {
  return shaped(statisticsReport, { ...row, agencyName: agencyName(stores, row) });
}

function previousOf({ stores }: Context, row: StoredReport): StoredReport | undefined {
  const previous = stores.statistics.endingOn(row, dayBefore(row.periodFrom));
  return previous?.id === row.id ? undefined : previous;
}

function pendingOf({ stores }: Context, row: StoredReport | undefined): PreviousTotals | null {
  if (row === undefined) return null;
  const lines = stores.statistics.linesOf([row.id]).get(row.id) ?? [];
  return { pendingTotal: totalsOf(lines).pendingTotal };
}

/** A report with everything that is made of it. */
export function detailOf(context: Context, row: StoredReport): StatisticsDetail {
  const { stores } = context;
  const lines = stores.statistics.lines(row.id).map((line) => shaped(statisticsLine, line));
  const previous = previousOf(context, row);
  const totals = pendingOf(context, previous);
  const { counts, explanations, serviceEra } = row;
  return {
    report: showReport(stores, row),
    lines,
    sums: { ...sumsOf(lines) },
    checks: checksOf(lines, counts, { era: serviceEra, previous: totals, explanations }),
    indicators: indicatorsOf(lines, counts, serviceEra),
    previous:
      previous === undefined
        ? null
        : {
            id: previous.id,
            periodFrom: previous.periodFrom,
            periodTo: previous.periodTo,
            pendingTotal: totals?.pendingTotal ?? null,
          },
  };
}

interface Answering {
  readonly chosenId: string | null;
  readonly row: StoredReport | undefined;
  readonly candidates: readonly StoredReport[];
}

/**
 * Which report answers a visit: the one that a person chose; else the agency's that covers most of the round's review
 * period (of equals the nearer in length, then the later); else the newest that ends before the visit's first day.
 */
function answering({ stores }: Context, visitId: string): Answering {
  const visit = found(stores.visits.get(visitId), 'visit', visitId);
  const candidates = stores.statistics.list({ agencyId: visit.agencyId, from: null, to: null });
  const chosenId = stores.statistics.chosenFor(visitId);
  const chosen = candidates.find(({ id }) => id === chosenId);
  if (chosen !== undefined) return { chosenId, row: chosen, candidates };
  const plan = stores.plans.get(visit.planId);
  const to = plan?.reviewPeriodTo ?? visit.startsOn;
  if (plan?.reviewPeriodFrom != null && to !== null && to !== undefined) {
    const review = { from: plan.reviewPeriodFrom, to };
    const ranked = candidates
      .map((row) => {
        const period = { from: row.periodFrom, to: row.periodTo };
        const shared = sharedDays(period, review);
        return { row, shared, outside: sharedDays(period, period) - shared };
      })
      .filter(({ shared }) => shared > 0)
      .toSorted((a, b) => b.shared - a.shared || a.outside - b.outside);
    const [best] = ranked;
    if (best !== undefined) return { chosenId: null, row: best.row, candidates };
  }
  const before = visit.startsOn;
  const newest = candidates.find(({ periodTo }) => before === null || periodTo < before);
  return { chosenId: null, row: newest, candidates };
}

/** The report that answers a visit, with its indicators; null where the agency has none that fits. */
export function reportForVisit(context: Context, visitId: string): StatisticsDetail | null {
  const { row } = answering(context, visitId);
  return row === undefined ? null : detailOf(context, row);
}

/** Where each indicator begins to be a limitation in a round: the plan's own word, else the office's, else the criterion's. */
export function effectiveThresholds(
  context: Pick<ServiceContext, 'stores' | 'session'>,
  planId: string | null,
): Output<'thresholds.list'> {
  const { stores } = context;
  const plan = planId === null ? undefined : found(stores.plans.get(planId), 'plan', planId);
  const own = plan === undefined ? [] : stores.statistics.thresholdsOfPlan(plan.id);
  const ofOffice = stores.statistics.thresholdsOfOffice(context.session.officeId());
  const criteria = plan?.criteriaSetId == null ? [] : stores.criteria.criteria(plan.criteriaSetId);
  return indicatorKeys.map((indicator) => {
    const bare = ({ comparison, limitValue, text }: Omit<BareThreshold, 'planId' | 'indicator'>) => ({
      planId: plan?.id ?? null,
      indicator,
      comparison,
      limitValue,
      text,
    });
    const mine = own.find((row) => row.indicator === indicator);
    const general = ofOffice.find((row) => row.indicator === indicator);
    const asked = planId === null ? general : mine;
    const row = asked === undefined ? null : shaped(threshold, asked);
    if (mine !== undefined) return { indicator, threshold: bare(mine), row, from: 'plan' as const };
    if (general !== undefined) return { indicator, threshold: bare(general), row, from: 'office' as const };
    const criterion = criterionFor(criteria, indicator);
    const limit = criterion === undefined ? null : limitOfCriterion(indicator, criterion);
    return limit === null
      ? { indicator, threshold: null, row, from: 'none' as const }
      : { indicator, threshold: bare({ ...limit, text: null }), row, from: 'criterion' as const };
  });
}
type BareThreshold = NonNullable<Output<'thresholds.list'>[number]['threshold']>;

/** The thresholds of a plan that goes. */
export function removeThresholdsOf(write: Writer, stores: Pick<Stores, 'statistics'>, planId: string): void {
  for (const row of stores.statistics.thresholdsOfPlan(planId))
    write.remove('indicator_threshold', row.id, null);
}

/** Writes the lines of a report over those that are there. True where something was different. */
export function writeLines(
  write: Writer,
  { stores, ids }: Pick<ServiceContext, 'stores' | 'ids'>,
  reportId: string,
  lines: readonly StatisticsLine[],
): void {
  const before = stores.statistics.lines(reportId);
  let changed = before.length !== lines.length;
  for (const [index, line] of lines.entries()) {
    const row = before[index];
    const values = { ...line, ordinal: index + 1 };
    if (row === undefined) {
      write.insert('statistics_line', { ...values, id: ids.next(), statisticsReportId: reportId });
    } else {
      const after = write.update('statistics_line', row.id, null, values);
      changed ||= after.rev !== row.rev;
    }
  }
  for (const row of before.slice(lines.length)) write.remove('statistics_line', row.id, null);
  if (changed) write.touch('statistics_report', reportId);
}

export function createStatisticsService(context: ServiceContext): HandlersOf<typeof statistics> {
  const { stores, journal, ids, handles } = context;
  const store = stores.statistics;
  const get = (id: string) => found(store.get(id), 'statistics_report', id);
  const shown = (id: string) => detailOf(context, get(id));

  /** Days in their order, and no other form of the agency for the same days. */
  function checkPeriod(
    row: Pick<StoredReport, 'agencyId' | 'form' | 'periodFrom' | 'periodTo' | 'originOfficeId'>,
    self: string | null,
    base: string,
  ): void {
    const at = base === '' ? 'periodTo' : `${base}.periodTo`;
    if (row.periodTo < row.periodFrom) throw fieldFault(at, 'BAD_DATE');
    const other = store.find(row);
    if (other !== undefined && other !== self) {
      throw new AppError('DUPLICATE', {
        fields: [{ path: at, code: 'DUPLICATE' }],
        detail: { entity: 'statistics_report', id: other },
      });
    }
  }

  return {
    'statistics.list': ({ agencyId, from, to }) => {
      const rows = store.list({ agencyId: agencyId ?? null, from: from ?? null, to: to ?? null });
      const lines = store.linesOf(rows.map(({ id }) => id));
      const names = new Map<string, string>();
      return rows.map((row) => {
        const own = lines.get(row.id) ?? [];
        const previous = previousOf(context, row);
        const before = previous === undefined ? undefined : lines.get(previous.id);
        const { counts, explanations, serviceEra: era } = row;
        const checks = checksOf(own, counts, {
          era,
          explanations,
          previous:
            before === undefined
              ? pendingOf(context, previous)
              : { pendingTotal: totalsOf(before).pendingTotal },
        });
        const nameKey = `${row.agencyId}${row.periodTo}`;
        const name = names.get(nameKey) ?? agencyName(stores, row);
        names.set(nameKey, name);
        return {
          ...shaped(statisticsReport, { ...row, agencyName: name }),
          warnings: checks.length,
          unexplained: checks.filter(({ explanation }) => explanation === null).length,
          indicators: indicatorsOf(own, counts, era),
        };
      });
    },
    'statistics.get': ({ id }) => shown(id),
    'statistics.create': (fields, caller) => {
      const { agencyId, periodTo } = fields;
      referred(stores.agencies.get(agencyId), 'agencyId');
      const form = formOn(periodTo);
      checkPeriod({ ...fields, form: form.form, originOfficeId: context.session.officeId() }, null, '');
      const id = ids.next();
      // The fields that the agency reported on last are most likely those of this period; never their figures.
      const last = store
        .list({ agencyId, from: null, to: null })
        .find(({ originOfficeId }) => originOfficeId === context.session.officeId());
      const names = last === undefined ? [] : store.lines(last.id);
      const empty = Object.fromEntries(
        form.columns.flatMap(({ key }) => (key === null ? [] : [[key, null]])),
      ) as Omit<StatisticsLine, 'fieldName' | 'isTotal'>;
      journal.run(headOf(context, 'statistics.create', caller), (write) => {
        write.insert('statistics_report', {
          ...fields,
          id,
          form: form.form,
          formVersion: form.id,
          reportingUnit: stores.agencies.versionOn(agencyId, periodTo)?.name ?? null,
          receivingUnit: last?.receivingUnit ?? null,
          source: 'typed',
        });
        const lines = names.map(({ fieldName, isTotal }) => ({ ...empty, fieldName, isTotal }));
        writeLines(write, context, id, lines);
      });
      return shown(id);
    },
    'statistics.update': ({ id, rev, patch }, caller) => {
      const row = owned(context, store.get(id), 'statistics_report', id);
      const whole = { ...row, ...given(patch) };
      checkPeriod(whole, id, 'patch');
      journal.run(headOf(context, 'statistics.update', caller), (write) => {
        write.update('statistics_report', id, rev, patch);
      });
      return shown(id);
    },
    'statistics.saveLines': ({ id, rev, lines, source }, caller) => {
      const row = current(owned(context, store.get(id), 'statistics_report', id), rev, 'statistics_report');
      const totals = lines.filter(({ isTotal }) => isTotal).length;
      if (totals > 1) throw fieldFault('lines', 'DUPLICATE');
      const before = detailOf(context, row);
      const { counts, explanations, serviceEra: era } = row;
      const previous = before.previous;
      const after = checksOf(lines, counts, { era, previous, explanations });
      journal.run(headOf(context, 'statistics.saveLines', caller), (write) => {
        writeLines(write, context, id, lines);
        write.update('statistics_report', id, null, {
          source,
          explanations: carryExplanations(before, { lines, checks: after }, explanations),
        });
      });
      return shown(id);
    },
    'statistics.delete': ({ id, rev }, caller) => {
      current(owned(context, store.get(id), 'statistics_report', id), rev, 'statistics_report');
      journal.run(headOf(context, 'statistics.delete', caller), (write) => {
        for (const visit of store.visitsOf(id)) {
          write.update('visit', visit, null, { statisticsReportId: null });
        }
        for (const line of store.lines(id)) write.remove('statistics_line', line.id, null);
        write.remove('statistics_report', id, rev);
      });
      return { id };
    },
    'statistics.forVisit': ({ visitId }) => {
      const { chosenId, row, candidates } = answering(context, visitId);
      return {
        chosenId,
        detail: row === undefined ? null : detailOf(context, row),
        candidates: candidates.map(({ id, periodKind, periodFrom, periodTo }) => ({
          id,
          periodKind,
          periodFrom,
          periodTo,
        })),
      };
    },
    'statistics.chooseForVisit': ({ visitId, reportId }, caller) => {
      const visit = owned(context, stores.visits.get(visitId), 'visit', visitId);
      if (reportId !== null) {
        const report = store.get(reportId);
        referred(report, 'reportId');
        if (report?.agencyId !== visit.agencyId) throw fieldFault('reportId', 'NOT_FOUND');
      }
      journal.run(headOf(context, 'statistics.chooseForVisit', caller), (write) => {
        write.update('visit', visitId, null, { statisticsReportId: reportId });
      });
      return { visitId, reportId };
    },
    'statistics.export': async ({ id }) => {
      const detail = shown(id);
      const bytes = await statisticsWorkbook(detail);
      const about = { fileName: statisticsFileName(detail.report), media: XLSX_MEDIA };
      const sha256 = hash('sha256', bytes, 'hex');
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
      return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
    },
    'thresholds.list': ({ planId }) => effectiveThresholds(context, planId),
    'thresholds.save': ({ planId, indicator, comparison, limitValue, text }, caller) => {
      if (planId !== null) owned(context, stores.plans.get(planId), 'plan', planId);
      const row = ownThreshold(planId, indicator);
      if (limitValue === null && row === undefined) return { id: null };
      if (limitValue !== null && (limitValue > 10_000_000 || !Number.isSafeInteger(limitValue))) {
        throw new AppError('VALIDATION', { fields: [{ path: 'limitValue', code: 'TOO_LARGE' }] });
      }
      const id = row?.id ?? ids.next();
      journal.run(headOf(context, 'thresholds.save', caller), (write) => {
        if (limitValue === null) write.remove('indicator_threshold', id, null);
        else if (row === undefined) {
          write.insert('indicator_threshold', { id, planId, indicator, comparison, limitValue, text });
        } else write.update('indicator_threshold', id, null, { comparison, limitValue, text });
      });
      return { id: limitValue === null ? null : id };
    },
  };

  function ownThreshold(planId: string | null, indicator: IndicatorKey) {
    const rows =
      planId === null ? store.thresholdsOfOffice(context.session.officeId()) : store.thresholdsOfPlan(planId);
    return rows.find((row) => row.planId === planId && row.indicator === indicator);
  }
}

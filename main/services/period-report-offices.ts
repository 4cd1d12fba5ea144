/**
 * Over whose rows the figures of one periodic report are: of its own office, of every office whose rows are here, or of
 * one other; who these are, and which offices below have not sent theirs or sent them late. Reads rows, writes none.
 *
 * Every office whose rows are here is what "all offices" means on the home page and in the pictures too: the same question
 * has one answer.
 */
import type { PeriodReport, ReportOver } from '../../core/contract/period-reports.ts';
import { createSameAgency } from '../../core/rules/same-agency.ts';
import { ALL_OFFICES, OFFICES_KEY, type StoredPeriodReport } from '../../db/period-reports.ts';
import type { Stores } from '../../db/stores.ts';
import { arrivalsOf } from './exchange-arrivals.ts';

export interface ReportScope {
  readonly offices: PeriodReport['offices'];
  /** Whose rows are counted; null: those of every office here. */
  readonly officeId: string | null;
  /**
   * False for another office's report over all offices: those that sent to it are not those whose rows are here, so that
   * nothing can be counted for it.
   */
  readonly counted: boolean;
}

type ScopeStores = Pick<Stores, 'periodReports' | 'offices'>;

export function scopeOf(stores: ScopeStores, report: StoredPeriodReport): ReportScope {
  const own = report.originOfficeId;
  const note = stores.periodReports.figures(report.id).find(({ key }) => key === OFFICES_KEY)?.note ?? null;
  if (note === null || note === own) return { offices: 'own', officeId: own, counted: true };
  if (note !== ALL_OFFICES) return { offices: note, officeId: note, counted: true };
  return {
    offices: 'all',
    officeId: null,
    counted: stores.offices.installation()?.officeId === own,
  };
}

/** Null: of the report's own office alone, of which nothing has to be said. */
export function overOf(
  stores: ScopeStores & Pick<Stores, 'exchangeArrivals'>,
  report: StoredPeriodReport,
  today: string,
): ReportOver | null {
  const { offices, officeId, counted } = scopeOf(stores, report);
  if (offices === 'own') return null;
  if (!counted) return { offices: [], missing: [], late: [], counted };
  const here = stores.offices.list();
  const arrivals = arrivalsOf(stores, {
    periodTo: report.periodTo,
    dueOn: report.agencyDueOn ?? report.dueOn,
    today,
  }).filter((one) => officeId === null || one.officeId === officeId);
  const namesOf = (state: (typeof arrivals)[number]['state']) =>
    arrivals
      .filter((one) => one.state === state)
      .map((one) => stores.offices.get(one.officeId)?.name ?? one.name);
  return {
    offices:
      officeId === null
        ? here.map(({ id, name }) => ({ id, name }))
        : [{ id: officeId, name: stores.offices.get(officeId)?.name ?? '' }],
    missing: namesOf('missing'),
    late: namesOf('late'),
    counted,
  };
}

/** An agency under one id, however many offices know it by rows of their own. */
export function sameAgencyOf(stores: Pick<Stores, 'agencyMatches'>): (agencyId: string) => string {
  return createSameAgency(stores.agencyMatches.links());
}

/** The reports whose boards are counted: this one, and those of the other offices for the same period. */
export function boardReportsOf(
  stores: ScopeStores,
  report: StoredPeriodReport,
): readonly StoredPeriodReport[] {
  const { offices, officeId, counted } = scopeOf(stores, report);
  if (offices === 'own') return [report];
  if (!counted) return [];
  return stores.periodReports
    .list(report.year)
    .filter(
      (one) =>
        one.id === report.id ||
        (one.originOfficeId !== report.originOfficeId &&
          one.kind === report.kind &&
          // What is asked for in between is the same where its days are.
          (one.kind !== 'other' ||
            (one.periodFrom === report.periodFrom && one.periodTo === report.periodTo))),
    )
    .filter((one) => officeId === null || one.originOfficeId === officeId);
}

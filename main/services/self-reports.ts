/**
 * What agencies say of themselves before the visit: the report, asked for, come in, late or missing; the workbook that
 * goes out to each; the answers that came back.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  type SelfAnswer,
  selfAnswer,
  type SelfReport,
  selfReport,
} from '../../core/contract/self-reports.ts';
import type { selfReports } from '../../core/contract/self-reports.ts';
import { deadlineDay } from '../../core/rules/deadlines.ts';
import { domainSetOfYear } from '../../core/rules/domain-sets.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';
import { shortDay } from '../../core/rules/format.ts';
import { appliesTo, earnedPoints, isAnswered } from '../../core/rules/scoring.ts';
import { arrivalOf, effectiveDueOn, selfReportState } from '../../core/rules/self-report-state.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { WorkingCalendar } from '../../core/rules/working-days.ts';
import type { StoredCriterion } from '../../db/criteria.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { StoredSelfAnswer, StoredSelfReport } from '../../db/self-reports.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import { workingCalendar } from './calendar.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import type { FormOrder } from './form-making.ts';
import { writeForms } from './form-writer.ts';
import type { SelfWorkbookFacts } from './self-report-workbook.ts';
import { applicableCriteria } from './visits.ts';

type StoredFields = Pick<
  StoredSelfReport,
  'dueOn' | 'arrivedOn' | 'number' | 'symbol' | 'documentDate' | 'excused' | 'note'
>;
const nothingRecorded: StoredFields = {
  dueOn: null,
  arrivedOn: null,
  number: null,
  symbol: null,
  documentDate: null,
  excused: false,
  note: null,
};

export function showSelfAnswer(row: StoredSelfAnswer, criterion: StoredCriterion): SelfAnswer {
  return shaped(selfAnswer, { ...row, earned: earnedPoints(criterion, row) });
}

/** How far every agency of the round is with its report, in the order of the round. */
export function selfReportsOfPlan(
  context: Pick<ServiceContext, 'stores' | 'session'>,
  plan: StoredPlan,
  visits: readonly ListedVisit[],
  today: string,
): SelfReport[] {
  const { stores } = context;
  const calendar = workingCalendar(context);
  const rows = new Map(stores.selfReports.ofPlan(plan.id).map((row) => [row.visitId, row]));
  const answers = Map.groupBy(stores.selfReports.answersOfPlan(plan.id), ({ visitId }) => visitId);
  const criteria = plan.criteriaSetId === null ? [] : stores.criteria.criteria(plan.criteriaSetId);
  return visits.map((visit) =>
    reportOf(plan, visit, {
      row: rows.get(visit.id),
      answers: answers.get(visit.id) ?? [],
      criteria: criteria.filter((criterion) => appliesTo(criterion, visit.agencyKind)),
      calendar,
      today,
    }),
  );
}

interface About {
  readonly row: StoredSelfReport | undefined;
  readonly answers: readonly StoredSelfAnswer[];
  /** What applies to the agency. */
  readonly criteria: readonly StoredCriterion[];
  readonly calendar: WorkingCalendar;
  readonly today: string;
}

function reportOf(plan: StoredPlan, visit: ListedVisit, about: About): SelfReport {
  const { row, answers, criteria, calendar, today } = about;
  const fields = row ?? nothingRecorded;
  const planDueOn = deadlineDay(visit.startsOn, plan.deadlines.selfReport, 'before', calendar);
  const byCriterion = new Map(answers.map((answer) => [answer.criterionId, answer]));
  const answered = criteria.filter((criterion) => {
    const answer = byCriterion.get(criterion.id);
    return answer !== undefined && isAnswered(criterion, answer, plan.scoring);
  }).length;
  return shaped(selfReport, {
    ...fields,
    visitId: visit.id,
    id: row?.id ?? null,
    rev: row?.rev ?? null,
    agencyName: visit.agencyName,
    effectiveDueOn: effectiveDueOn({ ...fields, planDueOn }),
    state: selfReportState({ ...fields, planDueOn, visitStatus: visit.status }, today),
    answered,
    applicable: criteria.length,
  });
}

export function createSelfReportService(context: ServiceContext): HandlersOf<typeof selfReports> {
  const { stores, journal, ids, handles, session } = context;
  const listed = (id: string) => found(stores.visits.listed(id), 'visit', id);
  const planOf = (id: string) => found(stores.plans.get(id), 'plan', id);

  function shown(visit: ListedVisit, today: string): SelfReport {
    const plan = planOf(visit.planId);
    return reportOf(plan, visit, {
      row: stores.selfReports.find(visit.id),
      answers: stores.selfReports.answersOf(visit.id),
      criteria: applicableCriteria(stores, plan, visit.agencyKind),
      calendar: workingCalendar(context),
      today,
    });
  }

  function put(bytes: Uint8Array, fileName: string, media: string) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const about = { fileName, media };
    const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
    return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
  }

  function workbookFacts(plan: StoredPlan, visit: ListedVisit, calendar: WorkingCalendar): SelfWorkbookFacts {
    const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
    if (set === undefined) throw fieldFault('planId', 'WRONG_STATE');
    const row = stores.selfReports.find(visit.id) ?? nothingRecorded;
    const planDueOn = deadlineDay(visit.startsOn, plan.deadlines.selfReport, 'before', calendar);
    const domains = stores.criteria.domainsOf(set.domainSet);
    return {
      visitId: visit.id,
      scoring: plan.scoring,
      domains:
        domains.length > 0 ? domains : stores.criteria.domainsOfPlan(plan.id, domainSetOfYear(plan.year)),
      criteria: applicableCriteria(stores, plan, visit.agencyKind),
      answers: stores.selfReports.answersOf(visit.id),
      agencyName: visit.agencyName,
      planTitle: plan.title,
      year: plan.year,
      groupTitles: set.groupTitles,
      dueOn: effectiveDueOn({ dueOn: row.dueOn, planDueOn }),
      officeName: stores.offices.get(session.officeId())?.name ?? null,
      reviewPeriod: periodOf(plan),
    };
  }

  function check(fields: StoredFields): void {
    const { documentDate, arrivedOn } = fields;
    if (documentDate !== null && arrivedOn !== null && arrivedOn < documentDate) {
      throw fieldFault('patch.arrivedOn');
    }
  }

  return {
    'selfReports.list': ({ planId, today }) => {
      const plan = planOf(planId);
      return selfReportsOfPlan(context, plan, stores.visits.list(planId).filter(isVisitInRound), today);
    },
    'selfReports.get': ({ visitId, today }) => {
      const visit = listed(visitId);
      const criteria = new Map(
        applicableCriteria(stores, planOf(visit.planId), visit.agencyKind).map((one) => [one.id, one]),
      );
      return {
        report: shown(visit, today),
        answers: stores.selfReports.answersOf(visitId).flatMap((answer) => {
          const criterion = criteria.get(answer.criterionId);
          return criterion === undefined ? [] : [showSelfAnswer(answer, criterion)];
        }),
      };
    },
    'selfReports.save': ({ visitId, rev, patch, today }, caller) => {
      const visit = owned(context, stores.visits.get(visitId), 'visit', visitId);
      const row = stores.selfReports.find(visitId);
      if (rev === null && row !== undefined) {
        throw new AppError('CONFLICT', { detail: { entity: 'self_report', id: row.id, rev: row.rev } });
      }
      if (rev !== null) current(found(row, 'self_report', visitId), rev, 'self_report');
      const before = row ?? nothingRecorded;
      const after = { ...before, ...given(patch) };
      check(after);
      const hadArrived = arrivalOf(before) !== null;
      const hasArrived = arrivalOf(after) !== null;
      journal.run(headOf(context, 'selfReports.save', caller), (write) => {
        if (row === undefined) write.insert('self_report', { id: ids.next(), visitId, ...given(patch) });
        else write.update('self_report', row.id, rev, patch);
        // The visit's own state follows the paper, as long as nothing else has moved it on.
        const { status } = visit;
        if (!hadArrived && hasArrived && (status === 'planned' || status === 'notified')) {
          write.update('visit', visitId, null, { status: 'self_report_received' });
        }
        if (hadArrived && !hasArrived && status === 'self_report_received') {
          write.update('visit', visitId, null, { status: 'notified' });
        }
      });
      return shown(listed(visitId), today);
    },
    'selfReports.workbook': async ({ visitId }) => {
      const visit = listed(visitId);
      const plan = planOf(visit.planId);
      const fileName = `${workbookStem(visit, plan)}.xlsx`;
      const facts = workbookFacts(plan, visit, workingCalendar(context));
      return put(await writeForms({ forms: [{ fileName, facts }], zipped: false }), fileName, XLSX_MEDIA);
    },
    'selfReports.workbooks': async ({ planId }) => {
      const plan = planOf(planId);
      const calendar = workingCalendar(context);
      const excused = new Set(
        stores.selfReports.ofPlan(planId).flatMap((row) => (row.excused ? [row.visitId] : [])),
      );
      const visits = stores.visits
        .list(planId)
        .filter((visit) => isVisitInRound(visit) && !excused.has(visit.id));
      const digits = Math.max(2, String(visits.length).length);
      const forms: FormOrder['forms'][number][] = [];
      for (const [index, visit] of visits.entries()) {
        const number = String(index + 1).padStart(digits, '0');
        const facts = workbookFacts(plan, visit, calendar);
        forms.push({ fileName: `${number}-${workbookStem(visit, plan)}.xlsx`, facts });
        // Reading all of a large round is no work of a moment: everybody else between two of them.
        await setImmediate();
      }
      const year = plan.year === null ? '' : String(plan.year);
      const bytes = await writeForms({ forms, zipped: true });
      return {
        file: put(bytes, `${asciiName(`Biểu tự đánh giá ${year}`)}.zip`, 'application/zip'),
        count: visits.length,
      };
    },
    'selfReports.clearAnswers': ({ visitId }, caller) => {
      owned(context, stores.visits.get(visitId), 'visit', visitId);
      const answers = stores.selfReports.answersOf(visitId);
      journal.run(headOf(context, 'selfReports.clearAnswers', caller), (write) => {
        for (const answer of answers) write.remove('self_answer', answer.id, null);
      });
      return { removed: answers.length };
    },
  };
}

function periodOf({ reviewPeriodText, reviewPeriodFrom, reviewPeriodTo }: StoredPlan): string | null {
  if (reviewPeriodText !== null) return reviewPeriodText;
  if (reviewPeriodFrom === null && reviewPeriodTo === null) return null;
  const day = (iso: string | null) => (iso === null ? '…' : shortDay(iso));
  return `từ ngày ${day(reviewPeriodFrom)} đến ${reviewPeriodTo === null ? 'thời điểm kiểm tra' : `ngày ${day(reviewPeriodTo)}`}`;
}

function workbookStem(visit: ListedVisit, plan: StoredPlan): string {
  return asciiName(
    `Biểu tự đánh giá ${shortBody(visit.agencyName)} ${plan.year === null ? '' : String(plan.year)}`,
  );
}

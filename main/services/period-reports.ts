/**
 * The reports on reform that come back every year: begun by the office's schedule, written section by section beside the
 * figures that the data gives, carried over from the one before, and their annex as a file.
 */
import { createHash } from 'node:crypto';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  annexLine,
  type PeriodReport,
  periodReport,
  type periodReports,
  type PeriodSection,
  periodSection,
  type ReportOffices,
} from '../../core/contract/period-reports.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { whoMustReport } from '../../core/rules/report-board.ts';
import { isReportFigureKey } from '../../core/rules/report-figures.ts';
import { carryOver, isFilled, leavesOf, suggestionFor } from '../../core/rules/report-outline.ts';
import {
  expectedPeriods,
  periodOfRule,
  periodTitle,
  previousReport,
  ruleOf,
} from '../../core/rules/report-periods.ts';
import { createLineage } from '../../core/rules/succession.ts';
import type { Writer } from '../../db/journal.ts';
import {
  ALL_OFFICES,
  OFFICES_KEY,
  type StoredPeriodReport,
  type StoredPeriodSection,
} from '../../db/period-reports.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  referredOwn,
  type ServiceContext,
  shaped,
} from './context.ts';
import { refuseWithSignedPapers, removePapers } from './document-removal.ts';
import { showDocument } from './documents.ts';
import {
  type Board,
  boardOf,
  calendarOfOffice,
  figureKeysOf,
  figuresOfReport,
  type ReportFiguresOnDay,
} from './period-report-figures.ts';
import { overOf, scopeOf } from './period-report-offices.ts';
import { writeAnnex } from './report-annex-workbook.ts';
import { settingsOf } from './settings.ts';

type PeriodMethods = {
  [
    K in keyof typeof periodReports as K extends `periodReports.${string}` ? K : never
  ]: (typeof periodReports)[K];
};

export function createPeriodReportService(context: ServiceContext): HandlersOf<PeriodMethods> {
  const { stores, journal, ids, session, handles } = context;
  const store = stores.periodReports;
  const read = (id: string) => found(store.get(id), 'period_report', id);
  const mine = (id: string) => owned(context, store.get(id), 'period_report', id);
  /** It counts what was made up, or was made up itself. */
  const isIllustrative = (id: string) =>
    found(stores.documentHomes.periodReport(id), 'period_report', id).illustrative;

  function show(row: StoredPeriodReport, today: string, known?: Board): PeriodReport {
    const sections = leavesOf(store.sections(row.id));
    const document = store.document(row.id);
    const calendar = calendarOfOffice(stores, row.originOfficeId);
    const isIssued = document?.status === 'issued';
    const isOverdue = !isIssued && row.dueOn !== null && calendar.addWorkingDays(row.dueOn, 0) < today;
    return shaped(periodReport, {
      ...row,
      offices: scopeOf(stores, row).offices,
      illustrative: isIllustrative(row.id),
      state: isIssued ? 'issued' : isOverdue ? 'overdue' : document === undefined ? 'drafting' : 'document',
      documentId: document?.id ?? null,
      filled: sections.filter(isFilled).length,
      sections: sections.length,
      board: (known ?? boardOf(stores, row, today)).counts,
    });
  }
  const shown = (id: string, today: string) => show(read(id), today);

  function showSections(report: StoredPeriodReport, { figures, words }: ReportFiguresOnDay): PeriodSection[] {
    const settings = settingsOf(stores);
    const rows = store.sections(report.id);
    const origins = store.reportsOfSections(
      rows.flatMap(({ carriedFromId }) => (carriedFromId === null ? [] : [carriedFromId])),
    );
    return rows.map((row) => {
      const keys = figureKeysOf(settings, row.key);
      const from = row.carriedFromId === null ? undefined : origins.get(row.carriedFromId);
      return shaped(periodSection, {
        ...row,
        carriedFrom: from === undefined ? null : from,
        suggestion: suggestionFor(keys, words),
        figures: keys.flatMap((key) => {
          const figure = isReportFigureKey(key) ? figures.get(key) : undefined;
          return figure === undefined ? [] : [figure];
        }),
      });
    });
  }

  /** Of this office: another office's report is no forerunner of ours. */
  const ownReports = () => store.list(null).filter((one) => one.originOfficeId === session.officeId());

  function dutyOf(report: Pick<StoredPeriodReport, 'id' | 'kind' | 'periodFrom' | 'periodTo'>): string[] {
    const before = previousReport(report, [...ownReports(), report]);
    const known = before === undefined ? null : store.agencies(before.id).map(({ agencyId }) => agencyId);
    const lineage = createLineage(stores.successions.links(), report.periodTo);
    const office = stores.offices.get(session.officeId());
    const inForce = stores.agencies
      .namedOn(report.periodTo, session.officeId())
      .map((one) => ({ ...one, unnamed: stores.agencies.get(one.id)?.unnamed === true }));
    return whoMustReport(
      inForce,
      office?.level ?? 'province',
      known === null || known.length === 0 ? null : known,
      (agencyId) => lineage.successorsOf(agencyId),
    );
  }

  /** Stands beside the typed figures: a part of the report, and of what is sent of it. */
  function chooseOffices(write: Writer, report: StoredPeriodReport, offices: ReportOffices): void {
    const known = store.figures(report.id).find(({ key }) => key === OFFICES_KEY);
    const note = offices === 'all' ? ALL_OFFICES : offices === report.originOfficeId ? 'own' : offices;
    if (note === 'own') {
      if (known !== undefined) write.remove('period_figure', known.id, known.rev);
    } else if (known === undefined) {
      const at = { periodReportId: report.id, key: OFFICES_KEY };
      write.insert('period_figure', { id: ids.next(), ...at, value: 0, note });
    } else if (known.note !== note) write.update('period_figure', known.id, known.rev, { note });
  }

  function checkDays(fields: Pick<StoredPeriodReport, 'periodFrom' | 'periodTo'>, base: string): void {
    if (fields.periodTo < fields.periodFrom) throw fieldFault(`${base}periodTo`, 'BAD_DATE');
  }

  return {
    'periodReports.list': ({ year, today }) => {
      const rows = store.list(year ?? null);
      const { reportSchedule } = settingsOf(stores);
      const begun = ownReports();
      // Without a year: this one, and what has begun of the next one (its first period begins in December).
      const asked = year ?? Number(today.slice(0, 4));
      const expected = [
        ...expectedPeriods(reportSchedule, asked, begun),
        ...(year === undefined
          ? expectedPeriods(reportSchedule, asked + 1, begun).filter(({ periodFrom }) => periodFrom <= today)
          : []),
      ];
      return { reports: rows.map((row) => show(row, today)), expected };
    },
    'periodReports.get': ({ id, today }) => {
      const row = read(id);
      const figures = figuresOfReport(stores, row, today);
      const previous = previousReport(
        row,
        store.list(null).filter((one) => one.originOfficeId === row.originOfficeId),
      );
      return {
        report: show(row, today, figures.board),
        over: overOf(stores, row, today),
        sections: showSections(row, figures),
        annex: figures.annex.map((line) => shaped(annexLine, line)),
        previous: previous === undefined ? null : { id: previous.id, title: previous.title },
        documents: stores.documents.list({ periodReportId: id }).map(showDocument),
      };
    },
    'periodReports.create': (input, caller) => {
      const { kind, year, today } = input;
      const settings = settingsOf(stores);
      const rule = ruleOf(settings.reportSchedule, kind);
      const days = rule === undefined ? null : periodOfRule(rule, year);
      const periodFrom = input.periodFrom ?? days?.periodFrom;
      const periodTo = input.periodTo ?? days?.periodTo;
      if (periodFrom === undefined) throw fieldFault('periodFrom', 'MISSING_KEY');
      if (periodTo === undefined) throw fieldFault('periodTo', 'MISSING_KEY');
      checkDays({ periodFrom, periodTo }, '');
      const same =
        kind === 'other' ? undefined : ownReports().find((one) => one.kind === kind && one.year === year);
      if (same !== undefined) {
        throw new AppError('DUPLICATE', { detail: { entity: 'period_report', id: same.id } });
      }
      const id = ids.next();
      const agencies = dutyOf({ id, kind, periodFrom, periodTo });
      journal.run(headOf(context, 'periodReports.create', caller), (write) => {
        write.insert('period_report', {
          id,
          kind,
          year,
          title: input.title ?? periodTitle(kind, year, rule?.name ?? null),
          periodFrom,
          periodTo,
          dueOn: input.dueOn === undefined ? (days?.dueOn ?? null) : input.dueOn,
          agencyDueOn: input.agencyDueOn === undefined ? (days?.agencyDueOn ?? null) : input.agencyDueOn,
          annexRows: settings.reportAnnex,
        });
        for (const [index, { key, level, title }] of settings.reportOutline.entries()) {
          write.insert('period_section', {
            id: ids.next(),
            periodReportId: id,
            ordinal: index + 1,
            key,
            level,
            title,
          });
        }
        for (const agencyId of agencies) {
          const version = stores.agencies.versionOn(agencyId, periodTo);
          if (version === undefined) continue;
          write.insert('agency_report', {
            id: ids.next(),
            periodReportId: id,
            agencyId,
            agencyVersionId: version.id,
          });
        }
      });
      return shown(id, today);
    },
    'periodReports.update': ({ id, rev, patch: { offices, ...patch }, today }, caller) => {
      const row = mine(id);
      checkDays({ ...row, ...given(patch) }, 'patch.');
      if (patch.parPlanId != null)
        referredOwn(context, stores.tasks.plan(patch.parPlanId), 'patch.parPlanId');
      if (offices !== undefined && offices !== 'own' && offices !== 'all')
        if (!stores.offices.list().some((one) => one.id === offices))
          throw fieldFault('patch.offices', 'NOT_FOUND');
      journal.run(headOf(context, 'periodReports.update', caller), (write) => {
        write.update('period_report', id, rev, patch);
        if (offices !== undefined) chooseOffices(write, row, offices);
      });
      return shown(id, today);
    },
    'periodReports.delete': ({ id, rev }, caller) => {
      current(mine(id), rev, 'period_report');
      refuseWithSignedPapers(stores, { on: [id] }, 'period_report');
      journal.run(headOf(context, 'periodReports.delete', caller), (write) => {
        removePapers(write, stores, { on: [id] });
        for (const one of store.agencies(id)) {
          for (const figure of store.agencyFigures(one.id)) write.remove('agency_figure', figure.id, null);
          write.remove('agency_report', one.id, null);
        }
        for (const figure of store.figures(id)) write.remove('period_figure', figure.id, null);
        for (const section of store.sections(id)) {
          for (const later of store.carriedTo(section.id)) {
            write.update('period_section', later, null, { carriedFromId: null });
          }
          write.remove('period_section', section.id, null);
        }
        write.remove('period_report', id, rev);
      });
      return { id };
    },
    'periodReports.saveSection': ({ id, rev, patch }, caller) => {
      const row: StoredPeriodSection = owned(context, store.section(id), 'period_section', id);
      const isEdited = patch.text !== undefined && patch.text !== row.text;
      journal.run(headOf(context, 'periodReports.saveSection', caller), (write) => {
        write.update('period_section', id, rev, { ...patch, ...(isEdited ? { carriedFromId: null } : {}) });
      });
      return { id, rev: found(store.section(id), 'period_section', id).rev };
    },
    'periodReports.carry': ({ id, fromId }, caller) => {
      mine(id);
      if (fromId === id) throw fieldFault('fromId');
      referred(store.get(fromId), 'fromId');
      const carried = carryOver(store.sections(id), store.sections(fromId));
      if (carried.length > 0) {
        journal.run(headOf(context, 'periodReports.carry', caller), (write) => {
          for (const { section, from } of carried) {
            write.update('period_section', section.id, section.rev, {
              text: from.text,
              carriedFromId: from.id,
            });
          }
        });
      }
      return { carried: carried.length };
    },
    'periodReports.setFigure': ({ reportId, key, rev, value, note }, caller) => {
      const report = mine(reportId);
      const isRow = report.annexRows.some((one) => one.key === key && !one.isGroup);
      if (!isReportFigureKey(key) && !isRow) throw fieldFault('key', 'NOT_FOUND');
      if (value !== null && value < 0) throw fieldFault('value');
      const known = store.figures(reportId).find((one) => one.key === key);
      if ((known?.rev ?? null) !== rev) {
        throw new AppError('CONFLICT', { detail: { entity: 'period_figure', rev: known?.rev ?? null } });
      }
      if (value !== null || known !== undefined) {
        journal.run(headOf(context, 'periodReports.setFigure', caller), (write) => {
          if (value === null) {
            if (known !== undefined) write.remove('period_figure', known.id, known.rev);
          } else if (known === undefined) {
            write.insert('period_figure', { id: ids.next(), periodReportId: reportId, key, value, note });
          } else write.update('period_figure', known.id, known.rev, { value, note });
        });
      }
      return { key };
    },
    'periodReports.annex': async ({ id }) => {
      const report = read(id);
      const { annex } = figuresOfReport(stores, report, context.clock.today());
      const bytes = await writeAnnex({
        title: report.title,
        officeName: stores.offices.get(report.originOfficeId)?.name ?? null,
        periodFrom: report.periodFrom,
        periodTo: report.periodTo,
        lines: annex,
        over: overOf(stores, report, context.clock.today()),
        illustrative: isIllustrative(id),
      });
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const about = { fileName: `${asciiName(`Phụ lục ${report.title}`)}.xlsx`, media: XLSX_MEDIA };
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
      return {
        file: { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt },
        rows: annex.length,
      };
    },
  };
}

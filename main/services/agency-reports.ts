/**
 * The board of the agencies' own periodic reports: who must send one, what came in when and with which number, the forms
 * that go out and what is in them, and a letter to each whose report is missing.
 */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { DocumentRow } from '../../core/contract/documents.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { type AgencyReport, agencyReport, type periodReports } from '../../core/contract/period-reports.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';
import { rowsForAgencies } from '../../core/rules/report-annex.ts';
import type { ListedAgencyReport, Reminders, StoredPeriodReport } from '../../db/period-reports.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import type { Progress } from '../work/work.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { planOfPaper } from './document-homes.ts';
import { factsDigest } from './document-pages.ts';
import { draftPaper, type PaperAbout } from './document-papers.ts';
import { columnsOf } from './document-round.ts';
import { showDocument } from './documents.ts';
import type { FormOrder } from './form-making.ts';
import { writeForms } from './form-writer.ts';
import { type BoardEntry, boardOf } from './period-report-figures.ts';

type AgencyMethods = {
  [
    K in keyof typeof periodReports as K extends `agencyReports.${string}` ? K : never
  ]: (typeof periodReports)[K];
};

/** So many letters are drafted before anybody notices; more are drafted beside the screen. */
const AT_ONCE = 12;

export function createAgencyReportService(context: ServiceContext): HandlersOf<AgencyMethods> {
  const { stores, journal, ids, handles } = context;
  const store = stores.periodReports;
  const reportOf = (id: string) => found(store.get(id), 'period_report', id);
  const rowOf = (id: string) => found(store.agency(id), 'agency_report', id);
  const mine = (id: string): ListedAgencyReport => owned(context, store.agency(id), 'agency_report', id);

  function show({ row, effectiveDueOn, state }: BoardEntry, reminders: Reminders | undefined): AgencyReport {
    return shaped(agencyReport, {
      ...row,
      effectiveDueOn,
      state,
      reminders: reminders?.count ?? 0,
      lastRemindedOn: reminders?.lastOn ?? null,
    });
  }

  function board(report: StoredPeriodReport, today: string): AgencyReport[] {
    const reminders = store.reminders(report.id);
    return boardOf(stores, report, today).entries.map((entry) => show(entry, reminders.get(entry.row.id)));
  }
  const oneOf = (id: string, today: string): AgencyReport => {
    const report = reportOf(rowOf(id).periodReportId);
    return found(
      board(report, today).find((one) => one.id === id),
      'agency_report',
      id,
    );
  };

  function check(
    { documentDate, arrivedOn }: Pick<AgencyReport, 'documentDate' | 'arrivedOn'>,
    path: string,
  ) {
    if (documentDate !== null && arrivedOn !== null && arrivedOn < documentDate) throw fieldFault(path);
  }

  /** Somebody has entered something of it, or a letter was written about it. */
  const hasCome = (row: ListedAgencyReport): boolean =>
    row.arrivedOn !== null ||
    row.documentDate !== null ||
    (row.number ?? '').trim() !== '' ||
    (row.symbol ?? '').trim() !== '' ||
    row.figures > 0 ||
    store.papersOfAgency(row.id) > 0;

  function formOf(report: StoredPeriodReport, { row, effectiveDueOn }: BoardEntry) {
    const home = stores.documentHomes.periodReport(report.id);
    return {
      illustrative: home?.illustrative ?? false,
      agencyReportId: row.id,
      agencyName: row.agencyName,
      officeName: stores.offices.get(report.originOfficeId)?.name ?? null,
      title: report.title,
      periodFrom: report.periodFrom,
      periodTo: report.periodTo,
      dueOn: effectiveDueOn,
      rows: report.annexRows,
      values: Object.fromEntries(
        store.agencyFigures(row.id).map(({ key, value, note }) => [key, { value, note }]),
      ),
    };
  }
  const stemOf = (report: StoredPeriodReport, row: ListedAgencyReport) =>
    asciiName(`Phụ lục số liệu ${shortBody(row.agencyName)} ${report.title.replace(/^Báo cáo\s+/u, '')}`);

  function put(bytes: Uint8Array, fileName: string, media: string) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const about = { fileName, media };
    const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
    return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
  }

  return {
    'agencyReports.list': ({ reportId, today }) => board(reportOf(reportId), today),
    'agencyReports.setRequired': ({ reportId, agencyIds }, caller) => {
      const report = owned(context, store.get(reportId), 'period_report', reportId);
      const rows = store.agencies(reportId);
      const wanted = new Set(agencyIds);
      const known = new Set(rows.map(({ agencyId }) => agencyId));
      const adding = [...wanted]
        .filter((agencyId) => !known.has(agencyId))
        .map((agencyId) => {
          const version =
            stores.agencies.get(agencyId) === undefined
              ? undefined
              : stores.agencies.versionOn(agencyId, report.periodTo);
          if (version === undefined) {
            throw fieldFault(`agencyIds.${String(agencyIds.indexOf(agencyId))}`, 'NOT_FOUND');
          }
          return { agencyId, agencyVersionId: version.id };
        });
      const dropped = rows.filter(({ agencyId }) => !wanted.has(agencyId));
      const removing = dropped.filter((row) => !hasCome(row));
      if (adding.length + removing.length > 0) {
        journal.run(headOf(context, 'agencyReports.setRequired', caller), (write) => {
          for (const one of adding) {
            write.insert('agency_report', { id: ids.next(), periodReportId: reportId, ...one });
          }
          for (const row of removing) write.remove('agency_report', row.id, row.rev);
        });
      }
      return {
        added: adding.length,
        removed: removing.length,
        kept: dropped.length - removing.length,
      };
    },
    'agencyReports.update': ({ id, rev, patch, today }, caller) => {
      check({ ...mine(id), ...given(patch) }, 'patch.arrivedOn');
      journal.run(headOf(context, 'agencyReports.update', caller), (write) => {
        write.update('agency_report', id, rev, patch);
      });
      return oneOf(id, today);
    },
    'agencyReports.arrive': ({ items, arrivedOn, today }, caller) => {
      const seen = new Set<string>();
      const rows = items.map(({ id, rev }, index) => {
        const path = `items.${String(index)}`;
        if (seen.has(id)) throw fieldFault(`${path}.id`, 'DUPLICATE');
        seen.add(id);
        const row = current(mine(id), rev, 'agency_report');
        check({ documentDate: row.documentDate, arrivedOn }, `${path}.id`);
        return row;
      });
      journal.run(headOf(context, 'agencyReports.arrive', caller), (write) => {
        for (const { id, rev } of rows) write.update('agency_report', id, rev, { arrivedOn });
      });
      const reports = [...new Set(rows.map(({ periodReportId }) => periodReportId))];
      return reports.flatMap((id) => board(reportOf(id), today)).filter(({ id }) => seen.has(id));
    },
    'agencyReports.figures': ({ id }) => {
      const row = rowOf(id);
      const sent = new Map(store.agencyFigures(id).map((one) => [one.key, one]));
      return rowsForAgencies(reportOf(row.periodReportId).annexRows).map((line) => ({
        ...line,
        value: sent.get(line.key)?.value ?? null,
        note: sent.get(line.key)?.note ?? null,
      }));
    },
    'agencyReports.form': async ({ id }) => {
      const row = rowOf(id);
      const report = reportOf(row.periodReportId);
      const entry = boardOf(stores, report, context.clock.today()).entries.find((one) => one.row.id === id);
      const annex = formOf(report, found(entry, 'agency_report', id));
      const fileName = `${stemOf(report, row)}.xlsx`;
      return put(await writeForms({ forms: [{ fileName, annex }], zipped: false }), fileName, XLSX_MEDIA);
    },
    'agencyReports.forms': async ({ reportId }) => {
      const report = reportOf(reportId);
      const entries = boardOf(stores, report, context.clock.today()).entries.filter(
        ({ row }) => !row.excused,
      );
      const digits = Math.max(2, String(entries.length).length);
      const forms: FormOrder['forms'][number][] = [];
      for (const [index, entry] of entries.entries()) {
        const number = String(index + 1).padStart(digits, '0');
        forms.push({
          fileName: `${number}-${stemOf(report, entry.row)}.xlsx`,
          annex: formOf(report, entry),
        });
        // Hundreds of agencies are no work of a moment: everybody else between them.
        if (index % 50 === 49) await setImmediate();
      }
      const bytes = await writeForms({ forms, zipped: true });
      const fileName = `${asciiName(`Phụ lục số liệu ${report.title.replace(/^Báo cáo\s+/u, '')}`)}.zip`;
      return { file: put(bytes, fileName, 'application/zip'), count: entries.length };
    },
    'agencyReports.remind': (input, caller) => {
      const { reportId, today } = input;
      const report = owned(context, store.get(reportId), 'period_report', reportId);
      const plan = planOfPaper(stores, { planId: null, periodReportId: reportId, indexSetId: null });
      // A letter that nobody has sent yet is not written twice.
      const waiting = new Set(
        stores.documents
          .list({ periodReportId: reportId })
          .filter(
            ({ kind, status }) =>
              kind === 'report_reminder' && (status === 'draft' || status === 'for_signature'),
          )
          .map(({ agencyReportId }) => agencyReportId),
      );
      const missing = boardOf(stores, report, today).entries.filter(
        ({ row, state }) => state === 'missing' && !waiting.has(row.id),
      );
      const run = (progress?: Progress): DocumentRow[] => {
        if (missing.length === 0) return [];
        const created = journal.run(headOf(context, 'agencyReports.remind', caller), (write) =>
          missing.map(({ row }, index) => {
            progress?.step(index + 1, missing.length);
            const about: PaperAbout = {
              kind: 'report_reminder',
              periodReportId: reportId,
              agencyReportId: row.id,
              asOf: today,
            };
            const paper = draftPaper(context, plan, about);
            const id = ids.next();
            write.insert('document', {
              id,
              planId: null,
              ...columnsOf(about),
              asOf: today,
              issuerId: paper.issuerId,
              kind: about.kind,
              titleKind: 'ket_qua',
              symbol: paper.symbol,
              subject: paper.subject,
              status: 'draft',
              content: paper.content,
              baseContent: paper.content,
              factsDigest: factsDigest(paper),
            });
            return id;
          }),
        );
        return created.map((id) => showDocument(found(stores.documents.get(id), 'document', id)));
      };
      if (missing.length <= AT_ONCE) return run();
      return context.work.beside({ method: 'agencyReports.remind', input, caller }, run);
    },
  };
}

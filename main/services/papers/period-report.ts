/** Papers of a periodic report: the report itself, and the letter to an agency whose own has not come. */
import {
  checkPeriodReport,
  draftPeriodReport,
  periodReportFacts,
  periodReportSubject,
} from '../../../core/documents/papers/period-report.ts';
import {
  checkReportReminder,
  draftReportReminder,
  reportReminderFacts,
  reportReminderSubject,
} from '../../../core/documents/papers/report-reminder.ts';
import { annexValue } from '../../../core/rules/report-annex.ts';
import { countedDay } from '../../../core/rules/report-board.ts';
import { suggestionFor } from '../../../core/rules/report-outline.ts';
import { overSentences } from '../../../core/rules/report-over.ts';
import type { StoredIssuer } from '../../../db/issuers.ts';
import type { StoredPeriodReport } from '../../../db/period-reports.ts';
import type { Stores } from '../../../db/stores.ts';
import { found } from '../context.ts';
import { agencyFacts } from '../document-facts.ts';
import { boardOf, figureKeysOf, figuresOfReport } from '../period-report-figures.ts';
import { overOf } from '../period-report-offices.ts';
import { settingsOf } from '../settings.ts';
import { issuedPapers } from './after-round.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, needed } from './round-facts.ts';

export function periodReportPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const report = reportOf(stores, subject);
  const { annex, words } = figuresOfReport(stores, report, subject.asOf);
  const settings = settingsOf(stores);
  const facts = periodReportFacts({
    ...baseFacts(context, subject),
    addressees: addressees(stores, report, subject.issuer),
    kind: report.kind,
    year: report.year,
    title: report.title,
    periodFrom: report.periodFrom,
    periodTo: report.periodTo,
    sections: stores.periodReports.sections(report.id).map(({ key, level, title, text }) => ({
      key,
      level,
      title,
      text,
      suggestion: suggestionFor(figureKeysOf(settings, key), words),
    })),
    over: overSentences(overOf(stores, report, subject.asOf)),
    annex: annex.map((line) => {
      const shown = annexValue(line);
      return {
        label: line.label,
        title: line.title,
        unit: line.unit,
        isGroup: line.isGroup,
        value: shown?.value ?? null,
        hundredths: shown?.hundredths ?? false,
        note: line.typedNote,
      };
    }),
  });
  return {
    facts,
    subject: periodReportSubject(bareSubject(facts)),
    content: () => draftPeriodReport(facts),
    warnings: checkPeriodReport,
  };
}

export function reportReminderPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const id = needed(subject.agencyReportId, "an agency's report");
  const row = found(stores.periodReports.agency(id), 'agency_report', id);
  const report = reportOf(stores, { periodReportId: row.periodReportId });
  const { onTimeBy, reminderEscalation } = settingsOf(stores);
  const entries = boardOf(stores, report, subject.asOf).entries;
  const at = entries.findIndex((one) => one.row.id === id);
  const entry = found(entries[at], 'agency_report', id);
  const agency = stores.agencies.get(row.agencyId);
  const version = stores.agencies.version(row.agencyVersionId);
  const letters = stores.documents
    .list({ periodReportId: report.id })
    .filter(({ agencyReportId }) => agencyReportId === id);
  const day = countedDay(row, onTimeBy);
  const facts = reportReminderFacts({
    ...baseFacts(context, subject),
    agency: agencyFacts({
      agencyId: row.agencyId,
      agencyName: row.agencyName,
      agencyShortName: version?.shortName ?? null,
      agencyKind: found(agency, 'agency', row.agencyId).kind,
      ordinal: at + 1,
      unnamed: agency?.unnamed ?? false,
    }),
    kind: report.kind,
    year: report.year,
    periodFrom: report.periodFrom,
    periodTo: report.periodTo,
    dueOn: entry.effectiveDueOn,
    asOf: subject.asOf,
    came: day === null && entry.state !== 'excused' ? null : { on: row.arrivedOn ?? row.documentDate },
    earlier: issuedPapers(stores, letters, ['report_reminder'], subject.asOf).map(({ cited }) => ({
      ...cited,
      agencyId: row.agencyId,
    })),
    escalation: reminderEscalation,
  });
  return {
    facts,
    subject: reportReminderSubject(bareSubject(facts)),
    content: () => draftReportReminder(facts),
    warnings: () => checkReportReminder(facts),
  };
}

function reportOf(
  stores: Pick<Stores, 'periodReports'>,
  { periodReportId }: Pick<PaperSubject, 'periodReportId'>,
): StoredPeriodReport {
  const id = needed(periodReportId, 'a periodic report');
  return found(stores.periodReports.get(id), 'period_report', id);
}

/** A department reports to its committee; the committee of a province to the ministry. Of others nobody is known. */
function addressees(
  stores: Pick<Stores, 'offices'>,
  report: StoredPeriodReport,
  issuer: Pick<StoredIssuer, 'kind' | 'parentLine'>,
): readonly string[] {
  const office = stores.offices.get(report.originOfficeId);
  const isCommittee = issuer.kind === 'ubnd' || issuer.kind === 'chairman';
  if (isCommittee) return office?.level === 'province' ? ['Bộ Nội vụ'] : [];
  // Where the committee itself is the office, its department reports to it.
  const name = (office?.name ?? '').trim();
  const above = /^(?:ủy|uỷ) ban/iu.test(name) ? name : (office?.parentName ?? '').trim();
  return above === '' ? [] : [above];
}

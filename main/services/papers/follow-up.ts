/** Papers to one visited agency, or its own: reminder, and the empty forms of its plan and report of remediation. */
import type { DocumentFacts, IssuerFacts } from '../../../core/documents/facts.ts';
import { checkReminder } from '../../../core/documents/papers/after-checks.ts';
import type { OwnFields } from '../../../core/documents/papers/after-round.ts';
import {
  draftRemediationPlanForm,
  draftRemediationReportForm,
  remediationFormFacts,
  remediationFormSubject,
} from '../../../core/documents/papers/remediation-forms.ts';
import {
  draftReminder,
  reminderFacts,
  reminderSubject,
  type ReminderFacts,
} from '../../../core/documents/papers/reminder.ts';
import { agencyIssuer } from '../../../core/documents/papers/agency-issuer.ts';
import type { RecommendationStatus } from '../../../core/rules/due.ts';
import type { Stores } from '../../../db/stores.ts';
import type { ListedVisit } from '../../../db/visits.ts';
import { agencyFollowUpFacts, issuedPapers, sender } from './after-round.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { needed, officeName } from './round-facts.ts';
import { settingsOf } from '../settings.ts';

/** States that a report of the agency has brought about. */
const afterReport: ReadonlySet<RecommendationStatus> = new Set<RecommendationStatus>([
  'reported',
  'returned',
  'verified',
]);

export function reminderPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const { plan, asOf } = subject;
  const visit = needed(subject.visit, 'a visit');
  const round = stores.recommendations.ofPlan(plan.id);
  const own = round.filter(({ agencyId }) => agencyId === visit.agencyId);
  const isReported = ({ status }: { readonly status: RecommendationStatus }): boolean =>
    afterReport.has(status);
  const hasReport = new Set(
    stores.remediation
      .papers({ planId: plan.id })
      .flatMap((one) => (one.kind === 'report' ? one.agencyId : [])),
  );
  const earlier = issuedPapers(stores, stores.documents.list({ visitId: visit.id }), ['reminder'], asOf).map(
    ({ cited }) => ({ ...cited, agencyId: visit.agencyId }),
  );
  const escalation = earlier.length === 0 ? [] : settingsOf(stores).reminderEscalation;
  const given: ReminderFacts = {
    ...agencyFollowUpFacts(context, subject, visit),
    earlier,
    ...(escalation.length === 0 ? {} : { escalation }),
    // Where nobody's report was ever entered, that this one is not there says nothing.
    reportMissing:
      (hasReport.size > 0 || round.some(isReported)) &&
      own.length > 0 &&
      !hasReport.has(visit.agencyId) &&
      !own.some(isReported),
    head: sender(stores, plan).head,
  };
  const facts = reminderFacts(given);
  return {
    facts,
    subject: reminderSubject(bareSubject(facts)),
    content: () => draftReminder(facts),
    warnings: () => checkReminder(facts),
  };
}

const forms = {
  remediation_plan_form: { abbreviation: 'KH', draft: draftRemediationPlanForm },
  remediation_report_form: { abbreviation: 'BC', draft: draftRemediationReportForm },
} as const;

export function remediationFormPaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const kind = subject.kind === 'remediation_plan_form' ? 'remediation_plan_form' : 'remediation_report_form';
  const { stores } = context;
  const visit = needed(subject.visit, 'a visit');
  const { abbreviation, draft } = forms[kind];
  const { issuer, symbol } = whoFillsIn(stores, visit);
  const base = agencyFollowUpFacts(context, subject, visit);
  const { reportBackTo } = subject.plan;
  const office = officeName(stores);
  const document: DocumentFacts = {
    ...subject.document,
    number: null,
    issuedOn: null,
    symbol: symbol === null ? null : `${abbreviation}-${symbol}`,
  };
  const addressees = [...new Set([reportBackTo, office])].filter((one) => one !== null);
  const facts = remediationFormFacts({ ...base, issuer, document, addressees, fields: noFields });
  return {
    facts,
    subject: remediationFormSubject(bareSubject(facts), kind),
    content: () => draft(facts),
    warnings: () => [],
  };
}

const noFields: OwnFields = {};

/** The agency under its name of the visit. */
function whoFillsIn(
  stores: Stores,
  visit: ListedVisit,
): { readonly issuer: IssuerFacts; readonly symbol: string | null } {
  const version = stores.agencies.version(visit.agencyVersionId);
  const agency = stores.agencies.get(visit.agencyId);
  const parent =
    version?.parentAgencyId == null
      ? undefined
      : stores.agencies.versionOn(version.parentAgencyId, visit.startsOn);
  const issuer = agencyIssuer({
    kind: visit.agencyKind,
    name: visit.agencyName,
    unnamed: visit.unnamed,
    parentName: parent?.name ?? null,
    placeName: version?.placeName ?? null,
    headPosition: agency?.headPosition ?? null,
  });
  return { issuer, symbol: version?.abbreviation ?? null };
}

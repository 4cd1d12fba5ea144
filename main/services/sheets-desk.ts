/** The sheets of one visit and of what agencies report: facts read from the rows as they are today. */
import { AppError } from '../../core/contract/error.ts';
import type { Parsed } from '../../core/contract/index.ts';
import type { TeamMember } from '../../core/contract/teams.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import type { IssuerFacts } from '../../core/documents/facts.ts';
import type { WorkingSheetFacts } from '../../core/documents/sheets/facts-desk.ts';
import { procedureSheet } from '../../core/documents/sheets/procedures.ts';
import { sampleSheet } from '../../core/documents/sheets/sample.ts';
import { selfReportSheet } from '../../core/documents/sheets/self-reports.ts';
import { statisticsSheet } from '../../core/documents/sheets/statistics.ts';
import { workingSheet } from '../../core/documents/sheets/working-sheet.ts';
import { formOf } from '../../core/rules/one-stop-form.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { fieldFault, type ServiceContext } from './context.ts';
import { agencyFacts, memberFacts, planFacts, teamFacts } from './document-facts.ts';
import { compareForVisit } from './procedures.ts';
import { modelOfSheet } from './document-papers.ts';
import { domainsOfVisit } from './reported-domains.ts';
import { samplesOfVisit, showItem } from './samples.ts';
import { selfReportsOfPlan } from './self-reports.ts';
import { detailOf, reportForVisit } from './statistics.ts';
import { showTeams } from './teams.ts';

type Asked = Parsed<'sheets.preview'>;
export type DeskKind = Extract<
  Asked['kind'],
  'working_sheet' | 'member_report' | 'procedures' | 'sample' | 'remarks' | 'self_reports' | 'statistics'
>;

export interface DeskSheet {
  readonly model: DocumentModel;
  /** For the file's name: an agency, a member of a team, or nobody in particular. */
  readonly of: string | null;
}

const deskKinds: ReadonlySet<string> = new Set<DeskKind>([
  'working_sheet',
  'member_report',
  'procedures',
  'sample',
  'remarks',
  'self_reports',
  'statistics',
]);
export function isDeskKind(kind: Asked['kind']): kind is DeskKind {
  return deskKinds.has(kind);
}

export function deskSheet(
  context: ServiceContext,
  asked: Asked & { readonly kind: DeskKind },
  plan: StoredPlan,
  issuer: IssuerFacts | null,
): DeskSheet {
  const { stores } = context;
  const head = { issuer, plan: planFacts(stores, plan) };
  switch (asked.kind) {
    case 'self_reports': {
      const visits = stores.visits.list(plan.id).filter(isVisitInRound);
      const today = context.clock.today();
      const reports = selfReportsOfPlan(context, plan, visits, today);
      const rows = reports.flatMap((report, index) => {
        const visit = visits[index];
        return visit === undefined ? [] : [{ ...report, agency: agencyFacts(visit) }];
      });
      return { model: selfReportSheet({ ...head, today, rows }), of: null };
    }
    case 'statistics': {
      const detail = reportOf(context, asked, plan);
      const { report, lines, sums } = detail;
      const form = formOf(report.formVersion);
      return { model: statisticsSheet({ ...head, form, report, lines, sums }), of: report.agencyName };
    }
    case 'working_sheet':
    case 'member_report':
    case 'procedures':
    case 'sample':
    case 'remarks':
      return visitSheet(context, { ...asked, kind: asked.kind }, plan, head);
  }
}

/** The one asked for; else the one that answers the visit. */
function reportOf(context: ServiceContext, { reportId, visitId }: Asked, plan: StoredPlan) {
  if (reportId !== undefined) {
    const row = context.stores.statistics.get(reportId);
    if (row === undefined) throw fieldFault('reportId', 'NOT_FOUND');
    return detailOf(context, row);
  }
  const detail = reportForVisit(context, visitOf(context, visitId, plan).id);
  if (detail === null) throw new AppError('NOT_FOUND', { detail: { entity: 'statistics_report' } });
  return detail;
}

function visitOf({ stores }: ServiceContext, visitId: string | undefined, plan: StoredPlan): ListedVisit {
  if (visitId === undefined) throw fieldFault('visitId', 'MISSING_KEY');
  const visit = stores.visits.listed(visitId);
  if (visit === undefined || visit.planId !== plan.id) throw fieldFault('visitId', 'NOT_FOUND');
  return visit;
}

type VisitKind = Exclude<DeskKind, 'self_reports' | 'statistics'>;

function visitSheet(
  context: ServiceContext,
  asked: Asked & { readonly kind: VisitKind },
  plan: StoredPlan,
  head: Pick<WorkingSheetFacts, 'issuer' | 'plan'>,
): DeskSheet {
  const { stores } = context;
  const visit = visitOf(context, asked.visitId, plan);
  const team = showTeams(stores, stores.teams.ofPlan(plan.id)).find(({ id }) => id === visit.teamId);
  const member = memberOf(context, asked, plan);
  const facts = {
    ...head,
    agency: agencyFacts(visit),
    team: team === undefined ? null : teamFacts(stores, team),
  };
  const of = member?.fullName == null ? visit.agencyName : `${visit.agencyName} ${member.fullName}`;
  switch (asked.kind) {
    case 'working_sheet': {
      const domains = domainsOfVisit(context, asked.domainIds, plan, visit, member).map(
        ({ criteria, ...domain }) => ({
          ...domain,
          criteria: criteria.map(({ facts: one }) => one),
        }),
      );
      return { model: workingSheet({ ...facts, ...days(visit), member: person(member), domains }), of };
    }
    case 'member_report':
      return {
        model: modelOfSheet(context, plan, {
          kind: 'member_report',
          visit,
          member: member ?? null,
          domainIds: asked.domainIds,
        }),
        of,
      };
    case 'procedures':
      return { model: procedureSheet({ ...facts, comparison: compareForVisit(context, visit.id) }), of };
    case 'sample': {
      const samples = samplesOfVisit(context, visit.id);
      const sample =
        asked.sampleId === undefined ? samples[0] : samples.find(({ id }) => id === asked.sampleId);
      if (sample === undefined) throw fieldFault('sampleId', 'NOT_FOUND');
      const register = sample.registerId === null ? undefined : stores.registers.get(sample.registerId);
      const items = stores.samples
        .items(sample.id)
        .map((item) => showItem(item, sample.kind, register?.asOf ?? null));
      return { model: sampleSheet({ ...facts, sample, items }), of };
    }
    case 'remarks':
      return { model: modelOfSheet(context, plan, { kind: 'remarks_table', visit }), of };
  }
}

const days = ({ startsOn, startsHalf, endsOn, endsHalf }: ListedVisit) => ({
  startsOn,
  startsHalf,
  endsOn,
  endsHalf,
});
const person = (member: TeamMember | undefined) => (member === undefined ? null : memberFacts(member));

function memberOf({ stores }: ServiceContext, { memberId }: Asked, plan: StoredPlan): TeamMember | undefined {
  if (memberId === undefined) return undefined;
  const members = showTeams(stores, stores.teams.ofPlan(plan.id)).flatMap((team) => team.members);
  const member = members.find(({ id }) => id === memberId);
  if (member === undefined) throw fieldFault('memberId', 'NOT_FOUND');
  return member;
}

/** The working sheets of a round, laid out from today's data each time; nothing of them is recorded. */
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import type { schedule } from '../../core/contract/schedule.ts';
import type { Team } from '../../core/contract/teams.ts';
import type { DocumentModel } from '../../core/documents/model.ts';
import { assignmentSheet } from '../../core/documents/sheets/assignment.ts';
import { documentListSheet } from '../../core/documents/sheets/document-list.ts';
import type { SheetTeam } from '../../core/documents/sheets/facts.ts';
import { nominationsSheet } from '../../core/documents/sheets/nominations.ts';
import { programmeSheet } from '../../core/documents/sheets/programme.ts';
import { scheduleSheet } from '../../core/documents/sheets/schedule.ts';
import { styleSheets } from '../../core/documents/style-nd30-2020.ts';
import { documentBodyHtml, documentCss } from '../../core/documents/to-html.ts';
import { sheetFileStem } from '../../core/rules/file-name.ts';
import { isVisitInRound } from '../../core/rules/visit-states.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { ListedVisit } from '../../db/visits.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import { agencyFacts, issuerFacts, memberFacts, planFacts, teamFacts } from './document-facts.ts';
import { documentListRows } from './document-list.ts';
import { mediaOf, renderModel, sha256 } from './document-pages.ts';
import { modelOfSheet } from './document-papers.ts';
import { deskSheet, isDeskKind } from './sheets-desk.ts';
import { showTeams } from './teams.ts';

type SheetMethods = Pick<typeof schedule, 'sheets.render' | 'sheets.preview'>;
type Asked = Parsed<'sheets.preview'>;

interface Sheet {
  readonly model: DocumentModel;
  readonly stem: string;
}

export function createSheetService(context: ServiceContext): HandlersOf<SheetMethods> {
  const { stores, handles } = context;

  function sheetOf(asked: Asked): Sheet {
    const { planId, kind, teamId, visitId } = asked;
    const plan = found(stores.plans.get(planId), 'plan', planId);
    if (isDeskKind(kind)) {
      const { model, of } = deskSheet(context, { ...asked, kind }, plan, issuerOf(plan, kind));
      return { model, stem: sheetFileStem({ kind, of, year: plan.year }) };
    }
    const ofPlan = showTeams(stores, stores.teams.ofPlan(planId));
    const team = teamId === undefined ? undefined : ofPlan.find((one) => one.id === teamId);
    if (teamId !== undefined && team === undefined) throw fieldFault('teamId', 'NOT_FOUND');
    const visits = stores.visits.list(planId);
    const visit = visitId === undefined ? undefined : visits.find((one) => one.id === visitId);
    if (visitId !== undefined && visit === undefined) throw fieldFault('visitId', 'NOT_FOUND');

    const teams = team === undefined ? ofPlan : [team];
    const inRound = visits.filter(
      (one) => isVisitInRound(one) && (team === undefined || one.teamId === team.id),
    );
    const head = { issuer: issuerOf(plan, kind), plan: planFacts(stores, plan) };
    const stem = sheetFileStem({
      kind,
      of: kind === 'programme' ? (visit?.agencyName ?? team?.name ?? null) : (team?.name ?? null),
      year: plan.year,
    });
    const model = (): DocumentModel => {
      switch (kind) {
        case 'assignment':
          return assignmentSheet({ ...head, teams: teams.map((one) => withAgencies(one, inRound)) });
        case 'schedule':
          return scheduleSheet({
            ...head,
            teams: teams.map((one) => teamFacts(stores, one)),
            rows: inRound.map((one) => ({
              ...one,
              agency: agencyFacts(one),
              byReport: one.status === 'replaced_by_report',
            })),
          });
        case 'programme':
          return programmeSheet(head, sessionsOf(plan, visit, inRound));
        case 'nominations':
          return nominationsSheet({
            ...head,
            teams: ofPlan.map((one) => teamFacts(stores, one)),
            rows: nominationsOf(planId, ofPlan),
          });
        case 'document_list':
          return documentListSheet({ ...head, rows: documentListRows(stores, planId) });
      }
    };
    return { model: model(), stem };
  }

  /** What the teams work by comes from whoever issues the notices (often the team itself), the rest from the plan's. */
  function issuerOf(plan: StoredPlan, kind: Asked['kind']) {
    const own =
      kind === 'assignment' || kind === 'programme' || (isDeskKind(kind) && kind !== 'self_reports');
    const id = own ? (plan.noticeIssuerId ?? plan.issuerId) : (plan.issuerId ?? plan.noticeIssuerId);
    const row = id === null ? undefined : stores.issuers.get(id);
    return row === undefined ? null : issuerFacts(row);
  }

  function withAgencies(team: Team, visits: readonly ListedVisit[]) {
    const domains = new Map(stores.criteria.domains().map((domain) => [domain.id, domain.name]));
    const facts: SheetTeam = {
      ...teamFacts(stores, team),
      members: team.members.map((member) => ({
        ...memberFacts(member),
        domains: member.domainIds.map((id) => domains.get(id) ?? '').filter((name) => name !== ''),
      })),
    };
    return { ...facts, agencies: visits.filter((one) => one.teamId === team.id).map(agencyFacts) };
  }

  /** The one asked for, with or without a programme; of all only those that have one. */
  function sessionsOf(
    plan: StoredPlan,
    visit: ListedVisit | undefined,
    inRound: readonly ListedVisit[],
  ): readonly DocumentModel[] {
    const made = new Set(stores.programme.ofPlan(plan.id).map((item) => item.visitId));
    const shown = visit === undefined ? inRound.filter(({ id }) => made.has(id)) : [visit];
    return shown.map((one) => modelOfSheet(context, plan, { kind: 'programme', visit: one }));
  }

  function nominationsOf(planId: string, teams: readonly Team[]) {
    const members = Map.groupBy(
      teams.flatMap((team) => team.members),
      (member) => member.nominationId,
    );
    return stores.nominations.ofPlan(planId).map((row) => ({
      ...row,
      members: (members.get(row.id) ?? []).map(memberFacts),
    }));
  }

  return {
    'sheets.preview': (asked) => {
      const { model } = sheetOf(asked);
      return { html: documentBodyHtml(model), css: documentCss(styleSheets[model.profile]) };
    },
    'sheets.render': async ({ format, ...asked }) => {
      const { model, stem } = sheetOf(asked);
      const { bytes, pages } = await renderModel(context.printer, model, format);
      const about = { fileName: `${stem}.${format}`, media: mediaOf[format] };
      const digest = sha256(bytes);
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
      return { ...about, url, bytes: bytes.byteLength, pages, sha256: digest, expiresAt };
    },
  };
}

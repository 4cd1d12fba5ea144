/**
 * How a sample round was arranged, where its source is silent: who was asked to send somebody and whom they sent, who has
 * which content, where the visits were and in which order of work, and which deadlines the plan sets. Persons bear the
 * letters that stand for nobody in Vietnamese forms (`Nguyễn Văn A`).
 */
import type { Deadlines, Plan } from '../../core/contract/plans.ts';
import { draftProgramme } from '../../core/rules/programme.ts';
import type { SampleArrangement, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter, starterDomainId } from './starter.ts';

type ArrangedMember = SampleArrangement['members'][number];

/** Members stand behind those whom the source names. */
const FIRST_PLACE = 101;

export function arrangementRows(
  round: SampleRound,
  { visited, team }: { readonly visited: (visitId: string) => boolean; readonly team: boolean },
  days: ReadonlyMap<string, string>,
): readonly ShippedRows[] {
  const { arranged } = round.madeUp;
  const ids = roundIds(round);
  const issuers = arranged.issuers.map(({ key, ...issuer }): ShippedRow<'issuer'> => ({
    id: ids.of('issuer', key),
    provenance: 'illustrative',
    officeId: ids.office,
    ...issuer,
  }));
  const nominations = arranged.nominations.map(({ key, ...nomination }, index): ShippedRow<'nomination'> => ({
    id: ids.of('nomination', key),
    provenance: 'illustrative',
    planId: ids.plan,
    ordinal: index + 1,
    ...nomination,
  }));
  const members = arranged.members.map(
    ({ key, domains: _domains, nomination, ...member }, index): ShippedRow<'team_member'> => ({
      id: ids.of('team_member', key),
      provenance: 'illustrative',
      teamId: ids.team,
      ordinal: FIRST_PLACE + index,
      nominationId: nomination === null ? null : ids.of('nomination', nomination),
      ...member,
    }),
  );
  const domains = arranged.members.flatMap(({ key, domains: own }) =>
    own.map((domain): ShippedRow<'team_member_domain'> => ({
      id: ids.of('team_member_domain', `${key}/${domain}`),
      provenance: 'illustrative',
      teamMemberId: ids.of('team_member', key),
      domainId: starterDomainId(domain),
    })),
  );
  return [
    { table: 'issuer', rows: issuers },
    { table: 'nomination', rows: nominations },
    { table: 'team_member', rows: team ? members : [] },
    { table: 'team_member_domain', rows: team ? domains : [] },
    { table: 'programme_item', rows: programmeRows(round, visited, days) },
  ];
}

function programmeRows(
  round: SampleRound,
  visited: (visitId: string) => boolean,
  days: ReadonlyMap<string, string>,
): ShippedRow<'programme_item'>[] {
  const { arranged } = round.madeUp;
  const ids = roundIds(round);
  const people: readonly Pick<ArrangedMember, 'role' | 'fullName'>[] = [
    ...round.team.members,
    ...arranged.members,
  ];
  const nameOf = (role: ArrangedMember['role']) =>
    people.find((member) => member.role === role)?.fullName ?? null;
  const domains = starter()
    .domains.map(({ key, name }) => ({
      name,
      members: arranged.members
        .filter((member) => member.domains.some((domain) => domain === key))
        .flatMap(({ fullName }) => fullName ?? []),
    }))
    .filter(({ members }) => members.length > 0);
  return round.agencies
    .filter(({ key }) => arranged.programmes.includes(key) && visited(ids.of('visit', key)))
    .flatMap(({ key, kind }) => {
      const visitId = ids.of('visit', key);
      const day = days.get(visitId) ?? null;
      const items = draftProgramme({
        sessions: [
          { day, half: 'morning' },
          { day, half: 'afternoon' },
        ],
        severalDays: false,
        form: round.team.form,
        leadName: nameOf('team_lead'),
        secretaryName: nameOf('team_secretary'),
        agencyKind: kind,
        domains,
      });
      return items.map((item, index) => ({
        id: ids.of('programme_item', `${key}/${String(index + 1)}`),
        provenance: 'illustrative' as const,
        visitId,
        ordinal: index + 1,
        ...item,
      }));
    });
}

/** What the plan itself would set; where it says something already, that stays. */
export function planArrangement(
  round: SampleRound,
  plan: Pick<Plan, 'deadlines' | 'inspectionForms' | 'reviewPeriodText' | 'reportBackTo' | 'reportBackDueOn'>,
): Partial<
  Pick<Plan, 'deadlines' | 'inspectionForms' | 'reviewPeriodText' | 'reportBackTo' | 'reportBackDueOn'>
> {
  const { plan: given } = round.madeUp.arranged;
  const hasRules = Object.keys(plan.deadlines satisfies Deadlines).length > 0;
  return {
    ...(hasRules ? {} : { deadlines: given.deadlines }),
    ...(plan.inspectionForms.length > 0 ? {} : { inspectionForms: [...given.inspectionForms] }),
    reviewPeriodText: plan.reviewPeriodText ?? given.reviewPeriodText,
    reportBackTo: plan.reportBackTo ?? given.reportBackTo,
    reportBackDueOn: plan.reportBackDueOn ?? given.reportBackDueOn,
  };
}

/** Where a visit takes place: at the agency's own seat; of an agency without a name nobody can say where. */
export function locationOf(round: SampleRound, visitId: string): string | null {
  const ids = roundIds(round);
  const agency = round.agencies.find(({ key }) => ids.of('visit', key) === visitId);
  if (agency === undefined || agency.unnamed) return null;
  return `Trụ sở ${agency.shortName ?? agency.name}`;
}

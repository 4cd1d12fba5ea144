/** The rows of a sample round as the tables take them, with deterministic ids, parents before children. */
import type { NewRow, TableName } from '../../db/registry.ts';
import { sampleId } from './ids.ts';
import type { SampleRound } from './round.ts';
import { starterCriterionId, starterDomainId, starterSetId } from './starter.ts';

export type ShippedRow<N extends TableName> = NewRow<N> & { readonly id: string };
export interface ShippedRows<N extends TableName = TableName> {
  readonly table: N;
  readonly rows: readonly ShippedRow<N>[];
}

export interface RoundIds {
  readonly office: string;
  readonly plan: string;
  readonly team: string;
  of(table: string, key: string): string;
}

export function roundIds(round: SampleRound): RoundIds {
  const of = (table: string, key: string): string => sampleId(round.name, table, key);
  return { of, office: of('office', 'office'), plan: of('plan', 'plan'), team: of('team', round.team.key) };
}

export function officeRow(round: SampleRound): ShippedRow<'office'> {
  return { id: roundIds(round).office, ...round.office };
}

function rowsOf<N extends TableName>(table: N, rows: readonly ShippedRow<N>[]): ShippedRows<N> {
  return { table, rows };
}

/** Everything that the text says or that follows from it; nothing made up. */
export function plainRows(round: SampleRound): readonly ShippedRows[] {
  const ids = roundIds(round);
  const { office, plan: planId, team: teamId, of } = ids;
  const { issuer, noticeIssuer, ...plan } = round.plan;
  const { key: _teamKey, decisionIssuer, members, ...team } = round.team;
  const lists = [
    rowsOf('office', [officeRow(round)]),
    rowsOf(
      'person',
      round.persons.map(({ key, ...person }) => ({ id: of('person', key), officeId: office, ...person })),
    ),
    rowsOf(
      'issuer',
      round.issuers.map(({ key, ...one }) => ({ id: of('issuer', key), officeId: office, ...one })),
    ),
    rowsOf('plan', [
      {
        id: planId,
        officeId: office,
        criteriaSetId: starterSetId,
        issuerId: of('issuer', issuer),
        noticeIssuerId: of('issuer', noticeIssuer),
        sourceText: round.sourceText,
        ...plan,
      },
    ]),
    rowsOf('team', [
      {
        id: teamId,
        planId,
        ordinal: 1,
        decisionIssuerId: decisionIssuer === null ? null : of('issuer', decisionIssuer),
        ...team,
      },
    ]),
    rowsOf(
      'team_member',
      members.map(({ key, person, ...member }, index) => ({
        id: of('team_member', key),
        teamId,
        ordinal: index + 1,
        personId: person === null ? null : of('person', person),
        ...member,
      })),
    ),
    rowsOf(
      'agency',
      round.agencies.map(({ key, provenance, kind, unnamed }) => ({
        id: of('agency', key),
        provenance,
        kind,
        unnamed,
      })),
    ),
    rowsOf(
      'agency_version',
      round.agencies.map(({ key, name, shortName, placeName, nameProvenance }) => ({
        id: of('agency_version', key),
        provenance: nameProvenance,
        agencyId: of('agency', key),
        name,
        shortName,
        placeName,
      })),
    ),
    rowsOf(
      'visit',
      round.agencies.map(({ key }, index) => ({
        id: of('visit', key),
        planId,
        teamId,
        agencyId: of('agency', key),
        agencyVersionId: of('agency_version', key),
        ordinal: index + 1,
        ...round.visits,
      })),
    ),
    rowsOf(
      'finding',
      round.findings.map(({ key, domain, criteria, ...finding }, index) => ({
        id: of('finding', key),
        planId,
        ordinal: index + 1,
        domainId: starterDomainId(domain),
        criterionId: criteria[0] === undefined ? null : starterCriterionId(criteria[0]),
        ...finding,
      })),
    ),
    rowsOf(
      'recommendation',
      round.recommendations.map(({ key, ...recommendation }, index) => ({
        id: of('recommendation', key),
        planId,
        ordinal: index + 1,
        status: 'open' as const,
        ...recommendation,
      })),
    ),
  ];
  return lists;
}

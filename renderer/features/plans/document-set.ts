// What papers a round has and still lacks, kind by kind, in practice's order. Pure: rows in, lines out.
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import type { DocumentKind, DocumentScope } from '../../../core/documents/kinds.ts';
import { isVisitInRound } from '../../../core/rules/visit-states.ts';

export const phases = [
  {
    key: 'preparing',
    kinds: ['nomination_request', 'team_decision', 'plan', 'submission', 'submission_slip'],
  },
  { key: 'before', kinds: ['schedule_notice', 'programme'] },
  { key: 'visit', kinds: ['minutes'] },
  {
    key: 'after',
    kinds: ['member_report', 'remarks_table', 'team_report', 'agency_notice', 'collective_notice'],
  },
  {
    key: 'remediation',
    kinds: ['remediation_plan_form', 'remediation_report_form', 'reminder', 'remediation_summary'],
  },
  { key: 'summary', kinds: ['summary_report', 'index_decision', 'one_stop_notice', 'news_item'] },
] as const satisfies readonly { readonly key: string; readonly kinds: readonly DocumentKind[] }[];

/** All kinds as the list has them. */
export const kindsInOrder: readonly DocumentKind[] = phases.flatMap(({ kinds }) => [...kinds]);

/** What one paper can be about. */
export interface Target {
  readonly scope: Extract<DocumentScope, 'visit' | 'team' | 'member'>;
  readonly id: string;
  readonly label: string;
}

export interface KindLine {
  readonly kind: DocumentKind;
  readonly documents: readonly DocumentRow[];
  /** One for each of these; empty where the kind has one for the round, or is made when needed. */
  readonly expected: readonly Target[];
  readonly missing: readonly Target[];
  /** The one paper of the whole round is not there. */
  readonly lacksOne: boolean;
  readonly whenNeeded: boolean;
}

type Round = Pick<PlanDetail, 'teams' | 'visits' | 'documents'>;

export function targetsOf(scope: Target['scope'], { teams, visits }: Round): Target[] {
  if (scope === 'visit') {
    return visits.filter(isVisitInRound).map(({ id, agencyName }) => ({ scope, id, label: agencyName }));
  }
  if (scope === 'team') return teams.map(({ id, name }) => ({ scope, id, label: name }));
  return teams.flatMap((team) =>
    team.members.map((member) => ({
      scope,
      id: member.id,
      label: [member.fullName ?? member.rankText, member.position ?? member.body]
        .filter((part) => part !== null && part !== '')
        .join(', '),
    })),
  );
}

/** Nobody meets where a report stands for the visit; who has no domain has nothing of their own to report on. */
function asksFor(kind: DocumentKind, target: Target, { teams, visits }: Round): boolean {
  if (kind === 'minutes' || kind === 'programme')
    return visits.some(({ id, status }) => id === target.id && status !== 'replaced_by_report');
  if (kind !== 'member_report') return true;
  return teams.some(({ members }) =>
    members.some(({ id, domainIds }) => id === target.id && domainIds.length > 0),
  );
}

const isLive = ({ status }: DocumentRow) => status !== 'withdrawn';

export function targetOf(document: DocumentRow, scope: Target['scope']): string | null {
  return scope === 'visit' ? document.visitId : scope === 'team' ? document.teamId : document.memberId;
}

/** Publishing an index belongs to few rounds. */
const rarely: ReadonlySet<DocumentKind> = new Set(['index_decision']);

export function kindLine(kind: DocumentKind, round: Round): KindLine {
  const documents = round.documents.filter((document) => document.kind === kind);
  const { scopes, many } = kindTraits[kind];
  const nothing = { kind, documents, expected: [], missing: [], lacksOne: false, whenNeeded: false } as const;
  const live = documents.filter(isLive);
  if (many || rarely.has(kind)) return { ...nothing, whenNeeded: true };
  const single = scopes.find((scope) => scope === 'visit' || scope === 'team' || scope === 'member');
  const ofRound = live.some(
    ({ visitId, teamId, memberId }) => visitId === null && teamId === null && memberId === null,
  );
  // Either one for all or one each: what was begun decides.
  if (single === undefined || (scopes.includes('round') && (ofRound || live.length === 0)))
    return { ...nothing, lacksOne: !ofRound };
  const expected = targetsOf(single, round).filter((target) => asksFor(kind, target, round));
  // Nobody is known yet of whom one is due; one may be drafted all the same.
  if (expected.length === 0) return { ...nothing, whenNeeded: true };
  const made = new Set(live.map((document) => targetOf(document, single)));
  return { ...nothing, expected, missing: expected.filter(({ id }) => !made.has(id)) };
}

export function lacking({ missing, lacksOne }: KindLine): number {
  return missing.length + (lacksOne ? 1 : 0);
}

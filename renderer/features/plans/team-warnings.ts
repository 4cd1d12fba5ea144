// What is not right with a team yet, in words, and which of it belongs where on the screen.
import type { TeamWarning } from '../../../core/contract/teams.ts';
import type { Texts } from '../../i18n/text.tsx';

/** As it stands under the team or the member it is about; these are not named again. */
export function teamWarningText({ code, params }: TeamWarning, t: Texts): string {
  const w = t.plans.team.warnings;
  const of = (name: string) => params[name] ?? '…';
  switch (code) {
    case 'NO_TEAM':
      return w.noTeam;
    case 'NO_LEAD':
      return w.noLead;
    case 'NO_SECRETARY':
      return w.noSecretary;
    case 'DOMAIN_UNCOVERED':
      return w.domainUncovered(of('domain'));
    case 'MEMBER_WITHOUT_DOMAIN':
      return w.memberWithoutDomain;
    case 'MEMBER_OF_INSPECTED_AGENCY':
      return w.memberOfInspected(of('agency'));
    case 'OWN_OFFICE_INSPECTED':
      return w.ownOffice(of('agency'));
    case 'PERSON_IN_TWO_TEAMS':
      return w.twoTeams(of('other'));
  }
}

/** One line for all domains that nobody covers, by their short names; then everything else has its own. */
export function teamWarningLines(
  warnings: readonly TeamWarning[],
  shortNames: ReadonlyMap<string, string>,
  t: Texts,
): readonly string[] {
  const w = t.plans.team.warnings;
  const uncovered = warnings.flatMap(({ code, domainId, params }) =>
    code === 'DOMAIN_UNCOVERED' ? [shortNames.get(domainId ?? '') ?? params['domain'] ?? '…'] : [],
  );
  const others = warnings.filter(({ code }) => code !== 'DOMAIN_UNCOVERED');
  return [
    ...others.map((warning) => teamWarningText(warning, t)),
    ...(uncovered.length === 0
      ? []
      : [uncovered.length === shortNames.size ? w.noneCovered : w.domainUncovered(uncovered.join('; '))]),
  ];
}

/** A warning is shown once, at the narrowest place it belongs to. */
export interface PlacedWarnings {
  readonly plan: readonly TeamWarning[];
  readonly ofTeam: (teamId: string) => readonly TeamWarning[];
  readonly ofMember: (memberId: string) => readonly TeamWarning[];
}
export function placeWarnings(warnings: readonly TeamWarning[]): PlacedWarnings {
  return {
    plan: warnings.filter((one) => one.memberId === null && one.teamId === null),
    ofTeam: (teamId) => warnings.filter((one) => one.memberId === null && one.teamId === teamId),
    ofMember: (memberId) => warnings.filter((one) => one.memberId === memberId),
  };
}

// The addresses of planning: what they show is prepared by the library server of fixtures.ts.
import type { LibraryServer } from '../fixtures.ts';

/** Agencies through time and the catalogue, criteria sets, annual plans; what all of them have is a main heading. */
export function planningScreens({
  endedAgencyId,
  frozenSetId,
  draftSetId,
  annualPlanId,
}: Pick<LibraryServer, 'endedAgencyId' | 'frozenSetId' | 'draftSetId' | 'annualPlanId'>): readonly string[] {
  return [
    '/agencies?layout=tree',
    '/agencies?state=in_force&on=2025-06-30&view=by_successor',
    ...['names', 'succession', 'history', 'recommendations', 'figures'].map(
      (tab) => `/agencies/${endedAgencyId}/${tab}`,
    ),
    '/agencies/catalogue?province=31',
    '/criteria',
    `/criteria/${draftSetId}`,
    `/criteria/${frozenSetId}`,
    `/criteria/compare?left=${frozenSetId}&right=${draftSetId}`,
    '/plans/annual',
    `/plans/annual/${annualPlanId}`,
    '/settings/domains',
  ];
}

/** Whose answers, evidence and figures stand in the tabs of one visit. */
export const visitTabs = [
  'findings',
  'self',
  'evidence',
  'procedures',
  'samples',
  'statistics',
  'explanation',
  'handouts',
] as const;

/** The desk at an agency and what belongs to it: registers of the office, its phrases and files. */
export function deskScreens({
  visitId,
  procedureListId,
  reportId,
}: Pick<LibraryServer, 'visitId' | 'procedureListId' | 'reportId'>): readonly string[] {
  return [
    ...visitTabs.map((tab) => `/visits/${visitId}/${tab}`),
    '/statistics',
    `/statistics/${reportId}`,
    '/agencies/procedures',
    `/agencies/procedures/${procedureListId}`,
    '/settings/phrases',
    '/settings/files',
  ];
}

// The addresses of planning, of the desk at an agency and of papers: what they show is prepared by the library server
// of fixtures.ts.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Texts } from '../../../renderer/i18n/text.tsx';
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

/** Papers of several kinds in the editor, what waits for its number, and what papers are worded from. */
export function documentScreens({
  illustrativePlanId,
  decisionId,
  summaryId,
  changedId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'decisionId' | 'summaryId' | 'changedId'>): readonly string[] {
  return [
    `/documents/${decisionId}`,
    `/documents/${summaryId}`,
    `/documents/${changedId}`,
    '/documents?view=awaiting',
    `/settings/boilerplates?kind=agency_notice&plan=${illustrativePlanId}`,
  ];
}

/** What the agencies owe after the round: the list with one record open, by agency, calendar, ageing, papers. */
export function remediationScreens({
  illustrativePlanId,
  recommendationId,
  remediationPaperId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'recommendationId' | 'remediationPaperId'>): readonly string[] {
  return [
    '/recommendations?settled=0',
    `/recommendations?plan=${illustrativePlanId}&due=overdue&recommendation=${recommendationId}`,
    '/recommendations?text=không có ở đâu',
    `/recommendations/agencies?plan=${illustrativePlanId}`,
    '/recommendations/calendar?month=2019-10',
    '/recommendations/ageing',
    '/recommendations/papers',
    `/recommendations/papers?plan=${illustrativePlanId}&paper=${remediationPaperId}`,
  ];
}

/** The reform index: sets, one set by its tabs, an agency's scores, two years compared. */
export function indexScreens({
  indexSetId,
  otherIndexSetId,
  indexEntryId,
}: Pick<LibraryServer, 'indexSetId' | 'otherIndexSetId' | 'indexEntryId'>): readonly string[] {
  return [
    '/par-index',
    `/par-index/${indexSetId}`,
    `/par-index/${otherIndexSetId}/items`,
    `/par-index/${indexSetId}/items`,
    `/par-index/${indexSetId}/ranking`,
    `/par-index/${indexSetId}/ranking?view=picture`,
    `/par-index/entries/${indexEntryId}`,
    `/par-index/compare?set=${indexSetId}&other=${otherIndexSetId}`,
    `/par-index/compare?set=${indexSetId}&other=${otherIndexSetId}&view=pairs`,
  ];
}

/** The reports of a year, one of them written, its annex, and the board of the agencies with one of them open. */
export function periodicScreens({
  periodReportId,
  agencyReportId,
}: Pick<LibraryServer, 'periodReportId' | 'agencyReportId'>): readonly string[] {
  return [
    '/reports',
    '/reports?year=2019',
    `/reports/${periodReportId}`,
    `/reports/${periodReportId}/annex`,
    `/reports/${periodReportId}/annex?show=empty`,
    `/reports/${periodReportId}/board`,
    `/reports/${periodReportId}/board?state=late&agency=${agencyReportId}`,
    `/reports/${periodReportId}/board?q=không có ở đâu`,
  ];
}

/** The lists, a round by its tabs, a visit, a paper and the settings. */
export function mainScreens({
  illustrativePlanId,
  visitId,
  documentId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'visitId' | 'documentId'>): readonly string[] {
  return [
    '/',
    '/plans',
    ...['', '/team', '/agencies', '/schedule', '/review', '/progress', '/documents', '/summary'].map(
      (tab) => `/plans/${illustrativePlanId}${tab}`,
    ),
    `/visits/${visitId}`,
    `/documents/${documentId}`,
    '/visits',
    '/recommendations',
    '/agencies',
    '/documents',
    ...['', '/people', '/issuers', '/legal', '/calendar', '/samples', '/about'].map(
      (tab) => `/settings${tab}`,
    ),
    '/nowhere',
  ];
}

/** All screens in parts: what goes through every one of them does so in a test for each part, not in one that grows. */
export const walks = [
  ['lists, a round, a visit, settings', mainScreens],
  ['agencies through time, criteria sets, annual plans', planningScreens],
  ['the desk at an agency', deskScreens],
  ['papers', documentScreens],
  ['remediation', remediationScreens],
  ['periodic reports', periodicScreens],
  ['the reform index', indexScreens],
  ['pictures', pictureScreens],
  ['sending and receiving', exchangeScreens],
  ['the seal and backups', sealScreens],
] as const satisfies readonly (readonly [string, (library: LibraryServer) => readonly string[]])[];

/** The office's seal with the offices it believes, copies and health. */
export function sealScreens(_library: LibraryServer): readonly string[] {
  return ['/settings/seal', '/settings/backups'];
}

/** Before anything was sent: both wizards at their first step, the lists empty. */
export function exchangeScreens(): readonly string[] {
  return ['/exchange', '/exchange/send', '/exchange/receive', '/exchange/history', '/exchange/matches'];
}

/** The pictures over years, each for the made-up round or its agencies. */
export function pictureScreens({
  illustrativePlanId,
  endedAgencyId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'endedAgencyId'>): readonly string[] {
  return [
    '/?year=2019',
    '/?year=all',
    '/pictures',
    '/pictures?by=office&measure=overdue',
    `/pictures?plan=${illustrativePlanId}&measure=score`,
    '/pictures?by=kind',
    `/pictures/limitations?plan=${illustrativePlanId}`,
    `/pictures/limitations?plan=${illustrativePlanId}&list=1`,
    '/pictures/repeaters',
    '/pictures/compare',
    `/pictures/compare?agencies=${endedAgencyId}&measure=remediation`,
    '/pictures/domains',
    '/pictures/one-stop',
    '/pictures/coverage?year=2019',
    '/pictures/remedied?year=2019',
  ];
}

export interface DocumentDialog {
  readonly name: string;
  readonly address: string;
  /** Opens it from that address and waits until it is whole. */
  readonly open: (page: Page, t: Texts) => Promise<void>;
}

/** Those that are opened from the list of a round and from one paper. */
export function documentDialogs({
  illustrativePlanId,
  summaryId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'summaryId'>): readonly DocumentDialog[] {
  const list = `/plans/${illustrativePlanId}/documents`;
  const dialog = (page: Page): Locator => page.getByRole('dialog');
  const button = (place: Page | Locator, name: string) => place.getByRole('button', { name, exact: true });
  const settled = async (page: Page) => {
    await expect(dialog(page)).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
    await expect(dialog(page).getByRole('progressbar')).toHaveCount(0, { timeout: 60_000 });
  };
  return [
    {
      name: 'new document',
      address: list,
      async open(page, t) {
        await button(page, t.registers.set.create).click();
        await settled(page);
      },
    },
    {
      name: 'print',
      address: list,
      async open(page, t) {
        await button(page, t.registers.print).click();
        await settled(page);
      },
    },
    {
      name: 'format check',
      address: `/documents/${summaryId}`,
      async open(page, t) {
        await button(page, t.frame.more).click();
        await page.getByRole('menuitem', { name: t.formatChecks.title }).click();
        await settled(page);
        await expect(dialog(page)).toContainText(t.formatChecks.chooseOther);
      },
    },
  ];
}

/** An agency's paper being entered, reminder letters for many, acts and proof of one recommendation. */
export function remediationDialogs({
  illustrativePlanId,
  recommendationId,
}: Pick<LibraryServer, 'illustrativePlanId' | 'recommendationId'>): readonly DocumentDialog[] {
  const record = `/recommendations?recommendation=${recommendationId}`;
  const agencies = `/recommendations/agencies?plan=${illustrativePlanId}`;
  const press = (name: (t: Texts) => string) => async (page: Page, t: Texts) => {
    await page
      .getByRole('button', { name: name(t), exact: true })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
  };
  return [
    { name: 'paper of an agency', address: record, open: press((t) => t.remediation.record.enterReport) },
    { name: 'proof', address: record, open: press((t) => t.remediation.record.addProof) },
    { name: 'extension', address: record, open: press((t) => t.remediation.acts.extend) },
    { name: 'reminders', address: agencies, open: press((t) => t.remediation.agencies.remind) },
    { name: 'follow-up visits', address: agencies, open: press((t) => t.remediation.agencies.followUp) },
  ];
}

/** A report in between, words of an earlier one, who must report, letters of reminder. */
export function periodicDialogs({
  periodReportId,
}: Pick<LibraryServer, 'periodReportId'>): readonly DocumentDialog[] {
  const press = (name: (t: Texts) => string | RegExp) => async (page: Page, t: Texts) => {
    await page
      .getByRole('button', { name: name(t) })
      .first()
      .click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page.locator('.MuiSkeleton-root')).toHaveCount(0);
  };
  const report = `/reports/${periodReportId}`;
  return [
    { name: 'new report', address: '/reports?year=2019', open: press((t) => t.periodic.create) },
    { name: 'words of an earlier report', address: report, open: press((t) => t.periodic.write.carry) },
    {
      name: 'who must report',
      address: `${report}/board`,
      open: press((t) => t.periodic.agencies.choose),
    },
    {
      name: 'letters of reminder',
      address: `${report}/board`,
      open: press((t) => new RegExp(`^${t.periodic.agencies.remind}`, 'u')),
    },
  ];
}

/** Every dialog that is opened from an address. */
export const dialogsOf = (library: LibraryServer): readonly DocumentDialog[] => [
  ...documentDialogs(library),
  ...remediationDialogs(library),
  ...periodicDialogs(library),
];

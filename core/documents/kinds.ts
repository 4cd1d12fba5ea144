// The kinds of official papers and what is fixed about each: its name and abbreviation (Nghị định 30/2020, Phụ lục III,
// mục I), how its page is built, and what it is about. Everything that goes by kind reads this table.

export const documentKinds = [
  'nomination_request',
  'team_decision',
  'plan',
  'schedule_notice',
  'programme',
  'minutes',
  'member_report',
  'remarks_table',
  'agency_notice',
  'collective_notice',
  'team_report',
  'summary_report',
  'remediation_plan_form',
  'remediation_report_form',
  'reminder',
  'remediation_summary',
  'index_decision',
  'one_stop_notice',
  'submission',
  'submission_slip',
  'news_item',
  'period_report',
  'report_reminder',
] as const;
export type DocumentKind = (typeof documentKinds)[number];

/**
 * named: title and subject in the middle; addressed: the same with `Kính gửi`; letter: công văn, `V/v …` under the
 * number; decision: authority line, grounds, `QUYẾT ĐỊNH:`, articles; minutes: a grid of parties instead of one
 * signature; form: to be filled in and signed by the agency; slip: an internal sheet; news: no head and no signature.
 */
export type DocumentFamily =
  'named' | 'addressed' | 'letter' | 'decision' | 'minutes' | 'form' | 'slip' | 'news';

/** What one paper is about besides its round; several where it may be either. */
export type DocumentScope =
  'round' | 'visit' | 'team' | 'member' | 'document' | 'period' | 'period_report' | 'agency_report' | 'index';

/** Who issues it when nobody says: of the plan, of the notices, the department, the team, or the inspected agency. */
export type IssuerRole = 'plan' | 'notice' | 'department' | 'agency';

export interface KindTraits {
  readonly family: DocumentFamily;
  /** Printed in capitals; null: a letter has none. */
  readonly title: string | null;
  /** In the symbol; null where the decree has none for it. */
  readonly abbreviation: string | null;
  readonly scopes: readonly DocumentScope[];
  /** `none`: it never bears a number; `optional`: minutes and the like may do without. */
  readonly numbered: 'always' | 'optional' | 'none';
  readonly issuer: IssuerRole;
  /** There may be several at a time about the same thing. */
  readonly many: boolean;
}

const named = { family: 'named', numbered: 'always', many: false } as const;

export const kindTraits: Readonly<Record<DocumentKind, KindTraits>> = {
  nomination_request: {
    ...named,
    family: 'letter',
    title: null,
    abbreviation: null,
    scopes: ['round'],
    issuer: 'department',
    many: true,
  },
  team_decision: {
    ...named,
    family: 'decision',
    title: 'Quyết định',
    abbreviation: 'QĐ',
    scopes: ['team'],
    issuer: 'plan',
  },
  plan: { ...named, title: 'Kế hoạch', abbreviation: 'KH', scopes: ['round'], issuer: 'plan' },
  schedule_notice: {
    ...named,
    title: 'Thông báo',
    abbreviation: 'TB',
    scopes: ['round', 'visit'],
    issuer: 'notice',
  },
  programme: {
    ...named,
    title: 'Chương trình',
    abbreviation: 'CTr',
    scopes: ['visit'],
    numbered: 'optional',
    issuer: 'notice',
  },
  minutes: {
    ...named,
    family: 'minutes',
    title: 'Biên bản',
    abbreviation: 'BB',
    scopes: ['visit'],
    numbered: 'optional',
    issuer: 'notice',
  },
  member_report: {
    ...named,
    family: 'addressed',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['member'],
    numbered: 'optional',
    issuer: 'notice',
  },
  remarks_table: {
    ...named,
    title: 'Bảng tổng hợp tiếp thu, giải trình',
    abbreviation: null,
    scopes: ['visit'],
    numbered: 'none',
    issuer: 'notice',
  },
  agency_notice: { ...named, title: 'Thông báo', abbreviation: 'TB', scopes: ['visit'], issuer: 'notice' },
  collective_notice: {
    ...named,
    title: 'Thông báo',
    abbreviation: 'TB',
    scopes: ['round'],
    issuer: 'notice',
  },
  team_report: {
    ...named,
    family: 'addressed',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['round', 'team'],
    issuer: 'notice',
  },
  summary_report: {
    ...named,
    family: 'addressed',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['round'],
    issuer: 'department',
  },
  remediation_plan_form: {
    ...named,
    family: 'form',
    title: 'Kế hoạch',
    abbreviation: 'KH',
    scopes: ['visit'],
    issuer: 'agency',
  },
  remediation_report_form: {
    ...named,
    family: 'form',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['visit'],
    issuer: 'agency',
  },
  reminder: {
    ...named,
    family: 'letter',
    title: null,
    abbreviation: null,
    scopes: ['visit'],
    issuer: 'department',
    many: true,
  },
  remediation_summary: {
    ...named,
    family: 'addressed',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['round'],
    issuer: 'department',
  },
  index_decision: {
    ...named,
    family: 'decision',
    title: 'Quyết định',
    abbreviation: 'QĐ',
    scopes: ['round', 'index'],
    issuer: 'plan',
  },
  one_stop_notice: {
    ...named,
    title: 'Thông báo',
    abbreviation: 'TB',
    scopes: ['period'],
    issuer: 'department',
    many: true,
  },
  submission: {
    ...named,
    family: 'addressed',
    title: 'Tờ trình',
    abbreviation: 'TTr',
    scopes: ['document'],
    issuer: 'department',
    many: true,
  },
  submission_slip: {
    ...named,
    family: 'slip',
    title: 'Phiếu trình',
    abbreviation: null,
    scopes: ['document'],
    numbered: 'none',
    issuer: 'department',
    many: true,
  },
  news_item: {
    ...named,
    family: 'news',
    title: null,
    abbreviation: null,
    scopes: ['round', 'visit'],
    numbered: 'none',
    issuer: 'department',
    many: true,
  },
  period_report: {
    ...named,
    family: 'addressed',
    title: 'Báo cáo',
    abbreviation: 'BC',
    scopes: ['period_report'],
    issuer: 'department',
  },
  report_reminder: {
    ...named,
    family: 'letter',
    title: null,
    abbreviation: null,
    scopes: ['agency_report'],
    issuer: 'department',
    many: true,
  },
};

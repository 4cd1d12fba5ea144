// Tables as the kinds of record that a person knows, for counting what a restore brings back.
import type { RestorePreview } from '../../../core/contract/backups.ts';

export const recordKinds = [
  'plans',
  'visits',
  'findings',
  'remediation',
  'documents',
  'evidence',
  'statistics',
  'reports',
  'index',
  'agencies',
  'criteria',
  'office',
  'exchange',
  'journal',
  'other',
] as const;
export type RecordKind = (typeof recordKinds)[number];

const tablesOf: Readonly<Record<Exclude<RecordKind, 'other'>, readonly string[]>> = {
  office: [
    'office',
    'person',
    'installation',
    'issuer',
    'boilerplate',
    'setting',
    'saved_view',
    'phrase',
    'indicator_threshold',
    'calendar_day',
    'legal_document',
  ],
  agencies: ['agency', 'agency_version', 'agency_succession', 'agency_match', 'admin_unit'],
  criteria: ['criteria_set', 'criterion', 'criterion_match', 'domain'],
  plans: [
    'plan',
    'team',
    'team_member',
    'team_member_domain',
    'nomination',
    'busy_day',
    'programme_item',
    'par_plan',
    'par_task',
  ],
  visits: [
    'visit',
    'answer',
    'self_answer',
    'self_report',
    'register',
    'register_line',
    'sample',
    'sample_item',
    'procedure_check',
    'procedure_posting',
    'explanation_round',
    'remark',
    'handout',
    'handout_key',
  ],
  findings: ['finding', 'finding_agency', 'recommendation', 'recommendation_transfer'],
  remediation: [
    'remediation_paper',
    'remediation_entry',
    'remediation_proof',
    'recommendation_event',
    'repeat_clock',
  ],
  documents: ['document'],
  evidence: ['evidence', 'evidence_link', 'document_scan', 'blob'],
  statistics: ['statistics_report', 'statistics_line', 'procedure_list', 'procedure'],
  reports: ['period_report', 'period_section', 'period_figure', 'agency_report', 'agency_figure'],
  index: ['index_set', 'index_item', 'index_match', 'index_entry', 'index_score', 'index_remark'],
  exchange: [
    'own_key',
    'trusted_office',
    'exchange_state',
    'exchange_stream',
    'exchange_package',
    'backup_place',
  ],
  journal: ['change_set', 'change', 'change_payload', 'tombstone'],
};
const kindOf = new Map(
  recordKinds.flatMap((kind) =>
    kind === 'other' ? [] : tablesOf[kind].map((table): [string, RecordKind] => [table, kind]),
  ),
);

export function recordKindOf(table: string): RecordKind {
  return kindOf.get(table) ?? 'other';
}

export interface KindCount {
  readonly kind: RecordKind;
  /** Rows that are here now. */
  readonly here: number;
  /** Rows that come back. */
  readonly back: number;
}

/** Sums of the preview in a fixed order; kinds of which neither side has a row are left out. */
export function countsByKind(tables: RestorePreview['tables']): readonly KindCount[] {
  return recordKinds.flatMap((kind) => {
    const own = tables.filter(({ table }) => recordKindOf(table) === kind);
    const here = own.reduce((sum, { now }) => sum + now, 0);
    const back = own.reduce((sum, one) => sum + one.restored, 0);
    return here === 0 && back === 0 ? [] : [{ kind, here, back }];
  });
}

// Inputs for commands, made from their schemas, in which every id is that of a row of another office: whatever key names
// a row, and of which table, stands in two lists. What a schema cannot tell stands in `particular`.
import type { z } from 'zod';
import { contract, type Method } from '../../core/contract/index.ts';
import type { TableName } from '../../db/registry.ts';
import type { ForeignOffice } from './foreign-rows.ts';

/** The table of `id`, by the method's area. */
const tableOfArea: Readonly<Record<string, TableName>> = {
  agencies: 'agency',
  agencyReports: 'agency_report',
  boilerplates: 'boilerplate',
  criteria: 'criterion',
  criteriaSets: 'criteria_set',
  documents: 'document',
  domains: 'domain',
  evidence: 'evidence',
  findings: 'finding',
  indexEntries: 'index_entry',
  indexItems: 'index_item',
  indexRemarks: 'index_remark',
  indexSets: 'index_set',
  issuers: 'issuer',
  legalDocuments: 'legal_document',
  members: 'team_member',
  nominations: 'nomination',
  offices: 'office',
  parPlans: 'par_plan',
  parTasks: 'par_task',
  periodReports: 'period_report',
  persons: 'person',
  phrases: 'phrase',
  plans: 'plan',
  postings: 'procedure_posting',
  procedureLists: 'procedure_list',
  procedures: 'procedure',
  programme: 'programme_item',
  proofs: 'remediation_proof',
  recommendations: 'recommendation',
  remarks: 'remark',
  remediation: 'recommendation',
  remediationPapers: 'remediation_paper',
  sampleItems: 'sample_item',
  samples: 'sample',
  scans: 'document_scan',
  statistics: 'statistics_report',
  successions: 'agency_succession',
  teams: 'team',
  visits: 'visit',
  answers: 'answer',
};
const tableOfKey: Readonly<Record<string, TableName>> = {
  planId: 'plan',
  visitId: 'visit',
  agencyId: 'agency',
  agencyIds: 'agency',
  teamId: 'team',
  teamMemberId: 'team_member',
  memberId: 'team_member',
  findingId: 'finding',
  criterionId: 'criterion',
  domainId: 'domain',
  recommendationId: 'recommendation',
  recommendationIds: 'recommendation',
  evidenceId: 'evidence',
  documentId: 'document',
  parPlanId: 'par_plan',
  sampleId: 'sample',
  procedureListId: 'procedure_list',
  reportId: 'period_report',
  periodReportId: 'period_report',
  agencyReportId: 'agency_report',
  sectionId: 'period_section',
  indexSetId: 'index_set',
  entryId: 'index_entry',
  indexEntryId: 'index_entry',
  itemId: 'index_item',
  indexItemId: 'index_item',
  paperId: 'remediation_paper',
  criteriaSetId: 'criteria_set',
  personId: 'person',
  issuerId: 'issuer',
  predecessorIds: 'agency',
  successorIds: 'agency',
  localAgencyId: 'agency',
  foreignAgencyId: 'agency',
  statisticsReportId: 'statistics_report',
};

type Def = { readonly type: string } & Readonly<Record<string, unknown>>;
const defOf = (schema: z.ZodType) => schema._zod.def as unknown as Def;

export interface MadeInput {
  readonly input: unknown;
  /** Tables whose foreign rows it names. */
  readonly names: readonly TableName[];
}

/** Undefined: it names no row, or none of the sample. */
export function foreignInput(
  method: Method,
  foreign: ForeignOffice,
  particular: Readonly<Record<string, unknown>> = {},
): MadeInput | undefined {
  const names: TableName[] = [];
  const area = method.split('.')[0]!;
  const idFor = (key: string): string | undefined => {
    const table = key === 'id' || key === 'ids' ? tableOfArea[area] : tableOfKey[key];
    if (table === undefined || (foreign.rows.get(table)?.length ?? 0) === 0) return undefined;
    names.push(table);
    return foreign.id(table);
  };
  const nothing = Symbol('left out');
  function make(schema: z.ZodType, key: string): unknown {
    const def = defOf(schema);
    switch (def.type) {
      case 'object': {
        const shape = (def as unknown as { shape: Record<string, z.ZodType> }).shape;
        const made: Record<string, unknown> = {};
        for (const [name, inner] of Object.entries(shape)) {
          const value = name in particular ? particular[name] : make(inner, name);
          if (value !== nothing && value !== undefined) made[name] = value;
        }
        return made;
      }
      case 'optional':
      case 'default': {
        const inner = def['innerType'] as z.ZodType;
        return tableOfKey[key] !== undefined || key === 'ids' ? make(inner, key) : nothing;
      }
      case 'nullable': {
        const inner = def['innerType'] as z.ZodType;
        return tableOfKey[key] !== undefined ? (idFor(key) ?? null) : key === 'rev' ? make(inner, key) : null;
      }
      case 'array': {
        const inner = make(def['element'] as z.ZodType, key);
        return inner === nothing ? [] : [inner];
      }
      case 'pipe':
        return make(def['in'] as z.ZodType, key);
      case 'enum':
        return Object.values(def['entries'] as Record<string, string>)[0];
      case 'literal':
        return (def['values'] as unknown[])[0];
      case 'union':
        return make((def['options'] as z.ZodType[])[0]!, key);
      case 'boolean':
        return true;
      case 'number':
      case 'int':
        return schema.safeParse(1).success ? 1 : 2000;
      case 'record':
        return {};
      case 'string': {
        const known = idFor(key);
        if (known !== undefined && schema.safeParse(known).success) return known;
        const tries = [
          'Nội dung',
          '2022-05-04',
          '08:00',
          'a'.repeat(64),
          '01900000-0000-7000-8000-000000000000',
          '',
        ];
        return tries.find((one) => schema.safeParse(one).success) ?? nothing;
      }
      default:
        return nothing;
    }
  }
  const input = make(contract[method].input, '');
  return names.length === 0 ? undefined : { input, names };
}

/** The library of legal documents that plans and successions stand on, and where texts cite them out of season. */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  day,
  deleted,
  deleteInput,
  id,
  requiredText,
  rowStamp,
  shortText,
  text,
  updateInput,
} from './common.ts';

export const legalDocumentKinds = [
  'luat',
  'phap_lenh',
  'nghi_quyet',
  'nghi_dinh',
  'thong_tu',
  'quyet_dinh',
  'chi_thi',
  'ke_hoach',
  'cong_van',
  'khac',
] as const;

export const legalDocumentFields = {
  kind: z.enum(legalDocumentKinds),
  /** Number and symbol as printed: "76/NQ-CP", "72/2025/QH15". */
  symbol: text(60).nullable(),
  issuedOn: day.nullable(),
  /** As a citation names it: "Chính phủ", "Bộ trưởng Bộ Nội vụ". */
  issuerName: shortText.nullable(),
  /** Trích yếu without the kind: "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030". */
  subject: requiredText(1000),
  effectiveFrom: day.nullable(),
  /** The last day in force. */
  effectiveTo: day.nullable(),
  replacedById: id.nullable(),
  note: text(4000).nullable(),
};
export const legalDocument = z.strictObject({
  ...rowStamp,
  ...legalDocumentFields,
  /** Whole, as it is cited first; and short, as it is cited after that (Nghị định 30/2020, Phụ lục I). */
  firstCitation: z.string(),
  shortCitation: z.string(),
  replacedByName: z.string().nullable(),
});
export type LegalDocument = z.infer<typeof legalDocument>;

/** A citation of a document that was not yet, or no longer, in force on the day of the text. */
export const groundWarning = z.strictObject({
  /** Index of the text it stands in. */
  index: z.int(),
  legalDocumentId: id,
  citation: z.string(),
  state: z.enum(['not_yet', 'no_longer', 'issued_later']),
  /** The day it came, or ceased to be, in force. */
  day: z.string().nullable(),
  replacedBy: z.string().nullable(),
});
export type GroundWarning = z.infer<typeof groundWarning>;

export const legal = {
  'legalDocuments.list': query({
    input: z.strictObject({ text: text(200).optional(), on: day.optional() }),
    output: z.array(legalDocument),
  }),
  'legalDocuments.create': command({
    input: z.strictObject({
      kind: legalDocumentFields.kind,
      subject: legalDocumentFields.subject,
      ...z.strictObject(legalDocumentFields).omit({ kind: true, subject: true }).partial().shape,
    }),
    output: legalDocument,
  }),
  'legalDocuments.update': command({ input: updateInput(legalDocumentFields), output: legalDocument }),
  'legalDocuments.delete': command({ input: deleteInput, output: deleted }),
  /** Finds citations in texts, however they were typed, and says which do not hold on the day. */
  'legalDocuments.check': query({
    input: z.strictObject({ texts: z.array(text(1000)).max(50), on: day }),
    output: z.array(groundWarning),
  }),
} as const;

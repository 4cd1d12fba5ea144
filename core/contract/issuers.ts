/** Who issues documents: header lines, authority line, signer, number series (Nghị định 30/2020, Phụ lục I). */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  deleted,
  deleteInput,
  id,
  noInput,
  requiredText,
  rowStamp,
  shortText,
  text,
  updateInput,
} from './common.ts';

/** Chữ ký (Nghị định 30/2020, Phụ lục I, mục II.7): by right, for the head, by order, by authorisation, acting. */
export const signAuthorities = [
  'chairman_collective',
  'deputy_collective',
  'chairman',
  'deputy_chairman',
  'head',
  'deputy_head',
  'by_order',
  'by_order_deputy',
  'by_authorisation',
  'acting_head',
  'team_lead',
] as const;
export type SignAuthority = (typeof signAuthorities)[number];

export const issuerFields = {
  /** `ubnd` acts as a collective, `chairman` by personal authority, `team` is the đoàn/tổ itself. */
  kind: z.enum(['ubnd', 'chairman', 'department', 'team']),
  /** As sentences name it: "Chủ tịch Ủy ban nhân dân tỉnh Hải Dương". */
  name: requiredText(300),
  /** Header, not bold: cơ quan chủ quản. Lines separated by \n. */
  parentLine: shortText.nullable(),
  /** Header, bold: cơ quan ban hành. */
  nameLine: requiredText(300),
  /** Under the subject of a decision: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …". */
  authorityLine: shortText.nullable(),
  /** "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", or "TRƯỞNG ĐOÀN". */
  signLines: shortText.nullable(),
  /** How the signer signs (core/rules/sign-authority.ts); the lines above follow it until somebody edits them. */
  signAuthority: z.enum(signAuthorities).nullable(),
  signerName: text(120).nullable(),
  /** Printed between the signature and the name where a team uses an agency's seal: "PHÓ CHỦ TỊCH UBND TỈNH". */
  signerTitleBelow: shortText.nullable(),
  /** Abbreviation in a document's symbol: UBND, SNV, ĐKT. */
  symbol: text(40).nullable(),
  numberSeries: text(80).nullable(),
  /** It gives its own numbers (a team with a seal), so that a missing number is a gap. */
  ownsSeries: z.boolean(),
  placeName: text(120).nullable(),
  /** After "Lưu:" in Nơi nhận: "VT, CCHC". */
  archiveLine: text(120).nullable(),
};
export const issuer = z.strictObject({ ...rowStamp, ...issuerFields, officeId: id });
export type Issuer = z.infer<typeof issuer>;

export const issuers = {
  'issuers.list': query({ input: noInput, output: z.array(issuer) }),
  'issuers.create': command({
    input: z.strictObject({
      ...issuerFields,
      signAuthority: issuerFields.signAuthority.default(null),
      ownsSeries: issuerFields.ownsSeries.default(false),
    }),
    output: issuer,
  }),
  'issuers.update': command({ input: updateInput(issuerFields), output: issuer }),
  'issuers.delete': command({ input: deleteInput, output: deleted }),
} as const;

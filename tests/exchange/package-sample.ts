/** A small package of two tables and two files, for whoever tests what reads and writes packages. */
import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeAgeKeys } from '../../core/exchange/package/age-keys.ts';
import { makeKeys } from '../../core/exchange/package/minisign.ts';
import type {
  OwnSecrets,
  PackageFile,
  PackageHeader,
  PackageRow,
  TableForm,
} from '../../core/exchange/package/types.ts';
import { NO_HASH, PROFILE, PROFILE_VERSION } from '../../core/exchange/package/types.ts';
import type { PackageInput } from '../../main/exchange/package-writer.ts';

export const sampleId = (n: number) => `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;

export function sampleSecrets(n: number): OwnSecrets {
  const sign = makeKeys(new Uint8Array(32).fill(n));
  const age = makeAgeKeys(new Uint8Array(32).fill(n + 100));
  return { keyId: sampleId(n), officeId: sampleId(1000 + n), ...sign, ...age };
}
export const sender = sampleSecrets(1);
export const recipient = sampleSecrets(2);
export const stranger = sampleSecrets(3);

export const noProgress = { step: () => undefined };

export function workFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'cchc-package-'));
}

const leading = [
  { name: 'id', type: 'text', nullable: false, personal: false },
  { name: 'origin_office_id', type: 'text', nullable: false, personal: false },
  { name: 'origin_version', type: 'integer', nullable: false, personal: false },
] as const;

export const planForm: TableForm = {
  name: 'plan',
  columns: [
    ...leading,
    { name: 'title', type: 'text', nullable: false, personal: false },
    { name: 'note', type: 'text', nullable: true, personal: false },
    { name: 'signer', type: 'text', nullable: true, personal: true },
    { name: 'closed', type: 'boolean', nullable: false, personal: false },
    { name: 'deadlines', type: 'json', nullable: true, personal: false },
  ],
  references: {},
};
export const visitForm: TableForm = {
  name: 'visit',
  columns: [
    ...leading,
    { name: 'plan_id', type: 'text', nullable: false, personal: false },
    { name: 'follows_id', type: 'text', nullable: true, personal: false },
    { name: 'points', type: 'integer', nullable: true, personal: false },
  ],
  references: { plan_id: 'plan', follows_id: 'visit' },
};

const own = (n: number) => ({
  id: sampleId(n),
  origin_office_id: sender.officeId,
  origin_version: 268_435_456 + n,
});
export const planRows: readonly PackageRow[] = [
  {
    ...own(1),
    title: 'Kế hoạch kiểm tra cải cách hành chính năm 2026',
    note: null,
    signer: 'Nguyễn Văn A',
    closed: 0,
    deadlines: '{"a":[1,2],"ghi chú":"hai, \\"ba\\""}',
  },
  {
    ...own(2),
    title: '"Nháy", phẩy\r\nxuống dòng',
    note: '',
    signer: null,
    closed: 1,
    deadlines: null,
  },
  { ...own(3), title: '\\e', note: '\\', signer: '…', closed: 1, deadlines: '"x"' },
];
export const visitRows: readonly PackageRow[] = [
  { ...own(11), plan_id: sampleId(1), follows_id: null, points: -150 },
  { ...own(12), plan_id: sampleId(1), follows_id: sampleId(11), points: null },
];

export function sampleHeader(change: Partial<PackageHeader> = {}): PackageHeader {
  return {
    profile: PROFILE,
    version: PROFILE_VERSION,
    bagId: sampleId(500),
    sender: {
      officeId: sender.officeId,
      name: 'UBND huyện Lai Vung',
      level: 'district',
      signPublic: sender.signPublic,
      ageRecipient: sender.ageRecipient,
    },
    recipientOfficeId: recipient.officeId,
    recipientName: 'UBND tỉnh Đồng Tháp',
    stream: sampleId(501),
    seq: 1,
    previousHash: NO_HASH,
    kind: 'complete',
    title: 'Toàn bộ dữ liệu 100% đến 30/9',
    planId: null,
    periodFrom: '2026-01-01',
    periodTo: '2026-09-30',
    madeAt: Date.UTC(2026, 9, 1, 8, 30, 15, 250),
    schemaVersion: 60,
    epoch: 1,
    withEvidence: true,
    withPersonal: true,
    journal: { from: 1, to: 7, previousHead: '', head: 'ab'.repeat(32) },
    ...change,
  };
}

export function sampleFile(text: string, media: string, folder: PackageFile['folder']) {
  const bytes = Buffer.from(text, 'utf8');
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    media,
    folder,
    async *open() {
      yield bytes;
    },
  };
}

const criteria = '{"name":"Bộ tiêu chí","version":1}';

export function sampleInput(folder: string, change: Partial<PackageInput> = {}): PackageInput {
  return {
    header: sampleHeader(),
    tables: [
      { form: visitForm, rows: visitRows },
      { form: planForm, rows: planRows },
    ],
    deletions: [{ table: 'visit', id: sampleId(13), originOfficeId: sender.officeId, version: 268_435_470 }],
    criteria: [{ name: `cb-2026@${createHash('sha256').update(criteria).digest('hex')}`, json: criteria }],
    journal: ['{"seq":1}', '{"seq":2,"ghi":"chú"}'],
    files: [
      sampleFile('một tấm ảnh', 'image/jpeg', 'evidence'),
      sampleFile('%PDF-1.7 thông báo', 'application/pdf', 'documents'),
      sampleFile('', 'text/plain', 'evidence'),
    ],
    secrets: sender,
    seal: { recipients: [recipient.ageRecipient, sender.ageRecipient] },
    target: path.join(folder, 'lai-vung-2026-1.cchc'),
    workFolder: folder,
    progress: noProgress,
    ...change,
  };
}

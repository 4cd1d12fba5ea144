/** The workbooks that go out with a notice: what was recommended to one agency, with cells for its plan or its report. */
import { setImmediate } from 'node:timers/promises';
import type { HandlersOf } from '../../core/contract/index.ts';
import type { remediation } from '../../core/contract/remediation.ts';
import {
  EVIDENCE_LIMIT,
  fieldsOfForm,
  formKey,
  type FormKind,
  type RemediationField,
  remediationFields,
  resultWords,
  TEXT_LIMIT,
} from '../../core/exchange/remediation-sheet.ts';
import { isSettled } from '../../core/rules/due.ts';
import { asciiName, shortBody } from '../../core/rules/file-name.ts';
import { shortDay } from '../../core/rules/format.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { StoredRecommendation } from '../../db/recommendations.ts';
import type { StoredEntry } from '../../db/remediation.ts';
import type { CellCheck } from '../spreadsheet/form-features.ts';
import {
  illustrativeMark,
  illustrativeTitle,
  type Workbook,
  writeWorkbook,
  XLSX_MEDIA,
} from '../spreadsheet/write-workbook.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import { sha256 } from './document-pages.ts';
import { createZip } from './form-making.ts';
import { newestPapers, paperDueOn } from './remediation-agencies.ts';

type FormMethods = Pick<typeof remediation, 'remediationPapers.form' | 'remediationPapers.forms'>;

const titles = {
  plan: 'KẾ HOẠCH KHẮC PHỤC TỒN TẠI, HẠN CHẾ SAU KIỂM TRA',
  report: 'KẾT QUẢ KHẮC PHỤC TỒN TẠI, HẠN CHẾ SAU KIỂM TRA',
} as const;
const names = { plan: 'Kế hoạch khắc phục', report: 'Kết quả khắc phục' } as const;
const widths: Readonly<Record<RemediationField, number>> = {
  key: 10,
  number: 6,
  finding: 40,
  recommendation: 44,
  due: 14,
  text: 48,
  result: 18,
  doneOn: 15,
  promisedOn: 15,
  evidence: 36,
};

interface FormFacts {
  readonly plan: StoredPlan;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly kind: FormKind;
  readonly officeName: string | null;
  readonly dueOn: string | null;
  readonly lines: readonly {
    readonly row: StoredRecommendation;
    readonly findingText: string | null;
    readonly entry: StoredEntry | undefined;
  }[];
}

function checkOf(field: RemediationField): CellCheck | 'any' | undefined {
  switch (field) {
    case 'text':
      return { type: 'length', most: TEXT_LIMIT, error: `Tối đa ${String(TEXT_LIMIT)} ký tự.` };
    case 'evidence':
      return { type: 'length', most: EVIDENCE_LIMIT, error: `Tối đa ${String(EVIDENCE_LIMIT)} ký tự.` };
    case 'result': {
      const values = Object.values(resultWords);
      return { type: 'list', values, error: `Chọn một trong: ${values.join('; ')}.` };
    }
    case 'doneOn':
    case 'promisedOn':
      return 'any';
    default:
      return undefined;
  }
}

function workbookOf(facts: FormFacts): Workbook {
  const { plan, kind, agencyId, agencyName, lines } = facts;
  const fields = fieldsOfForm(kind);
  const labels = new Map(remediationFields.map(({ key, labels: { vi } }) => [key, vi]));
  const valueOf = (field: RemediationField, line: FormFacts['lines'][number], index: number) => {
    const { row, entry } = line;
    switch (field) {
      case 'key':
        return formKey({ kind, planId: plan.id, agencyId, recommendationId: row.id });
      case 'number':
        return String(index + 1);
      case 'finding':
        return line.findingText;
      case 'recommendation':
        return row.text;
      case 'due':
        return row.dueOn === null ? row.dueNote : shortDay(row.dueOn);
      case 'result':
        return entry?.result == null ? null : resultWords[entry.result];
      case 'text':
      case 'doneOn':
      case 'promisedOn':
      case 'evidence':
        return entry?.[field] ?? null;
    }
  };
  const lead = [
    `Đơn vị: ${agencyName}`,
    `Đợt kiểm tra: ${plan.title}`,
    ...(facts.officeName === null ? [] : [`Nơi nhận lại: ${facts.officeName}`]),
    `Thời hạn gửi: ${facts.dueOn === null ? '…………' : `chậm nhất ngày ${shortDay(facts.dueOn)}`}`,
    '',
    `1. Chỉ điền vào các ô nền vàng của trang “${names[kind]}”. Các ô khác đã khóa để phần mềm nhận lại được biểu.`,
    kind === 'plan'
      ? '2. Ghi biện pháp và ngày cam kết hoàn thành cho từng kiến nghị; ngày ghi theo dạng ngày/tháng/năm.'
      : '2. Chọn mức độ hoàn thành cho từng kiến nghị; đã hoàn thành thì ghi ngày hoàn thành (ngày/tháng/năm) và tài liệu kiểm chứng.',
    '3. Tài liệu kiểm chứng: ghi số, ký hiệu, ngày của văn bản, hoặc tên hồ sơ, hệ thống; mỗi tài liệu một dòng; gửi kèm bản chụp.',
    '4. Không thêm, xóa, đổi chỗ hàng và cột. Gửi lại tệp này (dạng .xlsx) cùng văn bản đã ký.',
  ];
  return {
    ...illustrativeMark(plan.illustrative),
    sheets: [
      {
        name: 'Hướng dẫn',
        titles: [titles[kind], ...illustrativeTitle(plan.illustrative)],
        header: false,
        columns: [{ header: '', width: 88, wrap: true }],
        rows: lead.map((line) => [line]),
        portrait: true,
      },
      {
        name: names[kind],
        titles: [
          `${titles[kind]} – ${agencyName}`,
          ...illustrativeTitle(plan.illustrative),
          'Chỉ điền vào các ô nền vàng. Xem trang “Hướng dẫn”.',
        ],
        columns: fields.map((field) => ({
          header: labels.get(field) ?? field,
          width: widths[field],
          wrap: true,
          type: field === 'doneOn' || field === 'promisedOn' ? 'day' : 'text',
        })),
        rows: lines.map((line, index) => fields.map((field) => valueOf(field, line, index))),
        form: {
          openCell: (_row, column) => checkOf(fields[column] ?? 'key'),
          isShut: () => false,
          isHeading: () => false,
          hiddenColumns: [fields.indexOf('key')],
        },
      },
    ],
  };
}

export function createRemediationFormHandlers(context: ServiceContext): HandlersOf<FormMethods> {
  const { stores, handles, session } = context;
  const planOf = (id: string) => found(stores.plans.get(id), 'plan', id);

  function put(bytes: Uint8Array, fileName: string, media: string) {
    const digest = sha256(bytes);
    const about = { fileName, media };
    const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
    return { ...about, url, bytes: bytes.byteLength, pages: null, sha256: digest, expiresAt };
  }

  /** What is settled is asked for no more. */
  function factsOf(plan: StoredPlan, agencyId: string, agencyName: string, kind: FormKind): FormFacts {
    const paper = newestPapers(stores.remediation.papers({ planId: plan.id, agencyId })).get(
      `${plan.id} ${agencyId} ${kind}`,
    );
    return {
      plan,
      agencyId,
      agencyName,
      kind,
      officeName: stores.offices.get(session.officeId())?.name ?? null,
      dueOn: paperDueOn(context, { planId: plan.id, agencyId, kind }),
      lines: stores.remediation
        .ofAgency(plan.id, agencyId)
        .filter(({ status }) => !isSettled(status))
        .map((row) => ({
          row,
          findingText: row.findingId === null ? null : (stores.findings.get(row.findingId)?.text ?? null),
          entry: paper === undefined ? undefined : stores.remediation.entry(paper.id, row.id),
        })),
    };
  }
  const stem = (plan: StoredPlan, name: string, kind: FormKind) =>
    asciiName(`Biểu ${names[kind]} ${shortBody(name)} ${plan.year === null ? '' : String(plan.year)}`);

  return {
    'remediationPapers.form': async ({ planId, agencyId, kind }) => {
      const plan = planOf(planId);
      const visitId = stores.visits.find(planId, agencyId);
      const name =
        visitId === undefined
          ? stores.agencies.versionOn(agencyId, null)?.name
          : stores.visits.listed(visitId)?.agencyName;
      if (name === undefined) throw fieldFault('agencyId', 'NOT_FOUND');
      const facts = factsOf(plan, agencyId, name, kind);
      if (facts.lines.length === 0) throw fieldFault('agencyId', 'WRONG_STATE');
      return put(await writeWorkbook(workbookOf(facts)), `${stem(plan, name, kind)}.xlsx`, XLSX_MEDIA);
    },
    'remediationPapers.forms': async ({ planId, kind }) => {
      const plan = planOf(planId);
      const zip = createZip();
      let count = 0;
      for (const visit of stores.visits.list(planId)) {
        const facts = factsOf(plan, visit.agencyId, visit.agencyName, kind);
        if (facts.lines.length === 0) continue;
        count += 1;
        const number = String(count).padStart(3, '0');
        zip.add(
          `${number}-${stem(plan, visit.agencyName, kind)}.xlsx`,
          await writeWorkbook(workbookOf(facts)),
        );
        // A large round is no work of a moment: everybody else between two of them.
        await setImmediate();
      }
      if (count === 0) throw fieldFault('planId', 'WRONG_STATE');
      const name = asciiName(`Biểu ${names[kind]} ${plan.year === null ? '' : String(plan.year)}`);
      return { file: put(zip.end(), `${name}.zip`, 'application/zip'), count };
    },
  };
}

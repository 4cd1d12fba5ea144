/**
 * A made-up list of procedures of a sample round, and what the team found posted of it at some agencies: missing ones,
 * one under a decision that was replaced, two late, one in a wrong form. No code or decision of it exists.
 */
import type { PostingPlace } from '../../core/contract/procedures.ts';
import { codedOffers } from '../../core/rules/derived-figures.ts';
import { compareProcedures } from '../../core/rules/procedure-compare.ts';
import { procedureFigures } from '../../core/rules/procedure-figures.ts';
import { createWorkingCalendar } from '../../core/rules/working-days.ts';
import type { DeskPart } from './desk-statistics.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter } from './starter.ts';

export const listTitle = 'Danh mục TTHC thuộc thẩm quyền giải quyết của UBND cấp huyện (minh họa)';

const names: readonly (readonly [field: string, names: readonly string[]])[] = [
  [
    'Hộ tịch',
    [
      'Đăng ký khai sinh có yếu tố nước ngoài',
      'Đăng ký kết hôn có yếu tố nước ngoài',
      'Đăng ký khai tử có yếu tố nước ngoài',
      'Thay đổi, cải chính, bổ sung thông tin hộ tịch',
      'Ghi vào sổ hộ tịch việc ly hôn đã được giải quyết ở nước ngoài',
      'Cấp bản sao trích lục hộ tịch',
    ],
  ],
  [
    'Chứng thực',
    [
      'Chứng thực bản sao từ bản chính',
      'Chứng thực chữ ký',
      'Chứng thực hợp đồng, giao dịch liên quan đến động sản',
      'Chứng thực chữ ký người dịch',
    ],
  ],
  [
    'Đất đai',
    [
      'Đăng ký, cấp Giấy chứng nhận lần đầu cho hộ gia đình, cá nhân',
      'Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế',
      'Cấp đổi Giấy chứng nhận',
      'Cấp lại Giấy chứng nhận do bị mất',
      'Tách thửa, hợp thửa đất',
      'Chuyển mục đích sử dụng đất của hộ gia đình, cá nhân',
      'Gia hạn sử dụng đất nông nghiệp',
      'Hòa giải tranh chấp đất đai',
    ],
  ],
  [
    'Thành lập và hoạt động của hộ kinh doanh',
    [
      'Đăng ký thành lập hộ kinh doanh',
      'Đăng ký thay đổi nội dung đăng ký hộ kinh doanh',
      'Tạm ngừng hoạt động hộ kinh doanh',
      'Chấm dứt hoạt động hộ kinh doanh',
      'Cấp lại Giấy chứng nhận đăng ký hộ kinh doanh',
    ],
  ],
  [
    'Hoạt động xây dựng',
    [
      'Cấp giấy phép xây dựng nhà ở riêng lẻ',
      'Điều chỉnh giấy phép xây dựng',
      'Gia hạn giấy phép xây dựng',
      'Cấp lại giấy phép xây dựng',
    ],
  ],
  [
    'Bảo trợ xã hội',
    [
      'Thực hiện trợ cấp xã hội hằng tháng',
      'Hỗ trợ chi phí mai táng cho đối tượng bảo trợ xã hội',
      'Tiếp nhận đối tượng vào cơ sở trợ giúp xã hội cấp huyện',
      'Đăng ký thành lập cơ sở trợ giúp xã hội ngoài công lập',
    ],
  ],
  [
    'Giáo dục và đào tạo',
    [
      'Cho phép trường mầm non hoạt động giáo dục',
      'Sáp nhập, chia tách trường tiểu học',
      'Chuyển trường đối với học sinh trung học cơ sở',
      'Cấp bản sao văn bằng, chứng chỉ từ sổ gốc',
    ],
  ],
  [
    'Văn hóa',
    [
      'Cấp giấy phép đủ điều kiện kinh doanh dịch vụ karaoke',
      'Công nhận danh hiệu Thôn, Khu dân cư văn hóa',
      'Đăng ký hoạt động thư viện tư nhân',
    ],
  ],
  [
    'Môi trường',
    ['Xác nhận đăng ký kế hoạch bảo vệ môi trường', 'Thẩm định đề án bảo vệ môi trường đơn giản'],
  ],
];

const OLD_DECISION = '101/QĐ-MH';
const NEW_DECISION = '215/QĐ-MH';
/** Procedures from this place on were published anew. */
const RENEWED = 34;

/** What is wrong at one place: places in the list, counted from 1. */
interface Faults {
  readonly missing: readonly number[];
  readonly superseded: readonly number[];
  readonly late: readonly number[];
  readonly wrongForm: readonly number[];
}
const faults: readonly Readonly<Partial<Record<PostingPlace, Faults>>>[] = [
  {
    board: { missing: [8, 17, 26], superseded: [36], late: [34, 39], wrongForm: [12] },
    website: { missing: [8, 17, 24, 33], superseded: [36], late: [], wrongForm: [] },
  },
  {
    board: { missing: [5, 9, 18, 22, 30, 37], superseded: [35], late: [38, 40], wrongForm: [2] },
    website: { missing: [9, 37], superseded: [], late: [], wrongForm: [] },
  },
];

function procedures(round: SampleRound): readonly (ShippedRow<'procedure'> & { readonly code: string })[] {
  const ids = roundIds(round);
  const flat = names.flatMap(([fieldName, list]) => list.map((name) => ({ fieldName, name })));
  return flat.map(({ fieldName, name }, index) => {
    const ordinal = index + 1;
    const isNew = ordinal >= RENEWED;
    return {
      id: ids.of('procedure', String(ordinal)),
      provenance: 'illustrative',
      procedureListId: ids.of('procedure_list', 'list'),
      ordinal,
      code: `MH.${String(ordinal).padStart(3, '0')}`,
      name,
      fieldName,
      level: 'district',
      serviceLevel: ordinal % 7 === 0 ? 'muc_4' : ordinal % 3 === 0 ? 'muc_3' : 'muc_2',
      decision: isNew ? NEW_DECISION : OLD_DECISION,
      decisionOn: isNew ? '2019-05-27' : '2018-01-15',
      effectiveOn: isNew ? '2019-06-03' : '2018-02-01',
    };
  });
}

/** How many procedures an agency has that is held against the list; undefined where it is not. */
export function procedureCount(round: SampleRound, agency: SampleAgency): number | undefined {
  if (!round.madeUp.desk.procedures.includes(agency.key)) return undefined;
  return names.reduce((sum, [, list]) => sum + list.length, 0);
}

/** The list itself: of all agencies of the kind. */
export function procedureListRows(round: SampleRound): readonly ShippedRows[] {
  if (round.madeUp.desk.procedures.length === 0) return [];
  const list: ShippedRow<'procedure_list'> = {
    id: roundIds(round).of('procedure_list', 'list'),
    provenance: 'illustrative',
    agencyKind: 'ubnd_huyen',
    title: listTitle,
    asOf: '2019-06-03',
    note: 'Tên, mã và quyết định công bố là minh họa.',
  };
  return [
    { table: 'procedure_list', rows: [list] },
    { table: 'procedure', rows: procedures(round) },
  ];
}

/** What was found posted at an agency on its day. */
export function postingsOf(round: SampleRound, agency: SampleAgency, on: string): DeskPart {
  const wrong = faults[round.madeUp.desk.procedures.indexOf(agency.key)];
  if (wrong === undefined) return { rows: [], offers: [] };
  const ids = roundIds(round);
  const visitId = ids.of('visit', agency.key);
  const listed = procedures(round);
  const postings = (['board', 'website'] as const).flatMap((place) => {
    const at = wrong[place];
    if (at === undefined) return [];
    return listed
      .filter(({ ordinal }) => !at.missing.includes(ordinal))
      .map(({ ordinal, code, name, decision = null, effectiveOn }, index) => ({
        id: ids.of('procedure_posting', `${agency.key}/${place}/${String(ordinal)}`),
        provenance: 'illustrative' as const,
        visitId,
        place,
        ordinal: index + 1,
        code,
        name,
        decision: at.superseded.includes(ordinal) ? OLD_DECISION : decision,
        postedOn: at.superseded.includes(ordinal)
          ? '2018-02-05'
          : at.late.includes(ordinal)
            ? '2019-06-24'
            : effectiveOn === '2019-06-03'
              ? '2019-06-05'
              : '2018-02-05',
        formFault: at.wrongForm.includes(ordinal) ? 'Chỉ niêm yết tên thủ tục, thiếu thành phần hồ sơ' : null,
      }));
  });
  const compared = compareProcedures({
    procedures: listed.map((one) => ({
      ...one,
      decision: one.decision ?? null,
      decisionOn: one.decisionOn ?? null,
      effectiveOn: one.effectiveOn ?? null,
      abolishedOn: null,
      replacesCode: null,
    })),
    postings,
    emptyPlaces: [],
    on,
    lateAfter: 5,
    calendar: createWorkingCalendar([]),
  });
  const listId = ids.of('procedure_list', 'list');
  const check: ShippedRow<'procedure_check'> = {
    id: ids.of('procedure_check', agency.key),
    provenance: 'illustrative',
    visitId,
    procedureListId: listId,
  };
  return {
    rows: [
      { table: 'procedure_check', rows: [check] },
      { table: 'procedure_posting', rows: postings },
    ],
    offers: codedOffers(
      starter().criteria,
      { source: 'procedures', id: listId, label: listTitle },
      // Of the list only its being there matters here.
      procedureFigures({
        list: listOnly(listId),
        ...compared,
        places: [...compared.places],
        results: [...compared.results],
      }),
    ),
  };
}

function listOnly(id: string): NonNullable<Parameters<typeof procedureFigures>[0]['list']> {
  return {
    id,
    rev: 1,
    provenance: 'illustrative',
    title: listTitle,
    agencyId: null,
    agencyKind: 'ubnd_huyen',
    agencyName: null,
    asOf: null,
    note: null,
    procedures: 0,
  };
}

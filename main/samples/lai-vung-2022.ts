/** The inspection round of Lai Vung in 2022, exactly as its published text tells it (lai-vung-2022.txt). */
import type { SampleAgency, SampleRound } from './round.ts';
import sourceText from './lai-vung-2022.txt?raw';

// The text writes "Uỷ"; what is inferred from it for the same body is spelled alike.
const UBND = 'UỶ BAN NHÂN DÂN\nHUYỆN LAI VUNG';

/** "06 cơ quan chuyên môn": the text names none of them, so each stands by its ordinal. */
function office(ordinal: number): SampleAgency {
  return {
    key: `office-${String(ordinal)}`,
    provenance: 'text',
    nameProvenance: 'inferred',
    kind: 'phong_cap_huyen',
    unnamed: true,
    name: `Cơ quan chuyên môn số ${String(ordinal)} (nguồn không nêu tên)`,
    shortName: `Cơ quan chuyên môn số ${String(ordinal)}`,
    placeName: 'Lai Vung',
  };
}

/** "12 UBND cấp xã": in 2022 the district had exactly twelve communes, so all of them are meant. */
function commune(key: string, type: 'xã' | 'thị trấn', place: string): SampleAgency {
  return {
    key,
    provenance: 'inferred',
    nameProvenance: 'inferred',
    kind: 'ubnd_xa',
    unnamed: false,
    name: `Ủy ban nhân dân ${type} ${place}`,
    shortName: `UBND ${type} ${place}`,
    placeName: place,
  };
}

const communes: readonly SampleAgency[] = [
  commune('thi-tran-lai-vung', 'thị trấn', 'Lai Vung'),
  commune('tan-duong', 'xã', 'Tân Dương'),
  commune('hoa-thanh', 'xã', 'Hòa Thành'),
  commune('long-hau', 'xã', 'Long Hậu'),
  commune('tan-phuoc', 'xã', 'Tân Phước'),
  commune('hoa-long', 'xã', 'Hòa Long'),
  commune('tan-thanh', 'xã', 'Tân Thành'),
  commune('long-thang', 'xã', 'Long Thắng'),
  commune('vinh-thoi', 'xã', 'Vĩnh Thới'),
  commune('tan-hoa', 'xã', 'Tân Hòa'),
  commune('dinh-hoa', 'xã', 'Định Hòa'),
  commune('phong-hoa', 'xã', 'Phong Hòa'),
];

export const laiVung2022: SampleRound = {
  name: 'lai-vung-2022',
  sourceText,

  office: {
    provenance: 'inferred',
    name: 'Uỷ ban nhân dân huyện Lai Vung',
    parentName: 'Ủy ban nhân dân tỉnh Đồng Tháp',
    level: 'district',
    placeName: 'Lai Vung',
    toneMarks: null,
  },
  persons: [],

  issuers: [
    {
      key: 'ubnd',
      provenance: 'inferred',
      kind: 'ubnd',
      name: 'Uỷ ban nhân dân huyện Lai Vung',
      parentLine: null,
      nameLine: UBND,
      authorityLine: 'UỶ BAN NHÂN DÂN HUYỆN LAI VUNG',
      signLines: 'TM. UỶ BAN NHÂN DÂN\nCHỦ TỊCH',
      signerName: null,
      signerTitleBelow: null,
      symbol: 'UBND',
      numberSeries: 'UBND huyện',
      placeName: 'Lai Vung',
      archiveLine: 'VT',
    },
    {
      key: 'team',
      provenance: 'inferred',
      kind: 'team',
      name: 'Tổ Kiểm tra cải cách hành chính năm 2022',
      parentLine: UBND,
      nameLine: 'TỔ KIỂM TRA\nCẢI CÁCH HÀNH CHÍNH NĂM 2022',
      authorityLine: null,
      signLines: 'TỔ TRƯỞNG',
      signerName: null,
      signerTitleBelow: null,
      symbol: 'TKT',
      numberSeries: 'Tổ Kiểm tra',
      placeName: 'Lai Vung',
      archiveLine: 'VT',
    },
  ],

  plan: {
    provenance: 'text',
    title: 'Kiểm tra công tác cải cách hành chính năm 2022',
    year: 2022,
    number: '09',
    symbol: 'KH-UBND',
    documentDate: '2022-04-13',
    // The plan's subject says 2021, the decision and the heading say 2022: each stays as it is written.
    subject: 'Về việc kiểm tra công tác cải cách hành chính năm 2021',
    issuer: 'ubnd',
    // "Tổ kiểm tra đề nghị …": the team speaks, so its notices are the team's.
    noticeIssuer: 'team',
    legalGrounds: [],
    reviewPeriodFrom: null,
    reviewPeriodTo: null,
    // The text lists no contents.
    contents: null,
    reviewPeriodText: null,
    // "kiểm tra thực tế" names no form of inspection.
    inspectionForms: [],
    startsOn: '2022-04-19',
    endsOn: null,
    // What was found and requested is told; that anything was closed is not.
    status: 'reporting',
    scoring: false,
    teamsComplete: true,
    remediationDemand:
      'đề nghị các cơ quan, đơn vị và địa phương tiếp tục phát huy những mặt tích cực và nhanh chóng khắc phục một số hạn chế, thiếu sót trong công tác cải cách hành chính để ngày càng phục vụ tốt công tác quản lý nhà nước và nhu cầu thực hiện hồ sơ, thủ tục hành chính cho người dân',
    reportBackTo: null,
    reportBackDueOn: null,
    note:
      'Nguồn: tin của Hoàng Kỳ. Nguồn dùng cả hai từ "Tổ" và "Đoàn"; ghi theo Quyết định là Tổ. Trích yếu của Kế ' +
      'hoạch ghi "năm 2021", tiêu đề và Quyết định ghi "năm 2022"; ký hiệu Quyết định là "QĐ-UBND-TL": giữ nguyên ' +
      'như nguồn. Nguồn chỉ cho biết ngày bắt đầu (19/4/2022), không nêu ngày kết thúc, thành viên của Tổ, tên 06 ' +
      'cơ quan chuyên môn, nơi nhận và thời hạn báo cáo. Tên 12 xã, thị trấn suy từ số đơn vị hành chính cấp xã ' +
      'của huyện năm 2022.',
  },

  // The decision (16/3) precedes the plan (13/4).
  team: {
    key: 'team',
    provenance: 'text',
    form: 'to',
    name: 'Tổ Kiểm tra cải cách hành chính năm 2022',
    decisionNumber: '45',
    decisionSymbol: 'QĐ-UBND-TL',
    decisionDate: '2022-03-16',
    decisionSubject: 'Về việc thành lập Tổ Kiểm tra cải cách hành chính năm 2022',
    decisionIssuer: 'ubnd',
    note: 'Nguồn không nêu thành viên của Tổ.',
    members: [],
  },

  agencies: [...[1, 2, 3, 4, 5, 6].map(office), ...communes],
  // "Ngày 19/4/2022 … tiến hành kiểm tra": only the start is known.
  visits: { provenance: 'text', status: 'visited', startsOn: '2022-04-19', endsOn: null },

  findings: [
    {
      key: 'strength-1',
      provenance: 'text',
      kind: 'strength',
      domain: 'tthc',
      criteria: ['3.1.1'],
      scope: 'round',
      text: 'Công tác chỉ đạo, điều hành và tổ chức thực hiện hoạt động kiểm soát thủ tục hành chính được thực hiện nghiêm túc',
      sourceText:
        'công tác chỉ đạo, điều hành và tổ chức thực hiện hoạt động kiểm soát thủ tục hành chính được thực hiện nghiêm túc',
    },
    {
      key: 'strength-2',
      provenance: 'text',
      kind: 'strength',
      domain: 'tthc',
      criteria: ['3.3.1', '3.3.2', '3.3.3'],
      scope: 'round',
      text: 'Hoạt động của Bộ phận tiếp nhận và trả kết quả theo cơ chế một cửa tiếp tục tạo điều kiện thuận lợi cho người dân và tổ chức đến quan hệ giải quyết thủ tục hành chính',
      sourceText:
        'hoạt động của Bộ phận tiếp nhận và trả kết quả theo cơ chế một cửa tiếp tục tạo điều kiện thuận lợi cho người dân và tổ chức đến quan hệ giải quyết thủ tục hành chính',
    },
    {
      key: 'strength-3',
      provenance: 'text',
      kind: 'strength',
      domain: 'tthc',
      criteria: ['3.2.2'],
      scope: 'round',
      text: 'Các thủ tục hành chính thuộc thẩm quyền giải quyết cũng được niêm yết đầy đủ, công khai',
      sourceText: 'các thủ tục hành chính thuộc thẩm quyền giải quyết cũng được niêm yết đầy đủ, công khai',
    },
    {
      key: 'strength-4',
      provenance: 'text',
      kind: 'strength',
      domain: 'tthc',
      criteria: [],
      scope: 'round',
      text: 'Đa số các loại thủ tục, hồ sơ được giải quyết đúng theo quy định',
      sourceText: 'đa số các loại thủ tục, hồ sơ được giải quyết đúng theo quy định',
    },
    {
      key: 'strength-5',
      provenance: 'text',
      kind: 'strength',
      domain: 'tthc',
      criteria: ['3.3.4', '5.2.2'],
      scope: 'round',
      text: 'Tinh thần và thái độ phục vụ của cán bộ, công chức trên địa bàn được chuyển biến tích cực',
      sourceText: 'tinh thần và thái độ phục vụ của cán bộ, công chức trên địa bàn được chuyển biến tích cực',
    },
    {
      key: 'strength-6',
      provenance: 'text',
      kind: 'strength',
      domain: 'chinh_quyen_so',
      criteria: ['7.1.4'],
      scope: 'round',
      text: 'Việc triển khai áp dụng phần mềm quản lý văn bản cũng được các cơ quan, đơn vị và địa phương thực hiện nghiêm túc',
      sourceText:
        'việc triển khai áp dụng phần mềm quản lý văn bản cũng được các cơ quan, đơn vị và địa phương thực hiện nghiêm túc',
    },
    {
      key: 'limitation-1',
      provenance: 'text',
      kind: 'limitation',
      domain: 'tthc',
      criteria: ['3.2.4'],
      scope: 'unnamed',
      text: 'Ở một số địa phương vẫn còn tình trạng chậm cập nhật các thủ tục hành chính trên bảng niêm yết',
      sourceText:
        'ở một số địa phương vẫn còn tình trạng chậm cập nhật các thủ tục hành chính trên bảng niêm yết',
    },
    {
      key: 'limitation-2',
      provenance: 'text',
      kind: 'limitation',
      domain: 'tthc',
      criteria: ['3.4.3', '3.4.1', '3.4.2', '3.4.6'],
      scope: 'unnamed',
      text: 'Ở một số địa phương, tình trạng hồ sơ trễ hạn, quá hạn trên phần mềm một cửa còn nhiều',
      sourceText: 'tình trạng hồ sơ trễ hạn, quá hạn trên phần mềm một cửa còn nhiều',
    },
    {
      key: 'limitation-3',
      provenance: 'text',
      kind: 'limitation',
      domain: 'tthc',
      criteria: ['3.5.1', '3.5.2'],
      scope: 'unnamed',
      text: 'Ở một số địa phương, tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4 còn thấp',
      sourceText:
        'tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4, tiếp nhận và trả kết quả qua bưu chính công ích còn thấp còn thấp',
    },
    {
      key: 'limitation-4',
      provenance: 'text',
      kind: 'limitation',
      domain: 'tthc',
      criteria: ['3.5.3'],
      scope: 'unnamed',
      text: 'Ở một số địa phương, tỷ lệ hồ sơ tiếp nhận qua bưu chính công ích còn thấp',
      sourceText:
        'tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4, tiếp nhận và trả kết quả qua bưu chính công ích còn thấp còn thấp',
    },
    {
      key: 'limitation-5',
      provenance: 'text',
      kind: 'limitation',
      domain: 'tthc',
      criteria: ['3.5.4'],
      scope: 'unnamed',
      text: 'Ở một số địa phương, tỷ lệ trả kết quả qua bưu chính công ích còn thấp',
      sourceText:
        'tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4, tiếp nhận và trả kết quả qua bưu chính công ích còn thấp còn thấp',
    },
  ],
  recommendations: [
    {
      key: 'closing',
      provenance: 'text',
      // Worded as the demand of the plan, so that a notice says it once.
      text: 'đề nghị các cơ quan, đơn vị và địa phương tiếp tục phát huy những mặt tích cực và nhanh chóng khắc phục một số hạn chế, thiếu sót trong công tác cải cách hành chính để ngày càng phục vụ tốt công tác quản lý nhà nước và nhu cầu thực hiện hồ sơ, thủ tục hành chính cho người dân',
      sourceText:
        'Tổ kiểm tra đề nghị các cơ quan, đơn vị và địa phương tiếp tục phát huy những mặt tích cực và nhanh chóng khắc phục một số hạn chế, thiếu sót trong công tác cải cách hành chính để ngày càng phục vụ tốt công tác quản lý nhà nước và nhu cầu thực hiện hồ sơ, thủ tục hành chính cho người dân.',
    },
  ],

  madeUp: {
    days: [
      '2022-04-19',
      '2022-04-20',
      '2022-04-21',
      '2022-04-22',
      '2022-04-25',
      '2022-04-26',
      '2022-04-27',
      '2022-04-28',
      '2022-04-29',
    ],
    deadlines: ['2022-06-15', '2022-06-30', '2022-07-31'],
    desk: {
      selfReports: { dueOn: null, arrivedOn: {} },
      procedures: [],
      register: null,
      photographed: null,
      explanation: null,
      statistics: {
        agencies: communes.map(({ key }) => key),
        periods: [{ kind: 'year', from: '2021-01-01', to: '2021-12-31' }],
        explained: null,
        lateness: [0.02, 0.06],
      },
      differing: null,
      thresholds: [
        { indicator: 'online_levels_3_4', limitValue: 3000 },
        { indicator: 'postal_intake', limitValue: 1000 },
        { indicator: 'postal_return', limitValue: 1000 },
      ],
    },
  },
};

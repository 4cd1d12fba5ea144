// Both reference rounds: whatever their texts say is in the notices, and nothing else is.
import { describe, expect, it } from 'vitest';
import type { NoticeFacts } from '../../../core/documents/facts.ts';
import { layoutNotice } from './lay-out.ts';
import { modelText } from '../../../core/documents/model-text.ts';
import { draftAgencyNotice, draftCollectiveNotice } from '../../../core/documents/wording/index.ts';
import { haiDuongAgencies, haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { laiVungAgencies, laiVungAgencyNotice, laiVungCollective } from './fixtures/lai-vung-2022.ts';

const text = (facts: NoticeFacts): string => {
  const draft = facts.notice === 'agency' ? draftAgencyNotice : draftCollectiveNotice;
  return modelText(layoutNotice(facts, draft(facts))).join('\n');
};
const haiDuong = text(haiDuongCollective);
const laiVung = text(laiVungCollective);

/** Verbatim but for the capital that begins a sentence. */
const holds = (whole: string, part: string): boolean =>
  whole.toLocaleLowerCase('vi').includes(part.toLocaleLowerCase('vi'));

describe('the collective notice', () => {
  it.each(haiDuongCollective.findings.map((finding) => [finding.text]))('Hải Dương: %s', (finding) => {
    expect(holds(haiDuong, finding)).toBe(true);
  });

  it.each(laiVungCollective.findings.map((finding) => [finding.text]))('Lai Vung: %s', (finding) => {
    expect(holds(laiVung, finding)).toBe(true);
  });

  it.each(haiDuongAgencies.map(({ name }) => [name]))('Hải Dương names %s', (name) => {
    expect(haiDuong).toContain(name);
  });

  it.each([
    'Kế hoạch số 2676/KH-UBND ngày 09 tháng 8 năm 2019 của Chủ tịch Ủy ban nhân dân tỉnh Hải Dương về kiểm tra công tác cải cách hành chính (CCHC) năm 2019',
    'Từ ngày 16 tháng 9 đến ngày 25 tháng 9 năm 2019, Đoàn Kiểm tra công tác CCHC số 01 của tỉnh',
    'đồng chí Vương Đức Sáng, Ủy viên Ban Thường vụ Tỉnh ủy, Phó Chủ tịch UBND tỉnh, Trưởng đoàn',
    'đồng chí Phạm Mạnh Hùng, Tỉnh ủy viên, Giám đốc Sở Nội vụ, Phó Trưởng đoàn',
    'cùng các thành viên là lãnh đạo cấp phòng của các cơ quan phụ trách các lĩnh vực CCHC của tỉnh',
    '07 cơ quan, đơn vị',
    'yêu cầu các đơn vị xử lý, khắc phục hạn chế, báo cáo UBND tỉnh kết quả xử lý trước ngày …/…/…',
  ])('Hải Dương: %s', (fact) => expect(haiDuong).toContain(fact));

  it.each([
    'Kế hoạch số 09/KH-UBND ngày 13 tháng 4 năm 2022',
    'về việc kiểm tra công tác cải cách hành chính năm 2021',
    'Quyết định số 45/QĐ-UBND-TL ngày 16 tháng 3 năm 2022',
    'Từ ngày 19 tháng 4 năm 2022, Tổ Kiểm tra cải cách hành chính năm 2022',
    '06 cơ quan chuyên môn',
    '12 UBND cấp xã (UBND thị trấn Lai Vung; UBND xã Tân Dương',
    'Tổ kiểm tra đề nghị các cơ quan, đơn vị và địa phương tiếp tục phát huy những mặt tích cực',
  ])('Lai Vung: %s', (fact) => expect(laiVung).toContain(fact));

  it('has its four sections in order', () => {
    const order = [
      'I. KHÁI QUÁT',
      'II. KẾT QUẢ ĐẠT ĐƯỢC',
      'III. TỒN TẠI, HẠN CHẾ',
      'IV. KIẾN NGHỊ, YÊU CẦU',
      'Nơi nhận:',
    ];
    for (const whole of [haiDuong, laiVung]) {
      const places = order.map((heading) => whole.indexOf(`\n${heading}`));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual(places.toSorted((first, second) => first - second));
    }
  });

  it('names the domains on which nothing was recorded', () => {
    expect(haiDuong).toContain(
      'Đối với lĩnh vực còn lại (xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật), hồ sơ kiểm tra không ghi nội dung kết quả đạt được.',
    );
  });

  it('speaks of a Tổ where the decision does', () => {
    expect(laiVung).not.toMatch(/đoàn kiểm tra/iu);
    expect(haiDuong).not.toMatch(/tổ kiểm tra/iu);
  });

  it('does not print the label of an unnamed office as its name', () => {
    expect(laiVung).not.toContain('nguồn không nêu tên');
    expect(laiVung).not.toContain('Cơ quan chuyên môn số');
  });
});

describe("an agency's notice", () => {
  const own = haiDuongAgencies.map(
    (agency, index) => [agency.name, text(haiDuongAgencyNotice(index))] as const,
  );

  it.each(own)('%s: collective findings stand as found at the agencies', (name, whole) => {
    for (const finding of haiDuongCollective.findings) expect(holds(whole, finding.text)).toBe(true);
    const limitations = whole.slice(whole.indexOf('III. TỒN TẠI'), whole.indexOf('IV. KIẾN NGHỊ'));
    expect(limitations).toContain(`Hồ sơ kiểm tra không ghi nội dung tồn tại, hạn chế riêng của ${name}.`);
    expect(limitations).toContain('Qua kiểm tra tại các đơn vị');
    expect(limitations).toContain(`không phải là kết luận riêng đối với ${name}`);
  });

  it.each(own)('%s: no other agency is named', (name, whole) => {
    const others = haiDuongAgencies.filter((agency) => agency.name !== name);
    for (const other of others) expect(whole).not.toContain(other.name);
  });

  it.each(own)('%s: the demand is addressed to it, its own day is a blank', (name, whole) => {
    expect(whole).toContain(`yêu cầu ${name} xử lý, khắc phục hạn chế, báo cáo UBND tỉnh kết quả xử lý`);
    expect(whole).toContain(`tại ${name} (ngày … tháng … năm …)`);
  });

  it.each(laiVungAgencies.map((agency, index) => [agency, text(laiVungAgencyNotice(index))] as const))(
    'Lai Vung $name',
    (agency, whole) => {
      const label = agency.unnamed ? `${agency.name.replace(/ \(.*/, '')} (…………)` : agency.name;
      expect(whole).toContain(`Kết luận kiểm tra công tác cải cách hành chính năm 2022 tại ${label}`);
      expect(whole).not.toContain('nguồn không nêu tên');
      for (const other of laiVungAgencies) {
        if (other.id !== agency.id) expect(whole.split(/[\n;,.]/)).not.toContain(other.name);
      }
    },
  );
});

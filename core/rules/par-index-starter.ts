/**
 * The set that the application proposes to begin with: a field for each content of the inspection, a criterion for each
 * group of its criteria, weighed as the inspection weighs them, and one surveyed criterion a field. Seven fields, a scale
 * of 100 and a survey of 31.50 are how the ministry's set is built; the criteria and their points are a proposal only.
 */
import type { IndexItem } from '../contract/par-index.ts';

export const STARTER_MAX = 10_000;
export const STARTER_SURVEY = 3_150;
/** Quarter points: finer ones nobody scores. */
const STEP = 25;

export const starterSourceNote =
  'Bộ khởi đầu do phần mềm đề xuất, không phải bộ chỉ số do cơ quan có thẩm quyền ban hành. Bảy lĩnh vực, thang điểm 100 ' +
  'và điều tra xã hội học 31,50 điểm theo cấu trúc của Đề án ban hành kèm theo Quyết định số 876/QĐ-BNV ngày 10/11/2022; ' +
  'tên lĩnh vực theo nội dung kiểm tra của đơn vị; tiêu chí và điểm suy ra từ các nhóm tiêu chí kiểm tra. Phải đối chiếu, ' +
  'sửa theo quyết định của địa phương trước khi dùng.';

/** The groups of the shipped criteria set, which itself names its domains only. */
const groupNames: Readonly<Record<string, string>> = {
  '1.1': 'Xây dựng và thực hiện kế hoạch cải cách hành chính',
  '1.2': 'Thực hiện chế độ báo cáo cải cách hành chính',
  '1.3': 'Thông tin, tuyên truyền cải cách hành chính',
  '1.4': 'Kiểm tra cải cách hành chính và xử lý vấn đề phát hiện qua kiểm tra',
  '1.5': 'Chỉ đạo, điều hành và thực hiện nhiệm vụ được giao',
  '1.6': 'Sáng kiến, mô hình cải cách hành chính',
  '2.1': 'Xây dựng, tham mưu văn bản quy phạm pháp luật',
  '2.2': 'Theo dõi thi hành pháp luật',
  '2.3': 'Rà soát, hệ thống hóa văn bản quy phạm pháp luật',
  '2.4': 'Kiểm tra, công khai văn bản quy phạm pháp luật',
  '3.1': 'Kiểm soát, rà soát, đơn giản hóa thủ tục hành chính',
  '3.2': 'Công khai thủ tục hành chính',
  '3.3': 'Thực hiện cơ chế một cửa, một cửa liên thông',
  '3.4': 'Kết quả giải quyết hồ sơ thủ tục hành chính',
  '3.5': 'Dịch vụ công trực tuyến, số hóa hồ sơ, thanh toán trực tuyến',
  '3.6': 'Xử lý phản ánh, kiến nghị và sự hài lòng của người dân, tổ chức',
  '4.1': 'Chức năng, nhiệm vụ, cơ cấu tổ chức và biên chế',
  '4.2': 'Quy chế làm việc, phân cấp, phân quyền',
  '4.3': 'Sắp xếp đơn vị sự nghiệp công lập và tổ chức',
  '5.1': 'Vị trí việc làm, tuyển dụng, bổ nhiệm, chuyển đổi vị trí công tác',
  '5.2': 'Đánh giá, kỷ luật, kỷ cương hành chính',
  '5.3': 'Đào tạo, bồi dưỡng và chất lượng đội ngũ',
  '5.4': 'Cơ sở dữ liệu cán bộ, công chức, viên chức; tinh giản biên chế',
  '6.1': 'Cơ chế tự chủ và quản lý chi tiêu nội bộ',
  '6.2': 'Tự chủ của đơn vị sự nghiệp công lập',
  '6.3': 'Công khai, quản lý ngân sách và tài sản công',
  '6.4': 'Thực hiện kiến nghị thanh tra, kiểm toán về tài chính',
  '7.1': 'Quản lý văn bản, hồ sơ công việc trên môi trường điện tử',
  '7.2': 'Cổng, trang thông tin điện tử',
  '7.3': 'Chuyển đổi số, kết nối và khai thác dữ liệu',
  '7.4': 'Hệ thống quản lý chất lượng ISO 9001',
  '7.5': 'An toàn thông tin và hạ tầng kỹ thuật',
};

export interface StarterCriterion {
  readonly code: string;
  readonly maxPoints: number;
}
export type StarterItem = Pick<
  IndexItem,
  | 'level'
  | 'code'
  | 'text'
  | 'maxPoints'
  | 'method'
  | 'effect'
  | 'formula'
  | 'evidenceRequired'
  | 'evidence'
  | 'criterionCodes'
> & { readonly parentCode: string | null };

/** Whole steps in proportion to the weights, none of them without any; the largest remainders take what is left over. */
export function apportion(total: number, weights: readonly number[], step = STEP): readonly number[] {
  const units = Math.round(total / step);
  const free = units - weights.length;
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (weights.length === 0 || free < 0 || sum <= 0) return weights.map(() => 0);
  const parts = weights.map((weight, index) => {
    const exact = BigInt(free) * BigInt(weight);
    return { index, whole: Number(exact / BigInt(sum)), rest: exact % BigInt(sum) };
  });
  let left = free - parts.reduce((all, { whole }) => all + whole, 0);
  const given = new Map<number, number>();
  for (const { index } of parts.toSorted((a, b) =>
    a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
  )) {
    if (left === 0) break;
    given.set(index, 1);
    left -= 1;
  }
  return parts.map(({ index, whole }) => (whole + 1 + (given.get(index) ?? 0)) * step);
}

/** The groups by the first two steps of their codes, in the order of the criteria. */
function groupsOf(criteria: readonly StarterCriterion[]) {
  return [...Map.groupBy(criteria, ({ code }) => code.split('.').slice(0, 2).join('.'))].map(
    ([code, members]) => ({
      code,
      weight: members.reduce((sum, { maxPoints }) => sum + maxPoints, 0),
      codes: members.map((member) => member.code),
    }),
  );
}

/** `domains`: name of the office's domain by its number. */
export function starterItems(
  domains: readonly { readonly ordinal: number; readonly name: string }[],
  criteria: readonly StarterCriterion[],
): readonly StarterItem[] {
  const groups = groupsOf(criteria);
  const points = apportion(
    STARTER_MAX - STARTER_SURVEY,
    groups.map(({ weight }) => weight),
  );
  const fields = domains.toSorted((a, b) => a.ordinal - b.ordinal);
  const survey = apportion(
    STARTER_SURVEY,
    fields.map(() => 1),
  );
  return fields.flatMap((domain, at): StarterItem[] => {
    const number = String(domain.ordinal);
    const own = groups.flatMap((group, index) =>
      group.code.split('.')[0] === number ? [{ ...group, points: points[index] ?? 0 }] : [],
    );
    const surveyed = survey[at] ?? 0;
    const item = {
      method: 'self',
      effect: 'points',
      formula: null,
      evidenceRequired: true,
      evidence: null,
      criterionCodes: [],
    } as const;
    return [
      {
        ...item,
        parentCode: null,
        level: 'field',
        code: number,
        text: domain.name,
        maxPoints: own.reduce((sum, group) => sum + group.points, surveyed),
        criterionCodes: [],
      },
      ...own.map((group, index): StarterItem => ({
        ...item,
        parentCode: number,
        level: 'criterion',
        code: `${number}.${String(index + 1)}`,
        text: groupNames[group.code] ?? `Nhóm tiêu chí kiểm tra ${group.code}`,
        maxPoints: group.points,
        criterionCodes: group.codes,
      })),
      {
        ...item,
        parentCode: number,
        level: 'criterion',
        code: `${number}.${String(own.length + 1)}`,
        text: `Đánh giá của người dân, tổ chức, cán bộ, công chức về ${lowerFirst(domain.name)}`,
        maxPoints: surveyed,
        method: 'survey',
        evidenceRequired: false,
        criterionCodes: [],
      },
    ];
  });
}

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);

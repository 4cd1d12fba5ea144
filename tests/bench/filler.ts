// Makes many findings for the benchmarks of reading: deterministic, in Vietnamese words, written by plain SQL.
import type { Connection } from '../../db/sqlite.ts';

const WORDS =
  'thủ tục hành chính niêm yết công khai bộ phận tiếp nhận trả kết quả hồ sơ trễ hạn xin lỗi cán bộ công chức viên ' +
  'chức vị trí việc làm cơ chế một cửa liên thông văn bản quy phạm pháp luật rà soát hệ thống hóa tự kiểm tra tài chính ' +
  'công tự chủ tinh giản biên chế tổ chức bộ máy chính quyền điện tử dịch vụ trực tuyến chữ ký số đánh giá phân loại đào ' +
  'tạo bồi dưỡng kế hoạch tuyên truyền sáng kiến chỉ đạo điều hành người đứng đầu đơn vị xã phường thị trấn huyện tỉnh ' +
  'chưa đầy đủ kịp thời đúng quy định còn chậm thiếu ban hành báo cáo tổng hợp khắc phục hạn chế nguyên nhân giải pháp';
const words = [...new Set(WORDS.split(' '))];

/** The same numbers in every run. */
export function createChance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A sentence of 18 to 40 words; a low word is more frequent than a high one, as in a language. */
export function sentence(chance: (below: number) => number): string {
  const length = 18 + chance(23);
  return Array.from({ length }, () => words[Math.min(chance(words.length), chance(words.length))]).join(' ');
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
/** Ids in growing order, as those of findings made one after the other. */
export const idOf = (kind: number, index: number) =>
  `01900000-${hex(index >>> 16, 4)}-7${hex(kind, 3)}-8000-${hex(index, 12)}`;

/** One in four names an agency. Answers the number of the first ordinal. */
export function fillFindings(connection: Connection, planId: string, count: number): number {
  const office = connection.prepare('SELECT office_id FROM installation').pluck().get() as string;
  const domains = connection.prepare('SELECT id FROM domain ORDER BY ordinal').pluck().all() as string[];
  const agencies = connection
    .prepare('SELECT agency_id FROM visit WHERE plan_id = ? ORDER BY ordinal')
    .pluck()
    .all(planId) as string[];
  const first =
    1 +
    (connection
      .prepare('SELECT coalesce(max(ordinal), 0) FROM finding WHERE plan_id = ?')
      .pluck()
      .get(planId) as number);
  const finding = connection.prepare(
    `INSERT INTO finding (id, rev, origin_office_id, created_at, updated_at, plan_id, domain_id, ordinal, kind, scope, text)
     VALUES (?, 1, ?, 0, 0, ?, ?, ?, ?, ?, ?)`,
  );
  const named = connection.prepare(
    `INSERT INTO finding_agency (id, rev, origin_office_id, created_at, updated_at, finding_id, agency_id)
     VALUES (?, 1, ?, 0, 0, ?, ?)`,
  );
  const chance = createChance(2019);
  // Making up a million sentences would take longer than writing them.
  const texts = Array.from({ length: 5_000 }, () => sentence(chance));
  connection.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const id = idOf(1, index);
      const isNamed = index % 4 === 0;
      const domain = domains[chance(domains.length)] ?? '';
      const text = `${texts[chance(texts.length)]}, hồ sơ số ${100_000 + index}`;
      finding.run(
        id,
        office,
        planId,
        domain,
        first + index,
        index % 3 === 0 ? 'strength' : 'limitation',
        isNamed ? 'named' : 'unnamed',
        text,
      );
      if (isNamed) named.run(idOf(2, index), office, id, agencies[index % agencies.length] ?? '');
    }
  })();
  return first;
}

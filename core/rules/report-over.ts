/**
 * Over which offices the figures of a report are, as the report itself says it: how many and which, who has not sent what
 * reaches the end of the period, who sent it late, and how things of several offices are counted. Pure; Vietnamese, as the
 * report is.
 */
import type { ReportOver } from '../contract/period-reports.ts';
import { formatCount } from '../documents/wording/numbers.ts';

const named = (names: readonly string[]) => names.join('; ');

/** One sentence a line; nothing where the figures are of the office alone. */
export function overSentences(over: ReportOver | null): string[] {
  if (over === null) return [];
  if (!over.counted) return ['Số liệu tổng hợp của nhiều cơ quan chỉ có ở cơ quan lập báo cáo.'];
  const { offices, missing, late } = over;
  const [first] = offices;
  const single = offices.length === 1 && first !== undefined && missing.length + late.length <= 1;
  if (single && missing.every((name) => name === first.name) && late.every((name) => name === first.name)) {
    return [
      `Số liệu trong báo cáo là của ${first.name}.`,
      ...(missing.length > 0 ? ['Cơ quan này chưa gửi dữ liệu đến hết kỳ báo cáo.'] : []),
      ...(late.length > 0 ? ['Cơ quan này gửi dữ liệu muộn.'] : []),
    ];
  }
  return [
    `Số liệu trong báo cáo tổng hợp từ dữ liệu của ${formatCount(offices.length)} cơ quan: ${named(offices.map(({ name }) => name))}.`,
    ...(missing.length > 0
      ? [
          `Chưa gửi dữ liệu đến hết kỳ báo cáo: ${formatCount(missing.length)} cơ quan (${named(missing)}); chỉ tính dữ liệu đã gửi trước đó, nếu có.`,
        ]
      : []),
    ...(late.length > 0
      ? [`Gửi dữ liệu muộn: ${formatCount(late.length)} cơ quan (${named(late)}); số liệu đã được tính.`]
      : []),
    COUNTED_ONCE,
  ];
}

/** The rule of core/rules/report-figures.ts in words. */
export const COUNTED_ONCE =
  'Mỗi đợt, cuộc kiểm tra, tồn tại, hạn chế và kiến nghị tính một lần, ở cơ quan lập ra; một cơ quan, đơn vị được nhiều nơi kiểm tra chỉ tính là một.';

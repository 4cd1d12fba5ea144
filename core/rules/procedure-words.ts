/** The comparison of procedures in the words of officials: places, problems, and what is wrong with one procedure. Pure. */
import type { PostingPlace, ProcedureProblem, ProcedureResult } from '../contract/procedures.ts';
import { formatCount, shortDay } from './format.ts';

export const placeWords: Readonly<Record<PostingPlace, string>> = {
  board: 'Bảng niêm yết',
  website: 'Cổng/Trang thông tin điện tử',
  national_database: 'Cơ sở dữ liệu quốc gia về TTHC',
};

export const problemWords: Readonly<Record<ProcedureProblem, string>> = {
  missing: 'Chưa niêm yết',
  superseded: 'Nội dung đã hết hiệu lực',
  late: 'Cập nhật chậm',
  wrong_form: 'Sai hình thức',
  not_published: 'Không có trong danh mục công bố',
};

/** One sentence without its full stop: what is wrong with this procedure at this place. */
export function describeResult(result: ProcedureResult): string {
  const { problem, reason, decision, effectiveOn, postedOn, abolishedOn, daysLate, detail } = result;
  switch (problem) {
    case 'missing': {
      const facts = [
        ...(decision === null ? [] : [`Quyết định ${decision}`]),
        ...(effectiveOn === null ? [] : [`hiệu lực từ ${shortDay(effectiveOn)}`]),
      ];
      return facts.length === 0 ? 'Chưa niêm yết' : `Chưa niêm yết (${facts.join(', ')})`;
    }
    case 'superseded':
      if (reason === 'abolished') {
        return abolishedOn === null
          ? 'Vẫn niêm yết TTHC đã bị bãi bỏ'
          : `Vẫn niêm yết TTHC đã bị bãi bỏ từ ${shortDay(abolishedOn)}`;
      }
      if (reason === 'replaced') {
        return detail === null
          ? 'Niêm yết TTHC đã được thay thế'
          : `Niêm yết TTHC đã được thay thế (mã ${detail})`;
      }
      return [
        detail === null ? 'Niêm yết theo quyết định cũ' : `Niêm yết theo Quyết định ${detail}`,
        ...(decision === null || decision === detail ? [] : [`hiện hành: Quyết định ${decision}`]),
      ].join('; ');
    case 'late': {
      const days = daysLate === null ? '' : ` ${formatCount(daysLate)} ngày làm việc`;
      const when =
        postedOn === null || effectiveOn === null
          ? ''
          : ` (hiệu lực ${shortDay(effectiveOn)}, niêm yết ${shortDay(postedOn)})`;
      return `Niêm yết chậm${days}${when}`;
    }
    case 'wrong_form':
      return detail ?? 'Niêm yết chưa đúng hình thức';
    case 'not_published':
      return 'Đang niêm yết nhưng không có trong danh mục công bố';
  }
}

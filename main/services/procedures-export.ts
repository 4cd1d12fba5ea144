/** The comparison of procedures as a workbook: one sheet of sums by place, one line for every problem. */
import type { ProcedureComparison } from '../../core/contract/procedures.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { shortDay } from '../../core/rules/format.ts';
import { describeResult, placeWords, problemWords } from '../../core/rules/procedure-words.ts';
import type { Workbook } from '../spreadsheet/write-workbook.ts';

export function problemWorkbook(
  comparison: ProcedureComparison,
  visit: { readonly agencyName: string },
): { readonly fileName: string; readonly workbook: Workbook } {
  const { list, on, places, results } = comparison;
  const about = [
    visit.agencyName,
    ...(list === null ? [] : [list.title]),
    ...(on === null ? [] : [`đối chiếu ngày ${shortDay(on)}`]),
  ].join(' · ');
  return {
    fileName: `${asciiName(`Doi chieu TTHC ${visit.agencyName}`)}.xlsx`,
    workbook: {
      sheets: [
        {
          name: 'Tồn tại',
          note: about,
          frozenRows: 2,
          columns: [
            { header: 'STT', width: 6, type: 'number' },
            { header: 'Nơi công khai', width: 26, wrap: true },
            { header: 'Tồn tại', width: 22, wrap: true },
            { header: 'Mã TTHC', width: 24 },
            { header: 'Tên thủ tục hành chính', width: 60, wrap: true },
            { header: 'Quyết định công bố', width: 22, wrap: true },
            { header: 'Ngày hiệu lực', width: 14, type: 'day' },
            { header: 'Ngày niêm yết', width: 14, type: 'day' },
            { header: 'Số ngày làm việc chậm', width: 12, type: 'number' },
            { header: 'Nội dung', width: 48, wrap: true },
          ],
          rows: results.map((one, index) => [
            index + 1,
            placeWords[one.place],
            problemWords[one.problem],
            one.code,
            one.name,
            one.decision,
            one.effectiveOn,
            one.postedOn,
            one.daysLate,
            describeResult(one),
          ]),
        },
        {
          name: 'Tổng hợp',
          note: about,
          frozenRows: 2,
          columns: [
            { header: 'Nơi công khai', width: 34 },
            { header: 'Đã công bố', width: 12, type: 'number' },
            { header: 'Đã niêm yết', width: 12, type: 'number' },
            { header: 'Chưa niêm yết', width: 12, type: 'number' },
            { header: 'Hết hiệu lực', width: 12, type: 'number' },
            { header: 'Chậm', width: 12, type: 'number' },
            { header: 'Sai hình thức', width: 12, type: 'number' },
            { header: 'Không có trong danh mục', width: 14, type: 'number' },
          ],
          rows: places
            .filter(({ looked }) => looked)
            .map((one) => [
              placeWords[one.place],
              one.published,
              one.posted,
              one.missing,
              one.superseded,
              one.late,
              one.wrongForm,
              one.notPublished,
            ]),
        },
      ],
    },
  };
}

// Phụ lục: the procedures that are not posted rightly, place by place, with the figures in front.
import { paragraph, spacer } from '../layout/paragraph.ts';
import type { PlaceSummary } from '../../contract/procedures.ts';
import type { Block, DocumentModel } from '../model.ts';
import { describeResult, placeWords } from '../../rules/procedure-words.ts';
import { agencyName } from '../wording/agencies.ts';
import { shortDate } from '../wording/dates.ts';
import { formatCount, formatInteger, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { lowerFirst, oneLine, sentence } from '../wording/text.ts';
import type { ProcedureSheetFacts } from './facts-desk.ts';
import { cell, sheetHead, sheetModel, sheetSignature, sheetTable } from './sheet.ts';

const TITLE = 'Danh mục thủ tục hành chính\nniêm yết, công khai chưa đúng quy định';
const GAP_MM = 3;

export function procedureSheet(facts: ProcedureSheetFacts): DocumentModel {
  const { issuer, plan, agency, team, comparison } = facts;
  const { list, on, places, results } = comparison;
  const looked = places.filter((place) => place.looked);
  const reference = [
    `Kèm theo kết quả ${inspectionPhrase(plan)} tại ${agencyName(agency)}`,
    ...(list === null ? [] : [`đối chiếu với ${lowerFirst(oneLine(list.title))}`]),
    ...(on === null ? [] : [`ngày ${shortDate(on)}`]),
  ].join('; ');
  const rows = looked.flatMap(({ place }) =>
    results
      .filter((one) => one.place === place)
      .map((one) => [
        placeWords[place],
        cell(one.code, OPEN),
        cell(one.name, OPEN),
        cell(one.decision),
        one.effectiveOn === null ? '' : shortDate(one.effectiveOn),
        one.postedOn === null ? '' : shortDate(one.postedOn),
        describeResult(one),
      ]),
  );
  const summary: readonly Block[] =
    list === null
      ? [paragraph('body', 'Chưa chọn danh mục thủ tục hành chính đã công bố để đối chiếu.')]
      : looked.length === 0
        ? [paragraph('body', 'Chưa có kết quả kiểm tra việc niêm yết, công khai.')]
        : looked.map((place) => paragraph('item', `- ${placeText(place)}`, { keepNext: true }));
  return sheetModel(facts, TITLE, true, [
    ...sheetHead(issuer, plan, { title: TITLE, subject: null, reference }),
    ...summary,
    ...(rows.length === 0
      ? looked.length === 0
        ? []
        : [paragraph('body', 'Không có thủ tục hành chính nào niêm yết, công khai chưa đúng quy định.')]
      : [
          spacer(GAP_MM),
          sheetTable(
            [
              { text: 'TT', width: 4, align: 'center' },
              { text: 'Nơi công khai', width: 11 },
              { text: 'Mã TTHC', width: 11, align: 'center' },
              { text: 'Tên thủ tục hành chính', width: 25 },
              { text: 'Quyết định công bố', width: 11, align: 'center' },
              { text: 'Ngày hiệu lực', width: 10, align: 'center' },
              { text: 'Ngày niêm yết', width: 10, align: 'center' },
              { text: 'Tồn tại', width: 18 },
            ],
            rows.map((row, index) => [String(index + 1), ...row]),
          ),
        ]),
    sheetSignature(issuer, team),
  ]);
}

/** `Bảng niêm yết: đã niêm yết 105/112 TTHC; còn 07 TTHC chưa niêm yết; …` */
function placeText(place: PlaceSummary): string {
  const count = (number: number, words: string) => (number === 0 ? [] : [`${formatCount(number)} ${words}`]);
  const faults = [
    ...count(place.missing, 'TTHC chưa niêm yết, công khai'),
    ...count(place.superseded, 'TTHC có nội dung đã hết hiệu lực'),
    ...count(place.late, 'TTHC cập nhật chậm'),
    ...count(place.wrongForm, 'TTHC chưa đúng hình thức'),
    ...count(place.notPublished, 'TTHC không có trong danh mục công bố'),
  ];
  const posted = `đã niêm yết, công khai ${formatInteger(place.posted)}/${formatInteger(place.published)} TTHC`;
  const rest = faults.length === 0 ? 'không phát hiện tồn tại' : `còn ${faults.join('; ')}`;
  return sentence(`${placeWords[place.place]}: ${posted}; ${rest}`);
}

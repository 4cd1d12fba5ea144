/** A sample as a workbook: one line a dossier or document, a column a check, and how it was drawn, to repeat it. */
import type { Sample, SampleItem } from '../../core/contract/samples.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import {
  channelWords,
  checksInWords,
  reasonWords,
  resultWords,
  stateWords,
} from '../../core/rules/sample-words.ts';
import { writeWorkbook, XLSX_MEDIA, type WorkbookColumn } from '../spreadsheet/write-workbook.ts';

export interface SampleFacts {
  readonly sample: Sample;
  readonly items: readonly SampleItem[];
  readonly agencyName: string;
}

type Cell = string | number | null;
type Read = readonly [column: WorkbookColumn, read: (item: SampleItem) => Cell];

function columnsOf({ kind }: Sample): readonly Read[] {
  const isDossier = kind === 'dossiers';
  const text = (header: string, width: number, read: (item: SampleItem) => Cell): Read => [
    { header, width, wrap: width >= 24 },
    read,
  ];
  const day = (header: string, read: (item: SampleItem) => Cell): Read => [
    { header, width: 13, type: 'day' },
    read,
  ];
  const channel = (value: SampleItem['channelIn']) => (value === null ? null : channelWords[value]);
  return [
    [{ header: 'STT', width: 6, type: 'number' }, ({ ordinal }) => ordinal],
    [{ header: 'Dòng trong sổ', width: 9, type: 'number' }, ({ rowNo }) => rowNo],
    text(isDossier ? 'Mã hồ sơ' : 'Số, ký hiệu', 22, ({ code }) => code),
    text(isDossier ? 'Thủ tục hành chính' : 'Trích yếu', 44, ({ title }) => title),
    text(isDossier ? 'Lĩnh vực' : 'Loại, đơn vị', 24, ({ fieldName }) => fieldName),
    text(
      isDossier ? 'Người nộp' : kind === 'incoming' ? 'Cơ quan ban hành' : 'Nơi nhận',
      24,
      (item) => item.applicant,
    ),
    day(
      isDossier ? 'Ngày tiếp nhận' : kind === 'incoming' ? 'Ngày đến' : 'Ngày văn bản',
      (item) => item.receivedOn,
    ),
    day(isDossier ? 'Ngày hẹn trả' : 'Hạn xử lý', ({ dueOn }) => dueOn),
    day(isDossier ? 'Ngày trả kết quả' : 'Ngày hoàn thành', ({ resolvedOn }) => resolvedOn),
    text('Trạng thái', 16, ({ state }) => stateWords[state]),
    ...(isDossier
      ? [
          text('Hình thức nộp', 13, ({ channelIn }) => channel(channelIn)),
          text('Hình thức trả', 13, ({ channelOut }) => channel(channelOut)),
        ]
      : []),
    text('Chọn vì', 12, ({ reason }) => reasonWords[reason]),
    text('Quá hạn', 9, ({ overdue }) => (overdue ? 'Có' : null)),
    ...checksInWords(kind).map(({ key, text: words }) =>
      text(words, 15, ({ checks }) => {
        const result = checks[key];
        return result === undefined ? null : resultWords[result];
      }),
    ),
    text('Kết luận', 12, ({ passes }) => (passes === null ? null : passes ? 'Đạt' : 'Không đạt')),
    text('Ghi chú', 40, ({ note }) => note),
  ];
}

/** How the sample came about: with the register, these lines are enough to draw it again. */
function originOf({ sample, agencyName }: SampleFacts): readonly (readonly [string, Cell])[] {
  const flag = (value: boolean) => (value ? 'Có' : 'Không');
  return [
    ['Tên mẫu', sample.title],
    ['Đơn vị', agencyName],
    ...(sample.seed === null
      ? ([['Cách chọn', 'Chọn tay']] as const)
      : ([
          ['Số dòng của sổ', sample.population],
          ['Số chọn ngẫu nhiên', sample.size],
          ['Lấy hết quá hạn', flag(sample.allOverdue)],
          ['Lấy hết từ chối', flag(sample.allRejected)],
          ['Mã ngẫu nhiên', sample.seed],
        ] as const)),
    ['Số dòng trong mẫu', sample.items],
    ['Đã kiểm tra đủ', sample.checked],
    ['Đạt', sample.passed],
    ['Ghi chú', sample.note],
  ];
}

export async function sampleFile(facts: SampleFacts): Promise<{
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly media: string;
}> {
  const { sample, items, agencyName } = facts;
  const columns = columnsOf(sample);
  const bytes = await writeWorkbook({
    sheets: [
      {
        name: 'Mẫu',
        columns: columns.map(([column]) => column),
        rows: items.map((item) => columns.map(([, read]) => read(item))),
      },
      {
        name: 'Cách chọn mẫu',
        columns: [
          { header: 'Nội dung', width: 26 },
          { header: 'Giá trị', width: 60, wrap: true },
        ],
        rows: originOf(facts).map((row) => [...row]),
      },
    ],
  });
  const stem = asciiName([sample.title, agencyName].join(' '));
  return { bytes, fileName: `${stem === '' ? 'Mau' : stem}.xlsx`, media: XLSX_MEDIA };
}

/**
 * What the comparison of procedures says to the criteria that ask for it, each only where somebody looked: shares,
 * counts, choices, and the words for a finding with their figures ("còn 07/112 TTHC chưa niêm yết"). Pure.
 */
import type { PlaceSummary, PostingPlace, ProcedureComparison } from '../contract/procedures.ts';
import { formatCount } from '../documents/wording/numbers.ts';

export type ProcedureCriterion = '3.2.1' | '3.2.2' | '3.2.3' | '3.2.4' | '3.2.5';

export interface ProcedureFigure {
  /** The code by which sets name what they ask (and `derivedFrom` "procedures"). */
  readonly code: ProcedureCriterion;
  readonly place: PostingPlace;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly count: number | null;
  readonly choice: 'yes' | 'partial' | 'no' | null;
  /** How it comes about, to read. */
  readonly formula: string;
  /** True where something is wrong. */
  readonly fault: boolean;
  /** Part of a sentence, without capital and full stop. */
  readonly sentence: string;
}

type Compared = Pick<ProcedureComparison, 'list' | 'places' | 'results'>;

/** "07/112 TTHC", as officials write it: two digits at least. */
export function shareOfProcedures(part: number, whole: number): string {
  return `${formatCount(part)}/${formatCount(whole)} TTHC`;
}

const missingWords: Readonly<Record<PostingPlace, string>> = {
  board: 'chưa niêm yết',
  website: 'chưa công khai trên Cổng/Trang thông tin điện tử',
  national_database: 'chưa cập nhật trên Cơ sở dữ liệu quốc gia về TTHC',
};
const completeWords: Readonly<Record<PostingPlace, string>> = {
  board: 'niêm yết đủ',
  website: 'công khai đủ trên Cổng/Trang thông tin điện tử',
  national_database: 'cập nhật đủ trên Cơ sở dữ liệu quốc gia về TTHC',
};
const postedWords: Readonly<Record<PostingPlace, string>> = {
  board: 'niêm yết',
  website: 'công khai',
  national_database: 'cập nhật',
};

/** What is missing, no longer holds, or stands there without being published, at one place; '' where nothing is wrong. */
export function shortfallWords(summary: PlaceSummary): string {
  const { place, published, missing, superseded, notPublished } = summary;
  const posted = postedWords[place];
  return [
    ...(missing === 0 ? [] : [`còn ${shareOfProcedures(missing, published)} ${missingWords[place]}`]),
    ...(superseded === 0 ? [] : [`${formatCount(superseded)} TTHC ${posted} nội dung đã hết hiệu lực`]),
    ...(notPublished === 0
      ? []
      : [`${formatCount(notPublished)} TTHC ${posted} nhưng không có trong danh mục công bố`]),
  ].join('; ');
}

/** "đã niêm yết đủ 112/112 TTHC", or what is amiss. */
export function placeSentence(summary: PlaceSummary): string {
  const { place, current, published } = summary;
  const shortfall = shortfallWords(summary);
  return shortfall === '' ? `đã ${completeWords[place]} ${shareOfProcedures(current, published)}` : shortfall;
}

/** All, some or none of it is right. */
function choiceOf(right: number, whole: number): 'yes' | 'partial' | 'no' {
  return right >= whole ? 'yes' : right <= 0 ? 'no' : 'partial';
}

const nothing = { numerator: null, denominator: null, count: null, choice: null } as const;

export function procedureFigures({ list, places, results }: Compared): readonly ProcedureFigure[] {
  if (list === null) return [];
  const at = (place: PostingPlace): PlaceSummary | undefined =>
    places.find((one) => one.place === place && one.looked && one.published > 0);
  const figures: ProcedureFigure[] = [];

  const database = at('national_database');
  if (database !== undefined) {
    figures.push({
      ...nothing,
      code: '3.2.1',
      place: 'national_database',
      numerator: database.current,
      denominator: database.published,
      formula: 'TTHC đã cập nhật đúng / TTHC đã công bố còn hiệu lực',
      fault: database.current < database.published,
      sentence: placeSentence(database),
    });
  }

  const board = at('board');
  if (board !== undefined) {
    figures.push({
      ...nothing,
      code: '3.2.2',
      place: 'board',
      numerator: board.current,
      denominator: board.published,
      formula: 'TTHC niêm yết đúng bản hiện hành / TTHC phải niêm yết',
      fault: board.current < board.published,
      sentence: placeSentence(board),
    });
    figures.push({
      ...nothing,
      code: '3.2.3',
      place: 'board',
      choice: board.posted === 0 ? 'no' : choiceOf(board.posted - board.wrongForm, board.posted),
      formula: 'đủ nếu không TTHC nào sai hình thức, không đạt nếu mọi TTHC đều sai',
      fault: board.wrongForm > 0 || board.posted === 0,
      sentence:
        board.posted === 0
          ? 'chưa niêm yết TTHC nào'
          : board.wrongForm === 0
            ? 'niêm yết đúng hình thức, đúng vị trí'
            : `${formatCount(board.wrongForm)} TTHC niêm yết chưa đúng hình thức`,
    });
    // Where no day of posting is known nobody can say that nothing was late.
    if (board.dated > 0) {
      const longest = Math.max(
        0,
        ...results.flatMap(({ place, daysLate }) =>
          place === 'board' && daysLate !== null ? [daysLate] : [],
        ),
      );
      figures.push({
        ...nothing,
        code: '3.2.4',
        place: 'board',
        count: board.late,
        formula: 'TTHC niêm yết sau hạn, trên các TTHC biết ngày niêm yết',
        fault: board.late > 0,
        sentence:
          board.late === 0
            ? 'cập nhật bảng niêm yết kịp thời'
            : `${formatCount(board.late)} TTHC chậm cập nhật trên bảng niêm yết` +
              (longest === 0 ? '' : ` (chậm nhất ${formatCount(longest)} ngày làm việc)`),
      });
    }
  }

  const website = at('website');
  if (website !== undefined) {
    const shortfall = shortfallWords(website);
    figures.push({
      ...nothing,
      code: '3.2.5',
      place: 'website',
      choice: shortfall === '' ? 'yes' : website.current === 0 ? 'no' : 'partial',
      formula: 'đủ nếu khớp hoàn toàn với danh mục công bố, không đạt nếu không TTHC nào khớp',
      fault: shortfall !== '',
      sentence: placeSentence(website),
    });
  }
  return figures;
}

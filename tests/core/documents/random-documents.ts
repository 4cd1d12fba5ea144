// Random papers of every kind as people might write them: long names, forty recipients, thirty findings, tables over
// pages, every Vietnamese letter, empty parts. The wording is chance; what the layout adds is the decree's.
import fc from 'fast-check';
import { documentContent, type DocumentContent } from '../../../core/documents/content.ts';
import type { BaseFacts, IssuerFacts } from '../../../core/documents/facts.ts';
import { documentKinds, kindTraits, type DocumentKind } from '../../../core/documents/kinds.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import type { DocumentModel } from '../../../core/documents/model.ts';

/** Every letter that Vietnamese is written with, small and capital. */
export const VIETNAMESE =
  'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ';
const LETTERS = VIETNAMESE + VIETNAMESE.toLocaleUpperCase('vi');

const syllables =
  'công tác cải cách hành chính thủ tục hồ sơ giải quyết đúng hạn tiếp nhận trả kết quả niêm yết công khai kiểm tra tồn tại hạn chế khắc phục đơn vị cơ quan cán bộ công chức viên chức tổ chức bộ máy tài chính hiện đại hóa nghiêm túc thực hiện đề nghị báo cáo rà soát sửa đổi bổ sung nguồn nhân lực kỷ luật kỷ cương ứng dụng phần mềm một cửa liên thông người dân doanh nghiệp quy trình nội bộ phường xã huyện tỉnh thành phố Thủ Đức Nghĩa Hưng Ứng Hòa Ỷ Tịnh Mỹ Đình Quỳnh Lưu'.split(
    ' ',
  );
const word = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(...syllables) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 7 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 99_999 }).map((value) => value.toLocaleString('vi')) },
);
const words = (min: number, max: number): fc.Arbitrary<string> =>
  fc.array(word, { minLength: min, maxLength: max }).map((list) => list.join(' '));
const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
const phrase = (min: number, max: number): fc.Arbitrary<string> => words(min, max).map(capital);
const sentence = (min: number, max: number): fc.Arbitrary<string> =>
  phrase(min, max).map((text) => `${text}.`);
/** A name of three hundred letters. */
const longName = fc
  .array(fc.constantFrom(...syllables), { minLength: 60, maxLength: 90 })
  .map((list) => `Ủy ban nhân dân ${list.join(' ')}`.slice(0, 300).trim());
const personName = fc
  .array(
    fc.constantFrom('Nguyễn', 'Đặng', 'Hoàng', 'Phượng', 'Quỳnh', 'Ỷ', 'Thị', 'Văn', 'Kỳ', 'Ngữ', 'Bảo'),
    {
      minLength: 2,
      maxLength: 5,
    },
  )
  .map((list) => list.join(' '));

const day = fc
  .tuple(
    fc.integer({ min: 2015, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);

const issuer: fc.Arbitrary<IssuerFacts> = fc
  .record({
    parent: fc.option(fc.constantFrom('UBND TỈNH HẢI DƯƠNG', 'ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HỒ CHÍ MINH'), {
      nil: null,
    }),
    name: fc.oneof(
      {
        weight: 8,
        arbitrary: fc.constantFrom(
          'Sở Nội vụ',
          'Ủy ban nhân dân\nthành phố Hải Phòng',
          'Đoàn kiểm tra công tác\ncải cách hành chính số 01',
          'Ban Quản lý các khu công nghiệp',
        ),
      },
      { weight: 1, arbitrary: longName },
    ),
    signLines: fc.constantFrom(
      ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
      ['GIÁM ĐỐC'],
      ['KT. TRƯỞNG ĐOÀN', 'PHÓ TRƯỞNG ĐOÀN'],
      ['TL. CHỦ TỊCH', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'],
    ),
    below: fc.option(fc.constant('PHÓ CHỦ TỊCH UBND TỈNH'), { nil: null }),
    signer: fc.option(personName, { nil: null }),
    place: fc.option(fc.constantFrom('Hải Dương', 'Thành phố Hồ Chí Minh', 'Ứng Hòa'), { nil: null }),
  })
  .map(({ parent, name, signLines, below, signer, place }) => ({
    kind: 'department',
    name: name.replace('\n', ' '),
    parentLine: parent,
    nameLine: name,
    authorityLine: `GIÁM ĐỐC ${name.replace('\n', ' ')}`.slice(0, 120),
    signLines,
    signerTitleBelow: signer === null ? null : below,
    signerName: signer,
    placeName: place,
    archiveLine: 'Lưu: VT, CCHC',
  }));

const facts: fc.Arbitrary<BaseFacts> = fc
  .record({
    issuer,
    number: fc.option(fc.integer({ min: 1, max: 4000 }), { nil: null }),
    symbol: fc.constantFrom('TB-ĐKT', 'KH-UBND', 'QĐ-UBND-TL', 'SNV-CCHC&PC'),
    issuedOn: fc.option(day, { nil: null }),
    subject: fc.oneof({ weight: 8, arbitrary: phrase(4, 24) }, { weight: 1, arbitrary: longName }),
    draftRound: fc.integer({ min: 1, max: 12 }),
    urgency: fc.option(fc.constantFrom('khan' as const, 'thuong_khan' as const, 'hoa_toc' as const), {
      nil: null,
      freq: 5,
    }),
    illustrative: fc.boolean(),
  })
  .map(({ issuer: by, number, symbol, issuedOn, subject, draftRound, urgency, illustrative }) => ({
    issuer: by,
    document: {
      titleKind: 'ket_qua',
      number: number === null ? null : String(number),
      symbol,
      issuedOn,
      subject,
      draftRound,
      urgency,
    },
    plan: {
      title: 'Đợt kiểm tra',
      year: 2026,
      number: null,
      symbol: null,
      documentDate: null,
      issuerName: null,
      documentSubject: null,
      contents: null,
      reviewPeriodFrom: null,
      reviewPeriodTo: null,
      reviewPeriodText: null,
      startsOn: null,
      endsOn: null,
      inspectionForms: [],
      scoring: false,
      illustrative,
      reportBackTo: null,
      reportBackDueOn: null,
      remediationDemand: null,
      legalGrounds: [],
    },
  }));

/** A block before it has its id; documentContent judges it (random-documents.test.ts). */
interface Shape {
  readonly type: string;
  readonly text: string;
}

const textOf = (type: string, text: fc.Arbitrary<string>): fc.Arbitrary<Shape> =>
  text.map((value) => ({ type, text: value }));

const cell = fc.oneof(words(0, 6), fc.integer({ min: 0, max: 5000 }).map(String));
const table = (appendix: boolean, maxRows: number): fc.Arbitrary<Shape> =>
  fc.integer({ min: 2, max: appendix ? 9 : 5 }).chain((count) =>
    fc.record({
      type: fc.constant('table'),
      text: fc.oneof(
        { weight: appendix ? 0 : 1, arbitrary: fc.constant('') },
        { weight: 2, arbitrary: phrase(3, 14) },
      ),
      appendix: fc.constant(appendix),
      columns: fc.constant(
        Array.from({ length: count }, (_, index) => ({
          text: index === 0 ? 'STT' : `Cột ${String(index)}`,
          align: (['center', 'left', 'right'] as const)[index % 3],
          width: Math.floor(100 / count),
        })),
      ),
      rows: fc.array(fc.array(cell, { minLength: count, maxLength: count }), {
        minLength: 0,
        maxLength: maxRows,
      }),
    }),
  );

const bars = fc.record({
  type: fc.constant('bars'),
  text: phrase(3, 9),
  rows: fc.array(
    fc.record({
      label: phrase(1, 5),
      value: fc.integer({ min: 0, max: 99 }).map(String),
      share: fc.integer({ min: 0, max: 10_000 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
});

/** One domain with up to thirty findings. */
const part = fc
  .tuple(
    textOf('section', phrase(2, 14)),
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: textOf('subsection', phrase(2, 12)) },
        { weight: 3, arbitrary: textOf('clause', sentence(5, 60)) },
        { weight: 4, arbitrary: textOf('paragraph', sentence(3, 80)) },
        { weight: 5, arbitrary: textOf('item', sentence(3, 50)) },
        { weight: 2, arbitrary: textOf('point', sentence(3, 40)) },
        { weight: 1, arbitrary: table(false, 12) },
        { weight: 1, arbitrary: bars },
      ),
      { maxLength: 30 },
    ),
  )
  .map(([head, rest]) => [head, ...rest]);

const decisionBody = fc
  .tuple(
    fc.array(
      textOf(
        'ground',
        words(6, 30).map((text) => `Căn cứ ${text}`),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    fc.array(textOf('article', sentence(6, 40)), { minLength: 1, maxLength: 4 }),
  )
  .map(([grounds, articles]) => [...grounds, ...articles]);

const namedBody = fc
  .tuple(
    fc.array(textOf('lead', sentence(8, 60)), { maxLength: 2 }),
    fc.array(part, { minLength: 0, maxLength: 4 }),
  )
  .map(([leads, parts]) => [...leads, ...parts.flat()]);

const appendixPart = fc.oneof(
  table(true, 60).map((block) => [block]),
  fc
    .tuple(
      phrase(3, 16),
      fc.boolean(),
      fc.array(textOf('paragraph', sentence(4, 60)), { maxLength: 8 }),
      table(false, 40),
    )
    .map(([text, landscape, paragraphs, below]) => [
      { type: 'appendix', text, landscape },
      ...paragraphs,
      below,
    ]),
);

export interface RandomPaper {
  readonly kind: DocumentKind;
  readonly facts: BaseFacts;
  readonly content: DocumentContent;
  readonly draft: boolean;
}

export const anyPaper: fc.Arbitrary<RandomPaper> = fc.constantFrom(...documentKinds).chain((kind) => {
  const { family } = kindTraits[kind];
  const isGrid = family === 'minutes' || family === 'slip';
  return fc
    .record({
      facts,
      draft: fc.boolean(),
      body: family === 'decision' ? decisionBody : namedBody,
      closing: sentence(6, 40),
      appendices: fc.array(appendixPart, { maxLength: family === 'news' ? 0 : 3 }),
      addressees: fc.array(
        fc.oneof({ weight: 9, arbitrary: phrase(3, 9) }, { weight: 1, arbitrary: longName }),
        {
          minLength: 1,
          maxLength: 6,
        },
      ),
      recipients: fc.oneof(
        { weight: 6, arbitrary: fc.array(phrase(2, 8), { maxLength: 6 }) },
        { weight: 1, arbitrary: fc.array(phrase(2, 8), { minLength: 40, maxLength: 40 }) },
      ),
      parties: fc.array(
        fc.record({
          lines: fc.constantFrom(['THƯ KÝ'], ['ĐẠI DIỆN ĐƠN VỊ', 'ĐƯỢC KIỂM TRA'], ['TRƯỞNG ĐOÀN']),
          name: fc.oneof(personName, fc.constant('')),
        }),
        { minLength: 2, maxLength: 3 },
      ),
    })
    .map(({ facts: by, draft, body, closing, appendices, addressees, recipients, parties }) => {
      const shapes = [...body, { type: 'closing', text: closing }, ...appendices.flat()];
      const isAddressed = family === 'addressed' || family === 'letter';
      const first = family === 'letter' ? ['Như trên'] : family === 'decision' ? ['Như Điều 3'] : [];
      const content: unknown = {
        version: 1,
        kind,
        blocks: shapes.map((shape, index) => ({ id: `b${String(index)}`, ...shape })),
        ...(isAddressed ? { addressees } : {}),
        recipients:
          family === 'news' || family === 'minutes' || family === 'slip'
            ? []
            : [...first, ...recipients, 'Lưu: VT, CCHC'].slice(0, 60),
        signatures: isGrid ? parties : [],
      };
      return { kind, facts: by, content: documentContent.parse(content), draft };
    });
});

export function layOut({ kind, facts: by, content, draft }: RandomPaper): DocumentModel {
  return layoutDocument(kind, by, content, { draft });
}

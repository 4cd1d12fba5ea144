// The working sheets: what stands in them, what stays blank, and that each reads the same in every format.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TeamFacts } from '../../../core/documents/facts.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import type { DocumentModel, Table } from '../../../core/documents/model.ts';
import { modelText, paragraphText } from '../../../core/documents/model-text.ts';
import {
  draftProgramme,
  type ProgrammePaperFacts,
  programmeSubject,
} from '../../../core/documents/papers/programme.ts';
import { assignmentSheet } from '../../../core/documents/sheets/assignment.ts';
import { clockRange, visitDaysText } from '../../../core/documents/sheets/days.ts';
import type {
  AssignmentFacts,
  NominationsFacts,
  ScheduleFacts,
  ScheduleRow,
} from '../../../core/documents/sheets/facts.ts';
import { nominationsSheet } from '../../../core/documents/sheets/nominations.ts';
import { programmeSheet } from '../../../core/documents/sheets/programme.ts';
import { scheduleSheet } from '../../../core/documents/sheets/schedule.ts';
import { styleNd30Year2020 } from '../../../core/documents/style-nd30-2020.ts';
import { documentBodyHtml, documentCss, documentHtml } from '../../../core/documents/to-html.ts';
import { anyNotice } from './arbitrary-facts.ts';
import { docxLines, openDocx } from './docx-reader.ts';
import { haiDuongAgencies, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { laiVungCollective } from './fixtures/lai-vung-2022.ts';
import { htmlLines, unbalancedTags } from './html-reader.ts';

const { issuer, plan, teams } = haiDuongCollective;
const head = { issuer, plan };
const team = teams[0]!;
const nameless = { kind: 'ubnd', signerName: null } as const;
const none = { startsOn: null, startsHalf: null, endsOn: null, endsHalf: null } as const;

const withDomains = (one: TeamFacts, domains: readonly (readonly string[])[]) => ({
  ...one,
  agencies: haiDuongAgencies,
  members: one.members.map((member, index) => ({ ...member, domains: domains[index] ?? [] })),
});
const assignment: AssignmentFacts = {
  ...head,
  teams: [withDomains(team, [[], [], ['Cải cách TTHC', 'Tài chính công']])],
};

const row = (index: number, fields: Partial<ScheduleRow> = {}): ScheduleRow => ({
  ...none,
  agency: haiDuongAgencies[index]!,
  teamName: team.name,
  location: null,
  note: null,
  byReport: false,
  ...fields,
});
const on = (day: string) => ({ startsOn: day, endsOn: day });
const schedule: ScheduleFacts = {
  ...head,
  teams,
  rows: [
    row(0),
    row(1, {
      ...on('2019-09-17'),
      startsHalf: 'afternoon',
      endsHalf: 'afternoon',
      location: 'Hội trường UBND huyện',
    }),
    row(2, { ...on('2019-09-17'), startsHalf: 'morning', endsHalf: 'morning', note: 'Mang hồ sơ gốc' }),
    row(3, { ...on('2019-09-16'), byReport: true, teamName: null }),
    row(4, on('2019-09-16')),
  ],
};
type Session = Pick<ProgrammePaperFacts, 'agency' | 'visit' | 'location' | 'items'>;
/** The papers of the sessions as a sheet: not recorded, without number and day. */
function programmeOf(
  sessions: readonly Session[],
  of: Pick<ProgrammePaperFacts, 'issuer' | 'plan' | 'teams'> = { ...head, teams },
): DocumentModel {
  const document = {
    titleKind: 'ket_qua',
    number: null,
    symbol: null,
    issuedOn: null,
    subject: null,
  } as const;
  const papers = sessions.map((one) => {
    const facts = { ...of, document, ...one };
    const subject = programmeSubject(facts);
    return layoutDocument('programme', facts, draftProgramme(facts), { draft: false, subject });
  });
  return programmeSheet(of, papers);
}
const visitOf = (index: number, when = {}): Pick<Session, 'agency' | 'visit'> => {
  const agency = haiDuongAgencies[index]!;
  return { agency, visit: { ...none, ...when, agencyId: agency.id, teamId: team.id } };
};
const session: Session = { ...visitOf(1), location: null, items: [] };
const item = { day: null, startsAt: null, endsAt: null, content: 'Khai mạc', presenter: null };
const programme: readonly Session[] = [
  {
    ...session,
    ...visitOf(1, on('2019-09-16')),
    items: [
      { ...item, startsAt: '08:00', endsAt: '08:15', presenter: 'Trưởng đoàn' },
      { ...item, startsAt: '08:15', content: 'Báo cáo' },
    ],
  },
  {
    ...session,
    ...visitOf(3, { startsOn: '2019-09-17', endsOn: '2019-09-18' }),
    items: ['2019-09-17', '2019-09-17', '2019-09-18'].map((day) => ({ ...item, day, startsAt: '14:00' })),
  },
];
const nomination = {
  body: 'Sở Tư pháp',
  seats: 2,
  wish: null,
  letterNumber: null,
  letterOn: null,
  dueOn: null,
  replyNumber: null,
  replyOn: null,
  arrivedOn: null,
  declined: false,
  members: [],
  note: null,
};
const nominations: NominationsFacts = {
  ...head,
  teams,
  rows: [
    {
      ...nomination,
      letterNumber: '508/SNV-CCHC',
      letterOn: '2019-08-01',
      dueOn: '2019-08-15',
      declined: true,
    },
    {
      ...nomination,
      wish: '01 lãnh đạo cấp phòng',
      replyNumber: '12/STP',
      replyOn: '2019-08-09',
      members: team.members.slice(1, 2),
    },
  ],
};

const tables = (model: DocumentModel): readonly Table[] =>
  model.blocks.filter((block) => block.type === 'table');
const cells = (table: Table | undefined) =>
  (table?.rows ?? []).map((cellsOfRow) =>
    cellsOfRow.map((cell) => paragraphText(cell).replaceAll('\u00a0', ' ')),
  );
const lines = (model: DocumentModel) => modelText(model).map((line) => line.replaceAll('\u00a0', ' '));

describe('the assignment', () => {
  const model = assignmentSheet(assignment);

  it('says who checks what, and leaves open what nobody said', () => {
    expect(lines(model)).toContain(
      'BẢNG PHÂN CÔNG NHIỆM VỤ\nTHÀNH VIÊN ĐOÀN KIỂM TRA CÔNG TÁC CCHC SỐ 01 CỦA TỈNH',
    );
    expect(cells(tables(model)[0])).toEqual([
      ['1', 'Vương Đức Sáng', expect.stringContaining('Phó Chủ tịch UBND tỉnh'), 'Trưởng đoàn', ''],
      ['2', 'Phạm Mạnh Hùng', expect.stringContaining('Giám đốc Sở Nội vụ'), 'Phó Trưởng đoàn', ''],
      [
        '3',
        '…',
        expect.stringContaining('Lãnh đạo cấp phòng'),
        'Thành viên',
        '- Cải cách TTHC\n- Tài chính công',
      ],
    ]);
    expect(lines(model).join('\n')).toContain('(Theo Quyết định số …/QĐ-… ngày … tháng … năm … của …………)');
    expect(lines(model).join('\n')).toMatch(/Kiểm tra tại 07 cơ quan, đơn vị: UBND thành phố Chí Linh;/);
  });

  it('is signed by the lead, or with a blank, and has no number', () => {
    const signed = assignmentSheet({ ...assignment, issuer: { ...issuer, ...nameless } });
    expect(lines(signed).slice(-2)).toEqual(['TRƯỞNG ĐOÀN', 'Vương Đức Sáng']);
    expect(lines(model).join('\n')).not.toContain('Số:');
    const unknown = assignmentSheet({ issuer: null, plan, teams: [] });
    expect(cells(tables(unknown)[0])).toEqual([['1', '…', '…', '…', '…']]);
    expect(lines(unknown)).toContain('…………');
  });

  it('calls a Tổ a Tổ', () => {
    const own = laiVungCollective.teams.map((one) => ({ ...withDomains(one, []), agencies: [] }));
    const text = lines(
      assignmentSheet({
        issuer: { ...laiVungCollective.issuer, ...nameless },
        plan: laiVungCollective.plan,
        teams: own,
      }),
    );
    expect(text.join('\n')).toContain('THÀNH VIÊN TỔ KIỂM TRA');
    expect(text).toContain('Nhiệm vụ trong Tổ');
    expect(text).toContain('TỔ TRƯỞNG');
    expect(text.join('\n')).not.toMatch(/Đoàn/u);
  });

  it('keeps several teams apart', () => {
    const second = { ...assignment.teams[0]!, id: 'second', name: 'Đoàn số 02' };
    const several = assignmentSheet({ ...assignment, teams: [assignment.teams[0]!, second] });
    expect(tables(several)).toHaveLength(2);
    expect(lines(several)).toEqual(expect.arrayContaining(['2. Đoàn số 02']));
  });
});

describe('the schedule', () => {
  const model = scheduleSheet(schedule);

  it('stands in the order of the half-days; without a day, and by report, at the end', () => {
    expect(lines(model)).toContain('LỊCH KIỂM TRA CÔNG TÁC CẢI CÁCH HÀNH CHÍNH NĂM 2019');
    expect(cells(tables(model)[0])).toEqual([
      ['1', 'Thứ Hai, ngày 16/9/2019', 'Sở Văn hóa, Thể thao và Du lịch', '…', ''],
      ['2', 'Sáng thứ Ba, ngày 17/9/2019', 'UBND huyện Cẩm Giàng', '…', 'Mang hồ sơ gốc'],
      ['3', 'Chiều thứ Ba, ngày 17/9/2019', 'UBND huyện Nam Sách', 'Hội trường UBND huyện', ''],
      ['4', '…', 'UBND thành phố Chí Linh', '…', ''],
      ['5', '', 'Sở Y tế', '', 'Kiểm tra qua báo cáo'],
    ]);
  });

  it('says a team that goes everywhere once; with several, or one not yet told, each line has its own', () => {
    expect(lines(model).filter((line) => line.includes(team.name))).toHaveLength(1);
    const several = scheduleSheet({ ...schedule, teams: [team, { ...team, name: 'Đoàn số 02' }] });
    expect(cells(tables(several)[0])[0]).toContain(team.name);
    const untold = scheduleSheet({ ...schedule, rows: [row(0, { teamName: null }), row(1)] });
    expect(cells(tables(untold)[0]).map((line) => line[3])).toEqual(['…', team.name]);
  });

  it('repeats its head on every page, and the last line stays with the signature', async () => {
    const [table] = tables(model);
    expect(table?.rows.at(-1)?.every((cell) => cell.keepNext)).toBe(true);
    expect(table?.rows[0]?.some((cell) => cell.keepNext)).toBe(false);
    expect((await openDocx(model)).part('word/document.xml')).toContain('<w:tblHeader/>');
    const css = documentCss(styleNd30Year2020);
    expect(css).toContain('.nd-table thead { display: table-header-group; }');
    expect(css).toContain('.nd-table + .nd-signature { break-before: avoid; }');
  });
});

describe('days and times', () => {
  it.each([
    [none, null],
    [on('2026-02-01'), 'Chủ nhật, ngày 01/02/2026'],
    [{ startsOn: '2026-03-02' }, 'Từ thứ Hai, ngày 02/3/2026'],
    [{ startsOn: '2026-03-02', startsHalf: 'afternoon' as const }, 'Từ chiều thứ Hai, ngày 02/3/2026'],
    [{ ...on('2026-03-02'), startsHalf: 'afternoon' as const }, 'Chiều thứ Hai, ngày 02/3/2026'],
    [{ ...on('2026-03-02'), endsHalf: 'morning' as const }, 'Sáng thứ Hai, ngày 02/3/2026'],
    [{ ...on('2026-03-02'), startsHalf: 'morning' as const }, 'Thứ Hai, ngày 02/3/2026'],
    [
      { startsOn: '2026-03-02', startsHalf: 'afternoon' as const, endsOn: '2026-03-04', endsHalf: null },
      'Từ chiều thứ Hai, ngày 02/3/2026 đến thứ Tư, ngày 04/3/2026',
    ],
  ])('%j: %s', (days, expected) => {
    expect(visitDaysText({ ...none, ...days })?.replaceAll('\u00a0', ' ') ?? null).toBe(expected);
  });

  it('clock times', () => {
    expect([
      clockRange('08:00', '08:15'),
      clockRange('14:00', null),
      clockRange(null, '17:00'),
      clockRange(null, null),
    ]).toEqual(['08h00 - 08h15', '14h00', 'đến 17h00', null]);
  });
});

describe('the programme', () => {
  const model = programmeOf(programme);

  it('gives each session a page with a head of its own', async () => {
    expect(model.blocks.filter((block) => block.type === 'newPage')).toHaveLength(1);
    expect(lines(model).filter((line) => line === 'CHƯƠNG TRÌNH')).toHaveLength(2);
    expect(documentBodyHtml(model).match(/class="nd-new-page"/g)).toHaveLength(1);
    expect(documentCss(styleNd30Year2020)).toContain('.nd-new-page { break-before: page; }');
    const xml = (await openDocx(model)).part('word/document.xml');
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(1);
    expect(xml.match(/<w:sectPr/g)).toHaveLength(1);
  });

  it('says the day where a new one begins, and leaves open what is not known', () => {
    const [first, second] = tables(model).map(cells);
    expect(first).toEqual([
      ['08h00 - 08h15', 'Khai mạc', 'Trưởng đoàn'],
      ['08h15', 'Báo cáo', '…'],
    ]);
    expect(second?.map(([time]) => time)).toEqual([
      'Thứ Ba, ngày 17/9/2019\n14h00',
      '14h00',
      'Thứ Tư, ngày 18/9/2019\n14h00',
    ]);
    expect(lines(model)).toEqual(
      expect.arrayContaining(['2. Địa điểm: …………', '1. Thời gian: thứ Hai, ngày 16/9/2019.']),
    );
  });

  it('is lines to fill in where none was made, and says so where there is none at all', () => {
    const empty = programmeOf([session]);
    expect(
      cells(tables(empty)[0])
        .flat()
        .every((text) => text === '…'),
    ).toBe(true);
    expect(lines(empty)).toContain('1. Thời gian: …………');
    expect(lines(programmeOf([]))).toContain('Chưa có chương trình làm việc nào được lập.');
  });
});

describe('the nominations', () => {
  const model = nominationsSheet(nominations);

  it('list letters and replies', () => {
    expect(cells(tables(model)[0])).toEqual([
      ['1', 'Sở Tư pháp', '02 người', 'Số 508/SNV-CCHC\nngày 01/8/2019', '15/8/2019', '', 'Không cử', ''],
      [
        '2',
        'Sở Tư pháp',
        '01 lãnh đạo cấp phòng',
        '',
        '',
        'Số 12/STP\nngày 09/8/2019',
        expect.stringContaining('Phạm Mạnh Hùng, '),
        '',
      ],
    ]);
  });

  it('lie across, in every format; the other sheets stand upright', async () => {
    expect(documentBodyHtml(model)).toContain('<article class="nd-document nd-wide"');
    const css = documentCss(styleNd30Year2020);
    expect(css).toContain('@page plain-wide { size: 297mm 210mm;');
    expect(css).toContain('.nd-document.nd-wide { page: plain-wide; }');
    // The page number's rule for page 1 is weaker than a named page: that one must not speak of numbers.
    expect(css.match(/@page \S+-wide \{[^\n]*/g)?.join()).not.toContain('@top-center');
    expect((await openDocx(model)).part('word/document.xml')).toMatch(
      /<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/,
    );
    for (const other of [assignmentSheet(assignment), scheduleSheet(schedule), programmeOf(programme)]) {
      expect(documentBodyHtml(other)).not.toContain('nd-wide');
    }
  });
});

const sheets: readonly (readonly [string, DocumentModel])[] = [
  ['the assignment', assignmentSheet(assignment)],
  ['the schedule', scheduleSheet(schedule)],
  ['the programme', programmeOf(programme)],
  ['the nominations', nominationsSheet(nominations)],
];

describe('every format', () => {
  it.each(sheets)('holds every line of %s in order', async (_, model) => {
    const expected = modelText(model).filter((line) => line.trim() !== '');
    expect(docxLines(await openDocx(model))).toEqual(expected);
    expect(htmlLines(documentBodyHtml(model))).toEqual(expected.map((line) => line.trim()));
  });

  it('is made from any facts', async () => {
    const text = fc.oneof(fc.string({ maxLength: 40 }), fc.constantFrom('', '<b>&', 'hai\ndòng', 'a\u0000'));
    const day = fc.constantFrom(null, '2019-09-16', '2026-02-28', 'không phải ngày');
    const time = fc.constantFrom(null, '08:00', 'sớm');
    const half = fc.constantFrom(null, 'morning' as const, 'afternoon' as const);
    const days = fc.record({ startsOn: day, startsHalf: half, endsOn: day, endsHalf: half });
    await fc.assert(
      fc.asyncProperty(anyNotice, days, text, time, async (facts, when, words, clock) => {
        const base = { issuer: facts.issuer, plan: facts.plan, teams: facts.teams };
        const [agency] = facts.agencies;
        const members = facts.teams.flatMap((one) => one.members);
        const entry = {
          day: when.startsOn,
          startsAt: clock,
          endsAt: clock,
          content: words,
          presenter: words,
        };
        const about = { ...when, location: words, note: words, teamName: words, byReport: words === '' };
        const models = [
          assignmentSheet({
            ...base,
            teams: facts.teams.map((one) => ({ ...withDomains(one, [[words]]), agencies: facts.agencies })),
          }),
          scheduleSheet({ ...base, rows: facts.agencies.map((one) => ({ ...about, agency: one })) }),
          programmeOf(
            agency === undefined
              ? []
              : [
                  {
                    agency,
                    visit: { ...when, agencyId: agency.id, teamId: null },
                    location: words,
                    items: [entry],
                  },
                ],
            base,
          ),
          nominationsSheet({
            ...base,
            rows: [{ ...nomination, body: words, wish: words, dueOn: when.endsOn, members }],
          }),
        ];
        for (const model of models) {
          const { html } = documentHtml(model);
          expect(unbalancedTags(html)).toEqual([]);
          expect(html).not.toMatch(/\sstyle="/);
          for (const table of tables(model)) {
            expect(table.widthShares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
            expect(table.rows.every((one) => one.length === table.head.length)).toBe(true);
          }
          expect((await openDocx(model)).names).toContain('word/document.xml');
        }
      }),
      { numRuns: 40 },
    );
  });
});

// The samples against their published texts: no word of a text is left over that the data does not hold, and
// nothing in the data that claims to come from the text is missing from it.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { shortDay } from '../../../core/rules/format.ts';
import { haiDuong2019 } from '../../../main/samples/hai-duong-2019.ts';
import { laiVung2022 } from '../../../main/samples/lai-vung-2022.ts';
import { starter } from '../../../main/samples/starter.ts';

const rounds = { 'hai-duong-2019': haiDuong2019, 'lai-vung-2022': laiVung2022 };
const lower = (text: string): string => text.toLocaleLowerCase('vi');

/** What the checklist's author says each clause is about; the first column is in the words of the texts. */
const coverage: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Chưa đánh giá được kết quả thực hiện kế hoạch CCHC/, ['1.1.4']],
  [/công tác tuyên truyền/, ['1.3.1', '1.3.2']],
  [/việc cập nhật TTHC/, ['3.2.1']],
  [/niêm yết công khai/, ['3.2.2', '3.2.3']],
  [/niêm yết đầy đủ, công khai/, ['3.2.2']],
  [/chậm cập nhật các thủ tục hành chính trên bảng niêm yết/, ['3.2.4']],
  [/hồ sơ trễ hạn, quá hạn trên phần mềm một cửa/, ['3.4.1', '3.4.2', '3.4.3', '3.4.6']],
  [/tỷ lệ hồ sơ trực tuyến/, ['3.5.1', '3.5.2', '3.5.3', '3.5.4']],
  [/văn bản đi, đến chưa đảm bảo đúng quy trình/, ['7.1.1', '7.1.2', '7.1.3']],
  [/chức năng xử lý văn bản đi/, ['7.1.4']],
  [/áp dụng phần mềm quản lý văn bản/, ['7.1.4']],
  [/Trang\/cổng thông tin điện tử/, ['3.2.5', '7.2.1']],
  [/cơ chế tự chủ/, ['4.1.3', '6.1.2']],
  [/thái độ phục vụ/, ['3.3.4', '5.2.2']],
  [/kiểm soát thủ tục hành chính/, ['3.1.1']],
  [/Bộ phận tiếp nhận và trả kết quả/, ['3.3.1', '3.3.2', '3.3.3']],
  [/ban hành khá đầy đủ hệ thống văn bản chỉ đạo, điều hành/, ['1.5.1']],
];

/** The pieces of the text that the data holds, each written from the data. */
function facts(round: typeof haiDuong2019): string[] {
  const { plan, team } = round;
  const decision =
    team.decisionNumber === null ? [] : [`${team.decisionNumber}/${team.decisionSymbol ?? ''}`];
  return [
    plan.title,
    `${plan.number ?? ''}/${plan.symbol ?? ''}`,
    (plan.subject ?? '').replace(/^Về /, 'về '),
    (team.decisionSubject ?? '').replace(/^Về /, 'về '),
    ...decision,
    team.name,
    // The department is the publisher: it is inferred.
    ...round.issuers.filter((issuer) => issuer.kind !== 'department').map((issuer) => issuer.name),
    ...team.members.flatMap((member) => [
      member.fullName ?? '',
      member.partyTitle ?? '',
      member.position ?? '',
      member.rankText ?? '',
      member.body ?? '',
    ]),
    ...round.persons.flatMap((person) => [person.fullName, person.position ?? '']),
    ...round.findings.map((finding) => finding.sourceText),
    ...round.recommendations.map((recommendation) => recommendation.sourceText),
    plan.remediationDemand ?? '',
  ].filter((fact) => fact !== '');
}

/** Takes the pieces out of the text, longest first; each must be in the text as a whole. */
function without(text: string, pieces: readonly string[]): string {
  let rest = text;
  for (const piece of pieces.toSorted((a, b) => b.length - a.length)) {
    expect(lower(text), piece).toContain(lower(piece));
    let at = lower(rest).indexOf(lower(piece));
    while (at >= 0) {
      rest = `${rest.slice(0, at)}|${rest.slice(at + piece.length)}`;
      at = lower(rest).indexOf(lower(piece));
    }
  }
  return rest;
}

const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

describe.each(Object.values(rounds).map((round) => [round.name, round] as const))('%s', (name, round) => {
  it('ships the published text as it was', () => {
    const digest = createHash('sha256').update(round.sourceText).digest('hex');
    expect(digest).toMatchSnapshot(name);
    expect(round.sourceText.normalize('NFC')).toBe(round.sourceText);
  });

  it('quotes the text word by word', () => {
    for (const { key, sourceText } of [...round.findings, ...round.recommendations]) {
      expect(round.sourceText, key).toContain(sourceText);
    }
    expect(round.sourceText).toContain(round.plan.remediationDemand ?? 'nothing is asked for');
  });

  it('words each finding with the words of its quotation', () => {
    for (const finding of round.findings) {
      const quoted = words(lower(`${finding.sourceText} ở một số địa phương các cơ quan, đơn vị chú trọng`));
      expect(
        words(lower(finding.text)).filter((word) => !quoted.includes(word)),
        finding.key,
      ).toEqual([]);
    }
  });

  it('maps every clause to the criteria that speak of it, and every limitation to one', () => {
    const codes = new Map(starter().criteria.map((criterion) => [criterion.code, criterion]));
    for (const finding of round.findings) {
      const about = coverage
        .filter(([pattern]) => pattern.test(finding.sourceText))
        .flatMap(([, list]) => list);
      expect(about, finding.key).toEqual(expect.arrayContaining([...finding.criteria]));
      if (finding.kind === 'limitation') expect(finding.criteria.length, finding.key).toBeGreaterThan(0);
      if (about.length === 0) expect(finding.criteria, finding.key).toEqual([]);
      const own = codes.get(finding.criteria[0] ?? '');
      const domains = starter().domains.find((domain) => domain.key === finding.domain);
      if (own !== undefined) expect(own.domainId, finding.key).toBe(domains?.id);
    }
    // Nothing that the list names for this text is left unused.
    const used = new Set(round.findings.flatMap((finding) => finding.criteria));
    const named = coverage.filter(([pattern]) =>
      pattern.test(round.findings.map((one) => one.sourceText).join('\n')),
    );
    expect([...used].toSorted()).toEqual([...new Set(named.flatMap(([, list]) => list))].toSorted());
  });

  it('leaves what the text does not say empty', () => {
    expect(round.plan.reportBackDueOn).toBeNull();
    expect(round.plan.legalGrounds).toEqual([]);
    expect(round.plan.scoring).toBe(false);
    expect(
      round.findings.filter((finding) => finding.kind === 'limitation').map((one) => one.scope),
    ).not.toContain('round');
  });
});

describe('Hải Dương 2019', () => {
  const { plan, team, agencies } = haiDuong2019;

  it('holds every fact of the text: only connecting words are left over', () => {
    const places = agencies.map((agency) =>
      agency.name.replace(/^(?:Ủy ban nhân dân (?:thành phố|huyện)|Sở) /, ''),
    );
    const domains = starter().domains.map((domain) => domain.name);
    expect(places).toEqual([
      'Chí Linh',
      'Nam Sách',
      'Cẩm Giàng',
      'Y tế',
      'Văn hóa, Thể thao và Du lịch',
      'Ban Quản lý các khu công nghiệp',
      'Lao động, Thương binh và Xã hội',
    ]);
    const kindOfPlace = ['UBND các huyện, thành phố:', 'các sở, ngành:'];
    const dates = [shortDay(plan.documentDate ?? ''), '16/9', '25/9//2019'];
    expect([plan.startsOn, plan.endsOn]).toEqual(['2019-09-16', '2019-09-25']);
    const rest = without(haiDuong2019.sourceText, [
      ...facts(haiDuong2019),
      ...places,
      ...domains,
      ...kindOfPlace,
      ...dates,
    ]);
    expect(
      rest
        .replaceAll(/[^\p{L}\p{N}|]+/gu, ' ')
        .replaceAll(/(?:\| ?)+/g, '| ')
        .trim(),
    ).toMatchInlineSnapshot(
      `"| Thực hiện Kế hoạch số | ngày | của | Từ ngày | đến ngày | do đồng chí | Trưởng đoàn đồng chí | Phó trưởng đoàn cùng các thành viên Đoàn Kiểm tra là | của | đã tiến hành kiểm tra việc thực hiện công tác CCHC năm 2019 tại | và | Đoàn Kiểm tra đã tiến hành kiểm tra | tại các cơ quan đơn vị Qua kiểm tra thực tế cho thấy | Qua kiểm tra Đoàn Kiểm tra đã đánh giá một cách khách quan những kết quả tích cực đã đạt được đồng thời chỉ ra những mặt còn hạn chế trong quá trình triển khai thực hiện các nhiệm vụ CCHC tại các cơ quan đơn vị Theo đó một số hạn chế tồn tại trong triển khai nhiệm vụ ở các cơ quan đơn vị là | Kết thúc đợt kiểm tra Đoàn Kiểm tra CCHC của tỉnh sẽ ban hành văn bản thông báo kết quả kiểm tra tới các cơ quan đơn vị thông báo nêu rõ những kết quả đạt được những hạn chế còn tồn tại đồng thời kiến nghị cụ thể đối với từng nội dung nhiệm vụ CCHC còn hạn chế của mỗi đơn vị và | Thực hiện tin và ảnh |"`,
    );
  });

  it('knows who leads, who is deputy, and the others by rank and body only', () => {
    expect(team.members.map((member) => [member.role, member.fullName])).toEqual([
      ['team_lead', 'Vương Đức Sáng'],
      ['team_deputy', 'Phạm Mạnh Hùng'],
      ['team_member', null],
    ]);
    expect(team.members.some((member) => member.fullName === 'Đoàn Văn Cát')).toBe(false);
  });

  it('lets the Chairman issue the plan and the team the notices', () => {
    const kindOf = (key: string) => haiDuong2019.issuers.find((issuer) => issuer.key === key)?.kind;
    expect([kindOf(plan.issuer), kindOf(plan.noticeIssuer)]).toEqual(['chairman', 'team']);
    expect(haiDuong2019.issuers.find((issuer) => issuer.key === 'team-01')).toMatchObject({
      signLines: 'TRƯỞNG ĐOÀN',
      signerName: 'Vương Đức Sáng',
      signerTitleBelow: 'PHÓ CHỦ TỊCH UBND TỈNH',
    });
  });

  it('has the seven contents in the order of the text', () => {
    const at = starter().domains.map((domain) => lower(haiDuong2019.sourceText).indexOf(lower(domain.name)));
    expect(at.every((position, i) => position > (at[i - 1] ?? -1))).toBe(true);
  });
});

describe('Lai Vung 2022', () => {
  const { plan, team, agencies } = laiVung2022;

  it('holds every fact of the text: only connecting words are left over', () => {
    expect([plan.documentDate, team.decisionDate, plan.startsOn, plan.endsOn]).toEqual([
      '2022-04-13',
      '2022-03-16',
      '2022-04-19',
      null,
    ]);
    expect((team.decisionDate ?? '~') < (plan.documentDate ?? '')).toBe(true);
    const counted = ['06 cơ quan chuyên môn', '12 UBND cấp xã'];
    expect(agencies.filter((agency) => agency.kind === 'phong_cap_huyen')).toHaveLength(6);
    expect(agencies.filter((agency) => agency.kind === 'ubnd_xa')).toHaveLength(12);
    const dates = ['ngày 13 tháng 4 năm 2022', '16/3/2022', 'Ngày 19/4/2022'];
    const author = 'Hoàng Kỳ';
    expect(plan.note).toContain(author);
    const rest = without(laiVung2022.sourceText, [...facts(laiVung2022), ...counted, ...dates, author]);
    expect(
      rest
        .replaceAll(/[^\p{L}\p{N}|]+/gu, ' ')
        .replaceAll(/(?:\| ?)+/g, '| ')
        .trim(),
    ).toMatchInlineSnapshot(
      `"| Thực hiện Kế hoạch số | của | Quyết định số | ngày | của | dân huyện Lai Vung | Đoàn tiến hành kiểm tra công tác CCHC tại | và | Qua kiểm tra thực tế công tác CCHC tại các cơ quan đơn vị và địa phương cho thấy | Bên cạnh đó Tổ kiểm tra nhận thấy |"`,
    );
  });

  it('keeps what looks odd in the text: the other year, the symbol, Tổ', () => {
    expect(plan.subject).toBe('Về việc kiểm tra công tác cải cách hành chính năm 2021');
    expect([team.form, team.decisionNumber, team.decisionSymbol]).toEqual(['to', '45', 'QĐ-UBND-TL']);
    expect(team.members).toEqual([]);
  });

  it('names the twelve communes of 2022 as inferred, and no office', () => {
    const communes = agencies.filter((agency) => agency.kind === 'ubnd_xa');
    expect(communes.map((agency) => agency.placeName)).toEqual([
      'Lai Vung',
      'Tân Dương',
      'Hòa Thành',
      'Long Hậu',
      'Tân Phước',
      'Hòa Long',
      'Tân Thành',
      'Long Thắng',
      'Vĩnh Thới',
      'Tân Hòa',
      'Định Hòa',
      'Phong Hòa',
    ]);
    expect(communes.every((agency) => agency.nameProvenance === 'inferred' && !agency.unnamed)).toBe(true);
    const offices = agencies.filter((agency) => agency.kind === 'phong_cap_huyen');
    expect(offices.every((agency) => agency.unnamed && agency.name.includes('nguồn không nêu tên'))).toBe(
      true,
    );
  });

  it('asks once: the closing request is the demand of the plan and a recommendation to all', () => {
    expect(laiVung2022.recommendations.map((one) => one.text)).toEqual([plan.remediationDemand]);
  });
});

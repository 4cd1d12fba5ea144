// What a writer is warned of, and what not.
import { describe, expect, it } from 'vitest';
import { checkNotice } from '../../../core/documents/check.ts';
import { warningCodes } from '../../../core/documents/warning-codes.ts';
import { checkTexts, warningText } from '../../../core/documents/check-text.ts';
import type { ContentBlock, DocumentContent } from '../../../core/documents/content.ts';
import type { NoticeFacts } from '../../../core/documents/facts.ts';
import { draftAgencyNotice, draftCollectiveNotice } from '../../../core/documents/wording/index.ts';
import { finding } from './fixtures/finding.ts';
import { haiDuongAgencyNotice, haiDuongCollective } from './fixtures/hai-duong-2019.ts';
import { laiVungAgencyNotice, laiVungCollective } from './fixtures/lai-vung-2022.ts';

const draft = (facts: NoticeFacts): DocumentContent =>
  facts.notice === 'agency' ? draftAgencyNotice(facts) : draftCollectiveNotice(facts);

const codes = (facts: NoticeFacts, content = draft(facts)): readonly string[] =>
  checkNotice(facts, content).map((warning) => warning.code);

const added = (facts: NoticeFacts, text: string): DocumentContent => {
  const content = draft(facts);
  const block: ContentBlock = { id: 'typed', type: 'paragraph', text };
  return { ...content, blocks: [...content.blocks, block] };
};

const complete: NoticeFacts = {
  ...haiDuongAgencyNotice(3),
  findings: [
    finding('l', 3, 'limitation', 'named', 'còn hồ sơ quá hạn', {
      agencyIds: ['hd4'],
      criterionCode: '3.4.2',
    }),
  ],
  recommendations: [
    {
      id: 'r',
      findingId: 'l',
      agencyId: 'hd4',
      domainId: 'd3',
      text: 'Giải quyết',
      dueOn: '2019-11-30',
      dueNote: null,
    },
  ],
  plan: { ...haiDuongCollective.plan, reportBackDueOn: '2019-12-15' },
};

describe('a complete notice', () => {
  it('gives no warning', () => expect(codes(complete)).toEqual([]));
});

describe('warns of', () => {
  it('minutes that are not signed', () => {
    expect(codes({ ...complete, minutesSigned: false })).toEqual(['minutes_not_signed']);
  });

  it('a limitation without a recommendation', () => {
    expect(codes({ ...complete, recommendations: [] })).toEqual(['limitation_without_recommendation']);
    const collective = checkNotice(haiDuongCollective, draft(haiDuongCollective));
    expect(collective.filter((one) => one.code === 'limitation_without_recommendation')).toHaveLength(5);
  });

  it('a recommendation without a due date', () => {
    const recommendations = complete.recommendations.map((one) => ({ ...one, dueOn: null }));
    expect(codes({ ...complete, recommendations })).toEqual(['recommendation_without_due_date']);
  });

  it('an unknown signer', () => {
    expect(codes({ ...complete, issuer: { ...complete.issuer, signerName: null } })).toEqual([
      'signer_unknown',
    ]);
  });

  it('an unknown day to report back', () => {
    expect(codes({ ...complete, plan: { ...complete.plan, reportBackDueOn: null } })).toEqual([
      'report_back_unknown',
    ]);
  });

  it('a strength and a limitation on one criterion', () => {
    const warnings = checkNotice(laiVungCollective, draft(laiVungCollective));
    expect(warnings).toContainEqual({
      code: 'strength_and_limitation_on_criterion',
      params: { criterionCode: '3.2.4' },
    });
    expect(codes(haiDuongCollective)).not.toContain('strength_and_limitation_on_criterion');
  });

  it('another agency named in this agency’s notice', () => {
    const warnings = checkNotice(complete, added(complete, 'Như UBND huyện Nam Sách đã làm.'));
    expect(warnings).toMatchObject([
      {
        code: 'other_agency_named',
        params: { agencyId: 'hd2', blockId: 'typed', agencyName: 'UBND huyện Nam Sách' },
      },
    ]);
    expect(codes(complete, added(complete, 'Sở Y tế đã làm.'))).toEqual([]);
    // A longer name is not the shorter one.
    const tanHoa = laiVungAgencyNotice(15);
    expect(codes(tanHoa, added(tanHoa, 'UBND xã Tân Hòa Đông.'))).not.toContain('other_agency_named');
  });

  it('another year in the text', () => {
    const warnings = checkNotice(complete, added(complete, 'Báo cáo năm 2017 và số 2676, 09/8/2019.'));
    expect(warnings).toMatchObject([{ code: 'other_year_in_text', params: { year: 2017, planYear: 2019 } }]);
    expect(codes(laiVungCollective)).toContain('other_year_in_text');
  });

  it('a section without text, and a document without any', () => {
    const content = draft(complete);
    const cut = content.blocks.filter(
      (block) => !(block.id.startsWith('limitation:') && block.type !== 'section'),
    );
    expect(checkNotice(complete, { ...content, blocks: cut })).toMatchObject([
      { code: 'empty_section', params: { blockId: 'limitation' } },
    ]);
    expect(codes(complete, { ...content, blocks: [] })).toEqual(['text_is_blank']);
  });
});

describe('the words', () => {
  it.each(warningCodes)('%s are there in both languages, their parameters filled', (code) => {
    const params = { text: 'T', agencyName: 'A', year: 1, planYear: 2, criterionCode: 'C' };
    for (const language of ['vi', 'en'] as const) {
      expect(checkTexts[language][code].length).toBeGreaterThan(10);
      expect(warningText({ code, params }, language)).not.toMatch(/[{}]/);
    }
  });
});

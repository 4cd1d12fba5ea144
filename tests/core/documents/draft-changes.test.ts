// What the data changes is shown and taken over one by one; what a person has typed stays, whatever the data does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContentBlock, DocumentContent, TextBlock } from '../../../core/documents/content.ts';
import { applyChanges, compareDrafts, refreshFields } from '../../../core/documents/draft-changes.ts';
import { mergeTexts } from '../../../core/documents/draft-merge.ts';

const text = (id: string, words: string, type: TextBlock['type'] = 'paragraph'): TextBlock => ({
  id,
  type,
  text: words,
});
const paper = (blocks: readonly ContentBlock[], rest: Partial<DocumentContent> = {}): DocumentContent => ({
  version: 1,
  kind: 'agency_notice',
  blocks: [...blocks],
  recipients: ['Như trên', 'Lưu: VT'],
  signatures: [],
  ...rest,
});
const ids = (content: DocumentContent) => content.blocks.map((block) => block.id);
const words = (content: DocumentContent) => content.blocks.map((block) => block.text);
const all = (changes: readonly { readonly id: string }[]) => changes.map(({ id }) => id);

const base = paper([
  text('lead', 'Căn cứ Kế hoạch số 05.'),
  text('heading', 'Hạn chế', 'section'),
  text('limitation:1', 'Chậm niêm yết 03 thủ tục.'),
  text('limitation:2', 'Chưa số hóa hồ sơ.'),
  text('closing', 'Trên đây là Thông báo.', 'closing'),
]);
const replaced = (content: DocumentContent, id: string, by: readonly ContentBlock[]) => ({
  ...content,
  blocks: content.blocks.flatMap((block) => (block.id === id ? by : [block])),
});

describe('what is shown', () => {
  test('nothing while the data words the same', () => {
    expect(compareDrafts(base, base, base)).toEqual([]);
    const mine = replaced(base, 'limitation:1', [text('limitation:1', 'Tôi viết khác.')]);
    expect(compareDrafts(base, mine, base)).toEqual([]);
  });

  test('added, changed, removed, and both where a person has changed the same block', () => {
    const mine = replaced(base, 'limitation:2', [text('limitation:2', 'Còn chậm số hóa.')]);
    const fresh = paper([
      text('lead', 'Căn cứ Kế hoạch số 05.'),
      text('heading', 'Hạn chế', 'section'),
      text('limitation:3', 'Thiếu biển hiệu.'),
      text('limitation:2', 'Chưa số hóa 12 hồ sơ.'),
      text('closing', 'Trên đây là Thông báo kết quả.', 'closing'),
    ]);
    expect(compareDrafts(base, mine, fresh)).toEqual([
      { id: 'limitation:3', what: 'added', before: null, mine: null, after: 'Thiếu biển hiệu.' },
      {
        id: 'limitation:2',
        what: 'both',
        before: 'Chưa số hóa hồ sơ.',
        mine: 'Còn chậm số hóa.',
        // Both have written at the same place: the data's words are offered as they are.
        after: 'Chưa số hóa 12 hồ sơ.',
      },
      {
        id: 'closing',
        what: 'changed',
        before: 'Trên đây là Thông báo.',
        mine: 'Trên đây là Thông báo.',
        after: 'Trên đây là Thông báo kết quả.',
      },
      {
        id: 'limitation:1',
        what: 'removed',
        before: 'Chậm niêm yết 03 thủ tục.',
        mine: 'Chậm niêm yết 03 thủ tục.',
        after: null,
      },
    ]);
  });

  test('a block that a person took out comes up again only with new words', () => {
    const mine = replaced(base, 'limitation:1', []);
    expect(compareDrafts(base, mine, base)).toEqual([]);
    const fresh = replaced(base, 'limitation:1', [text('limitation:1', 'Chậm niêm yết 04 thủ tục.')]);
    expect(compareDrafts(base, mine, fresh)).toEqual([
      {
        id: 'limitation:1',
        what: 'both',
        before: 'Chậm niêm yết 03 thủ tục.',
        mine: null,
        after: 'Chậm niêm yết 04 thủ tục.',
      },
    ]);
    const back = applyChanges(base, mine, fresh, { accept: ['limitation:1'], keep: [] });
    expect(ids(back.content)).toEqual(ids(base));
  });

  test('addressees, recipients and signatures change as a whole', () => {
    const fresh = paper(base.blocks, {
      addressees: ['UBND tỉnh'],
      recipients: ['Như trên', 'UBND tỉnh (để báo cáo)', 'Lưu: VT'],
      signatures: [{ lines: ['TRƯỞNG ĐOÀN'], name: 'Phạm Mạnh Hùng' }],
    });
    expect(compareDrafts(base, base, fresh).map(({ id, what, after }) => [id, what, after])).toEqual([
      ['addressees', 'changed', 'UBND tỉnh'],
      ['recipients', 'changed', 'Như trên\nUBND tỉnh (để báo cáo)\nLưu: VT'],
      ['signatures', 'changed', 'TRƯỞNG ĐOÀN – Phạm Mạnh Hùng'],
    ]);
    const mine = { ...base, recipients: ['Tôi'] };
    expect(compareDrafts(base, mine, fresh).find(({ id }) => id === 'recipients')?.what).toBe('both');
    const { content } = applyChanges(base, mine, fresh, { accept: ['addressees'], keep: ['recipients'] });
    expect(content).toMatchObject({ addressees: ['UBND tỉnh'], recipients: ['Tôi'], signatures: [] });
  });

  test('a draft of before the data was kept: every difference is the person’s to decide', () => {
    const mine = paper([text('lead', 'Của tôi.'), text('own', 'Tôi thêm.')]);
    const fresh = paper([text('lead', 'Của dữ liệu.'), text('new', 'Mới.')]);
    expect(compareDrafts(null, mine, fresh).map(({ id, what }) => [id, what])).toEqual([
      ['lead', 'both'],
      ['new', 'added'],
    ]);
    const { content, base: ground } = applyChanges(null, mine, fresh, { accept: ['new'], keep: ['lead'] });
    expect(words(content)).toEqual(['Của tôi.', 'Mới.', 'Tôi thêm.']);
    expect(compareDrafts(ground, content, fresh)).toEqual([]);
  });
});

describe('order', () => {
  test('an added block goes behind its predecessor of the fresh draft', () => {
    const mine = replaced(base, 'limitation:2', [
      text('limitation:2', 'Chưa số hóa hồ sơ.'),
      text('own:1', 'Đoạn tôi thêm.'),
    ]);
    const fresh = replaced(base, 'limitation:1', [
      text('limitation:1', 'Chậm niêm yết 03 thủ tục.'),
      text('limitation:9', 'Mới phát hiện.'),
    ]);
    const { content } = applyChanges(base, mine, fresh, { accept: ['limitation:9'], keep: [] });
    expect(ids(content)).toEqual([
      'lead',
      'heading',
      'limitation:1',
      'limitation:9',
      'limitation:2',
      'own:1',
      'closing',
    ]);
  });

  test('what the data has put elsewhere goes there when it is accepted, and stays when it is kept', () => {
    const [lead, heading, first, second, closing] = base.blocks;
    const fresh = paper([lead!, heading!, second!, first!, closing!]);
    const changes = compareDrafts(base, base, fresh);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ id: 'order', what: 'changed', before: changes[0]!.after });
    expect(applyChanges(base, base, fresh, { accept: all(changes), keep: [] }).content).toEqual(fresh);
    const kept = applyChanges(base, base, fresh, { accept: [], keep: all(changes) });
    expect(kept.content).toEqual(base);
    expect(compareDrafts(kept.base, kept.content, fresh)).toEqual([]);
  });
});

describe('fields', () => {
  const withField = (own: string, value: string): TextBlock => {
    const from = own.indexOf(value);
    return { ...text('own', own), marks: [{ from, to: from + value.length, field: 'han' }] };
  };

  test('a value follows the data, and the marks beside it move along', () => {
    const block: TextBlock = {
      ...text('own', 'Trước ngày 31/10/2019, đơn vị báo cáo.'),
      marks: [
        { from: 0, to: 5, italic: true },
        { from: 11, to: 21, field: 'han' },
        { from: 23, to: 29, bold: true },
      ],
    };
    const [next] = refreshFields(paper([block]), { han: '05/11/2019 (gia hạn)' }).blocks as TextBlock[];
    expect(next!.text).toBe('Trước ngày 05/11/2019 (gia hạn), đơn vị báo cáo.');
    expect(next!.marks!.map(({ from, to }) => next!.text.slice(from, to))).toEqual([
      'Trước',
      '05/11/2019 (gia hạn)',
      'đơn vị',
    ]);
    const [blank] = refreshFields(paper([block]), { han: null }).blocks;
    expect(blank!.text).toBe('Trước ngày …………, đơn vị báo cáo.');
    const content = paper([block]);
    expect(refreshFields(content, { khac: 'x' })).toBe(content);
    expect(refreshFields(content, { han: '31/10/2019' })).toBe(content);
  });

  test('within a person’s own words the new value is offered; kept, the words are no longer a field’s', () => {
    const own = withField('Hạn là 31/10/2019 nhé.', '31/10/2019');
    const mine = paper([...base.blocks, own]);
    const fields = { han: '05/11/2019' };
    const [change, ...rest] = compareDrafts(base, mine, base, fields);
    expect(rest).toEqual([]);
    expect(change).toMatchObject({ id: 'own', what: 'changed', after: 'Hạn là 05/11/2019 nhé.' });
    const taken = applyChanges(base, mine, base, { accept: ['own'], keep: [] }, fields);
    expect(words(taken.content).at(-1)).toBe('Hạn là 05/11/2019 nhé.');
    expect(compareDrafts(taken.base, taken.content, base, fields)).toEqual([]);
    const kept = applyChanges(base, mine, base, { accept: [], keep: ['own'] }, fields);
    expect(kept.content.blocks.at(-1)).toEqual(text('own', 'Hạn là 31/10/2019 nhé.'));
    expect(compareDrafts(kept.base, kept.content, base, fields)).toEqual([]);
  });

  test('a value that the draft itself writes otherwise is right as it stands', () => {
    const drafted = paper([
      { ...text('lead', 'Đoàn kiểm tra đã làm việc.'), marks: [{ from: 0, to: 13, field: 'doan_to' }] },
    ]);
    const fields = { doan_to: 'đoàn kiểm tra' };
    expect(compareDrafts(drafted, drafted, drafted, fields)).toEqual([]);
  });
});

describe('two changes of one text', () => {
  const merged = (from: string, mine: string, fresh: string) =>
    mergeTexts(text('a', from), text('a', mine), text('a', fresh))?.text ?? null;
  test('are put together where they do not touch', () => {
    expect(
      merged(
        'Chậm niêm yết 03 thủ tục tại bộ phận một cửa.',
        'Còn chậm niêm yết 03 thủ tục tại bộ phận một cửa.',
        'Chậm niêm yết 05 thủ tục tại bộ phận một cửa.',
      ),
    ).toBe('Còn chậm niêm yết 05 thủ tục tại bộ phận một cửa.');
    expect(merged('a b c d', 'a X c d', 'a Y c d')).toBeNull();
    expect(merged('một hai ba', 'một hai ba bốn', 'không hai ba')).toBe('không hai ba bốn');
  });
});

// ── Properties ───────────────────────────────────────────────────────────────────────────────────────────

const word = fc.constantFrom('Chậm', 'niêm', 'yết', 'thủ', 'tục', 'hồ', 'sơ', '05', '12', 'đơn', 'vị', 'ễ');
const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
const block = (id: string): fc.Arbitrary<ContentBlock> =>
  fc.oneof(
    { weight: 5, arbitrary: sentence.map((line) => text(id, line)) },
    {
      weight: 2,
      arbitrary: fc.tuple(sentence, sentence).map(([before, value]) => ({
        ...text(id, `${before} ${value}`),
        marks: [{ from: before.length + 1, to: before.length + 1 + value.length, field: 'f' }],
      })),
    },
    {
      weight: 1,
      arbitrary: fc.array(fc.tuple(sentence, sentence), { maxLength: 3 }).map((rows) => ({
        id,
        type: 'table' as const,
        text: '',
        appendix: false,
        columns: [
          { text: 'A', align: 'left' as const, width: 50 },
          { text: 'B', align: 'left' as const, width: 50 },
        ],
        rows: rows.map((row) => [...row]),
      })),
    },
  );
const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const draft = fc
  .shuffledSubarray(names)
  .chain((chosen) => fc.tuple(...chosen.map(block)))
  .chain((blocks) =>
    fc.record({
      blocks: fc.constant(blocks),
      recipients: fc.array(sentence, { maxLength: 3 }),
      addressees: fc.option(fc.array(sentence, { maxLength: 2 }), { nil: undefined }),
    }),
  )
  .map(({ blocks, recipients, addressees }) =>
    paper(blocks, { recipients, ...(addressees === undefined ? {} : { addressees }) }),
  );

interface Edits {
  readonly typed: readonly (string | null)[];
  readonly own: readonly { readonly at: number; readonly line: string }[];
  readonly moved: readonly number[];
}
const edits: fc.Arbitrary<Edits> = fc.record({
  /** A text typed over the block, '' deletes it, null leaves it. */
  typed: fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: sentence },
      { weight: 1, arbitrary: fc.constant('') },
    ),
    { minLength: 8, maxLength: 8 },
  ),
  own: fc.array(fc.record({ at: fc.nat(8), line: sentence }), { maxLength: 3 }),
  moved: fc.array(fc.nat(8), { maxLength: 2 }),
});
/** A person at work on a draft. */
function edited(content: DocumentContent, { typed, own, moved }: Edits): DocumentContent {
  const blocks = content.blocks.flatMap((one, index) => {
    const line = typed[index] ?? null;
    if (line === null) return [one];
    return line === ''
      ? []
      : [one.type === 'table' ? { ...one, text: line } : { ...text(one.id, `Tôi: ${line}`) }];
  });
  for (const from of moved) {
    const [one] = blocks.splice(from, 1);
    if (one !== undefined) blocks.unshift(one);
  }
  for (const [index, { at, line }] of own.entries()) {
    blocks.splice(Math.min(at, blocks.length), 0, text(`own:${String(index)}`, `Của tôi: ${line}`));
  }
  return { ...content, blocks };
}
const scene = fc.record({ base: draft, fresh: draft, edits, pick: fc.array(fc.nat(2), { maxLength: 20 }) });
const split = (changes: readonly { readonly id: string }[], pick: readonly number[]) => ({
  accept: changes.filter((_, index) => pick[index % Math.max(1, pick.length)] === 0).map(({ id }) => id),
  keep: changes.filter((_, index) => pick[index % Math.max(1, pick.length)] === 1).map(({ id }) => id),
});
const runs = { numRuns: 400 };

describe('whatever is written and whatever the data says', () => {
  test('accepting everything of an unedited draft gives the fresh draft', () => {
    fc.assert(
      fc.property(draft, draft, (before, fresh) => {
        const changes = compareDrafts(before, before, fresh);
        const applied = applyChanges(before, before, fresh, { accept: all(changes), keep: [] });
        const norm = (content: DocumentContent) => ({ ...content, addressees: content.addressees ?? [] });
        expect(norm(applied.content)).toEqual(norm(fresh));
        expect(applied.base).toEqual(fresh);
        expect(changes.every(({ what }) => what !== 'both')).toBe(true);
      }),
      runs,
    );
  });

  test('keeping everything changes nothing of mine, and nothing of it is shown again', () => {
    fc.assert(
      fc.property(scene, ({ base: before, fresh, edits: made }) => {
        const mine = edited(before, made);
        const changes = compareDrafts(before, mine, fresh);
        const applied = applyChanges(before, mine, fresh, { accept: [], keep: all(changes) });
        expect(applied.content).toEqual(mine);
        expect(compareDrafts(applied.base, applied.content, fresh)).toEqual([]);
      }),
      runs,
    );
  });

  test('what is decided is not shown again, what is open still is, and the rest stands untouched', () => {
    fc.assert(
      fc.property(scene, ({ base: before, fresh, edits: made, pick }) => {
        const mine = edited(before, made);
        const changes = compareDrafts(before, mine, fresh);
        const decisions = split(changes, pick);
        const { content, base: ground } = applyChanges(before, mine, fresh, decisions);
        const open = new Set(all(compareDrafts(ground, content, fresh)));
        for (const id of [...decisions.accept, ...decisions.keep]) expect(open.has(id)).toBe(false);
        const decided = new Set([...decisions.accept, ...decisions.keep]);
        for (const id of all(changes)) if (!decided.has(id)) expect(open.has(id)).toBe(true);
        const accepted = new Set(decisions.accept);
        const now = new Map(content.blocks.map((one) => [one.id, one]));
        for (const one of mine.blocks) if (!accepted.has(one.id)) expect(now.get(one.id)).toEqual(one);
        // Those that nobody has decided on keep their order among each other.
        if (accepted.has('order')) return;
        const stay = ids(mine).filter((id) => !accepted.has(id));
        expect(ids(content).filter((id) => stay.includes(id))).toEqual(stay);
      }),
      runs,
    );
  });

  test('nothing that a person has typed is lost unless that very block is accepted', () => {
    fc.assert(
      fc.property(scene, ({ base: before, fresh, edits: made, pick }) => {
        const mine = edited(before, made);
        const changes = compareDrafts(before, mine, fresh);
        const decisions = split(changes, pick);
        const { content } = applyChanges(before, mine, fresh, decisions);
        const then = new Map(before.blocks.map((one) => [one.id, one]));
        const both = new Set(all(changes.filter(({ what }) => what === 'both')));
        for (const one of mine.blocks) {
          const isTyped = JSON.stringify(then.get(one.id)) !== JSON.stringify(one);
          if (!isTyped || (both.has(one.id) && decisions.accept.includes(one.id))) continue;
          expect(content.blocks).toContainEqual(one);
        }
        // What is typed in a block of one's own can never be asked for.
        for (const one of mine.blocks) {
          if (one.id.startsWith('own:')) expect(all(changes)).not.toContain(one.id);
        }
      }),
      runs,
    );
  });

  test('step by step comes to the same as at once', () => {
    fc.assert(
      fc.property(draft, draft, (before, fresh) => {
        let state = { content: before, base: before };
        for (let steps = 0; steps < 40; steps += 1) {
          const [change] = compareDrafts(state.base, state.content, fresh);
          if (change === undefined) break;
          state = applyChanges(state.base, state.content, fresh, { accept: [change.id], keep: [] });
        }
        expect(compareDrafts(state.base, state.content, fresh)).toEqual([]);
        expect(ids(state.content)).toEqual(ids(fresh));
      }),
      runs,
    );
  });
});

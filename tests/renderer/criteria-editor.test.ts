// The pure parts of the criteria screens: rules as fields and back, words compared, places in the tree.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CriteriaSetDetail, Criterion, Domain } from '../../core/contract/criteria.ts';
import { parseRule } from '../../core/rules/scoring-rule.ts';
import type { RuleSource, ScoringRule } from '../../core/rules/scoring-rule.ts';
import {
  exampleOf,
  percentToShare,
  readRule,
  scoringOf,
  shareToPercent,
  usualRule,
  writeRule,
} from '../../renderer/features/criteria/rule-model.ts';
import {
  dropOf,
  findItem,
  movedSet,
  rowsOf,
  stepOf,
  treeOf,
} from '../../renderer/features/criteria/tree-model.ts';
import { diffWords } from '../../renderer/features/criteria/word-diff.ts';

const shipped = parse(
  readFileSync(new URL('../../main/samples/starter-criteria.csv', import.meta.url), 'utf8'),
  {
    columns: true,
    bom: true,
  },
) as Record<string, string>[];
const sources = shipped.map((row): RuleSource & { code: string } => ({
  code: row['code'] ?? '',
  answerType: row['answer_type'] as RuleSource['answerType'],
  scoring: row['scoring'] as RuleSource['scoring'],
  bands: row['bands'] === '' ? null : (row['bands'] ?? null),
  target: row['target'] === '' ? null : (row['target'] ?? null),
}));

/** Fractions compare by value: 5/10 is 1/2. */
function meaning(rule: ScoringRule): unknown {
  const value = (one: { top: bigint; bottom: bigint }) => Number((one.top * 1_000_000_000n) / one.bottom);
  switch (rule.type) {
    case 'choice':
      return [...rule.shares].map(([choice, share]) => [choice, value(share)]).sort();
    case 'judged':
      return rule.step;
    case 'linear':
      return value(rule.target);
    case 'bands':
      return [
        rule.bands.map((band) => [band.comparison, value(band.limit), value(band.share)]),
        value(rule.otherwise),
      ];
  }
}
function meaningOf(source: RuleSource): unknown {
  const parsed = parseRule(source);
  if (!parsed.ok) throw new Error(parsed.problem);
  return [parsed.rule.type, meaning(parsed.rule)];
}
function thereAndBack(source: RuleSource): RuleSource {
  const written = writeRule(readRule(source));
  if (!written.ok) throw new Error([...written.faults.keys()].join());
  return { ...source, ...written.columns };
}

describe('the rule editor', () => {
  it('reads every rule of the shipped set and writes the same meaning', () => {
    expect(sources).toHaveLength(96);
    for (const source of sources) {
      expect(readRule(source).kind, source.code).toBe(source.scoring);
      expect(meaningOf(thereAndBack(source)), source.code).toEqual(meaningOf(source));
    }
  });

  it('writes the shipped rules letter by letter', () => {
    for (const source of sources) {
      const { bands, target } = thereAndBack(source);
      expect([bands, target], source.code).toEqual([source.bands, source.target]);
    }
  });

  it('keeps the meaning of any bands', () => {
    const decimal = fc
      .tuple(fc.integer({ min: 0, max: 9999 }), fc.integer({ min: 0, max: 999_999 }))
      .map(([whole, places]) => `${String(whole)}.${String(places).padStart(6, '0')}`);
    const share = fc
      .integer({ min: 0, max: 1_000_000 })
      .map((millionths) => (millionths / 1_000_000).toFixed(6));
    const factor = fc.integer({ min: 1, max: 500 }).map((hundredths) => (hundredths / 100).toFixed(2));
    const limit = fc.oneof(
      decimal,
      fc.constant('target'),
      factor.map((one) => `target/${one}`),
      factor.map((one) => `target*${one}`),
    );
    const band = fc
      .tuple(fc.constantFrom('>=', '<=', '>', '<', '='), limit, share)
      .map(([comparison, mark, part]) => `${comparison}${mark}:${part}`);
    fc.assert(
      fc.property(fc.array(band, { maxLength: 8 }), share, factor, (bands, otherwise, target) => {
        const source: RuleSource = {
          answerType: 'percentage',
          scoring: 'bands',
          bands: [...bands, `else:${otherwise}`].join(';'),
          target,
        };
        expect(meaningOf(thereAndBack(source))).toEqual(meaningOf(source));
      }),
    );
  });

  it('moves the point between share and percent without rounding', () => {
    expect(shareToPercent('0.5')).toBe('50');
    expect(shareToPercent('1')).toBe('100');
    expect(shareToPercent('0.333333')).toBe('33,3333');
    expect(shareToPercent('0.005')).toBe('0,5');
    expect(percentToShare('33,3333')).toBe('0.333333');
    expect(percentToShare('100 %')).toBe('1');
    expect(percentToShare('0')).toBe('0');
    expect(percentToShare('100,01')).toBeNull();
    expect(percentToShare('-1')).toBeNull();
    expect(percentToShare('một nửa')).toBeNull();
    expect(percentToShare('33,33333')).toBeNull();
  });

  it('names the fields that keep a rule from being written', () => {
    const written = writeRule({
      kind: 'bands',
      target: '',
      bands: [
        { comparison: '>=', limit: { of: 'target', value: '' }, percent: '100' },
        { comparison: '>=', limit: { of: 'divided', value: '0' }, percent: '101' },
        { comparison: '<', limit: { of: 'number', value: 'x' }, percent: '5' },
      ],
      otherwise: '',
    });
    expect(written).toEqual({
      ok: false,
      faults: new Map([
        ['target', 'number'],
        ['bands.1.limit', 'positive'],
        ['bands.1.percent', 'share'],
        ['bands.2.limit', 'number'],
        ['otherwise', 'share'],
      ]),
    });
    expect(writeRule({ kind: 'judged', step: '0,125' })).toEqual({
      ok: false,
      faults: new Map([['step', 'step']]),
    });
  });

  it('leaves what cannot be read as it is', () => {
    const broken: RuleSource = { answerType: 'percentage', scoring: 'bands', bands: '>=95:1', target: null };
    expect(readRule(broken)).toEqual({ kind: 'raw', problem: 'no else' });
    expect(thereAndBack(broken)).toEqual(broken);
  });

  it('has a sound usual rule for every answer and scoring that go together', () => {
    for (const [answerType, scorings] of Object.entries(scoringOf)) {
      for (const scoring of scorings) {
        const usual = usualRule(answerType as Criterion['answerType'], scoring);
        expect(parseRule(usual).ok, `${answerType} ${scoring}`).toBe(true);
        expect(readRule(usual).kind).toBe(scoring);
      }
    }
  });

  it('computes its example with the real scoring', () => {
    const linear = { ...usualRule('percentage', 'linear'), maxPoints: 200 };
    expect(exampleOf(linear, '87')).toBe(174);
    expect(exampleOf(linear, '87,5')).toBe(175);
    expect(exampleOf(linear, '120')).toBe(200);
    expect(exampleOf(linear, 'nhiều')).toBeNull();
    const count = { ...usualRule('count', 'bands'), maxPoints: 100 };
    expect(exampleOf(count, '0')).toBe(100);
    expect(exampleOf(count, '3')).toBe(0);
    expect(exampleOf(count, '0,5')).toBeNull();
  });
});

describe('words of two texts', () => {
  const text = fc
    .array(fc.constantFrom('thủ tục', 'hành chính', 'đúng', 'hạn', 'a', 'b', '\n', '  '), { maxLength: 30 })
    .map((words) => words.join(' '));

  it('gives both texts back, and what is kept is the same on both sides', () => {
    fc.assert(
      fc.property(text, text, (left, right) => {
        const diff = diffWords(left, right);
        expect(diff.left.map((one) => one.text).join('')).toBe(left);
        expect(diff.right.map((one) => one.text).join('')).toBe(right);
        const kept = (side: typeof diff.left) =>
          side
            .filter((one) => !one.changed)
            .flatMap((one) => one.text.split(/\s+/))
            .filter((word) => word !== '');
        expect(kept(diff.left)).toEqual(kept(diff.right));
      }),
    );
  });

  it('marks only the words that differ', () => {
    const { left, right } = diffWords('Niêm yết đủ số TTHC theo quy định', 'Niêm yết công khai đủ số TTHC');
    expect(left.filter((one) => one.changed).map((one) => one.text)).toEqual(['theo quy định']);
    expect(right.filter((one) => one.changed).map((one) => one.text)).toEqual(['công khai']);
    expect(diffWords('như nhau', 'như nhau').left.every((one) => !one.changed)).toBe(true);
  });
});

const domain = (ordinal: number): Domain => ({
  id: `d${String(ordinal)}`,
  rev: 1,
  provenance: null,
  domainSet: 'nq76_6+1',
  key: `key${String(ordinal)}`,
  ordinal,
  name: `Lĩnh vực ${String(ordinal)}`,
  shortName: `LV ${String(ordinal)}`,
  nameEn: null,
  ownerBody: null,
});
function criterion(code: string, ordinal: number): Criterion {
  return {
    id: `c${code}`,
    rev: 1,
    provenance: null,
    criteriaSetId: 's',
    domainId: `d${code.split('.')[0] ?? ''}`,
    ordinal,
    code,
    text: `Tiêu chí ${code}`,
    glossEn: null,
    evidence: null,
    ...usualRule('yes_no', 'choice'),
    naAllowed: true,
    maxPoints: 100,
    appliesTo: [],
    derivedFrom: null,
    rule: null,
    legalBasis: null,
    reference: null,
    help: null,
    copiedFromId: null,
    digest: code,
  };
}
const codes = ['1.1.1', '1.1.2', '1.2.1', '1.2.2', '1.2.3', '3.1.1'];
const set: CriteriaSetDetail = {
  id: 's',
  rev: 1,
  provenance: null,
  name: 'Bộ',
  year: 2026,
  sourceNote: null,
  version: 1,
  status: 'draft',
  domainSet: 'nq76_6+1',
  groupTitles: { '1.2': 'Nhóm hai' },
  copiedFromId: null,
  criteria: codes.length,
  maxPoints: 600,
  plans: 0,
  editable: true,
  domains: [domain(1), domain(2), domain(3)],
  items: codes.map((code, index) => criterion(code, index + 1)),
  problems: [],
};
const tree = treeOf(set);
const codesAfter = (id: string, place: ReturnType<typeof stepOf>) => {
  if (place === null) return null;
  const after = movedSet(set, id, place);
  return after?.items.map((item) => item.id.slice(1)).join(' ');
};

describe('the tree of a set', () => {
  it('groups by code, sums up, and keeps domains without criteria', () => {
    expect(tree.map(({ count, points }) => [count, points])).toEqual([
      [5, 500],
      [0, 0],
      [1, 100],
    ]);
    expect(tree[0]?.groups.map(({ code, title, points }) => [code, title, points])).toEqual([
      ['1.1', '', 200],
      ['1.2', 'Nhóm hai', 300],
    ]);
    expect(rowsOf(tree).map(({ kind }) => kind)).toHaveLength(3 + 3 + 6);
    expect(rowsOf(tree, new Set(['d1'])).map(({ kind }) => kind)).toEqual([
      'domain',
      'domain',
      'domain',
      'group',
      'item',
    ]);
  });

  it('steps by keyboard, over groups and domains, and stops at the ends', () => {
    expect(codesAfter('c1.1.2', stepOf(tree, 'c1.1.2', 'up'))).toBe('1.1.2 1.1.1 1.2.1 1.2.2 1.2.3 3.1.1');
    expect(codesAfter('c1.2.1', stepOf(tree, 'c1.2.1', 'down'))).toBe('1.1.1 1.1.2 1.2.2 1.2.1 1.2.3 3.1.1');
    expect(stepOf(tree, 'c1.1.1', 'up')).toBeNull();
    expect(stepOf(tree, 'c1.2.3', 'down')).toBeNull();
    expect(codesAfter('c1.1.1', stepOf(tree, 'c1.1.1', 'next_group'))).toBe(
      '1.1.2 1.1.1 1.2.1 1.2.2 1.2.3 3.1.1',
    );
    expect(codesAfter('c1.2.2', stepOf(tree, 'c1.2.2', 'previous_group'))).toBe(
      '1.1.1 1.1.2 1.2.2 1.2.1 1.2.3 3.1.1',
    );
    // An empty domain gets a group for it.
    const place = stepOf(tree, 'c1.2.3', 'next_group');
    expect(place).toEqual({ domainId: 'd2', group: 1, position: 1, newGroup: true });
    const after = place === null ? null : movedSet(set, 'c1.2.3', place);
    expect(after?.items.find(({ id }) => id === 'c1.2.3')?.code).toBe('2.1.1');
    expect(stepOf(tree, 'c3.1.1', 'next_group')).toBeNull();
    expect(stepOf(tree, 'c1.1.1', 'previous_group')).toBeNull();
    expect(findItem(tree, 'nothing')).toBeNull();
  });

  it('drops where the row shows: before it from below, behind it from above', () => {
    const rows = rowsOf(tree);
    const drop = (id: string, over: string) => codesAfter(id, dropOf(tree, id, rows, over));
    expect(drop('c1.2.3', 'c1.1.2')).toBe('1.1.1 1.2.3 1.1.2 1.2.1 1.2.2 3.1.1');
    expect(drop('c1.1.1', 'c1.2.2')).toBe('1.1.2 1.2.1 1.2.2 1.1.1 1.2.3 3.1.1');
    expect(drop('c1.1.1', 'c1.1.2')).toBe('1.1.2 1.1.1 1.2.1 1.2.2 1.2.3 3.1.1');
    // Down onto the head of a group: its first. Up onto it: the last of what stands before.
    expect(drop('c1.1.1', 'd1/2')).toBe('1.1.2 1.1.1 1.2.1 1.2.2 1.2.3 3.1.1');
    expect(drop('c1.2.3', 'd1/2')).toBe('1.1.1 1.1.2 1.2.3 1.2.1 1.2.2 3.1.1');
    expect(dropOf(tree, 'c1.1.1', rows, 'd2')).toMatchObject({ domainId: 'd2', newGroup: true });
    expect(dropOf(tree, 'c1.1.1', rows, 'c1.1.1')).toBeNull();
    expect(dropOf(tree, 'c1.1.1', rows, 'nowhere')).toBeNull();
  });

  it('any drop keeps every criterion and puts the moved one beside the row it was dropped on', () => {
    const rows = rowsOf(tree);
    const ids = rows.map(({ id }) => id);
    fc.assert(
      fc.property(fc.constantFrom(...set.items.map(({ id }) => id)), fc.constantFrom(...ids), (id, over) => {
        const place = dropOf(tree, id, rows, over);
        if (place === null) return;
        const after = movedSet(set, id, place);
        expect(after?.items.map((item) => item.id).toSorted()).toEqual(
          set.items.map((item) => item.id).toSorted(),
        );
        const order = after?.items.map((item) => item.id) ?? [];
        if (order.includes(over)) {
          expect(Math.abs(order.indexOf(id) - order.indexOf(over))).toBe(1);
        }
      }),
    );
  });
});

// The shipped criteria set is whole, every rule in it can be read, and putting it in twice is putting it in once.
import { describe, expect, it } from 'vitest';
import type { AgencyKind } from '../../../core/contract/common.ts';
import { criterion, domain } from '../../../core/contract/criteria.ts';
import { criteriaTree, renumber } from '../../../core/rules/criteria-tree.ts';
import { criterionDigest } from '../../../core/rules/criterion-digest.ts';
import { appliesTo, earnedPoints, type AnswerValue } from '../../../core/rules/scoring.ts';
import { parseRule } from '../../../core/rules/scoring-rule.ts';
import { createStores } from '../../../db/stores.ts';
import { ensureStarter, starter } from '../../../main/samples/starter.ts';
import { contents, head, world } from '../../db/helpers.ts';

const { criteria, domains, laterDomains } = starter();
const blank: AnswerValue = {
  notApplicable: false,
  choice: null,
  numerator: null,
  denominator: null,
  count: null,
  points: null,
};

describe('the shipped set', () => {
  it('has 96 criteria worth 100 points in seven domains', () => {
    expect(criteria).toHaveLength(96);
    expect(criteria.reduce((sum, one) => sum + one.maxPoints, 0)).toBe(10_000);
    expect(new Set(criteria.map((one) => one.code)).size).toBe(96);
    expect(
      domains.map((one) => criteria.filter((item) => item.domainId === one.id).map((item) => item.maxPoints)),
    ).toSatisfy((points: number[][]) =>
      points.every(
        (list, i) => list.reduce((a, b) => a + b, 0) === [1600, 800, 3200, 800, 1300, 800, 1500][i],
      ),
    );
  });

  it.each<[AgencyKind, number, number]>([
    ['so_nganh', 95, 9900],
    ['ubnd_huyen', 93, 9750],
    ['ubnd_xa', 96, 10_000],
    ['don_vi_truc_thuoc', 47, 4750],
    ['ubnd_tinh', 0, 0],
  ])('asks an agency of the kind %s %i criteria', (kind, count, points) => {
    const asked = criteria.filter((one) => appliesTo(one, kind));
    expect(asked).toHaveLength(count);
    expect(asked.reduce((sum, one) => sum + one.maxPoints, 0)).toBe(points);
  });

  it.each(criteria.map((one) => [one.code, one] as const))(
    '%s: the rule is read and gives all points and none',
    (_, one) => {
      expect(parseRule(one)).toMatchObject({ ok: true });
      const tries: AnswerValue[] = [
        { ...blank, choice: 'yes', count: 0, numerator: 1, denominator: 1, points: one.maxPoints },
        { ...blank, choice: 'no', count: 1_000_000, numerator: 0, denominator: 1, points: 0 },
      ];
      const earned = tries.map((answer) => earnedPoints(one, answer));
      expect(earned.toSorted((a, b) => (a ?? -1) - (b ?? -1))).toEqual([0, one.maxPoints]);
    },
  );

  it('is what the contract calls domains and criteria', () => {
    const noneYet = { rev: 1, ownerBody: null };
    for (const row of [...domains, ...laterDomains]) {
      expect(domain.safeParse({ ...noneYet, ...row }).error).toBeUndefined();
    }
    for (const row of criteria) {
      const shown = { rev: 1, help: null, copiedFromId: null, digest: criterionDigest(row), ...row };
      expect(criterion.safeParse(shown).error).toBeUndefined();
    }
  });

  it('has the domains of NQ 76/NQ-CP under the same keys, in the same order', () => {
    expect(laterDomains.map((one) => [one.key, one.ordinal])).toEqual(
      domains.map((one) => [one.key, one.ordinal]),
    );
    expect(laterDomains.map((one) => one.name)).toEqual([
      'Công tác chỉ đạo, điều hành',
      'Cải cách thể chế',
      'Cải cách thủ tục hành chính',
      'Cải cách tổ chức bộ máy hành chính nhà nước',
      'Cải cách chế độ công vụ',
      'Cải cách tài chính công',
      'Xây dựng và phát triển chính quyền điện tử, chính quyền số',
    ]);
    expect(new Set([...domains, ...laterDomains].map((one) => one.id)).size).toBe(14);
  });

  it('has no two criteria that ask the same, and its codes are the order of its tree', () => {
    expect(new Set(criteria.map(criterionDigest)).size).toBe(96);
    const again = renumber(criteriaTree(domains, criteria), {});
    expect(again.items.map(({ id, code, ordinal }) => [id, code, ordinal])).toEqual(
      criteria.map(({ id, code, ordinal }) => [id, code, ordinal]),
    );
  });
});

describe('putting it in', () => {
  it('is done once, and leaves what was changed or deleted', () => {
    const { journal, connection } = world();
    const put = () =>
      journal.run({ ...head('system.setUp'), kind: 'system' }, (write) =>
        ensureStarter({ connection }, write),
      );
    put();
    const stores = createStores(connection);
    const [first, second] = starter().criteria;
    expect(stores.criteria.criteria(starter().set.id)).toHaveLength(96);
    const before = contents(connection);
    put();
    expect(contents(connection)).toEqual(before);
    journal.run(head(), (write) => {
      write.update('criterion', first?.id ?? '', 1, { text: 'Đã sửa tại đây' });
      write.remove('criterion', second?.id ?? '', 1);
    });
    const changed = contents(connection);
    put();
    expect(contents(connection)).toEqual(changed);
  });
});

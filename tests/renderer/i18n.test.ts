// Both languages have the same keys at run time too, nothing is empty, Vietnamese is NFC, and every enumeration of
// the contract has its word.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agencyKinds } from '../../core/contract/common.ts';
import { answerType, scoringRule } from '../../core/contract/criteria.ts';
import { documentKind, documentStatus } from '../../core/contract/documents.ts';
import { findingScope } from '../../core/contract/findings.ts';
import { contract } from '../../core/contract/index.ts';
import { inspectionForm, planStatuses } from '../../core/contract/plans.ts';
import { recommendationStatus } from '../../core/contract/recommendations.ts';
import { searchEntity } from '../../core/contract/search.ts';
import { memberRole } from '../../core/contract/teams.ts';
import { visitStatuses } from '../../core/contract/visits.ts';
import { texts as en } from '../../renderer/i18n/en/index.ts';
import { texts as vi } from '../../renderer/i18n/vi/index.ts';

/** Every leaf with its path; a sentence with parameters is given marks for them. */
function leaves(node: unknown, path = ''): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') {
    const marks = Array.from({ length: node.length }, (_, index) => `‹${String(index)}›`);
    return [[`${path}()`, String((node as (...values: string[]) => unknown)(...marks))]];
  }
  if (typeof node !== 'object' || node === null) return [[path, String(node)]];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
}

const [viLeaves, enLeaves] = [leaves(vi), leaves(en)];

describe('the words of the interface', () => {
  it('are the same keys in both languages', () => {
    expect(enLeaves.map(([path]) => path).sort()).toEqual(viLeaves.map(([path]) => path).sort());
    expect(viLeaves.length).toBeGreaterThan(400);
  });

  it('say something, without blanks around it, in composed letters', () => {
    for (const [path, text] of [...viLeaves, ...enLeaves]) {
      expect(text.trim(), path).not.toBe('');
      expect(text, path).toBe(text.normalize('NFC'));
    }
  });

  it('take up every parameter', () => {
    const english = new Map(enLeaves);
    for (const [path, text] of viLeaves) {
      const marks = text.match(/‹\d+›/g) ?? [];
      expect(new Set(english.get(path)?.match(/‹\d+›/g)), path).toEqual(new Set(marks));
    }
  });

  it('never shout and never plead', () => {
    for (const [path, text] of viLeaves) {
      expect(text, path).not.toMatch(/!(?:\s|$)|vui lòng/i);
    }
  });

  it('word every value of the contract', () => {
    for (const texts of [vi, en]) {
      const { labels } = texts;
      const pairs: [readonly string[], object][] = [
        [planStatuses, labels.planStatus],
        [visitStatuses, labels.visitStatus],
        [documentKind.options, labels.documentKind],
        [documentStatus.options, labels.documentStatus],
        [agencyKinds, labels.agencyKind],
        [memberRole.options, labels.memberRole],
        [findingScope.options, labels.findingScope],
        [recommendationStatus.options, labels.recommendationStatus],
        [inspectionForm.options, labels.inspectionForm],
        [answerType.options, labels.answerType],
        [scoringRule.options, labels.scoringRule],
        [searchEntity.options, labels.searchEntity],
      ];
      for (const [values, words] of pairs) expect(Object.keys(words).sort()).toEqual([...values].sort());
      const commands = Object.entries(contract).flatMap(([name, { kind }]) =>
        kind === 'command' ? [name] : [],
      );
      expect(Object.keys(texts.steps).sort()).toEqual(commands.sort());
    }
  });
});

describe('long work', () => {
  it('has words for whatever runs beside the screen', () => {
    const folder = new URL('../../main/services/', import.meta.url);
    const methods = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(new URL(name, folder), 'utf8').matchAll(
          /work\.(?:look|reading)\((?:\{ method: )?'([a-zA-Z.]+)'/g,
        ),
      ])
      .map((found) => found[1] ?? '');
    expect(methods).toContain('health.check');
    for (const { frame, steps } of [vi, en]) {
      const worded = new Set([...Object.keys(frame.work.looks), ...Object.keys(steps)]);
      expect(methods.filter((method) => !worded.has(method))).toEqual([]);
    }
  });
});

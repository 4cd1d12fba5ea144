/**
 * Criteria from a spreadsheet. Into a draft: the set becomes what the file says, row by row under its code, and what
 * the file does not have goes. Without a target: a new draft, named after the file. What people wrote is kept; only
 * where the file says nothing of how to answer does the ordinary rule of the answer type stand in.
 */
import type { Criterion } from '../../../core/contract/criteria.ts';
import type { ImportFault, ImportRow } from '../../../core/contract/imports.ts';
import {
  criteriaCells,
  type CriteriaColumn,
  criteriaFields,
  readKinds,
  type SheetCriterion,
} from '../../../core/exchange/criteria-sheet.ts';
import { cleanText } from '../../../core/exchange/sheet/cell.ts';
import { foldLabel } from '../../../core/exchange/sheet/label.ts';
import { flagOf, listOf, numberOf, type SheetRecord, textOf } from '../../../core/exchange/sheet/target.ts';
import { domainSets } from '../../../core/contract/criteria.ts';
import { criteriaTree, groupCode, settle } from '../../../core/rules/criteria-tree.ts';
import { parseHundredths } from '../../../core/rules/format.ts';
import { defaultRule, parseRule } from '../../../core/rules/scoring-rule.ts';
import type { StoredCriterion } from '../../../db/criteria.ts';
import type { Stores } from '../../../db/stores.ts';
import {
  domainsOf,
  editableSet,
  ensureDomains,
  removeCriterion,
  type ShownDomain,
  writeArranged,
} from '../criteria-writes.ts';
import { given } from '../context.ts';
import type { ImportPlan, ImportRequest, ImportTarget } from './target.ts';

const MAX_POINTS = 100_000;

/** One row of the file as an item of the set. `before` is the item that has the code now. */
interface Wanted {
  readonly record: SheetRecord;
  readonly fields: SheetCriterion;
  readonly domain: ShownDomain;
  readonly before: StoredCriterion | undefined;
}

/** What the file means by its domains: names are those of a set of domains, or people's own. */
interface DomainReader {
  readonly domainSet: string;
  read(record: SheetRecord): ShownDomain | undefined;
}

/** The set of domains that the file names; else the one whose names it uses most, between equals the newer one. */
function detectDomainSet(stores: Pick<Stores, 'criteria'>, records: readonly SheetRecord[]): string {
  const named = records.map((record) => textOf(record, 'domain_set')).find((name) => name !== null);
  if (named !== undefined && named !== null) return named;
  let best = { domainSet: 'nq76_6+1', hits: 0 };
  for (const domainSet of domainSets.toReversed()) {
    const names = new Set(domainsOf(stores, domainSet).map((domain) => foldLabel(domain.name)));
    const hits = records.filter((record) => names.has(foldLabel(textOf(record, 'domain_vi') ?? ''))).length;
    if (hits > best.hits) best = { domainSet, hits };
  }
  return best.domainSet;
}

function createDomainReader(stores: Pick<Stores, 'criteria'>, domainSet: string): DomainReader {
  const own = domainsOf(stores, domainSet);
  const byKey = new Map(own.map((domain) => [domain.key, domain]));
  const byNumber = new Map(own.map((domain) => [domain.ordinal, domain]));
  const byName = new Map<string, ShownDomain>();
  // The names of the other years mean the same domain; those of the set itself go first.
  for (const other of [...domainSets.filter((name) => name !== domainSet), domainSet]) {
    for (const domain of domainsOf(stores, other)) {
      const same = byKey.get(domain.key);
      if (same !== undefined) byName.set(foldLabel(domain.name), same);
    }
  }
  return {
    domainSet,
    read(record) {
      const key = textOf(record, 'domain_key');
      const name = textOf(record, 'domain_vi');
      const number = numberOf(record, 'domain_no') ?? Number(/^\d+/.exec(textOf(record, 'code') ?? '')?.[0]);
      return (
        (key === null ? undefined : byKey.get(key)) ??
        (name === null ? undefined : byName.get(foldLabel(name))) ??
        byNumber.get(number)
      );
    },
  };
}

/** Text that differs only by spaces nobody sees is the same text, and stays as it is. */
function kept(after: string | null, before: string | null | undefined): string | null {
  return before != null && after !== null && cleanText(before) === after ? before : after;
}

function readCriterion(
  { has, fault }: Pick<ImportRequest, 'has' | 'fault'>,
  record: SheetRecord,
  before: StoredCriterion | undefined,
): { readonly fields: SheetCriterion; readonly faults: ImportFault[] } {
  const faults: ImportFault[] = [];
  // A column that the file does not have says nothing, so that what the set has stays.
  const text = (key: CriteriaColumn, present: string | null | undefined): string | null =>
    has(key) ? kept(textOf(record, key), present) : (present ?? null);

  const points = textOf(record, 'max_points');
  const maxPoints = points === null ? null : parseHundredths(points);
  if (maxPoints === null || maxPoints > MAX_POINTS) faults.push(fault(record, 'max_points', 'BAD_NUMBER'));

  const { kinds, unknown } = has('applies_to')
    ? readKinds(listOf(record, 'applies_to'))
    : { kinds: before?.appliesTo ?? readKinds([]).kinds, unknown: [] };
  for (const value of unknown) faults.push(fault(record, 'applies_to', 'UNKNOWN_VALUE', { value }));

  const answerType = (textOf(record, 'answer_type') ??
    (has('answer_type') ? null : before?.answerType) ??
    'score') as Criterion['answerType'];
  const scoring = textOf(record, 'scoring') as Criterion['scoring'] | null;
  const keepsRule = !has('scoring') && before !== undefined && before.answerType === answerType;
  const rule =
    scoring === null && !keepsRule
      ? defaultRule(answerType)
      : {
          scoring: scoring ?? before?.scoring ?? defaultRule(answerType).scoring,
          bands: text('bands', before?.bands),
          target: text('target', before?.target),
        };
  const fields: SheetCriterion = {
    code: textOf(record, 'code') ?? '',
    text: kept(textOf(record, 'text_vi'), before?.text) ?? '',
    glossEn: text('gloss_en', before?.glossEn),
    evidence: text('evidence_vi', before?.evidence),
    answerType,
    naAllowed: has('na_allowed') ? (flagOf(record, 'na_allowed') ?? true) : (before?.naAllowed ?? true),
    maxPoints: maxPoints ?? 0,
    appliesTo: sameKinds(kinds, before?.appliesTo) ? [...(before?.appliesTo ?? kinds)] : [...kinds],
    ...rule,
    derivedFrom: text('derived_from', before?.derivedFrom),
    rule: text('formula_or_rule', before?.rule),
    legalBasis: text('legal_basis', before?.legalBasis),
    reference: text('ref', before?.reference),
    help: text('help_vi', before?.help),
  };
  // A draft may hold it for a while; it is listed there, and the set does not come into force with it.
  const parsed = parseRule(fields);
  if (!parsed.ok) {
    const at = rule.bands === null && rule.scoring === 'linear' ? 'target' : 'bands';
    faults.push(fault(record, at, 'BAD_RULE', { severity: 'warning', params: { problem: parsed.problem } }));
  }
  return { fields, faults };
}

function sameKinds(a: readonly string[], b: readonly string[] | undefined): boolean {
  return b !== undefined && a.length === b.length && a.every((kind) => b.includes(kind));
}

/** The titles of groups that the file gives: the first one of each group, and which rows say otherwise. */
function readTitles(
  { fault }: Pick<ImportRequest, 'fault'>,
  records: readonly SheetRecord[],
): { readonly titles: Readonly<Record<string, string>>; readonly faults: ReadonlyMap<number, ImportFault> } {
  const titles: Record<string, string> = {};
  const first = new Map<string, number>();
  const faults = new Map<number, ImportFault>();
  for (const record of records) {
    const code = groupCode(textOf(record, 'code') ?? '');
    const title = textOf(record, 'group_vi');
    if (code === '' || title === null) continue;
    const earlier = first.get(code);
    if (earlier === undefined) {
      titles[code] = title;
      first.set(code, record.row);
    } else if (titles[code] !== title) {
      const params = { row: earlier };
      faults.set(record.row, fault(record, 'group_vi', 'DUPLICATE_IN_FILE', { severity: 'warning', params }));
    }
  }
  return { titles, faults };
}

const shown = (text: string): string | null => (text === '' ? null : text);

function planCriteria(request: ImportRequest): ImportPlan {
  const { context, source, records, faulty, has, fault } = request;
  const { stores, ids } = context;
  const set = source.targetId === null ? undefined : editableSet(context, source.targetId);
  const items = set === undefined ? [] : stores.criteria.criteria(set.id);
  const byCode = new Map(items.map((item) => [item.code, item]));
  const domains = createDomainReader(
    stores,
    set?.domainSet ?? detectDomainSet(stores, [...records, ...faulty]),
  );
  const ownDomains = domainsOf(stores, domains.domainSet);
  const domainById = new Map(ownDomains.map((domain) => [domain.id, domain]));
  const read = readTitles(request, records);
  const oldTitles = set?.groupTitles ?? {};
  const titleOf = (code: string) =>
    has('group_vi') ? read.titles[groupCode(code)] : oldTitles[groupCode(code)];

  const rows: ImportRow[] = [];
  const wanted: Wanted[] = [];
  const titled = new Set<string>();
  for (const record of records) {
    const code = textOf(record, 'code') ?? '';
    const before = byCode.get(code);
    const { fields, faults } = readCriterion(request, record, before);
    const domain = domains.read(record);
    if (domain === undefined) {
      const at =
        (['domain_key', 'domain_vi', 'domain_no'] as const).find((key) => record.texts[key]) ?? 'code';
      faults.push(fault(record, at, 'NOT_FOUND'));
    } else wanted.push({ record, fields, domain, before });
    const double = read.faults.get(record.row);
    if (double !== undefined) faults.push(double);

    const now = criteriaCells(fields, domain, titleOf(code), 'vietnamese');
    const then =
      before === undefined
        ? undefined
        : criteriaCells(
            before,
            domainById.get(before.domainId),
            oldTitles[groupCode(before.code)],
            'vietnamese',
          );
    const changes = criteriaFields
      .filter(({ key }) => then === undefined || now[key] !== then[key])
      // The title of a group is told once, at the first row of the group.
      .filter(({ key }) => key !== 'group_vi' || !titled.has(groupCode(code)))
      .map(({ key }) => ({
        field: key,
        before: then === undefined ? null : shown(then[key]),
        after: shown(now[key]),
      }))
      .filter((change) => change.before !== change.after);
    titled.add(groupCode(code));
    rows.push({
      row: record.row,
      action: then === undefined ? 'add' : changes.length === 0 ? 'same' : 'change',
      label: `${code} ${fields.text}`,
      changes: then === undefined ? [] : changes,
      faults: [...record.faults, ...faults],
    });
  }

  // What cannot be read is not gone. A row without even a code may be any of them: then nothing goes.
  const unread = new Set(faulty.map((record) => textOf(record, 'code') ?? record.texts['code']));
  const inFile = new Set(records.map((record) => textOf(record, 'code')));
  const ended = unread.has(undefined)
    ? []
    : items.filter((item) => !inFile.has(item.code) && !unread.has(item.code));
  for (const item of ended) {
    rows.push({
      row: null,
      action: 'end',
      label: `${item.code} ${item.text}`,
      changes: [],
      faults: [],
    });
  }

  const gone = new Set(ended.map((item) => item.id));
  const changed = new Set(wanted.map(({ before }) => before?.id));
  const untouched = items.filter((item) => !gone.has(item.id) && !changed.has(item.id));
  /** The file's order, then what it could not say anything of. */
  const order = [
    ...wanted.map(({ fields, domain, before }) => ({
      id: before?.id,
      code: fields.code,
      domainId: domain.id,
    })),
    ...untouched,
  ].map((item, index) => ({ ...item, ordinal: index + 1 }));
  const first = rows[0];
  if (rows.every(({ action }) => action === 'same') && first !== undefined) {
    // Nothing but the order may have changed; the order of the tree is what counts.
    const keyed = order.map((item) => ({ ...item, id: item.id ?? item.code }));
    const after = settle(criteriaTree(ownDomains, keyed), {}).items.map((item) => item.code);
    const before = settle(criteriaTree(ownDomains, items), {}).items.map((item) => item.code);
    if (after.join('\n') !== before.join('\n')) {
      const moved = after.findIndex((code, index) => code !== before[index]);
      rows[0] = {
        ...first,
        action: 'change',
        changes: [{ field: 'ordinal', before: before[moved] ?? null, after: after[moved] ?? null }],
      };
    }
  }

  return {
    rows,
    faults: [],
    apply(write, step) {
      const total = ended.length + wanted.length;
      let done = 0;
      ensureDomains(write, stores, domains.domainSet);
      const setId = set?.id ?? ids.next();
      if (set === undefined) {
        const name = nameOf(source.fileName);
        const year = yearOf(name);
        write.insert('criteria_set', {
          id: setId,
          name,
          year,
          version: stores.criteria.nextVersion(name, year),
          status: 'draft',
          domainSet: domains.domainSet,
        });
      }
      for (const item of ended) {
        step(done++, total);
        removeCriterion(write, stores, item);
      }
      const withIds = order.map((item) => ({ ...item, id: item.id ?? ids.next() }));
      const titles = has('group_vi') ? { ...titlesOf(untouched, oldTitles), ...read.titles } : oldTitles;
      const arranged = settle(criteriaTree(ownDomains, withIds), titles);
      const ordinals = new Map(arranged.items.map((item) => [item.id, item.ordinal]));
      wanted.forEach(({ fields, domain, before }, index) => {
        step(done++, total);
        if (before !== undefined) {
          write.update('criterion', before.id, null, { ...given(fields), domainId: domain.id });
          return;
        }
        const id = withIds[index]?.id ?? ids.next();
        write.insert('criterion', {
          ...fields,
          id,
          criteriaSetId: setId,
          domainId: domain.id,
          ordinal: ordinals.get(id) ?? index + 1,
        });
      });
      const present = items.filter((item) => !gone.has(item.id));
      writeArranged(write, { id: setId, groupTitles: oldTitles }, present, arranged);
      return { targetId: setId };
    },
  };
}

/** What the set has for groups that the file could not be read for. */
function titlesOf(
  items: readonly { readonly code: string }[],
  titles: Readonly<Record<string, string>>,
): Record<string, string> {
  const codes = new Set(items.map((item) => groupCode(item.code)));
  return Object.fromEntries(Object.entries(titles).filter(([code]) => codes.has(code)));
}

/** "Bo-tieu-chi-2026.xlsx" → "Bo-tieu-chi-2026". */
function nameOf(fileName: string): string {
  const stem = cleanText(fileName.replace(/^.*[\\/]/u, '').replace(/\.(?:xlsx|xlsm|csv|txt)$/iu, ''));
  return stem === '' ? 'Bộ tiêu chí' : stem.slice(0, 300);
}

function yearOf(name: string): number | null {
  const match = /(?<!\d)(20\d{2})(?!\d)/.exec(name);
  return match === null ? null : Number(match[1]);
}

export function createCriteriaImport(): ImportTarget {
  return {
    sheet: {
      purpose: 'criteria',
      fields: criteriaFields,
      maxRows: 2000,
      unique: [['code']],
    },
    template: {
      fileName: 'Mau-bo-tieu-chi',
      sheetName: 'Tiêu chí',
      title: 'Mẫu nhập bộ tiêu chí kiểm tra CCHC',
      instructions: [
        'Mỗi dòng là một tiêu chí. Bắt buộc có: Mã, Nội dung tiêu chí, Điểm tối đa. Các cột khác có thể bỏ.',
        'Mã gồm ba số: lĩnh vực.nhóm.tiêu chí (1.2.3). Lĩnh vực được nhận theo tên, theo khóa hoặc theo số đầu của mã.',
        'Nhập vào một bộ tiêu chí dự thảo thì bộ đó trở thành đúng như tệp: tiêu chí không còn trong tệp sẽ bị bỏ, và được liệt kê trước khi áp dụng.',
        'Cách tính điểm: "Theo lựa chọn" với mức yes:1;partial:0.5;no:0; "Người kiểm tra chấm" với mức step:0.25; "Theo tỷ lệ" với chỉ tiêu; "Theo mức" với mức >=95:1;>=80:0.5;else:0.',
      ],
      examples: [
        {
          code: '1.1.1',
          domain_vi: 'Công tác chỉ đạo, điều hành',
          text_vi: 'Ban hành kế hoạch CCHC năm đúng thời hạn quy định',
          answer_type: 'Có / Một phần / Không',
          max_points: '1',
          scoring: 'Theo lựa chọn',
          bands: 'yes:1;partial:0.5;no:0',
          group_vi: 'Kế hoạch CCHC',
        },
      ],
    },
    plan: planCriteria,
  };
}

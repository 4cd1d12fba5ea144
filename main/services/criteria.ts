/**
 * Domains and criteria sets: a set that is in force or that a round uses is frozen, and editing makes its next version.
 * Every act on the tree is one change set, whatever it numbers anew.
 */
import { createHash } from 'node:crypto';
import {
  type criteria,
  criteriaSet,
  type CriteriaSet,
  type CriteriaSetDetail,
  criterion,
  type Criterion,
  domain,
  type Domain,
} from '../../core/contract/criteria.ts';
import { agencyKinds } from '../../core/contract/common.ts';
import { AppError, type FieldError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { compareSets } from '../../core/rules/criteria-compare.ts';
import {
  addItem,
  type Arranged,
  criteriaTree,
  type GroupTitles,
  groupCode,
  moveGroup,
  moveItem,
  removeItem,
  renumber,
  settle,
  targetBehind,
} from '../../core/rules/criteria-tree.ts';
import { criterionDigest } from '../../core/rules/criterion-digest.ts';
import { defaultRule, parseRule } from '../../core/rules/scoring-rule.ts';
import type { StoredCriteriaSet, StoredCriterion, StoredDomain } from '../../db/criteria.ts';
import type { Writer } from '../../db/journal.ts';
import {
  current,
  fieldFault,
  found,
  given,
  headOf,
  owned,
  referred,
  type ServiceContext,
  shaped,
} from './context.ts';
import { criteriaFile } from './criteria-export.ts';
import { editableSet, ensureDomains, isEditable, removeCriterion, writeArranged } from './criteria-writes.ts';

export const showDomain = (row: StoredDomain): Domain => shaped(domain, row);
export const showCriterion = (row: StoredCriterion): Criterion =>
  shaped(criterion, { ...row, digest: criterionDigest(row) });
/** `editable` is for those who edit; everybody else reads the row. */
export const showCriteriaSet = (context: ServiceContext, row: StoredCriteriaSet): CriteriaSet =>
  shaped(criteriaSet, { ...row, editable: isEditable(context, row) });

/** Back to draft only while no round uses it. What was retired by mistake is taken into force again. */
const nextStatuses: Readonly<Record<CriteriaSet['status'], readonly CriteriaSet['status'][]>> = {
  draft: ['in_force'],
  in_force: ['retired', 'draft'],
  retired: ['in_force', 'draft'],
};

export function createCriteriaService(context: ServiceContext): HandlersOf<typeof criteria> {
  const { stores, journal, ids, session } = context;
  const store = stores.criteria;
  const setOf = (id: string) => found(store.set(id), 'criteria_set', id);
  const shownSet = (id: string) => showCriteriaSet(context, setOf(id));
  const ownSet = (id: string) => owned(context, store.set(id), 'criteria_set', id);
  const treeOf = (set: StoredCriteriaSet, items = store.criteria(set.id)) =>
    criteriaTree(store.domainsOf(set.domainSet), items);

  function detail(id: string): CriteriaSetDetail {
    const set = setOf(id);
    const items = store.criteria(id);
    return {
      ...showCriteriaSet(context, set),
      domains: store.domainsOf(set.domainSet).map(showDomain),
      items: items.map(showCriterion),
      problems: items.flatMap((item) => {
        const parsed = parseRule(item);
        return parsed.ok ? [] : [{ criterionId: item.id, code: item.code, problem: parsed.problem }];
      }),
    };
  }

  /** A criterion of a set that may be changed. */
  function editableCriterion(id: string): { readonly row: StoredCriterion; readonly set: StoredCriteriaSet } {
    const row = owned(context, store.criterion(id), 'criterion', id);
    return { row, set: editableSet(context, row.criteriaSetId) };
  }

  function domainIn(set: StoredCriteriaSet, domainId: string, path: string): void {
    const row = store.domain(domainId);
    referred(row?.domainSet === set.domainSet ? row : undefined, path);
  }

  interface Copied {
    readonly from: StoredCriteriaSet;
    readonly name: string;
    readonly year: number | null;
    readonly domainSet: string;
  }
  /** A new draft with the items of another set; into another domain set they go by the key of their domain. */
  function insertCopy(write: Writer, id: string, { from, name, year, domainSet }: Copied): void {
    ensureDomains(write, stores, domainSet);
    const keys = new Map(store.domainsOf(from.domainSet).map((row) => [row.id, row.key]));
    const targets = new Map(store.domainsOf(domainSet).map((row) => [row.key, row.id]));
    write.insert('criteria_set', {
      id,
      name,
      year,
      version: store.nextVersion(name, year),
      status: 'draft',
      domainSet,
      sourceNote: from.sourceNote,
      groupTitles: from.groupTitles,
      copiedFromId: from.id,
    });
    for (const item of store.criteria(from.id)) {
      const domainId = targets.get(keys.get(item.domainId) ?? '');
      if (domainId === undefined) throw fieldFault('domainSet', 'NOT_FOUND');
      const {
        rev: _rev,
        createdAt: _created,
        updatedAt: _updated,
        originOfficeId: _origin,
        originVersion: _version,
        ...fields
      } = item;
      write.insert('criterion', {
        ...fields,
        id: ids.next(),
        provenance: null,
        criteriaSetId: id,
        domainId,
        copiedFromId: item.id,
      });
    }
  }

  /** Titles of groups that are there; a title of nothing but spaces is none. */
  function checkedTitles(set: StoredCriteriaSet, titles: GroupTitles): GroupTitles {
    const codes = new Set(store.criteria(set.id).map((item) => groupCode(item.code)));
    const kept: Record<string, string> = {};
    for (const [code, title] of Object.entries(titles)) {
      if (title.trim() === '') continue;
      if (!codes.has(code)) throw fieldFault(`patch.groupTitles.${code}`, 'NOT_FOUND');
      kept[code] = title;
    }
    return kept;
  }

  /** What stands in the way of a set's coming into force: nothing to ask, or rules that cannot be read. */
  function refuseUnready(id: string): void {
    const { items, problems } = detail(id);
    const fields: FieldError[] = problems.map(({ code }) => ({ path: `items.${code}`, code: 'VALIDATION' }));
    if (items.length === 0) fields.push({ path: 'items', code: 'MISSING_KEY' });
    if (fields.length > 0) throw new AppError('VALIDATION', { fields, detail: { problems } });
  }

  return {
    'domains.list': () => store.domains().map(showDomain),
    'domains.update': ({ id, rev, patch }, caller) => {
      owned(context, store.domain(id), 'domain', id);
      journal.run(headOf(context, 'domains.update', caller), (write) => {
        write.update('domain', id, rev, patch);
      });
      return showDomain(found(store.domain(id), 'domain', id));
    },

    'criteriaSets.list': () => store.sets().map((row) => showCriteriaSet(context, row)),
    'criteriaSets.get': ({ id }) => detail(id),
    'criteriaSets.create': ({ name, year, domainSet, copyFromId }, caller) => {
      const from = copyFromId === undefined ? undefined : store.set(copyFromId);
      if (copyFromId !== undefined) referred(from, 'copyFromId');
      const id = ids.next();
      journal.run(headOf(context, 'criteriaSets.create', caller), (write) => {
        if (from !== undefined) insertCopy(write, id, { from, name, year, domainSet });
        else {
          ensureDomains(write, stores, domainSet);
          const version = store.nextVersion(name, year);
          write.insert('criteria_set', { id, name, year, version, status: 'draft', domainSet });
        }
      });
      return shownSet(id);
    },
    'criteriaSets.newVersion': ({ id: fromId }, caller) => {
      const from = setOf(fromId);
      const id = ids.next();
      journal.run(headOf(context, 'criteriaSets.newVersion', caller), (write) => {
        insertCopy(write, id, { from, name: from.name, year: from.year, domainSet: from.domainSet });
      });
      return shownSet(id);
    },
    'criteriaSets.update': ({ id, rev, patch }, caller) => {
      const set = editableSet(context, id);
      const { groupTitles, ...fields } = patch;
      const titles = groupTitles === undefined ? undefined : checkedTitles(set, groupTitles);
      journal.run(headOf(context, 'criteriaSets.update', caller), (write) => {
        write.update('criteria_set', id, rev, { ...fields, groupTitles: titles });
      });
      return shownSet(id);
    },
    'criteriaSets.setStatus': ({ id, rev, status }, caller) => {
      const set = current(ownSet(id), rev, 'criteria_set');
      if (set.status === status) return shownSet(id);
      if (!nextStatuses[set.status].includes(status)) {
        throw new AppError('WRONG_STATE', {
          detail: { entity: 'criteria_set', from: set.status, to: status },
        });
      }
      if (status === 'draft' && set.plans > 0) {
        throw new AppError('IN_USE', { detail: { entity: 'criteria_set', id, plans: set.plans } });
      }
      if (status === 'in_force') refuseUnready(id);
      journal.run(headOf(context, 'criteriaSets.setStatus', caller), (write) => {
        write.update('criteria_set', id, rev, { status });
      });
      return shownSet(id);
    },
    'criteriaSets.delete': ({ id, rev }, caller) => {
      const set = current(ownSet(id), rev, 'criteria_set');
      if (set.plans > 0) {
        throw new AppError('IN_USE', { detail: { entity: 'criteria_set', id, plans: set.plans } });
      }
      journal.run(headOf(context, 'criteriaSets.delete', caller), (write) => {
        for (const copy of store.setCopies(id)) {
          write.update('criteria_set', copy, null, { copiedFromId: set.copiedFromId });
        }
        for (const item of store.criteria(id)) removeCriterion(write, stores, item);
        write.remove('criteria_set', id, rev);
      });
      return { id };
    },
    'criteriaSets.compare': ({ leftId, rightId }) => {
      const side = (id: string) => {
        const set = setOf(id);
        return {
          set,
          items: store.criteria(id).map(showCriterion),
          domains: store.domainsOf(set.domainSet),
          lineage: store.lineage(id),
        };
      };
      const left = side(leftId);
      const right = side(rightId);
      const lineage = (id: string) => right.lineage.get(id) ?? left.lineage.get(id) ?? [];
      return {
        left: showCriteriaSet(context, left.set),
        right: showCriteriaSet(context, right.set),
        ...compareSets(left, right, store.matchesBetween(leftId, rightId), lineage),
      };
    },
    'criteriaSets.export': async ({ id, format }) => {
      const set = setOf(id);
      const { bytes, fileName, media } = await criteriaFile(
        set,
        store.domainsOf(set.domainSet),
        store.criteria(id),
        format,
      );
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const { url, expiresAt } = context.handles.put(bytes, { fileName, media, sha256 });
      return { url, fileName, media, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
    },

    'criteria.create': ({ criteriaSetId, domainId, afterId, newGroup, text, ...fields }, caller) => {
      const set = editableSet(context, criteriaSetId);
      domainIn(set, domainId, 'domainId');
      const items = store.criteria(criteriaSetId);
      const tree = treeOf(set, items);
      const target = targetBehind(tree, domainId, afterId, newGroup);
      if (target === null) throw fieldFault('afterId', 'NOT_FOUND');
      const id = ids.next();
      const arranged = ordered(addItem(tree, id, target, set.groupTitles), 'domainId');
      const place = arranged.items.find((item) => item.id === id);
      if (place === undefined) throw new AppError('INTERNAL');
      const behind =
        items.find((item) => item.id === afterId) ?? items.findLast((item) => item.domainId === domainId);
      const answerType = fields.answerType ?? 'yes_partial_no';
      journal.run(headOf(context, 'criteria.create', caller), (write) => {
        writeArranged(write, set, items, arranged);
        write.insert('criterion', {
          naAllowed: true,
          maxPoints: 0,
          appliesTo: behind?.appliesTo ?? agencyKinds,
          ...(fields.scoring === undefined ? defaultRule(answerType) : { scoring: fields.scoring }),
          ...given(fields),
          answerType,
          id,
          criteriaSetId,
          domainId,
          text,
          code: place.code,
          ordinal: place.ordinal,
        });
      });
      return detail(criteriaSetId);
    },
    'criteria.update': ({ id, rev, patch }, caller) => {
      const { row, set } = editableCriterion(id);
      const { code } = patch;
      const items = store.criteria(set.id);
      if (code !== undefined && items.some((item) => item.id !== id && item.code === code)) {
        throw fieldFault('patch.code', 'DUPLICATE');
      }
      journal.run(headOf(context, 'criteria.update', caller), (write) => {
        write.update('criterion', id, rev, patch);
        if (code === undefined || code === row.code) return;
        const recoded = items.map((item) => (item.id === id ? { ...item, code } : item));
        const settled = settle(treeOf(set, recoded), set.groupTitles, { from: row.code, to: code });
        writeArranged(write, set, recoded, settled);
      });
      return showCriterion(found(store.criterion(id), 'criterion', id));
    },
    'criteria.move': ({ id, rev, domainId, group, position, newGroup }, caller) => {
      const { row, set } = editableCriterion(id);
      current(row, rev, 'criterion');
      domainIn(set, domainId, 'domainId');
      const items = store.criteria(set.id);
      const target = { domainId, group, position, newGroup };
      const arranged = ordered(moveItem(treeOf(set, items), id, target, set.groupTitles), 'group');
      journal.run(headOf(context, 'criteria.move', caller), (write) => {
        writeArranged(write, set, items, arranged);
      });
      return detail(set.id);
    },
    'criteria.moveGroup': ({ criteriaSetId, domainId, from, to }, caller) => {
      const set = editableSet(context, criteriaSetId);
      domainIn(set, domainId, 'domainId');
      const items = store.criteria(criteriaSetId);
      const moved = moveGroup(treeOf(set, items), domainId, from, to, set.groupTitles);
      const arranged = ordered(moved, 'to');
      journal.run(headOf(context, 'criteria.moveGroup', caller), (write) => {
        writeArranged(write, set, items, arranged);
      });
      return detail(criteriaSetId);
    },
    'criteria.renumber': ({ criteriaSetId }, caller) => {
      const set = editableSet(context, criteriaSetId);
      const items = store.criteria(criteriaSetId);
      journal.run(headOf(context, 'criteria.renumber', caller), (write) => {
        writeArranged(write, set, items, renumber(treeOf(set, items), set.groupTitles));
      });
      return detail(criteriaSetId);
    },
    'criteria.delete': ({ id, rev }, caller) => {
      const { row, set } = editableCriterion(id);
      current(row, rev, 'criterion');
      const items = store.criteria(set.id);
      const arranged = removeItem(treeOf(set, items), id, set.groupTitles);
      journal.run(headOf(context, 'criteria.delete', caller), (write) => {
        removeCriterion(write, stores, row, rev);
        writeArranged(
          write,
          set,
          items.filter((item) => item.id !== id),
          arranged,
        );
      });
      return detail(set.id);
    },

    'criterionMatches.create': ({ criterionId, otherCriterionId }, caller) => {
      const one = store.criterion(criterionId);
      const other = store.criterion(otherCriterionId);
      referred(one, 'criterionId');
      referred(other, 'otherCriterionId');
      if (one === undefined || other === undefined || one.criteriaSetId === other.criteriaSetId) {
        throw fieldFault('otherCriterionId');
      }
      // An item answers for one item of another set: two would count the same points twice.
      const taken = store
        .matchesBetween(one.criteriaSetId, other.criteriaSetId)
        .some((match) =>
          [match.criterionId, match.otherCriterionId].some((end) => end === one.id || end === other.id),
        );
      if (taken) throw new AppError('DUPLICATE', { detail: { entity: 'criterion_match' } });
      const id = ids.next();
      const [first = one.id, second = other.id] = [one.id, other.id].toSorted();
      journal.run(headOf(context, 'criterionMatches.create', caller), (write) => {
        write.insert('criterion_match', {
          id,
          criterionId: first,
          otherCriterionId: second,
          confirmedBy: session.personId(),
        });
      });
      return { id };
    },
    'criterionMatches.delete': ({ id, rev }, caller) => {
      owned(context, store.match(id), 'criterion_match', id);
      journal.run(headOf(context, 'criterionMatches.delete', caller), (write) => {
        write.remove('criterion_match', id, rev);
      });
      return { id };
    },
  };
}

/** The tree knows no such place. */
function ordered(arranged: Arranged | null, path: string): Arranged {
  if (arranged === null) throw fieldFault(path, 'NOT_FOUND');
  return arranged;
}

/**
 * Samples: drawn from a register by a seed that anybody can repeat, or written by hand, and what was checked of each
 * line. A drawn line is a copy: it stands without its register, and may be put right.
 */
import { hash } from 'node:crypto';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import {
  type RegisterKind,
  type RegisterLine,
  type Sample,
  sample,
  sampleChecks,
  type SampleItem,
  sampleItem,
  type samples,
} from '../../core/contract/samples.ts';
import { sampleTitles } from '../../core/rules/sample-words.ts';
import { isLineOverdue, passesOf, tallyOf } from '../../core/rules/sample-lines.ts';
import { cleanSeed, createRandom, pickPlaces, seedOf, spread } from '../../core/rules/sampling.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredRegister } from '../../db/registers.ts';
import type { StoredSample, StoredSampleItem } from '../../db/samples.ts';
import type { Stores } from '../../db/stores.ts';
import type { Progress } from '../work/work.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { sampleFile } from './sample-export.ts';

type SampleMethods = {
  [K in keyof typeof samples as K extends `registers.${string}` ? never : K]: (typeof samples)[K];
};

/** What one sheet can hold, and one person look through. */
export const SAMPLE_LIMIT = 2_000;
/** From here on a draw, or writing its lines, is no matter of a moment. */
const LONG_REGISTER = 10_000;
const LONG_SAMPLE = 300;

/** All samples of a visit with their figures. */
export function samplesOfVisit(context: Pick<ServiceContext, 'stores'>, visitId: string): Sample[] {
  return showSamples(context.stores, context.stores.samples.ofVisit(visitId));
}

function showSamples(stores: Pick<Stores, 'samples'>, rows: readonly StoredSample[]): Sample[] {
  const checks = Map.groupBy(stores.samples.checksOf(rows.map(({ id }) => id)), ({ sampleId }) => sampleId);
  return rows.map((row) => shaped(sample, { ...row, ...tallyOf(row.kind, checks.get(row.id) ?? []) }));
}

export function showItem(row: StoredSampleItem, kind: RegisterKind, asOf: string | null): SampleItem {
  // Software may call a line late of which it does not tell the days.
  const hasDays = row.dueOn !== null && (row.resolvedOn !== null || asOf !== null);
  return shaped(sampleItem, {
    ...row,
    passes: passesOf(kind, row.checks),
    overdue: hasDays ? isLineOverdue(row, asOf) : row.reason === 'overdue',
  });
}

/** Removes the samples and registers of a visit that is deleted. The lines of registers stay, for the way back. */
export function removeSamplesOf(
  write: Writer,
  stores: Pick<Stores, 'registers' | 'samples'>,
  visitId: string,
): void {
  for (const row of stores.samples.ofVisit(visitId)) removeSample(write, stores, row.id, null);
  for (const row of stores.registers.ofVisit(visitId)) write.remove('register', row.id, null);
}

function removeSample(write: Writer, stores: Pick<Stores, 'samples'>, id: string, rev: number | null): void {
  for (const item of stores.samples.items(id)) write.remove('sample_item', item.id, null);
  write.remove('sample', id, rev);
}

export function createSampleService(context: ServiceContext): HandlersOf<SampleMethods> {
  const { stores, journal, ids, clock, handles, work } = context;
  const shown = (id: string) => showSamples(stores, [found(stores.samples.get(id), 'sample', id)])[0]!;

  /**
   * The day that decides on what is still pending: of the register; for lines written by hand today. Where the register
   * is gone nobody can tell any more, and the draw's own word stays.
   */
  function asOfOf(row: Pick<StoredSample, 'registerId' | 'seed'>): string | null {
    if (row.registerId !== null) return stores.registers.get(row.registerId)?.asOf ?? null;
    return row.seed === null ? clock.today() : null;
  }

  function shownItem(id: string): SampleItem {
    const item = found(stores.samples.item(id), 'sample_item', id);
    const row = found(stores.samples.get(item.sampleId), 'sample', item.sampleId);
    return showItem(item, row.kind, asOfOf(row));
  }

  function checkChecks(kind: RegisterKind, checks: SampleItem['checks'] | undefined, base: string): void {
    const known: readonly string[] = sampleChecks[kind];
    for (const key of Object.keys(checks ?? {})) {
      if (!known.includes(key))
        throw fieldFault(`${base}${base === '' ? '' : '.'}checks.${key}`, 'UNKNOWN_KEY');
    }
  }

  /** The lines of the draw, and why each is in it, in the order of the register. */
  function drawn(register: StoredRegister, asked: Parsed<'samples.draw'>, seed: string) {
    const { content } = register;
    const { allOverdue, allRejected } = asked;
    const certain = { allOverdue, allRejected };
    const reasons = new Map<number, SampleItem['reason']>();
    const rejected = allOverdue ? stores.registers.rejectedInTime(content) : register.rejected;
    const sure = (allOverdue ? register.overdue : 0) + (allRejected ? rejected : 0);
    const open = register.lines - sure;
    if (sure + Math.min(asked.size, open) > SAMPLE_LIMIT) {
      const field = sure > SAMPLE_LIMIT ? (allOverdue ? 'allOverdue' : 'allRejected') : 'size';
      throw fieldFault(field, 'TOO_LARGE', field === 'size' ? SAMPLE_LIMIT - sure : SAMPLE_LIMIT);
    }
    const lines: RegisterLine[] = [];
    const take = (found: readonly RegisterLine[], reason: SampleItem['reason']) => {
      for (const line of found) {
        if (reasons.has(line.rowNo)) continue;
        reasons.set(line.rowNo, reason);
        lines.push(line);
      }
    };
    if (allOverdue) take(stores.registers.lines(content, 'overdue', 0, SAMPLE_LIMIT), 'overdue');
    if (allRejected) {
      // Those that are overdue as well stand among them too.
      take(stores.registers.lines(content, 'rejected', 0, register.rejected), 'rejected');
    }
    const random = createRandom(seed);
    if (asked.size > 0 && open > 0) {
      const rowNos = asked.byField
        ? spreadOverFields(content, certain, asked.size)
        : stores.registers.openAt(content, certain, pickPlaces(random, asked.size, open));
      take(stores.registers.byRowNo(content, rowNos), 'random');
    }
    return lines
      .toSorted((a, b) => a.rowNo - b.rowNo)
      .map((line) => ({ line, reason: reasons.get(line.rowNo) ?? 'random' }));

    /** Each field by its share, and chance within each. */
    function spreadOverFields(of: string, taken: typeof certain, size: number): number[] {
      const fields = stores.registers.openByField(of, taken);
      const sizes = spread(
        size,
        fields.map((one) => one.lines),
      );
      const wanted = new Map(
        fields.map(({ fieldName, lines: count }, index) => [
          fieldName,
          { next: 0, places: new Set(pickPlaces(random, sizes[index] ?? 0, count)) },
        ]),
      );
      const rowNos: number[] = [];
      for (const { rowNo, fieldName } of stores.registers.open(of, taken)) {
        const field = wanted.get(fieldName);
        if (field === undefined) continue;
        if (field.places.has(field.next)) rowNos.push(rowNo);
        field.next += 1;
      }
      return rowNos;
    }
  }

  function writeDraw(
    asked: Parsed<'samples.draw'>,
    caller: Parameters<HandlersOf<SampleMethods>['samples.draw']>[1],
    progress?: Progress,
  ): Sample {
    const register = owned(context, stores.registers.get(asked.registerId), 'register', asked.registerId);
    const id = ids.next();
    const seed = cleanSeed(asked.seed) === '' ? seedOf(id) : cleanSeed(asked.seed);
    const picked = drawn(register, asked, seed);
    if (picked.length === 0) throw fieldFault('size', 'MISSING_KEY');
    const title = asked.title.trim() === '' ? sampleTitles[register.kind] : asked.title;
    journal.run(
      headOf(context, 'samples.draw', caller),
      (write) => {
        write.insert('sample', {
          id,
          visitId: register.visitId,
          registerId: register.id,
          kind: register.kind,
          title,
          seed,
          size: asked.size,
          allOverdue: asked.allOverdue,
          allRejected: asked.allRejected,
          population: register.lines,
        });
        for (const [index, { line, reason }] of picked.entries()) {
          progress?.step(index, picked.length * 2);
          const { overdue: _computed, ...columns } = line;
          write.insert('sample_item', {
            ...columns,
            id: ids.next(),
            sampleId: id,
            ordinal: index + 1,
            reason,
            checks: {},
          });
        }
      },
      (done, total) =>
        progress?.step(
          picked.length + Math.floor((done * picked.length) / Math.max(1, total)),
          picked.length * 2,
        ),
    );
    return shown(id);
  }

  return {
    'samples.list': ({ visitId }) => samplesOfVisit(context, visitId),
    'samples.get': ({ id }) => {
      const row = found(stores.samples.get(id), 'sample', id);
      const asOf = asOfOf(row);
      const items = stores.samples.items(id);
      return {
        sample: shaped(sample, { ...row, ...tallyOf(row.kind, items) }),
        items: items.map((item) => showItem(item, row.kind, asOf)),
      };
    },
    'samples.draw': (input, caller) => {
      const register = owned(context, stores.registers.get(input.registerId), 'register', input.registerId);
      const sure = (input.allOverdue ? register.overdue : 0) + (input.allRejected ? register.rejected : 0);
      if (register.lines > LONG_REGISTER || sure + input.size > LONG_SAMPLE) {
        return work.beside({ method: 'samples.draw', input, caller }, (progress) =>
          writeDraw(input, caller, progress),
        );
      }
      return writeDraw(input, caller);
    },
    'samples.create': (fields, caller) => {
      owned(context, stores.visits.get(fields.visitId), 'visit', fields.visitId);
      const id = ids.next();
      journal.run(headOf(context, 'samples.create', caller), (write) => {
        write.insert('sample', { ...fields, id, size: 0, allOverdue: false, allRejected: false });
      });
      return shown(id);
    },
    'samples.update': ({ id, rev, patch }, caller) => {
      owned(context, stores.samples.get(id), 'sample', id);
      journal.run(headOf(context, 'samples.update', caller), (write) => {
        write.update('sample', id, rev, patch);
      });
      return shown(id);
    },
    'samples.delete': ({ id, rev }, caller) => {
      current(owned(context, stores.samples.get(id), 'sample', id), rev, 'sample');
      const remove = () =>
        journal.run(headOf(context, 'samples.delete', caller), (write) =>
          removeSample(write, stores, id, rev),
        );
      const input = { id, rev };
      if (stores.samples.items(id).length > LONG_SAMPLE) {
        return work.beside({ method: 'samples.delete', input, caller }, () => {
          remove();
          return { id };
        });
      }
      remove();
      return { id };
    },
    'sampleItems.create': ({ sampleId, ...fields }, caller) => {
      const row = owned(context, stores.samples.get(sampleId), 'sample', sampleId);
      checkChecks(row.kind, fields.checks, '');
      const ordinal = stores.samples.nextOrdinal(sampleId);
      if (ordinal > SAMPLE_LIMIT) throw fieldFault('sampleId', 'TOO_LARGE', SAMPLE_LIMIT);
      const id = ids.next();
      journal.run(headOf(context, 'sampleItems.create', caller), (write) => {
        write.insert('sample_item', {
          state: 'unknown',
          checks: {},
          ...given(fields),
          id,
          sampleId,
          ordinal,
          reason: 'by_hand',
        });
        write.touch('sample', sampleId);
      });
      return shownItem(id);
    },
    'sampleItems.update': ({ id, rev, patch }, caller) => {
      const item = owned(context, stores.samples.item(id), 'sample_item', id);
      const row = found(stores.samples.get(item.sampleId), 'sample', item.sampleId);
      checkChecks(row.kind, patch.checks, 'patch');
      journal.run(headOf(context, 'sampleItems.update', caller), (write) => {
        write.update('sample_item', id, rev, given(patch));
      });
      return shownItem(id);
    },
    'sampleItems.passAll': (input, caller) => {
      const { sampleId } = input;
      const row = owned(context, stores.samples.get(sampleId), 'sample', sampleId);
      const asked = new Set(input.ids);
      const items = stores.samples.items(sampleId).filter(({ id }) => asked.has(id));
      if (items.length < asked.size) throw new AppError('NOT_FOUND', { detail: { entity: 'sample_item' } });
      const keys: readonly string[] = sampleChecks[row.kind];
      const open = items.filter(({ checks }) => keys.some((key) => checks[key] === undefined));
      const pass = (progress?: Progress) => {
        journal.run(
          headOf(context, 'sampleItems.passAll', caller),
          (write) => {
            for (const [index, { id, checks }] of open.entries()) {
              progress?.step(index, open.length * 2);
              const passed = Object.fromEntries(keys.map((key) => [key, checks[key] ?? ('ok' as const)]));
              write.update('sample_item', id, null, { checks: passed });
            }
          },
          () => progress?.step(open.length, open.length * 2),
        );
        return { changed: open.length };
      };
      return open.length > LONG_SAMPLE
        ? work.beside({ method: 'sampleItems.passAll', input, caller }, pass)
        : pass();
    },
    'sampleItems.delete': ({ id, rev }, caller) => {
      const item = owned(context, stores.samples.item(id), 'sample_item', id);
      journal.run(headOf(context, 'sampleItems.delete', caller), (write) => {
        write.remove('sample_item', id, rev);
        write.touch('sample', item.sampleId);
      });
      return { id };
    },
    'samples.export': async ({ id }) => {
      const row = found(stores.samples.get(id), 'sample', id);
      const visit = found(stores.visits.listed(row.visitId), 'visit', row.visitId);
      const asOf = asOfOf(row);
      const items = stores.samples.items(id).map((item) => showItem(item, row.kind, asOf));
      const file = await sampleFile({ sample: shown(id), items, agencyName: visit.agencyName });
      const { bytes, ...about } = file;
      const sha256 = hash('sha256', bytes, 'hex');
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256 });
      return { ...about, url, bytes: bytes.byteLength, pages: null, sha256, expiresAt };
    },
  };
}

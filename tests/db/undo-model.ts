/**
 * Random work by two persons, undone and redone as a whole: used by the short run of every test run and by the
 * long one in tests/soak.
 */
import fc from 'fast-check';
import { AppError } from '../../core/contract/error.ts';
import type { Journal, Writer } from '../../db/journal.ts';
import { AGENCY, AN, BINH, finding, head, PLAN, uuid } from './fixture.ts';
import type { World } from './helpers.ts';

export interface Action {
  readonly actor: 0 | 1;
  readonly kind: 'insert' | 'update' | 'remove' | 'attach' | 'many' | 'typing' | 'undo' | 'redo';
  readonly row: number;
  readonly value: number;
}

export const actions = fc.array(
  fc.record<Action>({
    actor: fc.constantFrom(0 as const, 1 as const),
    kind: fc.constantFrom(
      'insert',
      'update',
      'update',
      'remove',
      'attach',
      'many',
      'typing',
      'typing',
      'undo',
      'redo',
    ),
    row: fc.nat(3),
    value: fc.nat(5),
  }),
  { maxLength: 40 },
);

const actorIds = [AN, BINH] as const;
/** Each person has rows of their own, and both share the plan. */
const rowId = (actor: number, row: number) => uuid(0x200 + actor * 0x10 + row);

function write(write: Writer, { actor, kind, row, value }: Action): void {
  const id = rowId(actor, row);
  switch (kind) {
    case 'insert':
      write.insert('finding', finding(id, `chữ ${value}`, value));
      break;
    case 'remove':
      write.remove('finding', id, null);
      break;
    case 'attach':
      write.insert('finding_agency', {
        id: uuid(0x300 + actor * 0x10 + row),
        findingId: id,
        agencyId: AGENCY,
      });
      break;
    case 'many':
      write.update('plan', PLAN, null, { year: 2000 + value });
      write.insert('recommendation', {
        id: uuid(0x400 + actor * 0x10 + row),
        planId: PLAN,
        findingId: id,
        ordinal: value,
        text: 'r',
        status: 'open',
      });
      write.update('finding', id, null, { unit: value === 0 ? null : `đơn vị ${value}` });
      break;
    default:
      write.update('finding', id, null, { text: `chữ ${value}`, numerator: value });
  }
}

/** What the schema or another person refuses is part of the game; anything else is a fault. */
export function perform(journal: Journal, action: Action): void {
  const actorId = actorIds[action.actor];
  try {
    if (action.kind === 'undo' || action.kind === 'redo') journal[action.kind](actorId);
    else {
      const editKey = action.kind === 'typing' ? `note-${action.row}` : undefined;
      journal.run({ ...head(action.kind, actorId), editKey }, (writer) => write(writer, action));
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'CORRUPT' || error.code === 'INTERNAL') throw error;
  }
}

/** Until neither person can go on; what stands in the way of one may be taken back by the other. */
export function moveAll({ journal }: World, move: 'undo' | 'redo'): void {
  let stuck = 0;
  for (let turn = 0; stuck < 2; turn++) {
    try {
      journal[move](actorIds[turn % 2] ?? AN);
      stuck = 0;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      stuck += 1;
    }
  }
}

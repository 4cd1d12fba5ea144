// The autosave of one row, on a clock of its own: what is sent, when, with which rev and edit key, and that
// nothing typed is ever lost to a busy application, a fault or another person's change.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallMeta } from '../../core/contract/endpoint.ts';
import { createAutosave } from '../../renderer/api/autosave-controller.ts';
import { ApiError } from '../../renderer/api/client.ts';
import { chance } from '../long.ts';

interface Row {
  readonly rev: number | null;
  readonly title: string;
  readonly note: string | null;
}

interface Sent {
  readonly rev: number | null;
  readonly patch: Partial<Row>;
  readonly meta: CallMeta;
}

/** A row in a data base that answers when it is told to, and a clock that moves when it is told to. */
function bench(first: Row = { rev: 1, title: 'a', note: null }) {
  let now = 0;
  let timers: { at: number; callback: () => void }[] = [];
  let stored = first;
  const sent: Sent[] = [];
  const faults: ApiError[] = [];
  let held: (() => void)[] | null = null;
  let keys = 0;
  const controller = createAutosave<Row>({
    row: first,
    async send(rev, patch, meta) {
      sent.push({ rev, patch, meta });
      if (held !== null) await new Promise<void>((resolve) => held?.push(resolve));
      const fault = faults.shift();
      if (fault !== undefined) throw fault;
      if (rev !== stored.rev) throw new ApiError({ code: 'CONFLICT' });
      stored = { ...stored, ...patch, rev: (stored.rev ?? 0) + 1 };
      return stored;
    },
    reload: () => Promise.resolve(stored),
    timers: {
      after(milliseconds, callback) {
        const timer = { at: now + milliseconds, callback };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
      now: () => now,
    },
    newEditKey: () => `key-${String((keys += 1))}`,
    onChange: () => {},
  });
  const settle = async () => {
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve();
  };
  return {
    controller,
    sent,
    faults,
    settle,
    stored: () => stored,
    /** Somebody else writes. */
    elsewhere(patch: Partial<Row>) {
      stored = { ...stored, ...patch, rev: (stored.rev ?? 0) + 1 };
      return stored;
    },
    hold() {
      held = [];
    },
    async release() {
      const waiting = held ?? [];
      held = null;
      for (const resolve of waiting) resolve();
      await settle();
    },
    async pass(milliseconds: number) {
      // What was begun before the time passes is answered first.
      await settle();
      const end = now + milliseconds;
      for (;;) {
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = next.at;
        timers = timers.filter((timer) => timer !== next);
        next.callback();
        await settle();
      }
      now = end;
      await settle();
    },
  };
}

describe('typing', () => {
  it('sends once, 600 ms after the last key, with the rev that was read', async () => {
    const { controller, sent, pass, stored } = bench();
    controller.set('title', 'b');
    await pass(500);
    controller.set('title', 'bc');
    await pass(599);
    expect(sent).toEqual([]);
    expect(controller.state()).toEqual({ kind: 'typing' });
    await pass(1);
    expect(sent).toEqual([{ rev: 1, patch: { title: 'bc' }, meta: { editKey: 'key-1' } }]);
    expect(controller.state()).toEqual({ kind: 'saved', at: 1100 });
    expect(stored()).toEqual({ rev: 2, title: 'bc', note: null });
  });

  it('keeps one edit key through a stretch of typing, and begins another after the field is left', async () => {
    const { controller, sent, pass } = bench();
    controller.set('title', 'b');
    await pass(700);
    controller.set('title', 'bc');
    await pass(700);
    await controller.flush();
    controller.set('title', 'bcd');
    await pass(700);
    expect(sent.map(({ meta }) => meta.editKey)).toEqual(['key-1', 'key-1', 'key-2']);
    expect(sent.map(({ rev }) => rev)).toEqual([1, 2, 3]);
  });

  it('sends the field before when another one is typed into, as a step of its own', async () => {
    const { controller, sent, pass } = bench();
    controller.set('title', 'b');
    controller.set('note', 'n');
    await pass(700);
    expect(sent.map(({ patch }) => patch)).toEqual([{ title: 'b' }, { note: 'n' }]);
    expect(new Set(sent.map(({ meta }) => meta.editKey)).size).toBe(2);
  });

  it('sends nothing when the text is typed back to what is stored', async () => {
    const { controller, sent, pass } = bench();
    controller.set('title', 'ab');
    controller.set('title', 'a');
    await pass(2_000);
    expect(sent).toEqual([]);
    expect(controller.state()).toEqual({ kind: 'idle' });
  });

  it('does not count text inside a composition until it ends', async () => {
    const { controller, sent, pass } = bench();
    controller.set('title', 'đ', { composing: true });
    controller.set('title', 'đa', { composing: true });
    await pass(5_000);
    await controller.flush();
    expect(sent).toEqual([]);
    expect(controller.value().title).toBe('đa');
    controller.set('title', 'đã', { composing: true });
    controller.endComposition();
    await pass(600);
    expect(sent.map(({ patch }) => patch)).toEqual([{ title: 'đã' }]);
  });

  it('creates a row that does not exist yet with rev null', async () => {
    const { controller, sent, pass } = bench({ rev: null, title: '', note: null });
    controller.set('note', 'x');
    await pass(600);
    controller.set('note', 'xy');
    await pass(600);
    expect(sent.map(({ rev }) => rev)).toEqual([null, 1]);
  });
});

describe('one request at a time', () => {
  it('sends what was typed meanwhile afterwards, with the new rev', async () => {
    const b = bench();
    b.hold();
    b.controller.set('title', 'b');
    await b.pass(600);
    b.controller.set('title', 'bc');
    await b.pass(5_000);
    expect(b.sent).toHaveLength(1);
    expect(b.controller.value().title).toBe('bc');
    await b.release();
    await b.pass(600);
    expect(b.sent.map(({ rev, patch }) => [rev, patch])).toEqual([
      [1, { title: 'b' }],
      [2, { title: 'bc' }],
    ]);
    expect(b.stored().title).toBe('bc');
  });

  it('takes the echo of its own writing for what it is', async () => {
    const b = bench();
    b.hold();
    b.controller.set('title', 'b');
    await b.pass(600);
    b.controller.sync({ rev: 2, title: 'b', note: null });
    await b.release();
    expect(b.controller.state()).toMatchObject({ kind: 'saved' });
    expect(b.controller.conflicts()).toEqual([]);
  });

  it('flush waits until what was typed is stored', async () => {
    const b = bench();
    b.controller.set('title', 'b');
    await b.controller.flush();
    expect(b.stored().title).toBe('b');
  });

  it('setAll sends fields that belong together as one step', async () => {
    const { controller, sent } = bench();
    controller.setAll({ title: 'x', note: 'y' });
    await controller.flush();
    expect(sent.map(({ patch }) => patch)).toEqual([{ title: 'x', note: 'y' }]);
  });
});

describe('when it does not work', () => {
  it('keeps the text and tries again while the application is busy', async () => {
    const b = bench();
    b.faults.push(
      new ApiError({ code: 'BUSY' }),
      new ApiError({ code: 'BUSY', detail: { unreachable: true } }),
    );
    b.controller.set('title', 'b');
    await b.pass(600);
    expect(b.controller.state()).toMatchObject({ kind: 'retrying' });
    expect(b.controller.value().title).toBe('b');
    await b.pass(10_000);
    expect(b.sent).toHaveLength(3);
    expect(b.controller.state()).toMatchObject({ kind: 'saved' });
    expect(b.stored().title).toBe('b');
  });

  it('keeps the text of a refused field, says why, and sends the correction', async () => {
    const b = bench();
    const fields = [{ path: 'patch.title', code: 'MISSING_KEY' }] as const;
    b.faults.push(new ApiError({ code: 'MISSING_KEY', fields }));
    b.controller.set('title', ' ');
    await b.pass(600);
    expect(b.controller.state()).toEqual({ kind: 'error', error: { code: 'MISSING_KEY', fields } });
    expect(b.controller.value().title).toBe(' ');
    b.controller.set('title', 'c');
    await b.pass(600);
    expect(b.stored().title).toBe('c');
  });

  it('sends the correction that was chosen before the refusal arrived', async () => {
    const b = bench();
    b.faults.push(new ApiError({ code: 'MISSING_KEY' }));
    b.hold();
    b.controller.set('title', ' ');
    void b.controller.flush();
    await b.settle();
    b.controller.set('title', 'c');
    void b.controller.flush();
    await b.release();
    await b.pass(600);
    expect(b.sent.map(({ patch }) => patch)).toEqual([{ title: ' ' }, { title: 'c' }]);
    expect(b.stored().title).toBe('c');
    expect(b.controller.state().kind).toBe('saved');
  });

  it('sends the correction that was typed before the refusal arrived', async () => {
    const b = bench();
    b.faults.push(new ApiError({ code: 'MISSING_KEY' }));
    b.hold();
    b.controller.set('title', ' ');
    await b.pass(600);
    b.controller.set('title', 'c');
    await b.release();
    expect(b.stored().title).toBe('a');
    await b.pass(600);
    expect(b.stored().title).toBe('c');
  });
});

describe('when somebody else has changed the row', () => {
  it('takes over the other fields and saves its own without a question', async () => {
    const b = bench();
    b.controller.set('title', 'mine');
    b.elsewhere({ note: 'theirs' });
    await b.pass(600);
    await b.pass(10);
    expect(b.stored()).toEqual({ rev: 3, title: 'mine', note: 'theirs' });
    expect(b.controller.value()).toEqual(b.stored());
  });

  it('shows both versions of the same field, and keeps mine when told so', async () => {
    const b = bench();
    b.controller.set('title', 'mine');
    b.elsewhere({ title: 'theirs' });
    await b.pass(600);
    expect(b.controller.state()).toEqual({ kind: 'conflict' });
    expect(b.controller.conflicts()).toEqual([{ field: 'title', mine: 'mine', theirs: 'theirs' }]);
    expect(b.controller.value().title).toBe('mine');
    await b.pass(60_000);
    expect(b.stored().title).toBe('theirs');
    b.controller.keepMine();
    await b.pass(10);
    expect(b.stored()).toEqual({ rev: 3, title: 'mine', note: null });
  });

  it('takes theirs when told so', async () => {
    const b = bench();
    b.controller.set('title', 'mine');
    b.elsewhere({ title: 'theirs' });
    await b.pass(600);
    b.controller.takeTheirs();
    await b.pass(1_000);
    expect(b.controller.value()).toEqual({ rev: 2, title: 'theirs', note: null });
    expect(b.stored().title).toBe('theirs');
  });

  it('sees the other version before sending when the newer row is read first', () => {
    const b = bench();
    b.controller.set('title', 'mine');
    b.controller.sync(b.elsewhere({ title: 'theirs' }));
    expect(b.controller.state()).toEqual({ kind: 'conflict' });
  });

  it('an older answer that arrives late changes nothing', () => {
    const b = bench({ rev: 5, title: 'new', note: null });
    b.controller.sync({ rev: 4, title: 'old', note: null });
    expect(b.controller.value().title).toBe('new');
  });

  it('undo elsewhere is shown when nothing is typed', () => {
    const b = bench();
    b.controller.sync(b.elsewhere({ title: 'undone' }));
    expect(b.controller.value().title).toBe('undone');
  });
});

describe('any order of typing, pauses, busy answers and leaving the field', () => {
  it('ends with the last text stored', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('title' as const), text: fc.string({ maxLength: 3 }) }),
      fc.record({ do: fc.constant('note' as const), text: fc.string({ maxLength: 3 }) }),
      fc.record({ do: fc.constant('pass' as const), for: fc.integer({ min: 0, max: 1_500 }) }),
      fc.record({ do: fc.constant('flush' as const) }),
      fc.record({ do: fc.constant('busy' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const b = bench();
        let expected: Row = { rev: 1, title: 'a', note: null };
        for (const one of steps) {
          if (one.do === 'title' || one.do === 'note') {
            b.controller.set(one.do, one.text);
            expected = { ...expected, [one.do]: one.text };
          } else if (one.do === 'pass') await b.pass(one.for);
          else if (one.do === 'flush') await b.controller.flush();
          else b.faults.push(new ApiError({ code: 'BUSY' }));
        }
        await b.pass(120_000);
        expect({ ...b.stored(), rev: 1 }).toEqual(expected);
        expect({ ...b.controller.value(), rev: 1 }).toEqual(expected);
        expect(['idle', 'saved']).toContain(b.controller.state().kind);
      }),
      chance(11, 150, 5_000),
    );
  });
});

/**
 * Long work: a command may ask for its body to be run beside the screen, and so may a query that reads much. Whoever runs
 * it (a thread of its own, or this one) is not known to them. Knows no entity, no thread and no transport.
 */
import { AppError } from '../../core/contract/error.ts';
import type { Caller, Input, Method, Output } from '../../core/contract/index.ts';

export interface Progress {
  /**
   * Tells how far the work is, and is where it can be stopped: throws CANCELLED, and the transaction around it is
   * rolled back whole.
   */
  step(done: number, total: number | null): void;
}

export interface WorkCall<M extends Method> {
  readonly method: M;
  readonly input: Input<M>;
  readonly caller: Caller;
  /** Ids of uploads that the command reads. */
  readonly files?: readonly string[];
}

export interface Work {
  /**
   * Runs `body` to its end, beside the screen where that can be: then the same command is run again by another thread,
   * whose `Work` runs the body on the spot. So the body must be all that the command does.
   */
  beside<M extends Method>(
    call: WorkCall<M>,
    body: (progress: Progress) => Output<M> | Promise<Output<M>>,
  ): Promise<Output<M>>;
  /** The same for a query: it writes nothing, and nobody has to wait for it. */
  look<M extends Method>(
    call: WorkCall<M>,
    body: (progress: Progress) => Output<M> | Promise<Output<M>>,
  ): Promise<Output<M>>;
  /**
   * Long reading in this thread, in steps that let others in between: told to every screen, stopped when a person asks,
   * and nobody waits for it.
   */
  reading<T>(method: Method, body: (progress: Progress) => Promise<T>): Promise<T>;
  /** True while work writes that is not this thread's: commands have to wait. */
  isWriting(): boolean;
  /** False where there is no such work any more. */
  cancel(id: string): boolean;
  /** Stops what runs, and waits until it has let go of the database. */
  close(): Promise<void>;
}

export function cancelled(): AppError {
  return new AppError('CANCELLED');
}

/** Runs the work here and now: in the thread of the work itself, and where no other thread can be had. */
export function createWorkHere(progress: Progress = { step: () => undefined }): Work {
  return {
    beside: async (_call, body) => body(progress),
    look: async (_call, body) => body(progress),
    reading: (_method, body) => body(progress),
    isWriting: () => false,
    cancel: () => false,
    close: async () => undefined,
  };
}

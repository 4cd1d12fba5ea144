/**
 * Files sealed with age (https://age-encryption.org/v1), as streams: for X25519 recipients or for a passphrase. Whoever
 * opens one is asked for little work and memory, whatever its header demands. Knows nothing of what is sealed.
 */
import { Decrypter, Encrypter, type Stanza } from 'age-encryption';
import { AppError } from '../../core/contract/error.ts';
import { packageLimits } from '../../core/exchange/package/limits.ts';
import { placeError } from './place-error.ts';

export type Seal = { readonly recipients: readonly string[] } | { readonly passphrase: string };
export interface Unseal {
  /** "AGE-SECRET-KEY-1…"; the first that fits opens. */
  readonly identities: readonly string[];
  readonly passphrase: string | null;
  readonly scryptWork?: number;
}

const MAGIC = 'age-encryption.org/v1\n';
/** Room for some sixty recipients. */
const HEADER_LIMIT = 16 * 1024;

function streamOf(source: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = stream.getReader();
  let whole = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (value.length > 0) yield value;
    }
    whole = true;
  } finally {
    // Closes what the source holds open; that it had failed is known already.
    if (!whole) await reader.cancel().catch(() => undefined);
  }
}

export interface SealedStream {
  /** How many bytes come out of so many. */
  readonly size: (plain: number) => number;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Seals what `source` gives while it is read. `work`: log2 of what each guess of the passphrase costs. */
export async function sealStream(
  source: AsyncIterable<Uint8Array>,
  seal: Seal,
  work = packageLimits.scryptWork,
): Promise<SealedStream> {
  const encrypter = new Encrypter();
  if ('passphrase' in seal) {
    encrypter.setPassphrase(seal.passphrase);
    encrypter.setScryptWorkFactor(work);
  } else {
    if (seal.recipients.length === 0) throw new RangeError('Sealed for nobody');
    for (const recipient of new Set(seal.recipients)) encrypter.addRecipient(recipient);
  }
  const stream = await encrypter.encrypt(streamOf(source));
  return { size: (plain) => stream.size(plain), chunks: chunksOf(stream) };
}

/** For whom a sealed file is, as far as its first bytes tell: PACKAGE_NOT where it is none. */
export function sealedFor(head: Uint8Array): 'recipients' | 'passphrase' {
  const text = new TextDecoder('latin1').decode(head.subarray(0, HEADER_LIMIT));
  if (!text.startsWith(MAGIC)) throw new AppError('PACKAGE_NOT');
  if (!/\n--- [A-Za-z0-9+/]{43}\n/.test(text)) throw new AppError('PACKAGE_DAMAGED');
  return text.startsWith('-> scrypt ', MAGIC.length) ? 'passphrase' : 'recipients';
}

/** Refuses a passphrase that would cost too much to try, before it is tried. */
function workLimit(limit: number) {
  return {
    unwrapFileKey(stanzas: Stanza[]): null {
      const dear = stanzas.some(({ args }) => args[0] === 'scrypt' && !(Number(args[2]) <= limit));
      if (dear) throw new AppError('PACKAGE_TOO_LARGE', { detail: { what: 'scryptWork', limit } });
      return null;
    },
  };
}
/** Asked last, when none of the others had the key. */
function nobody(code: 'PACKAGE_NOT_FOR_US' | 'WRONG_PASSPHRASE', kind: 'recipients' | 'passphrase') {
  return {
    unwrapFileKey(): null {
      throw new AppError(code, { detail: { sealedFor: kind } });
    },
  };
}

/**
 * What was sealed, while `source` is read. PACKAGE_NOT, PACKAGE_NOT_FOR_US (with `detail.sealedFor`), WRONG_PASSPHRASE,
 * PACKAGE_DAMAGED; the last may come after much was given already, so nothing of it counts before the end.
 */
export async function* unsealStream(
  source: AsyncIterable<Uint8Array>,
  keys: Unseal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let length = 0;
  while (length < HEADER_LIMIT) {
    const { done, value } = await iterator.next();
    if (done === true) break;
    head.push(value);
    length += value.length;
  }
  async function* whole() {
    try {
      yield* head;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  const stream = whole();
  try {
    const kind = sealedFor(Buffer.concat(head));
    const decrypter = new Decrypter();
    if (kind === 'passphrase') {
      decrypter.addIdentity(workLimit(keys.scryptWork ?? packageLimits.scryptWork));
      if (keys.passphrase !== null) decrypter.addPassphrase(keys.passphrase);
    } else {
      for (const identity of keys.identities) decrypter.addIdentity(identity);
    }
    const wrong = kind === 'passphrase' && keys.passphrase !== null;
    decrypter.addIdentity(nobody(wrong ? 'WRONG_PASSPHRASE' : 'PACKAGE_NOT_FOR_US', kind));
    yield* chunksOf(await decrypter.decrypt(streamOf(stream)));
  } catch (error) {
    if (error instanceof AppError) throw error;
    // The disk or the stick, not what stands on it.
    if (error instanceof Error && 'syscall' in error) throw placeError(error);
    throw new AppError('PACKAGE_DAMAGED', { cause: error });
  } finally {
    await stream.return();
    await iterator.return?.();
  }
}

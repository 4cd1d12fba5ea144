/**
 * Words behind a passphrase: armoured age files (scrypt), made and opened in a thread, because a passphrase is worth as
 * much as it takes long. Where no thread can be started it is done here. Knows nothing of what the words are.
 */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { bundledWriter, type WriterEntry } from './entry.ts';

/** What the thread is given instead of a command. */
export interface PassphraseOrder {
  readonly passphrase: string;
  readonly act: 'seal' | 'open';
  readonly texts: readonly string[];
  readonly workFactor: number;
}
/** Null: this text is not opened by this passphrase. */
export type PassphraseAnswer = readonly (string | null)[];

export interface PassphraseBox {
  seal(texts: readonly string[], passphrase: string): Promise<readonly string[]>;
  open(sealed: readonly string[], passphrase: string): Promise<readonly (string | null)[]>;
}

/** age's own: about a second on an office PC. */
const WORK_FACTOR = 18;

export function isPassphraseOrder(value: unknown): value is PassphraseOrder {
  return typeof value === 'object' && value !== null && 'passphrase' in value && 'act' in value;
}

/** The same letters on every keyboard and with every way to compose them. */
const letters = (passphrase: string) => passphrase.normalize('NFC');

async function opened(text: string, passphrase: string): Promise<string> {
  const box = new Decrypter();
  box.addPassphrase(passphrase);
  return box.decrypt(armor.decode(text), 'text');
}

export async function doPassphraseWork(order: PassphraseOrder): Promise<PassphraseAnswer> {
  const answer: (string | null)[] = [];
  for (const text of order.texts) {
    if (order.act === 'seal') {
      const box = new Encrypter();
      box.setPassphrase(letters(order.passphrase));
      box.setScryptWorkFactor(order.workFactor);
      answer.push(armor.encode(await box.encrypt(text)));
    } else {
      // Letters that are no sealed text are not opened by anything.
      answer.push(await opened(text, letters(order.passphrase)).catch(() => null));
    }
  }
  return answer;
}

export function createPassphraseBox(
  options: { readonly entry?: WriterEntry; readonly workFactor?: number } = {},
): PassphraseBox {
  const { entry = bundledWriter, workFactor = WORK_FACTOR } = options;

  async function carryOut(order: PassphraseOrder): Promise<PassphraseAnswer> {
    if (!existsSync(entry.file)) return doPassphraseWork(order);
    return new Promise((resolve, reject) => {
      const worker = new Worker(entry.file, {
        workerData: order,
        ...(entry.execArgv === undefined ? {} : { execArgv: [...entry.execArgv] }),
      });
      let answer: PassphraseAnswer | undefined;
      worker.on('message', (message: PassphraseAnswer) => (answer = message));
      // A thread that could not even begin: it is done here, once.
      worker.on('error', () => undefined);
      worker.on('exit', () => {
        if (answer !== undefined) resolve(answer);
        else doPassphraseWork(order).then(resolve, reject);
      });
    });
  }

  return {
    seal: async (texts, passphrase) => {
      const answer = await carryOut({ act: 'seal', texts, passphrase, workFactor });
      return answer.map((text) => {
        if (text === null) throw new Error('Nothing was sealed');
        return text;
      });
    },
    open: (texts, passphrase) => carryOut({ act: 'open', texts, passphrase, workFactor }),
  };
}

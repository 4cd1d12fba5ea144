/**
 * The command line in a real process: its streams, its signals and this PC's folders. Used by the entry under Node and
 * by the desktop program's `--cli`.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { createApplicationHost } from './application-host.ts';
import { createPrinterOfThisMachine } from './chromium-printer.ts';
import { dataFolderOfThisMachine } from './data-folder.ts';
import type { PdfPrinter } from './pdf.ts';
import type { CliIo } from './transport/cli-base.ts';
import { runCli } from './transport/cli.ts';
import { startHttpServer } from './transport/http.ts';
import type { SecretSealer } from './vault.ts';
import { version } from './version.ts';

interface Options {
  /** Holds renderer/ and renderer-manifest.json. */
  readonly distFolder: string;
  /** Where the program prints by itself; else an installed browser is looked for. */
  readonly printer?: PdfPrinter;
  /** The key store of the operating system, where the program has one. */
  readonly sealer?: SecretSealer;
}

function writeTo(stream: NodeJS.WriteStream): (text: string) => Promise<void> {
  // Whoever reads may close the pipe early (`| head`); that is no fault.
  stream.on('error', () => undefined);
  // On pipes a write is only begun: the process must not end before it is through.
  return (text) => new Promise((resolve) => stream.write(text, () => resolve()));
}

/** Answers the exit code; the caller lets the process end by itself, so that nothing is cut off. */
export async function runCommandLine(args: readonly string[], options: Options): Promise<number> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  const io: CliIo = {
    out: writeTo(process.stdout),
    err: writeTo(process.stderr),
    readStdin: () => buffer(process.stdin),
    readFile: (file) => readFileSync(path.resolve(file)),
    resolve: (file) => path.resolve(file),
    isTerminal: process.stdout.isTTY && process.stderr.isTTY,
    passphrase: process.env['CCHC_PASSPHRASE'],
    stop: stopping.signal,
  };
  try {
    return await runCli(args, io, {
      defaultFolder: dataFolderOfThisMachine,
      open: (folder, mode) =>
        createApplicationHost({
          folder,
          mode,
          distFolder: options.distFolder,
          printer: options.printer ?? createPrinterOfThisMachine(),
          ...(options.sealer === undefined ? {} : { sealer: options.sealer }),
          checkOutput: process.env['NODE_ENV'] === 'test',
        }),
      serve: (application, { port, open }) =>
        startHttpServer({
          web: application.web,
          log: application.log,
          port,
          ...(open === undefined ? {} : { open }),
        }),
      version,
    });
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, stop);
  }
}

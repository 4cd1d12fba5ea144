// The command line in this process: its streams are strings, its data folders temporary, its printer of paper.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Connection, connect } from '../../db/sqlite.ts';
import type { Application } from '../../main/application.ts';
import { createApplicationHost } from '../../main/application-host.ts';
import { createClock } from '../../main/clock.ts';
import type { PdfPrinter } from '../../main/pdf.ts';
import { type CliIo, runCli } from '../../main/transport/cli.ts';
import { startHttpServer } from '../../main/transport/http.ts';

/** Prints a page that says nothing, but is a PDF. */
export function createPaperPrinter(): PdfPrinter & { readonly printed: string[] } {
  const printed: string[] = [];
  return {
    printed,
    print: async ({ html }) => {
      printed.push(html);
      return { bytes: Buffer.from(`%PDF-1.4\n<</Type /Page>>\n%%EOF\n${printed.length}`), pages: 1 };
    },
    close: async () => undefined,
  };
}

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly printer?: PdfPrinter | null;
  readonly stdin?: Uint8Array;
  readonly stop?: AbortSignal;
  readonly isTerminal?: boolean;
  readonly onOut?: (text: string) => void;
}

export function createWorkplace() {
  const root = mkdtempSync(path.join(os.tmpdir(), 'cchc-cli-'));
  const clock = createClock(() => Date.parse('2019-09-16T02:00:00Z'));
  const data = path.join(root, 'data');

  function open(folder: string, mode: 'read' | 'write', printer: PdfPrinter | null = null): Application {
    return createApplicationHost({ folder, mode, printer, clock, distFolder: root, checkOutput: true });
  }

  async function run(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    let out = '';
    let err = '';
    const io: CliIo = {
      out: async (text) => {
        out += text;
        options.onOut?.(text);
      },
      err: async (text) => {
        err += text;
      },
      readStdin: async () => options.stdin ?? new Uint8Array(),
      readFile: (file) => readFileSync(path.resolve(root, file)),
      resolve: (file) => path.resolve(root, file),
      isTerminal: options.isTerminal ?? false,
      stop: options.stop ?? new AbortController().signal,
    };
    const code = await runCli(args, io, {
      defaultFolder: () => data,
      open: (folder, mode) => open(folder, mode, options.printer ?? null),
      serve: (application, { port, open: page }) =>
        startHttpServer({
          web: application.web,
          log: application.log,
          port,
          ...(page === undefined ? {} : { open: page }),
        }),
      version: '9.9.9',
    });
    return { code, out, err };
  }

  const call = (method: string, input: unknown, ...more: string[]) =>
    run(['call', method, JSON.stringify(input), ...more]);

  return { root, data, clock, open, run, call, remove: () => rmSync(root, { recursive: true, force: true }) };
}
export type Workplace = ReturnType<typeof createWorkplace>;

/** Every row of every table, and every file beside the database, as text that can be compared. */
export function dumpFolder(folder: string): string {
  if (!statSync(folder, { throwIfNoEntry: false })) return 'no folder';
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !/^(cchc\.db(-wal|-shm)?|lock\.db|logs\/.*)$/.test(name))
    .sort();
  const lines = [`files: ${files.join(' ')}`];
  if (statSync(path.join(folder, 'cchc.db'), { throwIfNoEntry: false })) {
    const connection = connect(path.join(folder, 'cchc.db'), { readOnly: true });
    try {
      lines.push(...dumpTables(connection));
    } finally {
      connection.close();
    }
  }
  return lines.join('\n');
}

function dumpTables(connection: Connection): string[] {
  const tables = connection
    .prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_text_%' ORDER BY name",
    )
    .all() as { name: string }[];
  return tables.flatMap(({ name }) => [
    `table ${name}`,
    ...connection
      .prepare(`SELECT * FROM "${name}"`)
      .all()
      .map((row) => JSON.stringify(row))
      .sort(),
  ]);
}

export function makeFolder(...parts: string[]): string {
  const folder = path.join(...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

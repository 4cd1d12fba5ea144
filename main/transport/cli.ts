/**
 * The command line over the same dispatcher. It reads arguments, opens the data folder only as far as the command needs
 * it, and prints JSON: the value on stdout, an error on stderr. Everything of the process comes in through `CliIo`.
 */
import path from 'node:path';
import { z } from 'zod';
import { reportLines } from '../../core/checking/report-lines.ts';
import { documentFormat } from '../../core/contract/documents.ts';
import { AppError, type Envelope, type ErrorValue } from '../../core/contract/error.ts';
import { type ErrorLanguage, errorText } from '../../core/contract/error-text.ts';
import { contract, isMethod } from '../../core/contract/index.ts';
import type { FormatReport } from '../../core/contract/format-checks.ts';
import type { Application } from '../application.ts';
import { checkFinished } from '../checking/index.ts';
import { documentKinds } from '../../core/documents/kinds.ts';
import type { PrintChoice } from '../../core/contract/prints.ts';
import { dayInVietnam } from '../clock.ts';
import { checkCall, errorValueOf } from '../dispatcher.ts';
import { createSilentLog } from '../log.ts';
import { writeRendered } from '../render-files.ts';
import {
  CALLER,
  type CliDependencies,
  type CliIo,
  type CliTools,
  CommandError,
  EXIT,
  openFor,
  outFault,
  positionals,
  readArguments,
  readGiven,
  UsageError,
} from './cli-base.ts';
import { BACKUP_HELP, backupCommands } from './cli-backup.ts';
import { EXCHANGE_HELP, exchangeCommands, PASSPHRASE_HELP } from './cli-exchange.ts';
import type { HttpServer } from './http.ts';

export { type CliDependencies, type CliIo, EXIT } from './cli-base.ts';

/** What `render` writes. */
const SETS = {
  notices: { what: 'notices' },
  packs: { what: 'packs', parts: ['notice', 'minutes', 'working_sheet', 'sample'] },
  all: { what: 'set', kinds: [...documentKinds] },
} as const satisfies Readonly<Record<string, PrintChoice>>;

const INPUT_LIMIT = 2 * 1024 * 1024;

const HELP = {
  vi: `Kiểm tra CCHC - dòng lệnh

  methods                                  mọi chức năng, kèm JSON Schema
  call <chức năng> [JSON | @tệp | -]       gọi một chức năng
  sample <tên> [--illustrative]            nạp đợt mẫu: hai-duong-2019, lai-vung-2022
  serve [--port N] [--open ĐƯỜNG_DẪN]      mở phần mềm trong trình duyệt trên máy này
  render <planId> --out THƯ_MỤC [--format pdf,docx,html] [--set notices|packs|all]
                                           lập thông báo cho từng đơn vị và thông báo chung;
                                           packs: bộ hồ sơ từng đơn vị; all: mọi loại văn bản của đợt
  render --report <id> | --index <id> --out THƯ_MỤC [--format …]
                                           in báo cáo định kỳ, quyết định công bố Chỉ số và công văn kèm theo
  check-files [--deep]                     so kho tệp với dữ liệu; --deep đọc lại toàn bộ nội dung
  check-document TỆP… [--json]             kiểm tra thể thức PDF, DOCX theo Nghị định 30/2020/NĐ-CP
  ${EXCHANGE_HELP.vi.trim()}
  ${BACKUP_HELP.vi.trim()}
  help                                     nội dung này

  --data THƯ_MỤC   thư mục dữ liệu (mặc định: thư mục dữ liệu của phần mềm)
  --lang vi|en     ngôn ngữ của thông báo lỗi
  ${PASSPHRASE_HELP.vi.trim()}

Mã kết thúc: 0 xong; 1 có lỗi (JSON trên stderr); 2 gõ lệnh chưa đúng.
`,
  en: `Kiểm tra CCHC - command line

  methods                                  every method, with JSON Schema
  call <method> [JSON | @file | -]         calls one method
  sample <name> [--illustrative]           loads a round: hai-duong-2019, lai-vung-2022
  serve [--port N] [--open PATH]           opens the application in a browser of this PC
  render <planId> --out DIR [--format pdf,docx,html] [--set notices|packs|all]
                                           writes the notice of every agency and the collective one;
                                           packs: what each agency's visit needs; all: every kind of paper
  render --report <id> | --index <id> --out DIR [--format …]
                                           writes a periodic report or the decision on an index, with its letters
  check-files [--deep]                     compares the store of files with the data; --deep reads all of it
  check-document FILE… [--json]            checks the format of PDF and DOCX by Decree 30/2020/NĐ-CP
  ${EXCHANGE_HELP.en.trim()}
  ${BACKUP_HELP.en.trim()}
  help                                     this text

  --data DIR       the data folder (default: the application's own)
  --lang vi|en     the language of error messages
  ${PASSPHRASE_HELP.en.trim()}

Exit code: 0 done; 1 failed (JSON on stderr); 2 the command was not understood.
`,
} as const;

/** UTF-8, or the UTF-16 that a Windows shell writes when redirecting. */
function decodeText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError('NOT_JSON', { cause });
  }
}

async function readInput(argument: string | undefined, io: CliIo): Promise<unknown> {
  if (argument === undefined) return {};
  let text = argument;
  if (argument === '-' || argument.startsWith('@')) {
    let bytes: Uint8Array;
    if (argument === '-') bytes = await io.readStdin();
    else {
      bytes = readGiven(argument.slice(1), io);
    }
    if (bytes.byteLength > INPUT_LIMIT) throw new AppError('TOO_LARGE', { detail: { limit: INPUT_LIMIT } });
    text = decodeText(bytes);
  }
  if (text.length > INPUT_LIMIT) throw new AppError('TOO_LARGE', { detail: { limit: INPUT_LIMIT } });
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('NOT_JSON');
  }
}

function describeMethods(): unknown {
  return Object.entries(contract).map(([method, endpoint]) => ({
    method,
    kind: endpoint.kind,
    http: endpoint.http,
    beforeSetup: endpoint.beforeSetup,
    input: z.toJSONSchema(endpoint.input, { io: 'input', unrepresentable: 'any' }),
    output: z.toJSONSchema(endpoint.output, { io: 'output', unrepresentable: 'any' }),
  }));
}

export async function runCli(argv: readonly string[], io: CliIo, deps: CliDependencies): Promise<number> {
  const language: ErrorLanguage = argv.some(
    (item, at) => item === '--lang=en' || (item === '--lang' && argv[at + 1] === 'en'),
  )
    ? 'en'
    : 'vi';
  const print = (value: unknown) => io.out(`${JSON.stringify(value, null, io.isTerminal ? 2 : undefined)}\n`);
  const complain = (value: unknown) =>
    io.err(`${JSON.stringify(value, null, io.isTerminal ? 2 : undefined)}\n`);
  const complainOf = (error: ErrorValue) => {
    const { cause, remedy } = errorText(error, language);
    return complain({ ...error, code: error.code, message: `${cause} ${remedy}`, cause, remedy });
  };
  const folderOf = (data: string | undefined) =>
    data === undefined ? deps.defaultFolder() : io.resolve(data);

  async function finish(envelope: Envelope<unknown>): Promise<number> {
    if (envelope.ok) {
      await print(envelope.value);
      return EXIT.done;
    }
    await complainOf(envelope.error);
    return EXIT.failed;
  }

  async function callMethod(method: string, input: unknown, data: string | undefined): Promise<number> {
    // A call that cannot succeed must not even create the folder.
    const checked = checkCall(contract, method, input, CALLER);
    if (!checked.ok || !isMethod(method)) return finish(checked);
    const application = openFor(contract[method].kind, folderOf(data), deps);
    try {
      return await finish(await application.dispatch(method, input, CALLER));
    } finally {
      await application.close();
    }
  }

  async function serve(args: readonly string[]): Promise<number> {
    const { values, positionals: given } = readArguments(args, {
      port: { type: 'string' },
      open: { type: 'string' },
    });
    positionals(given, []);
    const port = Number(values.port ?? 0);
    if (!/^\d{1,5}$/.test(values.port ?? '0') || port > 65_535) {
      throw new UsageError('--port là số từ 0 đến 65535.', '--port is a number from 0 to 65535.');
    }
    if (values.open !== undefined && !/^\/(?![/\\])/.test(values.open)) {
      throw new UsageError('--open là đường dẫn bắt đầu bằng "/".', '--open is a path that starts with "/".');
    }
    const folder = folderOf(values.data);
    let application: Application;
    try {
      application = deps.open(folder, 'write');
    } catch (error) {
      // A folder that may only be read can still be looked at.
      if (!(error instanceof AppError) || error.code !== 'READ_ONLY') throw error;
      application = deps.open(folder, 'read');
    }
    try {
      const stopped = new Promise<void>((resolve) => {
        if (io.stop.aborted) resolve();
        io.stop.addEventListener('abort', () => resolve(), { once: true });
      });
      let server: HttpServer;
      try {
        server = await deps.serve(application, {
          port,
          ...(values.open === undefined ? {} : { open: values.open }),
        });
      } catch (error) {
        if (!(
          error instanceof Error &&
          'code' in error &&
          (error.code === 'EADDRINUSE' || error.code === 'EACCES')
        ))
          throw error;
        throw new CommandError(
          'PORT_IN_USE',
          `Cổng ${port} đang được chương trình khác dùng. Chọn cổng khác hoặc bỏ --port.`,
          `Port ${port} is taken by another program. Choose another one, or leave --port out.`,
        );
      }
      try {
        application.keepBackups?.();
        await io.out(`${JSON.stringify({ ready: true, url: server.url })}\n`);
        await stopped;
      } finally {
        await server.close();
      }
      return EXIT.done;
    } finally {
      await application.close();
    }
  }

  async function render(args: readonly string[]): Promise<number> {
    const { values, positionals: given } = readArguments(args, {
      out: { type: 'string' },
      format: { type: 'string' },
      set: { type: 'string' },
      report: { type: 'string' },
      index: { type: 'string' },
    });
    const { report, index } = values;
    const isOfRound = report === undefined && index === undefined;
    positionals(given, isOfRound ? ['planId'] : []);
    if (!isOfRound && (values.set !== undefined || (report !== undefined && index !== undefined))) {
      throw new UsageError(
        'Chỉ một trong: <planId> [--set …], --report, --index.',
        'Only one of: <planId> [--set …], --report, --index.',
      );
    }
    if (values.out === undefined || values.out === '')
      throw new UsageError('Thiếu --out THƯ_MỤC.', '--out DIR is missing.');
    const formats = z
      .array(documentFormat)
      .min(1)
      .safeParse([...new Set((values.format ?? 'pdf,docx,html').split(',').map((format) => format.trim()))]);
    if (!formats.success)
      throw new UsageError('--format gồm pdf, docx, html.', '--format is a list of pdf, docx, html.');
    const set = values.set ?? 'notices';
    if (!Object.hasOwn(SETS, set))
      throw new UsageError('--set là notices, packs hoặc all.', '--set is notices, packs or all.');
    const choice = SETS[set as keyof typeof SETS];
    const home =
      report !== undefined
        ? { periodReportId: report }
        : index !== undefined
          ? { indexSetId: index }
          : { planId: given[0]! };
    // What it is looked up by, before anything is made for it.
    const asked =
      'periodReportId' in home
        ? {
            method: 'periodReports.get' as const,
            input: { id: home.periodReportId, today: dayInVietnam(Date.now()) },
          }
        : 'indexSetId' in home
          ? { method: 'indexSets.get' as const, input: { id: home.indexSetId } }
          : { method: 'plans.get' as const, input: { id: home.planId } };
    const checked = checkCall(contract, asked.method, asked.input, CALLER);
    if (!checked.ok) return finish(checked);

    const application = openFor('query', folderOf(values.data), deps);
    try {
      // Before a folder is made for it.
      const found = await application.dispatch(asked.method, asked.input, CALLER);
      if (!found.ok) return await finish(found);
      const out = io.resolve(values.out);
      const { files, failures } = await writeRendered({
        folder: out,
        home,
        rendered: application.render({ ...home, choice, formats: formats.data, signal: io.stop }),
        onFile: async ({ fileName, done, total, ok }) => {
          if (io.isTerminal) await io.err(`${done}/${total} ${fileName}${ok ? '' : ' ✗'}\n`);
        },
      }).catch((error: unknown) => {
        throw outFault(error, out);
      });
      await print({
        ...home,
        out,
        manifest: 'manifest.json',
        files: files.length,
        failures: failures.length,
      });
      // One sentence per cause: the lack of a browser is told once, not for every notice.
      const told = new Set<string>();
      for (const { error } of failures) {
        if (!told.has(error.code)) await complainOf(error);
        told.add(error.code);
      }
      return failures.length === 0 ? EXIT.done : EXIT.failed;
    } finally {
      await application.close();
    }
  }

  /** The faults stand in the answer; the exit code tells a script that some are damage. */
  async function checkFiles(args: readonly string[]): Promise<number> {
    const { values, positionals: given } = readArguments(args, { deep: { type: 'boolean' } });
    positionals(given, []);
    const application = openFor('query', folderOf(values.data), deps);
    try {
      const answer = await application.dispatch('evidence.check', { deep: values.deep ?? false }, CALLER);
      const code = await finish(answer);
      if (!answer.ok) return code;
      const { faults } = contract['evidence.check'].output.parse(answer.value);
      // What nothing uses is no damage.
      const damaged = faults.filter(({ kind }) => kind !== 'orphan').length;
      if (damaged === 0) return EXIT.done;
      await complainOf({ code: 'CORRUPT', detail: { entity: 'blob', count: damaged } });
      return EXIT.failed;
    } finally {
      await application.close();
    }
  }

  /** Opens no data: the files are anybody's. A file that cannot be read outweighs a breach. */
  async function checkDocuments(args: readonly string[]): Promise<number> {
    const { values, positionals: given } = readArguments(args, { json: { type: 'boolean' } });
    if (given.length === 0) {
      throw new UsageError(
        'check-document cần ít nhất một tệp PDF hoặc DOCX.',
        'check-document needs a PDF or DOCX file.',
      );
    }
    const reports: FormatReport[] = [];
    let code: number = EXIT.done;
    for (const file of given) {
      try {
        const report = await checkFinished(readGiven(file, io), path.basename(file));
        if (report.breaches.length > 0 && code === EXIT.done) code = EXIT.failed;
        reports.push(report);
        if (values.json !== true) await io.out(`${reportLines(report, language).join('\n')}\n`);
      } catch (error) {
        code = EXIT.unreadable;
        if (error instanceof CommandError)
          await complain({ code: error.code, message: error.words[language], detail: { name: file } });
        else
          await complainOf({
            ...errorValueOf(error, createSilentLog(), 'check-document'),
            detail: { name: path.basename(file) },
          });
      }
    }
    if (values.json === true) await print(reports);
    return code;
  }

  const tools: CliTools = { io, deps, language, print, complainOf, finish, folderOf };

  async function run(): Promise<number> {
    const [command, ...args] = argv;
    const others = { ...exchangeCommands, ...backupCommands };
    const further = command !== undefined && Object.hasOwn(others, command);
    if (further) return others[command]!(args, tools);
    switch (command) {
      case 'methods':
        positionals(readArguments(args, {}).positionals, []);
        await print(describeMethods());
        return EXIT.done;
      case 'call': {
        const { values, positionals: given } = readArguments(args, {});
        positionals(given, ['method', 'JSON | @file | -'], 1);
        return callMethod(given[0]!, await readInput(given[1], io), values.data);
      }
      case 'sample': {
        const { values, positionals: given } = readArguments(args, { illustrative: { type: 'boolean' } });
        positionals(given, ['name']);
        const input = { name: given[0], illustrative: values.illustrative ?? false };
        return callMethod('system.loadSample', input, values.data);
      }
      case 'serve':
        return serve(args);
      case 'render':
        return render(args);
      case 'check-document':
        return checkDocuments(args);
      case 'check-files':
        return checkFiles(args);
      case 'version':
      case '--version':
        await io.out(`${deps.version}\n`);
        return EXIT.done;
      case 'help':
      case '--help':
      case '-h':
        await io.out(HELP[language]);
        return EXIT.done;
      default:
        throw command === undefined
          ? new UsageError(
              'Thiếu tên lệnh; gõ "help" để xem các lệnh.',
              'A command is missing; "help" lists them.',
            )
          : new UsageError(
              `Không có lệnh "${command}"; gõ "help" để xem các lệnh.`,
              `There is no command "${command}"; "help" lists them.`,
            );
    }
  }

  try {
    return await run();
  } catch (error) {
    if (error instanceof UsageError) {
      await complain({ code: 'USAGE', message: error.words[language] });
      return EXIT.usage;
    }
    if (error instanceof CommandError) {
      await complain({ code: error.code, message: error.words[language] });
      return EXIT.failed;
    }
    if (io.stop.aborted) {
      const message = {
        vi: 'Đã dừng theo yêu cầu; chưa làm xong.',
        en: 'Stopped as asked; the work is not done.',
      };
      await complain({ code: 'STOPPED', message: message[language] });
      return EXIT.failed;
    }
    await complainOf(errorValueOf(error, createSilentLog(), 'cli'));
    return EXIT.failed;
  }
}

/**
 * The commands of the seal, of packages and of backups. Each is a function of `exchangeCommands`, by its first word. A
 * passphrase never stands among the arguments, where every program of the PC reads it: it comes from a file, from stdin
 * or from the variable CCHC_PASSPHRASE.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ParseArgsOptionsConfig } from 'node:util';
import type { RenderedFile } from '../../core/contract/documents.ts';
import { keyState, officeRelation, type TrustedOffice } from '../../core/contract/exchange-keys.ts';
import { AppError, type Envelope } from '../../core/contract/error.ts';
import type { Input, Method, Output } from '../../core/contract/index.ts';
import { fingerprintOf } from '../../core/exchange/package/fingerprint.ts';
import type { Application } from '../application.ts';
import { openPackage, packageParts } from '../exchange/package-reader.ts';
import {
  CALLER,
  type CliIo,
  type CliTools,
  openFor,
  outFault,
  positionals,
  readArguments,
  readGiven,
  UsageError,
} from './cli-base.ts';

export type ExchangeCommand = (args: readonly string[], tools: CliTools) => Promise<number>;

/** Of every command that may have to open the seal. */
export const PASSPHRASE_OPTION = {
  'passphrase-file': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

const ORIGIN = 'app://bundle';
const PASSPHRASE_LIMIT = 4096;

/** One line, however the file ends it; null where none is given at all. */
export async function passphraseOf(file: string | undefined, io: CliIo): Promise<string | null> {
  if (file === undefined) return io.passphrase === undefined || io.passphrase === '' ? null : io.passphrase;
  const bytes = file === '-' ? await io.readStdin() : readGiven(file, io);
  const text = decodeLine(bytes);
  if (text === null || text === '')
    throw new UsageError(
      'Tệp mật khẩu phải là một dòng chữ UTF-8.',
      'The passphrase file is one line of UTF-8.',
    );
  return text;
}

function decodeLine(bytes: Uint8Array): string | null {
  if (bytes.byteLength > PASSPHRASE_LIMIT) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r?\n$/, '');
    return /[\r\n]/.test(text) ? null : text;
  } catch {
    return null;
  }
}

/** The value of a call, or its error as an AppError. */
export async function valueOf<M extends Method>(
  application: Application,
  method: M,
  input: Input<M>,
): Promise<Output<M>> {
  const answer = await application.dispatch(method, input, CALLER);
  if (!answer.ok) {
    const { code, fields, detail } = answer.error;
    throw new AppError(code, { ...(fields && { fields }), ...(detail && { detail }) });
  }
  return answer.value as Output<M>;
}

/**
 * Opens the data, and with a passphrase the seal where it is locked, for as long as the body runs. The data is closed in
 * any case.
 */
export async function withOffice<T>(
  tools: CliTools,
  options: {
    readonly kind: 'query' | 'command';
    readonly data: string | undefined;
    /** Undefined: the seal is not needed. */
    readonly passphrase?: string | null;
  },
  body: (application: Application) => Promise<T>,
): Promise<T> {
  const application = openFor(options.kind, tools.folderOf(options.data), tools.deps);
  try {
    await application.ready();
    const { passphrase = null } = options;
    if (passphrase !== null) {
      const { state, protection } = keyState.parse(await valueOf(application, 'keys.state', {}));
      if (state === 'locked' && protection === 'passphrase')
        await valueOf(application, 'keys.unlock', { passphrase });
    }
    return await body(application);
  } finally {
    await application.close();
  }
}

/** Bytes behind a handle of this run. */
export async function bytesOf(application: Application, url: string): Promise<Uint8Array> {
  const response = await application.web(new Request(`${ORIGIN}${url}`), {
    transport: 'app',
    origin: ORIGIN,
  });
  if (!response.ok) throw new AppError('FILE_GONE');
  return new Uint8Array(await response.arrayBuffer());
}

/** Writes what was rendered into a folder under its own name; another file of this name is never replaced. */
export async function saveRendered(
  application: Application,
  rendered: RenderedFile,
  out: string,
  mode = 0o644,
): Promise<string> {
  const bytes = await bytesOf(application, rendered.url);
  const { dir, name, ext } = path.parse(path.join(out, rendered.fileName));
  try {
    mkdirSync(out, { recursive: true });
    for (let count = 1; ; count += 1) {
      const file = path.join(dir, count === 1 ? `${name}${ext}` : `${name}-${count}${ext}`);
      let descriptor: number;
      try {
        descriptor = openSync(file, 'wx', mode);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
        throw error;
      }
      try {
        for (let written = 0; written < bytes.length;)
          written += writeSync(descriptor, bytes, written, bytes.length - written);
        fsyncSync(descriptor);
      } catch (error) {
        rmSync(file, { force: true });
        throw error;
      } finally {
        closeSync(descriptor);
      }
      return file;
    }
  } catch (error) {
    throw outFault(error, out);
  }
}

function outOf(out: string | undefined, tools: CliTools): string {
  if (out === undefined || out === '') throw new UsageError('Thiếu --out THƯ_MỤC.', '--out DIR is missing.');
  return tools.io.resolve(out);
}

async function done(tools: CliTools, value: unknown): Promise<number> {
  return tools.finish({ ok: true, value } satisfies Envelope<unknown>);
}

// ── The seal ─────────────────────────────────────────────────────────────────────────────────────────────

async function keys(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    'old-passphrase-file': { type: 'string' },
    from: { type: 'string' },
    out: { type: 'string' },
    anew: { type: 'boolean' },
  });
  positionals(given, ['state | make | renew | sheet | recover']);
  const [act] = given;
  const { data } = values;
  const old = values['old-passphrase-file'];
  if ([values['passphrase-file'], old, values.from].filter((one) => one === '-').length > 1)
    throw new UsageError(
      'Chỉ một tham số được đọc từ stdin (-).',
      'Only one argument may be read from stdin (-).',
    );
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  switch (act) {
    case 'state':
      return withOffice(tools, { kind: 'query', data, passphrase }, async (application) =>
        done(tools, await valueOf(application, 'keys.state', {})),
      );
    case 'make':
      return withOffice(tools, { kind: 'command', data }, async (application) =>
        done(tools, await valueOf(application, 'keys.make', { passphrase, anew: values.anew ?? false })),
      );
    case 'renew': {
      // The old passphrase opens, the new one seals; without an old one they are the same.
      const opens = old === undefined ? passphrase : await passphraseOf(old, tools.io);
      return withOffice(tools, { kind: 'command', data, passphrase: opens }, async (application) =>
        done(tools, await valueOf(application, 'keys.renew', { passphrase })),
      );
    }
    case 'sheet': {
      const out = outOf(values.out, tools);
      return withOffice(tools, { kind: 'command', data, passphrase }, async (application) => {
        const sheet = await valueOf(application, 'keys.recoverySheet', {});
        return done(tools, { file: await saveRendered(application, sheet, out, 0o600), pages: sheet.pages });
      });
    }
    case 'recover': {
      if (values.from === undefined)
        throw new UsageError(
          'Thiếu --from TỆP | -: các nhóm chữ trên giấy khôi phục.',
          '--from FILE | - is missing: the groups of letters of the recovery sheet.',
        );
      const bytes = values.from === '-' ? await tools.io.readStdin() : readGiven(values.from, tools.io);
      const text = new TextDecoder().decode(bytes.subarray(0, 2000)).trim();
      return withOffice(tools, { kind: 'command', data }, async (application) =>
        done(tools, await valueOf(application, 'keys.recover', { text, passphrase })),
      );
    }
    default:
      throw new UsageError(
        'keys cần một trong: state, make, renew, sheet, recover.',
        'keys needs one of: state, make, renew, sheet, recover.',
      );
  }
}

async function card(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    out: { type: 'string' },
  });
  positionals(given, []);
  const out = outOf(values.out, tools);
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  return withOffice(tools, { kind: 'query', data: values.data, passphrase }, async (application) => {
    const made = await valueOf(application, 'keys.card', {});
    const file = await saveRendered(application, made, out);
    const { fingerprint } = await valueOf(application, 'keys.state', {});
    return done(tools, { file, fingerprint });
  });
}

// ── Whom we believe ──────────────────────────────────────────────────────────────────────────────────────

function lineOf(office: TrustedOffice) {
  const { id, officeId, name, relation, fingerprint, current, revokedAt } = office;
  return { id, officeId, name, relation, fingerprint, current, revokedAt };
}

async function trust(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    words: { type: 'string' },
    relation: { type: 'string' },
    reason: { type: 'string' },
  });
  const [act, what] = given;
  const { data } = values;
  const source = () => {
    positionals(given, ['look | add', 'card.cchck']);
    return { kind: 'path', path: tools.io.resolve(what ?? '') } as const;
  };
  switch (act) {
    case 'list':
      positionals(given, ['list']);
      return withOffice(tools, { kind: 'query', data }, async (application) =>
        done(tools, (await valueOf(application, 'trust.list', {})).map(lineOf)),
      );
    case 'look': {
      const card = source();
      return withOffice(tools, { kind: 'query', data }, async (application) =>
        done(tools, await valueOf(application, 'trust.look', { source: card })),
      );
    }
    case 'add': {
      const card = source();
      const fingerprint = (values.words ?? '').trim().split(/[\s,-]+/);
      if (fingerprint.length !== 8)
        throw new UsageError(
          '--words là tám từ kiểm tra mà đơn vị kia đọc qua điện thoại.',
          '--words are the eight words that the other office reads out over the telephone.',
        );
      const relation = officeRelation.optional().safeParse(values.relation);
      if (!relation.success)
        throw new UsageError(
          '--relation là above, below hoặc other.',
          '--relation is above, below or other.',
        );
      return withOffice(tools, { kind: 'command', data }, async (application) => {
        const looked = await valueOf(application, 'trust.look', { source: card });
        const added = await valueOf(application, 'trust.add', {
          source: card,
          relation: relation.data ?? looked.relation,
          fingerprint,
        });
        return done(tools, lineOf(added));
      });
    }
    case 'revoke': {
      positionals(given, ['revoke', 'id']);
      const { reason } = values;
      if (reason === undefined || reason.trim() === '')
        throw new UsageError('Thiếu --reason LÝ_DO.', '--reason TEXT is missing.');
      return withOffice(tools, { kind: 'command', data }, async (application) => {
        const row = (await valueOf(application, 'trust.list', {})).find(({ id }) => id === what);
        if (row === undefined)
          throw new AppError('NOT_FOUND', { detail: { entity: 'trusted_office', id: what ?? '' } });
        const { id, rev } = row;
        return done(tools, lineOf(await valueOf(application, 'trust.revoke', { id, rev, reason })));
      });
    }
    default:
      throw new UsageError(
        'trust cần một trong: list, look, add, revoke.',
        'trust needs one of: list, look, add, revoke.',
      );
  }
}

// ── Sending ──────────────────────────────────────────────────────────────────────────────────────────────

const DAY = /^\d{4}-\d{2}-\d{2}$/;

async function exportPackage(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    'package-passphrase-file': { type: 'string' },
    to: { type: 'string' },
    for: { type: 'string' },
    out: { type: 'string' },
    plan: { type: 'string' },
    since: { type: 'boolean' },
    complete: { type: 'boolean' },
    from: { type: 'string' },
    until: { type: 'string' },
    'no-evidence': { type: 'boolean' },
    'no-personal': { type: 'boolean' },
    others: { type: 'boolean' },
  });
  positionals(given, []);
  const out = outOf(values.out, tools);
  const isPeriod = values.from !== undefined || values.until !== undefined;
  const wishes = [values.since === true, values.complete === true, values.plan !== undefined, isPeriod];
  if (wishes.filter(Boolean).length > 1)
    throw new UsageError(
      'Chỉ chọn một trong: --since, --complete, --plan, --from và --until.',
      'Choose one of: --since, --complete, --plan, --from with --until.',
    );
  if (isPeriod && ![values.from, values.until].every((day) => day !== undefined && DAY.test(day)))
    throw new UsageError(
      '--from và --until là hai ngày, dạng 2026-01-31.',
      '--from and --until are two days, like 2026-01-31.',
    );
  if (values['passphrase-file'] === '-' && values['package-passphrase-file'] === '-')
    throw new UsageError(
      'Chỉ một tham số được đọc từ stdin (-).',
      'Only one argument may be read from stdin (-).',
    );
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  const sealedBy =
    values['package-passphrase-file'] === undefined
      ? passphrase
      : await passphraseOf(values['package-passphrase-file'], tools.io);
  let recipient: Input<'exchange.send'>['recipient'];
  if (values.to !== undefined) recipient = { kind: 'office', officeId: values.to };
  else if (sealedBy !== null)
    recipient = { kind: 'passphrase', passphrase: sealedBy, name: values.for ?? 'Người biết mật khẩu' };
  else
    throw new UsageError(
      'Thiếu nơi nhận: --to <mã cơ quan> hoặc --package-passphrase-file TỆP [--for TÊN].',
      'The recipient is missing: --to <office id> or --package-passphrase-file FILE [--for NAME].',
    );
  const kind = wishes[3] ? 'period' : wishes[2] ? 'plan' : wishes[1] ? 'complete' : 'since';
  return withOffice(tools, { kind: 'command', data: values.data, passphrase }, async (application) => {
    try {
      mkdirSync(out, { recursive: true });
    } catch (error) {
      throw outFault(error, out);
    }
    const sent = await valueOf(application, 'exchange.send', {
      scope: {
        kind,
        planId: values.plan ?? null,
        periodFrom: values.from ?? null,
        periodTo: values.until ?? null,
        evidence: values['no-evidence'] !== true,
        personal: values['no-personal'] !== true,
        others: values.others === true,
      },
      recipient,
      place: out,
    });
    const { package: row, paths, counts, readBack } = sent;
    return done(tools, { package: row, paths, counts, readBack });
  });
}

// ── Receiving ────────────────────────────────────────────────────────────────────────────────────────────

const PACKAGE_PASSPHRASE = { 'package-passphrase-file': { type: 'string' } } as const;

/** What is in a package and what it would do here; writes nothing. */
async function inspect(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, { ...PASSPHRASE_OPTION, ...PACKAGE_PASSPHRASE });
  positionals(given, ['package.cchc']);
  const input = {
    source: { kind: 'path', path: tools.io.resolve(given[0] ?? '') } as const,
    passphrase: await packagePassphrase(values['package-passphrase-file'], tools),
  };
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  return withOffice(tools, { kind: 'query', data: values.data, passphrase }, async (application) =>
    done(tools, await valueOf(application, 'exchange.look', input)),
  );
}

async function packagePassphrase(file: string | undefined, tools: CliTools): Promise<string | null> {
  return file === undefined ? null : passphraseOf(file, tools.io);
}

/**
 * Form, digests, signature and rows, without any data of an office: whether whoever signed it is believed, only an office
 * can say.
 */
async function verifyPackage(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PACKAGE_PASSPHRASE,
    identity: { type: 'string' },
  });
  positionals(given, ['package.cchc']);
  const { identity } = values;
  const passphrase = await packagePassphrase(values['package-passphrase-file'], tools);
  if (identity === undefined && passphrase === null)
    throw new UsageError(
      'Cần --identity TỆP (khóa AGE-SECRET-KEY-1…) hoặc --package-passphrase-file TỆP.',
      '--identity FILE (AGE-SECRET-KEY-1…) or --package-passphrase-file FILE is needed.',
    );
  const text = identity === undefined ? '' : new TextDecoder().decode(readGiven(identity, tools.io));
  const identities = text.split(/\s+/).filter((word) => word.startsWith('AGE-SECRET-KEY-1'));
  const workFolder = mkdtempSync(path.join(tmpdir(), 'cchc-verify-'));
  try {
    const file = tools.io.resolve(given[0] ?? '');
    if (!existsSync(file)) throw new AppError('PLACE_GONE', { detail: { name: path.basename(file) } });
    const opened = await openPackage({
      paths: packageParts(file),
      identities,
      passphrase,
      workFolder,
      progress: { step: () => undefined },
    });
    try {
      const { header, hash, bytes, signedBy, counts, deletionCount, files } = opened;
      const { ageRecipient } = header.sender;
      const fingerprint = fingerprintOf(signedBy, ageRecipient);
      return await done(tools, {
        holds: true,
        header,
        hash,
        bytes,
        signedBy,
        fingerprint,
        counts,
        deletions: deletionCount,
        files: files.length,
      });
    } finally {
      opened.close();
    }
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** Takes a package in; `--confirm-large` where it changes much of what came before. */
async function importPackage(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    ...PACKAGE_PASSPHRASE,
    'confirm-large': { type: 'boolean' },
    out: { type: 'string' },
  });
  positionals(given, ['package.cchc']);
  const input = {
    source: { kind: 'path', path: tools.io.resolve(given[0] ?? '') } as const,
    passphrase: await packagePassphrase(values['package-passphrase-file'], tools),
  };
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  return withOffice(tools, { kind: 'command', data: values.data, passphrase }, async (application) => {
    const { digest, problems, answerable } = await valueOf(application, 'exchange.look', input);
    if (answerable !== null && values.out !== undefined) {
      // Not taken: the answer that says why goes where the receipt would.
      const refusal = await valueOf(application, 'exchange.refuse', { ...input, digest, place: null });
      await saveRendered(application, refusal, tools.io.resolve(values.out));
    }
    const { receipt, ...taken } = await valueOf(application, 'exchange.receive', {
      ...input,
      digest,
      largeChangeConfirmed: values['confirm-large'] === true,
    });
    const saved =
      values.out === undefined
        ? null
        : await saveRendered(application, receipt, tools.io.resolve(values.out));
    return done(tools, { ...taken, problems, receipt: saved });
  });
}

/** Writes the answer to a package that came, or takes the answer to one that went. */
async function receiptOf(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, { out: { type: 'string' } });
  const { data } = values;
  const [act, what] = given;
  switch (act) {
    case 'take': {
      positionals(given, ['take', 'receipt.cchcr']);
      const source = { kind: 'path', path: tools.io.resolve(what ?? '') } as const;
      return withOffice(tools, { kind: 'command', data }, async (application) =>
        done(tools, await valueOf(application, 'exchange.takeReceipt', { source })),
      );
    }
    case 'write': {
      positionals(given, ['write', 'id']);
      const out = outOf(values.out, tools);
      return withOffice(tools, { kind: 'command', data }, async (application) => {
        const made = await valueOf(application, 'exchange.receipt', { id: what ?? '', place: null });
        return done(tools, { file: await saveRendered(application, made, out) });
      });
    }
    default:
      throw new UsageError('receipt cần một trong: write, take.', 'receipt needs one of: write, take.');
  }
}

/** Each by its first word. */
export const exchangeCommands: Readonly<Record<string, ExchangeCommand>> = {
  keys,
  card,
  trust,
  export: exportPackage,
  inspect,
  verify: verifyPackage,
  import: importPackage,
  receipt: receiptOf,
};

/** Their lines of the help. */
export const EXCHANGE_HELP = {
  vi: `
  keys state | make [--anew] | renew | sheet --out THƯ_MỤC | recover --from TỆP | -
                                           con dấu số của cơ quan: xem, lập, đổi, in giấy khôi phục, lấy lại từ giấy
  card --out THƯ_MỤC                       xuất thẻ đơn vị (.cchck) cho cơ quan khác
  trust list | look TỆP.cchck              các đơn vị tin cậy; xem một thẻ
  trust add TỆP.cchck --words "tám từ" [--relation above|below|other]
  trust revoke <id> --reason LÝ_DO         thôi tin con dấu của một đơn vị
  export --to <mã cơ quan> | --package-passphrase-file TỆP [--for TÊN] --out THƯ_MỤC
         [--since | --complete | --plan <id> | --from NGÀY --until NGÀY] [--no-evidence] [--no-personal] [--others]
                                           lập gói gửi lên, ghi rồi đọc lại và đếm
  inspect GÓI.cchc [--package-passphrase-file TỆP]
                                           xem một gói và những gì nó sẽ thay đổi; không ghi gì
  verify GÓI.cchc --identity TỆP | --package-passphrase-file TỆP
                                           kiểm tra gói mà không cần dữ liệu của cơ quan nào
  import GÓI.cchc [--package-passphrase-file TỆP] [--confirm-large] [--out THƯ_MỤC]
                                           nhận một gói; --out ghi giấy xác nhận
  receipt write <id> --out THƯ_MỤC | receipt take TỆP.cchcr
                                           ghi lại giấy xác nhận; nhận giấy xác nhận của cấp trên
`,
  en: `
  keys state | make [--anew] | renew | sheet --out DIR | recover --from FILE | -
                                           the office's seal: look, make, renew, print the recovery sheet, recover
  card --out DIR                           writes this office's card (.cchck) for other offices
  trust list | look FILE.cchck             the offices that are believed; looks at a card
  trust add FILE.cchck --words "eight words" [--relation above|below|other]
  trust revoke <id> --reason TEXT          believes a key no longer
  export --to <office id> | --package-passphrase-file FILE [--for NAME] --out DIR
         [--since | --complete | --plan <id> | --from DAY --until DAY] [--no-evidence] [--no-personal] [--others]
                                           writes a package, reads it back and counts
  inspect PACKAGE.cchc [--package-passphrase-file FILE]
                                           looks at a package and at what it would change; writes nothing
  verify PACKAGE.cchc --identity FILE | --package-passphrase-file FILE
                                           checks a package without the data of any office
  import PACKAGE.cchc [--package-passphrase-file FILE] [--confirm-large] [--out DIR]
                                           takes a package in; --out writes the answer
  receipt write <id> --out DIR | receipt take FILE.cchcr
                                           writes the answer once more; takes the answer to what was sent
`,
} as const;

export const PASSPHRASE_HELP = {
  vi: `
  --passphrase-file TỆP | -   mật khẩu con dấu số hoặc của gói (hay biến CCHC_PASSPHRASE); không gõ thẳng vào lệnh;
                              keys renew: --old-passphrase-file cho mật khẩu cũ
`,
  en: `
  --passphrase-file FILE | -  the passphrase of the seal or of a package (or the variable CCHC_PASSPHRASE), never an
                              argument; keys renew: --old-passphrase-file for the old one
`,
} as const;

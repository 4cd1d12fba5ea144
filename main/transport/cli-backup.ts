/**
 * `backup`, `restore`, `check`: the same steps as on the screen, with JSON results. `restore` only tells what it would do
 * until it is told `--yes`, and it also helps where the data does not open any more.
 */
import { AppError } from '../../core/contract/error.ts';
import type { BackupRow, Health } from '../../core/contract/backups.ts';
import { latestFirst } from '../../core/rules/backup-rule.ts';
import type { Application } from '../application.ts';
import { helpedByBackup, nameOfNewest, provenOnes, restoreDamaged } from '../backup/damaged.ts';
import {
  CALLER,
  type CliTools,
  EXIT,
  positionals,
  readArguments,
  readGiven,
  UsageError,
} from './cli-base.ts';
import {
  type ExchangeCommand,
  PASSPHRASE_OPTION,
  passphraseOf,
  valueOf,
  withOffice,
} from './cli-exchange.ts';

const LATEST = 'latest';

async function backup(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    list: { type: 'boolean' },
    to: { type: 'string' },
    'forget-place': { type: 'boolean' },
  });
  positionals(given, []);
  const { data, to } = values;
  if ([values.list, values['forget-place'], to !== undefined].filter((one) => one === true).length > 1) {
    throw new UsageError(
      'Chỉ một trong: --list, --to, --forget-place.',
      'Only one of: --list, --to, --forget-place.',
    );
  }
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  if (values.list === true) {
    return withOffice(tools, { kind: 'query', data }, async (application) =>
      finished(tools, await valueOf(application, 'backups.list', {})),
    );
  }
  return withOffice(tools, { kind: 'command', data, passphrase }, async (application) => {
    if (values['forget-place'] === true) {
      return finished(tools, await valueOf(application, 'backups.setSecondPlace', { path: null }));
    }
    if (to !== undefined) {
      await valueOf(application, 'backups.setSecondPlace', { path: tools.io.resolve(to), passphrase });
    }
    const made = await valueOf(application, 'backups.make', {});
    const code = await finished(tools, made);
    if (to === undefined || made.second === null || made.second.problem === null) return code;
    await tools.complainOf({ code: made.second.problem === 'full' ? 'DISK_FULL' : 'PLACE_GONE' });
    return EXIT.failed;
  });
}

async function restore(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, {
    ...PASSPHRASE_OPTION,
    recovery: { type: 'string' },
    from: { type: 'string' },
    second: { type: 'boolean' },
    yes: { type: 'boolean' },
  });
  positionals(given, ['name | latest'], 1);
  const { data, from, second = false, yes = false } = values;
  if (from !== undefined && second) {
    throw new UsageError('Chỉ một trong: --from, --second.', 'Only one of: --from, --second.');
  }
  const passphrase = await passphraseOf(values['passphrase-file'], tools.io);
  const secret =
    values.recovery === undefined
      ? passphrase
      : new TextDecoder().decode(
          (values.recovery === '-'
            ? await tools.io.readStdin()
            : readGiven(values.recovery, tools.io)
          ).subarray(0, 2000),
        );
  const name = given[0] ?? LATEST;
  const place = second ? 'second' : 'here';
  try {
    return await withOffice(tools, { kind: 'command', data }, async (application) =>
      from === undefined
        ? restoreKnown(tools, application, { name, place, secret, yes })
        : restoreFrom(tools, application, { name, path: tools.io.resolve(from), secret, yes }),
    );
  } catch (error) {
    const isDamaged = error instanceof AppError && helpedByBackup.has(error.code);
    if (!isDamaged || from !== undefined || second) throw error;
    return restoreUnopened(tools, data, name, yes);
  }
}

async function restoreKnown(
  tools: CliTools,
  application: Application,
  {
    name,
    place,
    secret,
    yes,
  }: { name: string; place: 'here' | 'second'; secret: string | null; yes: boolean },
): Promise<number> {
  const all = await valueOf(application, 'backups.list', {});
  const which = {
    name: nameIn(
      all.filter((one) => one.place === place),
      name,
    ),
    place,
    secret,
  };
  const preview = await valueOf(application, 'backups.preview', which);
  if (!yes) return finished(tools, { restored: false, preview });
  const { before, restored } = await valueOf(application, 'backups.restore', which);
  return finished(tools, { restored: true, preview, before, backup: restored });
}

async function restoreFrom(
  tools: CliTools,
  application: Application,
  { name, path, secret, yes }: { name: string; path: string; secret: string | null; yes: boolean },
): Promise<number> {
  const found = await valueOf(application, 'backups.lookFolder', { path });
  if (!yes) return finished(tools, { restored: false, found });
  const chosen = nameIn(found, name);
  const { restored } = await valueOf(application, 'backups.restoreFrom', { path, name: chosen, secret });
  return finished(tools, { restored: true, backup: restored });
}

/** The data is damaged beyond opening: there is nothing to compare with, and nobody to ask. */
async function restoreUnopened(
  tools: CliTools,
  data: string | undefined,
  name: string,
  yes: boolean,
): Promise<number> {
  const folder = tools.folderOf(data);
  const chosen = name === LATEST ? nameOfNewest(folder, Date.now()) : name;
  // Which others there are no list tells, because the data does not open.
  if (!yes) {
    const backups = provenOnes(folder, Date.now());
    return finished(tools, { restored: false, damaged: true, name: chosen, backups });
  }
  const { before, restored } = await restoreDamaged(folder, chosen, Date.now());
  // Only an opening lets it take its place, and shows that it holds.
  await withOffice(tools, { kind: 'command', data }, async (application) =>
    valueOf(application, 'system.status', {}),
  );
  return finished(tools, { restored: true, damaged: true, before, backup: restored });
}

function nameIn(list: readonly BackupRow[], name: string): string {
  if (name !== LATEST) return name;
  const newest = latestFirst(list, Date.now()).find((one) => one.proven);
  if (newest === undefined) throw new AppError('NOT_FOUND', { detail: { entity: 'backup' } });
  return newest.name;
}

/** The faults stand in the answer; the exit code tells a script that some are damage. */
async function check(args: readonly string[], tools: CliTools): Promise<number> {
  const { values, positionals: given } = readArguments(args, { deep: { type: 'boolean' } });
  positionals(given, []);
  return withOffice(tools, { kind: 'query', data: values.data }, async (application) => {
    const answer = await application.dispatch('health.check', { deep: values.deep ?? false }, CALLER);
    const code = await tools.finish(answer);
    if (!answer.ok) return code;
    // The dispatcher has made it by the contract.
    const { database, journal, files } = answer.value as Health;
    const faulty = Object.entries({ database, journal, files })
      .filter(([, { state }]) => state === 'faulty')
      .map(([what]) => what);
    if (faulty.length === 0) return EXIT.done;
    await tools.complainOf({ code: 'CORRUPT', detail: { faulty } });
    return EXIT.failed;
  });
}

function finished(tools: CliTools, value: unknown): Promise<number> {
  return tools.finish({ ok: true, value });
}

/** Each by its first word. */
export const backupCommands: Readonly<Record<string, ExchangeCommand>> = { backup, restore, check };

/** Their lines of the help. */
export const BACKUP_HELP = {
  vi: `
  backup [--list | --to THƯ_MỤC | --forget-place]
                                           sao lưu ngay; liệt kê; chọn nơi sao lưu thứ hai (mã hoá) rồi sao lưu; bỏ nơi đó
  restore [tên | latest] [--second | --from THƯ_MỤC] [--recovery TỆP | -] [--yes]
                                           khôi phục: không có --yes thì chỉ cho xem trước; --from: trên máy mới
  check [--deep]                           kiểm tra cơ sở dữ liệu, nhật ký, kho tệp, chỗ trống, bản sao lưu
`,
  en: `
  backup [--list | --to DIR | --forget-place]
                                           backs up now; lists; chooses a second place (encrypted) and backs up; forgets it
  restore [name | latest] [--second | --from DIR] [--recovery FILE | -] [--yes]
                                           comes back to a backup: without --yes only shows what it would do; --from: on
                                           a new PC
  check [--deep]                           checks the database, the journal, the files, the space and the backups
`,
} as const;

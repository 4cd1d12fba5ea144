/**
 * Starts that do not come to a window, or not at once: a second instance, data that does not open, arguments
 * of strangers, the command line, an error that nobody expected. Each runs as a process of its own.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import { errorText } from '../../core/contract/error-text.ts';
import type { ErrorCode } from '../../core/contract/error.ts';
import { type Report, runChild, scratchFolder, startChild, until } from './harness.ts';

const namesOf = (report: Report): readonly string[] => report.calls.map((call) => call.name);
const argsOf = (report: Report, name: string): readonly (readonly unknown[])[] =>
  report.calls.filter((call) => call.name === name).map((call) => call.args);
const profileOf = (report: Report): string => String(argsOf(report, 'app.setPath')[0]?.[1]);
const fingerprint = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex');

/** A data folder as the first start leaves it. */
async function madeData(home: string): Promise<{ data: string; report: Report }> {
  const data = path.join(home, 'data');
  const report = await runChild({ args: [`--data=${data}`], home, leaveWhenShown: true });
  assert.equal(report.code, 0, report.stderr);
  return { data, report };
}

describe('an ordinary start', () => {
  it('ends with 0 when the person leaves, and leaves a whole database', async () => {
    const { data, report } = await madeData(scratchFolder());
    assert.equal(existsSync(path.join(data, 'cchc.db-wal')), false);
    const database = new Database(path.join(data, 'cchc.db'), { readonly: true });
    assert.equal(database.pragma('integrity_check', { simple: true }), 'ok');
    database.close();
    assert.deepEqual(report.dialogs, []);
  });

  it('remembers the size of the window, and shows a waiting page where opening was slow', async () => {
    const home = scratchFolder();
    const { data, report } = await madeData(home);
    const file = path.join(profileOf(report), 'shell.json');
    const settings = JSON.parse(readFileSync(file, 'utf8')) as { window: object; lastOpenMs: number };
    assert.deepEqual(settings.window, { width: 1280, height: 720, maximized: false });
    assert.ok(settings.lastOpenMs >= 0);

    const changed = { lastOpenMs: 9000, window: { width: 1111, height: 666, maximized: true } };
    writeFileSync(file, JSON.stringify(changed));
    const next = await runChild({ args: [`--data=${data}`], home, leaveWhenShown: true });
    const [waiting, main, ...more] = argsOf(next, 'new BrowserWindow').map(
      ([options]) => options as { width: number; height: number; webPreferences: { preload?: string } },
    );
    assert.equal(more.length, 0);
    assert.equal(waiting?.webPreferences.preload, undefined);
    assert.deepEqual([main?.width, main?.height], [1111, 666]);
    assert.match(String(argsOf(next, 'loadURL')[0]?.[0]), /^app:\/\/bundle\/print\/[0-9a-f]{32}$/);
    const names = namesOf(next);
    assert.ok(names.indexOf('destroy') > names.indexOf('show') && next.code === 0);
  });

  it('opens the page that was asked for, and none that is no page', async () => {
    const home = scratchFolder();
    const asked = await runChild({
      args: [`--data=${path.join(home, 'data')}`, '--open=/agencies', '--no-sandbox', '--lang=vi'],
      home,
      leaveWhenShown: true,
    });
    assert.deepEqual(argsOf(asked, 'loadURL'), [['app://bundle/agencies']]);
    for (const bad of ['javascript:alert(1)', '//evil/x', 'https://evil/', '/..\\x', '/a b', '']) {
      const other = scratchFolder();
      const data = path.join(other, 'data');
      const report = await runChild({ args: [`--data=${data}`, `--open=${bad}`], home: other });
      assert.equal(report.code, 1, bad);
      assert.deepEqual(namesOf(report), ['dialog.showErrorBox', 'app.exit'], bad);
      assert.match(String(report.dialogs[0]?.['content']), /--open không hợp lệ/);
      assert.equal(existsSync(data), false);
    }
  });

  it('refuses a data folder without a name, one given twice, and a sample that there is not', async () => {
    for (const args of [['--data'], ['--data='], ['--data=/a', '--data=/b'], ['--sample=x']]) {
      const report = await runChild({ args, home: scratchFolder() });
      assert.equal(report.code, 1, args.join(' '));
      assert.deepEqual(namesOf(report), ['dialog.showErrorBox', 'app.exit'], args.join(' '));
    }
  });

  it('loads a sample and opens on its round', async () => {
    const home = scratchFolder();
    const args = [`--data=${path.join(home, 'data')}`, '--sample=hai-duong-2019'];
    const report = await runChild({ args, home, leaveWhenShown: true });
    assert.match(String(argsOf(report, 'loadURL')[0]?.[0]), /^app:\/\/bundle\/plans\/[0-9a-f-]{36}$/);
  });

  it('leaves the graphics card alone when asked to, and where it failed before', async () => {
    const home = scratchFolder();
    const data = path.join(home, 'data');
    const asked = await runChild({ args: [`--data=${data}`, '--safe-graphics'], home, leaveWhenShown: true });
    const names = namesOf(asked);
    assert.ok(names.includes('app.disableHardwareAcceleration'));
    assert.ok(names.indexOf('app.disableHardwareAcceleration') < names.indexOf('ready'));
    writeFileSync(path.join(profileOf(asked), 'shell.json'), '{"disableGpu":true}');
    const after = await runChild({ args: [`--data=${data}`], home, leaveWhenShown: true });
    assert.ok(namesOf(after).includes('app.disableHardwareAcceleration'));
    writeFileSync(path.join(profileOf(asked), 'shell.json'), '{"disableGpu":"yes","window":[');
    const broken = await runChild({ args: [`--data=${data}`], home, leaveWhenShown: true });
    assert.equal(broken.code, 0);
    assert.ok(!namesOf(broken).includes('app.disableHardwareAcceleration'));
  });

  it('has developer tools in development only', async () => {
    const home = scratchFolder();
    const args = [`--data=${path.join(home, 'data')}`];
    const report = await runChild({ args, home, packaged: false, leaveWhenShown: true });
    const [options] = argsOf(report, 'new BrowserWindow')[0] ?? [];
    assert.equal((options as { webPreferences: { devTools: boolean } }).webPreferences.devTools, true);
    assert.deepEqual(argsOf(report, 'app.commandLine.appendSwitch'), []);
  });
});

describe('a second instance', () => {
  it('ends at once, without touching the data', async () => {
    const home = scratchFolder();
    const data = path.join(home, 'data');
    const first = startChild({ args: [`--data=${data}`], home });
    first.ended.catch(() => undefined);
    try {
      await until('the first has opened its data', () => existsSync(path.join(data, 'logs', 'app.log')));
      const files = readdirSync(data).sort();
      const second = await runChild({ args: [`--data=${data}`], home });
      assert.equal(second.code, 0);
      const names = namesOf(second);
      assert.equal(names.at(-2), 'app.requestSingleInstanceLock');
      assert.equal(names.at(-1), 'app.exit');
      for (const late of ['ready', 'new BrowserWindow', 'protocol.handle', 'dialog.showMessageBox']) {
        assert.ok(!names.includes(late), late);
      }
      assert.deepEqual(readdirSync(data).sort(), files);
    } finally {
      first.child.kill('SIGKILL');
    }
  });
});

describe('data that does not open', () => {
  /** The dialog says cause and remedy of the code; the program ends with 1 and shows no window. */
  function assertRefused(report: Report, code: ErrorCode, buttons: readonly string[]): void {
    assert.equal(report.code, 1, report.stderr);
    assert.equal(report.dialogs.length, 1);
    const box = report.dialogs[0] as { message: string; detail: string; buttons: string[]; type: string };
    const { cause, remedy } = errorText({ code }, 'vi');
    // The sentence may carry a number of the case at hand, so its beginning is compared.
    assert.equal(box.message.slice(0, 25), cause.slice(0, 25));
    assert.ok(box.detail.startsWith(remedy), box.detail);
    assert.deepEqual(box.buttons, buttons);
    assert.equal(box.type, 'error');
    assert.ok(!namesOf(report).includes('new BrowserWindow'));
    assert.ok(namesOf(report).indexOf('ready') < namesOf(report).indexOf('dialog.showMessageBox'));
  }

  it('because another instance has it: say so; or look at it only', async () => {
    const home = scratchFolder();
    const data = path.join(home, 'data');
    const holder = startChild({ args: [`--data=${data}`], home: path.join(home, 'one') });
    holder.ended.catch(() => undefined);
    try {
      await until('the first has opened its data', () => existsSync(path.join(data, 'logs', 'app.log')));
      // Another person on this PC has another profile, so only the lock of the data stops them.
      const other = path.join(home, 'two');
      const refused = await until('the lock is held', async () => {
        const report = await runChild({ args: [`--data=${data}`], home: other, answers: ['Thoát'] });
        return report.dialogs.length > 0 ? report : undefined;
      });
      assertRefused(refused, 'DATA_LOCKED', ['Thử lại', 'Mở chỉ để xem', 'Thoát']);
      const again = await runChild({ args: [`--data=${data}`], home: other, answers: ['Thử lại', 'Thoát'] });
      assert.equal(again.dialogs.length, 2);
      const looking = await runChild({
        args: [`--data=${data}`],
        home: other,
        answers: ['Mở chỉ để xem'],
        leaveWhenShown: true,
      });
      assert.equal(looking.code, 0, looking.stderr);
      assert.ok(namesOf(looking).includes('new BrowserWindow'));
    } finally {
      holder.child.kill('SIGKILL');
    }
  });

  it('because it is from a newer version: nothing is written', async () => {
    const home = scratchFolder();
    const { data } = await madeData(home);
    const file = path.join(data, 'cchc.db');
    const database = new Database(file);
    database.pragma('user_version = 9990');
    database.close();
    const before = fingerprint(file);
    const report = await runChild({ args: [`--data=${data}`], home, answers: ['Thoát'] });
    assertRefused(report, 'DATA_NEWER', ['Thoát']);
    assert.equal(fingerprint(file), before);
  });

  it('because it is not a database at all: nothing is written', async () => {
    const home = scratchFolder();
    const data = path.join(home, 'data');
    mkdirSync(data);
    const file = path.join(data, 'cchc.db');
    writeFileSync(file, 'Danh sách đơn vị\n'.repeat(500));
    const before = fingerprint(file);
    const report = await runChild({ args: [`--data=${data}`], home, answers: ['Thoát'] });
    assertRefused(report, 'DATA_NOT_DATABASE', ['Thoát']);
    assert.equal(fingerprint(file), before);
    assert.deepEqual(
      readdirSync(data).filter((name) => !['cchc.db', 'lock.db'].includes(name)),
      [],
    );
  });
});

describe('damaged data with backups', () => {
  const RESTORE = 'Khôi phục bản sao lưu';
  const BUTTONS = [RESTORE, 'Thử lại', 'Thoát'];
  type Box = { message: string; detail: string; buttons: string[]; defaultId: number };

  /** A round, a backup of it, a later one, and then a database whose first pages are gone. */
  async function damaged(): Promise<{ home: string; data: string; names: string[]; bytes: Buffer }> {
    const home = scratchFolder();
    const data = path.join(home, 'data');
    const commands = [['sample', 'lai-vung-2022'], ['backup'], ['backup']];
    const names: string[] = [];
    for (const command of commands) {
      const { code, stdout, stderr } = await runChild({ args: ['--cli', ...command, '--data', data], home });
      assert.equal(code, 0, stderr);
      const told = JSON.parse(stdout) as { backup?: { name: string } };
      if (told.backup !== undefined) names.push(told.backup.name);
    }
    const file = path.join(data, 'cchc.db');
    const bytes = readFileSync(file);
    bytes.fill(7, 100, 40_000);
    writeFileSync(file, bytes);
    return { home, data, names, bytes };
  }
  const agencies = (file: string): unknown => {
    const database = new Database(file, { readonly: true });
    try {
      return database.prepare('SELECT count(*) FROM agency').pluck().get();
    } finally {
      database.close();
    }
  };

  it('offers the newest proven one with its time, puts the damaged aside, and goes on to the window', async () => {
    const { home, data, names, bytes } = await damaged();
    const left = await runChild({ args: [`--data=${data}`], home, answers: ['Thử lại', 'Thoát'] });
    assert.equal(left.code, 1);
    assert.equal(left.dialogs.length, 2);
    const box = left.dialogs[1] as Box;
    assert.deepEqual(box.buttons, BUTTONS);
    // Enter alone brings nobody back to an earlier day.
    assert.equal(box.buttons[box.defaultId], 'Thử lại');
    assert.equal(box.message, errorText({ code: 'CORRUPT' }, 'vi').cause);
    const [, day, hour, minute] = /^cchc-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)/.exec(names[1] ?? '') ?? [];
    const at = new Date(`${day}T${hour}:${minute}:00Z`);
    const clock = [at.getHours(), at.getMinutes()].map((two) => String(two).padStart(2, '0')).join(':');
    assert.match(box.detail, new RegExp(`bản lúc ${clock} \\d\\d/\\d\\d/\\d{4}\\.`));
    assert.match(box.detail, new RegExp(`backup is of ${clock} `));
    assert.match(box.detail, /không bị xoá/);
    assert.ok(readFileSync(path.join(data, 'cchc.db')).equals(bytes));

    const back = await runChild({ args: [`--data=${data}`], home, answers: [RESTORE], leaveWhenShown: true });
    assert.equal(back.code, 0, back.stderr);
    assert.ok(namesOf(back).includes('new BrowserWindow'));
    assert.equal(
      agencies(path.join(data, 'cchc.db')),
      agencies(path.join(data, 'backups', `${names[1]}.db`)),
    );
    const aside = readdirSync(path.join(data, 'backups')).filter((name) => name.includes('before_restore'));
    assert.equal(aside.length, 1);
    assert.ok(readFileSync(path.join(data, 'backups', aside[0] ?? '')).equals(bytes));
    const again = await runChild({ args: [`--data=${data}`], home, leaveWhenShown: true });
    assert.deepEqual([again.code, again.dialogs.length], [0, 0]);
  });

  it('offers the one before where the newest is damaged as well, and says so where there is none left', async () => {
    const { home, data, names } = await damaged();
    const backups = path.join(data, 'backups');
    const spoil = (name = ''): void => {
      const bytes = readFileSync(path.join(backups, `${name}.db`));
      bytes.fill(7, 50_000, 50_100);
      writeFileSync(path.join(backups, `${name}.db`), bytes);
    };
    spoil(names[1]);
    const answers = [RESTORE, RESTORE];
    const back = await runChild({ args: [`--data=${data}`], home, answers, leaveWhenShown: true });
    assert.equal(back.code, 0, back.stderr);
    assert.equal(back.dialogs.length, 2);
    assert.equal((back.dialogs[1] as Box).message, errorText({ code: 'BACKUP_BROKEN' }, 'vi').cause);
    assert.equal(agencies(path.join(data, 'cchc.db')), agencies(path.join(backups, `${names[0]}.db`)));

    for (const name of readdirSync(backups)) if (name.endsWith('.json')) spoil(name.slice(0, -5));
    const file = path.join(data, 'cchc.db');
    const bytes = readFileSync(file).fill(7, 100, 40_000);
    writeFileSync(file, bytes);
    const tries = readdirSync(backups).filter((name) => name.endsWith('.json')).length;
    const none = await runChild({
      args: [`--data=${data}`],
      home,
      answers: [...Array.from({ length: tries }, () => RESTORE), 'Thoát'],
    });
    assert.equal(none.code, 1);
    const last = none.dialogs.at(-1) as Box;
    assert.deepEqual(last.buttons, ['Thoát']);
    assert.match(last.detail, /không có bản sao lưu nào dùng được/);
    assert.ok(readFileSync(file).equals(bytes));
  });
});

describe('an error that nobody expected', () => {
  it('is told with a reference that leads to the log, and ends the program', async () => {
    const home = scratchFolder();
    const args = [`--data=${path.join(home, 'data')}`];
    const report = await runChild({ args, home, failWhenShown: true });
    assert.equal(report.code, 1);
    const content = String(report.dialogs[0]?.['content']);
    const [, reference] = /Mã lỗi: ([0-9a-f]{10})/.exec(content) ?? [];
    assert.ok(reference, content);
    const log = readFileSync(path.join(profileOf(report), 'logs', 'app.log'), 'utf8');
    assert.ok(log.includes(reference) && log.includes('an error that nobody expected'));
    assert.doesNotMatch(content, /nobody expected|\/|\.ts/);
  });
});

describe('the command line in the desktop program', () => {
  let home: string;
  let data: string;
  let planId: string;
  before(async () => {
    home = scratchFolder();
    data = path.join(home, 'data');
    const args = ['--cli', 'sample', 'lai-vung-2022', '--data', data];
    const report = await runChild({ args, home });
    assert.equal(report.code, 0, report.stderr);
    planId = (JSON.parse(report.stdout) as { planId: string }).planId;
  });

  it('opens no window and takes no profile of the person', async () => {
    const report = await runChild({ args: ['--cli', 'methods'], home });
    assert.equal(report.code, 0);
    assert.ok((JSON.parse(report.stdout) as unknown[]).length > 20);
    assert.deepEqual(argsOf(report, 'new BrowserWindow'), []);
    assert.deepEqual(argsOf(report, 'app.requestSingleInstanceLock'), []);
    assert.equal(existsSync(profileOf(report)), false);
  });

  it('keeps stdout and stderr apart and ends with the code of the command', async () => {
    const report = await runChild({ args: ['--cli', 'call', 'no.such', '{}', '--data', data], home });
    assert.equal(report.code, 1);
    assert.equal(report.stdout, '');
    assert.equal((JSON.parse(report.stderr) as { code: string }).code, 'UNKNOWN_METHOD');
  });

  it('prints PDF with its own hidden windows, closed off like all others', async () => {
    const out = path.join(home, 'out');
    const args = ['--cli', 'render', planId, '--out', out, '--format', 'pdf', '--data', data];
    const report = await runChild({ args, home });
    assert.equal(report.code, 0, report.stderr);
    const pdfs = readdirSync(out, { recursive: true }).filter((name) => String(name).endsWith('.pdf'));
    assert.equal(pdfs.length, 19);
    const windows = argsOf(report, 'new BrowserWindow').map(
      ([options]) => options as { show: boolean; webPreferences: Record<string, unknown> },
    );
    // A window stays for the papers that wait behind it.
    assert.ok(windows.length >= 1 && windows.length < 19, String(windows.length));
    assert.ok(windows.every((one) => !one.show && one.webPreferences['sandbox'] === true));
    assert.ok(windows.every((one) => one.webPreferences['preload'] === undefined));
    assert.equal(argsOf(report, 'destroy').length, windows.length);
    assert.deepEqual(
      report.requests.filter((request) => !request.url.startsWith('app://bundle/print/')),
      [],
    );
  });
});

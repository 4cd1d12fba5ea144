/**
 * One life of the desktop application on the stand-in: what main asks of the system before and after ready,
 * what pages may do, the bridge, the real renderer under the policy, a printed notice, the end.
 * The tests stand in the order of that life and share it.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import Database from 'better-sqlite3';
import type { Page } from 'playwright-core';
import { scratchFolder, startHere, until } from './harness.ts';

const home = scratchFolder();
const data = path.join(home, 'data');

let standIn: Awaited<ReturnType<typeof startHere>>;
let page: Page;

interface MainWindow {
  readonly id: number;
}
const mainWindow = () => {
  const [window] = standIn.windows;
  assert.ok(window);
  return window;
};
const mainContents = (): MainWindow => mainWindow().webContents;

/** A call as a page of the application would make it. */
async function invoke(method: string, input: unknown): Promise<Record<string, unknown>> {
  const message = JSON.stringify({ method, input });
  const event = { sender: mainContents(), senderFrame: { url: 'app://bundle/', parent: null } };
  return JSON.parse(String(await standIn.invokeAs(event, 'cchc:invoke', message))) as Record<string, unknown>;
}

/** The id of a round of the samples, once they are loaded. */
async function firstPlan(): Promise<string> {
  const plans = (await invoke('plans.list', {}))['value'] as readonly { readonly id: string }[];
  assert.ok(plans[0], 'no plan');
  return plans[0].id;
}

/** Waits until the renderer shows something of its own, in Vietnamese. */
async function shown(): Promise<void> {
  await page.waitForFunction(() => {
    const text = document.querySelector('#root')?.textContent ?? '';
    return /\p{Mn}/u.test(text.normalize('NFD'));
  });
}

/** Opens a page of the renderer and lets it settle; it has broken no rule of the policy. */
async function visit(target: string): Promise<void> {
  await page.goto(`https://bundle.app.invalid${target}`, { waitUntil: 'networkidle' });
  await shown();
  await assertNoViolations(target);
}

async function assertNoViolations(where: string): Promise<void> {
  const violations = await page.evaluate(
    () => (window as unknown as { standinViolations: string[] }).standinViolations,
  );
  assert.deepEqual(violations, [], where);
}

before(async () => {
  standIn = await startHere({ args: [`--data=${data}`], home, packaged: true });
  await until('the window is shown', () => standIn.callNames().includes('show'));
  page = await mainWindow().webContents.page();
});
after(() => standIn.stop());

describe('before and after ready', () => {
  /** The first place of each of these among the calls. */
  const orderOf = (...names: readonly string[]): readonly string[] => {
    const all = standIn.callNames();
    for (const name of names) assert.ok(all.includes(name), `${name} was never called`);
    return [...names].sort((a, b) => all.indexOf(a) - all.indexOf(b));
  };

  it('asks for the sandbox, the lock and the scheme in this order, all before ready', () => {
    const wanted = ['app.setPath', 'app.enableSandbox', 'app.requestSingleInstanceLock'];
    const rest = ['protocol.registerSchemesAsPrivileged', 'ready'];
    assert.deepEqual(orderOf(...rest, ...wanted), [...wanted, ...rest]);
  });

  it('closes the session, then serves files and calls, and only then opens a window', () => {
    const handlers = [
      'session.setPermissionRequestHandler',
      'session.setPermissionCheckHandler',
      'session.setDevicePermissionHandler',
      'session.setDisplayMediaRequestHandler',
      'session.setBluetoothPairingHandler',
      'session.setUSBProtectedClassesHandler',
      'session.webRequest.onBeforeRequest',
      'session.setSpellCheckerEnabled',
      'session.allowNTLMCredentialsForDomains',
    ];
    const rest = ['protocol.handle', 'ipcMain.handle', 'new BrowserWindow', 'loadURL', 'show'];
    const order = orderOf('ready', ...handlers, ...rest);
    assert.equal(order[0], 'ready');
    assert.deepEqual(order.slice(1 + handlers.length), rest);
  });

  it('guards every page to come before there is any', () => {
    const listeners = standIn.calls.filter((call) => call.name === 'app.on').map((call) => call.args[0]);
    for (const event of [
      'web-contents-created',
      'certificate-error',
      'select-client-certificate',
      'login',
      'second-instance',
      'window-all-closed',
      'before-quit',
      'render-process-gone',
      'child-process-gone',
    ]) {
      assert.ok(listeners.includes(event), event);
    }
    assert.ok(standIn.callNames().lastIndexOf('app.on') < standIn.callNames().indexOf('ready'));
  });

  it('has one privileged scheme, without a way round the policy', () => {
    const schemes = standIn.calls.filter((call) => call.name === 'protocol.registerSchemesAsPrivileged');
    assert.deepEqual(
      schemes.map((call) => call.args),
      [
        [
          [
            {
              scheme: 'app',
              privileges: {
                standard: true,
                secure: true,
                supportFetchAPI: true,
                stream: true,
                codeCache: true,
              },
            },
          ],
        ],
      ],
    );
  });

  it('resolves no host name, checks no spelling, signs in nowhere, sends no crash report', () => {
    const argsOf = (name: string) =>
      standIn.calls.filter((call) => call.name === name).map((call) => call.args);
    assert.deepEqual(argsOf('app.commandLine.appendSwitch'), [['host-resolver-rules', 'MAP * ~NOTFOUND']]);
    assert.deepEqual(argsOf('session.setSpellCheckerEnabled'), [[false]]);
    assert.deepEqual(argsOf('session.allowNTLMCredentialsForDomains'), [['']]);
    assert.deepEqual(argsOf('crashReporter.start'), [[{ uploadToServer: false }]]);
    assert.deepEqual(argsOf('app.disableHardwareAcceleration'), []);
  });

  it('has one channel for calls', () => {
    assert.deepEqual(standIn.channels(), ['cchc:invoke']);
  });

  it('opens its window with these preferences and no others', () => {
    const [made, ...more] = standIn.calls.filter((call) => call.name === 'new BrowserWindow');
    assert.equal(more.length, 0);
    const options = made?.args[0] as { webPreferences: Record<string, unknown> };
    const { preload, ...preferences } = options.webPreferences;
    assert.deepEqual(preferences, {
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: false,
    });
    assert.ok(path.isAbsolute(String(preload)) && String(preload).endsWith('preload.cjs'));
    assert.ok(Object.isFrozen(options.webPreferences));
    assert.deepEqual(
      { ...options, webPreferences: null },
      {
        title: 'Kiểm tra CCHC',
        width: 1280,
        height: 720,
        minWidth: 940,
        minHeight: 600,
        show: false,
        backgroundColor: '#ffffff',
        webPreferences: null,
      },
    );
  });

  it('shows a Vietnamese menu that neither reloads nor opens developer tools', () => {
    const roles = standIn
      .menu()
      .flatMap((top) => (Array.isArray(top.submenu) ? top.submenu : []))
      .map((item) => item.role)
      .filter((role) => role !== undefined);
    assert.deepEqual(
      standIn.menu().map((top) => top.label),
      ['&Tệp', '&Sửa', '&Xem', 'Trợ &giúp'],
    );
    assert.deepEqual(roles, [
      'undo',
      'redo',
      'cut',
      'copy',
      'paste',
      'selectAll',
      'zoomIn',
      'zoomOut',
      'resetZoom',
      'togglefullscreen',
    ]);
  });

  it('made the data folder after the lock, and logs nothing in it that it should not', () => {
    assert.ok(existsSync(path.join(data, 'cchc.db')));
  });
});

describe('what a page may not do', () => {
  type RequestHandler = (
    contents: null,
    permission: string,
    callback: (granted: boolean) => void,
    details: { isMainFrame: boolean; requestingUrl: string },
  ) => void;
  type CheckHandler = (contents: null, permission: string, origin: string, details: object) => boolean;

  /** Every permission that the version of the types knows. */
  function allPermissions(): readonly string[] {
    const types = readFileSync(
      path.join(import.meta.dirname, '..', '..', 'node_modules', 'electron', 'electron.d.ts'),
      'utf8',
    );
    const names = [
      ...types.matchAll(/setPermission(?:Request|Check)Handler\(handler: [^\n]*?permission: ([^,]+),/g),
    ]
      .flatMap((match) => [...(match[1] ?? '').matchAll(/'([^']+)'/g)])
      .map((match) => match[1] ?? '');
    return [...new Set(names)];
  }

  it('gets two harmless permissions and none of the others', () => {
    const request = standIn.permissionHandlers.get('setPermissionRequestHandler') as RequestHandler;
    const check = standIn.permissionHandlers.get('setPermissionCheckHandler') as CheckHandler;
    const permissions = allPermissions();
    assert.ok(permissions.length > 40, String(permissions.length));
    const asked = (permission: string, isMainFrame: boolean, requestingUrl: string): boolean => {
      let answer: boolean | undefined;
      request(null, permission, (granted) => (answer = granted), { isMainFrame, requestingUrl });
      assert.notEqual(answer, undefined, permission);
      return answer === true;
    };
    const allowed = ['clipboard-sanitized-write', 'fullscreen'];
    assert.deepEqual(permissions.filter((one) => asked(one, true, 'app://bundle/plans')).sort(), allowed);
    assert.deepEqual(permissions.filter((one) => check(null, one, 'app://bundle/', {})).sort(), allowed);
    for (const url of ['https://bundle/', 'app://evil/', 'app://bundle.evil/', '']) {
      assert.deepEqual(
        permissions.filter((one) => asked(one, true, url)),
        [],
        url,
      );
      assert.deepEqual(
        permissions.filter((one) => check(null, one, url, {})),
        [],
        url,
      );
    }
    assert.deepEqual(
      permissions.filter((one) => asked(one, false, 'app://bundle/')),
      [],
    );
  });

  it('gets no device, no screen, no pairing, no protected USB class', () => {
    const handlers = standIn.permissionHandlers;
    const device = handlers.get('setDevicePermissionHandler') as (details: object) => boolean;
    for (const deviceType of ['hid', 'serial', 'usb']) assert.equal(device({ deviceType }), false);
    const answers: unknown[] = [];
    const answer = (given: unknown): number => answers.push(given);
    (handlers.get('setDisplayMediaRequestHandler') as (a: object, b: typeof answer) => void)({}, answer);
    (handlers.get('setBluetoothPairingHandler') as (a: object, b: typeof answer) => void)({}, answer);
    assert.deepEqual(answers, [null, { confirmed: false }]);
    const classes = ['audio', 'hid', 'mass-storage'];
    const usb = handlers.get('setUSBProtectedClassesHandler') as (details: object) => string[];
    assert.deepEqual(usb({ protectedClasses: classes }), classes);
  });

  const urls: readonly (readonly [url: string, own: boolean])[] = [
    ['app://bundle/', true],
    ['app://bundle/plans/1?tab=2#x', true],
    ['app://bundle/blob/0123', true],
    ['app://bundle', true],
    ['app://bundle.evil/', false],
    ['app://evil/', false],
    ['app://bundle:80/', false],
    ['app://user@bundle/', false],
    ['app://user:pass@bundle/', false],
    ['app:bundle', false],
    ['app:///bundle', false],
    ['APP://BUNDLE/', false],
    ['https://app.evil/', false],
    ['https://bundle/', false],
    ['http://127.0.0.1:8080/', false],
    ['file:///etc/passwd', false],
    ['file://server/share', false],
    ['javascript:alert(1)', false],
    ['data:text/html,<b>x</b>', false],
    ['blob:https://evil/1', false],
    ['about:blank', false],
    ['chrome://settings', false],
    ['ms-settings:', false],
    ['', false],
    ['not an address', false],
  ];

  it('asks for nothing outside (table of addresses)', async () => {
    for (const [url, own] of urls) {
      assert.equal(await standIn.askBeforeRequest(url, 'xhr'), !own, url);
    }
    const others: readonly (readonly [string, boolean])[] = [
      ['blob:app://bundle/6f1c', true],
      ['blob:app://bundle.evil/6f1c', false],
      ['data:image/png;base64,iVBORw0KGgo=', true],
      ['data:font/woff2;base64,AAAA', false],
      ['data:application/javascript,1', false],
      ['wss://evil/', false],
      ['devtools://devtools/bundled/inspector.html', false],
      ['chrome-extension://abc/x.js', false],
    ];
    for (const [url, allowed] of others) {
      assert.equal(await standIn.askBeforeRequest(url, 'other'), !allowed, url);
    }
  });

  it('goes nowhere else, opens no window, embeds nothing (table of addresses)', () => {
    const contents = mainWindow().webContents;
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
      for (const [url, own] of urls) {
        let prevented = false;
        contents.emit(name, { url, preventDefault: () => (prevented = true) });
        assert.equal(prevented, !own, `${name} ${url}`);
      }
    }
    let embedded = true;
    contents.emit('will-attach-webview', { preventDefault: () => (embedded = false) }, {}, {});
    assert.equal(embedded, false);
    for (const [url] of urls) assert.equal(contents.askAboutWindow(url), 'deny', url);
  });

  it('is given no certificate and no password', () => {
    const refused = (name: string, ...args: readonly unknown[]): readonly unknown[] => {
      let given: readonly unknown[] | undefined;
      let prevented = false;
      const event = { preventDefault: () => (prevented = true) };
      standIn.appEvents.emit(name, event, ...args, (...values: readonly unknown[]) => (given = values));
      assert.ok(prevented, name);
      assert.ok(given, name);
      return given;
    };
    assert.deepEqual(refused('certificate-error', {}, 'https://x.invalid', 'net::ERR', {}), [false]);
    assert.deepEqual(refused('select-client-certificate', {}, 'https://x.invalid', []), []);
    assert.deepEqual(refused('login', {}, {}, {}), []);
  });
});

describe('who may call', () => {
  const ask = async (event: unknown, message: unknown): Promise<unknown> => {
    const answer = await standIn.invokeAs(event, 'cchc:invoke', message);
    return JSON.parse(String(answer)) as unknown;
  };
  const good = JSON.stringify({ method: 'system.status', input: {} });
  const top = { url: 'app://bundle/', parent: null };

  it('lets the own top frame of a known window through', async () => {
    const answer = (await ask({ sender: mainContents(), senderFrame: top }, good)) as { ok: boolean };
    assert.equal(answer.ok, true);
  });

  it('refuses everybody else', async () => {
    const sender = mainContents();
    const refused = { ok: false, error: { code: 'FORBIDDEN' } };
    const strangers: Readonly<Record<string, unknown>> = {
      'a frame that is gone': { sender, senderFrame: null },
      'a sub-frame': { sender, senderFrame: { url: 'app://bundle/', parent: top } },
      'a foreign host': { sender, senderFrame: { url: 'app://evil/', parent: null } },
      'a longer host': { sender, senderFrame: { url: 'app://bundle.evil/', parent: null } },
      'another protocol': { sender, senderFrame: { url: 'https://bundle/', parent: null } },
      'a blank page': { sender, senderFrame: { url: 'about:blank', parent: null } },
      'no address': { sender, senderFrame: { url: '', parent: null } },
      'an unknown page': { sender: { id: sender.id + 1000 }, senderFrame: top },
      'a destroyed page': {
        sender,
        get senderFrame(): never {
          throw new Error('Object has been destroyed');
        },
      },
    };
    for (const [who, event] of Object.entries(strangers))
      assert.deepEqual(await ask(event, good), refused, who);
  });

  it('refuses what is not JSON in the agreed form', async () => {
    const event = { sender: mainContents(), senderFrame: top };
    const code = async (message: unknown): Promise<unknown> =>
      ((await ask(event, message)) as { error?: { code: string } }).error?.code;
    assert.equal(await code({ method: 'system.status' }), 'NOT_JSON');
    assert.equal(await code(new Map()), 'NOT_JSON');
    assert.equal(await code(undefined), 'NOT_JSON');
    assert.equal(await code('{'), 'NOT_JSON');
    assert.equal(await code('[]'), 'VALIDATION');
    assert.equal(await code('{"method":1}'), 'VALIDATION');
    assert.equal(await code('{"method":"system.status","input":{},"more":1}'), 'VALIDATION');
    assert.equal(await code(JSON.stringify({ method: 'x', input: 'y'.repeat(5_000_000) })), 'TOO_LARGE');
    assert.equal(await code('{"method":"__proto__","input":{}}'), 'UNKNOWN_METHOD');
    assert.equal(await code('{"method":"system.status","input":{"more":1}}'), 'UNKNOWN_KEY');
  });
});

describe('the page', () => {
  it('is the real start page', async () => {
    await shown();
    assert.match(await page.title(), /Kiểm tra CCHC$/);
    await page.waitForLoadState('networkidle');
    await assertNoViolations('the first page of the first run');
  });

  it('sees three members of the bridge and nothing of the preload', async () => {
    const seen = await page.evaluate(() => {
      const scope = window as unknown as Record<string, unknown>;
      const bridge = scope['bridge'] as Record<string, unknown>;
      return {
        keys: Object.entries(bridge).map(([key, value]) => `${key}: ${typeof value}`),
        others: [
          'require',
          'module',
          'process',
          'ipcRenderer',
          'electron',
          'standinPreloadSecret',
          'standinReply',
        ].filter((name) => name in scope),
      };
    });
    assert.deepEqual(seen, {
      keys: ['invoke: function', 'onEvent: function', 'platform: string'],
      others: [],
    });
    const secret = await mainWindow().webContents.inPreloadWorld('standinPreloadSecret');
    assert.equal(secret, 'seen in the isolated world only');
  });

  it('calls through the bridge and gets an envelope, whatever it sends', async () => {
    const answers = await page.evaluate(async () => {
      const { bridge } = window;
      if (bridge === undefined) throw new Error('no bridge');
      return {
        status: await bridge.invoke('system.status', {}),
        unknown: await bridge.invoke('no.such', {}),
        missing: await bridge.invoke('plans.get', undefined),
        platform: bridge.platform,
      };
    });
    assert.equal(answers.status.ok, true);
    assert.ok(!answers.unknown.ok && answers.unknown.error.code === 'UNKNOWN_METHOD');
    assert.ok(
      !answers.missing.ok && answers.missing.error.code === 'MISSING_KEY',
      JSON.stringify(answers.missing),
    );
    assert.equal(answers.platform, process.platform);
  });

  it('hears what changed, without the event object, until it stops listening', async () => {
    await page.evaluate(() => {
      const scope = window as unknown as { heard: unknown[][]; stop: () => void };
      scope.heard = [];
      scope.stop =
        window.bridge?.onEvent((...args: unknown[]) => scope.heard.push(args)) ?? (() => undefined);
    });
    const heard = () => page.evaluate(() => (window as unknown as { heard: unknown[][] }).heard);
    assert.equal((await invoke('system.loadSample', { name: 'hai-duong-2019' }))['ok'], true);
    await until('an event', async () => (await heard()).length > 0);
    const [first] = await heard();
    assert.equal(first?.length, 1);
    const event = first?.[0] as { type: string; tables: string[] };
    assert.equal(event.type, 'changed');
    assert.ok(event.tables.length > 0);
    await page.evaluate(() => (window as unknown as { stop: () => void }).stop());
    const before = (await heard()).length;
    assert.equal((await invoke('system.loadSample', { name: 'lai-vung-2022' }))['ok'], true);
    // The page itself still listens, so an answer to it comes after anything that was to be heard.
    await page.evaluate(() => window.bridge?.invoke('system.status', {}));
    assert.equal((await heard()).length, before);
  });

  it('walks through the application without breaking the policy', async () => {
    const plan = await firstPlan();
    const visits = (await invoke('visits.list', { planId: plan }))['value'] as readonly { id: string }[];
    const tabs = ['team', 'agencies', 'progress', 'documents', 'summary'].map(
      (tab) => `/plans/${plan}/${tab}`,
    );
    const pages = [
      '/plans',
      '/visits',
      `/visits/${visits[0]?.id}`,
      '/recommendations',
      '/agencies',
      '/criteria',
    ];
    const rest = ['/documents', '/settings', '/setup', '/no-such-page'];
    for (const target of ['/', `/plans/${plan}`, ...tabs, ...pages, ...rest, '/']) await visit(target);
  });

  it('has the policy as a header, without a way to run foreign code', async () => {
    const policy = (await standIn.respond('app://bundle/'))?.headers.get('Content-Security-Policy') ?? '';
    const rules = new Map(policy.split(';').map((rule) => [rule.trim().split(' ')[0], rule.trim()]));
    assert.equal(rules.get('default-src'), "default-src 'none'");
    assert.equal(rules.get('script-src'), "script-src 'self'");
    assert.doesNotMatch(policy, /unsafe|\*|http/);
    for (const name of ['frame-src', 'object-src', 'base-uri', 'form-action', 'frame-ancestors']) {
      assert.equal(rules.get(name), `${name} 'none'`);
    }
    const blocked = await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return (window as unknown as { inlineRan?: boolean }).inlineRan === undefined;
    });
    assert.equal(blocked, true);
    // And the ear that hears of violations is not deaf.
    const heard = () =>
      page.evaluate(() => (window as unknown as { standinViolations: string[] }).standinViolations.length);
    await until('the violation is heard of', async () => (await heard()) > 0);
  });

  it('reaches no foreign address by any way', async () => {
    const outcome = await page.evaluate(async () => {
      const ended = (target: EventTarget, good: string) =>
        new Promise<string>((resolve) => {
          target.addEventListener(good, () => resolve('loaded'));
          target.addEventListener('error', () => resolve('failed'));
          // A frame that the policy refuses may stay silent or load an error page.
          setTimeout(() => resolve('failed'), 1500);
        });
      const fetched = await fetch('https://x.invalid/').then(
        () => 'loaded',
        () => 'failed',
      );
      const image = new Image();
      const imageEnded = ended(image, 'load');
      image.src = 'https://x.invalid/x.png';
      const script = document.createElement('script');
      const scriptEnded = ended(script, 'load');
      script.src = 'https://x.invalid/x.js';
      document.head.append(script);
      const font = await new FontFace('x', 'url(https://x.invalid/x.woff2)').load().then(
        () => 'loaded',
        () => 'failed',
      );
      const frame = document.createElement('iframe');
      frame.src = 'https://x.invalid/';
      document.body.append(frame);
      const frameText = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            resolve(frame.contentDocument?.body.textContent ?? '');
          } catch {
            resolve('');
          }
        }, 300);
      });
      frame.remove();
      return [fetched, await imageEnded, await scriptEnded, font, frameText];
    });
    assert.deepEqual(outcome, ['failed', 'failed', 'failed', 'failed', '']);
    // What the page may not even ask for is stopped by its policy; what gets further, by the session.
    const foreign = standIn.requests.filter((request) => !request.url.startsWith('app://bundle/'));
    assert.deepEqual(
      foreign.filter((request) => !request.cancelled),
      [],
    );
  });

  it('cannot leave and cannot open windows', async () => {
    const here = page.url();
    const popupsBefore = standIn.popups.length;
    assert.equal(popupsBefore, 0, 'the application itself opened a window');
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://x.invalid/away';
      document.body.append(link);
      link.click();
      link.remove();
    });
    await until('the refusal', () => standIn.refusedNavigations.includes('https://x.invalid/away'));
    assert.equal(page.url(), here);
    await page.evaluate(() => void window.open('https://x.invalid/popup'));
    const browserPages = page.context();
    await until('the window is gone', () => browserPages.pages().length === 1);
    assert.equal(page.url(), here);
  });
});

describe('a notice of the sample', () => {
  it('is printed on A4 through a hidden window that is then gone', async () => {
    const planId = await firstPlan();
    const made = (await invoke('documents.createAll', { planId })) as {
      ok: boolean;
      value: { id: string }[];
    };
    assert.equal(made.ok, true, JSON.stringify(made));
    const documentId = made.value[0]?.id ?? '';
    const windowsBefore = standIn.calls.filter((call) => call.name === 'new BrowserWindow').length;

    const rendered = (await invoke('documents.render', { id: documentId, format: 'pdf' })) as {
      ok: boolean;
      value: { url: string; pages: number; media: string };
    };
    assert.equal(rendered.ok, true, JSON.stringify(rendered));
    const response = await standIn.respond(`app://bundle${rendered.value.url}`);
    const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
    assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');

    const file = path.join(home, 'notice.pdf');
    writeFileSync(file, bytes);
    const info = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    const [, width, height] = /Page size:\s+([\d.]+) x ([\d.]+) pts/.exec(info) ?? [];
    assert.ok(Math.abs(Number(width) - 595.3) < 2 && Math.abs(Number(height) - 841.9) < 2, info);
    assert.equal(Number(/Pages:\s+(\d+)/.exec(info)?.[1]), rendered.value.pages);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).normalize('NFC');
    assert.match(text, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/);
    assert.match(text, /THÔNG BÁO/);
    const fonts = execFileSync('pdffonts', [file], { encoding: 'utf8' });
    assert.match(fonts, /Tinos|TimesNewRoman/);

    const made2 = standIn.calls.filter((call) => call.name === 'new BrowserWindow').slice(windowsBefore);
    assert.equal(made2.length, 1);
    const options = made2[0]?.args[0] as { show: boolean; webPreferences: Record<string, unknown> };
    assert.equal(options.show, false);
    assert.equal(options.webPreferences['sandbox'], true);
    assert.equal('preload' in options.webPreferences, false);
    assert.deepEqual(
      standIn.calls.filter((call) => call.name === 'webContents.printToPDF').map((call) => call.args),
      [
        [
          {
            preferCSSPageSize: true,
            printBackground: true,
            generateTaggedPDF: true,
            generateDocumentOutline: true,
          },
        ],
      ],
    );
    assert.equal(standIn.windows.length, 1);
  });

  it('is shown as the pages that will be printed, within the policy', async () => {
    const documents = (await invoke('documents.list', { planId: await firstPlan() }))['value'] as {
      id: string;
    }[];
    await visit(`/documents/${documents[0]?.id}`);
    await page.locator('#tab-pages').click();
    await page.locator('#panel-document canvas').first().waitFor();
    await page.waitForLoadState('networkidle');
    await assertNoViolations('the pages of a document');
    await visit('/');
  });

  it('that fails to print says so, leaves no window behind, and prints the next time', async () => {
    const planId = await firstPlan();
    const documents = (await invoke('documents.list', { planId }))['value'] as { id: string }[];
    const print = () => invoke('documents.render', { id: documents[1]?.id, format: 'pdf' });
    standIn.faults.add('printToPDF');
    const failed = (await print()) as { ok: boolean; error: { code: string; ref: string } };
    assert.equal(failed.ok, false);
    assert.equal(failed.error.code, 'INTERNAL');
    assert.match(failed.error.ref, /^[0-9a-f]{10}$/);
    assert.equal(standIn.windows.length, 1);
    assert.equal((await print())['ok'], true);
    assert.equal(standIn.windows.length, 1);
  });

  it('and all the others go on a printer in one job, until it takes no more', async () => {
    const planId = await firstPlan();
    const none = await invoke('prints.printers', {});
    assert.deepEqual(none['value'], []);
    standIn.printers.push('HP_1', 'Canon_2');
    const found = (await invoke('prints.printers', {}))['value'] as { name: string; isDefault: boolean }[];
    assert.deepEqual(
      found.map(({ name, isDefault }) => [name, isDefault]),
      [
        ['', true],
        ['HP_1', false],
        ['Canon_2', false],
      ],
    );

    type Manifest = { items: { key: string; label: string; state: string; error: unknown }[] };
    const print = async (more: object) => {
      const answer = await invoke('prints.print', {
        planId,
        choice: { what: 'notices' },
        printer: 'HP_1',
        copies: 2,
        duplex: 'long',
        ranges: '1',
        ...more,
      });
      assert.equal(answer['ok'], true, JSON.stringify(answer));
      return (answer['value'] as Manifest).items;
    };
    const windowsBefore = standIn.calls.filter((call) => call.name === 'new BrowserWindow').length;
    standIn.printerFaults.push(null, null, 'Print job failed');
    const items = await print({});
    assert.deepEqual(
      items.map(({ state }) => state),
      ['done', 'done', 'failed', ...Array.from({ length: items.length - 3 }, () => 'not_reached')],
    );
    assert.deepEqual(items[2]?.error, { code: 'PRINTER_FAILED', detail: { reason: 'Print job failed' } });
    assert.deepEqual(
      standIn.onPaper.map(({ how }) => how),
      Array.from({ length: 2 }, () => ({
        silent: true,
        printBackground: true,
        deviceName: 'HP_1',
        copies: 2,
        collate: true,
        duplexMode: 'longEdge',
        pageRanges: [{ from: 0, to: 0 }],
        pageSize: 'A4',
      })),
    );
    assert.ok(standIn.onPaper.every(({ title }) => title.startsWith('Thông báo')));
    // What is left goes out as a job of its own, each paper once.
    const order = items.filter(({ state }) => state !== 'done').map(({ key }) => key);
    const rest = await print({ order, printer: '', copies: 1, duplex: 'none', ranges: '' });
    assert.ok(rest.every(({ state }) => state === 'done'));
    assert.equal(standIn.onPaper.length, items.length);
    assert.equal(new Set(standIn.onPaper.map(({ title }) => title)).size, items.length);
    assert.deepEqual(standIn.onPaper.at(-1)?.how, {
      silent: true,
      printBackground: true,
      copies: 1,
      collate: true,
      duplexMode: 'simplex',
      pageSize: 'A4',
    });
    // No window is left of it.
    assert.equal(standIn.windows.length, 1);
    assert.ok(standIn.calls.filter((call) => call.name === 'new BrowserWindow').length > windowsBefore);
  });

  it('is saved where the person says, starting in the documents folder', async () => {
    const planId = await firstPlan();
    const documents = (await invoke('documents.list', { planId }))['value'] as {
      id: string;
    }[];
    const rendered = (await invoke('documents.render', { id: documents[0]?.id, format: 'docx' })) as {
      value: { url: string; fileName: string };
    };
    await page.evaluate(
      ({ href, fileName }) => {
        const link = document.createElement('a');
        link.href = href;
        link.download = fileName;
        document.body.append(link);
        link.click();
        link.remove();
      },
      { href: rendered.value.url, fileName: rendered.value.fileName },
    );
    const download = await until('a download', () => standIn.downloads[0]);
    assert.equal(download.refused, false);
    assert.equal(path.dirname(String(download.options?.defaultPath)), path.join(home, 'documents'));
    assert.equal(path.basename(String(download.options?.defaultPath)), rendered.value.fileName);
  });
});

describe('the rest of the life', () => {
  it('a second start brings the window forward', () => {
    const before = standIn.callNames().filter((name) => name === 'focus').length;
    standIn.appEvents.emit('second-instance', {}, ['--open=/x', '--no-sandbox'], '/');
    assert.equal(standIn.callNames().filter((name) => name === 'focus').length, before + 1);
  });

  it('a page that dies is loaded again, but only once a minute', async () => {
    const gone = (reason: string): boolean =>
      standIn.appEvents.emit('render-process-gone', {}, mainContents(), { reason, exitCode: 1 });
    const reloads = (): number => standIn.callNames().filter((name) => name === 'webContents.reload').length;
    gone('clean-exit');
    assert.equal(reloads(), 0);
    gone('crashed');
    assert.equal(reloads(), 1);
    await until('the page is back', () =>
      page
        .evaluate(() => (document.querySelector('#root')?.textContent ?? '').trim().length > 0)
        .catch(() => false),
    );
  });

  it('a graphics card that fails twice is left alone at the next start', () => {
    const settings = (): Record<string, unknown> => {
      const folder = String(standIn.calls.find((call) => call.name === 'app.setPath')?.args[1] ?? '');
      return JSON.parse(readFileSync(path.join(folder, 'shell.json'), 'utf8')) as Record<string, unknown>;
    };
    const fails = (): boolean =>
      standIn.appEvents.emit('child-process-gone', {}, { type: 'GPU', reason: 'crashed', exitCode: 1 });
    fails();
    assert.equal(settings()['disableGpu'], undefined);
    fails();
    assert.equal(settings()['disableGpu'], true);
  });

  it('the menu opens the own data folder', async () => {
    const items = standIn.menu().flatMap((top) => (Array.isArray(top.submenu) ? top.submenu : []));
    const open = items.find((item) => item.label === 'Mở thư mục dữ liệu');
    assert.ok(open?.click);
    // The real menu gives the item, the window and the event; this item looks at none of them.
    (open.click as () => void)();
    await until('the folder is opened', () => standIn.callNames().includes('shell.openPath'));
    const [opened] = standIn.calls.filter((call) => call.name === 'shell.openPath');
    assert.deepEqual(opened?.args, [data]);
  });

  it('closing the window hides it first, so that the page saves, then closes the data and ends', async () => {
    const plan = await firstPlan();
    await page.goto(`https://bundle.app.invalid/plans/${plan}`, { waitUntil: 'networkidle' });
    const field = page.locator('main [name=title]');
    await field.fill('Gõ xong là đóng cửa sổ ngay');
    mainWindow().close();
    assert.equal(await standIn.exited, 0);
    const names = standIn.callNames();
    assert.ok(names.lastIndexOf('app.quit') < names.lastIndexOf('hide'));
    assert.ok(names.lastIndexOf('hide') < names.lastIndexOf('app.exit'));
    assert.equal(existsSync(path.join(data, 'cchc.db-wal')), false);
    const database = new Database(path.join(data, 'cchc.db'), { readonly: true });
    const rows = database.prepare('SELECT * FROM plan WHERE id = ?').all(plan);
    database.close();
    assert.ok(JSON.stringify(rows).includes('Gõ xong là đóng cửa sổ ngay'), JSON.stringify(rows));
  });
});

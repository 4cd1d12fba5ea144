/** The office's seal and the dialog for folders on the desktop: what is asked of the operating system, and what is kept. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runChild, scratchFolder, startHere, until } from './harness.ts';

const home = scratchFolder();
const data = path.join(home, 'data');
const stick = path.join(home, 'stick');
mkdirSync(stick);
let standIn: Awaited<ReturnType<typeof startHere>>;

interface Answer {
  readonly ok: boolean;
  readonly value: Record<string, unknown>;
  readonly error?: { readonly code: string };
}
const mainWindow = () => {
  const [window] = standIn.windows;
  assert.ok(window);
  return window;
};
/** A call as a page of the application would make it. */
async function invoke(method: string, input: unknown): Promise<Answer> {
  const message = JSON.stringify({ method, input });
  const event = { sender: mainWindow().webContents, senderFrame: { url: 'app://bundle/', parent: null } };
  return JSON.parse(String(await standIn.invokeAs(event, 'cchc:invoke', message))) as Answer;
}

before(async () => {
  standIn = await startHere({ args: [`--data=${data}`], home, packaged: true, folders: [stick, null] });
  await until('the window is shown', () => standIn.callNames().includes('show'));
});
after(() => standIn.stop());

describe('the seal', () => {
  it('is made without a word as soon as there is an office, sealed by the system', async () => {
    assert.equal((await invoke('keys.state', {})).value['state'], 'none');
    const loaded = await invoke('system.loadSample', { name: 'lai-vung-2022', illustrative: false });
    assert.equal(loaded.ok, true, JSON.stringify(loaded));
    const state = await until('the keys are there', async () => {
      const { value } = await invoke('keys.state', {});
      return value['state'] === 'open' ? value : undefined;
    });
    assert.deepEqual([state['protection'], state['osStore']], ['os', 'available']);
    assert.ok(standIn.callNames().includes('safeStorage.encryptStringAsync'));
  });

  it('goes on one page of paper', async () => {
    const sheet = await invoke('keys.recoverySheet', {});
    assert.equal(sheet.ok, true, JSON.stringify(sheet));
    assert.equal(sheet.value['pages'], 1);
    const response = await standIn.respond(`app://bundle${String(sheet.value['url'])}`);
    const bytes = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer(0));
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    const kept = process.env['CCHC_KEEP_SHEET'];
    if (kept !== undefined) writeFileSync(kept, bytes);
  });

  it('opens by itself at the next start, and in the command line inside the program', async () => {
    const before = (await invoke('keys.state', {})).value['fingerprint'];
    const { code, stdout } = await runChild({
      args: ['--cli', 'keys', 'state', '--data', data],
      home,
    });
    assert.equal(code, 0);
    const told = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual([told['state'], told['fingerprint']], ['open', before]);
    // What it would seal there, nobody could open again: its profile is gone afterwards.
    assert.equal(told['osStore'], 'none');
  });
});

describe('the dialog for a folder', () => {
  it('is the system’s own, starts somewhere, and what it answers may be written to', async () => {
    const chosen = await invoke('exchange.choosePlace', {});
    assert.equal(chosen.value['path'], stick);
    const box = standIn.calls.find(({ name }) => name === 'dialog.showOpenDialog')?.args[0] as {
      defaultPath?: string;
      properties?: string[];
    };
    assert.ok(path.isAbsolute(box.defaultPath ?? ''));
    assert.ok(box.properties?.includes('openDirectory'));
    assert.equal((await invoke('exchange.choosePlace', {})).value, null);
    const last = standIn.calls.filter(({ name }) => name === 'dialog.showOpenDialog').at(-1)?.args[0];
    assert.equal((last as { defaultPath?: string }).defaultPath, stick);
    assert.deepEqual(JSON.parse(readFileSync(path.join(data, 'places.json'), 'utf8')), [stick]);
  });

  it('alone opens a folder to a page', async () => {
    const other = await invoke('exchange.places', { folder: home });
    assert.equal(other.error?.code, 'PLACE_UNSUITABLE');
    assert.equal((await invoke('exchange.places', { folder: stick })).ok, true);
  });
});

describe('a system that keeps no secret', () => {
  it('is not used: the office asks for a passphrase', async () => {
    for (const [keyStore, osStore] of [
      ['basic_text', 'weak'],
      [null, 'none'],
    ] as const) {
      const own = scratchFolder();
      const { code } = await runChild({
        args: [`--data=${path.join(own, 'data')}`, '--sample=lai-vung-2022'],
        home: own,
        keyStore,
        leaveWhenShown: true,
      });
      assert.equal(code, 0, osStore);
      const { stdout } = await runChild({
        args: ['--cli', 'keys', 'state', '--data', path.join(own, 'data')],
        home: own,
      });
      assert.equal((JSON.parse(stdout) as Record<string, unknown>)['state'], 'none');
    }
  });
});

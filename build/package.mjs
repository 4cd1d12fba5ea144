// npm run package [-- --dir]: builds the application and packs it for this system into release/.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, PART_NAMES } from './build.mjs';
import { giveUp, note, root, run, setup, toolPath } from './setup.mjs';

await setup(import.meta.url);
await ensureBuilt(PART_NAMES);

const args = process.argv.slice(2);
const electron = path.join(root, 'node_modules', 'electron');
const { version } = JSON.parse(readFileSync(path.join(electron, 'package.json'), 'utf8'));
const target = process.platform === 'win32' ? '--win' : process.platform === 'linux' ? '--linux' : undefined;
if (target === undefined)
  giveUp('The application is packaged for Windows and Linux: run this on one of them.');

// An Electron already unpacked by npm start is used again instead of being fetched a second time.
const unpacked = path.join(electron, 'dist');
const namesItsOwn = args.some((argument) => argument.startsWith('-c.electronDist'));
if (!namesItsOwn && existsSync(path.join(unpacked, 'version'))) args.push(`-c.electronDist=${unpacked}`);

const code = await run(process.execPath, [
  toolPath('electron-builder'),
  target,
  '--x64',
  '--publish=never',
  ...args,
]);
if (code !== 0) {
  const system = process.platform === 'win32' ? 'win32' : 'linux';
  note(
    `\nThe package was not made. Where the download hosts cannot be reached, it needs these from another machine:\n` +
      `  1. electron-v${version}-${system}-x64.zip (the Electron release), used by\n` +
      `     npm run package -- -c.electronDist=<folder of the zip, or of its unpacked content>\n` +
      (system === 'win32'
        ? `  2. for the installer, electron-builder's NSIS toolset in the folder named by ELECTRON_BUILDER_CACHE;\n` +
          `     npm run package -- --dir -c.electronDist=… makes the plain folder without it.`
        : `  2. for the AppImage, electron-builder's AppImage toolset in the folder named by ELECTRON_BUILDER_CACHE;\n` +
          `     npm run package -- --dir -c.electronDist=… makes the plain folder without it.`),
  );
}
process.exitCode = code;

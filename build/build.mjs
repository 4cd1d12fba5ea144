// node build/build.mjs [main|preload|renderer|all] [--if-stale]
// Builds the parts into dist/. A part is stale when the content of its inputs is not the one whose hash
// stands in dist/.stamp-<part>.json; asking that takes some ten milliseconds.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { giveUp, note, root, setup, withLock } from './setup.mjs';

const COMMON = ['package-lock.json', 'package.json', 'tsconfig.json', 'build/build.mjs', 'build/root.ts'];
const PARTS = {
  main: ['core', 'db', 'main', 'build/vite.main.config.ts'],
  preload: ['core', 'preload', 'build/vite.preload.config.ts'],
  renderer: ['core', 'renderer', 'build/vite.renderer.config.ts'],
};
export const PART_NAMES = Object.keys(PARTS);

function filesOf(relative) {
  const full = path.join(root, relative);
  if (!existsSync(full)) return [];
  const entries = readdirSync(full, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}

function inputHash(part) {
  const files = [...COMMON, ...PARTS[part]].flatMap((relative) =>
    path.extname(relative) === '' ? filesOf(relative) : [relative],
  );
  const hash = createHash('sha256');
  for (const file of files.map((name) => name.replaceAll('\\', '/')).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

const stampOf = (part) => path.join(root, 'dist', `.stamp-${part}.json`);

function isFresh(part, hash) {
  try {
    return (
      JSON.parse(readFileSync(stampOf(part), 'utf8')).hash === hash &&
      existsSync(path.join(root, 'dist', part))
    );
  } catch {
    return false;
  }
}

/** What main/web.ts serves: the exact list of shipped files, so that no request ever names a path. */
function writeRendererManifest(folder) {
  const manifest = readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => {
      const content = readFileSync(file);
      return {
        path: path.relative(folder, file).replaceAll('\\', '/'),
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  writeFileSync(path.join(root, 'dist', 'renderer-manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

async function buildPart(part, ifStale) {
  const isUpToDate = () => ifStale && isFresh(part, inputHash(part));
  if (isUpToDate()) return;
  await withLock(`build-${part}`, async () => {
    // Somebody else may have built it while we waited for the lock.
    if (isUpToDate()) return;
    const started = Date.now();
    const hash = inputHash(part);
    const { build } = await import('vite');
    const config = (await import(pathToFileURL(path.join(root, 'build', `vite.${part}.config.ts`)).href))
      .default;
    const target = path.join(root, 'dist', part);
    // Built beside and then moved, so that a failed build leaves the last good one in place.
    const fresh = path.join(root, 'dist', `.new-${part}`);
    mkdirSync(path.dirname(fresh), { recursive: true });
    await build({ ...config, configFile: false, build: { ...config.build, outDir: fresh } });
    rmSync(stampOf(part), { force: true });
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
    if (part === 'renderer') writeRendererManifest(target);
    writeFileSync(stampOf(part), `${JSON.stringify({ hash })}\n`);
    note(`Built ${part} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  });
}

/** Builds the named parts, one after the other; throws what Vite throws. */
export async function buildParts(parts, { ifStale }) {
  for (const part of parts) await buildPart(part, ifStale);
}

/** As buildParts, for scripts that need the parts to go on: a failure is told and ends the process. */
export async function ensureBuilt(parts) {
  try {
    await buildParts(parts, { ifStale: true });
  } catch (error) {
    giveUp(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await setup(import.meta.url);
  const args = process.argv.slice(2);
  const names = args.filter((argument) => !argument.startsWith('--'));
  const unknown = names.find((name) => name !== 'all' && !(name in PARTS));
  if (unknown !== undefined) giveUp(`Unknown part "${unknown}": ${PART_NAMES.join(', ')} or all.`);
  const parts = names.length === 0 || names.includes('all') ? PART_NAMES : names;
  try {
    await buildParts(parts, { ifStale: args.includes('--if-stale') });
  } catch (error) {
    giveUp(`The build failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

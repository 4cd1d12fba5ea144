// --import build/source-worker.mjs: lets a worker thread run the TypeScript sources as Node strips them, for tests:
// `?raw` gives the text of a file, and JSON has a named export for every key, both as in the bundle.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const RAW = '?raw';

registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier.endsWith(RAW)) {
      return { url: new URL(specifier, context.parentURL).href, format: 'module', shortCircuit: true };
    }
    if (specifier.startsWith('.') && specifier.endsWith('.json')) {
      const url = `${new URL(specifier, context.parentURL).href}?named`;
      return { url, format: 'module', importAttributes: {}, shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
  load(url, context, nextLoad) {
    if (url.endsWith(RAW)) {
      const text = readFileSync(fileURLToPath(url.slice(0, -RAW.length)), 'utf8');
      return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
    }
    if (url.endsWith('.json?named')) {
      const json = JSON.parse(readFileSync(fileURLToPath(url.slice(0, -'?named'.length)), 'utf8'));
      const names = Object.keys(json).filter((key) => /^[A-Za-z_]\w*$/.test(key) && key !== 'default');
      const source = names.map((key) => `const ${key}_ = ${JSON.stringify(json[key])};`).join('\n');
      const exported = names.map((key) => `${key}_ as ${key}`).join(', ');
      return { format: 'module', source: `${source}\nexport { ${exported} };`, shortCircuit: true };
    }
    return nextLoad(url, context);
  },
});

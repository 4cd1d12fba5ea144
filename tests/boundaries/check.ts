// The rules of the rooms as one pure function: sources in, violations out. It owns the table of who may
// import what, and the rules for Electron that can be read off the source. It reads no files itself, so the
// test gives it bad sources as strings.
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parseSync } from 'vite';

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

type Room = 'core' | 'db' | 'main' | 'main/electron' | 'preload' | 'renderer';

interface RoomRules {
  readonly rooms: readonly Room[];
  readonly node: boolean;
  /** Exact specifiers; a name that ends in `/` allows everything below it. */
  readonly packages: readonly string[];
  readonly forbiddenGlobals: ReadonlySet<string>;
}

const DOM_GLOBALS = [
  'window',
  'document',
  'localStorage',
  'sessionStorage',
  'navigator',
  'location',
  'history',
  'XMLHttpRequest',
  'EventSource',
  'indexedDB',
  'HTMLElement',
  'DOMParser',
];
const NODE_GLOBALS = [
  'process',
  'Buffer',
  'require',
  'module',
  '__dirname',
  '__filename',
  'global',
  'setImmediate',
];
/** What would let the pure rules depend on the machine, the time or chance. */
const IMPURE_GLOBALS = [
  'globalThis',
  'self',
  'fetch',
  'crypto',
  'performance',
  'setTimeout',
  'setInterval',
  'queueMicrotask',
  'console',
];

/** What main may bundle; the typefaces are data, which printed pages carry. */
const SERVER_PACKAGES = [
  'zod',
  'hono',
  'hono/',
  '@hono/node-server',
  '@hono/node-server/',
  'docx',
  'csv-parse/sync',
  'age-encryption',
  'fflate',
  'saxen',
  'write-excel-file/node',
  'pdfjs-dist/legacy/build/',
  '@fontsource/',
];

const RULES: Readonly<Record<Room, RoomRules>> = {
  core: {
    rooms: ['core'],
    node: false,
    packages: ['zod', 'docx', 'csv-parse/sync', 'csv-parse/browser/esm/sync', 'date-chinese', '@noble/'],
    forbiddenGlobals: new Set([...DOM_GLOBALS, ...NODE_GLOBALS, ...IMPURE_GLOBALS]),
  },
  db: {
    rooms: ['core', 'db'],
    node: true,
    packages: ['better-sqlite3'],
    forbiddenGlobals: new Set([...DOM_GLOBALS, 'console', 'fetch']),
  },
  main: {
    rooms: ['core', 'db', 'main'],
    node: true,
    packages: SERVER_PACKAGES,
    forbiddenGlobals: new Set(DOM_GLOBALS),
  },
  'main/electron': {
    rooms: ['core', 'db', 'main', 'main/electron'],
    node: true,
    packages: [...SERVER_PACKAGES, 'electron'],
    forbiddenGlobals: new Set(DOM_GLOBALS),
  },
  // A sandboxed preload: its few rules are written out in checkPreload.
  preload: { rooms: ['core', 'preload'], node: false, packages: ['electron'], forbiddenGlobals: new Set() },
  renderer: {
    rooms: ['core', 'renderer'],
    node: false,
    packages: [
      'zod',
      'react',
      'react-dom',
      'react-dom/',
      'react/jsx-runtime',
      'react-router',
      'react-router/',
      'react-hook-form',
      'react-i18next',
      'i18next',
      '@emotion/',
      '@fontsource/',
      '@hookform/resolvers/',
      '@dnd-kit/',
      '@mui/',
      '@tanstack/',
      'pdfjs-dist',
      'pdfjs-dist/',
    ],
    forbiddenGlobals: new Set([...NODE_GLOBALS, 'console']),
  },
};

/** Packages that a few named files may use besides. */
const EXCEPTIONS: readonly { readonly files: RegExp; readonly packages: readonly string[] }[] = [
  { files: /^main\/(?:pdf[\w-]*|chromium-printer)\.ts$/, packages: ['playwright-core'] },
  { files: /^main\/prints\//, packages: ['@cantoo/pdf-lib'] },
  {
    // The rest of the screens knows the editor by its own functions alone.
    files: /^renderer\/features\/documents\/editor\//,
    packages: [
      'prosemirror-commands',
      'prosemirror-history',
      'prosemirror-keymap',
      'prosemirror-model',
      'prosemirror-state',
      'prosemirror-tables',
      'prosemirror-view',
    ],
  },
];

const PRELOAD_VALUES: readonly string[] = ['contextBridge', 'ipcRenderer'];

/** Settings that would open a window's sandbox; each with the value that must never be written. */
const FORBIDDEN_SETTINGS: Readonly<Record<string, boolean | 'any'>> = {
  webSecurity: false,
  contextIsolation: false,
  sandbox: false,
  safeDialogs: false,
  nodeIntegration: true,
  nodeIntegrationInWorker: true,
  nodeIntegrationInSubFrames: true,
  webviewTag: true,
  allowRunningInsecureContent: true,
  experimentalFeatures: true,
  navigateOnDragDrop: true,
  spellcheck: true,
  bypassCSP: true,
  enableBlinkFeatures: 'any',
  disableBlinkFeatures: 'any',
};

const ONLY_IN_WINDOWS = new Set(['BrowserWindow', 'BaseWindow', 'WebContentsView', 'BrowserView']);
/** The arguments of these run inside a page, not in the process that writes them. */
const RUNS_IN_PAGE = new Set([
  'evaluate',
  'evaluateHandle',
  'waitForFunction',
  'addInitScript',
  '$eval',
  '$$eval',
]);

// ---- reading one source ------------------------------------------------------------------------------

interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

function isNode(value: unknown): value is Node {
  return (
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'
  );
}

type Visit = (node: Node, parent: Node | undefined, key: string) => boolean | void;

/** Visits a tree in order; a visitor that answers false keeps out of the children. */
function walk(node: Node, visit: Visit, parent?: Node, key = ''): void {
  if (visit(node, parent, key) === false) return;
  for (const [name, value] of Object.entries(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) walk(item, visit, node, name);
    } else if (isNode(value)) {
      walk(value, visit, node, name);
    }
  }
}

interface Import {
  readonly specifier: string;
  readonly start: number;
  /** Erased before the program runs. */
  readonly isType: boolean;
  readonly isDynamic: boolean;
  /** The imported names that exist at run time; `*` is the whole module. */
  readonly values: readonly string[];
}

interface Source {
  readonly file: string;
  readonly program: Node;
  readonly imports: readonly Import[];
  /** Dynamic imports whose target cannot be read off the source. */
  readonly computed: readonly number[];
  readonly lineAt: (offset: number) => number;
}

const nameOf = (value: unknown): string => {
  if (!isNode(value)) return '';
  const name = value['name'] ?? value['value'];
  return typeof name === 'string' ? name : '';
};
const literalOf = (value: unknown): string | undefined => {
  if (!isNode(value)) return undefined;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  if (value.type === 'TemplateLiteral' && (value['expressions'] as unknown[]).length === 0) {
    const [quasi] = value['quasis'] as { value: { cooked: string } }[];
    return quasi?.value.cooked;
  }
  if (value.type === 'TSLiteralType') return literalOf(value['literal']);
  return undefined;
};

function importsIn(program: Node): { imports: Import[]; computed: number[] } {
  const imports: Import[] = [];
  const computed: number[] = [];
  const add = (node: Node, source: unknown, kind: Partial<Import>): void => {
    const specifier = literalOf(source);
    if (specifier === undefined) computed.push(node.start);
    else imports.push({ specifier, start: node.start, isType: false, isDynamic: false, values: [], ...kind });
  };
  walk(program, (node) => {
    if (node.type === 'ImportDeclaration') {
      const specifiers = node['specifiers'] as Node[];
      const running = specifiers.filter((item) => item['importKind'] !== 'type');
      // `import {} from` and `import 'x'` run the module; a list of nothing but types does not.
      const isType = node['importKind'] === 'type' || (specifiers.length > 0 && running.length === 0);
      const values = running.map((item) =>
        item.type === 'ImportSpecifier' ? nameOf(item['imported']) : '*',
      );
      add(node, node['source'], { isType, values: isType ? [] : values });
    } else if (node.type === 'ExportAllDeclaration') {
      const isType = node['exportKind'] === 'type';
      add(node, node['source'], { isType, values: isType ? [] : ['*'] });
    } else if (node.type === 'ExportNamedDeclaration' && isNode(node['source'])) {
      const specifiers = node['specifiers'] as Node[];
      const running = specifiers.filter((item) => item['exportKind'] !== 'type');
      const isType = node['exportKind'] === 'type' || (specifiers.length > 0 && running.length === 0);
      add(node, node['source'], {
        isType,
        values: isType ? [] : running.map((item) => nameOf(item['local'])),
      });
    } else if (node.type === 'ImportExpression') {
      add(node, node['source'], { isDynamic: true, values: ['*'] });
    } else if (node.type === 'TSImportType') {
      add(node, node['source'] ?? node['argument'], { isType: true });
    } else if (node.type === 'TSExternalModuleReference') {
      add(node, node['expression'], { values: ['*'] });
    } else if (node.type === 'CallExpression' && nameOf(node['callee']) === 'require') {
      add(node, (node['arguments'] as Node[])[0], { values: ['*'] });
    }
  });
  return { imports, computed };
}

function readSource(file: string, text: string): Source {
  const parsed = parseSync(file, text);
  const [error] = parsed.errors;
  if (error !== undefined) throw new Error(`${file} cannot be parsed: ${error.message}`);
  const { program } = parsed;
  // The tree is walked generically: the library's types name every kind of node, this walk needs four keys.
  if (!isNode(program)) throw new Error(`${file} has no program.`);
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  return { file, program, ...importsIn(program), lineAt };
}

// ---- the rules ---------------------------------------------------------------------------------------

function roomOf(file: string): Room | undefined {
  if (file.startsWith('main/electron/')) return 'main/electron';
  const [first = ''] = file.split('/');
  return first in RULES && file.includes('/') ? (first as Room) : undefined;
}

const isAllowed = (name: string, allowed: readonly string[]) =>
  allowed.some((entry) => (entry.endsWith('/') ? name.startsWith(entry) : name === entry));

type Report = (rule: string, start: number, message: string) => void;

/** The file that a relative import names, without `?raw` and the like; undefined when there is none. */
function resolveImport(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  const [bare = ''] = specifier.split('?');
  const target = path.posix.join(path.posix.dirname(from), bare);
  return files.has(target) ? target : undefined;
}

function checkImports(source: Source, room: Room, files: ReadonlySet<string>, report: Report): void {
  const rules = RULES[room];
  for (const start of source.computed) {
    report('computed-import', start, 'the target of an import must be a plain string');
  }
  for (const item of source.imports) {
    const { specifier, start } = item;
    const wrong = (rule: string, reason: string) => report(rule, start, `"${specifier}": ${reason}`);
    if (specifier.startsWith('.')) {
      const target = resolveImport(source.file, specifier, files);
      if (target === undefined) {
        wrong('unresolved', 'there is no such file (relative imports carry their extension)');
        continue;
      }
      const other = roomOf(target);
      // The product's own name and version, bundled as data.
      if (target === 'package.json' && source.file === 'main/version.ts') continue;
      if (other === undefined || !rules.rooms.includes(other)) {
        wrong('room', `${room} may not import ${other ?? 'what stands outside the rooms'}`);
      } else if (room === 'preload' && other === 'core' && !item.isType) {
        wrong('room', 'preload may import only types from core');
      }
    } else if (specifier.startsWith('node:')) {
      if (!rules.node) wrong('node', `${room} may not use Node`);
      // Without the fuse runAsNode a forked child would start the application once more.
      if (specifier === 'node:child_process' && item.values.includes('fork')) {
        wrong('fork', 'use worker_threads: a packaged Electron cannot fork Node');
      }
    } else if (builtinModules.includes(specifier)) {
      wrong('node', 'write the node: prefix');
    } else if (specifier.startsWith('/')) {
      wrong('unresolved', 'absolute paths are not imported');
    } else {
      const extra = EXCEPTIONS.filter((entry) => entry.files.test(source.file)).flatMap(
        (entry) => entry.packages,
      );
      if (!isAllowed(specifier, [...rules.packages, ...extra])) {
        wrong('package', `${room} may not import this package`);
      } else if (specifier === 'playwright-core' && !item.isDynamic && !item.isType) {
        wrong(
          'package',
          'is not part of the packaged application: import it when it is needed, with import()',
        );
      }
      if (specifier === 'electron') checkElectronImport(source, room, item, report);
    }
  }
}

function checkElectronImport(source: Source, room: Room, item: Import, report: Report): void {
  if (item.values.includes('*')) {
    report(
      'electron-names',
      item.start,
      'import from electron by name, so that the rules can see what is used',
    );
  }
  if (item.values.includes('shell') && source.file !== 'main/electron/safe-open.ts') {
    report('shell', item.start, 'shell is imported by main/electron/safe-open.ts alone');
  }
  if (room === 'preload') {
    for (const name of item.values.filter((value) => value !== '*' && !PRELOAD_VALUES.includes(value))) {
      report('preload-names', item.start, `preload may not use ${name} of electron`);
    }
  }
}

/** Names that the file itself declares anywhere: `document` is an ordinary word in this product. */
function declaredNames(program: Node): ReadonlySet<string> {
  const names = new Set<string>();
  const addPattern = (pattern: unknown): void => {
    if (!isNode(pattern)) return;
    if (pattern.type === 'Identifier') names.add(nameOf(pattern));
    else if (pattern.type === 'Property') addPattern(pattern['value']);
    else if (pattern.type === 'AssignmentPattern') addPattern(pattern['left']);
    else if (pattern.type === 'RestElement') addPattern(pattern['argument']);
    else if (pattern.type === 'ObjectPattern') (pattern['properties'] as unknown[]).forEach(addPattern);
    else if (pattern.type === 'ArrayPattern') (pattern['elements'] as unknown[]).forEach(addPattern);
  };
  walk(program, (node) => {
    if (node.type === 'VariableDeclarator') addPattern(node['id']);
    if (/Function|^TSDeclareFunction|Class(?:Declaration|Expression)$/.test(node.type))
      addPattern(node['id']);
    if (Array.isArray(node['params'])) node['params'].forEach(addPattern);
    if (node.type === 'CatchClause') addPattern(node['param']);
    if (/^Import(?:|Default|Namespace)Specifier$/.test(node.type)) addPattern(node['local']);
  });
  return names;
}

/** Whether an identifier stands for a value of that name, rather than naming a key, a member or a type. */
function isReference(node: Node, parent: Node | undefined, key: string): boolean {
  if (node.type !== 'Identifier' || parent === undefined) return false;
  if (parent.type === 'MemberExpression' && key === 'property') return parent['computed'] === true;
  if (key === 'key') return parent['computed'] === true || parent['shorthand'] === true;
  if (parent.type.startsWith('TS'))
    return ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'].includes(parent.type);
  return !/Specifier$|^LabeledStatement$|^MetaProperty$/.test(parent.type);
}

function checkGlobals(source: Source, room: Room, report: Report): void {
  const forbidden = RULES[room].forbiddenGlobals;
  const declared = declaredNames(source.program);
  walk(source.program, (node, parent, key) => {
    if (node.type === 'CallExpression' && RUNS_IN_PAGE.has(nameOf((node['callee'] as Node)['property']))) {
      return false;
    }
    const name = nameOf(node);
    if (isReference(node, parent, key) && forbidden.has(name) && !declared.has(name)) {
      report('global', node.start, `${room} may not use ${name}`);
    }
    return true;
  });
}

/** core is told the time and given its chance; it never asks for them. */
function checkPurity(source: Source, report: Report): void {
  walk(source.program, (node) => {
    const callee = isNode(node['callee']) ? node['callee'] : undefined;
    if (
      node.type === 'NewExpression' &&
      nameOf(callee) === 'Date' &&
      (node['arguments'] as Node[]).length === 0
    ) {
      report('clock', node.start, 'core has no clock: new Date() needs an argument');
    }
    if (node.type === 'CallExpression' && nameOf(callee) === 'Date') {
      report('clock', node.start, 'core has no clock: Date() tells the present time');
    }
    if (node.type === 'MemberExpression') {
      const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
      if (member === 'Date.now') report('clock', node.start, 'core has no clock: Date.now');
      if (member === 'Math.random') report('chance', node.start, 'core has no randomness: Math.random');
    }
  });
}

function checkElectronUse(source: Source, report: Report): void {
  walk(source.program, (node) => {
    if (node.type === 'NewExpression') {
      const name = nameOf(node['callee']);
      if (ONLY_IN_WINDOWS.has(name) && source.file !== 'main/electron/windows.ts') {
        report('windows', node.start, `new ${name} stands in main/electron/windows.ts alone`);
      }
    }
    if (node.type === 'Property') {
      const name = nameOf(node['key']);
      const bad = Object.hasOwn(FORBIDDEN_SETTINGS, name) ? FORBIDDEN_SETTINGS[name] : undefined;
      const value = isNode(node['value']) ? node['value']['value'] : undefined;
      if (bad === 'any' || (bad !== undefined && value === bad)) {
        report('setting', node.start, `${name}: ${String(value)} is never set`);
      }
    }
    if (node.type === 'MemberExpression' && nameOf(node['property']) === 'loadFile') {
      report('file-scheme', node.start, 'windows load app://bundle/, never file:');
    }
    const text = literalOf(node);
    if (text !== undefined && /^file:\/\//i.test(text)) {
      report('file-scheme', node.start, 'windows load app://bundle/, never file:');
    }
  });
}

/** Every cycle of imports, told once, at the file whose name comes first. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  // Tarjan's strongly connected components.
  const cycles: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file) ?? 0);
    stack.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      else if (!stack.includes(next)) continue;
      low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== index.get(file)) return;
    const members = stack.splice(stack.indexOf(file)).sort();
    if (members.length > 1 || (graph.get(file) ?? []).includes(file)) cycles.push(members);
  };
  for (const file of [...graph.keys()].sort()) if (!index.has(file)) visit(file);
  return cycles;
}

/**
 * Checks the given sources (path from the top of the tree → text). `assets` are the files that may be
 * imported besides, such as `.sql` with `?raw`.
 */
export function checkBoundaries(
  sources: ReadonlyMap<string, string>,
  assets: readonly string[] = [],
): readonly Violation[] {
  const files = new Set([...sources.keys(), ...assets]);
  const violations: Violation[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const [file, text] of sources) {
    const room = roomOf(file);
    if (room === undefined) continue;
    const source = readSource(file, text);
    const report: Report = (rule, start, message) => {
      violations.push({ file, line: source.lineAt(start), rule, message });
    };
    checkImports(source, room, files, report);
    checkGlobals(source, room, report);
    if (room === 'core') checkPurity(source, report);
    checkElectronUse(source, report);
    graph.set(
      file,
      source.imports
        .filter((item) => item.specifier.startsWith('.'))
        .flatMap((item) => resolveImport(file, item.specifier, files) ?? []),
    );
  }
  for (const members of findCycles(graph)) {
    const [file = ''] = members;
    violations.push({ file, line: 1, rule: 'cycle', message: `imports in a circle: ${members.join(' ↔ ')}` });
  }
  return violations;
}

export const ROOMS = ['core', 'db', 'main', 'preload', 'renderer'] as const;

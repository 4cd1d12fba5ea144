/**
 * What the stand-in puts into each page: the isolated world of the preload, with the few modules a sandboxed
 * preload has, and in the page's own world the copy of what the preload exposes. The two worlds share the
 * window's events and nothing else, and only JSON goes through, as through a context bridge.
 */

export const PRELOAD_WORLD = 'standin-preload';
export const BINDING = 'standinInvoke';

/** Runs in the page's own world. */
export function pageWorldScript(secret: string): string {
  return `(() => {
  if (window !== window.top) return;
  const secret = ${JSON.stringify(secret)};
  let last = 0;
  const callbacks = new Map();
  const hear = (name, listener, options) =>
    window.addEventListener(secret + name, (event) => listener(JSON.parse(event.detail)), options);
  const tell = (name, detail) =>
    window.dispatchEvent(new CustomEvent(secret + name, { detail: JSON.stringify(detail) }));
  const call = (target, args) => {
    const id = ++last;
    const coded = args.map((value) => {
      if (typeof value !== 'function') return { value };
      callbacks.set(++last, value);
      return { callback: last };
    });
    let answer;
    hear('answer' + id, (given) => { answer = given; }, { once: true });
    const settled = new Promise((resolve, reject) => {
      hear('settled' + id, (given) => (given.ok ? resolve(given.value) : reject(new Error(given.message))), { once: true });
    });
    tell('call', { id, target, args: coded });
    if (answer === undefined) throw new Error('the preload did not answer');
    if (answer.kind === 'promise') return settled;
    return answer.kind === 'function' ? (...more) => call(answer.target, more) : answer.value;
  };
  hear('callback', ({ callback, args }) => callbacks.get(callback)?.(...args));
  hear('expose', ({ name, shape }) => {
    if (name in window) return;
    const copy = {};
    for (const [key, member] of Object.entries(shape)) {
      copy[key] = member.target === undefined ? member.value : (...args) => call(member.target, args);
    }
    Object.defineProperty(window, name, { value: Object.freeze(copy), enumerable: true });
  });
  tell('hello', {});
  window.standinViolations = [];
  window.addEventListener('securitypolicyviolation', (event) => {
    window.standinViolations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile);
  });
})();`;
}

/** Runs in the isolated world: the preload's own source, with what a sandboxed preload may use around it. */
export function preloadWorldScript(secret: string, source: string, platform: string): string {
  return `(() => {
  if (window !== window.top) return;
  const secret = ${JSON.stringify(secret)};
  const strict = (name, members) => new Proxy(members, {
    get: (target, key) => {
      if (typeof key === 'string' && !(key in target)) throw new Error('stand-in: ' + name + '.' + key);
      return target[key];
    },
  });
  let last = 0;
  const waiting = new Map();
  const listeners = new Map();
  const targets = new Map();
  const exposed = [];
  const tell = (name, detail) =>
    window.dispatchEvent(new CustomEvent(secret + name, { detail: JSON.stringify(detail) }));
  const hear = (name, listener) =>
    window.addEventListener(secret + name, (event) => listener(JSON.parse(event.detail)));
  const target = (call) => { targets.set(++last, call); return last; };

  hear('hello', () => exposed.forEach((one) => tell('expose', one)));
  hear('call', ({ id, target: which, args }) => {
    const result = targets.get(which)(...args.map((one) => (one.callback === undefined
      ? one.value
      : (...given) => tell('callback', { callback: one.callback, args: given }))));
    if (typeof result === 'function') return tell('answer' + id, { kind: 'function', target: target(result) });
    if (!(result instanceof Promise)) return tell('answer' + id, { kind: 'value', value: result });
    tell('answer' + id, { kind: 'promise' });
    result.then(
      (value) => tell('settled' + id, { ok: true, value }),
      (error) => tell('settled' + id, { ok: false, message: String(error?.message ?? error) }),
    );
  });

  globalThis.standinReply = (id, ok, value) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (ok) resolve(value); else reject(new Error(value));
  };
  globalThis.standinSend = (channel, args) => {
    // What a page must never get hold of.
    const event = { sender: 'a way to every channel', ports: [] };
    for (const listener of listeners.get(channel) ?? []) listener(event, ...args);
  };
  globalThis.standinPreloadSecret = 'seen in the isolated world only';

  const ipcRenderer = strict('ipcRenderer', {
    invoke: (channel, ...args) => new Promise((resolve, reject) => {
      const id = ++last;
      waiting.set(id, { resolve, reject });
      ${BINDING}(JSON.stringify({ id, channel, args }));
    }),
    on: (channel, listener) => { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); },
    removeListener: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener));
    },
  });
  const contextBridge = strict('contextBridge', {
    exposeInMainWorld: (name, api) => {
      const shape = {};
      for (const [key, value] of Object.entries(api)) {
        shape[key] = typeof value === 'function' ? { target: target(value) } : { value };
      }
      exposed.push({ name, shape });
      tell('expose', { name, shape });
    },
  });
  const electron = strict('electron', { contextBridge, ipcRenderer });
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload cannot require ' + name);
    return electron;
  };
  const module = { exports: {} };
  const process = strict('process', { platform: ${JSON.stringify(platform)} });
  ((require, module, exports, process) => {
${source}
  })(require, module, module.exports, process);
})();`;
}

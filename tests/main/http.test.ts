// Who gets in over HTTP, and who does not: against a real server on a real socket.
import net from 'node:net';
import os from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Fixture, startFixture } from './http-fixture.ts';

let server: Fixture;
let cookie: string;
beforeAll(async () => {
  server = await startFixture({ http: { open: '/plans/abc?tab=team' } });
  cookie = await server.signIn();
});
afterAll(() => server.stop());

const json = (): Record<string, string> => ({
  cookie,
  origin: server.origin,
  'content-type': 'application/json',
});
const code = (text: string) => (JSON.parse(text) as { error?: { code: string } }).error?.code;

describe('the launch key', () => {
  it('opens the asked page, becomes a cookie named by the port, and leaves the address', async () => {
    expect(server.url).toBe(`${server.origin}/plans/abc?tab=team&key=${server.key}`);
    expect(Buffer.from(server.key, 'base64url')).toHaveLength(32);
    const answer = await server.send('GET', `/plans/abc?tab=team&key=${server.key}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.location).toBe('/plans/abc?tab=team');
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^cchc_${server.port}=[A-Za-z0-9_-]{43}; HttpOnly; SameSite=Strict; Path=/$`),
      ),
    ]);
    expect(answer.headers['cache-control']).toBe('no-store');
    // The cookie is not the key.
    expect(answer.headers['set-cookie']![0]).not.toContain(server.key);
  });

  it('stays valid while the process lives', async () => {
    for (let time = 0; time < 3; time++)
      expect((await server.send('GET', `/?key=${server.key}`)).status).toBe(303);
    expect((await server.send('GET', `/?key=${server.key}`, { cookie })).headers.location).toBe('/');
  });

  it('never leads to another host', async () => {
    for (const target of ['//evil.example/', '///evil.example', '/\\evil.example', '/%2F%2Fevil.example']) {
      const answer = await server.send('GET', `${target}?key=${server.key}`);
      const location = answer.headers.location ?? '/';
      expect(new URL(location, server.origin).host).toBe(server.host);
    }
  });

  it('that is wrong lets nobody in, and after some tries is not even looked at; the right one still is', async () => {
    const other = await startFixture();
    try {
      const statuses: number[] = [];
      for (let time = 0; time < 25; time++) {
        const answer = await other.send('GET', `/?key=${'A'.repeat(time)}`, { accept: 'text/html' });
        statuses.push(answer.status);
        expect(answer.headers['set-cookie']).toBeUndefined();
      }
      expect(statuses.slice(0, 20).every((status) => status === 401)).toBe(true);
      expect(statuses.slice(20).every((status) => status === 429)).toBe(true);
      expect((await other.send('GET', `/?key=${other.key}`)).status).toBe(303);
    } finally {
      await other.stop();
    }
  });

  it('is another one, with another session, in every process', async () => {
    const other = await startFixture();
    try {
      expect(other.key).not.toBe(server.key);
      const stolen = cookie.replace(`cchc_${server.port}`, `cchc_${other.port}`);
      expect((await other.send('GET', '/', { cookie: stolen })).status).toBe(401);
      expect((await other.send('GET', '/', { cookie })).status).toBe(401);
    } finally {
      await other.stop();
    }
  });
});

describe('without a session', () => {
  it('a person is told in Vietnamese what to open', async () => {
    for (const headers of [
      { accept: 'text/html' },
      { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' },
    ]) {
      const answer = await server.send('GET', '/plans/abc', headers);
      expect(answer.status).toBe(401);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.text).toContain('Hãy mở địa chỉ mà phần mềm đã in ra khi khởi động');
      expect(answer.text).not.toContain(server.key);
    }
  });

  it.each([
    '/',
    '/assets/app-1a2b3c.js',
    '/events',
    '/blob/00000000000000000000000000000000',
    '/rpc/plans.list',
  ])('GET %s is UNAUTHENTICATED', async (target) => {
    const answer = await server.send('GET', target);
    expect([answer.status, code(answer.text)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('a call is UNAUTHENTICATED and is not made', async () => {
    const before = server.calls.length;
    const { cookie: _cookie, ...headers } = json();
    const answer = await server.send('POST', '/rpc/plans.list', headers, '{}');
    expect([answer.status, code(answer.text)]).toEqual([401, 'UNAUTHENTICATED']);
    expect(server.calls.length).toBe(before);
  });

  it.each(['', 'x', 'x'.repeat(43)])('a made-up cookie "%s" is none', async (value) => {
    const answer = await server.send('GET', '/', { cookie: `cchc_${server.port}=${value}` });
    expect(answer.status).toBe(401);
  });

  it('a cookie planted beside the right one closes the door, not opens another', async () => {
    const planted = `cchc_${server.port}=planted; ${cookie}`;
    expect((await server.send('GET', '/', { cookie: planted })).status).toBe(401);
  });
});

describe('where a request comes from', () => {
  it.each([
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost',
    '[::1]',
    'localhost.evil.example',
    '0.0.0.0',
    '127.0.0.1.nip.io',
  ])('another host name is refused: %s', async (name) => {
    const withPort = name.includes(':') ? name : `${name}:${server.port}`;
    const hosts = name === '127.0.0.1' || name === 'localhost' ? [name] : [name, withPort];
    for (const host of hosts) {
      const answer = await server.send('GET', `/?key=${server.key}`, { host, cookie });
      expect([400, 421]).toContain(answer.status);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('localhost is the same PC', async () => {
    const host = `localhost:${server.port}`;
    const headers = { ...json(), host, origin: `http://${host}` };
    expect((await server.send('POST', '/rpc/plans.list', headers, '{}')).status).toBe(200);
  });

  it('two Host lines, none, or an absolute target are refused', async () => {
    const line = `Host: ${server.host}\r\n`;
    const end = `Cookie: ${cookie}\r\nConnection: close\r\n\r\n`;
    for (const raw of [
      `GET / HTTP/1.1\r\nHost: evil.example\r\n${line}${end}`,
      `GET / HTTP/1.1\r\n${line}Host: evil.example\r\n${end}`,
      `GET / HTTP/1.1\r\n${end}`,
      `GET http://evil.example/ HTTP/1.1\r\n${line}${end}`,
      `GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n${end}`,
    ]) {
      expect(await server.sendRaw(raw)).toMatch(/^HTTP\/1\.1 4(00|21) /);
    }
    expect(await server.sendRaw(`GET / HTTP/1.1\r\n${line}${end}`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  const origins: [string, (own: string) => string | null][] = [
    ['none', () => null],
    ['null', () => 'null'],
    ['another site', () => 'https://evil.example'],
    ['another port', () => 'http://127.0.0.1:1'],
    ['https of the same', (own) => own.replace('http:', 'https:')],
    ['the other name of this PC', (own) => own.replace('127.0.0.1', 'localhost')],
    ['longer', (own) => `${own}.evil.example`],
  ];
  it.each(origins)('a POST whose Origin is %s is refused', async (_name, originOf) => {
    const before = server.calls.length;
    const { origin: _own, ...rest } = json();
    const sent = originOf(server.origin);
    const headers = sent === null ? rest : { ...rest, origin: sent };
    for (const target of ['/rpc/plans.list', '/upload?purpose=scan']) {
      const answer = await server.send('POST', target, headers, '{}');
      expect([answer.status, code(answer.text)]).toEqual([403, 'FORBIDDEN']);
    }
    expect(server.calls.length).toBe(before);
  });

  it.each(['cross-site', 'same-site', 'none'])(
    'a POST that the browser calls %s is refused',
    async (site) => {
      const answer = await server.send(
        'POST',
        '/rpc/plans.list',
        { ...json(), 'sec-fetch-site': site },
        '{}',
      );
      expect(answer.status).toBe(403);
    },
  );

  it.each(['cross-site', 'same-site'])(
    '%s scripts and images read nothing; a link may be followed',
    async (site) => {
      const headers = { cookie, 'sec-fetch-site': site };
      expect(
        (await server.send('GET', '/assets/app-1a2b3c.js', { ...headers, 'sec-fetch-mode': 'no-cors' }))
          .status,
      ).toBe(403);
      expect((await server.send('GET', '/events', { ...headers, 'sec-fetch-mode': 'cors' })).status).toBe(
        403,
      );
      const link = { ...headers, 'sec-fetch-mode': 'navigate' };
      expect((await server.send('GET', '/', { ...link, 'sec-fetch-dest': 'iframe' })).status).toBe(403);
      expect((await server.send('GET', '/', { ...link, 'sec-fetch-dest': 'document' })).status).toBe(200);
    },
  );

  it('no answer ever allows another origin to read it', async () => {
    const answers = await Promise.all([
      server.send('OPTIONS', '/rpc/plans.list', {
        origin: 'https://evil.example',
        'access-control-request-method': 'POST',
      }),
      server.send('OPTIONS', '/rpc/plans.list', {
        cookie,
        origin: server.origin,
        'access-control-request-method': 'POST',
      }),
      server.send('GET', '/', { cookie, origin: 'https://evil.example' }),
      server.send('POST', '/rpc/plans.list', json(), '{}'),
      server.send('GET', '/', { cookie }),
    ]);
    expect(answers.map((answer) => answer.status)).toEqual([403, 405, 403, 200, 200]);
    for (const { headers } of answers) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

describe('calls', () => {
  it('reach the dispatcher with input and meta, as HTTP', async () => {
    const body = JSON.stringify({ input: { year: 2019 }, meta: { editKey: 'k', group: 'g' } });
    const answer = await server.send('POST', '/rpc/plans.list', json(), body);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { ok: true, value: { method: 'plans.list' } },
    ]);
    expect(server.calls.at(-1)).toEqual({
      method: 'plans.list',
      input: { year: 2019 },
      transport: 'http',
      meta: { editKey: 'k', group: 'g' },
    });
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('that fail answer an envelope with a status', async () => {
    const answer = await server.send('POST', '/rpc/plans.get', json(), '{"input":{}}');
    expect([answer.status, code(answer.text)]).toEqual([404, 'NOT_FOUND']);
  });

  const refused: [string, string, Record<string, string>, string, number, string][] = [
    ['plain text', '/rpc/plans.list', { 'content-type': 'text/plain' }, '{}', 400, 'NOT_JSON'],
    [
      'a form',
      '/rpc/plans.list',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a=b',
      400,
      'NOT_JSON',
    ],
    ['no type', '/rpc/plans.list', { 'content-type': '' }, '{}', 400, 'NOT_JSON'],
    ['not JSON', '/rpc/plans.list', {}, '{', 400, 'NOT_JSON'],
    ['no body', '/rpc/plans.list', {}, '', 400, 'NOT_JSON'],
    ['not an object', '/rpc/plans.list', {}, '[]', 400, 'NOT_JSON'],
    ['an unknown key beside the input', '/rpc/plans.list', {}, '{"input":{},"x":1}', 400, 'NOT_JSON'],
    ['no method', '/rpc/', {}, '{}', 404, 'UNKNOWN_METHOD'],
    ['a path', '/rpc/a/b', {}, '{}', 404, 'UNKNOWN_METHOD'],
  ];
  it.each(refused)('%s', async (_name, target, headers, body, status, expected) => {
    const before = server.calls.length;
    const answer = await server.send('POST', target, { ...json(), ...headers }, body);
    expect([answer.status, code(answer.text)]).toEqual([status, expected]);
    expect(server.calls.length).toBe(before);
  });

  it('broken UTF-8 is not JSON', async () => {
    const body = Buffer.from('{"input":{"text":"\xff"}}', 'latin1');
    expect(code((await server.send('POST', '/rpc/plans.list', json(), body)).text)).toBe('NOT_JSON');
  });

  it('too large by what they declare are refused before a byte is read', async () => {
    const head = `POST /rpc/plans.list HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n`;
    const answer = await server.sendRaw(head, 1500);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toContain('"TOO_LARGE"');
  });

  it('too large although they declare nothing are refused on the way', async () => {
    const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
    const head = `POST /rpc/plans.list HTTP/1.1\r\nHost: ${server.host}\r\nOrigin: ${server.origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await server.sendRaw(`${head}${chunk.repeat(40)}`, 1500);
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('by %s do not exist', async (method) => {
    const answer = await server.send(method, '/rpc/plans.list', json());
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
  });
});

describe('the socket', () => {
  it('listens on the loopback address only', async () => {
    const elsewhere = Object.values(os.networkInterfaces())
      .flat()
      .filter((address) => address?.family === 'IPv4' && !address.internal)
      .map((address) => address!.address);
    for (const address of [...elsewhere, '127.0.0.2']) {
      const reached = await new Promise<boolean>((resolve) => {
        const socket = net.connect({ host: address, port: server.port, timeout: 2000 });
        socket.once('connect', () => resolve(true));
        socket.once('timeout', () => resolve(false));
        socket.once('error', () => resolve(false));
        socket.once('close', () => socket.destroy());
      });
      expect([address, reached]).toEqual([address, false]);
    }
  });

  it('is taken from who sends a head too slowly', async () => {
    const quick = await startFixture({ http: { limits: { headersTimeout: 300, requestTimeout: 600 } } });
    try {
      const started = Date.now();
      const answer = await quick.sendRaw('GET / HTTP/1.1\r\nHost: 127', 10_000);
      expect(Date.now() - started).toBeLessThan(5_000);
      expect(answer === '' || answer.startsWith('HTTP/1.1 408')).toBe(true);
    } finally {
      await quick.stop();
    }
  });

  it('ends with the server, open streams as well', async () => {
    const other = await startFixture();
    const session = await other.signIn();
    const stream = other.send('GET', '/events', { cookie: session }).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const started = Date.now();
    await other.stop();
    await stream;
    expect(Date.now() - started).toBeLessThan(2_000);
  });
});

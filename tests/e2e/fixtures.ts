// What every journey starts from: a server of its own (or, for tests that only read, one per worker with both
// sample rounds), a page signed in to it, and a watch that fails the test for a foreign request, a violation of
// the policy, an error of the page or an error in the console.
import { expect, test as base } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { type SampleName, startServer, type TestServer } from './server.ts';

export interface Watch {
  /** Console errors that the test provokes: Chromium reports every refused request as one. */
  allow(pattern: RegExp): void;
  /** What comes now is the end of the server, not a fault. */
  end(): void;
}

export interface LibraryServer extends TestServer {
  /** Lai Vung 2022, its source's facts alone. */
  readonly plainPlanId: string;
  /** Hải Dương 2019 with made-up answers. */
  readonly illustrativePlanId: string;
  /** A visit of the illustrative round. */
  readonly visitId: string;
  /** The draft of that visit's notice. */
  readonly documentId: string;
}

interface Fixtures {
  readonly sample: SampleName | null;
  readonly illustrative: boolean;
  readonly server: TestServer;
  readonly planId: string;
  readonly watch: Watch;
}
interface WorkerFixtures {
  readonly library: LibraryServer;
}

/** Fails the test for whatever the pages of the context may not do. */
async function watchContext(context: BrowserContext): Promise<{ watch: Watch; faults: () => string[] }> {
  const seen: string[] = [];
  const allowed: RegExp[] = [];
  let ended = false;
  const faults = { push: (fault: string) => (ended ? 0 : seen.push(fault)) };
  context.on('request', (request) => {
    const url = new URL(request.url());
    const isOwn = ['blob:', 'data:'].includes(url.protocol) || url.hostname === '127.0.0.1';
    if (!isOwn) faults.push(`foreign request: ${request.url()}`);
  });
  context.on('console', (message) => {
    if (message.type() === 'error') faults.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => faults.push(`page error: ${String(error.error().stack)}`));
  await context.exposeBinding('tellViolation', (_source, text: string) => {
    faults.push(`policy violation: ${text}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (window as unknown as { tellViolation: (text: string) => void }).tellViolation;
      tell(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${String(event.lineNumber)}`);
    });
  });
  return {
    watch: { allow: (pattern) => void allowed.push(pattern), end: () => void (ended = true) },
    faults: () => seen.filter((fault) => !allowed.some((pattern) => pattern.test(fault))),
  };
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sample: [null, { option: true }],
  illustrative: [false, { option: true }],

  server: async ({ watch }, use) => {
    const server = await startServer();
    await use(server);
    watch.end();
    await server.close();
  },

  planId: async ({ server, sample, illustrative }, use) => {
    if (sample === null) throw new Error('The test names no sample round.');
    const { planId } = await server.call('system.loadSample', { name: sample, illustrative });
    await use(planId);
  },

  library: [
    // oxlint-disable-next-line no-empty-pattern -- the pattern tells Playwright which fixtures are wanted: none
    async ({}, use) => {
      const server = await startServer();
      const plain = await server.call('system.loadSample', { name: 'lai-vung-2022' });
      const made = await server.call('system.loadSample', { name: 'hai-duong-2019', illustrative: true });
      const [visit] = await server.call('visits.list', { planId: made.planId });
      if (visit === undefined) throw new Error('The sample round has no visit.');
      const notice = await server.call('documents.create', {
        planId: made.planId,
        visitId: visit.id,
        kind: 'agency_notice',
      });
      await use(
        // The getters of the server stay live.
        Object.create(server, {
          plainPlanId: { value: plain.planId },
          illustrativePlanId: { value: made.planId },
          visitId: { value: visit.id },
          documentId: { value: notice.id },
        }) as LibraryServer,
      );
      await server.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  watch: [
    async ({ context }, use) => {
      const { watch, faults } = await watchContext(context);
      await use(watch);
      expect(faults(), 'what the pages may not do').toEqual([]);
    },
    { auto: true },
  ],
});

/** The application at an address, signed in. */
export async function open(page: Page, server: TestServer, address = '/'): Promise<void> {
  const url = new URL(address, server.url);
  url.searchParams.set('key', new URL(server.url).searchParams.get('key') ?? '');
  await page.goto(url.href);
}

export { expect };

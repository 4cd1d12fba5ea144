// Every kind of paper of both reference rounds in one job, through the checker of finished files: Word always, PDF where a
// browser prints. Of each kind one is checked; papers of a kind differ in their words alone.
import { afterAll, describe, expect, it } from 'vitest';
import { documentKinds } from '../../../core/documents/kinds.ts';
import { findBrowser, thisMachine } from '../../../main/browsers.ts';
import { checkFinished } from '../../../main/checking/index.ts';
import { createChromiumPrinter } from '../../../main/chromium-printer.ts';
import { createClock } from '../../../main/clock.ts';
import { loadSample } from '../../../main/samples/load.ts';
import { picturesOf, renderModel } from '../../../main/services/document-pages.ts';
import { expectedPapers } from '../../../main/services/prints-contents.ts';
import { openOffice, removeOffice } from './fixture.ts';

const browser = findBrowser(thisMachine());
if (browser === null) console.warn('Skipped: no Edge, Chrome or Chromium prints PDF on this machine.');

const rounds = [
  ['hai-duong-2019', true],
  ['lai-vung-2022', true],
  ['hai-duong-2019', false],
  ['lai-vung-2022', false],
] as const;

describe.each(rounds)('%s, made-up parts: %s', (name, illustrative) => {
  const office = openOffice();
  afterAll(() => removeOffice(office));
  // When every deadline of both rounds is over.
  const context = { ...office.context, clock: createClock(() => Date.UTC(2022, 11, 1)) };
  const { planId } = loadSample(context, { name, illustrative });
  const papers = expectedPapers(context, planId, { what: 'set', kinds: [...documentKinds] });
  const pictures = picturesOf(context.blobs);
  const firsts = documentKinds.flatMap((kind) => papers.find(({ item }) => item.kind === kind) ?? []);
  const kinds = firsts.map(({ item }) => item.kind);

  it('one job holds every kind, each under its own name, and records nothing', () => {
    // The texts name no member with a content and nothing with a deadline: nobody reports, nobody is reminded.
    // A periodic report and its letters belong to no round.
    const apart = ['period_report', 'report_reminder'];
    const silent = illustrative ? apart : ['member_report', 'reminder', ...apart];
    expect(kinds).toEqual(documentKinds.filter((kind) => !silent.includes(kind)));
    for (const kind of ['submission', 'submission_slip'] as const) {
      expect(papers.filter(({ item }) => item.kind === kind)).toHaveLength(2);
    }
    const names = papers.map(({ item }) => item.fileStem);
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(papers.map(({ item }) => item.key)).size).toBe(names.length);
    expect(context.stores.documents.list({ planId })).toEqual([]);
  });

  it('no Word file breaks a rule', async () => {
    const broken: string[] = [];
    for (const { item, model } of firsts) {
      const { bytes } = await renderModel(null, model(), 'docx', undefined, pictures);
      const { breaches } = await checkFinished(bytes, `${item.fileStem}.docx`);
      broken.push(...breaches.map(({ rule, found }) => `${item.kind}: ${rule}: ${found}`));
    }
    expect(broken).toEqual([]);
  }, 60_000);

  // The plain rounds hold the same kinds with fewer words.
  if (!illustrative) return;
  it.skipIf(browser === null)(
    'no PDF breaks a rule (skipped where no browser prints)',
    async () => {
      const printer = createChromiumPrinter({ executable: browser ?? '' });
      const broken: string[] = [];
      try {
        for (const { item, model } of firsts) {
          const { bytes } = await renderModel(printer, model(), 'pdf', undefined, pictures);
          const { breaches } = await checkFinished(bytes, `${item.fileStem}.pdf`);
          broken.push(...breaches.map(({ rule, found }) => `${item.kind}: ${rule}: ${found}`));
        }
      } finally {
        await printer.close?.();
      }
      expect(broken).toEqual([]);
    },
    120_000,
  );
});

// What every journey starts from: a server of its own (or, for tests that only read, one per worker with both
// sample rounds), a page signed in to it, and a watch that fails the test for a foreign request, a violation of
// the policy, an error of the page or an error in the console.
import { expect, test as base } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import type { DocumentKind } from '../../core/documents/kinds.ts';
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
  /** An agency that was split on 1 July 2025, with an open recommendation left behind. */
  readonly endedAgencyId: string;
  /** The starter set, which is frozen, and its next version. */
  readonly frozenSetId: string;
  readonly draftSetId: string;
  /** The office's annual plan, with a task that is late and one that is done. */
  readonly annualPlanId: string;
  /** A list of procedures and a statistical form of the agency that is visited. */
  readonly procedureListId: string;
  readonly reportId: string;
  /** Papers of the illustrative round: a decision, a report with table and bars, a notice that the data has left behind. */
  readonly decisionId: string;
  readonly summaryId: string;
  readonly changedId: string;
  /** Reported as done without proof, and the paper that says so. */
  readonly recommendationId: string;
  readonly remediationPaperId: string;
  /** The made-up report of the office's year, and an agency's own report for it. */
  readonly periodReportId: string;
  readonly agencyReportId: string;
  /** An index set that is being verified, the draft of the year before, and an agency with scores and a remark. */
  readonly indexSetId: string;
  readonly otherIndexSetId: string;
  readonly indexEntryId: string;
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

/** What the screens of planning show: successors, two versions of a criteria set, an annual plan, the catalogue. */
async function preparePlanning(server: TestServer, planId: string, agencyId: string) {
  await server.call('catalogue.load', {});
  await server.call('agencies.createMany', {
    items: (await server.call('catalogue.proposals', { unitCode: '31' }))
      .filter(({ kind, existingAgencyId }) => kind === 'ubnd_xa' && existingAgencyId === null)
      .slice(0, 12)
      .map(({ key: _key, usual: _usual, existingAgencyId: _existing, ...item }) => item),
  });
  const communes = await server.call('agencies.list', { kind: 'ubnd_xa', limit: 200 });
  await server.call('recommendations.create', {
    planId,
    findingId: null,
    agencyId,
    domainId: null,
    text: 'Công khai đầy đủ thủ tục hành chính tại Bộ phận một cửa.',
    dueOn: null,
    dueNote: null,
  });
  await server.call('successions.create', {
    relation: 'split',
    effectiveOn: '2025-07-01',
    predecessorIds: [agencyId],
    successorIds: communes.rows.slice(0, 2).map(({ id }) => id),
    legalText: 'Nghị quyết số 1669/NQ-UBTVQH15',
  });
  const [frozen] = await server.call('criteriaSets.list', {});
  if (frozen === undefined) throw new Error('There is no starter set.');
  const draft = await server.call('criteriaSets.newVersion', { id: frozen.id });
  const annual = await server.call('parPlans.create', {
    year: 2026,
    title: 'Kế hoạch cải cách hành chính năm 2026',
  });
  await server.call('parTasks.create', {
    parPlanId: annual.id,
    task: 'Rà soát, đơn giản hóa thủ tục hành chính thuộc phạm vi quản lý.',
    product: 'Quyết định phê duyệt phương án',
    owner: 'Văn phòng',
    dueOn: '2026-03-31',
    state: 'in_progress',
  });
  await server.call('parTasks.create', {
    parPlanId: annual.id,
    task: 'Tập huấn nghiệp vụ kiểm tra công tác cải cách hành chính.',
    dueText: 'Quý II',
    state: 'done',
    doneOn: '2026-05-20',
  });
  return { frozenSetId: frozen.id, draftSetId: draft.id, annualPlanId: annual.id };
}

/** What the made-up desk does not have: a list of one agency, unchecked lines, sums that do not hold, a work file. */
async function prepareDesk(server: TestServer, visitId: string) {
  const { visit, domains } = await server.call('visits.get', { id: visitId });
  const { agencyId } = visit;
  const list = await server.call('procedureLists.create', {
    title: 'Thủ tục hành chính tiếp nhận tại Bộ phận một cửa',
    agencyId,
    agencyKind: null,
  });
  await server.call('procedures.create', {
    procedureListId: list.id,
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    fieldName: 'Hộ tịch',
    level: 'commune',
    decision: '1217/QĐ-UBND',
    effectiveOn: '2019-06-01',
  });
  const sample = await server.call('samples.create', {
    visitId,
    kind: 'dossiers',
    title: 'Hồ sơ lấy tại quầy Hộ tịch',
  });
  await server.call('sampleItems.create', {
    sampleId: sample.id,
    code: '000.12.31.H23-190801-0007',
    title: 'Đăng ký khai sinh',
    fieldName: 'Hộ tịch',
    receivedOn: '2019-08-01',
    dueOn: '2019-08-02',
    resolvedOn: '2019-08-05',
    state: 'resolved',
    checks: { components: 'ok', receipt: 'fault' },
    note: 'Thiếu giấy tiếp nhận và hẹn trả kết quả',
  });
  const { report } = await server.call('statistics.create', {
    agencyId,
    periodKind: 'quarter',
    periodFrom: '2019-06-15',
    periodTo: '2019-09-14',
    serviceEra: 'levels',
  });
  await server.call('statistics.saveLines', {
    id: report.id,
    rev: report.rev,
    lines: [
      {
        fieldName: 'Hộ tịch',
        isTotal: false,
        receivedTotal: 320,
        receivedOnline: 42,
        receivedDirectPostal: 270,
        carriedOver: 10,
        resolvedTotal: 301,
        resolvedEarly: 180,
        resolvedOnTime: 112,
        resolvedOverdue: 9,
        pendingTotal: 19,
        pendingInTime: 16,
        pendingOverdue: 3,
      },
    ],
  });
  await server.call('handouts.give', {
    visitId,
    domainIds: domains.slice(0, 2).map(({ id }) => id),
    holder: 'Nguyễn Thị Bích Ngọc',
  });
  return { procedureListId: list.id, reportId: report.id };
}

/** Papers of several kinds and states: drafts, one that waits for its number, one that has it, one behind its data. */
async function prepareDocuments(server: TestServer, planId: string) {
  const { visits, teams, domains } = await server.call('plans.get', { id: planId });
  const create = (kind: DocumentKind, about: { visitId?: string; teamId?: string } = {}) =>
    server.call('documents.create', { planId, kind, ...about });
  const decision = await create('team_decision', { teamId: teams[0]?.id ?? '' });
  await create('plan');
  const [, changedVisit, signedVisit, issuedVisit] = visits;
  const changed = await create('agency_notice', { visitId: changedVisit?.id ?? '' });
  await server.call('findings.create', {
    planId,
    domainId: domains[0]?.id ?? '',
    agencyIds: [changedVisit?.agencyId ?? ''],
    kind: 'limitation',
    scope: 'named',
    text: 'chưa công khai kết quả giải quyết hồ sơ trên trang thông tin điện tử.',
  });
  const summary = await create('summary_report');
  const frozen = await Promise.all(
    [signedVisit, issuedVisit].map(async (visit) => {
      const { id, rev } = await create('agency_notice', { visitId: visit?.id ?? '' });
      return server.call('documents.freeze', { id, rev });
    }),
  );
  const last = frozen.at(-1);
  await server.call('documents.issue', {
    id: last?.id ?? '',
    rev: last?.rev ?? 0,
    number: '21',
    issuedOn: '2019-10-18',
  });
  return { decisionId: decision.id, summaryId: summary.id, changedId: changed.id };
}

/** What the made-up round says of remediation: something reported without proof, and a report of an agency. */
async function findRemedied(server: TestServer, planId: string) {
  const { today } = await server.call('system.status', {});
  const { rows } = await server.call('remediation.list', { planId, today, unsupported: true });
  const papers = await server.call('remediationPapers.list', { planId, today });
  const [row] = rows;
  const paper = papers.find(({ kind }) => kind === 'report');
  if (row === undefined || paper === undefined) throw new Error('The sample round has no remediation.');
  return { recommendationId: row.id, paperId: paper.id };
}

/** Two years of the index: the older drawn up, the newer with three agencies of which one is scored. */
async function prepareIndex(server: TestServer) {
  const common = { groupName: 'UBND cấp huyện', agencyKinds: ['ubnd_huyen' as const] };
  const other = await server.call('indexSets.create', {
    year: 2018,
    name: 'Chỉ số cải cách hành chính năm 2018',
    ...common,
    from: 'starter',
  });
  const { id } = await server.call('indexSets.create', {
    year: 2019,
    name: 'Chỉ số cải cách hành chính năm 2019',
    ...common,
    from: { setId: other.id },
  });
  const { rows } = await server.call('agencies.list', { kind: 'ubnd_huyen', state: 'all', limit: 3 });
  await server.call('indexEntries.add', { indexSetId: id, agencyIds: rows.map((row) => row.id) });
  for (const status of ['scoring', 'verifying'] as const) {
    const { set } = await server.call('indexSets.get', { id });
    await server.call('indexSets.setStatus', { id, rev: set.rev, status });
  }
  const [entry] = await server.call('indexEntries.list', { indexSetId: id });
  if (entry === undefined) throw new Error('Nobody is in the index.');
  const { lines } = await server.call('indexEntries.get', { id: entry.id });
  const leaves = lines.filter(({ isLeaf }) => isLeaf);
  for (const [index, { item }] of leaves.entries()) {
    await server.call('indexScores.save', {
      entryId: entry.id,
      itemId: item.id,
      rev: null,
      patch:
        item.method === 'survey'
          ? { surveyPoints: item.maxPoints, surveySource: 'SIPAS năm 2019' }
          : {
              selfPoints: item.maxPoints,
              selfEvidence: index === 1 ? null : 'Báo cáo số 15/BC-UBND ngày 05/01/2020',
              ...(index === 2 ? {} : { verifiedPoints: Math.floor(item.maxPoints / 2) }),
            },
    });
  }
  await server.call('indexRemarks.add', {
    entryId: entry.id,
    itemId: leaves[0]?.item.id ?? '',
    side: 'agency',
    saidOn: '2020-01-10',
    text: 'Đề nghị xem lại điểm: kế hoạch ban hành đúng hạn.',
  });
  return { indexSetId: id, otherIndexSetId: other.id, indexEntryId: entry.id };
}

/** The year's report with a figure typed over, and what an agency sent for it. */
async function findPeriodic(server: TestServer) {
  const { today } = await server.call('system.status', {});
  const { reports } = await server.call('periodReports.list', { year: 2019, today });
  const [report] = reports;
  if (report === undefined) throw new Error('The sample round has no periodic report.');
  await server.call('periodReports.setFigure', {
    reportId: report.id,
    key: 'inspections_done',
    rev: null,
    value: 8,
    note: 'Tính cả 01 cuộc kiểm tra đột xuất',
  });
  const agencies = await server.call('agencyReports.list', { reportId: report.id, today });
  const sent = agencies.find(({ figures }) => figures > 0);
  if (sent === undefined) throw new Error('No agency of the sample round has sent figures.');
  return { periodReportId: report.id, agencyReportId: sent.id };
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
      const [visit, ...others] = await server.call('visits.list', { planId: made.planId });
      if (visit === undefined) throw new Error('The sample round has no visit.');
      const notice = await server.call('documents.create', {
        planId: made.planId,
        visitId: visit.id,
        kind: 'agency_notice',
      });
      const ended = others.at(-1)?.agencyId ?? '';
      const planning = await preparePlanning(server, made.planId, ended);
      const desk = await prepareDesk(server, visit.id);
      const papers = await prepareDocuments(server, made.planId);
      const remedied = await findRemedied(server, made.planId);
      const periodic = await findPeriodic(server);
      const index = await prepareIndex(server);
      await use(
        // The getters of the server stay live.
        Object.create(server, {
          plainPlanId: { value: plain.planId },
          illustrativePlanId: { value: made.planId },
          visitId: { value: visit.id },
          documentId: { value: notice.id },
          endedAgencyId: { value: ended },
          frozenSetId: { value: planning.frozenSetId },
          draftSetId: { value: planning.draftSetId },
          annualPlanId: { value: planning.annualPlanId },
          procedureListId: { value: desk.procedureListId },
          reportId: { value: desk.reportId },
          decisionId: { value: papers.decisionId },
          summaryId: { value: papers.summaryId },
          changedId: { value: papers.changedId },
          recommendationId: { value: remedied.recommendationId },
          remediationPaperId: { value: remedied.paperId },
          periodReportId: { value: periodic.periodReportId },
          agencyReportId: { value: periodic.agencyReportId },
          indexSetId: { value: index.indexSetId },
          otherIndexSetId: { value: index.otherIndexSetId },
          indexEntryId: { value: index.indexEntryId },
        }) as LibraryServer,
      );
      await server.close();
    },
    // Two rounds, their papers, reports and an index: some hundred calls, once a worker, and on a shared machine long ones.
    { scope: 'worker', timeout: 180_000 },
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

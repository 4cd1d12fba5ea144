// A page of 50 from a million findings, and Ctrl+K over two hundred thousand entries, through the contract;
// against the prepared statements that fetch the same rows.
import path from 'node:path';
import { findingPageSql } from '../../db/findings.ts';
import { createSearch } from '../../db/search.ts';
import { encodeCursor } from '../../main/services/context.ts';
import { type Bench, call, folderWithSample, openApplication, openBare } from './bench.ts';
import { fillFindings, idOf } from './filler.ts';
import { serve, startProductClient } from './http.ts';
import { interleave, repeat, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const PAGE = 50;

export async function measurePages(bench: Bench): Promise<readonly Row[]> {
  const count = bench.quick ? 50_000 : 1_000_000;
  const folder = path.join(bench.scratch('pages'), 'data');
  const { planId } = await folderWithSample(bench, folder, 'lai-vung-2022');
  bench.note(`Writing ${count.toLocaleString('en')} findings…`);
  const filled = openBare(folder);
  const first = fillFindings(filled.connection, planId, count);
  filled.connection.pragma('wal_checkpoint(TRUNCATE)');
  filled.close();

  const application = openApplication(bench, folder);
  const reader = openBare(folder, 'read');
  const server = await serve(application);
  const client = await startProductClient(server);
  try {
    const deepIndex = Math.floor(count * 0.7);
    const deep = { ordinal: first + deepIndex, id: idOf(1, deepIndex) };
    const cursor = encodeCursor(deep);
    const page = (continued: boolean) => {
      const rows = reader.connection.prepare(findingPageSql({ planId }, continued));
      const agencies = reader.connection.prepare(
        'SELECT * FROM finding_agency WHERE finding_id IN (SELECT value FROM json_each(?)) ORDER BY finding_id, id',
      );
      const values = { planId, limit: PAGE + 1, ...(continued ? deep : {}) };
      return () => {
        const found = rows.all(values) as { id: string; scope: string }[];
        const named = found.filter(({ scope }) => scope === 'named').map(({ id }) => id);
        if (named.length > 0) agencies.all(JSON.stringify(named));
        return found;
      };
    };
    const bareFirst = page(false);
    const bareDeep = page(true);
    const list = (input: object) =>
      call<{ rows: { id: string }[] }>(application, 'findings.list', { planId, limit: PAGE, ...input });
    const [expected, got] = [bareDeep().slice(0, PAGE), (await list({ cursor })).rows];
    if (got.length !== PAGE || got.some(({ id }, index) => id !== expected[index]?.id))
      throw new Error('Not the same page');

    const rounds = await interleave(
      {
        first: repeatAsync(() => list({})),
        deep: repeatAsync(() => list({ cursor })),
        http: client.posting('/rpc/findings.list', () => ({ input: { planId, limit: PAGE, cursor } })),
        bareFirst: repeat(bareFirst),
        bareDeep: repeat(bareDeep),
      },
      bench.quick ? { rounds: 5, perRound: 20, warmUp: 2 } : { rounds: 31, perRound: 60, warmUp: 5 },
    );
    const about = (what: string) => ({
      group: `A page of ${PAGE} from ${count.toLocaleString('en')} findings`,
      what,
      baseline: 'the same prepared statements, rows as SQLite returns them',
    });
    return [
      row(about('findings.list, first page, dispatcher only'), rounds, 'first', 'bareFirst'),
      row(about('findings.list, 70 % into the list, dispatcher only'), rounds, 'deep', 'bareDeep'),
      row(about('findings.list, 70 % into the list, over HTTP'), rounds, 'http', 'bareDeep'),
    ];
  } finally {
    await client.close();
    await server.close();
    reader.close();
    await application.close();
  }
}

export async function measureSearch(bench: Bench): Promise<readonly Row[]> {
  const count = bench.quick ? 10_000 : 200_000;
  const folder = path.join(bench.scratch('search'), 'data');
  const { planId } = await folderWithSample(bench, folder, 'lai-vung-2022');
  bench.note(`Indexing ${count.toLocaleString('en')} findings…`);
  const filled = openBare(folder);
  fillFindings(filled.connection, planId, count);
  createSearch(filled.connection).rebuild();
  const agencyId = filled.connection
    .prepare('SELECT agency_id FROM visit WHERE plan_id = ? ORDER BY ordinal')
    .pluck()
    .get(planId) as string;
  filled.connection.pragma('wal_checkpoint(TRUNCATE)');
  filled.close();

  const application = openApplication(bench, folder);
  const reader = openBare(folder, 'read');
  try {
    const latest = await laterLimitation(application, planId, agencyId);
    const statement = reader.connection.prepare(
      `SELECT e.* FROM search_text JOIN search_entry e ON e.id = search_text.rowid
        WHERE search_text MATCH ? ORDER BY search_text.rowid DESC LIMIT 30`,
    );
    const find = (text: string) => repeatAsync(() => call(application, 'search.find', { text }));
    const bare = (expression: string) => repeat(() => void statement.all(expression));
    const rare = String(100_000 + Math.floor(count / 2));
    // Under the text that is typed: the same words among findings, as many as the bank looks at, with what it shows.
    const inFindings = reader.connection.prepare(
      `SELECT f.text, f.plan_id, f.kind, d.key, c.code FROM search_text
         JOIN search_entry e ON e.id = search_text.rowid
         JOIN finding f ON f.id = e.row_id
         JOIN domain d ON d.id = f.domain_id LEFT JOIN criterion c ON c.id = f.criterion_id
        WHERE search_text MATCH ? AND e.table_name = 'finding' ORDER BY search_text.rowid DESC LIMIT 120`,
    );
    const bareFindings = (expression: string) => repeat(() => void inFindings.all(expression));
    const bank = (text: string) =>
      repeatAsync(() => call(application, 'phrases.search', { text, kind: 'limitation', planId, agencyId }));
    const earlier = reader.connection.prepare(
      `SELECT f.id, f.text FROM finding_agency a JOIN finding f ON f.id = a.finding_id
        WHERE f.plan_id = ? AND a.agency_id = ? AND f.kind = 'limitation' ORDER BY f.id DESC LIMIT 1000`,
    );
    const tones = await call<{ text: string; exact: boolean }[]>(application, 'phrases.search', {
      text: 'đạo',
      kind: 'limitation',
    });
    if (tones.length === 0 || tones.some(({ text, exact }) => !exact || !text.includes('đạo'))) {
      throw new Error('What is written with its marks does not come first');
    }
    const rounds = await interleave(
      {
        rare: find(rare),
        bareRare: bare(`{folded_title folded_body} : ("ƒ${rare}"*)`),
        common: find('thủ tục hành chính'),
        bareCommon: bare('{title body} : ("thủ" "tục" "hành" "chính")'),
        folded: find('thu tuc hanh chinh'),
        bareFolded: bare('{folded_title folded_body} : ("ƒthu" "ƒtuc" "ƒhanh" "ƒchinh"*)'),
        bankRare: bank(rare),
        bankBareRare: bareFindings(`{folded_title folded_body} : ("ƒ${rare}"*)`),
        bankCommon: bank('thủ tục hành chính'),
        bankBareCommon: bareFindings('{title body} : ("thủ" "tục" "hành" "chính")'),
        bankFolded: bank('thu tuc hanh chinh'),
        bankBareFolded: bareFindings('{folded_title folded_body} : ("ƒthu" "ƒtuc" "ƒhanh" "ƒchinh"*)'),
        bankTone: bank('đạo'),
        bankBareTone: bareFindings('{title body} : ("đạo")'),
        repeats: repeatAsync(() => call(application, 'findings.repeats', { id: latest })),
        bareRepeats: repeat(() => void earlier.all(planId, agencyId)),
      },
      bench.quick ? { rounds: 5, perRound: 10, warmUp: 1 } : { rounds: 15, perRound: 10, warmUp: 2 },
    );
    const about = (what: string) => ({
      group: `Ctrl+K over ${count.toLocaleString('en')} entries`,
      what,
      baseline: 'one FTS5 statement of the same words, joined to its entries',
    });
    const ofBank = (what: string) => ({
      group: `The wording bank over ${count.toLocaleString('en')} findings`,
      what: `phrases.search, ${what}`,
      baseline: 'one FTS5 statement of the same words, joined to 120 findings',
    });
    return [
      row(about('search.find, a number that stands in one text'), rounds, 'rare', 'bareRare'),
      row(about('search.find, four frequent words with marks'), rounds, 'common', 'bareCommon'),
      row(about('search.find, the same words without marks'), rounds, 'folded', 'bareFolded'),
      row(ofBank('a number that stands in one text'), rounds, 'bankRare', 'bankBareRare'),
      row(ofBank('four frequent words with marks'), rounds, 'bankCommon', 'bankBareCommon'),
      row(ofBank('the same words without marks'), rounds, 'bankFolded', 'bankBareFolded'),
      row(ofBank('one word in its exact tone (đạo, not đào)'), rounds, 'bankTone', 'bankBareTone'),
      row(
        {
          group: `The wording bank over ${count.toLocaleString('en')} findings`,
          what: 'findings.repeats, up to 1,000 own and 1,000 collective limitations held against one',
          baseline: 'reading its own ones',
        },
        rounds,
        'repeats',
        'bareRepeats',
      ),
    ];
  } finally {
    reader.close();
    await application.close();
  }
}

/** A limitation of the next round at an agency that the filled one names often. */
async function laterLimitation(
  application: ReturnType<typeof openApplication>,
  planId: string,
  agencyId: string,
): Promise<string> {
  const { plan } = await call<{ plan: { issuerId: string | null } }>(application, 'plans.get', {
    id: planId,
  });
  const later = await call<{ id: string }>(application, 'plans.create', {
    title: 'Đợt kiểm tra sau',
    year: 2030,
    issuerId: plan.issuerId,
  });
  const visit = await call<{ id: string }>(application, 'visits.create', { planId: later.id, agencyId });
  const [domain] = await call<{ id: string }[]>(application, 'domains.list', {});
  const made = await call<{ id: string }>(application, 'findings.create', {
    planId: later.id,
    visitId: visit.id,
    domainId: domain?.id,
    kind: 'limitation',
    scope: 'named',
    text: 'thủ tục hành chính niêm yết công khai chưa đầy đủ, kịp thời',
  });
  return made.id;
}

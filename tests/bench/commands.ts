// A command on its whole way: HTTP, dispatcher, service, journal, search upkeep, durable commit; against what
// SQLite needs to commit the same rows just as durably.
import path from 'node:path';
import type { Answer, Visit, VisitWorkspace } from '../../core/contract/visits.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { registry } from '../../db/registry.ts';
import type { Connection, SqlRow } from '../../db/sqlite.ts';
import { createClock } from '../../main/clock.ts';
import { createIds } from '../../main/ids.ts';
import type { Application } from '../../main/application.ts';
import { type Bench, call, folderWithSample, loadSample, openApplication, openBare } from './bench.ts';
import { serve, startBareServer, startProductClient } from './http.ts';
import { type Candidate, interleave, repeat, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const GROUP = 'A command, down to the durable commit';
const TEXT =
  'Một số thủ tục hành chính chưa được niêm yết đầy đủ tại Bộ phận Tiếp nhận và Trả kết quả; hồ sơ trễ hạn ' +
  'chưa có văn bản xin lỗi người dân, doanh nghiệp theo quy định tại Nghị định số 61/2018/NĐ-CP của Chính phủ.';

const ids = createIds(createClock());

export async function measureCommands(bench: Bench): Promise<readonly Row[]> {
  const folder = bench.scratch('commands');
  const application = openApplication(bench, path.join(folder, 'product'));
  const { planId } = await loadSample(application, 'lai-vung-2022');
  await folderWithSample(bench, path.join(folder, 'bare'), 'lai-vung-2022');
  const bare = openBare(path.join(folder, 'bare'));
  const server = await serve(application);
  const client = await startProductClient(server);
  const closing: (() => Promise<void>)[] = [];
  try {
    const sizes = bench.quick
      ? { rounds: 5, perRound: 10, warmUp: 1 }
      : { rounds: 31, perRound: 40, warmUp: 3 };
    const visits = await call<readonly Visit[]>(application, 'visits.list', { planId });
    const [visit, other, third] = visits;
    if (visit === undefined || other === undefined || third === undefined)
      throw new Error('The round has no visits');
    const workspace = await call<VisitWorkspace>(application, 'visits.get', { id: visit.id });
    const domainId = workspace.domains[0]?.id ?? '';

    // Recording a finding: one row, and one that names the agency.
    const input = {
      planId,
      visitId: visit.id,
      domainId,
      kind: 'limitation',
      scope: 'named',
      agencyIds: [visit.agencyId],
      text: TEXT,
      numerator: 12,
      denominator: 87,
      unit: 'hồ sơ',
    };
    const { id: pattern } = await call<{ id: string }>(application, 'findings.create', input);
    const written = await rowsOfFinding(application, bare.connection, pattern, path.join(folder, 'product'));
    const bareServer = await startBareServer((body) => {
      written.commitRows((body as { input: { text: string } }).input.text);
      return { ok: true };
    });
    closing.push(() => bareServer.close());
    const creating = await interleave(
      {
        http: client.posting('/rpc/findings.create', () => ({ input })),
        dispatch: repeatAsync(() => call(application, 'findings.create', input)),
        everything: repeat(written.commitEverything),
        bareHttp: bareServer.client.posting('/', () => ({ input })),
        rows: repeat(() => written.commitRows(TEXT)),
      },
      sizes,
    );

    // Choosing an answer: one column of one row, and the new score in the reply.
    const answers = {
      http: await choosing(application, visit.id),
      dispatch: await choosing(application, other.id),
      typing: await choosing(application, third.id),
    };
    const update = updating(bare.connection, visit.id);
    const typingKey = ids.next();
    let typed = 0;
    const answering = await interleave(
      {
        http: client.posting('/rpc/answers.save', () => ({ input: answers.http.next() })),
        dispatch: repeatAsync(() => call(application, 'answers.save', answers.dispatch.next())),
        typing: repeatAsync(() => {
          typed += 1;
          const patch = { note: `${TEXT.slice(0, 20 + (typed % 100))} ${typed}` };
          return call(application, 'answers.save', answers.typing.next(patch), { editKey: typingKey });
        }),
        update,
      },
      sizes,
    );

    const commit = 'the same rows by better-sqlite3, one BEGIN IMMEDIATE … COMMIT';
    const column = 'the same UPDATE by better-sqlite3, one BEGIN IMMEDIATE … COMMIT';
    const about = (what: string, baseline: string) => ({ group: GROUP, what, baseline });
    return [
      row(about('findings.create over HTTP', commit), creating, 'http', 'rows'),
      row(about('findings.create, dispatcher only', commit), creating, 'dispatch', 'rows'),
      row(
        about('findings.create, dispatcher only', 'the same rows with those of journal and search index'),
        creating,
        'dispatch',
        'everything',
      ),
      row(
        about('findings.create over HTTP', 'a bare node:http server that commits the same rows'),
        creating,
        'http',
        'bareHttp',
      ),
      row(about('answers.save over HTTP', column), answering, 'http', 'update'),
      row(about('answers.save, dispatcher only', column), answering, 'dispatch', 'update'),
      row(about('answers.save while typing a note', column), answering, 'typing', 'update'),
    ];
  } finally {
    for (const close of closing) await close();
    await client.close();
    await server.close();
    await application.close();
    bare.close();
  }
}

/** The input of one answers.save after the other; each changes the answer and names the `rev` it will find. */
async function choosing(application: Application, visitId: string) {
  const { criteria, answers } = await call<VisitWorkspace>(application, 'visits.get', { id: visitId });
  const known = (one: Answer) =>
    one.choice !== null &&
    criteria.some((criterion) => criterion.id === one.criterionId && criterion.answerType === 'yes_no');
  const answer = answers.find(known);
  if (answer === undefined) throw new Error('No answer to choose');
  let { rev } = answer;
  let choice = answer.choice === 'yes' ? 'no' : 'yes';
  return {
    next(patch?: object) {
      const input = { visitId, criterionId: answer.criterionId, rev, patch: patch ?? { choice } };
      rev += 1;
      choice = choice === 'yes' ? 'no' : 'yes';
      return input;
    },
  };
}

function committer(connection: Connection) {
  const begin = connection.prepare('BEGIN IMMEDIATE');
  const commit = connection.prepare('COMMIT');
  return (work: () => void) => {
    begin.run();
    work();
    commit.run();
  };
}

function updating(connection: Connection, visitId: string): Candidate {
  const inTransaction = committer(connection);
  const found = connection
    .prepare(
      `SELECT answer.id, answer.rev FROM answer JOIN criterion ON criterion.id = answer.criterion_id
        WHERE visit_id = ? AND choice IS NOT NULL AND answer_type = 'yes_no' LIMIT 1`,
    )
    .get(visitId) as { id: string; rev: number };
  const update = connection.prepare(
    'UPDATE answer SET choice = ?, rev = ?, updated_at = ? WHERE id = ? AND rev = ?',
  );
  let { rev } = found;
  return repeat(() =>
    inTransaction(() => {
      update.run(rev % 2 === 0 ? 'yes' : 'no', rev + 1, Date.now(), found.id, rev);
      rev += 1;
    }),
  );
}

function inserter(connection: Connection, table: string, columns: readonly string[]) {
  const places = columns.map(() => '?').join(', ');
  return connection.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
}

/** Takes down what one findings.create has left in the product's database, to write the same with new ids. */
async function rowsOfFinding(
  application: Application,
  connection: Connection,
  findingId: string,
  folder: string,
) {
  const reader = openBare(folder, 'read');
  const one = (sql: string, ...values: (string | number)[]) =>
    reader.connection.prepare(sql).get(...values) as SqlRow;
  const finding = one('SELECT * FROM finding WHERE id = ?', findingId);
  const agency = one('SELECT * FROM finding_agency WHERE finding_id = ?', findingId);
  const seq = one('SELECT max(seq) AS seq FROM change_set')['seq'] as number;
  const set = one('SELECT * FROM change_set WHERE seq = ?', seq);
  const changes = reader.connection
    .prepare('SELECT * FROM change WHERE change_set_seq = ? ORDER BY ordinal')
    .all(seq) as SqlRow[];
  const payloads = reader.connection
    .prepare(
      'SELECT p.* FROM change_payload p JOIN change c ON c.id = p.change_id WHERE c.change_set_seq = ? ORDER BY c.ordinal',
    )
    .all(seq) as SqlRow[];
  const entry = one('SELECT * FROM search_entry WHERE row_id = ?', findingId);
  reader.close();
  if (changes.length !== 2 || application.readOnly)
    throw new Error('A finding with one agency is two changes');

  const columnsOf = (table: 'finding' | 'finding_agency') =>
    registry.get(table)?.columns.map(({ sqlName }) => sqlName) ?? [];
  const findingColumns = columnsOf('finding');
  const agencyColumns = columnsOf('finding_agency');
  const withoutKey = (source: SqlRow, key: string) => Object.keys(source).filter((name) => name !== key);
  const setColumns = withoutKey(set, 'seq');
  const changeColumns = withoutKey(changes[0] ?? {}, 'id');
  const entryColumns = Object.keys(entry);
  const insert = {
    finding: inserter(connection, 'finding', findingColumns),
    agency: inserter(connection, 'finding_agency', agencyColumns),
    set: inserter(connection, 'change_set', setColumns),
    change: inserter(connection, 'change', changeColumns),
    payload: inserter(connection, 'change_payload', ['change_id', 'salt', 'payload']),
    entry: inserter(connection, 'search_entry', entryColumns),
    text: inserter(connection, 'search_text', ['rowid', 'title', 'body', 'folded_title', 'folded_body']),
  };
  const pick = (columns: readonly string[], source: SqlRow) => columns.map((name) => source[name] ?? null);
  const title = String(entry['title']);
  const body = String(entry['body']);
  const texts = [title, body, foldText(title), foldText(body)];
  let ordinal = Number(finding['ordinal']);
  let entryId = Number(entry['id']);
  const inTransaction = committer(connection);

  function writeRows(text: string): { readonly id: string; readonly agencyRow: string } {
    const id = ids.next();
    const agencyRow = ids.next();
    ordinal += 1;
    insert.finding.run(...pick(findingColumns, { ...finding, id, ordinal, text }));
    insert.agency.run(...pick(agencyColumns, { ...agency, id: agencyRow, finding_id: id }));
    return { id, agencyRow };
  }
  return {
    commitRows: (text: string) => inTransaction(() => void writeRows(text)),
    commitEverything: () =>
      inTransaction(() => {
        const { id, agencyRow } = writeRows(TEXT);
        const { lastInsertRowid } = insert.set.run(
          ...pick(setColumns, { ...set, id: ids.next(), group_id: ids.next() }),
        );
        for (const [index, change] of changes.entries()) {
          const rowId = index === 0 ? id : agencyRow;
          const next = { ...change, row_id: rowId, change_set_seq: Number(lastInsertRowid) };
          const kept = insert.change.run(...pick(changeColumns, next));
          insert.payload.run(
            kept.lastInsertRowid,
            payloads[index]?.['salt'] ?? '',
            payloads[index]?.['payload'] ?? '{}',
          );
        }
        entryId += 1;
        insert.entry.run(...pick(entryColumns, { ...entry, id: entryId, row_id: id, entity_id: id }));
        insert.text.run(entryId, ...texts);
      }),
  };
}

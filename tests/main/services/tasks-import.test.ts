// Tasks of an annual plan from a spreadsheet: into a new plan, into one that is there, and what is refused.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Office, removeOffice, setUpOffice } from './fixture.ts';

let office: Office;
beforeEach(async () => {
  office = await setUpOffice();
});
afterEach(() => removeOffice(office));

function upload(bytes: Uint8Array, fileName: string): string {
  const { blobs, handles } = office.context;
  const { sha256 } = blobs.put(bytes, 'application/octet-stream');
  const read = () => blobs.get(sha256);
  const about = { fileName, media: 'application/octet-stream', size: bytes.byteLength, sha256, read };
  return handles.refer(about).id;
}
function source(rows: readonly (readonly string[])[], targetId: string | null = null) {
  const fileName = 'CCHC 2026.csv';
  const quoted = rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','));
  const bytes = new TextEncoder().encode(`\ufeff${quoted.join('\r\n')}\r\n`);
  return { purpose: 'tasks' as const, file: upload(bytes, fileName), fileName, targetId };
}
async function imported(from: ReturnType<typeof source>) {
  const preview = await office.call('imports.preview', from);
  const applied = await office.call('imports.apply', { source: from, digest: preview.digest });
  return { preview, applied, plan: await office.call('parPlans.get', { id: applied.targetId! }) };
}

const header = [
  'STT',
  'Nội dung nhiệm vụ',
  'Lĩnh vực',
  'Chủ trì',
  'Thời gian hoàn thành',
  'Tình trạng',
  'Ngày hoàn thành',
];

test('a new plan takes its year from the file, days and words as deadlines, states as people write them', async () => {
  const { applied, plan } = await imported(
    source([
      header,
      [
        '1',
        'Kiểm tra CCHC',
        'Công tác chỉ đạo, điều hành',
        'Sở Nội vụ',
        '30/9/2026',
        'đã hoàn thành',
        '29/9/2026',
      ],
      ['2', 'Tuyên truyền', 'Chỉ đạo, điều hành', 'Sở Văn hóa', 'Thường xuyên', '', ''],
    ]),
  );
  expect(applied).toMatchObject({ added: 2, changed: 0, leftOut: 0 });
  expect(plan).toMatchObject({ year: 2026, title: 'Kế hoạch cải cách hành chính năm 2026', agencyId: null });
  expect(plan.tasks).toMatchObject([
    {
      ordinal: 1,
      domainKey: 'chi_dao_dieu_hanh',
      owner: 'Sở Nội vụ',
      dueOn: '2026-09-30',
      state: 'done',
      doneOn: '2026-09-29',
    },
    {
      ordinal: 2,
      domainKey: 'chi_dao_dieu_hanh',
      dueOn: null,
      dueText: 'Thường xuyên',
      state: 'not_started',
    },
  ]);
  await office.call('journal.undo', {});
  expect(await office.call('parPlans.list', {})).toEqual([]);
});

test('into a plan that is there: the same words are the same task, empty cells say nothing', async () => {
  const plan = await office.call('parPlans.create', { year: 2026, title: 'Kế hoạch' });
  const add = (task: string, fields: object) =>
    office.call('parTasks.create', { parPlanId: plan.id, task, ...fields });
  await add('Kiểm tra CCHC', { owner: 'Sở Nội vụ', dueOn: '2026-09-30', product: 'Thông báo' });
  await add('Rà soát', { owner: 'Sở Tư pháp' });
  await add('Rà soát', { owner: 'Sở Y tế' });
  const {
    preview,
    applied,
    plan: after,
  } = await imported(
    source(
      [
        header,
        ['1', 'Kiểm tra  CCHC', '', '', '', 'Đang thực hiện', ''],
        ['2', 'Rà soát', '', 'Sở Y tế', '', '', ''],
        ['3', 'Việc mới', '', '', 'Quý II', '', ''],
      ],
      plan.id,
    ),
  );
  expect(preview.rows.map(({ action, label }) => `${action} ${label}`).toSorted()).toEqual([
    'add Việc mới',
    'change Kiểm tra CCHC',
    'same Rà soát',
  ]);
  expect(preview.rows.find(({ action }) => action === 'change')?.changes).toEqual([
    { field: 'state', before: 'Chưa thực hiện', after: 'Đang thực hiện' },
  ]);
  expect(applied).toMatchObject({ added: 1, changed: 1, targetId: plan.id });
  expect(after.tasks).toMatchObject([
    {
      task: 'Kiểm tra CCHC',
      owner: 'Sở Nội vụ',
      dueOn: '2026-09-30',
      product: 'Thông báo',
      state: 'in_progress',
    },
    { owner: 'Sở Tư pháp' },
    { owner: 'Sở Y tế' },
    { task: 'Việc mới', dueText: 'Quý II', ordinal: 4 },
  ]);
});

test('a day that is none, a day done for what is not done: named by cell, nothing written', async () => {
  const from = source([
    header,
    ['1', 'Một', 'Lĩnh vực lạ', '', '31/02/2026', '', ''],
    ['2', 'Hai', '', '', '', 'Chưa thực hiện', '01/3/2026'],
    ['3', '', '', 'Sở Nội vụ', '', '', ''],
    ['4', 'Bốn', '', '', '', 'Hoàn thành', ''],
  ]);
  const preview = await office.call('imports.preview', from);
  const faults = preview.rows.flatMap((row) =>
    row.faults.map(({ code, severity, row: at, column }) => [at, column, code, severity]),
  );
  expect(faults).toEqual(
    expect.arrayContaining([
      [2, 'C', 'NOT_FOUND', 'warning'],
      [2, 'E', 'BAD_DATE', 'error'],
      [3, 'F', 'UNKNOWN_VALUE', 'error'],
      [4, 'B', 'REQUIRED_EMPTY', 'error'],
    ]),
  );
  expect(preview.counts).toMatchObject({ add: 1, errors: 3 });
  expect(await office.fails('imports.apply', { source: from, digest: preview.digest })).toMatchObject({
    code: 'IMPORT_FAULTS',
  });
  expect(await office.call('parPlans.list', {})).toEqual([]);
  const applied = await office.call('imports.apply', {
    source: from,
    digest: preview.digest,
    leaveOutFaulty: true,
  });
  expect(applied).toMatchObject({ added: 1, leftOut: 3 });
});

test('every column of its own template is understood', async () => {
  const { url, fileName } = await office.call('imports.template', { purpose: 'tasks' });
  const content = office.context.handles.get(url.replace('/blob/', ''));
  const bytes = await content!.read();
  const file = upload(bytes as Uint8Array, fileName);
  const preview = await office.call('imports.preview', { purpose: 'tasks', file, fileName });
  expect(preview.fields.map(({ column }) => column)).toEqual(preview.fields.map((_, index) => index + 1));
  expect(preview.canApply).toBe(false);
});

// Importing a register of 50,000 dossiers against reading its file alone: time, the most memory that either takes, and
// how much the main thread computes at a stretch meanwhile.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Application } from '../../main/application.ts';
import { readWorkbook } from '../../main/spreadsheet/read-workbook.ts';
import { writeWorkbook } from '../../main/spreadsheet/write-workbook.ts';
import { type Bench, call, folderWithSample, openApplication } from './bench.ts';
import { interleave, repeatAsync } from './measure.ts';
import { row, type Row } from './table.ts';

const GROUP = 'Importing a register';
const MEGABYTE = 1024 * 1024;

const day = (from: number, days: number) =>
  new Date(Date.UTC(2019, 0, 1) + (from + days) * 86_400_000).toISOString().slice(0, 10);

async function registerFile(lines: number): Promise<Uint8Array> {
  const columns = [
    'Số biên nhận',
    'Tên TTHC',
    'Lĩnh vực',
    'Người nộp hồ sơ',
    'Ngày nhận',
    'Ngày hẹn trả kết quả',
    'Ngày trả kết quả',
    'Trạng thái',
    'Hình thức nhận',
    'Hình thức trả kết quả',
  ].map((header, index) => ({
    header,
    width: 20,
    ...(index > 3 && index < 7 ? { type: 'day' as const } : {}),
  }));
  const rows = Array.from({ length: lines }, (_one, index) => [
    `H23.45-${String(190_000_000 + index)}`,
    `Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất (mục ${String(index % 180)})`,
    ['Đất đai', 'Hộ tịch', 'Xây dựng', 'Chứng thực', 'Lao động'][index % 5] ?? '',
    `Nguyễn Văn ${String(index)}`,
    day(index % 250, 0),
    day(index % 250, 15),
    index % 12 === 0 ? null : day(index % 250, index % 20 === 1 ? 18 : 12),
    index % 12 === 0 ? 'Đang xử lý' : index % 60 === 7 ? 'Từ chối giải quyết' : 'Đã trả kết quả',
    index % 3 === 0 ? 'Trực tuyến' : 'Trực tiếp',
    index % 7 === 0 ? 'Bưu chính công ích' : 'Trực tiếp',
  ]);
  return writeWorkbook({ sheets: [{ name: 'Danh sách hồ sơ', columns, rows }] });
}

async function upload(application: Application, bytes: Uint8Array): Promise<string> {
  const origin = 'http://127.0.0.1:1';
  const response = await application.web(
    new Request(`${origin}/upload?purpose=import&name=so.xlsx`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    }),
    { transport: 'http', origin },
  );
  return ((await response.json()) as { value: { id: string } }).value.id;
}

/** The most memory that the process, with all its threads, held besides what it held before. */
async function peakOf<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly peak: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10);
  try {
    const value = await work();
    // What is done in one go leaves the timer no turn.
    most = Math.max(most, process.memoryUsage.rss());
    return { value, peak: most - before };
  } finally {
    clearInterval(timer);
  }
}

/** The most that this thread computed between two turns of its loop, in milliseconds, however busy the machine is. */
function watchTurns(): () => number {
  const computed = () => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1000;
  };
  let [last, most] = [computed(), 0];
  const timer = setInterval(() => {
    const now = computed();
    most = Math.max(most, now - last);
    last = now;
  }, 1);
  return () => {
    clearInterval(timer);
    return most;
  };
}

const middle = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export async function measureRegisters(bench: Bench): Promise<readonly Row[]> {
  const lines = bench.quick ? 5_000 : 50_000;
  const folder = bench.scratch('registers');
  const bytes = await registerFile(lines);
  const file = path.join(folder, 'so.xlsx');
  writeFileSync(file, bytes);
  let made = 0;
  const fresh = async () => {
    const place = path.join(folder, `n${(made += 1)}`);
    const { planId } = await folderWithSample(bench, place, 'hai-duong-2019');
    const application = openApplication(bench, place);
    const [visit] = await call<{ id: string }[]>(application, 'visits.list', { planId });
    const id = await upload(application, bytes);
    const source = { purpose: 'dossiers', file: id, fileName: 'so.xlsx', targetId: visit?.id ?? null };
    return { place, application, source };
  };
  const drop = async ({ place, application }: Awaited<ReturnType<typeof fresh>>) => {
    await application.close();
    rmSync(place, { recursive: true });
  };
  type Ready = Awaited<ReturnType<typeof fresh>>;
  const preview = ({ application, source }: Ready) =>
    call<{ digest: string; counts: { add: number } }>(application, 'imports.preview', source);

  const peaks: Record<'read' | 'whole', number[]> = { read: [], whole: [] };
  const turns: number[] = [];
  const rounds = await interleave(
    {
      whole: repeatAsync(
        async (ready: Ready) => {
          const longestTurn = watchTurns();
          const { value, peak } = await peakOf(async () => {
            const { digest } = await preview(ready);
            return call<{ added: number }>(ready.application, 'imports.apply', {
              source: ready.source,
              digest,
            });
          });
          if (value.added !== lines) throw new Error(`${value.added} of ${lines} lines were written`);
          peaks.whole.push(peak);
          turns.push(longestTurn());
        },
        fresh,
        drop,
      ),
      preview: repeatAsync(
        async (ready: Ready) => {
          const { counts } = await preview(ready);
          if (counts.add !== lines) throw new Error(`${counts.add} of ${lines} lines were read`);
        },
        fresh,
        drop,
      ),
      read: repeatAsync(async () => {
        const { value, peak } = await peakOf(async () => readWorkbook(readFileSync(file), 'so.xlsx'));
        if ((value.sheets[0]?.rows.length ?? 0) !== lines + 1) throw new Error('not all rows were read');
        peaks.read.push(peak);
      }),
    },
    bench.quick ? { rounds: 3, perRound: 1, warmUp: 1 } : { rounds: 5, perRound: 1, warmUp: 1 },
  );
  const memory = (values: readonly number[]) => `${Math.round(middle(values) / MEGABYTE)} MB`;
  const count = lines.toLocaleString('en');
  bench.note(
    `  ${count} lines, ${(bytes.byteLength / MEGABYTE).toFixed(1)} MB: peak memory ${memory(peaks.whole)} (reading alone ${memory(peaks.read)}), longest turn of the main thread ${middle(turns).toFixed(0)} ms`,
  );
  const baseline = `reading its XLSX alone, ${memory(peaks.read)} at most`;
  return [
    row(
      { group: GROUP, what: `the preview of ${count} lines, beside the screen`, baseline },
      rounds,
      'preview',
      'read',
    ),
    row(
      {
        group: GROUP,
        what: `preview and writing, ${memory(peaks.whole)} at most; the main thread computes ${middle(turns).toFixed(0)} ms at a stretch`,
        baseline,
      },
      rounds,
      'whole',
      'read',
    ),
  ];
}

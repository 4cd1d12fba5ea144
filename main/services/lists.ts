/** A list as it is shown, as a file: XLSX, CSV or PDF, read back and counted before it is handed out. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Output, Parsed } from '../../core/contract/index.ts';
import { type lists } from '../../core/contract/lists.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import { countPdfPages } from '../pdf-pages.ts';
import { XLSX_MEDIA } from '../spreadsheet/write-workbook.ts';
import type { Progress } from '../work/work.ts';
import type { ServiceContext } from './context.ts';
import { sha256 } from './document-pages.ts';
import { type ListOrder, makeList } from './list-making.ts';
import { writeList } from './list-writer.ts';

const media = { xlsx: XLSX_MEDIA, csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const;
/** So many cells are made in less than the time that a call may take. */
const SHORT = 1_500;
/** Between two looks at whether to stop. */
const PAUSE = 100;

type ListHandlers = Pick<HandlersOf<typeof lists>, 'lists.render'>;

export function createListService(context: ServiceContext): ListHandlers {
  const { printer, handles, stores, clock, work } = context;

  function orderOf(input: Parsed<'lists.render'>): ListOrder {
    const officeId = stores.offices.installation()?.officeId;
    return {
      ...input,
      officeName: officeId === undefined ? null : (stores.offices.get(officeId)?.name ?? null),
      today: clock.today(),
    };
  }

  async function bytesOf(
    order: ListOrder,
    signal: AbortSignal,
    isLong: boolean,
  ): Promise<{ readonly bytes: Uint8Array; readonly pages: number | null }> {
    const made = await (isLong ? writeList(order, signal) : makeList(order));
    if (made.kind === 'bytes') return { bytes: made.bytes, pages: null };
    if (printer === null) throw new AppError('PDF_UNAVAILABLE');
    const { bytes, pages } = await printer.print({ html: made.html, css: made.css, signal });
    if (countPdfPages(bytes) !== pages)
      throw new Error('the pages of the list are not those that were printed');
    return { bytes, pages };
  }

  async function render(order: ListOrder, progress: Progress | null): Promise<Output<'lists.render'>> {
    if (order.format === 'pdf' && printer === null) throw new AppError('PDF_UNAVAILABLE');
    const stop = new AbortController();
    const watch =
      progress === null
        ? undefined
        : setInterval(() => {
            try {
              progress.step(0, null);
            } catch (cancelled) {
              stop.abort(cancelled);
            }
          }, PAUSE);
    try {
      const { bytes, pages } = await bytesOf(order, stop.signal, progress !== null);
      const stem = asciiName(order.title);
      const about = {
        fileName: `${stem === '' ? 'Danh-sach' : stem}.${order.format}`,
        media: media[order.format],
      };
      const digest = sha256(bytes);
      const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
      return {
        file: { ...about, url, bytes: bytes.byteLength, pages, sha256: digest, expiresAt },
        rows: order.rows.length,
      };
    } finally {
      clearInterval(watch);
    }
  }

  return {
    'lists.render': (input) => {
      const order = orderOf(input);
      return order.rows.length * order.columns.length <= SHORT
        ? render(order, null)
        : work.reading('lists.render', (progress) => render(order, progress));
    },
  };
}

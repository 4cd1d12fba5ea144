// The round's photos by their bytes: which visit has them, where they can be read now, and how large they are.
import type { Evidence } from '../../../../core/contract/evidence.ts';
import type { ImageBlock } from '../../../../core/documents/content.ts';
import { call } from '../../../api/client.ts';

export interface Pictures {
  /** Where a picture can be read for a while; null: none of the round's visits has it. */
  urlOf(sha256: string): Promise<string | null>;
}

export function isPicture(row: Evidence): boolean {
  return row.present && (row.media === 'image/jpeg' || row.media === 'image/png');
}

export function createPictures(planId: string | null, visitId: string | null): Pictures {
  const urls = new Map<string, Promise<string | null>>();
  let visits: Promise<readonly string[]> | null = null;
  async function visitIds(): Promise<readonly string[]> {
    if (visitId !== null) return [visitId];
    if (planId === null) return [];
    visits ??= call('visits.list', { planId }).then((rows) => rows.map(({ id }) => id));
    return visits;
  }
  async function find(sha256: string): Promise<string | null> {
    for (const id of await visitIds()) {
      const rows = await call('evidence.list', { visitId: id });
      const row = rows.find((one) => one.sha256 === sha256 && one.present);
      if (row !== undefined) return (await call('evidence.open', { id: row.id })).url;
    }
    return null;
  }
  return {
    urlOf(sha256) {
      const known = urls.get(sha256);
      if (known !== undefined) return known;
      const asked = find(sha256).catch(() => null);
      urls.set(sha256, asked);
      return asked;
    },
  };
}

const TALLEST_MM = 150;

/** A photo as a block: as wide as fits the text and the page's height. */
export async function imageBlockOf(row: Evidence): Promise<Omit<ImageBlock, 'id'> | null> {
  const file = await call('evidence.open', { id: row.id });
  const answer = await fetch(file.url, { credentials: 'same-origin' });
  if (!answer.ok) return null;
  const bitmap = await createImageBitmap(await answer.blob(), { imageOrientation: 'none' });
  const { width, height } = bitmap;
  bitmap.close();
  return {
    type: 'image',
    text: row.caption ?? '',
    sha256: row.sha256,
    media: row.media === 'image/png' ? 'image/png' : 'image/jpeg',
    widthPx: width,
    heightPx: height,
    widthMm: Math.max(20, Math.min(120, Math.floor((TALLEST_MM * width) / height))),
  };
}

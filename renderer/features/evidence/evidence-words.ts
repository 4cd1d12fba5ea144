// What several screens say and ask of evidence: sizes, kinds, links. Pure.
import type { Evidence, EvidenceTarget } from '../../../core/contract/evidence.ts';

export function sameTarget(left: EvidenceTarget, right: EvidenceTarget): boolean {
  return targetKey(left) === targetKey(right);
}
export function targetKey(target: EvidenceTarget): string {
  if ('criterionId' in target) return `criterion:${target.criterionId}`;
  return 'findingId' in target ? `finding:${target.findingId}` : `recommendation:${target.recommendationId}`;
}
export const proves = (row: Evidence, target: EvidenceTarget): boolean =>
  row.links.some((link) => sameTarget(link.target, target));

/** 850 KB, 3,4 MB, 120,5 GB. */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${String(bytes)} B`;
  if (bytes < 1024 * 1024) return `${String(Math.round(bytes / 1024))} KB`;
  const [unit, name] = bytes < 1024 ** 3 ? [1024 ** 2, 'MB'] : [1024 ** 3, 'GB'];
  const tenths = Math.round((bytes / unit) * 10);
  return `${String(Math.floor(tenths / 10))}${tenths % 10 === 0 ? '' : `,${String(tenths % 10)}`} ${name}`;
}

/** What the browser can draw. */
export const isShown = (media: string): boolean => /^image\/(?:jpeg|png|webp|gif|bmp)$/.test(media);

export function extensionWord(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1, dot + 6).toUpperCase();
}

// The lines of `Nơi nhận`, without dashes and closing punctuation: the layout adds those.
import type { IssuerFacts } from '../facts.ts';
import { oneLine, upperFirst, withoutEnd } from './text.ts';

const MAX_RECIPIENTS = 60;

/** `Lưu: VT, CCHC`. */
export function draftArchiveLine(issuer: IssuerFacts): string {
  const archive = issuer.archiveLine === null ? '' : withoutEnd(oneLine(issuer.archiveLine));
  return archive === '' ? 'Lưu: VT, …' : archive;
}

/** As given, or the addressee; the archive line is always the last. */
export function draftRecipients(given: readonly string[], issuer: IssuerFacts, addressee: string): string[] {
  const archive = issuer.archiveLine === null ? '' : withoutEnd(oneLine(issuer.archiveLine));
  const lines = given.map((line) => withoutEnd(oneLine(line))).filter((line) => line !== '');
  const receivers = lines.filter((line) => !/^lưu\b/iu.test(line));
  const last = archive === '' ? (lines.find((line) => /^lưu\b/iu.test(line)) ?? 'Lưu: VT, …') : archive;
  const named = receivers.length === 0 ? [upperFirst(addressee)] : receivers;
  return [...named.slice(0, MAX_RECIPIENTS - 1), last].map((line) => line.slice(0, 500).toWellFormed());
}

/**
 * What a criterion asks, as a digest: its words and the kind of answer. Two criteria with the same digest ask the same,
 * whatever their code, points or year; answers are carried and years compared only then, or where a person said so.
 */
import type { Criterion } from '../contract/criteria.ts';
import { sha1 } from './sha1.ts';

/** NFC, and any run of spaces and line breaks is one space. */
export function plainWords(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

export function criterionDigest({ text, answerType }: Pick<Criterion, 'text' | 'answerType'>): string {
  const digest = sha1(new TextEncoder().encode(`${answerType}\n${plainWords(text)}`));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

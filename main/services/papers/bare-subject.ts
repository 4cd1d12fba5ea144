/** Facts of a paper to which nobody has given a trích yếu: from these its own one is worded. */
import type { BaseFacts } from '../../../core/documents/facts.ts';

export function bareSubject<F extends BaseFacts>(facts: F): F {
  return { ...facts, document: { ...facts.document, subject: null } };
}

// What a person chose for what two PCs changed differently. Pure.
import type { MergePreview } from '../../../core/contract/handouts.ts';

export type Side = 'ours' | 'theirs' | 'base';
export type Choices = Readonly<Record<string, Side>>;

/** Every conflict has a choice. */
export function isSettled(preview: Pick<MergePreview, 'conflicts'>, choices: Choices): boolean {
  return preview.conflicts.every(({ key }) => choices[key] !== undefined);
}

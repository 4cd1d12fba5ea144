/** Deterministic ids of what ships with the product: the same row has the same id on every PC. */
import { uuidV5 } from '../../core/rules/uuid.ts';

const STARTER = 'cd394119-b517-479d-a991-22057255f5d9';
const SAMPLES = '073d28ad-d112-426d-8edf-420331418c4b';

/** Rows of the starter catalogue: domains, the criteria set, its criteria. */
export function starterId(table: string, key: string): string {
  return uuidV5(STARTER, `${table}/${key}`);
}

/** Rows of a sample round. */
export function sampleId(sample: string, table: string, key: string): string {
  return uuidV5(SAMPLES, `${sample}/${table}/${key}`);
}

// The reform index.
import type { parIndex as vi } from '../vi/par-index.ts';
import type { Same } from '../same.ts';

export const parIndex: Same<typeof vi> = {};

import type { handouts as vi } from '../vi/handouts.ts';
import type { Same } from '../same.ts';

export const handouts = {} satisfies Same<typeof vi>;

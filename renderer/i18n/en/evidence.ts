import type { evidence as vi } from '../vi/evidence.ts';
import type { Same } from '../same.ts';

export const evidence = {} satisfies Same<typeof vi>;

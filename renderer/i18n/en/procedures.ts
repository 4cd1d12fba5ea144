import type { procedures as vi } from '../vi/procedures.ts';
import type { Same } from '../same.ts';

export const procedures = {} satisfies Same<typeof vi>;

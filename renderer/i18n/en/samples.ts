import type { samples as vi } from '../vi/samples.ts';
import type { Same } from '../same.ts';

export const samples = {} satisfies Same<typeof vi>;

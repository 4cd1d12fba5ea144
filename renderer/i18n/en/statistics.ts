import type { statistics as vi } from '../vi/statistics.ts';
import type { Same } from '../same.ts';

export const statistics = {} satisfies Same<typeof vi>;

import type { remarks as vi } from '../vi/remarks.ts';
import type { Same } from '../same.ts';

export const remarks = {} satisfies Same<typeof vi>;

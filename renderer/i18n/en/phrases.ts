import type { phrases as vi } from '../vi/phrases.ts';
import type { Same } from '../same.ts';

export const phrases = {} satisfies Same<typeof vi>;

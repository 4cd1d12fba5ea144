// Dashboard, heat maps, profiles, comparisons.
import type { pictures as vi } from '../vi/pictures.ts';
import type { Same } from '../same.ts';

export const pictures: Same<typeof vi> = {};

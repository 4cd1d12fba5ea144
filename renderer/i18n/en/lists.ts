// What every list can do: views and exports.
import type { lists as vi } from '../vi/lists.ts';
import type { Same } from '../same.ts';

export const lists: Same<typeof vi> = {};

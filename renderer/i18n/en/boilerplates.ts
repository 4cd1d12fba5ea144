// Boilerplate: parts, fields, and what is wrong with a text.
import type { Same } from '../same.ts';
import type { boilerplates as vi } from '../vi/boilerplates.ts';

export const boilerplates = {
  title: 'Boilerplate',
} satisfies Same<typeof vi>;

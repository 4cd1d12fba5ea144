// People of the office, their roles, and settings of the office.
import type { people as vi } from '../vi/people.ts';
import type { Same } from '../same.ts';

export const people: Same<typeof vi> = {};

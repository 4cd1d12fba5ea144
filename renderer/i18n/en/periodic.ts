// Periodic reports and who has sent theirs.
import type { periodic as vi } from '../vi/periodic.ts';
import type { Same } from '../same.ts';

export const periodic: Same<typeof vi> = {};

// Checking the format of a finished file.
import type { Same } from '../same.ts';
import type { formatChecks as vi } from '../vi/format-checks.ts';

export const formatChecks = {
  title: 'Format check',
} satisfies Same<typeof vi>;

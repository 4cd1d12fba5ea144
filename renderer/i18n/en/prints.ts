// Printing and exporting many papers as one job.
import type { Same } from '../same.ts';
import type { prints as vi } from '../vi/prints.ts';

export const prints = {
  title: 'Print and export',
} satisfies Same<typeof vi>;

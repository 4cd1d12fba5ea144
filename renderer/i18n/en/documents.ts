// The page of one document, in English.
import type { Same } from '../same.ts';
import type { documents as vi } from '../vi/documents.ts';

export const documents = {
  title: 'Documents',
} satisfies Same<typeof vi>;

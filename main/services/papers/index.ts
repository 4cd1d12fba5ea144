/** The table of all kinds of papers. */
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import type { PaperMaker } from './paper.ts';

export const paperMakers: Partial<Record<DocumentKind, PaperMaker>> = {};

/** The table of all kinds of papers. */
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { minutesPaper } from './minutes.ts';
import { noticePaper } from './notices.ts';
import type { PaperMaker } from './paper.ts';

export const paperMakers: Partial<Record<DocumentKind, PaperMaker>> = {
  minutes: minutesPaper,
  agency_notice: noticePaper,
  collective_notice: noticePaper,
};

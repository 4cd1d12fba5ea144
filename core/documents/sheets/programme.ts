// Chương trình làm việc as a sheet: the papers of one session, or of all, each on a page of its own.
import { paragraph } from '../layout/paragraph.ts';
import type { Block, DocumentModel } from '../model.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { upperFirst } from '../wording/text.ts';
import type { SheetFacts } from './facts.ts';
import { sheetHead, sheetModel } from './sheet.ts';

export function programmeSheet(facts: SheetFacts, sessions: readonly DocumentModel[]): DocumentModel {
  const [only] = sessions.length === 1 ? sessions : [];
  if (only !== undefined) return only;
  const title = 'Chương trình làm việc';
  const subject = upperFirst(inspectionPhrase(facts.plan));
  const blocks =
    sessions.length === 0
      ? [
          ...sheetHead(facts.issuer, facts.plan, { title, subject, reference: null }),
          paragraph('body', 'Chưa có chương trình làm việc nào được lập.'),
        ]
      : sessions.flatMap((session, index): readonly Block[] => [
          ...(index === 0 ? [] : [{ type: 'newPage' } as const]),
          ...session.blocks.map(written),
        ]);
  return sheetModel(facts, `${title}: ${subject}`, false, blocks);
}

/** Each session counts from one: Word would count on from the one before. */
function written(block: Block): Block {
  return block.type !== 'paragraph' || block.marker === undefined
    ? block
    : { ...block, marker: { ...block.marker, typed: true } };
}

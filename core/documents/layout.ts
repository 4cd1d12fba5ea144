// Facts and edited wording in, laid-out document out. The order of the parts is the decree's.
import type { DocumentContent } from './content.ts';
import type { MinutesFacts, NoticeFacts } from './facts.ts';
import { appendixBlocks } from './layout/appendix.ts';
import { bodyBlocks, splitAppendices } from './layout/body.ts';
import { dateLine, headerBlock, numberLine, printedNumber, printedSymbol } from './layout/header.ts';
import { paragraph, ruleBelow, spacer } from './layout/paragraph.ts';
import { recipientList, signatureBlock, signatureGrid } from './layout/signature.ts';
import type { Block, DocumentModel } from './model.ts';
import { styleNd30Year2020 as style } from './style-nd30-2020.ts';
import { headerDate } from './wording/dates.ts';
import { minutesSubject, noticeSubject } from './wording/subject.ts';
import { cleanText, lowerFirst, oneLine } from './wording/text.ts';

export interface LayoutOptions {
  /** Not yet for signature: every page says `DỰ THẢO`. */
  readonly draft: boolean;
}

export function layoutNotice(
  facts: NoticeFacts,
  content: DocumentContent,
  options: LayoutOptions = { draft: false },
): DocumentModel {
  const { issuer, document, plan } = facts;
  const subject = noticeSubject(facts);
  const { text, appendices } = splitAppendices(content.blocks);
  const symbol = printedSymbol(document, 'TB-…');
  const day = headerDate(document.issuedOn, plan.year);
  const reference = `Kèm theo Thông báo số ${printedNumber(document)}/${symbol} ${day} của ${oneLine(issuer.name)}`;
  return {
    profile: style.profile,
    title: `Thông báo ${lowerSubject(subject)}`,
    author: cleanText(issuer.name),
    marks: { illustrative: plan.illustrative, draft: options.draft },
    blocks: [
      headerBlock(
        {
          issuer,
          numberLine: numberLine(document, 'TB-…'),
          dateLine: dateLine(issuer, document.issuedOn, plan.year),
        },
        style,
      ),
      ...titleBlocks('Thông báo', subject),
      ...bodyBlocks(text, true),
      signatureBlock(issuer, content.recipients, style),
      ...appendixBlocks(appendices, reference),
    ],
  };
}

export function layoutMinutes(
  facts: MinutesFacts,
  content: DocumentContent,
  options: LayoutOptions = { draft: false },
): DocumentModel {
  const { issuer, document, plan } = facts;
  const subject = minutesSubject(facts);
  const { text, appendices } = splitAppendices(content.blocks);
  const isNumbered = document.number !== null || document.symbol !== null;
  const grid = content.signatures.length === 0 ? [] : [signatureGrid(content.signatures, style)];
  return {
    profile: style.profile,
    title: `Biên bản ${lowerSubject(subject)}`,
    author: cleanText(issuer.name),
    marks: { illustrative: plan.illustrative, draft: options.draft },
    blocks: [
      headerBlock(
        { issuer, numberLine: isNumbered ? numberLine(document, 'BB-…') : null, dateLine: null },
        style,
      ),
      ...titleBlocks('Biên bản', subject),
      ...bodyBlocks(text, true),
      ...grid,
      ...(content.recipients.length === 0 ? [] : [spacer(style.signature.recipientsGapMm)]),
      ...recipientList(content.recipients),
      ...appendixBlocks(appendices, `Kèm theo Biên bản ${lowerSubject(subject)}`),
    ],
  };
}

function titleBlocks(title: string, subject: string): readonly Block[] {
  return [
    paragraph('title', title, { upper: true, keepNext: true }),
    paragraph('subject', subject, { keepNext: true }),
    ruleBelow(subject, style.styles.subject.sizePt, style),
  ];
}

const lowerSubject = (subject: string): string => lowerFirst(cleanText(subject));

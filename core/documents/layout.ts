// Facts and edited wording in, laid-out document out, for every kind of paper. The order of the parts is the decree's;
// what a kind needs of them is said by its family (kinds.ts).
import type { DocumentContent } from './content.ts';
import type { BaseFacts, DocumentFacts, IssuerFacts } from './facts.ts';
import { kindTraits, type DocumentKind, type KindTraits } from './kinds.ts';
import { appendixBlocks } from './layout/appendix.ts';
import { addresseeBlocks, bodyBlocks, splitAppendices, type BodyOptions } from './layout/body.ts';
import { dateLine, headerBlock, numberLine, printedNumber, printedSymbol } from './layout/header.ts';
import { paragraph, paragraphs, ruleBelow, spacer } from './layout/paragraph.ts';
import { recipientList, signatureBlock, signatureGrid } from './layout/signature.ts';
import type { Block, DocumentModel } from './model.ts';
import { styleNd30Year2020 as style } from './style-nd30-2020.ts';
import { headerDate } from './wording/dates.ts';
import { cleanText, lowerFirst, oneLine, upperFirst, withoutEnd } from './wording/text.ts';

export interface LayoutOptions {
  /** Not yet for signature: every page says `DỰ THẢO`, and the head says which draft it is. */
  readonly draft: boolean;
  /** The trích yếu that the facts give, where nobody has typed one. */
  readonly subject?: string;
}

export function layoutDocument(
  kind: DocumentKind,
  facts: BaseFacts,
  content: DocumentContent,
  options: LayoutOptions = { draft: false },
): DocumentModel {
  const traits = kindTraits[kind];
  const paper: Paper = {
    traits,
    issuer: facts.issuer,
    document: traits.family === 'form' ? blankDocument(facts.document) : facts.document,
    year: yearOf(facts),
    subject: subjectOf(facts.document, options),
    draft: options.draft,
  };
  const { text, appendices } = splitAppendices(content.blocks);
  return {
    profile: style.profile,
    title: documentTitle(paper),
    author: cleanText(facts.issuer.name),
    marks: { illustrative: facts.plan.illustrative, draft: options.draft },
    blocks: [
      ...head(paper),
      ...addressees(paper, content),
      ...bodyBlocks(text, bodyOptions(paper)),
      ...end(paper, content),
      ...appendixBlocks(appendices, reference(paper)),
    ],
  };
}

interface Paper {
  readonly traits: KindTraits;
  readonly issuer: IssuerFacts;
  readonly document: DocumentFacts;
  readonly year: number | null;
  readonly subject: string;
  readonly draft: boolean;
}

/** Of the head while no day is given: a letter about a round of last year is written this year, never before it. */
const yearOf = ({ asOf, plan }: BaseFacts): number | null =>
  asOf === undefined ? plan.year : Math.max(Number(asOf.slice(0, 4)), plan.year ?? 0);

/** The agency gives the number and the day, and signs. */
function blankDocument(document: DocumentFacts): DocumentFacts {
  return { ...document, number: null, issuedOn: null };
}

function subjectOf(document: DocumentFacts, options: LayoutOptions): string {
  const typed = document.subject === null ? '' : withoutEnd(oneLine(document.subject));
  return upperFirst(typed === '' ? withoutEnd(oneLine(options.subject ?? '')) : typed);
}

function head(paper: Paper): readonly Block[] {
  const { traits, subject, issuer } = paper;
  switch (traits.family) {
    case 'news':
      return subject === '' ? [] : [paragraph('headline', subject, { keepNext: true })];
    case 'letter':
      return [headOfPage(paper)];
    case 'decision':
      return [
        headOfPage(paper),
        ...titleBlocks(traits.title ?? '', subject),
        ...paragraphs('authority', issuer.authorityLine ?? '', { upper: true, keepNext: true }),
      ];
    default:
      return [headOfPage(paper), ...titleBlocks(traits.title ?? '', subject)];
  }
}

function headOfPage({ traits, issuer, document, year, subject, draft }: Paper): Block {
  const isNumbered =
    traits.numbered === 'always' ||
    (traits.numbered === 'optional' && (document.number !== null || document.symbol !== null));
  return headerBlock(
    {
      issuer,
      numberLine: isNumbered ? numberLine(document, fallbackSymbol(traits)) : null,
      dateLine: traits.family === 'minutes' ? null : dateLine(issuer, document.issuedOn, year),
      letterSubject: traits.family === 'letter' && subject !== '' ? `V/v ${letterSubject(subject)}` : null,
      draftRound: draft ? (document.draftRound ?? null) : null,
      urgency: document.urgency ?? null,
    },
    style,
  );
}

/** `TB-…`; of a letter only the blank. */
function fallbackSymbol({ abbreviation }: KindTraits): string {
  return abbreviation === null ? '…' : `${abbreviation}-…`;
}

function titleBlocks(title: string, subject: string): readonly Block[] {
  const lines = [
    paragraph('title', title, { upper: true, keepNext: true }),
    ...(subject === '' ? [] : [paragraph('subject', subject, { keepNext: true })]),
  ];
  return [...lines, ruleBelow(subject === '' ? title : subject, style.styles.subject.sizePt, style)];
}

function addressees({ traits }: Paper, content: DocumentContent): readonly Block[] {
  return traits.family === 'news' ? [] : addresseeBlocks(content.addressees ?? []);
}

function bodyOptions({ traits }: Paper): BodyOptions {
  switch (traits.family) {
    case 'news':
      return { endMark: false, lead: 'news_lead' };
    case 'decision':
      return {
        endMark: true,
        afterGrounds: [paragraph('decides', 'Quyết định:', { upper: true, keepNext: true })],
      };
    default:
      return { endMark: true };
  }
}

function end({ traits, issuer }: Paper, content: DocumentContent): readonly Block[] {
  const { signatures, recipients } = content;
  switch (traits.family) {
    case 'news':
      return [];
    case 'minutes':
      return [
        ...(signatures.length === 0 ? [] : [signatureGrid(signatures, style)]),
        ...(recipients.length === 0 ? [] : [spacer(style.signature.recipientsGapMm)]),
        ...recipientList(recipients),
      ];
    case 'form':
      return [signatureBlock({ ...issuer, signerName: null }, recipients, style)];
    default:
      return signatures.length === 0
        ? [signatureBlock(issuer, recipients, style)]
        : [signatureGrid(signatures, style), ...recipientList(recipients)];
  }
}

const lowerSubject = (subject: string): string => lowerFirst(cleanText(subject));
const letterSubject = (subject: string): string =>
  lowerSubject(subject.replace(/^(?:V\/v|Về việc)\s+/iu, ''));

/** For the file's properties and the page's title. */
function documentTitle({ traits, subject }: Paper): string {
  if (traits.family === 'news') return subject;
  const title = traits.title ?? 'Công văn';
  const about = traits.family === 'letter' ? `về việc ${letterSubject(subject)}` : lowerSubject(subject);
  return subject === '' ? title : `${title} ${about}`;
}

/** What an appendix says of the paper that it belongs to: its number and day, or its subject where it has none. */
function reference(paper: Paper): string {
  const { traits, document, year, issuer, subject } = paper;
  const title = traits.title ?? 'Công văn';
  if (
    traits.family === 'minutes' ||
    traits.numbered === 'none' ||
    (traits.numbered === 'optional' && document.symbol === null && document.number === null)
  ) {
    return `Kèm theo ${title} ${lowerSubject(subject)}`.trim();
  }
  const symbol = printedSymbol(document, fallbackSymbol(traits));
  const day = headerDate(document.issuedOn, year);
  return `Kèm theo ${title} số ${printedNumber(document)}/${symbol} ${day} của ${oneLine(issuer.name)}`;
}

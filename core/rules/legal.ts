/**
 * Citations of legal documents (Nghị định 30/2020, Phụ lục I): whole the first time, short after that; finding them
 * in any text by number and symbol, or a law by its name; and whether a document is in force on a day.
 */
import type { GroundWarning, LegalDocument } from '../contract/legal.ts';
import { longDate } from '../documents/wording/dates.ts';
import { BLANK, formatDocumentNumber } from '../documents/wording/numbers.ts';
import { lowerFirst, oneLine, withoutEnd } from '../documents/wording/text.ts';
import { addDays } from './due.ts';

export type LegalFields = Pick<
  LegalDocument,
  'kind' | 'symbol' | 'issuedOn' | 'issuerName' | 'subject' | 'effectiveFrom' | 'effectiveTo'
>;
export type CitedDocument = LegalFields & Pick<LegalDocument, 'id' | 'replacedById'>;

const kindNames: Readonly<Record<LegalDocument['kind'], string>> = {
  luat: 'Luật',
  phap_lenh: 'Pháp lệnh',
  nghi_quyet: 'Nghị quyết',
  nghi_dinh: 'Nghị định',
  thong_tu: 'Thông tư',
  quyet_dinh: 'Quyết định',
  chi_thi: 'Chỉ thị',
  ke_hoach: 'Kế hoạch',
  cong_van: 'Công văn',
  khac: '',
};

/** Laws and ordinances are cited by name and day, without number and issuer. */
function isLaw(kind: LegalDocument['kind']): boolean {
  return kind === 'luat' || kind === 'phap_lenh';
}

function nameOf({ kind, subject }: Pick<LegalFields, 'kind' | 'subject'>): string {
  const bare = withoutEnd(oneLine(subject));
  const kindName = kindNames[kind];
  // Some people write the kind into the name; it is not said twice.
  return kindName === '' || bare.toLocaleLowerCase('vi').startsWith(`${kindName.toLocaleLowerCase('vi')} `)
    ? bare
    : `${kindName} ${bare}`;
}

function symbolText(symbol: string): string {
  const [number = '', ...rest] = oneLine(symbol).split('/');
  return [formatDocumentNumber(number), ...rest].join('/');
}

/** What is not known prints as a blank. */
export function firstCitation(document: LegalFields): string {
  const { kind, symbol, issuedOn, issuerName, subject } = document;
  if (isLaw(kind)) return `${nameOf(document)} ${longDate(issuedOn)}`;
  if (kind === 'khac') {
    const parts = [
      withoutEnd(oneLine(subject)),
      symbol === null ? '' : `số ${symbolText(symbol)}`,
      issuedOn === null ? '' : longDate(issuedOn),
      issuerName === null ? '' : `của ${oneLine(issuerName)}`,
    ];
    return parts.filter((part) => part !== '').join(' ');
  }
  const number = symbol === null ? '…/…' : symbolText(symbol);
  const issuer = issuerName === null ? BLANK : oneLine(issuerName);
  return `${kindNames[kind]} số ${number} ${longDate(issuedOn)} của ${issuer} ${lowerFirst(withoutEnd(oneLine(subject)))}`;
}

export function shortCitation(document: LegalFields): string {
  const { kind, symbol } = document;
  if (isLaw(kind) || kind === 'khac' || symbol === null) return nameOf(document);
  return `${kindNames[kind]} số ${symbolText(symbol)}`;
}

/** Cites whole the first time that a text names a document, and short from then on. */
export function createCiter(): (document: CitedDocument) => string {
  const cited = new Set<string>();
  return (document) => {
    if (cited.has(document.id)) return shortCitation(document);
    cited.add(document.id);
    return firstCitation(document);
  };
}

// ── Finding citations ────────────────────────────────────────────────────────────────────────────────────

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, (letter) => `\\${letter}`);
}

/** `30/2020/NĐ-CP` as people type it: spaces, another dash, D for Đ, zeros before the number. */
function symbolPattern(symbol: string): string {
  const letters = [
    ...oneLine(symbol)
      .replace(/\s+/g, '')
      .replace(/^0+(?=\d)/, ''),
  ].map((letter) => {
    if (/[-–—]/.test(letter)) return '\\s*[-–—]\\s*';
    if (letter === '/') return '\\s*/\\s*';
    // U+00D0 looks like Đ and is what some keyboards give.
    if (/[Đđ]/.test(letter)) return '[ĐđDdÐð]';
    return escaped(letter);
  });
  return `(?<![\\p{L}\\p{N}/])0*${letters.join('')}(?![\\p{L}\\p{N}]|[-–—/&][\\p{L}\\p{N}])`;
}

/** Finds a number and symbol wherever it is cited. */
export function symbolMatcher(symbol: string): RegExp {
  return new RegExp(symbolPattern(symbol), 'giu');
}

const lawSymbol = /^[\s,(]*(?:số\s*:?\s*)?(\d+\s*\/\s*\d{4}\s*\/\s*[\p{L}\p{N}]+)/iu;
const longDay = /^[\s,(]*(?:số\s*:?\s*\S+\s+)?ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})/iu;
const shortDayPattern =
  /^[\s,(]*(?:số\s*:?\s*\S+\s+)?(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})/iu;
const yearPattern = /^[\s,(]*(?:năm\s+)?(\d{4})(?!\p{N}|\s*[/.-])/iu;

interface Dated {
  readonly year: string;
  readonly day: string | null;
}
/** The day or year that stands right behind a citation. */
function dateBehind(rest: string): Dated | null {
  const match = longDay.exec(rest) ?? shortDayPattern.exec(rest);
  if (match !== null) {
    const [, day = '', month = '', year = ''] = match;
    return { year, day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` };
  }
  const year = yearPattern.exec(rest)?.[1];
  return year === undefined ? null : { year, day: null };
}

interface Hit {
  readonly document: CitedDocument;
  readonly at: number;
  readonly exact: boolean;
}

function hitsOf(document: CitedDocument, text: string): Hit[] {
  const hits: Hit[] = [];
  const add = (at: number, end: number): void => {
    const dated = dateBehind(text.slice(end));
    if (dated !== null && document.issuedOn !== null && !document.issuedOn.startsWith(dated.year)) return;
    hits.push({ document, at, exact: dated?.day != null && dated.day === document.issuedOn });
  };
  if (document.symbol !== null && /\d/.test(document.symbol)) {
    for (const match of text.matchAll(symbolMatcher(document.symbol))) {
      add(match.index, match.index + match[0].length);
    }
  }
  if (isLaw(document.kind)) {
    const name = escaped(nameOf(document)).replaceAll(' ', '\\s+');
    for (const match of text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])${name}(?![\\p{L}\\p{N}])`, 'giu'))) {
      const end = match.index + match[0].length;
      // "Luật sửa đổi, bổ sung một số điều của Luật …" cites another law.
      const before =
        text
          .slice(Math.max(0, match.index - 200), match.index)
          .split(';')
          .at(-1) ?? '';
      if (/sửa đổi/iu.test(before) && !/sửa đổi/iu.test(document.subject)) continue;
      const named = lawSymbol.exec(text.slice(end));
      if (named !== null) {
        // The symbol is a hit of its own, or says that another law is meant.
        if (document.symbol !== null) continue;
        add(match.index, end + named[0].length);
      } else add(match.index, end);
    }
  }
  return hits;
}

/**
 * The documents that a text cites, in the order of the text. Where several have one number and symbol (decisions of
 * two years) the day or year behind the citation tells; where it is missing all of them are meant.
 */
export function findCitations(text: string, library: readonly CitedDocument[]): CitedDocument[] {
  const plain = text.normalize('NFC').replaceAll(/[\s\u00a0]+/g, ' ');
  const hits = library.flatMap((document) => hitsOf(document, plain));
  const kept = hits.filter((hit) => {
    if (hit.exact) return true;
    // At the same place another document has the very day that is cited.
    const rivals = hits.filter((other) => other.exact && other.at === hit.at);
    return rivals.length === 0;
  });
  const order = kept.toSorted((first, second) => first.at - second.at);
  return [...new Map(order.map(({ document }) => [document.id, document])).values()];
}

// ── In force ─────────────────────────────────────────────────────────────────────────────────────────────

type Validity = Pick<GroundWarning, 'state' | 'day'>;

/**
 * Null where the document holds on the day, as far as its dates are known. What replaced it ends it, also where
 * nobody entered its last day.
 */
export function validityOn(
  document: Pick<CitedDocument, 'issuedOn' | 'effectiveFrom' | 'effectiveTo'>,
  replacedBy: Pick<CitedDocument, 'issuedOn' | 'effectiveFrom'> | null,
  on: string,
): Validity | null {
  const { issuedOn, effectiveFrom, effectiveTo } = document;
  if (issuedOn !== null && issuedOn > on) return { state: 'issued_later', day: issuedOn };
  if (effectiveFrom !== null && effectiveFrom > on) return { state: 'not_yet', day: effectiveFrom };
  const ended =
    effectiveTo !== null
      ? addDays(effectiveTo, 1)
      : (replacedBy?.effectiveFrom ?? replacedBy?.issuedOn ?? null);
  return ended !== null && ended <= on ? { state: 'no_longer', day: ended } : null;
}

/** The citations of these texts that do not hold on the day. */
export function groundWarnings(
  texts: readonly string[],
  library: readonly CitedDocument[],
  on: string,
): GroundWarning[] {
  const byId = new Map(library.map((document) => [document.id, document]));
  const replacing = ({ replacedById }: CitedDocument) =>
    replacedById === null ? null : (byId.get(replacedById) ?? null);
  return texts.flatMap((text, index) =>
    findCitations(text, library).flatMap((document): GroundWarning[] => {
      const other = replacing(document);
      const validity = validityOn(document, other, on);
      if (validity === null) return [];
      return [
        {
          index,
          legalDocumentId: document.id,
          citation: shortCitation(document),
          ...validity,
          replacedBy: other === null ? null : firstCitation(other),
        },
      ];
    }),
  );
}

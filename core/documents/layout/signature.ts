// The end of the paper: recipients beside the signature of the issuer, or the grid of the parties of minutes.
import type { SignatureParty } from '../content.ts';
import type { IssuerFacts } from '../facts.ts';
import type { Cell, Columns, Paragraph } from '../model.ts';
import { paragraphText } from '../model-text.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { oneLine, withoutEnd } from '../wording/text.ts';
import { estimateWidthMm, paragraph, paragraphs, spacer } from './paragraph.ts';

export function signatureBlock(
  issuer: IssuerFacts,
  recipients: readonly string[],
  style: StyleSheet,
): Columns {
  const right: Cell = [
    ...issuer.signLines.flatMap((line) => paragraphs('sign_line', line, { upper: true, keepNext: true })),
    spacer(style.signature.spaceMm),
    ...paragraphs('sign_line', issuer.signerTitleBelow ?? '', { upper: true, keepNext: true }),
    ...paragraphs('sign_name', issuer.signerName ?? ''),
  ];
  const left = recipientList(recipients);
  return {
    type: 'columns',
    role: 'signature',
    widthShares: style.signature.widthShares,
    rows: [[left, right]],
    ...(recipientsHeightMm(left, style) > style.signature.mayBreakFromMm ? { mayBreak: true } : {}),
  };
}

/** Near enough to tell a list that fills a page. */
function recipientsHeightMm(lines: readonly Paragraph[], style: StyleSheet): number {
  const { page, signature, styles, lineHeightOfFont } = style;
  const columnMm = ((page.widthMm - page.leftMm - page.rightMm) * signature.widthShares[0]) / 100;
  const { sizePt, lines: spacing } = styles.recipient;
  const count = lines.reduce(
    (sum, line) => sum + Math.max(1, Math.ceil(estimateWidthMm(paragraphText(line), sizePt) / columnMm)),
    0,
  );
  return (count * sizePt * lineHeightOfFont * spacing * 25.4) / 72;
}

/** Two or three parties side by side. */
export function signatureGrid(parties: readonly SignatureParty[], style: StyleSheet): Columns {
  const share = Math.floor(100 / parties.length);
  return {
    type: 'columns',
    role: 'signature',
    widthShares: parties.map((_, index) => (index === 0 ? 100 - share * (parties.length - 1) : share)),
    rows: [
      parties.map((party) => party.lines.flatMap((line) => paragraphs('sign_line', line, { upper: true }))),
      parties.map((party) => [spacer(style.signature.spaceMm), ...paragraphs('sign_name', party.name)]),
    ],
  };
}

/** `- …;` each, `.` after the last. */
export function recipientList(recipients: readonly string[]): readonly Paragraph[] {
  const lines = recipients.map((line) => withoutEnd(oneLine(line))).filter((line) => line !== '');
  if (lines.length === 0) return [];
  return [
    paragraph('recipients_heading', 'Nơi nhận:', { keepNext: true }),
    ...lines.map((line, index) => {
      const isLast = index === lines.length - 1;
      return paragraph('recipient', `- ${line}${isLast ? (line.endsWith('…') ? '' : '.') : ';'}`);
    }),
  ];
}

// The small builders that the layout is made with.
import { textWidthMm } from '../letter-widths.ts';
import type { Align, Paragraph, Rule, Spacer, StyleName } from '../model.ts';
import type { StyleSheet } from '../style-nd30-2020.ts';
import { cleanText, upperCase } from '../wording/text.ts';

interface Options {
  readonly upper?: boolean;
  readonly keepNext?: boolean;
  readonly align?: Align;
}

export function paragraph(style: StyleName, text: string, options: Options = {}): Paragraph {
  const clean = cleanText(text);
  const shown = options.upper === true ? upperCase(clean) : clean;
  const base = {
    type: 'paragraph',
    style,
    runs: [{ text: shown }],
    keepNext: options.keepNext ?? false,
  } as const;
  return options.align === undefined ? base : { ...base, align: options.align };
}

/** One paragraph per line of a text that may hold line breaks; empty lines are dropped. */
export function paragraphs(style: StyleName, text: string, options: Options = {}): readonly Paragraph[] {
  return cleanText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => paragraph(style, line, options));
}

export function spacer(heightMm: number): Spacer {
  return { type: 'spacer', heightMm };
}

/** A rule of a third to a half of the longest printed line above it, as the decree asks. */
export function ruleBelow(text: string, sizePt: number, style: StyleSheet, columnMm?: number): Rule {
  const { page, header } = style;
  const room = columnMm ?? page.widthMm - page.leftMm - page.rightMm;
  const wanted = Math.max(0, ...printedWidthsMm(cleanText(text), sizePt, room)) * header.ruleShare;
  return {
    type: 'rule',
    widthMm: Math.round(Math.min(header.ruleMaxMm, Math.max(header.ruleMinMm, wanted))),
  };
}

/** The widths of the lines that bold text is broken into. */
function printedWidthsMm(text: string, sizePt: number, columnMm: number): readonly number[] {
  return text.split('\n').flatMap((line) => {
    const widths: number[] = [];
    let row = '';
    for (const word of line.split(' ')) {
      const longer = row === '' ? word : `${row} ${word}`;
      if (row !== '' && textWidthMm(longer, sizePt, true) > columnMm) {
        widths.push(textWidthMm(row, sizePt, true));
        row = word;
      } else row = longer;
    }
    return [...widths, Math.min(columnMm, textWidthMm(row, sizePt, true))];
  });
}

const MM_PER_PT = 25.4 / 72;

/** Near enough for a rule and for counting lines: widths of bold Times letters, in em. */
export function estimateWidthMm(text: string, sizePt: number): number {
  let em = 0;
  for (const letter of text) {
    if (letter === ' ') em += 0.25;
    else if (letter === letter.toLocaleLowerCase('vi')) em += 0.5;
    else em += 0.72;
  }
  return em * sizePt * MM_PER_PT;
}

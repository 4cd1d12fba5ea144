// Every number of the style-sheet that the decree bounds, moved out of its bounds, is reported on the finished file.
import { Packer } from 'docx';
import PizZip from 'pizzip';
import { describe, expect, it } from 'vitest';
import { checkPaper } from '../../../core/checking/check-paper.ts';
import type { DocumentContent } from '../../../core/documents/content.ts';
import type { BaseFacts } from '../../../core/documents/facts.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { layoutDocument } from '../../../core/documents/layout.ts';
import { documentDocx } from '../../../core/documents/to-docx.ts';
import { readDocx } from '../../../main/checking/read-docx.ts';
import { goodFacts, goodContent } from './good-paper.ts';

async function fileOf(
  kind: DocumentKind,
  facts: BaseFacts = goodFacts,
  content: DocumentContent = goodContent(kind),
) {
  const model = layoutDocument(kind, facts, content, { draft: false });
  return new Uint8Array(await Packer.toArrayBuffer(documentDocx(model)));
}

/** The file with one part of it rewritten. */
function edited(bytes: Uint8Array, name: string, edit: (xml: string) => string): Uint8Array {
  const zip = new PizZip(bytes);
  const before = zip.file(name)?.asText() ?? '';
  const after = edit(before);
  expect(after, `${name} is changed`).not.toBe(before);
  zip.file(name, after);
  return zip.generate({ type: 'uint8array' });
}

const rulesOf = (bytes: Uint8Array): readonly string[] => [
  ...new Set(checkPaper(readDocx(bytes), 'x').breaches.map(({ rule }) => rule)),
];

const STYLES = 'word/styles.xml';
const BODY = 'word/document.xml';

/** Changes the definition of one named style only. */
const inStyle =
  (id: string, edit: (definition: string) => string) =>
  (xml: string): string =>
    xml.replace(new RegExp(`<w:style [^>]*w:styleId="nd-${id}".*?</w:style>`, 's'), edit);

const size = (id: string, halfPoints: number) =>
  inStyle(id, (style) => style.replace(/<w:sz w:val="\d+"\/>/, `<w:sz w:val="${String(halfPoints)}"/>`));
const toggled = (id: string, name: 'b' | 'i') =>
  inStyle(id, (style) =>
    new RegExp(`<w:${name}/>`).test(style)
      ? style.replace(`<w:${name}/>`, `<w:${name} w:val="false"/>`)
      : style.replace(new RegExp(`<w:${name} w:val="false"/>`), `<w:${name}/>`),
  );
const spacing = (id: string, name: string, value: number) =>
  inStyle(id, (style) => style.replace(new RegExp(`w:${name}="-?\\d+"`), `w:${name}="${String(value)}"`));
const aligned = (id: string, value: string) =>
  inStyle(id, (style) => style.replace(/<w:jc w:val="\w+"\/>/, `<w:jc w:val="${value}"/>`));
const margin = (side: string, twips: number) => (xml: string) =>
  xml.replace(new RegExp(`(<w:pgMar[^>]*w:${side}=")\\d+`), `$1${String(twips)}`);

type Case = readonly [rule: string, kind: DocumentKind, part: string, edit: (xml: string) => string];

const sizes: readonly (readonly [string, string, DocumentKind, number, number])[] = [
  ['national_name', 'national-name', 'agency_notice', 22, 28],
  ['motto', 'national-motto', 'agency_notice', 24, 30],
  ['parent_name', 'parent-name', 'agency_notice', 22, 28],
  ['issuer_name', 'issuer-name', 'agency_notice', 22, 28],
  ['number', 'number-line', 'agency_notice', 24, 28],
  ['date', 'date-line', 'agency_notice', 24, 30],
  ['title', 'title', 'agency_notice', 24, 30],
  ['subject', 'subject', 'agency_notice', 24, 30],
  ['letter_subject', 'letter-subject', 'reminder', 22, 28],
  ['addressees', 'addressee', 'reminder', 24, 30],
  ['authority', 'authority', 'team_decision', 24, 30],
  ['ground', 'ground', 'team_decision', 24, 30],
  ['decides', 'decides', 'team_decision', 24, 30],
  ['article', 'article', 'team_decision', 24, 30],
  ['section', 'section', 'agency_notice', 24, 30],
  ['body', 'body', 'agency_notice', 24, 30],
  ['sign_line', 'sign-line', 'agency_notice', 24, 30],
  ['sign_name', 'sign-name', 'agency_notice', 24, 30],
  ['recipients_heading', 'recipients-heading', 'agency_notice', 22, 26],
  ['recipient', 'recipient', 'agency_notice', 20, 24],
  ['appendix_label', 'appendix-label', 'agency_notice', 26, 30],
  ['appendix_title', 'appendix-title', 'agency_notice', 24, 30],
  ['appendix_reference', 'appendix-reference', 'agency_notice', 24, 30],
];

const bold: readonly (readonly [string, string, DocumentKind])[] = sizes
  .filter(([name]) => !['article', 'body'].includes(name))
  .map(([name, id, kind]) => [name, id, kind]);

const cases: readonly Case[] = [
  ...sizes.flatMap(([name, id, kind, low, high]): readonly Case[] => [
    [`${name}.size`, kind, STYLES, size(id, low)],
    [`${name}.size`, kind, STYLES, size(id, high)],
  ]),
  ...bold.flatMap(([name, id, kind]): readonly Case[] => [
    [`${name}.weight`, kind, STYLES, toggled(id, 'b')],
    [`${name}.slant`, kind, STYLES, toggled(id, 'i')],
  ]),
  ['page.top', 'agency_notice', BODY, margin('top', 1000)],
  ['page.top', 'agency_notice', BODY, margin('top', 1560)],
  ['page.bottom', 'agency_notice', BODY, margin('bottom', 1000)],
  ['page.left', 'agency_notice', BODY, margin('left', 1600)],
  ['page.left', 'agency_notice', BODY, margin('left', 2100)],
  ['page.right', 'agency_notice', BODY, margin('right', 700)],
  ['page.right', 'agency_notice', BODY, margin('right', 1300)],
  ['page.paper', 'agency_notice', BODY, (xml) => xml.replace(/w:w="11906"/, 'w:w="12240"')],
  ['page.face', 'agency_notice', STYLES, (xml) => xml.replace(/Times New Roman/g, 'Arial')],
  ['body.first_line', 'agency_notice', STYLES, spacing('body', 'firstLine', 850)],
  ['body.between', 'agency_notice', STYLES, spacing('body', 'before', 80)],
  ['body.lines', 'agency_notice', STYLES, spacing('body', 'line', 230)],
  ['body.lines', 'agency_notice', STYLES, spacing('body', 'line', 380)],
  ['body.align', 'agency_notice', STYLES, aligned('body', 'left')],
  ['title.place', 'agency_notice', STYLES, aligned('title', 'left')],
  ['date.place', 'agency_notice', STYLES, aligned('date-line', 'right')],
  ['sign.place', 'agency_notice', STYLES, aligned('sign-name', 'left')],
  ['motto.form', 'agency_notice', BODY, (xml) => xml.replace('Độc lập - Tự do', 'Độc lập – Tự Do')],
  ['number.form', 'agency_notice', BODY, (xml) => xml.replace('Số: 05/', 'Số: 5/')],
  ['date.form', 'agency_notice', BODY, (xml) => xml.replace('ngày 09 tháng 8', 'ngày 9 tháng 08')],
  ['recipient.archive', 'agency_notice', BODY, (xml) => xml.replace('- Lưu: VT, CCHC.', '- Văn phòng.')],
  ['recipient.form', 'agency_notice', BODY, (xml) => xml.replace('- Lưu: VT, CCHC.', '- Lưu: VT, CCHC')],
  ['body.end_mark', 'agency_notice', BODY, (xml) => xml.replaceAll('./.', '.')],
  ['ground.form', 'team_decision', BODY, (xml) => xml.replace('năm 2015;', 'năm 2015,')],
  ['recipient.first', 'reminder', BODY, (xml) => xml.replace('- Như trên;', '- Như kính gửi;')],
  ['sign_name.form', 'agency_notice', BODY, (xml) => xml.replace('Nguyễn Văn An', 'TS. Nguyễn Văn An')],
  ['motto.rule', 'agency_notice', BODY, (xml) => xml.replace(/<w:pBdr>.*?<\/w:pBdr>/gs, '')],
];

describe('a finished paper', () => {
  it.each(['agency_notice', 'reminder', 'team_decision'] as const)(
    'that is right is found right: %s',
    async (kind) => {
      expect(rulesOf(await fileOf(kind))).toEqual([]);
    },
  );

  it.each(cases)('%s (%s, %s) is told when broken', async (rule, kind, part, edit) => {
    expect(rulesOf(edited(await fileOf(kind), part, edit))).toContain(rule);
  });
});

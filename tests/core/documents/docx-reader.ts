// Opens a Word file again and reads its parts.
import { Packer } from 'docx';
import PizZip from 'pizzip';
import type { DocumentModel } from '../../../core/documents/model.ts';
import { documentDocx } from '../../../core/documents/to-docx.ts';

export interface DocxParts {
  readonly names: readonly string[];
  part(name: string): string;
}

export async function openDocx(
  model: DocumentModel,
  image: (sha256: string) => Uint8Array | null = () => null,
): Promise<DocxParts> {
  const zip = new PizZip(await Packer.toBuffer(documentDocx(model, { image })));
  return {
    names: Object.keys(zip.files),
    part: (name) => {
      const file = zip.file(name);
      if (file === null) throw new Error(`No part ${name}.`);
      return file.asText();
    },
  };
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The text of every paragraph that has any, in the order of the file, with the numbers that Word would count. */
export function docxLines(docx: DocxParts): readonly string[] {
  const mark = createCounter(
    docx.names.includes('word/numbering.xml') ? docx.part('word/numbering.xml') : '',
  );
  return [...docx.part('word/document.xml').matchAll(/<w:p\b[^>]*?(?:\/>|>([\s\S]*?)<\/w:p>)/g)]
    .map(([, inner = '']) => {
      const text = [...inner.matchAll(/<w:br\/>|<w:t\b[^>]*?(?:\/>|>([\s\S]*?)<\/w:t>)/g)]
        .map(([whole, words = '']) => (whole === '<w:br/>' ? '\n' : words))
        .join('')
        .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole);
      const [, level, list] = /<w:numPr><w:ilvl w:val="(\d+)"\/><w:numId w:val="(\d+)"\/>/.exec(inner) ?? [];
      return level === undefined || list === undefined ? text : `${mark(list, Number(level))} ${text}`;
    })
    .filter((line) => line !== '');
}

const roman = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV'];
const formats: Readonly<Record<string, (value: number) => string>> = {
  decimal: String,
  upperRoman: (value) => roman[value] ?? '?',
  lowerLetter: (value) => 'abcdefghijklmnopqrstuvwxyz'.charAt(value - 1),
  bullet: () => '',
};

/** Counts as Word does: a paragraph of one level sets the levels below it back. */
function createCounter(numbering: string): (list: string, level: number) => string {
  const abstracts = new Map(
    [
      ...numbering.matchAll(/<w:abstractNum [^>]*w:abstractNumId="(\d+)"[^>]*>([\s\S]*?)<\/w:abstractNum>/g),
    ].map(([, id = '', body = '']) => [
      id,
      [...body.matchAll(/<w:lvl [\s\S]*?<\/w:lvl>/g)].map(([level]) => ({
        format: /<w:numFmt w:val="([^"]+)"/.exec(level)?.[1] ?? '',
        text: /<w:lvlText w:val="([^"]*)"/.exec(level)?.[1] ?? '',
      })),
    ]),
  );
  const lists = new Map(
    [...numbering.matchAll(/<w:num [^>]*w:numId="(\d+)"[^>]*><w:abstractNumId w:val="(\d+)"/g)].map(
      ([, id = '', abstract = '']) => [id, abstract],
    ),
  );
  const counts = new Map<string, number[]>();
  return (list, level) => {
    const levels = abstracts.get(lists.get(list) ?? '');
    const count = counts.get(list) ?? [];
    const next = [...Array.from({ length: level }, (_, at) => count[at] ?? 0), (count[level] ?? 0) + 1];
    counts.set(list, next);
    const { text = '?' } = levels?.[level] ?? {};
    return text.replace(/%(\d)/g, (_, at: string) => {
      const place = Number(at) - 1;
      return formats[levels?.[place]?.format ?? '']?.(next[place] ?? 0) ?? '?';
    });
  };
}

// Makes a docxtemplater template out of a Word file of ours, and the data that fill it again with the same texts:
// loops for the paragraphs of the running text and for the rows of tables, tags for everything else.
import Docxtemplater from 'docxtemplater';
import PizZip from 'pizzip';

export interface Template {
  readonly file: Uint8Array;
  /** Documents with the same signature are filled into the same template. */
  readonly signature: string;
}
type Data = Readonly<Record<string, unknown>>;

const TEXT = /(<w:t\b[^>]*>)([^<]*)(?=<\/w:t>)/g;
const PART = 'word/document.xml';
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const unescape = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_whole, name: string) => entities[name] ?? '');
const textsOf = (xml: string) => [...xml.matchAll(TEXT)].map(([, , text = '']) => unescape(text));
const skeletonOf = (xml: string) => xml.replace(TEXT, '$1');
const tagged = (xml: string, prefix: string) => {
  let index = 0;
  return xml.replace(TEXT, (_whole, start: string) => `${start}{${prefix}${index++}}`);
};
const textData = (xml: string, prefix: string): Data =>
  Object.fromEntries(textsOf(xml).map((text, index) => [`${prefix}${index}`, text]));
const tagParagraph = (tag: string) => `<w:p><w:r><w:t>{${tag}}</w:t></w:r></w:p>`;

/** The elements of that name that do not stand inside another one of `names`. */
function topLevel(xml: string, names: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let start = 0;
  for (const match of xml.matchAll(new RegExp(`<(/?)w:(?:${names})\\b[^>]*?(/?)>`, 'g'))) {
    const [whole, closing, empty] = match;
    if (empty !== '') {
      if (depth === 0) found.push(whole);
    } else if (closing === '') {
      if (depth === 0) start = match.index;
      depth += 1;
    } else if ((depth -= 1) === 0) found.push(xml.slice(start, match.index + whole.length));
  }
  return found;
}

/** Neighbours with the same key, together. */
function grouped<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): readonly { readonly key: string; readonly items: T[] }[] {
  const groups: { key: string; items: T[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = groups.at(-1);
    if (last?.key === key) last.items.push(item);
    else groups.push({ key, items: [item] });
  }
  return groups;
}

interface Parts {
  readonly before: string;
  readonly head: readonly string[];
  /** The running text: paragraphs of the decree's body styles. */
  readonly flow: readonly string[];
  readonly tail: readonly string[];
  readonly after: string;
}

function takeApart(xml: string): Parts {
  const bodyStart = xml.indexOf('<w:body>') + '<w:body>'.length;
  const bodyEnd = xml.lastIndexOf('</w:body>');
  const blocks = topLevel(xml.slice(bodyStart, bodyEnd), 'p|tbl|sectPr');
  const isFlow = (block: string) =>
    /^<w:p>.*?<w:pStyle w:val="nd-(?:body|section|subsection|point|item)"/.test(block);
  const from = blocks.findIndex(isFlow);
  const length = blocks.slice(from).findIndex((block) => !isFlow(block));
  return {
    before: xml.slice(0, bodyStart),
    head: blocks.slice(0, from),
    flow: blocks.slice(from, from + length),
    tail: blocks.slice(from + length),
    after: xml.slice(bodyEnd),
  };
}

const LONG_TABLE = 3;
/** Rows that look alike are a loop; what stands alone in a table gets tags. */
const rowGroups = (table: string) => grouped(topLevel(table, 'tr'), skeletonOf);
const isLoop = (rows: readonly string[]) => rows.length >= LONG_TABLE;

function blockTemplate(block: string, name: string): string {
  if (!block.startsWith('<w:tbl>')) return tagged(block, `${name}t`);
  let template = block;
  for (const [index, { items }] of rowGroups(block).entries()) {
    const [row = ''] = items;
    if (!isLoop(items)) {
      for (const [at, one] of items.entries())
        template = template.replace(one, () => tagged(one, `${name}r${index}x${at}t`));
      continue;
    }
    const texts = textsOf(row).length;
    const loop = tagged(row, 't')
      .replace('{t0}', () => `{#${name}r${index}}{t0}`)
      .replace(`{t${texts - 1}}`, (tag) => `${tag}{/${name}r${index}}`);
    template = template.replace(items.join(''), () => loop);
  }
  return template;
}

function blockData(block: string, name: string): Data {
  if (!block.startsWith('<w:tbl>')) return textData(block, `${name}t`);
  return Object.assign(
    {},
    ...rowGroups(block).map(({ items }, index) =>
      isLoop(items)
        ? { [`${name}r${index}`]: items.map((row) => textData(row, 't')) }
        : Object.assign({}, ...items.map((row, at) => textData(row, `${name}r${index}x${at}t`))),
    ),
  ) as Data;
}

/** How the blocks look around the running text, however many rows a loop has. */
function signatureOf({ head, tail }: Parts): string {
  return JSON.stringify(
    [head, tail].map((blocks) =>
      blocks.map((block) =>
        block.startsWith('<w:tbl>')
          ? rowGroups(block).map(({ key, items }) => [key, isLoop(items) ? 0 : items.length])
          : skeletonOf(block),
      ),
    ),
  );
}

const shapesOf = (flow: readonly string[]) => [...new Set(flow.map(skeletonOf))];

export function documentXml(file: Uint8Array): string {
  return new PizZip(file).file(PART)?.asText() ?? '';
}

/** The text of every run that has any, in the order of the file. */
export const documentTexts = (file: Uint8Array): readonly string[] =>
  textsOf(documentXml(file)).filter((text) => text !== '');

export function createTemplates() {
  const known = new Map<string, { readonly file: Uint8Array; readonly shapes: readonly string[] }>();

  return {
    /** The template that fits these files, all of the same signature, made from the first of them. */
    add(files: readonly Uint8Array[]): void {
      const [pattern] = files;
      if (pattern === undefined) return;
      const parts = takeApart(documentXml(pattern));
      const shapes = shapesOf(files.flatMap((file) => takeApart(documentXml(file)).flow));
      const flow = shapes
        .map((shape, index) => tagParagraph(`#s${index}`) + tagged(shape, 't') + tagParagraph(`/s${index}`))
        .join('');
      const zip = new PizZip(pattern);
      zip.file(
        PART,
        [
          parts.before,
          ...parts.head.map((block, index) => blockTemplate(block, `h${index}`)),
          tagParagraph('#flow') + flow + tagParagraph('/flow'),
          ...parts.tail.map((block, index) => blockTemplate(block, `e${index}`)),
          parts.after,
        ].join(''),
      );
      known.set(signatureOf(parts), {
        file: zip.generate({ type: 'uint8array', compression: 'DEFLATE' }),
        shapes,
      });
    },

    signature: (file: Uint8Array) => signatureOf(takeApart(documentXml(file))),

    /** What has to be filled in so that the text of this file comes out. */
    dataOf(file: Uint8Array): { readonly template: Uint8Array; readonly data: Data } {
      const parts = takeApart(documentXml(file));
      const template = known.get(signatureOf(parts));
      if (template === undefined) throw new Error('No template was made for this document');
      const data: Data = Object.assign(
        {
          flow: grouped(parts.flow, skeletonOf).map(({ key, items }) => ({
            [`s${template.shapes.indexOf(key)}`]: items.map((one) => textData(one, 't')),
          })),
        },
        ...parts.head.map((block, index) => blockData(block, `h${index}`)),
        ...parts.tail.map((block, index) => blockData(block, `e${index}`)),
      ) as Data;
      return { template: template.file, data };
    },
  };
}

/** As docxtemplater is used: a fresh instance per document, its loops on paragraphs of their own. */
export function fill(template: Uint8Array, data: Data): Uint8Array {
  const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true, linebreaks: true });
  document.render(data);
  return document.getZip().generate({ type: 'uint8array', compression: 'DEFLATE' });
}

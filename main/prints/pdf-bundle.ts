/**
 * Many PDF files as one for the printer: copies, page ranges, and a blank back where a paper would else begin on the
 * back of the one before. Written paper by paper: once a paper's objects are out, nothing of them is kept, so three
 * hundred papers need the memory of one. It is for paper: the tags and outlines are in the single files.
 */
import { setImmediate } from 'node:timers/promises';
import {
  type PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFNumber,
  type PDFPageLeaf,
  PDFObjectCopier,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { pagesOfRanges } from '../../core/rules/page-ranges.ts';

export interface BundleOptions {
  readonly title: string;
  readonly copies: number;
  /** Printed on both sides: each paper, and each copy of it, begins on the front of a sheet. */
  readonly duplex: boolean;
  readonly ranges: string;
}

export interface BundlePaper {
  readonly bytes: Uint8Array;
  /** Told how many pages of it went into the bundle, blank backs not counted; 0: none of the ranges is in it. */
  readonly onPages?: (pages: number) => void;
}

const encoder = new TextEncoder();
/** Binary bytes in a comment tell programs that this is no text. */
const HEADER = new Uint8Array([...encoder.encode('%PDF-1.7\n%'), 0xe2, 0xe3, 0xcf, 0xd3, 0x0a]);

/** The pieces of the file, in order. Stops with its source, wherever that is. */
export async function* bundlePdf(
  papers: AsyncIterable<BundlePaper>,
  { title, copies, duplex, ranges }: BundleOptions,
): AsyncGenerator<Uint8Array> {
  const out = await PDFDocument.create({ updateMetadata: false });
  const { context } = out;
  // What the empty document brings along is not written: its catalog and page tree are our own.
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref);
  const tree = context.nextRef();
  const offsets = new Map<number, number>();
  const pages: PDFRef[] = [];
  let at = 0;

  const pieceOf = (bytes: Uint8Array): Uint8Array => {
    at += bytes.byteLength;
    return bytes;
  };
  /** Every object that waits, as bytes; the context is empty again after it. */
  function* objects(): Generator<Uint8Array> {
    for (const [ref, object] of context.enumerateIndirectObjects()) {
      offsets.set(ref.objectNumber, at);
      const body = new Uint8Array(object.sizeInBytes());
      object.copyBytesInto(body, 0);
      yield pieceOf(encoder.encode(`${ref.objectNumber} 0 obj\n`));
      yield pieceOf(body);
      yield pieceOf(encoder.encode('\nendobj\n'));
      context.delete(ref);
    }
  }
  const addPage = (leaf: PDFDict): void => {
    leaf.set(PDFName.of('Parent'), tree);
    pages.push(context.register(leaf));
  };

  yield pieceOf(HEADER);
  for await (const { bytes, onPages } of papers) {
    const source = await PDFDocument.load(bytes, { updateMetadata: false });
    await setImmediate();
    const wanted = pagesOfRanges(ranges, source.getPageCount());
    const copier = PDFObjectCopier.for(source.context, context);
    const leaves = wanted.map((number) => copier.copy(plainPage(source.getPage(number - 1).node)));
    for (let copy = 0; copy < copies; copy += 1) {
      // The pages' content and fonts are there once, however many copies show them.
      for (const leaf of leaves) addPage(leaf.clone(context));
      const last = leaves.at(-1);
      if (duplex && last !== undefined && leaves.length % 2 === 1) addPage(blankLike(last));
    }
    onPages?.(leaves.length);
    yield* objects();
    await setImmediate();
  }

  const catalog = context.nextRef();
  const info = context.nextRef();
  context.assign(tree, context.obj({ Type: 'Pages', Count: pages.length, Kids: pages.map((ref) => ref) }));
  context.assign(
    catalog,
    context.obj({ Type: 'Catalog', Pages: tree, Lang: PDFHexString.fromText('vi-VN') }),
  );
  context.assign(info, context.obj({ Title: PDFHexString.fromText(title) }));
  yield* objects();
  const start = at;
  const size = context.largestObjectNumber + 1;
  const lines = [`xref\n0 ${size}\n`, '0000000000 65535 f \n'];
  for (let number = 1; number < size; number += 1) {
    const offset = offsets.get(number);
    lines.push(
      offset === undefined ? '0000000000 65535 f \n' : `${String(offset).padStart(10, '0')} 00000 n \n`,
    );
  }
  const trailer = `trailer\n<< /Size ${size} /Root ${catalog.toString()} /Info ${info.toString()} >>\n`;
  yield pieceOf(encoder.encode(`${lines.join('')}${trailer}startxref\n${start}\n%%EOF\n`));
}

/** Without what points into the structure of the file that it comes from. */
function plainPage(leaf: PDFPageLeaf): PDFPageLeaf {
  for (const name of ['StructParents', 'Tabs', 'Annots']) leaf.delete(PDFName.of(name));
  return leaf;
}

function blankLike(leaf: PDFPageLeaf): PDFDict {
  const { context } = leaf;
  const box = leaf.lookup(PDFName.of('MediaBox'));
  const blank = context.obj({ Type: 'Page', Resources: {} }) as PDFDict;
  blank.set(PDFName.of('MediaBox'), box ?? context.obj([0, 0, PDFNumber.of(595), PDFNumber.of(842)]));
  const rotate = leaf.get(PDFName.of('Rotate'));
  if (rotate !== undefined) blank.set(PDFName.of('Rotate'), rotate);
  return blank;
}

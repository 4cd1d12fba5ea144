// Opens a Word file again and reads its parts.
import { Packer } from 'docx';
import PizZip from 'pizzip';
import type { DocumentModel } from '../../../core/documents/model.ts';
import { documentDocx } from '../../../core/documents/to-docx.ts';

export interface DocxParts {
  readonly names: readonly string[];
  part(name: string): string;
}

export async function openDocx(model: DocumentModel): Promise<DocxParts> {
  const zip = new PizZip(await Packer.toBuffer(documentDocx(model)));
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

/** The text of every paragraph that has any, in the order of the file. */
export function docxLines(xml: string): readonly string[] {
  return [...xml.matchAll(/<w:p\b[^>]*?(?:\/>|>([\s\S]*?)<\/w:p>)/g)]
    .map(([, inner = '']) =>
      [...inner.matchAll(/<w:br\/>|<w:t\b[^>]*?(?:\/>|>([\s\S]*?)<\/w:t>)/g)]
        .map(([whole, text = '']) => (whole === '<w:br/>' ? '\n' : text))
        .join('')
        .replace(/&([a-z]+);/g, (whole, name: string) => entities[name] ?? whole),
    )
    .filter((line) => line !== '');
}

/** One part of the container as events, in pieces, so that a large sheet is never one string. Local names only. */
import { Parser } from 'saxen';
import { broken } from './zip.ts';

export type Attributes = (name: string) => string | undefined;

export interface XmlEvents {
  open(name: string, attribute: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

const PIECE = 512 * 1024;

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Own decoding: the parser's cuts letters beyond 16 bits in two. Unknown names stay as they are written. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,10}));/giu, (whole, ten, hex, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(ten);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** Throws FILE_BROKEN, naming the part, where it is not well formed. */
export function readXml(part: string, bytes: Buffer, events: XmlEvents): void {
  const parser = new Parser();
  let depth = 0;
  parser.on('openTag', (name, getAttributes) => {
    depth += 1;
    if (depth > 200) throw broken(part);
    events.open(localName(name), (attribute) => {
      const attributes = getAttributes();
      if (!attributes) throw broken(part);
      const value = attributes[attribute] ?? valueOfLocal(attributes, attribute);
      return value === undefined ? undefined : decodeEntities(value);
    });
  });
  parser.on('closeTag', (name) => {
    depth -= 1;
    events.close?.(localName(name));
  });
  const { text } = events;
  if (text !== undefined) {
    parser.on('text', (value) => text(decodeEntities(value)));
    parser.on('cdata', (value) => text(value));
  }
  parser.on('error', (error) => {
    throw broken(part, error);
  });
  const decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      parser.write(decoder.decode(bytes.subarray(at, at + PIECE), { stream: true }));
    }
    parser.write(decoder.decode());
  } catch (error) {
    // Letters that are no UTF-8.
    throw error instanceof TypeError ? broken(part, error) : error;
  }
  parser.end();
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** r:id and the like, whatever the prefix. */
function valueOfLocal(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.endsWith(`:${wanted}`)) return value;
  }
  return undefined;
}

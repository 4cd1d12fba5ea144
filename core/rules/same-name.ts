/**
 * Whether two texts name one body. Marks count (Xã Cẩm Giang is not Xã Cẩm Giàng); case, spaces, the way of placing
 * a tone (hoà, hòa) and the usual abbreviation of a People's Committee do not.
 */

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;

/** Tones stand at the end of their syllable, so that "hoà" and "hòa" are one. */
function withTonesBehind(word: string): string {
  const parts = word.normalize('NFD');
  return parts.replaceAll(TONES, '') + (parts.match(TONES) ?? []).join('');
}

export function nameKey(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((word) => word !== '')
    .flatMap((word) => (word === 'ubnd' ? ['ủy', 'ban', 'nhân', 'dân'] : [word]))
    .map(withTonesBehind)
    .join(' ');
}

export function isSameName(first: string, second: string): boolean {
  const key = nameKey(first);
  return key !== '' && key === nameKey(second);
}

/** "Giám đốc Sở Y tế" ends in the name of the body. */
export function endsInName(text: string, name: string): boolean {
  const key = nameKey(name);
  return key !== '' && ` ${nameKey(text)}`.endsWith(` ${key}`);
}

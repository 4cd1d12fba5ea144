// The board of findings as plain lists: per domain, strengths and limitations in the order of the notice, and what a
// move makes of that order.
import type { Domain } from '../../../core/contract/criteria.ts';
import type { Finding } from '../../../core/contract/findings.ts';

export interface BoardDomain {
  readonly domain: Domain;
  readonly strengths: readonly Finding[];
  readonly limitations: readonly Finding[];
}

export function boardOf(domains: readonly Domain[], findings: readonly Finding[]): readonly BoardDomain[] {
  return domains.map((domain) => {
    const here = findings.filter((finding) => finding.domainId === domain.id);
    return {
      domain,
      strengths: here.filter((finding) => finding.kind === 'strength'),
      limitations: here.filter((finding) => finding.kind === 'limitation'),
    };
  });
}

/** The ids with one of them in another's place; null where nothing moves. */
export function movedTo(ids: readonly string[], id: string, to: number): readonly string[] | null {
  const from = ids.indexOf(id);
  if (from < 0 || to < 0 || to >= ids.length || to === from) return null;
  const rest = ids.filter((one) => one !== id);
  return [...rest.slice(0, to), id, ...rest.slice(to)];
}

/** One finding a line: at line ends, or where a sentence or a part of one ends. */
export function splitProposal(text: string): string {
  const lines = text.includes('\n') ? text.split('\n') : text.split(/(?<=[.;!?])\s+/u);
  return lines
    .map((line) => line.replace(/[;\s]+$/u, '').trim())
    .filter((line) => line !== '')
    .join('\n');
}

export function splitTexts(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Joined as one sentence would say it: "a; b", each without its end. */
export function joinedText(texts: readonly string[]): string {
  return texts
    .map((text, index) => {
      const bare = text.trim().replace(/(?:\.\/\.|[.;,\s])+$/u, '');
      return index === 0 ? bare : lowerFirst(bare);
    })
    .filter((text) => text !== '')
    .join('; ');
}

function lowerFirst(text: string): string {
  const [first = '', second = ''] = text;
  // An abbreviation such as UBND stays.
  if (second !== second.toLocaleLowerCase('vi')) return text;
  return (first.toLocaleLowerCase('vi') + text.slice(first.length)).normalize('NFC');
}

/**
 * What an issued notice says of its findings goes into the wording bank, once: without its figures and the agency's name.
 * Nothing that happens here may spoil the issue, which is done already.
 */
import type { DocumentContent } from '../../core/documents/content.ts';
import type { Phrase } from '../../core/contract/phrases.ts';
import { normalisePhrase, openPlaces, phraseKey } from '../../core/rules/phrase-text.ts';
import type { Caller } from '../../core/contract/index.ts';
import { headOf, type ServiceContext } from './context.ts';
import type { NoticeFacts } from '../../core/documents/facts.ts';
import { isNotice, type PaperFacts } from './document-pages.ts';

/** A sentence below this is a word, above it an account of one case. */
const SHORTEST = 12;
const LONGEST = 1000;

export function learnPhrases(
  context: Pick<ServiceContext, 'stores' | 'journal' | 'ids' | 'session'>,
  paper: PaperFacts,
  content: DocumentContent,
  caller: Caller,
): void {
  if (!isNotice(paper)) return;
  const { stores, journal, ids } = context;
  const sentences = sentencesOf(context, paper.facts, content);
  if (sentences.length === 0) return;
  const known = new Map(stores.phrases.texts().map((row) => [`${row.kind} ${phraseKey(row.text)}`, row.id]));
  const head = { ...headOf(context, 'documents.issue', caller), kind: 'system' as const };
  journal.run(head, (write) => {
    for (const { table, rowId, phraseId, ...sentence } of sentences) {
      const key = `${sentence.kind} ${phraseKey(sentence.text)}`;
      let id = known.get(key);
      if (id === undefined) {
        id = ids.next();
        known.set(key, id);
        write.insert('phrase', { id, ...sentence, source: 'learnt', hidden: false });
      }
      // So the phrase knows that it was used here.
      if (phraseId === null) write.update(table, rowId, null, { phraseId: id });
    }
  });
}

interface Sentence {
  readonly table: 'finding' | 'recommendation';
  readonly rowId: string;
  readonly phraseId: string | null;
  readonly kind: Phrase['kind'];
  readonly domainKey: string | null;
  readonly criterionCode: string | null;
  readonly text: string;
}

/** Of the findings and recommendations that stand in the notice, as it says them. */
function sentencesOf(
  { stores }: Pick<ServiceContext, 'stores'>,
  facts: NoticeFacts,
  content: DocumentContent,
): Sentence[] {
  const agencyNames = [...facts.agencies, ...facts.otherAgencies].flatMap((agency) =>
    agency.unnamed ? [] : [agency.name, ...(agency.shortName === null ? [] : [agency.shortName])],
  );
  const domainKeys = new Map(stores.criteria.domains().map((domain) => [domain.id, domain.key]));
  const findings = new Map(facts.findings.map((finding) => [finding.id, finding]));
  const recommendations = new Map(facts.recommendations.map((one) => [one.id, one]));
  return content.blocks.flatMap((block): Sentence[] => {
    if (block.type === 'table') return [];
    const id = block.id.replace(/~\d+$/u, '').split(':').at(-1) ?? '';
    const finding = findings.get(id);
    const recommendation = finding === undefined ? recommendations.get(id) : undefined;
    const source = finding ?? recommendation;
    const row = finding === undefined ? stores.recommendations.get(id) : stores.findings.get(id);
    if (source === undefined || row === undefined) return [];
    const text = normalisePhrase(issuedText(block.text, source.text), {
      agencyNames,
      numerator: finding?.numerator ?? null,
      denominator: finding?.denominator ?? null,
    });
    // Places alone say nothing.
    if (text.replaceAll(/\{[^}]*\}/gu, '').trim().length < SHORTEST || text.length > LONGEST) return [];
    if (openPlaces(text).length > 4) return [];
    return [
      {
        table: finding === undefined ? 'recommendation' : 'finding',
        rowId: id,
        phraseId: row.phraseId,
        kind: finding?.kind ?? 'recommendation',
        domainKey: source.domainId === null ? null : (domainKeys.get(source.domainId) ?? null),
        criterionCode: finding?.criterionCode ?? null,
        text,
      },
    ];
  });
}

const plain = (text: string) => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');

/** The finding's own words where the notice has them; else those that a person made of them there. */
function issuedText(block: string, own: string): string {
  const core = plain(own).replace(/[.;,:\s]+$/u, '');
  if (plain(block).includes(core)) return own;
  return block
    .replace(/^(?:Tại|Về) [^:]{1,200}: /u, '')
    .replace(/ \(tồn tại đã được chỉ ra tại [^)]*\)/u, '')
    .replace(/ \(số liệu: [^)]*\)/u, '')
    .replace(/\s*Nguyên nhân: .*$/su, '')
    .replace(/; (?:hoàn thành trước ngày|thời hạn:) .*$/su, '');
}

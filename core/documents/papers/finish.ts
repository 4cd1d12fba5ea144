// The last step of every draft here: ids distinct, nothing blank left in, everything within the bounds of the content,
// and the office's tone marks in our own sentences.
import { applyToneMarks } from '../../rules/tone-marks.ts';
import type { ContentBlock, DocumentContent, SignatureParty } from '../content.ts';
import type { BaseFacts } from '../facts.ts';
import type { FieldSource } from '../fields.ts';
import type { DocumentKind } from '../kinds.ts';
import { block, uniqueIds } from '../wording/blocks.ts';
import { oneLine, sentence, withoutEnd } from '../wording/text.ts';
import { line, recipientLines } from './helpers.ts';

interface Parts {
  readonly kind: DocumentKind;
  readonly blocks: readonly ContentBlock[];
  readonly addressees?: readonly string[];
  readonly recipients?: readonly string[];
  readonly signatures?: readonly SignatureParty[];
  /** Names besides those of the facts, which are printed as they are written. */
  readonly names?: readonly string[];
}

const MAX_ADDRESSEES = 60;

export function finishPaper(facts: FieldSource, parts: Parts): DocumentContent {
  const addressees = (parts.addressees ?? []).map((one) => line(withoutEnd(one))).filter((one) => one !== '');
  const content: DocumentContent = {
    version: 1,
    kind: parts.kind,
    blocks: uniqueIds(parts.blocks.filter(saysSomething)),
    ...(addressees.length === 0 ? {} : { addressees: addressees.slice(0, MAX_ADDRESSEES) }),
    recipients: (parts.recipients ?? recipientLines(facts, parts.kind)).map(line),
    signatures: [...(parts.signatures ?? [])],
  };
  const style = facts.toneMarks;
  if (style == null) return content;
  const names = [...namesOf(facts), ...(parts.names ?? [])];
  return toned(content, (text) => applyToneMarks(text, style, names));
}

function saysSomething(entry: ContentBlock): boolean {
  switch (entry.type) {
    case 'table':
    case 'bars':
      return entry.rows.length > 0;
    case 'image':
      return true;
    default:
      return entry.text.trim() !== '';
  }
}

/** Marks keep their places: a syllable is as long with its mark on either vowel. */
function toned(content: DocumentContent, uniform: (text: string) => string): DocumentContent {
  return {
    ...content,
    blocks: content.blocks.map((entry) => tonedBlock(entry, uniform)),
    ...(content.addressees === undefined ? {} : { addressees: content.addressees.map(uniform) }),
    recipients: content.recipients.map(uniform),
  };
}

function tonedBlock(entry: ContentBlock, uniform: (text: string) => string): ContentBlock {
  const text = uniform(entry.text);
  switch (entry.type) {
    case 'table':
      return {
        ...entry,
        text,
        columns: entry.columns.map((column) => ({ ...column, text: uniform(column.text) })),
        rows: entry.rows.map((row) => row.map(uniform)),
        ...(entry.headRows === undefined
          ? {}
          : {
              headRows: entry.headRows.map((row) =>
                row.map((cell) => ({ ...cell, text: uniform(cell.text) })),
              ),
            }),
      };
    case 'bars':
      return { ...entry, text, rows: entry.rows.map((row) => ({ ...row, label: uniform(row.label) })) };
    default:
      return { ...entry, text };
  }
}

function namesOf(facts: FieldSource): readonly string[] {
  const { plan, issuer } = facts;
  const agencies = [...(facts.agencies ?? []), ...(facts.agency == null ? [] : [facts.agency])];
  return [
    ...agencies.flatMap((agency) => [agency.name, agency.shortName]),
    ...(facts.teams ?? []).flatMap((team) => [
      team.name,
      team.decisionIssuerName,
      ...team.members.flatMap((one) => [one.fullName, one.partyTitle, one.position, one.body, one.rankText]),
    ]),
    issuer.name,
    issuer.placeName,
    issuer.signerName,
    plan.title,
    plan.issuerName,
    plan.documentSubject,
    plan.remediationDemand,
    plan.contents,
    plan.reviewPeriodText,
    plan.reportBackTo,
    ...plan.legalGrounds,
  ].filter((name) => name !== null);
}

/** A paragraph that is a sentence; nothing where there is nothing to say. */
export function say(id: string, text: string | null): readonly ContentBlock[] {
  // What announces a list keeps its colon.
  const given = text === null ? '' : oneLine(text);
  const words = given.endsWith(':') ? given : sentence(given);
  return words === '' ? [] : [block('paragraph', id, words)];
}

/** The trích yếu that a person gave, or the paper's own. */
export function givenSubject({ document }: BaseFacts): string {
  return document.subject === null ? '' : withoutEnd(oneLine(document.subject));
}

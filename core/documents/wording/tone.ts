// The tone marks of a drafted text by the office's setting: our sentences in one style, every name and every
// paper that is quoted as it is written.
import { applyToneMarks } from '../../rules/tone-marks.ts';
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { FieldSource } from '../fields.ts';

/** `names`: further texts that stay as they are written. */
export function withToneMarks(
  content: DocumentContent,
  facts: FieldSource,
  names: readonly (string | null)[] = [],
): DocumentContent {
  const style = facts.toneMarks;
  if (style == null) return content;
  const kept = [...namesOf(facts), ...names.filter((name) => name !== null)];
  const uniform = (text: string) => applyToneMarks(text, style, kept);
  return {
    ...content,
    blocks: content.blocks.map((block) => uniformBlock(block, uniform)),
    ...(content.addressees === undefined ? {} : { addressees: content.addressees.map(uniform) }),
    recipients: content.recipients.map(uniform),
  };
}

/** Moving a tone changes no length, so that marks stay where they are. */
function uniformBlock(block: ContentBlock, uniform: (text: string) => string): ContentBlock {
  switch (block.type) {
    case 'table':
      return {
        ...block,
        text: uniform(block.text),
        columns: block.columns.map((column) => ({ ...column, text: uniform(column.text) })),
        rows: block.rows.map((row) => row.map(uniform)),
        ...(block.headRows === undefined
          ? {}
          : {
              headRows: block.headRows.map((row) =>
                row.map((cell) => ({ ...cell, text: uniform(cell.text) })),
              ),
            }),
      };
    case 'bars':
      return {
        ...block,
        text: uniform(block.text),
        rows: block.rows.map((row) => ({ ...row, label: uniform(row.label) })),
      };
    default:
      return { ...block, text: uniform(block.text) };
  }
}

function namesOf(facts: FieldSource): readonly string[] {
  const { plan, issuer } = facts;
  const teams = facts.teams ?? (facts.team == null ? [] : [facts.team]);
  const agencies = [
    ...(facts.agencies ?? []),
    ...(facts.otherAgencies ?? []),
    ...(facts.agency == null ? [] : [facts.agency]),
  ];
  const people = teams.flatMap((team) => [
    team.name,
    team.decisionIssuerName,
    ...team.members.flatMap((member) => [
      member.fullName,
      member.partyTitle,
      member.position,
      member.body,
      member.rankText,
    ]),
  ]);
  return [
    ...agencies.flatMap((agency) => [agency.name, agency.shortName]),
    ...people,
    facts.location ?? null,
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

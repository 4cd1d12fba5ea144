// The tone marks of a drafted text by the office's setting: our sentences in one style, every name and every
// paper that is quoted as it is written.
import { applyToneMarks } from '../../rules/tone-marks.ts';
import type { DocumentContent } from '../content.ts';
import type { MinutesFacts, NoticeFacts } from '../facts.ts';

export function withToneMarks(content: DocumentContent, facts: NoticeFacts | MinutesFacts): DocumentContent {
  const style = facts.toneMarks;
  if (style == null) return content;
  const names = namesOf(facts);
  const uniform = (text: string) => applyToneMarks(text, style, names);
  return {
    ...content,
    blocks: content.blocks.map((block) =>
      block.type === 'table'
        ? {
            ...block,
            text: uniform(block.text),
            columns: block.columns.map((column) => ({ ...column, text: uniform(column.text) })),
            rows: block.rows.map((row) => row.map(uniform)),
          }
        : { ...block, text: uniform(block.text) },
    ),
    recipients: content.recipients.map(uniform),
  };
}

function namesOf(facts: NoticeFacts | MinutesFacts): readonly string[] {
  const { plan, issuer, teams } = facts;
  const agencies = 'agencies' in facts ? [...facts.agencies, ...facts.otherAgencies] : [facts.agency];
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
  const places = 'location' in facts ? [facts.location] : [];
  return [
    ...agencies.flatMap((agency) => [agency.name, agency.shortName]),
    ...people,
    ...places,
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

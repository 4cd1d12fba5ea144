/** Teams (đoàn, tổ) and their members, named or known by rank and body only. */
import { z } from 'zod';
import { command } from './endpoint.ts';
import {
  day,
  deleted,
  deleteInput,
  id,
  requiredText,
  rowStamp,
  shortText,
  text,
  updateInput,
} from './common.ts';

export const teamFields = {
  /** The word of the decision: đoàn or tổ. */
  form: z.enum(['doan', 'to']),
  name: requiredText(300),
  decisionNumber: text(60).nullable(),
  decisionSymbol: text(60).nullable(),
  decisionDate: day.nullable(),
  decisionSubject: shortText.nullable(),
  decisionIssuerId: id.nullable(),
  note: text(4000).nullable(),
};
export const memberRole = z.enum(['team_lead', 'team_deputy', 'team_member', 'team_secretary']);
export const memberFields = {
  fullName: text(120).nullable(),
  partyTitle: shortText.nullable(),
  position: shortText.nullable(),
  body: text(600).nullable(),
  rankText: text(600).nullable(),
  role: memberRole,
  isStanding: z.boolean(),
  personId: id.nullable(),
  domainIds: z.array(id).max(20),
};
export const teamMember = z.strictObject({ ...rowStamp, ...memberFields, teamId: id, ordinal: z.int() });
export type TeamMember = z.infer<typeof teamMember>;
export const team = z.strictObject({
  ...rowStamp,
  ...teamFields,
  planId: id,
  ordinal: z.int(),
  members: z.array(teamMember),
});
export type Team = z.infer<typeof team>;

export const teams = {
  'teams.create': command({ input: z.strictObject({ planId: id, ...teamFields }), output: team }),
  'teams.update': command({ input: updateInput(teamFields), output: team }),
  'teams.delete': command({ input: deleteInput, output: deleted }),
  'members.create': command({ input: z.strictObject({ teamId: id, ...memberFields }), output: teamMember }),
  'members.update': command({ input: updateInput(memberFields), output: teamMember }),
  'members.delete': command({ input: deleteInput, output: deleted }),
} as const;

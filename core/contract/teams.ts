/**
 * Teams (đoàn, tổ) and their members, named or known by rank and body only; the bodies asked to nominate members and
 * their replies; and what is not right with a team yet.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
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
  /** The agency that the member comes from, where it is one of the list: a member may not inspect it unnoticed. */
  agencyId: id.nullable(),
  /** The nomination that named this member. */
  nominationId: id.nullable(),
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

export const nominationFields = {
  /** The body asked, as the letter names it; `agencyId` where it is one of the list. */
  body: requiredText(300),
  agencyId: id.nullable(),
  seats: z.int().min(1).max(50),
  /** Whom the letter asks for: "01 lãnh đạo cấp phòng phụ trách kiểm soát TTHC". */
  wish: text(1000).nullable(),
  letterNumber: text(60).nullable(),
  letterOn: day.nullable(),
  /** Reply asked for by. */
  dueOn: day.nullable(),
  replyNumber: text(60).nullable(),
  replyOn: day.nullable(),
  arrivedOn: day.nullable(),
  /** The reply names nobody. */
  declined: z.boolean(),
  note: text(4000).nullable(),
};
export const nomination = z.strictObject({
  ...rowStamp,
  ...nominationFields,
  planId: id,
  ordinal: z.int(),
  /** Members that came from it. */
  memberIds: z.array(id),
  state: z.enum(['to_ask', 'asked', 'late', 'replied', 'declined', 'seated']),
});
export type Nomination = z.infer<typeof nomination>;

export const teamWarning = z.strictObject({
  code: z.enum([
    'DOMAIN_UNCOVERED',
    'MEMBER_OF_INSPECTED_AGENCY',
    'OWN_OFFICE_INSPECTED',
    'NO_LEAD',
    'NO_SECRETARY',
    'PERSON_IN_TWO_TEAMS',
    'MEMBER_WITHOUT_DOMAIN',
    'NO_TEAM',
  ]),
  teamId: id.nullable(),
  memberId: id.nullable(),
  visitId: id.nullable(),
  domainId: id.nullable(),
  /** Names to read. */
  params: z.record(z.string(), z.string()),
});
export type TeamWarning = z.infer<typeof teamWarning>;

export const teams = {
  /** What a person should look at before the decision is signed; nothing of it forbids anything. */
  'teams.check': query({ input: z.strictObject({ planId: id }), output: z.array(teamWarning) }),
  'nominations.list': query({ input: z.strictObject({ planId: id }), output: z.array(nomination) }),
  'nominations.create': command({
    input: z.strictObject({
      planId: id,
      body: nominationFields.body,
      ...z.strictObject(nominationFields).omit({ body: true }).partial().shape,
    }),
    output: nomination,
  }),
  'nominations.update': command({ input: updateInput(nominationFields), output: nomination }),
  'nominations.delete': command({ input: deleteInput, output: deleted }),
  'teams.create': command({ input: z.strictObject({ planId: id, ...teamFields }), output: team }),
  'teams.update': command({ input: updateInput(teamFields), output: team }),
  'teams.delete': command({ input: deleteInput, output: deleted }),
  'members.create': command({
    input: z.strictObject({
      teamId: id,
      ...memberFields,
      agencyId: memberFields.agencyId.default(null),
      nominationId: memberFields.nominationId.default(null),
    }),
    output: teamMember,
  }),
  'members.update': command({ input: updateInput(memberFields), output: teamMember }),
  'members.delete': command({ input: deleteInput, output: deleted }),
} as const;

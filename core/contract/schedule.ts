/**
 * The schedule of a round: half-days of teams at agencies, the working calendar, other bodies' inspections, conflicts,
 * a proposal that a person adjusts, the programme of each session, and the sheets that are printed from all of it.
 */
import { z } from 'zod';
import { command, query } from './endpoint.ts';
import {
  day,
  deleted,
  deleteInput,
  id,
  requiredText,
  rev,
  rowStamp,
  shortText,
  updateInput,
  year,
} from './common.ts';
import { renderedFile } from './documents.ts';
import { half, visit } from './visits.ts';

// ── The working calendar ─────────────────────────────────────────────────────────────────────────────────

export const calendarDayKind = z.enum(['holiday', 'day_off', 'working_day']);
export const calendarDayFields = {
  day,
  /** `day_off` and `working_day` are the two ends of an exchange (hoán đổi). */
  kind: calendarDayKind,
  name: requiredText(200),
};
export const calendarDay = z.strictObject({ ...rowStamp, ...calendarDayFields });
export type CalendarDay = z.infer<typeof calendarDay>;

export const busyFields = {
  agencyId: id,
  startsOn: day,
  endsOn: day,
  /** Whose inspection: "Thanh tra tỉnh". */
  body: requiredText(300),
  subject: shortText.nullable(),
};
export const busyDay = z.strictObject({ ...rowStamp, ...busyFields, agencyName: z.string() });
export type BusyDay = z.infer<typeof busyDay>;

// ── The board ────────────────────────────────────────────────────────────────────────────────────────────

export const conflictCodes = [
  'MEMBER_TWICE', // a person in two places in one half-day
  'TEAM_TWICE', // a team in two places in one half-day
  'AGENCY_TWICE', // an agency inspected again, in this round's year, by another plan of this office
  'AGENCY_BUSY', // another body is there on the same day
  'AGENCY_BURDENED', // another inspection within N days
  'NOT_WORKING_DAY',
  'OUTSIDE_PERIOD', // before the plan's first day or after its last
  'AGENCY_NOT_IN_FORCE', // the agency has no name in force on the day
  'NO_TEAM',
  'NO_DAY',
] as const;
export const conflict = z.strictObject({
  code: z.enum(conflictCodes),
  severity: z.enum(['error', 'warning']),
  visitIds: z.array(id),
  day: z.string().nullable(),
  /** Who or what: a person's name, a holiday, another body, another plan's title, a number of days. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Conflict = z.infer<typeof conflict>;

/** Days by the plan's deadlines (working days by the calendar); null where the plan names no rule or no day is known. */
export const visitDeadlines = z.strictObject({
  visitId: id,
  scheduleNoticeOn: z.string().nullable(),
  selfReportOn: z.string().nullable(),
  minutesOn: z.string().nullable(),
  memberReportOn: z.string().nullable(),
  explanationOn: z.string().nullable(),
  noticeOn: z.string().nullable(),
});

export const board = z.strictObject({
  planId: id,
  planRev: rev,
  /** The plan's own period; null where it does not say. */
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  /** Every day to draw, whole weeks from Monday. */
  days: z.array(z.strictObject({ day: z.string(), working: z.boolean(), name: z.string().nullable() })),
  visits: z.array(visit),
  teams: z.array(z.strictObject({ id, name: z.string(), members: z.int() })),
  busy: z.array(busyDay),
  conflicts: z.array(conflict),
  deadlines: z.array(visitDeadlines),
});
export type Board = z.infer<typeof board>;

/** A place in the schedule. Without a day the visit goes back to the tray. */
export const placement = z.strictObject({
  visitId: id,
  teamId: id.nullable(),
  startsOn: day.nullable(),
  startsHalf: half.nullable(),
  endsOn: day.nullable(),
  endsHalf: half.nullable(),
});
export type Placement = z.infer<typeof placement>;

export const proposalOptions = z.strictObject({
  from: day,
  to: day,
  /** Teams to use; empty: all of the plan. */
  teamIds: z.array(id).max(50).default([]),
  /** Half-days per agency: 1 or 2. */
  halfDays: z.int().min(1).max(4).default(1),
  /** Leave visits where they are that have a day already. */
  keepPlaced: z.boolean().default(true),
  /** At least so many days between this and another inspection of the same agency. */
  restDays: z.int().min(0).max(60).default(0),
});

// ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
export const programmeFields = {
  /** Where a visit lasts several days. */
  day: day.nullable(),
  startsAt: clockTime.nullable(),
  endsAt: clockTime.nullable(),
  content: requiredText(2000),
  presenter: shortText.nullable(),
};
export const programmeItem = z.strictObject({
  ...rowStamp,
  ...programmeFields,
  visitId: id,
  ordinal: z.int(),
});
export type ProgrammeItem = z.infer<typeof programmeItem>;

/**
 * `assignment`: who checks what; `schedule`: the round's table; `programme`: of one session, or of all. Of one visit:
 * `working_sheet`: the blank checklist to write on by hand, `member_report`: what a member found in the domains,
 * `procedures`: the annex of what is not posted rightly, `sample`: the dossiers picked, `remarks`: bảng tiếp thu, giải
 * trình. `self_reports`: who has reported on itself and who has not. `statistics`: one Biểu II.06a.
 */
export const sheetKind = z.enum([
  'assignment',
  'schedule',
  'programme',
  'nominations',
  'working_sheet',
  'member_report',
  'procedures',
  'sample',
  'remarks',
  'self_reports',
  'statistics',
  'document_list',
]);
/** Which of them: what a kind does not need is left out. */
const sheetAsked = {
  planId: id,
  kind: sheetKind,
  teamId: id.optional(),
  visitId: id.optional(),
  /** Of this member's domains … */
  memberId: id.optional(),
  /** … or of these; none: all. */
  domainIds: z.array(id).max(20).optional(),
  sampleId: id.optional(),
  reportId: id.optional(),
};

export const schedule = {
  'calendar.list': query({ input: z.strictObject({ year }), output: z.array(calendarDay) }),
  /** The statutory holidays of a year (Bộ luật Lao động 2019, Điều 112) that are not entered yet; a person confirms them. */
  'calendar.proposals': query({
    input: z.strictObject({ year }),
    output: z.array(z.strictObject(calendarDayFields)),
  }),
  'calendar.createMany': command({
    input: z.strictObject({ days: z.array(z.strictObject(calendarDayFields)).min(1).max(100) }),
    output: z.array(calendarDay),
  }),
  'calendar.update': command({ input: updateInput(calendarDayFields), output: calendarDay }),
  'calendar.delete': command({ input: deleteInput, output: deleted }),

  'busyDays.list': query({
    input: z.strictObject({ agencyId: id.optional(), from: day.optional(), to: day.optional() }),
    output: z.array(busyDay),
  }),
  'busyDays.create': command({
    input: z.strictObject({ ...busyFields, subject: busyFields.subject.default(null) }),
    output: busyDay,
  }),
  'busyDays.update': command({ input: updateInput(busyFields), output: busyDay }),
  'busyDays.delete': command({ input: deleteInput, output: deleted }),

  'schedule.board': query({
    input: z.strictObject({
      planId: id,
      /** Two inspections of one agency nearer than this are a conflict. */
      burdenDays: z.int().min(0).max(365).default(30),
    }),
    output: board,
  }),
  /** Teams × agencies × half-days within the period. Nothing is written. */
  'schedule.propose': query({
    input: z.strictObject({ planId: id, options: proposalOptions }),
    output: z.strictObject({ placements: z.array(placement), unplaced: z.array(id) }),
  }),
  /** Moves one visit or many: one change set, one undo. */
  'schedule.arrange': command({
    input: z.strictObject({
      planId: id,
      placements: z
        .array(z.strictObject({ ...placement.shape, rev }))
        .min(1)
        .max(2000),
    }),
    output: z.array(visit),
  }),

  'programme.list': query({ input: z.strictObject({ visitId: id }), output: z.array(programmeItem) }),
  /** The usual course of a session from the visit's half-days, team and domains; only where there is none yet. */
  'programme.draft': command({ input: z.strictObject({ visitId: id }), output: z.array(programmeItem) }),
  'programme.create': command({
    input: z.strictObject({
      visitId: id,
      content: programmeFields.content,
      ...z.strictObject(programmeFields).omit({ content: true }).partial().shape,
    }),
    output: programmeItem,
  }),
  'programme.update': command({ input: updateInput(programmeFields), output: programmeItem }),
  'programme.move': command({
    input: z.strictObject({ id, rev, ordinal: z.int().min(1) }),
    output: z.array(programmeItem),
  }),
  'programme.delete': command({ input: deleteInput, output: deleted }),

  /** A working sheet in the decree's layout, for print and for Word; it is not a recorded document. */
  'sheets.render': query({
    input: z.strictObject({ ...sheetAsked, format: z.enum(['pdf', 'docx', 'html']) }),
    output: renderedFile,
  }),
  'sheets.preview': query({
    input: z.strictObject(sheetAsked),
    output: z.strictObject({ html: z.string(), css: z.string() }),
  }),
} as const;

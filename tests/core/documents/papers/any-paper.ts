// Any facts of the papers before and at the visit: hostile texts, missing parts, long lists.
import fc from 'fast-check';
import type { DocumentContent } from '../../../../core/documents/content.ts';
import type { FieldSource } from '../../../../core/documents/fields.ts';
import type { DocumentKind } from '../../../../core/documents/kinds.ts';
import { draftMemberReport, memberReportFacts } from '../../../../core/documents/papers/member-report.ts';
import {
  draftNominationRequest,
  nominationRequestFacts,
} from '../../../../core/documents/papers/nomination-request.ts';
import { draftPlan, planPaperFacts } from '../../../../core/documents/papers/plan.ts';
import { draftProgramme } from '../../../../core/documents/papers/programme.ts';
import { draftRemarksTable } from '../../../../core/documents/papers/remarks-table.ts';
import {
  draftScheduleNotice,
  scheduleNoticeFacts,
} from '../../../../core/documents/papers/schedule-notice.ts';
import {
  draftSubmission,
  draftSubmissionSlip,
  submissionFacts,
  submittedPaper,
} from '../../../../core/documents/papers/submissions.ts';
import { draftTeamDecision, teamDecisionFacts } from '../../../../core/documents/papers/team-decision.ts';
import {
  draftAgencyNotice,
  draftCollectiveNotice,
  draftMinutes,
} from '../../../../core/documents/wording/index.ts';
import { formOn } from '../../../../core/rules/one-stop-form.ts';
import { anyMinutes, anyNotice } from '../arbitrary-facts.ts';

export interface AnyPaper {
  readonly kind: DocumentKind;
  readonly facts: FieldSource;
  readonly draft: () => DocumentContent;
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('', ' ', './.', '{{don_vi}}', '}}', '<b>&', 'dòng\nhai', 'Sở Nội vụ', 'a\u0000b\ud800'),
);
const maybe = fc.option(text, { nil: null });
const day = fc.option(fc.constantFrom('2019-09-16', '2022-04-19', '2025-12-31'), { nil: null });
const half = fc.constantFrom('morning' as const, 'afternoon' as const, null);
const id = fc.uuid();
const list = <T>(item: fc.Arbitrary<T>, maxLength = 4): fc.Arbitrary<T[]> => fc.array(item, { maxLength });
const rule = fc.record({
  days: fc.integer({ min: 0, max: 365 }),
  unit: fc.constantFrom('day' as const, 'working_day' as const),
});

/** Teams, agencies and whatever else rounds have, from the generators of notices; parts of the office's own. */
const round = fc.record({
  notice: anyNotice,
  boilerplate: fc.option(
    fc.dictionary(
      fc.constantFrom('opening', 'closing', 'recipients', 'grounds', 'requests', 'tasks', 'execution'),
      fc.constantFrom('Theo {{ke_hoach}}', '{{khong_co}} và {{ don_vi }}', '{{', 'a }} b\nc', '  '),
    ),
    { nil: undefined },
  ),
});

function baseOf({
  notice,
  boilerplate,
}: {
  notice: AnyFacts;
  boilerplate: Record<string, string> | undefined;
}) {
  const { issuer, document, plan, teams, toneMarks } = notice;
  return {
    issuer,
    document,
    plan,
    teams,
    ...(toneMarks === undefined ? {} : { toneMarks }),
    ...(boilerplate === undefined ? {} : { boilerplate }),
  };
}
type AnyFacts = typeof anyNotice extends fc.Arbitrary<infer F> ? F : never;

const agency = fc.record({
  id,
  name: text,
  shortName: maybe,
  kind: fc.constantFrom('so_nganh', 'ubnd_xa'),
  ordinal: fc.integer({ min: 0, max: 20 }),
  unnamed: fc.boolean(),
  group: maybe,
});
const days = fc.record({ startsOn: day, startsHalf: half, endsOn: day, endsHalf: half });
const row = fc
  .tuple(days, fc.record({ agency, teamName: maybe, location: maybe, note: maybe, byReport: fc.boolean() }))
  .map(([when, rest]) => ({ ...when, ...rest }));
const criterion = fc.record({
  id,
  domainId: id,
  code: text,
  text,
  maxPoints: fc.integer({ min: 0, max: 500 }),
  answerType: fc.constantFrom(
    'yes_no' as const,
    'yes_partial_no' as const,
    'count' as const,
    'percentage' as const,
    'score' as const,
  ),
});
const member = fc.record({
  fullName: maybe,
  partyTitle: maybe,
  position: maybe,
  body: maybe,
  rankText: maybe,
  role: fc.constantFrom('lead' as const, 'deputy' as const, 'member' as const, 'secretary' as const),
  isStanding: fc.boolean(),
});
const answer = fc.record({
  notApplicable: fc.boolean(),
  choice: fc.constantFrom('yes' as const, 'partial' as const, 'no' as const, null),
  numerator: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
  denominator: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
  count: fc.option(fc.integer({ min: 0, max: 900 }), { nil: null }),
  points: fc.option(fc.integer({ min: 0, max: 500 }), { nil: null }),
  note: maybe,
});

const paper = (kind: DocumentKind, facts: FieldSource, draft: () => DocumentContent): AnyPaper => ({
  kind,
  facts,
  draft,
});

const nomination = fc
  .tuple(
    round,
    list(
      fc.record({
        id,
        body: text,
        seats: fc.integer({ min: 1, max: 50 }),
        wish: maybe,
        dueOn: day,
      }),
      70,
    ),
  )
  .map(([one, asked]) => {
    const facts = nominationRequestFacts({ ...baseOf(one), domains: one.notice.domains, asked });
    return paper('nomination_request', facts, () => draftNominationRequest(facts));
  });

const decision = fc.tuple(round, list(member, 40), maybe, maybe).map(([one, members, subject, office]) => {
  const base = baseOf(one);
  const [known] = base.teams;
  const team = known ?? {
    id: 'team',
    form: 'to' as const,
    name: '',
    decisionNumber: null,
    decisionSymbol: null,
    decisionDate: null,
    decisionIssuerName: null,
    members: [],
  };
  const { teams: _teams, ...rest } = base;
  const facts = teamDecisionFacts({ ...rest, team: { ...team, members }, decisionSubject: subject }, office);
  return paper('team_decision', facts, () => draftTeamDecision(facts));
});

const plan = fc
  .tuple(
    round,
    list(criterion, 12),
    list(row, 40),
    maybe,
    fc.record({ selfReport: rule, notice: rule }, { requiredKeys: [] }),
  )
  .map(([one, criteria, rows, office, deadlines]) => {
    const facts = planPaperFacts({
      ...baseOf(one),
      agencies: rows.map((visit) => visit.agency),
      domains: one.notice.domains.map((domain, index) => ({
        ...domain,
        ownerBody: index === 0 ? office : null,
        groups: index === 1 ? ['Nhóm một', ''] : [],
      })),
      criteria: criteria.map((entry, index) => ({
        ...entry,
        domainId: one.notice.domains[index % Math.max(1, one.notice.domains.length)]?.id ?? 'none',
      })),
      form: rows.length === 0 ? null : formOn('2022-12-31'),
      rows,
      deadlines,
      office,
    });
    return paper('plan', facts, () => draftPlan(facts));
  });

const schedule = fc
  .tuple(round, list(row, 40), fc.boolean(), maybe, day)
  .map(([one, rows, isOne, office, dueOn]) => {
    const [first] = rows;
    const single = isOne && first !== undefined;
    const facts = scheduleNoticeFacts(
      {
        ...baseOf(one),
        agency: single ? first.agency : null,
        agencies: rows.map((visit) => visit.agency),
        domains: one.notice.domains,
        rows: single ? [first] : rows,
        startsAt: single ? '08:00' : null,
        hasProgramme: rows.length % 2 === 0,
        location: office,
      },
      { office, reportDueOn: dueOn, reportSpan: dueOn === null ? '05 ngày làm việc' : null, phone: null },
    );
    return paper('schedule_notice', facts, () => draftScheduleNotice(facts));
  });

const programme = fc
  .tuple(
    round,
    agency,
    days,
    maybe,
    list(
      fc.record({
        day,
        startsAt: fc.constantFrom('08:00', null),
        endsAt: fc.constantFrom('09:30', null),
        content: text,
        presenter: maybe,
      }),
      20,
    ),
  )
  .map(([one, where, when, location, items]) => {
    const facts = {
      ...baseOf(one),
      agency: where,
      visit: { agencyId: where.id, teamId: null, ...when },
      location,
      items,
    };
    return paper('programme', facts, () => draftProgramme(facts));
  });

const remarks = fc
  .tuple(
    round,
    agency,
    day,
    maybe,
    fc.boolean(),
    list(
      fc.record({
        id,
        draftText: maybe,
        content: text,
        evidence: maybe,
        decision: fc.constantFrom('accepted' as const, 'partly' as const, 'rejected' as const, null),
        reason: maybe,
        newText: maybe,
      }),
      20,
    ),
  )
  .map(([one, where, answeredOn, answerNumber, noRemarks, rows]) => {
    const facts = { ...baseOf(one), agency: where, answeredOn, answerNumber, noRemarks, remarks: rows };
    return paper('remarks_table', facts, () => draftRemarksTable(facts));
  });

const memberReport = fc
  .tuple(
    round,
    member,
    list(fc.tuple(agency, days), 3),
    list(fc.tuple(criterion, fc.option(answer, { nil: null }), fc.boolean(), list(text)), 5),
  )
  .map(([one, who, visits, criteria]) => {
    const { domains, findings, recommendations } = one.notice;
    const reportedDomains = domains.slice(0, 2).map((domain) => ({
      id: domain.id,
      ordinal: domain.ordinal,
      name: domain.name,
      criteria: criteria.map(([entry, given, answered, documentsSeen]) => ({
        ...entry,
        naAllowed: true,
        levels: [],
        selfAnswer: given,
        answer: given === null ? null : { ...given, earned: given.points, answered },
        documentsSeen,
      })),
      findings: findings.map((finding) => ({ ...finding, criterionId: null })),
      recommendations,
    }));
    const facts = memberReportFacts({
      ...baseOf(one),
      member: who,
      ownDomains: domains.map(({ name }) => name),
      reported: visits.map(([where, when]) => ({
        agency: where,
        visit: { agencyId: where.id, teamId: null, ...when },
        domains: reportedDomains,
      })),
      common: visits.length === 1 ? [] : domains.map((domain) => ({ ...domain, findings })),
    });
    return paper('member_report', facts, () => draftMemberReport(facts));
  });

const submission = fc
  .tuple(fc.oneof(decision, plan, nomination), round, text, text, fc.boolean())
  .map(([about, one, subject, issuerName, isSlip]) => {
    const facts = submissionFacts({
      ...baseOf(one),
      about: submittedPaper({ kind: about.kind, subject, issuerName }, about.draft()),
    });
    return paper(isSlip ? 'submission_slip' : 'submission', facts, () =>
      isSlip ? draftSubmissionSlip(facts) : draftSubmission(facts),
    );
  });

const minutes = anyMinutes.map((facts) => paper('minutes', facts, () => draftMinutes(facts)));
const notices = anyNotice
  .filter(({ agencies }) => agencies.length > 0)
  .map((facts) =>
    facts.notice === 'agency'
      ? paper('agency_notice', facts, () => draftAgencyNotice(facts))
      : paper('collective_notice', facts, () => draftCollectiveNotice(facts)),
  );

export const anyPaper: Readonly<Record<string, fc.Arbitrary<AnyPaper>>> = {
  nomination_request: nomination,
  team_decision: decision,
  plan,
  schedule_notice: schedule,
  programme,
  minutes,
  member_report: memberReport,
  remarks_table: remarks,
  notices,
  submissions: submission,
};

// Any facts at all, for properties: hostile texts, missing parts, ids that point nowhere.
import fc from 'fast-check';
import type { MinutesFacts, NoticeFacts } from '../../../core/documents/facts.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    '',
    ' ',
    './.',
    'Hết./.',
    '<b style="x">&amp;',
    ']]>',
    'a\u0000b\ud800',
    'dòng\nhai\t',
    'Đường phố …',
    '$& $1',
  ),
);
const maybeText = fc.option(text, { nil: null });
const day = fc.oneof(fc.constantFrom('2019-09-16', '2020-01-05', 'không phải ngày', ''), fc.constant(null));
const id = fc.constantFrom('a', 'b', 'c', 'd');
const number = fc.option(fc.integer({ min: -5, max: 5_000_000 }), { nil: null });
const list = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, { maxLength: 4 });

const issuer = fc.record({
  kind: fc.constantFrom('ubnd' as const, 'chairman' as const, 'department' as const, 'team' as const),
  name: text,
  parentLine: maybeText,
  nameLine: text,
  authorityLine: maybeText,
  signLines: list(text),
  signerTitleBelow: maybeText,
  signerName: maybeText,
  placeName: maybeText,
  archiveLine: maybeText,
});

const document = fc.record({
  titleKind: fc.constantFrom('ket_qua' as const, 'ket_luan' as const),
  number: maybeText,
  symbol: maybeText,
  issuedOn: day,
  subject: maybeText,
});

const plan = fc.record({
  title: text,
  year: fc.option(fc.integer({ min: 1990, max: 2090 }), { nil: null }),
  number: maybeText,
  symbol: maybeText,
  documentDate: day,
  issuerName: maybeText,
  documentSubject: maybeText,
  reviewPeriodFrom: day,
  reviewPeriodTo: day,
  contents: maybeText,
  reviewPeriodText: maybeText,
  startsOn: day,
  endsOn: day,
  inspectionForms: list(fc.constantFrom('direct' as const, 'by_report' as const, 'surprise' as const)),
  scoring: fc.boolean(),
  illustrative: fc.boolean(),
  reportBackTo: maybeText,
  reportBackDueOn: day,
  remediationDemand: maybeText,
  legalGrounds: list(text),
});

const member = fc.record({
  fullName: maybeText,
  partyTitle: maybeText,
  position: maybeText,
  body: maybeText,
  rankText: maybeText,
  role: fc.constantFrom('lead' as const, 'deputy' as const, 'member' as const, 'secretary' as const),
  isStanding: fc.boolean(),
});

const team = fc.record({
  id,
  form: fc.constantFrom('doan' as const, 'to' as const),
  name: text,
  decisionNumber: maybeText,
  decisionSymbol: maybeText,
  decisionDate: day,
  decisionIssuerName: maybeText,
  members: list(member),
});

const agency = fc.record({
  id,
  name: text,
  shortName: maybeText,
  kind: id,
  ordinal: fc.integer({ min: 0, max: 20 }),
  unnamed: fc.boolean(),
  group: maybeText,
});

const visit = fc.record({ agencyId: id, teamId: fc.option(id, { nil: null }), startsOn: day, endsOn: day });

const round = {
  issuer,
  document,
  plan,
  teams: list(team),
  domains: list(fc.record({ id, ordinal: fc.integer({ min: 0, max: 9 }), name: text, shortName: maybeText })),
  findings: list(
    fc.record({
      id,
      domainId: fc.option(id, { nil: null }),
      kind: fc.constantFrom('strength' as const, 'limitation' as const),
      scope: fc.constantFrom('round' as const, 'kinds' as const, 'unnamed' as const, 'named' as const),
      scopeKinds: list(id),
      agencyIds: list(id),
      criterionCode: maybeText,
      text,
      numerator: number,
      denominator: number,
      unit: maybeText,
      cause: maybeText,
    }),
  ),
  recommendations: list(
    fc.record({
      id,
      findingId: fc.option(id, { nil: null }),
      agencyId: fc.option(id, { nil: null }),
      domainId: fc.option(id, { nil: null }),
      text,
      dueOn: day,
      dueNote: maybeText,
    }),
  ),
  recipients: list(text),
};

export const anyNotice: fc.Arbitrary<NoticeFacts> = fc.record({
  ...round,
  notice: fc.constantFrom('agency' as const, 'collective' as const),
  agencies: list(agency),
  otherAgencies: list(agency),
  visits: list(visit),
  scores: list(
    fc.record({
      agencyId: id,
      domainId: fc.option(id, { nil: null }),
      points: fc.integer({ min: -100, max: 10_000 }),
      maxPoints: fc.integer({ min: 0, max: 10_000 }),
    }),
  ),
  minutesSigned: fc.boolean(),
});

export const anyMinutes: fc.Arbitrary<MinutesFacts> = fc.record({
  ...round,
  agency,
  visit,
  startTime: fc.constantFrom(null, '08:00', 'x'),
  endTime: fc.constantFrom(null, '17:30', ''),
  location: maybeText,
  agencyAttendees: list(fc.record({ fullName: maybeText, position: maybeText })),
  agencyReport: maybeText,
  samplesSeen: maybeText,
  agencyOpinion: maybeText,
  copies: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
});

/** Thông báo kết quả tiếp nhận, giải quyết TTHC: the agencies' statistics of one period. */
import type { AgencyFacts } from '../../../core/documents/facts.ts';
import {
  draftOneStopNotice,
  oneStopNoticeFacts,
  oneStopNoticeSubject,
} from '../../../core/documents/papers/one-stop-notice.ts';
import { totalsOf } from '../../../core/rules/one-stop-checks.ts';
import type { StoredReport } from '../../../db/statistics.ts';
import type { Stores } from '../../../db/stores.ts';
import { agencyFacts } from '../document-facts.ts';
import { bareSubject } from './bare-subject.ts';
import type { PaperContext, PaperDraft, PaperSubject } from './paper.ts';
import { baseFacts, teamsOf, visitsInRound } from './round-facts.ts';

export function oneStopNoticePaper(context: PaperContext, subject: PaperSubject): PaperDraft {
  const { stores } = context;
  const visits = visitsInRound(stores, subject);
  const period = periodOf(stores, subject);
  const reports =
    period === null
      ? []
      : stores.statistics
          .list({ agencyId: null, ...period })
          .filter(({ periodFrom, periodTo }) => periodFrom === period.from && periodTo === period.to);
  const lines = stores.statistics.linesOf(reports.map(({ id }) => id));
  const visited = new Map(visits.map((visit) => [visit.agencyId, agencyFacts(visit)]));
  const rows = reports
    .map((report, index) => ({
      agency: visited.get(report.agencyId) ?? notVisited(stores, report, visits.length + index + 1),
      figures: totalsOf(lines.get(report.id) ?? []),
    }))
    .toSorted((one, other) => one.agency.ordinal - other.agency.ordinal);
  const told = new Set(reports.map(({ agencyId }) => agencyId));
  const facts = oneStopNoticeFacts({
    ...baseFacts(context, subject),
    teams: teamsOf(stores, subject.plan, null),
    periodFrom: period?.from ?? null,
    periodTo: period?.to ?? null,
    rows,
    missing: [...visited.values()].filter(({ id, unnamed }) => !told.has(id) && !unnamed),
  });
  return {
    facts,
    subject: oneStopNoticeSubject(bareSubject(facts)),
    content: () => draftOneStopNotice(facts),
    warnings: () => [],
  };
}

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The one asked for; else the one that most agencies have reported on by that day, of equals the newest. */
function periodOf(stores: Stores, { periodFrom, periodTo, asOf }: PaperSubject): Period | null {
  if (periodFrom !== null && periodTo !== null) return { from: periodFrom, to: periodTo };
  const counts = new Map<string, { readonly period: Period; readonly agencies: Set<string> }>();
  // The newest period comes first, and stays first among those with as many agencies.
  for (const report of stores.statistics.list({ agencyId: null, from: null, to: asOf })) {
    if (report.periodTo > asOf) continue;
    const key = `${report.periodFrom}/${report.periodTo}`;
    const known = counts.get(key) ?? {
      period: { from: report.periodFrom, to: report.periodTo },
      agencies: new Set<string>(),
    };
    known.agencies.add(report.agencyId);
    counts.set(key, known);
  }
  const [best] = [...counts.values()].toSorted((one, other) => other.agencies.size - one.agencies.size);
  return best?.period ?? null;
}

/** An agency outside of the round, behind those in it, under its name of the period. */
function notVisited(stores: Stores, report: StoredReport, ordinal: number): AgencyFacts {
  const version = stores.agencies.versionOn(report.agencyId, report.periodTo);
  const agency = stores.agencies.get(report.agencyId);
  return {
    id: report.agencyId,
    name: version?.name ?? '',
    shortName: version?.shortName ?? null,
    kind: agency?.kind ?? '',
    ordinal: 1_000_000 + ordinal,
    unnamed: agency?.unnamed ?? false,
    group: null,
  };
}

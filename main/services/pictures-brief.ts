/** The one page for the head of the office: what stands on it, and the page itself. */
import type { Output } from '../../core/contract/index.ts';
import type { Brief, Decision, PictureFilter, WeakAgency } from '../../core/contract/pictures.ts';
import { briefSheet } from '../../core/documents/sheets/leadership-brief.ts';
import { addDays, statusesThatCount } from '../../core/rules/due.ts';
import {
  address,
  limitationsAt,
  NOT_SETTLED,
  recommendationsAt,
  scopeParts,
  shareOfPoints,
  visitsAt,
} from '../../core/rules/pictures.ts';
import type { ServiceContext } from './context.ts';
import { issuerFacts } from './document-facts.ts';
import { type DocumentFormat, mediaOf, renderModel, sha256 } from './document-pages.ts';
import {
  coverageFigure,
  coveredBy,
  daysOf,
  lacksNewDay,
  readRounds,
  recommendationFigures,
  remediationOf,
  roundFiguresOf,
  type Rounds,
  sumOwed,
} from './pictures-counts.ts';
import { agencyNameOn, dayOf, domainsOf, pointsOf } from './pictures-heat.ts';
import { frequentOf } from './pictures-lists.ts';

const WEAKEST = 10;
/** Overdue for longer than this: to be extended, or called for. */
const LONG = 30;

export function briefOf(context: ServiceContext, filter: PictureFilter): Brief {
  const { stores } = context;
  const store = stores.pictures;
  const rounds = readRounds(context, filter);
  const { plans, planIds, counts } = rounds;
  const owed = store.owed('owedByAgency', planIds, daysOf(filter.today));
  const sums = sumOwed(owed, counts);
  const domains = domainsOf(context);
  const coverage = coverageFigure(coveredBy(context, rounds, plans), filter);
  const round = roundFiguresOf(rounds, plans, filter);
  const byDomain = Map.groupBy(owed, ({ domainId }) => domains.keyOf(domainId) ?? '');
  const officeId =
    filter.officeId ??
    (new Set(plans.map((plan) => plan.officeId)).size === 1 ? plans[0]?.officeId : undefined);
  const office = stores.offices.get(officeId ?? context.session.officeId());
  return {
    asOf: filter.today,
    officeName: office?.name ?? '',
    illustrative: plans.some(({ illustrative }) => illustrative),
    year: filter.year ?? (filter.planId === undefined ? null : (plans[0]?.year ?? null)),
    planTitles: plans.map(({ title }) => title),
    round,
    recommendations: recommendationFigures(sums, store.repeatedOwed(planIds), filter),
    coverage,
    remediation: remediationOf(rounds, plans, filter),
    weakest: weakestOf(context, rounds, owed, filter),
    overdueByDomain: domains.all
      .map(({ key, name }) => ({
        domainKey: key,
        domainName: name,
        overdue: {
          value: sumOwed(byDomain.get(key) ?? [], counts).overdue,
          to: recommendationsAt(filter, { domain: key, due: 'overdue' }),
        },
      }))
      .filter(({ overdue }) => overdue.value > 0)
      .toSorted((one, other) => other.overdue.value - one.overdue.value),
    frequent: frequentOf(context, { ...filter, limit: 5 }),
    decisions: decisionsOf(context, rounds, filter, {
      coverage,
      round,
      reported: sums.byStatus.get('reported') ?? 0,
    }),
  };
}

/** Whoever owes most that is overdue; then by what comes again, what is open, and what was found. */
function weakestOf(
  context: ServiceContext,
  { plans, planIds, counts, visits }: Rounds,
  owed: ReturnType<ServiceContext['stores']['pictures']['owed']>,
  filter: PictureFilter,
): WeakAgency[] {
  const store = context.stores.pictures;
  const sum = (rows: readonly { readonly agencyId: string; readonly n: number }[]) => {
    const sums = new Map<string, number>();
    for (const { agencyId, n } of rows) sums.set(agencyId, (sums.get(agencyId) ?? 0) + n);
    return sums;
  };
  const repeated = sum(store.repeatedOwedByAgency(planIds));
  const limitations = sum(store.found('foundByAgency', planIds));
  const ofAgency = Map.groupBy(owed, ({ agencyId }) => agencyId);
  const rows = [...ofAgency.keys(), ...limitations.keys()];
  const ranked = [...new Set(rows)]
    .filter((agencyId) => agencyId !== '')
    .map((agencyId) => {
      const { overdue, open } = sumOwed(ofAgency.get(agencyId) ?? [], counts);
      return {
        agencyId,
        overdue,
        open,
        repeated: repeated.get(agencyId) ?? 0,
        limitations: limitations.get(agencyId) ?? 0,
      };
    })
    .filter(({ overdue, open, repeated: again }) => overdue + open + again > 0)
    .toSorted(
      (one, other) =>
        other.overdue - one.overdue ||
        other.repeated - one.repeated ||
        other.open - one.open ||
        other.limitations - one.limitations ||
        (one.agencyId < other.agencyId ? -1 : 1),
    )
    .slice(0, WEAKEST);
  const shown = new Set(ranked.map(({ agencyId }) => agencyId));
  const held = [...visits.values()].flat().filter(({ agencyId }) => shown.has(agencyId));
  const agencyOf = new Map(held.map((visit) => [visit.id, visit.agencyId]));
  const points = Map.groupBy(pointsOf(context, plans, held), ({ visitId }) => agencyOf.get(visitId) ?? '');
  return ranked.map(({ agencyId, ...n }) => {
    const at = { agency: agencyId };
    const [earned, max] = (points.get(agencyId) ?? []).reduce(
      ([one, other], row) => [one + row.earned, other + row.max],
      [0, 0],
    );
    const share = shareOfPoints(earned, max);
    return {
      agencyId,
      agencyName: agencyNameOn(context, agencyId, dayOf(filter.year, filter.today)) ?? '',
      overdue: { value: n.overdue, to: recommendationsAt(filter, { ...at, due: 'overdue' }) },
      open: { value: n.open, to: recommendationsAt(filter, { ...at, settled: NOT_SETTLED }) },
      repeated: { value: n.repeated, to: recommendationsAt(filter, { ...at, repeated: true }) },
      limitations: { value: n.limitations, to: limitationsAt(filter, at) },
      score: share === null ? null : { earned, max, share },
    };
  });
}

function decisionsOf(
  context: ServiceContext,
  { plans, planIds, counts, visits }: Rounds,
  filter: PictureFilter,
  known: { readonly coverage: Brief['coverage']; readonly round: Brief['round']; readonly reported: number },
): Decision[] {
  const store = context.stores.pictures;
  const { today } = filter;
  const officeId = context.session.officeId();
  const long = sumOwed(store.owed('owedByPlan', planIds, daysOf(addDays(today, -LONG))), counts).overdue;
  const reminded = plans.reduce(
    (sum, { id }) => sum + store.remindedOverdue(id, today, statusesThatCount(counts)),
    0,
  );
  const waiting = store.documentsWaiting(officeId).find(({ status }) => status === 'for_signature')?.n ?? 0;
  const postponed = [...visits.values()].flat().filter((visit) => lacksNewDay(visit, today)).length;
  const late = store.agencyReportsLate(officeId, today).n;
  const { target, numerator, denominator, unknown } = known.coverage;
  const wanted =
    target === null || unknown !== null ? 0 : Math.ceil((target * denominator) / 100) - numerator;
  const all: Decision[] = [
    {
      key: 'extension',
      count: long,
      to: recommendationsAt(filter, { due: 'overdue', to: addDays(today, -LONG - 1) }),
    },
    {
      key: 'second_reminder',
      count: reminded,
      to: address('/recommendations/agencies', { ...scopeParts(filter), due: 'overdue', reminded: true }),
    },
    { key: 'not_announced', count: known.round.noticesOverdue.value, to: known.round.noticesOverdue.to },
    { key: 'to_verify', count: known.reported, to: recommendationsAt(filter, { status: 'reported' }) },
    {
      key: 'for_signature',
      count: waiting,
      to: address('/documents', { status: 'for_signature', office: officeId }),
    },
    { key: 'postponed', count: postponed, to: visitsAt(filter, { newDay: 'missing' }) },
    { key: 'coverage', count: Math.max(0, wanted), to: known.coverage.to },
    { key: 'late_reports', count: late, to: '/reports' },
  ];
  return all.filter(({ count }) => count > 0);
}

export async function renderBrief(
  context: ServiceContext,
  filter: PictureFilter,
  format: DocumentFormat,
): Promise<Output<'pictures.renderBrief'>> {
  const { stores, printer, handles } = context;
  // Whoever issues our papers; however many offices the figures are of, the page is ours.
  const newest = stores.pictures.plans({ ...filter, officeId: context.session.officeId() })[0];
  const plan = newest === undefined ? undefined : stores.plans.get(newest.id);
  const issuerId = plan?.issuerId ?? plan?.noticeIssuerId ?? null;
  const issuer = issuerId === null ? undefined : stores.issuers.get(issuerId);
  const model = briefSheet({
    issuer: issuer === undefined ? null : issuerFacts(issuer),
    brief: briefOf(context, filter),
  });
  const { bytes, pages } = await renderModel(printer, model, format);
  const stem = `Tom-tat-CCHC-${filter.year === undefined ? '' : `${String(filter.year)}-`}${filter.today}`;
  const about = { fileName: `${stem}.${format}`, media: mediaOf[format] };
  const digest = sha256(bytes);
  const { url, expiresAt } = handles.put(bytes, { ...about, sha256: digest });
  return { ...about, url, bytes: bytes.byteLength, pages, sha256: digest, expiresAt };
}

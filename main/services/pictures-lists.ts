/** The rows behind the numbers of pictures: limitations, what is frequent, what comes again, and the evidence of both KPIs. */
import { z } from 'zod';
import type { Output, Parsed } from '../../core/contract/index.ts';
import type { FrequentLimitation, LimitationRow, Repeater } from '../../core/contract/pictures.ts';
import { address, limitationsAt, NOT_SETTLED, recommendationsAt } from '../../core/rules/pictures.ts';
import { foldText } from '../../core/rules/text-fold.ts';
import { byName } from '../../db/collate.ts';
import type { FoundRow, FrequentWords, LineCriterion, PicturedPlan } from '../../db/pictures.ts';
import { decodeCursor, encodeCursor } from './context.ts';
import {
  coverageFigure,
  coveredBy,
  type PictureContext,
  readRounds,
  remediationOf,
} from './pictures-counts.ts';
import { agencyNameOn, dayOf, domainsOf } from './pictures-heat.ts';

const foundPosition = z.strictObject({
  plan: z.string(),
  ordinal: z.int(),
  id: z.string(),
  agency: z.string(),
});
const owedPosition = z.strictObject({ plan: z.string(), ordinal: z.int(), id: z.string() });
const offset = z.strictObject({ from: z.int().min(0) });

/** An agency, with what became it where that is asked for; null: all. */
function agenciesOf(
  { stores }: Pick<PictureContext, 'stores'>,
  agencyId: string | undefined,
  withPredecessors: boolean | undefined,
): readonly string[] | null {
  if (agencyId === undefined) return null;
  return withPredecessors === true ? [agencyId, ...stores.pictures.before(agencyId)] : [agencyId];
}

/** Where a limitation is looked at: beside its line of the checklist, else in the round's summary. */
function findingAt(row: Pick<FoundRow, 'id' | 'planId'>): string {
  return address(`/plans/${row.planId}/summary`, { finding: row.id });
}

export function limitationsOf(
  context: PictureContext,
  input: Parsed<'pictures.limitations'>,
): Output<'pictures.limitations'> {
  const { pictures } = context.stores;
  const after = decodeCursor(input.cursor, foundPosition);
  const agencyIds =
    input.unnamed === true ? [''] : agenciesOf(context, input.agencyId, input.withPredecessors);
  const lineId =
    input.criterionId === undefined ? null : (pictures.lineOf(input.criterionId) ?? input.criterionId);
  const domains = domainsOf(context);
  const domainIds = input.domainKey === undefined ? null : domains.idsOf(input.domainKey);
  const named = new Map(domains.all.map((domain) => [domain.key, domain.name]));
  const findingIds = input.alike === undefined ? null : alikeOf(context, input.alike);
  const at = agencyIds === null ? null : pictures.plansAt(agencyIds);
  const plans = pictures.plans(input).filter(({ id }) => at === null || at.has(id));
  const begin = after === undefined ? 0 : plans.findIndex(({ id }) => id === after.plan);
  const rows: (FoundRow & { readonly plan: PicturedPlan })[] = [];
  for (const plan of begin < 0 ? [] : plans.slice(begin)) {
    const position =
      after !== undefined && plan.id === after.plan
        ? { ordinal: after.ordinal, id: after.id, agencyId: after.agency }
        : undefined;
    const found = pictures.foundIn(
      plan.id,
      {
        agencyIds,
        kind: input.kind ?? null,
        domainIds,
        lineId,
        phraseId: input.phraseId ?? null,
        findingIds,
      },
      position,
      input.limit + 1 - rows.length,
    );
    rows.push(...found.map((row) => ({ ...row, plan })));
    if (rows.length > input.limit) break;
  }
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  const more = rows.length > input.limit && last !== undefined;
  return {
    rows: shown.map((row): LimitationRow => {
      const domainKey = domains.keyOf(row.domainId) ?? '';
      return {
        findingId: row.id,
        planId: row.planId,
        planTitle: row.plan.title,
        year: row.plan.year,
        officeId: row.plan.officeId,
        agencyId: row.agencyId === '' ? null : row.agencyId,
        agencyName: row.agencyName,
        domainKey,
        domainName: named.get(domainKey) ?? '',
        criterionId: row.criterionId,
        criterionCode: row.criterionCode,
        severity: row.severity,
        text: row.text,
        illustrative: row.plan.illustrative,
        to: findingAt(row),
      };
    }),
    ...(more
      ? {
          next: encodeCursor({
            plan: last.planId,
            ordinal: last.ordinal,
            id: last.id,
            agency: last.agencyId,
          }),
        }
      : {}),
  };
}

/** What limitations without a criterion are counted by. */
function wordsKey({ phraseId, text }: Pick<FrequentWords, 'phraseId' | 'text'>): string {
  return phraseId === null ? `text ${foldText(text).trim()}` : `phrase ${phraseId}`;
}

function alikeOf({ stores }: PictureContext, findingId: string): readonly string[] {
  const { pictures } = stores;
  const all = pictures.words(pictures.plans({}).map(({ id }) => id));
  const one = all.find((words) => words.findingId === findingId);
  if (one === undefined) return [];
  const key = wordsKey(one);
  return [...new Set(all.filter((words) => wordsKey(words) === key).map((words) => words.findingId))];
}

/** The newest criterion of each line. */
function newestOf(lines: readonly LineCriterion[]): ReadonlyMap<string, LineCriterion> {
  return new Map(lines.map((line) => [line.lineId, line]));
}

export function frequentOf(
  context: PictureContext,
  input: Parsed<'pictures.frequent'>,
): Output<'pictures.frequent'> {
  const { pictures } = context.stores;
  const planIds = pictures.plans(input).map(({ id }) => id);
  const domains = domainsOf(context);
  const domainIds = input.domainKey === undefined ? null : domains.idsOf(input.domainKey);
  const rows = pictures.frequent(planIds, domainIds, input.limit);
  const newest = newestOf(pictures.linesOf(rows.map(({ lineId }) => lineId)));
  const names = new Map(domains.all.map((domain) => [domain.key, domain.name]));
  const domainOf = (domainId: string) => {
    const domainKey = domains.keyOf(domainId) ?? '';
    return { domainKey, domainName: names.get(domainKey) ?? '' };
  };
  const byCriterion = rows.flatMap((row): FrequentLimitation[] => {
    const criterion = newest.get(row.lineId);
    if (criterion === undefined) return [];
    const to = limitationsAt(input, { criterion: criterion.id, domain: input.domainKey });
    return [
      {
        by: 'criterion',
        id: criterion.id,
        code: criterion.code,
        text: criterion.text,
        ...domainOf(row.domainId),
        count: { value: row.n, to },
        agencies: row.agencies,
        years: (row.years ?? '')
          .split(',')
          .filter((year) => year !== '')
          .map(Number)
          .toSorted((one, other) => one - other),
      },
    ];
  });
  const words = Map.groupBy(
    pictures.words(planIds).filter(({ domainId }) => domainIds?.includes(domainId) ?? true),
    wordsKey,
  );
  const byWords = [...words.values()].flatMap((group): FrequentLimitation[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { phraseId, text, domainId } = first;
    return [
      {
        by: phraseId === null ? 'text' : 'phrase',
        id: phraseId,
        code: null,
        text: phraseId === null ? text : (context.stores.phrases.get(phraseId)?.text ?? text),
        ...domainOf(domainId),
        count: {
          value: group.length,
          to: limitationsAt(input, { alike: first.findingId, domain: input.domainKey }),
        },
        agencies: new Set(group.flatMap(({ agencyId }) => agencyId ?? [])).size,
        years: [...new Set(group.flatMap(({ year }) => year ?? []))].toSorted((one, other) => one - other),
      },
    ];
  });
  return [...byCriterion, ...byWords]
    .toSorted((one, other) => other.count.value - one.count.value || (one.text < other.text ? -1 : 1))
    .slice(0, input.limit);
}

export function repeatersOf(
  context: PictureContext,
  input: Parsed<'pictures.repeaters'>,
): Output<'pictures.repeaters'> {
  const { pictures } = context.stores;
  const plans = pictures.plans(input);
  const planIds = plans.map(({ id }) => id);
  const everyPlan = pictures.plans({});
  const yearOf = new Map(everyPlan.map((plan) => [plan.id, plan.year]));
  const officeOf = new Map(everyPlan.map((plan) => [plan.id, plan.officeId]));
  const domains = domainsOf(context);
  const domainIds = input.domainKey === undefined ? null : domains.idsOf(input.domainKey);
  const names = new Map(domains.all.map((domain) => [domain.key, domain.name]));
  const lineageOf = (agencyId: string) =>
    input.view === 'by_successor' ? [agencyId, ...pictures.before(agencyId)] : [agencyId];
  const rows: Repeater[] = [];
  const seen = new Set<string>();
  let omitted = 0;
  const show = (
    agencyId: string,
    found: readonly FoundRow[],
    by: Repeater['by'],
    criterion: LineCriterion | undefined,
  ): Repeater | null => {
    const dated = found
      .flatMap((row) => {
        const year = yearOf.get(row.planId) ?? null;
        return year === null ? [] : [{ ...row, year }];
      })
      .toSorted((one, other) => one.year - other.year || (one.id < other.id ? -1 : 1));
    const years = [...new Set(dated.map(({ year }) => year))];
    const last = dated.at(-1);
    if (years.length < 2 || last === undefined) return null;
    const domainKey = domains.keyOf(last.domainId) ?? '';
    const findings = [...new Map(dated.map((row) => [row.id, row])).values()];
    const ids = findings.map(({ id }) => id);
    return {
      agencyId,
      agencyName:
        agencyNameOn(
          context,
          agencyId,
          input.view === 'by_successor' ? input.today : dayOf(input.year, input.today),
        ) ?? '',
      gathered: [...new Set(dated.map((row) => row.agencyId))]
        .filter((id) => id !== agencyId && id !== '')
        .map((id) => agencyNameOn(context, id, null) ?? ''),
      officeIds: [...new Set(findings.flatMap(({ planId }) => officeOf.get(planId) ?? []))],
      criterionId: criterion?.id ?? null,
      criterionCode: criterion?.code ?? null,
      text: criterion?.text ?? last.text,
      domainKey,
      domainName: names.get(domainKey) ?? '',
      years,
      by,
      open: {
        value: pictures.openOfFindings(ids, lineageOf(agencyId)),
        to: recommendationsAt(
          {},
          {
            agency: agencyId,
            predecessors: input.view === 'by_successor',
            findings: ids.join(','),
            settled: NOT_SETTLED,
          },
        ),
      },
      found: findings.map((row) => ({
        findingId: row.id,
        planId: row.planId,
        year: row.year,
        text: row.text,
        to: findingAt(row),
      })),
    };
  };

  // What a person linked comes first: the chain says it, whatever criteria the findings have.
  for (const findingId of pictures.linked(planIds, domainIds)) {
    const chain: FoundRow[] = [];
    const visited = new Set<string>();
    for (let id: string | null = findingId; id !== null && !visited.has(id);) {
      visited.add(id);
      const found = pictures.foundById(id);
      chain.push(...found);
      id = found[0]?.repeatsFindingId ?? null;
    }
    for (const agencyId of new Set(chain.filter(({ id }) => id === findingId).map((row) => row.agencyId))) {
      const own = new Set(lineageOf(agencyId));
      const line = chain[0]?.criterionId ?? null;
      const lineId = line === null ? null : (pictures.lineOf(line) ?? line);
      const found = [
        ...chain.filter((row) => own.has(row.agencyId)),
        ...(lineId === null ? [] : pictures.foundOfLine(lineId, [...own])),
      ];
      const criterion = lineId === null ? undefined : pictures.linesOf([lineId]).at(-1);
      const row = show(
        agencyId,
        [...new Map(found.map((one) => [one.id, one])).values()],
        'linked',
        criterion,
      );
      if (row === null || (lineId !== null && seen.has(`${agencyId} ${lineId}`))) continue;
      if (lineId !== null) seen.add(`${agencyId} ${lineId}`);
      if (rows.length < input.limit) rows.push(row);
      else omitted += 1;
    }
  }
  const pairs = pictures
    .repeated(planIds, domainIds)
    .filter((pair) => !seen.has(`${pair.agencyId} ${pair.lineId}`));
  const taken = pairs.slice(0, Math.max(0, input.limit));
  const newest = newestOf(pictures.linesOf([...new Set(taken.map(({ lineId }) => lineId))]));
  for (const { agencyId, lineId } of taken) {
    const row = show(agencyId, pictures.foundOfLine(lineId, lineageOf(agencyId)), 'rule', newest.get(lineId));
    if (row === null) continue;
    rows.push(row);
  }
  omitted += pairs.length - taken.length;
  const ordered = rows.toSorted(
    (one, other) =>
      other.years.length - one.years.length || byName<Repeater>((row) => row.agencyName)(one, other),
  );
  return {
    rows: ordered.slice(0, input.limit),
    omitted: omitted + Math.max(0, ordered.length - input.limit),
  };
}

export function coverageListOf(
  context: PictureContext,
  input: Parsed<'pictures.coverage'>,
): Output<'pictures.coverage'> {
  const rounds = readRounds(context, input);
  const covered = coveredBy(context, rounds, rounds.plans);
  const titles = new Map(rounds.plans.map((plan) => [plan.id, plan.title]));
  const from = decodeCursor(input.cursor, offset)?.from ?? 0;
  const rank = { inspected: 0, planned: 1, not_reached: 2 } as const;
  const lines = covered.agencies
    .filter(({ state }) => input.state === undefined || state === input.state)
    .toSorted(
      (one, other) =>
        rank[one.state] - rank[other.state] ||
        (one.officeId === other.officeId ? 0 : one.officeId < other.officeId ? -1 : 1) ||
        (one.agencyId < other.agencyId ? -1 : 1),
    );
  const shown = lines.slice(from, from + input.limit);
  return {
    figure: coverageFigure(covered, input),
    rows: shown.map(({ agencyId, kind, officeId, state, visit }) => ({
      agencyId,
      agencyName: agencyNameOn(context, agencyId, dayOf(input.year, input.today)) ?? '',
      kind,
      officeId,
      state,
      planId: visit?.planId ?? null,
      planTitle: visit === null ? null : (titles.get(visit.planId) ?? null),
      visitId: visit?.id ?? null,
      visitStatus: visit?.status ?? null,
      visitedOn: visit?.startsOn ?? null,
      to: visit === null ? `/agencies/${agencyId}` : `/visits/${visit.id}`,
    })),
    ...(from + input.limit < lines.length ? { next: encodeCursor({ from: from + input.limit }) } : {}),
    total: lines.length,
  };
}

export function remediedOf(
  context: PictureContext,
  input: Parsed<'pictures.remedied'>,
): Output<'pictures.remedied'> {
  const { pictures } = context.stores;
  const after = decodeCursor(input.cursor, owedPosition);
  const rounds = readRounds(context, input);
  const begin = after === undefined ? 0 : rounds.plans.findIndex(({ id }) => id === after.plan);
  const rows: { row: ReturnType<typeof pictures.remedied>[number]; plan: PicturedPlan }[] = [];
  for (const plan of begin < 0 ? [] : rounds.plans.slice(begin)) {
    const position =
      after !== undefined && after.plan === plan.id ? { ordinal: after.ordinal, id: after.id } : undefined;
    const wanted = input.limit + 1 - rows.length;
    rows.push(
      ...pictures.remedied(plan.id, input.handled ?? null, position, wanted).map((row) => ({ row, plan })),
    );
    if (rows.length > input.limit) break;
  }
  const shown = rows.slice(0, input.limit);
  const proofs = Map.groupBy(
    pictures.proofs(shown.map(({ row }) => row.id)),
    ({ recommendationId }) => recommendationId,
  );
  const last = shown.at(-1)?.row;
  return {
    figure: remediationOf(rounds, rounds.plans, input),
    rows: shown.map(({ row: { ordinal: _ordinal, ...row }, plan }) => ({
      ...row,
      planTitle: plan.title,
      officeId: plan.officeId,
      proofs: (proofs.get(row.id) ?? []).map(({ name, provedOn, evidenceId }) => ({
        name,
        provedOn,
        evidenceId,
      })),
      to: recommendationsAt({ planId: row.planId }, { recommendation: row.id }),
    })),
    ...(rows.length > input.limit && last !== undefined
      ? { next: encodeCursor({ plan: last.planId, ordinal: last.ordinal, id: last.id }) }
      : {}),
  };
}

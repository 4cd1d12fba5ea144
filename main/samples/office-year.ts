/**
 * The rest of a made-up year of the office: the periodic report with what agencies sent for it, and a reform index of
 * the agencies that were inspected, with a tie. Points come from the made-up answers of the same criteria.
 */
import type { AgencyKind } from '../../core/contract/common.ts';
import { addDays } from '../../core/rules/due.ts';
import { earnedPoints } from '../../core/rules/scoring.ts';
import type { AnswerValue } from '../../core/rules/scoring.ts';
import { STARTER_MAX, starterItems, starterSourceNote } from '../../core/rules/par-index-starter.ts';
import { rowsForAgencies } from '../../core/rules/report-annex.ts';
import { periodOfRule, periodTitle, ruleOf } from '../../core/rules/report-periods.ts';
import { proposedSettings } from '../../core/rules/settings.ts';
import { createChance } from './chance.ts';
import { papers, reportWords } from './illustrative-text.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter } from './starter.ts';

type Answered = ShippedRow<'answer'> & AnswerValue;

/** A quarter point: finer ones nobody gives. */
const STEP = 25;

/** One agency has sent nothing, one was late. */
const MISSING = 4;
const LATE = 3;

export function periodReportRows(
  round: SampleRound,
  visited: readonly SampleAgency[],
): readonly ShippedRows[] {
  const ids = roundIds(round);
  const { kind, year } = round.madeUp.report;
  const rule = ruleOf(proposedSettings.reportSchedule, kind);
  if (rule === undefined) return [];
  const days = periodOfRule(rule, year);
  const id = ids.of('period_report', 'report');
  const annex = proposedSettings.reportAnnex;
  const figures = rowsForAgencies(annex).filter(({ isGroup, unit }) => !isGroup && unit.trim() !== '%');
  const reports: ShippedRow<'agency_report'>[] = [];
  const sent: ShippedRow<'agency_figure'>[] = [];
  for (const [index, agency] of visited.entries()) {
    const chance = createChance(`${round.name}/period/${agency.key}`);
    const isMissing = index % MISSING === MISSING - 1;
    const isLate = index % LATE === LATE - 1;
    const day = addDays(days.agencyDueOn, isLate ? chance.between(1, 4) : -chance.between(1, 6));
    const reportId = ids.of('agency_report', agency.key);
    reports.push({
      id: reportId,
      provenance: 'illustrative',
      periodReportId: id,
      agencyId: ids.of('agency', agency.key),
      agencyVersionId: ids.of('agency_version', agency.key),
      ...(isMissing
        ? {}
        : {
            number: String(chance.between(100, 300)),
            symbol: isCommittee(agency.kind) ? 'BC-UBND' : 'BC-CQ',
            documentDate: day,
            arrivedOn: day,
          }),
    });
    if (isMissing) continue;
    for (const { key } of figures) {
      sent.push({
        id: ids.of('agency_figure', `${agency.key}/${key}`),
        provenance: 'illustrative',
        agencyReportId: reportId,
        key,
        value: chance.between(0, 12),
      });
    }
  }
  const report: ShippedRow<'period_report'> = {
    id,
    provenance: 'illustrative',
    kind,
    year,
    title: periodTitle(kind, year, rule.name),
    periodFrom: days.periodFrom,
    periodTo: days.periodTo,
    dueOn: days.dueOn,
    agencyDueOn: days.agencyDueOn,
    annexRows: annex,
  };
  return [
    { table: 'period_report', rows: [report] },
    {
      table: 'period_section',
      rows: proposedSettings.reportOutline.map(
        ({ key, level, title }, index): ShippedRow<'period_section'> => ({
          id: ids.of('period_section', key),
          provenance: 'illustrative',
          periodReportId: id,
          ordinal: index + 1,
          key,
          level,
          title,
          text: reportWords[key] ?? null,
        }),
      ),
    },
    { table: 'agency_report', rows: reports },
    { table: 'agency_figure', rows: sent },
  ];
}

const isCommittee = (kind: AgencyKind): boolean => kind === 'ubnd_huyen' || kind === 'ubnd_xa';

const groupNames: Readonly<Partial<Record<AgencyKind, string>>> = {
  so_nganh: 'Sở, ban, ngành',
  ubnd_huyen: 'UBND cấp huyện',
  ubnd_xa: 'UBND cấp xã',
  phong_cap_huyen: 'Cơ quan chuyên môn cấp huyện',
};

/** A set for each kind of agency that was inspected: kinds are ranked by themselves. */
export function indexRows(
  round: SampleRound,
  visited: readonly SampleAgency[],
  answers: readonly Answered[],
): readonly ShippedRows[] {
  const kinds = [...new Set(visited.map(({ kind }) => kind))].filter(
    (kind) => groupNames[kind] !== undefined,
  );
  return kinds.flatMap((kind) =>
    indexOf(
      round,
      kind,
      visited.filter((agency) => agency.kind === kind),
      answers,
    ),
  );
}

function indexOf(
  round: SampleRound,
  kind: AgencyKind,
  agencies: readonly SampleAgency[],
  answers: readonly Answered[],
): readonly ShippedRows[] {
  const ids = roundIds(round);
  const { year } = round.madeUp.report;
  const setId = ids.of('index_set', kind);
  const itemId = (code: string) => ids.of('index_item', `${kind}/${code}`);
  const { criteria, domains } = starter();
  const items = starterItems(domains, criteria);
  const parents = new Set(items.flatMap(({ parentCode }) => parentCode ?? []));
  const places = new Map<string | null, number>();
  const itemRows = items.map(({ parentCode, ...item }): ShippedRow<'index_item'> => {
    const ordinal = (places.get(parentCode) ?? 0) + 1;
    places.set(parentCode, ordinal);
    return {
      ...item,
      id: itemId(item.code),
      provenance: 'illustrative',
      indexSetId: setId,
      parentId: parentCode === null ? null : itemId(parentCode),
      ordinal,
    };
  });
  const leaves = items.filter(({ code }) => !parents.has(code));
  const scores = agencies.flatMap((agency, index) => {
    // The second and the third come out alike.
    const like = index === 2 ? (agencies[1] ?? agency) : agency;
    return leaves.map((leaf) => scoreOf(leaf, like, agency));
  });
  const set: ShippedRow<'index_set'> = {
    id: setId,
    provenance: 'illustrative',
    year,
    name: `Chỉ số CCHC năm ${String(year)} (minh họa)`,
    groupName: groupNames[kind] ?? '',
    agencyKinds: [kind],
    status: 'verifying',
    maxPoints: STARTER_MAX,
    hasSurvey: true,
    bands: proposedSettings.gradeBands,
    sourceNote: starterSourceNote,
  };
  return [
    { table: 'index_set', rows: [set] },
    { table: 'index_item', rows: itemRows },
    {
      table: 'index_entry',
      rows: agencies.map(({ key }): ShippedRow<'index_entry'> => ({
        id: ids.of('index_entry', key),
        provenance: 'illustrative',
        indexSetId: setId,
        agencyId: ids.of('agency', key),
        agencyVersionId: ids.of('agency_version', key),
      })),
    },
    { table: 'index_score', rows: scores },
  ];

  function scoreOf(
    leaf: (typeof leaves)[number],
    like: SampleAgency,
    agency: SampleAgency,
  ): ShippedRow<'index_score'> {
    const chance = createChance(`${round.name}/index/${like.key}/${leaf.code}`);
    const row = {
      id: ids.of('index_score', `${agency.key}/${leaf.code}`),
      provenance: 'illustrative',
      indexEntryId: ids.of('index_entry', agency.key),
      indexItemId: itemId(leaf.code),
    } as const;
    if (leaf.method === 'survey') {
      return {
        ...row,
        surveyPoints: part(leaf.maxPoints, 0.7 + chance.next() * 0.25),
        surveySource: 'SIPAS',
      };
    }
    const share = shareOfAnswers(leaf.criterionCodes, ids.of('visit', like.key));
    const verified = part(leaf.maxPoints, share ?? 0.6 + chance.next() * 0.4);
    const isKinder = chance.happens(0.3);
    return {
      ...row,
      selfPoints: isKinder ? leaf.maxPoints : verified,
      selfEvidence: chance.pick(papers),
      verifiedPoints: verified,
      verifiedBy: ids.of('person', 'tham-tra'),
      verifierNote: isKinder && verified < leaf.maxPoints ? 'Theo kết quả kiểm tra trong năm.' : null,
    };
  }

  function part(maximum: number, share: number): number {
    return Math.min(maximum, Math.round((maximum * share) / STEP) * STEP);
  }

  /** What was earned of the points that the agency's answers could earn. */
  function shareOfAnswers(codes: readonly string[], visitId: string): number | null {
    let [earned, whole] = [0, 0];
    for (const criterion of criteria.filter(({ code }) => codes.includes(code))) {
      const answer = answers.find((one) => one.visitId === visitId && one.criterionId === criterion.id);
      const points = answer === undefined ? null : earnedPoints(criterion, answer);
      if (points === null) continue;
      earned += points;
      whole += criterion.maxPoints;
    }
    return whole === 0 ? null : earned / whole;
  }
}

/**
 * What became of a sample round afterwards, made up: agencies sent plans and reports, some things were proven, one was
 * sent back, one got more time by a letter, and one agency has sent nothing. Built upon the made-up recommendations.
 */
import type { RecommendationStatus } from '../../core/rules/due.ts';
import { addDays } from '../../core/rules/due.ts';
import type { Patch } from '../../db/registry.ts';
import { createChance } from './chance.ts';
import { papers } from './illustrative-text.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';

type Given = ShippedRow<'recommendation'>;

export interface FollowUp {
  readonly rows: readonly ShippedRows[];
  /** The way of each recommendation, by its id; it begins open. */
  readonly moves: ReadonlyMap<string, readonly Patch<'recommendation'>[]>;
}

/** People of the office, so that nobody verifies what the same person has entered. */
const people = [
  { key: 'thu-ky', fullName: 'Nguyễn Thị B', position: 'Chuyên viên', role: 'secretary' },
  { key: 'tham-tra', fullName: 'Trần Văn C', position: 'Chuyên viên', role: 'member' },
  { key: 'lanh-dao', fullName: 'Lê Văn D', position: 'Trưởng phòng', role: 'head' },
  { key: 'van-thu', fullName: 'Phạm Thị E', position: 'Văn thư', role: 'clerk' },
] as const;

/** Every so many agencies send nothing at all; others have sent their plan alone. */
const SILENT = 6;
const PLANNING = 5;

export function followUpRows(
  round: SampleRound,
  visited: readonly SampleAgency[],
  recommendations: readonly Given[],
): FollowUp {
  const ids = roundIds(round);
  const reporter = ids.of('person', 'thu-ky');
  const verifier = ids.of('person', 'tham-tra');
  const lists = {
    papers: [] as ShippedRow<'remediation_paper'>[],
    entries: [] as ShippedRow<'remediation_entry'>[],
    proofs: [] as ShippedRow<'remediation_proof'>[],
    events: [] as ShippedRow<'recommendation_event'>[],
  };
  const moves = new Map<string, readonly Patch<'recommendation'>[]>();
  let hasReturned = false;
  let hasExtended = false;

  for (const [index, agency] of visited.entries()) {
    const own = recommendations.filter(({ agencyId }) => agencyId === ids.of('agency', agency.key));
    const days = own.flatMap(({ dueOn }) => dueOn ?? []).toSorted();
    const [firstDue, lastDue] = [days[0], days.at(-1)];
    if (firstDue === undefined || lastDue === undefined || index % SILENT === SILENT - 1) continue;
    const chance = createChance(`${round.name}/follow-up/${agency.key}`);
    const isPlanning = index % PLANNING === PLANNING - 1;
    const plannedOn = addDays(firstDue, -chance.between(15, 20));
    const planId = paper(agency, 'plan', plannedOn, chance.between(40, 90));
    const reportedOn = addDays(lastDue, chance.happens(0.7) ? -chance.between(2, 6) : chance.between(3, 9));
    const reportId = isPlanning ? null : paper(agency, 'report', reportedOn, chance.between(91, 160));
    for (const [place, one] of own.entries()) {
      const planned = entry(planId, one, {
        text: `Phân công ${wording(one.text)}.`,
        promisedOn: one.dueOn ?? null,
      });
      lists.entries.push(planned);
      event(one, 'started', plannedOn, 'open', 'in_progress', { remediationPaperId: planId });
      if (isPlanning && !hasExtended) {
        hasExtended = true;
        extend(one, lastDue);
        continue;
      }
      if (reportId === null) {
        moves.set(one.id, [{ status: 'in_progress' }]);
        continue;
      }
      follow(one, reportId, reportedOn, place, chance);
    }
  }
  return {
    moves,
    rows: [
      {
        table: 'person',
        rows: people.map(({ key, ...person }): ShippedRow<'person'> => ({
          id: ids.of('person', key),
          provenance: 'illustrative',
          officeId: ids.office,
          ...person,
        })),
      },
      { table: 'remediation_paper', rows: lists.papers },
      { table: 'remediation_entry', rows: lists.entries },
      { table: 'remediation_proof', rows: lists.proofs },
      { table: 'recommendation_event', rows: lists.events },
    ],
  };

  function paper(agency: SampleAgency, kind: 'plan' | 'report', day: string, number: number): string {
    const id = ids.of('remediation_paper', `${agency.key}/${kind}`);
    const isCommittee = agency.kind === 'ubnd_huyen' || agency.kind === 'ubnd_xa';
    lists.papers.push({
      id,
      provenance: 'illustrative',
      planId: ids.plan,
      agencyId: ids.of('agency', agency.key),
      kind,
      number: String(number),
      symbol: `${kind === 'plan' ? 'KH' : 'BC'}-${isCommittee ? 'UBND' : 'CQ'}`,
      documentDate: day,
      arrivedOn: addDays(day, 1),
      enteredBy: reporter,
    });
    return id;
  }

  function entry(
    paperId: string,
    one: Given,
    said: Partial<ShippedRow<'remediation_entry'>>,
  ): ShippedRow<'remediation_entry'> {
    return {
      id: ids.of('remediation_entry', `${paperId}/${one.id}`),
      provenance: 'illustrative',
      remediationPaperId: paperId,
      recommendationId: one.id,
      ...said,
    };
  }

  function event(
    one: Given,
    kind: ShippedRow<'recommendation_event'>['kind'],
    happenedOn: string,
    fromStatus: RecommendationStatus,
    toStatus: RecommendationStatus,
    more: Partial<ShippedRow<'recommendation_event'>> = {},
  ): void {
    lists.events.push({
      id: ids.of('recommendation_event', `${one.id}/${kind}`),
      provenance: 'illustrative',
      recommendationId: one.id,
      kind,
      happenedOn,
      fromStatus,
      toStatus,
      personId: kind === 'verified' || kind === 'returned' ? verifier : reporter,
      ...more,
    });
  }

  function extend(one: Given, lastDue: string): void {
    const dueAfter = addDays(lastDue, 45);
    event(one, 'extended', addDays(lastDue, -5), 'in_progress', 'in_progress', {
      dueBefore: one.dueOn ?? null,
      dueAfter,
      documentText: 'Công văn đồng ý gia hạn (minh họa)',
      note: 'Đơn vị chờ cấp có thẩm quyền ban hành quyết định công bố danh mục TTHC mới.',
    });
    moves.set(one.id, [{ status: 'in_progress', dueOn: dueAfter }]);
  }

  /** What the report says of one recommendation, and what the office made of it. */
  function follow(
    one: Given,
    reportId: string,
    reportedOn: string,
    place: number,
    chance: ReturnType<typeof createChance>,
  ): void {
    const isDone = place === 0 || chance.happens(0.8);
    const named = chance.pick(papers);
    lists.entries.push(
      entry(reportId, one, {
        text: isDone ? `Đã ${wording(one.text)}.` : `Đang ${wording(one.text)}; chưa hoàn thành.`,
        result: isDone ? 'done' : 'partly',
        doneOn: isDone ? addDays(reportedOn, -chance.between(1, 12)) : null,
        evidence: isDone ? named : null,
      }),
    );
    if (!isDone) {
      moves.set(one.id, [{ status: 'in_progress' }]);
      return;
    }
    const reported = { status: 'reported', reportedOn, reportedBy: reporter } as const;
    event(one, 'reported', reportedOn, 'in_progress', 'reported', { remediationPaperId: reportId });
    const lookedOn = addDays(reportedOn, chance.between(4, 9));
    if (place === 1 && !hasReturned) {
      hasReturned = true;
      event(one, 'returned', lookedOn, 'reported', 'returned', {
        note: 'Báo cáo chưa kèm minh chứng; đề nghị bổ sung văn bản và ảnh chụp.',
      });
      moves.set(one.id, [reported, { status: 'returned' }]);
      return;
    }
    // Some wait for somebody to look, and of these some came without proof.
    const isVerified = chance.happens(0.65);
    if (isVerified || chance.happens(0.5)) {
      lists.proofs.push({
        id: ids.of('remediation_proof', one.id),
        provenance: 'illustrative',
        recommendationId: one.id,
        documentName: named,
        provedOn: reportedOn,
        enteredBy: reporter,
      });
    }
    if (!isVerified) {
      moves.set(one.id, [reported]);
      return;
    }
    event(one, 'verified', lookedOn, 'reported', 'verified');
    moves.set(one.id, [reported, { status: 'verified', verifiedOn: lookedOn, verifiedBy: verifier }]);
  }
}

/** `Rà soát, cập nhật …` within a sentence. */
const wording = (text: string): string =>
  `${text.slice(0, 1).toLocaleLowerCase('vi')}${text.slice(1)}`.replace(/[.;,\s]+$/u, '');

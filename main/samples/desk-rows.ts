/**
 * What else lies on the made-up desk of a sample round: what an agency says of itself, the round of explanation, and the
 * photos that prove a criterion and a finding. Built upon the made-up answers and findings.
 */
import { createHash } from 'node:crypto';
import { createChance } from './chance.ts';
import { boardPicture } from './desk-pictures.ts';
import { papers, remarkWords } from './illustrative-text.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow, type ShippedRows } from './rows.ts';
import { starter, starterCriterionId } from './starter.ts';

/** The agency is more content with itself in this share of its lost choices. */
const KINDER = 0.5;

/** A report where one is told of, and the answers that came with it: mostly those of the team. */
export function selfReportRows(
  round: SampleRound,
  agency: SampleAgency,
  answers: readonly ShippedRow<'answer'>[],
): readonly ShippedRows[] {
  const { dueOn, arrivedOn } = round.madeUp.desk.selfReports;
  const arrived = arrivedOn[agency.key];
  if (arrived === undefined) return [];
  const ids = roundIds(round);
  const visitId = ids.of('visit', agency.key);
  const chance = createChance(`${round.name}/self/${agency.key}`);
  const report: ShippedRow<'self_report'> = {
    id: ids.of('self_report', agency.key),
    provenance: 'illustrative',
    visitId,
    dueOn,
    ...(arrived === null
      ? {}
      : {
          arrivedOn: arrived,
          number: String(chance.between(60, 240)),
          symbol: agency.kind === 'ubnd_huyen' || agency.kind === 'ubnd_xa' ? 'BC-UBND' : 'BC-CQ',
          documentDate: arrived,
        }),
  };
  if (arrived === null) return [{ table: 'self_report', rows: [report] }];
  const scales = new Map(starter().criteria.map(({ id, answerType }) => [id, answerType]));
  const own = answers.map((answer): ShippedRow<'self_answer'> => {
    const { criterionId, notApplicable, choice, numerator, denominator, count, points } = answer;
    const isKinder = (choice === 'no' || choice === 'partial') && chance.happens(KINDER);
    const isCounted = scales.get(criterionId) === 'percentage' && denominator != null && denominator > 0;
    const isRounder = isCounted && chance.happens(0.06);
    return {
      id: ids.of('self_answer', `${agency.key}/${criterionId}`),
      provenance: 'illustrative',
      visitId,
      criterionId,
      notApplicable: notApplicable ?? false,
      choice: isKinder ? 'yes' : (choice ?? null),
      numerator: isRounder ? (denominator ?? null) : (numerator ?? null),
      denominator: denominator ?? null,
      count: count ?? null,
      points: points ?? null,
      evidence: chance.happens(0.2) ? chance.pick(papers) : null,
    };
  });
  return [
    { table: 'self_report', rows: [report] },
    { table: 'self_answer', rows: own },
  ];
}

/** The draft went out, two limitations came back with remarks: one is taken over, one is not. */
export function explanationRows(
  round: SampleRound,
  agency: SampleAgency,
  findings: readonly ShippedRow<'finding'>[],
): readonly ShippedRows[] {
  const { explanation } = round.madeUp.desk;
  if (explanation === null || explanation.agency !== agency.key) return [];
  const ids = roundIds(round);
  const visitId = ids.of('visit', agency.key);
  const { agency: _agency, ...said } = explanation;
  const row: ShippedRow<'explanation_round'> = {
    id: ids.of('explanation_round', agency.key),
    provenance: 'illustrative',
    visitId,
    ...said,
  };
  const remarks = findings
    .filter(({ kind }) => kind === 'limitation')
    .slice(0, remarkWords.length)
    .flatMap((finding, index): ShippedRow<'remark'>[] => {
      const words = remarkWords[index];
      if (words === undefined) return [];
      const { draft, content, evidence, decision, reason } = words;
      return [
        {
          id: ids.of('remark', `${agency.key}/${String(index + 1)}`),
          provenance: 'illustrative',
          visitId,
          ordinal: index + 1,
          findingId: finding.id,
          draftText: draft(finding.text),
          content,
          evidence,
          decision,
          reason,
          newText: decision === 'accepted' ? finding.text : null,
        },
      ];
    });
  return [
    { table: 'explanation_round', rows: [row] },
    { table: 'remark', rows: remarks },
  ];
}

export interface Photo {
  readonly sha256: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Two photos of the posting board: one of the criterion, one of the agency's first limitation as well. */
export function photoRows(
  round: SampleRound,
  agency: SampleAgency,
  takenOn: string,
  findings: readonly ShippedRow<'finding'>[],
): { readonly photos: readonly Photo[]; readonly rows: readonly ShippedRows[] } {
  if (round.madeUp.desk.photographed !== agency.key) return { photos: [], rows: [] };
  const ids = roundIds(round);
  const visitId = ids.of('visit', agency.key);
  const photos = [boardPicture([9, 18, 26], []), boardPicture([], [4, 11])].map((bytes) => ({
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  const captions = [
    'Bảng niêm yết còn chỗ trống (ảnh minh họa)',
    'Bản niêm yết thiếu thành phần hồ sơ (ảnh minh họa)',
  ];
  const evidence = photos.map(({ bytes, sha256 }, index): ShippedRow<'evidence'> => ({
    id: ids.of('evidence', `${agency.key}/${String(index + 1)}`),
    provenance: 'illustrative',
    visitId,
    ordinal: index + 1,
    sha256,
    thumbnailSha256: sha256,
    fileName: `bang-niem-yet-${String(index + 1)}.png`,
    media: 'image/png',
    size: bytes.length,
    caption: captions[index] ?? null,
    takenOn,
  }));
  const limitation = findings.find(({ kind }) => kind === 'limitation');
  const targets = [
    { criterionId: starterCriterionId('3.2.2') },
    { criterionId: starterCriterionId('3.2.3') },
    ...(limitation === undefined ? [] : [{ findingId: limitation.id }]),
  ];
  const links = targets.map((target, index): ShippedRow<'evidence_link'> => ({
    id: ids.of('evidence_link', `${agency.key}/${String(index + 1)}`),
    provenance: 'illustrative',
    evidenceId: ids.of('evidence', `${agency.key}/${String(Math.min(index, 1) + 1)}`),
    ...target,
  }));
  return {
    photos,
    rows: [
      { table: 'evidence', rows: evidence },
      { table: 'evidence_link', rows: links },
    ],
  };
}

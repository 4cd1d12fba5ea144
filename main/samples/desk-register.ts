/**
 * A made-up register of dossiers at one agency of a sample round, and the sample drawn from it by the rule of the
 * application, the checks of which are partly done.
 */
import { createHash } from 'node:crypto';
import { type RegisterLine, sampleChecks, type SampleItem } from '../../core/contract/samples.ts';
import { codedOffers } from '../../core/rules/derived-figures.ts';
import { addDays } from '../../core/rules/due.ts';
import { sampleFigures } from '../../core/rules/sample-figures.ts';
import { isLineOverdue, tallyOf } from '../../core/rules/sample-lines.ts';
import { createRandom, pickPlaces } from '../../core/rules/sampling.ts';
import { createChance } from './chance.ts';
import type { DeskPart } from './desk-statistics.ts';
import type { SampleAgency, SampleRound } from './round.ts';
import { roundIds, type ShippedRow } from './rows.ts';
import { starter } from './starter.ts';

const LINES = 120;
const SIZE = 10;
/** So many lines of the sample have been looked through; the next one half. */
const LOOKED = 12;
const FROM = '2019-06-15';
const TO = '2019-09-13';
const REGISTER_TITLE = 'Sổ theo dõi hồ sơ (minh họa)';
const SAMPLE_TITLE = 'Mẫu hồ sơ TTHC (minh họa)';

const matters = [
  ['Đất đai', 'Cấp đổi Giấy chứng nhận', 20],
  ['Đất đai', 'Đăng ký biến động quyền sử dụng đất do chuyển nhượng, tặng cho, thừa kế', 14],
  ['Hộ tịch', 'Thay đổi, cải chính, bổ sung thông tin hộ tịch', 4],
  ['Thành lập và hoạt động của hộ kinh doanh', 'Đăng ký thành lập hộ kinh doanh', 4],
  ['Hoạt động xây dựng', 'Cấp giấy phép xây dựng nhà ở riêng lẻ', 20],
  ['Bảo trợ xã hội', 'Thực hiện trợ cấp xã hội hằng tháng', 18],
] as const;

export interface RegisterPart extends DeskPart {
  readonly register: {
    readonly id: string;
    readonly content: string;
    readonly lines: readonly RegisterLine[];
  };
}

function linesOf(round: SampleRound, agency: SampleAgency): RegisterLine[] {
  const chance = createChance(`${round.name}/register/${agency.key}`);
  return Array.from({ length: LINES }, (_, index): RegisterLine => {
    const [fieldName, title, days] = chance.pick(matters);
    const number = String(index + 1).padStart(4, '0');
    const receivedOn = addDays(FROM, Math.floor((index * 85) / LINES));
    const dueOn = addDays(receivedOn, days);
    const fate = index % 40 === 25 ? 'rejected' : index % 30 === 14 ? 'late' : 'usual';
    const done = addDays(dueOn, fate === 'late' ? chance.between(1, 9) : -chance.between(0, 3));
    const state = fate === 'rejected' ? 'rejected' : done > TO ? 'pending' : 'resolved';
    const channelIn = chance.happens(0.12) ? 'online' : chance.happens(0.05) ? 'postal' : 'direct';
    const line = {
      code: `MH-2019-${number}`,
      title,
      fieldName,
      applicant: `Người nộp hồ sơ ${number}`,
      receivedOn,
      dueOn,
      resolvedOn: state === 'pending' ? null : fate === 'rejected' ? addDays(receivedOn, 2) : done,
      state,
      channelIn,
      channelOut: state === 'pending' ? null : chance.happens(0.08) ? 'postal' : 'direct',
    } as const;
    return { ...line, rowNo: index + 1, overdue: isLineOverdue(line, TO) };
  });
}

/** What the draw of the application takes with this seed: all overdue and rejected ones, and chance for the rest. */
function drawn(lines: readonly RegisterLine[], seed: string) {
  const open = lines.filter(({ overdue, state }) => !overdue && state !== 'rejected');
  const picked = new Set(
    pickPlaces(createRandom(seed), SIZE, open.length).map((place) => open[place]?.rowNo),
  );
  return lines.flatMap((line): { readonly line: RegisterLine; readonly reason: SampleItem['reason'] }[] => {
    if (line.overdue) return [{ line, reason: 'overdue' }];
    if (line.state === 'rejected') return [{ line, reason: 'rejected' }];
    return picked.has(line.rowNo) ? [{ line, reason: 'random' }] : [];
  });
}

function checksOf(line: RegisterLine, place: number): SampleItem['checks'] {
  if (place > LOOKED) return {};
  const results: Record<string, 'ok' | 'fault' | 'not_applicable'> = {};
  for (const key of sampleChecks.dossiers) {
    // The last one was begun and is not finished.
    if (place === LOOKED && key === 'digitised') break;
    results[key] =
      key === 'apology' && !line.overdue
        ? 'not_applicable'
        : key === 'on_time' && line.overdue
          ? 'fault'
          : (key === 'control_sheet' && place === 3) || (key === 'components' && place === 8)
            ? 'fault'
            : 'ok';
  }
  return results;
}

/** Undefined for an agency of which no register was taken. */
export function registerOf(round: SampleRound, agency: SampleAgency): RegisterPart | undefined {
  if (round.madeUp.desk.register !== agency.key) return undefined;
  const ids = roundIds(round);
  const visitId = ids.of('visit', agency.key);
  const id = ids.of('register', agency.key);
  const sampleId = ids.of('sample', agency.key);
  const lines = linesOf(round, agency);
  const content = createHash('sha256').update(JSON.stringify(lines)).digest('hex');
  const seed = '2019-0916';
  const items = drawn(lines, seed).map(
    ({ line, reason }, index): ShippedRow<'sample_item'> & { readonly checks: SampleItem['checks'] } => {
      const { overdue: _computed, ...columns } = line;
      return {
        ...columns,
        id: ids.of('sample_item', `${agency.key}/${String(line.rowNo)}`),
        provenance: 'illustrative',
        sampleId,
        ordinal: index + 1,
        reason,
        checks: checksOf(line, index),
      };
    },
  );
  const register: ShippedRow<'register'> = {
    id,
    provenance: 'illustrative',
    visitId,
    kind: 'dossiers',
    title: REGISTER_TITLE,
    periodFrom: FROM,
    periodTo: TO,
    asOf: TO,
    fileName: 'so-theo-doi-ho-so-minh-hoa.xlsx',
    content,
    lines: lines.length,
    overdue: lines.filter(({ overdue }) => overdue).length,
    rejected: lines.filter(({ state }) => state === 'rejected').length,
  };
  const sample: ShippedRow<'sample'> = {
    id: sampleId,
    provenance: 'illustrative',
    visitId,
    registerId: id,
    kind: 'dossiers',
    title: SAMPLE_TITLE,
    seed,
    size: SIZE,
    population: lines.length,
  };
  const figures = sampleFigures([{ id: sampleId, kind: 'dossiers', ...tallyOf('dossiers', items) }]);
  return {
    register: { id, content, lines },
    rows: [
      { table: 'register', rows: [register] },
      { table: 'sample', rows: [sample] },
      { table: 'sample_item', rows: items },
    ],
    offers: figures.flatMap(({ criterion, numerator, denominator }) =>
      criterion === null
        ? []
        : codedOffers(starter().criteria, { source: 'dossier sample', id: sampleId, label: SAMPLE_TITLE }, [
            {
              code: criterion,
              formula: 'hồ sơ đạt / hồ sơ chọn mẫu',
              numerator,
              denominator,
              count: null,
              choice: null,
            },
          ]),
    ),
  };
}

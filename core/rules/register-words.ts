/**
 * How one-stop and office software word the state and the way of a line, in many spellings; what is not understood is
 * said so and never guessed. Pure.
 */
import type { RegisterLine } from '../contract/samples.ts';
import { foldLabel } from '../exchange/sheet/label.ts';

export interface LineState {
  readonly state: RegisterLine['state'];
  /** The software's own word on lateness: days alone do not tell the hour of an appointment. */
  readonly late: boolean;
  readonly understood: boolean;
}

/** The first that is found decides: "chưa trả kết quả" is not "trả kết quả", "đã trả lại hồ sơ" is no result. */
const states: readonly (readonly [RegExp, RegisterLine['state']])[] = [
  [/\b(xin rut|rut ho so|da rut|cong dan rut|nguoi dan rut|rut)\b/, 'withdrawn'],
  [
    /\b(cho|yeu cau|dang|can|phai) (nguoi nop |cong dan |dan )?bo sung\b|\btra lai (de )?bo sung\b/,
    'pending',
  ],
  [
    /\btu choi\b|\btra lai\b(?! ket qua)|\bkhong (du|duoc) (dieu kien|giai quyet|tiep nhan|chap nhan)\b|\bkhong (giai quyet|tiep nhan|duyet|phe duyet|chap nhan|hop le)\b|\bdung (xu ly|giai quyet|thuc hien)\b|\b(da )?huy\b|\bbi loai\b/,
    'rejected',
  ],
  [/\bcho (tra|nhan|den nhan) (ket qua)?\b|\b(da )?co ket qua\b/, 'resolved'],
  [
    /\bchua (tra|giai quyet|xu ly|co|hoan thanh|hoan tat|ket thuc|xong|phat hanh|duyet|tiep nhan|den han|qua han|tre han)\b|\bdang\b|\bcho\b|\btam dung\b|\bmoi (tiep nhan|nhan|nop|dang ky|tao|den)\b|\btrong han\b|\bcon han\b|\bsap (den|qua|het) han\b|\bdu thao\b|\bda tiep nhan\b|\bda (trinh|chuyen)\b/,
    'pending',
  ],
  [
    /\bda (tra|giai quyet|xu ly|hoan thanh|hoan tat|ket thuc|duyet|phe duyet|phat hanh|ban hanh|xong|ky|gui|cap|dong|luu)\b|\bhoan (thanh|tat)\b|\bket thuc\b|\btra ket qua\b|\bphat hanh\b|\bban hanh\b|\bxong\b|\bxu ly (xong|truoc|dung|som|qua|tre)\b|\bgiai quyet (xong|truoc|dung|som|qua|tre)\b|\btra (truoc|dung|som|qua|tre)\b/,
    'resolved',
  ],
];

const LATE = /\b(qua han|tre han|tre hen|cham han|qua thoi han|tre)\b/;
const NOT_LATE = /\b(khong|chua|sap|khong bi|chua bi) (den |het )?(qua han|tre han|tre hen|tre)\b/;

export function stateOfWords(text: string): LineState {
  const folded = foldLabel(text);
  const state = states.find(([pattern]) => pattern.test(folded))?.[1];
  const late = LATE.test(folded) && !NOT_LATE.test(folded);
  const early = /\b(truoc|dung|som|trong) (han|hen)\b/.test(folded);
  return { state: state ?? 'unknown', late, understood: state !== undefined || LATE.test(folded) || early };
}

const channels: readonly (readonly [RegExp, NonNullable<RegisterLine['channelIn']>])[] = [
  [/\bbuu (chinh|dien|cuc)\b|\bbcci\b|\bvn ?post\b|\bpost(al)?\b/, 'postal'],
  [
    /\btruc tuyen\b|\bonline\b|\bqua mang\b|\binternet\b|\bdien tu\b|\bdich vu cong\b|\bdvc\w*\b|\bcong (dvc|quoc gia|tinh)\b|\bmuc( do)? [34]\b|\btoan trinh\b|\bmot phan\b|\bvneid\b|\bzalo\b|\bemail\b/,
    'online',
  ],
  [
    /\btruc tiep\b|\btai (bo phan|trung tam|quay|cho|tru so|cua)\b|\bmot cua\b|\bmuc( do)? [12]\b|\bdirect\b/,
    'direct',
  ],
];

/** Null where the words say nothing that is known. */
export function channelOfWords(text: string): RegisterLine['channelIn'] {
  const folded = foldLabel(text);
  return channels.find(([pattern]) => pattern.test(folded))?.[1] ?? null;
}

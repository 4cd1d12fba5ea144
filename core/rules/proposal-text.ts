/**
 * Limitations that figures speak of, worded as the notices word them, each with its figures, its recommendation and a
 * key that stays the same when the figures move. Plain facts in, sentences out; nothing is decided here.
 */
import type { Proposal } from '../contract/desk.ts';
import type { Finding } from '../contract/findings.ts';
import type { PlaceSummary, PostingPlace } from '../contract/procedures.ts';
import type { RegisterKind, Sample } from '../contract/samples.ts';
import type { Indicator, IndicatorKey, StatisticsReport } from '../contract/statistics.ts';
import { shortDate } from '../documents/wording/dates.ts';
import { formatCount, formatInteger } from '../documents/wording/numbers.ts';
import { upperFirst } from '../documents/wording/text.ts';
import { type AskedCriterion, sourcesOf } from './derived-figures.ts';
import { formatPercent, formatPercentHundredths } from './format.ts';
import { criterionFor, isBeyond, isShare, type Limit } from './one-stop-indicators.ts';

/** A proposal with the verb of its recommendation, before anybody looked whether it has been said. */
export type ProposalDraft = Omit<Proposal, 'findingId' | 'kind'> & { readonly verb: string };

export interface ProposalDomain {
  readonly id: string;
  readonly key: string;
}
interface Asked {
  readonly criteria: readonly AskedCriterion[];
  readonly domains: readonly ProposalDomain[];
}

/** `07/112`, as the notices write it; nothing of something is `0/112`. */
function share(part: number, whole: number): string {
  return `${part === 0 ? '0' : formatCount(part)}/${formatInteger(whole)}`;
}

/** Where the set has no criterion for it, the domain says where it belongs; without one nothing can be recorded. */
function placeOf(
  { domains }: Asked,
  criterion: AskedCriterion | undefined,
  key: string,
): { readonly criterionId: string | null; readonly domainId: string } | undefined {
  if (criterion !== undefined) return { criterionId: criterion.id, domainId: criterion.domainId };
  const domain = domains.find((one) => one.key === key);
  return domain === undefined ? undefined : { criterionId: null, domainId: domain.id };
}

// ── Indicators ───────────────────────────────────────────────────────────────────────────────────────────

interface IndicatorWords {
  /** What is too low, or what there is too much of. */
  readonly subject: string;
  readonly unit: string;
  /** Begins with the verb. */
  readonly request: string;
  readonly verb: string;
}
type Era = StatisticsReport['serviceEra'];

const indicatorWords: Readonly<Record<IndicatorKey, IndicatorWords>> = {
  on_time: {
    subject: 'Tỷ lệ hồ sơ giải quyết trước hạn và đúng hạn',
    unit: 'hồ sơ',
    request: 'Chấn chỉnh việc giải quyết hồ sơ thủ tục hành chính, bảo đảm tỷ lệ trước hạn và đúng hạn',
    verb: 'chấn chỉnh',
  },
  resolved_overdue: {
    subject: 'Còn hồ sơ giải quyết quá hạn',
    unit: 'hồ sơ',
    request:
      'Chấn chỉnh việc giải quyết hồ sơ thủ tục hành chính, làm rõ trách nhiệm đối với hồ sơ quá hạn, bảo đảm tỷ lệ quá hạn',
    verb: 'chấn chỉnh',
  },
  pending_overdue: {
    subject: 'hồ sơ đang giải quyết đã quá hạn trên phần mềm một cửa',
    unit: 'hồ sơ',
    request:
      'Giải quyết dứt điểm hồ sơ đang quá hạn trên phần mềm một cửa, xin lỗi và hẹn lại ngày trả kết quả theo quy định',
    verb: 'giải quyết dứt điểm',
  },
  pending_overdue_share: {
    subject: 'Còn hồ sơ quá hạn trong số hồ sơ đang giải quyết',
    unit: 'hồ sơ',
    request: 'Giải quyết dứt điểm hồ sơ đang quá hạn trên phần mềm một cửa, bảo đảm tỷ lệ quá hạn',
    verb: 'giải quyết dứt điểm',
  },
  overdue_overall: {
    subject: 'Còn tình trạng hồ sơ trễ hạn, quá hạn',
    unit: 'hồ sơ',
    request: 'Khắc phục tình trạng hồ sơ trễ hạn, quá hạn, bảo đảm tỷ lệ quá hạn',
    verb: 'khắc phục',
  },
  online: {
    subject: 'Tỷ lệ hồ sơ tiếp nhận trực tuyến',
    unit: 'hồ sơ',
    request: 'Đẩy mạnh tuyên truyền, hướng dẫn người dân, tổ chức nộp hồ sơ trực tuyến, bảo đảm tỷ lệ',
    verb: 'đẩy mạnh',
  },
  online_levels_3_4: {
    subject: 'Tỷ lệ hồ sơ trực tuyến mức độ 3, mức độ 4',
    unit: 'hồ sơ',
    request:
      'Đẩy mạnh tuyên truyền, hướng dẫn người dân, tổ chức nộp hồ sơ trực tuyến mức độ 3, mức độ 4, bảo đảm tỷ lệ',
    verb: 'đẩy mạnh',
  },
  postal_intake: {
    subject: 'Tỷ lệ hồ sơ tiếp nhận qua dịch vụ bưu chính công ích',
    unit: 'hồ sơ',
    request: 'Đẩy mạnh tiếp nhận hồ sơ qua dịch vụ bưu chính công ích, bảo đảm tỷ lệ',
    verb: 'đẩy mạnh',
  },
  postal_return: {
    subject: 'Tỷ lệ kết quả trả qua dịch vụ bưu chính công ích',
    unit: 'kết quả',
    request: 'Đẩy mạnh trả kết quả qua dịch vụ bưu chính công ích, bảo đảm tỷ lệ',
    verb: 'đẩy mạnh',
  },
  services_used: {
    subject: 'Tỷ lệ dịch vụ công trực tuyến có phát sinh hồ sơ',
    unit: 'dịch vụ công',
    request: 'Rà soát dịch vụ công trực tuyến chưa phát sinh hồ sơ, có giải pháp để bảo đảm tỷ lệ',
    verb: 'rà soát',
  },
  digitised: {
    subject: 'Tỷ lệ hồ sơ được số hóa khi tiếp nhận',
    unit: 'hồ sơ',
    request: 'Thực hiện số hóa hồ sơ ngay khi tiếp nhận, bảo đảm tỷ lệ',
    verb: 'thực hiện',
  },
  e_results: {
    subject: 'Tỷ lệ kết quả giải quyết thủ tục hành chính điện tử',
    unit: 'kết quả',
    request: 'Thực hiện ký số, trả kết quả giải quyết thủ tục hành chính điện tử, bảo đảm tỷ lệ',
    verb: 'thực hiện',
  },
  online_payment: {
    subject: 'Tỷ lệ thanh toán trực tuyến',
    unit: 'giao dịch',
    request: 'Hướng dẫn người dân, tổ chức thanh toán trực tuyến phí, lệ phí, bảo đảm tỷ lệ',
    verb: 'hướng dẫn',
  },
  apology: {
    subject: 'Tỷ lệ hồ sơ quá hạn có văn bản xin lỗi, hẹn lại ngày trả kết quả',
    unit: 'hồ sơ quá hạn',
    request: 'Thực hiện xin lỗi, hẹn lại ngày trả kết quả đối với hồ sơ quá hạn theo quy định, bảo đảm tỷ lệ',
    verb: 'thực hiện',
  },
};

function wordsOf(key: IndicatorKey, era: Era): IndicatorWords {
  const words = indicatorWords[key];
  if (key !== 'online_levels_3_4' || era === 'levels') return words;
  return {
    ...words,
    subject: 'Tỷ lệ hồ sơ trực tuyến toàn trình, một phần',
    request:
      'Đẩy mạnh tuyên truyền, hướng dẫn người dân, tổ chức nộp hồ sơ trực tuyến toàn trình, một phần, bảo đảm tỷ lệ',
  };
}

/** What would have been right: the other side of the limit. */
export function requiredText(key: IndicatorKey, { comparison, limitValue }: Limit): string {
  const limit = isShare(key)
    ? formatPercentHundredths(limitValue)
    : `${formatCount(limitValue)} ${indicatorWords[key].unit}`;
  switch (comparison) {
    case '<':
      return isShare(key) && limitValue === 10_000 ? limit : `từ ${limit} trở lên`;
    case '<=':
      return `trên ${limit}`;
    case '>':
      if (limitValue > 0) return `không quá ${limit}`;
      return isShare(key) ? limit : 'không có hồ sơ quá hạn';
    case '>=':
      return `dưới ${limit}`;
  }
}

/** Nine tenths of the way there is not "low" any more. */
function isNear(numerator: number, denominator: number, limitValue: number): boolean {
  return BigInt(numerator) * 100_000n >= BigInt(denominator) * BigInt(limitValue) * 9n;
}

function indicatorSentence(indicator: Indicator, limit: Limit, era: Era): string {
  const { key, numerator, denominator } = indicator;
  const { subject } = wordsOf(key, era);
  const required = `yêu cầu ${requiredText(key, limit)}`;
  if (numerator === null) return subject;
  if (denominator === null) return `Còn ${formatCount(numerator)} ${subject}, ${required}`;
  const figures = `${share(numerator, denominator)} = ${formatPercent(numerator, denominator) ?? '—'}`;
  const isTooLow = limit.comparison === '<' || limit.comparison === '<=';
  if (!isTooLow) return `${subject}: ${figures}, ${required}`;
  const words = isNear(numerator, denominator, limit.limitValue) ? 'chưa đạt yêu cầu' : 'còn thấp';
  return `${subject} ${words}: ${figures}, ${required}`;
}

export interface LimitedIndicator {
  readonly indicator: Indicator;
  readonly limit: Limit;
  /** The threshold's own words, to read beside it. */
  readonly note: string | null;
}
export interface StatisticsFacts {
  readonly label: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly era: Era;
  readonly indicators: readonly LimitedIndicator[];
}

export function statisticsProposals(asked: Asked, facts: StatisticsFacts): ProposalDraft[] {
  const { era, label, periodFrom, periodTo } = facts;
  const beyond = facts.indicators.filter(({ indicator, limit }) => isBeyond(indicator, limit));
  // One share under two names is said once, by the name of its era.
  const levels = beyond.find(({ indicator }) => indicator.key === 'online_levels_3_4')?.indicator;
  const isTwice = ({ indicator }: LimitedIndicator) =>
    indicator.key === 'online' &&
    levels?.numerator === indicator.numerator &&
    levels.denominator === indicator.denominator;
  return beyond
    .filter((one) => !isTwice(one))
    .flatMap(({ indicator, limit, note }) => {
      const { key, numerator, denominator } = indicator;
      const words = wordsOf(key, era);
      const criterion = criterionFor(asked.criteria, key === 'online_levels_3_4' ? 'online' : key);
      const place = placeOf(asked, criterion, 'tthc');
      if (place === undefined) return [];
      const period = `từ ${shortDate(periodFrom)} đến ${shortDate(periodTo)}`;
      const aim = isShare(key) ? ` ${requiredText(key, limit)}` : '';
      return [
        {
          key: `statistics:${key}`,
          source: 'II.06a' as const,
          ...place,
          text: `${indicatorSentence(indicator, limit, era)} (số liệu ${period})`,
          numerator,
          denominator,
          unit: words.unit,
          recommendation: `${words.request}${aim}`,
          verb: words.verb,
          because: [label, note].filter((part) => part !== null && part !== '').join(' · '),
        },
      ];
    });
}

// ── Procedures ───────────────────────────────────────────────────────────────────────────────────────────

type PostingFault = 'missing' | 'superseded' | 'late' | 'wrong_form' | 'not_published';

interface PlaceWords {
  /** "tại bảng niêm yết": where it should stand. */
  readonly at: string;
  /** The code of the starter set's criterion for a fault of this place. */
  readonly codes: Readonly<Record<PostingFault, string>>;
}
const places: Readonly<Record<PostingPlace, PlaceWords>> = {
  board: {
    at: 'tại bảng niêm yết của Bộ phận tiếp nhận và trả kết quả',
    codes: {
      missing: '3.2.2',
      superseded: '3.2.4',
      late: '3.2.4',
      wrong_form: '3.2.3',
      not_published: '3.2.2',
    },
  },
  website: {
    at: 'trên Cổng/Trang thông tin điện tử',
    codes: {
      missing: '3.2.5',
      superseded: '3.2.5',
      late: '3.2.5',
      wrong_form: '3.2.5',
      not_published: '3.2.5',
    },
  },
  national_database: {
    at: 'trên Cơ sở dữ liệu quốc gia về thủ tục hành chính',
    codes: {
      missing: '3.2.1',
      superseded: '3.2.1',
      late: '3.2.1',
      wrong_form: '3.2.1',
      not_published: '3.2.1',
    },
  },
};
/** On the board a procedure is posted, elsewhere it is published. */
const posting: Readonly<Record<PostingPlace, string>> = {
  board: 'niêm yết',
  website: 'công khai',
  national_database: 'cập nhật',
};

interface FaultWords {
  readonly text: string;
  readonly recommendation: string;
  readonly verb: string;
}
function postingWords(place: PostingPlace, fault: PostingFault, part: number, whole: number): FaultWords {
  const { at } = places[place];
  const act = posting[place];
  const x = formatCount(part);
  const ratio = share(part, whole);
  switch (fault) {
    case 'missing':
      return {
        text: `${upperFirst(act)} thủ tục hành chính ${at} chưa đầy đủ: còn ${ratio} TTHC chưa ${act}`,
        recommendation: `${upperFirst(act)} bổ sung ${x} TTHC còn thiếu ${at}`,
        verb: act,
      };
    case 'superseded':
      return {
        text: `Việc cập nhật thủ tục hành chính ${at} chưa kịp thời: còn ${ratio} TTHC ${act} theo quyết định đã được thay thế hoặc đã bãi bỏ`,
        recommendation: `Rà soát, thay thế ${x} TTHC đã hết hiệu lực ${at}`,
        verb: 'rà soát',
      };
    case 'late':
      return {
        text: `Chậm cập nhật thủ tục hành chính ${at}: ${ratio} TTHC ${act} chậm so với thời hạn quy định`,
        recommendation: `Chấn chỉnh việc cập nhật thủ tục hành chính ${at}, bảo đảm ${act} kịp thời khi có quyết định công bố`,
        verb: 'chấn chỉnh',
      };
    case 'wrong_form':
      return {
        text: `${upperFirst(act)} thủ tục hành chính ${at} chưa đúng hình thức: ${ratio} TTHC`,
        recommendation: `Chấn chỉnh hình thức ${act} đối với ${x} TTHC ${at}`,
        verb: 'chấn chỉnh',
      };
    case 'not_published':
      return {
        text: `Còn ${act} thủ tục hành chính không có trong danh mục đã công bố ${at}: ${ratio} TTHC`,
        recommendation: `Rà soát, gỡ bỏ ${x} TTHC không có trong danh mục đã công bố ${at}`,
        verb: 'rà soát',
      };
  }
}

export interface ProcedureFacts {
  readonly label: string;
  readonly places: readonly PlaceSummary[];
}

export function procedureProposals(asked: Asked, { label, places: seen }: ProcedureFacts): ProposalDraft[] {
  return seen
    .filter(({ looked }) => looked)
    .flatMap((summary) => {
      const { place, published, posted } = summary;
      // What hangs there: what is in force and posted, and what no longer is.
      const hanging = posted + summary.notPublished;
      const counts: readonly (readonly [PostingFault, number, number])[] = [
        ['missing', summary.missing, published],
        ['superseded', summary.superseded, Math.max(posted, summary.superseded)],
        ['late', summary.late, Math.max(posted, summary.late)],
        ['wrong_form', summary.wrongForm, Math.max(hanging, summary.wrongForm)],
        ['not_published', summary.notPublished, hanging],
      ];
      return counts
        .filter(([, part]) => part > 0)
        .flatMap(([fault, part, whole]) => {
          const code = places[place].codes[fault];
          const own = asked.criteria.filter((one) => sourcesOf(one).includes('procedures'));
          const where = placeOf(
            asked,
            own.find((one) => one.code === code),
            'tthc',
          );
          if (where === undefined) return [];
          return [
            {
              key: `procedures:${place}:${fault}`,
              source: 'procedures' as const,
              ...where,
              ...postingWords(place, fault, part, whole),
              numerator: part,
              denominator: whole,
              unit: 'TTHC',
              because: label,
            },
          ];
        });
    });
}

// ── Samples ──────────────────────────────────────────────────────────────────────────────────────────────

interface SampleWords {
  readonly unit: string;
  readonly source: 'dossier sample' | 'document sample';
  readonly code: string;
  readonly domain: string;
  readonly subject: string;
  readonly request: string;
  /** What a check at fault says of the thing that was looked at. */
  readonly faults: Readonly<Record<string, string>>;
}
const sampleWords: Readonly<Record<RegisterKind, SampleWords>> = {
  dossiers: {
    unit: 'hồ sơ',
    source: 'dossier sample',
    code: '3.4.5',
    domain: 'tthc',
    subject: 'Việc tiếp nhận, giải quyết hồ sơ thủ tục hành chính chưa bảo đảm đúng quy định',
    request:
      'Chấn chỉnh việc tiếp nhận, kiểm soát quá trình giải quyết hồ sơ, khắc phục thiếu sót của các hồ sơ được kiểm tra',
    faults: {
      components: 'có thành phần thừa hoặc thiếu',
      receipt: 'không có giấy tiếp nhận hồ sơ và hẹn trả kết quả',
      control_sheet: 'không có phiếu kiểm soát quá trình giải quyết',
      on_time: 'giải quyết quá hạn',
      digitised: 'chưa được số hóa',
      apology: 'quá hạn không có văn bản xin lỗi',
      payment: 'thu phí, lệ phí chưa đúng quy định',
      software: 'cập nhật trên phần mềm chưa đúng thực tế',
    },
  },
  incoming: {
    unit: 'văn bản',
    source: 'document sample',
    code: '7.1.2',
    domain: 'chinh_quyen_so',
    subject: 'Việc quản lý, xử lý văn bản đến chưa bảo đảm đúng quy trình',
    request:
      'Chấn chỉnh việc đăng ký, phân phối, xử lý và kết thúc văn bản đến trên phần mềm quản lý văn bản',
    faults: {
      registered: 'chưa được đăng ký',
      assigned: 'chưa được phân phối xử lý',
      processed: 'xử lý chưa đúng quy trình',
      on_time: 'xử lý quá hạn',
      closed: 'chưa kết thúc xử lý trên phần mềm',
    },
  },
  outgoing: {
    unit: 'văn bản',
    source: 'document sample',
    code: '7.1.3',
    domain: 'chinh_quyen_so',
    subject: 'Việc quản lý, xử lý văn bản đi chưa bảo đảm đúng quy trình',
    request:
      'Chấn chỉnh việc trình, duyệt, ký số, cấp số và phát hành văn bản đi trên phần mềm quản lý văn bản',
    faults: {
      drafted: 'soạn thảo, trình chưa đúng quy trình',
      approved: 'chưa được duyệt trên phần mềm',
      signed: 'chưa ký số đúng quy định',
      numbered: 'cấp số chưa đúng quy định',
      format: 'sai thể thức, kỹ thuật trình bày',
      issued: 'phát hành chưa đúng quy định',
    },
  },
};

export type SampleFacts = Pick<Sample, 'kind' | 'title' | 'checked' | 'passed'> & {
  readonly checks: readonly Sample['checks'][number][];
};

/** All samples of one kind are one sentence. */
export function sampleProposals(asked: Asked, samples: readonly SampleFacts[]): ProposalDraft[] {
  return [...Map.groupBy(samples, ({ kind }) => kind)].flatMap(([kind, own]) => {
    const checked = own.reduce((sum, one) => sum + one.checked, 0);
    const failed = checked - own.reduce((sum, one) => sum + one.passed, 0);
    if (failed <= 0) return [];
    const words = sampleWords[kind];
    const criterion = asked.criteria.find(
      (one) => one.code === words.code && sourcesOf(one).includes(words.source),
    );
    const place = placeOf(asked, criterion, words.domain);
    if (place === undefined) return [];
    const faults = Object.entries(words.faults).flatMap(([key, text]) => {
      const seen = own.flatMap((one) => {
        const check = one.checks.find((known) => known.key === key);
        // Where it was looked at in more lines than are read to the end, some faults are of lines that do not count yet.
        return check === undefined || check.looked > one.checked ? [] : [check.faults];
      });
      const count = seen.reduce((sum, one) => sum + one, 0);
      return count === 0 ? [] : [`${formatCount(count)} ${words.unit} ${text}`];
    });
    const details = faults.length === 0 ? '' : `, trong đó ${faults.join('; ')}`;
    return [
      {
        key: `samples:${kind}`,
        source: words.source,
        ...place,
        text: `${words.subject}: ${share(failed, checked)} ${words.unit} được kiểm tra chưa đạt yêu cầu${details}`,
        numerator: failed,
        denominator: checked,
        unit: words.unit,
        recommendation: words.request,
        verb: 'chấn chỉnh',
        because: own.map(({ title }) => title).join('; '),
      },
    ];
  });
}

// ── What has been said already ───────────────────────────────────────────────────────────────────────────

export type SaidFinding = Pick<Finding, 'id' | 'kind' | 'criterionId' | 'domainId' | 'text'>;

/** The sentence without its figures and what follows the limit: the same for every agency and every year. */
function shapeOf(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/, yêu cầu [^(]*/u, ' ')
    .replace(/, trong đó .*$/u, '')
    .replace(/ (?:còn thấp|chưa đạt yêu cầu):/u, ':')
    .replaceAll(/[\d.,/%=]+/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** The limitation that says it, whatever its figures were when it was recorded. */
export function saidBy(draft: ProposalDraft, findings: readonly SaidFinding[]): string | null {
  const shape = shapeOf(draft.text);
  const said = findings.find(
    (one) => one.kind === 'limitation' && one.domainId === draft.domainId && shapeOf(one.text) === shape,
  );
  if (said !== undefined) return said.id;
  // A person may have worded it anew: the same criterion with the same figures is the same thing.
  const worded = findings.find(
    (one) =>
      one.kind === 'limitation' &&
      one.criterionId !== null &&
      one.criterionId === draft.criterionId &&
      draft.numerator !== null &&
      figuresIn(one.text).includes(
        draft.denominator === null
          ? String(draft.numerator)
          : `${String(draft.numerator)}/${String(draft.denominator)}`,
      ),
  );
  return worded?.id ?? null;
}

function figuresIn(text: string): string[] {
  const plain = (digits: string) => String(Number(digits.replaceAll('.', '')));
  return [...text.matchAll(/(?<![\d.,/])(\d[\d.]*\d|\d)(?:\s?\/\s?(\d[\d.]*\d|\d))?(?![\d/])/gu)].map(
    ([, first = '', second]) => (second === undefined ? plain(first) : `${plain(first)}/${plain(second)}`),
  );
}

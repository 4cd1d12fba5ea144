/**
 * The usual course of a working session, spread over the half-days of a visit: opening and announcement, the agency's
 * report, work by domain, a look at the one-stop desk, exchange, minutes, conclusion. A proposal that a person edits.
 */
import type { AgencyKind } from '../contract/common.ts';
import type { Half } from '../contract/visits.ts';

export interface Session {
  /** Null where no day is known: then no clock time is either. */
  readonly day: string | null;
  readonly half: Half;
}

export interface ProgrammeInput {
  /** The working half-days of the visit, in order. */
  readonly sessions: readonly Session[];
  /** Several days: each item then says its own. */
  readonly severalDays: boolean;
  readonly form: 'doan' | 'to';
  readonly leadName: string | null;
  readonly secretaryName: string | null;
  readonly agencyKind: AgencyKind;
  /** Domains that the team covers, with the members that own each. */
  readonly domains: readonly { readonly name: string; readonly members: readonly string[] }[];
}

export interface ProgrammeDraft {
  readonly day: string | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly content: string;
  readonly presenter: string | null;
}

/** Office hours of the two halves, in minutes of the day. */
const hours: Readonly<Record<Half, readonly [number, number]>> = {
  morning: [8 * 60, 11 * 60 + 30],
  afternoon: [14 * 60, 17 * 60],
};

const words = {
  doan: { team: 'Đoàn kiểm tra', lead: 'Trưởng đoàn' },
  to: { team: 'Tổ kiểm tra', lead: 'Tổ trưởng' },
} as const;

/** Where people hand in their dossiers; offices within an authority have no desk of their own. */
const oneStopDesk: Readonly<Partial<Record<AgencyKind, string>>> = {
  ubnd_tinh: 'Bộ phận Một cửa',
  so_nganh: 'Bộ phận Một cửa',
  ubnd_huyen: 'Bộ phận Một cửa',
  ubnd_xa: 'Bộ phận Một cửa',
  nganh_doc: 'Bộ phận Một cửa',
  tt_pvhcc: 'quầy giao dịch của Trung tâm',
};

interface Step {
  readonly minutes: number;
  readonly content: string;
  readonly presenter: string | null;
}

const MAX_CONTENT = 2000;
const MAX_PRESENTER = 300;

export function draftProgramme(input: ProgrammeInput): ProgrammeDraft[] {
  const { sessions, form } = input;
  const { team, lead } = words[form];
  const named = (title: string, name: string | null) =>
    (name === null ? title : `${title} ${name}`).slice(0, MAX_PRESENTER);
  const desk = oneStopDesk[input.agencyKind];
  const isShort = sessions.length < 2;

  const opening: Step[] = [
    {
      minutes: 15,
      content: `Khai mạc; công bố quyết định thành lập ${team}, mục đích, yêu cầu và nội dung kiểm tra`,
      presenter: named(lead, input.leadName),
    },
    {
      minutes: isShort ? 30 : 45,
      content: 'Đơn vị được kiểm tra báo cáo kết quả thực hiện công tác cải cách hành chính',
      presenter: 'Lãnh đạo đơn vị được kiểm tra',
    },
  ];
  const closing: Step[] = [
    ...(desk === undefined
      ? []
      : [
          {
            minutes: isShort ? 30 : 45,
            content: `Kiểm tra thực tế tại ${desk}`,
            presenter: `Thành viên ${team} và đơn vị`,
          },
        ]),
    {
      minutes: isShort ? 20 : 40,
      content: 'Trao đổi, giải trình những nội dung cần làm rõ',
      presenter: `${team} và đơn vị`,
    },
    { minutes: 15, content: 'Thông qua biên bản kiểm tra', presenter: named('Thư ký', input.secretaryName) },
    {
      minutes: 10,
      content: 'Ý kiến của đơn vị được kiểm tra; kết luận buổi làm việc',
      presenter: named(lead, input.leadName),
    },
  ];
  const presenter = `Thành viên ${team} và đơn vị`;
  const work = domainsText(input.domains);

  return sessions.flatMap(({ day, half }, index) => {
    const isFirst = index === 0;
    const isLast = index === sessions.length - 1;
    const [from, to] = hours[half];
    const before = isFirst ? opening : [];
    const after = isLast ? closing : [];
    const rest = to - from - [...before, ...after].reduce((sum, step) => sum + step.minutes, 0);
    const content = isFirst
      ? `Các thành viên làm việc theo lĩnh vực được phân công${work}`
      : 'Các thành viên tiếp tục làm việc theo lĩnh vực được phân công';
    let at = from;
    return [...before, { minutes: rest, content, presenter }, ...after].map((step) => {
      const startsAt = at;
      at += step.minutes;
      return {
        day: input.severalDays ? day : null,
        startsAt: day === null ? null : clock(startsAt),
        endsAt: day === null ? null : clock(at),
        content: step.content,
        presenter: step.presenter,
      };
    });
  });
}

/** One line per domain; without the names, or without the list, where it would not fit one item. */
function domainsText(domains: ProgrammeInput['domains']): string {
  if (domains.length === 0) return '';
  const whole = (line: (domain: ProgrammeInput['domains'][number]) => string) =>
    `:\n${domains.map((domain) => `- ${line(domain)}`).join(';\n')}`;
  const named = whole(({ name, members }) =>
    members.length === 0 ? name : `${name}: ${members.join(', ')}`,
  );
  const room = MAX_CONTENT - 100;
  if (named.length <= room) return named;
  const plain = whole(({ name }) => name);
  return plain.length <= room ? plain : '';
}

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

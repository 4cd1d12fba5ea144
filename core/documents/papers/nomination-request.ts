// Công văn đề nghị cử người tham gia Đoàn: to the bodies that are asked, how many each is to send and by when.
import type { DocumentContent } from '../content.ts';
import type { BaseFacts, DomainFacts, IsoDay, TeamFacts } from '../facts.ts';
import { orderedDomains } from '../wording/findings.ts';
import { dateRange, shortDate } from '../wording/dates.ts';
import { BLANK, formatCount } from '../wording/numbers.ts';
import { lowerFirst, oneLine, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { joinedList, listed, paperContent, partBlocks, subjectOr, teamOnTask } from './helpers.ts';

export interface AskedBody {
  readonly id: string;
  readonly body: string;
  readonly seats: number;
  /** Whom the letter asks for, e.g. `01 lãnh đạo cấp phòng phụ trách kiểm soát TTHC`. */
  readonly wish: string | null;
  readonly dueOn: IsoDay | null;
}

export interface NominationRequestFacts extends BaseFacts {
  readonly teams: readonly TeamFacts[];
  readonly domains: readonly DomainFacts[];
  readonly asked: readonly AskedBody[];
  readonly fields: Readonly<Record<string, string | null>>;
}

export function nominationRequestFacts(
  facts: Omit<NominationRequestFacts, 'fields'>,
): NominationRequestFacts {
  const { asked, domains } = facts;
  const due = commonDue(asked);
  const seats = asked.reduce((sum, { seats: one }) => sum + one, 0);
  return {
    ...facts,
    fields: {
      han_cu_nguoi: due === null ? null : shortDate(due),
      so_nguoi: asked.length === 0 ? null : formatCount(seats),
      linh_vuc: domains.length === 0 ? null : domainList(domains),
    },
  };
}

export function nominationRequestSubject(facts: NominationRequestFacts): string {
  return subjectOr(facts, `Cử người tham gia ${teamOnTask(facts)}`);
}

export function draftNominationRequest(facts: NominationRequestFacts): DocumentContent {
  const { asked, domains, plan } = facts;
  const due = commonDue(asked);
  const when = dateRange(plan.startsOn, plan.endsOn);
  return paperContent(facts, 'nomination_request', {
    addressees: asked.length === 0 ? [BLANK] : asked.map(({ body }) => withoutEnd(oneLine(body)) || BLANK),
    names: asked.flatMap(({ body, wish }) => [body, wish]),
    blocks: [
      ...partBlocks(facts, 'nomination_request', 'opening', 'lead', 'lead'),
      block('subsection', 'seats', 'Số lượng, thành phần'),
      ...(asked.length === 0
        ? [block('paragraph', 'seats:none', `Số lượng người đề nghị cử: ${BLANK} người.`)]
        : listed(
            'item',
            asked.map((one) => ({ id: `nomination:${one.id}`, text: seatsText(one, due) })),
          )),
      block('subsection', 'work', 'Nội dung, thời gian kiểm tra'),
      block(
        'paragraph',
        'work:domains',
        `Nội dung kiểm tra: ${contentsText(plan.contents, domains)}.`.replace(/….$/u, '…'),
      ),
      block('paragraph', 'work:time', `Thời gian kiểm tra: ${when ?? BLANK}.`.replace(/….$/u, '…')),
      block('subsection', 'requirements', 'Yêu cầu đối với người được cử'),
      ...partBlocks(facts, 'nomination_request', 'requirements', 'item', 'requirements:item'),
      ...partBlocks(facts, 'nomination_request', 'closing', 'closing'),
    ],
  });
}

/** `Sở Tư pháp: 01 người (01 lãnh đạo cấp phòng …)`; another day than that of all is said. */
function seatsText({ body, seats, wish, dueOn }: AskedBody, due: IsoDay | null): string {
  const day = dueOn === null || dueOn === due ? '' : ` (trả lời trước ngày ${shortDate(dueOn)})`;
  return `${withoutEnd(oneLine(body)) || BLANK}: ${wishText({ seats, wish })}${day}`;
}

/** How many and whom; a wish that begins with its number says both. */
export function wishText({ seats, wish }: Pick<AskedBody, 'seats' | 'wish'>): string {
  const whom = withoutEnd(oneLine(wish ?? ''));
  const count = `${formatCount(seats)} người`;
  if (whom === '') return count;
  return /^\d/.test(whom) ? whom : `${count}, là ${lowerFirst(whom)}`;
}

/** The day that most bodies are given, the earlier of two; null where none is named. */
function commonDue(asked: readonly AskedBody[]): IsoDay | null {
  const days = asked.map(({ dueOn }) => dueOn).filter((day) => day !== null);
  const counts = new Map<IsoDay, number>();
  for (const day of days.toSorted()) counts.set(day, (counts.get(day) ?? 0) + 1);
  return [...counts].reduce<readonly [IsoDay | null, number]>(
    (best, one) => (one[1] > best[1] ? one : best),
    [null, 0],
  )[0];
}

function domainList(domains: readonly DomainFacts[]): string {
  return joinedList(orderedDomains(domains).map(({ name }) => lowerFirst(oneLine(name))));
}

function contentsText(contents: string | null, domains: readonly DomainFacts[]): string {
  const words = contents === null ? '' : withoutEnd(oneLine(contents));
  if (words !== '') return words;
  return domains.length === 0 ? BLANK : domainList(domains);
}

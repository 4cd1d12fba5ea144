// Chương trình làm việc of one session: when, where, who, and its items by the clock.
import type { DocumentContent } from '../content.ts';
import type { AgencyFacts, BaseFacts, IsoDay, TeamFacts, VisitFacts } from '../facts.ts';
import { clockRange, visitDaysText, weekdayDate } from '../sheets/days.ts';
import type { SheetDays } from '../sheets/facts.ts';
import { agencyName } from '../wording/agencies.ts';
import { BLANK, OPEN } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamNames } from '../wording/team.ts';
import { lowerFirst, oneLine, sentence, upperFirst } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { paperContent, partBlocks, subjectOr, table } from './helpers.ts';

/** Lines to be filled in by hand where no programme was made. */
const EMPTY_LINES = 6;

export interface ProgrammeRow {
  readonly day: IsoDay | null;
  /** HH:MM. */
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly content: string;
  readonly presenter: string | null;
}

export interface ProgrammePaperFacts extends BaseFacts {
  readonly agency: AgencyFacts;
  readonly visit: VisitFacts & SheetDays;
  readonly teams: readonly TeamFacts[];
  readonly location: string | null;
  readonly items: readonly ProgrammeRow[];
}

export function programmeSubject(facts: ProgrammePaperFacts): string {
  return subjectOr(facts, `${inspectionPhrase(facts.plan)} tại ${agencyName(facts.agency)}`);
}

export function draftProgramme(facts: ProgrammePaperFacts): DocumentContent {
  const { agency, visit, teams, location, items } = facts;
  const days = visitDaysText(visit);
  const place = oneLine(location ?? '');
  return paperContent(facts, 'programme', {
    names: items.flatMap(({ content, presenter }) => [content, presenter]),
    blocks: [
      ...partBlocks(facts, 'programme', 'opening', 'lead', 'lead'),
      block('clause', 'time', sentence(`Thời gian: ${days === null ? BLANK : lowerFirst(days)}`)),
      block('clause', 'place', sentence(`Địa điểm: ${place === '' ? BLANK : place}`)),
      block(
        'clause',
        'people',
        `Thành phần: ${teamNames(teams)}; lãnh đạo, công chức, viên chức có liên quan của ${agencyName(agency)}.`,
      ),
      block('clause', 'items:intro', 'Nội dung chương trình:'),
      table(
        'items',
        [
          { text: 'Thời gian', width: 20, align: 'center' },
          { text: 'Nội dung', width: 52 },
          { text: 'Người thực hiện', width: 28 },
        ],
        rowsOf(items),
      ),
      ...partBlocks(facts, 'programme', 'closing', 'closing'),
    ],
  });
}

function rowsOf(items: readonly ProgrammeRow[]): readonly (readonly string[])[] {
  if (items.length === 0) return Array.from({ length: EMPTY_LINES }, () => [OPEN, OPEN, OPEN]);
  return items.map((item, index) => {
    const isNewDay = item.day !== null && item.day !== items[index - 1]?.day;
    const day = isNewDay && item.day !== null ? `${upperFirst(weekdayDate(item.day))}\n` : '';
    return [
      `${day}${clockRange(item.startsAt, item.endsAt) ?? OPEN}`,
      // Each content of the round stands in a line of its own.
      item.content
        .split('\n')
        .map(oneLine)
        .filter((line) => line !== '')
        .join('\n') || OPEN,
      oneLine(item.presenter ?? '') || OPEN,
    ];
  });
}

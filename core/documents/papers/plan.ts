// Kế hoạch kiểm tra: purposes, what, whom, which period and how, teams and time, procedure and deadlines, who does what,
// and its appendices.
import type { DeadlineRule, Deadlines } from '../../contract/plans.ts';
import type { ContentBlock, DocumentContent } from '../content.ts';
import type { InspectionForm, TeamFacts } from '../facts.ts';
import { agencyListing } from '../wording/agencies.ts';
import { decisionCitation } from '../wording/citations.ts';
import { dateRange, shortDate } from '../wording/dates.ts';
import { orderedDomains } from '../wording/findings.ts';
import { BLANK, formatCount, formatRoman } from '../wording/numbers.ts';
import { formLabels } from '../wording/overview.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { teamComposition, teamWord } from '../wording/team.ts';
import { lowerFirst, oneLine, sentence, upperFirst, withoutEnd } from '../wording/text.ts';
import { block } from '../wording/blocks.ts';
import { groundBlocks, listed, paperContent, partBlocks, subjectOr } from './helpers.ts';
import { planAppendices } from './plan-appendices.ts';
import type { PlanPaperFacts } from './plan-facts.ts';

export function planPaperFacts(facts: Omit<PlanPaperFacts, 'fields'>): PlanPaperFacts {
  const { deadlines, office, domains } = facts;
  const after = (rule: DeadlineRule | undefined) => (rule === undefined ? null : termText(rule));
  return {
    ...facts,
    fields: {
      co_quan_trinh: office,
      noi_gui_bao_cao: office,
      phu_luc_de_cuong: formatRoman(2),
      linh_vuc:
        domains.length === 0
          ? null
          : orderedDomains(domains)
              .map(({ name }) => lowerFirst(oneLine(name)))
              .join('; '),
      han_bao_cao:
        deadlines.selfReport === undefined
          ? null
          : `trước ngày kiểm tra ít nhất ${termText(deadlines.selfReport)}`,
      han_lich: after(deadlines.scheduleNotice),
      han_bien_ban: after(deadlines.minutes),
      han_bao_cao_thanh_vien: after(deadlines.memberReport),
      han_giai_trinh: after(deadlines.explanation),
      han_thong_bao: after(deadlines.notice),
      han_khac_phuc: after(deadlines.remediation),
    },
  };
}

/** `05 ngày làm việc`. */
export const termText = ({ days, unit }: DeadlineRule): string =>
  `${formatCount(days)} ngày${unit === 'working_day' ? ' làm việc' : ''}`;

export function planSubject(facts: PlanPaperFacts): string {
  const given = facts.plan.documentSubject === null ? '' : withoutEnd(oneLine(facts.plan.documentSubject));
  return subjectOr(facts, given === '' ? inspectionPhrase(facts.plan) : given);
}

export function draftPlan(facts: PlanPaperFacts): DocumentContent {
  const { office } = facts;
  return paperContent(facts, 'plan', {
    names: [office, ...facts.criteria.map(({ text: words }) => words)],
    blocks: [
      ...groundBlocks(facts, 'plan'),
      ...partBlocks(facts, 'plan', 'opening', 'lead', 'lead'),
      block('section', 'purpose', 'Mục đích, yêu cầu'),
      block('subsection', 'purpose:aims', 'Mục đích'),
      ...partBlocks(facts, 'plan', 'purposes', 'item', 'purpose:aim'),
      block('subsection', 'purpose:demands', 'Yêu cầu'),
      ...partBlocks(facts, 'plan', 'requirements', 'item', 'purpose:demand'),
      ...scopeSection(facts),
      ...teamSection(facts),
      ...procedureSection(facts),
      ...workSection(facts),
      ...partBlocks(facts, 'plan', 'closing', 'closing'),
      ...planAppendices(facts),
    ],
  });
}

function scopeSection(facts: PlanPaperFacts): readonly ContentBlock[] {
  const { plan, domains, criteria, agencies } = facts;
  const contents = plan.contents === null ? '' : withoutEnd(oneLine(plan.contents));
  const ordered = orderedDomains(domains);
  const period =
    oneLine(plan.reviewPeriodText ?? '') || dateRange(plan.reviewPeriodFrom, plan.reviewPeriodTo);
  const forms = plan.inspectionForms.map((form: InspectionForm) => upperFirst(formLabels[form]));
  return [
    block('section', 'scope', 'Nội dung, đối tượng, thời kỳ và hình thức kiểm tra'),
    block('subsection', 'scope:contents', 'Nội dung kiểm tra'),
    ...(contents !== ''
      ? [block('paragraph', 'scope:contents:text', sentence(`Kiểm tra ${lowerFirst(contents)}`))]
      : ordered.length > 0
        ? listed(
            'item',
            ordered.map(({ id, name }) => ({ id: `scope:domain:${id}`, text: name })),
          )
        : [block('paragraph', 'scope:contents:text', BLANK)]),
    ...(criteria.length === 0
      ? []
      : [
          block(
            'paragraph',
            'scope:criteria',
            `Nội dung kiểm tra cụ thể thực hiện theo bộ tiêu chí tại Phụ lục ${formatRoman(4)}.`,
          ),
        ]),
    block('subsection', 'scope:agencies', 'Đối tượng kiểm tra'),
    block(
      'paragraph',
      'scope:agencies:text',
      agencies.length === 0
        ? `Các cơ quan, đơn vị tại Phụ lục ${formatRoman(1)}.`
        : `${upperFirst(agencyListing(agencies))} (danh sách tại Phụ lục ${formatRoman(1)}).`,
    ),
    block('subsection', 'scope:period', 'Thời kỳ kiểm tra'),
    block('paragraph', 'scope:period:text', sentence(period === null ? BLANK : upperFirst(period))),
    block('subsection', 'scope:forms', 'Hình thức kiểm tra'),
    ...(forms.length === 0
      ? [block('paragraph', 'scope:forms:text', BLANK)]
      : listed(
          'item',
          forms.map((form, index) => ({ id: `scope:form:${plan.inspectionForms[index] ?? ''}`, text: form })),
        )),
  ];
}

function teamSection(facts: PlanPaperFacts): readonly ContentBlock[] {
  const { plan, teams } = facts;
  const word = teamWord(teams);
  const when = dateRange(plan.startsOn, plan.endsOn);
  return [
    block('section', 'team', `Thành phần ${word}, thời gian và lịch kiểm tra`),
    block('subsection', 'team:members', `Thành phần ${word}`),
    ...(teams.length === 0
      ? [block('paragraph', 'team:none', `${word} do cấp có thẩm quyền quyết định thành lập, gồm: ${BLANK}`)]
      : teams.map((team) => block('paragraph', `team:${team.id}`, teamText(team)))),
    block('subsection', 'team:time', 'Thời gian, lịch kiểm tra'),
    block(
      'paragraph',
      'team:time:text',
      `Thời gian kiểm tra: ${when ?? BLANK}; lịch kiểm tra cụ thể tại Phụ lục ${formatRoman(1)}.`,
    ),
  ];
}

function teamText(team: TeamFacts): string {
  const decision = decisionCitation(team);
  const name = oneLine(team.name) || teamWord([team]);
  const set = decision === null ? '' : ` (thành lập theo ${decision.replace(/ về việc thành lập .*$/u, '')})`;
  return sentence(`${name}${set} gồm: ${teamComposition(team) ?? BLANK}`);
}

function procedureSection(facts: PlanPaperFacts): readonly ContentBlock[] {
  const terms = deadlineTexts(facts);
  return [
    block('section', 'procedure', 'Trình tự kiểm tra'),
    ...(terms.length === 0 ? [] : [block('subsection', 'procedure:steps', 'Các bước tiến hành')]),
    ...partBlocks(facts, 'plan', 'procedure', 'item', 'procedure:step'),
    ...(terms.length === 0
      ? []
      : [block('subsection', 'procedure:terms', 'Thời hạn'), ...listed('item', terms)]),
  ];
}

function deadlineTexts({ deadlines, teams }: PlanPaperFacts): readonly { id: string; text: string }[] {
  const word = teamWord(teams);
  const texts: readonly (readonly [keyof Deadlines, (time: string) => string])[] = [
    [
      'scheduleNotice',
      (time) => `Lịch kiểm tra được thông báo cho đơn vị trước ngày kiểm tra ít nhất ${time}`,
    ],
    ['selfReport', (time) => `Đơn vị được kiểm tra gửi báo cáo trước ngày kiểm tra ít nhất ${time}`],
    ['minutes', (time) => `Biên bản kiểm tra được hoàn thành trong ${time} kể từ ngày kết thúc kiểm tra`],
    [
      'memberReport',
      (time) =>
        `Thành viên ${word} báo cáo kết quả kiểm tra theo lĩnh vực trong ${time} kể từ ngày kết thúc kiểm tra`,
    ],
    [
      'explanation',
      (time) =>
        `Đơn vị được kiểm tra giải trình, có ý kiến đối với dự thảo trong ${time} kể từ ngày kết thúc kiểm tra`,
    ],
    ['notice', (time) => `Kết quả kiểm tra được thông báo trong ${time} kể từ ngày kết thúc kiểm tra`],
    [
      'remediation',
      (time) =>
        `Đơn vị được kiểm tra báo cáo kết quả khắc phục trong ${time} kể từ ngày có thông báo kết quả kiểm tra`,
    ],
  ];
  return texts.flatMap(([key, words]) => {
    const rule = deadlines[key];
    return rule === undefined ? [] : [{ id: `deadline:${key}`, text: words(termText(rule)) }];
  });
}

function workSection(facts: PlanPaperFacts): readonly ContentBlock[] {
  const { office, plan, domains } = facts;
  const owners = [
    ...new Set(
      orderedDomains(domains)
        .map((domain) => oneLine((domain as PlanPaperFacts['domains'][number]).ownerBody ?? ''))
        .filter((body) => body !== '' && body !== office),
    ),
  ];
  const report =
    plan.reportBackTo === null && plan.reportBackDueOn === null
      ? []
      : [
          block(
            'item',
            'work:report_back',
            `Báo cáo ${oneLine(plan.reportBackTo ?? '') || BLANK} kết quả khắc phục tồn tại, hạn chế trước ngày ${shortDate(plan.reportBackDueOn)}.`,
          ),
        ];
  return [
    block('section', 'work', 'Tổ chức thực hiện'),
    block('subsection', 'work:office', hostName(facts)),
    ...partBlocks(facts, 'plan', 'office_tasks', 'item', 'work:office:task'),
    block(
      'subsection',
      'work:bodies',
      owners.length === 0 ? 'Các cơ quan cử người tham gia kiểm tra' : owners.join('; '),
    ),
    ...partBlocks(facts, 'plan', 'body_tasks', 'item', 'work:bodies:task'),
    block('subsection', 'work:agencies', 'Các cơ quan, đơn vị được kiểm tra'),
    ...partBlocks(facts, 'plan', 'agency_tasks', 'item', 'work:agencies:task'),
    ...report,
    block('subsection', 'work:funding', 'Kinh phí'),
    ...partBlocks(facts, 'plan', 'funding', 'paragraph', 'work:funding:text'),
  ];
}

/** Who keeps the round; a committee has it kept by one of its offices, which the data does not name. */
function hostName({ office, issuer, plan }: PlanPaperFacts): string {
  const name = office === null ? '' : oneLine(office);
  const isCommittee = [issuer.name, plan.issuerName].some((one) => one !== null && oneLine(one) === name);
  return name === '' || isCommittee ? 'Cơ quan chủ trì, tham mưu công tác kiểm tra' : name;
}

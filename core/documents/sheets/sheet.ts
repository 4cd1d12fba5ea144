// The frame of every working sheet: the head of page 1, title lines, tables, and who signs. A sheet has no number:
// it is not a recorded document.
import { dateLine, headerBlock } from '../layout/header.ts';
import { paragraph, ruleBelow } from '../layout/paragraph.ts';
import { signatureBlock } from '../layout/signature.ts';
import type { IssuerFacts, PlanFacts, TeamFacts } from '../facts.ts';
import type { Align, Block, DocumentModel, Table } from '../model.ts';
import { styleNd30Year2020 as style } from '../style-nd30-2020.ts';
import { BLANK } from '../wording/numbers.ts';
import { roleTitle, teamForm, teamWord } from '../wording/team.ts';
import { cleanText, oneLine, upperCase } from '../wording/text.ts';

/** Where neither the round nor its notices have one: its head stays blank. */
export const unknownIssuer: IssuerFacts = {
  kind: 'department',
  name: BLANK,
  parentLine: null,
  nameLine: BLANK,
  authorityLine: null,
  signLines: [],
  signerTitleBelow: null,
  signerName: null,
  placeName: null,
  archiveLine: null,
};

export interface SheetColumn {
  readonly text: string;
  readonly width: number;
  readonly align?: Align;
}

export function sheetTable(columns: readonly SheetColumn[], rows: readonly (readonly string[])[]): Table {
  const total = columns.reduce((sum, column) => sum + column.width, 0);
  return {
    type: 'table',
    widthShares: columns.map((column) => (column.width * 100) / total),
    head: columns.map((column) => paragraph('table_head', column.text, { keepNext: true })),
    // The last line stays with whoever signs below.
    rows: rows.map((row, at) =>
      columns.map((column, index) =>
        paragraph('table_cell', row[index] ?? '', {
          align: column.align ?? 'left',
          keepNext: at === rows.length - 1,
        }),
      ),
    ),
  };
}

/** With a head of several rows instead of one; the columns' own texts are only for the widths. */
export function withHeadRows(
  table: Table,
  rows: readonly (readonly { readonly text: string; readonly across?: number; readonly down?: number }[])[],
): Table {
  return {
    ...table,
    head: [],
    headRows: rows.map((row) =>
      row.map(({ text, across = 1, down = 1 }) => ({
        cell: paragraph('table_head', text, { keepNext: true }),
        across,
        down,
      })),
    ),
  };
}

export interface SheetTitle {
  readonly title: string;
  readonly subject: string | null;
  /** In italics below, without its brackets. */
  readonly reference: string | null;
}

/** The head of a sheet and its title lines. */
export function sheetHead(
  issuer: IssuerFacts | null,
  plan: PlanFacts,
  { title, subject, reference }: SheetTitle,
): Block[] {
  const known = issuer ?? unknownIssuer;
  const header = { issuer: known, numberLine: null, dateLine: dateLine(known, null, plan.year) };
  const lines = [
    paragraph('title', title, { upper: true, keepNext: true }),
    ...(subject === null ? [] : [paragraph('subject', subject, { keepNext: true })]),
  ];
  return [
    headerBlock(header, style),
    ...lines,
    ruleBelow(subject ?? upperCase(title), style.styles.title.sizePt, style),
    ...(reference === null ? [] : [paragraph('appendix_reference', `(${reference})`, { keepNext: true })]),
  ];
}

/** Of a list that only the office works with. */
export function compilerSignature(): Block {
  return signatureBlock({ ...unknownIssuer, signLines: ['Người lập biểu'] }, [], style);
}

/** The team's lead where the sheet is one team's, else the issuer. */
export function sheetSignature(issuer: IssuerFacts | null, team: TeamFacts | null): Block {
  const known = issuer ?? unknownIssuer;
  if (team === null) return signatureBlock(known, [], style);
  const lead = team.members.find((member) => member.role === 'lead')?.fullName ?? null;
  const signer =
    known.kind === 'team'
      ? { ...known, signerName: known.signerName ?? lead }
      : { ...known, signLines: [roleTitle(team.form, 'lead')], signerTitleBelow: null, signerName: lead };
  return signatureBlock(signer, [], style);
}

export function sheetModel(
  facts: { readonly issuer: IssuerFacts | null; readonly plan: PlanFacts },
  title: string,
  landscape: boolean,
  blocks: readonly Block[],
): DocumentModel {
  return {
    profile: style.profile,
    title: oneLine(title),
    author: cleanText(facts.issuer?.name ?? ''),
    ...(landscape ? { landscape } : {}),
    marks: { illustrative: facts.plan.illustrative, draft: false },
    blocks,
  };
}

/** The team's name with its word, as the decision has it. */
export function teamTitle(team: TeamFacts): string {
  const name = oneLine(team.name);
  const word = team.form === 'to' ? 'tổ' : 'đoàn';
  if (name === '') return teamWord([team]);
  return name.toLocaleLowerCase('vi').startsWith(word) ? name : `${teamWord([team])} ${name}`;
}

/** `Đoàn` or `Tổ`, for columns and headings. */
export function teamShortWord(teams: readonly Pick<TeamFacts, 'form'>[]): string {
  return teamForm(teams) === 'to' ? 'Tổ' : 'Đoàn';
}

export function cell(text: string | null, otherwise = ''): string {
  const known = text === null ? '' : cleanText(text).trim();
  return known === '' ? otherwise : known;
}

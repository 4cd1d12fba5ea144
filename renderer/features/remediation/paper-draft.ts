// What is typed of an agency's paper before it is recorded: which rows count as answered, and which row a refusal means.
// Pure.
import type { Input } from '../../../core/contract/index.ts';
import type { ErrorValue, FieldError } from '../../../core/contract/error.ts';

type NewPaper = Input<'remediationPapers.create'>;
export type NewEntry = NewPaper['entries'][number];
export type PaperKind = NewPaper['kind'];

export interface EntryDraft {
  readonly text: string;
  readonly result: NewEntry['result'];
  readonly doneOn: string | null;
  readonly promisedOn: string | null;
  readonly evidence: string;
}
export const emptyEntry: EntryDraft = {
  text: '',
  result: null,
  doneOn: null,
  promisedOn: null,
  evidence: '',
};

const said = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Rows of which the paper says something, in their order; what belongs to the other kind of paper stays behind. */
export function entriesOf(
  ids: readonly string[],
  drafts: ReadonlyMap<string, EntryDraft>,
  kind: PaperKind,
): readonly NewEntry[] {
  return ids.flatMap((recommendationId) => {
    const draft = drafts.get(recommendationId);
    if (draft === undefined) return [];
    const isReport = kind === 'report';
    const entry: NewEntry = {
      recommendationId,
      text: said(draft.text),
      result: isReport ? draft.result : null,
      doneOn: isReport ? draft.doneOn : null,
      promisedOn: isReport ? null : draft.promisedOn,
      evidence: isReport ? said(draft.evidence) : null,
    };
    const { recommendationId: _id, ...answers } = entry;
    return Object.values(answers).every((answer) => answer === null) ? [] : [entry];
  });
}

/** The faults of a refused paper by the recommendation whose row they mean. */
export function faultsByEntry(
  error: ErrorValue | undefined,
  sent: readonly string[],
): ReadonlyMap<string, readonly FieldError[]> {
  const faults = new Map<string, FieldError[]>();
  for (const fault of error?.fields ?? []) {
    const index = /^entries\.(\d+)(?:\.|$)/u.exec(fault.path)?.[1];
    const id = index === undefined ? undefined : sent[Number(index)];
    if (id === undefined) continue;
    faults.set(id, [...(faults.get(id) ?? []), fault]);
  }
  return faults;
}

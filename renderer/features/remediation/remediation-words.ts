// Words of remediation that several of its screens say: why an act is not possible, how a paper is called, how firm a
// reminder is.
import { remediationFault } from '../../../core/contract/remediation.ts';
import type {
  RemediationAct,
  RemediationFault,
  RemediationPaper,
} from '../../../core/contract/remediation.ts';
import type { ErrorValue } from '../../../core/contract/error.ts';
import { shortDay } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';
import { numberAndSymbol } from '../plans/plan-words.ts';

export interface FaultWords {
  readonly cause: string;
  readonly remedy: string;
}

export function faultWords(fault: RemediationFault, act: RemediationAct, t: Texts): FaultWords {
  const { faults } = t.remediation;
  if (fault === 'state') return { cause: faults.state.cause, remedy: faults.state.remedy[act] };
  return faults[fault];
}

/** What a refused act says of the first recommendation that may not move; null: some other error. */
export function refusalOf(
  error: ErrorValue | undefined,
): { readonly fault: RemediationFault; readonly id: string | null } | null {
  const fault = remediationFault.safeParse(error?.detail?.['fault']);
  if (!fault.success) return null;
  const id = error?.detail?.['id'];
  return { fault: fault.data, id: typeof id === 'string' ? id : null };
}

/** `Báo cáo kết quả khắc phục số 12/BC-UBND ngày 05/11/2026`. */
export function paperName(
  paper: Pick<RemediationPaper, 'kind' | 'number' | 'symbol' | 'documentDate'>,
  t: Texts,
): string {
  return [
    t.remediation.papers.kinds[paper.kind],
    numberAndSymbol(paper) ?? `(${t.remediation.papers.noNumber})`,
    paper.documentDate === null ? null : shortDay(paper.documentDate),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** As the letter words it: firmer with every reminder that was issued before. */
export function reminderLevel(before: number): 'first' | 'second' | 'later' {
  return before === 0 ? 'first' : before === 1 ? 'second' : 'later';
}

// Issued papers as later ones cite them: type, number, day, issuer, subject. Unknown parts are blanks.
import type { BaseFacts } from '../facts.ts';
import { numberAndSymbol } from '../wording/citations.ts';
import { longDate } from '../wording/dates.ts';
import { BLANK } from '../wording/numbers.ts';
import { inspectionPhrase } from '../wording/subject.ts';
import { lowerFirst, oneLine, withoutEnd } from '../wording/text.ts';
import type { CitedPaper } from './after-round.ts';

/** `Thông báo số 12/TB-ĐKT ngày … của … về kết quả kiểm tra …`. */
export function noticeCitation(notice: CitedPaper | null, facts: BaseFacts): string {
  const issuer = notice?.issuerName == null ? '' : oneLine(notice.issuerName);
  const subject = notice?.subject == null ? '' : withoutEnd(oneLine(notice.subject));
  const about = subject === '' ? `kết quả ${inspectionPhrase(facts.plan)}` : lowerFirst(subject);
  return `Thông báo số ${numberOf(notice, 'TB-…')} ${longDate(notice?.issuedOn ?? null)} của ${issuer === '' ? BLANK : issuer} về ${about.replace(/^về /, '')}`;
}

/** `Công văn số 508/SNV-CCHC ngày 05 tháng 12 năm 2019`. */
export function letterCitation(letter: CitedPaper): string {
  return `Công văn số ${numberOf(letter, '…')} ${longDate(letter.issuedOn)}`;
}

function numberOf(paper: CitedPaper | null, fallbackSymbol: string): string {
  return numberAndSymbol({ number: paper?.number ?? null, symbol: paper?.symbol ?? null, fallbackSymbol });
}

/** The number and day alone, for fields. */
export function citedFields(notice: CitedPaper | null, facts: BaseFacts): Record<string, string | null> {
  const day = notice?.issuedOn ?? null;
  return {
    thong_bao: noticeCitation(notice, facts),
    so_tb: notice?.number == null ? null : numberOf(notice, 'TB-…'),
    ngay_tb: day === null ? null : longDate(day).replace(/^ngày /, ''),
  };
}

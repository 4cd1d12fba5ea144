// First citations of documents: type, number, day, issuer, subject. Unknown parts are blanks.
import type { PlanFacts, TeamFacts } from '../facts.ts';
import { longDate } from './dates.ts';
import { BLANK, formatDocumentNumber } from './numbers.ts';
import { teamWord } from './team.ts';
import { lowerFirst, oneLine, withoutEnd } from './text.ts';

interface Cited {
  readonly number: string | null;
  readonly symbol: string | null;
  readonly fallbackSymbol: string;
}

export function numberAndSymbol({ number, symbol, fallbackSymbol }: Cited): string {
  const printed = number === null || number.trim() === '' ? '…' : formatDocumentNumber(oneLine(number));
  const tail = symbol === null || symbol.trim() === '' ? fallbackSymbol : oneLine(symbol);
  return `${printed}/${tail}`;
}

export function planCitation(plan: PlanFacts): string {
  const number = numberAndSymbol({ number: plan.number, symbol: plan.symbol, fallbackSymbol: 'KH-…' });
  const issuer = plan.issuerName === null ? BLANK : oneLine(plan.issuerName);
  const subject = withoutEnd(oneLine(plan.documentSubject ?? plan.title));
  const about = subject === '' ? '' : ` về ${lowerFirst(subject).replace(/^về /, '')}`;
  return `Kế hoạch số ${number} ${longDate(plan.documentDate)} của ${issuer}${about}`;
}

/** The decision that set the team up; null where the source tells nothing of it. */
export function decisionCitation(team: TeamFacts): string | null {
  const { decisionNumber, decisionSymbol, decisionDate, decisionIssuerName } = team;
  if (decisionNumber === null && decisionSymbol === null && decisionDate === null) return null;
  const number = numberAndSymbol({
    number: decisionNumber,
    symbol: decisionSymbol,
    fallbackSymbol: 'QĐ-…',
  });
  const issuer = decisionIssuerName === null ? BLANK : oneLine(decisionIssuerName);
  const name = oneLine(team.name) || teamWord([team]);
  return `Quyết định số ${number} ${longDate(decisionDate)} của ${issuer} về việc thành lập ${name}`;
}

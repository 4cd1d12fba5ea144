// How a fault of the consistency check reads, and the address that it opens.
import type { ConsistencyFault } from '../../../core/contract/desk.ts';
import { formatCount } from '../../format.ts';
import type { Texts } from '../../i18n/text.tsx';

function param(fault: ConsistencyFault, name: string): string {
  const value = fault.params[name];
  return value === undefined ? '' : typeof value === 'number' ? formatCount(value) : value;
}

/** What is wrong, in the words of this fault: which criterion, which figures, which day. */
export function faultDetail(fault: ConsistencyFault, t: Texts): string {
  const w = t.desk.consistency;
  const d = w.details;
  const of = (name: string) => param(fault, name);
  const code = of('criterion');
  const criterion = code === '' ? '' : d.criterion(code);
  const said = () => {
    switch (fault.code) {
      case 'STRENGTH_AND_LIMITATION':
        return d.both(of('excerpt'), of('other'));
      case 'FIGURE_DIFFERS':
        return d.differs(of('found'), of('expected'), of('source') === '' ? w.answer : of('source'));
      case 'FIGURE_IMPOSSIBLE':
        return d.impossible(of('found'));
      case 'DUE_ON_HOLIDAY':
        return d.holiday(of('day'), of('name'));
      case 'DUE_BEFORE_NOTICE':
        return d.beforeNotice(of('day'), of('notice'));
      case 'OTHER_AGENCY_NAMED':
        return d.names(of('names'));
      case 'OTHER_YEAR':
        return d.year(of('year'));
      case 'UNANSWERED':
        return d.unanswered(of('count'), of('applicable'));
      case 'REPEATED_NOT_LINKED':
        return d.earlier(of('earlier'));
      case 'EMPTY_FIGURE':
        return d.places(of('places'));
      default:
        return '';
    }
  };
  const excerpt = fault.code === 'STRENGTH_AND_LIMITATION' ? '' : of('excerpt');
  return [criterion, said(), excerpt === '' ? '' : `“${excerpt}”`].filter((part) => part !== '').join(' · ');
}

/** The line of the checklist, the finding, the recommendation or the remark; what belongs to no visit, in the round. */
export function faultPlace(fault: ConsistencyFault, planId: string, ownVisitId: string | null): string {
  const { findingId, recommendationId, criterionId, remarkId } = fault.target;
  const visitId = param(fault, 'visitId') === '' ? ownVisitId : param(fault, 'visitId');
  const round = `/plans/${planId}/summary`;
  const visit = visitId === null ? null : `/visits/${visitId}`;
  if (remarkId !== null && visit !== null) return `${visit}/explanation?remark=${remarkId}`;
  // A recommendation is edited with the finding behind it; one without stands in the round.
  if (recommendationId !== null && (findingId === null || visit === null)) {
    return `${round}?recommendation=${recommendationId}`;
  }
  if (findingId !== null) {
    return visit === null ? `${round}?finding=${findingId}` : `${visit}/findings?finding=${findingId}`;
  }
  if (visit === null) return round;
  if (fault.code === 'UNANSWERED') return `${visit}?show=unanswered`;
  return criterionId === null ? visit : `${visit}?criterion=${criterionId}`;
}

export interface FaultGroup {
  readonly severity: ConsistencyFault['severity'];
  readonly faults: readonly ConsistencyFault[];
}

/** By severity, the worst first; within it what is of one kind stands together. */
export function groupFaults(faults: readonly ConsistencyFault[]): readonly FaultGroup[] {
  return (['error', 'warning', 'info'] as const)
    .map((severity) => ({
      severity,
      faults: [
        ...Map.groupBy(
          faults.filter((one) => one.severity === severity),
          ({ code }) => code,
        ).values(),
      ].flat(),
    }))
    .filter((group) => group.faults.length > 0);
}

import type { VisitTabProps } from '../visits/visit-tab.ts';

export function VisitStatisticsTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

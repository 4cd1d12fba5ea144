import type { VisitTabProps } from '../visits/visit-tab.ts';

export function HandoutsTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

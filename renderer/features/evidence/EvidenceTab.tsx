import type { VisitTabProps } from '../visits/visit-tab.ts';

export function EvidenceTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

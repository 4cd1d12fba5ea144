import type { VisitTabProps } from '../visits/visit-tab.ts';

export function FindingsTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

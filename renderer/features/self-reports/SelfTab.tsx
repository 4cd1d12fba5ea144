import type { VisitTabProps } from '../visits/visit-tab.ts';

export function SelfTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

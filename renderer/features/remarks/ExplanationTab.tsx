import type { VisitTabProps } from '../visits/visit-tab.ts';

export function ExplanationTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

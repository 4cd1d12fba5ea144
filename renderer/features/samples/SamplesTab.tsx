import type { VisitTabProps } from '../visits/visit-tab.ts';

export function SamplesTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

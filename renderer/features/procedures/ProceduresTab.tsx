import type { VisitTabProps } from '../visits/visit-tab.ts';

export function ProceduresTab({ workspace }: VisitTabProps) {
  return <p>{workspace.visit.agencyName}</p>;
}

// The visit during which something is found: its scope begins with the agency.
export interface VisitOfFinding {
  readonly id: string;
  readonly agencyId: string;
}

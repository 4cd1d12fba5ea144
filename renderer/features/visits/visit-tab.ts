// What every tab of a visit is given.
import type { VisitWorkspace } from '../../../core/contract/visits.ts';

export interface VisitTabProps {
  readonly workspace: VisitWorkspace;
  /** The visit or its round is closed or cancelled: everything can be read and nothing changed. */
  readonly readOnly: boolean;
}

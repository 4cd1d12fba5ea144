// What every tab of an agency's page is given. Knows no screen.
import type { AgencyDetail } from '../../../core/contract/agencies.ts';

export interface AgencyTabProps {
  readonly agency: AgencyDetail;
}

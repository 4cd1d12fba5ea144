import type { selfReports as vi } from '../vi/self-reports.ts';
import type { Same } from '../same.ts';

export const selfReports = {} satisfies Same<typeof vi>;

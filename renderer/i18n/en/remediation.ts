// Remediation: states, papers, proof.
import type { remediation as vi } from '../vi/remediation.ts';
import type { Same } from '../same.ts';

export const remediation: Same<typeof vi> = {};

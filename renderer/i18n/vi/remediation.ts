// Remediation: states, papers, proof.
export const remediation = {};

// Periodic reports and who has sent theirs.
export const periodic = {};

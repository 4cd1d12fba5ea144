export const procedures = {};

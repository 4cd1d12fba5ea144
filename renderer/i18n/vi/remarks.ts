export const remarks = {};

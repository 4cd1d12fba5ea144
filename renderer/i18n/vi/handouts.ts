export const handouts = {};

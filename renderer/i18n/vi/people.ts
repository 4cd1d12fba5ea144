// People of the office, their roles, and settings of the office.
export const people = {};

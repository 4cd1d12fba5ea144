// What every list can do: views and exports.
export const lists = {};

// The reform index.
export const parIndex = {};

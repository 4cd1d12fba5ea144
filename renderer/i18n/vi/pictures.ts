// Dashboard, heat maps, profiles, comparisons.
export const pictures = {};

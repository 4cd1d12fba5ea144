export const agencies = { title: 'agencies' };

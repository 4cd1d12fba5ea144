export const setup = { title: 'setup' };

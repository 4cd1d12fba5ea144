export const plans = { title: 'plans' };

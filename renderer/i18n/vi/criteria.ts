export const criteria = { title: 'criteria' };

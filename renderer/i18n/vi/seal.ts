// The office's digital seal, and whose seals are believed.
export const seal = {
  title: 'Con dấu số',
};

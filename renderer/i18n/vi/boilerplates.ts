// Boilerplate: parts, fields, and what is wrong with a text.
export const boilerplates = {
  title: 'Mẫu văn bản',
};

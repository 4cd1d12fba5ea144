// The page of one document: wording, preview, signing, issuing.
export const documents = {
  title: 'Văn bản',
};

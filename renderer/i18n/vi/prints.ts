// Printing and exporting many papers as one job.
export const prints = {
  title: 'In và xuất hàng loạt',
};

// Checking the format of a finished file.
export const formatChecks = {
  title: 'Kiểm tra thể thức',
};

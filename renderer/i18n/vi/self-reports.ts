export const selfReports = {};

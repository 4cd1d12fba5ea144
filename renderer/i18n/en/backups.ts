// Backups, the way back, and the health of the data.
export const backups = {
  title: 'Backups and health',
};

// Backups, the way back, and the health of the data.
export const backups = {
  title: 'Sao lưu, tình trạng dữ liệu',
};

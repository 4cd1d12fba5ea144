// Sending to and receiving from other offices.
export const exchange = {
  title: 'Gửi, nhận dữ liệu',
};

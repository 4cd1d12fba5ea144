// Sending to and receiving from other offices.
export const exchange = {
  title: 'Send and receive',
};

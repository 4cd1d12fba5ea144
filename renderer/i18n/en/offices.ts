// Whose row it is: rows of other offices stand here beside our own.
export const offices = {
  column: 'Sent by',
  filter: 'Data of',
  all: 'All offices',
  ours: (name: string) => `${name} (ours)`,
  of: (name: string) => `Sent by ${name}; read only here`,
  readOnly: (name: string) =>
    `This belongs to ${name} and can only be read here. To change it, ask that office to correct it and send it again.`,
  look: 'View',
  unknown: 'another office',
  briefOurs: 'Of our office',
  briefAll: 'With the offices that sent',
  briefHint:
    'Every inspection counts once for the office that made it: an agency inspected by two levels has two inspections, and is one agency in the share inspected.',
};

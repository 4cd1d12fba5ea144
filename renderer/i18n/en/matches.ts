// Which agency of another office is which of ours.
export const matches = {
  intro:
    'An office that sent may have entered agencies that stand here as well. Matched once, what both say about one agency is seen together from then on; a match can be taken back at any time.',
  find: 'Find by name',
  office: 'Sent by',
  open: (count: string) => `Not matched (${count})`,
  nothingOpen: 'No agency is left to be matched',
  nothingOpenText: 'Every agency in what was received has been matched, or nothing has been received yet.',
  nothingFound: 'No agency matches the filter',
  confirm: (count: string) => `Match the ${count} chosen`,
  tick: (name: string) => `Choose ${name} to be matched`,
  ours: 'Agency of our office',
  noneAlike: 'No name is alike',
  notChosen: 'Not chosen',
  alike: (likeness: number) => `${String(likeness)}% alike`,
  other: 'Another agency…',
  otherLabel: 'Find an agency',
  more: (count: string) => `Show more (${count} left)`,
  made: (count: string) => `Matched (${count})`,
  gone: 'An agency that is no longer in what was received',
  undo: 'Take back',
  undoOf: (foreign: string, local: string) => `Take back the match of ${foreign} with ${local}`,
};

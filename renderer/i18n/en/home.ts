// The desk in English.
import type { Same } from '../same.ts';
import type { home as vi } from '../vi/home.ts';

export const home = {
  greeting: (day: string) => `Today, ${day}`,
  inProgress: 'Rounds under way',
  noneInProgress: 'No round is under way',
  noneText: 'Create a plan for a new round, or open a plan and move it to its next state.',
  visited: 'Agencies visited',
  checklist: 'Notices issued',
  overdue: 'Overdue recommendations',
  noOverdue: 'No recommendation is overdue.',
  allRecommendations: 'All recommendations',
  waiting: 'Documents waiting for a signature or number',
  noWaiting: 'No document is waiting.',
  allDocuments: 'All documents',
  opened: 'Opened last',
  noOpened: 'Plans and agencies opened on this PC appear here.',
  more: (count: string) => `and ${count} more`,
} satisfies Same<typeof vi>;

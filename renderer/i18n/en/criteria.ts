// Criteria sets in English.
import type { Same } from '../same.ts';
import type { criteria as vi } from '../vi/criteria.ts';

export const criteria = {
  set: 'Criteria set',
  find: 'Find in the set',
  year: (year: string) => `year ${year}`,
  version: (version: string) => `version ${version}`,
  count: (count: string) => `${count} criteria`,
  maxPoints: (points: string) => `at most ${points} points`,
  domains: 'Domains',
  code: 'Code',
  text: 'Criterion',
  answer: 'Answer',
  max: 'Max. points',
  evidence: 'Evidence',
  appliesTo: 'Applies to',
  appliesToAll: 'Every kind of agency',
  scoring: 'Scoring',
  bands: 'Bands',
  target: 'Target',
  rule: 'Formula, rule',
  legalBasis: 'Legal basis',
  derivedFrom: 'Figures from',
  reference: 'Reference',
  gloss: 'English',
  notApplicable: '“Not applicable” may be chosen',
  empty: 'No criteria sets yet',
  emptyText: 'The starter set ships with the application and is loaded at the first set-up.',
  nothingMatches: 'No criterion matches',
  source: 'Source',
  details: 'Details of the criterion',
} satisfies Same<typeof vi>;

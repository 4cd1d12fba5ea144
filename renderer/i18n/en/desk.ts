import type { desk as vi } from '../vi/desk.ts';
import type { Same } from '../same.ts';

export const desk = {
  tabsLabel: 'Parts of the visit',
  tabs: {
    checklist: 'Checklist',
    findings: 'Findings',
    self: 'Self-assessment',
    evidence: 'Evidence',
    procedures: 'Procedures',
    samples: 'Samples',
    statistics: 'One-stop figures',
    explanation: 'Explanations',
    handouts: 'Hand out',
  },
} satisfies Same<typeof vi>;

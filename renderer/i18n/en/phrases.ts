import type { phrases as vi } from '../vi/phrases.ts';
import type { Same } from '../same.ts';

export const phrases = {
  tab: 'Wording bank',
  intro:
    'Phrases offered while findings and recommendations are written. Sentences of issued notices are learnt, without figures and names.',
  find: 'Find a phrase',
  kind: 'Kind',
  anyKind: 'Any kind',
  kinds: { strength: 'Strength', limitation: 'Limitation', recommendation: 'Recommendation' },
  text: 'Phrase',
  textHint: 'Places to fill: {đơn vị} agency, {x/y}, {x}, {y}, {tỷ lệ} share, {đơn vị tính} unit.',
  domain: 'Domain',
  anyDomain: 'Any domain',
  criterion: 'Criterion code',
  uses: 'Uses',
  source: 'Source',
  sources: { typed: 'Typed', learnt: 'Learnt from a notice', starter: 'Starter' },
  hidden: 'Hidden, not offered',
  showHidden: 'Hidden ones too',
  add: 'Add phrase',
  addStarter: 'Add starter phrases again',
  starterAdded: (count: string) => `${count} starter phrases added.`,
  delete: 'Delete phrase',
  deleted: 'A phrase was deleted.',
  emptyTitle: 'The wording bank is empty',
  emptyText: 'Add the starter phrases of published inspections, or write the first one.',
  nothingMatches: 'No phrase matches.',
  edit: 'Edit phrase',
  toneMarks: 'Tone marks in our own sentences',
  toneMarksHint:
    'Applied when notices and minutes are drafted and phrases filled in; names and quotations stay.',
  tones: { old: 'Old: hòa, thủy, khỏe', new: 'New: hoà, thuỷ, khoẻ' },
  toneAsTyped: 'As typed',
} satisfies Same<typeof vi>;

/**
 * Who may do what: one table from every command to an action, and one from actions to roles. A command that the table
 * does not name does not compile. Reading is open to everybody, and so are exports, which only read. Where an office has
 * a single active person, that person may do everything.
 */
import type { ImportPurpose } from '../contract/imports.ts';
import type { Contract } from '../contract/index.ts';
import type { PersonRole } from '../contract/system.ts';

export const actions = [
  'seat',
  'own_views',
  'shared_views',
  'undo',
  'settings',
  'criteria',
  'agencies',
  'planning',
  'round_removal',
  'approve',
  'visit',
  'inspect',
  'papers',
  'sign',
  'number',
  'incoming',
  'remediation',
  'verify',
  'decide',
  'annual_plan',
  'periodic',
  'index_setup',
  'index_verify',
  'index_close',
  'exchange',
  'receipts',
  'trust',
  'backup',
  'restore',
] as const;
export type Action = (typeof actions)[number];

const everybody = ['secretary', 'member', 'head', 'clerk', 'reader'] as const;

export const rolesOf: Readonly<Record<Action, readonly PersonRole[]>> = {
  /** Who sits here, and stopping long work. */
  seat: everybody,
  own_views: everybody,
  shared_views: ['secretary', 'member', 'head', 'clerk'],
  /** Only ever one's own last step, which one was allowed to take. */
  undo: everybody,
  settings: ['secretary'],
  criteria: ['secretary'],
  agencies: ['secretary'],
  planning: ['secretary'],
  round_removal: ['secretary'],
  /** Moving a round on: approved, begun, closed. */
  approve: ['secretary', 'head'],
  /** What happens at a visit, and when. */
  visit: ['secretary', 'member'],
  inspect: ['secretary', 'member'],
  /** Drafts: wording them, not signing or numbering them. */
  papers: ['secretary', 'member'],
  /** Freezing for signature, taking back, withdrawing. */
  sign: ['secretary', 'head'],
  /** Number, day and the signed scan. */
  number: ['secretary', 'clerk'],
  /** Number, day and arrival of what agencies send. */
  incoming: ['secretary', 'member', 'clerk'],
  /** What an agency says it has done, with its proof. */
  remediation: ['secretary', 'member'],
  verify: ['secretary', 'head'],
  /** Extending, carrying over, closing as no longer applicable. */
  decide: ['secretary', 'head'],
  annual_plan: ['secretary'],
  periodic: ['secretary'],
  index_setup: ['secretary'],
  index_verify: ['secretary', 'member'],
  /** Opening an index for scores, closing it. */
  index_close: ['secretary', 'head'],
  /** Sending and taking packages, taking one back. */
  exchange: ['secretary'],
  /** Answers to packages, carried by whoever carries the post. */
  receipts: ['secretary', 'clerk'],
  /** The office's keys, and whose keys are believed. */
  trust: ['secretary', 'head'],
  backup: everybody,
  restore: ['secretary', 'head'],
};

export type CommandName = {
  [M in keyof Contract]: Contract[M]['kind'] extends 'command' ? M : never;
}[keyof Contract];

export const actionOf: Readonly<Record<CommandName, Action>> = {
  // the PC and the office
  'system.setUp': 'settings',
  'system.loadSample': 'settings',
  'offices.update': 'settings',
  'persons.create': 'settings',
  'persons.update': 'settings',
  'persons.act': 'seat',
  'work.cancel': 'seat',
  'settings.set': 'settings',
  'savedViews.create': 'own_views',
  'savedViews.update': 'own_views',
  'savedViews.delete': 'own_views',
  'journal.undo': 'undo',
  'journal.redo': 'undo',
  'issuers.create': 'settings',
  'issuers.update': 'settings',
  'issuers.delete': 'settings',
  'boilerplates.save': 'settings',
  'boilerplates.delete': 'settings',
  'domains.update': 'settings',
  'calendar.createMany': 'settings',
  'calendar.update': 'settings',
  'calendar.delete': 'settings',
  'legalDocuments.create': 'settings',
  'legalDocuments.update': 'settings',
  'legalDocuments.delete': 'settings',

  // agencies and criteria
  'agencies.create': 'agencies',
  'agencies.createMany': 'agencies',
  'agencies.update': 'agencies',
  'agencies.updateVersion': 'agencies',
  'agencies.rename': 'agencies',
  'agencies.delete': 'agencies',
  'successions.create': 'agencies',
  'successions.update': 'agencies',
  'successions.delete': 'agencies',
  'catalogue.load': 'agencies',
  'criteriaSets.create': 'criteria',
  'criteriaSets.newVersion': 'criteria',
  'criteriaSets.update': 'criteria',
  'criteriaSets.setStatus': 'criteria',
  'criteriaSets.delete': 'criteria',
  'criteria.create': 'criteria',
  'criteria.update': 'criteria',
  'criteria.move': 'criteria',
  'criteria.moveGroup': 'criteria',
  'criteria.renumber': 'criteria',
  'criteria.delete': 'criteria',
  'criterionMatches.create': 'criteria',
  'criterionMatches.delete': 'criteria',

  // the round
  'plans.create': 'planning',
  'plans.copy': 'planning',
  'plans.addAgencies': 'planning',
  'plans.update': 'planning',
  'plans.setStatus': 'approve',
  'plans.delete': 'round_removal',
  'nominations.create': 'planning',
  'nominations.update': 'planning',
  'nominations.delete': 'planning',
  'teams.create': 'planning',
  'teams.update': 'planning',
  'teams.delete': 'planning',
  'members.create': 'planning',
  'members.update': 'planning',
  'members.delete': 'planning',
  'visits.create': 'planning',
  'visits.update': 'visit',
  'visits.setStatus': 'visit',
  'visits.delete': 'planning',
  'busyDays.create': 'planning',
  'busyDays.update': 'planning',
  'busyDays.delete': 'planning',
  'schedule.arrange': 'planning',
  'programme.draft': 'planning',
  'programme.create': 'planning',
  'programme.update': 'planning',
  'programme.move': 'planning',
  'programme.delete': 'planning',
  'thresholds.save': 'planning',
  'handouts.give': 'planning',
  'handouts.callOff': 'planning',
  'handouts.take': 'inspect',
  'handouts.merge': 'planning',
  // It says what it is about; see `importActions`.
  'imports.apply': 'inspect',

  // at the agency
  'answers.save': 'inspect',
  'answers.saveMany': 'inspect',
  'answers.clear': 'inspect',
  'findings.create': 'inspect',
  'findings.update': 'inspect',
  'findings.reorder': 'inspect',
  'findings.merge': 'inspect',
  'findings.split': 'inspect',
  'findings.delete': 'inspect',
  'recommendations.create': 'inspect',
  'recommendations.update': 'inspect',
  'recommendations.transfer': 'inspect',
  'recommendations.delete': 'inspect',
  'phrases.create': 'inspect',
  'phrases.update': 'inspect',
  'phrases.addStarter': 'inspect',
  'phrases.delete': 'inspect',
  'explanations.save': 'inspect',
  'remarks.create': 'inspect',
  'remarks.update': 'inspect',
  'remarks.apply': 'inspect',
  'remarks.move': 'inspect',
  'remarks.delete': 'inspect',
  'evidence.add': 'inspect',
  'evidence.update': 'inspect',
  'evidence.setThumbnail': 'inspect',
  'evidence.link': 'inspect',
  'evidence.unlink': 'inspect',
  'evidence.move': 'inspect',
  'evidence.delete': 'inspect',
  'derived.take': 'inspect',
  'proposals.take': 'inspect',
  'statistics.create': 'inspect',
  'statistics.update': 'inspect',
  'statistics.saveLines': 'inspect',
  'statistics.delete': 'inspect',
  'statistics.chooseForVisit': 'inspect',
  'selfReports.save': 'inspect',
  'selfReports.clearAnswers': 'inspect',
  'registers.update': 'inspect',
  'registers.delete': 'inspect',
  'samples.draw': 'inspect',
  'samples.create': 'inspect',
  'samples.update': 'inspect',
  'samples.delete': 'inspect',
  'sampleItems.create': 'inspect',
  'sampleItems.update': 'inspect',
  'sampleItems.passAll': 'inspect',
  'sampleItems.delete': 'inspect',
  'procedureLists.create': 'inspect',
  'procedureLists.update': 'inspect',
  'procedureLists.delete': 'inspect',
  'procedures.create': 'inspect',
  'procedures.update': 'inspect',
  'procedures.delete': 'inspect',
  'postings.create': 'inspect',
  'postings.tickAll': 'inspect',
  'postings.tick': 'inspect',
  'postings.update': 'inspect',
  'postings.delete': 'inspect',
  'postings.clear': 'inspect',
  'procedureChecks.save': 'inspect',

  // papers
  'documents.create': 'papers',
  'documents.createAll': 'papers',
  'documents.update': 'papers',
  'documents.acceptChanges': 'papers',
  'documents.redraft': 'papers',
  'documents.replace': 'papers',
  'documents.delete': 'papers',
  'documents.freeze': 'sign',
  'documents.unfreeze': 'sign',
  'documents.withdraw': 'sign',
  'documents.issue': 'number',
  'scans.add': 'number',
  'scans.delete': 'number',

  // afterwards
  'remediation.start': 'remediation',
  'remediation.report': 'remediation',
  'remediation.return': 'verify',
  'remediation.verify': 'verify',
  'remediation.reopen': 'verify',
  'remediation.close': 'decide',
  'remediation.extend': 'decide',
  'remediation.carryOver': 'decide',
  'remediation.remind': 'papers',
  'remediation.planFollowUp': 'planning',
  // A clerk enters that a paper came, not what it says; see `actionOfCall`.
  'remediationPapers.create': 'incoming',
  'remediationPapers.update': 'incoming',
  'remediationPapers.saveEntry': 'remediation',
  'remediationPapers.delete': 'remediation',
  'proofs.add': 'remediation',
  'proofs.delete': 'remediation',

  // the office's own reports
  'parPlans.create': 'annual_plan',
  'parPlans.update': 'annual_plan',
  'parPlans.delete': 'annual_plan',
  'parTasks.create': 'annual_plan',
  'parTasks.update': 'annual_plan',
  'parTasks.move': 'annual_plan',
  'parTasks.delete': 'annual_plan',
  'periodReports.create': 'periodic',
  'periodReports.update': 'periodic',
  'periodReports.delete': 'periodic',
  'periodReports.saveSection': 'periodic',
  'periodReports.carry': 'periodic',
  'periodReports.setFigure': 'periodic',
  'agencyReports.setRequired': 'periodic',
  'agencyReports.update': 'incoming',
  'agencyReports.arrive': 'incoming',
  'agencyReports.remind': 'periodic',

  // the index
  'indexSets.create': 'index_setup',
  'indexSets.update': 'index_setup',
  'indexSets.setStatus': 'index_close',
  'indexSets.delete': 'index_setup',
  'indexItems.create': 'index_setup',
  'indexItems.update': 'index_setup',
  'indexItems.move': 'index_setup',
  'indexItems.delete': 'index_setup',
  'indexMatches.set': 'index_setup',
  'indexEntries.add': 'index_setup',
  'indexEntries.update': 'index_verify',
  'indexEntries.delete': 'index_setup',
  'indexScores.save': 'index_verify',
  'indexScores.acceptSelf': 'index_verify',
  'indexRemarks.add': 'index_verify',
  'indexRemarks.delete': 'index_verify',
  // by USB stick, and copies
  'keys.make': 'trust',
  'keys.unlock': 'seat',
  'keys.lock': 'seat',
  'keys.renew': 'trust',
  'keys.recoverySheet': 'trust',
  'keys.recover': 'trust',
  'trust.add': 'trust',
  'trust.update': 'trust',
  'trust.revoke': 'trust',
  'exchange.choosePlace': 'seat',
  'exchange.send': 'exchange',
  'exchange.receive': 'exchange',
  'exchange.refuse': 'exchange',
  'exchange.undo': 'exchange',
  'exchange.receipt': 'receipts',
  'exchange.takeReceipt': 'receipts',
  'agencyMatches.create': 'exchange',
  'agencyMatches.delete': 'exchange',
  'backups.make': 'backup',
  'backups.setSecondPlace': 'settings',
  'backups.restore': 'restore',
  'backups.restoreFrom': 'restore',
};

/** What a file brings is written as if it had been typed. */
export const importActions: Readonly<Record<ImportPurpose, Action>> = {
  agencies: 'agencies',
  catalogue: 'agencies',
  criteria: 'criteria',
  tasks: 'annual_plan',
  self_answers: 'inspect',
  procedures: 'inspect',
  postings: 'inspect',
  dossiers: 'inspect',
  incoming: 'inspect',
  outgoing: 'inspect',
  statistics: 'inspect',
  remediation: 'remediation',
  report_annex: 'incoming',
  index_items: 'index_setup',
  index_scores: 'index_verify',
  index_survey: 'index_verify',
};

function partOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

/** The action of one call: three commands are more than one thing, and their input says which. */
export function actionOfCall(method: CommandName, input: unknown): Action {
  switch (method) {
    case 'imports.apply': {
      const purpose = partOf(partOf(input, 'source'), 'purpose');
      // A purpose that nobody knows is the secretary's.
      return typeof purpose === 'string' && Object.hasOwn(importActions, purpose)
        ? importActions[purpose as ImportPurpose]
        : 'settings';
    }
    case 'remediationPapers.create': {
      const entries = partOf(input, 'entries');
      return Array.isArray(entries) && entries.length > 0 ? 'remediation' : 'incoming';
    }
    case 'savedViews.create':
    case 'savedViews.update':
      return partOf(input, 'shared') === true || partOf(partOf(input, 'patch'), 'shared') === true
        ? 'shared_views'
        : 'own_views';
    default:
      return actionOf[method];
  }
}

export function isCommandName(method: string): method is CommandName {
  return Object.hasOwn(actionOf, method);
}

export function permits(role: PersonRole, action: Action): boolean {
  return rolesOf[action].includes(role);
}

/** Who acts: the role, and whether nobody else is there. */
export interface Actor {
  readonly role: PersonRole;
  readonly isAlone: boolean;
}

/** What stands in the way, or null. Nothing is asked before somebody acts (`actor` null). */
export function refusalOf(
  actor: Actor | null,
  method: string,
  input: unknown,
): { readonly action: Action; readonly role: PersonRole } | null {
  if (actor === null || actor.isAlone || !isCommandName(method)) return null;
  const action = actionOfCall(method, input);
  return permits(actor.role, action) ? null : { action, role: actor.role };
}

/** Somebody must be able to change settings and roles, unless one person does everything. */
export function leavesNobodyInCharge(
  persons: readonly { readonly role: PersonRole; readonly active: boolean }[],
): boolean {
  const active = persons.filter((person) => person.active);
  return active.length > 1 && !active.some(({ role }) => permits(role, 'settings'));
}

// Who may call what, written down a second time and in another way: by role, from the decision of the office, without
// looking at the table of core/rules/permissions.ts.
import type { PersonRole } from '../../../core/contract/system.ts';

const everybody = [
  'persons.act',
  'work.cancel',
  'savedViews.create',
  'savedViews.update',
  'savedViews.delete',
  'journal.undo',
  'journal.redo',
  'keys.unlock',
  'keys.lock',
  'exchange.choosePlace',
  'backups.make',
];

/** Answers, findings, evidence and what they are made of; proofs and remediation papers; drafts; index verification. */
const memberAreas = [
  'answers',
  'findings',
  'recommendations',
  'evidence',
  'phrases',
  'remarks',
  'explanations',
  'derived',
  'proposals',
  'statistics',
  'selfReports',
  'registers',
  'samples',
  'sampleItems',
  'procedureLists',
  'procedures',
  'postings',
  'procedureChecks',
  'remediationPapers',
  'proofs',
  'indexScores',
  'indexRemarks',
];
const memberMethods = [
  'visits.update',
  'visits.setStatus',
  'handouts.take',
  'imports.apply',
  'documents.create',
  'documents.createAll',
  'documents.update',
  'documents.acceptChanges',
  'documents.redraft',
  'documents.replace',
  'documents.delete',
  'remediation.start',
  'remediation.report',
  'remediation.remind',
  'agencyReports.update',
  'agencyReports.arrive',
  'indexEntries.update',
];
/** Verifies, closes, extends, approves. */
const headMethods = [
  'plans.setStatus',
  'documents.freeze',
  'documents.unfreeze',
  'documents.withdraw',
  'remediation.return',
  'remediation.verify',
  'remediation.reopen',
  'remediation.close',
  'remediation.extend',
  'remediation.carryOver',
  'indexSets.setStatus',
  'keys.make',
  'keys.renew',
  'keys.recoverySheet',
  'keys.recover',
  'trust.add',
  'trust.update',
  'trust.revoke',
  'backups.restore',
  'backups.restoreFrom',
];
/** Numbers and days. */
const clerkMethods = [
  'exchange.receipt',
  'exchange.takeReceipt',
  'documents.issue',
  'scans.add',
  'scans.delete',
  'remediationPapers.create',
  'remediationPapers.update',
  'agencyReports.update',
  'agencyReports.arrive',
];

/** Of a call whose input says nothing special: an import of what a visit is about, a paper without entries, an own view. */
export function whoMay(role: PersonRole, method: string): boolean {
  if (everybody.includes(method)) return true;
  switch (role) {
    case 'secretary':
      return true;
    case 'member':
      return memberMethods.includes(method) || memberAreas.includes(method.split('.')[0] ?? '');
    case 'head':
      return headMethods.includes(method);
    case 'clerk':
      return clerkMethods.includes(method);
    case 'reader':
      return false;
  }
}

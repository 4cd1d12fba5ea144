// Every area of the interface's words in one object. A new area: one file here, one of the same name beside.
import { agencies } from './agencies.ts';
import { calendar } from './calendar.ts';
import { catalogue } from './catalogue.ts';
import { criteria } from './criteria.ts';
import { documents } from './documents.ts';
import { findings } from './findings.ts';
import { frame } from './frame.ts';
import { home } from './home.ts';
import { imports } from './imports.ts';
import { labels } from './labels.ts';
import { legal } from './legal.ts';
import { plans } from './plans.ts';
import { registers } from './registers.ts';
import { schedule } from './schedule.ts';
import { settings } from './settings.ts';
import { setup } from './setup.ts';
import { steps } from './steps.ts';
import { tasks } from './tasks.ts';
import { desk } from './desk.ts';
import { evidence } from './evidence.ts';
import { handouts } from './handouts.ts';
import { phrases } from './phrases.ts';
import { procedures } from './procedures.ts';
import { remarks } from './remarks.ts';
import { samples } from './samples.ts';
import { selfReports } from './self-reports.ts';
import { statistics } from './statistics.ts';
import { boilerplates } from './boilerplates.ts';
import { prints } from './prints.ts';
import { formatChecks } from './format-checks.ts';
import { remediation } from './remediation.ts';
import { periodic } from './periodic.ts';
import { parIndex } from './par-index.ts';
import { backups } from './backups.ts';
import { exchange } from './exchange.ts';
import { matches } from './matches.ts';
import { offices } from './offices.ts';
import { pictures } from './pictures.ts';
import { seal } from './seal.ts';
import { lists } from './lists.ts';
import { people } from './people.ts';
import { visits } from './visits.ts';

export const texts = {
  agencies,
  calendar,
  catalogue,
  criteria,
  documents,
  findings,
  frame,
  home,
  imports,
  labels,
  legal,
  plans,
  registers,
  schedule,
  settings,
  setup,
  steps,
  tasks,
  desk,
  evidence,
  handouts,
  phrases,
  procedures,
  remarks,
  samples,
  selfReports,
  statistics,
  boilerplates,
  prints,
  formatChecks,
  remediation,
  periodic,
  parIndex,
  pictures,
  exchange,
  matches,
  offices,
  seal,
  backups,
  lists,
  people,
  visits,
};

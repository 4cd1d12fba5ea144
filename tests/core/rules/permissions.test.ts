// The table of permissions against the contract, and against what was decided, written down a second time.
import { describe, expect, it } from 'vitest';
import { contract } from '../../../core/contract/index.ts';
import { importPurposes } from '../../../core/contract/imports.ts';
import { errorText } from '../../../core/contract/error-text.ts';
import { personRole } from '../../../core/contract/system.ts';
import { actionWords, roleWords } from '../../../core/rules/permission-words.ts';
import {
  actionOf,
  actionOfCall,
  actions,
  type CommandName,
  importActions,
  leavesNobodyInCharge,
  permits,
  refusalOf,
  rolesOf,
} from '../../../core/rules/permissions.ts';
import { whoMay } from './who-may.ts';

const commands = Object.entries(contract)
  .filter(([, endpoint]) => endpoint.kind === 'command')
  .map(([method]) => method as CommandName);
const roles = personRole.options;
const plainInput = { source: { purpose: 'statistics' }, entries: [] };

describe('the table', () => {
  it('names every command of the contract, and nothing else', () => {
    expect(Object.keys(actionOf).toSorted()).toEqual(commands.toSorted());
    expect(commands.length).toBeGreaterThan(150);
  });

  it('uses every action, and gives each to somebody', () => {
    const used = new Set([...Object.values(actionOf), ...Object.values(importActions), 'shared_views']);
    expect([...used].toSorted()).toEqual([...actions].toSorted());
    for (const action of actions) expect(rolesOf[action]).toContain('secretary');
    expect(Object.keys(importActions).toSorted()).toEqual([...importPurposes].toSorted());
  });

  it('says of every command and role what was decided', () => {
    const differences = commands.flatMap((method) =>
      roles
        .filter(
          (role) =>
            (refusalOf({ role, isAlone: false }, method, plainInput) === null) !== whoMay(role, method),
        )
        .map((role) => `${role} ${method}`),
    );
    expect(differences).toEqual([]);
  });

  it('lets a single person do everything, and asks nothing before anybody acts', () => {
    for (const method of commands) {
      for (const role of roles) expect(refusalOf({ role, isAlone: true }, method, {})).toBeNull();
      expect(refusalOf(null, method, {})).toBeNull();
    }
  });

  it('never asks of a query', () => {
    for (const [method, endpoint] of Object.entries(contract)) {
      if (endpoint.kind === 'query') {
        expect(refusalOf({ role: 'reader', isAlone: false }, method, {})).toBeNull();
      }
    }
  });
});

describe('commands that are several things', () => {
  it('asks of an import what its rows would need', () => {
    const action = (purpose: unknown) => actionOfCall('imports.apply', { source: { purpose } });
    expect(action('agencies')).toBe('agencies');
    expect(action('criteria')).toBe('criteria');
    expect(action('index_items')).toBe('index_setup');
    expect(action('dossiers')).toBe('inspect');
    expect(action('constructor')).toBe('settings');
    expect(action(undefined)).toBe('settings');
    expect(actionOfCall('imports.apply', null)).toBe('settings');
  });

  it('lets a clerk enter that a paper came, not what it says', () => {
    const clerk = { role: 'clerk', isAlone: false } as const;
    expect(refusalOf(clerk, 'remediationPapers.create', { entries: [] })).toBeNull();
    expect(refusalOf(clerk, 'remediationPapers.create', { entries: [{}] })).toEqual({
      action: 'remediation',
      role: 'clerk',
    });
  });

  it('keeps views for everybody from whoever only reads', () => {
    const reader = { role: 'reader', isAlone: false } as const;
    expect(refusalOf(reader, 'savedViews.create', { shared: false })).toBeNull();
    expect(refusalOf(reader, 'savedViews.create', { shared: true })?.action).toBe('shared_views');
    expect(refusalOf(reader, 'savedViews.update', { patch: { shared: true } })?.action).toBe('shared_views');
  });
});

describe('words', () => {
  it('names who may in both languages, with what to do', () => {
    for (const language of ['vi', 'en'] as const) {
      for (const action of actions) {
        for (const role of roles.filter((one) => !permits(one, action))) {
          const { cause, remedy } = errorText({ code: 'FORBIDDEN', detail: { action, role } }, language);
          expect(cause).toContain(roleWords[language][role]);
          expect(cause).toContain(actionWords[language][action]);
          for (const may of rolesOf[action]) {
            expect(remedy).toContain(roleWords[language][may].toLocaleLowerCase('vi'));
          }
        }
      }
    }
  });

  it('still words the other refusals', () => {
    expect(errorText({ code: 'FORBIDDEN' }, 'vi').cause).toMatch(/cửa sổ/u);
    expect(errorText({ code: 'FORBIDDEN', detail: { entity: 'finding' } }, 'vi').cause).toMatch(
      /cơ quan khác/u,
    );
    expect(errorText({ code: 'FORBIDDEN', detail: { entity: 'finding' } }, 'en').cause).toMatch(
      /another office/u,
    );
  });
});

describe('who is in charge', () => {
  it('is somebody, where there are two', () => {
    const person = (role: (typeof roles)[number], active = true) => ({ role, active });
    expect(leavesNobodyInCharge([person('reader')])).toBe(false);
    expect(leavesNobodyInCharge([person('reader'), person('head')])).toBe(true);
    expect(leavesNobodyInCharge([person('secretary'), person('head')])).toBe(false);
    expect(leavesNobodyInCharge([person('secretary', false), person('head'), person('clerk')])).toBe(true);
    expect(leavesNobodyInCharge([person('secretary', false), person('head')])).toBe(false);
  });
});

/** The installation: its state, first set-up, samples, and who sits at this PC. */
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  office as officeShape,
  person as personShape,
  type system,
  type SystemStatus,
} from '../../core/contract/system.ts';
import { leavesNobodyInCharge } from '../../core/rules/permissions.ts';
import { loadSample } from '../samples/load.ts';
import { fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { setUp } from './set-up.ts';

export function createSystemService(context: ServiceContext): HandlersOf<typeof system> {
  const { stores, journal, ids, session, clock, installation } = context;

  function status(): SystemStatus {
    const row = stores.offices.installation();
    const office = row && stores.offices.get(row.officeId);
    const person = row && stores.persons.get(row.actingPersonId);
    return {
      version: installation.version,
      schemaVersion: installation.schemaVersion,
      setUp: row !== undefined,
      readOnly: installation.readOnly,
      office: office === undefined ? null : shaped(officeShape, office),
      actingPerson: person === undefined ? null : shaped(personShape, person),
      today: clock.today(),
      pdf: context.printer !== null,
      dataFolder: installation.folder,
    };
  }
  const shownPerson = (id: string) => shaped(personShape, found(stores.persons.get(id), 'person', id));

  return {
    'system.status': status,
    'system.setUp': (input) => {
      setUp(context, input);
      return status();
    },
    'system.loadSample': (input) => loadSample(context, input),
    'offices.list': () => {
      const own = session.officeId();
      return stores.offices
        .list()
        .map(({ id, name, level }) => ({ id, name, level, isOwn: id === own }))
        .toSorted((first, second) => Number(second.isOwn) - Number(first.isOwn));
    },
    'offices.update': ({ id, rev, patch }, caller) => {
      owned(context, stores.offices.get(id), 'office', id);
      journal.run(headOf(context, 'offices.update', caller), (write) => {
        write.update('office', id, rev, patch);
      });
      return shaped(officeShape, found(stores.offices.get(id), 'office', id));
    },
    'persons.list': () => stores.persons.list(session.officeId()).map((row) => shaped(personShape, row)),
    'persons.create': (input, caller) => {
      const id = ids.next();
      if (leavesNobodyInCharge([...stores.persons.list(session.officeId()), input])) {
        throw fieldFault('role', 'IN_USE');
      }
      journal.run(headOf(context, 'persons.create', caller), (write) => {
        write.insert('person', { id, officeId: session.officeId(), ...input });
      });
      return shownPerson(id);
    },
    'persons.update': ({ id, rev, patch }, caller) => {
      owned(context, stores.persons.get(id), 'person', id);
      // Who sits here cannot have left: somebody else acts first.
      if (patch.active === false && id === session.personId()) {
        throw new AppError('IN_USE', { detail: { entity: 'person', id } });
      }
      const persons = stores.persons.list(session.officeId());
      if (leavesNobodyInCharge(persons.map((one) => (one.id === id ? { ...one, ...given(patch) } : one)))) {
        throw fieldFault(patch.role === undefined ? 'patch.active' : 'patch.role', 'IN_USE');
      }
      journal.run(headOf(context, 'persons.update', caller), (write) => {
        write.update('person', id, rev, patch);
      });
      return shownPerson(id);
    },
    'work.cancel': ({ id }) => ({ cancelled: context.work.cancel(id) }),
    'persons.act': ({ id }, caller) => {
      const person = owned(context, stores.persons.get(id), 'person', id);
      if (!person.active) throw fieldFault('id');
      const row = stores.offices.installation();
      if (row === undefined) throw new AppError('NOT_SET_UP');
      journal.run({ ...headOf(context, 'persons.act', caller), kind: 'system' }, (write) => {
        write.update('installation', row.id, null, { actingPersonId: id });
      });
      return status();
    },
  };
}

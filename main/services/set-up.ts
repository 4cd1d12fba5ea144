/**
 * The first rows of an installation: its office, who sits at it, the issuers that follow from the office, and the
 * starter catalogue. One system change set, so that nobody undoes the ground they stand on.
 */
import { AppError } from '../../core/contract/error.ts';
import type { Parsed } from '../../core/contract/index.ts';
import { defaultIssuers } from '../../core/rules/default-issuers.ts';
import { ensureStarter } from '../samples/starter.ts';
import { ensureStarterLegal } from '../samples/starter-legal.ts';
import { ensureStarterPhrases } from '../samples/starter-phrases.ts';
import type { ServiceContext } from './context.ts';

export function setUp(context: ServiceContext, { office, person }: Parsed<'system.setUp'>): void {
  const { stores, journal, ids } = context;
  if (stores.offices.installation() !== undefined) {
    throw new AppError('WRONG_STATE', { detail: { entity: 'installation' } });
  }
  const officeId = ids.next();
  const personId = ids.next();
  const head = { method: 'system.setUp', actorId: personId, officeId, kind: 'system' } as const;
  journal.run(head, (write) => {
    write.insert('office', { id: officeId, originOfficeId: officeId, ...office });
    write.insert('person', { id: personId, officeId, ...person, active: true });
    write.insert('installation', { id: ids.next(), officeId, actingPersonId: personId });
    for (const issuer of defaultIssuers(office)) {
      write.insert('issuer', { id: ids.next(), officeId, ...issuer });
    }
    ensureStarter(context, write);
    ensureStarterLegal(context, write);
    ensureStarterPhrases(context, write);
  });
}

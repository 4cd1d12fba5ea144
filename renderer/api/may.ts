// What the acting person may do, by the table of permissions: buttons are disabled before the other side refuses.
// Where it is not known yet, nothing is disabled.
import { createContext, useContext } from 'react';
import type { CommandMethod } from './client.ts';
import { roleWords } from '../../core/rules/permission-words.ts';
import { type Action, type Actor, refusalOf, rolesOf } from '../../core/rules/permissions.ts';
import { useLanguage, useText } from '../i18n/text.tsx';
import { useQueryOf } from './query.ts';

/** The name of the other office whose row the screen shows; null: ours. Its rows are read only here. */
const OwnerContext = createContext<string | null>(null);
export const OwnerProvider = OwnerContext.Provider;
export function useOwnerName(): string | null {
  return useContext(OwnerContext);
}
/** True inside a page of another office's row: what would change it is read only or disabled. */
export function useIsForeign(): boolean {
  return useOwnerName() !== null;
}
/** What is done to other things than the row that is shown. */
const elsewhere: ReadonlySet<CommandMethod> = new Set<CommandMethod>(['exchange.send', 'exchange.receive']);

export function useActor(): Actor | null {
  const acting = useQueryOf('system.status', {}).data?.actingPerson ?? null;
  const persons = useQueryOf('persons.list', {}, { enabled: acting !== null }).data;
  if (acting === null || persons === undefined) return null;
  return { role: acting.role, isAlone: persons.filter(({ active }) => active).length <= 1 };
}

/** False where the acting person's role may not call it (with this input, where one command is several things). */
export function useMay(method: CommandMethod, input?: unknown): boolean {
  const owner = useContext(OwnerContext);
  const actor = useActor();
  return (owner === null || elsewhere.has(method)) && refusalOf(actor, method, input) === null;
}

/** Why not, and who may; undefined where it may be done. */
export function useWhyNot(method: CommandMethod, input?: unknown): string | undefined {
  const t = useText();
  const { language } = useLanguage();
  const owner = useContext(OwnerContext);
  const refusal = refusalOf(useActor(), method, input);
  if (owner !== null && !elsewhere.has(method)) return t.offices.readOnly(owner);
  if (refusal === null) return undefined;
  const words = roleWords[language];
  return t.people.mayNotDo(
    words[refusal.role],
    t.people.actions[refusal.action],
    rolesThatMay(refusal.action)
      .map((role) => words[role].toLocaleLowerCase('vi'))
      .join(', '),
  );
}

function rolesThatMay(action: Action) {
  return rolesOf[action];
}

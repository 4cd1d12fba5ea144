// Figures that were typed and cannot be saved yet (unreadable, or a part above its whole): they outlive the line, so that
// looking at another tab or filter loses nothing.
type Draft = Readonly<Record<string, string>>;
const drafts = new Map<string, Draft>();

export function draftOf(key: string, name: string): string | null {
  return drafts.get(key)?.[name] ?? null;
}

/** null: what was typed has been taken over. */
export function keepDraft(key: string, name: string, text: string | null): void {
  const { [name]: _old, ...others } = drafts.get(key) ?? {};
  const next: Draft = text === null ? others : { ...others, [name]: text };
  if (Object.keys(next).length === 0) drafts.delete(key);
  else drafts.set(key, next);
}

export function hasDraft(key: string): boolean {
  return drafts.has(key);
}

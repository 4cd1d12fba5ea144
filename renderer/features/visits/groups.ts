// The group that a code belongs to.

/** "3.2" of "3.2.4"; a code without a group stands for itself. */
export function groupOf(code: string): string {
  const at = code.lastIndexOf('.');
  return at < 0 ? code : code.slice(0, at);
}

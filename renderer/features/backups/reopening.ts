// Where the page goes on after a restore: opened afresh, for nothing that it holds is true any more.
export function restoredAddress(madeAt: number): string {
  return `/settings/backups?restored=${String(madeAt)}`;
}

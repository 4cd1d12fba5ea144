// After a restore nothing that a page holds is true any more: it is opened afresh. The page that asked for the restore
// waits for the answer first, which says where it goes on.
let waiting = 0;

/** Runs the restore; what is told meanwhile does not take this page away. */
export async function restoringHere<T>(run: () => Promise<T>): Promise<T> {
  waiting += 1;
  try {
    return await run();
  } finally {
    waiting -= 1;
  }
}

/** The data of another time is open: true where this page was opened afresh for it. */
export function reopen(): boolean {
  if (waiting > 0) return false;
  window.location.reload();
  return true;
}

/** Where the page goes on after a restore that it asked for. */
export function goToRestored(madeAt: number): void {
  window.location.assign(`/settings/backups?restored=${String(madeAt)}`);
}

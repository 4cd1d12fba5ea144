// After a restore nothing that a page holds is true any more: it is opened afresh. The page that asked for the restore
// waits for the answer first, which says where it goes on.
let waiting = 0;
let going = false;

/** Runs the restore; what is told meanwhile does not take this page away. */
export async function restoringHere<T>(run: () => Promise<T>): Promise<T> {
  waiting += 1;
  try {
    return await run();
  } finally {
    waiting -= 1;
  }
}

/** The data of another time is open: true where this page is opened afresh for it. */
export function reopen(): boolean {
  if (waiting > 0) return false;
  // Told only after the answer: the page is on its way already, and loading it anew would call it back.
  if (going) return true;
  window.location.reload();
  return true;
}

/** Where the page goes on after a restore that it asked for. */
export function goToRestored(madeAt: number): void {
  going = true;
  window.location.assign(`/settings/backups?restored=${String(madeAt)}`);
}

/** Whoever holds the application open: it can close the data, let another database take its place, and open it again. */
export interface DataHost {
  /**
   * Runs `prepare` while no other command gets through, then reopens the folder on what was marked. When `prepare` fails,
   * nothing is closed. Resolves when the application answers again.
   */
  replaceData<T>(prepare: () => Promise<T>): Promise<T>;
}

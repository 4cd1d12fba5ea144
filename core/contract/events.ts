/** What the application tells every open screen, over IPC and over GET /events (server-sent events). */

/** Rows of these tables changed; open lists and forms that show them read again. `seq` grows with every change set. */
export interface ChangedEvent {
  readonly type: 'changed';
  readonly seq: number;
  readonly tables: readonly string[];
  readonly rowIds: readonly string[];
}
export type AppEvent = ChangedEvent;

/**
 * The application without a window: one data folder, opened and wired. The command line, the HTTP server and Electron
 * build on this alone. It knows no transport.
 */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import type { Envelope } from '../core/contract/error.ts';
import type { AppEvent } from '../core/contract/events.ts';
import type { Caller } from '../core/contract/index.ts';
import { backupFolder, journalHeadOf } from '../db/backup.ts';
import { createBlobStore } from '../db/blobs.ts';
import { mapSystemError } from '../db/errors.ts';
import { createJournal } from '../db/journal.ts';
import { openDatabase } from '../db/open.ts';
import { registry } from '../db/registry.ts';
import { createStores } from '../db/stores.ts';
import { type Assets, createAssets } from './assets.ts';
import type { BackupStanding } from './backup/automatic.ts';
import type { DataHost } from './backup/data-host.ts';
import { sweepLocal } from './backup/local.ts';
import { hasHome } from './backup/second-place.ts';
import { type Clock, createClock } from './clock.ts';
import { createDispatcher, type Dispatcher } from './dispatcher.ts';
import { createDriveLister, type DriveLister } from './drives.ts';
import { createEventHub, type EventHub } from './events.ts';
import { createBlobHandles } from './handles.ts';
import { holdPackage, sweepExchangeWork } from './held-packages.ts';
import { createIds, type Ids, type RandomBytes } from './ids.ts';
import { createLog, createSilentLog, type Log } from './log.ts';
import { createKeyMaker } from './office-keys.ts';
import type { PdfPrinter } from './pdf.ts';
import { createPlaces, type FolderDialog } from './places.ts';
import type { PaperPrinter } from './prints/paper-printer.ts';
import { createActor, createSession, type ServiceContext } from './services/context.ts';
import { createHandlers } from './services/index.ts';
import { renderPlan, type RenderPlanInput, type RenderedPlanFile } from './services/render-plan.ts';
import { createVault, type SecretSealer } from './vault.ts';
import { version } from './version.ts';
import { createWeb, type WebRequestInfo } from './web.ts';
import { createWorkBeside, type WriterEntry } from './work/beside.ts';
import { createPassphraseBox, type PassphraseBox } from './work/passphrase.ts';

export interface ApplicationOptions {
  readonly folder: string;
  /** 'write' takes the folder's lock; 'read' runs beside another instance and refuses commands. */
  readonly mode: 'write' | 'read';
  /** The folder that holds renderer/ and renderer-manifest.json. */
  readonly distFolder: string;
  /** Null where no program that prints PDF is there. */
  readonly printer: PdfPrinter | null;
  /** The printers of this PC, where the program can print on them by itself. */
  readonly paperPrinter?: PaperPrinter;
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly random?: RandomBytes;
  readonly log?: Log;
  readonly assets?: Assets;
  /** The thread of long work, where it is not the bundle's own. */
  readonly writer?: WriterEntry;
  /** The key store of the operating system, where the program has one. */
  readonly sealer?: SecretSealer;
  /** What keeps secrets behind a passphrase, where it is not the thread's. */
  readonly passphrases?: PassphraseBox;
  /** Sticks of this PC, where they are not asked of the operating system. */
  readonly drives?: DriveLister;
  /** The operating system's dialog that chooses a folder; only the desktop has one. */
  readonly folderDialog?: FolderDialog;
  /** Checks every answer against the contract (tests and development). */
  readonly checkOutput?: boolean;
  /** Whoever can close it and open it again; what outlives that is theirs: the events and the printer. */
  readonly holder?: ApplicationHolder;
}

export interface ApplicationHolder {
  readonly events: EventHub;
  readonly host: DataHost;
  /** Stands before every call, from whichever transport. */
  guard(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'];
}

export interface Application {
  readonly folder: string;
  readonly readOnly: boolean;
  readonly log: Log;
  dispatch(method: string, rawInput: unknown, caller: Caller): Promise<Envelope<unknown>>;
  /** Files, blobs, uploads, and for a browser also calls and events. */
  web(request: Request, info: WebRequestInfo): Promise<Response>;
  onEvent(listener: (event: AppEvent) => void): () => void;
  /** Once the machine's key store has been asked: before that the office's keys count as locked. */
  ready(): Promise<void>;
  /** The notices of a whole round, one file after the other. */
  render(input: RenderPlanInput): AsyncIterable<RenderedPlanFile>;
  /** From now on copies are made by themselves: in quiet hours and when it is closed. Not for a single command. */
  keepBackups?(): void;
  close(): Promise<void>;
}

/** What its holder asks besides. */
export interface HeldApplication extends Application {
  /** A backup took the place of the data when it was opened. */
  readonly restored: boolean;
  backupStanding(): BackupStanding;
}

/** Throws an AppError where the folder cannot be opened. */
export function createApplication(options: ApplicationOptions): HeldApplication {
  // 1. What comes from outside.
  const random = options.random ?? randomBytes;
  const clock = options.clock ?? createClock();
  const ids = options.ids ?? createIds(clock, random);

  // 2. The data folder: refused, locked, checked and migrated by the database itself.
  const database = openDatabase({ folder: options.folder, mode: options.mode, clock });
  const { connection, folder, readOnly } = database;
  const log =
    options.log ??
    (readOnly ? createSilentLog() : createLog({ folder: path.join(folder, 'logs'), now: clock.now }));

  try {
    // 3. The journal tells every open screen what has changed.
    const journal = createJournal({ connection, clock, ids, random });
    const { holder } = options;
    const events = holder?.events ?? createEventHub({ allTables: Object.keys(registry), seq: 0 });
    events.begin(lastSeq());
    journal.onChanged(events.emit);

    // 4. The services.
    const stores = createStores(connection);
    const handles = createBlobHandles({ clock, random });
    const blobs = createBlobStore({ connection, folder, clock });
    if (!readOnly) {
      blobs.sweep();
      sweepExchangeWork(folder);
      sweepLocal(backupFolder(folder));
    }
    const session = createSession(stores);
    const entry = options.writer === undefined ? {} : { entry: options.writer };
    const vault = createVault({
      store: stores.ownKeys,
      officeId: () => stores.offices.installation()?.officeId ?? null,
      maker: createKeyMaker(random),
      box: options.passphrases ?? createPassphraseBox(entry),
      sealer: options.sealer ?? null,
      clock,
      ids,
      log,
      readOnly,
    });
    // Where the machine can keep a secret nobody is asked for anything: the office has its keys from the first day on.
    const ready = vault.ready().then(vault.makeQuietly);
    const stopListening = events.listen((event) => {
      if (event.type === 'changed' && event.tables.includes('installation')) void vault.makeQuietly();
    });
    const work = createWorkBeside({
      folder,
      clock,
      handles,
      emit: events.emit,
      log,
      vault,
      ...entry,
    });
    const context: ServiceContext = {
      connection,
      stores,
      journal,
      clock,
      ids,
      blobs,
      printer: options.printer,
      paperPrinter: options.paperPrinter ?? null,
      handles,
      session,
      installation: { version, schemaVersion: database.schemaVersion, readOnly, folder },
      work,
      vault,
      vaultKeeper: vault,
      places: createPlaces({
        dataFolder: folder,
        drives: options.drives ?? createDriveLister(),
        dialog: options.folderDialog ?? null,
        readOnly,
      }),
      ...(holder === undefined ? {} : { host: holder.host }),
    };
    const dispatcher = createDispatcher({
      handlers: createHandlers(context),
      log,
      readOnly,
      isWriting: work.isWriting,
      isSetUp: () => stores.offices.installation() !== undefined,
      actor: createActor(stores),
      checkOutput: options.checkOutput ?? false,
    });
    const dispatch = holder === undefined ? dispatcher.dispatch : holder.guard(dispatcher.dispatch);

    // 5. What a browser or a window asks for besides calls.
    const web = createWeb({
      assets: options.assets ?? createAssets(options.distFolder),
      handles,
      log,
      events,
      dispatch,
      keepUpload: readOnly
        ? null
        : async (source, media, limit, purpose) => {
            // Evidence is judged before it is kept: a program, or where a photo was taken, never enters the store.
            // A paper that is only checked is never kept.
            if (purpose === 'evidence' || purpose === 'check') {
              const held = await blobs.hold(source, { limit });
              return { size: held.size, sha256: null, media, read: () => held.readAll(), held };
            }
            // Another office's, and too large for memory: read from where it lies.
            if (purpose === 'package') {
              const held = await holdPackage(folder, source, limit);
              return { size: held.size, sha256: null, media, read: held.readAll, held, path: held.path };
            }
            const kept = await blobs.putStream(source, media, { limit });
            return { ...kept, read: () => blobs.get(kept.sha256) };
          },
    });

    function lastSeq(): number {
      const row = connection.prepare('SELECT max(seq) AS seq FROM change_set').get() as {
        seq: number | null;
      };
      return row.seq ?? 0;
    }

    const { restored } = database.opening;
    log.info('opened', { version, readOnly, schemaVersion: database.schemaVersion, restored });

    let closing: Promise<void> | undefined;
    return {
      folder,
      readOnly,
      log,
      dispatch,
      web,
      onEvent: events.listen,
      ready: () => ready,
      render: (input) => renderPlan(context, input),
      restored: database.opening.restored,
      backupStanding() {
        const place = stores.backupPlace.get();
        return {
          isSetUp: stores.offices.installation() !== undefined,
          head: journalHeadOf(connection),
          second:
            place === undefined
              ? null
              : {
                  provenAt: place.provenAt,
                  isThere: () => hasHome(place.path, stores.offices.installation()?.officeId ?? ''),
                },
        };
      },
      close() {
        // 6. The end: work under way is taken back, no more events, the browser that prints, then the database and its lock.
        closing ??= (async () => {
          await work.close();
          await vault.settled();
          stopListening();
          handles.close();
          if (holder === undefined) {
            events.close();
            await options.printer?.close();
          }
          log.info('closed');
          database.close();
        })();
        return closing;
      },
    };
  } catch (error) {
    database.close();
    // A damaged page may be met only here, and what helps is told by the code.
    throw mapSystemError(error);
  }
}

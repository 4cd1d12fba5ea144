/**
 * What goes to another office: which rows, under which number, for whom. A package counts once it has been written, read
 * back from where it lies and counted; only then its number is used. Until then nothing is left behind.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/contract/error.ts';
import type { exchange, PackageKind, SendPreview, SendScope } from '../../core/contract/exchange.ts';
import type { Caller, HandlersOf, Output, Parsed } from '../../core/contract/index.ts';
import {
  NO_HASH,
  type OwnSecrets,
  type PackageHeader,
  PROFILE,
  PROFILE_VERSION,
} from '../../core/exchange/package/types.ts';
import { isLongEnough, PASSPHRASE_MINIMUM } from '../../core/exchange/package/passphrase.ts';
import { syncFolder } from '../../db/backup.ts';
import { mapSystemError, systemCode } from '../../db/errors.ts';
import type { StoredPackage, StoredStream } from '../../db/exchange-packages.ts';
import { openBeside } from '../../db/open.ts';
import { createPackageRows, type PackageRows, type RowScope, type ScopeFile } from '../../db/package-rows.ts';
import { dayInVietnam } from '../clock.ts';
import type { Seal } from '../exchange/age-file.ts';
import { finalName, isReady, leftoversIn, READY, readyFiles, sweepLeftovers } from '../exchange/leftovers.ts';
import { openPackage } from '../exchange/package-reader.ts';
import { type WrittenPackage, writePackage } from '../exchange/package-writer.ts';
import { freeName, officeStem, packageStem, packageTitle } from '../exchange/send-names.ts';
import { exchangeWorkFolder, heldPackageAt } from '../held-packages.ts';
import type { WritablePlace } from '../places.ts';
import type { Progress } from '../work/work.ts';
import { fieldFault, found, type ServiceContext } from './context.ts';
import { showPackage, tableCounts } from './exchange-history.ts';
import { assertWritablePlace } from './exchange-places.ts';

type SendMethods = Pick<typeof exchange, 'exchange.previewSend' | 'exchange.send'>;
type Sent = Output<'exchange.send'>;
type Recipient = Parsed<'exchange.send'>['recipient'];

export const PACKAGE_MEDIA = 'application/vnd.kiem-tra-cchc.package';
/** So many of the packages that no receipt has come for are looked through for one that has no name. */
const COUNTED = 100;
/** A part is a little smaller than what FAT32 takes. */
const PART = Math.floor(3.9 * 1024 ** 3);

interface Plan {
  readonly kind: PackageKind;
  readonly title: string;
  readonly stream: StoredStream | undefined;
  readonly seq: number;
  readonly previousAt: number | null;
  readonly scope: RowScope;
}

export function createExchangeSendService(context: ServiceContext): HandlersOf<SendMethods> {
  const { stores, session, clock, ids, work, vault, blobs, connection, installation, handles } = context;
  const store = stores.exchangePackages;

  // ── What is meant ──────────────────────────────────────────────────────────────────────────────────────

  const streamFor = (officeId: string | null, name: string | null) =>
    officeId !== null
      ? store.openStream('out', officeId)
      : name !== null
        ? store.openStreamNamed(name)
        : undefined;

  /** What of the stream tells the recipient everything up to some moment, the latest last. */
  function covering(stream: StoredStream | undefined): StoredPackage[] {
    return stream === undefined
      ? []
      : store.ofStream(stream.id).filter(({ kind }) => kind === 'complete' || kind === 'since');
  }

  function planOf(wish: SendScope, officeId: string | null, name: string | null): Plan {
    const own = session.officeId();
    if (officeId === own) throw fieldFault('recipient.officeId');
    const stream = streamFor(officeId, name);
    const sent = covering(stream);
    const last = sent.at(-1);
    // What was not taken over there is not known there: then everything goes once more.
    const isKnown =
      last !== undefined && sent.every(({ state }, at) => state !== 'returned' || isMended(sent, at));
    const kind = wish.kind === 'since' && !isKnown ? 'complete' : wish.kind;
    const today = clock.today();
    const plan = wish.kind === 'plan' ? planRow(wish) : null;
    const previousAt = stream === undefined ? null : (store.bySeq(stream.id, stream.lastSeq)?.madeAt ?? null);
    const period = periodOf(kind, wish, { today, last, plan });
    const scope: RowScope = {
      kind,
      ownOfficeId: own,
      recipientOfficeId: officeId,
      others: wish.others,
      personal: wish.personal,
      evidence: wish.evidence,
      epoch: store.epoch(),
      coveredSeq: kind === 'since' ? (stream?.coveredSeq ?? 0) : 0,
      owed: {
        files:
          last !== undefined && wish.personal && wish.evidence && !(last.withEvidence && last.withPersonal),
        personal: last !== undefined && wish.personal && !last.withPersonal,
        others: last !== undefined && wish.others && !last.withOthers,
      },
      planId: plan?.id ?? null,
      ...period,
    };
    return {
      kind,
      title: packageTitle({ kind, planTitle: plan?.title ?? null, ...period }),
      stream,
      seq: (stream?.lastSeq ?? 0) + 1,
      previousAt,
      scope,
    };
  }

  const isMended = (sent: readonly StoredPackage[], at: number) =>
    sent.slice(at + 1).some(({ kind, state }) => kind === 'complete' && state !== 'returned');

  function planRow(wish: SendScope) {
    if (wish.planId === null) throw fieldFault('scope.planId');
    const plan = found(stores.plans.get(wish.planId), 'plan', wish.planId);
    if (!wish.others && plan.originOfficeId !== session.officeId()) {
      throw new AppError('FORBIDDEN', { detail: { entity: 'plan', id: plan.id } });
    }
    return plan;
  }

  function periodOf(
    kind: PackageKind,
    wish: SendScope,
    {
      today,
      last,
      plan,
    }: {
      readonly today: string;
      readonly last: StoredPackage | undefined;
      readonly plan: ReturnType<typeof planRow> | null;
    },
  ): { readonly periodFrom: string | null; readonly periodTo: string | null } {
    switch (kind) {
      case 'complete':
        return { periodFrom: null, periodTo: today };
      case 'since':
        return { periodFrom: last === undefined ? null : dayInVietnam(last.madeAt), periodTo: today };
      case 'plan':
        return { periodFrom: plan?.startsOn ?? null, periodTo: plan?.endsOn ?? null };
      case 'period':
        if (wish.periodFrom === null) throw fieldFault('scope.periodFrom');
        if (wish.periodTo === null) throw fieldFault('scope.periodTo');
        if (wish.periodTo < wish.periodFrom) throw fieldFault('scope.periodTo');
        return { periodFrom: wish.periodFrom, periodTo: wish.periodTo };
    }
  }

  /** Reads on a connection of its own, in one state of the data, whatever is written meanwhile. */
  async function inSnapshot<T>(scope: RowScope, body: (rows: PackageRows) => T | Promise<T>): Promise<T> {
    const beside = openBeside({ folder: installation.folder, readOnly: true });
    try {
      beside.connection.exec('BEGIN');
      return await body(createPackageRows(beside.connection, scope));
    } finally {
      beside.close();
    }
  }

  /** What stands here of the files that the rows name. */
  function filesHere(files: readonly ScopeFile[]): {
    readonly here: readonly ScopeFile[];
    readonly missing: number;
  } {
    const here = files.filter(({ sha256, absent }) => !absent && blobs.has(sha256));
    return { here, missing: files.length - here.length };
  }

  // ── Looking ────────────────────────────────────────────────────────────────────────────────────────────

  async function preview({
    scope: wish,
    officeId,
    name,
  }: Parsed<'exchange.previewSend'>): Promise<SendPreview> {
    const plan = planOf(wish, officeId, name ?? null);
    return inSnapshot(plan.scope, (rows) => {
      const { here, missing } = filesHere(rows.files());
      return {
        kind: plan.kind,
        title: plan.title,
        seq: plan.seq,
        previousAt: plan.previousAt,
        counts: tableCounts(rows.counts()),
        deletions: rows.deletions.count(),
        files: here.length,
        fileBytes: here.reduce((sum, { size }) => sum + size, 0),
        offices: rows.offices().length,
        missingFiles: missing,
      };
    });
  }

  // ── Sending ────────────────────────────────────────────────────────────────────────────────────────────

  function recipientOf(recipient: Recipient, secrets: OwnSecrets) {
    if (recipient.kind === 'passphrase') {
      if (!isLongEnough(recipient.passphrase))
        throw fieldFault('recipient.passphrase', 'VALIDATION', PASSPHRASE_MINIMUM);
      const seal: Seal = { passphrase: recipient.passphrase };
      return { officeId: null, name: recipient.name, seal };
    }
    const trusted = found(
      stores.trustedOffices.current(recipient.officeId),
      'trusted_office',
      recipient.officeId,
    );
    // We are one of those who can open it: nothing else proves that it can be opened.
    const seal: Seal = { recipients: [...new Set([trusted.ageRecipient, secrets.ageRecipient])] };
    return { officeId: trusted.officeId, name: trusted.name, seal };
  }

  function headerOf(
    plan: Plan,
    rows: PackageRows,
    to: ReturnType<typeof recipientOf>,
    secrets: OwnSecrets,
  ): PackageHeader {
    const office = found(stores.offices.get(session.officeId()), 'office', session.officeId());
    const { scope, stream } = plan;
    return {
      profile: PROFILE,
      version: PROFILE_VERSION,
      bagId: ids.next(),
      sender: {
        officeId: office.id,
        name: office.name,
        level: office.level,
        signPublic: secrets.signPublic,
        ageRecipient: secrets.ageRecipient,
      },
      recipientOfficeId: to.officeId,
      recipientName: to.name,
      stream: stream?.id ?? ids.next(),
      seq: plan.seq,
      previousHash: stream?.lastHash ?? NO_HASH,
      kind: plan.kind,
      title: plan.title,
      planId: scope.planId,
      periodFrom: scope.periodFrom,
      periodTo: scope.periodTo,
      madeAt: clock.now(),
      schemaVersion: installation.schemaVersion,
      epoch: scope.epoch,
      withEvidence: scope.evidence && scope.personal,
      withPersonal: scope.personal,
      journal: plan.kind === 'complete' || plan.kind === 'since' ? rows.journal : null,
    };
  }

  async function send(input: Parsed<'exchange.send'>, caller: Caller, progress: Progress): Promise<Sent> {
    const secrets = vault.secrets();
    const to = recipientOf(input.recipient, secrets);
    const place = input.place === null ? null : await cleared(input.place, caller, to.seal, progress);
    const plan = planOf(input.scope, to.officeId, to.officeId === null ? to.name : null);
    const workFolder = exchangeWorkFolder(installation.folder);
    const folder = place?.path ?? workFolder;
    progress.step(0, null);
    return inSnapshot(plan.scope, async (rows) => {
      const counts = rows.counts();
      if (Object.keys(counts).length === 0 && rows.deletions.count() === 0)
        throw new AppError('PACKAGE_EMPTY');
      progress.step(0, null);
      const header = headerOf(plan, rows, to, secrets);
      const target = freeName(folder, packageStem(header.sender.name, header, header.seq));
      const parts = partsOf(progress);
      const written = await writePackage({
        header,
        tables: rows.forms
          .filter(({ name }) => counts[name] !== undefined)
          .map((form) => ({ form, rows: rows.rows(form) })),
        deletions: rows.deletions,
        criteria: rows.criteria().map(({ setId, json }) => ({ name: `${setId}@${sha256Of(json)}`, json })),
        journal: header.journal === null ? null : rows.journalLines(),
        files: filesHere(rows.files()).here.map(({ sha256, size, media, folder: kept }) => ({
          sha256,
          size,
          media,
          folder: kept,
          open: () => createReadStream(blobs.path(sha256)),
        })),
        secrets,
        seal: to.seal,
        target: `${target}${READY}`,
        ...(place?.fileLimit == null ? {} : { partLimit: Math.min(place.fileLimit, PART) }),
        workFolder,
        progress: parts.writing,
        checkRoom: (bytes) => checkRoom(place, bytes),
      }).catch((error: unknown) => {
        throw placeFault(error, place);
      });
      try {
        const back = await readBack(written, header, counts, to, workFolder, parts.reading);
        const row = count(plan, header, written, path.basename(target), to, rows.deletions.count());
        await nameFinally(written.paths, folder, () => forget(plan, row)).catch((error: unknown) => {
          throw placeFault(error, place);
        });
        return {
          package: showPackage(context, row),
          paths: written.paths.map(finalName),
          file: null,
          counts: tableCounts(written.counts),
          readBack: back,
        };
      } catch (error) {
        for (const file of [...written.paths, ...written.paths.map(finalName)])
          await rm(file, { force: true }).catch(() => undefined);
        throw placeFault(error, place);
      }
    });
  }

  /** With its own identity, from where it lies: form, signature, every digest; then the numbers. */
  async function readBack(
    written: WrittenPackage,
    header: PackageHeader,
    counts: Readonly<Record<string, number>>,
    to: ReturnType<typeof recipientOf>,
    workFolder: string,
    progress: Progress,
  ): Promise<Sent['readBack']> {
    const differs = (what: string) => new AppError('PLACE_DIFFERS', { detail: { what } });
    const again = await openPackage({
      paths: written.paths,
      identities: vault.identities(),
      passphrase: 'passphrase' in to.seal ? to.seal.passphrase : null,
      workFolder,
      progress,
    }).catch((error: unknown) => {
      // What nobody takes is no fault of the stick.
      const isDifferent = error instanceof AppError && /^PACKAGE_(?!TOO)|^WRONG_PASSPHRASE$/.test(error.code);
      if (isDifferent) {
        throw new AppError('PLACE_DIFFERS', { cause: error });
      }
      throw error;
    });
    try {
      if (again.hash !== written.hash || again.bytes !== written.bytes) throw differs('hash');
      if (again.signedBy !== header.sender.signPublic) throw differs('signature');
      const tables = Object.keys({ ...again.counts, ...counts });
      if (tables.some((table) => (again.counts[table] ?? 0) !== (counts[table] ?? 0))) throw differs('rows');
      if (again.deletionCount !== written.deletions) throw differs('deletions');
      if (again.files.length !== written.files) throw differs('files');
      return {
        rows: Object.values(again.counts).reduce((sum, rows) => sum + rows, 0),
        files: again.files.length,
        bytes: again.bytes,
      };
    } finally {
      again.close();
    }
  }

  /** The number is used, and what the recipient has moves on: all of it or nothing. */
  function count(
    plan: Plan,
    header: PackageHeader,
    written: WrittenPackage,
    fileName: string,
    to: ReturnType<typeof recipientOf>,
    deletions: number,
  ): StoredPackage {
    const row: StoredPackage = {
      id: ids.next(),
      direction: 'out',
      streamId: header.stream,
      seq: header.seq,
      hash: written.hash,
      previousHash: header.previousHash,
      peerOfficeId: to.officeId,
      peerName: to.name,
      kind: header.kind,
      title: header.title,
      periodFrom: header.periodFrom,
      periodTo: header.periodTo,
      planId: header.planId,
      madeAt: header.madeAt,
      arrivedAt: null,
      withEvidence: header.withEvidence,
      withPersonal: header.withPersonal,
      withOthers: plan.scope.others,
      counts: { ...written.counts, ...(deletions === 0 ? {} : { deleted: deletions }) },
      fileName,
      bytes: written.bytes,
      state: 'written',
      changeSetId: null,
      heldSha256: null,
      receipt: null,
      receiptFile: null,
      receiptAt: null,
      byPersonId: session.personId(),
    };
    inTransaction(() => {
      const stream =
        plan.stream === undefined
          ? store.beginStream({
              id: header.stream,
              direction: 'out',
              peerOfficeId: to.officeId,
              begunAt: header.madeAt,
            })
          : found(store.stream(plan.stream.id), 'exchange_stream', plan.stream.id);
      // Somebody else has sent meanwhile, or the data were restored.
      if (stream.lastSeq !== header.seq - 1 || stream.endedAt !== null) throw new AppError('CONFLICT');
      store.insert(row);
      store.moveStream(stream.id, {
        lastSeq: header.seq,
        lastHash: written.hash,
        coveredSeq: header.journal === null ? stream.coveredSeq : header.journal.to,
        journalHead: stream.journalHead,
      });
    });
    return row;
  }

  /** The file did not get its name after all: nobody has seen its number. */
  function forget(plan: Plan, row: StoredPackage): void {
    inTransaction(() => store.takeBack(row.id, plan.stream ?? null));
  }

  function inTransaction(body: () => void): void {
    connection.transaction(body).immediate();
  }

  // ── Handing out ────────────────────────────────────────────────────────────────────────────────────────

  /** For a browser, which has no place of its own: the file as a download, gone with its link. */
  async function handOut(sent: Sent): Promise<Sent> {
    const [file] = sent.paths;
    if (file === undefined) return sent;
    const { size } = statSync(file);
    const digest = createHash('sha256');
    for await (const piece of createReadStream(file)) digest.update(piece as Uint8Array);
    const sha256 = digest.digest('hex');
    const { fileName } = sent.package;
    const { url, expiresAt } = handles.refer({
      fileName,
      media: PACKAGE_MEDIA,
      size,
      sha256: null,
      held: heldPackageAt(file, size, sha256),
      read: () => {
        throw new Error('A package goes out piece by piece');
      },
    });
    return {
      ...sent,
      paths: [],
      file: { url, fileName, media: PACKAGE_MEDIA, bytes: size, pages: null, sha256, expiresAt },
    };
  }

  /** The place, without what a run left there that was killed. */
  async function cleared(
    given: string,
    caller: Caller,
    seal: Seal,
    progress: Progress,
  ): Promise<WritablePlace> {
    const place = await assertWritablePlace(context, given, caller);
    const office = found(stores.offices.get(session.officeId()), 'office', session.officeId());
    const stem = officeStem(office.name);
    const waiting = await finishNamed(place, stem, seal, progress);
    // Then there is more room than was asked before.
    return sweepLeftovers(place.path, stem, waiting) === 0
      ? place
      : assertWritablePlace(context, given, caller);
  }

  /**
   * Killed between counting and naming: what counts gets its name, if it is that very package. Those of which only a
   * passphrase could tell are given back.
   */
  async function finishNamed(
    place: WritablePlace,
    stem: string,
    seal: Seal,
    progress: Progress,
  ): Promise<ReadonlySet<string>> {
    const waiting = new Set<string>();
    for (const { fileName } of leftoversIn(place.path, stem)) {
      if (fileName === null) continue;
      const counted = store
        .list({ direction: 'out', state: 'written' }, COUNTED)
        .filter((one) => one.fileName === fileName);
      const paths = counted.length === 0 ? [] : readyFiles(place.path, fileName);
      if (paths.length === 0) continue;
      const hash = await hashOf(paths, seal, progress);
      if (hash === null) waiting.add(fileName);
      else if (counted.some((one) => one.hash === hash))
        await nameFinally(paths.filter(isReady), place.path, () => undefined).catch((error: unknown) => {
          throw placeFault(error, place);
        });
    }
    return waiting;
  }

  /** Of a package that lies there; '' where it is none, null where it cannot be told. */
  async function hashOf(paths: readonly string[], seal: Seal, progress: Progress): Promise<string | null> {
    try {
      const open = await openPackage({
        paths,
        identities: vault.identities(),
        passphrase: 'passphrase' in seal ? seal.passphrase : null,
        workFolder: exchangeWorkFolder(installation.folder),
        progress: { step: () => progress.step(0, null) },
      });
      open.close();
      return open.hash;
    } catch (error) {
      if (error instanceof AppError && error.code === 'CANCELLED') throw error;
      const isNone = error instanceof AppError && ['PACKAGE_NOT', 'PACKAGE_DAMAGED'].includes(error.code);
      return isNone ? '' : null;
    }
  }

  return {
    'exchange.previewSend': (input, caller) =>
      work.look({ method: 'exchange.previewSend', input, caller }, () => preview(input)),
    'exchange.send': async (input, caller) => {
      const sent = await work.beside({ method: 'exchange.send', input, caller }, (progress) =>
        send(input, caller, progress),
      );
      // A thread hands nothing out: whoever started it does.
      return input.place !== null || context.vaultKeeper === null ? sent : handOut(sent);
    },
  };
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex');

/** Writing and reading back, told as one. */
function partsOf(progress: Progress): { readonly writing: Progress; readonly reading: Progress } {
  let whole = 0;
  return {
    writing: {
      step(done, total) {
        whole = total ?? 0;
        progress.step(done, total === null ? null : total * 2);
      },
    },
    reading: {
      step(done, total) {
        const share = total === null || total === 0 ? 0 : done / total;
        progress.step(Math.round(whole * (1 + share)), whole * 2);
      },
    },
  };
}

function checkRoom(place: WritablePlace | null, bytes: number): void {
  if (place?.freeBytes != null && bytes > place.freeBytes) {
    throw new AppError('DISK_FULL', { detail: { needed: bytes, free: place.freeBytes } });
  }
}

/** The first part last, so that whoever sees it has all of them. */
async function nameFinally(ready: readonly string[], folder: string, otherwise: () => void): Promise<void> {
  const named: string[] = [];
  try {
    for (const file of ready.toReversed()) {
      if (existsSync(finalName(file))) throw new AppError('DUPLICATE');
      await rename(file, finalName(file));
      named.push(finalName(file));
    }
    syncFolder(folder);
  } catch (error) {
    otherwise();
    throw error;
  }
}

/** What a stick does that is pulled out, or that lets nobody write. */
function placeFault(thrown: unknown, place: WritablePlace | null): unknown {
  if (place === null) return mapSystemError(thrown);
  const name = path.basename(place.path);
  if (thrown instanceof AppError && !['READ_ONLY', 'CORRUPT'].includes(thrown.code)) return thrown;
  if (!existsSync(place.path)) return new AppError('PLACE_GONE', { detail: { name }, cause: thrown });
  const cause = thrown instanceof AppError ? thrown.cause : thrown;
  switch (systemCode(cause)) {
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ENOENT':
      return new AppError('PLACE_GONE', { detail: { name }, cause: thrown });
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new AppError('PLACE_UNSUITABLE', { detail: { name }, cause: thrown });
    default:
      return mapSystemError(thrown);
  }
}

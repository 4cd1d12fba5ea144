/**
 * Packages of other offices: opened and verified, looked at, merged in one transaction, answered, and taken back as a
 * whole. Which row wins is decided in core/exchange/package/merge-rows.ts; whose turn it is as well.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { AppError } from '../../core/contract/error.ts';
import type {
  exchange,
  PackageProblem,
  ReceiptFacts,
  Received,
  ReceivePreview,
} from '../../core/contract/exchange.ts';
import type { FileSource } from '../../core/contract/exchange-keys.ts';
import type { Caller, HandlersOf, Input, Output, Parsed } from '../../core/contract/index.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { fingerprintOf } from '../../core/exchange/package/fingerprint.ts';
import { type Turn, turnOf } from '../../core/exchange/package/merge-rows.ts';
import { NO_HASH, type OwnSecrets } from '../../core/exchange/package/types.ts';
import { contentOf, judgeFile } from '../../core/rules/file-kind.ts';
import type { HeldFile } from '../../db/blobs.ts';
import type { StoredPackage, StoredStream } from '../../db/exchange-packages.ts';
import {
  createPackageMerge,
  type MergePlan,
  type TableTally,
  type TombstoneNote,
} from '../../db/merge-rows.ts';
import { type OpenPackage, openPackage, packageParts } from '../exchange/package-reader.ts';
import { exchangeWorkFolder } from '../held-packages.ts';
import type { Progress } from '../work/work.ts';
import { fieldFault, found, headOf, type ServiceContext } from './context.ts';
import { showPackage } from './exchange-history.ts';
import { filesOfSource, readableFile } from './exchange-places.ts';
import {
  bagIdOf,
  deliverReceipt,
  handOutReceipt,
  keptReceipt,
  refusalReceipt,
  signReceipt,
} from './exchange-receipts.ts';
import { createRowLabels, samplesOf } from './exchange-samples.ts';

type ReceiveMethods = Pick<
  typeof exchange,
  'exchange.look' | 'exchange.receive' | 'exchange.refuse' | 'exchange.undo'
>;

const HELD_MEDIA = 'application/vnd.kiem-tra-cchc.package';
/** One row in twenty of what was merged from this office already. */
const LARGE = 20;
const PART = 1024 * 1024;
const STRANGERS: ReadonlySet<PackageProblem['code']> = new Set([
  'UNKNOWN_SENDER',
  'SENDER_REVOKED',
  'NOT_FOR_US',
]);
/** So many offices are named in one sentence. */
const NAMED = 5;
const sumOf = (counts: ReadonlyMap<string, number>) =>
  [...counts.values()].reduce((sum, one) => sum + one, 0);

/** What undo needs besides the change set. */
interface UndoNotes {
  readonly tombstones: readonly TombstoneNote[];
  readonly before: Pick<StoredStream, 'lastSeq' | 'lastHash' | 'journalHead'>;
  readonly after: Pick<StoredStream, 'lastSeq' | 'lastHash'>;
}

interface Judged {
  readonly open: OpenPackage;
  readonly outcome: ReceivePreview['outcome'];
  readonly problems: readonly PackageProblem[];
  /** Only what is merged is compared with what is here. */
  readonly plan: MergePlan | null;
  readonly stream: StoredStream | undefined;
  readonly known: StoredPackage | undefined;
  readonly relation: ReceivePreview['sender']['relation'];
  readonly large: boolean;
  readonly digest: string;
  /** The last change set that the plan has seen. */
  readonly seenUpTo: unknown;
}

interface Total {
  added: number;
  changed: number;
  deleted: number;
  same: number;
  held: number;
}

export function createExchangeReceiveService(context: ServiceContext): HandlersOf<ReceiveMethods> {
  const { connection, stores, journal, ids, blobs, clock, session, vault, work, installation } = context;
  const packages = stores.exchangePackages;
  const merge = createPackageMerge(connection);
  const readNotes = connection.prepare('SELECT undo_notes FROM exchange_package WHERE id = ?').pluck();
  const writeNotes = connection.prepare('UPDATE exchange_package SET undo_notes = ? WHERE id = ?');
  const newestSet = connection.prepare('SELECT max(seq) FROM change_set').pluck();
  const isRecorded = connection.prepare('SELECT 1 FROM change_set WHERE id = ?').pluck();

  // ── Opening ────────────────────────────────────────────────────────────────────────────────────────────

  async function opened(
    paths: readonly string[],
    passphrase: string | null,
    progress: Progress,
  ): Promise<OpenPackage> {
    const identities = vault.identities();
    // Without a passphrase only the office's own keys open it: say so rather than "not for us".
    if (passphrase === null && identities.length === 0) vault.secrets();
    return openPackage({
      paths,
      identities,
      passphrase,
      workFolder: exchangeWorkFolder(installation.folder),
      progress,
    });
  }

  async function openSource(
    source: FileSource,
    passphrase: string | null,
    caller: Caller,
    progress: Progress,
  ): Promise<{ readonly open: OpenPackage; readonly paths: readonly string[]; readonly fileName: string }> {
    const file = await readableFile(context, source, caller);
    const paths = source.kind === 'path' ? packageParts(file.path) : [file.path];
    return { open: await opened(paths, passphrase, progress), paths, fileName: file.fileName };
  }

  // ── Judging ────────────────────────────────────────────────────────────────────────────────────────────

  function problem(
    severity: PackageProblem['severity'],
    code: PackageProblem['code'],
    count: number,
    params: PackageProblem['params'] = {},
  ): PackageProblem {
    return { severity, code, count, params };
  }

  function turn(open: OpenPackage, stream: StoredStream | undefined): Turn {
    const { header, hash } = open;
    const known = stream === undefined ? [] : packages.ofStream(stream.id);
    return turnOf(
      {
        lastSeq: stream?.lastSeq ?? 0,
        lastHash: stream?.lastHash ?? NO_HASH,
        known: known.map(({ seq, hash: of, previousHash, state }) => ({
          seq,
          hash: of,
          previousHash,
          state: state === 'held' || state === 'undone' ? state : 'merged',
        })),
      },
      { seq: header.seq, hash, previousHash: header.previousHash, complete: header.kind === 'complete' },
    );
  }

  function judge(open: OpenPackage, progress: Progress): Judged {
    const { header, hash, signedBy } = open;
    const own = session.officeId();
    const { officeId } = header.sender;
    const seenUpTo = newestSet.get();
    const problems: PackageProblem[] = [];
    const error = (code: PackageProblem['code'], params: PackageProblem['params'] = {}) =>
      problems.push(problem('error', code, 1, params));
    const warn = (code: PackageProblem['code'], count: number, params: PackageProblem['params'] = {}) => {
      if (count > 0) problems.push(problem('warning', code, count, params));
    };

    const signer = stores.trustedOffices.signer(officeId, signedBy, header.madeAt);
    if (signer.standing === 'revoked') error('SENDER_REVOKED', { name: header.sender.name });
    else if (signer.standing !== 'trusted') error('UNKNOWN_SENDER', { name: header.sender.name });
    if (officeId === own || (header.recipientOfficeId !== null && header.recipientOfficeId !== own)) {
      error('NOT_FOR_US', { name: header.recipientName });
    }

    const stream = packages.stream(header.stream);
    if (stream !== undefined && (stream.direction !== 'in' || stream.peerOfficeId !== officeId)) {
      error('BROKEN_ROW_OF_PACKAGES');
    }
    const next = turn(open, stream);
    if (next.outcome === 'refuse') error(next.code, { seq: header.seq });
    if (next.outcome === 'hold') warn('WAITS_FOR_EARLIER', next.missing, { seq: header.seq });
    if (next.outcome === 'nothing') warn('ALREADY_MERGED', 1);
    const known = stream === undefined ? undefined : packages.bySeq(stream.id, header.seq);
    const others = packages.streams('in', officeId).filter(({ id }) => id !== header.stream);
    // A passphrase begins a row of its own.
    if (stream === undefined && header.recipientOfficeId !== null && others.length > 0) {
      warn('SENDER_RESTORED', 1);
    }

    let plan: MergePlan | null = null;
    let large = false;
    const refusedAlready = problems.some(({ severity }) => severity === 'error');
    if (!refusedAlready && next.outcome === 'merge') {
      plan = merge.plan(
        {
          ownOfficeId: own,
          senderOfficeId: officeId,
          withPersonal: header.withPersonal,
          knownOffices: new Set(stores.trustedOffices.all().map((one) => one.officeId)),
        },
        open,
        progress.step,
      );
      const { held } = plan;
      const awaited = sumOf(plan.awaited);
      if (plan.dangling > awaited)
        problems.push(problem('error', 'DANGLING_REFERENCE', plan.dangling - awaited));
      if (awaited > 0)
        problems.push(problem('error', 'WAITS_FOR_OFFICE', awaited, officesOf(plan.awaited, plan)));
      if (plan.unfit > 0) problems.push(problem('error', 'UNFIT_ROWS', plan.unfit));
      warn('HANDED_ON', sumOf(plan.relayed), officesOf(plan.relayed, plan));
      warn('LEFT_TO_ITS_OFFICE', sumOf(plan.leftToThem), officesOf(plan.leftToThem, plan));
      warn('SHARED_ROW_DIFFERS', held.shared);
      warn('OLDER_THAN_HERE', held.older + held.deleted);
      warn('FOREIGN_ROWS', held.own_unknown + held.foreign + held.hung + held.clash);
      warn('NEWER_COLUMNS', plan.unknownColumns);
      warn('FILES_LEFT_OUT', filesMissing(open, plan));
      warn('PERSONAL_LEFT_OUT', header.withPersonal ? 0 : 1);
      const touched = [...plan.tallies.values()].reduce((sum, one) => sum + one.changed + one.deleted, 0);
      if (touched > 0) {
        const here = merge.mergedFrom(officeId, touched * LARGE);
        large = here > 0 && touched * LARGE > here;
        warn('LARGE_CHANGE', large ? touched : 0, { here });
      }
    }
    const outcome = problems.some(({ severity }) => severity === 'error') ? 'refuse' : next.outcome;
    const digest = createHash('sha256')
      .update(
        canonicalJson([
          hash,
          outcome,
          stream === undefined ? null : [stream.lastSeq, stream.lastHash],
          [...(plan?.tallies ?? [])].map(([table, tally]) => [table, { ...tally }]),
        ] as never),
      )
      .digest('hex');
    const relation = signer.row?.relation ?? null;
    return { open, outcome, problems, plan, stream, known, relation, large, digest, seenUpTo };
  }

  /** Who they are, as they are called here or in the package. */
  function officesOf(counts: ReadonlyMap<string, number>, plan: MergePlan): PackageProblem['params'] {
    const names = [...counts.keys()].map((id) => {
      const coming = plan.writes.find((one) => one.table === 'office' && one.id === id)?.row['name'];
      const trusted = stores.trustedOffices.ofOffice(id)[0]?.name;
      return trusted ?? stores.offices.get(id)?.name ?? (typeof coming === 'string' ? coming : '');
    });
    const known = names.filter((name) => name !== '').toSorted();
    const shown = known.slice(0, NAMED).join('; ');
    return { offices: counts.size > NAMED ? `${shown}; …` : shown };
  }

  function filesMissing(open: OpenPackage, plan: MergePlan): number {
    const come = new Set(open.files.map(({ sha256 }) => sha256));
    return [...plan.files.keys()].filter((digest) => !come.has(digest) && !blobs.has(digest)).length;
  }

  function changesOf(tallies: ReadonlyMap<string, TableTally> | undefined): Received['changes'] {
    return [...(tallies ?? [])]
      .map(([table, { added, changed, deleted, same, held }]) => ({
        table,
        added,
        changed,
        deleted,
        same,
        held,
      }))
      .filter(({ added, changed, deleted, same, held }) => added + changed + deleted + same + held > 0);
  }
  function totalOf(changes: Received['changes']): Total {
    const total: Total = { added: 0, changed: 0, deleted: 0, same: 0, held: 0 };
    for (const one of changes) {
      total.added += one.added;
      total.changed += one.changed;
      total.deleted += one.deleted;
      total.same += one.same;
      total.held += one.held;
    }
    return total;
  }

  async function look(
    { source, passphrase }: Input<'exchange.look'>,
    caller: Caller,
    progress: Progress,
  ): Promise<Output<'exchange.look'>> {
    const { open, fileName } = await openSource(source, passphrase ?? null, caller, progress);
    try {
      const judged = judge(open, progress);
      const { header } = open;
      const { officeId, name, signPublic, ageRecipient } = header.sender;
      const labels = createRowLabels(connection, judged.plan?.writes ?? []);
      return {
        fileName,
        bytes: open.bytes,
        sender: { officeId, name, relation: judged.relation },
        fingerprint: [...fingerprintOf(signPublic, ageRecipient)],
        kind: header.kind,
        title: header.title,
        periodFrom: header.periodFrom,
        periodTo: header.periodTo,
        seq: header.seq,
        madeAt: header.madeAt,
        outcome: judged.outcome,
        problems: [...judged.problems],
        changes: changesOf(judged.plan?.tallies),
        files: open.files.length,
        fileBytes: open.files.reduce((sum, { size }) => sum + size, 0),
        samples: judged.plan === null ? [] : samplesOf(connection, judged.plan, labels),
        matches: judged.plan === null ? 0 : labels.likeAny(stores.agencyMatches.ours(session.officeId())),
        largeChange: judged.large,
        answerable: isAnswerable(judged)
          ? { packageHash: open.hash, bagId: header.bagId, stream: header.stream }
          : null,
        digest: judged.digest,
      };
    } finally {
      open.close();
    }
  }

  /** Whoever is not believed, or meant somebody else, learns nothing of us. */
  function isAnswerable({ outcome, problems }: Judged): boolean {
    return outcome === 'refuse' && !problems.some(({ code }) => STRANGERS.has(code));
  }

  /** Judged by the same look as the screen's, so that a thread may do it; signed and handed out here. */
  async function refuse(
    { place, digest, ...input }: Parsed<'exchange.refuse'>,
    caller: Caller,
  ): Promise<Output<'exchange.refuse'>> {
    const secrets = vault.secrets();
    const { source } = input;
    const seen = await work.look(
      { method: 'exchange.look', input, caller, files: filesOfSource(source) },
      (progress) => look(input, caller, progress),
    );
    if (seen.digest !== digest || seen.outcome !== 'refuse')
      throw new AppError('CONFLICT', { detail: { entity: 'exchange_package' } });
    if (seen.answerable === null)
      throw new AppError('PACKAGE_REFUSED', { detail: { problems: seen.problems } });
    const { sender, seq, problems, answerable } = seen;
    const about = { ...answerable, seq, problems, senderOfficeId: sender.officeId, senderName: sender.name };
    return deliverReceipt(context, refusalReceipt(context, about, secrets), place, caller);
  }

  // ── Taking ─────────────────────────────────────────────────────────────────────────────────────────────

  /** Files of the package that are not here yet; one that is not what it says stays out, and its rows stand. */
  async function takeFiles(open: OpenPackage, plan: MergePlan, progress: Progress): Promise<number> {
    let refused = 0;
    const names = namesOf(plan);
    for (const [index, file] of open.files.entries()) {
      progress.step(index, open.files.length);
      if (blobs.has(file.sha256)) continue;
      const held = await blobs.hold(open.openFile(file.sha256), { limit: file.size });
      try {
        if (held.sha256 === file.sha256 && isWhatItSays(held, file.folder, names.get(file.sha256))) {
          held.keep(file.media);
        } else refused += 1;
      } finally {
        held.discard();
      }
    }
    return refused;
  }

  function namesOf(plan: MergePlan): ReadonlyMap<string, string> {
    const names = new Map<string, string>();
    for (const { row } of plan.writes) {
      const digest = row['sha256'];
      const name = row['file_name'];
      if (typeof digest === 'string' && typeof name === 'string') names.set(digest, name);
    }
    return names;
  }

  function isWhatItSays(held: HeldFile, folder: 'documents' | 'evidence', name: string | undefined): boolean {
    const view = { name: name ?? '', size: held.size, read: held.read };
    if (folder === 'evidence') return judgeFile(view).ok;
    const kind = contentOf(view);
    // Issued pages: Word, PDF, and the model that both are made of.
    return (
      kind.content === 'docx' ||
      kind.content === 'pdf' ||
      (kind.content === 'text' && held.read(0, 1)[0] === 0x7b)
    );
  }

  interface Taken {
    readonly row: StoredPackage;
    readonly changes: Received['changes'];
  }

  function recordOf(
    judged: Judged,
    fileName: string,
    state: 'held' | 'merged',
    fields: Pick<StoredPackage, 'changeSetId' | 'heldSha256'>,
  ): StoredPackage {
    const { header, hash, bytes, counts, deletionCount } = judged.open;
    return {
      id: judged.known?.id ?? ids.next(),
      direction: 'in',
      streamId: header.stream,
      seq: header.seq,
      hash,
      previousHash: header.previousHash,
      peerOfficeId: header.sender.officeId,
      peerName: header.sender.name,
      kind: header.kind,
      title: header.title,
      periodFrom: header.periodFrom,
      periodTo: header.periodTo,
      planId: header.planId,
      madeAt: header.madeAt,
      arrivedAt: judged.known?.arrivedAt ?? clock.now(),
      withEvidence: header.withEvidence,
      withPersonal: header.withPersonal,
      withOthers: false,
      counts: deletionCount > 0 ? { ...counts, deleted: deletionCount } : counts,
      fileName,
      bytes,
      state,
      ...fields,
      receipt: null,
      receiptFile: null,
      receiptAt: null,
      byPersonId: session.personId(),
    };
  }

  function store(row: StoredPackage, known: StoredPackage | undefined): StoredPackage {
    if (known === undefined) packages.insert(row);
    else {
      packages.update(row.id, {
        state: row.state,
        changeSetId: row.changeSetId,
        heldSha256: row.heldSha256,
        byPersonId: row.byPersonId,
      });
    }
    return found(packages.get(row.id), 'exchange_package', row.id);
  }

  function beginStream(judged: Judged): StoredStream {
    const { stream: id, sender } = judged.open.header;
    return (
      judged.stream ??
      packages.beginStream({ id, direction: 'in', peerOfficeId: sender.officeId, begunAt: clock.now() })
    );
  }

  /** The answer, signed, beside the package. */
  function answer(
    row: StoredPackage,
    bagId: string,
    outcome: ReceiptFacts['outcome'],
    total: Total,
    problems: readonly PackageProblem[],
    secrets: OwnSecrets,
  ): StoredPackage {
    return signReceipt(context, { row, bagId, outcome, total, problems, secrets });
  }

  async function takeMerge(
    judged: Judged,
    fileName: string,
    secrets: OwnSecrets,
    caller: Caller,
    progress: Progress,
  ): Promise<Taken> {
    const { open, plan } = judged;
    if (plan === null) throw new AppError('CONFLICT', { detail: { entity: 'exchange_package' } });
    const { header, hash } = open;
    const refusedFiles = await takeFiles(open, plan, progress);
    const changeSetId = ids.next();
    const head = {
      ...headOf(context, 'exchange.receive', caller),
      id: changeSetId,
      kind: 'system',
    } as const;
    // One measure for the whole: rows are written, then indexed, sealed and stored.
    const rows = plan.writes.length + plan.deletions.length;
    const settling = (done: number, total: number | null) =>
      progress.step(rows + done, rows + (total ?? done));
    let taken: Taken;
    try {
      taken = journal.run(
        head,
        (write) => {
          // Files were read meanwhile: what was looked at is what is written, or nothing is.
          if (newestSet.get() !== judged.seenUpTo)
            throw new AppError('CONFLICT', { detail: { entity: 'exchange_package' } });
          for (const [sha256, about] of plan.files) blobs.expect({ sha256, ...about });
          const at = clock.now();
          const { tallies, notes, clashes } = merge.apply(write, plan, at, (done) =>
            progress.step(done, rows * 4),
          );
          const stream = beginStream(judged);
          const forward = header.seq > stream.lastSeq;
          const after = forward ? { lastSeq: header.seq, lastHash: hash } : stream;
          packages.moveStream(stream.id, {
            lastSeq: after.lastSeq,
            lastHash: after.lastHash,
            coveredSeq: stream.coveredSeq,
            journalHead: forward ? (header.journal?.head ?? stream.journalHead) : stream.journalHead,
          });
          const changes = changesOf(tallies);
          const row = store(
            recordOf(judged, fileName, 'merged', { changeSetId, heldSha256: null }),
            judged.known,
          );
          const undo: UndoNotes = {
            tombstones: notes,
            before: { lastSeq: stream.lastSeq, lastHash: stream.lastHash, journalHead: stream.journalHead },
            after: { lastSeq: after.lastSeq, lastHash: after.lastHash },
          };
          writeNotes.run(JSON.stringify(undo), row.id);
          const problems = [
            ...judged.problems,
            ...(refusedFiles > 0
              ? [problem('warning', 'FILES_LEFT_OUT', refusedFiles, { refused: refusedFiles })]
              : []),
            ...(clashes > 0 ? [problem('warning', 'FOREIGN_ROWS', clashes)] : []),
          ];
          const answered = answer(row, header.bagId, 'merged', totalOf(changes), problems, secrets);
          return { row: answered, changes };
        },
        settling,
      );
    } catch (error) {
      throw refusedWhole(error);
    }
    letGo(judged.known?.heldSha256);
    return taken;
  }

  /** The file of a package that waited, once it is taken or came again in other bytes. */
  function letGo(heldSha256: string | null | undefined): void {
    if (heldSha256 != null) blobs.release(heldSha256);
  }

  /** What a package points at and does not bring is found at the end of the transaction. */
  function refusedWhole(error: unknown): unknown {
    if (!(error instanceof AppError) || error.code !== 'NOT_FOUND' || error.detail?.['reference'] !== true)
      return error;
    return new AppError('PACKAGE_REFUSED', {
      detail: { problems: [problem('error', 'DANGLING_REFERENCE', 1)] },
      cause: error,
    });
  }

  async function* bytesOfParts(paths: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const one of paths) {
      for await (const piece of createReadStream(one, { highWaterMark: PART })) yield piece as Uint8Array;
    }
  }

  async function takeHold(
    judged: Judged,
    paths: readonly string[],
    fileName: string,
    secrets: OwnSecrets,
  ): Promise<Taken> {
    const kept = await blobs.putStream(bytesOfParts(paths), HELD_MEDIA);
    const row = connection
      .transaction(() => {
        beginStream(judged);
        const held = store(
          recordOf(judged, fileName, 'held', { changeSetId: null, heldSha256: kept.sha256 }),
          judged.known,
        );
        const { bagId } = judged.open.header;
        return answer(held, bagId, 'held', totalOf([]), judged.problems, secrets);
      })
      .immediate();
    if (judged.known?.heldSha256 !== kept.sha256) letGo(judged.known?.heldSha256);
    return { row, changes: [] };
  }

  /** Packages that waited: in their order, for as long as each can be taken without anybody being asked. */
  async function follow(
    streamId: string,
    passphrase: string | null,
    confirmed: boolean,
    secrets: OwnSecrets,
    caller: Caller,
    progress: Progress,
  ): Promise<StoredPackage[]> {
    const followed: StoredPackage[] = [];
    for (const waiting of packages.held(streamId)) {
      if (waiting.heldSha256 === null || !blobs.has(waiting.heldSha256)) break;
      let open: OpenPackage;
      try {
        open = await opened([blobs.path(waiting.heldSha256)], passphrase, progress);
      } catch (error) {
        if (error instanceof AppError && error.code !== 'CANCELLED') break;
        throw error;
      }
      try {
        const judged = judge(open, progress);
        if (judged.outcome !== 'merge' || (judged.large && !confirmed)) break;
        followed.push((await takeMerge(judged, waiting.fileName, secrets, caller, progress)).row);
      } catch (error) {
        // The one before is taken and stays taken; this one goes on waiting, and its own look says why.
        if (error instanceof AppError && error.code === 'PACKAGE_REFUSED') break;
        throw error;
      } finally {
        open.close();
      }
    }
    return followed;
  }

  async function receive(
    { source, passphrase, digest, largeChangeConfirmed: confirmed = false }: Input<'exchange.receive'>,
    caller: Caller,
    progress: Progress,
  ): Promise<Received> {
    // Without them there is no answer to give.
    const secrets = vault.secrets();
    const { open, paths, fileName } = await openSource(source, passphrase ?? null, caller, progress);
    try {
      const judged = judge(open, progress);
      if (judged.outcome === 'refuse') {
        throw new AppError('PACKAGE_REFUSED', { detail: { problems: judged.problems } });
      }
      if (judged.digest !== digest)
        throw new AppError('CONFLICT', { detail: { entity: 'exchange_package' } });
      if (judged.large && !confirmed) throw fieldFault('largeChangeConfirmed', 'MISSING_KEY');
      let taken: Taken;
      let followed: StoredPackage[] = [];
      if (judged.outcome === 'merge') {
        taken = await takeMerge(judged, fileName, secrets, caller, progress);
        const { stream } = open.header;
        followed = await follow(stream, passphrase ?? null, confirmed, secrets, caller, progress);
      } else if (judged.outcome === 'hold') {
        taken = await takeHold(judged, paths, fileName, secrets);
      } else {
        taken = { row: found(judged.known, 'exchange_package', open.header.bagId), changes: [] };
      }
      const outcome = { merge: 'merged', hold: 'held', nothing: 'nothing' } as const;
      return {
        package: showPackage(context, taken.row),
        outcome: outcome[judged.outcome],
        changes: taken.changes,
        followed: followed.map((row) => showPackage(context, row)),
        receipt: keptReceipt(context, taken.row),
      };
    } finally {
      open.close();
    }
  }

  // ── Taking back ────────────────────────────────────────────────────────────────────────────────────────

  function undo(id: string, caller: Caller, progress: Progress): Output<'exchange.undo'> {
    const row = found(packages.get(id), 'exchange_package', id);
    if (row.direction !== 'in' || row.state !== 'merged') {
      throw new AppError('WRONG_STATE', {
        detail: { entity: 'exchange_package', from: row.state, to: 'undone' },
      });
    }
    const notes = JSON.parse(String(readNotes.get(id) ?? 'null')) as UndoNotes | null;
    const stream = found(packages.stream(row.streamId), 'exchange_stream', row.streamId);
    // What came after stands on it.
    const isNewest =
      notes !== null && stream.lastSeq === notes.after.lastSeq && stream.lastHash === notes.after.lastHash;
    if (notes === null || !isNewest || !merge.isAsLeft(notes.tombstones))
      throw new AppError('CONFLICT', { detail: { entity: 'exchange_package' } });
    const besides = (brought: readonly { readonly table: string; readonly rowId: string }[]) => {
      merge.restore(brought, notes.tombstones, clock.now());
      packages.moveStream(stream.id, { ...notes.before, coveredSeq: stream.coveredSeq });
      packages.update(id, { state: 'undone', changeSetId: null });
      writeNotes.run(null, id);
      takenBack(id);
    };
    const { changeSetId } = row;
    if (changeSetId !== null && isRecorded.get(changeSetId) !== undefined) {
      journal.revert(headOf(context, 'exchange.undo', caller), changeSetId, besides, progress.step);
    } else connection.transaction(() => besides([])).immediate();
    return showPackage(context, found(packages.get(id), 'exchange_package', id));
  }

  /** The sender is told that it was given back, where the seal is open to sign it. */
  function takenBack(id: string): void {
    const row = found(packages.get(id), 'exchange_package', id);
    const secrets = vault.state().state === 'open' ? vault.secrets() : undefined;
    const bagId = bagIdOf(row);
    if (secrets === undefined || bagId === null) return;
    answer(row, bagId, 'refused', totalOf([]), [], secrets);
  }

  return {
    'exchange.look': (input, caller) =>
      work.look({ method: 'exchange.look', input, caller, files: filesOfSource(input.source) }, (progress) =>
        look(input, caller, progress),
      ),
    'exchange.refuse': refuse,
    'exchange.receive': async (input, caller) => {
      const files = filesOfSource(input.source);
      const result = await work.beside({ method: 'exchange.receive', input, caller, files }, (progress) =>
        receive(input, caller, progress),
      );
      // A thread hands nothing out: whoever started it does.
      if (context.vaultKeeper === null) return result;
      const row = found(packages.get(result.package.id), 'exchange_package', result.package.id);
      return { ...result, receipt: handOutReceipt(context, row) };
    },
    'exchange.undo': (input, caller) =>
      work.beside({ method: 'exchange.undo', input, caller }, (progress) => undo(input.id, caller, progress)),
  };
}

/**
 * Evidence of a visit: what arrived is judged, cleaned and kept; links say what it proves. Bytes are never taken back,
 * rows are. Knows the content store and the uploads by their handles; no transport.
 */
import { AppError } from '../../core/contract/error.ts';
import {
  type Evidence,
  evidence,
  type evidenceContract,
  type EvidenceTarget,
} from '../../core/contract/evidence.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import {
  cleanFileName,
  extensionOf,
  FILE_LIMIT,
  fileExtensions,
  judgeFile,
} from '../../core/rules/file-kind.ts';
import { cleanPhoto } from '../../core/rules/photo-metadata.ts';
import type { BlobInfo, HeldFile } from '../../db/blobs.ts';
import type { LinkColumn, StoredEvidence, StoredEvidenceLink } from '../../db/evidence.ts';
import type { Writer } from '../../db/journal.ts';
import type { Stores } from '../../db/stores.ts';
import type { BlobHandle } from '../handles.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';

/** More than a small picture needs; a larger one is no thumbnail. */
const THUMBNAIL_LIMIT = 512 * 1024;
const thumbnailMedia: ReadonlySet<string> = new Set(['image/jpeg', 'image/png', 'image/webp']);

const columnOf = (target: EvidenceTarget): readonly [LinkColumn, string] =>
  'criterionId' in target
    ? ['criterion_id', target.criterionId]
    : 'findingId' in target
      ? ['finding_id', target.findingId]
      : ['recommendation_id', target.recommendationId];

export function targetOf(
  link: Pick<StoredEvidenceLink, 'criterionId' | 'findingId' | 'recommendationId'>,
): EvidenceTarget {
  if (link.criterionId !== null) return { criterionId: link.criterionId };
  return link.findingId !== null
    ? { findingId: link.findingId }
    : { recommendationId: link.recommendationId ?? '' };
}

/** The evidence of a visit that is deleted: rows and links go, the bytes stay for undo and backups. */
export function removeEvidenceOfVisit(
  write: Writer,
  stores: Pick<Stores, 'evidence'>,
  visitId: string,
): void {
  for (const link of stores.evidence.linksOfVisit(visitId)) write.remove('evidence_link', link.id, null);
  for (const row of stores.evidence.ofVisit(visitId)) write.remove('evidence', row.id, null);
}

/** A criterion, finding or recommendation is deleted: what proved it stays with its visit, without the link. */
export function releaseEvidenceOf(
  write: Writer,
  stores: Pick<Stores, 'evidence'>,
  target: EvidenceTarget,
): void {
  for (const link of stores.evidence.linksTo(...columnOf(target))) {
    write.remove('evidence_link', link.id, null);
    write.touch('evidence', link.evidenceId);
  }
}

export function createEvidenceService(context: ServiceContext): HandlersOf<typeof evidenceContract> {
  const { stores, journal, ids, blobs, handles } = context;
  const store = stores.evidence;
  const own = (id: string) => owned(context, store.get(id), 'evidence', id);

  // The address of a small picture stays the same while it lives, so that a list read again draws nothing again.
  const thumbnails = new Map<string, BlobHandle>();
  function thumbnailUrl(sha256: string | null): string | null {
    if (sha256 === null) return null;
    const known = thumbnails.get(sha256);
    if (known !== undefined && known.expiresAt - context.clock.now() > 10 * 60_000 && handles.get(known.id))
      return known.url;
    const info = blobs.info(sha256);
    if (info === undefined || info.absent === true) return null;
    const handle = handles.refer({ ...info, fileName: 'thumbnail', read: () => blobs.get(sha256) });
    thumbnails.set(sha256, handle);
    return handle.url;
  }

  function show(
    row: StoredEvidence,
    links: readonly StoredEvidenceLink[],
    twinId: string | undefined,
  ): Evidence {
    return shaped(evidence, {
      ...row,
      thumbnailUrl: thumbnailUrl(row.thumbnailSha256),
      links: links.map((link) => ({ id: link.id, target: targetOf(link), label: link.label })),
      duplicateOf: twinId === undefined || twinId === row.id ? null : twinId,
      present: blobs.has(row.sha256),
    });
  }
  function shown(id: string): Evidence {
    const row = found(store.get(id), 'evidence', id);
    return show(row, store.linksOf(id), store.twin(row.visitId, row.sha256)?.id);
  }
  function list(visitId: string): Evidence[] {
    const links = Map.groupBy(store.linksOfVisit(visitId), (link) => link.evidenceId);
    const firsts = new Map<string, string>();
    return store.ofVisit(visitId).map((row) => {
      if (!firsts.has(row.sha256)) firsts.set(row.sha256, row.id);
      return show(row, links.get(row.id) ?? [], firsts.get(row.sha256));
    });
  }

  /** What evidence of this visit may prove: a criterion of its set, a finding or a recommendation of its round. */
  function checkTarget(visitId: string, target: EvidenceTarget, base: string): void {
    const visit = found(stores.visits.get(visitId), 'visit', visitId);
    if ('criterionId' in target) {
      const criterion = stores.criteria.criterion(target.criterionId);
      const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
      if (criterion === undefined) throw fieldFault(`${base}.criterionId`, 'NOT_FOUND');
      if (criterion.criteriaSetId !== plan.criteriaSetId) throw fieldFault(`${base}.criterionId`);
    } else if ('findingId' in target) {
      if (stores.findings.get(target.findingId)?.planId !== visit.planId)
        throw fieldFault(`${base}.findingId`, 'NOT_FOUND');
    } else if (stores.recommendations.get(target.recommendationId)?.planId !== visit.planId) {
      throw fieldFault(`${base}.recommendationId`, 'NOT_FOUND');
    }
  }

  function writeLinks(write: Writer, evidenceId: string, targets: readonly EvidenceTarget[]): number {
    const there = new Set(store.linksOf(evidenceId).map((link) => columnOf(targetOf(link)).join()));
    const wanted = new Map(targets.map((target) => [columnOf(target).join(), target]));
    let added = 0;
    for (const [key, target] of wanted) {
      if (there.has(key)) continue;
      write.insert('evidence_link', { id: ids.next(), evidenceId, ...target });
      added += 1;
    }
    return added;
  }

  /** An upload that nobody has judged yet. */
  function heldFile(handle: string): HeldFile {
    const held = handles.get(handle)?.held;
    if (held === undefined) throw new AppError('FILE_GONE');
    return held;
  }

  /** Throws why a file is not kept; what is refused is not left lying either. */
  function judged(handle: string, held: HeldFile, fileName: string) {
    const verdict = judgeFile({ name: fileName, size: held.size, read: held.read });
    if (verdict.ok && held.size <= FILE_LIMIT) return verdict;
    handles.drop(handle);
    if (verdict.ok) throw new AppError('TOO_LARGE', { detail: { limit: FILE_LIMIT, name: fileName } });
    const { code, found: content } = verdict;
    throw new AppError(code, {
      detail: {
        name: fileName,
        ...(content === null ? {} : { found: content }),
        ...(code === 'FILE_KIND' ? { allowed: fileExtensions.join(', ') } : {}),
      },
    });
  }

  function keepThumbnail(handle: string, path: string): string {
    const held = heldFile(handle);
    const verdict = judgeFile({ name: 'thumbnail', size: held.size, read: held.read });
    if (!verdict.ok || !thumbnailMedia.has(verdict.kind.media) || held.size > THUMBNAIL_LIMIT) {
      handles.drop(handle);
      throw fieldFault(path, 'VALIDATION', THUMBNAIL_LIMIT);
    }
    const { media } = verdict.kind;
    const kept = blobs.put(cleanPhoto(held.readAll(), media).bytes, media);
    handles.drop(handle);
    return kept.sha256;
  }

  return {
    'evidence.list': ({ visitId }) => {
      found(stores.visits.get(visitId), 'visit', visitId);
      return list(visitId);
    },
    'evidence.add': ({ visitId, file, fileName, thumbnail, caption, keepLocation, links }, caller) => {
      owned(context, stores.visits.get(visitId), 'visit', visitId);
      for (const [index, target] of links.entries()) checkTarget(visitId, target, `links.${index}`);
      const held = heldFile(file);
      const { kind, name } = judged(file, held, fileName);
      let kept: BlobInfo;
      let facts: Pick<StoredEvidence, 'location' | 'takenOn'> = {
        location: kind.family === 'recording' ? 'unknown' : 'none',
        takenOn: null,
      };
      if (kind.family === 'photo') {
        const photo = cleanPhoto(held.readAll(), kind.media, keepLocation);
        facts = { location: photo.location, takenOn: photo.takenOn };
        kept = blobs.put(photo.bytes, kind.media);
      } else {
        kept = held.keep(kind.media);
      }
      handles.drop(file);
      const twin = store.twin(visitId, kept.sha256);
      if (twin !== undefined) {
        journal.run(headOf(context, 'evidence.add', caller), (write) => {
          if (writeLinks(write, twin.id, links) > 0) write.touch('evidence', twin.id);
        });
        if (thumbnail !== null) handles.drop(thumbnail);
        return { ...shown(twin.id), already: true };
      }
      const thumbnailSha256 = thumbnail === null ? null : keepThumbnail(thumbnail, 'thumbnail');
      const id = ids.next();
      journal.run(headOf(context, 'evidence.add', caller), (write) => {
        write.insert('evidence', {
          id,
          visitId,
          ordinal: store.nextOrdinal(visitId),
          sha256: kept.sha256,
          thumbnailSha256,
          fileName: name,
          media: kind.media,
          size: kept.size,
          caption,
          ...facts,
        });
        writeLinks(write, id, links);
      });
      return { ...shown(id), already: false };
    },
    'evidence.update': ({ id, rev, patch }, caller) => {
      const row = own(id);
      if (patch.fileName !== undefined) {
        // The name may change, what the bytes are may not.
        const before = judgeName(row.fileName);
        const verdict = judgeName(patch.fileName);
        if (verdict.extension !== before.extension) throw fieldFault('patch.fileName');
        patch = { ...patch, fileName: verdict.name };
      }
      journal.run(headOf(context, 'evidence.update', caller), (write) => {
        write.update('evidence', id, rev, patch);
      });
      return shown(id);
    },
    'evidence.setThumbnail': ({ id, thumbnail }, caller) => {
      const row = own(id);
      const thumbnailSha256 = keepThumbnail(thumbnail, 'thumbnail');
      // Made by whichever screen misses it first; nobody's act, so it is in nobody's steps back.
      if (row.thumbnailSha256 === null) {
        const head = { ...headOf(context, 'evidence.setThumbnail', caller), kind: 'system' as const };
        journal.run(head, (write) => {
          write.update('evidence', id, null, { thumbnailSha256 });
        });
      }
      return shown(id);
    },
    'evidence.link': ({ id, target }, caller) => {
      const row = own(id);
      checkTarget(row.visitId, target, 'target');
      journal.run(headOf(context, 'evidence.link', caller), (write) => {
        if (writeLinks(write, id, [target]) > 0) write.touch('evidence', id);
      });
      return shown(id);
    },
    'evidence.unlink': ({ id, linkId }, caller) => {
      own(id);
      const link = store.linksOf(id).find((one) => one.id === linkId);
      found(link, 'evidence_link', linkId);
      journal.run(headOf(context, 'evidence.unlink', caller), (write) => {
        write.remove('evidence_link', linkId, null);
        write.touch('evidence', id);
      });
      return shown(id);
    },
    'evidence.move': ({ id, rev, ordinal }, caller) => {
      const row = current(own(id), rev, 'evidence');
      const others = store.ofVisit(row.visitId).filter((one) => one.id !== id);
      const order = others.toSpliced(Math.min(ordinal - 1, others.length), 0, row);
      journal.run(headOf(context, 'evidence.move', caller), (write) => {
        for (const [index, one] of order.entries()) {
          write.update('evidence', one.id, null, { ordinal: index + 1 });
        }
      });
      return list(row.visitId);
    },
    'evidence.delete': ({ id, rev }, caller) => {
      current(own(id), rev, 'evidence');
      const proofs = stores.remediation.provenBy(id);
      if (proofs > 0) throw new AppError('IN_USE', { detail: { entity: 'evidence', proofs } });
      journal.run(headOf(context, 'evidence.delete', caller), (write) => {
        for (const link of store.linksOf(id)) write.remove('evidence_link', link.id, null);
        write.remove('evidence', id, rev);
      });
      return { id };
    },
    'evidence.open': ({ id }) => {
      const row = found(store.get(id), 'evidence', id);
      // Says NOT_FOUND or CORRUPT now, not when the address is followed.
      blobs.path(row.sha256);
      const handle = handles.refer({
        fileName: row.fileName,
        media: row.media,
        size: row.size,
        sha256: row.sha256,
        read: () => blobs.get(row.sha256),
      });
      const { url, expiresAt } = handle;
      const { fileName, media, size, sha256 } = row;
      return { url, fileName, media, bytes: size, pages: null, sha256, expiresAt };
    },
    'evidence.check': async ({ deep }) => {
      const { files, bytes, faults } = await context.work.reading('evidence.check', (progress) =>
        blobs.inspect({ deep, onStep: (done, total) => progress.step(done, total) }),
      );
      return {
        files,
        bytes,
        faults: faults.map(({ kind, name }) => ({
          kind,
          name,
          usedBy:
            kind === 'orphan' ? [] : store.usesOf(name).map((use) => `${use.fileName} (${use.agencyName})`),
        })),
      };
    },
    'evidence.counts': ({ visitId }) =>
      store.countsOf(visitId).map((row) => ({ target: targetOf(row), count: row.count })),
    'evidence.rules': () => ({ extensions: [...fileExtensions], limit: FILE_LIMIT }),
  };
}

function judgeName(name: string): { readonly name: string; readonly extension: string } {
  const clean = cleanFileName(name);
  return { name: clean, extension: extensionOf(clean) };
}

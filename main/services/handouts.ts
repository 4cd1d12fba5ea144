/**
 * Many hands: what of a visit goes out on a laptop, what comes back, and the merge of both. A hand-out keeps the rows as
 * they went out; the way back is merged against just these.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../core/contract/error.ts';
import { type Handout, handout, type handouts, type MergePreview } from '../../core/contract/handouts.ts';
import type { HandlersOf } from '../../core/contract/index.ts';
import { canonicalJson } from '../../core/exchange/canonical-json.ts';
import { makeAgeKeys } from '../../core/exchange/package/age-keys.ts';
import { fromBase64, toBase64 } from '../../core/exchange/package/codes.ts';
import { drawnWords, wordsAsDrawn } from '../../core/exchange/package/passphrase.ts';
import { makeKeys } from '../../core/exchange/package/minisign.ts';
import {
  type Conflict,
  type Merge,
  type MergeRow,
  mergeTable,
  type RowMerge,
  settle,
} from '../../core/exchange/merge.ts';
import {
  baseText,
  contextTableNames,
  sideText,
  WORK_FILE_EXTENSION,
  WORK_FILE_MEDIA,
  WORK_FILE_VERSION,
  WORK_FILE_WORDS,
  workBase,
  type WorkFile,
  workRow,
  workTableNames,
  workTables,
} from '../../core/exchange/work-file.ts';
import { judgeFile } from '../../core/rules/file-kind.ts';
import { asciiName } from '../../core/rules/file-name.ts';
import type { HandoutKeys, StoredHandout } from '../../db/handouts.ts';
import type { Writer } from '../../db/journal.ts';
import { type TableName, tableDefinition } from '../../db/registry.ts';
import type { Stores } from '../../db/stores.ts';
import type { RowsByTable, VisitScope } from '../../db/work-rows.ts';
import type { Seal, Unseal } from '../exchange/age-file.ts';
import { type ReadWork, readWork, writeWork } from '../exchange/work-container.ts';
import { exchangeWorkFolder } from '../held-packages.ts';
import { current, fieldFault, found, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { removeFinding } from './findings.ts';

type Rows = Readonly<Record<string, readonly MergeRow[]>>;
type Work = WorkFile['work'];

const BASE_MEDIA = 'application/vnd.kiem-tra-cchc.base+json';
/** A laptop brings back one part in twenty without being asked again. */
const LARGE = 20;

/** Rows that hang on a visit only go with it. */
export function removeHandoutsOfVisit(
  write: Writer,
  stores: Pick<Stores, 'handouts'>,
  visitId: string,
): void {
  for (const one of stores.handouts.ofVisit(visitId)) write.remove('handout', one.id, null);
}

export function createHandoutService(context: ServiceContext): HandlersOf<typeof handouts> {
  const { stores, journal, ids, blobs, handles, clock, session, connection } = context;
  const store = stores.handouts;

  function agencyNameOf(visitId: string): string {
    return stores.visits.listed(visitId)?.agencyName ?? '';
  }
  const show = (row: StoredHandout): Handout =>
    shaped(handout, { ...row, agencyName: agencyNameOf(row.visitId) });
  const shown = (id: string) => show(found(store.get(id), 'handout', id));

  function scopeOf(visitId: string, domainIds: readonly string[]): VisitScope {
    const visit = found(stores.visits.get(visitId), 'visit', visitId);
    return { visitId, planId: visit.planId, agencyId: visit.agencyId, domainIds };
  }
  const travelling = (rows: RowsByTable): Work =>
    Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, list.map(workRow)])) as Work;

  type Header = Omit<WorkFile, 'answer' | 'baseSha256' | 'context' | 'work' | 'deleted' | 'evidence'>;
  function headerOf(kind: WorkFile['kind'], row: StoredHandout): Header {
    const office = found(stores.offices.get(session.officeId()), 'office', session.officeId());
    const visit = found(stores.visits.listed(row.visitId), 'visit', row.visitId);
    const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
    const member = row.teamMemberId === null ? undefined : stores.teams.member(row.teamMemberId);
    const person = stores.persons.get(session.personId());
    const names = new Map(stores.criteria.domains().map((domain) => [domain.id, domain.name]));
    return {
      format: 'kiem-tra-cchc.work',
      version: WORK_FILE_VERSION,
      kind,
      handoutId: row.id,
      visitId: row.visitId,
      domainIds: [...row.domainIds],
      officeId: office.id,
      officeName: office.name,
      planTitle: plan.title,
      agencyName: visit.agencyName,
      domainNames: row.domainIds.map((id) => names.get(id) ?? ''),
      holder: row.holder,
      holderPersonId: member?.personId ?? null,
      madeAt: clock.now(),
      madeBy: person?.fullName ?? '',
    };
  }

  function evidenceOf(work: Work): WorkFile['evidence'] {
    const digests = new Set(
      (work['evidence'] ?? []).flatMap(({ values }) =>
        [values['sha256'], values['thumbnailSha256']].filter((one) => typeof one === 'string'),
      ),
    );
    return [...digests].toSorted().flatMap((sha256) => {
      const info = blobs.info(sha256);
      return info === undefined || info.absent === true ? [] : [{ sha256, size: info.size }];
    });
  }

  /** FILE_NOT_WORK: handed out by a version that knew no keys. */
  function keysOf(row: StoredHandout): HandoutKeys {
    const keys = store.keys(row.id);
    if (keys === undefined) throw new AppError('FILE_NOT_WORK');
    return keys;
  }
  const seedOf = (keys: HandoutKeys) => fromBase64(keys.signSeed ?? '') ?? new Uint8Array();

  async function fileOf(work: WorkFile, row: StoredHandout, seal: Seal, unseal: Unseal) {
    const stem = asciiName(`${work.kind === 'out' ? 'Giao' : 'Trả'} ${work.agencyName} ${row.holder}`);
    const fileName = `${stem}.${WORK_FILE_EXTENSION}`;
    const keys = { signSeed: seedOf(keysOf(row)), seal };
    const kept = await blobs.putStream(
      writeWork(work, (sha256) => blobs.get(sha256, { verify: true }), keys),
      WORK_FILE_MEDIA,
    );
    // Read back and counted before anybody is told that it is done.
    await opened(blobs.get(kept.sha256), unseal, (again) => {
      for (const { sha256 } of again.file.evidence) again.evidence(sha256);
      if (canonicalJson(again.file) !== canonicalJson(work)) throw new AppError('CORRUPT');
    });
    const { url, expiresAt } = handles.refer({
      fileName,
      media: WORK_FILE_MEDIA,
      size: kept.size,
      sha256: kept.sha256,
      read: () => blobs.get(kept.sha256),
    });
    return {
      url,
      fileName,
      media: WORK_FILE_MEDIA,
      bytes: kept.size,
      pages: null,
      sha256: kept.sha256,
      expiresAt,
    };
  }

  async function opened<T>(
    bytes: Uint8Array,
    unseal: Unseal,
    body: (read: ReadWork) => T | Promise<T>,
  ): Promise<T> {
    const read = await readWork(bytes, unseal, exchangeWorkFolder(context.installation.folder));
    try {
      return await body(read);
    } finally {
      read.close();
    }
  }

  function uploaded(file: string): Uint8Array {
    const content = handles.get(file);
    if (content === undefined || content.sha256 === null) throw new AppError('FILE_GONE');
    return blobs.get(content.sha256);
  }

  /** With the words that were said, or as the PC that handed it out. */
  const carried = <T>(file: string, words: string | null, body: (read: ReadWork) => T | Promise<T>) =>
    opened(
      uploaded(file),
      { identities: store.identities(), passphrase: words === null ? null : wordsAsDrawn(words) },
      body,
    );

  function baseOf(row: StoredHandout): Work {
    const bytes = blobs.get(row.baseSha256, { verify: true });
    return workBase.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))).work;
  }

  // ── The way out ────────────────────────────────────────────────────────────────────────────────────────

  async function outFile(row: StoredHandout, work: Work) {
    const keys = keysOf(row);
    const file: WorkFile = {
      ...headerOf('out', row),
      answer: { signSeed: keys.signSeed ?? '', ageRecipient: keys.ageRecipient },
      baseSha256: null,
      context: travelling(store.rows.context(scopeOf(row.visitId, row.domainIds))),
      work,
      deleted: {},
      evidence: evidenceOf(work),
    };
    const passphrase = keys.words ?? '';
    return {
      file: await fileOf(file, row, { passphrase }, { identities: [], passphrase }),
      words: passphrase.split(' '),
    };
  }

  // ── The way in, on the laptop ──────────────────────────────────────────────────────────────────────────

  function insertRow(write: Writer, table: string, { id, values }: MergeRow): void {
    const definition = known(table);
    for (const key of Object.keys(values))
      if (!definition.byKey.has(key)) throw new AppError('FILE_NOT_WORK');
    write.insert(definition.name, { id, ...values } as never);
  }

  /** Only what a visit stands on: no work file changes who sits here or what was issued. */
  function checkTables(rows: Rows, allowed: readonly string[]): void {
    if (Object.keys(rows).some((table) => !allowed.includes(table))) throw new AppError('FILE_NOT_WORK');
  }

  /** Of this visit and these domains, and of this office: a laptop brings back nothing else. */
  function checkScope({ work }: WorkFile, row: StoredHandout): void {
    const { planId, agencyId } = scopeOf(row.visitId, row.domainIds);
    const findings = new Set((work['finding'] ?? []).map(({ id }) => id));
    const evidenceIds = new Set((work['evidence'] ?? []).map(({ id }) => id));
    const sampleIds = new Set((work['sample'] ?? []).map(({ id }) => id));
    const mine = (criterionId: unknown) =>
      typeof criterionId === 'string' &&
      row.domainIds.includes(stores.criteria.criterion(criterionId)?.domainId ?? '');
    const fits: Readonly<Record<string, (values: MergeRow['values']) => boolean>> = {
      answer: (values) => values['visitId'] === row.visitId && mine(values['criterionId']),
      finding: (values) => values['planId'] === planId && row.domainIds.includes(String(values['domainId'])),
      finding_agency: (values) => findings.has(String(values['findingId'])),
      recommendation: (values) => values['planId'] === planId && values['agencyId'] === agencyId,
      evidence_link: (values) => evidenceIds.has(String(values['evidenceId'])),
      sample_item: (values) => sampleIds.has(String(values['sampleId'])),
    };
    const ofVisit = (values: MergeRow['values']) => values['visitId'] === row.visitId;
    for (const [table, list] of Object.entries(work)) {
      const fit = fits[table] ?? ofVisit;
      for (const { values } of list) {
        if (!fit(values) || values['originOfficeId'] !== session.officeId())
          throw new AppError('FILE_NOT_WORK');
      }
    }
  }

  /** Rows of the file as they are there; what is here already is brought to it. */
  function takeRows(write: Writer, rows: Rows): void {
    for (const [table, list] of Object.entries(rows)) {
      const { name } = known(table);
      const present = connection.prepare(`SELECT 1 FROM ${name} WHERE id = ?`).pluck();
      for (const row of list) {
        if (present.get(row.id) === undefined) insertRow(write, table, row);
        else write.update(name, row.id, null, row.values as never);
      }
    }
  }

  // ── The way back, and the merge ────────────────────────────────────────────────────────────────────────

  interface Merging {
    readonly row: StoredHandout;
    readonly read: ReadWork;
    readonly merge: Merge;
    readonly ours: Work;
    readonly digest: string;
  }

  function merging(read: ReadWork): Merging {
    const { handoutId, kind, baseSha256 } = read.file;
    const row = store.get(handoutId);
    if (kind !== 'back' || row === undefined || row.direction !== 'given') {
      throw new AppError('NOT_FOUND', { detail: { entity: 'handout' } });
    }
    owned(context, row, 'handout', row.id);
    // Signed with the key that went out with it, and by nobody else.
    if (read.signedBy !== keysOf(row).signPublic || baseSha256 !== row.baseSha256) {
      throw new AppError('FILE_NOT_WORK');
    }
    if (row.state === 'called_off') {
      throw new AppError('WRONG_STATE', { detail: { entity: 'handout', from: row.state, to: 'returned' } });
    }
    const visit = found(stores.visits.get(row.visitId), 'visit', row.visitId);
    // What was approved is not changed by a laptop that comes back late.
    if (['notice_issued', 'closed', 'cancelled'].includes(visit.status)) {
      throw new AppError('WRONG_STATE', {
        detail: { entity: 'visit', from: visit.status, to: visit.status },
      });
    }
    checkTables(read.file.work, workTableNames);
    checkScope(read.file, row);
    const base = baseOf(row);
    const ours = travelling(store.rows.work(scopeOf(row.visitId, row.domainIds)));
    const parts = workTables.map((table) =>
      mergeTable({
        table,
        base: base[table.name] ?? [],
        ours: ours[table.name] ?? [],
        theirs: read.file.work[table.name] ?? [],
        deleted: read.file.deleted[table.name] ?? [],
      }),
    );
    const merge: Merge = {
      changes: parts.flatMap(({ changes }) => changes),
      conflicts: parts.flatMap(({ conflicts }) => conflicts),
      kept: parts.reduce((sum, { kept }) => sum + kept, 0),
    };
    const digest = createHash('sha256')
      .update(
        canonicalJson([createHash('sha256').update(canonicalJson(read.file)).digest('hex'), row.rev, merge]),
      )
      .digest('hex');
    return { row, read, merge, ours, digest };
  }

  const evidenceToTake = (work: Work) =>
    evidenceOfFile(work).filter((sha256) => blobs.info(sha256)?.absent ?? blobs.info(sha256) === undefined);
  const evidenceOfFile = (work: Work): string[] => [
    ...new Set(
      (work['evidence'] ?? []).flatMap(({ values }) =>
        [values['sha256'], values['thumbnailSha256']].filter((one) => typeof one === 'string'),
      ),
    ),
  ];

  function isLarge({ row, merge, ours }: Merging): boolean {
    const here = Object.values(ours).reduce((sum, list) => sum + list.length, 0);
    const touched = merge.changes.filter(({ action }) => action !== 'add').length + merge.conflicts.length;
    // The first return is what the file went out for; a further one changes what was merged already.
    return row.returns > 0 && touched * LARGE > here;
  }

  /** A row's name, to read. */
  function labels({ ours, read }: Pick<Merging, 'ours' | 'read'>) {
    const rows = new Map<string, MergeRow>();
    for (const side of [read.file.work, ours]) {
      for (const [table, list] of Object.entries(side))
        for (const row of list) rows.set(`${table} ${row.id}`, row);
    }
    const criterionName = (criterionId: unknown) => {
      const criterion = typeof criterionId === 'string' ? stores.criteria.criterion(criterionId) : undefined;
      return criterion === undefined ? '' : `${criterion.code} ${criterion.text}`;
    };
    const labelOf = (table: string, id: string): string => {
      const values = rows.get(`${table} ${id}`)?.values ?? {};
      const text = (key: string) => (typeof values[key] === 'string' ? values[key] : '');
      switch (table) {
        case 'answer':
          return criterionName(values['criterionId']);
        case 'finding':
        case 'recommendation':
          return text('text');
        case 'finding_agency':
          return labelOf('finding', text('findingId'));
        case 'evidence':
          return text('caption') || text('fileName');
        case 'evidence_link':
          return `${labelOf('evidence', text('evidenceId'))} → ${
            criterionName(values['criterionId']) ||
            labelOf('finding', text('findingId')) ||
            labelOf('recommendation', text('recommendationId'))
          }`;
        default:
          return [text('code'), text('name') || text('title')].filter((part) => part !== '').join(' ');
      }
    };
    return labelOf;
  }

  function previewOf(state: Merging, fileName: string): MergePreview {
    const { row, read, merge, digest } = state;
    const labelOf = labels(state);
    const count = (action: RowMerge['action']) => merge.changes.filter((one) => one.action === action).length;
    return {
      handout: show(row),
      fileName,
      madeAt: read.file.madeAt,
      madeBy: read.file.madeBy,
      counts: {
        added: count('add'),
        changed: count('change'),
        deleted: count('delete'),
        kept: merge.kept,
        conflicts: merge.conflicts.length,
        evidence: evidenceToTake(read.file.work).length,
      },
      changes: merge.changes.map((change) => ({
        table: change.table,
        rowId: change.id,
        label: labelOf(change.table, change.id),
        action: change.action,
        fields:
          change.action === 'change'
            ? change.fields.map(({ field, before, after }) => ({
                field,
                before: sideText(before),
                after: sideText(after),
              }))
            : [],
      })),
      conflicts: merge.conflicts.map((one: Conflict) => ({
        key: one.key,
        table: one.table,
        rowId: one.id,
        label: labelOf(one.table, one.id),
        field: one.field,
        base: one.field === '*' ? present(one.base) : sideText(one.base),
        ours: one.field === '*' ? present(one.ours) : sideText(one.ours),
        theirs: one.field === '*' ? present(one.theirs) : sideText(one.theirs),
      })),
      largeChange: isLarge(state),
      digest,
    };
  }

  function writeMerge(write: Writer, changes: readonly RowMerge[]): void {
    const order = (table: string) => workTableNames.indexOf(table);
    const inOrder = changes.toSorted((a, b) => order(a.table) - order(b.table));
    for (const change of inOrder) {
      if (change.action === 'add') insertRow(write, change.table, change);
      if (change.action === 'change') {
        const patch = Object.assign({}, ...change.fields.map(({ after }) => after)) as object;
        write.update(known(change.table).name, change.id, null, patch as never);
      }
    }
    // What stands on other rows goes before them.
    for (const change of inOrder.toReversed()) {
      if (change.action !== 'delete') continue;
      const finding = change.table === 'finding' ? stores.findings.get(change.id) : undefined;
      if (finding === undefined) write.remove(known(change.table).name, change.id, null);
      else removeFinding(write, stores, finding, null);
    }
    for (const findingId of parentsOf(changes, 'finding_agency', 'findingId')) {
      if (stores.findings.get(findingId) !== undefined) write.touch('finding', findingId);
    }
  }

  return {
    'handouts.list': ({ visitId }) =>
      (visitId === undefined ? store.all() : store.ofVisit(visitId)).map(show),
    'handouts.give': async ({ visitId, domainIds, holder, teamMemberId }, caller) => {
      const visit = owned(context, stores.visits.get(visitId), 'visit', visitId);
      const plan = found(stores.plans.get(visit.planId), 'plan', visit.planId);
      const set = plan.criteriaSetId === null ? undefined : stores.criteria.set(plan.criteriaSetId);
      if (set === undefined)
        throw new AppError('WRONG_STATE', { detail: { entity: 'plan', from: plan.status } });
      const all = stores.criteria.domainsOf(set.domainSet).map((domain) => domain.id);
      const unknown = domainIds.findIndex((id) => !all.includes(id));
      if (unknown >= 0) throw fieldFault(`domainIds.${unknown}`, 'NOT_FOUND');
      const member = teamMemberId === null ? undefined : stores.teams.member(teamMemberId);
      if (teamMemberId !== null && member?.teamId !== visit.teamId)
        throw fieldFault('teamMemberId', 'NOT_FOUND');
      const chosen = domainIds.length === 0 ? all : all.filter((id) => domainIds.includes(id));
      const id = ids.next();
      const work = travelling(store.rows.work(scopeOf(visitId, chosen)));
      const base = blobs.put(Buffer.from(baseText({ handoutId: id, work })), BASE_MEDIA);
      // A file that is on its way cannot be taken back by an undo.
      journal.run(headOf(context, 'handouts.give', caller, { barrier: true }), (write) => {
        store.keepKeys(makeHandoutKeys(id));
        write.insert('handout', {
          id,
          visitId,
          direction: 'given',
          domainIds: chosen,
          holder,
          teamMemberId,
          baseSha256: base.sha256,
          state: 'out',
        });
      });
      const row = found(store.get(id), 'handout', id);
      return { handout: show(row), ...(await outFile(row, work)) };
    },
    'handouts.file': async ({ id }) => {
      const row = found(store.get(id), 'handout', id);
      if (row.direction !== 'given') throw new AppError('WRONG_STATE', { detail: { entity: 'handout' } });
      return outFile(row, baseOf(row));
    },
    'handouts.callOff': ({ id, rev }, caller) => {
      const row = current(owned(context, store.get(id), 'handout', id), rev, 'handout');
      if (row.state !== 'out') {
        throw new AppError('WRONG_STATE', {
          detail: { entity: 'handout', from: row.state, to: 'called_off' },
        });
      }
      journal.run(headOf(context, 'handouts.callOff', caller), (write) => {
        write.update('handout', id, rev, { state: 'called_off' });
      });
      return shown(id);
    },
    'handouts.look': ({ file, fileName, words }) =>
      carried(file, words, ({ file: work }) => {
        const installed = stores.offices.installation();
        const here = store.get(work.handoutId);
        const fits = () => {
          if (installed === undefined) return work.kind === 'out' ? 'set_up' : 'not_handed_out';
          if (installed.officeId !== work.officeId) return 'other_office';
          if (work.kind === 'back') return here?.direction === 'given' ? 'merge' : 'not_handed_out';
          return here === undefined ? 'take' : 'known';
        };
        const { agencyName, planTitle, officeName, holder, madeAt, kind } = work;
        return {
          fileName,
          kind,
          agencyName,
          planTitle,
          officeName,
          holder,
          domains: work.domainNames,
          madeAt,
          fits: fits(),
        };
      }),
    'handouts.take': ({ file, words }) =>
      carried(file, words, ({ file: work, evidence }) => {
        const answer = work.answer;
        const signSeed = fromBase64(answer?.signSeed ?? '');
        if (work.kind !== 'out' || answer === null || signSeed?.length !== 32) {
          throw new AppError('FILE_NOT_WORK');
        }
        const installed = stores.offices.installation();
        if (installed !== undefined && installed.officeId !== work.officeId) {
          throw new AppError('FORBIDDEN', { detail: { entity: 'handout', office: work.officeName } });
        }
        if (store.get(work.handoutId) !== undefined) {
          throw new AppError('DUPLICATE', { detail: { entity: 'handout' } });
        }
        // What this laptop did not give back yet would be overwritten.
        const waiting = store
          .ofVisit(work.visitId)
          .find((one) => one.direction === 'taken' && one.state === 'out');
        const untouched =
          waiting === undefined ||
          canonicalJson(baseOf(waiting)) ===
            canonicalJson(travelling(store.rows.work(scopeOf(work.visitId, waiting.domainIds))));
        if (!untouched) {
          throw new AppError('WRONG_STATE', { detail: { entity: 'handout', from: 'out', to: 'out' } });
        }
        checkTables(work.context, contextTableNames);
        checkTables(work.work, workTableNames);
        const base = blobs.put(Buffer.from(baseText(work)), BASE_MEDIA);
        takeEvidence(
          work.work,
          work.evidence.map(({ sha256 }) => sha256),
          evidence,
        );
        const personId = installed?.actingPersonId ?? work.holderPersonId ?? ids.next();
        const head = {
          method: 'handouts.take',
          actorId: personId,
          officeId: work.officeId,
          kind: 'system',
        } as const;
        journal.run(head, (write) => {
          connection.pragma('defer_foreign_keys = ON');
          takeRows(write, work.context);
          takeRows(write, work.work);
          if (installed === undefined) {
            if (stores.persons.get(personId) === undefined) {
              write.insert('person', {
                id: personId,
                officeId: work.officeId,
                fullName: work.holder,
                position: null,
                active: true,
              });
            }
            write.insert('installation', {
              id: ids.next(),
              officeId: work.officeId,
              actingPersonId: personId,
            });
          }
          store.keepKeys({
            handoutId: work.handoutId,
            signPublic: makeKeys(signSeed).signPublic,
            signSeed: answer.signSeed,
            ageRecipient: answer.ageRecipient,
            ageIdentity: null,
            words: null,
          });
          write.insert('handout', {
            id: work.handoutId,
            visitId: work.visitId,
            direction: 'taken',
            domainIds: work.domainIds,
            holder: work.holder,
            teamMemberId: null,
            baseSha256: base.sha256,
            state: 'out',
          });
        });
        return { visitId: work.visitId };
      }),
    'handouts.giveBack': async ({ id }) => {
      const row = found(store.get(id), 'handout', id);
      if (row.direction !== 'taken') throw new AppError('WRONG_STATE', { detail: { entity: 'handout' } });
      const base = baseOf(row);
      const work = travelling(store.rows.work(scopeOf(row.visitId, row.domainIds)));
      const deleted = Object.fromEntries(
        workTableNames.map((table) => [
          table,
          store.deleted(
            table,
            (base[table] ?? []).map((one) => one.id),
          ),
        ]),
      );
      const file: WorkFile = {
        ...headerOf('back', row),
        answer: null,
        baseSha256: row.baseSha256,
        context: {},
        work,
        deleted,
        evidence: evidenceOf(work),
      };
      // Only the other side can open it: what was read back is opened with a key that is thrown away.
      const own = makeAgeKeys(randomBytes(32));
      const recipients = [keysOf(row).ageRecipient, own.ageRecipient];
      return fileOf(file, row, { recipients }, { identities: [own.ageIdentity], passphrase: null });
    },
    'handouts.preview': ({ file, fileName }) =>
      carried(file, null, (read) => previewOf(merging(read), fileName)),
    'handouts.merge': ({ file, digest, choices, largeChangeConfirmed }, caller) =>
      carried(file, null, (opened) => {
        const state = merging(opened);
        const { row, merge, read } = state;
        if (state.digest !== digest) throw new AppError('CONFLICT', { detail: { entity: 'handout' } });
        const open = merge.conflicts.find(({ key }) => choices[key] === undefined);
        if (open !== undefined) throw fieldFault(`choices.${open.key}`, 'MISSING_KEY');
        if (isLarge(state) && !largeChangeConfirmed) throw fieldFault('largeChangeConfirmed', 'MISSING_KEY');
        const changes = settle(merge, choices);
        takeEvidence(read.file.work, evidenceToTake(read.file.work), read.evidence);
        journal.run(headOf(context, 'handouts.merge', caller), (write) => {
          connection.pragma('defer_foreign_keys = ON');
          writeMerge(write, changes);
          write.update('handout', row.id, null, {
            state: 'returned',
            returnedOn: clock.today(),
            returns: row.returns + 1,
          });
        });
        return { handout: shown(row.id), changed: changes.length };
      }),
  };

  /** The files of the rows, judged like any other that comes in: by their bytes, and all of them before one is kept. */
  function takeEvidence(work: Work, wanted: readonly string[], read: ReadWork['evidence']): void {
    const taken = wanted.map((sha256) => {
      const row = (work['evidence'] ?? []).find(({ values }) => values['sha256'] === sha256);
      const bytes = read(sha256);
      const verdict = judgeFile({
        name: row === undefined ? 'thumbnail' : String(row.values['fileName']),
        size: bytes.length,
        read: (at, length) => bytes.subarray(at, at + length),
      });
      // A row without its own file is a thumbnail: a small picture that a screen made.
      const fits = verdict.ok && (row !== undefined || verdict.kind.media.startsWith('image/'));
      if (!fits) throw new AppError('FILE_NOT_WORK');
      return { bytes, media: verdict.kind.media };
    });
    for (const { bytes, media } of taken) blobs.put(bytes, media);
  }
}

/** Made for one hand-out: a key that signs and one that opens the way back, and the words of the way out. */
function makeHandoutKeys(handoutId: string): HandoutKeys {
  const { signSeed, signPublic } = makeKeys(randomBytes(32));
  const words = drawnWords(randomBytes(WORK_FILE_WORDS * 2), WORK_FILE_WORDS).join(' ');
  return { handoutId, signPublic, signSeed: toBase64(signSeed), ...makeAgeKeys(randomBytes(32)), words };
}

const present = (values: object | null) => values !== null;

function parentsOf(changes: readonly RowMerge[], table: string, key: string): ReadonlySet<string> {
  return new Set(
    changes.flatMap((change) => {
      const value = change.table === table && change.action !== 'change' ? change.values[key] : undefined;
      return typeof value === 'string' ? [value] : [];
    }),
  );
}

const tableName = z.string();
/** A table that a work file may name; anything else is no work file. */
function known(table: string): { readonly name: TableName; readonly byKey: ReadonlyMap<string, unknown> } {
  try {
    return tableDefinition(tableName.parse(table));
  } catch (error) {
    throw new AppError('FILE_NOT_WORK', { cause: error });
  }
}

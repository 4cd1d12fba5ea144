/**
 * Documents: drafted from the data, edited, compared with what the data says now, frozen for signature, issued with
 * number and day, withdrawn or replaced. From freezing on, pages come from the snapshot in the content store and no
 * longer from the data.
 */
import {
  document as documentShape,
  type DocumentDetail,
  documentReference,
  type DocumentRow,
  type documents,
} from '../../core/contract/documents.ts';
import { AppError } from '../../core/contract/error.ts';
import type { HandlersOf, Parsed } from '../../core/contract/index.ts';
import { checkDocument, checkNotice, mergeWarnings } from '../../core/documents/check.ts';
import { applyChanges, compareDrafts, refreshFields } from '../../core/documents/draft-changes.ts';
import { fieldNames, fieldsKnownTo, fieldsOf } from '../../core/documents/fields.ts';
import { type DocumentScope, kindTraits } from '../../core/documents/kinds.ts';
import { styleSheets } from '../../core/documents/style-nd30-2020.ts';
import { documentBodyHtml, documentCss } from '../../core/documents/to-html.ts';
import { canMoveDocument, type DocumentStatus, isEditable } from '../../core/rules/document-states.ts';
import { defaultSymbol } from '../../core/rules/numbering.ts';
import type { ListedDocument, StoredDocument } from '../../db/documents.ts';
import type { Writer } from '../../db/journal.ts';
import type { StoredPlan } from '../../db/plans.ts';
import type { Progress } from '../work/work.ts';
import { current, fieldFault, found, given, headOf, owned, type ServiceContext, shaped } from './context.ts';
import { duplicatesOf, faultsOfNumbering } from './document-numbering.ts';
import { type PaperHome, planOfPaper } from './document-homes.ts';
import { exportDocumentList } from './document-list.ts';
import {
  docxBytes,
  factsDigest,
  frozenDigest,
  isNotice,
  issuedSnapshot,
  mediaOf,
  picturesOf,
  snapshotBytes,
  snapshotMedia,
  snapshotOf,
} from './document-pages.ts';
import {
  countsDays,
  draftOfDocument,
  draftPaper,
  memberOf,
  modelOfDocument,
  type PaperAbout,
  renderDocument,
  type RowOfPaper,
  snapshotOfDocument,
  teamOf,
} from './document-papers.ts';
import { papersStandingOn } from './document-removal.ts';
import { columnsOf, missingPapers } from './document-round.ts';
import type { PaperDraft } from './papers/paper.ts';
import { learnPhrases } from './phrase-learning.ts';
import { showScan } from './scans.ts';

type DocumentMethods = {
  [K in keyof typeof documents as K extends `documents.${string}` ? K : never]: (typeof documents)[K];
};

export const showDocument = (row: ListedDocument): DocumentRow => shaped(documentShape, row);

/** The digest of a draft that has taken over a part of what the data says: compared again each time. */
const PARTLY = 'partly';

/** The column that says what a scope is about. */
const columnOfScope = {
  visit: 'visitId',
  team: 'teamId',
  member: 'memberId',
  document: 'aboutDocumentId',
  period: 'periodFrom',
  period_report: 'periodReportId',
  agency_report: 'agencyReportId',
  index: 'indexSetId',
} as const satisfies Record<Exclude<DocumentScope, 'round'>, keyof DocumentRow>;

/** So many papers are drafted before anybody notices; more are drafted beside the screen. */
const AT_ONCE = 12;

/** Drafts a paper and writes its row, inside somebody's change set. */
export function insertPaper(
  context: ServiceContext,
  write: Writer,
  plan: StoredPlan,
  about: PaperAbout,
): string {
  const { stores, clock, ids } = context;
  const asOf = about.asOf ?? (countsDays(about.kind) ? clock.today() : null);
  const member = about.member ?? null;
  const team = about.team ?? (member === null ? null : memberOf(stores, member.id).team);
  const paper = draftPaper(context, plan, { ...about, team, asOf });
  const id = ids.next();
  write.insert('document', {
    id,
    planId: plan.id === '' ? null : plan.id,
    ...columnsOf(about),
    asOf,
    issuerId: paper.issuerId,
    kind: about.kind,
    titleKind: about.titleKind ?? 'ket_qua',
    symbol: paper.symbol,
    subject: paper.subject,
    status: 'draft',
    content: paper.content,
    baseContent: paper.content,
    factsDigest: factsDigest(paper),
  });
  return id;
}

export function createDocumentService(context: ServiceContext): HandlersOf<DocumentMethods> {
  const { stores, journal, ids, blobs, handles, clock } = context;
  const store = stores.documents;
  const read = (id: string) => found(store.get(id), 'document', id);
  const shown = (id: string) => showDocument(read(id));
  const pictures = picturesOf(blobs);

  function reference(id: string | null | undefined): DocumentDetail['about'] {
    const row = id == null ? undefined : store.get(id);
    return row === undefined ? null : shaped(documentReference, row);
  }

  /** A draft beside what the data words now. */
  function compared(row: StoredDocument, draft: PaperDraft) {
    const fields = fieldsOf(draft.facts);
    const base = row.baseContent;
    const isSame = factsDigest({ kind: row.kind, facts: draft.facts }) === row.factsDigest;
    // The same data words the same, whatever the application has learnt to say since; who signs is in fields alone.
    const fresh =
      isSame && refreshFields(base ?? row.content, fields) === (base ?? row.content)
        ? (base ?? row.content)
        : draft.content();
    const changes = isSame && base === null ? [] : compareDrafts(base, row.content, fresh, fields);
    return { base, fresh, fields, changes, stale: base === null ? !isSame : changes.length > 0 };
  }

  function detail(row: StoredDocument): DocumentDetail {
    const plan = planOfPaper(stores, row);
    const common = {
      document: showDocument(row),
      content: row.content,
      scans: stores.documentScans.ofDocument(row.id).map((scan) => showScan(context, scan)),
      duplicates: duplicatesOf(stores, row).flatMap((id) => reference(id) ?? []),
      replaces: reference(row.replacesId),
      replacedBy: reference(store.replacing(row.id)[0]),
      about: reference(row.aboutDocumentId),
      frozenDigest: row.frozenDigest,
      planTitle: plan.title,
      illustrative: plan.illustrative,
      hasPdf: row.pdfSha256 !== null,
    };
    if (row.modelSha256 !== null && blobs.info(row.modelSha256)?.absent === true) {
      // Issued by another office that did not send its pages: what its row says stands.
      const issuerName = stores.issuers.get(row.issuerId)?.name ?? '';
      return { ...common, warnings: [], stale: false, changes: [], fields: [], issuerName };
    }
    const snapshot = snapshotOfDocument(context, row);
    if (snapshot !== undefined) {
      const warnings = [
        ...(isNotice(snapshot) ? checkNotice(snapshot.facts, row.content) : []),
        ...checkDocument(snapshot.kind, snapshot.facts, row.content),
      ];
      return {
        ...common,
        warnings: shownWarnings(warnings),
        stale: false,
        changes: [],
        fields: [],
        issuerName: snapshot.facts.issuer.name,
      };
    }
    const draft = draftOfDocument(context, row);
    const { fields, changes, stale } = compared(row, draft);
    return {
      ...common,
      warnings: shownWarnings([
        ...draft.warnings(row.content),
        ...checkDocument(row.kind, draft.facts, row.content, fields),
      ]),
      stale: row.status === 'draft' && stale,
      changes: row.status === 'draft' ? changes : [],
      fields: fieldsKnownTo(row.kind).map((name) => ({
        name,
        label: fieldNames[name],
        value: fields[name],
      })),
      issuerName: draft.facts.issuer.name,
    };
  }

  /** The row as this person may change it: of this office, at the rev that was read. */
  const changeable = (id: string, rev: number) =>
    current(owned(context, store.get(id), 'document', id), rev, 'document');

  function editable(id: string, rev: number): StoredDocument {
    const row = changeable(id, rev);
    if (!isEditable(row.status)) {
      throw new AppError('FROZEN', { detail: { entity: 'document', id, status: row.status } });
    }
    return row;
  }

  function movable(id: string, rev: number, to: DocumentStatus): StoredDocument {
    const row = changeable(id, rev);
    if (!canMoveDocument(row.status, to)) {
      throw new AppError('WRONG_STATE', { detail: { entity: 'document', from: row.status, to } });
    }
    return row;
  }

  /** What it belongs to; of an agency's part of a periodic report, that report too. */
  function homeOf(input: Parsed<'documents.create'>): PaperHome & Pick<DocumentRow, 'agencyReportId'> {
    const { planId, agencyReportId, indexSetId } = input;
    const home = stores.documentHomes;
    // It belongs to one of them.
    if (planId !== null && (input.periodReportId ?? agencyReportId ?? indexSetId) !== null) {
      throw fieldFault('planId');
    }
    const whole = agencyReportId === null ? undefined : home.periodOfAgencyReport(agencyReportId);
    if (agencyReportId !== null && whole === undefined) throw fieldFault('agencyReportId', 'NOT_FOUND');
    const periodReportId = whole ?? input.periodReportId;
    if (planId === null && periodReportId === null && indexSetId === null) {
      throw fieldFault('planId', 'MISSING_KEY');
    }
    if (periodReportId !== null && home.periodReport(periodReportId) === undefined) {
      throw fieldFault('periodReportId', 'NOT_FOUND');
    }
    if (indexSetId !== null && home.indexSet(indexSetId) === undefined)
      throw fieldFault('indexSetId', 'NOT_FOUND');
    return { planId, periodReportId, agencyReportId, indexSetId };
  }

  /** What the input says it is about, held against what its kind can be about. */
  function aboutOf(input: Parsed<'documents.create'>): PaperAbout {
    const { kind } = input;
    const { scopes } = kindTraits[kind];
    for (const [scope, column] of Object.entries(columnOfScope) as [DocumentScope, keyof typeof input][]) {
      // An agency's part of a periodic report is told with the report.
      const isWhole = scope === 'period_report' && scopes.includes('agency_report');
      if (input[column] !== null && !scopes.includes(scope) && !isWhole) throw fieldFault(column);
    }
    if (input.periodTo !== null && !scopes.includes('period')) throw fieldFault('periodTo');
    const narrower = scopes.filter((scope) => scope !== 'round');
    const isNamed = narrower.some((scope) => input[columnOfScope[scope]] !== null);
    const [wanted] = narrower;
    if (!isNamed && !(scopes.includes('round') && input.planId !== null) && wanted !== undefined) {
      throw fieldFault(columnOfScope[wanted], 'MISSING_KEY');
    }
    if (input.periodFrom !== null && input.periodTo === null) throw fieldFault('periodTo', 'MISSING_KEY');
    if (input.periodFrom !== null && input.periodTo !== null && input.periodTo < input.periodFrom) {
      throw fieldFault('periodTo', 'BAD_DATE');
    }
    const inPlan = <T extends { readonly planId: string | null }>(row: T | undefined, path: string): T => {
      const isThere = row?.planId === input.planId;
      if (row === undefined || !isThere) throw fieldFault(path, 'NOT_FOUND');
      return row;
    };
    const { visitId, teamId, memberId, aboutDocumentId } = input;
    const teamIdOfMember = memberId === null ? undefined : stores.teams.member(memberId)?.teamId;
    if (memberId !== null) {
      inPlan(teamIdOfMember === undefined ? undefined : stores.teams.get(teamIdOfMember), 'memberId');
    }
    const about = aboutDocumentId === null ? null : inPlan(store.get(aboutDocumentId), 'aboutDocumentId');
    // A submission submits a paper, not another submission.
    if (about !== null && kindTraits[about.kind].scopes.includes('document')) {
      throw fieldFault('aboutDocumentId');
    }
    if (about?.status === 'withdrawn') throw fieldFault('aboutDocumentId', 'WRONG_STATE');
    return {
      ...homeOf(input),
      kind,
      visit: visitId === null ? null : inPlan(stores.visits.listed(visitId), 'visitId'),
      team: teamId === null ? null : teamOf(stores, inPlan(stores.teams.get(teamId), 'teamId').id),
      member: memberId === null ? null : memberOf(stores, memberId).member,
      about,
      periodFrom: input.periodFrom,
      periodTo: input.periodTo,
      asOf: input.asOf,
      titleKind: input.titleKind,
      issuerId: input.issuerId,
    };
  }

  /** What a patch moves along with itself as long as nobody has written it by hand. */
  function followed(row: StoredDocument, patch: Parsed<'documents.update'>['patch']) {
    const next = { ...patch };
    if (patch.issuerId !== undefined && patch.issuerId !== row.issuerId) {
      const named = stores.issuers.get(patch.issuerId);
      const issuer = named?.originOfficeId === row.originOfficeId ? named : undefined;
      if (issuer === undefined) throw fieldFault('patch.issuerId', 'NOT_FOUND');
      const former = stores.issuers.get(row.issuerId);
      if (patch.symbol === undefined && row.symbol === defaultSymbol(row.kind, former?.symbol ?? null)) {
        next.symbol = defaultSymbol(row.kind, issuer.symbol);
      }
    }
    const worded = ['titleKind', 'issuerId', 'asOf', 'periodFrom', 'periodTo'] as const;
    const isWorded = worded.some((key) => patch[key] !== undefined && patch[key] !== row[key]);
    if (isWorded && patch.subject === undefined) {
      const subjectOf = (one: RowOfPaper) => draftOfDocument(context, one).subject;
      if (row.subject === subjectOf(row)) next.subject = subjectOf({ ...row, ...given(patch) });
    }
    return next;
  }

  function checkPatch(row: StoredDocument, patch: Parsed<'documents.update'>['patch']): void {
    if (patch.content !== undefined && patch.content.kind !== row.kind)
      throw fieldFault('patch.content.kind');
    const hasPeriod = kindTraits[row.kind].scopes.includes('period');
    for (const key of ['periodFrom', 'periodTo'] as const) {
      if (patch[key] !== undefined && !hasPeriod) throw fieldFault(`patch.${key}`);
    }
    const { periodFrom, periodTo } = { ...row, ...given(patch) };
    if (periodFrom !== null && periodTo !== null && periodTo < periodFrom) {
      throw fieldFault(patch.periodTo === undefined ? 'patch.periodFrom' : 'patch.periodTo', 'BAD_DATE');
    }
  }

  /** The number as it was entered; null where the kind bears none or may do without. */
  function numberOf(kind: DocumentRow['kind'], typed: string): string | null {
    const number = typed.trim();
    const { numbered } = kindTraits[kind];
    if (number === '' && numbered === 'always') throw fieldFault('number', 'MISSING_KEY');
    if (number !== '' && numbered === 'none') throw fieldFault('number');
    return number === '' ? null : number;
  }

  /** An issued plan or decision is what the round is cited by: empty places of its row are filled, none is changed. */
  function fillSource(write: Writer, row: StoredDocument, number: string | null, issuedOn: string): void {
    const { symbol, issuerId } = row;
    if (row.kind === 'plan') {
      const plan = planOfPaper(stores, row);
      write.update('plan', plan.id, null, {
        number: filled(plan.number, number),
        symbol: filled(plan.symbol, symbol),
        documentDate: filled(plan.documentDate, issuedOn),
        issuerId: filled(plan.issuerId, issuerId),
      });
    }
    if (row.kind === 'team_decision' && row.teamId !== null) {
      const team = found(stores.teams.get(row.teamId), 'team', row.teamId);
      write.update('team', team.id, null, {
        decisionNumber: filled(team.decisionNumber, number),
        decisionSymbol: filled(team.decisionSymbol, symbol),
        decisionDate: filled(team.decisionDate, issuedOn),
        decisionIssuerId: filled(team.decisionIssuerId, issuerId),
      });
    }
  }

  return {
    'documents.list': (filter) => store.list(filter).map(showDocument),
    'documents.get': ({ id }) => detail(read(id)),
    'documents.create': (input, caller) => {
      const { planId, kind } = input;
      const plan = owned(context, planOfPaper(stores, homeOf(input)), 'plan', planId ?? '');
      const about = aboutOf(input);
      const live = kindTraits[kind].many ? undefined : store.live(planId, kind, columnsOf(about));
      if (live !== undefined) throw new AppError('DUPLICATE', { detail: { entity: 'document', id: live } });
      return shown(
        journal.run(headOf(context, 'documents.create', caller), (write) =>
          insertPaper(context, write, plan, about),
        ),
      );
    },
    'documents.createAll': (input, caller) => {
      const { planId, kinds } = input;
      const plan = owned(context, stores.plans.get(planId), 'plan', planId);
      const wanted = [...new Set(kinds ?? (['collective_notice', 'agency_notice'] as const))];
      const lacking = (kind: DocumentRow['kind']) => missingPapers(stores, plan, [kind], clock.today());
      const expected = wanted.reduce((sum, kind) => sum + lacking(kind).length, 0);
      const run = (progress?: Progress) => {
        let done = 0;
        const created = journal.run(headOf(context, 'documents.createAll', caller), (write) =>
          // Kind by kind: what is submitted may have been drafted a moment ago.
          wanted.flatMap((kind) =>
            lacking(kind).map((about) => {
              progress?.step((done += 1), Math.max(done, expected));
              return insertPaper(context, write, plan, about);
            }),
          ),
        );
        return created.map(shown);
      };
      if (expected <= AT_ONCE) return run();
      return context.work.beside({ method: 'documents.createAll', input, caller }, run);
    },
    'documents.update': ({ id, rev, patch }, caller) => {
      const row = editable(id, rev);
      checkPatch(row, patch);
      const next = followed(row, patch);
      journal.run(headOf(context, 'documents.update', caller), (write) => {
        write.update('document', id, rev, next);
      });
      return detail(read(id));
    },
    'documents.acceptChanges': ({ id, rev, accept, keep }, caller) => {
      const row = editable(id, rev);
      const draft = draftOfDocument(context, row);
      const { base, fresh, fields } = compared(row, draft);
      const applied = applyChanges(base, row.content, fresh, { accept, keep }, fields);
      const isDone = compareDrafts(applied.base, applied.content, fresh, fields).length === 0;
      journal.run(headOf(context, 'documents.acceptChanges', caller), (write) => {
        write.update('document', id, rev, {
          content: applied.content,
          baseContent: applied.base,
          factsDigest: isDone ? factsDigest({ kind: row.kind, facts: draft.facts }) : PARTLY,
        });
      });
      return detail(read(id));
    },
    'documents.redraft': ({ id, rev }, caller) => {
      const row = editable(id, rev);
      const draft = draftOfDocument(context, row);
      const content = draft.content();
      journal.run(headOf(context, 'documents.redraft', caller), (write) => {
        write.update('document', id, rev, {
          content,
          baseContent: content,
          factsDigest: factsDigest({ kind: row.kind, facts: draft.facts }),
        });
      });
      return detail(read(id));
    },
    'documents.freeze': async ({ id, rev }, caller) => {
      const row = movable(id, rev, 'for_signature');
      const { facts } = draftOfDocument(context, row);
      const snapshot = snapshotOf({ kind: row.kind, facts }, row.content);
      const docx = blobs.put(await docxBytes(snapshot.model, pictures), mediaOf.docx);
      const model = blobs.put(snapshotBytes(snapshot), snapshotMedia);
      journal.run(headOf(context, 'documents.freeze', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'for_signature',
          frozenAt: clock.now(),
          frozenDigest: frozenDigest(snapshot),
          styleVersion: snapshot.style,
          modelSha256: model.sha256,
          docxSha256: docx.sha256,
          pdfSha256: null,
        });
      });
      return shown(id);
    },
    'documents.unfreeze': ({ id, rev }, caller) => {
      const row = movable(id, rev, 'draft');
      journal.run(headOf(context, 'documents.unfreeze', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'draft',
          // Whoever was to sign has sent it back: what comes next is another draft.
          draftRound: row.draftRound + 1,
          frozenAt: null,
          frozenDigest: null,
          styleVersion: null,
          modelSha256: null,
          docxSha256: null,
          pdfSha256: null,
        });
      });
      return shown(id);
    },
    'documents.issue': async ({ id, rev, number: typed, issuedOn }, caller) => {
      const row = movable(id, rev, 'issued');
      const number = numberOf(row.kind, typed);
      const frozen = snapshotOfDocument(context, row);
      if (frozen === undefined || row.modelSha256 === null) throw new AppError('CORRUPT');
      const snapshot = issuedSnapshot(frozen, row.modelSha256, { number, issuedOn });
      const docx = blobs.put(await docxBytes(snapshot.model, pictures), mediaOf.docx);
      const model = blobs.put(snapshotBytes(snapshot), snapshotMedia);
      journal.run(headOf(context, 'documents.issue', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, {
          status: 'issued',
          number,
          issuedOn,
          modelSha256: model.sha256,
          docxSha256: docx.sha256,
          // The pages have changed by number and day: the PDF joins when it is rendered.
          pdfSha256: null,
        });
        fillSource(write, row, number, issuedOn);
      });
      try {
        learnPhrases(context, snapshot, snapshot.content, caller);
      } catch {
        // The notice is issued; the bank only knows a sentence less.
      }
      return shown(id);
    },
    'documents.withdraw': ({ id, rev, reason }, caller) => {
      movable(id, rev, 'withdrawn');
      journal.run(headOf(context, 'documents.withdraw', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, { status: 'withdrawn', withdrawnReason: reason });
      });
      return shown(id);
    },
    'documents.replace': ({ id, rev, reason }, caller) => {
      const row = movable(id, rev, 'withdrawn');
      const successor = ids.next();
      journal.run(headOf(context, 'documents.replace', caller, { barrier: true }), (write) => {
        write.update('document', id, rev, { status: 'withdrawn', withdrawnReason: reason });
        write.insert('document', {
          id: successor,
          planId: row.planId,
          visitId: row.visitId,
          teamId: row.teamId,
          memberId: row.memberId,
          aboutDocumentId: row.aboutDocumentId,
          periodReportId: row.periodReportId,
          agencyReportId: row.agencyReportId,
          indexSetId: row.indexSetId,
          periodFrom: row.periodFrom,
          periodTo: row.periodTo,
          asOf: row.asOf,
          issuerId: row.issuerId,
          kind: row.kind,
          titleKind: row.titleKind,
          symbol: row.symbol,
          subject: row.subject,
          status: 'draft',
          content: row.content,
          baseContent: row.baseContent,
          urgency: row.urgency,
          replacesId: id,
          factsDigest: row.factsDigest,
        });
      });
      return shown(successor);
    },
    'documents.numbering': (filter) => faultsOfNumbering(stores, context.session.officeId(), filter),
    'documents.exportList': ({ planId }) => exportDocumentList(context, planId),
    'documents.delete': ({ id, rev }, caller) => {
      editable(id, rev);
      const others = papersStandingOn(stores, { on: [id] }).length;
      if (others > 0) throw new AppError('IN_USE', { detail: { entity: 'document', documents: others } });
      journal.run(headOf(context, 'documents.delete', caller), (write) => {
        for (const scan of stores.documentScans.ofDocument(id)) write.remove('document_scan', scan.id, null);
        write.remove('document', id, rev);
      });
      return { id };
    },
    'documents.preview': ({ id }) => {
      const model = modelOfDocument(context, read(id));
      return {
        html: documentBodyHtml(model, pictures.url),
        css: documentCss(styleSheets[model.profile]),
      };
    },
    'documents.render': async ({ id, format }) => {
      const made = await renderDocument(context, read(id), format);
      const { fileName, media, sha256, bytes, pages } = made;
      const size = bytes.byteLength;
      const { url, expiresAt } = made.kept
        ? handles.refer({ fileName, media, size, sha256, read: () => blobs.get(sha256) })
        : handles.put(bytes, { fileName, media, sha256 });
      return { url, fileName, media, bytes: size, pages, sha256, expiresAt };
    },
  };
}

/** What stands there stays, unless nothing stands there. */
const filled = (known: string | null, now: string | null): string | null =>
  known === null || known.trim() === '' ? now : known;

const shownWarnings = (warnings: Parameters<typeof mergeWarnings>[0]): DocumentDetail['warnings'] =>
  mergeWarnings(warnings).map(({ code, params }) => ({ code, params: { ...params } }));

export {
  defaultIssuerId,
  draftPaper,
  modelOfDocument,
  modelOfDraft,
  renderDocument,
} from './document-papers.ts';
export { missingPapers, papersOfRound } from './document-round.ts';

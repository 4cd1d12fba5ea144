// The round's papers in practice's order: what is there and what is lacking, kind by kind; a kind opens its documents.
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ButtonBase from '@mui/material/ButtonBase';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import ChevronIcon from '@mui/icons-material/ChevronRightOutlined';
import { Link, useNavigate } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import type { DocumentKind } from '../../../core/documents/kinds.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showError, showNotice, showUndo } from '../../api/toasts.ts';
import { SelectField } from '../../components/Fields.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { OursOnly } from '../../components/OursOnly.tsx';
import { SheetActions } from '../../components/SheetActions.tsx';
import { EmptyState } from '../../components/States.tsx';
import { saveFile } from '../../components/save-file.ts';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ConsistencyDetails } from '../desk/ConsistencyPanel.tsx';
import { NewDocumentDialog } from '../documents/NewDocumentDialog.tsx';
import { NumberingNotice } from '../documents/NumberingNotice.tsx';
import { PrintDialog } from '../prints/PrintDialog.tsx';
import { DocumentTable } from '../registers/DocumentTable.tsx';
import { kindLine, kindsInOrder, lacking, phases, targetOf } from './document-set.ts';
import type { KindLine, Target } from './document-set.ts';

const statuses = ['draft', 'for_signature', 'issued', 'withdrawn'] as const;
const MISSING = 'missing';
const filterNames = ['q', 'kind', 'status', 'agency'] as const;
/** So many names of what is lacking are shown at once. */
const FEW = 24;
/** More documents than this are not opened by a filter alone. */
const MANY = 150;

export function DocumentsTab({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const w = t.registers.set;
  const filter = useFilter();
  const { plan, documents } = detail;
  const hasIssuer = plan.noticeIssuerId !== null || plan.issuerId !== null;
  const [drafting, setDrafting] = useState<DocumentKind | 'any' | null>(null);
  const [printing, setPrinting] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<DocumentKind>>(new Set());
  const lines = useMemo(() => new Map(kindsInOrder.map((kind) => [kind, kindLine(kind, detail)])), [detail]);
  const isFiltered = filterNames.some((name) => filter.get(name) !== '');
  const seen = (line: KindLine): KindLine | null => (isFiltered ? narrowed(line, filter) : line);
  const allLines = [...lines.values()];
  const live = documents.filter(({ status }) => status !== 'withdrawn');
  const agencies = detail.visits.map(({ id, agencyName }) => ({ value: id, label: agencyName }));
  const shownPhases = phases.flatMap((phase) => {
    const shown = phase.kinds.flatMap((kind) => {
      const line = lines.get(kind);
      const kept = line === undefined ? null : seen(line);
      return kept === null || line === undefined ? [] : [{ whole: line, shown: kept }];
    });
    return shown.length === 0 ? [] : [{ key: phase.key, shown }];
  });
  // What the filters leave is opened where it is quick to draw.
  const hits = shownPhases.flatMap(({ shown }) => shown.map((one) => one.shown.documents.length));
  const isOpened = isFiltered && hits.reduce((sum, count) => sum + count, 0) <= MANY;
  async function exportList() {
    try {
      await flushAll();
      saveFile(await call('documents.exportList', { planId: plan.id }));
    } catch (error) {
      showError(error);
    }
  }
  function toggle(kind: DocumentKind) {
    setOpened((before) => {
      const next = new Set(before);
      if (!next.delete(kind)) next.add(kind);
      return next;
    });
  }
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {hasIssuer ? null : <ChooseIssuer detail={detail} />}
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
        <OursOnly>
          <Button variant="contained" disabled={!hasIssuer} onClick={() => setDrafting('any')}>
            {w.create}
          </Button>
        </OursOnly>
        <SheetActions planId={plan.id} kind="document_list" more={[{ label: w.excel, run: exportList }]} />
        <Button
          variant="outlined"
          color="secondary"
          disabled={!hasIssuer}
          onClick={() => void flushAll().then(() => setPrinting(true))}
        >
          {t.registers.print}
        </Button>
        <Typography variant="body2" color="text.secondary" component="output" sx={{ flex: '1 1 16rem' }}>
          {w.total(
            formatCount(live.length),
            formatCount(new Set(live.map(({ kind }) => kind)).size),
            formatCount(allLines.reduce((sum, line) => sum + lacking(line), 0)),
          )}
        </Typography>
      </Box>
      <NumberingNotice planId={plan.id} />
      <ConsistencyDetails planId={plan.id} />
      <FilterBar filter={filter} names={filterNames}>
        <FilterText filter={filter} name="q" label={w.find} />
        <FilterSelect
          filter={filter}
          name="kind"
          label={t.registers.kind}
          options={kindsInOrder.map((value) => ({ value, label: t.labels.documentKind[value] }))}
        />
        <FilterSelect
          filter={filter}
          name="status"
          label={t.registers.status}
          options={[
            { value: MISSING, label: w.missingStatus },
            ...statuses.map((value) => ({ value, label: t.labels.documentStatus[value] })),
          ]}
        />
        <FilterSelect filter={filter} name="agency" label={t.registers.agency} options={agencies} />
      </FilterBar>
      {shownPhases.length === 0 ? (
        <EmptyState
          title={t.registers.nothingMatches}
          action={<Button onClick={filter.clear}>{t.frame.clearFilters}</Button>}
        />
      ) : (
        shownPhases.map((phase) => (
          <Box component="section" key={phase.key} aria-labelledby={`phase-${phase.key}`}>
            <Typography
              id={`phase-${phase.key}`}
              variant="subtitle2"
              component="h2"
              sx={{ color: 'text.secondary', mb: 0.5 }}
            >
              {w.phases[phase.key]}
            </Typography>
            <Box
              sx={{
                border: '1px solid',
                borderColor: 'divider',
                borderRadius: 1,
                backgroundColor: 'background.paper',
                '& > * + *': { borderTop: '1px solid', borderColor: 'divider' },
              }}
            >
              {phase.shown.map(({ whole, shown }) => (
                <KindGroup
                  key={whole.kind}
                  detail={detail}
                  line={whole}
                  shown={shown}
                  open={isOpened || opened.has(whole.kind)}
                  fixed={isOpened}
                  mayDraft={hasIssuer}
                  onToggle={() => toggle(whole.kind)}
                  onDraft={() => setDrafting(whole.kind)}
                />
              ))}
            </Box>
          </Box>
        ))
      )}
      <PrintDialog
        planId={plan.id}
        // With nothing recorded yet the notices are drafted on the spot.
        choice={{ what: live.length === 0 ? 'notices' : 'set' }}
        open={printing}
        onClose={() => setPrinting(false)}
      />
      {drafting === null ? null : (
        <NewDocumentDialog
          planId={plan.id}
          open
          onClose={() => setDrafting(null)}
          {...(drafting === 'any' ? {} : { kind: drafting })}
        />
      )}
    </Box>
  );
}

/** What of a kind the filters leave; null: nothing. */
function narrowed(line: KindLine, filter: { get(name: string): string }): KindLine | null {
  const [text, kind, status, agency] = [
    foldText(filter.get('q')).trim(),
    filter.get('kind'),
    filter.get('status'),
    filter.get('agency'),
  ];
  if (kind !== '' && line.kind !== kind) return null;
  const documents = line.documents.filter(
    (document) =>
      (status === '' || document.status === status) &&
      (agency === '' || document.visitId === agency) &&
      (text === '' ||
        foldText(`${document.subject} ${document.agencyName ?? ''} ${document.number ?? ''}`).includes(text)),
  );
  const asksMissing = status === '' || status === MISSING;
  const missing = asksMissing
    ? line.missing.filter(
        (target) =>
          (agency === '' || (target.scope === 'visit' && target.id === agency)) &&
          (text === '' || foldText(target.label).includes(text)),
      )
    : [];
  const lacksOne = line.lacksOne && asksMissing && agency === '' && text === '';
  // Asked for as a kind, it shows even where nothing of it is there.
  const isAsked = kind !== '' && status === '' && agency === '' && text === '';
  return documents.length > 0 || missing.length > 0 || lacksOne || isAsked
    ? { ...line, documents, missing, lacksOne }
    : null;
}

interface KindGroupProps {
  readonly detail: PlanDetail;
  readonly line: KindLine;
  /** The same as the filters leave it. */
  readonly shown: KindLine;
  readonly open: boolean;
  /** Opened by the filters: there is nothing to fold. */
  readonly fixed: boolean;
  readonly mayDraft: boolean;
  readonly onToggle: () => void;
  readonly onDraft: () => void;
}

function KindGroup({ detail, line, shown, open, fixed, mayDraft, onToggle, onDraft }: KindGroupProps) {
  const t = useText();
  const w = t.registers.set;
  const { kind } = line;
  const name = t.labels.documentKind[kind];
  const createAll = useCommand('documents.createAll');
  const aboutOf = useAbout(detail);
  const counts = statuses.flatMap((status) => {
    const count = line.documents.filter((document) => document.status === status).length;
    return count === 0 ? [] : [w.states[status](formatCount(count))];
  });
  const scope = line.expected[0]?.scope;
  const state =
    scope !== undefined
      ? w.progress(
          formatCount(line.expected.length - line.missing.length),
          formatCount(line.expected.length),
          w.of[scope],
        )
      : line.documents.length > 0
        ? line.lacksOne
          ? w.oneMissing
          : line.whenNeeded
            ? ''
            : w.made
        : line.whenNeeded
          ? w.whenNeeded
          : w.notYet;
  const hasBody = shown.documents.length > 0 || shown.missing.length > 0;
  async function draftMissing() {
    await flushAll();
    const before = new Set(detail.documents.map(({ id }) => id));
    const made = await createAll.run({ planId: detail.plan.id, kinds: [kind] });
    if (made === undefined) return;
    const fresh = made.filter(({ id }) => !before.has(id)).length;
    if (fresh === 0) showNotice(w.nothingNew);
    else showUndo(w.created(formatCount(fresh)));
  }
  const bodyId = `papers-${kind}`;
  const head = (
    <>
      <ChevronIcon
        aria-hidden
        sx={{
          fontSize: 18,
          flex: 'none',
          visibility: hasBody && !fixed ? 'visible' : 'hidden',
          transform: open ? 'rotate(90deg)' : 'none',
        }}
      />
      <span>{name}</span>
    </>
  );
  const headSx = {
    display: 'flex',
    alignItems: 'center',
    gap: 0.5,
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontFamily: 'inherit',
    fontSize: '0.875rem',
    fontWeight: 500,
    lineHeight: 1.5,
    py: 0.75,
    px: 0.75,
    minWidth: 0,
  } as const;
  return (
    <Box>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr auto', md: 'minmax(0, 21rem) 8rem minmax(0, 1fr) auto' },
          columnGap: 1.5,
          alignItems: 'center',
          pr: 1,
          minHeight: 40,
        }}
      >
        {hasBody && !fixed ? (
          <ButtonBase
            aria-expanded={open}
            aria-controls={open ? bodyId : undefined}
            onClick={onToggle}
            sx={{
              ...headSx,
              '&:hover': { color: 'primary.main' },
              '&.Mui-focusVisible': {
                outline: '2px solid var(--k-palette-primary-main)',
                outlineOffset: -2,
              },
            }}
          >
            {head}
          </ButtonBase>
        ) : (
          <Box sx={headSx}>{head}</Box>
        )}
        <Typography
          variant="body2"
          sx={{
            fontVariantNumeric: 'tabular-nums',
            color: lacking(line) === 0 && !line.whenNeeded ? 'success.main' : 'text.secondary',
            gridColumn: { xs: '1 / -1', md: 'auto' },
            gridRow: { xs: 2, md: 'auto' },
            px: { xs: 3.5, md: 0 },
          }}
        >
          {state}
        </Typography>
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ display: { xs: 'none', md: 'block' }, minWidth: 0 }}
        >
          {counts.join(' · ')}
        </Typography>
        <OursOnly>
          <Box sx={{ display: 'flex', gap: 0.5, justifyContent: 'flex-end' }}>
            {kind === 'reminder' ? (
              <Button disabled={!mayDraft || createAll.pending} onClick={() => void draftMissing()}>
                {w.createReminders}
              </Button>
            ) : null}
            {line.missing.length > 1 ? (
              <Button
                disabled={!mayDraft || createAll.pending}
                aria-label={w.createMissingOf(formatCount(line.missing.length), name)}
                onClick={() => void draftMissing()}
              >
                {w.createMissing(formatCount(line.missing.length))}
              </Button>
            ) : null}
            {line.whenNeeded || line.lacksOne || line.missing.length > 0 ? (
              <Button disabled={!mayDraft} aria-label={w.createKind(name)} onClick={onDraft}>
                {w.createOne}…
              </Button>
            ) : null}
          </Box>
        </OursOnly>
      </Box>
      {open && hasBody ? (
        <Box id={bodyId} sx={{ px: 1.5, pb: 1.5, display: 'grid', gap: 1 }}>
          {shown.documents.length === 0 ? null : (
            <DocumentTable
              documents={shown.documents}
              all={detail.documents}
              label={name}
              aboutOf={aboutOf}
              sortParam={`sort-${kind}`}
            />
          )}
          {shown.missing.length === 0 ? null : (
            <Missing planId={detail.plan.id} kind={kind} missing={shown.missing} mayDraft={mayDraft} />
          )}
        </Box>
      ) : null}
    </Box>
  );
}

/** What a paper is about, in the words of its row. */
function useAbout(detail: PlanDetail): (document: DocumentRow) => string {
  const t = useText();
  const { set } = t.registers;
  return useMemo(() => {
    const members = new Map(
      detail.teams.flatMap((team) =>
        team.members.map((member) => [member.id, member.fullName ?? member.rankText ?? ''] as const),
      ),
    );
    const teams = new Map(detail.teams.map(({ id, name }) => [id, name]));
    const documents = new Map(detail.documents.map((document) => [document.id, document]));
    return (document) => {
      if (document.agencyName !== null) return document.agencyName;
      const member = targetOf(document, 'member');
      if (member !== null) return members.get(member) ?? '';
      const team = targetOf(document, 'team');
      if (team !== null) return teams.get(team) ?? '';
      const about = documents.get(document.aboutDocumentId ?? '');
      if (about !== undefined) return t.labels.documentKind[about.kind];
      if (document.periodFrom !== null && document.periodTo !== null)
        return `${dayOrBlank(document.periodFrom)} - ${dayOrBlank(document.periodTo)}`;
      return set.wholeRound;
    };
  }, [detail, set, t]);
}

interface MissingProps {
  readonly planId: string;
  readonly kind: DocumentKind;
  readonly missing: readonly Target[];
  readonly mayDraft: boolean;
}

/** Whom the kind lacks; a name drafts the paper and opens it. */
function Missing({ planId, kind, missing, mayDraft }: MissingProps) {
  const t = useText();
  const w = t.registers.set;
  const navigate = useNavigate();
  const create = useCommand('documents.create');
  const [all, setAll] = useState(false);
  const names = all ? missing : missing.slice(0, FEW);
  async function draft(target: Target) {
    await flushAll();
    const made = await create.run({
      planId,
      kind,
      visitId: target.scope === 'visit' ? target.id : null,
      teamId: target.scope === 'team' ? target.id : null,
      memberId: target.scope === 'member' ? target.id : null,
    });
    if (made !== undefined) void navigate(`/documents/${made.id}`);
  }
  return (
    <Box>
      <Typography variant="caption" color="text.secondary" component="h3" id={`missing-${kind}`}>
        {w.missingOf(t.labels.documentKind[kind])}
      </Typography>
      <Box
        component="ul"
        aria-labelledby={`missing-${kind}`}
        sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 0.5 }}
      >
        {names.map((target) => (
          <li key={target.id}>
            <OursOnly>
              <Button
                variant="outlined"
                color="secondary"
                disabled={!mayDraft || create.pending}
                aria-label={w.createKind(`${t.labels.documentKind[kind]}, ${target.label}`)}
                onClick={() => void draft(target)}
                sx={{ fontWeight: 400, textAlign: 'left', py: 0.25 }}
              >
                + {target.label}
              </Button>
            </OursOnly>
          </li>
        ))}
        {missing.length <= FEW ? null : (
          <li>
            <Button aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? w.collapseAll : `${t.frame.all} (${formatCount(missing.length)})`}
            </Button>
          </li>
        )}
      </Box>
    </Box>
  );
}

/** Nothing can be drafted before somebody says who issues it. */
function ChooseIssuer({ detail }: { readonly detail: PlanDetail }) {
  const t = useText();
  const issuers = useQueryOf('issuers.list', {});
  const update = useCommand('plans.update');
  const { plan } = detail;
  return (
    <Box sx={{ display: 'grid', gap: 1, maxWidth: '36rem' }}>
      <Typography variant="body2">{t.plans.documents.noticeIssuerMissing}</Typography>
      <SelectField
        label={t.plans.info.noticeIssuer}
        value={plan.noticeIssuerId}
        choices={(issuers.data ?? []).map((issuer) => ({ value: issuer.id, label: issuer.name }))}
        emptyLabel={t.plans.info.noIssuer}
        onChange={(noticeIssuerId) =>
          void update.run({ id: plan.id, rev: plan.rev, patch: { noticeIssuerId } })
        }
        helperText={
          <MuiLink component={Link} to="/settings/issuers">
            {t.plans.info.issuersLink}
          </MuiLink>
        }
      />
    </Box>
  );
}

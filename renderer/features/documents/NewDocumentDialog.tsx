// Making one paper of a round: which kind, about whom, who issues it. What exists already is offered instead.
import { useEffect, useId, useRef, useState } from 'react';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link, useNavigate } from 'react-router';
import type { DocumentRow } from '../../../core/contract/documents.ts';
import type { PlanDetail } from '../../../core/contract/plans.ts';
import { kindTraits } from '../../../core/documents/kinds.ts';
import type { DocumentKind, DocumentScope } from '../../../core/documents/kinds.ts';
import { foldText } from '../../../core/rules/text-fold.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { DayField, SelectField } from '../../components/Fields.tsx';
import { ErrorState, FormSkeleton, Loaded } from '../../components/States.tsx';
import { DocumentStatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { phases, targetsOf } from '../plans/document-set.ts';
import type { Target } from '../plans/document-set.ts';
import { documentName } from '../plans/plan-words.ts';

interface NewDocumentDialogProps {
  readonly planId: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Chosen to begin with. */
  readonly kind?: DocumentKind;
  readonly visitId?: string;
  /** What a submission is to submit. */
  readonly aboutDocumentId?: string;
}

export function NewDocumentDialog({ planId, open, onClose, ...start }: NewDocumentDialogProps) {
  const t = useText();
  const query = useQueryOf('plans.get', { id: planId }, { enabled: open });
  return (
    <Dialog open={open} onClose={onClose} maxWidth="md" fullWidth aria-labelledby="new-document-title">
      <DialogTitle id="new-document-title">{t.registers.create.title}</DialogTitle>
      <Loaded
        query={query}
        skeleton={
          <DialogContent>
            <FormSkeleton />
          </DialogContent>
        }
      >
        {(detail) => <NewDocument detail={detail} start={start} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

/** The rest belongs to no round and is made where it belongs. */
type RoundScope = Exclude<DocumentScope, 'period_report' | 'agency_report' | 'index'>;
const isOfRound = (scope: DocumentScope): scope is RoundScope =>
  scope !== 'period_report' && scope !== 'agency_report' && scope !== 'index';

/** Kinds whose wording counts days. */
const counted: ReadonlySet<DocumentKind> = new Set(['reminder', 'remediation_summary', 'summary_report']);
const titled: ReadonlySet<DocumentKind> = new Set(['agency_notice', 'collective_notice']);

interface NewDocumentProps {
  readonly detail: PlanDetail;
  readonly start: Pick<NewDocumentDialogProps, 'kind' | 'visitId' | 'aboutDocumentId'>;
  readonly onClose: () => void;
}

function NewDocument({ detail, start, onClose }: NewDocumentProps) {
  const t = useText();
  const w = t.registers.create;
  const navigate = useNavigate();
  const issuers = useQueryOf('issuers.list', {});
  const create = useCommand('documents.create', { quiet: true });
  const [kind, setKind] = useState<DocumentKind>(start.kind ?? 'agency_notice');
  const [wantedScope, setWantedScope] = useState<RoundScope | null>(null);
  const [targets, setTargets] = useState<Readonly<Partial<Record<Target['scope'], string>>>>(
    start.visitId === undefined ? {} : { visit: start.visitId },
  );
  const [about, setAbout] = useState<string | null>(start.aboutDocumentId ?? null);
  const [period, setPeriod] = useState<{ readonly from: string | null; readonly to: string | null }>({
    from: null,
    to: null,
  });
  const [asOf, setAsOf] = useState<string | null>(null);
  const [titleKind, setTitleKind] = useState<DocumentRow['titleKind']>('ket_qua');
  const [issuerId, setIssuerId] = useState<string | null>(null);

  const traits = kindTraits[kind];
  const scopes = traits.scopes.filter(isOfRound);
  const scope =
    scopes.find((one) => one === wantedScope) ??
    (start.visitId !== undefined && scopes.includes('visit') ? 'visit' : scopes[0]) ??
    'round';
  const [visitId, teamId, memberId] = (['visit', 'team', 'member'] as const).map((one) =>
    scope === one ? (targets[one] ?? onlyOne(targetsOf(one, detail))) : null,
  ) as [string | null, string | null, string | null];
  const aboutDocumentId = scope === 'document' ? about : null;
  const [periodFrom, periodTo] = scope === 'period' ? [period.from, period.to] : [null, null];
  const isPeriodFaulty = periodFrom !== null && periodTo !== null && periodFrom > periodTo;
  const isWhole =
    (scope === 'round' ||
      visitId !== null ||
      teamId !== null ||
      memberId !== null ||
      aboutDocumentId !== null ||
      (periodFrom !== null && periodTo !== null)) &&
    !isPeriodFaulty;
  const existing = traits.many
    ? undefined
    : detail.documents.find(
        (document) =>
          document.kind === kind &&
          document.status !== 'withdrawn' &&
          document.visitId === visitId &&
          document.teamId === teamId &&
          document.memberId === memberId &&
          isWhole,
      );
  const byDefault =
    traits.issuer === 'agency'
      ? null
      : ((traits.issuer === 'notice' ? detail.noticeIssuer : null) ??
        (traits.issuer === 'department'
          ? (issuers.data ?? []).find((issuer) => issuer.kind === 'department')
          : null) ??
        detail.issuer ??
        detail.noticeIssuer);

  async function submit() {
    if (!isWhole || create.pending) return;
    if (existing !== undefined) {
      onClose();
      void navigate(`/documents/${existing.id}`);
      return;
    }
    await flushAll();
    const made = await create.run({
      planId: detail.plan.id,
      kind,
      visitId,
      teamId,
      memberId,
      aboutDocumentId,
      periodFrom,
      periodTo,
      asOf: counted.has(kind) ? asOf : null,
      titleKind: titled.has(kind) ? titleKind : 'ket_qua',
      ...(issuerId === null || traits.issuer === 'agency' ? {} : { issuerId }),
    });
    if (made === undefined) return;
    onClose();
    void navigate(`/documents/${made.id}`);
  }

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event: { preventDefault(): void }) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
    >
      <DialogContent
        dividers
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', sm: '19rem minmax(0, 1fr)' },
          gap: 3,
          p: 0,
          height: { sm: '26rem' },
          overflow: { sm: 'hidden' },
        }}
      >
        <KindChoice
          kind={kind}
          onChange={(next) => {
            setKind(next);
            create.reset();
          }}
        />
        <Box
          sx={{
            overflow: 'auto',
            py: 2,
            pr: 3,
            pl: { xs: 3, sm: 0 },
            display: 'grid',
            gap: 2,
            alignContent: 'start',
          }}
        >
          <Box>
            <Typography variant="subtitle1" component="h3">
              {t.labels.documentKind[kind]}
            </Typography>
            <Typography variant="body2" color="text.secondary">
              {w.kindLines[kind]}
            </Typography>
          </Box>
          {scopes.length > 1 ? (
            <SelectField
              label={w.scope}
              value={scope}
              choices={scopes.map((value) => ({ value, label: w.scopes[value] }))}
              onChange={setWantedScope}
            />
          ) : null}
          {scope === 'visit' || scope === 'team' || scope === 'member' ? (
            <TargetChoice
              key={scope}
              targets={targetsOf(scope, detail)}
              label={w[scope === 'visit' ? 'agency' : scope]}
              emptyText={w[scope === 'visit' ? 'noVisits' : scope === 'team' ? 'noTeams' : 'noMembers']}
              value={visitId ?? teamId ?? memberId}
              onChange={(id) => setTargets((before) => withTarget(before, scope, id))}
            />
          ) : null}
          {scope === 'document' ? (
            <TargetChoice
              targets={detail.documents
                .filter((document) => document.status !== 'withdrawn' && !isSubmission(document))
                .map((document) => ({
                  id: document.id,
                  label: documentName(document, t.labels.documentKind),
                }))}
              label={w.document}
              emptyText={w.noDocuments}
              value={about}
              onChange={setAbout}
            />
          ) : null}
          {scope === 'period' ? (
            <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.5 }}>
              <DayField
                label={w.from}
                value={period.from}
                onChange={(from) => setPeriod((before) => ({ ...before, from }))}
              />
              <DayField
                label={w.to}
                value={period.to}
                onChange={(to) => setPeriod((before) => ({ ...before, to }))}
                error={isPeriodFaulty ? w.periodFaulty : undefined}
              />
            </Box>
          ) : null}
          {counted.has(kind) ? (
            <DayField label={w.asOf} value={asOf} onChange={setAsOf} helperText={w.asOfHint} />
          ) : null}
          {titled.has(kind) ? (
            <SelectField
              label={w.titleKind}
              value={titleKind}
              choices={(['ket_qua', 'ket_luan'] as const).map((value) => ({
                value,
                label: t.labels.titleKind[value],
              }))}
              onChange={(value) => {
                if (value !== null) setTitleKind(value);
              }}
            />
          ) : null}
          {traits.issuer === 'agency' ? (
            <Typography variant="body2" color="text.secondary">
              {w.byAgency}
            </Typography>
          ) : (
            <SelectField
              label={w.issuer}
              value={issuerId}
              emptyLabel={w.byDefault(byDefault?.name ?? '…')}
              choices={(issuers.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setIssuerId}
            />
          )}
          {existing === undefined ? null : (
            <Box component="output" sx={{ fontSize: '0.8125rem', display: 'flex', gap: 1, flexWrap: 'wrap' }}>
              {w.exists}
              <MuiLink component={Link} to={`/documents/${existing.id}`} onClick={onClose}>
                {documentName(existing, t.labels.documentKind)}
              </MuiLink>
              <DocumentStatusChip status={existing.status} />
            </Box>
          )}
          {create.error === null ? null : <ErrorState error={create.error} compact />}
          <Typography variant="caption" color="text.secondary">
            {w.secret}
          </Typography>
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, py: 1.5 }}>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button type="submit" variant="contained" disabled={!isWhole || create.pending}>
          {existing === undefined ? w.submit : w.open}
        </Button>
      </DialogActions>
    </Box>
  );
}

const onlyOne = (targets: readonly Target[]): string | null =>
  targets.length === 1 ? (targets[0]?.id ?? null) : null;

const isSubmission = ({ kind }: DocumentRow) => kind === 'submission' || kind === 'submission_slip';

function withTarget(
  before: Readonly<Partial<Record<Target['scope'], string>>>,
  scope: Target['scope'],
  id: string | null,
): Readonly<Partial<Record<Target['scope'], string>>> {
  const { [scope]: _old, ...others } = before;
  return id === null ? others : { ...others, [scope]: id };
}

interface KindChoiceProps {
  readonly kind: DocumentKind;
  readonly onChange: (kind: DocumentKind) => void;
}

/** All kinds as one group of radio buttons: the arrows walk through them. */
function KindChoice({ kind, onChange }: KindChoiceProps) {
  const t = useText();
  const w = t.registers.create;
  const name = useId();
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const first = group.current?.querySelector<HTMLInputElement>('input:checked');
    first?.focus({ preventScroll: true });
    first?.closest('label')?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <Box
      role="radiogroup"
      ref={group}
      aria-label={w.kinds}
      sx={{
        overflow: 'auto',
        borderRight: { sm: '1px solid' },
        borderColor: { sm: 'divider' },
        py: 1.5,
        maxHeight: { xs: '14rem', sm: 'none' },
      }}
    >
      {phases.map((phase) => (
        <Box key={phase.key} sx={{ mb: 1 }}>
          <Typography
            variant="caption"
            color="text.secondary"
            component="p"
            sx={{ px: 3, fontWeight: 600, mb: 0.25 }}
          >
            {t.registers.set.phases[phase.key]}
          </Typography>
          {phase.kinds.map((one) => (
            <Box
              component="label"
              key={one}
              sx={{
                display: 'flex',
                alignItems: 'center',
                gap: 1,
                px: 3,
                py: 0.375,
                minHeight: 28,
                cursor: 'pointer',
                fontSize: '0.8125rem',
                lineHeight: 1.5,
                backgroundColor: one === kind ? 'background.tint' : 'transparent',
                fontWeight: one === kind ? 600 : 400,
                '&:hover': { backgroundColor: 'background.tint' },
                '&:focus-within': {
                  outline: '2px solid var(--k-palette-primary-main)',
                  outlineOffset: -2,
                },
              }}
            >
              <Box
                component="input"
                type="radio"
                name={name}
                value={one}
                checked={one === kind}
                onChange={() => onChange(one)}
                sx={{ m: 0, accentColor: 'var(--k-palette-primary-main)', outline: 'none', flex: 'none' }}
              />
              {t.labels.documentKind[one]}
            </Box>
          ))}
        </Box>
      ))}
    </Box>
  );
}

interface TargetChoiceProps {
  readonly targets: readonly { readonly id: string; readonly label: string }[];
  readonly label: string;
  readonly emptyText: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** One of possibly hundreds: found by typing. */
function TargetChoice({ targets, label, emptyText, value, onChange }: TargetChoiceProps) {
  if (targets.length === 0) {
    return (
      <Typography variant="body2" color="text.secondary">
        {emptyText}
      </Typography>
    );
  }
  return (
    <Autocomplete
      size="small"
      options={targets}
      value={targets.find(({ id }) => id === value) ?? null}
      getOptionLabel={(target) => target.label}
      getOptionKey={(target) => target.id}
      filterOptions={(options, { inputValue }) => {
        const wanted = foldText(inputValue).trim();
        return options.filter((target) => foldText(target.label).includes(wanted));
      }}
      isOptionEqualToValue={(left, right) => left.id === right.id}
      onChange={(_event, target) => onChange(target?.id ?? null)}
      renderInput={(params) => <TextField {...params} label={label} required />}
    />
  );
}

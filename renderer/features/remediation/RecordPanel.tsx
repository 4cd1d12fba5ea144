// The record of one recommendation: what is asked of whom until when, what may be done with it now and why something may
// not, its proofs, what the agency answered, and everything that happened to it.
import { useState } from 'react';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MuiLink from '@mui/material/Link';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import DeleteIcon from '@mui/icons-material/DeleteOutlineOutlined';
import { Link } from 'react-router';
import type { Output } from '../../../core/contract/index.ts';
import type { RemediationAct, RemediationProof } from '../../../core/contract/remediation.ts';
import { useMay, useWhyNot } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { DueLabel } from '../../components/DueLabel.tsx';
import { IllustrativeBanner } from '../../components/IllustrativeBanner.tsx';
import { OwnedBy } from '../../components/OfficeChip.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { SideRecord } from '../../components/SidePanel.tsx';
import { FormSkeleton, Loaded } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { shortDay } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { ActDialog, actMethods } from './ActDialog.tsx';
import type { DialogAct } from './ActDialog.tsx';
import { FollowUpDialog } from './FollowUpDialog.tsx';
import { PaperDialog } from './PaperDialog.tsx';
import { ProofDialog } from './ProofDialog.tsx';
import { remediationAddress } from './remediation-address.ts';
import { faultWords, paperName } from './remediation-words.ts';
import { RowMarks } from './RowMarks.tsx';

type Detail = Output<'remediation.get'>;
/** The one that a case usually waits for stands first and is filled. */
const order: readonly RemediationAct[] = [
  'verify',
  'return',
  'report',
  'start',
  'extend',
  'carryOver',
  'close',
  'reopen',
  'transfer',
];

/** Acts that lead to the end; the others are never offered as the next step. */
const forward: readonly RemediationAct[] = ['verify', 'report', 'start'];

interface RecordPanelProps {
  readonly id: string;
  readonly today: string;
  readonly onClose: () => void;
}

export function RecordPanel({ id, today, onClose }: RecordPanelProps) {
  const t = useText();
  const w = t.remediation.record;
  const query = useQueryOf('remediation.get', { id, today });
  return (
    <SideRecord id={id} label={w.label} closeLabel={w.close} onClose={onClose}>
      <Loaded query={query} skeleton={<FormSkeleton />}>
        {(detail) => (
          <OwnedBy officeId={detail.row.originOfficeId}>
            <Record key={detail.row.id} detail={detail} today={today} />
          </OwnedBy>
        )}
      </Loaded>
    </SideRecord>
  );
}

type Dialog =
  | { readonly kind: 'act'; readonly act: DialogAct }
  | { readonly kind: 'proof'; readonly documentName?: string }
  | { readonly kind: 'paper' }
  | { readonly kind: 'followUp' };

function Record({ detail, today }: { readonly detail: Detail; readonly today: string }) {
  const t = useText();
  const w = t.remediation;
  const { row } = detail;
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const visits = useQueryOf('visits.list', { planId: row.planId });
  const visit = visits.data?.find(({ agencyId }) => agencyId === row.agencyId);
  const close = () => setDialog(null);
  const needsProof = detail.acts.some(({ act, fault }) => act === 'verify' && fault === 'no_proof');
  const mayProve = useMay('proofs.add');
  const mayEnter = useMay('remediationPapers.create');
  const settled =
    row.status === 'verified' || row.status === 'no_longer_applicable' || row.status === 'transferred';
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box>
        <IllustrativeBanner show={row.illustrative} inline />
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere', mt: row.illustrative ? 0.75 : 0 }}>
          {row.text} <ProvenanceMark provenance={row.provenance} />
        </Typography>
        <RowMarks row={row} />
      </Box>
      <Facts detail={detail} today={today} visitId={visit?.id ?? null} />
      <Acts
        detail={detail}
        onAct={(act) => setDialog({ kind: 'act', act })}
        onFollowUp={() => setDialog({ kind: 'followUp' })}
      />
      <Part title={w.record.proofs}>
        <Proofs detail={detail} />
        {settled && row.status !== 'verified' ? null : (
          <Button
            variant={needsProof ? 'contained' : 'outlined'}
            disabled={!mayProve}
            onClick={() => setDialog({ kind: 'proof' })}
            sx={{ mt: 0.75 }}
          >
            {w.record.addProof}
          </Button>
        )}
      </Part>
      <Part title={w.record.entries}>
        <Entries
          detail={detail}
          onProof={(documentName) => setDialog({ kind: 'proof', documentName })}
          settled={settled}
        />
        {settled || row.agencyId === null ? null : (
          <Button
            variant="outlined"
            disabled={!mayEnter}
            onClick={() => setDialog({ kind: 'paper' })}
            sx={{ mt: 0.75 }}
          >
            {w.record.enterReport}
          </Button>
        )}
      </Part>
      <Part title={w.record.history}>
        <History detail={detail} />
      </Part>
      {dialog === null ? null : dialog.kind === 'act' ? (
        <ActDialog act={dialog.act} items={[row]} today={today} onDone={close} onClose={close} />
      ) : dialog.kind === 'proof' ? (
        <ProofDialog
          recommendationId={row.id}
          visitId={visit?.id ?? null}
          today={today}
          {...(dialog.documentName === undefined ? {} : { documentName: dialog.documentName })}
          onClose={close}
        />
      ) : dialog.kind === 'paper' ? (
        <PaperDialog
          planId={row.planId}
          agencyId={row.agencyId}
          first={row.id}
          today={today}
          onClose={close}
        />
      ) : row.agencyId === null ? null : (
        <FollowUpDialog
          agencies={[{ id: row.agencyId, name: row.agencyName ?? '' }]}
          planId={row.planId}
          today={today}
          onClose={close}
        />
      )}
    </Box>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box component="section" sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 1 }}>
      <Typography variant="subtitle2" component="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

function Muted({ children }: { readonly children: ReactNode }) {
  return (
    <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
      {children}
    </Typography>
  );
}

interface FactsProps {
  readonly detail: Detail;
  readonly today: string;
  readonly visitId: string | null;
}
function Facts({ detail, today, visitId }: FactsProps) {
  const t = useText();
  const w = t.remediation.record;
  const { row, ruleDueOn, firstDueOn } = detail;
  const dueNotes = [
    ...(ruleDueOn === null ? [] : [ruleDueOn === row.dueOn ? w.asByRule : w.byRule(shortDay(ruleDueOn))]),
    ...(firstDueOn === null || firstDueOn === row.dueOn ? [] : [w.before(shortDay(firstDueOn))]),
  ];
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content minmax(0, 1fr)',
        columnGap: 1.5,
        rowGap: 0.5,
        m: 0,
        fontSize: '0.8125rem',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, overflowWrap: 'anywhere' },
      }}
    >
      <dt>{t.remediation.columns.status}</dt>
      <dd>
        <RecommendationStatusChip status={row.status} />
      </dd>
      <dt>{w.due}</dt>
      <dd>
        <DueLabel dueOn={row.dueOn} dueNote={row.dueNote} status={row.status} today={today} />
        {dueNotes.length === 0 ? null : (
          <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
            {dueNotes.join(' · ')}
          </Box>
        )}
      </dd>
      <dt>{w.to}</dt>
      <dd>
        {row.agencyId === null ? (
          t.remediation.allAgencies
        ) : (
          <MuiLink component={Link} to={`/agencies/${row.agencyId}/recommendations`}>
            {row.agencyName}
          </MuiLink>
        )}
        {row.responsibleUnit === null ? null : ` · ${w.responsible}: ${row.responsibleUnit}`}
      </dd>
      <dt>{w.plan}</dt>
      <dd>
        <MuiLink component={Link} to={`/plans/${row.planId}/summary?recommendation=${row.id}`}>
          {row.planTitle}
        </MuiLink>
      </dd>
      {row.domainName === null ? null : (
        <>
          <dt>{w.domain}</dt>
          <dd>{row.domainName}</dd>
        </>
      )}
      <dt>{w.finding}</dt>
      <dd>
        {detail.findingText === null || row.findingId === null ? (
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {w.noFinding}
          </Box>
        ) : (
          <MuiLink
            component={Link}
            color="text.primary"
            to={
              visitId === null
                ? `/plans/${row.planId}/summary?finding=${row.findingId}`
                : `/visits/${visitId}/findings?finding=${row.findingId}`
            }
          >
            {detail.findingText}
          </MuiLink>
        )}
      </dd>
    </Box>
  );
}

interface ActsProps {
  readonly detail: Detail;
  readonly onAct: (act: DialogAct) => void;
  readonly onFollowUp: () => void;
}
function Acts({ detail, onAct, onFollowUp }: ActsProps) {
  const t = useText();
  const w = t.remediation;
  const { row } = detail;
  const acts = order.flatMap((act) => detail.acts.filter((one) => one.act === act));
  const possible = acts.filter(({ fault }) => fault === null);
  const refused = acts.filter(({ fault }) => fault !== null);
  // What only the state forbids is no news; what a person could mend stands in sight.
  const mendable = refused.filter(({ fault }) => fault !== 'state' && fault !== 'no_heir');
  const others = refused.filter((one) => !mendable.includes(one));
  const reason = ({ act, fault }: (typeof refused)[number]) => {
    if (fault === null) return null;
    const { cause, remedy } = faultWords(fault, act, t);
    return (
      <li key={act}>
        <Box component="span" sx={{ fontWeight: 600 }}>
          {w.acts[act]}:
        </Box>{' '}
        {cause}{' '}
        <Box component="span" sx={{ color: 'text.secondary' }}>
          {remedy}
        </Box>
      </li>
    );
  };
  return (
    <Part title={w.record.acts}>
      <Box sx={{ display: 'flex', gap: 0.75, flexWrap: 'wrap' }}>
        {possible.map(({ act }, index) =>
          act === 'transfer' ? (
            <Button
              key={act}
              variant="outlined"
              component={Link}
              to={`/agencies/${row.agencyId ?? ''}/recommendations`}
            >
              {w.acts.transfer}
            </Button>
          ) : (
            <ActButton key={act} act={act} first={index === 0 && forward.includes(act)} onAct={onAct} />
          ),
        )}
        {row.agencyId === null || possible.length === 0 ? null : (
          <Button variant="outlined" onClick={onFollowUp}>
            {w.agencies.followUp}
          </Button>
        )}
      </Box>
      {possible.length === 0 ? <Muted>{w.record.noActs}</Muted> : null}
      {mendable.length === 0 ? null : (
        <Box
          component="ul"
          sx={{
            listStyle: 'none',
            m: 0,
            mt: 1,
            p: 0,
            pl: 1.25,
            fontSize: '0.8125rem',
            borderLeft: '3px solid',
            borderColor: 'warning.main',
          }}
        >
          {mendable.map(reason)}
        </Box>
      )}
      {others.length === 0 ? null : (
        <Box component="details" sx={{ mt: 0.75, fontSize: '0.8125rem' }}>
          <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary', minHeight: 24 }}>
            {w.record.notNow}
          </Box>
          <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.5 }}>
            {others.map(reason)}
          </Box>
        </Box>
      )}
    </Part>
  );
}

interface ActButtonProps {
  readonly act: DialogAct;
  readonly first: boolean;
  readonly onAct: (act: DialogAct) => void;
}
/** What the role of whoever sits here may not do stays in sight and says who may. */
function ActButton({ act, first, onAct }: ActButtonProps) {
  const w = useText().remediation;
  const whyNot = useWhyNot(actMethods[act]);
  const button = (
    <Button
      variant={first ? 'contained' : 'outlined'}
      disabled={whyNot !== undefined}
      onClick={() => onAct(act)}
    >
      {w.acts[act]}
    </Button>
  );
  if (whyNot === undefined) return button;
  return (
    <Tooltip title={whyNot} describeChild>
      {/* A disabled button is no stop of its own: the reason is read here. */}
      <Box component="span" tabIndex={0} role="note" aria-label={`${w.acts[act]}: ${whyNot}`}>
        {button}
      </Box>
    </Tooltip>
  );
}

function Proofs({ detail }: { readonly detail: Detail }) {
  const t = useText();
  const w = t.remediation.record;
  const remove = useCommand('proofs.delete');
  async function drop({ id, rev }: RemediationProof) {
    if ((await remove.run({ id, rev })) !== undefined) showUndo(w.proofDeleted);
  }
  if (detail.proofs.length === 0) return <Muted>{w.noProofs}</Muted>;
  return (
    <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, fontSize: '0.8125rem' }}>
      {detail.proofs.map((proof) => {
        const name = proof.documentName ?? proof.fileName ?? '';
        return (
          <Box component="li" key={proof.id} sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
            <Box sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere', py: 0.375 }}>
              {name} <ProvenanceMark provenance={proof.provenance} />
              <Muted>
                {[
                  shortDay(proof.provedOn),
                  proof.evidenceId === null ? w.seenDocument : w.file,
                  proof.note,
                  w.by(proof.personName),
                ]
                  .filter((part) => part !== null && part !== '')
                  .join(' · ')}
              </Muted>
            </Box>
            <Tooltip title={w.deleteProof(name.slice(0, 60))}>
              <IconButton
                size="small"
                aria-label={w.deleteProof(name.slice(0, 60))}
                disabled={remove.pending}
                onClick={() => void drop(proof)}
              >
                <DeleteIcon sx={{ fontSize: 18 }} />
              </IconButton>
            </Tooltip>
          </Box>
        );
      })}
    </Box>
  );
}

interface EntriesProps {
  readonly detail: Detail;
  readonly onProof: (documentName: string) => void;
  readonly settled: boolean;
}
function Entries({ detail, onProof, settled }: EntriesProps) {
  const t = useText();
  const w = t.remediation;
  if (detail.entries.length === 0) return <Muted>{w.record.noEntries}</Muted>;
  return (
    <Box
      component="ul"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, fontSize: '0.8125rem' }}
    >
      {detail.entries.map(({ paper, ...entry }) => (
        <Box component="li" key={entry.id} sx={{ overflowWrap: 'anywhere' }}>
          <MuiLink
            component={Link}
            to={remediationAddress('papers', { plan: paper.planId, paper: paper.id })}
          >
            {paperName(paper, t)}
          </MuiLink>{' '}
          <ProvenanceMark provenance={entry.provenance} />
          {entry.text === null ? null : <Box sx={{ whiteSpace: 'pre-line' }}>{entry.text}</Box>}
          <Muted>
            {[
              entry.result === null ? null : w.papers.results[entry.result],
              entry.doneOn === null ? null : `${w.papers.doneOn}: ${shortDay(entry.doneOn)}`,
              entry.promisedOn === null ? null : `${w.papers.promisedOn}: ${shortDay(entry.promisedOn)}`,
              w.paperState[paper.state],
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </Muted>
          {entry.evidence === null ? null : (
            <Box>
              <Muted>
                {w.record.evidenceNamed}: {entry.evidence}
              </Muted>
              {settled ? null : (
                <Button
                  onClick={() => onProof(entry.evidence ?? '')}
                  sx={{ minHeight: 26, py: 0, px: 0.75, fontWeight: 500 }}
                >
                  {w.record.useAsProof}
                </Button>
              )}
            </Box>
          )}
        </Box>
      ))}
    </Box>
  );
}

function History({ detail }: { readonly detail: Detail }) {
  const t = useText();
  const w = t.remediation;
  if (detail.events.length === 0) return <Muted>{w.record.noHistory}</Muted>;
  return (
    <Box
      component="ol"
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.75, fontSize: '0.8125rem' }}
    >
      {detail.events.map((event) => (
        <Box component="li" key={event.id} sx={{ overflowWrap: 'anywhere' }}>
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {shortDay(event.happenedOn)}
          </Box>{' '}
          <Box component="span" sx={{ fontWeight: 600 }}>
            {w.events[event.kind]}
          </Box>{' '}
          <ProvenanceMark provenance={event.provenance} />
          {event.note === null ? null : <Box sx={{ whiteSpace: 'pre-line' }}>{event.note}</Box>}
          <Muted>
            {[
              event.dueBefore !== null && event.dueAfter !== null && event.dueBefore !== event.dueAfter
                ? w.record.dueMoved(shortDay(event.dueBefore), shortDay(event.dueAfter))
                : event.dueBefore === null && event.dueAfter !== null
                  ? shortDay(event.dueAfter)
                  : null,
              event.toPlanTitle === null ? null : w.record.toPlan(event.toPlanTitle),
              event.documentText === null ? null : w.record.under(event.documentText),
              w.record.by(event.personName),
            ]
              .filter((part) => part !== null)
              .join(' · ')}
          </Muted>
          {event.documentId === null ? null : (
            <MuiLink component={Link} to={`/documents/${event.documentId}`}>
              {t.registers.document}
            </MuiLink>
          )}
        </Box>
      ))}
    </Box>
  );
}

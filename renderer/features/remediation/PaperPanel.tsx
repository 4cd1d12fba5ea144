// One paper of an agency, edited in place: its number and days, and what it says of each recommendation.
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { entryResult } from '../../../core/contract/remediation.ts';
import type {
  RemediationEntry,
  RemediationPaper,
  RemediationRow,
} from '../../../core/contract/remediation.ts';
import { useAutosave, onlyFields } from '../../api/autosave.ts';
import { ApiError, call } from '../../api/client.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { flushAll } from '../../api/save-states.ts';
import { showUndo } from '../../api/toasts.ts';
import { AutoText, DayField, SelectField, useFieldError } from '../../components/Fields.tsx';
import { PaperFields } from '../../components/PaperFields.tsx';
import { ProvenanceMark } from '../../components/ProvenanceMark.tsx';
import { ConflictNotice, SaveStateLabel } from '../../components/SaveStateLabel.tsx';
import { SideRecord } from '../../components/SidePanel.tsx';
import { ErrorState, FormSkeleton } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { useText } from '../../i18n/text.tsx';
import { PaperStateLabel } from './PaperStateLabel.tsx';
import { remediationAddress } from './remediation-address.ts';

const paperFields = ['number', 'symbol', 'documentDate', 'arrivedOn', 'note'] as const;
const entryFields = ['text', 'result', 'doneOn', 'promisedOn', 'evidence'] as const;

interface PaperPanelProps {
  readonly paper: RemediationPaper;
  readonly today: string;
  readonly onClose: () => void;
}

export function PaperPanel({ paper, today, onClose }: PaperPanelProps) {
  const t = useText();
  const w = t.remediation.papers;
  const { planId, agencyId } = paper;
  const rows = useQueryOf('remediation.list', { planId, agencyId, today, limit: 200 });
  const remove = useCommand('remediationPapers.delete', { quiet: true });
  const autosave = useAutosave<RemediationPaper>({
    rowKey: `remediation-paper:${paper.id}`,
    row: paper,
    send: (rev, patch, meta) =>
      call(
        'remediationPapers.update',
        { id: paper.id, rev: rev ?? paper.rev, patch: onlyFields(patch, paperFields), today },
        meta,
      ),
    reload: async () => {
      const all = await call('remediationPapers.list', { planId, agencyId, today });
      const found = all.find(({ id }) => id === paper.id);
      if (found === undefined) throw new ApiError({ code: 'NOT_FOUND' });
      return found;
    },
  });
  const labels: Readonly<Record<string, string>> = {
    number: w.number,
    symbol: w.symbol,
    documentDate: w.documentDate,
    arrivedOn: w.arrivedOn,
    note: w.note,
  };
  async function drop() {
    await flushAll();
    if ((await remove.run({ id: paper.id, rev: autosave.value.rev })) === undefined) return;
    showUndo(w.deleted);
    onClose();
  }
  return (
    <SideRecord
      id={paper.id}
      label={w.recordLabel}
      closeLabel={w.close}
      aside={<SaveStateLabel state={autosave.state} quiet />}
      onClose={onClose}
    >
      <Box>
        <Typography variant="subtitle2" component="h3">
          {w.kinds[paper.kind]} <ProvenanceMark provenance={paper.provenance} />
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {paper.agencyName}
        </Typography>
        <PaperStateLabel state={paper.state} />
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1.25, alignItems: 'start' }}>
        <PaperFields autosave={autosave} words={w} />
      </Box>
      <AutoText
        autosave={autosave}
        field="note"
        label={w.note}
        nullable
        multiline
        minRows={1}
        maxLength={4000}
      />
      <Typography variant="subtitle2" component="h3">
        {w.rows}
      </Typography>
      {rows.data === undefined ? (
        rows.isError ? (
          <ErrorState error={rows.error} onRetry={() => void rows.refetch()} />
        ) : (
          <FormSkeleton rows={3} />
        )
      ) : (
        rows.data.rows.map((row) => {
          const entry = paper.entries.find(({ recommendationId }) => recommendationId === row.id);
          // What is settled takes no new answer.
          const settled = ['verified', 'no_longer_applicable', 'transferred'].includes(row.status);
          if (entry === undefined && settled) return null;
          return (
            <Entry
              key={row.id}
              paper={paper}
              row={row}
              entry={entry}
              settled={settled}
              reload={async () => {
                const all = await call('remediationPapers.list', { planId, agencyId, today });
                return all
                  .find(({ id }) => id === paper.id)
                  ?.entries.find(({ recommendationId }) => recommendationId === row.id);
              }}
            />
          );
        })
      )}
      {remove.error === null ? null : <ErrorState error={remove.error} compact />}
      <Box sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 1, display: 'flex', gap: 1 }}>
        <Typography variant="caption" color="text.secondary" sx={{ flex: 1 }}>
          {w.enteredBy}: {paper.enteredByName}
        </Typography>
        <Button color="secondary" disabled={remove.pending} onClick={() => void drop()}>
          {w.delete}
        </Button>
      </Box>
    </SideRecord>
  );
}

type EntryRow = Omit<RemediationEntry, 'rev'> & { readonly rev: number | null };
interface EntryProps {
  readonly paper: RemediationPaper;
  readonly row: RemediationRow;
  readonly entry: RemediationEntry | undefined;
  readonly settled: boolean;
  readonly reload: () => Promise<RemediationEntry | undefined>;
}
function Entry({ paper, row, entry, settled, reload }: EntryProps) {
  const t = useText();
  const w = t.remediation.papers;
  const blank: EntryRow = {
    id: '',
    rev: null,
    provenance: null,
    remediationPaperId: paper.id,
    recommendationId: row.id,
    text: null,
    result: null,
    doneOn: null,
    promisedOn: null,
    evidence: null,
  };
  const autosave = useAutosave<EntryRow>({
    rowKey: `remediation-entry:${paper.id}:${row.id}`,
    row: entry ?? blank,
    send: (rev, patch, meta) =>
      call(
        'remediationPapers.saveEntry',
        {
          remediationPaperId: paper.id,
          recommendationId: row.id,
          rev,
          patch: onlyFields(patch, entryFields),
        },
        meta,
      ),
    reload: async () => (await reload()) ?? blank,
  });
  const { value } = autosave;
  const error = autosave.state.kind === 'error' ? autosave.state.error : null;
  const faultOf = useFieldError(error);
  const labels: Readonly<Record<string, string>> = {
    text: w.text[paper.kind],
    result: w.result,
    doneOn: w.doneOn,
    promisedOn: w.promisedOn,
    evidence: w.evidence,
  };
  return (
    <Box
      component="section"
      aria-label={row.text.slice(0, 80)}
      sx={{ borderTop: '1px solid', borderColor: 'divider', pt: 1, display: 'grid', gap: 1 }}
    >
      <Box sx={{ fontSize: '0.8125rem', overflowWrap: 'anywhere' }}>
        <MuiLink
          component={Link}
          color="text.primary"
          to={remediationAddress('list', { plan: row.planId, agency: row.agencyId, recommendation: row.id })}
        >
          {row.text}
        </MuiLink>{' '}
        <RecommendationStatusChip status={row.status} />
      </Box>
      <ConflictNotice autosave={autosave} labelOf={(field) => labels[field] ?? field} />
      <AutoText
        autosave={autosave}
        field="text"
        label={w.text[paper.kind]}
        nullable
        multiline
        minRows={1}
        maxLength={8000}
        disabled={settled}
      />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 1 }}>
        {paper.kind === 'report' ? (
          <>
            <SelectField
              label={w.result}
              value={value.result}
              emptyLabel={w.noResult}
              disabled={settled}
              choices={entryResult.options.map((result) => ({ value: result, label: w.results[result] }))}
              onChange={(result) => autosave.choose('result', result)}
            />
            <DayField
              label={w.doneOn}
              value={value.doneOn}
              disabled={settled}
              error={faultOf('doneOn')}
              onChange={(day) => autosave.choose('doneOn', day)}
            />
          </>
        ) : (
          <DayField
            label={w.promisedOn}
            value={value.promisedOn}
            disabled={settled}
            error={faultOf('promisedOn')}
            onChange={(day) => autosave.choose('promisedOn', day)}
          />
        )}
      </Box>
      {paper.kind === 'report' ? (
        <AutoText
          autosave={autosave}
          field="evidence"
          label={w.evidence}
          nullable
          multiline
          minRows={1}
          maxLength={4000}
          disabled={settled}
        />
      ) : null}
      {error === null || error.fields !== undefined ? null : <ErrorState error={error} compact />}
      <SaveStateLabel state={autosave.state} quiet />
    </Box>
  );
}

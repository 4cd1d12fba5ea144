// The recommendations of an agency: each opens the record that the follow-up list opens; those that are not settled are
// ticked and handed over to its successors, with a note and an undo.
import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link, useSearchParams } from 'react-router';
import { id as idSchema } from '../../../core/contract/common.ts';
import type { AgencyDetail } from '../../../core/contract/agencies.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { AgenciesPicker } from '../../components/AgencyPicker.tsx';
import type { AgencyChoice } from '../../components/AgencyPicker.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { DayField, useFieldError } from '../../components/Fields.tsx';
import { OfficeChip } from '../../components/OfficeChip.tsx';
import { ResponsiveTable, RowLink } from '../../components/ResponsiveTable.tsx';
import type { Column } from '../../components/ResponsiveTable.tsx';
import { ErrorState } from '../../components/States.tsx';
import { RecommendationStatusChip } from '../../components/StatusChip.tsx';
import { dayOrBlank, formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { RecordPanel } from '../remediation/RecordPanel.tsx';
import { remediationAddress } from '../remediation/remediation-address.ts';
import { isOpen } from './agency-figures.ts';
import type { AgencyTabProps } from './agency-tab.ts';
import { LegalField } from './LegalField.tsx';
import type { LegalChoice } from './LegalField.tsx';
import { ScopeToggle } from './ScopeToggle.tsx';

type Item = AgencyDetail['recommendations'][number];

export function RecommendationsTab({ agency }: AgencyTabProps) {
  const t = useText();
  const a = t.agencies;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [transferring, setTransferring] = useState(false);
  const status = useQueryOf('system.status', {});
  const [params, setParams] = useSearchParams();
  const asked = params.get('recommendation');
  const openId = idSchema.safeParse(asked).success ? asked : null;
  const recordTo = (one: Item) => {
    const next = new URLSearchParams(params);
    next.set('recommendation', one.id);
    return `/agencies/${agency.id}/recommendations?${next.toString()}`;
  };
  const closeRecord = () =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        next.delete('recommendation');
        return next;
      },
      { replace: true },
    );
  const open = agency.recommendations.filter(isOpen);
  const closed = agency.recommendations.filter((one) => !isOpen(one));
  const chosen = open.filter(({ id }) => ticked.has(id));
  const withOthers = agency.view === 'by_successor';
  const put = (ids: readonly string[], on: boolean) =>
    setTicked((before) => {
      const next = new Set(before);
      for (const id of ids) {
        if (on) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  const shared: readonly Column<Item>[] = [
    {
      key: 'text',
      label: a.text,
      render: (one) => (
        <>
          <RowLink to={recordTo(one)}>{one.text}</RowLink> <OfficeChip officeId={one.officeId} />
          <Trail item={one} />
        </>
      ),
    },
    ...(withOthers
      ? [{ key: 'agency', label: a.agencyThen, width: '16%', render: (one: Item) => one.agencyName }]
      : []),
    {
      key: 'year',
      label: a.year,
      width: '4.5rem',
      sortBy: (one) => one.year,
      render: (one) => (one.year === null ? '' : String(one.year)),
    },
    {
      key: 'due',
      label: a.due,
      width: '8rem',
      sortBy: (one) => one.dueOn,
      render: (one) =>
        one.overdue ? (
          <Box component="span" sx={{ color: 'error.main', fontWeight: 500 }}>
            {dayOrBlank(one.dueOn)} · {a.overdue}
          </Box>
        ) : (
          dayOrBlank(one.dueOn)
        ),
    },
    {
      key: 'status',
      label: a.status,
      width: '9.5rem',
      render: (one) => <RecommendationStatusChip status={one.status} />,
    },
  ];
  const tickColumn: Column<Item> = {
    key: 'tick',
    label: a.choose(''),
    hiddenLabel: true,
    width: '2.5rem',
    render: (one) => (
      <Checkbox
        size="small"
        checked={ticked.has(one.id)}
        onChange={(_event, on) => put([one.id], on)}
        slotProps={{ input: { 'aria-label': a.choose(one.text.slice(0, 80)) } }}
        sx={{ my: -0.75, mx: -0.75 }}
      />
    ),
  };
  const lists = (
    <Box sx={{ display: 'grid', gap: 3, minWidth: 0 }}>
      <Box component="section">
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, mb: 1, flexWrap: 'wrap' }}>
          <Typography variant="h2" sx={{ flex: 1 }}>
            {a.openRecommendations}
          </Typography>
          <MuiLink
            component={Link}
            variant="body2"
            to={remediationAddress('list', {
              agency: agency.id,
              predecessors: withOthers ? '1' : null,
            })}
          >
            {t.remediation.atAgency.openAll}
          </MuiLink>
          <ScopeToggle view={agency.view} />
        </Box>
        {agency.ended && open.length > 0 ? (
          <Alert severity="warning" sx={{ mb: 1 }}>
            {a.offerTransfer(formatCount(open.length))}
          </Alert>
        ) : null}
        {open.length === 0 ? (
          <Typography variant="body2" color="text.secondary">
            {agency.recommendations.length === 0 ? a.noRecommendations : a.noOpen}
          </Typography>
        ) : (
          <>
            <Box sx={{ display: 'flex', gap: 1, mb: 1, flexWrap: 'wrap', alignItems: 'center' }}>
              <Button
                variant="contained"
                disabled={chosen.length === 0}
                onClick={() => setTransferring(true)}
              >
                {a.transfer}
              </Button>
              <Button
                onClick={() =>
                  put(
                    open.map(({ id }) => id),
                    chosen.length < open.length,
                  )
                }
              >
                {chosen.length < open.length ? a.chooseAll : t.frame.none}
              </Button>
            </Box>
            <ResponsiveTable
              label={a.openRecommendations}
              columns={[tickColumn, ...shared]}
              rows={open}
              rowKey={({ id }) => id}
              rowTo={recordTo}
              selectedKey={openId ?? undefined}
            />
          </>
        )}
      </Box>
      {closed.length === 0 ? null : (
        <Box component="section">
          <Typography variant="h2" sx={{ mb: 1 }}>
            {a.closedRecommendations}
          </Typography>
          <ResponsiveTable
            label={a.closedRecommendations}
            columns={shared}
            rows={closed}
            rowKey={({ id }) => id}
            rowTo={recordTo}
            selectedKey={openId ?? undefined}
            sortParam="closed"
          />
        </Box>
      )}
      {transferring ? (
        <Transfer
          agency={agency}
          items={chosen}
          onClose={() => setTransferring(false)}
          onDone={() => {
            setTransferring(false);
            setTicked(new Set());
          }}
        />
      ) : null}
    </Box>
  );
  if (openId === null || status.data === undefined) return lists;
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1.5,
        alignItems: 'start',
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 27rem)' },
      }}
    >
      {lists}
      <RecordPanel id={openId} today={status.data.today} onClose={closeRecord} />
    </Box>
  );
}

/** Where a recommendation came from, or went to. */
function Trail({ item }: { readonly item: Item }) {
  const a = useText().agencies;
  const words = [
    ...(item.transferredFrom === null ? [] : [a.transferredFrom(item.transferredFrom.name)]),
    ...(item.transferredTo.length === 0
      ? []
      : [a.transferredTo(item.transferredTo.map(({ name }) => name).join(', '))]),
  ];
  if (words.length === 0) return null;
  return (
    <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', color: 'text.secondary' }}>
      {words.join(' · ')}
    </Box>
  );
}

interface TransferProps {
  readonly agency: AgencyDetail;
  readonly items: readonly Item[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}
function Transfer({ agency, items, onClose, onDone }: TransferProps) {
  const t = useText();
  const a = t.agencies;
  const status = useQueryOf('system.status', {});
  const transfer = useCommand('recommendations.transfer', { quiet: true });
  const faultOf = useFieldError(transfer.error?.value);
  // The successors that are recorded are offered; the choice stays a person's.
  const [to, setTo] = useState<readonly AgencyChoice[]>(agency.successors);
  const [typedOn, setOn] = useState<string | null>(null);
  const on = typedOn ?? status.data?.today ?? null;
  const [note, setNote] = useState('');
  const [legal, setLegal] = useState<LegalChoice>({ legalDocumentId: null, legalText: null });
  const library = useQueryOf('legalDocuments.list', {});
  const citation =
    legal.legalText ?? library.data?.find(({ id }) => id === legal.legalDocumentId)?.firstCitation ?? null;
  async function submit() {
    if (on === null) return;
    const made = await transfer.run({
      items: items.map(({ id, rev }) => ({ id, rev })),
      toAgencyIds: to.map(({ id }) => id),
      on,
      note: note.trim(),
      legalText: citation,
    });
    if (made === undefined) return;
    showUndo(a.transferred(formatCount(items.length)));
    onDone();
  }
  return (
    <ConfirmDialog
      open
      title={a.transferTitle}
      confirmLabel={a.transferCount(formatCount(items.length))}
      pending={transfer.pending}
      disabled={to.length === 0 || note.trim() === '' || on === null}
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 1.75, pt: 1 }}>
        <Typography variant="body2" color="text.secondary">
          {a.transferLead}
        </Typography>
        <AgenciesPicker
          required
          label={a.transferTo}
          on={on}
          value={to}
          onChange={setTo}
          reasonAgainst={(one) => (one.id === agency.id ? a.own : null)}
          error={faultOf('toAgencyIds')}
        />
        <DayField required label={a.transferOn} value={on} onChange={setOn} error={faultOf('on')} />
        <LegalField label={a.legalDocument} value={legal} onChange={setLegal} />
        <TextField
          required
          multiline
          minRows={2}
          label={a.transferNote}
          value={note}
          onChange={(event) => setNote(event.target.value)}
          helperText={faultOf('note') ?? a.transferNoteHint}
          error={faultOf('note') !== undefined}
          slotProps={{ htmlInput: { maxLength: 2000 } }}
        />
        {transfer.error === null || transfer.error.value.fields !== undefined ? null : (
          <ErrorState error={transfer.error} compact />
        )}
      </Box>
    </ConfirmDialog>
  );
}

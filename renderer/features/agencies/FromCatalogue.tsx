// Makes many agencies at once: the catalogue proposes what usually exists in a province or commune, a person ticks
// and corrects, one act writes them all and one undo takes them back.
import { memo, useCallback, useDeferredValue, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import InputBase from '@mui/material/InputBase';
import MuiLink from '@mui/material/Link';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router';
import { foldText } from '../../../core/rules/text-fold.ts';
import type { AgencyProposal } from '../../../core/contract/catalogue.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { showUndo } from '../../api/toasts.ts';
import { EmptyState, ErrorState, Loaded, TableSkeleton } from '../../components/States.tsx';
import { formatCount } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { LoadCatalogue } from '../catalogue/LoadCatalogue.tsx';
import { UnitPicker } from '../catalogue/UnitPicker.tsx';
import type { UnitChoice } from '../catalogue/UnitPicker.tsx';
import { groupsOf, isTicked, itemsOf, nameOf, rename, tick, untouched } from './proposals.ts';
import type { ProposalEdits, ProposalGroup } from './proposals.ts';

interface FromCatalogueProps {
  /** The unit to begin with, by its code. */
  readonly unitCode?: string;
  readonly onClose: () => void;
}

export function FromCatalogue({ unitCode = '', onClose }: FromCatalogueProps) {
  const t = useText();
  const w = t.agencies.proposals;
  const status = useQueryOf('catalogue.status', {});
  const first = useQueryOf(
    'catalogue.proposals',
    { unitCode },
    { enabled: unitCode !== '' && status.data?.loaded === true },
  );
  const [unit, setUnit] = useState<UnitChoice | null>(null);
  const [cleared, setCleared] = useState(false);
  const code = unit?.code ?? (cleared ? '' : unitCode);
  const shownUnit = useUnitOf(unit === null && !cleared && first.data !== undefined ? unitCode : '');
  return (
    <Dialog open onClose={onClose} maxWidth="md" aria-labelledby="from-catalogue">
      <DialogTitle id="from-catalogue">{w.title}</DialogTitle>
      {status.data === undefined ? (
        <DialogContent>
          {status.isError ? (
            <ErrorState error={status.error} onRetry={() => void status.refetch()} />
          ) : (
            <TableSkeleton />
          )}
        </DialogContent>
      ) : status.data.loaded ? (
        <Proposals
          key={code}
          code={code}
          picker={
            <UnitPicker
              autoFocus={code === ''}
              label={w.unit}
              value={unit ?? shownUnit}
              onChange={(next) => {
                setUnit(next);
                setCleared(true);
              }}
            />
          }
          onClose={onClose}
        />
      ) : (
        <>
          <DialogContent>
            <EmptyState
              title={t.catalogue.notLoaded}
              text={w.notLoaded}
              action={<LoadCatalogue autoFocus />}
            />
          </DialogContent>
          <DialogActions sx={{ px: 3, pb: 2 }}>
            <Button onClick={onClose}>{t.frame.cancel}</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

/** The unit that the address names, for the picker to show. */
function useUnitOf(code: string): UnitChoice | null {
  const provinces = useQueryOf(
    'catalogue.units',
    { level: 'province', limit: 200 },
    { enabled: code !== '' },
  );
  const isCommune = code.length > 2;
  const communes = useQueryOf('catalogue.units', { text: code, limit: 50 }, { enabled: isCommune });
  const rows = (isCommune ? communes : provinces).data?.rows ?? [];
  return rows.find((one) => one.code === code) ?? null;
}

interface ProposalsProps {
  readonly code: string;
  readonly picker: React.ReactNode;
  readonly onClose: () => void;
}
function Proposals({ code, picker, onClose }: ProposalsProps) {
  const t = useText();
  const w = t.agencies.proposals;
  const query = useQueryOf('catalogue.proposals', { unitCode: code }, { enabled: code !== '' });
  const create = useCommand('agencies.createMany', { quiet: true });
  const [edits, setEdits] = useState<ProposalEdits>(untouched);
  const [text, setText] = useState('');
  const wanted = foldText(useDeferredValue(text.trim()));
  const all = query.data ?? [];
  const items = itemsOf(all, edits);
  const emptyNames = items.some(({ name }) => name === '');
  const shown = wanted === '' ? all : all.filter((one) => foldText(nameOf(one, edits)).includes(wanted));
  const onTick = useCallback(
    (keys: readonly string[], on: boolean) => setEdits((before) => tick(before, keys, on)),
    [],
  );
  const onName = useCallback(
    (key: string, name: string) => setEdits((before) => rename(before, key, name)),
    [],
  );
  async function submit() {
    const made = await create.run({ items });
    if (made === undefined) return;
    showUndo(w.created(formatCount(made.created)));
    onClose();
  }
  return (
    <>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: '24rem' }}>
        <Typography variant="body2" color="text.secondary">
          {w.lead}
        </Typography>
        <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'flex-start', flexWrap: 'wrap' }}>
          <Box sx={{ flex: '2 1 18rem' }}>{picker}</Box>
          {all.length > 12 ? (
            <TextField
              label={w.find}
              value={text}
              onChange={(event) => setText(event.target.value)}
              sx={{ flex: '1 1 12rem' }}
            />
          ) : null}
        </Box>
        {code === '' ? null : (
          <Loaded query={query}>
            {() =>
              all.length === 0 ? (
                <EmptyState title={w.none} />
              ) : (
                <Box sx={{ display: 'grid', gap: 2 }}>
                  {groupsOf(shown).map((group) => (
                    <Group key={group.kind} group={group} edits={edits} onTick={onTick} onName={onName} />
                  ))}
                </Box>
              )
            }
          </Loaded>
        )}
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2, pt: 1.5, borderTop: '1px solid', borderColor: 'divider' }}>
        <Box sx={{ mr: 'auto', minWidth: 0 }}>
          {create.error === null ? null : <ErrorState error={create.error} compact />}
          {emptyNames ? (
            <Typography variant="body2" color="error" role="alert">
              {w.emptyName}
            </Typography>
          ) : null}
        </Box>
        <Button onClick={onClose}>{t.frame.cancel}</Button>
        <Button
          variant="contained"
          disabled={items.length === 0 || emptyNames || create.pending}
          onClick={() => void submit()}
        >
          {items.length === 0 ? w.createNone : w.create(formatCount(items.length))}
        </Button>
      </DialogActions>
    </>
  );
}

interface GroupProps {
  readonly group: ProposalGroup;
  readonly edits: ProposalEdits;
  readonly onTick: (keys: readonly string[], on: boolean) => void;
  readonly onName: (key: string, name: string) => void;
}
function Group({ group, edits, onTick, onName }: GroupProps) {
  const w = useText().agencies.proposals;
  const free = group.proposals.filter((one) => one.existingAgencyId === null);
  const chosen = free.filter((one) => isTicked(one, edits));
  return (
    <Box component="section" aria-label={w.groups[group.kind]}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 0.5,
          borderBottom: '1px solid',
          borderColor: 'divider',
        }}
      >
        <Checkbox
          size="small"
          sx={{ p: 0.5 }}
          checked={free.length > 0 && chosen.length === free.length}
          indeterminate={chosen.length > 0 && chosen.length < free.length}
          disabled={free.length === 0}
          onChange={(_event, on) =>
            onTick(
              free.map(({ key }) => key),
              on,
            )
          }
          slotProps={{ input: { 'aria-label': `${w.all}: ${w.groups[group.kind]}` } }}
        />
        <Typography variant="subtitle2" component="h3">
          {w.groups[group.kind]}
        </Typography>
        <Typography variant="caption" color="text.secondary" sx={{ ml: 'auto', pr: 1 }}>
          {w.chosenOf(formatCount(chosen.length), formatCount(group.proposals.length))}
        </Typography>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {group.proposals.map((proposal) => (
          <Line
            key={proposal.key}
            proposal={proposal}
            ticked={isTicked(proposal, edits)}
            name={nameOf(proposal, edits)}
            onTick={onTick}
            onName={onName}
          />
        ))}
      </Box>
    </Box>
  );
}

interface LineProps {
  readonly proposal: AgencyProposal;
  readonly ticked: boolean;
  readonly name: string;
  readonly onTick: GroupProps['onTick'];
  readonly onName: GroupProps['onName'];
}
/** Drawn again only when it changes itself: there may be two hundred. */
const Line = memo(function Line({ proposal, ticked, name, onTick, onName }: LineProps) {
  const w = useText().agencies.proposals;
  const exists = proposal.existingAgencyId !== null;
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 0.5, minHeight: 32 }}>
      <Checkbox
        size="small"
        sx={{ p: 0.5 }}
        checked={ticked}
        disabled={exists}
        onChange={(_event, on) => onTick([proposal.key], on)}
        slotProps={{ input: { 'aria-label': name } }}
      />
      {exists ? (
        <Box component="span" sx={{ flex: 1, fontSize: '0.8125rem' }}>
          <MuiLink component={Link} to={`/agencies/${proposal.existingAgencyId ?? ''}`}>
            {proposal.name}
          </MuiLink>
        </Box>
      ) : (
        <InputBase
          value={name}
          error={name.trim() === ''}
          onChange={(event) => onName(proposal.key, event.target.value)}
          inputProps={{ 'aria-label': w.nameOf(proposal.name), maxLength: 300 }}
          sx={{
            flex: 1,
            fontSize: '0.8125rem',
            borderRadius: 0.5,
            px: 0.75,
            border: '1px solid transparent',
            '&:hover': { borderColor: 'divider' },
            '&.Mui-focused': { borderColor: 'primary.main', backgroundColor: 'background.paper' },
            '&.Mui-error': { borderColor: 'error.main' },
            '& input': { py: 0.375, height: 'auto', lineHeight: 1.6 },
          }}
        />
      )}
      <Box
        component="span"
        sx={{ flex: 'none', pr: 1, fontSize: '0.75rem', color: 'text.secondary', whiteSpace: 'nowrap' }}
      >
        {exists ? w.exists : proposal.usual ? '' : w.sometimes}
      </Box>
    </Box>
  );
});

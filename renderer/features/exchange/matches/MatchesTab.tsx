// Agencies that other offices have entered by themselves, each with those of ours that it may be: a person says once which
// are one, and their figures stand together from then on.
import { useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import type { Output } from '../../../../core/contract/index.ts';
import { foldText } from '../../../../core/rules/text-fold.ts';
import { useCommand, useQueryOf } from '../../../api/query.ts';
import { AgencyPicker, type AgencyChoice } from '../../../components/AgencyPicker.tsx';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../../components/Filters.tsx';
import { MayButton } from '../../../components/MayButton.tsx';
import { EmptyState, Loaded } from '../../../components/States.tsx';
import { formatCount } from '../../../format.ts';
import { useText } from '../../../i18n/text.tsx';

type Proposal = Output<'agencyMatches.proposals'>[number];
type Match = Output<'agencyMatches.list'>[number];

/** So alike that a tick is proposed; a person still confirms. */
const LIKELY = 90;
const PAGE = 50;

export function MatchesTab() {
  const m = useText().matches;
  const filter = useFilter();
  const office = filter.get('office');
  const proposals = useQueryOf('agencyMatches.proposals', {}, { keepPrevious: true });
  const matches = useQueryOf('agencyMatches.list', {});
  const offices = new Map((proposals.data ?? []).map(({ officeId, officeName }) => [officeId, officeName]));
  const wanted = foldText(filter.get('q')).trim();
  const passes = (...names: readonly string[]) =>
    wanted === '' || names.some((name) => foldText(name).includes(wanted));
  return (
    <>
      <Typography color="text.secondary" sx={{ mb: 1.5, maxWidth: '60rem' }}>
        {m.intro}
      </Typography>
      <FilterBar filter={filter} names={['q', 'office']}>
        <FilterText filter={filter} name="q" label={m.find} />
        {offices.size > 1 || office !== '' ? (
          <FilterSelect
            filter={filter}
            name="office"
            label={m.office}
            options={[...offices].map(([value, label]) => ({ value, label }))}
          />
        ) : null}
      </FilterBar>
      <Loaded query={proposals}>
        {(all) => (
          <Proposals
            key={office}
            rows={all.filter(
              (row) => (office === '' || row.officeId === office) && passes(row.foreignName, row.officeName),
            )}
            any={all.length > 0}
          />
        )}
      </Loaded>
      <Loaded query={matches}>
        {(rows) => (
          <Matches rows={rows.filter((row) => passes(row.foreignName, row.localName, row.officeName))} />
        )}
      </Loaded>
    </>
  );
}

function Proposals({ rows, any }: { readonly rows: readonly Proposal[]; readonly any: boolean }) {
  const m = useText().matches;
  const create = useCommand('agencyMatches.create');
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [busy, setBusy] = useState(false);
  const [limit, setLimit] = useState(PAGE);
  const localOf = ({ foreignAgencyId, candidates }: Proposal) =>
    chosen.get(foreignAgencyId) ?? candidates[0]?.agencyId ?? '';
  const isTicked = (row: Proposal) =>
    localOf(row) !== '' && (ticked.get(row.foreignAgencyId) ?? (row.candidates[0]?.likeness ?? 0) >= LIKELY);
  const shown = rows.slice(0, limit);
  const wanted = shown.filter(isTicked);
  const choose = (row: Proposal, agencyId: string) => {
    setChosen(new Map(chosen).set(row.foreignAgencyId, agencyId));
    setTicked(new Map(ticked).set(row.foreignAgencyId, agencyId !== ''));
  };
  async function confirm() {
    setBusy(true);
    const group = stepGroup();
    for (const row of wanted) {
      const made = await create.run(
        { localAgencyId: localOf(row), foreignAgencyId: row.foreignAgencyId },
        { group },
      );
      if (made === undefined) break;
    }
    setBusy(false);
  }
  if (rows.length === 0) {
    return any ? (
      <EmptyState title={m.nothingFound} />
    ) : (
      <EmptyState title={m.nothingOpen} text={m.nothingOpenText} />
    );
  }
  return (
    <Box component="section" aria-labelledby="open-matches" sx={{ mb: 3 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2, mb: 1, flexWrap: 'wrap' }}>
        <Typography id="open-matches" variant="h2">
          {m.open(formatCount(rows.length))}
        </Typography>
        <MayButton
          method="agencyMatches.create"
          variant="contained"
          disabled={wanted.length === 0 || busy}
          onClick={() => void confirm()}
          sx={{ ml: 'auto' }}
        >
          {m.confirm(formatCount(wanted.length))}
        </MayButton>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {shown.map((row) => (
          <Line
            key={row.foreignAgencyId}
            row={row}
            local={localOf(row)}
            ticked={isTicked(row)}
            onTick={(value) => setTicked(new Map(ticked).set(row.foreignAgencyId, value))}
            onChoose={(agencyId) => choose(row, agencyId)}
          />
        ))}
      </Box>
      {rows.length > limit ? (
        <Button onClick={() => setLimit(limit + PAGE)} sx={{ mt: 1 }}>
          {m.more(formatCount(rows.length - limit))}
        </Button>
      ) : null}
    </Box>
  );
}

interface LineProps {
  readonly row: Proposal;
  readonly local: string;
  readonly ticked: boolean;
  readonly onTick: (value: boolean) => void;
  readonly onChoose: (agencyId: string) => void;
}
const OTHER = 'other';

function Line({ row, local, ticked, onTick, onChoose }: LineProps) {
  const m = useText().matches;
  const [other, setOther] = useState<AgencyChoice | null>(null);
  const [picking, setPicking] = useState(false);
  const isCandidate = row.candidates.some(({ agencyId }) => agencyId === local);
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: { xs: 'auto 1fr', md: 'auto minmax(0, 1fr) minmax(0, 1.2fr)' },
        gap: 1,
        alignItems: 'center',
        py: 0.75,
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Checkbox
        checked={ticked}
        disabled={local === ''}
        onChange={(_event, value) => onTick(value)}
        slotProps={{ input: { 'aria-label': m.tick(row.foreignName) } }}
      />
      <Box>
        <Box>{row.foreignName}</Box>
        <Box sx={{ fontSize: '0.8125rem', color: 'text.secondary' }}>{row.officeName}</Box>
      </Box>
      <Box sx={{ display: 'grid', gap: 1, gridColumn: { xs: '2', md: 'auto' } }}>
        <TextField
          select
          label={m.ours}
          value={picking ? OTHER : isCandidate ? local : ''}
          onChange={(event) => {
            const { value } = event.target;
            setPicking(value === OTHER);
            onChoose(value === OTHER ? (other?.id ?? '') : value);
          }}
          slotProps={{
            select: { displayEmpty: true },
            inputLabel: { shrink: true },
            htmlInput: { 'aria-label': `${m.ours}: ${row.foreignName}` },
          }}
        >
          <MenuItem value="">{row.candidates.length === 0 ? m.noneAlike : m.notChosen}</MenuItem>
          {row.candidates.map(({ agencyId, name, likeness }) => (
            <MenuItem key={agencyId} value={agencyId}>
              {name}
              <Box component="span" sx={{ ml: 1, color: 'text.secondary' }}>
                {m.alike(likeness)}
              </Box>
            </MenuItem>
          ))}
          <MenuItem value={OTHER}>{m.other}</MenuItem>
        </TextField>
        {picking ? (
          <AgencyPicker
            label={m.otherLabel}
            on={null}
            value={other}
            onChange={(choice) => {
              setOther(choice);
              onChoose(choice?.id ?? '');
            }}
          />
        ) : null}
      </Box>
    </Box>
  );
}

function Matches({ rows }: { readonly rows: readonly Match[] }) {
  const m = useText().matches;
  const remove = useCommand('agencyMatches.delete');
  if (rows.length === 0) return null;
  return (
    <Box component="section" aria-labelledby="made-matches">
      <Typography id="made-matches" variant="h2" sx={{ mb: 1 }}>
        {m.made(formatCount(rows.length))}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0 }}>
        {rows.map((row) => (
          <Box
            component="li"
            key={row.id}
            sx={{
              display: 'flex',
              gap: 1,
              alignItems: 'center',
              py: 0.5,
              borderBottom: 1,
              borderColor: 'divider',
            }}
          >
            <Box sx={{ flex: 1 }}>
              {row.foreignName === '' ? m.gone : row.foreignName}
              <Box component="span" sx={{ color: 'text.secondary' }}>
                {row.officeName === '' ? '' : ` (${row.officeName})`}
              </Box>
            </Box>
            <Box sx={{ flex: 1 }}>{row.localName}</Box>
            <MayButton
              method="agencyMatches.delete"
              disabled={remove.pending}
              aria-label={m.undoOf(row.foreignName, row.localName)}
              onClick={() => void remove.run({ id: row.id, rev: row.rev })}
            >
              {m.undo}
            </MayButton>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** One bulk action is one step back, apart from every other. */
function stepGroup() {
  return `matches-${String(Date.now())}`;
}

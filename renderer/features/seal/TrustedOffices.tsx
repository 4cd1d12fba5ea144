// Whose seals are believed: one line per office, its eight words on demand, earlier and revoked seals folded away.
import { useDeferredValue, useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Typography from '@mui/material/Typography';
import type { OfficeRelation, TrustedOffice } from '../../../core/contract/exchange-keys.ts';
import { useMay } from '../../api/may.ts';
import { useCommand, useQueryOf } from '../../api/query.ts';
import { FilterBar, FilterSelect, FilterText, useFilter } from '../../components/Filters.tsx';
import { MayButton } from '../../components/MayButton.tsx';
import { ResponsiveTable } from '../../components/ResponsiveTable.tsx';
import { EmptyState, Loaded } from '../../components/States.tsx';
import { formatCount, momentOf } from '../../format.ts';
import { useText } from '../../i18n/text.tsx';
import { AddOfficeDialog } from './AddOfficeDialog.tsx';
import { CheckWords } from './CheckWords.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { matchesOffice } from './compare-words.ts';
import { type OfficeSeals, officeSeals } from './office-seals.ts';

const PAGE = 50;
const relations = ['above', 'below', 'other'] as const;

export function TrustedOffices() {
  const w = useText().seal.trust;
  const list = useQueryOf('trust.list', {});
  const [adding, setAdding] = useState(false);
  const add = (variant: 'contained' | 'outlined') => (
    <MayButton method="trust.add" variant={variant} onClick={() => setAdding(true)}>
      {w.add}
    </MayButton>
  );
  const hasRows = (list.data ?? []).length > 0;
  return (
    <Box component="section" aria-labelledby="trusted-offices">
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'center', mb: 0.5, flexWrap: 'wrap' }}>
        <Typography variant="h2" id="trusted-offices" sx={{ flex: 1 }}>
          {w.title}
        </Typography>
        {hasRows ? add('outlined') : null}
      </Box>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {w.lead}
      </Typography>
      <Loaded query={list}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={w.empty} text={w.emptyText} action={add('contained')} />
          ) : (
            <Offices rows={rows} />
          )
        }
      </Loaded>
      {adding ? <AddOfficeDialog onClose={() => setAdding(false)} /> : null}
    </Box>
  );
}

function Offices({ rows }: { readonly rows: readonly TrustedOffice[] }) {
  const t = useText();
  const w = t.seal.trust;
  const filter = useFilter();
  const wanted = useDeferredValue(filter.get('q'));
  const relation = relations.find((one) => one === filter.get('relation'));
  const [revoking, setRevoking] = useState<TrustedOffice | null>(null);
  const offices = useMemo(() => officeSeals(rows), [rows]);
  const matching = useMemo(
    () =>
      offices.filter(
        ({ office }) =>
          matchesOffice(office.name, wanted) && (relation === undefined || office.relation === relation),
      ),
    [offices, wanted, relation],
  );
  const believed = matching.filter(({ believed: yes }) => yes);
  const revoked = matching.filter(({ believed: yes }) => !yes);
  return (
    <>
      <FilterBar filter={filter} names={['q', 'relation']}>
        <FilterText filter={filter} name="q" label={w.search} />
        <FilterSelect
          filter={filter}
          name="relation"
          label={w.relation}
          options={relations.map((value) => ({ value, label: w.relations[value] }))}
        />
        <Typography
          variant="body2"
          color="text.secondary"
          component="output"
          sx={{ alignSelf: 'center', ml: 'auto' }}
        >
          {matching.length === 0 ? w.nothing : w.count(formatCount(believed.length))}
        </Typography>
      </FilterBar>
      {believed.length === 0 ? null : (
        <OfficeTable
          key={`${wanted}:${relation ?? ''}`}
          label={w.title}
          offices={believed}
          onRevoke={setRevoking}
        />
      )}
      {revoked.length === 0 ? null : <Revoked offices={revoked} />}
      {revoking === null ? null : <RevokeDialog office={revoking} onClose={() => setRevoking(null)} />}
    </>
  );
}

interface OfficeTableProps {
  readonly label: string;
  readonly offices: readonly OfficeSeals[];
  readonly onRevoke: (office: TrustedOffice) => void;
}
function OfficeTable({ label, offices, onRevoke }: OfficeTableProps) {
  const t = useText();
  const w = t.seal.trust;
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <ResponsiveTable
      label={label}
      rows={offices}
      rowKey={({ office }) => office.id}
      page={PAGE}
      columns={[
        {
          key: 'name',
          label: w.name,
          render: ({ office }) => (
            <>
              <strong>{office.name}</strong>
              {office.namesake ? (
                <Typography
                  variant="caption"
                  component="span"
                  sx={{ display: 'block', color: 'warning.main' }}
                >
                  {w.namesake}
                </Typography>
              ) : null}
            </>
          ),
        },
        {
          key: 'level',
          label: w.level,
          nowrap: true,
          render: ({ office }) => t.labels.officeLevel[office.level],
        },
        { key: 'relation', label: w.relation, render: ({ office }) => <Relation office={office} /> },
        { key: 'since', label: w.since, nowrap: true, render: ({ office }) => momentOf(office.confirmedAt) },
        { key: 'confirmedBy', label: w.confirmedBy, render: ({ office }) => office.confirmedByName },
        {
          key: 'acts',
          label: w.acts,
          hiddenLabel: true,
          nowrap: true,
          align: 'right',
          render: ({ office }) => (
            <Box sx={{ my: -0.75 }}>
              <Button
                aria-expanded={open.has(office.id)}
                aria-controls={`words-${office.id}`}
                aria-label={w.wordsOf(office.name)}
                onClick={() => toggle(office.id)}
              >
                {w.words}
              </Button>
              <MayButton
                method="trust.revoke"
                color="secondary"
                aria-label={w.revokeOf(office.name)}
                onClick={() => onRevoke(office)}
              >
                {w.revoke}
              </MayButton>
            </Box>
          ),
        },
      ]}
      under={({ office, earlier }) =>
        open.has(office.id) ? (
          <Box id={`words-${office.id}`}>
            <CheckWords words={office.fingerprint} label={w.wordsOf(office.name)} />
            {earlier.map((one) => (
              <Typography
                key={one.id}
                variant="caption"
                color="text.secondary"
                component="p"
                sx={{ mt: 0.75 }}
              >
                {w
                  .earlierOf(momentOf(one.validFrom), one.validTo === null ? '' : momentOf(one.validTo))
                  .trim()}
                {' · '}
                {one.fingerprint.join(' ')}
              </Typography>
            ))}
          </Box>
        ) : null
      }
    />
  );
}

function Relation({ office }: { readonly office: TrustedOffice }) {
  const w = useText().seal.trust;
  const may = useMay('trust.update');
  const update = useCommand('trust.update');
  return (
    <Select<OfficeRelation>
      size="small"
      variant="standard"
      disableUnderline
      value={office.relation}
      disabled={!may || update.pending}
      inputProps={{ 'aria-label': w.relationOf(office.name) }}
      onChange={(event) => {
        const { value } = event.target;
        if (value !== office.relation)
          void update.run({ id: office.id, rev: office.rev, patch: { relation: value } });
      }}
      sx={{ fontSize: '0.8125rem' }}
    >
      {relations.map((one) => (
        <MenuItem key={one} value={one}>
          {w.relations[one]}
        </MenuItem>
      ))}
    </Select>
  );
}

function Revoked({ offices }: { readonly offices: readonly OfficeSeals[] }) {
  const w = useText().seal.trust;
  return (
    <Box component="details" sx={{ mt: 2, fontSize: '0.8125rem', lineHeight: 1.6 }}>
      <Box
        component="summary"
        sx={{ cursor: 'pointer', color: 'text.secondary', py: 0.5, width: 'fit-content' }}
      >
        {w.revoked(formatCount(offices.length))}
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, mt: 0.5, p: 0, display: 'grid', gap: 0.75 }}>
        {offices.map(({ office }) => (
          <li key={office.id}>
            <Box component="span" sx={{ fontWeight: 600 }}>
              {office.name}
            </Box>
            <Box component="span" sx={{ display: 'block', color: 'text.secondary' }}>
              {w.revokedAt(
                office.revokedAt === null ? '' : momentOf(office.revokedAt),
                office.revokedReason ?? '',
              )}
            </Box>
          </li>
        ))}
      </Box>
    </Box>
  );
}
